"""All figures of a year in one list, each with the year before and its direction, and the way to its cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desk_app.figures import as_json
from desk_app.figures.drill import LABELLED, WHOLE
from desk_app.report import measures
from desk_app.report.material import Material
from desk_app.report.words import direction, shown

COMPARED = "Compared over the years"
GROUPS: Mapping[str, str] = {
    "by_kind": "Feedback by kind",
    "by_service_area": "Feedback by service area",
    "by_channel": "Feedback by how it arrived",
    "by_region": "Feedback by region",
    "by_route": "Investigations by procedure",
    "by_stage": "Investigations by stage",
    "by_team": "Investigations by team",
    "stage1_outcomes": "Stage 1 by outcome",
    "by_problem": "Complaints by problem category",
    "by_theme": "Complaints by theme",
    "by_relationship": "Complaints by who made them",
    "compliments_by_team": "Compliments by team",
    "learning_points": "Learning points by category",
    "actions": "Actions by type",
}
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
BEHIND = {
    "complaints": ("by_kind", "Complaint"), "compliments": ("by_kind", "Compliment"),
    "investigations": ("investigations", ""), "upheld": ("stage1_outcomes", "Upheld"), "days": ("stage1_closed", ""),
    "in_time": ("stage1_closed", ""), "beyond_stage_1": ("escalated_cases", ""),
}  # fmt: skip
"""Which figure's cases stand behind a measure."""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure as it is printed. key, label: for `figures.drill.cases`; key "" where no way leads to cases."""

    group: str
    name: str
    now: str
    before: str
    direction: str
    key: str = ""
    label: str = ""


def rows(m: Material) -> tuple[Row, ...]:
    """Every figure, the compared ones first."""
    now = as_json(m.now)
    before = as_json(m.before) if m.before is not None else None
    return (*_measures(m), *_single(now, before), *_grouped(now, before))


def _measures(m: Material) -> Iterator[Row]:
    for measure in measures.MEASURES:
        old, new = (measures.printed(m, measure, year) for year in (m.year_before, m.year))
        key, label = BEHIND[measure.key]
        said = direction(old, new, measure.better, measure.unit)
        yield Row(COMPARED, measure.name, shown(new, measure.unit), shown(old, measure.unit), said, key, label)


def _single(now: Mapping[str, Any], before: Mapping[str, Any] | None) -> Iterator[Row]:
    for key, name in SINGLE.items():
        old = None if before is None else int(before[key])
        yield _row("Totals", name, int(now[key]), old, key if key in WHOLE else "", "")


def _grouped(now: Mapping[str, Any], before: Mapping[str, Any] | None) -> Iterator[Row]:
    for key, group in GROUPS.items():
        then = {} if before is None else before[key]
        for label in [*now[key], *(label for label in then if label not in now[key])]:
            old = None if before is None else int(then.get(label, 0))
            yield _row(group, label, int(now[key].get(label, 0)), old, key if key in LABELLED else "", label)


def _row(group: str, name: str, now: int, before: int | None, key: str, label: str) -> Row:
    return Row(group, name, shown(now), shown(before), direction(before, now), key, label)
