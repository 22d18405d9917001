"""The verbs of stage 1, on a real store: each is one change, says what is wrong, and can be undone."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desk_app import deadlines, figures
from desk_app.desk import Desk, Done
from desk_app.desk.quality import checklist
from desk_app.figures.period import year_of
from desk_app.offers import Offer, Verb
from desk_app.problems import Problem
from desk_app.records import CaseFile, EndedBefore, Ending, Outcome, Route, Stage, State
from desk_app.store import Store

COMPLAINT: dict[str, Any] = {
    "kind": "Complaint",
    "received_on": "16 Nov 2026",
    "words": "Ada Testwell says that the allowance is late.",
    "team": "Fostering",
    "at_risk": False,
    "complainant": {"name": "Ada Testwell", "relationship": "Foster carer"},
    "route": {"choice": "Statutory", "reason": "About the fostering service."},
}


@pytest.fixture
def case_id(desk: Desk) -> int:
    """A complaint received on Monday 16 November 2026: respond by the 30th."""
    return desk.log(COMPLAINT).case_id


def do(desk: Desk, case_id: int, verb: Verb, **answers: object) -> Done:
    """Do a verb as the case's page does: as it is offered for the case as it was read."""
    file = desk.case_file(case_id)
    [offer, *_] = [offer for offer in desk.offers(file) if offer.verb is verb]
    return desk.do(offer, file, answers)


def stands(desk: Desk, case_id: int, key: str) -> State:
    [step] = [step for step in desk.steps(case_id) if step.key == key]
    return deadlines.state(step, desk.today())


def test_an_acknowledgement_meets_its_date(desk: Desk, case_id: int) -> None:
    """Received on the 16th, acknowledged on the 18th: within three working days."""
    done = do(desk, case_id, Verb.ACKNOWLEDGE, on="18/11")
    assert done.change is not None
    assert done.change.verb == "acknowledge"
    assert stands(desk, case_id, "acknowledge") is State.MET_IN_TIME
    desk.undo()
    assert stands(desk, case_id, "acknowledge") is State.OVERDUE


@pytest.mark.parametrize(
    ("on", "said"),
    [("", "Enter the day"), ("15/11/2026", "before it was received on 16 November 2026"), ("25/11/2026", "future"),
     ("31/2/2026", "is not a date")],
)  # fmt: skip
def test_a_day_that_cannot_be_is_said_beside_its_field(desk: Desk, case_id: int, on: str, said: str) -> None:
    """And nothing is saved."""
    done = do(desk, case_id, Verb.ACKNOWLEDGE, on=on)
    assert done.change is None
    assert said in done.problems["on"]
    assert desk.case_file(case_id).investigations[0].acknowledged_on is None


def test_a_complaint_without_a_procedure_keeps_its_acknowledgement(desk: Desk) -> None:
    """The investigation that opens when the procedure is chosen takes it over, and opens on the day of receipt."""
    bare = desk.log({"kind": "Complaint", "received_on": "16 Nov 2026", "words": "Too slow."}).case_id
    do(desk, bare, Verb.ACKNOWLEDGE, on="17/11/2026")
    done = do(desk, bare, Verb.ROUTE, route="Corporate", reason="About a bus pass.", team="Education Access")
    [item] = desk.case_file(bare).investigations
    assert (item.route, item.team, item.opened_on) == (Route.CORPORATE, "Education Access", date(2026, 11, 16))
    assert item.acknowledged_on == date(2026, 11, 17)
    due = {step.key: step.due_on for step in done.steps}
    assert due["stage_1_response"] == date(2026, 12, 1)  # Code 2026: 10 working days after the acknowledgement


def test_nobody_looks_into_a_complaint_about_themself(desk: Desk, case_id: int, store: Store) -> None:
    """However the name is spelt."""
    from desk_app.records import Party, Person, Role

    with store.change("name staff") as change:
        person = change.put(None, Person(name="Dee Example", match_key="dee example", is_staff=True))
        change.put(None, Party(case_id=case_id, person_id=person.id, role=Role.STAFF_COMPLAINED_ABOUT))
    done = do(desk, case_id, Verb.ASSIGN, investigator="DEE  Example", on="today")
    assert "complained about" in done.problems["investigator"]
    assert do(desk, case_id, Verb.ASSIGN, investigator="Gil Example", on="today").change


def test_an_extension_that_was_agreed_moves_the_date(desk: Desk, case_id: int) -> None:
    """To 14 December: the longest of the statutory stage 1, 20 working days."""
    done = do(desk, case_id, Verb.EXTEND, to_on="14 Dec 2026", reason="A key worker is away.", told_on="today")
    [step] = [step for step in done.steps if step.key == "stage_1_response"]
    assert (step.due_on, step.limit_on) == (date(2026, 12, 14), date(2026, 11, 30))


def test_trying_an_extension_says_what_would_count_and_saves_nothing(desk: Desk, case_id: int) -> None:
    """Nobody was told, so the new date is only expected."""
    file = desk.case_file(case_id)
    [offer] = [offer for offer in desk.offers(file) if offer.verb is Verb.EXTEND]
    tried = desk.trial(offer, file, {"to_on": "14 Dec 2026", "reason": "A key worker is away."})
    [step] = [step for step in tried.steps if step.key == "stage_1_response"]
    assert (step.due_on, step.expected_on) == (date(2026, 11, 30), date(2026, 12, 14))
    assert desk.case_file(case_id) == file


def test_a_response_ends_stage_1_and_is_in_the_figures(desk: Desk, case_id: int, store: Store) -> None:
    """In time on the 24th; upheld."""
    do(desk, case_id, Verb.RESPOND, on="today", outcome="Upheld", rights_on="today")
    [item] = desk.case_file(case_id).investigations
    assert (item.outcome, item.responded_on) == (Outcome.UPHELD, date(2026, 11, 24))
    assert stands(desk, case_id, "stage_1_response") is State.MET_IN_TIME
    counted = figures.as_json(figures.gather(store, year_of(desk.today()), desk.today()))
    assert counted["stage1_outcomes"] == {"Upheld": 1}


def test_a_complaint_that_nobody_began_is_closed_before_investigation(desk: Desk, case_id: int) -> None:
    """No investigation is left to be counted; the acknowledgement is kept; re-opening starts it again."""
    do(desk, case_id, Verb.ACKNOWLEDGE, on="18/11/2026")
    do(desk, case_id, Verb.CLOSE, on="today", reason="Resolved at once", told_on="today")
    file = desk.case_file(case_id)
    assert not file.investigations
    assert file.case.ended_before is EndedBefore.CLOSED
    assert file.case.acknowledged_on == date(2026, 11, 18)
    assert not desk.worklist()
    do(desk, case_id, Verb.REOPEN, on="today", reason="It was not resolved after all.")
    assert desk.case_file(case_id).case.ended_before is None
    assert {r.step.key for r in desk.worklist()} == {"stage_1_response"}


def test_a_complaint_that_is_looked_into_ends_as_withdrawn(desk: Desk, case_id: int) -> None:
    """The investigation stays, with its ending."""
    do(desk, case_id, Verb.ASSIGN, investigator="Gil Example", on="today")
    do(desk, case_id, Verb.WITHDRAW, on="today", confirmed_on="today")
    file = desk.case_file(case_id)
    assert file.investigations[0].ending is Ending.WITHDRAWN
    assert file.case.withdrawal_confirmed_on == desk.today()
    assert not [r for r in desk.worklist() if not r.step.internal]


def test_what_is_re_opened_is_open_until_the_new_response(desk: Desk, case_id: int) -> None:
    """The first response is remembered; the last one counts."""
    do(desk, case_id, Verb.RESPOND, on="23/11/2026", outcome="Not upheld")
    do(desk, case_id, Verb.REOPEN, on="today", reason="New papers came.")
    [item] = desk.case_file(case_id).investigations
    assert (item.first_responded_on, item.closed_on, item.outcome) == (date(2026, 11, 23), None, None)
    done = do(desk, case_id, Verb.RESPOND, on="today", outcome="Upheld")
    assert done.change
    assert desk.case_file(case_id).notes[0].text == "Re-opened: New papers came."


def test_learning_and_its_action_are_one_change(desk: Desk, case_id: int) -> None:
    """The action is tied to what was learnt, waits on the worklist, and can be marked done."""
    done = do(
        desk, case_id, Verb.LEARN, category="Service quality", text="Payments are checked monthly.",
        kind="Process changed", action="Monthly check", owner="Gil Example", due_on="1 Dec 2026",
    )  # fmt: skip
    assert done.change
    file = desk.case_file(case_id)
    assert file.actions[0].learning_id == file.learning[0].id
    assert "action" in {r.step.key for r in desk.worklist()}
    do(desk, case_id, Verb.COMPLETE_ACTION, action="Process changed: Monthly check, due 1 Dec 2026", done_on="today")
    assert "action" not in {r.step.key for r in desk.worklist()}


def test_the_safeguarding_question_is_answered_with_a_referral(desk: Desk) -> None:
    """Yes without a referral stays on the worklist; a referral names whom."""
    bare = desk.log({**COMPLAINT, "at_risk": None}).case_id
    assert "safeguarding" in {r.step.key for r in desk.worklist()}
    do(desk, bare, Verb.SAFEGUARD, at_risk="Yes")
    assert "safeguarding_referral" in {r.step.key for r in desk.worklist()}
    assert do(desk, bare, Verb.REFER, at_risk="Yes", referred_on="today").problems["referred_to"]
    assert do(desk, bare, Verb.REFER, referred_to="Duty desk").problems["referred_on"]
    do(desk, bare, Verb.REFER, at_risk="Yes", referred_on="today", referred_to="Duty desk")
    assert desk.case_file(bare).case.referred_by == "Alex Example"
    assert not {"safeguarding", "safeguarding_referral"} & {r.step.key for r in desk.worklist()}


def test_a_safeguarding_concern_midway_is_recorded_and_so_is_a_second_one(desk: Desk, case_id: int) -> None:
    """Each with whom it was passed on to, by whom and when: the latest is of the case, the one before a contact."""
    assert not do(desk, case_id, Verb.CONCERN, on="23/11/2026", what="She was locked in.").problems
    assert "safeguarding_referral" in {s.key for s in desk.steps(case_id)}
    assert Verb.CONCERN not in {offer.verb for offer in desk.offers(desk.case_file(case_id))}
    do(
        desk,
        case_id,
        Verb.REFER,
        at_risk="Yes",
        referred_to="Duty desk",
        referred_by="Ida Example",
        referred_on="today",
    )
    second = {"on": "today", "what": "He was hit.", "referred_to": "Police", "referred_on": "today"}
    assert not do(desk, case_id, Verb.CONCERN, **second).problems
    file = desk.case_file(case_id)
    assert (file.case.at_risk, file.case.referred_to, file.case.referred_by) == (True, "Police", "Alex Example")
    [first] = [note for note in file.notes if note.is_contact]
    assert (first.with_whom, first.written_by, first.written_on) == ("Duty desk", "Ida Example", desk.today())
    assert [note.text for note in file.notes if not note.is_contact] == [
        "Safeguarding concern: She was locked in.", "Safeguarding concern: He was hit."
    ]  # fmt: skip
    assert "safeguarding_referral" not in {s.key for s in desk.steps(case_id)}
    desk.undo()
    assert desk.case_file(case_id).case.referred_to == "Duty desk"


def test_a_safeguarding_concern_says_what_is_missing(desk: Desk, case_id: int) -> None:
    """What was said; whom and when, where one of the two is there; no referral before the concern came."""
    done = do(desk, case_id, Verb.CONCERN, on="23/11/2026", referred_to="Duty desk")
    assert set(done.problems) == {"what", "referred_on"}
    done = do(desk, case_id, Verb.CONCERN, on="23/11/2026", what="She was locked in.", referred_on="20/11/2026")
    assert set(done.problems) == {"referred_to", "referred_on"}


def test_a_contact_is_a_line_of_the_log(desk: Desk, case_id: int) -> None:
    """With its day, with whom, and who wrote it."""
    do(desk, case_id, Verb.CONTACT, on="yesterday", with_whom="Ada Testwell", channel="Telephone", text="Rang back.")
    [note] = desk.case_file(case_id).notes
    assert (note.is_contact, note.written_on, note.written_by) == (True, date(2026, 11, 23), "Alex Example")


def test_the_offices_own_steps_come_one_after_the_other(desk: Desk, case_id: int) -> None:
    """Draft, quality check, sign-off: each is offered when the one before is done."""
    [item] = desk.case_file(case_id).investigations
    ticked = list(checklist(desk.case_file(case_id), item))
    assert do(desk, case_id, Verb.ASSIGN, investigator="Gil Example", on="today").change
    assert do(desk, case_id, Verb.DRAFT_RECEIVED, on="today").change
    assert do(desk, case_id, Verb.QUALITY_CHECKED, on="today", met=ticked).change
    assert do(desk, case_id, Verb.SIGNED_OFF, on="today").change
    [item] = desk.case_file(case_id).investigations
    assert item.draft_received_on == item.quality_checked_on == item.signed_off_on == desk.today()


def test_a_compliment_is_thanked_for_and_passed_on(desk: Desk) -> None:
    """Then there is nothing more to thank for."""
    kind = desk.log({"kind": "Compliment", "received_on": "20/11/2026", "words": "Thank you."}).case_id
    do(desk, kind, Verb.THANK, thanked_on="today", passed_on="today")
    assert Verb.THANK not in {offer.verb for offer in desk.offers(desk.case_file(kind))}


def test_a_case_changed_meanwhile_is_not_overwritten(desk: Desk, case_id: int) -> None:
    """Two windows' worth of answers on one reading: the second is told."""
    file: CaseFile = desk.case_file(case_id)
    [offer] = [offer for offer in desk.offers(file) if offer.verb is Verb.ASSIGN]
    desk.do(offer, file, {"investigator": "Gil Example", "on": "today"})
    with pytest.raises(Problem, match="meanwhile"):
        desk.do(offer, file, {"investigator": "Hal Example", "on": "today"})
    assert desk.case_file(case_id).investigations[0].investigator == "Gil Example"
    assert offer == Offer(Verb.ASSIGN, file.investigations[0])
    assert file.investigations[0].stage is Stage.ONE


def test_an_extension_is_to_a_later_day_than_it_is_due(desk: Desk, case_id: int) -> None:
    """Due on 30 November as it is."""
    done = do(desk, case_id, Verb.EXTEND, to_on="30 Nov 2026", reason="A slip.", told_on="today")
    assert "due on 30 November 2026 as it is" in done.problems["to_on"]


def test_who_complains_does_not_look_into_it(desk: Desk, case_id: int) -> None:
    """Nor whom it is about."""
    done = do(desk, case_id, Verb.ASSIGN, investigator="ada testwell", on="today")
    assert "complains" in done.problems["investigator"]


def test_what_was_learnt_before_the_procedure_was_changed_keeps_the_complaint_from_being_closed_unbegun(
    desk: Desk, case_id: int
) -> None:
    """Closing before investigation takes the investigations away; this one has something kept with it."""
    do(desk, case_id, Verb.LEARN, category="Service quality", text="Say who pays.")
    do(desk, case_id, Verb.REROUTE, route="Corporate", reason="It is about a bus pass.", team="Education Access")
    assert Verb.CLOSE not in {offer.verb for offer in desk.offers(desk.case_file(case_id))}
    assert do(desk, case_id, Verb.WITHDRAW, on="20/11/2026", reason="Settled.").change is not None
    assert [learning.text for learning in desk.case_file(case_id).learning] == ["Say who pays."]
