"""Sensible answers to every verb, for tests that do them in any order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from desk_app.dates import in_words
from desk_app.desk.learn import action_words
from desk_app.desk.ombudsman import (
    CRITERIA,
    DECISIONS,
    DECISIONS_SINCE_2024,
    Unanswered,
    against_early_referral,
    matter_words,
    open_requests,
    remedy_words,
    request_words,
)
from desk_app.desk.person import party_words
from desk_app.desk.points import key_of, points_of
from desk_app.desk.quality import checklist
from desk_app.offers import MONITORED, Offer, Verb, begun, needed_on
from desk_app.records import CaseFile, DecisionKind, Investigation, Role, Route
from desk_app.telling import open_ones

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Given:
    """What answers are made from: the case as it was read, what is offered, the day; `n` makes names differ."""

    file: CaseFile
    offer: Offer
    on: date
    n: int

    @property
    def item(self) -> Investigation:
        """The investigation it is done to."""
        assert self.offer.investigation is not None
        return self.offer.investigation

    @property
    def name(self) -> str:
        """Somebody who has to do with this investigation only."""
        return f"{self.n}-{self.item.id}"


def answers(file: CaseFile, offer: Offer, on: date, n: int) -> Answers:
    """Answers that the verb accepts, as of the day `on`."""
    made = _BY_VERB.get(offer.verb)
    return made(Given(file, offer, on, n)) if made else {"on": on}


def refused(file: CaseFile, offer: Offer, on: date) -> bool:
    """Whether the record refuses what is offered: a request of a day declined before, an early referral."""
    if offer.verb is Verb.EARLY_REFERRAL and offer.investigation:
        return bool(against_early_referral(offer.investigation))
    ours = offer.investigation.id if offer.investigation else None
    declined = (d for d in file.decisions if d.kind is DecisionKind.DECLINED and d.investigation_id == ours)
    return offer.verb is Verb.DECLINE and any(d.what.endswith(in_words(on)) for d in declined)


def _outcomes(g: Given) -> Answers:
    decided = ("Upheld", "Not upheld", "Partially upheld")
    found = {key_of(point): decided[(g.n + k) % 3] for k, point in enumerate(points_of(g.file, g.item))}
    return {**found, "outcome": decided[g.n % 3], "outcome_reason": "As the panel saw it."}


def _other_route(g: Given) -> Answers:
    other = Route.CORPORATE if g.item.route is Route.STATUTORY else Route.STATUTORY
    return {"route": str(other), "reason": "It is about something else."}


def _later(g: Given) -> date:
    """Later than whatever it is due on: the longest limit, 65 working days, is over within 100 days."""
    return max([g.on, *(e.to_on for e in g.file.extensions)]) + timedelta(days=100 + g.n % 7)


def _checked(g: Given) -> Answers:
    """One in three drafts goes back."""
    lines = checklist(g.file, g.item)
    if g.n % 3:
        return {"on": g.on, "met": list(lines)}
    return {"on": g.on, "met": list(lines[1:]), "to_put_right": "Say what it is about."}


def _before(g: Given, report: date | None) -> date:
    """A first appointment is not after the report, where that was recorded without one."""
    return g.on if g.item.investigating_officer or report is None else min(g.on, report)


def _matter(g: Given) -> str:
    return matter_words(g.file.matters[0])


def _somebody(g: Given, roles: tuple[Role, ...]) -> str:
    """The role of somebody there is, first of these."""
    there = {party.role for party in g.file.parties}
    return next(str(role) for role in roles if role in there)


def _latest_party(g: Given) -> int:
    """By which a name is nobody's of the case: people are taken off it too."""
    return max((party.id for party in g.file.parties), default=0)


def _advocate(g: Given) -> Answers:
    """One in two is not named yet, so none is appointed unless one is known."""
    name = "" if g.n % 2 else f"Wil Example {g.n}-{_latest_party(g)}"
    appointed = g.on if name or g.file.person(Role.ADVOCATE) else None
    return {"name": name, "offered_on": g.on, "accepted_on": g.on, "appointed_on": appointed}


_BY_VERB: dict[Verb, Callable[[Given], Answers]] = {
    Verb.SAFEGUARD: lambda g: {"at_risk": "Yes", "referred_to": "Duty desk", "referred_on": g.on},
    Verb.REFER: lambda g: {"at_risk": "Yes", "referred_to": "Duty desk", "referred_on": g.on},
    Verb.CONCERN: lambda g: {
        "on": g.on, "what": f"Said {g.n}.",
        **({"referred_to": f"Duty desk {g.n}", "referred_on": g.on} if g.n % 2 else {}),
    },
    Verb.ROUTE: lambda g: {
        "route": ("Statutory", "Corporate")[g.n % 2], "reason": "As asked.", "team": "Fostering",
    },
    Verb.ASSIGN: lambda g: {"investigator": f"Gil Example {g.name}", "on": g.on},
    Verb.REASSIGN: lambda g: {"investigator": f"Hal Example {g.name}", "on": g.on},
    Verb.QUALITY_CHECKED: _checked,
    Verb.SIGNED_OFF: lambda g: {"on": g.on, "signed_off_by": "Ida Example"},
    Verb.EXTEND: lambda g: {
        "to_on": _later(g), "reason": "More time.", "told_on": g.on,
        "ombudsman_details_given": "Yes",
    },
    Verb.RESPOND: lambda g: {
        "on": g.on, "investigator": f"Hal Example {g.name}", **_outcomes(g), "rights_on": g.on,
    },
    Verb.ADJUDICATE: lambda g: {"on": g.on, **_outcomes(g), "cost": "1,250.50"},
    Verb.OUTCOME: lambda g: _outcomes(g),
    Verb.POINT: lambda g: {"text": f"Point {g.n}.", "category": "Financial"},
    Verb.ADD_TEAM: lambda g: {
        "team": f"Team {g.n}-{len(g.file.investigations)}", "route": ("Statutory", "Corporate")[g.n % 2],
    },
    Verb.REROUTE: _other_route,
    Verb.PAUSE: lambda g: {"from_on": g.on, "reason": "Before a court.", "part": "a part" if g.n % 2 else ""},
    Verb.NOT_HANDED_IN: lambda g: {"on": g.on},
    Verb.RESUME: lambda g: {"ended_on": g.on, "resumed_on": g.on},
    Verb.ESCALATE: lambda g: {
        "on": g.on, "late_reason": "They had been ill.",
        "reason": "Dissatisfied with outcome" if g.item.responded_on else "Agreed to skip stage 1",
    },
    Verb.DECLINE: lambda g: {"on": g.on, "reason": "A year too late.", "decided_on": g.on},
    Verb.COMMISSION: lambda g: {
        "investigating_officer": f"Jo Example {g.name}", "officer_on": _before(g, g.item.officer_report_on),
        "independent_person": f"Kit Example {g.name}", "person_on": _before(g, g.item.independent_report_on),
    },
    Verb.REPORTS: lambda g: {"officer_report_on": g.on, "independent_report_on": g.on},
    Verb.PANEL: lambda g: {
        "chair": f"Lou Sample {g.n}", "member_2": f"Max Sample {g.n}", "member_3": f"Nia Sample {g.n}",
        "meets_on": g.on,
    },
    Verb.PANEL_MET: lambda g: {"on": g.on, "attended_with": "A friend"},
    Verb.EARLY_REFERRAL: lambda _: {"criteria": list(CRITERIA)},
    Verb.CLOSE: lambda g: {"on": g.on, "reason": "Resolved at once"},
    Verb.TELL: lambda g: {
        "which": open_ones(g.file)[0].words, "told_on": g.on,
        "ombudsman_details_on": g.on if g.n % 2 or open_ones(g.file)[0].told_on else None,
    },
    Verb.WITHDRAW: lambda g: {"on": g.on, "confirmed_on": g.on},
    Verb.REFUSE: lambda g: {
        "kind": "Over 12 months", "part": "the first part", "reason": "Too long ago.", "on": g.on, "told_on": g.on,
    },
    Verb.ANOTHER_PROCESS: lambda g: {
        "process": "Court", "on": g.on, "part": "the report" if g.n % 2 or begun(g.file) else "",
    },
    Verb.REOPEN: lambda g: {"on": g.on, "reason": "New papers came."},
    Verb.MATTER: lambda g: {"reference": f"25 000 00{g.n}-{len(g.file.matters)}", "kind": "Enquiry", "on": g.on},
    Verb.REQUEST: lambda g: {"matter": _matter(g), "kind": "Further questions", "on": g.on},
    Verb.ANSWER_REQUEST: lambda g: {"request": request_words(open_requests(g.file)[0]), "sent_on": g.on},
    Verb.TIE_MATTER: lambda _: {"case": "CF/2026-27/0001"},
    Verb.REMOVE_MATTER: lambda _: {"reason": "Recorded twice"},
    Verb.DECISION: lambda g: {
        "matter": _matter(g), "on": g.on, "remedy": "An apology", "amount": "300", "due_on": g.on,
        "unanswered": tuple(Unanswered)[g.n % 2],
        "decision": (DECISIONS_SINCE_2024 if g.on >= date(2024, 4, 1) else DECISIONS)[g.n % 4],
    },
    Verb.COMPLETE_REMEDY: lambda g: {
        "remedy": next(remedy_words(r) for r in g.file.remedies if r.done_on is None), "done_on": g.on,
    },
    Verb.CONVERT: lambda g: {"route": ("", "Corporate")[g.n % 2], "reason": "A wrong was named."},
    Verb.THANK: lambda g: {"thanked_on": g.on, "passed_on": g.on},
    Verb.CONSENT: lambda g: {"state": ("Asked", "Given", "Refused")[g.n % 3], "on": g.on},
    Verb.ADVOCATE: _advocate,
    Verb.LEAVE: lambda g: {
        "party": next(party_words(g.file, p) for p in g.file.parties if not needed_on(g.file, p)),
        "reason": f"Added by mistake {g.n}.",
    },
    Verb.PERSON: lambda g: {"role": "Advocate", "name": f"Oli Example {g.n}-{_latest_party(g)}"},
    Verb.MONITOR: lambda g: {"whom": _somebody(g, MONITORED), "age_band": "25 to 44", "gender": "Female"},
    Verb.ARRANGE: lambda g: {
        "whom": _somebody(g, tuple(Role)), "what": "One named person.", "reason": "Many calls.",
        "review_on": g.on + timedelta(days=30),
    },
    Verb.DECIDE: lambda g: {
        "what": "The person has sufficient interest to complain", "reason": "A grandparent.", "on": g.on,
    },
    Verb.ORAL_RECORD: lambda g: {"sent_on": g.on, "agreed_on": g.on},
    Verb.LEARN: lambda _: {"category": "Service quality", "text": "Checked.", "kind": "Apology"},
    Verb.ACT: lambda g: {"kind": "Apology", "action": f"Letter {g.n}", "due_on": g.on},
    Verb.COMPLETE_ACTION: lambda g: {
        "action": next(action_words(a) for a in g.file.actions if a.done_on is None), "done_on": g.on,
    },
    Verb.PAY: lambda g: {"amount": "250", "reason": "For the distress.", "paid_on": g.on},
    Verb.CONTACT: lambda g: {"on": g.on, "with_whom": "Ada Testwell", "text": "Rang."},
    Verb.NOTE: lambda g: {"text": f"Note {g.n}."},
}  # fmt: skip
