"""A first look at a file that was opened: which sheet, which headings, and what stands below each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk_app.exchange import headings, values
from desk_app.exchange.headings import Headings
from desk_app.exchange.mapping import RegisterMapping
from desk_app.exchange.tables import Cell, Table
from desk_app.problems import Problem

EXAMPLES = 3
LOOKED_AT = 300
"""Rows in which examples are looked for."""
SHOWN = 90


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its heading, "" where it has none, and some of what stands below."""

    position: int  # 0 is the first
    heading: str
    examples: tuple[str, ...]


def look(sheets: Sequence[Table], mapping: RegisterMapping) -> tuple[Table, Headings]:
    """The sheet that a mapping names, else the one understood best, and its headings; what is needed may be missing.

    Next year's register has another sheet and perhaps another title: where the mapping's place is not there, or does
    not hold its headings, the best place is looked for. Problem if there is nothing that could be a register.
    """
    found: list[tuple[Table, Headings]] = []
    for table in [table for table in sheets if table.sheet == mapping.sheet] or sheets:
        seen = _seen(table, mapping)
        if seen is not None and any(values.text(cell) for cells in table.rows for cell in cells):
            found.append((table, seen))
    if not found:
        raise Problem("The file is empty.", "Check that it is the right file, and that it was saved.")
    filled = [pair for pair in found if _has_rows(*pair)]
    table, seen = max(filled or found, key=lambda pair: (len(pair[1].columns), len(pair[1].unknown)))
    if len(seen.columns) + len(seen.unknown) < 2:
        raise Problem(
            "This is no register: it has no row of headings with at least two columns.",
            "Choose the spreadsheet or CSV file in which each piece of feedback has a row.",
        )
    if not filled:
        raise Problem(
            "There are headings, but no row of feedback beneath them.",
            "Check that it is the right file and sheet, and that it was saved with its rows.",
        )
    return table, seen


def _has_rows(table: Table, seen: Headings) -> bool:
    return any(values.text(cell) for cells in table.rows[seen.row :] for cell in cells)


def _seen(table: Table, mapping: RegisterMapping) -> Headings | None:
    row = mapping.heading_row
    if row is not None and row <= len(table.rows):
        seen = headings.look(table, mapping.columns, row)
        wanted = {key for key, heading in mapping.columns.items() if heading}
        if seen is not None and (not wanted or wanted & seen.columns.keys()):
            return seen
    return headings.look(table, mapping.columns)


def columns(table: Table, row: int) -> list[Column]:
    """The columns that have a heading in `row` (1 is the first), or values below it."""
    names = headings.names_of(table.rows[row - 1])
    below = table.rows[row : row + LOOKED_AT]
    width = max([len(names), *(len(cells) for cells in below)])
    found = []
    for position in range(width):
        heading = names[position] if position < len(names) else ""
        examples: dict[str, None] = {}
        for cells in below:
            text = _shown(cells[position]) if position < len(cells) else ""
            if text:
                examples[text] = None
            if len(examples) == EXAMPLES:
                break
        if heading or examples:
            found.append(Column(position, heading, tuple(examples)))
    return found


def heading_rows(table: Table) -> list[tuple[int, str]]:
    """(row, what stands in it) of the rows that could be the headings."""
    found = []
    for number, cells in enumerate(table.rows[: headings.HEADINGS_WITHIN], start=1):
        words = [text for cell in cells if (text := values.text(cell))]
        if words:
            found.append((number, _shown(", ".join(words))))
    return found


def _shown(cell: Cell) -> str:
    line = cell.strftime("%d/%m/%Y") if isinstance(cell, date) else " ".join(values.text(cell).split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"
