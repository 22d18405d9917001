"""The dates as iCalendar, for Outlook and Thunderbird: whole days, each with a UID that it keeps.

A calendar that is read in again moves what has moved and strikes out what is done, since the store remembers what the
last one said (`calendar_entry`): an entry that changed has a higher SEQUENCE, one that is no longer due is CANCELLED.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from desk_app.deadlines import TO_DECIDE
from desk_app.records import State
from desk_app.reminders import Reminder
from desk_app.store.calendar_entries import Entry
from desk_app.working_days import Calendar as WorkingDays

if TYPE_CHECKING:
    from icalendar import Component

DOMAIN = "feedback-desk.invalid"
KEPT = timedelta(days=90)
"""For so long a date that is called off stays in every calendar, for whoever skips an import."""
ALARM = timedelta(hours=9)
INTERNAL, DEADLINE = "Internal step", "Deadline"
FREE_TEXT = {"action": "Action", "remedy": "Remedy"}
"""Steps whose label somebody wrote, so that it may hold a name; and what is said instead."""


@dataclass(frozen=True, slots=True)
class Event:
    """One day of the calendar. `entry` is what is remembered of it: never a name, so that erasing leaves none."""

    entry: Entry
    summary: str
    category: str = DEADLINE
    tentative: bool = False
    alarms: tuple[timedelta, ...] = ()  # from the beginning of the day

    @property
    def called_off(self) -> bool:
        """Whether it is no longer due."""
        return self.entry.called_off_on is not None


def events(
    found: Iterable[Reminder],
    before: Sequence[Entry],
    today: date,
    days: WorkingDays,
    lead_days: Sequence[int],
    names: Mapping[int, str] | None = None,
) -> list[Event]:
    """What a calendar says now: what is due, and of what the last one said (`before`) what is so no longer.

    `names`: case id -> the complainant's name; by default none stands in it.
    """
    known = {entry.uid: entry for entry in before}
    due = [_event(reminder, known, days, lead_days, names) for reminder in found]
    there = {event.entry.uid for event in due}
    gone = [_called_off(entry, today) for entry in before if entry.uid not in there]
    return due + [
        Event(entry, entry.summary) for entry in gone if entry.called_off_on and entry.called_off_on + KEPT >= today
    ]


def uid(reminder: Reminder) -> str:
    """What a calendar knows a step by, for ever."""
    step = reminder.step
    return f"{step.case_id}-{step.investigation_id or 0}-{step.which.replace(':', '-')}@{DOMAIN}"


def _event(
    reminder: Reminder,
    known: Mapping[str, Entry],
    days: WorkingDays,
    lead_days: Sequence[int],
    names: Mapping[int, str] | None,
) -> Event:
    step = reminder.step
    assert step.due_on is not None
    tentative = reminder.state is State.PAUSED
    stands = "(paused)" if tentative else "" if step.key in TO_DECIDE else "due"
    nameless = f"{reminder.reference}: {_standing(FREE_TEXT.get(step.key, step.label), stands)}"
    who = "" if names is None else names.get(step.case_id, "")
    full = f"{reminder.reference}: {_standing(step.label, stands)}{f' ({who})' if who else ''}"
    summary = nameless if names is None else full
    alarms = () if tentative else tuple(_alarm(step.due_on, number, days) for number in (*lead_days, 0))
    entry = Entry(uid(reminder), 0, _digest(step.due_on, summary, alarms), step.due_on, nameless)
    old = known.get(entry.uid)
    if old is not None:
        same = old.digest == entry.digest and old.called_off_on is None
        entry = replace(entry, sequence=old.sequence + (0 if same else 1))
    return Event(entry, summary, INTERNAL if step.internal else DEADLINE, tentative, alarms)


def _standing(label: str, stands: str) -> str:
    """The label with how it stands, unless it says so itself: "Draft due from the investigator"."""
    return label if stands == "due" and "due" in label.split() else f"{label} {stands}".rstrip()


def _called_off(entry: Entry, today: date) -> Entry:
    if entry.called_off_on is not None:
        return entry
    return replace(entry, sequence=entry.sequence + 1, called_off_on=today)


def _alarm(due_on: date, number: int, days: WorkingDays) -> timedelta:
    """In the morning, so many working days before; from the beginning of the day it is due."""
    ahead = due_on
    while number > 0:
        ahead -= timedelta(days=1)
        number -= days.is_working(ahead)
    return ahead - due_on + ALARM


def _digest(due_on: date, summary: str, alarms: Sequence[timedelta]) -> str:
    said = [due_on.isoformat(), summary, [alarm.total_seconds() for alarm in alarms]]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def as_ics(found: Iterable[Event], now: datetime) -> bytes:
    """The file."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Feedback Desk//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Feedback: what is due")
    for event in found:
        calendar.add_component(_component(event, now))
    return bytes(calendar.to_ical())


def _component(event: Event, now: datetime) -> Component:
    from icalendar import Alarm
    from icalendar import Event as OneDay

    entry = event.entry
    made = OneDay()
    made.add("uid", entry.uid)
    made.add("sequence", entry.sequence)
    made.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    made.add("dtstart", entry.due_on)
    made.add("dtend", entry.due_on + timedelta(days=1))
    made.add("summary", event.summary)
    made.add("status", "CANCELLED" if event.called_off else "TENTATIVE" if event.tentative else "CONFIRMED")
    made.add("transp", "TRANSPARENT")
    made.add("categories", ["Feedback Desk", event.category])
    for before in event.alarms:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event.summary)
        alarm.add("trigger", before)
        made.add_component(alarm)
    return made
