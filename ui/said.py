"""What was done, and what dates follow from it, in words. Shared by screens; no widgets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from desk_app.deadlines import RESPONSE
from desk_app.offers import Offer, Verb
from desk_app.records import CaseFile, Ending, Route, State, Step
from desk_app.telling import TELL
from ui import wording
from ui.kit.dates import long_date, short_date
from ui.session import Session

if TYPE_CHECKING:
    from desk_app.desk.correct import Correction

REFERRAL = "safeguarding_referral"
"""The step of a child who may be at risk and whom nobody was told of: before everything else."""

ONLY_EXPECTED = "a new date counts with a reason, told in time, and up to the procedure’s longest"
"""Where it is not known which of it was lacking."""

CHASE = "chase"
"""The step of asking for a response that is late; one in time needs none."""
REQUEST = "request_stage_"
"""Begins the steps in which the complainant may ask for the next stage."""

SAID: dict[Verb, str] = {
    Verb.SAFEGUARD: "the safeguarding question is answered",
    Verb.REFER: "the referral is recorded",
    Verb.CONCERN: "the safeguarding concern is recorded",
    Verb.ROUTE: "stage 1 is open",
    Verb.ACKNOWLEDGE: "acknowledged",
    Verb.ASSIGN: "assigned",
    Verb.REASSIGN: "assigned",
    Verb.CHASE: "the chaser is logged",
    Verb.EXTEND: "the extension is recorded",
    Verb.RESPOND: "the response is recorded",
    Verb.OUTCOME: "the outcome is recorded",
    Verb.CONSENT: "consent is recorded",
    Verb.CLOSE: "closed",
    Verb.WITHDRAW: "withdrawn",
    Verb.REOPEN: "re-opened",
    Verb.ANSWER: "answered",
    Verb.CONVERT: "it is a complaint now",
    Verb.THANK: "saved",
    Verb.LEARN: "the learning is recorded",
    Verb.ACT: "the action is recorded",
    Verb.COMPLETE_ACTION: "the action is done",
    Verb.CONTACT: "the contact is logged",
    Verb.PERSON: "the person is added",
    Verb.LEAVE: "the person is off the case",
    Verb.NOTE: "the note is saved",
    Verb.DRAFT_RECEIVED: "the draft has come",
    Verb.QUALITY_CHECKED: "the quality check is recorded",
    Verb.SIGNED_OFF: "signed off",
    Verb.LEARNING_FORM: "the learning form has come back",
    Verb.TOLD_STAGE_2: "the complainant was told of stage 2",
    Verb.POINT: "the point is added",
    Verb.ADD_TEAM: "another team’s investigation is open",
    Verb.REROUTE: "the procedure is changed",
    Verb.PAUSE: "paused",
    Verb.RESUME: "the pause has ended",
    Verb.NOT_HANDED_IN: "ended, since it was not handed in again",
    Verb.ESCALATE: "the next stage is open",
    Verb.DECLINE: "the decision is recorded",
    Verb.ACKNOWLEDGE_REVIEW: "acknowledged",
    Verb.COMMISSION: "the officers are appointed",
    Verb.STATEMENT: "the statement is agreed",
    Verb.REPORTS: "the reports have come",
    Verb.ADJUDICATE: "the adjudication letter is recorded",
    Verb.PANEL: "the panel is appointed",
    Verb.PANEL_MET: "the panel has met",
    Verb.PANEL_REPORT: "the panel’s report has come",
    Verb.EARLY_REFERRAL: "the early referral is recorded",
    Verb.REFUSE: "the refusal is recorded",
    Verb.ANOTHER_PROCESS: "another process answers it",
    Verb.TELL: "it is recorded that they were told",
    Verb.MATTER: "the Ombudsman’s matter is open",
    Verb.REQUEST: "the request is recorded",
    Verb.ANSWER_REQUEST: "recorded",
    Verb.DECISION: "the Ombudsman’s decision is recorded",
    Verb.COMPLETE_REMEDY: "the remedy is done",
    Verb.TIE_MATTER: "the matter is one of the case now",
    Verb.REMOVE_MATTER: "the matter is removed, and no figure counts it any more",
    Verb.ADVOCATE: "the advocate is recorded",
    Verb.MONITOR: "equality monitoring is recorded",
    Verb.ARRANGE: "the arrangement is recorded",
    Verb.DECIDE: "the decision is recorded",
    Verb.ORAL_RECORD: "the written record is noted",
    Verb.PAY: "the payment is recorded",
}


def what_follows(
    session: Session, before: tuple[Step, ...], after: tuple[Step, ...], file: CaseFile | None = None
) -> list[tuple[str, str]]:
    """(words, tone) for each date that would be another, or would run again; also on the other reading.

    `file` is the case as it would be: it says why an extension does not count.
    "Stage 1 response: due 14 Dec 2026 instead of 30 Nov 2026", "Acknowledge: due 4 Nov 2026, 14 working days overdue".
    """
    was = {(step.key, step.investigation_id, step.label): step for step in before}
    found = []
    answers = [step for step in after if step.key in RESPONSE.values()]
    late = {step.investigation_id for step in answers if session.state_of(step)[0] is State.OVERDUE}
    for step in after:
        old = was.get((step.key, step.investigation_id, step.label))
        too_early = step.key == CHASE and step.investigation_id not in late
        if step.soft or step.done_on or step.not_applicable or too_early:
            continue
        if step.expected_on and (old is None or step.expected_on != old.expected_on):
            found.append(
                (f"{step.label} stays due {short_date(step.due_on)}; {short_date(step.expected_on)} is only expected: "
                 f"{(session.why_only_expected(file, step) if file else '') or ONLY_EXPECTED}.", "warn")
            )  # fmt: skip
        elif step.due_on and (old is None or old.due_on != step.due_on or _had_ended(old)):
            moved = old is not None and old.due_on not in (None, step.due_on)
            instead = f" instead of {short_date(old.due_on)}" if old and moved else ""
            state, days = session.state_of(step)
            passed = f", {wording.how_long(state, days, step.unit)}" if state is State.OVERDUE else ""
            tone = "danger" if passed else "primaryText"
            found.append((f"{with_team(step, after)}: due {short_date(step.due_on)}{instead}{passed}", tone))
        if step.other_on and step.other_basis and (old is None or step.other_on != old.other_on):
            found.append((f"{step.label}, counted from {step.other_basis}: {short_date(step.other_on)}", "muted"))
    return found


def what_a_correction_does(session: Session, tried: Correction) -> list[tuple[str, str]]:
    """(words, tone) for all that a correction would change beside its own field: procedure, dates, what was in time.

    "Stage 1 response: due 24 Apr 2026 instead of 15 May 2026; sent on 30 Apr 2026 it is late".
    """
    found = [(f"It follows another procedure: {now}, instead of {was}", "warn") for was, now in tried.procedures]
    found += what_follows(session, tried.before, tried.after)
    was = {(step.key, step.investigation_id, step.label): step for step in tried.before}
    for step in tried.after:
        old = was.get((step.key, step.investigation_id, step.label))
        if old is None or not (step.done_on and step.due_on and old.done_on and old.due_on):
            continue
        late, was_late = step.done_on > step.due_on, old.done_on > old.due_on
        if step.due_on != old.due_on or late is not was_late:
            instead = f" instead of {short_date(old.due_on)}" if step.due_on != old.due_on else ""
            became = f"{short_date(step.done_on)} is {'late' if late else 'in time'}"
            found.append((f"{step.label}: due {short_date(step.due_on)}{instead}; {became}", _TONES[late]))
    return found


_TONES = {True: "danger", False: "primaryText"}
"""Of what was late, and of what was in time."""


def _had_ended(step: Step) -> bool:
    return bool(step.done_on or step.not_applicable)


def in_words(
    session: Session, offer: Offer, reference: str, before: tuple[Step, ...], after: tuple[Step, ...]
) -> tuple[str, str]:
    """(what was done and what is next, tone): of what it was done to, as far as anything of that waits.

    "CF/2026-27/0001: acknowledged. Next: stage 1 response, 7 Dec 2026, in 9 working days."
    """
    said = f"{reference}: {SAID[offer.verb]}."
    if any(step.key == REFERRAL for step in after):
        return f"{said} Now: {session.settings().safeguarding_instructions}", "danger"
    others = [step for step in after if step.key == TELL or not (step.internal or step.soft)]  # who wait for it
    waiting = [s for s in others if s.due_on and not (s.done_on or s.paused or s.not_applicable)]
    if not waiting:
        return f"{said}{closing(session, after)}", "ok"
    step = min(_concerned(offer, before, waiting) or waiting, key=lambda s: (s.due_on or date.max, s.key))
    state, days = session.state_of(step)
    how_long = wording.how_long(state, days, step.unit)
    label = with_team(step, after)
    label = label[0].lower() + label[1:]  # the Ombudsman keeps a capital
    return f"{said} Next: {label}, {short_date(step.due_on)}, {how_long}.", "ok"


def closing(session: Session, steps: Iterable[Step]) -> str:
    """What an answer does, where all are given: nobody has to close such a case. "" where one is still to come.

    " It was answered, and so it is closed. Complainant may ask for stage 2 until Monday 21 December 2026."
    """
    every = list(steps)
    own = [step for step in every if step.key in RESPONSE.values()]
    answers = [step for step in own if not step.not_applicable]
    if not any(step.done_on for step in answers) or not all(step.done_on for step in answers):
        return ""
    ahead = [s for s in every if _may_ask(s) and s.due_on and s.due_on >= session.today]
    more = f" {ahead[0].label} until {long_date(ahead[0].due_on)}." if ahead else ""
    referred = [s.not_applicable for s in every if s.key.startswith(REQUEST) and s.not_applicable]
    more += f" {referred[0]}" if referred else ""
    return f" {_answered(own)}{more}"


def _answered(steps: Iterable[Step]) -> str:
    """By which answer it is closed, where the latest stage ended without one: withdrawn or refused."""
    answered = {step.key for step in steps if step.done_on}
    last = max(steps, key=lambda step: ORDER.index(step.key)).key
    if last in answered:
        return "It was answered, and so it is closed."
    stands = max(answered, key=ORDER.index)
    first = STAGE_OF[stands].lower()
    return f"{STAGE_OF[last]} ended without an answer. The answer of {first} stands, and so it is closed."


STAGE_OF = {key: str(stage) for stage, key in RESPONSE.items()}
ORDER = tuple(STAGE_OF)
"""The responses of the stages, in their order."""


def of_the_ombudsman(file: CaseFile) -> str:
    """What is waited for of the Ombudsman where nothing is due: a decision; to be asked, after an early referral."""
    if any(matter.decided_on is None for matter in file.matters):
        return "The Ombudsman has not decided."
    referred = next((each for item in file.investigations if (each := file.referred_early(item))), None)
    if referred is None or file.matters:
        return ""
    on = f" on {long_date(referred.decided_on)}" if referred.decided_on else ""
    return f"It was referred to the Ombudsman early{on}. The Ombudsman has not asked yet."


def _may_ask(step: Step) -> bool:
    return step.key.startswith(REQUEST) and not step.done_on and not step.not_applicable


def _concerned(offer: Offer, before: Iterable[Step], waiting: Iterable[Step]) -> list[Step]:
    """The dates of an investigation that a verb has opened, or else of the one that it was done to."""
    if offer.investigation is None or offer.verb is Verb.ACKNOWLEDGE:  # which counts for all of them
        return []
    known, own = {step.investigation_id for step in before}, offer.investigation.id
    opened = [step for step in waiting if step.investigation_id not in known]
    return opened or [step for step in waiting if step.investigation_id == own]


def with_team(step: Step, steps: Iterable[Step]) -> str:
    """A step's name, with its team where several teams look into the case: "Stage 1 response, Fostering"."""
    teams = {each.team for each in steps if each.investigation_id is not None}
    several = step.investigation_id is not None and len(teams) > 1
    return ", ".join(filter(None, [step.label, step.team])) if several else step.label


def routes(file: CaseFile) -> str:
    """The procedures of a case: "Statutory and corporate" where two teams follow two; "" while none is chosen."""
    followed: set[Route | None] = {i.route for i in file.investigations if i.ending is not Ending.RE_ROUTED}
    named = [str(route) for route in Route if route in (followed or {file.case.route})]
    return " and ".join([*named[:1], *(name.lower() for name in named[1:])])
