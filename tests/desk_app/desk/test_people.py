"""Who is known already."""

from __future__ import annotations

from datetime import date
from typing import Any

from desk_app.desk import Desk
from desk_app.records import ContactArrangement, Note, Role


def _log(desk: Desk, name: str, received_on: str, **answers: Any) -> int:
    draft = {"kind": "Complaint", "received_on": received_on, "words": "x", "complainant": {"name": name}, **answers}
    logged = desk.log(draft)
    assert not logged.problems, logged.problems
    return logged.case_id


def test_people_come_with_what_they_were_and_when_they_were_last_in_touch(desk: Desk) -> None:
    """A letter noted later counts; a note of our own does not."""
    first = _log(desk, "Ada Example", "3/6/2026")
    person = desk.case_file(first).people[0]
    _log(desk, "Ben Example", "1/9/2026", child={"person_id": person.id})
    with desk.store.change("note") as change:
        change.put(None, Note(case_id=first, is_contact=True, text="Rang", written_on=date(2026, 10, 9)))
        change.put(None, Note(case_id=first, is_contact=False, text="Chased", written_on=date(2026, 11, 9)))
    [known] = desk.known("ada ex")
    assert known.person.id == person.id
    assert [(a.role, a.reference) for a in known.appearances] == [
        (Role.CHILD, "CF/2026-27/0002"),
        (Role.COMPLAINANT, "CF/2026-27/0001"),
    ]
    assert known.last_contact_on == date(2026, 10, 9)
    assert known.in_words == (
        "Child on CF/2026-27/0002 and complainant on CF/2026-27/0001, last contact 9 October 2026"
    )


def test_who_gave_a_compliment_did_not_complain(desk: Desk) -> None:
    """Nor did who made a comment."""
    desk.log(
        {"kind": "Compliment", "received_on": "3/6/2026", "words": "Kind.", "complainant": {"name": "Ada Example"}}
    )
    [known] = desk.known("Ada")
    assert known.in_words.startswith("Gave compliment CF/2026-27/0001, last contact")


def test_many_cases_are_counted_not_listed(desk: Desk) -> None:
    """Two are named, the rest is a number."""
    person = desk.case_file(_log(desk, "Ada Example", "3/6/2026")).people[0]
    for _ in range(4):
        _log(desk, "", "4/6/2026", complainant={"person_id": person.id})
    [known] = desk.known("Ada")
    assert known.in_words.endswith("and 3 more, last contact 4 June 2026")


def test_staff_are_offered_for_compliments_only(desk: Desk) -> None:
    """A recipient of a compliment is no complainant of the same name."""
    desk.log(
        {"kind": "Compliment", "received_on": "today", "words": "x", "team": "Fostering",
         "recipients": [{"name": "Dee Example", "job": "Social worker"}]}
    )  # fmt: skip
    _log(desk, "Dee Example", "today")
    [staff] = desk.known("Dee", staff=True)
    [other] = desk.known("Dee")
    assert staff.person.is_staff
    assert (staff.appearances[0].job, staff.appearances[0].team) == ("Social worker", "Fostering")
    assert not other.person.is_staff


def test_only_an_arrangement_in_force_is_shown(desk: Desk) -> None:
    """One that ended is history."""
    person = desk.case_file(_log(desk, "Ada Example", "today")).people[0]
    with desk.store.change("arrange contact") as change:
        change.put(None, ContactArrangement(person_id=person.id, what="By letter", ended_on=date(2026, 11, 24)))
        change.put(None, ContactArrangement(person_id=person.id, what="One named officer"))
    known = desk.known_person(person.id)
    assert known is not None
    assert [a.what for a in known.arrangements] == ["One named officer"]
    assert desk.known_person(17) is None
