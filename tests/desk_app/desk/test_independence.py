"""Who may not take part: nobody judges what they did, and who is called independent is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desk_app.desk import Desk
from desk_app.desk.correct import WrongField
from desk_app.desk.same_name import SAME_PERSON, clearly_one, perhaps_one
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


@pytest.fixture
def replaced(desk: Desk, day: Day) -> int:
    """Gil gave stage 1 to Hal on 9 March; Ingrid and Kit were the officers of stage 2 until 30 March."""
    case_id = desk.log(STATUTORY).case_id
    do(desk, case_id, Verb.ASSIGN, investigator="Gil Example", on="today")
    day.now = date(2026, 3, 9)
    do(desk, case_id, Verb.REASSIGN, investigator="Hal Example", on="today")
    day.now = date(2026, 3, 16)
    do(desk, case_id, Verb.RESPOND, on="today", outcome="Not upheld")
    do(desk, case_id, Verb.ESCALATE, on="today", reason="Dissatisfied with outcome")
    first: dict[str, Any] = {"investigating_officer": "Ingrid Sample", "independent_person": "Kit Sample"}
    do(desk, case_id, Verb.COMMISSION, **first, officer_on="today", person_on="today")
    day.now = date(2026, 3, 30)
    then: dict[str, Any] = {"investigating_officer": "Jo Example", "independent_person": "Una Sample"}
    do(desk, case_id, Verb.COMMISSION, **then, officer_on="today", person_on="today")
    return case_id


def test_who_was_replaced_is_kept_with_the_days(desk: Desk, replaced: int) -> None:
    """From when until when; undoing the replacement takes that away."""
    kept = [(r.part, r.name, r.began_on, r.until_on) for r in desk.case_file(replaced).replaced]
    assert kept == [
        ("investigator", "Gil Example", date(2026, 3, 2), date(2026, 3, 9)),
        ("investigating officer", "Ingrid Sample", date(2026, 3, 16), date(2026, 3, 30)),
        ("independent person", "Kit Sample", date(2026, 3, 16), date(2026, 3, 30)),
    ]
    desk.undo()
    assert [each.name for each in desk.case_file(replaced).replaced] == ["Gil Example"]


def test_who_was_replaced_took_part_and_is_not_on_the_panel(desk: Desk, replaced: int) -> None:
    """At stage 1 or 2; a name like theirs is asked of."""
    do(desk, replaced, Verb.ADJUDICATE, on="today", outcome="Not upheld", adjudicating_officer="Lou Example")
    do(desk, replaced, Verb.ESCALATE, Stage.TWO, on="today", reason="Dissatisfied with investigation")
    found = problems(desk, replaced, Verb.PANEL, chair="Ingrid Sample", member_2="Kit Sample", member_3="Gil Example")
    assert "the investigating officer at stage 2 until 30 March 2026" in found["chair"]
    assert "the independent person at stage 2 until 30 March 2026" in found["member_2"]
    assert "the investigator at stage 1 until 9 March 2026" in found["member_3"]
    found = problems(desk, replaced, Verb.PANEL, chair="I. Sample", member_2="Max Sample", member_3="Nia Sample")
    assert SAME_PERSON in found


@pytest.mark.parametrize(
    ("officer", "person", "beside"),
    [
        ("Gil Example", "Una Sample", "investigating_officer"),
        ("Kit Sample", "Una Sample", "investigating_officer"),
        ("Una Sample", "Vic Sample", "investigating_officer"),
        ("Jo Example", "Ingrid Sample", "independent_person"),
        ("Wes Example", "Jo Example", "independent_person"),
    ],
)
def test_who_was_replaced_takes_no_other_part_of_stage_2(
    desk: Desk, replaced: int, officer: str, person: str, beside: str
) -> None:
    """Nobody investigates, or watches over it, who did the other before; also who is replaced by the same form."""
    found = problems(desk, replaced, Verb.COMMISSION, investigating_officer=officer, independent_person=person)
    assert set(found) == {beside}


def test_who_was_ill_comes_back(desk: Desk, replaced: int) -> None:
    """To the part they had; and nobody takes a part before whose place they take."""
    back: dict[str, Any] = {
        "investigating_officer": "Ingrid Sample", "independent_person": "Una Sample", "person_on": "30/3/2026",
    }  # fmt: skip
    assert "officer_on" in problems(desk, replaced, Verb.COMMISSION, **back, officer_on="20/3/2026")
    do(desk, replaced, Verb.COMMISSION, **back, officer_on="today")
    assert [each.name for each in desk.case_file(replaced).replaced][-1] == "Jo Example"


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


# --- names that are alike -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dr Siân Ellis-Ward", "sian  ellis ward"),
        ("Smith, Jon", "Mr Jon Smith"),
        ("Conor O’Neill OBE", "Conor ONeill"),
        ("Jo", "JO"),
    ],
)
def test_titles_capitals_accents_and_hyphens_make_no_other_name(one: str, other: str) -> None:
    """Nor which part comes first."""
    assert clearly_one(one, other)


@pytest.mark.parametrize(
    "other", ["Mr John Smith", "J. Smith", "Smith", "Jon P. Smith", "Jon Smiht", "Smith Jon", "Jоn Smith", "J P Smith"]
)
def test_a_name_that_is_like_another_may_be_the_same_persons(other: str) -> None:
    """A title, an initial, a short form, a slip, a letter of another alphabet: not clearly, so it is asked."""
    assert perhaps_one("Jon Smith", other)
    assert perhaps_one(other, "Jon Smith")
    assert not clearly_one("Jon Smith", other)


@pytest.mark.parametrize("other", ["Gil Smith", "Jon Sample", "K. Smith", "", "Anonymous", "…"])
def test_other_names_are_not_asked_of(other: str) -> None:
    """A surname in common is none."""
    assert not perhaps_one("Jon Smith", other)
    assert not clearly_one("Jon Smith", other)


PANEL = {"chair": "Max Sample", "member_2": "Ollie Sample", "member_3": "Pat Sample"}


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("G. Example", "Is G. Example the same person as Gil Example, the investigator at stage 1?"),
        ("Christopher Example", "Is Christopher Example the same person as Kit Example, the independent person"),
        ("Sandy Example", "Is Sandy Example the same person as Alex Example, who works with this store?"),
        ("A Testwell", "Is A Testwell the same person as Ada Testwell, of the complaint?"),
        ("Oliver Sample", "Is Oliver Sample the same person as Ollie Sample, who is on the panel?"),
    ],
)
def test_a_name_like_theirs_is_asked_and_a_different_person_may_sit_on_the_panel(
    desk: Desk, at_stage_3: int, name: str, asked: str
) -> None:
    """Never a silent pass: that they are two is a note. What was answered is not asked again."""
    panel = {**PANEL, "member_3": name}
    file = desk.case_file(at_stage_3)
    found = desk.do(next(o for o in desk.offers(file) if o.verb is Verb.PANEL), file, panel)
    assert found.problems.keys() == {SAME_PERSON}
    assert asked in found.asked[SAME_PERSON]
    assert problems(desk, at_stage_3, Verb.PANEL, **panel, same_person="The same person").keys() == {"member_3"}
    do(desk, at_stage_3, Verb.PANEL, None, **panel, same_person="A different person")
    file = desk.case_file(at_stage_3)
    assert file.investigations[-1].panel_members == tuple(panel.values())
    assert next(n.text for n in file.notes if "different person" in n.text).startswith(f"Panel member: {name} is a")
    do(desk, at_stage_3, Verb.PANEL, None, **panel, meets_on="30 Mar 2026")


@pytest.mark.parametrize("name", ["Dr Gil Example", "EXAMPLE, Gil"])
def test_a_name_that_is_clearly_theirs_is_refused_and_not_asked(desk: Desk, at_stage_3: int, name: str) -> None:
    """Whatever the title."""
    panel = {**PANEL, "member_3": name}
    found = problems(desk, at_stage_3, Verb.PANEL, **panel, same_person="A different person")
    assert found.keys() == {"member_3"}


def test_an_officer_who_is_like_the_independent_person_beside_them_is_asked_later_too(
    desk: Desk, at_stage_2: int
) -> None:
    """The person was there first; the officer’s name changes."""
    do(desk, at_stage_2, Verb.COMMISSION, investigating_officer="Jo Example", independent_person="Kit Example")
    changed = {"investigating_officer": "Chris Example", "independent_person": "Kit Example"}
    assert problems(desk, at_stage_2, Verb.COMMISSION, **changed).keys() == {SAME_PERSON}


def test_a_corrected_name_is_asked_of_too(desk: Desk, at_stage_2: int) -> None:
    """A note stays with the answer."""
    do(desk, at_stage_2, Verb.COMMISSION, investigating_officer="Jo Example", independent_person="Kit Example")

    def correct(**answer: str) -> None:
        desk.correct(desk.case_file(at_stage_2).investigations[-1], independent_person="G Example", **answer)

    with pytest.raises(WrongField) as found:
        correct()
    assert found.value.field == SAME_PERSON
    with pytest.raises(WrongField, match="the investigator at stage 1") as found:
        correct(same_person="The same person")
    assert found.value.field == "independent_person"
    correct(same_person="A different person")
    file = desk.case_file(at_stage_2)
    assert file.investigations[-1].independent_person == "G Example"
    assert "different person from Gil Example" in file.notes[-1].text
