"""What a locked window still knows: dates on which something is due, to count them. No ids, no names, no steps."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desk_app import deadlines
from desk_app.records import Snooze, State
from desk_app.reminders import Items
from desk_app.settings import Settings
from desk_app.working_days import Calendar

AHEAD_DAYS = 60
"""A window that stays locked for longer than this does not say what is due soon; what is due and overdue it does."""
MOST = 200_000
"""More dates than this are no handover of ours."""
ALWAYS, NEVER = date.min, date.max
OPEN = (State.OVERDUE, State.DUE_TODAY, State.RUNNING, State.NOT_STARTED)


@dataclass(frozen=True, slots=True)
class Due:
    """One date, and the first and last day on which it is counted."""

    on: date
    since: date = ALWAYS
    until: date = NEVER


@dataclass(frozen=True, slots=True)
class DueDates:
    """`soon`: the days on which something that is due later reminds, as often as it does."""

    due: tuple[Due, ...] = ()
    soon: tuple[date, ...] = ()

    def counted(self, today: date, *, with_soon: bool = False) -> str:
        """How many stand how on a day: "2 overdue, 1 due today", and "3 due soon" if asked. "" for none."""
        stands = [each.on for each in self.due if each.on <= today and each.since <= today <= each.until]
        numbers = (
            (sum(on < today for on in stands), "overdue"),
            (sum(on == today for on in stands), "due today"),
            (self.soon.count(today) if with_soon else 0, "due soon"),
        )
        return ", ".join(f"{number:,} {words}" for number, words in numbers if number)

    def as_json(self) -> str:
        """To be handed over."""
        due = [[each.on.isoformat(), each.since.isoformat(), each.until.isoformat()] for each in self.due]
        return json.dumps({"due": due, "soon": [day.isoformat() for day in self.soon]})


def from_json(text: str) -> DueDates:
    """What was handed over. ValueError for anything else."""
    try:
        said: dict[str, list[Any]] = json.loads(text)
        due, soon = said["due"], said["soon"]
        if len(due) > MOST or len(soon) > MOST:
            raise ValueError("too many dates")
        return DueDates(
            tuple(Due(*(date.fromisoformat(day) for day in days)) for days in due), tuple(map(date.fromisoformat, soon))
        )
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("no due dates") from error


def of(items: Items, today: date, days: Calendar, settings: Settings, snoozes: Iterable[Snooze] = ()) -> DueDates:
    """The dates of what is open, as `reminders.agenda` would count them on this day and on each that follows."""
    asleep = {(s.case_id, s.investigation_id, s.step): s for s in snoozes if s.until_on > today}
    due: list[Due] = []
    for step, _reference in items:
        if step.due_on is None or deadlines.state(step, today) not in OPEN:
            continue
        since = step.starts_on or ALWAYS if step.internal else ALWAYS
        snooze = asleep.get((step.case_id, step.investigation_id, step.which))
        if snooze is not None:
            whole = snooze.reason or step.key in deadlines.TO_DECIDE
            wakes = snooze.until_on if whole else min(snooze.until_on, step.due_on + timedelta(days=1))
            since = max(since, wakes)
        if step.key in deadlines.TO_DECIDE:
            due += _each_day(max(since, step.due_on, today), today)
            continue
        due.append(Due(step.due_on, since, step.due_on if step.soft else NEVER))
    due.sort(key=lambda each: (each.on, each.since, each.until))
    return DueDates(tuple(due), tuple(_soon(due, today, days, settings.lead_days)))


def _each_day(since: date, today: date) -> Iterator[Due]:
    """Due on every day from then on, never overdue: as many days as are looked ahead."""
    for ahead in range((since - today).days, AHEAD_DAYS):
        day = today + timedelta(days=ahead)
        yield Due(day, day, day)


def _soon(due: list[Due], today: date, days: Calendar, lead_days: Iterable[int]) -> Iterator[date]:
    by_day: dict[date, Counter[date]] = {}
    for each in due:
        by_day.setdefault(each.on, Counter())[each.since] += 1
    for ahead in range(AHEAD_DAYS):
        day = today + timedelta(days=ahead)
        for on in {days.after(day, number) for number in lead_days if number} - {day}:
            yield from [day] * sum(number for since, number in by_day.get(on, {}).items() if since <= day)
