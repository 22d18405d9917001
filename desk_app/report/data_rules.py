"""What makes a figure wrong or a section thin: a pure rule each, over one case file, as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from desk_app.figures.of_year import Due
from desk_app.figures.period import Period
from desk_app.records import CaseFile, Ending, Investigation, Kind, Outcome, Role, Route, Stage
from desk_app.report.words import on
from desk_app.working_days import Calendar

LONG_OVER, TOO_OLD = 20, 20  # working days
ALIKE_WITHIN = timedelta(days=14)
LOOKED_AFTER_TEAMS = ("fostering", "adoption", "leaving care", "care leaver")
FAULT = (Outcome.UPHELD, Outcome.PARTIALLY_UPHELD)


@dataclass(frozen=True, slots=True)
class Seen:
    """A case file and what the rules need beside it."""

    file: CaseFile
    period: Period
    as_at: date
    calendar: Calendar
    due: Mapping[int, Due] = field(default_factory=dict)
    alike: tuple[str, ...] = ()  # references of cases that may be the same
    one_person: tuple[str, ...] = ()  # complaints of records that look like its complainant's, and why

    @property
    def received_here(self) -> bool:
        return self.period.start <= self.file.case.received_on <= self.period.end

    @property
    def is_complaint(self) -> bool:
        return self.file.case.kind is Kind.COMPLAINT

    def counted(self) -> Iterator[Investigation]:
        """Investigations that have a part in the year's figures."""
        return (i for i in self.file.investigations if i.ending is not Ending.RE_ROUTED)

    def closed_here(self) -> Iterator[Investigation]:
        return (i for i in self.counted() if i.closed_on and self.period.start <= i.closed_on <= self.period.end)


Found = str | None
"""What is wrong, in words; None if nothing is."""


@dataclass(frozen=True, slots=True)
class Rule:
    """key: for ever, since rows are accepted by it. title: the kind of row. why: what it does to the report."""

    key: str
    title: str
    why: str
    look: Callable[[Seen], Found]


# --- the rules --------------------------------------------------------------------------------------------
def _no_outcome(seen: Seen) -> Found:
    for item in seen.closed_here():
        undecided = item.outcome in (None, Outcome.NOT_RECORDED) and item.stage is not Stage.THREE
        if item.responded_on and undecided:
            return f"{item.stage.value} was answered on {on(item.responded_on)}."
    return None


def _blank(name: str, said: str, kinds: tuple[Kind, ...] = tuple(Kind)) -> Callable[[Seen], Found]:
    def look(seen: Seen) -> Found:
        case = seen.file.case
        return said if seen.received_here and case.kind in kinds and not getattr(case, name) else None

    return look


def _unknown(name: str, said: str) -> Callable[[Seen], Found]:
    def look(seen: Seen) -> Found:
        return said if seen.received_here and seen.is_complaint and getattr(seen.file.case, name) is None else None

    return look


def _no_team(seen: Seen) -> Found:
    if not seen.received_here:
        return None
    if seen.is_complaint and seen.file.investigations:
        return "An investigation has no team." if any(not i.team for i in seen.counted()) else None
    return None if seen.file.case.team else "No team is named."


def _wrong_order(seen: Seen) -> Found:
    case = seen.file.case
    for item in seen.file.investigations:
        for name, day in (
            ("acknowledged", item.acknowledged_on), ("answered", item.responded_on), ("ended", item.ended_on),
        ):  # fmt: skip
            if day and day < item.opened_on:
                return f"{item.stage.value} was {name} on {on(day)}, before it was opened on {on(item.opened_on)}."
        if item.opened_on < case.received_on:
            return f"{item.stage.value} was opened on {on(item.opened_on)}, before the complaint was received."
    for name, day in (("answered", case.answered_on), ("passed on", case.passed_on), ("thanked for", case.thanked_on)):
        if day and day < case.received_on:
            return f"It was {name} on {on(day)}, before it was received on {on(case.received_on)}."
    return None


def _no_learning(seen: Seen) -> Found:
    upheld = [i for i in seen.closed_here() if i.stage is Stage.ONE and i.outcome in FAULT]
    return None if not upheld or seen.file.learning else f"{upheld[0].outcome}, and nothing recorded that was learnt."


def _corporate_child(seen: Seen) -> Found:
    start, end = seen.period.start, seen.period.end
    corporate = [i for i in seen.counted() if i.route is Route.CORPORATE and start <= i.opened_on <= end]
    if not corporate:
        return None
    if seen.file.case.looked_after == "Yes":
        return "The child is looked after."
    teams = {i.team for i in corporate} | {seen.file.case.team}
    found = sorted(team for team in teams if any(word in team.casefold() for word in LOOKED_AFTER_TEAMS))
    return f"It is with {found[0]}." if found else None


def _open_long(seen: Seen) -> Found:
    for item in seen.counted():
        due = seen.due.get(item.id)
        is_open = item.closed_on is None
        if is_open and due is not None and seen.calendar.between(due.due_on, seen.as_at) > LONG_OVER:
            return f"{item.stage.value} was due on {on(due.due_on)} and has no answer."
    return None


def _alike(seen: Seen) -> Found:
    if not seen.alike or not seen.received_here:
        return None
    return f"The same person, within {ALIKE_WITHIN.days} days: {', '.join(seen.alike)}."


def _one_person(seen: Seen) -> Found:
    if not seen.one_person or not seen.received_here:
        return None
    return f"Who complained may also be the person of {', '.join(seen.one_person)}. Their records are not one."


def _no_relationship(seen: Seen) -> Found:
    if not seen.received_here or not seen.is_complaint:
        return None
    people = [p for p in seen.file.parties if p.role is Role.COMPLAINANT]
    if not people:
        return "Nobody is named who complained."
    return None if any(p.relationship for p in people) else "How they are related to the child is not recorded."


def _extension(seen: Seen) -> Found:
    mine = {i.id for i in seen.counted() if i.closed_on is None or i.closed_on >= seen.period.start}
    for extension in seen.file.extensions:
        if extension.investigation_id in mine and not extension.imported:
            if not extension.reason.strip():
                return f"The extension to {on(extension.to_on)} has no reason."
            if extension.told_on is None:
                return f"It is not recorded that the complainant was told of the extension to {on(extension.to_on)}."
    return None


def _late_without_reason(seen: Seen) -> Found:
    for item in seen.closed_here():
        due = seen.due.get(item.id)
        late = item.route is Route.STATUTORY and item.responded_on and due and item.responded_on > due.due_on
        if late and item.responded_on and due and not item.delay_reason:
            return f"{item.stage.value} was due on {on(due.due_on)} and answered on {on(item.responded_on)}."
    return None


def _no_recipient(seen: Seen) -> Found:
    if not seen.received_here or seen.file.case.kind is not Kind.COMPLIMENT:
        return None
    return None if seen.file.person(Role.RECIPIENT) else "Nobody is named who was praised."


def _unanswered(seen: Seen) -> Found:
    case = seen.file.case
    if not seen.received_here or case.kind is not Kind.ENQUIRY or case.answered_on or case.ended_on:
        return None
    waits = seen.calendar.between(case.received_on, seen.as_at) > TOO_OLD
    return f"It was received on {on(case.received_on)} and has no answer." if waits else None


def _not_acknowledged(seen: Seen) -> Found:
    for item in seen.closed_here():
        if item.stage is Stage.ONE and item.responded_on and item.acknowledged_on is None:
            return f"It was answered on {on(item.responded_on)} and no acknowledgement is recorded."
    return None


def _no_escalation_reason(seen: Seen) -> Found:
    for item in seen.counted():
        opened_here = seen.period.start <= item.opened_on <= seen.period.end
        if item.stage is Stage.TWO and opened_here and not item.escalation_reason:
            return f"Stage 2 was asked for on {on(item.opened_on)}."
    return None


def _ended_without_reason(seen: Seen) -> Found:
    case = seen.file.case
    if not seen.received_here or case.ended_before is None or case.ended_reason.strip():
        return None
    return f"{case.ended_before.value}."


def _action_without_date(seen: Seen) -> Found:
    mine = any(i.stage is Stage.ONE and i.outcome in FAULT for i in seen.closed_here())
    without = [a for a in seen.file.actions if mine and a.done_on is None and (a.due_on is None or not a.owner)]
    return f"“{without[0].text or without[0].kind}” has no date or no owner." if without else None


C = (Kind.COMPLAINT,)
RULES: tuple[Rule, ...] = (
    Rule("order", "Dates in the wrong order", "Days to close and time limits are counted wrongly.", _wrong_order),
    Rule("outcome", "Answered, without an outcome", "Outcomes: counted as not recorded.", _no_outcome),
    Rule("corporate", "Corporate, though it may belong to the statutory procedure", "It is counted under the wrong "
         "procedure and measured against the wrong limit.", _corporate_child),
    Rule("alike", "Possibly the same feedback twice", "Each is counted.", _alike),
    Rule("person", "Complainant possibly kept as two people", "Repeat complainants: counted as different people.",
         _one_person),
    Rule("open", "Open long after its date", "Open at the year’s end: it may only not have been closed here.",
         _open_long),
    Rule("learning", "Upheld, without learning", "Learning and actions: the section is thinner than it could be.",
         _no_learning),
    Rule("category", "No problem category", "Problem categories: counted as not recorded.",
         _blank("category", "The problem category is blank.", C)),
    Rule("theme", "No theme", "Themes: not counted.", _blank("themes", "No theme is chosen.", C)),
    Rule("area", "No service area", "Service areas: counted as not recorded.",
         _blank("service_area", "The service area is blank.")),
    Rule("team", "No team", "Teams: counted as not recorded.", _no_team),
    Rule("relationship", "Who complained is not recorded", "Who complained: counted as not recorded.",
         _no_relationship),
    Rule("looked_after", "Whether the child is looked after is not recorded", "The law asks for it.",
         _unknown("looked_after", "It was not answered.")),
    Rule("by_child", "Whether the child complained is not recorded", "The law asks for it.",
         _unknown("made_by_child", "It was not answered.")),
    Rule("consent", "Consent is not recorded", "Consent: counted as not recorded.",
         _unknown("consent", "It was not answered.")),
    Rule("safeguarding", "The safeguarding question was not answered", "No figure, but it must not stay so.",
         _unknown("at_risk", "Whether a child is at risk was not answered.")),
    Rule("acknowledged", "Answered, never acknowledged", "Acknowledged in time: counted as not acknowledged.",
         _not_acknowledged),
    Rule("extension", "Extension without a reason, or not told", "It does not count: what was answered within it is "
         "late.", _extension),
    Rule("delay", "Statutory answer late, without a reason", "Beyond the limit: the reason is asked for.",
         _late_without_reason),
    Rule("escalation", "Stage 2 without a reason", "Beyond stage 1: counted as not recorded.", _no_escalation_reason),
    Rule("ended", "Ended before investigation, without a reason", "From cases to investigations: no reason is printed.",
         _ended_without_reason),
    Rule("channel", "How it arrived is not recorded", "How people complained: counted as not recorded.",
         _blank("channel", "How it arrived is blank.")),
    Rule("recipient", "Compliment for nobody by name", "Compliments: no team member can be thanked.", _no_recipient),
    Rule("enquiry", "Enquiry without an answer", "It looks unanswered.", _unanswered),
    Rule("action", "Action without date or owner", "Actions: never due, so never overdue.", _action_without_date),
)  # fmt: skip
"""What makes a figure wrong comes first, what makes a section thin after it."""
