"""4. Annual comparisons: three years side by side, the direction in words, judged on the printed values."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from desk_app.report import own
from desk_app.report.blocks import Align, Block, Chart, Heading, Table, plain
from desk_app.report.charts import ChartSpec, Series
from desk_app.report.material import Material
from desk_app.report.measures import MEASURES, Measure, printed, restated
from desk_app.report.words import Better, direction, listed, moved, on, shown


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
            f"The register has no feedback of {m.year}, so it cannot be compared with {listed(years[:-1])}."
            if m.now.empty
            else f"The table puts {listed(years)} side by side. The last column compares {m.year} with "
            f"{years[-2]}, on the numbers as they are printed.",
            ""
            if m.over
            else f"Of each year it counts {on(m.now.period.start, year=False)} to "
            f"{on(m.now.period.end, year=False)}, because {m.year} was not over.",
        ),
        _table(m, years),
        *_chart(m, years),
        Heading("Measure by measure", 2, "measures"),
        *(block for measure in MEASURES for block in _measure(m, measure, years)),
    )


def _years(m: Material) -> tuple[str, ...]:
    """The years that the register or a published report has, oldest first."""
    return tuple(sorted({*m.years, *m.earlier}))


def _notes(m: Material, years: tuple[str, ...]) -> Iterator[str]:
    """Where published numbers come from, and the present ones where they differ."""
    yield from (f"{year}: as published {plain(m.earlier[year].source)}." for year in years if year in m.earlier)
    for year in years:
        for measure, was, now in restated(m, year):
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
    cells = (plain(measure.name), *(plain(own.cell(measure, year)) or "–" for year in years))
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
        m.prose(
            f"comparisons.{measure.key}",
            f"{measure.subject} {moved(values[-2], values[-1], measure.unit)}.",
            f"It was {listed(earlier)}." if earlier else "",
            title=measure.name,
        ),
        m.prose(f"comparisons.{measure.key}.comment", title=f"{measure.name}: your comment"),
    )


def _direction(m: Material, measure: Measure, years: tuple[str, ...]) -> str:
    before, now = (printed(m, measure, year) for year in years[-2:])
    return direction(before, now, measure.better, measure.unit)
