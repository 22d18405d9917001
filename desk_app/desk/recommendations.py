"""What a year's report recommends, in its order, and how far last year's recommendations have come."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desk_app.records import Change, Recommendation

if TYPE_CHECKING:
    from desk_app.store import Store


def of(store: Store, year: str) -> list[Recommendation]:
    """Those of a year's report, in their order."""
    return sorted(store.all(Recommendation, year=year), key=lambda made: (made.position, made.id))


def add(store: Store, year: str, by: str, *, text: str = "", carried_from: int | None = None) -> Change:
    """A recommendation more, at the end. `carried_from`: the one of the year before that it goes on with."""
    last = max((made.position for made in of(store, year)), default=0)
    with store.change(f"recommend: {year}", by) as change:
        change.put(None, Recommendation(year=year, position=last + 1, text=text, carried_from=carried_from))
    return change.change


def carry_over(store: Store, old: Recommendation, year: str, by: str) -> Change | None:
    """Recommend it again; None if that was done already, or if it says nothing."""
    if not old.text.strip() or any(made.carried_from == old.id for made in of(store, year)):
        return None
    last = max((made.position for made in of(store, year)), default=0)
    new = Recommendation(year=year, position=last + 1, text=old.text, owner=old.owner, carried_from=old.id)
    with store.change(f"recommend again: {year}", by) as change:
        change.put(None, new)
    return change.change


def change_one(store: Store, id: int, by: str, **values: Any) -> Change | None:
    """Other words, owner or progress of one; None if it says so already or is gone."""
    old = store.get(Recommendation, id)
    if old is None or (new := replace(old, **values)) == old:
        return None
    what = "report progress" if set(values) == {"progress"} else "recommend"
    with store.change(f"{what}: {old.year}", by) as change:
        change.put(old, new)
    return change.change


def move(store: Store, id: int, by: str, *, up: bool) -> Change | None:
    """One place up or down; None at the end."""
    found = store.get(Recommendation, id)
    if found is None:
        return None
    order = of(store, found.year)
    at = [made.id for made in order].index(id)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(order):
        return None
    order[at], order[to] = order[to], order[at]
    with store.change(f"order recommendations: {found.year}", by) as change:
        for position, made in enumerate(order, 1):
            if made.position != position:
                change.put(made, replace(made, position=position))
    return change.change


def remove(store: Store, id: int, by: str) -> Change | None:
    """Recommend it no more."""
    old = store.get(Recommendation, id)
    if old is None:
        return None
    with store.change(f"remove recommendation: {old.year}", by) as change:
        change.put(old, None)
    return change.change
