"""The review of a contact arrangement is a date like any other: on the worklist, in reminders, in the calendar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import vobject

from desk_app.desk import Desk, arrangements
from desk_app.exchange import chase, exports
from desk_app.offers import Verb
from desk_app.records import ContactArrangement, State
from desk_app.reminders import Reminder
from tests.desk_app.desk.test_verbs import COMPLAINT, do


@pytest.fixture
def case_id(desk: Desk) -> int:
    """Ada Testwell, with whom it is arranged that one named person answers; to be reviewed on 25 November."""
    made = desk.log(COMPLAINT).case_id
    do(desk, made, Verb.ARRANGE, whom="Complainant", what="One named person.", reason="Many calls.",
       review_on="25/11/2026")  # fmt: skip
    return made


def reviews(desk: Desk) -> list[Reminder]:
    return [reminder for reminder in desk.worklist() if reminder.step.key == "arrangement_review"]


def held(desk: Desk) -> ContactArrangement:
    [found] = desk.store.all(ContactArrangement)
    return found


def test_a_review_is_on_the_worklist_and_reminds(desk: Desk, case_id: int) -> None:
    """Due tomorrow, which is a lead day; it opens the case of the person."""
    [reminder] = reviews(desk)
    assert (reminder.step.case_id, reminder.step.due_on, reminder.state) == (case_id, date(2026, 11, 25), State.RUNNING)
    assert reminder.remind
    assert reminder.reference == desk.case_file(case_id).case.reference


def test_a_person_with_many_cases_has_one_review(desk: Desk, case_id: int) -> None:
    """It stays with the first of them, so that what was put off stays put off."""
    [reminder] = reviews(desk)
    desk.snooze(reminder.step, {"until_on": "tomorrow"})
    person = desk.case_file(case_id).people[0]
    desk.log({**COMPLAINT, "complainant": {"name": person.name, "person_id": person.id}})
    assert reviews(desk) == []
    assert [item.reminder.step for item in desk.agenda().put_off] == [reminder.step]


def test_reviewed_it_comes_again_and_ended_it_goes(desk: Desk, case_id: int, today: date) -> None:
    """The day of the next review; and undo brings back what was."""
    arrangements.review(desk.store, held(desk), {"what": "By letter.", "review_on": "1/3/2027"}, today, "Alex Example")
    assert [reminder.step.due_on for reminder in reviews(desk)] == [date(2027, 3, 1)]
    arrangements.end(desk.store, held(desk), {"on": "today"}, today, "Alex Example")
    assert reviews(desk) == []
    desk.undo()
    assert len(reviews(desk)) == 1


def test_one_without_a_review_date_asks_for_nothing(desk: Desk) -> None:
    """It holds until somebody ends it."""
    do(desk, desk.log(COMPLAINT).case_id, Verb.ARRANGE, whom="Complainant", what="By letter.", reason="As asked.")
    assert reviews(desk) == []


def test_it_is_in_the_calendar_and_called_off_there(desk: Desk, case_id: int, today: date, tmp_path: Path) -> None:
    """Without a name; once it has ended it is cancelled."""
    out = tmp_path / "dates.ics"
    for status in ("CONFIRMED", "CANCELLED"):
        exports.write(desk.store, "deadlines", out, today=today)
        events = vobject.readOne(out.read_text("utf-8")).contents["vevent"]
        [event] = [event for event in events if "arrangement" in event.uid.value]
        assert (event.status.value, event.dtstart.value) == (status, date(2026, 11, 25))
        assert "Ada" not in event.summary.value
        arrangements.end(desk.store, held(desk), {"on": "today"}, today, "Alex Example")


def test_it_is_not_on_the_list_of_any_team(desk: Desk, case_id: int, today: date) -> None:
    """It is the feedback team's own."""
    listed = [item.what for team in chase.team_list(desk.store, today).teams for item in team.items]
    assert "Stage 1 response" in listed
    assert not any("arrangement" in what for what in listed)
