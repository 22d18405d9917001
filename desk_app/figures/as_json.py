"""Figures as `desk figures` prints them: as JSON with fixed keys, and as text."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from desk_app.figures import in_words
from desk_app.figures.numbers import Counts, Days, nonzero
from desk_app.figures.rounding import half_up, percent

if TYPE_CHECKING:
    from desk_app.figures import Figures


def as_json(figures: Figures) -> dict[str, Any]:
    """The figures as plain values. Maps hold only non-zero entries; means have two decimals, per cents one."""
    v, t, o = figures.volumes, figures.timeliness, figures.outcomes
    w, e, om, learnt = figures.who_complained, figures.escalation, figures.ombudsman, figures.learning
    return {
        "period": {"from": figures.period.bounds[0], "to": figures.period.bounds[1], "label": figures.period.label},
        "as_at": figures.as_at.isoformat(),
        "feedback_cases": v.feedback_cases,
        "by_kind": nonzero(v.by_kind),
        "by_month": [count for _, count in v.by_month],
        "by_quarter": [count for _, count in v.by_quarter],
        "by_service_area": nonzero(v.by_service_area),
        "by_channel": nonzero(v.by_channel),
        "by_region": nonzero(v.by_region),
        "investigations": v.investigations,
        "by_route": nonzero(v.investigations_by_route),
        "by_stage": nonzero(v.investigations_by_stage),
        "by_team": nonzero(v.investigations_by_team),
        "investigations_by_region": nonzero(v.investigations_by_region),
        "by_team_group": nonzero(v.investigations_by_group),
        "ended_before_investigation": nonzero(v.bridge.ended_before),
        "not_yet_opened": v.bridge.not_yet_opened,
        "further_teams": v.bridge.further_teams,
        "on_cases_of_earlier_periods": v.bridge.earlier_cases,
        "re_routed": v.re_routed,
        "refused": nonzero(v.refused),
        "stage1_closed": o.stage1_closed,
        "stage1_outcomes": nonzero(o.stage1),
        "stage1_outcome_pct": _percents(o.stage1, o.stage1_closed),
        "fault_by_subcategory": nonzero(o.fault_by_subcategory),
        "days_stage1": _mean(t.days_stage1),
        "days_stage1_corporate": _mean(t.days_stage1_corporate),
        "days_stage1_statutory": _mean(t.days_stage1_statutory),
        "days": [
            {"route": d.route, "stage": d.stage, "mean": _mean(d.days), "median": _plain(d.days.median), "n": d.days.n}
            for d in t.days
        ],
        "in_time": [
            {
                "route": i.route,
                "stage": i.stage,
                "in_time": i.in_time,
                "in_extension": i.in_extension,
                "late": i.late,
                "not_assessed": i.not_assessed,
                "without_response": i.without_response,
            }
            for i in t.in_time
        ],
        "statutory_within": [
            {"stage": w.stage, "days": list(w.limits), "within": list(w.within), "n": w.n} for w in t.within
        ],
        "panels": [{"step": p.step, "in_time": p.in_time, "late": p.late, "not_done": p.not_done} for p in t.panels],
        "acknowledged": {
            "in_time": t.acknowledged.in_time,
            "late": t.acknowledged.late,
            "not_acknowledged": t.acknowledged.not_acknowledged,
        },
        "ack_within_3": t.acknowledged_within_3,
        "open_at_end": {
            "open": t.open_at_end.open,
            "overdue": t.open_at_end.overdue,
            "bands": nonzero(t.open_at_end.bands),
        },
        "due_in_period": {
            "in_time": t.due.in_time,
            "in_extension": t.due.in_extension,
            "late": t.due.late,
            "unanswered": t.due.unanswered,
        },
        "looked_after": w.looked_after,
        "by_children": w.made_by_children,
        "by_relationship": nonzero(w.by_relationship),
        "by_problem": nonzero(figures.themes.by_category),
        "by_theme": nonzero(figures.themes.by_theme),
        "repeat_cases": w.repeat_cases,
        "repeat_people": w.repeat_people,
        "heavy_people": w.heavy_people,
        "escalated_cases": e.escalated_cases,
        "escalated_cohort": {"gone_on": e.cohort.part, "received": e.cohort.whole},
        "escalation_reasons": nonzero(e.reasons),
        "ombudsman_cases": om.cases,
        "ombudsman_answers": {
            "on_time": om.answers.on_time,
            "late": om.answers.late,
            "overdue": om.answers.overdue,
            "pending": om.answers.pending,
            **nonzero((("not_needed", om.not_needed), ("not_answered", om.not_answered))),
        },
        "ombudsman_decisions": nonzero(om.decisions),
        "ombudsman_decisions_since_2024": nonzero(om.decisions_since_2024),
        "learning_cases": learnt.cases.part,
        "learning_denominator": learnt.cases.whole,
        "learning_points": nonzero(learnt.points),
        "actions": nonzero(learnt.actions),
        "compliments_by_team": nonzero(figures.compliments.by_team),
        "checks": [
            {"key": c.key, "label": c.label, "one": c.one, "other": c.other, "holds": c.holds} for c in figures.checks
        ],
    }


def _mean(days: Days) -> float | None:
    return None if days.mean is None else float(half_up(days.mean, 2))


def _plain(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _percents(pairs: Counts, whole: int) -> dict[str, float]:
    return {label: float(percent(count, whole, 1) or 0) for label, count in pairs if count}


def as_text(figures: Figures) -> str:
    """The figures for a terminal."""
    lines = [f"Figures for {figures.period.label}, as at {figures.as_at:%d/%m/%Y}"]
    for key, value in as_json(figures).items():
        if key in ("period", "as_at", "checks"):
            continue
        lines += in_words.lines(key, value)
    failing = figures.failing
    lines.append(f"Checks: {len(figures.checks) - len(failing)} of {len(figures.checks)} hold")
    lines += [f"    FAILS: {check.label} ({check.one} against {check.other})" for check in failing]
    return "\n".join(lines)
