"""4. Annual comparisons: three years side by side, the direction in words, judged on the printed values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from desk_app.figures import Figures
from desk_app.records import Kind, Stage
from desk_app.report import own
from desk_app.report.blocks import Align, Block, Chart, Heading, Table, plain
from desk_app.report.charts import ChartSpec, Series
from desk_app.report.material import Material
from desk_app.report.words import Better, Unit, direction, listed, moved, percent_value, shown, whole


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
    Measure("upheld", "Stage 1 upheld", "The share of stage 1 investigations that were upheld",
            lambda f: _share(f.outcomes.upheld, f.outcomes.stage1_closed), "percent"),
    Measure("beyond_stage_1", "Cases beyond stage 1", "The number of cases that went beyond stage 1",
            lambda f: f.escalation.escalated_cases, better="fewer"),
)  # fmt: skip
"""Volumes have no better direction: more complaints can mean a worse service, or one that is easier to complain to."""


def blocks(m: Material) -> tuple[Block, ...]:
    heading = Heading("4. Annual comparisons", key="comparisons")
    years = _years(m)
    if len(years) < 2:
        said = f"The register has no feedback of an earlier year, so there is nothing to compare {m.year} with."
        return (heading, m.prose("comparisons.opening", said), _table(m, years))
    return (
        heading,
        m.prose(
            "comparisons.opening",
            f"The table puts {listed(years)} side by side. The last column compares {m.year} with "
            f"{years[-2]}, on the numbers as they are printed.",
        ),
        _table(m, years),
        *_chart(m, years),
        Heading("Measure by measure", 2, "measures"),
        *(block for measure in MEASURES for block in _measure(m, measure, years)),
    )


def _years(m: Material) -> tuple[str, ...]:
    """The years that the register or a published report has, oldest first."""
    return tuple(sorted({*m.years, *m.earlier}))


def printed(m: Material, measure: Measure, year: str) -> int | None:
    """The value that is printed: as it was published, where it was and the author has not switched to "restated"."""
    was = None if m.is_restated(measure.key) else published(m, measure, year)
    return counted_now(m, measure, year) if was is None else was


def published(m: Material, measure: Measure, year: str) -> int | None:
    """The value of an earlier year as it was published, None if it was not."""
    return m.earlier[year].values.get(measure.key) if year in m.earlier else None


def counted_now(m: Material, measure: Measure, year: str) -> int | None:
    """The value as the register gives it now, None if it has nothing of the year."""
    return measure.value(m.years[year]) if year in m.years else None


def _notes(m: Material, years: tuple[str, ...]) -> Iterator[str]:
    """Where published numbers come from, and the present ones where they differ."""
    yield from (f"{year}: as published {plain(m.earlier[year].source)}." for year in years if year in m.earlier)
    for measure in MEASURES:
        for year in years:
            was, now = published(m, measure, year), counted_now(m, measure, year)
            if was is None or now is None or was == now:
                continue
            old, new = shown(was, measure.unit), shown(now, measure.unit)
            yield (
                f"{measure.name}, {year}: {new}, as the register gives it now; published as {old}."
                if m.is_restated(measure.key)
                else f"{measure.name}, {year}: {old} as published; the register now gives {new}."
            )


def _table(m: Material, years: tuple[str, ...]) -> Table:
    numbers: list[Align] = ["right"] * len(years)
    compared = len(years) > 1
    return Table(
        f"Annual comparison, {years[0]} to {years[-1]}" if compared else f"Figures of {m.year}",
        ("Measure", *(_heading(m, year) for year in years), *(["Better if", "Direction"] if compared else [])),
        tuple(
            (
                measure.name,
                *(shown(printed(m, measure, year), measure.unit) for year in years),
                *([_BETTER[measure.better], _direction(m, measure, years)] if compared else []),
            )
            for measure in MEASURES
        )
        + tuple(_own_row(measure, years) for measure in own.measures(m.texts) if measure.name.strip()),
        note=" ".join(note for note in (*_notes(m, years), _own_sources(m)) if note),
        align=("left", *numbers, *(("left", "left") if compared else ())),
        key="comparison",
    )


def _heading(m: Material, year: str) -> str:
    return f"{year} (as published)" if year in m.earlier else year


def _own_row(measure: own.OwnMeasure, years: tuple[str, ...]) -> tuple[str, ...]:
    """A row that the author added: values as typed, its direction only where both are numbers."""
    cells = (plain(measure.name), *(plain(measure.values.get(year, "").strip()) or "–" for year in years))
    if len(years) < 2:
        return cells
    better: Better = next((b for b in _BETTER if b == measure.better), "neither")
    before, now = (own.number_of(measure.values.get(year, "")) for year in years[-2:])
    return (*cells, _BETTER[better], _typed_direction(before, now, better))


def _typed_direction(before: Fraction | None, now: Fraction | None, better: Better) -> str:
    if before is None or now is None:
        return direction(None, None)
    return direction(0, (now > before) - (now < before), better)


def _own_sources(m: Material) -> str:
    said = [f"{plain(o.name)}: {plain(o.source)}." for o in own.measures(m.texts) if o.name.strip() and o.source]
    return " ".join(said)


_BETTER: dict[Better, str] = {"more": "higher", "fewer": "lower", "neither": "neither"}


def _chart(m: Material, years: tuple[str, ...]) -> tuple[Block, ...]:
    drawn = [measure for measure in MEASURES if measure.key in ("complaints", "investigations")]
    spec = ChartSpec(
        "line",
        f"Complaint cases and investigations, {years[0]} to {years[-1]}",
        years,
        tuple(Series(measure.name, tuple(printed(m, measure, year) for year in years)) for measure in drawn),
        category="Year",
    )
    chart = Chart.of(spec, key="comparison-chart")
    return (chart, chart.table(key="comparison-chart-table"))


def _measure(m: Material, measure: Measure, years: tuple[str, ...]) -> tuple[Block, ...]:
    values = [printed(m, measure, year) for year in years]
    earlier = [
        f"{shown(value, measure.unit)} in {year}"
        for year, value in zip(years[:-2], values[:-2], strict=True)
        if value is not None
    ]
    return (
        Heading(f"{measure.name}: {_direction(m, measure, years)}", 3, f"comparison-{measure.key}"),
        m.prose(
            f"comparisons.{measure.key}",
            f"{measure.subject} {moved(values[-2], values[-1], measure.unit)}.",
            f"It was {listed(earlier)}." if earlier else "",
        ),
        m.prose(f"comparisons.{measure.key}.comment"),
    )


def _direction(m: Material, measure: Measure, years: tuple[str, ...]) -> str:
    before, now = (printed(m, measure, year) for year in years[-2:])
    return direction(before, now, measure.better, measure.unit)
