"""The columns of the review list."""

from __future__ import annotations

from datetime import date

from desk_app.desk.retain import Due
from ui import wording
from ui.kit.dates import short_date
from ui.kit.paged_model import Column

REFERENCE, WHAT, STATUS, CLOSED, UNTIL, WHY = range(6)
HIDDEN_BELOW = ((STATUS, 1000), (CLOSED, 880), (WHAT, 760))
"""(column, width of the page below which there is no room for it)."""


def columns() -> tuple[Column, ...]:
    """What is said of each case."""
    return (
        Column("Case", 150, lambda due: due.reference or "Without reference", whole=True),
        Column("Summary", 240, lambda due: due.summary),
        Column(
            "Status",
            120,
            lambda due: due.status,
            chip=lambda due: (due.status, wording.status_tone(due.status, is_open=False)),
            whole=True,
        ),
        Column("Ended", 110, lambda due: short_date(due.closed_on)),
        Column("Kept until", 120, lambda due: until(due)),
        Column("Why", 160, lambda due: f"{due.why[:1].upper()}{due.why[1:]}", whole=True),
    )


def until(due: Due) -> str:
    """The day; of one that is kept longer the later day."""
    later = due.kept_longer_until
    day = max(due.until_on, later) if later else due.until_on
    return "For good" if day == date.max else short_date(day)
