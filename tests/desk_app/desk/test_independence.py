"""Who may not take part: nobody judges what they did, and who is called independent is."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app.desk import Desk
from desk_app.offers import Verb
from desk_app.records import Stage
from tests.clock import Day
from tests.desk_app.desk.test_later_stages import CORPORATE, STATUTORY, do, problems


@pytest.fixture
def today() -> date:
    """Monday 2 March 2026."""
    return date(2026, 3, 2)


@pytest.fixture
def at_stage_2(desk: Desk, day: Day) -> int:
    """Gil Example looked into it at stage 1; stage 2 is open."""
    case_id = desk.log(STATUTORY).case_id
    do(desk, case_id, Verb.ASSIGN, investigator="Gil Example", on="today")
    day.now = date(2026, 3, 16)
    do(desk, case_id, Verb.RESPOND, on="today", outcome="Not upheld")
    do(desk, case_id, Verb.ESCALATE, on="today", reason="Dissatisfied with outcome")
    return case_id


@pytest.fixture
def at_stage_3(desk: Desk, at_stage_2: int) -> int:
    """Jo Example and Kit Example were at stage 2, Lou Example wrote the adjudication letter; stage 3 is open."""
    do(desk, at_stage_2, Verb.COMMISSION, investigating_officer="Jo Example", independent_person="Kit Example")
    do(desk, at_stage_2, Verb.ADJUDICATE, on="today", outcome="Not upheld", adjudicating_officer="Lou Example")
    do(desk, at_stage_2, Verb.ESCALATE, Stage.TWO, on="today", reason="Dissatisfied with investigation")
    return at_stage_2


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gil  example", "the investigator at stage 1"),
        ("Jo Example", "the investigating officer at stage 2"),
        ("Kit Example", "the independent person at stage 2"),
        ("Lou Example", "the adjudicating officer at stage 2"),
        ("Alex Example", "works with this store"),
        ("Ada Testwell", "complains"),
    ],
)
def test_nobody_of_an_earlier_stage_or_of_the_office_sits_on_the_panel(
    desk: Desk, at_stage_3: int, name: str, said: str
) -> None:
    """Refused beside the field with the reason; the other two stand."""
    found = problems(desk, at_stage_3, Verb.PANEL, chair="Max Sample", member_2=name, member_3="Oli Sample")
    assert said in found.pop("member_2")
    assert not found


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Alex Example", "works with this store"),
        ("Gil Example", "the investigator at stage 1"),
        ("Jo Example", "the investigating officer"),
    ],
)
def test_the_independent_person_is_independent(desk: Desk, at_stage_2: int, name: str, said: str) -> None:
    """Not of the office, not of stage 1, not the officer beside whom they stand."""
    found = problems(desk, at_stage_2, Verb.COMMISSION, investigating_officer="Jo Example", independent_person=name)
    assert said in found.pop("independent_person")
    assert not found


@pytest.mark.parametrize("name", ["Jo Example", "Kit Example", "Gil Example"])
def test_nobody_adjudicates_on_a_report_of_their_own(desk: Desk, at_stage_2: int, name: str) -> None:
    """Nor on their own stage 1."""
    do(desk, at_stage_2, Verb.COMMISSION, investigating_officer="Jo Example", independent_person="Kit Example")
    found = problems(desk, at_stage_2, Verb.ADJUDICATE, on="today", outcome="Not upheld", adjudicating_officer=name)
    assert list(found) == ["adjudicating_officer"]


def test_a_member_of_the_office_may_investigate(desk: Desk, at_stage_2: int) -> None:
    """The investigating officer may be of the council: only the independent person may not."""
    do(desk, at_stage_2, Verb.COMMISSION, investigating_officer="Alex Example", independent_person="Kit Example")


def test_a_review_is_answered_by_a_named_person_who_did_not_do_stage_1(desk: Desk, day: Day) -> None:
    """The Code: stage 2 is by somebody else. Asked in the response, where nobody was named before."""
    day.now = date(2026, 4, 1)
    case_id = desk.log({**CORPORATE, "received_on": "1 Apr 2026"}).case_id
    do(desk, case_id, Verb.ASSIGN, investigator="Gil Example", on="today")
    do(desk, case_id, Verb.RESPOND, on="today", outcome="Not upheld")
    do(desk, case_id, Verb.ESCALATE, on="today")
    assert "Enter who reviewed it" in problems(desk, case_id, Verb.RESPOND, on="today")["investigator"]
    assert (
        "earlier stage" in problems(desk, case_id, Verb.RESPOND, on="today", investigator="Gil Example")["investigator"]
    )
    do(desk, case_id, Verb.RESPOND, on="today", investigator="Hal Example", outcome="Upheld")
    assert desk.case_file(case_id).investigations[1].investigator == "Hal Example"
