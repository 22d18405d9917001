"""How far the sheets of .xls reach, and whether what it says of itself can be. Source: [MS-XLS] 2.4, [MS-CFB] 2.

Its reader sets memory aside for what the file only claims to hold: so those claims are held against its size.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from desk_app.exchange.extent.reach import Reach

MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_SHEETS = 255
_STREAMS = ("Workbook", "Book")
_END, _SHEET, _STRINGS, _DIMENSIONS, _MANY = 0x000A, 0x0085, 0x00FC, 0x0200, 0x00BD
_CELLS = frozenset({0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00FD, _MANY})
_CLAIMED = 65_536 * 256


def reaches(content: bytes) -> Iterator[Reach]:
    """Of each sheet. ValueError where the file is not as such a file can be."""
    stream = _stream(content)
    positions: list[int] = []
    for kind, start, length in _records(stream, 0):
        if kind == _SHEET:
            positions.append(_number(stream, start, 4))
        elif kind == _STRINGS and length >= 8 and _number(stream, start + 4, 4) > len(stream):
            raise ValueError("more strings than there are bytes")
    if len(positions) > MOST_SHEETS:
        raise ValueError("more sheets than anybody has")
    for position in positions:
        yield _reach(stream, position)


def _reach(stream: bytes, position: int) -> Reach:
    rows = columns = 0
    for kind, start, length in _records(stream, position):
        if kind in _CELLS and length >= 6:
            row, column = _number(stream, start, 2), _number(stream, start + 2, 2)
            last = column + (length - 6) // 6 - 1 if kind == _MANY else column
            rows, columns = max(rows, row + 1), max(columns, last + 1)
        elif kind == _DIMENSIONS:
            _check_claim(stream, start, length)
    return Reach(rows, columns)


def _check_claim(stream: bytes, start: int, length: int) -> None:
    """The size that a sheet gives itself, for which memory is set aside."""
    wide = 4 if length == 14 else 2
    first, last = _number(stream, start, wide), _number(stream, start + wide, wide)
    left, right = (_number(stream, start + 2 * wide + at, 2) for at in (0, 2))
    if last and right and (last < first or right < left or (last - first) * (right - left) > _CLAIMED):
        raise ValueError("a sheet of a size that cannot be")


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """(kind, where its bytes begin, how many) of each record up to the end of this part of the stream."""
    while at + 4 <= len(stream):
        kind, length = _number(stream, at, 2), _number(stream, at + 2, 2)
        if kind == _END:
            return
        yield kind, at + 4, length
        at += 4 + length


def _number(stream: bytes, at: int, size: int) -> int:
    return int.from_bytes(stream[at : at + size], "little")


# --- the file around it -----------------------------------------------------------------------------------------
def _stream(content: bytes) -> bytes:
    import olefile

    _check_header(content)
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            starts = [file.first_dir_sector, *(each.isectStart for each in file.direntries if each)]
            for entry in file.direntries:
                if entry and entry.entry_type != olefile.STGTY_STORAGE and entry.size > len(content):
                    raise ValueError("a part larger than the file")
            _check_chains(file.fat, starts)
            for name in _STREAMS:
                if file.exists(name):
                    return bytes(file.openstream(name).read())
    except (OSError, IndexError, TypeError, AttributeError) as error:
        raise ValueError("not such a file, or damaged") from error
    raise ValueError("no workbook in it")


def _check_header(content: bytes) -> None:
    """No table of sectors has more than the file."""
    counts = (40, 44, 64, 72)  # sectors of the directory, of the FAT, the mini FAT and the DIFAT
    if any(_number(content, at, 4) > len(content) // 512 for at in counts):
        raise ValueError("more sectors than the file has")


def _check_chains(fat: Sequence[int], starts: Sequence[int]) -> None:
    """Each chain of sectors ends. (Those of the mini stream have small numbers too, and are looked at in vain.)"""
    ending: set[int] = set()
    for sector in starts:
        chain: set[int] = set()
        at = sector
        while at < len(fat) and at not in ending:
            if at in chain:
                raise ValueError("a chain of sectors without an end")
            chain.add(at)
            at = fat[at]
        ending |= chain
