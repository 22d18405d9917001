"""Rows of the data check accepted as they are: a decision on each case, with who and when; undone like any other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desk_app.records import Change, Decision, DecisionKind

if TYPE_CHECKING:
    from desk_app.store import Store


@dataclass(frozen=True, slots=True)
class Accepted:
    """What is accepted of a case: the row's own criterion, and what it says."""

    case_id: int
    criterion: str
    what: str


def accept(store: Store, rows: Iterable[Accepted], reason: str, today: date, by: str) -> Change | None:
    """Accept rows, all in one change; None without any."""
    wanted = list(rows)
    if not wanted:
        return None
    with store.change("accept as it is, for the report", by) as change:
        for row in wanted:
            change.put(
                None,
                Decision(
                    case_id=row.case_id, kind=DecisionKind.CHECK_OVERRIDDEN, what=row.what, reason=reason,
                    criteria=(row.criterion,), decided_by=by, decided_on=today,
                ),
            )  # fmt: skip
    return change.change


def look_again(store: Store, decisions: Iterable[Decision], by: str) -> Change | None:
    """Take back what was accepted; None without any. Raises Problem when one was changed meanwhile."""
    wanted = list(decisions)
    if not wanted:
        return None
    with store.change("look at it again, for the report", by) as change:
        for decision in wanted:
            change.put(decision, None)
    return change.change
