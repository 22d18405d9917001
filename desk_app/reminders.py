"""The worklist: everything with a date, worst first. Computed from the cases, never scheduled, so never lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desk_app import deadlines
from desk_app.records import Snooze, State, Step
from desk_app.settings import Settings
from desk_app.working_days import Calendar

OPEN = (State.OVERDUE, State.DUE_TODAY, State.RUNNING, State.PAUSED)


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


def worklist(
    items: Iterable[tuple[Step, str]],
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
    asleep = {(s.case_id, s.investigation_id, s.step): s for s in snoozes if s.until_on > today}
    horizon = None if within is None else days.after(today, within)
    found = []
    for step, reference in items:
        state = deadlines.state(step, today)
        if state not in OPEN or step.due_on is None or (horizon is not None and step.due_on > horizon):
            continue
        snooze = asleep.get((step.case_id, step.investigation_id, step.key))
        if snooze is not None and (snooze.reason or step.due_on >= today):
            continue
        left = deadlines.days_left(step, today, days)
        remind = state in (State.OVERDUE, State.DUE_TODAY) or (state is State.RUNNING and left in settings.lead_days)
        found.append(Reminder(step, reference, state, left, remind))
    return tuple(sorted(found, key=_urgency))


def _urgency(reminder: Reminder) -> tuple[int, int, date, str, str]:
    """Paused clocks are not overdue, however old their date."""
    overdue = reminder.state is State.OVERDUE
    assert reminder.step.due_on is not None
    return (
        0 if overdue else 1,
        reminder.days if overdue else 0,
        reminder.step.due_on,
        reminder.reference,
        reminder.step.key,
    )
