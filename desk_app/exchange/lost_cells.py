"""Cells that show something in Excel and reach a reader blank: errors, and formulas that were never worked out.

The reader of spreadsheets gives "" for both, so they are looked for in the file itself (.xlsx and .xlsm).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from desk_app.exchange.extent.open_xml import pieces

ERRORS = frozenset({
    "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#GETTING_DATA",
    "#FIELD!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#BUSY!",
})  # fmt: skip
NOT_WORKED_OUT = "a formula that was never worked out"

Lost = Mapping[tuple[int, int], str]
"""(row, column), 0 is the first -> the error as Excel shows it, or NOT_WORKED_OUT."""

_FORMULA = rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
_ERROR_CELL = re.compile(
    rb'<(?:\w+:)?c\s([^>]*\bt="e"[^>]*)>\s*(?:' + _FORMULA + rb")?\s*(?:<(?:\w+:)?v[^>]*>([^<]*)<)?"
)
_EMPTY_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*" + _FORMULA + rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_ERROR_MARK = re.compile(rb't="e"')
_FORMULA_MARK = re.compile(rb"[<:]f[\s/>]")
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_TEXT_RESULT = re.compile(rb'\bt="str"')  # a formula whose result is an empty text has been worked out

_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError,  # the last of a part with a password
    ElementTree.ParseError, LookupError, ValueError,  # the second of a part or an encoding that there is not
)  # fmt: skip


def find(content: bytes) -> dict[str, Lost]:
    """The lost cells of each sheet by its name; of a file that is no .xlsx nothing."""
    found: dict[str, Lost] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name, part in _sheets(archive):
                with archive.open(part) as sheet:
                    lost = {at: why for rows in pieces(sheet) for at, why in _in(rows)}
                if lost:
                    found[name] = lost
    except _UNREADABLE:
        return found  # the reader of spreadsheets says what is wrong with it
    return found


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """(name, part) of the sheets of a workbook."""
    if "xl/workbook.xml" not in archive.namelist():
        return
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.rpartition("}")[2] != "sheet":
            continue
        id = next((value for key, value in element.items() if key.rpartition("}")[2] == "id"), "")
        target = targets.get(id, "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if part in archive.NameToInfo:
            yield element.get("name", ""), part


def _in(rows: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    """From each mark of an error or a formula back to the cell around it: most cells are neither."""
    for mark in _ERROR_MARK.finditer(rows):
        cell = _ERROR_CELL.match(rows, rows.rfind(b"<", 0, mark.start()))
        if cell and (at := _place(cell[1])):
            yield at, (cell[2] or b"an error").decode("utf-8", "replace")
    for mark in _FORMULA_MARK.finditer(rows):
        start = rows.rfind(b"<", 0, mark.start() + 1)  # of the formula, so that of its cell is before
        cell = _EMPTY_FORMULA.match(rows, rows.rfind(b"<", 0, start))
        if cell and not _TEXT_RESULT.search(cell[1]) and (at := _place(cell[1])):
            yield at, NOT_WORKED_OUT


def _place(attributes: bytes) -> tuple[int, int] | None:
    """(row, column) of "C5", 0 is the first."""
    place = _PLACE.search(attributes)
    if place is None:
        return None
    column = 0
    for letter in place[1]:
        column = column * 26 + letter - 64
    return int(place[2]) - 1, column - 1
