"""What can be done with a case now: a table of situation and verb. Pure.

The window offers exactly what stands here, in this order: the most likely first.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk_app.deadlines import chased, profile_of
from desk_app.pausing import waits_alone
from desk_app.procedures import Profile
from desk_app.records import CaseFile, Ending, Investigation, Kind, Outcome, Party, Pause, Role, Route, Stage
from desk_app.telling import open_ones


class Verb(StrEnum):
    """What staff do, in the words of their buttons."""

    # stage 1
    SAFEGUARD = "Answer the safeguarding question"
    REFER = "Record the referral"
    CONCERN = "Record a safeguarding concern"
    ROUTE = "Choose the procedure"
    ACKNOWLEDGE = "Acknowledge"
    ASSIGN = "Assign"
    REASSIGN = "Assign to somebody else"
    DRAFT_RECEIVED = "Draft received"
    QUALITY_CHECKED = "Quality check"
    SIGNED_OFF = "Signed off"
    RESPOND = "Record the response"
    OUTCOME = "Record the outcome"
    CHASE = "Chase the investigator"
    EXTEND = "Extend"
    POINT = "Add a point of complaint"
    ADD_TEAM = "Add another team"
    REROUTE = "Change the procedure"
    PAUSE = "Pause"
    RESUME = "End the pause"
    NOT_HANDED_IN = "End, not handed in again"
    # going on
    ESCALATE = "Take to the next stage"
    DECLINE = "Decline a late request"
    TOLD_STAGE_2 = "Told of stage 2"
    ACKNOWLEDGE_REVIEW = "Acknowledge stage 2"
    COMMISSION = "Appoint the stage 2 officers"
    STATEMENT = "Statement agreed"
    REPORTS = "Stage 2 reports came"
    ADJUDICATE = "Record the stage 2 response"
    PANEL = "Appoint the panel"
    PANEL_MET = "Panel met"
    PANEL_REPORT = "Panel’s report came"
    EARLY_REFERRAL = "Refer to the Ombudsman early"
    # ending
    CLOSE = "Close before investigation"
    WITHDRAW = "Withdraw"
    REFUSE = "Refuse"
    ANOTHER_PROCESS = "Answered by another process"
    REOPEN = "Re-open"
    # the Ombudsman
    MATTER = "The Ombudsman asks"
    REQUEST = "Another request of the Ombudsman"
    ANSWER_REQUEST = "Answer sent to the Ombudsman"
    DECISION = "The Ombudsman decided"
    COMPLETE_REMEDY = "Mark a remedy done"
    TIE_MATTER = "Tie the matter to a case"
    REMOVE_MATTER = "Remove the matter"
    # whatever was decided
    TELL = "Record that they were told"
    # other kinds
    ANSWER = "Answer the enquiry"
    CONVERT = "Turn into a complaint"
    THANK = "Thank and pass on"
    # people
    CONSENT = "Record consent"
    ADVOCATE = "Record an advocate"
    PERSON = "Add a person"
    LEAVE = "Take a person off the case"
    MONITOR = "Record equality monitoring"
    ARRANGE = "Arrange how contact is managed"
    # whatever the stage
    DECIDE = "Record a decision"
    ORAL_RECORD = "Written record of an oral complaint"
    LEARN = "Add learning"
    LEARNING_FORM = "Learning form came back"
    ACT = "Add an action"
    COMPLETE_ACTION = "Mark an action done"
    PAY = "Record a payment"
    CONTACT = "Log a contact"
    NOTE = "Add a note"


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
    MATTER_ALONE = "a matter of the Ombudsman that is of none of our cases"
    STAGE_1_OPEN = "an open stage 1 investigation"
    STAGE_1_ANSWERED = "a stage 1 investigation that was answered"
    STAGE_2_OPEN = "an open stage 2 of the statutory procedure"
    STAGE_2_ANSWERED = "a stage 2 of the statutory procedure whose letter was sent"
    REVIEW_OPEN = "an open stage 2 of the corporate procedure"
    STAGE_3_OPEN = "an open review panel"
    LAST_ANSWERED = "a last stage that was answered"
    ENDED = "an investigation that ended without a response"


_V = Verb
_WRITE = (_V.CONTACT, _V.NOTE, _V.PERSON, _V.LEAVE)
_PEOPLE = (_V.CONSENT, _V.ADVOCATE, _V.MONITOR, _V.ARRANGE)
_ANY_TIME = (
    _V.CONCERN, _V.ACT, *_WRITE, *_PEOPLE, _V.DECIDE, _V.ORAL_RECORD, _V.MATTER, _V.REQUEST, _V.DECISION,
)  # fmt: skip
_DRAFT = (_V.DRAFT_RECEIVED, _V.QUALITY_CHECKED, _V.SIGNED_OFF)
_GOES_ON = (_V.EXTEND, _V.POINT, _V.PAUSE, _V.LEARN)
OFFERED: dict[Situation, tuple[Verb, ...]] = {
    Situation.COMPLIMENT: (_V.THANK, *_WRITE),
    Situation.COMMENT: _WRITE,
    Situation.ENQUIRY: (_V.ANSWER, _V.CONVERT, *_WRITE),
    Situation.NO_PROCEDURE: (
        _V.SAFEGUARD, _V.ROUTE, _V.ACKNOWLEDGE, _V.CLOSE, _V.WITHDRAW, _V.REFUSE, _V.ANOTHER_PROCESS, *_ANY_TIME,
    ),
    Situation.UNTOUCHED: (
        _V.SAFEGUARD, _V.ADD_TEAM, _V.CLOSE, _V.WITHDRAW, _V.REFUSE, _V.ANOTHER_PROCESS, *_ANY_TIME,
    ),
    Situation.LOOKED_INTO: (
        _V.SAFEGUARD, _V.ADD_TEAM, _V.WITHDRAW, _V.REFUSE, _V.ANOTHER_PROCESS, *_ANY_TIME,
    ),
    Situation.ANSWERED: _ANY_TIME,
    Situation.ENDED_BEFORE: (_V.REOPEN, *_WRITE, _V.MATTER, _V.REQUEST, _V.DECISION),
    Situation.MATTER_ALONE: (_V.MATTER, _V.REQUEST, _V.DECISION, _V.TIE_MATTER, _V.REMOVE_MATTER),
    Situation.STAGE_1_OPEN: (
        _V.ACKNOWLEDGE, _V.ASSIGN, *_DRAFT, _V.RESPOND, *_GOES_ON, _V.CHASE, _V.REASSIGN, _V.REROUTE,
        _V.TOLD_STAGE_2, _V.ESCALATE,
    ),
    Situation.STAGE_1_ANSWERED: (
        _V.OUTCOME, _V.ESCALATE, _V.LEARN, _V.LEARNING_FORM, _V.PAY, _V.DECLINE, _V.REOPEN,
    ),
    Situation.STAGE_2_OPEN: (_V.COMMISSION, _V.STATEMENT, _V.REPORTS, _V.ADJUDICATE, *_GOES_ON, _V.CHASE),
    Situation.STAGE_2_ANSWERED: (
        _V.OUTCOME, _V.ESCALATE, _V.LEARN, _V.LEARNING_FORM, _V.PAY, _V.EARLY_REFERRAL, _V.DECLINE, _V.REOPEN,
    ),
    Situation.REVIEW_OPEN: (
        _V.ACKNOWLEDGE_REVIEW, _V.ASSIGN, *_DRAFT, _V.RESPOND, *_GOES_ON, _V.CHASE, _V.REASSIGN,
    ),
    Situation.STAGE_3_OPEN: (_V.PANEL, _V.PANEL_MET, _V.PANEL_REPORT, _V.RESPOND, _V.POINT, _V.PAUSE, _V.LEARN),
    Situation.LAST_ANSWERED: (_V.OUTCOME, _V.LEARN, _V.LEARNING_FORM, _V.PAY, _V.REOPEN),
    Situation.ENDED: (_V.REOPEN,),
}  # fmt: skip
"""What each situation offers."""

MONITORED = (Role.COMPLAINANT, Role.CHILD)
"""Whose answers about equality are recorded."""

_Still = Callable[[CaseFile, Investigation], bool]
_STILL_OF_CASE: dict[Verb, Callable[[CaseFile], bool]] = {
    _V.SAFEGUARD: lambda file: file.case.at_risk is None,
    _V.CONCERN: lambda file: not _alarm_waits(file),
    _V.ACKNOWLEDGE: lambda file: file.case.acknowledged_on is None,
    _V.ANSWER: lambda file: file.case.answered_on is None,
    _V.THANK: lambda file: file.case.thanked_on is None or file.case.passed_on is None,
    _V.MATTER: lambda file: not (file.without_case and file.matters),
    _V.REQUEST: lambda file: bool(file.matters),
    _V.DECISION: lambda file: bool(file.matters),
    _V.TIE_MATTER: lambda file: bool(file.matters),
    _V.REMOVE_MATTER: lambda file: bool(file.matters),
    _V.ORAL_RECORD: lambda file: file.case.oral_record_agreed_on is None,
    _V.MONITOR: lambda file: any(party.role in MONITORED for party in file.parties),
    _V.ARRANGE: lambda file: bool(file.parties),
    _V.LEAVE: lambda file: any(not needed_on(file, party) for party in file.parties),
}
_STILL: dict[Verb, _Still] = {
    _V.ACKNOWLEDGE: lambda _, item: item.acknowledged_on is None,
    _V.ACKNOWLEDGE_REVIEW: lambda _, item: item.acknowledged_on is None,
    _V.ASSIGN: lambda _, item: not item.investigator,
    _V.REASSIGN: lambda _, item: bool(item.investigator),
    _V.CHASE: lambda _, item: bool(chased(item)),
    _V.OUTCOME: lambda _, item: item.outcome in (None, Outcome.NOT_RECORDED),
    _V.DRAFT_RECEIVED: lambda _, item: bool(item.investigator) and item.draft_received_on is None,
    _V.QUALITY_CHECKED: lambda _, item: bool(item.draft_received_on) and item.quality_checked_on is None,
    _V.SIGNED_OFF: lambda _, item: bool(item.quality_checked_on) and item.signed_off_on is None,
    _V.LEARNING_FORM: lambda _, item: _may_teach(item) and item.learning_form_returned_on is None,
    _V.TOLD_STAGE_2: lambda _, item: item.may_go_to_stage_2_told_on is None and item.route is Route.STATUTORY,
    _V.PAUSE: lambda file, item: not (open_pauses(file, item) or may_be_resubmitted(file, item)),
    _V.ESCALATE: lambda file, item: not _went_on(file, item),
    _V.DECLINE: lambda file, item: not _went_on(file, item),
    _V.EARLY_REFERRAL: lambda file, item: not _went_on(file, item) and file.referred_early(item) is None,
    _V.STATEMENT: lambda _, item: item.statement_agreed_on is None,
    _V.REPORTS: lambda _, item: item.officer_report_on is None or item.independent_report_on is None,
    _V.PANEL_MET: lambda _, item: bool(item.panel_members) and item.panel_met_on is None,
    _V.PANEL_REPORT: lambda _, item: bool(item.panel_met_on) and item.panel_report_on is None,
    _V.REOPEN: lambda file, item: not _went_on(file, item),
    _V.REROUTE: lambda file, item: not _went_on(file, item),
}
"""A verb that has been done, or comes before another one, is not offered."""
_STEP_OF = {_V.ACKNOWLEDGE_REVIEW: "acknowledge_stage_2"}
"""A verb of a step that not every procedure has."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A verb that makes sense now: of the case (None), or of one of its investigations."""

    verb: Verb
    investigation: Investigation | None = None


def offers(
    file: CaseFile, profiles: Mapping[str, Profile], closed: Collection[int] = (), today: date | None = None
) -> tuple[Offer, ...]:
    """What can be done: first with the open investigations, then with what has ended (the latest stage first), then
    with the case.

    `closed`: the investigations after which the time to ask for the next stage has passed: only then is a request late.
    `today`: what may be handed in again until a day before it was not. Without it that is not known.
    """
    if file.case.erased_on is not None:
        return ()
    own = [Offer(verb) for verb in OFFERED[of_case(file)] if _STILL_OF_CASE.get(verb, _always)(file)]
    opened = [offer for item in _counted(file) if item.closed_on is None for offer in _of(file, item, profiles)]
    latest = sorted(_counted(file), key=lambda item: item.stage, reverse=True)
    ended = [offer for item in latest if item.closed_on is not None for offer in _of(file, item, profiles)]
    found = _once((*_urgent(file, own), *opened, *ended, *_waiting(file), *own))
    late = tuple(o for o in found if o.verb is not Verb.DECLINE or (o.investigation and o.investigation.id in closed))
    return tuple(o for o in late if o.verb is not Verb.NOT_HANDED_IN or _day_passed(file, o.investigation, today))


def _day_passed(file: CaseFile, item: Investigation | None, today: date | None) -> bool:
    """Whether the last day to hand it in again is over."""
    until = [pause.resubmit_by for pause in waits_whole(file, item)] if item else []
    return today is not None and any(day and day < today for day in until)


def needed_on(file: CaseFile, party: Party) -> bool:
    """Whether a case cannot do without somebody: a complaint's only complainant, the only advocate once appointed."""
    if any(p.role is party.role and p.id != party.id for p in file.parties):
        return False
    if party.role is Role.ADVOCATE:
        return file.case.advocate_appointed_on is not None
    return party.role is Role.COMPLAINANT and file.case.kind is Kind.COMPLAINT


def _always(_: CaseFile) -> bool:
    return True


def _urgent(file: CaseFile, own: Iterable[Offer]) -> Iterator[Offer]:
    """Before everything else: what may be a child's safety, then what the Ombudsman waits for."""
    yield from (offer for offer in own if offer.verb is Verb.SAFEGUARD)
    if file.case.kind is Kind.COMPLAINT and _to_refer(file):
        yield Offer(Verb.REFER)
    if any(request.is_open for request in file.requests):
        yield Offer(Verb.ANSWER_REQUEST)


def _to_refer(file: CaseFile) -> bool:
    return bool(file.case.at_risk) and file.case.referred_on is None


def _alarm_waits(file: CaseFile) -> bool:
    """Whether a form that is offered already takes an alarm: the first question, or the referral of an alarm."""
    asked = Verb.SAFEGUARD in OFFERED[of_case(file)] and file.case.at_risk is None
    return asked or _to_refer(file)


def _waiting(file: CaseFile) -> Iterator[Offer]:
    """What somebody waits for, whatever the situation."""
    waits = {
        Verb.TELL: bool(open_ones(file)),
        Verb.COMPLETE_ACTION: any(action.done_on is None for action in file.actions),
        Verb.COMPLETE_REMEDY: any(remedy.done_on is None for remedy in file.remedies),
    }
    return (Offer(verb) for verb, it_does in waits.items() if it_does)


_ONE_OF_A_CASE = frozenset({Verb.SAFEGUARD, Verb.ACKNOWLEDGE})
"""One acknowledgement counts for all open investigations; what is urgent stands in front."""


def _once(found: Iterable[Offer]) -> Iterator[Offer]:
    """Of what a case needs once, the first."""
    seen: set[Verb] = set()
    for offer in found:
        if offer.verb not in seen:
            yield offer
        seen |= {offer.verb} & _ONE_OF_A_CASE


def _of(file: CaseFile, item: Investigation, profiles: Mapping[str, Profile]) -> Iterator[Offer]:
    profile = profile_of(item, file, profiles)
    again = may_be_resubmitted(file, item)
    if open_pauses(file, item) or any(item.closed_on is None or waits_alone(file, pause) for pause in again):
        yield Offer(Verb.RESUME, item)
    if item.closed_on is None and waits_whole(file, item):
        yield Offer(Verb.NOT_HANDED_IN, item)
    for verb in OFFERED[of_investigation(item)]:
        still = _STILL.get(verb)
        known = verb not in _STEP_OF or profile.rule(_STEP_OF[verb]) is not None
        if known and (still is None or still(file, item)):
            yield Offer(verb, item)


def _counted(file: CaseFile) -> list[Investigation]:
    return [item for item in file.investigations if item.ending is not Ending.RE_ROUTED]


def _went_on(file: CaseFile, item: Investigation) -> bool:
    """Whether a later stage of the same procedure was opened: for this team, or the only team there was."""
    beside = [i for i in _counted(file) if i.stage is item.stage and i.route is item.route]
    later = [i for i in _counted(file) if i.stage > item.stage and i.route is item.route]
    return any(i.team == item.team or len(beside) < 2 for i in later)


def open_pauses(file: CaseFile, item: Investigation) -> list[Pause]:
    """The pauses of an investigation, or of its whole case, that have not ended."""
    return [
        pause
        for pause in file.pauses
        if pause.investigation_id in (None, item.id) and pause.ended_on is None and pause.resumed_on is None
    ]


def may_be_resubmitted(file: CaseFile, item: Investigation) -> list[Pause]:
    """The pauses that have ended, after which the complainant may hand the complaint in again and has not yet."""
    return [
        pause
        for pause in file.pauses
        if pause.investigation_id in (None, item.id) and pause.ended_on and pause.resubmit_by and not pause.resumed_on
    ]


def waits_whole(file: CaseFile, item: Investigation) -> list[Pause]:
    """Those of them that stopped all of the investigation, not a part."""
    return [pause for pause in may_be_resubmitted(file, item) if not pause.part]


def of_case(file: CaseFile) -> Situation:
    """How a case stands."""
    case = file.case
    if file.without_case:
        return Situation.MATTER_ALONE
    if case.kind is not Kind.COMPLAINT:
        kinds = {Kind.COMPLIMENT: Situation.COMPLIMENT, Kind.COMMENT: Situation.COMMENT}
        return kinds.get(case.kind, Situation.ENQUIRY)
    if case.ended_before is not None:
        return Situation.ENDED_BEFORE
    counted = _counted(file)
    if not counted:
        return Situation.NO_PROCEDURE
    if all(item.closed_on is not None for item in counted):
        return Situation.ANSWERED
    kept = _tied(file).intersection(item.id for item in file.investigations)  # also with one of another procedure
    return Situation.LOOKED_INTO if kept or not all(untouched(file, i) for i in counted) else Situation.UNTOUCHED


_OPEN = {
    (Route.STATUTORY, Stage.TWO): Situation.STAGE_2_OPEN,
    (Route.CORPORATE, Stage.TWO): Situation.REVIEW_OPEN,
    (Route.STATUTORY, Stage.THREE): Situation.STAGE_3_OPEN,
}
_ANSWERED = {(Route.STATUTORY, Stage.TWO): Situation.STAGE_2_ANSWERED}


def of_investigation(item: Investigation) -> Situation:
    """How an investigation stands."""
    first = item.stage is Stage.ONE
    if item.responded_on is not None:
        last = Situation.STAGE_1_ANSWERED if first else Situation.LAST_ANSWERED
        return _ANSWERED.get((item.route, item.stage), last)
    if item.ended_on is not None:
        return Situation.ENDED
    return Situation.STAGE_1_OPEN if first else _OPEN.get((item.route, item.stage), Situation.REVIEW_OPEN)


def begun(file: CaseFile) -> bool:
    """Whether anybody has begun to look into a case."""
    return not all(untouched(file, item) for item in file.investigations)


def untouched(file: CaseFile, item: Investigation) -> bool:
    """Whether an investigation stands only because the procedure was chosen at logging: nobody has begun it."""
    begun = (item.investigator, item.draft_received_on, item.closed_on, item.reopened_on)
    return item.stage is Stage.ONE and not any(begun) and item.id not in _tied(file)


def _tied(file: CaseFile) -> set[int | None]:
    """The investigations that something is kept with. None is among them for what is the whole case's."""
    kept = (
        file.extensions, file.points, file.learning, file.pauses, file.actions, file.decisions, file.checks,
        file.remedies, file.letters, file.replaced,
    )  # fmt: skip
    return {getattr(record, "investigation_id", None) for records in kept for record in records}


def _may_teach(item: Investigation) -> bool:
    return item.outcome in (Outcome.UPHELD, Outcome.PARTIALLY_UPHELD)
