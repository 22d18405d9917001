"""The keys of `as_json` in the words of the report: for a terminal, for lists of figures, for what was restated."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from desk_app.figures.rounding import half_up

SINGLE: Mapping[str, str] = {
    "feedback_cases": "Feedback cases",
    "investigations": "Investigations opened",
    "stage1_closed": "Stage 1 investigations closed",
    "looked_after": "Complaints about looked after children",
    "by_children": "Complaints made by children",
    "repeat_cases": "Complaints from people with more than one",
    "heavy_people": "People with four or more investigations",
    "escalated_cases": "Cases with a stage 2",
    "ombudsman_cases": "Cases considered by the Ombudsman",
    "learning_denominator": "Cases with fault found at stage 1",
    "learning_cases": "Cases with learning",
}
"""Figures that are one number."""
GROUPS: Mapping[str, str] = {
    "by_kind": "Feedback by kind",
    "by_service_area": "Feedback by service area",
    "by_channel": "Feedback by how it arrived",
    "by_region": "Feedback by region",
    "by_route": "Investigations by procedure",
    "by_stage": "Investigations by stage",
    "by_team": "Investigations by team",
    "investigations_by_region": "Investigations by region",
    "stage1_outcomes": "Stage 1 by outcome",
    "by_problem": "Complaints by problem category",
    "by_theme": "Complaints by theme",
    "by_relationship": "Complaints by who made them",
    "compliments_by_team": "Compliments by team",
    "learning_points": "Learning points by category",
    "actions": "Actions by type",
}
"""Figures with labels; each name says what is counted."""
OTHERS: Mapping[str, str] = {
    "by_month": "Feedback by month, in their order",
    "by_quarter": "Feedback by quarter, in their order",
    "by_team_group": "Investigations by group of teams",
    "ended_before_investigation": "Complaints ended before an investigation",
    "not_yet_opened": "Complaints without an investigation yet",
    "further_teams": "Investigations by further teams at stage 1",
    "on_cases_of_earlier_periods": "Stage 1 opened on complaints received earlier",
    "re_routed": "Investigations moved to the other procedure",
    "refused": "Complaints refused, by type",
    "stage1_outcome_pct": "Share of stage 1, by outcome",
    "fault_by_subcategory": "Upheld in full or in part, by problem sub-category",
    "days_stage1": "Average working days to close stage 1",
    "days_stage1_corporate": "Average working days to close stage 1, corporate",
    "days_stage1_statutory": "Average working days to close stage 1, statutory",
    "days": "Working days to close",
    "in_time": "Responses and their time limits",
    "statutory_within": "Statutory responses within the limits of the regulations",
    "panels": "Review panels whose limits fell in the period",
    "acknowledged": "Stage 1 acknowledged",
    "ack_within_3": "Investigations of any stage acknowledged within 3 working days",
    "open_at_end": "Investigations open at the end",
    "due_in_period": "Responses that fell due",
    "repeat_people": "People with more than one complaint",
    "escalated_cohort": "Complaints received that had gone on to stage 2",
    "escalation_reasons": "Stages 2 and 3, by the reason for going on",
    "ombudsman_answers": "Answers to the Ombudsman",
    "ombudsman_decisions": "Decisions of the Ombudsman, in the words used until 2023/24",
    "ombudsman_decisions_since_2024": "Decisions of the Ombudsman, in the words used since 2024/25",
}
NAMES = {**SINGLE, **GROUPS, **OTHERS}
PARTS: Mapping[str, str] = {
    "in_time": "in time",
    "in_extension": "in an extension",
    "late": "late",
    "not_assessed": "not assessed",
    "without_response": "without a response",
    "not_acknowledged": "without an acknowledgement",
    "unanswered": "unanswered",
    "on_time": "on time",
    "gone_on": "gone on",
    "bands": "overdue by",
    "pending": "not due yet",
    "not_done": "not done",
    "not_needed": "no answer needed",
    "not_answered": "never answered",
    "mean": "average",
    "n": "number",
    "days": "limits",
}
"""Names within a figure; one that is not here is a word as it stands, or a label of the register."""
PERCENTS = frozenset({"stage1_outcome_pct"})


def name(key: str) -> str:
    """A figure by its key: "Feedback by region"; a key that this version does not know, in its own words."""
    known = key.replace("_", " ")
    return NAMES.get(key, f"{known[:1].upper()}{known[1:]}")


def part(text: str) -> str:
    """What within a figure: "in_time" is "in time", "Statutory Stage 1 mean" is "Statutory Stage 1 average"."""
    before, _, last = text.rpartition(" ")
    return f"{before} {PARTS.get(last, last)}".strip()


def value(key: str, text: str) -> str:
    """A value as the report prints it: "33.2" of a share is "33%", "28.55" of working days "28.6"."""
    if not text.replace(".", "", 1).isdigit() or "." not in text:
        return text
    return f"{half_up(Fraction(text))}%" if key in PERCENTS else str(half_up(Fraction(text), 1))


def lines(key: str, found: Any) -> list[str]:
    """A figure for a terminal: its name with its value, or with a line for each part of it."""
    if isinstance(found, dict) and found:
        unit = "%" if key in PERCENTS else ""
        return [f"{name(key)}:", *(f"    {part(k)}: {_said(v)}{unit}" for k, v in found.items())]
    if isinstance(found, list) and found and isinstance(found[0], dict):
        return [f"{name(key)}:", *(f"    {_item(one)}" for one in found)]
    return [f"{name(key)}: {_said(found)}"]


def _said(found: Any) -> str:
    if isinstance(found, dict):
        return ", ".join(f"{part(k)} {v}" for k, v in found.items()) or "none"
    if isinstance(found, list):
        return ", ".join(map(str, found)) or "none"
    return "not known" if found is None else str(found)


def _item(one: Mapping[str, Any]) -> str:
    """ "Statutory, Stage 1: average 28.55, median 20.0, number 193"."""
    whose = ", ".join(v for v in one.values() if isinstance(v, str) and v) or "All"
    return f"{whose}: " + ", ".join(f"{part(k)} {_within(v)}" for k, v in one.items() if not isinstance(v, str))


def _within(found: Any) -> str:
    return " and ".join(map(str, found)) if isinstance(found, list) else _said(found)
