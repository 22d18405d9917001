"""Two records of one person become one: which record stays, field by field where they differ. Only ever by staff.

The journal's words for it hold no names, since they would outlive an erasure; its rows hold both records.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from desk_app.intake import match_key
from desk_app.problems import Problem
from desk_app.records import Change, ContactArrangement, Party, Person, Role

if TYPE_CHECKING:
    from desk_app.desk.task import Put
    from desk_app.store import Store

FIELDS = {
    "name": "Name",
    "email": "Email",
    "telephone": "Telephone",
    "address": "Address",
    "preferred_contact": "Best reached",
    "born_on": "Born",
    "age_band": "Age",
    "gender": "Gender",
    "ethnicity": "Ethnicity",
    "disability": "Disability",
}
"""Of these one value is kept."""
JOINED = ("contact", "notes")
"""Of these both."""
VERB = "merge two records of one person"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which both records say something, and not the same."""

    field: str
    label: str
    stays: Any
    goes: Any


@dataclass(frozen=True, slots=True)
class Meeting:
    """A case on which both are, and as what: perhaps they are two people after all."""

    case_id: int
    reference: str
    stays: Role
    goes: Role


def why_not(stays: Person, goes: Person) -> str:
    """Why these two cannot be merged; "" if they can."""
    if stays.id == goes.id:
        return "This is one record already."
    if stays.erased_on is not None or goes.erased_on is not None:
        return "What was recorded of one of them was erased, so nobody can tell whether they are one person."
    if stays.is_staff is not goes.is_staff:
        return "One of them is a member of staff and the other is not. They are kept apart."
    return ""


def differences(stays: Person, goes: Person) -> tuple[Difference, ...]:
    """Where somebody has to say which of the two holds."""
    pairs = ((field, getattr(stays, field), getattr(goes, field)) for field in FIELDS)
    return tuple(Difference(field, FIELDS[field], a, b) for field, a, b in pairs if a and b and a != b)


def merged(stays: Person, goes: Person, taken: Collection[str] = ()) -> Person:
    """The record that stays as it will be: with the fields `taken` of the other, and whatever it lacks."""
    values: dict[str, Any] = {
        field: getattr(goes, field) if field in taken or not getattr(stays, field) else getattr(stays, field)
        for field in FIELDS
    }
    for field in JOINED:
        texts = (getattr(stays, field), getattr(goes, field))
        values[field] = "\n".join(dict.fromkeys(text for text in texts if text))
    return replace(stays, **values, match_key=match_key(values["name"]))


def meetings(store: Store, stays: Person, goes: Person) -> tuple[Meeting, ...]:
    """The cases on which both are."""
    own = store.all(Party, person_id=stays.id)
    found = []
    for party in store.all(Party, person_id=goes.id):
        for beside in (each for each in own if each.case_id == party.case_id):
            reference = store.case_file(party.case_id).case.reference
            found.append(Meeting(party.case_id, reference, beside.role, party.role))
    return tuple(found)


def merge(store: Store, stays: Person, goes: Person, taken: Collection[str], by: str) -> Change:
    """Make one record of two, as they were read; cases and contact arrangements of the other go over to the first.

    `taken`: the fields of which the other's value is kept. Raises Problem when they cannot be merged, or were changed
    meanwhile; then nothing is saved.
    """
    if why := why_not(stays, goes):
        raise Problem(why, "Leave them as two records.")
    with store.change(VERB, by) as change:
        for old, new in _puts(store, stays, goes, taken):
            _put(change, old, new)
    return change.change


def _put(change: Any, old: Any, new: Any) -> None:
    change.put(old, new)


def _puts(store: Store, stays: Person, goes: Person, taken: Collection[str]) -> Iterator[Put]:
    own = {(party.case_id, party.role): party for party in store.all(Party, person_id=stays.id)}
    for party in store.all(Party, person_id=goes.id):
        beside = own.get((party.case_id, party.role))
        if beside is None:
            yield party, replace(party, person_id=stays.id)
            continue
        more = {name: getattr(party, name) for name in ("relationship", "job", "team") if not getattr(beside, name)}
        if any(more.values()):
            yield beside, replace(beside, **more)
        yield party, None
    for arrangement in store.all(ContactArrangement, person_id=goes.id):
        yield arrangement, replace(arrangement, person_id=stays.id)
    new = merged(stays, goes, taken)
    if new != stays:
        yield stays, new
    yield goes, None
