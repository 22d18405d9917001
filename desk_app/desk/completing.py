"""Cases that were saved before everything was known: what is still to be completed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from desk_app.intake import to_complete
from desk_app.offers import Situation, of_investigation
from desk_app.records import CaseFile, Kind, Outcome
from desk_app.store import search

if TYPE_CHECKING:
    from desk_app.store import Store

DAYS_BACK = 365
LOOKED_AT = 300
"""So many of the latest complaints: what has been left open longer is overdue, and on the worklist."""


@dataclass(frozen=True, slots=True)
class Incomplete:
    """A case and what it lacks, in words."""

    case_id: int
    reference: str
    missing: tuple[str, ...]


def incomplete(store: Store, today: date) -> tuple[Incomplete, ...]:
    """The latest first. A complaint that was answered lacks its outcome only; one that ended otherwise, nothing."""
    ids = search.maybe_incomplete(store, today - timedelta(days=DAYS_BACK), LOOKED_AT)
    found = []
    for file in store.case_files(ids):
        missing = tuple(_missing(file))
        if missing:
            found.append(Incomplete(file.case.id, file.case.reference, missing))
    return tuple(found)


def _missing(file: CaseFile) -> list[str]:
    if file.case.kind is Kind.ENQUIRY:
        return [] if file.case.target_on or file.case.answered_on else ["the date to answer it by"]
    answered = [i for i in file.investigations if of_investigation(i) is Situation.STAGE_1_ANSWERED]
    without = any(i.outcome in (None, Outcome.NOT_RECORDED) for i in answered)
    is_open = not file.investigations or any(i.closed_on is None for i in file.investigations)
    roles, decided = {party.role for party in file.parties}, {decision.kind for decision in file.decisions}
    missing = list(to_complete(file.case, roles, decided)) if is_open else []
    return [*missing, "the outcome"] if without else missing
