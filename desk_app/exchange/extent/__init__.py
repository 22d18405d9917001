"""How far the cells of a spreadsheet reach, found before the reader of spreadsheets lays them out.

It lays out everything from the first cell to the last. One cell in XFD1048576, in a file of a kilobyte, asks for half a
terabyte, and ends the program where the computer has less. So each kind of file is looked through first, and what
reaches too far is refused. Where it cannot be told exactly how far something reaches, the farthest is taken.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from desk_app.exchange.extent import binary, old, open_document, open_xml, shared
from desk_app.exchange.extent.reach import MOST_CELLS, MOST_COLUMNS, MOST_IN_ALL, MOST_ROWS, Reach, TooFarError
from desk_app.progress import Progress, silent

_PACKED = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)


def check(content: bytes, progress: Progress = silent) -> None:
    """TooFarError for a spreadsheet whose cells would not fit, ValueError for one that cannot be looked through."""
    cells = 0
    for reach in _reaches(content):
        progress(0, 0, "Opening the file")  # which is where it can be cancelled
        cells += reach.cells
        if reach.cells > MOST_CELLS or cells > MOST_IN_ALL:
            raise TooFarError(str(reach))


def _reaches(content: bytes) -> Iterator[Reach]:
    """Of each sheet, and of what is in the middle of being read."""
    if content.startswith(old.MARK):
        yield from old.reaches(content)
    if not content.startswith(b"PK") and not zipfile.is_zipfile(io.BytesIO(content)):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from open_xml.reaches(archive)
            yield from shared.reaches(archive)
            yield from binary.reaches(archive)
            yield from open_document.reaches(archive)
    except _PACKED as error:
        if content.startswith(b"PK"):
            raise ValueError(str(error)) from error


__all__ = ["MOST_CELLS", "MOST_COLUMNS", "MOST_ROWS", "Reach", "TooFarError", "check"]
