"""What the list shows of a case, and how it is sorted."""

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
HIDDEN_BELOW: tuple[tuple[int, int], ...] = (
    (KIND, 1224), (TEAM, 1084), (RECEIVED, 924), (COMPLAINANT, 744), (STATUS, 600),
)  # fmt: skip
"""(column, width of the table below which it makes room for the others)."""
_TO_Z = ("A to Z", "Z to A")
DIRECTIONS: dict[int, tuple[str, str]] = {
    REFERENCE: ("logged first", "logged last"),
    RECEIVED: ("earliest first", "latest first"),
    DUE: ("earliest first", "latest first"),
}
"""How a column runs upwards and downwards, in words."""
Order = tuple[int, bool]
"""A column, and whether it runs downwards."""
OFFERED: tuple[Order, ...] = (
    (REFERENCE, True),
    (REFERENCE, False),
    (RECEIVED, True),
    (RECEIVED, False),
    (DUE, False),
    (DUE, True),
    (COMPLAINANT, False),
    (TEAM, False),
    (SUMMARY, False),
    (KIND, False),
    (STATUS, False),
)
"""The orders that the menu offers; a heading that is clicked twice gives the rest."""
FIRST_ORDER: Order = (REFERENCE, True)


def order_in_words(order: Order, shown: tuple[Column, ...]) -> str:
    """ "Person, A to Z"; the order of logging is only "Logged last"."""
    column, descending = order
    words = DIRECTIONS.get(column, _TO_Z)[descending]
    return words.capitalize() if column == REFERENCE else f"{shown[column].heading}, {words}"


def columns(today: Callable[[], date], days: Callable[[], Calendar]) -> tuple[Column, ...]:
    """The columns, left to right."""

    def due(row: CaseRow) -> tuple[str, str] | None:
        return wording.due_chip(row.due_on, today(), days()) if row.open else None

    def due_text(row: CaseRow) -> str:
        chip = due(row)
        return chip[0] if chip else short_date(row.due_on) if row.open else ""

    return (
        Column("Reference", 140, lambda row: row.reference, "reference", whole=True),
        Column("Kind", 112, lambda row: str(row.kind), "kind"),
        Column("Summary", 240, lambda row: row.summary, "summary"),
        Column("Person", 146, lambda row: row.complainant, "complainant"),
        Column("Team", 160, lambda row: row.team, "team"),
        Column("Received", 114, lambda row: short_date(row.received_on), "received_on"),
        Column("Due", 124, due_text, "due_on", due, whole=True),
        Column(
            "Status",
            156,
            lambda row: row.status,
            "status",
            lambda row: (row.status, wording.status_tone(row.status, is_open=row.open)),
        ),
    )
