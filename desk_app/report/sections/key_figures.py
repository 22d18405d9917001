"""Key figures at a glance: each is a figure that a later section explains."""

from __future__ import annotations

from desk_app.figures import Figures
from desk_app.records import Kind
from desk_app.report.blocks import Block, Heading, KeyFigure, KeyFigures
from desk_app.report.material import Material
from desk_app.report.words import days_value, number, percent, risen


def blocks(m: Material) -> tuple[Block, ...]:
    return (
        Heading("Key figures at a glance", key="key-figures"),
        KeyFigures(_received(m.now, m.before, m.year_before)),
        KeyFigures(_answered(m.now, m.before, m.year_before)),
        m.prose(
            "key_figures.note",
            "Feedback is counted in the year in which it was received, investigations in the year in which they were "
            "opened, and outcomes and days in the year in which the investigation ended.",
        ),
    )


def _received(now: Figures, before: Figures | None, year_before: str) -> tuple[KeyFigure, ...]:
    v, old = now.volumes, before.volumes if before else None
    received, opened = (old.feedback_cases, old.investigations) if old else (None, None)
    kinds, kinds_before = dict(v.by_kind), dict(old.by_kind) if old else None

    def was(value: int, before: int | None) -> str:
        return risen(before, value, year_before)

    def kind(kind: Kind) -> str:
        return was(kinds[kind], kinds_before[kind] if kinds_before is not None else None)

    return (
        KeyFigure(number(v.feedback_cases), "pieces of feedback", was(v.feedback_cases, received)),
        KeyFigure(number(v.complaints), "complaints", kind(Kind.COMPLAINT)),
        KeyFigure(number(kinds[Kind.COMPLIMENT]), "compliments", kind(Kind.COMPLIMENT)),
        KeyFigure(
            number(v.investigations),
            "investigations opened",
            was(v.investigations, opened),
        ),
    )


def _answered(now: Figures, before: Figures | None, year_before: str) -> tuple[KeyFigure, ...]:
    o, days, learnt = now.outcomes, now.timeliness.days_stage1, now.learning.cases
    return (
        KeyFigure(
            days_value(days.mean),
            "average working days to close stage 1",
            f"{number(days.n)} closed" if days.n else "none closed",
        ),
        KeyFigure(
            percent(o.fault_found, o.stage1_closed),
            "of stage 1 upheld in full or in part",
            f"{number(o.fault_found)} of {number(o.stage1_closed)}" if o.stage1_closed else "none closed",
        ),
        KeyFigure(
            number(now.escalation.escalated_cases),
            "cases went beyond stage 1",
            risen(before.escalation.escalated_cases if before else None, now.escalation.escalated_cases, year_before),
        ),
        KeyFigure(
            percent(learnt.part, learnt.whole),
            "of upheld cases with learning recorded",
            f"{number(learnt.part)} of {number(learnt.whole)}" if learnt.whole else "none upheld",
        ),
    )
