"""Key figures at a glance: each is a figure that a later section explains."""

from __future__ import annotations

from desk_app.records import Kind
from desk_app.report import measures
from desk_app.report.blocks import Block, Heading, KeyFigure, KeyFigures
from desk_app.report.material import Material
from desk_app.report.words import Unit, days_value, number, percent, percent_value, risen, whole


def blocks(m: Material) -> tuple[Block, ...]:
    return (
        Heading("Key figures at a glance", key="key-figures"),
        KeyFigures(_received(m)),
        KeyFigures(_answered(m)),
        m.prose(
            "key_figures.note",
            "Feedback is counted in the year in which it was received, investigations in the year in which they were "
            "opened, and outcomes and days in the year in which the investigation ended.",
        ),
    )


def _received(m: Material) -> tuple[KeyFigure, ...]:
    v, compliments = m.now.volumes, dict(m.now.volumes.by_kind)[Kind.COMPLIMENT]
    received = measures.total_before(m, "feedback_cases")
    return (
        KeyFigure(
            number(v.feedback_cases),
            _things(v.feedback_cases, "piece of feedback", "pieces of feedback"),
            risen(received, v.feedback_cases, m.year_before),
        ),
        KeyFigure(number(v.complaints), _things(v.complaints, "complaint"), _risen(m, "complaints", v.complaints)),
        KeyFigure(number(compliments), _things(compliments, "compliment"), _risen(m, "compliments", compliments)),
        KeyFigure(
            number(v.investigations),
            _things(v.investigations, "investigation opened", "investigations opened"),
            _risen(m, "investigations", v.investigations),
        ),
    )


def _things(amount: int, one: str, many: str = "") -> str:
    return one if amount == 1 else many or f"{one}s"


def _risen(m: Material, measure: str, now: int | None, unit: Unit = "count") -> str:
    return risen(measures.before(m, measure), now, m.year_before, unit)


def _answered(m: Material) -> tuple[KeyFigure, ...]:
    now = m.now
    o, days, learnt = now.outcomes, now.timeliness.days_stage1, now.learning.cases
    fault = percent_value(o.fault_found, o.stage1_closed)
    return (
        KeyFigure(
            days_value(days.mean),
            "average working days to close stage 1",
            _and(f"{number(days.n)} closed", _risen(m, "days", whole(days.mean), "days")) if days.n else "none closed",
        ),
        KeyFigure(
            percent(o.fault_found, o.stage1_closed),
            "of stage 1 upheld in full or in part",
            _and(f"{number(o.fault_found)} of {number(o.stage1_closed)}", _risen(m, "fault_found", fault, "percent"))
            if o.stage1_closed
            else "none closed",
        ),
        KeyFigure(
            number(now.escalation.escalated_cases),
            _things(now.escalation.escalated_cases, "case went beyond stage 1", "cases went beyond stage 1"),
            _risen(m, "beyond_stage_1", now.escalation.escalated_cases),
        ),
        KeyFigure(
            percent(learnt.part, learnt.whole),
            "of upheld cases with learning recorded",
            f"{number(learnt.part)} of {number(learnt.whole)}" if learnt.whole else "none upheld",
        ),
    )


def _and(said: str, compared: str) -> str:
    return f"{said}, {compared}" if compared else said
