"""Changing the office's settings: one change for all that is saved together, and it names them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from desk_app import roles, settings
from desk_app.progress import Progress, silent
from desk_app.records import Change, SettingRecord
from desk_app.store import guarded

if TYPE_CHECKING:
    from desk_app.store import Store

DEFAULTS = settings.Settings()


def change_settings(store: Store, values: Mapping[str, Any], by: str, progress: Progress = silent) -> Change | None:
    """Save settings by key, as `settings.understood` gave them; None if none differs.

    What follows from a setting of the clocks, so every date of every case, is worked out anew in the same change:
    that takes a while in a large store, so `progress` tells how far it is and may stop it.
    """
    now = store.settings()
    differing = {key: value for key, value in values.items() if getattr(now, key) != value}
    if not differing:
        return None
    for task in sorted({guarded.SETTINGS[key] for key in differing.keys() & guarded.SETTINGS.keys()}):
        roles.require(store.role, task)
    names = ", ".join(settings.label(key) for key in differing)
    kept = {row.key: row for row in store.all(SettingRecord)}
    with store.change(f"change settings: {names}", by, progress) as change:
        for key, value in differing.items():
            old = kept.get(key)
            if value == getattr(DEFAULTS, key):
                assert old is not None, "it differs from its default, so it is kept"
                change.put(old, None)
                continue
            new = settings.to_row(key, value)
            if old is None:
                change.put(None, new)
            else:
                change.put(old, SettingRecord(id=old.id, version=old.version, key=key, value=new.value))
    return change.change
