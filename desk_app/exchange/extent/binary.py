"""How far the sheets of .xlsb reach. Source of the records: [MS-XLSB] 2.1.4 and 2.5."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from desk_app.exchange.extent.reach import Reach

FOLDERS = ("xl/worksheets/", "xl/chartsheets/", "xl/dialogsheets/")
"""The reader looks for sheets nowhere else."""
_ROW, _FIRST_CELL, _LAST_CELL = 0, 2, 11  # BrtRowHdr; BrtCellRk to BrtFmlaError; 1, BrtCellBlank, is none
_LAST_ROW = 1 << 20


def reaches(archive: zipfile.ZipFile) -> Iterator[Reach]:
    """Of each sheet."""
    if not any(name.lower() == "xl/workbook.bin" for name in archive.namelist()):
        return
    for entry in archive.infolist():
        if entry.filename.lower().startswith(FOLDERS) and not entry.filename.lower().endswith((".rels", "/")):
            yield _reach(archive.read(entry))


def _reach(data: bytes) -> Reach:
    row = rows = columns = 0
    for kind, start, length in _records(data):
        if kind == _ROW:
            row = int.from_bytes(data[start : start + 4], "little") + 1
        elif _FIRST_CELL <= kind <= _LAST_CELL and length >= 4 and row <= _LAST_ROW + 1:
            rows = max(rows, row)
            columns = max(columns, int.from_bytes(data[start : start + 4], "little") + 1)
    return Reach(rows, columns)


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """(kind, where its bytes begin, how many) of each record, to the first that is cut off."""
    at = 0
    while at + 1 < len(data):
        kind, at = data[at], at + 1
        if kind & 0x80:
            kind, at = (kind & 0x7F) | (data[at] & 0x7F) << 7, at + 1
        length = shift = 0
        while at < len(data) and shift < 28:
            part, at = data[at], at + 1
            length |= (part & 0x7F) << shift
            shift += 7
            if not part & 0x80:
                break
        yield kind, at, length
        at += length
