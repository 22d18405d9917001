"""What is compared from year to year: measures, each printed as it was published where it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desk_app.figures import Figures, as_json
from desk_app.records import Kind, Stage
from desk_app.report.earlier import Earlier
from desk_app.report.material import Material
from desk_app.report.words import Better, Unit, percent_value, whole


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is compared: how it is called, where its printed value comes from, which direction is better."""

    key: str
    name: str  # as a row of a table
    subject: str  # as the beginning of a sentence
    value: Callable[[Figures], int | None]
    unit: Unit = "count"
    better: Better = "neither"


def _in_time(f: Figures) -> int | None:
    rows = [i for i in f.timeliness.in_time if i.stage == Stage.ONE]
    assessed = sum(i.assessed for i in rows)
    return percent_value(sum(i.in_time for i in rows), assessed) if assessed else None


def _share(part: int, of: int) -> int | None:
    return percent_value(part, of) if of else None


MEASURES = (
    Measure("compliments", "Compliments", "The number of compliments",
            lambda f: dict(f.volumes.by_kind)[Kind.COMPLIMENT], better="more"),
    Measure("complaints", "Complaint cases", "The number of complaint cases", lambda f: f.volumes.complaints),
    Measure("investigations", "Complaint investigations", "The number of investigations opened",
            lambda f: f.volumes.investigations),
    Measure("days", "Average working days to close stage 1", "The average time to close stage 1",
            lambda f: whole(f.timeliness.days_stage1.mean), "days", "fewer"),
    Measure("in_time", "Stage 1 responses in time", "The share of stage 1 responses sent in time", _in_time,
            "percent", "more"),
    Measure("upheld", "Stage 1 upheld in full", "The share of stage 1 investigations that were upheld in full",
            lambda f: _share(f.outcomes.upheld, f.outcomes.stage1_closed), "percent"),
    Measure("fault_found", "Stage 1 upheld in full or in part",
            "The share of stage 1 investigations that were upheld in full or in part",
            lambda f: _share(f.outcomes.fault_found, f.outcomes.stage1_closed), "percent"),
    Measure("beyond_stage_1", "Cases beyond stage 1", "The number of cases that went beyond stage 1",
            lambda f: f.escalation.escalated_cases, better="fewer"),
)  # fmt: skip
"""Volumes have no better direction: more complaints can mean a worse service, or one that is easier to complain to."""


def printed(m: Material, measure: Measure, year: str) -> int | None:
    """The value that is printed: as it was published, where it was and the author has not switched to "restated"."""
    was = None if m.is_restated(measure.key) else published(m, measure, year)
    return counted_now(m, measure, year) if was is None else was


def published(m: Material, measure: Measure, year: str) -> int | None:
    """The value of an earlier year as it was published, None if it was not."""
    return m.earlier[year].values.get(measure.key) if year in m.earlier else None


def counted_now(m: Material, measure: Measure, year: str) -> int | None:
    """The value as the register gives it now, None if it has nothing of the year."""
    return measure.value(m.years[year]) if year in m.years and not m.years[year].empty else None


def before(m: Material, key: str) -> int | None:
    """The printed value of the year before of the measure with that key; None if nothing can be compared with it."""
    if m.now.empty:
        return None
    return printed(m, next(measure for measure in MEASURES if measure.key == key), m.year_before)


def total_before(m: Material, key: str) -> int | None:
    """A total of the year before that is no measure ("feedback_cases"): as it was published, where it was."""
    if m.before is None:
        return None
    was = m.earlier.get(m.year_before, Earlier()).figures.get(key)
    return int(as_json(m.before)[key]) if was is None or m.is_restated("complaints") else int(was)


def restated(m: Material, year: str) -> Iterator[tuple[Measure, int, int]]:
    """Measures of an earlier year that the register gives differently now: as published, and now."""
    for measure in MEASURES:
        was, now = published(m, measure, year), counted_now(m, measure, year)
        if was is not None and now is not None and was != now:
            yield measure, was, now
