"""Tables of cells out of CSV and spreadsheet files, as their makers really save them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from desk_app.exchange import extent, lost_cells
from desk_app.exchange.extent import MOST_COLUMNS, MOST_ROWS
from desk_app.exchange.lost_cells import Lost
from desk_app.problems import Problem
from desk_app.progress import Progress, silent

if TYPE_CHECKING:
    from python_calamine import CalamineSheet

Cell = str | float | bool | date | datetime | time | timedelta | None
SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
MOST_BYTES = 200 * 1024 * 1024
MOST_SHEETS = 255
LONGEST_CELL = 131_072
"""Letters: what a CSV file is read with too. Excel takes a quarter of it."""
HEAD = 1_000_000
"""Letters of a CSV file among which the delimiter is looked for."""
OLD_SPREADSHEET = b"\xd0\xcf\x11\xe0"
NO_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"<!DOCTYPE", b"<html")
AT_ONCE = 2000
"""Rows taken between two reports of progress, which also let other threads run."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one sheet; rows[0] is the row that a spreadsheet numbers 1."""

    sheet: str
    rows: Sequence[Sequence[Cell]]
    lost: Lost = field(default_factory=dict)


def read(path: Path, progress: Progress = silent) -> list[Table]:
    """Every sheet of a file. Problem if it is not a table."""
    progress(0, 0, "Opening the file")
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise Problem(f"{path.name} is larger than a register can be.", "Check that it is the right file.")
        content = path.read_bytes()
    except FileNotFoundError as error:
        raise Problem(f"There is no file {path}.", "Check its name and folder.") from error
    except OSError as error:
        raise Problem(f"{path.name} cannot be read ({error.strerror}).", "Close it elsewhere, or copy it.") from error
    return understood(path.name, content, progress)


def understood(name: str, content: bytes, progress: Progress = silent) -> list[Table]:
    """Every sheet of a file of that name that was read already. Problem if it is not a table."""
    if name.lower().endswith(SPREADSHEETS) or content.startswith((b"PK\x03\x04", OLD_SPREADSHEET)):
        return _spreadsheet(name, content, progress)
    return [Table("", _csv(name, content, progress))]


def _spreadsheet(name: str, content: bytes, progress: Progress) -> list[Table]:
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    _refuse_bombs(name, content)
    if content.startswith(OLD_SPREADSHEET) and "EncryptedPackage".encode("utf-16-le") in content:
        raise _locked(name)
    wrong = Problem(f"{name} is not a spreadsheet that can be read.", "Save it again as .xlsx or as CSV.")
    try:
        extent.check(content, progress)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        if len(book.sheet_names) > MOST_SHEETS:
            raise Problem(f"{name} has more than {MOST_SHEETS} sheets.", "Keep the register in a file of its own.")
        lost = lost_cells.find(content)
        tables = []
        for sheet in book.sheet_names:
            progress(0, 0, f"Opening {sheet}")
            opened = book.get_sheet_by_name(sheet)
            if opened.total_height > MOST_ROWS or opened.total_width > MOST_COLUMNS:
                raise Problem(f"The sheet {sheet} of {name} is too large.", f"Keep it under {MOST_ROWS:,} rows.")
            rows = _cells(opened, progress)
            _refuse_long_cells(name, rows)
            tables.append(Table(sheet, rows, lost.get(sheet, {})))
    except PasswordError as error:
        raise _locked(name) from error
    except extent.TooFarError as error:
        where = f": something stands as far as {error}" if str(error) else ""
        raise Problem(
            f"A sheet of {name} is too large{where}.",
            "If the register ends before that, delete the rows below it and the columns to its right, save it,"
            " and try again.",
        ) from error
    except (CalamineError, OSError, ValueError) as error:
        raise wrong from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the reader gave up on a damaged file
            raise wrong from error
        raise
    if not tables:
        raise wrong
    return tables


def _cells(sheet: CalamineSheet, progress: Progress) -> list[list[Cell]]:
    """All rows of a sheet from its first cell on. Row by row: converted at once they would stop every other thread."""
    if sheet.start is None:
        return []
    before: list[Cell] = [""] * sheet.start[1]
    rows: list[list[Cell]] = []
    for row in sheet.iter_rows():
        if len(rows) % AT_ONCE == 0:
            progress(len(rows), sheet.total_height, "Opening the file")
        rows.append([*before, *row])
    return rows


def _refuse_long_cells(name: str, rows: Sequence[Sequence[Cell]]) -> None:
    """What is no word of anybody’s would be looked through letter by letter for each field."""
    for number, row in enumerate(rows, start=1):
        if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in row):
            raise Problem(
                f"{name} has a cell of more than {LONGEST_CELL:,} letters in row {number:,}.",
                "Shorten it, or check that it is the right file.",
            )


def _locked(name: str) -> Problem:
    return Problem(
        f"{name} is protected with a password, so it cannot be read.",
        "Open it in Excel, take the password off (File, Info, Protect Workbook, Encrypt with Password), save a copy and"
        " choose that.",
    )


def _refuse_bombs(name: str, content: bytes) -> None:
    """A zip that swells beyond reason is refused before it is unpacked."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            swollen = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Problem(f"{name} is damaged: it cannot be unpacked.", "Save it again as .xlsx or as CSV.") from error
    if swollen > 2 * MOST_BYTES:
        raise Problem(f"{name} would unpack to more than a register can be.", "Check that it is the right file.")


def _csv(name: str, content: bytes, progress: Progress) -> list[list[str]]:
    if content.startswith(NO_TABLES):
        raise Problem(f"{name} is not a table.", "Choose the register itself: a spreadsheet (.xlsx) or a CSV file.")
    text = _decoded(content).replace("\0", "")
    rows: list[list[str]] = []
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
        while more := list(islice(reader, AT_ONCE)):
            rows += (_without_end(row, name) for row in more)
            progress(len(rows), 0, "Opening the file")
    except csv.Error as error:
        raise Problem(f"{name} is not a CSV table ({error}).", "Save it again as CSV (UTF-8).") from error
    if len(rows) > MOST_ROWS:
        raise Problem(f"{name} has more than {MOST_ROWS:,} rows.", "Split it, or check that it is the right file.")
    return rows


def _without_end(row: list[str], name: str) -> list[str]:
    """A row without the blanks that a spreadsheet saves as far as it was coloured. Problem if too many are left."""
    if len(row) <= MOST_COLUMNS:
        return row
    if any(row[MOST_COLUMNS:]):
        raise Problem(f"{name} has more than {MOST_COLUMNS} columns.", "Check that it is the right file.")
    return row[:MOST_COLUMNS]


def _decoded(content: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, else what Windows writes in Britain."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """The delimiter that gives the widest first rows."""
    head = "\n".join(text[:HEAD].splitlines()[:40])

    def width(delimiter: str) -> float:
        try:
            return median([len(r) for r in csv.reader(io.StringIO(head), delimiter=delimiter) if r] or [0])
        except csv.Error:
            return 0

    return max((",", ";", "\t", "|"), key=width)
