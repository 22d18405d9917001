"""Who is meant by a name, where there is no window to choose in."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desk_app.desk import people
from desk_app.intake import match_key
from desk_app.problems import Problem
from desk_app.records import Person

if TYPE_CHECKING:
    from desk_app.store import Store

_MOST_DIGITS = 18
"""An id has no more; a store cannot even look for a larger number."""


def named(store: Store, name: str, today: date) -> int:
    """The id of the person of that name, or with that id. Raises Problem for nobody, and for namesakes."""
    if name.isdecimal() and len(name) <= _MOST_DIGITS and store.get(Person, int(name)) is not None:
        return int(name)
    key = match_key(name)
    found = store.all(Person, match_key=key) if key else []
    if not found:
        raise Problem(f"Nobody of the name “{name}” is recorded here.", "Write it as it is recorded.")
    if len(found) > 1:
        known = people.of(store, found, today)
        listed = "; ".join(f"{each.person.id} ({each.in_words})" for each in known)
        raise Problem(f"There are {len(found)} people of that name: {listed}.", "Give the number instead of the name.")
    return found[0].id
