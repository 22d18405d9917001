"""What the retention schedule asks of all cases that have ended, in one reading."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desk_app.records import Kind
from desk_app.retention import Facts

if TYPE_CHECKING:
    from desk_app.store.store import Store

KEPT_LONGER = "retention"
"""The step of a snooze that keeps a case longer."""
_SQL = """
SELECT c.id, c.reference, c.kind, c.received_on, l.closed_on, l.summary, l.status, c.legal_hold, c.looked_after,
  EXISTS (SELECT 1 FROM investigation i WHERE i.case_id = c.id AND i.responded_on IS NOT NULL),
  EXISTS (SELECT 1 FROM investigation i WHERE i.case_id = c.id AND i.route = 'Statutory'),
  (SELECT group_concat(DISTINCT i.outcome) FROM investigation i WHERE i.case_id = c.id),
  (SELECT max(coalesce(m.decided_on, r.received_on)) FROM ombudsman_matter m
    LEFT JOIN ombudsman_request r ON r.matter_id = m.id WHERE m.case_id = c.id),
  (SELECT max(p.born_on) FROM party JOIN person p ON p.id = party.person_id
    WHERE party.case_id = c.id AND party.role = 'Child'),
  (SELECT max(s.until_on) FROM snooze s WHERE s.case_id = c.id AND s.step = ?)
FROM feedback_case c JOIN case_line l ON l.case_id = c.id
WHERE l.open = 0 AND c.erased_on IS NULL AND c.received_on <= ? ORDER BY c.received_on, c.id
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """A case that has ended, with what the schedule asks of it."""

    case_id: int
    reference: str
    summary: str
    status: str
    on_hold: bool
    kept_longer_until: date | None
    facts: Facts


def ended(store: Store, until: date) -> Iterator[Ended]:
    """The cases that have ended, were received by that day and are not erased; the oldest first."""
    for row in store.read(_SQL, (KEPT_LONGER, until.isoformat())):
        (case_id, reference, kind, received, closed, summary, status, held, looked_after, answered, statutory, outcomes,
         ombudsman, born, longer) = row  # fmt: skip
        facts = Facts(
            Kind(kind), date.fromisoformat(received), _day(closed), bool(answered), bool(statutory),
            frozenset((outcomes or "").split(",")), _day(ombudsman), looked_after == "Yes", _day(born),
        )  # fmt: skip
        yield Ended(case_id, reference, summary, status, bool(held), _day(longer), facts)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
