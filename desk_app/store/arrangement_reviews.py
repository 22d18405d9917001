"""When contact arrangements are to be reviewed. They are of a person: each stands once, with the person's first case.

Read when it is asked for, not kept with the steps of cases: there are few, and none of a case's dates depends on them.
"""

from __future__ import annotations

from datetime import date

from desk_app.records import Step
from desk_app.store import engine

KEY, LABEL = "arrangement_review", "Review the contact arrangement"
_WAITING = """
SELECT a.id, a.review_on, l.case_id, l.reference
FROM contact_arrangement a
JOIN case_line l ON l.case_id = (SELECT min(p.case_id) FROM party p WHERE p.person_id = a.person_id)
WHERE a.review_on IS NOT NULL AND a.review_on <= ? AND a.ended_on IS NULL
ORDER BY a.review_on, a.id
"""


def steps(connection: engine.Connection, last: str) -> list[tuple[Step, str]]:
    """The reviews of arrangements that hold, due up to `last` (ISO), each with the reference of the case."""
    return [
        (_step(arrangement_id, date.fromisoformat(review_on), case_id), reference)
        for arrangement_id, review_on, case_id, reference in connection.execute(_WAITING, (last,))
    ]


def _step(arrangement_id: int, review_on: date, case_id: int) -> Step:
    return Step(
        case_id=case_id, key=KEY, label=LABEL, due_on=review_on, limit_on=review_on,
        internal=True, record_id=arrangement_id,
    )  # fmt: skip
