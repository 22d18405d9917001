"""Putting a reminder off until a day, and taking that back. The date itself stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desk_app import dates
from desk_app.answers import Answers, Given
from desk_app.desk.done import Done
from desk_app.records import Change, Snooze, Step

if TYPE_CHECKING:
    from desk_app.store import Store

LONGEST = timedelta(days=366)


def snooze(store: Store, step: Step, given: Given, today: date, by: str) -> Done:
    """Put the reminder of a step off. Answers: `until_on`, the day it comes back; `reason`.

    Past its due date only with a reason. One that is put off already gets the new day and reason.
    """
    answers = Answers(given, today)
    until_on = answers.day("until_on", "Enter the day on which it comes back.", ahead=True)
    reason = answers.text("reason")
    if until_on is not None and not answers.problems:
        _check(answers, step, until_on, reason)
    if until_on is None or answers.problems:
        return Done(problems=answers.problems)
    old = of(store, step)
    new = Snooze(
        case_id=step.case_id, step=step.which, investigation_id=step.investigation_id, until_on=until_on, reason=reason,
        snoozed_by=by,
    )  # fmt: skip
    if old is not None:
        new = replace(new, id=old.id, version=old.version)
    if new == old:
        return Done()
    with store.change("snooze reminder", by) as change:
        change.put(old, new)
    return Done(change.change)


def _check(answers: Answers, step: Step, until_on: date, reason: str) -> None:
    if until_on <= answers.today:
        answers.wrong("until_on", "Enter a day after today.")
    elif until_on > answers.today + LONGEST:
        answers.wrong("until_on", "Enter a day within a year.")
    elif step.due_on is not None and until_on > step.due_on and not reason:
        was = "was" if step.due_on < answers.today else "is"
        answers.wrong("reason", f"It {was} due on {dates.in_words(step.due_on)}. Say why it is put off past that day.")


def of(store: Store, step: Step) -> Snooze | None:
    """The record by which a step is put off, or was until a day that has passed."""
    found = store.all(Snooze, case_id=step.case_id, investigation_id=step.investigation_id, step=step.which)
    return found[-1] if found else None


def wake(store: Store, snoozed: Snooze, by: str) -> Change:
    """Let a reminder come back now. Raises Problem when it was changed meanwhile."""
    with store.change("end snooze of reminder", by) as change:
        change.put(snoozed, None)
    return change.change
