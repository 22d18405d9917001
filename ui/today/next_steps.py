"""The common next step of each kind of reminder: done in one click, or asked on the case's page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from desk_app.offers import Offer, Verb
from desk_app.records import Decided
from desk_app.reminders import Reminder


@dataclass(frozen=True, slots=True)
class NextStep:
    """A button of a reminder. With `answers` it is done at once; without, the case's page asks.

    `choices`: the answer to `asks` is picked from a menu first; the last one asks nothing: it comes later.
    `named`: the answer by which the verb is told which of the case’s records is meant. `unless`: not where that verb is
    offered; `where`: only there.
    """

    text: str
    verb: Verb
    answers: Mapping[str, object] = field(default_factory=dict)
    asks: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    named: str = ""
    unless: Verb | None = None
    where: Verb | None = None


_TODAY = {"on": "today"}
_OUTCOMES = (*((str(d), str(d)) for d in Decided), ("Outcome comes later", ""))
_EXTEND = NextStep("Extend…", Verb.EXTEND)
_SENT = NextStep("Response sent today", Verb.RESPOND, _TODAY, "outcome", _OUTCOMES)
_SENT_BY = NextStep("Response sent…", Verb.RESPOND, where=Verb.ASSIGN)
"""A review by somebody who is not named yet: the case's page asks who."""
_PANEL = (
    NextStep("Panel met today", Verb.PANEL_MET, _TODAY),
    NextStep("Appoint the panel…", Verb.PANEL, unless=Verb.PANEL_MET),
)
NEXT_STEPS: dict[str, tuple[NextStep, ...]] = {
    "safeguarding": (NextStep("Answer…", Verb.SAFEGUARD),),
    "safeguarding_referral": (NextStep("Record the referral…", Verb.REFER),),
    "consent": (NextStep("Record consent…", Verb.CONSENT),),
    "acknowledge": (NextStep("Acknowledged today", Verb.ACKNOWLEDGE, _TODAY),),
    "draft_due": (NextStep("Draft came today", Verb.DRAFT_RECEIVED, _TODAY), NextStep("Assign…", Verb.ASSIGN)),
    "reports_due": (NextStep("They came…", Verb.REPORTS),),
    "quality_check": (NextStep("Check it…", Verb.QUALITY_CHECKED),),
    "sign_off": (NextStep("Signed off today", Verb.SIGNED_OFF, _TODAY),),
    "stage_1_response": (_SENT, _EXTEND),
    "chase": (NextStep("Chased today", Verb.CHASE, _TODAY),),
    "tell_may_go_to_stage_2": (NextStep("Told today", Verb.TOLD_STAGE_2, _TODAY),),
    "learning_form": (NextStep("Learning form came today", Verb.LEARNING_FORM, _TODAY),),
    "request_stage_2": (NextStep("They asked for it…", Verb.ESCALATE),),
    "acknowledge_stage_2": (NextStep("Acknowledged today", Verb.ACKNOWLEDGE_REVIEW, _TODAY),),
    "stage_2_response": (
        replace(_SENT, unless=Verb.ASSIGN),
        _SENT_BY,
        NextStep("Letter sent…", Verb.ADJUDICATE),
        _EXTEND,
    ),
    "request_stage_3": (NextStep("They asked for it…", Verb.ESCALATE),),
    "panel_meets": _PANEL,
    "panel_date": _PANEL,
    "panel_report": (NextStep("Report came today", Verb.PANEL_REPORT, _TODAY),),
    "stage_3_response": (_SENT,),
    "ombudsman_answer": (NextStep("Answer sent today", Verb.ANSWER_REQUEST, {"sent_on": "today"}, named="request"),),
    "remedy": (NextStep("Done today", Verb.COMPLETE_REMEDY, {"done_on": "today"}, named="remedy"),),
    "action": (NextStep("Done today", Verb.COMPLETE_ACTION, {"done_on": "today"}, named="action"),),
    "resubmission": (NextStep("Handed in again…", Verb.RESUME),),
    "part_not_handed_in": (NextStep("Decide…", Verb.RESUME),),
    "part_paused": (NextStep("It ended…", Verb.RESUME),),
    "part_goes_on": (NextStep("Re-open…", Verb.REOPEN),),
    "not_handed_in": (NextStep("End it…", Verb.NOT_HANDED_IN), NextStep("It goes on…", Verb.RESUME)),
    "tell": (NextStep("Record it…", Verb.TELL),),
    "enquiry_answer": (NextStep("Answered today", Verb.ANSWER, _TODAY),),
}
"""By the key of the step."""
DEPEND = frozenset({"draft_due", "stage_2_response", "panel_meets", "panel_date"})
"""Steps whose next one depends on the procedure, or on what was done already: on what is offered."""


def next_steps(reminder: Reminder, offered: Collection[Offer] | None) -> tuple[NextStep, ...]:
    """The buttons of a reminder; `offered` (of its case) is asked where they depend on it."""
    steps = NEXT_STEPS.get(reminder.step.key, ())
    if offered is None:
        return steps
    verbs = {offer.verb for offer in offered if concerns(offer, reminder)}
    return tuple(
        step
        for step in steps
        if step.verb in verbs and step.unless not in verbs and (step.where is None or step.where in verbs)
    )


def concerns(offer: Offer, reminder: Reminder) -> bool:
    """Whether a verb is of what the reminder is of: not of another team's investigation."""
    of_which = reminder.step.investigation_id
    if offer.verb is Verb.ACKNOWLEDGE or offer.investigation is None or of_which is None:  # it counts for all of them
        return True
    return offer.investigation.id == of_which
