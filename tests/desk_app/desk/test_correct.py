"""Correcting what was recorded: dates stay in order, what follows from a date follows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desk_app.desk import Desk
from desk_app.desk.correct import WrongField
from desk_app.records import Role
from desk_app.store import Store

COMPLAINT: dict[str, Any] = {
    "kind": "Complaint",
    "received_on": "16 Nov 2026",
    "words": "Ada Testwell says that the bus pass is late.",
    "complainant": {"name": "Ada Testwell"},
    "route": {"choice": "Corporate", "reason": "About a bus pass."},
    "team": "Education Access",
}


@pytest.fixture
def desk(store: Store, today: date) -> Desk:
    return Desk(store, lambda: today)


@pytest.fixture
def case_id(desk: Desk) -> int:
    return desk.log(COMPLAINT).case_id


def test_stage_1_follows_a_corrected_day_of_receipt(desk: Desk, case_id: int) -> None:
    """Its clock is counted from there, under the procedure that was in force then."""
    desk.correct(desk.case_file(case_id).case, received_on=date(2026, 3, 30))
    file = desk.case_file(case_id)
    assert file.investigations[0].opened_on == date(2026, 3, 30)
    assert file.investigations[0].profile == "corporate-2023"
    desk.undo()
    file = desk.case_file(case_id)
    assert file.investigations[0].opened_on == date(2026, 11, 16)
    assert file.investigations[0].profile == "corporate-code-2026"


def test_nothing_of_an_investigation_happened_before_it_was_opened(desk: Desk, case_id: int) -> None:
    """The problem names its field."""
    item = desk.case_file(case_id).investigations[0]
    with pytest.raises(WrongField, match="before it was opened on 16 November 2026") as found:
        desk.correct(item, acknowledged_on=date(2026, 11, 13))
    assert found.value.field == "acknowledged_on"


def test_a_date_of_what_happened_is_not_in_the_future(desk: Desk, case_id: int) -> None:
    """Of an investigation as of a case."""
    with pytest.raises(WrongField, match="future"):
        desk.correct(desk.case_file(case_id).investigations[0], assigned_on=date(2026, 11, 25))


def test_a_corrected_name_is_recognised_under_its_new_spelling(desk: Desk, case_id: int) -> None:
    """And found in search."""
    person = desk.case_file(case_id).person(Role.COMPLAINANT)
    assert person is not None
    desk.correct(person, name="Ada  Testwell-Jones")
    now = desk.case_file(case_id).person(Role.COMPLAINANT)
    assert now is not None
    assert now.match_key == "ada testwell-jones"
