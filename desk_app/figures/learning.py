"""What was learnt from complaints that were upheld, and what was done about it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date

from desk_app.figures.facts import Facts
from desk_app.figures.numbers import Counts, Reader, Share, by_size
from desk_app.records import Outcome, Stage


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


POINTS = "SELECT case_id, category FROM learning WHERE case_id IN (SELECT value FROM json_each(?))"
ACTIONS = "SELECT kind, done_on, due_on FROM action WHERE case_id IN (SELECT value FROM json_each(?))"
LISTED = """
SELECT value FROM list_entry WHERE list = ? AND (until_on IS NULL OR until_on >= ?) ORDER BY position
"""


def gather(store: Reader, facts: Facts, as_at: date) -> LearningFigures:
    """Count learning and actions."""
    one = facts.closed.where("stage", Stage.ONE).where("outcome", Outcome.UPHELD, Outcome.PARTIALLY_UPHELD)
    upheld = set(one["case_id"])
    asked = (json.dumps(sorted(upheld)),)
    points = store.read(POINTS, asked)
    actions = Counter(store.read(ACTIONS, asked))
    categories = [v for (v,) in store.read(LISTED, ("learning_category", facts.period.bounds[0]))]
    today = as_at.isoformat()
    done = sum(n for (_, on, _), n in actions.items() if on is not None and on <= today)
    overdue = sum(n for (_, on, due), n in actions.items() if (on is None or on > today) and due and due < today)
    return LearningFigures(
        cases=Share(len({case_id for case_id, _ in points}), len(upheld)),
        points=by_size(Counter(category for _, category in points), categories),
        actions=by_size((kind, n) for (kind, _, _), n in actions.items()),
        actions_done=done,
        actions_due=actions.total() - done - overdue,
        actions_overdue=overdue,
    )
