"""An enquiry that turns out to be a complaint: the same case goes on, counted on the day it was received."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk_app.intake import stage_1
from desk_app.problems import Problem
from desk_app.records import Case, Change, Kind, Route

if TYPE_CHECKING:
    from desk_app.store import Store


def convert_enquiry(store: Store, case: Case, by: str, route: Route | None = None, reason: str = "") -> Change:
    """Make a complaint of an enquiry as it was read (`case`); its clocks run from its own day of receipt.

    With a route its stage 1 is opened; without one the stricter clock runs until somebody decides, as after logging.
    What was recorded of the enquiry (kind, target, answer) stays. Raises Problem when it is no enquiry, or was changed
    meanwhile.
    """
    if case.kind is not Kind.ENQUIRY:
        raise Problem(
            f"{case.reference} is a {case.kind.lower()}, so nothing was changed.",
            "Only an enquiry can become a complaint. Log the complaint as a case of its own.",
        )
    complaint = replace(case, kind=Kind.COMPLAINT, was_enquiry=True)
    if route is not None:
        complaint = replace(complaint, route=route, route_reason=reason.strip())
    investigation = stage_1(complaint, complaint.acknowledged_on, store.profiles().values())
    if investigation is not None:
        complaint = replace(complaint, acknowledged_on=None)  # the investigation's now
    with store.change("turn enquiry into complaint", by) as change:
        change.put(case, complaint)
        if investigation is not None:
            change.put(None, replace(investigation, case_id=case.id))
    return change.change
