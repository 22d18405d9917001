"""What only managers put into a store, whichever way it comes: a verb, undo or redo, an import. One table.

The desk's verbs ask roles.py themselves, before they look at anything; this is asked of each row that is written, so
that nothing goes round them. Dates that were recorded are not here: many verbs of officers set and clear dates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from desk_app.records import Case, Holiday, ListEntry, Member, ProfileRecord, SettingRecord, Snooze
from desk_app.roles import Task
from desk_app.settings import Group, of_group
from desk_app.store.retained import KEPT_LONGER
from desk_app.store.rows import Codec, Row
from desk_app.store.upkeep import CLOCK_SETTINGS

SETTINGS: Mapping[str, Task] = {
    **dict.fromkeys(CLOCK_SETTINGS, Task.PROFILES),
    **{setting.name: Task.KEEPING for group in (Group.RETENTION, Group.LOCKING) for setting in of_group(group)},
    "sample": Task.KEEPING,
}
"""The settings that are not everybody's to change. A sample store neither locks nor makes backups by itself."""


def _setting(before: Any, after: Any) -> Task | None:
    return SETTINGS.get((after or before).key)


def _hold(before: Any, after: Any) -> Task | None:
    """Putting on hold, ending it, and taking a case away that is on hold. A new case may come with its hold."""
    held = before is not None and before.legal_hold
    holds = after is not None and after.legal_hold
    return Task.ERASE if before is not None and held is not holds else None


def _kept_longer(before: Any, after: Any) -> Task | None:
    return Task.ERASE if (after or before).step == KEPT_LONGER else None


def _entry(before: Any, after: Any) -> Task | None:
    """A value that is not on its list joins it with a case (`of_lists`); a changed entry is a manager's."""
    return Task.LISTS if before is not None and after is not None else None


_ROWS: Mapping[str, Callable[[Any, Any], Task | None]] = {
    Holiday.table: lambda _, __: Task.PROFILES,
    ProfileRecord.table: lambda _, __: Task.PROFILES,
    Member.table: lambda _, __: Task.MEMBERS,
    SettingRecord.table: _setting,
    ListEntry.table: _entry,
    Case.table: _hold,
    Snooze.table: _kept_longer,
}


def of_row(kept: Codec[Any], before: Row | None, after: Row | None) -> Task | None:
    """What writing this row takes, None for what everybody may."""
    asked = _ROWS.get(kept.table)
    if asked is None or (before is None and kept.table == Case.table):  # cases come by the hundred thousand
        return None
    old, new = (None if row is None else kept.from_row(row) for row in (before, after))
    return asked(old, new)


def of_lists(tables: frozenset[str], *, puts_back: bool) -> Task | None:
    """What entries that were added or removed take: they may join with cases, and leave with them.

    Not by themselves, and `puts_back`: an entry that comes back by an undo was removed by a manager.
    """
    if ListEntry.table not in tables:
        return None
    return Task.LISTS if puts_back or tables == {ListEntry.table} else None
