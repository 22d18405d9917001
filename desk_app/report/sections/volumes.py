"""3. How much feedback: by kind, service area and month; from cases to investigations; by route and stage."""

from __future__ import annotations

from desk_app.figures.volumes import Bridge, Volumes
from desk_app.records import Kind, Stage
from desk_app.report import measures
from desk_app.report.blocks import Block, Chart, Heading, Table, plain
from desk_app.report.charts import ChartSpec, Series
from desk_app.report.material import Material
from desk_app.report.tables import counted, crossed, to_the_right
from desk_app.report.words import (
    TINY,
    against,
    count,
    listed,
    month_name,
    months_in_words,
    number,
    percent,
    sentence,
    share,
    some,
    top,
    were,
)

PLURAL = {
    Kind.COMPLAINT: "Complaints",
    Kind.COMPLIMENT: "Compliments",
    Kind.COMMENT: "Comments",
    Kind.ENQUIRY: "Enquiries",
}
_KINDS = tuple((kind.value, plural) for kind, plural in PLURAL.items())


def blocks(m: Material) -> tuple[Block, ...]:
    return (
        Heading("Feedback received", 2, "volumes"),
        *_kinds(m),
        *_service_areas(m),
        *_months(m),
        Heading("From complaints to investigations", 2, "investigations"),
        *_bridge(m),
        *_routes(m),
    )


# --- kinds and service areas ----------------------------------------------------------------------------
def _kinds(m: Material) -> tuple[Block, ...]:
    v, before = m.now.volumes, m.before.volumes if m.before else None
    kinds = dict(v.by_kind)
    others = [
        count(kinds[Kind.COMPLIMENT], "compliment"),
        count(kinds[Kind.COMMENT], "comment"),
        count(kinds[Kind.ENQUIRY], "enquiry", "enquiries"),
    ]
    compared = against(measures.total_before(m, "feedback_cases"), v.feedback_cases, m.year_before)
    return (
        m.prose(
            "volumes.kinds",
            f"The service received {count(v.feedback_cases, 'piece of feedback', 'pieces of feedback')} in {m.year}"
            f"{f', {compared}' if compared else ''}.",
            _complaints_share(v),
            sentence(f"there {were(kinds[Kind.COMPLIMENT])} {listed(others)}") if v.feedback_cases else "",
        ),
        counted(
            f"Feedback received in {m.year}, by kind",
            "Kind",
            _plural(v),
            year=m.year,
            before=_plural(before) if before else None,
            year_before=m.year_before,
            key="by-kind",
        ),
    )


def _complaints_share(v: Volumes) -> str:
    if not v.feedback_cases:
        return ""
    if v.feedback_cases == 1:
        return "It was a complaint." if v.complaints else ""
    if not v.complaints:
        return "None of it was a complaint."
    return f"Complaints made up {share(v.complaints, v.feedback_cases, 'case')}."


def _plural(v: Volumes) -> tuple[tuple[str, int], ...]:
    return tuple((PLURAL[Kind(label)], n) for label, n in v.by_kind)


def _service_areas(m: Material) -> tuple[Block, ...]:
    v, before = m.now.volumes, m.before.volumes if m.before else None
    if not v.feedback_cases:
        return ()
    areas, areas_said = v.by_service_area_and_kind, top(dict(v.by_service_area), 4)
    spec = ChartSpec(
        "stacked",
        f"Feedback received in {m.year}, by service area and kind",
        tuple(area for area, _ in areas),
        tuple(Series(plural, tuple(dict(pairs).get(kind, 0) for _, pairs in areas)) for kind, plural in _KINDS),
        unit="cases",
        unit_one="case",
        category="Service area",
    )
    return (
        m.prose("volumes.service_areas", f"Feedback was received about {plain(areas_said)}." if areas_said else ""),
        Chart.of(spec, key="by-service-area"),
        crossed(f"{spec.title}: the numbers", "Service area", areas, _KINDS, key="by-service-area-table"),
        *(
            [
                counted(
                    f"Feedback by service area, {m.year} and {m.year_before}",
                    "Service area",
                    v.by_service_area,
                    year=m.year,
                    before=before.by_service_area,
                    year_before=m.year_before,
                    key="by-service-area-years",
                )
            ]
            if before
            else []
        ),
    )


# --- months ---------------------------------------------------------------------------------------------
def _months(m: Material) -> tuple[Block, ...]:
    v, before = m.now.volumes, m.before.volumes if m.before else None
    if not v.feedback_cases:
        return ()
    names = tuple(month_name(label) for label, _ in v.by_month)
    series = [Series(m.year, tuple(n for _, n in v.by_month))]
    if before:
        series.append(Series(m.year_before, tuple(n for _, n in before.by_month)))
    spec = ChartSpec(
        "columns",
        f"Feedback received in each month of {m.year}",
        names,
        tuple(series),
        unit="cases",
        unit_one="case",
        category="Month",
        labels=tuple(name[:3] for name in names),
    )
    chart = Chart.of(spec, key="by-month")
    return (
        Heading("Feedback by month", 2, "months"),
        m.prose("volumes.months", *_months_said(m)),
        chart,
        chart.table(key="by-month-table"),
        *(
            [
                counted(
                    f"Feedback received in each quarter of {m.year}",
                    "Quarter",
                    tuple((_months_of(label), n) for label, n in v.by_quarter),
                    year=m.year,
                    before=tuple((_months_of(label), n) for label, n in before.by_quarter) if before else None,
                    year_before=m.year_before,
                    key="by-quarter",
                )
            ]
            if v.by_quarter
            else []
        ),
    )


def _months_said(m: Material) -> tuple[str, ...]:
    """Averages are of whole years: a year that is not over has none."""
    v = m.now.volumes
    if not m.over:
        return (f"No average is given, because {m.year} was not over when these figures were made.",)
    return (months_in_words(v.by_month, v.busy_months, v.quiet_months), _quarter(v))


_QUARTERS = ("April to June", "July to September", "October to December", "January to March")


def _months_of(quarter: str) -> str:
    """ "Quarter 4" -> "Quarter 4 (January to March)"."""
    return f"{quarter} ({_QUARTERS[int(quarter[-1]) - 1]})" if quarter[-1:] in "1234" else quarter


def _quarter(v: Volumes) -> str:
    found = dict(v.by_quarter)
    if len(v.quarter_most) != 1 or v.feedback_cases < len(v.by_month):
        return ""
    most = v.quarter_most[0]
    return f"{_months_of(most)} brought the most, {share(found[most], v.feedback_cases, 'case')}."


# --- investigations ---------------------------------------------------------------------------------------
def _bridge(m: Material) -> tuple[Block, ...]:
    v = m.now.volumes
    compared = against(measures.before(m, "investigations"), v.investigations, m.year_before)
    return (
        m.prose(
            "volumes.bridge",
            "One complaint can lead to several investigations: one for each team that answers, and one more at each "
            "further stage.",
            sentence(
                f"{count(v.complaints, 'complaint')} {were(v.complaints)} received in {m.year} and "
                f"{count(v.investigations, 'investigation')} {were(v.investigations)} opened"
                f"{f', {compared}' if compared else ''}"
            ),
        ),
        _bridge_table(v.bridge, m.year),
    )


def _bridge_table(b: Bridge, year: str) -> Table:
    """The sum from cases to investigations; terms of nothing fall away, but for the ends."""
    ended = [(f"less: {label[0].lower()}{label[1:]}", n) for label, n in b.ended_before]
    terms = [
        *ended,
        ("less: not yet opened by the end of the year", b.not_yet_opened),
        ("plus: further teams at stage 1", b.further_teams),
        ("plus: stage 1 opened on complaints received before the year", b.earlier_cases),
        ("plus: stages 2 and 3", b.later_stages),
    ]
    rows = [("Complaints received", b.cases), *((label, n) for label, n in terms if n)]
    rows.append(("Investigations opened", b.investigations))
    return Table(
        f"From complaints to investigations, {year}",
        ("Term", "Number"),
        tuple((plain(label), number(n)) for label, n in rows),
        align=to_the_right(2),
        total=True,
        key="bridge",
    )


def _routes(m: Material) -> tuple[Block, ...]:
    v, before = m.now.volumes, m.before.volumes if m.before else None
    routes, stages = dict(v.investigations_by_route), dict(v.investigations_by_stage)
    if not v.investigations:
        return (m.prose("volumes.routes", f"No investigations were opened in {m.year}."),)
    shares = v.investigations >= TINY
    said = [
        f"{some(n)} {were(n)} {route.casefold()}{f' ({percent(n, v.investigations)})' if shares else ''}"
        for route, n in routes.items()
    ]
    return (
        m.prose(
            "volumes.routes",
            f"Of the investigations opened in {m.year}, {listed(said)}.",
            sentence(
                f"{some(stages[Stage.ONE])} {were(stages[Stage.ONE])} at stage 1, {some(stages[Stage.TWO])} at "
                f"stage 2 and {some(stages[Stage.THREE])} at stage 3"
            ),
        ),
        counted(
            f"Investigations opened in {m.year}, by procedure",
            "Procedure",
            v.investigations_by_route,
            year=m.year,
            before=before.investigations_by_route if before else None,
            year_before=m.year_before,
            key="by-route",
        ),
        crossed(
            f"Investigations opened in {m.year}, by procedure and stage",
            "Procedure",
            v.investigations_by_route_and_stage,
            tuple((stage.value, stage.value) for stage in Stage),
            key="by-route-and-stage",
        ),
    )
