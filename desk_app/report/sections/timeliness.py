"""3. How long complaints took at stage 1, and whether that was in time; what was open when the year ended."""

from __future__ import annotations

from desk_app.figures.timeliness import Acknowledged, InTime, OpenAtEnd
from desk_app.records import Route, Stage
from desk_app.report import measures
from desk_app.report.blocks import Block, Chart, Heading, Prose, Table
from desk_app.report.charts import ChartSpec, Series
from desk_app.report.durations import days_table, in_time_table, within_sentence
from desk_app.report.material import Material
from desk_app.report.tables import counted, to_the_right
from desk_app.report.words import (
    count,
    days,
    listed,
    month_name,
    moved,
    number,
    on,
    ratio,
    sentence,
    share,
    some,
    were,
    whole,
)


def blocks(m: Material) -> tuple[Block, ...]:
    return (
        Heading("How long stage 1 took", 2, "timeliness"),
        *_days(m),
        *_months(m),
        Heading("Stage 1 in time", 3, "in-time"),
        *_in_time(m),
        *_acknowledged(m),
        Heading("Due, open and overdue", 3, "open"),
        *_due(m),
        *_open(m),
    )


# --- days -----------------------------------------------------------------------------------------------
def _days(m: Material) -> tuple[Block, ...]:
    t = m.now.timeliness
    if not t.days_stage1.n:
        return (m.prose("timeliness.days", f"No stage 1 investigations were closed in {m.year}."),)
    now, before = whole(t.days_stage1.mean), measures.before(m, "days")
    routes = [
        f"{days(d.mean)} for {route.value.casefold()} complaints"
        for route, d in ((Route.CORPORATE, t.days_stage1_corporate), (Route.STATUTORY, t.days_stage1_statutory))
        if d.n
    ]
    return (
        m.prose(
            "timeliness.days",
            f"{count(t.days_stage1.n, 'stage 1 investigation').capitalize()} {were(t.days_stage1.n)} closed in "
            f"{m.year}. The average time from receipt to the end {moved(before, now, 'days')}.",
            sentence(f"it was {' and '.join(routes)}") if len(routes) == 2 else "",
        ),
        days_table(
            f"Working days to close stage 1, {m.year}",
            [d for d in t.days if d.stage == Stage.ONE],
            [d for d in m.before.timeliness.days if d.stage == Stage.ONE] if m.before else None,
            m.year_before,
            key="days-stage-1",
        ),
    )


def _months(m: Material) -> tuple[Block, ...]:
    months = m.now.timeliness.days_by_month
    if not m.now.timeliness.days_stage1.n:
        return ()
    names = tuple(month_name(label) for label, _ in months)
    spec = ChartSpec(
        "columns",
        f"Average working days to close stage 1, by month of closing, {m.year}",
        names,
        (Series(m.year, tuple(None if d.mean is None else float(d.rounded(1) or 0) for _, d in months)),),
        unit="working days",
        unit_one="working day",
        decimals=1,
        category="Month",
        labels=tuple(name[:3] for name in names),
        summing="none",
    )
    return (
        Chart.of(spec, key="days-by-month"),
        Table(
            f"{spec.title}: the numbers",
            ("Month", "Closed", "Average working days"),
            tuple(
                (name, number(d.n), "–" if d.mean is None else number(d.mean, 1))
                for name, (_, d) in zip(names, months, strict=True)
            ),
            align=to_the_right(3),
            key="days-by-month-table",
        ),
    )


# --- in time --------------------------------------------------------------------------------------------
def _in_time(m: Material) -> tuple[Block, ...]:
    t = m.now.timeliness
    rows = [i for i in t.in_time if i.stage == Stage.ONE]
    assessed = sum(i.assessed for i in rows)
    kept, extended = sum(i.in_time for i in rows), sum(i.in_extension for i in rows)
    if not sum(i.responded + i.without_response for i in rows):
        return (m.prose("timeliness.in_time", f"No stage 1 response was sent in {m.year}."),)
    within = next((w for w in t.within if w.stage == Stage.ONE and w.n), None)
    return (
        m.prose(
            "timeliness.in_time",
            "A response is in time if it was sent on or before the day it was first due. An extension counts if it "
            "had a reason, the person was told in time, and it kept to the longest time allowed.",
            sentence(
                f"{share(kept, assessed, 'response')} {were(kept, assessed)} in time, "
                f"and {some(extended)} more within an agreed extension"
            )
            if assessed
            else "",
            _each_route(rows),
        ),
        *_in_time_chart(m, rows),
        in_time_table(f"Stage 1 responses of {m.year} and their time limits", rows, key="in-time-table"),
        *([Prose(within_sentence(within))] if within else []),
    )


def _each_route(rows: list[InTime]) -> str:
    parts = [f"{ratio(i.in_time, i.assessed)} {i.route.casefold()} responses" for i in rows if i.assessed]
    return f"By procedure, {listed(parts)} were in time." if len(parts) > 1 else ""


def _in_time_chart(m: Material, rows: list[InTime]) -> tuple[Block, ...]:
    shown = [i for i in rows if i.assessed]
    if not shown:
        return ()
    spec = ChartSpec(
        "stacked",
        f"Stage 1 responses of {m.year}: in time, in an agreed extension, late",
        tuple(i.route for i in shown),
        (
            Series("In time", tuple(i.in_time for i in shown)),
            Series("In an agreed extension", tuple(i.in_extension for i in shown)),
            Series("Late", tuple(i.late for i in shown)),
        ),
        unit="responses",
        unit_one="response",
        category="Procedure",
        share=True,
    )
    return (Chart.of(spec, key="in-time-chart"),)


def _acknowledged(m: Material) -> tuple[Block, ...]:
    a = m.now.timeliness.acknowledged
    if not a.n:
        return ()
    return (
        m.prose(
            "timeliness.acknowledged",
            f"The one stage 1 investigation opened in {m.year} {_acknowledged_in_words(a)}."
            if a.n == 1
            else sentence(
                f"{share(a.in_time, a.n, 'stage 1 investigation')} opened in {m.year} {were(a.in_time)} acknowledged "
                f"within the time limit and {some(a.late)} {were(a.late)} acknowledged late"
            ),
            sentence(f"{some(a.not_acknowledged)} had no recorded acknowledgement")
            if a.not_acknowledged and a.n > 1
            else "",
        ),
    )


def _acknowledged_in_words(a: Acknowledged) -> str:
    if a.not_acknowledged:
        return "had no recorded acknowledgement"
    return f"was acknowledged {'late' if a.late else 'within the time limit'}"


# --- due and open -----------------------------------------------------------------------------------------
def _due(m: Material) -> tuple[Block, ...]:
    d = m.now.timeliness.due
    if not d.n:
        return (m.prose("timeliness.due", f"No stage 1 response fell due in {m.year}."),)
    pairs = (
        ("Answered in time", d.in_time),
        ("Answered in an agreed extension", d.in_extension),
        ("Answered late", d.late),
        ("Not answered", d.unanswered),
    )
    return (
        m.prose(
            "timeliness.due",
            f"Counted by the day they were due, {share(d.in_time, d.n, 'response')} {were(d.in_time, d.n)} sent in "
            "time. Counting in this way includes responses that were never sent.",
        ),
        counted(f"Responses due in {m.year}", "What became of them", pairs, year=m.year, key="due"),
    )


def _open(m: Material) -> tuple[Block, ...]:
    o = m.now.timeliness.open_at_end
    day = on(m.now.period.end)
    if not o.open:
        return (m.prose("timeliness.open", f"No investigation was open when {day} ended."),)
    return (
        m.prose(
            "timeliness.open",
            sentence(f"{count(o.open, 'investigation')} {were(o.open)} open when {day} ended"),
            f"It was {'' if o.overdue else 'not '}overdue."
            if o.open == 1
            else f"{some(o.overdue).capitalize()} of them {'was' if o.overdue < 2 else 'were'} overdue.",
        ),
        Table(
            f"Investigations open on {day}",
            ("Procedure and stage", "Open", "Overdue"),
            (
                *(
                    (f"{route}, {stage.lower()}", number(n), number(over))
                    for route, stage, n, over in o.by_route_and_stage
                ),
                ("Total", number(o.open), number(o.overdue)),
            ),
            align=to_the_right(3),
            total=True,
            note=_by_how_much(o),
            key="open-at-end",
        ),
    )  # fmt: skip


def _by_how_much(o: OpenAtEnd) -> str:
    """ "Of those overdue, 3 were so by 1 to 10 working days and 1 by more than 20 working days."; "" of none."""
    bands = [f"{number(n)} {were(n)} so by {band}" for band, n in o.bands if n]
    return f"Of those overdue, {listed(bands)}." if bands else ""
