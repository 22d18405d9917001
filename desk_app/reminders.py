"""The worklist: everything with a date, worst first. Computed from the cases, never scheduled, so never lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from desk_app import deadlines
from desk_app.records import Snooze, State, Step
from desk_app.settings import Settings
from desk_app.working_days import Calendar

OPEN = (State.OVERDUE, State.DUE_TODAY, State.RUNNING, State.PAUSED)
NOW = (State.OVERDUE, State.DUE_TODAY)
TO_DECIDE = "to be decided"
"""How stands what is never overdue, from the day after its own on."""
Items = Iterable[tuple[Step, str]]
"""Steps, each with the reference of its case."""
Told = frozenset[tuple[int, int | None, str, State]]
"""Of what was somebody reminded on a day: case, investigation, which step, and how it stood."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """One line of the worklist."""

    step: Step
    reference: str
    state: State
    days: int  # to the due date, in step.unit; negative when over
    remind: bool = False  # a lead day, the day itself, or overdue: tell the user unasked

    @property
    def in_words(self) -> str:
        """How long there is: "3 working days over", "due today", "paused"."""
        if self.state is State.DUE_TODAY and self.days < 0:
            return TO_DECIDE
        if self.state in (State.PAUSED, State.DUE_TODAY):
            return str(self.state)
        number = abs(self.days)
        unit = f"{self.step.unit} day{'' if number == 1 else 's'}"
        return f"{number} {unit} {'over' if self.state is State.OVERDUE else 'left'}"

    def as_json(self) -> dict[str, object]:
        """As `desk due --json` prints it."""
        due = self.step.due_on
        return {
            "reference": self.reference,
            "step": self.step.key,
            "team": self.step.team,
            "due_on": due.isoformat() if due else None,
            "state": str(self.state),
            "days": self.days,
            "unit": self.step.unit,
        }


@dataclass(frozen=True, slots=True)
class PutOff:
    """A reminder that was snoozed, and by which record."""

    reminder: Reminder
    snooze: Snooze


@dataclass(frozen=True, slots=True)
class Agenda:
    """What needs doing and what was put off, each worst first."""

    reminders: tuple[Reminder, ...]
    put_off: tuple[PutOff, ...]


def worklist(
    items: Items,
    today: date,
    days: Calendar,
    settings: Settings,
    snoozes: Iterable[Snooze] = (),
    within: int | None = None,
) -> tuple[Reminder, ...]:
    """What is open of these (step, reference) pairs: most overdue first, then by due date, then by reference.

    `within` keeps what is due in so many working days, and what is overdue. A snoozed step stays away until its day;
    past its due date only if the snooze has a reason.
    """
    horizon = None if within is None else days.after(today, within)
    wanted = ((s, r) for s, r in items if horizon is None or (s.due_on is not None and s.due_on <= horizon))
    return agenda(wanted, today, days, settings, snoozes).reminders


def agenda(items: Items, today: date, days: Calendar, settings: Settings, snoozes: Iterable[Snooze] = ()) -> Agenda:
    """The worklist, and beside it what was snoozed."""
    asleep = {(s.case_id, s.investigation_id, s.step): s for s in snoozes if s.until_on > today}
    awake: list[Reminder] = []
    put_off: list[PutOff] = []
    for reminder in _open(items, today, days, settings):
        step = reminder.step
        snooze = asleep.get((step.case_id, step.investigation_id, step.which)) if asleep else None
        if snooze is not None and (snooze.reason or reminder.state is not State.OVERDUE):
            put_off.append(PutOff(reminder, snooze))
        else:
            awake.append(reminder)
    return Agenda(tuple(sorted(awake, key=_urgency)), tuple(sorted(put_off, key=lambda p: _urgency(p.reminder))))


def _open(items: Items, today: date, days: Calendar, settings: Settings) -> Iterator[Reminder]:
    ahead = {days.after(today, number) for number in settings.lead_days}
    left: dict[tuple[date, str], int] = {}  # many share a day
    for step, reference in items:
        due = step.due_on
        state = deadlines.state(step, today)
        if state not in OPEN or due is None:
            continue
        day = (due, step.unit)
        if day not in left:
            left[day] = deadlines.days_left(step, today, days)
        yield Reminder(step, reference, state, left[day], state in NOW or (state is State.RUNNING and due in ahead))


def _urgency(reminder: Reminder) -> tuple[int, int, date, str, str, str, str, int]:
    """What is overdue, what runs, what is paused: however old its date, nothing is to be done about that now.

    No two are alike, so the order is always the same.
    """
    overdue = reminder.state is State.OVERDUE
    assert reminder.step.due_on is not None
    return (
        {State.OVERDUE: 0, State.PAUSED: 2}.get(reminder.state, 1),
        reminder.days if overdue else 0,
        reminder.step.due_on,
        reminder.reference,
        reminder.step.key,
        reminder.step.team,
        reminder.step.label,
        reminder.step.record_id or reminder.step.investigation_id or 0,
    )


# --- telling somebody unasked ----------------------------------------------------------------------------
def news(found: Iterable[Reminder], told: Told | None) -> tuple[tuple[Reminder, ...], Told]:
    """Of what to tell now, and of what somebody then was reminded today.

    `told` is None for the first time of a day: then everything that reminds. Later on it is what has become due or
    overdue since, through a change.
    """
    if told is None:
        fresh = tuple(reminder for reminder in found if reminder.remind)
        return fresh, frozenset(map(_told, fresh))
    fresh = tuple(reminder for reminder in found if reminder.state in NOW and _told(reminder) not in told)
    return fresh, told | frozenset(map(_told, fresh))


def _told(reminder: Reminder) -> tuple[int, int | None, str, State]:
    step = reminder.step
    return step.case_id, step.investigation_id, step.which, reminder.state


def counted(found: Iterable[Reminder]) -> str:
    """How many stand how: "2 overdue, 1 due today, 3 due soon". "" for none. Never a name."""
    states = [reminder.state for reminder in found]
    numbers = (
        (states.count(State.OVERDUE), "overdue"),
        (states.count(State.DUE_TODAY), "due today"),
        (states.count(State.RUNNING), "due soon"),
    )
    return ", ".join(f"{number:,} {words}" for number, words in numbers if number)
