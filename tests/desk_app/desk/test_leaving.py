"""Somebody who was added by mistake is taken off a case: with a reason, in one change, which can be undone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk_app.desk import Desk
from desk_app.offers import Verb
from desk_app.records import Role
from tests.desk_app.desk.test_verbs import COMPLAINT, do

WHY = "The child of another family."


@pytest.fixture
def case_id(desk: Desk) -> int:
    """A complaint of one person."""
    return desk.log(COMPLAINT).case_id


def on_the_case(desk: Desk, case_id: int) -> list[tuple[Role, str]]:
    file = desk.case_file(case_id)
    names = {person.id: person.name for person in file.people}
    return sorted((party.role, names[party.person_id]) for party in file.parties)


def test_a_child_added_by_mistake_leaves_whatever_was_done_since_and_it_can_be_undone(desk: Desk, case_id: int) -> None:
    """The note names nobody; the person's own record stays."""
    do(desk, case_id, Verb.PERSON, role="Child", name="Cy Wrongchild")
    do(desk, case_id, Verb.ACKNOWLEDGE, on="18/11")
    before = on_the_case(desk, case_id)
    done = do(desk, case_id, Verb.LEAVE, party="Child: Cy Wrongchild", reason=WHY)
    assert done.change is not None
    assert on_the_case(desk, case_id) == [(Role.COMPLAINANT, "Ada Testwell")]
    file = desk.case_file(case_id)
    assert file.notes[-1].text == f"Child taken off the case: {WHY}"
    assert "Cy" not in file.notes[-1].text
    assert [known.person.name for known in desk.known("Cy Wrongchild")] == ["Cy Wrongchild"]
    desk.undo()
    assert on_the_case(desk, case_id) == before


def test_the_only_complainant_stays_until_the_right_one_is_there(desk: Desk, case_id: int) -> None:
    """Not offered alone; offered beside a child, and refused with what to do instead."""
    assert not [offer for offer in desk.offers(desk.case_file(case_id)) if offer.verb is Verb.LEAVE]
    do(desk, case_id, Verb.PERSON, role="Child", name="Cy Testwell")
    wrong = do(desk, case_id, Verb.LEAVE, party="Complainant: Ada Testwell", reason=WHY).problems
    assert "Add who really complained first" in wrong["party"]
    do(desk, case_id, Verb.PERSON, role="Complainant", name="Bea Testwell")
    do(desk, case_id, Verb.LEAVE, party="Complainant: Ada Testwell", reason=WHY)
    assert on_the_case(desk, case_id) == [(Role.CHILD, "Cy Testwell"), (Role.COMPLAINANT, "Bea Testwell")]


def test_an_advocate_who_was_appointed_does_not_vanish_from_the_day_of_the_appointment(
    desk: Desk, case_id: int
) -> None:
    """Nobody is appointed without a name."""
    on = desk.today() - timedelta(days=1)
    do(desk, case_id, Verb.ADVOCATE, name="Oli Example", offered_on=on, accepted_on=on, appointed_on=on)
    do(desk, case_id, Verb.PERSON, role="Child", name="Cy Testwell")
    wrong = do(desk, case_id, Verb.LEAVE, party="Advocate: Oli Example", reason=WHY).problems
    assert "An advocate was appointed" in wrong["party"]


def test_leaving_needs_a_reason_and_somebody_who_is_there(desk: Desk, case_id: int) -> None:
    """Both are said at their question."""
    do(desk, case_id, Verb.PERSON, role="Child", name="Cy Testwell")
    wrong = do(desk, case_id, Verb.LEAVE, party="Child: Di Testwell", reason="").problems
    assert set(wrong) == {"party", "reason"}
