"""The quality check of a draft: ticked line by line, kept with the case; a draft that lacks something goes back."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app import deadlines
from desk_app.desk import Desk, Done
from desk_app.desk.quality import CHECKLIST, checklist
from desk_app.offers import Verb
from desk_app.records import State
from tests.desk_app.desk.test_verbs import COMPLAINT, do

APOLOGY = "It apologises for all that is upheld, or nothing is"


@pytest.fixture
def case_id(desk: Desk) -> int:
    """A complaint of 16 November 2026 whose draft came on the 20th."""
    made = desk.log(COMPLAINT).case_id
    do(desk, made, Verb.ASSIGN, investigator="Gil Example", on="17/11/2026")
    do(desk, made, Verb.DRAFT_RECEIVED, on="20/11/2026")
    return made


def lines(desk: Desk, case_id: int) -> list[str]:
    file = desk.case_file(case_id)
    return list(checklist(file, file.investigations[0]))


def check(desk: Desk, case_id: int, *left_out: str, **answers: object) -> Done:
    met = [line for line in lines(desk, case_id) if line not in left_out]
    return do(desk, case_id, Verb.QUALITY_CHECKED, **{"on": "today", "met": met, **answers})


def stands(desk: Desk, case_id: int, key: str) -> State:
    [step] = [step for step in desk.steps(case_id) if step.key == key]
    return deadlines.state(step, desk.today())


def test_with_every_line_ticked_the_draft_is_checked(desk: Desk, case_id: int, today: date) -> None:
    """Who checked it, when, and each line as it was worded."""
    assert check(desk, case_id).change
    file = desk.case_file(case_id)
    [kept] = file.checks
    assert file.investigations[0].quality_checked_on == today
    assert (kept.met, kept.not_met) == (tuple(lines(desk, case_id)), ())
    assert (kept.checked_by, kept.checked_on) == ("Alex Example", today)


def test_a_draft_without_an_apology_goes_back(desk: Desk, case_id: int) -> None:
    """What is to be put right is kept; the draft is due again; the second check is a record of its own."""
    problems = check(desk, case_id, APOLOGY).problems
    assert "One line is not ticked, so the draft goes back" in problems["to_put_right"]
    assert check(desk, case_id, APOLOGY, to_put_right="Apologise for the visits.", checked_by="Hal Example").change
    file = desk.case_file(case_id)
    assert (file.checks[0].not_met, file.checks[0].checked_by) == ((APOLOGY,), "Hal Example")
    assert (file.investigations[0].draft_received_on, file.investigations[0].quality_checked_on) == (None, None)
    assert stands(desk, case_id, "draft_due") is not State.MET_IN_TIME
    offered = {offer.verb for offer in desk.offers(file)}
    assert Verb.DRAFT_RECEIVED in offered
    assert Verb.QUALITY_CHECKED not in offered
    do(desk, case_id, Verb.DRAFT_RECEIVED, on="today")
    assert check(desk, case_id).change
    assert len(desk.case_file(case_id).checks) == 2


def test_undo_takes_the_check_away_again(desk: Desk, case_id: int) -> None:
    """The record and the date, as one change."""
    check(desk, case_id)
    desk.undo()
    file = desk.case_file(case_id)
    assert (file.checks, file.investigations[0].quality_checked_on) == ((), None)


def test_what_does_not_fit_the_case_is_not_asked(desk: Desk, case_id: int) -> None:
    """Points where there are some, the next stage where there is one, a child where a child complains."""
    before = lines(desk, case_id)
    assert any("next stage" in line for line in before)
    assert "The child can understand it" not in before
    do(desk, case_id, Verb.POINT, text="The allowance is late.")
    now = lines(desk, case_id)
    assert (any("Every point" in line for line in before), any("Every point" in line for line in now)) == (False, True)
    own = desk.log({**COMPLAINT, "made_by_child": True}).case_id
    assert "The child can understand it" in lines(desk, own)


def test_what_is_to_be_put_right_is_nothing_where_all_is_ticked(desk: Desk, case_id: int) -> None:
    """And a check before the draft came is a slip of the date."""
    assert "to_put_right" in check(desk, case_id, to_put_right="The spelling.").problems
    assert "before the draft came" in check(desk, case_id, on="19/11/2026").problems["on"]


def test_the_checklist_has_no_line_twice() -> None:
    """A line is known by its words."""
    assert len({line.says for line in CHECKLIST}) == len(CHECKLIST)
