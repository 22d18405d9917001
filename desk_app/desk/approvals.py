"""Who approved a year's report, when, with what comments."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desk_app.answers import Answers, Given
from desk_app.desk import report_texts
from desk_app.desk.done import Done
from desk_app.records import Approval, Change

if TYPE_CHECKING:
    from desk_app.store import Store

BODIES = ("Service head", "Director", "Committee")


def of(store: Store, year: str) -> list[Approval]:
    """The approvals of a year's report, in the order in which they were recorded."""
    return store.all(Approval, year=year)


def approve(store: Store, year: str, given: Given, words: str, today: date, by: str) -> Done:
    """Record an approval. Answers: `body`, `approved_by`, `approved_on`, `comments`. With problems nothing is saved.

    `words`: the hash of what was approved, so that it can be said later whether that has changed.
    """
    answers = Answers(given, today)
    made = Approval(
        year=year,
        body=answers.text("body", "Choose who approved it."),
        approved_by=answers.name("approved_by", "Enter the name of the person, or of the meeting."),
        approved_on=answers.day("approved_on", "Enter the day of the approval."),
        comments=answers.text("comments"),
    )
    if answers.problems:
        return Done(problems=answers.problems)
    with store.change(f"approve the report: {year}", by) as change:
        change.put(None, made)
        old, new = report_texts.marked(store, year, "approval", words)
        if old != new:
            change.put(old, new)
    return Done(change.change)


def withdraw(store: Store, old: Approval, by: str) -> Change:
    """Take back an approval that was recorded by mistake. Raises Problem when it was changed meanwhile."""
    with store.change(f"take back an approval: {old.year}", by) as change:
        change.put(old, None)
    return change.change
