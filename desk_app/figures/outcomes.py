"""What was decided: outcomes of investigations closed in the period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk_app.figures.facts import Facts
from desk_app.figures.numbers import NOT_RECORDED, Counts, by_size, counts
from desk_app.records import Ending, Outcome, Route, Stage

FAULT = (Outcome.UPHELD, Outcome.PARTIALLY_UPHELD)
REFUSED = str(Ending.REFUSED)
"""What became of an investigation that was refused after it had begun: no decision, and no gap in the register."""


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Counts by outcome always list every outcome, so that they sum to n; refused ones where there are any."""

    stage1_closed: int
    stage1: Counts
    stage1_by_route: tuple[tuple[str, Counts], ...]
    by_stage: tuple[tuple[str, Counts], ...]  # stages with closed investigations, and stage 1
    by_service_area: tuple[tuple[str, Counts], ...]  # stage 1
    fault_by_subcategory: Counts  # stage 1 upheld or partially upheld, by problem sub-category

    @property
    def upheld(self) -> int:
        return dict(self.stage1)[Outcome.UPHELD]

    @property
    def fault_found(self) -> int:
        """Upheld and partially upheld."""
        return sum(count for label, count in self.stage1 if label in FAULT)


def gather(facts: Facts) -> Outcomes:
    """Count outcomes of what was closed in the period."""
    closed = facts.closed
    rows = Counter(
        (
            route,
            stage,
            REFUSED if ending == REFUSED else outcome or Outcome.NOT_RECORDED,
            facts.places[case_id].service_area or NOT_RECORDED,
            facts.places[case_id].subcategory,
        )
        for route, stage, outcome, ending, case_id in zip(
            *(closed[name] for name in ("route", "stage", "outcome", "ending", "case_id")), strict=True
        )
    )
    one = {row: n for row, n in rows.items() if row[1] == Stage.ONE}
    areas = [label for label, _ in by_size((row[3], n) for row, n in one.items())]
    return Outcomes(
        stage1_closed=sum(one.values()),
        stage1=_by_outcome(one),
        stage1_by_route=tuple((str(r), _by_outcome({k: n for k, n in one.items() if k[0] == r})) for r in Route),
        by_stage=tuple(
            (str(stage), _by_outcome(found))
            for stage in Stage
            if (found := {k: n for k, n in rows.items() if k[1] == stage}) or stage is Stage.ONE
        ),
        by_service_area=tuple((area, _by_outcome({k: n for k, n in one.items() if k[3] == area})) for area in areas),
        fault_by_subcategory=by_size((row[4], n) for row, n in one.items() if row[2] in FAULT),
    )


def _by_outcome(rows: Mapping[tuple[Any, ...], int]) -> Counts:
    return counts([(row[2], n) for row, n in rows.items()], Outcome)
