"""For a report's examples: the names that stand in the store, and the cases that taught something."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk_app.store.store import Store

_EVERYBODY = """
SELECT name FROM person WHERE erased_on IS NULL AND match_key <> ''
UNION SELECT investigator FROM investigation
UNION SELECT investigating_officer FROM investigation
UNION SELECT independent_person FROM investigation
UNION SELECT adjudicating_officer FROM investigation
UNION SELECT signed_off_by FROM investigation
UNION SELECT name FROM replaced
UNION SELECT checked_by FROM quality_check
UNION SELECT manager FROM list_entry
UNION SELECT deputy FROM list_entry
UNION SELECT owner FROM action
UNION SELECT name FROM member
"""
_LEARNT = """
SELECT c.id, min(CASE i.outcome WHEN 'Upheld' THEN 0 WHEN 'Partially upheld' THEN 1 ELSE 2 END) AS rank
FROM learning l JOIN feedback_case c ON c.id = l.case_id LEFT JOIN investigation i ON i.id = l.investigation_id
WHERE c.received_on BETWEEN ? AND ? AND c.erased_on IS NULL
GROUP BY c.id ORDER BY rank, c.id DESC
"""


def everybody(store: Store) -> list[str]:
    """Every name that the store knows, of people and of staff."""
    return [row[0] for row in store.read(_EVERYBODY) if row[0]]


def cases_with_learning(store: Store, first: str, last: str) -> list[int]:
    """The ids of cases received between two days (ISO) that have learning: upheld ones first, then the latest."""
    return [row[0] for row in store.read(_LEARNT, (first, last))]
