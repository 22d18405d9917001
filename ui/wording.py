"""How the window words and colours what the desk says. Shared by screens; no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desk_app.records import Kind, Outcome, State
from desk_app.reminders import TO_DECIDE, Reminder
from desk_app.working_days import Calendar
from ui.kit.dates import short_date

SOON = 3
"""Working days within which a date is coloured as near."""

REMINDED_AT_ONCE = 3

NO_LIMIT = "The procedure publishes no limit for this. The date is a reminder, and the figures do not assess it."

KIND_ICONS: dict[Kind, str] = {
    Kind.COMPLAINT: "message-square",
    Kind.COMPLIMENT: "heart",
    Kind.COMMENT: "message-circle",
    Kind.ENQUIRY: "circle-question-mark",
}
STATE_TONES: dict[State, str] = {
    State.NOT_STARTED: "info",
    State.RUNNING: "primary",
    State.DUE_TODAY: "warn",
    State.OVERDUE: "danger",
    State.MET_IN_TIME: "ok",
    State.MET_IN_EXTENSION: "ok",
    State.MET_LATE: "warn",
    State.PAUSED: "info",
    State.NOT_APPLICABLE: "info",
    State.MISSED: "danger",
}
STATE_ICONS: dict[State, str] = {
    State.NOT_STARTED: "circle",
    State.RUNNING: "clock",
    State.DUE_TODAY: "alarm-clock",
    State.OVERDUE: "triangle-alert",
    State.MET_IN_TIME: "circle-check",
    State.MET_IN_EXTENSION: "circle-check",
    State.MET_LATE: "circle-check",
    State.PAUSED: "pause",
    State.NOT_APPLICABLE: "minus",
    State.MISSED: "triangle-alert",
}
_STATUS_TONES = {
    "New": "primary",
    "To answer": "primary",
    "Waiting for consent": "warn",
    "Paused": "warn",
    "Acknowledged": "primary",
    "Being looked into": "info",
    str(Outcome.UPHELD): "ok",
    str(Outcome.PARTIALLY_UPHELD): "ok",
    str(Outcome.NOT_UPHELD): "ok",
}


def status_tone(status: str, *, is_open: bool) -> str:
    """The tone of a status's chip. Closed is quiet."""
    return _STATUS_TONES.get(status, "info" if is_open else "ok")


def due_chip(due_on: date | None, today: date, days: Calendar) -> tuple[str, str] | None:
    """A chip for a date that needs attention: (text, tone); None when there is time."""
    if due_on is None:
        return None
    if due_on < today:
        return f"Overdue {due_on.day} {due_on:%b}", "danger"
    if due_on == today:
        return "Due today", "warn"
    return (short_date(due_on), "warn") if days.between(today, due_on) <= SOON else None


def days_in_words(number: int, unit: str = "working") -> str:
    """ "3 working days", "1 calendar day"."""
    return f"{abs(number)} {unit} day{'' if abs(number) == 1 else 's'}"


def how_long(state: State, days: int, unit: str) -> str:
    """ "due today", "in 4 working days", "2 working days overdue"."""
    if state is State.OVERDUE:
        return f"{days_in_words(days, unit)} overdue"
    if state is State.RUNNING:
        return f"in {days_in_words(days, unit)}"
    return TO_DECIDE if state is State.DUE_TODAY and days < 0 else str(state)


def reminded(fresh: Sequence[Reminder]) -> list[str]:
    """The worst of these, a line each, and how many more there are."""
    lines = [
        f"{r.reference}: {r.step.label}, {how_long(r.state, r.days, r.step.unit)}" for r in fresh[:REMINDED_AT_ONCE]
    ]
    more = len(fresh) - len(lines)
    return [*lines, f"and {more:,} more"] if more else lines


def field_label(name: str) -> str:
    """The name of a record's field as people read it: "received_on" is "Received"."""
    for ending in ("_on", "_at", "_by", "_id", "_pence"):
        if name.endswith(ending) and name not in ("logged_by", "decided_by"):
            name = name.removesuffix(ending)
    return name.replace("_", " ").capitalize()


def table_label(table: str) -> str:
    """The name of a table as people read it."""
    return table.replace("feedback_", "").replace("_", " ").capitalize()


def counted(number: int, noun: str) -> str:
    """ "1 case", "12,345 cases"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
