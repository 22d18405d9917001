"""Whose changes may be undone: what only managers may do, only they may undo for somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk_app import roles
from desk_app.records import Holiday, ListEntry, ProfileRecord, SettingRecord
from desk_app.store import history
from desk_app.store.undo import REDO, UNDO

if TYPE_CHECKING:
    from desk_app.store import Store

OF_TASKS = {
    ListEntry.table: roles.Task.LISTS,
    ProfileRecord.table: roles.Task.PROFILES,
    Holiday.table: roles.Task.PROFILES,
    SettingRecord.table: roles.Task.PROFILES,
}
"""What the office's own records belong to."""
CORRECTED = "correct "
LOOKED_AT = 500
"""Rows: an import has very many, of cases among the first."""


def require(store: Store, change_id: int, member: str) -> None:
    """Raise NotAllowed where a change is another member's, and undoing it is for managers. One's own may be undone.

    A change of cases that brought list entries along, an import, is nobody's in particular.
    """
    what = history.change(store.connection, change_id, LOOKED_AT)
    if what is None or what.by == member:
        return
    if what.tables and what.tables <= OF_TASKS.keys():
        for table in sorted(what.tables):
            roles.require(store.role, OF_TASKS[table])
    if what.verb.removeprefix(UNDO).removeprefix(REDO).startswith(CORRECTED):
        roles.require(store.role, roles.Task.CORRECT_DATES)
