"""Correcting what was recorded: dates stay in order, what follows from a date follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desk_app.desk import Desk
from desk_app.desk.correct import WrongField
from desk_app.offers import Verb
from desk_app.records import DecisionKind, Role
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
def case_id(desk: Desk) -> int:
    return desk.log(COMPLAINT).case_id


def test_stage_1_follows_a_corrected_day_of_receipt(desk: Desk, case_id: int) -> None:
    """Its clock is counted from there, under the procedure that was in force then."""
    desk.correct(desk.case_file(case_id).case, received_on=date(2026, 3, 30), why="The letter’s stamp.")
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


def test_a_corrected_summary_is_one_line(desk: Desk, case_id: int) -> None:
    """Whatever was pasted; the words keep their lines."""
    case = desk.case_file(case_id).case
    desk.correct(case, summary="Calls not\nreturned", words="One.\r\nTwo.\x07")
    case = desk.case_file(case_id).case
    assert (case.summary, case.words) == ("Calls not returned", "One.\nTwo.")


def test_a_corrected_name_is_recognised_under_its_new_spelling(desk: Desk, case_id: int) -> None:
    """And found in search."""
    person = desk.case_file(case_id).person(Role.COMPLAINANT)
    assert person is not None
    desk.correct(person, name="Ada  Testwell-Jones")
    now = desk.case_file(case_id).person(Role.COMPLAINANT)
    assert now is not None
    assert now.match_key == "ada testwell-jones"


# --- in the order of the case
STATUTORY: dict[str, Any] = {
    **COMPLAINT,
    "received_on": "2 Mar 2026",
    "route": {"choice": "Statutory", "reason": "About the fostering service."},
}
WHY = "The stamp says so."


def do(desk: Desk, case_id: int, verb: Verb, **answers: object) -> None:
    file = desk.case_file(case_id)
    [offer, *_] = [offer for offer in desk.offers(file) if offer.verb is verb]
    done = desk.do(offer, file, answers)
    assert not done.problems, done.problems


@pytest.fixture
def at_stage_2(desk: Desk) -> int:
    """Received 2 March, acknowledged 3 March, answered 13 March; stage 2 asked for on 10 April 2026, the last day."""
    case_id = desk.log(STATUTORY).case_id
    do(desk, case_id, Verb.ACKNOWLEDGE, on="3 Mar 2026")
    do(desk, case_id, Verb.RESPOND, on="13 Mar 2026", outcome="Not upheld")
    do(desk, case_id, Verb.ESCALATE, on="10 Apr 2026", reason="Dissatisfied with outcome")
    return case_id


def test_a_corrected_date_is_a_decision_with_its_reason(desk: Desk, at_stage_2: int) -> None:
    """Without one nothing is saved. It stands in the case in words, and undo takes both back."""
    case = desk.case_file(at_stage_2).case
    with pytest.raises(WrongField, match="Say why") as found:
        desk.correct(case, received_on=date(2026, 3, 3))
    assert found.value.field == "why"
    desk.correct(case, received_on=date(2026, 3, 3), why=WHY)
    [decision] = desk.case_file(at_stage_2).decisions
    assert (decision.kind, decision.reason, decision.decided_by) == (DecisionKind.DATE_CORRECTED, WHY, "Alex Example")
    assert decision.what == "it was received on 3 March 2026, not on 2 March 2026"
    desk.undo()
    assert not desk.case_file(at_stage_2).decisions


def test_a_date_that_was_missing_needs_no_reason(desk: Desk, at_stage_2: int) -> None:
    """Nothing that was recorded is changed."""
    assert desk.correct(desk.case_file(at_stage_2).case, events_on=date(2026, 2, 1)) is not None
    assert not desk.case_file(at_stage_2).decisions


def test_receipt_is_not_after_what_was_done_then(desk: Desk, at_stage_2: int) -> None:
    """Acknowledged on 3 March: received on 4 March cannot be; the other date is named. With both it can."""
    file = desk.case_file(at_stage_2)
    with pytest.raises(WrongField, match="Stage 1: it was acknowledged on 3 March 2026, which is before this") as found:
        desk.correct(file.case, received_on=date(2026, 3, 4), why=WHY)
    assert found.value.field == "received_on"
    desk.correct(file.investigations[0], acknowledged_on=date(2026, 3, 5), why=WHY)
    desk.correct(file.case, received_on=date(2026, 3, 4), why=WHY)
    assert desk.case_file(at_stage_2).investigations[0].opened_on == date(2026, 3, 4)


def test_a_stage_is_not_answered_after_the_next_was_asked_for(desk: Desk, at_stage_2: int) -> None:
    """Stage 2 was asked for on 10 April."""
    item = desk.case_file(at_stage_2).investigations[0]
    with pytest.raises(WrongField, match="Stage 2: it was asked for on 10 April 2026, which is before this") as found:
        desk.correct(item, responded_on=date(2026, 4, 13), why=WHY)
    assert found.value.field == "responded_on"


def test_a_request_that_becomes_late_by_it_is_decided(desk: Desk, at_stage_2: int) -> None:
    """Answered on 2 March the 28 days ended on 30 March, so the request of 10 April was late: why is it accepted?"""
    item = desk.case_file(at_stage_2).investigations[0]
    changes: dict[str, Any] = {"responded_on": date(2026, 3, 12)}
    tried = desk.correction(item, changes, why=WHY)
    assert tried.asks == {"why", "late_why"}
    with pytest.raises(WrongField, match="the time for it ended on 9 April 2026") as found:
        desk.correct(item, **changes, why=WHY)
    assert found.value.field == "late_why"
    desk.correct(item, **changes, why=WHY, late_why="They were told the wrong day.")
    late = [d for d in desk.case_file(at_stage_2).decisions if d.kind is DecisionKind.LATE_REQUEST]
    assert [(d.investigation_id, d.reason) for d in late] == [(item.id, "They were told the wrong day.")]


def test_what_follows_is_known_before_it_is_saved(desk: Desk) -> None:
    """Received on 1 April instead of 31 March 2026: the Code, and the response is due a month earlier."""
    case_id = desk.log({**COMPLAINT, "received_on": "31 Mar 2026"}).case_id
    case = desk.case_file(case_id).case
    tried = desk.correction(case, {"received_on": date(2026, 4, 1)}, why=WHY)
    due = [{s.key: s.due_on for s in steps}["stage_1_response"] for steps in (tried.before, tried.after)]
    assert due == [date(2026, 5, 15), date(2026, 4, 24)]
    [(was, now)] = tried.procedures
    assert was != now
    assert desk.case_file(case_id).case == case


def test_what_was_out_of_order_before_hinders_nobody(desk: Desk, at_stage_2: int, store: Store) -> None:
    """A register brought an acknowledgement of before the receipt: another field of that stage can be corrected."""
    item = desk.case_file(at_stage_2).investigations[0]
    with store.change("as a register would") as change:
        item = change.put(item, replace(item, acknowledged_on=date(2026, 2, 2)))
    assert desk.correct(item, delay_reason="Staff absence") is not None
    assert desk.correct(desk.case_file(at_stage_2).investigations[0], responded_on=date(2026, 3, 16), why=WHY)


def test_a_request_of_another_day_moves_the_end_of_a_stage_that_had_no_response(desk: Desk) -> None:
    """Stage 1 ended because stage 2 was asked for."""
    case_id = desk.log(STATUTORY).case_id
    do(desk, case_id, Verb.ESCALATE, on="7 Apr 2026", reason="Stage 1 response overdue")
    desk.correct(desk.case_file(case_id).investigations[1], opened_on=date(2026, 4, 9), why=WHY)
    first, second = desk.case_file(case_id).investigations
    assert first.ended_on == second.opened_on == date(2026, 4, 9)


def test_a_corrected_name_is_as_independent_as_one_that_was_appointed(desk: Desk, at_stage_2: int) -> None:
    """A member of the office is no independent person."""
    do(desk, at_stage_2, Verb.COMMISSION, investigating_officer="Jo Example", independent_person="Kit Example")
    item = desk.case_file(at_stage_2).investigations[1]
    with pytest.raises(WrongField, match="works with this store") as found:
        desk.correct(item, independent_person="alex example")
    assert found.value.field == "independent_person"
    assert desk.correct(item, independent_person="Kit Examplar") is not None
