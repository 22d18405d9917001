"""The oracle: figures counted slowly, case by case, from the definitions and nothing else."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from statistics import median
from typing import Any

from desk_app import deadlines
from desk_app.figures import Period
from desk_app.records import CaseFile, Ending, Investigation, Kind, Outcome, Role, Stage, State
from desk_app.store import Store
from desk_app.working_days import Calendar


def recount(store: Store, period: Period, as_at: date) -> dict[str, Any]:
    """The same keys as `figures.as_json`, as many as the definitions give."""
    files = [store.case_file(id) for (id,) in store.read("SELECT id FROM feedback_case ORDER BY id")]
    days = store.calendar()

    def inside(day: date | None) -> bool:
        return day is not None and period.start <= day <= period.end

    received = [f for f in files if inside(f.case.received_on)]
    complaints = [f for f in received if f.case.kind is Kind.COMPLAINT]
    every = [(f, i) for f in files for i in f.investigations if i.ending is not Ending.RE_ROUTED]
    opened = [(f, i) for f, i in every if inside(i.opened_on)]
    closed = [(f, i) for f, i in every if inside(i.closed_on)]
    one = [(f, i) for f, i in closed if i.stage is Stage.ONE]
    return {
        "feedback_cases": len(received),
        "by_kind": counted(str(f.case.kind) for f in received),
        "by_month": [sum((f.case.received_on.year, f.case.received_on.month) == (m.start.year, m.start.month)
                         for f in received) for m in period.months()],
        "by_service_area": counted(f.case.service_area or "Not recorded" for f in received),
        "investigations": len(opened),
        "by_route": counted(str(i.route) for _, i in opened),
        "by_stage": counted(str(i.stage) for _, i in opened),
        "by_team": counted(i.team or "Not recorded" for _, i in opened),
        "stage1_closed": len(one),
        "stage1_outcomes": counted(decided(i) for _, i in one),
        "days_stage1": mean([took(i, days) for _, i in one]),
        "days_stage1_corporate": mean([took(i, days) for _, i in one if i.route == "Corporate"]),
        "days_stage1_statutory": mean([took(i, days) for _, i in one if i.route == "Statutory"]),
        "looked_after": sum(f.case.looked_after == "Yes" for f in complaints),
        "by_children": sum(f.case.made_by_child is True for f in complaints),
        "by_problem": counted(f.case.category or "Not recorded" for f in complaints),
        "by_theme": counted(theme for f in complaints for theme in f.case.themes),
        "repeat_cases": sum(n for n in people(complaints).values() if n >= 2),
        "heavy_people": sum(n >= 4 for n in people([f for f, _ in opened]).values()),
        "escalated_cases": len({f.case.id for f, i in opened if i.stage is Stage.TWO}),
        "ombudsman_cases": len({f.case.id for f in files if any(inside(r.received_on) for r in f.requests)}),
        "ack_within_3": sum(
            i.acknowledged_on is not None and days.between(i.opened_on, i.acknowledged_on) <= 3 for _, i in opened
        ),
        **learning(one),
        **bridge(complaints, opened, inside),
        "in_time": timeliness(store, closed),
        "open_at_end": still_open(store, every, period.end),
        "due_in_period": fell_due(store, files, inside, as_at),
        "panels": panels(store, files, inside, as_at),
        "median_days_stage1": half(median([took(i, days) for _, i in one])) if one else None,
    }  # fmt: skip


def counted(labels: Any) -> dict[str, int]:
    return dict(Counter(labels))


def decided(investigation: Investigation) -> str:
    """The outcome; a refusal decides nothing, and nobody forgot to record it."""
    if investigation.ending is Ending.REFUSED:
        return "Refused"
    return str(investigation.outcome or Outcome.NOT_RECORDED)


def took(investigation: Investigation, days: Calendar) -> int:
    assert investigation.closed_on is not None
    return days.between(investigation.opened_on, investigation.closed_on)


def mean(values: list[int]) -> float | None:
    """Two decimals, half up."""
    if not values:
        return None
    hundred = Fraction(100 * sum(values), len(values))
    return float(int(hundred + Fraction(1, 2)) / 100) if hundred >= 0 else -float(int(-hundred + Fraction(1, 2)) / 100)


def half(value: float) -> float:
    return float(value)


def people(files: list[CaseFile]) -> Counter[int]:
    """How often each complainant appears."""
    return Counter(p.person_id for f in files for p in f.parties if p.role is Role.COMPLAINANT)


def learning(one: list[tuple[CaseFile, Investigation]]) -> dict[str, Any]:
    upheld = {f.case.id: f for f, i in one if i.outcome in (Outcome.UPHELD, Outcome.PARTIALLY_UPHELD)}
    with_learning = [f for f in upheld.values() if f.learning]
    return {
        "learning_denominator": len(upheld),
        "learning_cases": len(with_learning),
        "learning_points": counted(p.category or "Not recorded" for f in with_learning for p in f.learning),
    }


def bridge(complaints: list[CaseFile], opened: list[tuple[CaseFile, Investigation]], inside: Any) -> dict[str, Any]:
    first = [(f, i) for f, i in opened if i.stage is Stage.ONE]
    here = {f.case.id for f, _ in first if inside(f.case.received_on)}
    ended = [f for f in complaints if f.case.ended_before is not None and f.case.id not in here]
    return {
        "ended_before_investigation": counted(str(f.case.ended_before) for f in ended),
        "not_yet_opened": len(complaints) - len(ended) - sum(f.case.id in here for f in complaints),
        "further_teams": sum(inside(f.case.received_on) for f, _ in first) - len(here),
        "on_cases_of_earlier_periods": sum(not inside(f.case.received_on) for f, _ in first),
    }


def timeliness(store: Store, closed: list[tuple[CaseFile, Investigation]]) -> dict[tuple[str, str], Counter[str]]:
    found: dict[tuple[str, str], Counter[str]] = {}
    for file, investigation in closed:
        key = (str(investigation.route), str(investigation.stage))
        found.setdefault(key, Counter())[result(store, file, investigation)] += 1
    return found


def result(store: Store, file: CaseFile, investigation: Investigation) -> str:
    """What the rule itself says of one investigation."""
    if investigation.responded_on is None:
        return "without_response"
    key = deadlines.RESPONSE[investigation.stage]
    steps = deadlines.steps_for(file, store.profiles(), store.calendar(), store.settings())
    step = next((s for s in steps if s.investigation_id == investigation.id and s.key == key), None)
    if step is None or not step.published or step.limit_on is None:
        return "not_assessed"
    states = {State.MET_IN_TIME: "in_time", State.MET_IN_EXTENSION: "in_extension", State.MET_LATE: "late"}
    return states[deadlines.state(step, investigation.responded_on)]


def fell_due(store: Store, files: list[CaseFile], inside: Any, as_at: date) -> dict[str, int]:
    """Responses by what became of those that were due; nobody is owed one that ended by its day."""
    found: Counter[str] = Counter()
    for file in files:
        items = {i.id: i for i in file.investigations}
        for step in deadlines.steps_for(file, store.profiles(), store.calendar(), store.settings()):
            due = step.due_on
            if step.key not in deadlines.RESPONSE.values() or due is None or not inside(due) or not step.published:
                continue
            item = items.get(step.investigation_id or 0)
            if item is not None and item.responded_on is not None and item.responded_on <= as_at:
                found[result(store, file, item)] += 1
                continue
            ended = item.ended_on if item else file.case.ended_on
            if due < as_at and not step.paused and file.case.ended_before is None and (ended is None or ended > due):
                found["unanswered"] += 1
    return {key: found[key] for key in ("in_time", "in_extension", "late", "unanswered")}


def panels(store: Store, files: list[CaseFile], inside: Any, as_at: date) -> list[dict[str, Any]]:
    """Of the panels: whether each met, and reported, by its day."""
    found: dict[str, Counter[str]] = {"panel_meets": Counter(), "panel_report": Counter()}
    for file in files:
        items = {i.id: i for i in file.investigations}
        for step in deadlines.steps_for(file, store.profiles(), store.calendar(), store.settings()):
            due = step.due_on
            if step.key not in found or due is None or not inside(due):
                continue
            item = items[step.investigation_id or 0]
            done = item.panel_met_on if step.key == "panel_meets" else item.panel_report_on
            if done is not None and done <= as_at:
                found[step.key]["in_time" if done <= due else "late"] += 1
            elif due < as_at and not step.paused and (item.closed_on is None or item.closed_on > due):
                found[step.key]["not_done"] += 1
    names = {"panel_meets": "Panel met", "panel_report": "Panel’s report came"}
    return [{"step": names[key], **{k: n[k] for k in ("in_time", "late", "not_done")}} for key, n in found.items() if n]


def still_open(store: Store, every: list[tuple[CaseFile, Investigation]], end: date) -> dict[str, int]:
    there = [(f, i) for f, i in every if i.opened_on <= end and (i.closed_on is None or i.closed_on > end)]
    overdue = 0
    for file, investigation in there:
        steps = deadlines.steps_for(file, store.profiles(), store.calendar(), store.settings())
        key = deadlines.RESPONSE[investigation.stage]
        due = next(
            (
                s.due_on
                for s in steps
                if s.investigation_id == investigation.id and s.key == key and s.published and not s.paused
            ),
            None,
        )
        overdue += due is not None and due < end
    return {"open": len(there), "overdue": overdue}
