"""How far the sheets of .xlsx and .xlsm reach.

Each part is looked through, since a workbook may keep a sheet under any name. What matters are the places of cells
that hold something; those that are only coloured count for nothing, as the reader leaves them out. Cells and rows that
do not say their place follow the one before: they are counted, and comments, which could hide one, are not left out.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import IO

from desk_app.exchange.extent.reach import Reach, number

_PIECE = 1 << 20
_LONGEST_REST = 4 << 20
_OVERLAP = 4096
_C = rb"<(?:[^\s<>/!?:]*:)?c"
_ATTRIBUTES = rb'(?:\s+[\w:.-]+="[^"<>]*")*\s*'
_NOTHING = rb"(?!" + _ATTRIBUTES + rb"(?:/>|>\s*</(?:[^\s<>/!?:]*:)?c\s*>))"
_PLACE = rb'\s+r="([A-Za-z]+)(\d+)"'  # of any length: the reader takes more letters, and noughts before the row
_FILLED = re.compile(_C + _PLACE + _NOTHING)
_CELL = re.compile(_C + rb"(?![^\s/>])")
_PLACELESS = re.compile(_C + rb"(?![^\s/>])(?!" + _PLACE + rb")")
_ANY_PLACE = re.compile(rb"""(?<![\w.-])r\s*=\s*["']([A-Za-z]*)(\d+)""")
_TOO_LONG = re.compile(rb"""(?<![\w.-])r(?:\s{1000}|\s*=\s{1000}|\s*=\s*["'](?:[A-Za-z]{1000}|[A-Za-z]*\d{1000}))""")
"""A place that could begin in one piece and end after the next one has begun: a quarter of _OVERLAP."""
_ROW_ENDS = re.compile(rb"</(?:[^\s<>/!?:]*:)?row(?![^\s/>])")
_ROW_OPENS = re.compile(rb"<(?:[^\s<>/!?:]*:)?row(?![^\s/>])(?!" + _ATTRIBUTES + rb">)")


def reaches(archive: zipfile.ZipFile) -> Iterator[Reach]:
    """Of each part."""
    if any(name.lower().startswith("xl/") for name in archive.namelist()):
        for entry in archive.infolist():
            with archive.open(entry) as part:
                reach = _placed(part)
            if reach is None:
                with archive.open(entry) as part:
                    reach = _counted(part)
            yield reach


def _placed(part: IO[bytes]) -> Reach | None:
    """None if a cell does not say where it is."""
    reach = Reach(0, 0)
    for piece in pieces(part):
        if _PLACELESS.search(piece):
            return None
        places = _FILLED.findall(piece)
        row = max([int(digits) for _, digits in places], default=0)
        column = max(map(number, {letters for letters, _ in places}), default=0)
        reach = Reach(max(reach.rows, row), max(reach.columns, column))
    return reach


def _counted(part: IO[bytes]) -> Reach:
    """The farthest that cells without a place can come to."""
    reach = Reach(0, 0)
    row = ends = column = most = run = 0
    for piece in pieces(part):
        places = set(_ANY_PLACE.findall(piece))
        row = max([row, *(int(digits) for _, digits in places)])
        column = max([column, *(number(letters) for letters, _ in places)])
        ends += len(_ROW_ENDS.findall(piece)) + len(_ROW_OPENS.findall(piece))
        hidden = b"<!" in piece  # a comment may show an end of a row where there is none
        for n, cells in enumerate([piece] if hidden else _ROW_ENDS.split(piece)):
            run = (run if n == 0 else 0) + len(_CELL.findall(cells))
            most = max(most, run)
        reach = Reach(row + ends, column + most)
    return reach


def pieces(part: IO[bytes]) -> Iterator[bytes]:
    """The part in pieces that end with a whole row; where rows are longer than anybody's, a little comes twice.

    ValueError where a cell's place is longer than that little.
    """
    rest = b""
    while piece := part.read(_PIECE):
        rest += piece
        end = rest.rfind(b"row>") + 4
        if end > 4:
            yield rest[:end]
            rest = rest[end:]
        elif len(rest) > _LONGEST_REST:
            if _TOO_LONG.search(rest):
                raise ValueError("a place longer than any")
            yield rest
            rest = rest[-_OVERLAP:]
    yield rest
