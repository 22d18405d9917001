"""What was learnt from complaints that were upheld, and what was done about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk_app.figures.numbers import Counts, Reader, Share, by_size
from desk_app.figures.period import Period


@dataclass(frozen=True, slots=True)
class LearningFigures:
    """`cases`: of those with an upheld or partially upheld stage 1 closed in the period, how many have learning."""

    cases: Share
    points: Counts  # every learning category on the list, zero or not; all points of the numerator's cases
    actions: Counts  # actions of those cases, by type
    actions_done: int
    actions_due: int  # with a date that has not passed, or none, and not done
    actions_overdue: int

    @property
    def points_total(self) -> int:
        return sum(count for _, count in self.points)


UPHELD = """
SELECT DISTINCT case_id FROM investigation
WHERE closed_on BETWEEN ? AND ? AND stage = 'Stage 1' AND outcome IN ('Upheld', 'Partially upheld')
AND ending IS NOT 'Re-routed'
"""
CASES = f"""
SELECT count(*), total(EXISTS (SELECT 1 FROM learning l WHERE l.case_id = u.case_id)) FROM ({UPHELD}) u
"""
POINTS = f"SELECT l.category, count(*) FROM learning l JOIN ({UPHELD}) u ON u.case_id = l.case_id GROUP BY 1"
ACTIONS = f"""
SELECT a.kind, a.done_on, a.due_on, count(*) FROM action a JOIN ({UPHELD}) u ON u.case_id = a.case_id GROUP BY 1, 2, 3
"""
LISTED = """
SELECT value FROM list_entry WHERE list = ? AND (until_on IS NULL OR until_on >= ?) ORDER BY position
"""


def gather(store: Reader, period: Period, as_at: date) -> LearningFigures:
    """Count learning and actions."""
    (upheld, with_learning), *_ = store.read(CASES, period.bounds)
    actions = store.read(ACTIONS, period.bounds)
    categories = [v for (v,) in store.read(LISTED, ("learning_category", period.bounds[0]))]
    today = as_at.isoformat()
    done = sum(row[3] for row in actions if row[1] is not None and row[1] <= today)
    overdue = sum(row[3] for row in actions if (row[1] is None or row[1] > today) and row[2] and row[2] < today)
    return LearningFigures(
        cases=Share(int(with_learning), upheld),
        points=by_size(store.read(POINTS, period.bounds), categories),
        actions=by_size((row[0], row[3]) for row in actions),
        actions_done=done,
        actions_due=sum(row[3] for row in actions) - done - overdue,
        actions_overdue=overdue,
    )
