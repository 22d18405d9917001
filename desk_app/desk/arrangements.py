"""A contact arrangement that holds is ended, or reviewed and goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from desk_app.answers import Answers
from desk_app.records import Change, ContactArrangement

if TYPE_CHECKING:
    from desk_app.store import Store

Outcome = tuple[Change | None, Mapping[str, str]]
"""The change, or what is wrong by field."""


def end(store: Store, old: ContactArrangement, given: Mapping[str, object], today: date, by: str) -> Outcome:
    """It holds no more from a day on. Answers: `on`. Raises Problem when it was changed meanwhile."""
    answers = Answers(given, today)
    since = (old.decided_on, "it was decided") if old.decided_on else None
    on = answers.day("on", "Enter the day from which it holds no more.", not_before=since)
    return _save(store, "end a contact arrangement", old, replace(old, ended_on=on), answers, by)


def review(store: Store, old: ContactArrangement, given: Mapping[str, object], today: date, by: str) -> Outcome:
    """It was looked at again and goes on, perhaps in other words. Answers: `what`, `review_on` (the next time).

    Raises Problem when it was changed meanwhile.
    """
    answers = Answers(given, today)
    what = answers.text("what", "Enter what is arranged.")
    on = answers.day("review_on", "Enter when it is to be reviewed again.", ahead=True)
    if on is not None and on <= today:
        answers.wrong("review_on", "Enter a day to come.")
    return _save(store, "review a contact arrangement", old, replace(old, what=what, review_on=on), answers, by)


def _save(
    store: Store, verb: str, old: ContactArrangement, new: ContactArrangement, answers: Answers, by: str
) -> Outcome:
    if answers.problems or new == old:
        return None, answers.problems
    with store.change(verb, by) as change:
        change.put(old, new)
    return change.change, {}
