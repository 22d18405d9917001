"""Whose changes of dates may be undone. What else only managers may put back, the store refuses (store/guarded.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app import roles
from desk_app.desk.correct import is_recorded_date
from desk_app.records import Investigation, Record
from desk_app.store import history
from desk_app.store.changes import REDO, UNDO
from desk_app.store.rows import CLASSES, codec, row_of

if TYPE_CHECKING:
    from desk_app.store import Store
    from desk_app.store.journal import Entry

CORRECTED = "correct "
STARTS = frozenset({"received_on", "opened_on", "started_on"})
"""The dates that clocks start on: no verb but a manager's gives them another day."""
LOOKED_AT = 500
"""Rows: an import has very many, and corrects nothing."""


def require(store: Store, change_id: int, member: str) -> None:
    """Raise NotAllowed where undoing a change takes back another day that a manager gave a date.

    A date that was filled in first is its own member's to take back; for somebody else it is a correction.
    """
    what = history.change(store.connection, change_id, LOOKED_AT)
    if what is None:
        return
    is_correction = what.verb.removeprefix(UNDO).removeprefix(REDO).startswith(CORRECTED)
    if is_correction and what.by != member:
        roles.require(store.role, roles.Task.CORRECT_DATES)
    entries = history.entries(store.connection, change_id)[:LOOKED_AT]
    if any(_gives_another_day(entry, any_date=is_correction) for entry in entries) or (
        what.by != member and any(_starts_on_another_day(entry) for entry in entries)
    ):
        roles.require(store.role, roles.Task.CORRECT_DATES)


def _gives_another_day(entry: Entry, *, any_date: bool) -> bool:
    if entry.before is None or entry.after is None:
        return False
    was, now = (_record(entry, body) for body in (entry.before, entry.after))
    names = [name for name in was.__slots__ if (any_date or name in STARTS) and is_recorded_date(was, name)]
    return any(getattr(now, name) not in (None, getattr(was, name)) for name in names)


def _starts_on_another_day(entry: Entry) -> bool:
    """Whether an investigation was opened whose clock starts on a day of its own, as after a change of procedure."""
    if entry.table != Investigation.table or entry.before is not None or entry.after is None:
        return False
    return getattr(_record(entry, entry.after), "started_on", None) is not None


def _record(entry: Entry, body: str) -> Record:
    kept = codec(CLASSES[entry.table])
    record: Record = kept.from_row(row_of(kept, body, entry.row, 1))
    return record
