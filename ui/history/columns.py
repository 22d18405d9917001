"""What the list shows of a change."""

from __future__ import annotations

from ui import wording
from ui.kit.dates import moment
from ui.kit.paged_model import Column
from ui.session import HistoryRow

WHEN, WHO, WHAT, CASE = range(4)
HIDDEN_BELOW: tuple[tuple[int, int], ...] = ((WHO, 640), (CASE, 430))
"""(column, width of the list below which it makes room for the others)."""


def said(row: HistoryRow) -> str:
    """What was done, in words: "Correct case (undone)", "Import register: 700 cases"."""
    text = row.verb[:1].upper() + row.verb[1:]
    if row.cases is None:
        text += f": {wording.counted(row.records, 'record')}"
    elif row.cases > 1:
        text += f": {wording.counted(row.cases, 'case')}"
    return f"{text} (undone)" if row.undone else text


def columns() -> tuple[Column, ...]:
    """The columns, left to right."""
    return (
        Column("When", 150, lambda row: moment(row.at), whole=True),
        Column("Who", 116, lambda row: row.by),
        Column("What", 240, said),
        Column("Case", 140, lambda row: row.reference, whole=True),
    )
