"""Procedure profiles: the steps of each complaints procedure, as dated data with their sources.

A case keeps the profile that was in force when it was received; history never changes. Managers add a profile
from a date (ProfileRecord). `local` marks a value that councils set themselves. A step that is not `published`
drives reminders only: the report prints "no published limit" and does not assess its timeliness.

Sources: SI 2006/1738 (Children Act 1989 Representations Procedure (England) Regulations 2006); its guidance
"Getting the Best from Complaints" (2006); the Ombudsman's Complaint Handling Code (2024); the council's practice.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import lru_cache

from desk_app.records import ProfileRecord, Route, Stage

WORKING, CALENDAR = "working", "calendar"


@dataclass(frozen=True, slots=True)
class StepRule:
    """One step of a procedure: from which event it is counted, how long it may take, who does it."""

    key: str
    label: str
    stage: Stage | None
    starts: str  # an event of STARTS
    days: int | None  # None: no limit in the procedure
    who: str
    citation: str
    unit: str = WORKING
    longest: int | None = None  # counted from the same day 0, with an agreed extension
    by_agreement: bool = False  # may be extended to any agreed date
    other_start: str = ""  # a second reading whose date is shown beside
    soft: bool = False
    published: bool = True
    local: bool = False
    tells_ombudsman: bool = False  # an extension counts only if the Ombudsman's details were given


STARTS = {
    "received": "receipt",
    "acknowledged": "the acknowledgement",
    "requested": "the request",
    "statement_agreed": "the agreed statement",
    "advocate_appointed": "the advocate's appointment",
    "stage_1_response": "the stage 1 response",
    "adjudication": "the adjudication letter",
    "panel_met": "the panel meeting",
    "panel_report": "the panel's report",
    "enquiry": "the Ombudsman's request",
    "final_decision": "the Ombudsman's final decision",
}
"""The events that start a clock, in words that follow "after"."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A named procedure, in force for what is received from `from_on` to `until_on` (None: open)."""

    key: str
    name: str
    route: Route | None
    steps: tuple[StepRule, ...]
    citation: str
    from_on: date | None = None
    until_on: date | None = None
    closures: bool = False  # council closure days stop its clocks; never a statutory one

    def in_force(self, on: date) -> bool:
        """Whether a case received on that day follows it."""
        return (self.from_on is None or self.from_on <= on) and (self.until_on is None or on <= self.until_on)

    def rule(self, key: str) -> StepRule | None:
        """The step of that key."""
        return next((s for s in self.steps if s.key == key), None)


_REGULATIONS = "SI 2006/1738"
_CODE = "Ombudsman's Complaint Handling Code 2024"

STATUTORY = Profile(
    key="statutory",
    name="Children Act complaints procedure",
    route=Route.STATUTORY,
    citation=f"Children Act 1989 Representations Procedure (England) Regulations 2006, {_REGULATIONS}",
    steps=(
        StepRule(
            "acknowledge", "Acknowledge", Stage.ONE, "received", 3, "Feedback team",
            "council's practice; the regulations set no figure", local=True,
        ),
        StepRule(
            "stage_1_response", "Stage 1 response", Stage.ONE, "received", 10, "Team manager",
            f"reg 14, {_REGULATIONS}", longest=20, other_start="advocate_appointed",
        ),
        StepRule(
            "request_stage_2", "Ask for stage 2", Stage.ONE, "stage_1_response", 28, "Complainant",
            "council's practice; the guidance recommends 20 working days", unit=CALENDAR, soft=True, local=True,
        ),
        StepRule(
            "stage_2_response", "Stage 2 adjudication letter", Stage.TWO, "requested", 25,
            "Investigating officer, independent person and adjudicating officer",
            f"reg 17, {_REGULATIONS}", longest=65, other_start="statement_agreed",
        ),
        StepRule(
            "request_stage_3", "Ask for stage 3", Stage.TWO, "adjudication", 20, "Complainant",
            f"reg 18, {_REGULATIONS}", soft=True,
        ),
        StepRule(
            "panel_meets", "Review panel meets", Stage.THREE, "requested", 30, "Panel of three independent people",
            f"reg 19, {_REGULATIONS}",
        ),
        StepRule(
            "panel_report", "Panel's report", Stage.THREE, "panel_met", 5, "Panel", f"reg 20, {_REGULATIONS}",
        ),
        StepRule(
            "stage_3_response", "Council's response to the panel", Stage.THREE, "panel_report", 15,
            "Director of Children's Services", f"reg 20(3), {_REGULATIONS}",
        ),
    ),
)  # fmt: skip

CORPORATE_2023 = Profile(
    key="corporate-2023",
    name="Corporate complaints procedure 2023",
    route=Route.CORPORATE,
    citation="the council's corporate complaints procedure",
    until_on=date(2026, 3, 31),
    steps=(
        StepRule(
            "acknowledge", "Acknowledge", Stage.ONE, "received", 3, "Feedback team", "council's practice", local=True,
        ),
        StepRule(
            "stage_1_response", "Stage 1 response", Stage.ONE, "received", 30, "Team manager",
            "council's practice", by_agreement=True, local=True,
        ),
        StepRule(
            "request_stage_2", "Ask for stage 2", Stage.ONE, "stage_1_response", None, "Complainant",
            "council's practice", soft=True, published=False, local=True,
        ),
        StepRule(
            "stage_2_response", "Stage 2 review", Stage.TWO, "requested", 30, "A manager who did not answer stage 1",
            "council's practice", by_agreement=True, published=False, local=True,
        ),
    ),
)  # fmt: skip

CORPORATE_CODE_2026 = Profile(
    key="corporate-code-2026",
    name="Corporate complaints procedure under the Complaint Handling Code",
    route=Route.CORPORATE,
    citation=_CODE,
    from_on=date(2026, 4, 1),
    steps=(
        StepRule(
            "acknowledge", "Acknowledge and log", Stage.ONE, "received", 5, "Feedback team", f"section 6, {_CODE}",
        ),
        StepRule(
            "stage_1_response", "Stage 1 response", Stage.ONE, "acknowledged", 10, "Team manager",
            f"section 6, {_CODE}", longest=20, tells_ombudsman=True,
        ),
        StepRule(
            "request_stage_2", "Ask for stage 2", Stage.ONE, "stage_1_response", None, "Complainant",
            "council's practice; no reason is required", soft=True, published=False, local=True,
        ),
        StepRule(
            "acknowledge_stage_2", "Acknowledge stage 2", Stage.TWO, "requested", 5, "Feedback team",
            f"section 6, {_CODE}",
        ),
        StepRule(
            "stage_2_response", "Stage 2 response", Stage.TWO, "acknowledged", 20,
            "A manager who did not answer stage 1", f"section 6, {_CODE}", longest=40, tells_ombudsman=True,
        ),
    ),
)  # fmt: skip

OMBUDSMAN = Profile(
    key="ombudsman",
    name="Local Government and Social Care Ombudsman",
    route=None,
    citation="the Ombudsman's letter of enquiry",
    steps=(
        StepRule(
            "ombudsman_answer", "Answer the Ombudsman", None, "enquiry", 28, "Feedback team",
            "the Ombudsman's letter; the Ombudsman may set another date", unit=CALENDAR, by_agreement=True,
        ),
        StepRule(
            "remedy", "Carry out the agreed remedy", None, "final_decision", None, "Service",
            "the Ombudsman's final decision: the date agreed",
        ),
    ),
)  # fmt: skip

SHIPPED: tuple[Profile, ...] = (STATUTORY, CORPORATE_2023, CORPORATE_CODE_2026, OMBUDSMAN)


def in_force(route: Route, on: date, profiles: Iterable[Profile] = SHIPPED) -> Profile:
    """The profile that a complaint of this route received on that day follows; the one added last goes first."""
    fitting = [p for p in profiles if p.route is route and p.in_force(on)]
    return fitting[-1] if fitting else next(p for p in SHIPPED if p.route is route)


def holds_until(profile: Profile, profiles: Iterable[Profile]) -> date | None:
    """The last day of receipt for which it holds: its own, or the day before one begins that was added after it."""
    every = list(profiles)
    later = [p.from_on for p in every[every.index(profile) + 1 :] if p.route is profile.route and p.from_on]
    taken_over = [on - timedelta(days=1) for on in later if profile.from_on is None or on > profile.from_on]
    return min([*taken_over, *([profile.until_on] if profile.until_on else [])], default=None)


def in_words(rule: StepRule) -> str:
    """The limit as the report prints it: "10 working days after receipt, up to 20 with an extension"."""
    if rule.days is None or not rule.published:
        return "no published limit"
    text = f"{rule.days} {rule.unit} days after {STARTS[rule.starts]}"
    if rule.longest is not None:
        return f"{text}, up to {rule.longest} with an extension"
    return f"{text}, or a later date by agreement" if rule.by_agreement else text


# --- what managers add --------------------------------------------------------------------------------
def to_record(profile: Profile) -> ProfileRecord:
    """A profile as the store keeps it."""
    assert profile.route is not None, "only complaint procedures are added"
    kept = {
        "citation": profile.citation,
        "closures": profile.closures,
        "steps": [asdict(s) for s in profile.steps],
    }
    steps = json.dumps(kept, ensure_ascii=False)
    return ProfileRecord(
        key=profile.key, name=profile.name, route=profile.route, from_on=profile.from_on, until_on=profile.until_on,
        steps=steps,
    )  # fmt: skip


def from_record(record: ProfileRecord) -> Profile:
    """The profile that a manager added."""
    kept = json.loads(record.steps) or {}  # of a record that nobody filled in, no steps
    steps = tuple(
        StepRule(**{**step, "stage": Stage(step["stage"]) if step["stage"] else None}) for step in kept.get("steps", ())
    )
    return Profile(
        record.key, record.name, record.route, steps, kept.get("citation", ""), record.from_on, record.until_on,
        kept.get("closures", False),
    )  # fmt: skip


@lru_cache(maxsize=1)
def shipped_by_key() -> dict[str, Profile]:
    """The shipped profiles by key."""
    return {p.key: p for p in SHIPPED}
