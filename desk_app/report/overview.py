"""All figures of a year in one list, each with the year before and its direction, and the way to its cases."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desk_app.figures import as_json
from desk_app.figures.drill import LABELLED, WHOLE
from desk_app.figures.in_words import GROUPS, SINGLE
from desk_app.report import measures
from desk_app.report.material import Material
from desk_app.report.words import direction, shown

COMPARED = "Compared over the years"
BEHIND = {
    "complaints": ("by_kind", "Complaint"), "compliments": ("by_kind", "Compliment"),
    "investigations": ("investigations", ""), "upheld": ("stage1_outcomes", "Upheld"),
    "fault_found": ("learning_denominator", ""), "days": ("stage1_closed", ""),
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
    published = m.earlier[m.year_before].figures if m.year_before in m.earlier else {}
    before = {**as_json(m.before), **published} if m.before is not None else None
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
