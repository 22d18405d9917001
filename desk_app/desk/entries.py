"""Keeping the lists: adding, renaming, ordering, taking out of use. Teams are a list too.

Renaming is one of two things, and who renames says which:
- A correction. The entry and every record that has the old word get the new one, in one change: figures of all years
  count them under the new word. Published reports keep what they printed.
- A new name from a day on (a reorganisation). Records keep the word of their time, the old entry ends the day before
  and names its successor, the new one begins: figures of earlier years stay as they were.
An entry that a record has is never removed, only taken out of use.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from desk_app import lists, roles
from desk_app.dates import in_words
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import Change, ListEntry, ListName

if TYPE_CHECKING:
    from desk_app.store import Store
    from desk_app.store.changes import Changing

BELOW = {ListName.SERVICE_AREA: ListName.TEAM, ListName.CATEGORY: ListName.SUBCATEGORY}
"""The list whose entries each belong to an entry of this one."""
ABOVE = {below: above for above, below in BELOW.items()}
ONE = {
    ListName.SERVICE_AREA: "service area",
    ListName.TEAM: "team",
    ListName.CHANNEL: "channel",
    ListName.RELATIONSHIP: "relationship",
    ListName.CATEGORY: "category",
    ListName.SUBCATEGORY: "sub-category",
    ListName.THEME: "theme",
    ListName.LEARNING_CATEGORY: "learning category",
    ListName.ACTION_KIND: "kind of action",
    ListName.ESCALATION_REASON: "reason for escalation",
    ListName.DELAY_REASON: "reason for delay",
    ListName.ENDED_REASON: "reason for ending",
}
"""What an entry of each list is called."""
FIELDS = {
    "parent": "where it belongs",
    "from_on": "first day in use",
    "until_on": "last day in use",
    "successor": "successor",
    "manager": "manager",
    "deputy": "deputy",
    "email": "email",
    "region": "region",
    "group_name": "group",
}
"""What may be changed beside the name, in the words of the journal."""


def _require(store: Store) -> None:
    roles.require(store.role, roles.Task.LISTS)


def add(store: Store, entry: ListEntry, by: str) -> Change:
    """Add an entry at the end of its list (of those that belong to the same one). Raises Problem."""
    _require(store)
    entry = replace(entry, value=" ".join(entry.value.split()))
    _check(store, entry)
    last = max((each.position for each in _beside(store, entry)), default=0)
    with store.change(f"add {ONE[entry.list]}: {entry.value}", by) as change:
        change.put(None, replace(entry, position=last + 1))
    return change.change


def change_entry(
    store: Store,
    old: ListEntry,
    new: ListEntry,
    today: date,
    by: str,
    *,
    since: date | None = None,
    progress: Progress = silent,
) -> Change | None:
    """Save an entry as it should be; None if nothing differs. Raises Problem.

    With another `value` it is renamed: a correction everywhere, or with `since` a new name from that day on.
    """
    _require(store)
    new = replace(new, value=" ".join(new.value.split()))
    if new == old:
        return None
    _check(store, new)
    if new.value == old.value:
        what = ", ".join(words for name, words in FIELDS.items() if getattr(old, name) != getattr(new, name))
        with store.change(f"change {ONE[old.list]}: {old.value} ({what})", by) as change:
            change.put(old, new)
        return change.change
    if since is not None:
        _check_since(store, old, since, today)
        return _succeed(store, old, new, since, by)
    verb = f"rename {ONE[old.list]}: {old.value} to {new.value}"
    with store.change(verb, by, progress) as change:
        change.put(old, new)
        count = _rename_everywhere(store, change, old, new.value, progress)
        if count:
            change.verb = f"{verb} ({count:,} record{'' if count == 1 else 's'})"
    return change.change


def _rename_everywhere(store: Store, change: Changing, old: ListEntry, value: str, progress: Progress) -> int:
    """Put the new word where the old one is; how many records of cases had it."""
    total, count = store.uses(old.list, old.value), 0
    for record, field in store.using(old.list, old.value):
        if isinstance(record, ListEntry):
            if record.list is BELOW.get(old.list):
                change.put(record, replace(record, parent=value))
            continue
        change.put(record, replace(record, **{field: _with(getattr(record, field), old.value, value)}))
        progress(count, total, f"Renaming {old.value}")
        count += 1
    for entry in store.lists()[old.list]:
        if entry.successor == old.value and entry.id != old.id:
            change.put(entry, replace(entry, successor=value))
    return count


def _with(words: Any, old: str, new: str) -> Any:
    """A field's word or words with one of them replaced."""
    if isinstance(words, tuple):
        return tuple(dict.fromkeys(new if word == old else word for word in words))
    return new


def _check_since(store: Store, old: ListEntry, since: date, today: date) -> None:
    below = BELOW.get(old.list)
    if since > today and below and any(entry.parent == old.value for entry in store.lists()[below]):
        raise Problem(  # until that day, nothing could be chosen under the old name
            f"A {ONE[below]} belongs to “{old.value}”, so its new name cannot begin in the future.",
            "Enter today or an earlier day, or rename it when the day has come.",
        )
    if old.from_on is not None and since <= old.from_on:
        raise Problem(
            f"“{old.value}” is in use only from {in_words(old.from_on)}.", "Enter a later day for the new name."
        )


def _succeed(store: Store, old: ListEntry, new: ListEntry, since: date, by: str) -> Change:
    verb = f"rename {ONE[old.list]} from {in_words(since)}: {old.value} to {new.value}"
    with store.change(verb, by) as change:
        change.put(old, replace(old, until_on=since - timedelta(days=1), successor=new.value))
        change.put(None, replace(new, id=0, version=0, from_on=since))
        for record, _ in store.using(old.list, old.value):
            if isinstance(record, ListEntry) and record.list is BELOW.get(old.list):
                change.put(record, replace(record, parent=new.value))
    return change.change


def move(store: Store, entry: ListEntry, by: str, *, up: bool) -> Change | None:
    """Move an entry one place up or down among those beside it; None at the end of the list."""
    _require(store)
    order = list(_beside(store, entry))
    at = next(n for n, each in enumerate(order) if each.id == entry.id)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(order):
        return None
    order.insert(to, order.pop(at))
    with store.change(f"move {ONE[entry.list]} {'up' if up else 'down'}: {entry.value}", by) as change:
        for each, position in zip(order, _positions(order), strict=True):
            if each.position != position:
                change.put(each, replace(each, position=position))
    return change.change


def _positions(entries: Sequence[ListEntry]) -> list[int]:
    """The places these entries have among all, each its own: those of an import share one."""
    found: list[int] = []
    for position in sorted(each.position for each in entries):
        found.append(max(position, found[-1] + 1) if found else position)
    return found


def remove(store: Store, entry: ListEntry, by: str) -> Change:
    """Remove an entry that nothing has. Raises Problem when something does."""
    _require(store)
    if store.is_used(entry.list, entry.value):
        raise Problem(
            f"“{entry.value}” is used, so it cannot be removed.",
            "Take it out of use: enter the last day it is offered.",
        )
    with store.change(f"remove {ONE[entry.list]}: {entry.value}", by) as change:
        change.put(entry, None)
    return change.change


def _beside(store: Store, entry: ListEntry) -> tuple[ListEntry, ...]:
    """The entries among which it has its place, in their order."""
    parent = entry.parent if entry.list in ABOVE else None
    return tuple(e for e in store.lists()[entry.list] if parent is None or e.parent == parent)


def problems(store: Store, entry: ListEntry) -> dict[str, str]:
    """What is wrong with an entry, by field."""
    found: dict[str, str] = {}
    word = ONE[entry.list]
    others = [each for each in store.lists()[entry.list] if each.id != entry.id]
    same = lists.find(others, entry.value)
    if not lists.fold(entry.value):
        found["value"] = f"Enter the name of the {word}."
    elif same is not None:
        ended = f", out of use since {in_words(same.until_on)}" if same.until_on else ""
        found["value"] = f"“{same.value}” is on this list already{ended}. Enter another name, or change that one."
    above = ABOVE.get(entry.list)
    if above is not None and not entry.parent:
        found["parent"] = f"Choose the {ONE[above]} it belongs to."
    if entry.from_on and entry.until_on and entry.until_on < entry.from_on:
        found["until_on"] = "The last day is before the first. Check both dates."
    if entry.email and ("@" not in entry.email.strip("@") or " " in entry.email):
        found["email"] = "This is not an email address. Enter it like team@example.gov.uk."
    if entry.successor and lists.fold(entry.successor) == lists.fold(entry.value):
        found["successor"] = "It cannot be its own successor. Choose another."
    return found


def _check(store: Store, entry: ListEntry) -> None:
    for text in problems(store, entry).values():
        raise Problem(text)
