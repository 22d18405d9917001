"""3. Beyond stage 1: how many, why, how long stages 2 and 3 took, what they cost."""

from __future__ import annotations

from desk_app.records import Route, Stage
from desk_app.report import measures
from desk_app.report.blocks import Block, Heading, Prose, Table
from desk_app.report.durations import days_table, in_time_table, within_sentence
from desk_app.report.material import Material
from desk_app.report.tables import counted, to_the_right
from desk_app.report.words import count, money, moved, not_recorded, number, sentence, share, were


def blocks(m: Material) -> tuple[Block, ...]:
    return (
        Heading("Beyond stage 1", 2, "escalation"),
        *_cases(m),
        *_reasons(m),
        Heading("How long stages 2 and 3 took", 3, "later-stages"),
        *_days(m),
        *_in_time(m),
        m.prose("escalation.costs", _costs(m)),
    )


def _cases(m: Material) -> tuple[Block, ...]:
    e, old = m.now.escalation, m.before.escalation if m.before else None
    before = measures.before(m, "beyond_stage_1")
    by_route, old_routes = dict(e.stage2_by_route), dict(old.stage2_by_route) if old else {}
    rows = [
        ("Cases with a stage 2 opened in the year", e.escalated_cases, old.escalated_cases if old else None),
        *(
            (f"Stage 2 opened, {route.value.casefold()}", by_route.get(route, 0), old_routes.get(route, 0))
            for route in (Route.STATUTORY, Route.CORPORATE)
        ),
        ("Stage 3 opened (statutory)", e.stage3, old.stage3 if old else None),
        ("Early referrals to the Ombudsman", e.early_referrals, old.early_referrals if old else None),
    ]
    return (
        m.prose(
            "escalation.cases",
            "Counted by the year in which stage 2 was asked for, the number of cases that went beyond stage 1 "
            f"{moved(before, e.escalated_cases)}.",
            f"Of the complaints received in {m.year}, {share(e.cohort.part, e.cohort.whole, 'case')} "
            f"{'has' if 1 in (e.cohort.part, e.cohort.whole) else 'have'} gone on so far."
            if e.cohort.whole
            else "",
        ),
        Table(
            "Cases beyond stage 1",
            ("Measure", m.year, *([m.year_before] if old else [])),
            tuple((label, number(n), *([number(o or 0)] if old else [])) for label, n, o in rows),
            align=to_the_right(3 if old else 2),
            key="beyond-stage-1",
        ),
    )


def _reasons(m: Material) -> tuple[Block, ...]:
    e = m.now.escalation
    if not e.reasons:
        return ()
    late = (
        f"{count(e.stage1_overdue, 'of them', 'of them').capitalize()} went on because the stage 1 response was "
        "overdue, which is a fault of its own."
        if e.stage1_overdue
        else ""
    )
    return (
        m.prose("escalation.reasons", "The next table says why people asked for a further stage.", late),
        counted(
            f"Reasons for going on to stage 2 or 3, {m.year}",
            "Reason",
            e.reasons,
            year=m.year,
            key="escalation-reasons",
        ),
    )


def _days(m: Material) -> tuple[Block, ...]:
    t = m.now.timeliness
    rows = [d for d in t.days if d.stage != Stage.ONE and d.route]
    if not rows:
        return (m.prose("escalation.days", f"No stage 2 or stage 3 investigation was closed in {m.year}."),)
    before = [d for d in m.before.timeliness.days if d.stage != Stage.ONE] if m.before else None
    return (
        m.prose(
            "escalation.days",
            "Days are counted from the request for the stage. Stages 2 and 3 and the two procedures are kept apart.",
        ),
        days_table(f"Working days to close stages 2 and 3, {m.year}", rows, before, m.year_before, key="days-later"),
    )


def _in_time(m: Material) -> tuple[Block, ...]:
    t = m.now.timeliness
    out: list[Block] = []
    for stage in (Stage.TWO, Stage.THREE):
        rows = [i for i in t.in_time if i.stage == stage and i.responded + i.without_response]
        if rows:
            out.append(
                in_time_table(
                    f"{stage.value} responses of {m.year} and their time limits", rows, key=f"in-time-{stage.value[-1]}"
                )
            )
    two = next((w for w in t.within if w.stage == Stage.TWO and w.n), None)
    if two:
        out.append(Prose(within_sentence(two)))
    out += _panels(m)
    if out and not any(d.stage == Stage.THREE for d in t.days):
        out.append(Prose(f"No stage 3 was closed in {m.year}."))
    return tuple(out)


def _panels(m: Material) -> list[Block]:
    """That the panel met and its report came within the limits, by the day these fell."""
    panels = m.now.timeliness.panels
    if not panels:
        return []
    return [
        Table(
            f"Review panels of {m.year} and their time limits",
            ("Step", "In time", "Late", "Not done"),
            tuple((p.step, number(p.in_time), number(p.late), number(p.not_done)) for p in panels),
            align=to_the_right(4),
            note="By the day that each was due: the meeting 30 working days after the request, the report 5 after it.",
            key="panels",
        )
    ]


def _costs(m: Material) -> str:
    e = m.now.escalation
    closed = sum(d.days.n for d in m.now.timeliness.days if d.stage != Stage.ONE and d.route)
    if not closed:
        fees = ""
    elif not e.later_stages_with_cost:
        fees = f"The cost was {not_recorded(closed, closed, 'investigation')} closed at stages 2 and 3."
    else:
        fees = (
            f"Stages 2 and 3 cost {money(e.later_stages_cost_pence)}, as recorded for "
            f"{number(e.later_stages_with_cost)} of {count(closed, 'investigation')} closed."
        )
    paid = (
        f"{count(e.remedies_paid, 'payment').capitalize()} to put things right {were(e.remedies_paid)} made, "
        f"{money(e.remedies_paid_pence)} in all."
        if e.remedies_paid
        else "No payment to put things right was recorded."
    )
    return f"{fees} {sentence(paid)}".strip()
