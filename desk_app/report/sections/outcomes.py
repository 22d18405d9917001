"""3. Outcomes of stage 1, by procedure and service area; where fault was found."""

from __future__ import annotations

from collections.abc import Sequence

from desk_app.figures.numbers import Counts
from desk_app.figures.outcomes import REFUSED
from desk_app.records import Outcome, Stage
from desk_app.report.blocks import Block, Chart, Heading, plain
from desk_app.report.charts import ChartSpec, Series
from desk_app.report.material import Material
from desk_app.report.tables import counted, crossed
from desk_app.report.words import TINY, count, largest, listed, number, percent, share, some, top, were


def blocks(m: Material) -> tuple[Block, ...]:
    heading = Heading("Outcomes of stage 1", 2, "outcomes")
    o = m.now.outcomes
    if not o.stage1_closed:
        return (heading, m.prose("outcomes.stage1", f"No stage 1 investigations were closed in {m.year}."))
    return (heading, *_stage1(m), *_service_areas(m), *_fault(m), *_later_stages(m))


def _stage1(m: Material) -> tuple[Block, ...]:
    o = m.now.outcomes
    found = dict(o.stage1)
    shares = [
        f"{outcome.value.lower()} {_told(found[outcome], o.stage1_closed)}"
        for outcome in (Outcome.UPHELD, Outcome.PARTIALLY_UPHELD, Outcome.NOT_UPHELD)
    ]
    blank, refused = found[Outcome.NOT_RECORDED], found.get(REFUSED, 0)
    columns = _columns(o.stage1_by_route)
    spec = ChartSpec(
        "stacked",
        f"Outcomes of stage 1 investigations closed in {m.year}, by procedure",
        tuple(route for route, _ in o.stage1_by_route),
        tuple(
            Series(outcome, tuple(dict(pairs).get(outcome, 0) for _, pairs in o.stage1_by_route))
            for outcome, _ in columns
        ),
        unit="investigations",
        unit_one="investigation",
        category="Procedure",
        share=True,
    )
    return (
        m.prose(
            "outcomes.stage1",
            f"Of {count(o.stage1_closed, 'stage 1 investigation')} closed in {m.year}: {listed(shares)}.",
            f"Fault was found, in full or in part, in {share(o.fault_found, o.stage1_closed, 'investigation')}.",
            f"{count(refused, 'investigation').capitalize()} ended because the complaint was refused."
            if refused
            else "",
            f"For {count(blank, 'investigation')} no outcome was recorded." if blank else "",
        ),
        counted(
            f"Outcomes of stage 1 investigations closed in {m.year}",
            "Outcome",
            o.stage1,
            year=m.year,
            before=m.before.outcomes.stage1 if m.before else None,
            year_before=m.year_before,
            key="outcomes-stage-1",
        ),
        Chart.of(spec, key="outcomes-by-route"),
        crossed(f"{spec.title}: the numbers", "Procedure", o.stage1_by_route, columns, key="outcomes-by-route-table"),
    )


def _columns(nested: Sequence[tuple[str, Counts]]) -> tuple[tuple[str, str], ...]:
    """The outcomes as columns: every one, and refused where there are any."""
    refused = any(dict(pairs).get(REFUSED) for _, pairs in nested)
    return tuple((label, label) for label in (*map(str, Outcome), *((REFUSED,) if refused else ())))


def _told(part: int, whole: int) -> str:
    """ "33% (64)"; the number alone where a per cent would mislead."""
    return f"{percent(part, whole)} ({number(part)})" if whole >= TINY else some(part)


def _service_areas(m: Material) -> tuple[Block, ...]:
    areas = m.now.outcomes.by_service_area
    if len(areas) < 2:
        return ()
    return (
        crossed(
            f"Outcomes of stage 1 investigations closed in {m.year}, by service area",
            "Service area",
            areas,
            _columns(areas),
            key="outcomes-by-area",
        ),
    )


def _fault(m: Material) -> tuple[Block, ...]:
    pairs = m.now.outcomes.fault_by_subcategory
    if not pairs:
        return ()
    most = plain(top(dict(pairs)))
    named = f"Most often it was {most}." if len(largest(dict(pairs))) > 1 else f"It was {most}." if most else ""
    return (
        m.prose(
            "outcomes.fault",
            "The next table shows what had gone wrong where a complaint was upheld in full or in part.",
            named,
        ),
        counted(
            f"Where fault was found: stage 1 upheld in full or in part in {m.year}, by problem sub-category",
            "Problem sub-category",
            pairs,
            year=m.year,
            key="fault",
        ),
    )


def _later_stages(m: Material) -> tuple[Block, ...]:
    later = [(stage, pairs) for stage, pairs in m.now.outcomes.by_stage if stage != Stage.ONE]
    if not later:
        return ()
    closed = sum(n for _, pairs in later for _, n in pairs)
    return (
        m.prose(
            "outcomes.later_stages",
            f"{count(closed, 'investigation').capitalize()} at stage 2 or 3 {were(closed)} closed in {m.year}.",
        ),
        crossed(
            f"Outcomes of stages 2 and 3 closed in {m.year}",
            "Stage",
            later,
            _columns(later),
            total=len(later) > 1,
            key="outcomes-later",
        ),
    )
