"""What can be done with a case now: a table of situation and verb. Pure.

The window offers exactly what stands here, in this order: the most likely first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from desk_app.records import CaseFile, Ending, Investigation, Kind, Outcome, Stage


class Verb(StrEnum):
    """What staff do, in the words of their buttons."""

    SAFEGUARD = "Answer the safeguarding question"
    ROUTE = "Choose the procedure"
    ACKNOWLEDGE = "Acknowledge"
    ASSIGN = "Assign"
    REASSIGN = "Assign to somebody else"
    EXTEND = "Extend"
    RESPOND = "Record the response"
    OUTCOME = "Record the outcome"
    CONSENT = "Record consent"
    CLOSE = "Close before investigation"
    WITHDRAW = "Withdraw"
    REOPEN = "Re-open"
    ANSWER = "Answer the enquiry"
    CONVERT = "Turn into a complaint"
    THANK = "Thank and pass on"
    LEARN = "Add learning"
    ACT = "Add an action"
    COMPLETE_ACTION = "Mark an action done"
    CONTACT = "Log a contact"
    NOTE = "Add a note"
    PERSON = "Add a person"
    DRAFT_RECEIVED = "Draft received"
    QUALITY_CHECKED = "Quality checked"
    SIGNED_OFF = "Signed off"
    LEARNING_FORM = "Learning form returned"
    TOLD_STAGE_2 = "Told of stage 2"


class Situation(StrEnum):
    """How a case, or one of its investigations, stands."""

    COMPLIMENT = "a compliment"
    COMMENT = "a comment"
    ENQUIRY = "an enquiry"
    NO_PROCEDURE = "a complaint whose procedure is not chosen yet"
    UNTOUCHED = "a complaint that nobody looks into yet"
    LOOKED_INTO = "a complaint that is being looked into"
    ANSWERED = "a complaint all of whose investigations have ended"
    ENDED_BEFORE = "a complaint that ended before an investigation"
    STAGE_1_OPEN = "an open stage 1 investigation"
    STAGE_1_ANSWERED = "a stage 1 investigation that was answered"
    STAGE_1_ENDED = "a stage 1 investigation that ended without a response"
    LATER_STAGE = "an investigation of a later stage"


_WRITE = (Verb.CONTACT, Verb.NOTE, Verb.PERSON)
OFFERED: dict[Situation, tuple[Verb, ...]] = {
    Situation.COMPLIMENT: (Verb.THANK, *_WRITE),
    Situation.COMMENT: _WRITE,
    Situation.ENQUIRY: (Verb.ANSWER, Verb.CONVERT, *_WRITE),
    Situation.NO_PROCEDURE: (
        Verb.SAFEGUARD, Verb.ROUTE, Verb.ACKNOWLEDGE, Verb.CONSENT, Verb.CLOSE, Verb.WITHDRAW, *_WRITE,
    ),
    Situation.UNTOUCHED: (Verb.SAFEGUARD, Verb.CONSENT, Verb.CLOSE, Verb.WITHDRAW, Verb.ACT, *_WRITE),
    Situation.LOOKED_INTO: (Verb.SAFEGUARD, Verb.CONSENT, Verb.WITHDRAW, Verb.ACT, *_WRITE),
    Situation.ANSWERED: (Verb.ACT, *_WRITE),
    Situation.ENDED_BEFORE: (Verb.REOPEN, *_WRITE),
    Situation.STAGE_1_OPEN: (
        Verb.ACKNOWLEDGE, Verb.ASSIGN, Verb.DRAFT_RECEIVED, Verb.QUALITY_CHECKED, Verb.SIGNED_OFF, Verb.RESPOND,
        Verb.EXTEND, Verb.REASSIGN, Verb.TOLD_STAGE_2, Verb.LEARN,
    ),
    Situation.STAGE_1_ANSWERED: (Verb.OUTCOME, Verb.LEARN, Verb.LEARNING_FORM, Verb.REOPEN),
    Situation.STAGE_1_ENDED: (Verb.REOPEN,),
    Situation.LATER_STAGE: (Verb.LEARN,),
}  # fmt: skip
"""What each situation offers."""

_STILL: dict[Verb, Callable[[CaseFile, Investigation | None], bool]] = {
    Verb.SAFEGUARD: lambda file, _: file.case.at_risk is None or (file.case.at_risk and not file.case.referred_on),
    Verb.ACKNOWLEDGE: lambda file, item: (item or file.case).acknowledged_on is None,
    Verb.ASSIGN: lambda _, item: item is not None and not item.investigator,
    Verb.REASSIGN: lambda _, item: item is not None and bool(item.investigator),
    Verb.OUTCOME: lambda _, item: item is not None and item.outcome in (None, Outcome.NOT_RECORDED),
    Verb.DRAFT_RECEIVED: lambda _, item: item is not None and item.draft_received_on is None,
    Verb.QUALITY_CHECKED: lambda _, item: bool(item and item.draft_received_on and not item.quality_checked_on),
    Verb.SIGNED_OFF: lambda _, item: bool(item and item.quality_checked_on and not item.signed_off_on),
    Verb.LEARNING_FORM: lambda _, item: item is not None and _may_teach(item) and not item.learning_form_returned_on,
    Verb.TOLD_STAGE_2: lambda _, item: item is not None and item.may_go_to_stage_2_told_on is None,
    Verb.ANSWER: lambda file, _: file.case.answered_on is None,
    Verb.THANK: lambda file, _: file.case.thanked_on is None or file.case.passed_on is None,
}
"""A verb that has been done is not offered again."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A verb that makes sense now: of the case (None), or of one of its investigations."""

    verb: Verb
    investigation: Investigation | None = None


def offers(file: CaseFile) -> tuple[Offer, ...]:
    """What can be done: first with the open investigations, then with what has ended, then with the case."""
    own = [Offer(verb) for verb in OFFERED[of_case(file)] if _still(verb, file, None)]
    counted = [i for i in file.investigations if i.ending is not Ending.RE_ROUTED]
    opened = [o for i in counted if i.closed_on is None for o in _of(file, i)]
    ended = [o for i in counted if i.closed_on is not None for o in _of(file, i)]
    urgent = [o for o in own if o.verb is Verb.SAFEGUARD]
    rest = [o for o in own if o.verb is not Verb.SAFEGUARD]
    done = [Offer(Verb.COMPLETE_ACTION)] if any(a.done_on is None for a in file.actions) else []
    return tuple(_once((*urgent, *opened, *ended, *done, *rest)))


def _once(found: Iterable[Offer]) -> Iterator[Offer]:
    """One acknowledgement counts for all open investigations, so it is offered once."""
    acknowledged = False
    for offer in found:
        if offer.verb is not Verb.ACKNOWLEDGE or not acknowledged:
            yield offer
        acknowledged = acknowledged or offer.verb is Verb.ACKNOWLEDGE


def _of(file: CaseFile, investigation: Investigation) -> Iterator[Offer]:
    for verb in OFFERED[of_investigation(investigation)]:
        if _still(verb, file, investigation):
            yield Offer(verb, investigation)


def _still(verb: Verb, file: CaseFile, investigation: Investigation | None) -> bool:
    still = _STILL.get(verb)
    return still is None or still(file, investigation)


def of_case(file: CaseFile) -> Situation:
    """How a case stands."""
    case = file.case
    if case.kind is not Kind.COMPLAINT:
        kinds = {Kind.COMPLIMENT: Situation.COMPLIMENT, Kind.COMMENT: Situation.COMMENT}
        return kinds.get(case.kind, Situation.ENQUIRY)
    if case.ended_before is not None:
        return Situation.ENDED_BEFORE
    counted = [i for i in file.investigations if i.ending is not Ending.RE_ROUTED]
    if not counted:
        return Situation.NO_PROCEDURE
    if all(i.closed_on is not None for i in counted):
        return Situation.ANSWERED
    return Situation.UNTOUCHED if all(untouched(file, i) for i in counted) else Situation.LOOKED_INTO


def of_investigation(item: Investigation) -> Situation:
    """How an investigation stands."""
    if item.stage is not Stage.ONE:
        return Situation.LATER_STAGE
    if item.responded_on is not None:
        return Situation.STAGE_1_ANSWERED
    return Situation.STAGE_1_OPEN if item.ended_on is None else Situation.STAGE_1_ENDED


def untouched(file: CaseFile, item: Investigation) -> bool:
    """Whether an investigation stands only because the procedure was chosen at logging: nobody has begun it."""
    begun = (item.investigator, item.draft_received_on, item.closed_on, item.reopened_on)
    kept = (file.extensions, file.points, file.learning, file.pauses, file.actions)
    tied = {getattr(record, "investigation_id", None) for records in kept for record in records}
    return item.stage is Stage.ONE and not any(begun) and item.id not in tied


def _may_teach(item: Investigation) -> bool:
    return item.outcome in (Outcome.UPHELD, Outcome.PARTIALLY_UPHELD)
