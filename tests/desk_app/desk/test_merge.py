"""Two records of one person become one, as one change that can be undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desk_app import figures
from desk_app.desk import Desk, arrangements, merge
from desk_app.figures.period import year_of
from desk_app.problems import Problem
from desk_app.records import ContactArrangement, Party, Person, Role
from desk_app.store.search import Filter

DAY = date(2026, 11, 24)


def log(desk: Desk, name: str, received_on: str = "3/6/2026", **answers: Any) -> int:
    draft = {"kind": "Complaint", "received_on": received_on, "words": "x", "complainant": {"name": name}, **answers}
    logged = desk.log(draft)
    assert not logged.problems, logged.problems
    return logged.case_id


def complainant(desk: Desk, case_id: int) -> Person:
    found = desk.case_file(case_id).person(Role.COMPLAINANT)
    assert found is not None
    return found


def two(desk: Desk) -> tuple[Person, Person]:
    """Siân of one case, Sian of another, each with an email."""
    ids = [
        log(desk, "", complainant={"name": name, "email": f"{n}@example.org", "telephone": telephone})
        for n, (name, telephone) in enumerate((("Siân Example", ""), ("Sian Example", "01234 567890")))
    ]
    first, second = (complainant(desk, case_id) for case_id in ids)
    return first, second


def everything(desk: Desk) -> tuple[Any, ...]:
    """What figures, worklist, lists and search give."""
    store = desk.store
    rows = desk.case_rows(desk.all_case_ids(Filter()))
    found = [list(desk.list_cases(Filter(text=text)).ids) for text in ("siân", "sian example")]
    return figures.gather(store, year_of(DAY), DAY), desk.worklist(), rows, found


def test_cases_arrangements_and_what_is_lacking_go_over(desk: Desk) -> None:
    """The name of the first, the telephone that it lacked, the email that was chosen."""
    stays, goes = two(desk)
    with desk.store.change("arrange contact") as change:
        change.put(None, ContactArrangement(person_id=goes.id, what="One named officer"))
    assert [each.field for each in merge.differences(stays, goes)] == ["name", "email"]
    done = merge.merge(desk.store, stays, goes, {"email"}, "Alex")
    known = desk.known_person(stays.id)
    assert known is not None
    assert (known.person.name, known.person.email, known.person.telephone) == (
        "Siân Example", "1@example.org", "01234 567890",
    )  # fmt: skip
    assert [each.reference for each in known.appearances] == ["CF/2026-27/0002", "CF/2026-27/0001"]
    assert [each.what for each in known.arrangements] == ["One named officer"]
    assert desk.known_person(goes.id) is None
    assert done.reference == "CF/2026-27/0002"
    assert "Example" not in done.verb  # the journal outlives an erasure
    assert desk.store.verify().findings == []


def test_repeat_complainants_follow_and_come_back_on_undo(desk: Desk) -> None:
    """They are derived, never typed; nothing else differs after an undo, and redo merges again."""
    stays, goes = two(desk)
    before = everything(desk)
    assert before[0].who_complained.repeat_people == 0
    merge.merge(desk.store, stays, goes, set(), "Alex")
    merged = everything(desk)
    assert (merged[0].who_complained.repeat_cases, merged[0].who_complained.repeat_people) == (2, 1)
    undone = desk.store.undo("Alex")
    assert everything(desk) == before
    assert desk.store.all(Person)[1].name == "Sian Example"
    assert desk.store.verify().findings == []
    desk.store.undo("Alex", undone.id)
    assert everything(desk) == merged
    assert desk.store.verify().findings == []


def test_who_is_on_one_case_twice_is_on_it_once(desk: Desk) -> None:
    """In one role; what only the other said of it is kept. In two roles they stay, and it was said before."""
    case_id = log(desk, "Siân Example", child={"name": "Sian Example"})
    stays = complainant(desk, case_id)
    goes = next(person for person in desk.case_file(case_id).people if person.id != stays.id)
    with desk.store.change("add a person") as change:
        change.put(None, Party(case_id=case_id, person_id=goes.id, role=Role.COMPLAINANT, relationship="Parent"))
    meetings = merge.meetings(desk.store, stays, goes)
    assert [(m.reference, m.stays, m.goes) for m in meetings] == [
        ("CF/2026-27/0001", Role.COMPLAINANT, Role.CHILD),
        ("CF/2026-27/0001", Role.COMPLAINANT, Role.COMPLAINANT),
    ]
    merge.merge(desk.store, stays, goes, set(), "Alex")
    parties = desk.case_file(case_id).parties
    assert sorted((p.role, p.person_id, p.relationship) for p in parties) == [
        (Role.CHILD, stays.id, ""),
        (Role.COMPLAINANT, stays.id, "Parent"),
    ]


def test_texts_are_joined_and_a_taken_name_is_found(desk: Desk) -> None:
    """Nothing that was noted is lost."""
    stays = Person(id=1, name="Sian", match_key="sian", notes="Rings late", contact="By post")
    goes = Person(id=2, name="Siân", match_key="siân", notes="Has a dog", contact="By post", born_on=DAY)
    made = merge.merged(stays, goes, {"name"})
    assert (made.name, made.match_key, made.notes, made.contact) == ("Siân", "siân", "Rings late\nHas a dog", "By post")
    assert made.born_on == DAY


@pytest.mark.parametrize(
    ("stays", "goes", "why"),
    [
        ({}, {"erased_on": DAY, "name": "", "match_key": ""}, "erased"),
        ({"erased_on": DAY}, {}, "erased"),
        ({}, {"is_staff": True}, "member of staff"),
    ],
)
def test_some_are_never_merged(desk: Desk, stays: dict[str, Any], goes: dict[str, Any], why: str) -> None:
    """Erased people, staff with others; nor anybody with themself."""
    with desk.store.change("add people") as change:
        one, other = (change.put(None, Person(**{"name": "Ada", "match_key": "ada", **more})) for more in (stays, goes))
    with pytest.raises(Problem, match=why):
        merge.merge(desk.store, one, other, set(), "Alex")
    with pytest.raises(Problem, match="one record already"):
        merge.merge(desk.store, one, one, set(), "Alex")
    assert len(desk.store.all(Person)) == 2


def test_a_record_changed_meanwhile_is_not_merged(desk: Desk) -> None:
    """Nothing at all is saved."""
    stays, goes = two(desk)
    with desk.store.change("correct person") as change:
        change.put(goes, replace(goes, telephone="01234 000000"))
    with pytest.raises(Problem, match="changed meanwhile"):
        merge.merge(desk.store, stays, goes, set(), "Alex")
    assert len(desk.store.all(Person)) == 2
    known = desk.known_person(stays.id)
    assert known is not None
    assert len(known.appearances) == 1


# --- contact arrangements
def test_an_arrangement_is_ended_or_goes_on_after_a_review(desk: Desk) -> None:
    """Both can be undone; days that cannot be are said."""
    person = complainant(desk, log(desk, "Ada Example"))
    with desk.store.change("arrange contact") as change:
        held = change.put(
            None, ContactArrangement(person_id=person.id, what="By letter", decided_on=date(2026, 6, 1), review_on=DAY)
        )
    store = desk.store
    for given, field in (({"on": "31/5/2026"}, "on"), ({"on": "25/11/2026"}, "on"), ({}, "on")):
        assert set(arrangements.end(store, held, given, DAY, "Alex")[1]) == {field}
    for more, field in (({"review_on": "24/11/2026"}, "review_on"), ({"review_on": "1/6/2027", "what": ""}, "what")):
        assert set(arrangements.review(store, held, {"what": "By letter", **more}, DAY, "Alex")[1]) == {field}
    change_made, _ = arrangements.review(store, held, {"what": "By letter", "review_on": "24/5/2027"}, DAY, "Alex")
    assert change_made is not None
    [reviewed] = store.all(ContactArrangement)
    assert reviewed.review_on == date(2027, 5, 24)
    arrangements.end(store, reviewed, {"on": "today"}, DAY, "Alex")
    known = desk.known_person(person.id)
    assert known is not None
    assert known.arrangements == ()
    store.undo("Alex")
    known = desk.known_person(person.id)
    assert known is not None
    assert [each.review_on for each in known.arrangements] == [date(2027, 5, 24)]
