"""The figures of an annual report as open data: a workbook with a sheet for each table, or one long CSV.

They are read out of the same blocks that are printed, so what is hidden there is hidden here, cell by cell. A per cent
becomes a number, and its heading or the name of its row says so; a dash becomes an empty cell.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desk_app.exchange import cells
from desk_app.exchange.cells import Sheet, Value
from desk_app.figures.rounding import LEAST, MOST
from desk_app.progress import Progress, silent
from desk_app.report import definitions
from desk_app.report.blocks import Block, Chart, Diagram, Heading, Prose, Report, Table, without_marks
from desk_app.report.links import DRAFT_NOTICE, names_of, resolved

ENDINGS = (".xlsx", ".csv")
WORDS_ONLY = frozenset({"process", "progress", "recommendations", "handling-code"})
"""Sections whose tables hold no figures."""
NOTHING, HIDDEN, PER_CENT = "–", "hidden", " (%)"
SMALL_NUMBERS, TERMS = "method.rounding", "definitions"
MOST_LETTERS = 31  # of a sheet's name
_NUMBER = re.compile(r"[-−]?\d{1,3}(?:,\d{3})*(?:\.\d+)?|[-−]?\d+(?:\.\d+)?")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table with numbers as numbers. labels: so many columns at the left name a row.

    units: what the cells of each row and column are: "number", "per cent", "words", "hidden" or "" of an empty one.
    printed: the cells as they stand in the report.
    """

    sheet: str
    number: str
    title: str
    section: str
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    units: tuple[tuple[str, ...], ...]
    printed: tuple[tuple[str, ...], ...]
    labels: int
    definition: str
    note: str

    @property
    def hides(self) -> bool:
        return any(HIDDEN in row for row in self.printed)


def write(report: Report, out: Path, progress: Progress = silent) -> None:
    """Write the report's figures to a .xlsx or .csv. A failure or Cancel leaves an older file as it was."""
    found = tables(report)
    progress(1, 2, "Writing the tables")
    cells.write(out, [_long(report, found)] if out.suffix.lower() == ".csv" else _sheets(report, found))


def to_bytes(report: Report, ending: str) -> bytes:
    """The file that `write` writes. ending: ".xlsx" or ".csv"."""
    found = tables(report)
    if ending != ".csv":
        return cells.workbook(_sheets(report, found))
    out = io.BytesIO()
    with io.TextIOWrapper(out, encoding=cells.CSV_CODING, newline="") as file:
        cells.write_csv(_long(report, found), file)
        file.flush()
        return out.getvalue()


def _sheets(report: Report, found: Sequence[DataTable]) -> list[Sheet]:
    return [_definitions(report, found), *((t.sheet, t.header, t.rows) for t in found)]


def tables(report: Report) -> tuple[DataTable, ...]:
    """Every table of figures, in the report's order; of a chart without a table beneath it, its numbers."""
    known = names_of(report.blocks)
    made: list[DataTable] = []
    section, part, count, pictures = "", "", 0, 0
    for at, block in enumerate(report.blocks):
        if isinstance(block, Heading) and block.level == 1:
            section, part = without_marks(block.text), block.key
        count += isinstance(block, Table) and block.numbered
        pictures += isinstance(block, Chart | Diagram)
        table = _table(block, report.blocks[at + 1] if at + 1 < len(report.blocks) else None)
        if table is None or part in WORDS_ONLY:
            continue
        name = f"Table {count}" if isinstance(block, Table) else f"Figure {pictures}"
        made.append(_data(resolved(table, known), name, section))
    return tuple(made)


def _table(block: Block, follows: Block | None) -> Table | None:
    if isinstance(block, Table):
        return block
    if not isinstance(block, Chart) or block.spec.empty:
        return None
    numbers = block.table(key=block.key)
    told = isinstance(follows, Table) and follows.key.removesuffix("-table") == block.key.removesuffix("-chart")
    return None if told else numbers


def _data(table: Table, number: str, section: str) -> DataTable:
    printed = tuple(tuple(without_marks(cell) for cell in row) for row in table.rows)
    values = [[_value(cell) for cell in row] for row in printed]
    units = [[_unit(cell) for cell in row] for row in printed]
    width = len(table.header)
    labels = max(1, next((at for at in range(width) if any(_counts(row[at]) for row in units)), 1))
    for at in range(labels):
        for row, shown, unit in zip(values, printed, units, strict=True):
            row[at], unit[at] = shown[at], "words"
    header = [without_marks(cell) for cell in table.header]
    for at in range(labels, width):
        if {row[at] for row in units} - {"", HIDDEN} == {"per cent"}:
            header[at] += PER_CENT
    for row, unit, shown in zip(values, units, printed, strict=True):
        mixed = [at for at in range(labels, width) if unit[at] == "per cent" and not header[at].endswith(PER_CENT)]
        if mixed and all(at in mixed for at in range(labels, width) if _counts(unit[at])):
            row[0] = f"{row[0]}{PER_CENT}"
        else:
            for at in mixed:  # beside plain counts a bare number would be misread
                row[at] = shown[at]
    key = _NOT_IN_NAMES.sub("", table.key.removesuffix("-table"))
    return DataTable(
        sheet=f"{number.split()[-1] if number.startswith('Table') else number} {key}".strip()[:MOST_LETTERS],
        number=number,
        title=without_marks(table.caption),
        section=section,
        header=tuple(header),
        rows=tuple(map(tuple, values)),
        units=tuple(map(tuple, units)),
        printed=printed,
        labels=labels,
        definition=definitions.of(table.key) or without_marks(table.caption),
        note=without_marks(table.note),
    )


_ROUNDED = {LEAST: 0, MOST: 100}
"""Per cents that are printed in words, as the one rounding rule has them."""


def _value(cell: str) -> Value:
    """ "1,234" -> 1234, "28.6" -> 28.6, "33%" -> 33, "less than 1%" -> 0, "–" -> None; words as they are."""
    if cell.strip() in ("", NOTHING):
        return None
    if cell in _ROUNDED:
        return _ROUNDED[cell]
    digits = cell.removesuffix("%").strip()
    if not _NUMBER.fullmatch(digits):
        return cell
    plain = digits.replace(",", "").replace("−", "-")
    return float(plain) if "." in plain else int(plain)


def _unit(cell: str) -> str:
    value = _value(cell)
    if value is None or cell == HIDDEN:
        return HIDDEN if value else ""
    if isinstance(value, str):
        return "words"
    return "per cent" if cell.endswith("%") else "number"


def _counts(unit: str) -> bool:
    return unit in ("number", "per cent", HIDDEN)


# --- what goes with them --------------------------------------------------------------------------------------
def _status(report: Report) -> str:
    return DRAFT_NOTICE if report.draft else "As published"


def _period(report: Report) -> str:
    return report.cover.period if report.cover is not None else ""


def _small(table: DataTable) -> str:
    return table.note if table.hides else "No number is hidden"


def _definitions(report: Report, found: Sequence[DataTable]) -> tuple[str, Sequence[str], list[Sequence[Value]]]:
    header = ("Sheet", "Table", "Section", "What it counts, by which rule", "Note", "Small numbers", "Period", "As at")
    period, as_at = _period(report), report.meta.created
    rows: list[Sequence[Value]] = [
        ("All", report.meta.title, "", _status(report), "", _words_of(report, SMALL_NUMBERS), period, as_at),
        ("All", "Empty cells", "", "There is no such number.", "", "", period, as_at),
    ]
    rows += [
        (
            t.sheet,
            f"{t.number}: {t.title}",
            t.section,
            t.definition,
            "" if t.hides else t.note,
            _small(t),
            period,
            as_at,
        )
        for t in found
    ]
    rows += [("All", "Term", "", term, "", "", period, as_at) for term in _terms(report)]
    return "Definitions", header, rows


def _words_of(report: Report, key: str) -> str:
    return next((without_marks(b.text) for b in report.blocks if isinstance(b, Prose) and b.key == key), "")


def _terms(report: Report) -> Iterator[str]:
    """The list of definitions in section 11."""
    for at, block in enumerate(report.blocks[:-1]):
        if isinstance(block, Heading) and block.key == TERMS:
            yield from (without_marks(item) for item in getattr(report.blocks[at + 1], "items", ()))


LONG = ("Table", "Title", "Section", "Row", "Column", "Value", "Unit", "Period", "As at", "Status", "Definition")


def _long(report: Report, found: Sequence[DataTable]) -> tuple[str, Sequence[str], Iterator[Sequence[Value]]]:
    """One number a row, with all that says what it is."""
    return "Figures", LONG, _long_rows(found, _period(report), report.meta.created, _status(report))


def _long_rows(found: Sequence[DataTable], period: str, as_at: date, status: str) -> Iterator[Sequence[Value]]:
    for t in found:
        said = f"{t.definition} {t.note}".strip()
        for row, units, printed in zip(t.rows, t.units, t.printed, strict=True):
            name = ", ".join(str(cell) for cell in row[: t.labels] if cell).replace(PER_CENT, "")
            for at in range(t.labels, len(t.header)):
                column = t.header[at].removesuffix(PER_CENT)
                value = _value(printed[at])
                yield t.number, t.title, t.section, name, column, value, units[at], period, as_at, status, said
