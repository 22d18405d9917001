"""Totals that must agree, checked each time figures are gathered. A failing check stops publishing, never a draft."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk_app.figures.numbers import total

if TYPE_CHECKING:
    from desk_app.figures import Figures


@dataclass(frozen=True, slots=True)
class Check:
    """Two ways to the same number."""

    key: str
    label: str
    one: int
    other: int

    @property
    def holds(self) -> bool:
        return self.one == self.other


def checks(figures: Figures) -> Iterator[Check]:
    """Every check on the figures of a period."""
    v, t, o = figures.volumes, figures.timeliness, figures.outcomes
    yield Check("kinds", "Cases by kind sum to all cases", total(v.by_kind), v.feedback_cases)
    yield Check("months", "Cases by month sum to all cases", total(v.by_month), v.feedback_cases)
    if v.by_quarter:
        yield Check("quarters", "Cases by quarter sum to all cases", total(v.by_quarter), v.feedback_cases)
    yield Check("areas", "Cases by service area sum to all cases", total(v.by_service_area), v.feedback_cases)
    yield Check("channels", "Cases by channel sum to all cases", total(v.by_channel), v.feedback_cases)
    yield Check(
        "routes", "Investigations by procedure sum to all investigations",
        total(v.investigations_by_route), v.investigations,
    )  # fmt: skip
    yield Check(
        "stages", "Investigations by stage sum to all investigations",
        total(v.investigations_by_stage), v.investigations,
    )  # fmt: skip
    yield Check(
        "teams", "Investigations by team sum to all investigations",
        total(v.investigations_by_team), v.investigations,
    )  # fmt: skip
    b = v.bridge
    left = b.cases - total(b.ended_before) - b.not_yet_opened
    yield Check(
        "bridge", "Cases less those ended early, with further teams and later stages, give the investigations",
        left + b.further_teams + b.earlier_cases + b.later_stages, v.investigations,
    )  # fmt: skip
    yield Check("outcomes", "Outcomes sum to the stage 1 investigations closed", total(o.stage1), o.stage1_closed)
    yield Check(
        "outcome-routes", "Outcomes by procedure sum to the stage 1 investigations closed",
        sum(total(c) for _, c in o.stage1_by_route), o.stage1_closed,
    )  # fmt: skip
    yield Check("days", "Days to close count every stage 1 investigation closed", t.days_stage1.n, o.stage1_closed)
    partition = sum(i.responded + i.without_response for i in t.in_time if i.stage == "Stage 1")
    yield Check("timeliness", "In time, extended, late and no response sum to all closed", partition, o.stage1_closed)
    yield Check(
        "categories", "Complaints by problem category sum to all complaints",
        total(figures.themes.by_category), v.complaints,
    )  # fmt: skip
    yield Check(
        "looked-after", "Complaints by looked after child sum to all complaints",
        total(figures.who_complained.by_looked_after), v.complaints,
    )  # fmt: skip
    yield Check("compliments", "Compliments by team sum to all compliments", total(figures.compliments.by_team),
                dict(v.by_kind)["Compliment"])  # fmt: skip
    yield Check(
        "acknowledgements", "Acknowledged in time, late and not sum to stage 1 opened",
        t.acknowledged.n, dict(v.investigations_by_stage)["Stage 1"],
    )  # fmt: skip
    om = figures.ombudsman
    yield Check(
        "ombudsman", "The Ombudsman's requests by answer sum to all requests",
        om.answers.n + om.not_needed + om.not_answered, om.requests,
    )  # fmt: skip
    yield Check("decisions", "The Ombudsman's decisions sum to all matters decided", om.with_decision, om.decided)
