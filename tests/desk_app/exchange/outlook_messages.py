"""Writes small Outlook messages (.msg), so that reading them can be tested: [MS-CFB] around [MS-OXMSG].

Only what the tests need: Unicode strings, binary values, one time, streams shorter than a sector chain of 109 tables.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
STRING, BINARY, TIME, NUMBER = 0x1F, 0x102, 0x40, 0x03
BODY, HTML, SUBJECT, SENDER_NAME, SENDER_EMAIL, SENT = 0x1000, 0x1013, 0x37, 0xC1A, 0xC1F, 0x39
FILE_NAME, FILE_DATA, FILE_METHOD = 0x3707, 0x3701, 0x3705


@dataclass
class _Entry:
    name: str
    kind: int  # 1 storage, 2 stream, 5 root
    data: bytes = b""
    children: list[_Entry] = field(default_factory=list)
    start: int = 0
    child: int = FREE
    right: int = FREE


def message(texts: Mapping[int, str], sent: datetime | None, files: Sequence[tuple[str, bytes]] = ()) -> bytes:
    """The bytes of a message with these texts by property id, and these files."""
    root = _Entry("Root Entry", 5)
    root.children = _properties({**texts}, sent, header=struct.pack("<8x4I8x", 0, len(files), 0, len(files)))
    for n, (name, data) in enumerate(files):
        attached = _Entry(f"__attach_version1.0_#{n:08X}", 1)
        attached.children = _properties(
            {FILE_NAME: name, FILE_DATA: data}, None, header=bytes(8), numbers=[(FILE_METHOD, 1)]
        )
        root.children.append(attached)
    return _compound_file(root)


def compound_file(streams: Mapping[str, bytes]) -> bytes:
    """Any file of this kind, such as an old spreadsheet, with these streams."""
    root = _Entry("Root Entry", 5)
    root.children = [_Entry(name, 2, data) for name, data in streams.items()]
    return _compound_file(root)


def _properties(
    values: Mapping[int, str | bytes], sent: datetime | None, *, header: bytes, numbers: Sequence[tuple[int, int]] = ()
) -> list[_Entry]:
    rows, streams = [header], []
    for pid, value in values.items():
        data = value.encode("utf-16-le") if isinstance(value, str) else value
        kind = STRING if isinstance(value, str) else BINARY
        rows.append(struct.pack("<HHIII", kind, pid, 6, len(data) + (2 if kind == STRING else 0), 0))
        streams.append(_Entry(f"__substg1.0_{pid:04X}{kind:04X}", 2, data))
    for pid, number in numbers:
        rows.append(struct.pack("<HHIII", NUMBER, pid, 6, number, 0))
    if sent is not None:
        ticks = int((sent - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
        rows.append(struct.pack("<HHIQ", TIME, SENT, 6, ticks))
    return [_Entry("__properties_version1.0", 2, b"".join(rows)), *streams]


def _compound_file(root: _Entry) -> bytes:
    entries: list[_Entry] = []
    _number(root, entries)
    sectors: list[bytes] = []
    fat: list[int] = []
    mini = bytearray()
    mini_fat: list[int] = []

    def put(data: bytes) -> int:
        pieces = [data[i : i + SECTOR].ljust(SECTOR, b"\0") for i in range(0, len(data), SECTOR)]
        start = len(sectors)
        sectors.extend(pieces)
        fat.extend([*range(start + 1, start + len(pieces)), END] if pieces else [])
        return start if pieces else END

    for entry in entries:
        if entry.kind != 2:
            continue
        if len(entry.data) >= CUTOFF:
            entry.start = put(entry.data)
            continue
        count = -(-len(entry.data) // MINI)
        entry.start = len(mini_fat) if count else END
        mini_fat.extend([*range(len(mini_fat) + 1, len(mini_fat) + count), END] if count else [])
        mini.extend(entry.data.ljust(count * MINI, b"\0"))
    root.data, root.start = bytes(mini), put(bytes(mini))
    mini_start = put(struct.pack(f"<{len(mini_fat)}I", *mini_fat).ljust(SECTOR, b"\xff"))
    directory = b"".join(_row(entry) for entry in entries)
    directory += _row(_Entry("", 0)) * (-len(entries) % 4)
    directory_start = put(directory)
    tables = 1
    while tables * (SECTOR // 4) < len(fat) + tables:
        tables += 1
    table_start = len(fat)
    fat.extend([FAT] * tables)
    fat.extend([FREE] * (tables * (SECTOR // 4) - len(fat)))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        bytes.fromhex("d0cf11e0a1b11ae1"), 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory_start, 0, CUTOFF,
        mini_start if mini_fat else END, -(-len(mini_fat) * 4 // SECTOR), END, 0, table_start,
    )  # fmt: skip
    listed = [*range(table_start, table_start + tables)]
    header = header[:76] + struct.pack("<109I", *listed, *[FREE] * (109 - tables))
    return header + b"".join(sectors) + struct.pack(f"<{len(fat)}I", *fat)


def _number(entry: _Entry, entries: list[_Entry]) -> None:
    """Give each its place; siblings hang on one another to the right, which is a tree too."""
    entries.append(entry)
    before: _Entry | None = None
    for child in entry.children:
        if before is None:
            entry.child = len(entries)
        else:
            before.right = len(entries)
        before = child
        _number(child, entries)


def _row(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    size = len(entry.data) if entry.kind in (2, 5) else 0
    return struct.pack(
        "<64sHBBIII16xI8x8xIII",
        name, len(name) + 2 if entry.name else 0, entry.kind, 1, FREE, entry.right, entry.child, 0, entry.start,
        size, 0,
    )  # fmt: skip
