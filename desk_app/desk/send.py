"""Recording that a bundle was sent on: a contact, so that it stands in the log and in the next chronology."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from desk_app.answers import Answers
from desk_app.records import CaseFile, Change, Note

if TYPE_CHECKING:
    from desk_app.store import Store

CHANNEL = "Bundle sent"


def problems(file: CaseFile, answers: Mapping[str, object], today: date) -> dict[str, str]:
    """What is wrong with `recipient` and `sent_on`, by field. Both may be empty: then it is not recorded as sent."""
    given = Answers(answers, today)
    if _day(file, given) is not None:
        given.text("recipient", "Enter whom it was sent to, or leave the day empty.")
    return given.problems


def sent(store: Store, file: CaseFile, answers: Mapping[str, object], what: str, today: date, by: str) -> Change | None:
    """Record whom a bundle was sent to on which day, and `what` was in it; None if no day was given."""
    given = Answers(answers, today)
    day = _day(file, given)
    if day is None or given.problems:
        return None
    note = Note(
        case_id=file.case.id, is_contact=True, channel=CHANNEL, with_whom=given.text("recipient"), text=what,
        written_on=day, written_by=by,
    )  # fmt: skip
    with store.change("record a bundle as sent", by) as change:
        change.put(None, note)
    return change.change


def _day(file: CaseFile, given: Answers) -> date | None:
    return given.day("sent_on", not_before=(file.case.received_on, "the case was received"))
