"""Which cases have a part in the figures of a period, and when their answers were due: read once, for checks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from desk_app.figures.numbers import Reader
from desk_app.figures.period import Period

CASES = """
SELECT id FROM feedback_case WHERE received_on BETWEEN :start AND :end
UNION SELECT case_id FROM investigation WHERE opened_on BETWEEN :start AND :end
UNION SELECT case_id FROM investigation WHERE closed_on BETWEEN :start AND :end
UNION SELECT case_id FROM investigation WHERE opened_on < :start AND closed_on IS NULL
"""
DUE = """
SELECT investigation_id, due_on, limit_on FROM step
WHERE case_id IN (SELECT value FROM json_each(?))
  AND key IN ('stage_1_response', 'stage_2_response', 'stage_3_response') AND due_on IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Due:
    """When an answer was due: by the procedure alone, and with what was agreed."""

    limit_on: date
    due_on: date


def cases(store: Reader, period: Period) -> tuple[int, ...]:
    """The ids of cases received, opened, closed or still open in the period, oldest first."""
    start, end = period.bounds
    return tuple(sorted(id for (id,) in store.read(CASES, {"start": start, "end": end})))


def due(store: Reader, case_ids: Sequence[int]) -> dict[int, Due]:
    """By investigation: when its answer was due, where its procedure says so."""
    rows = store.read(DUE, (json.dumps(list(case_ids)),))
    return {
        id: Due(date.fromisoformat(limit or due_on), date.fromisoformat(due_on))
        for id, due_on, limit in rows
        if id is not None
    }
