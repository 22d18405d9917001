"""What was decided: outcomes of investigations closed in the period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desk_app.figures.numbers import Counts, Reader, by_size, counts
from desk_app.figures.period import Period
from desk_app.records import Outcome, Route, Stage

FAULT = (Outcome.UPHELD, Outcome.PARTIALLY_UPHELD)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Counts by outcome always list every outcome, so that they sum to n."""

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


CLOSED = """
SELECT i.route, i.stage, coalesce(i.outcome, 'No recorded outcome'), c.service_area, c.subcategory, count(*)
FROM investigation i JOIN feedback_case c ON c.id = i.case_id
WHERE i.closed_on BETWEEN ? AND ? AND i.ending IS NOT 'Re-routed' GROUP BY 1, 2, 3, 4, 5
"""


def gather(store: Reader, period: Period) -> Outcomes:
    """Count outcomes of what was closed in the period."""
    rows = store.read(CLOSED, period.bounds)
    one = [row for row in rows if row[1] == Stage.ONE]
    areas = [label for label, _ in by_size((row[3], row[5]) for row in one)]
    return Outcomes(
        stage1_closed=sum(row[5] for row in one),
        stage1=_by_outcome(one),
        stage1_by_route=tuple((str(r), _by_outcome([row for row in one if row[0] == r])) for r in Route),
        by_stage=tuple(
            (str(stage), _by_outcome(found))
            for stage in Stage
            if (found := [row for row in rows if row[1] == stage]) or stage is Stage.ONE
        ),
        by_service_area=tuple(
            (area, _by_outcome([row for row in one if (row[3] or "Not recorded") == area])) for area in areas
        ),
        fault_by_subcategory=by_size((row[4], row[5]) for row in one if row[2] in FAULT),
    )


def _by_outcome(rows: list[tuple[Any, ...]]) -> Counts:
    return counts([(row[2], row[5]) for row in rows], Outcome)
