"""How far the sheets of .ods reach. Source: ODF 1.2 part 1, 9.1.

A cell and a row say how often they are repeated. Blank ones at an end are not laid out, and every sheet has some:
a blank run counts once something follows it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from xml.parsers import expat

from desk_app.exchange.extent.reach import OF_A_CELL, Reach

PART = "content.xml"
_PIECE = 1 << 18
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})


def reaches(archive: zipfile.ZipFile) -> Iterator[Reach]:
    """Of each sheet once it was read, and what was read of it so far. ValueError where it cannot be read."""
    for entry in archive.infolist():
        if entry.filename == PART:
            with archive.open(entry) as part:
                sheets = _Sheets()
                while piece := part.read(_PIECE):
                    sheets.read(piece)
                    yield from sheets.take()
                sheets.read(b"", last=True)
                yield from sheets.take()


class _Sheets:
    """Counts as the elements come."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._found: list[Reach] = []
        self._rows = self._blank_rows = self._columns = 0  # of the sheet
        self._row_times = self._width = self._filled = self._blank = 0  # of the row
        self._row_text = self._times = self._held = 0  # the row's text in bytes; the cell's repeats and text
        self._laid = 0  # cells of rows as they are read, blank ones between filled ones too, and text

    def read(self, piece: bytes, *, last: bool = False) -> None:
        """Take in a piece of the part."""
        try:
            self._parser.Parse(piece, last)
        except (expat.ExpatError, LookupError) as error:  # the second of an encoding that nobody knows
            raise ValueError(str(error)) from error

    def take(self) -> Iterator[Reach]:
        """What was found since the last time."""
        found, self._found = self._found, []
        if self._laid:
            found.append(Reach(0, 0, self._laid))
            self._laid = 0
        yield from found

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _CELLS:
            self._width += self._blank
            self._times, self._held = _times(attributes, "table:number-columns-repeated"), 0
            if any(key.startswith("office:") or key == "table:formula" for key in attributes):
                self._width += self._times
                self._filled, self._blank = self._width, 0
                self._held = sum(map(len, attributes.values()))
            else:
                self._blank = self._times
        elif name == "table:table-row":
            self._row_times = _times(attributes, "table:number-rows-repeated")
            self._width = self._filled = self._blank = self._row_text = 0
        elif name == "table:table":
            self._rows = self._blank_rows = self._columns = 0
        elif name == "text:s":
            self._held += _times(attributes, "text:c")

    def _end(self, name: str) -> None:
        if name in _CELLS:
            self._row_text += self._held * self._times
        elif name == "table:table-row":
            self._end_row()
        elif name == "table:table":
            self._found.append(Reach(self._rows, self._columns))

    def _end_row(self) -> None:
        self._laid += self._width
        if not self._filled:
            self._blank_rows += self._row_times
            return
        self._rows += self._blank_rows + self._row_times
        self._blank_rows = 0
        self._columns = max(self._columns, self._filled)
        self._laid += self._row_text * self._row_times // OF_A_CELL

    def _text(self, text: str) -> None:
        self._held += len(text)

    def _doctype(self, *_: object) -> None:
        raise ValueError("no such document has a document type")


def _times(attributes: dict[str, str], name: str) -> int:
    return int(attributes.get(name, "1"))
