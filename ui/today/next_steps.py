"""The common next step of each kind of reminder: done in one click, or asked on the case's page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from desk_app.desk.points import Decided
from desk_app.offers import Verb


@dataclass(frozen=True, slots=True)
class NextStep:
    """A button of a reminder. With `answers` it is done at once; without, the case's page asks.

    `choices`: the answer to `asks` is picked from a menu first; the last one asks nothing: it comes later.
    """

    text: str
    verb: Verb
    answers: Mapping[str, object] = field(default_factory=dict)
    asks: str = ""
    choices: tuple[tuple[str, str], ...] = ()


_TODAY = {"on": "today"}
_OUTCOMES = (*((str(d), str(d)) for d in Decided), ("Outcome comes later", ""))
NEXT_STEPS: dict[str, tuple[NextStep, ...]] = {
    "safeguarding": (NextStep("Answer…", Verb.SAFEGUARD),),
    "safeguarding_referral": (NextStep("Record the referral…", Verb.SAFEGUARD),),
    "acknowledge": (NextStep("Acknowledged today", Verb.ACKNOWLEDGE, _TODAY),),
    "stage_1_response": (
        NextStep("Response sent today", Verb.RESPOND, _TODAY, "outcome", _OUTCOMES),
        NextStep("Extend…", Verb.EXTEND),
    ),
    "consent": (NextStep("Record consent…", Verb.CONSENT),),
    "draft_due": (NextStep("Draft came today", Verb.DRAFT_RECEIVED, _TODAY),),
    "quality_check": (NextStep("Checked today", Verb.QUALITY_CHECKED, _TODAY),),
    "sign_off": (NextStep("Signed off today", Verb.SIGNED_OFF, _TODAY),),
    "learning_form": (NextStep("Form came today", Verb.LEARNING_FORM, _TODAY),),
    "tell_may_go_to_stage_2": (NextStep("Told today", Verb.TOLD_STAGE_2, _TODAY),),
    "enquiry_answer": (NextStep("Answered today", Verb.ANSWER, _TODAY),),
    "action": (NextStep("Mark done…", Verb.COMPLETE_ACTION),),
}
"""By the key of the step."""
