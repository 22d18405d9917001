"""What the list shows of a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from desk_app.working_days import Calendar
from ui import wording
from ui.kit.dates import short_date
from ui.kit.paged_model import Column
from ui.session import CaseRow

REFERENCE, KIND, SUMMARY, COMPLAINANT, TEAM, RECEIVED, DUE, STATUS = range(8)
NEWEST = "newest"
"""The order in which cases were logged: the reference's column sorts by it."""
HIDDEN_BELOW: tuple[tuple[int, int], ...] = ((KIND, 1280), (TEAM, 1140), (RECEIVED, 980), (COMPLAINANT, 800))
"""(column, width of the list below which it makes room for the others)."""


def columns(today: Callable[[], date], days: Callable[[], Calendar]) -> tuple[Column, ...]:
    """The columns, left to right."""

    def due(row: CaseRow) -> tuple[str, str] | None:
        return wording.due_chip(row.due_on, today(), days()) if row.open else None

    def due_text(row: CaseRow) -> str:
        chip = due(row)
        return chip[0] if chip else short_date(row.due_on) if row.open else ""

    return (
        Column("Reference", 152, lambda row: row.reference, "reference"),
        Column("Kind", 112, lambda row: str(row.kind), "kind"),
        Column("Summary", 240, lambda row: row.summary, "summary"),
        Column("Person", 146, lambda row: row.complainant, "complainant"),
        Column("Team", 160, lambda row: row.team, "team"),
        Column("Received", 114, lambda row: short_date(row.received_on), "received_on"),
        Column("Due", 148, due_text, "due_on", due),
        Column(
            "Status",
            156,
            lambda row: row.status,
            "status",
            lambda row: (row.status, wording.status_tone(row.status, is_open=row.open)),
        ),
    )
