"""Correcting what was recorded: one change, checked against the version that was read."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from desk_app.problems import Problem
from desk_app.records import Change, Record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desk_app.store import Store

R = TypeVar("R", bound=Record)

KEPT = frozenset({"id", "version", "reference", "case_id", "person_id"})


def correct(store: Store, old: R, changes: Mapping[str, Any], today: date, by: str) -> Change | None:
    """Save new values of some fields of a record as it was read (`old`); None if nothing differs.

    Raises Problem when a date lies in the future or the record was changed meanwhile.
    """
    known = {f.name for f in fields(old)}
    wrong = [name for name in changes if name not in known or name in KEPT]
    if wrong:
        raise Problem(f"These fields cannot be corrected: {', '.join(sorted(wrong))}.", "Leave them as they are.")
    new = replace(old, **changes)
    if new == old:
        return None
    future = changes.get("received_on")
    if isinstance(future, date) and future > today:
        raise Problem("The date received is in the future.", "Enter the day it arrived.")
    with store.change(f"correct {old.table.replace('feedback_', '').replace('_', ' ')}", by) as change:
        change.put(old, new)
    return change.change
