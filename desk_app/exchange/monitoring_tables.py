"""The monitoring sheet as a workbook: a sheet for each table, and one that says what is counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.exchange import cells
from desk_app.exchange.cells import Value
from desk_app.figures import monitoring
from desk_app.figures.monitoring import Cell, FigureTable, Sheet
from desk_app.figures.period import Period
from desk_app.figures.rounding import half_up
from desk_app.problems import Problem
from desk_app.progress import Progress, silent

if TYPE_CHECKING:
    from desk_app.store import Store

ENDING = ".xlsx"


def export(
    store: Store, period: Period, as_at: date, out: Path, *, team: str = "", public: bool = False,
    progress: Progress = silent,
) -> Sheet:  # fmt: skip
    """Write the sheet of a period to `out`, whole or not at all. Problem if the period has not begun."""
    if out.suffix.lower() != ENDING:
        raise Problem(f"{out.name} is not a kind of sheet that can be written.", "End its name with .pdf or .xlsx.")
    sheet = monitoring.gather(store, period, as_at, team, public=public, progress=progress)
    cells.write(out, [_about(sheet), *map(_table, sheet.tables)])
    return sheet


def _about(sheet: Sheet) -> tuple[str, Sequence[str], list[Sequence[Value]]]:
    now, before = sheet.now, sheet.before
    rows: list[Sequence[Value]] = [
        ("Marking", "" if sheet.public else monitoring.MARKING),
        ("Team", now.team or "All teams"),
        ("From", now.period.start),
        ("To", now.period.end),
        ("Figures as at", now.as_at),
        (monitoring.BEFORE, before.period.label if before else "Nothing in the register"),
        ("Counts hidden below", sheet.threshold if sheet.public else "Nothing is hidden"),
        *((f"{table.sheet}: {table.title}", _said(table)) for table in sheet.tables),
    ]
    if sheet.empty:
        rows.append(("Nothing", "Nothing was received, opened, answered, due or open in this period."))
    return "Definitions", ("What", "Definition"), rows


def _said(table: FigureTable) -> str:
    return f"{table.definition} {table.note}".strip()


def _table(table: FigureTable) -> tuple[str, Sequence[str], list[Sequence[Value]]]:
    rows: list[Sequence[Value]] = [
        (label, *(_value(cell, table.decimals) for cell in found)) for label, found in table.rows
    ]
    return table.sheet, (table.head, *table.columns), rows


def _value(cell: Cell, decimals: int) -> Value:
    return float(half_up(cell, decimals)) if isinstance(cell, Fraction) else cell
