"""The cards of Today: which reminders each holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desk_app.deadlines import ACKNOWLEDGE
from desk_app.records import State
from desk_app.reminders import Reminder

SOON = 5
CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class Bucket:
    """A card: its name, its icon and tone, and what it holds."""

    name: str
    icon: str
    tone: str
    holds: Callable[[Reminder], bool]


def _is_soon(reminder: Reminder) -> bool:
    return reminder.state is State.RUNNING and 0 < reminder.days <= SOON


BUCKETS: tuple[Bucket, ...] = (
    Bucket("Overdue", "triangle-alert", "danger", lambda r: r.state is State.OVERDUE),
    Bucket("Due today", "alarm-clock", "warn", lambda r: r.state is State.DUE_TODAY),
    Bucket(f"Due in {SOON} working days", "calendar-clock", "primary", _is_soon),
    Bucket("Not acknowledged", "mail", "info", lambda r: r.step.key == ACKNOWLEDGE),
    Bucket("Waiting for consent", "user", "info", lambda r: r.step.key == CONSENT),
    Bucket("Waiting for complainant", "clock", "info", lambda r: r.step.soft),
)
