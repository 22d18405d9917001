"""Putting reminders off: until a day, past the due date with a reason, undone like anything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.desk import Desk
from desk_app.offers import Offer, Verb
from desk_app.problems import Problem
from desk_app.records import Case, Step
from desk_app.reminders import Reminder
from desk_app.store import Store
from desk_app.store.search import Filter
from tests.desk_app.desk.test_verbs import COMPLAINT, do

DUE = date(2026, 11, 30)
"""Of the response to what was received on Monday 16 November 2026."""


@pytest.fixture
def case_id(desk: Desk) -> int:
    return desk.log(COMPLAINT).case_id


def keys(desk: Desk) -> list[str]:
    return [reminder.step.key for reminder in desk.agenda().reminders]


def reminder(desk: Desk, key: str) -> Reminder:
    return next(r for r in desk.agenda().reminders if r.step.key == key)


def response(desk: Desk) -> Step:
    return reminder(desk, "stage_1_response").step


def test_a_reminder_is_put_off_until_a_day(desk: Desk, case_id: int) -> None:
    """It is listed among what was put off; the case's date and its explanation stay."""
    done = desk.snooze(response(desk), {"until_on": "30/11/2026"})
    assert done.change is not None
    assert (done.change.verb, done.change.reference) == ("snooze reminder", "CF/2026-27/0001")
    assert "stage_1_response" not in keys(desk)
    [put_off] = desk.agenda().put_off
    assert (put_off.reminder.step.due_on, put_off.snooze.until_on, put_off.snooze.snoozed_by) == (
        DUE, DUE, "Alex Example",
    )  # fmt: skip
    later = Desk(desk.store, lambda: DUE)
    assert "stage_1_response" in keys(later)
    assert later.agenda().put_off == ()


def test_undo_of_a_snooze_brings_it_back(desk: Desk, case_id: int) -> None:
    """And redo puts it off again."""
    before = desk.agenda()
    desk.snooze(response(desk), {"until_on": "30/11/2026"})
    desk.undo()
    assert desk.agenda() == before


def test_past_its_due_date_a_reason_is_needed(desk: Desk, case_id: int) -> None:
    """The acknowledgement was due on the 19th, the response is due on the 30th."""
    for key, until, said in (
        ("acknowledge", "26/11/2026", "It was due on 19 November 2026."),
        ("stage_1_response", "1/12/2026", "It is due on 30 November 2026."),
    ):
        step = reminder(desk, key).step
        done = desk.snooze(step, {"until_on": until})
        assert done.change is None
        assert done.problems["reason"].startswith(said)
        assert desk.snooze(step, {"until_on": until, "reason": "Agreed by telephone."}).change is not None
    assert keys(desk) == ["draft_due"]


@pytest.mark.parametrize(
    ("until", "said"),
    [("", "Enter the day"), ("today", "after today"), ("23/11/2026", "after today"), ("24/11/2028", "within a year"),
     ("31/2/2027", "is not a date")],
)  # fmt: skip
def test_a_day_that_cannot_be_is_said_beside_its_field(desk: Desk, case_id: int, until: str, said: str) -> None:
    """And nothing is saved."""
    done = desk.snooze(response(desk), {"until_on": until, "reason": "Because."})
    assert done.change is None
    assert said in done.problems["until_on"]
    assert desk.agenda().put_off == ()


def test_putting_it_off_again_changes_the_same_record(desk: Desk, case_id: int, store: Store) -> None:
    """Another day, another reason; the same again changes nothing."""
    step = response(desk)
    desk.snooze(step, {"until_on": "25/11/2026"})
    desk.snooze(step, {"until_on": "27/11/2026", "reason": "The manager is on leave."})
    [kept] = store.case_file(case_id).snoozes
    assert (kept.until_on, kept.reason) == (date(2026, 11, 27), "The manager is on leave.")
    assert desk.snooze(step, {"until_on": "27/11/2026", "reason": "The manager is on leave."}).change is None


def test_it_comes_back_when_it_is_woken(desk: Desk, case_id: int) -> None:
    """Once; a second time says that it was changed meanwhile."""
    desk.snooze(response(desk), {"until_on": "30/11/2026"})
    [put_off] = desk.agenda().put_off
    desk.wake(put_off.snooze)
    assert "stage_1_response" in keys(desk)
    with pytest.raises(Problem, match="changed meanwhile"):
        desk.wake(put_off.snooze)


def test_of_two_actions_one_can_be_put_off(desk: Desk, case_id: int) -> None:
    """They are told apart by their record, not by their words."""
    for _ in range(2):
        do(desk, case_id, Verb.ACT, kind="Apology", action="Write", due_on="27/11/2026")
    first, second = (r for r in desk.agenda().reminders if r.step.key == "action")
    assert first.step.label == second.step.label
    desk.snooze(first.step, {"until_on": "26/11/2026"})
    assert [r.step for r in desk.agenda().reminders if r.step.key == "action"] == [second.step]


def test_mine_is_what_the_list_of_cases_calls_mine(desk: Desk, case_id: int, store: Store) -> None:
    """Logged by me, or its latest investigation is assigned to me."""
    with store.change("log complaint", "Bea Example") as change:
        case = change.put(None, _of_somebody_else(desk, case_id))
    assert desk.mine([case_id, case.id]) == {case_id}
    assert desk.mine([]) == frozenset()
    assert set(desk.all_case_ids(Filter(mine="Alex Example"))) == {case_id}


def _of_somebody_else(desk: Desk, case_id: int) -> Case:
    case = desk.case_file(case_id).case
    return replace(case, id=0, version=0, reference="CF/2026-27/0099", logged_by="Bea Example")


def test_a_chaser_is_due_when_the_response_is_late_and_again_after_each_contact(desk: Desk, case_id: int) -> None:
    """Due on 30 November: two working days later the investigator is chased, and two working days after that."""
    do(desk, case_id, Verb.ASSIGN, investigator="Gil Example", on="17/11/2026")
    assert "chase" not in keys(desk)
    for day, chased in ((date(2026, 12, 1), False), (date(2026, 12, 2), True), (date(2026, 12, 3), True)):
        assert ("chase" in keys(Desk(desk.store, lambda d=day: d))) is chased  # type: ignore[misc]
    late = Desk(desk.store, lambda: date(2026, 12, 3))
    file = late.case_file(case_id)
    [offer] = [offer for offer in late.offers(file) if offer.verb is Verb.CHASE]
    late.do(offer, file, {"on": "today"})
    assert "chase" not in keys(late)
    assert "chase" in keys(Desk(desk.store, lambda: date(2026, 12, 7)))
    [note] = late.case_file(case_id).notes
    assert (note.with_whom, note.is_contact) == ("Gil Example", True)


def test_nobody_is_chased_where_nobody_investigates_or_it_was_answered(desk: Desk, case_id: int) -> None:
    """Nor is the verb offered before there is somebody."""
    late = Desk(desk.store, lambda: date(2026, 12, 10))
    assert "chase" not in keys(late)
    assert Verb.CHASE not in {offer.verb for offer in late.offers(late.case_file(case_id))}
    do(late, case_id, Verb.ASSIGN, investigator="Gil Example", on="17/11/2026")
    assert "chase" in keys(late)
    do(late, case_id, Verb.RESPOND, on="10/12/2026", outcome="Upheld")
    assert "chase" not in keys(late)


def test_an_offer_of_a_chaser_is_of_its_investigation(desk: Desk, case_id: int) -> None:
    """So that of two teams the late one is chased."""
    do(desk, case_id, Verb.ASSIGN, investigator="Gil Example", on="17/11/2026")
    file = desk.case_file(case_id)
    assert Offer(Verb.CHASE, file.investigations[0]) in desk.offers(file)
