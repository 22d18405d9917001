"""A complaint's later life: the next stage, the panel, the Ombudsman; refused, paused, re-routed, declined."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from desk_app import deadlines
from desk_app.anonymous import anonymous
from desk_app.desk import Desk, Done
from desk_app.desk.correct import WrongField
from desk_app.desk.ombudsman import CRITERIA
from desk_app.desk.points import key_of, suggested
from desk_app.desk.refuse import ELSEWHERE, OTHER
from desk_app.offers import Verb
from desk_app.records import (
    DecisionKind,
    EndedBefore,
    Ending,
    OtherProcess,
    Outcome,
    Party,
    Person,
    Role,
    Route,
    Stage,
    State,
    Step,
)
from desk_app.store import Store
from tests.clock import Day

STATUTORY: dict[str, Any] = {
    "kind": "Complaint",
    "received_on": "2 Mar 2026",
    "words": "Ada Testwell says that visits were cancelled.",
    "team": "Fostering",
    "at_risk": False,
    "complainant": {"name": "Ada Testwell", "relationship": "Foster carer"},
    "route": {"choice": "Statutory", "reason": "About the fostering service."},
}
CORPORATE = {**STATUTORY, "team": "SEND Team", "route": {"choice": "Corporate", "reason": "About an EHC plan."}}


@pytest.fixture
def today() -> date:
    """Monday 2 March 2026."""
    return date(2026, 3, 2)


def do(desk: Desk, case_id: int, verb: Verb, stage: Stage | None = None, **answers: object) -> Done:
    file = desk.case_file(case_id)
    [offer, *_] = [
        o
        for o in desk.offers(file)
        if o.verb is verb and (stage is None or (o.investigation is not None and o.investigation.stage is stage))
    ]
    done = desk.do(offer, file, answers)
    assert not done.problems, done.problems
    return done


def problems(desk: Desk, case_id: int, verb: Verb, **answers: object) -> dict[str, str]:
    file = desk.case_file(case_id)
    [offer, *_] = [o for o in desk.offers(file) if o.verb is verb]
    return dict(desk.do(offer, file, answers).problems)


def verbs(desk: Desk, case_id: int) -> set[Verb]:
    return {offer.verb for offer in desk.offers(desk.case_file(case_id))}


def step(desk: Desk, case_id: int, key: str) -> Step:
    [found] = [s for s in desk.steps(case_id) if s.key == key]
    return found


def test_a_statutory_complaint_goes_through_all_stages_to_the_ombudsman(desk: Desk, day: Day) -> None:
    """Each verb of each stage in its turn; every clock is met; learning and the remedy end it."""
    case_id = desk.log(STATUTORY).case_id
    day.now = date(2026, 3, 3)
    do(desk, case_id, Verb.ACKNOWLEDGE, on="3 Mar 2026")
    do(desk, case_id, Verb.ASSIGN, investigator="Gil Example", on="3 Mar 2026")
    day.now = date(2026, 3, 16)
    do(desk, case_id, Verb.RESPOND, on="16 Mar 2026", outcome="Not upheld", rights_on="16 Mar 2026")
    day.now = date(2026, 3, 30)
    done = do(desk, case_id, Verb.ESCALATE, on="30 Mar 2026", reason="Dissatisfied with outcome")
    due = {s.key: s.due_on for s in done.steps}
    assert due["stage_2_response"] == date(2026, 5, 7)  # 25 working days: Good Friday, Easter Monday, 4 May
    day.now = date(2026, 4, 20)
    do(desk, case_id, Verb.COMMISSION, investigating_officer="Jo Example", officer_on="1 Apr 2026",
       independent_person="Kit Example", person_on="2 Apr 2026")  # fmt: skip
    do(desk, case_id, Verb.STATEMENT, on="13 Apr 2026")
    assert step(desk, case_id, "stage_2_response").other_on == date(2026, 5, 19)  # both readings are shown
    assert step(desk, case_id, "reports_due").due_on == date(2026, 5, 1)  # three working days before the letter
    do(desk, case_id, Verb.REPORTS, officer_report_on="17 Apr 2026")
    assert step(desk, case_id, "reports_due").done_on is None
    do(desk, case_id, Verb.REPORTS, independent_report_on="20 Apr 2026")
    assert step(desk, case_id, "reports_due").done_on == date(2026, 4, 20)
    assert not {"draft_due", "quality_check", "sign_off"} & {s.key for s in desk.steps(case_id)}
    day.now = date(2026, 5, 6)
    do(desk, case_id, Verb.ADJUDICATE, on="6 May 2026", adjudicating_officer="Lou Example", outcome="Partially upheld",
       cost="£1,250.50", rights_on="6 May 2026")  # fmt: skip
    item = desk.case_file(case_id).investigations[1]
    assert (item.stage, item.outcome, item.cost_pence) == (Stage.TWO, Outcome.PARTIALLY_UPHELD, 125050)
    day.now = date(2026, 6, 3)
    do(desk, case_id, Verb.ESCALATE, Stage.TWO, on="1 Jun 2026", reason="Dissatisfied with investigation")
    do(desk, case_id, Verb.PANEL, chair="Max Sample", member_2="Nia Sample", member_3="Oli Sample",
       meets_on="8 Jul 2026")  # fmt: skip
    day.now = date(2026, 7, 24)
    do(desk, case_id, Verb.PANEL_MET, on="8 Jul 2026", attended_with="A friend")
    do(desk, case_id, Verb.PANEL_REPORT, on="14 Jul 2026")
    do(desk, case_id, Verb.RESPOND, Stage.THREE, on="24 Jul 2026", outcome="Upheld", rights_on="24 Jul 2026")
    last = desk.case_file(case_id).investigations[2]
    assert (last.ombudsman_rights_on, last.next_stage_rights_on) == (date(2026, 7, 24), None)
    day.now = date(2026, 9, 1)
    do(desk, case_id, Verb.MATTER, reference="26 000 001", about="Visits", kind="Enquiry", on="1 Sep 2026")
    assert step(desk, case_id, "ombudsman_answer").due_on == date(2026, 9, 29)
    do(desk, case_id, Verb.ANSWER_REQUEST, request="Enquiry, received 1 Sep 2026", sent_on="1 Sep 2026")
    do(desk, case_id, Verb.DECISION, decision="Investigated: upheld", on="1 Sep 2026", remedy="An apology",
       amount="300", due_on="1 Oct 2026")  # fmt: skip
    assert step(desk, case_id, "remedy").due_on == date(2026, 10, 1)
    do(desk, case_id, Verb.COMPLETE_REMEDY, remedy="An apology, due 1 Oct 2026", done_on="1 Sep 2026")
    met = {deadlines.state(s, day.now) for s in desk.steps(case_id) if s.done_on and not s.internal and not s.soft}
    assert met == {State.MET_IN_TIME}
    assert desk.store.verify().ok


def test_a_request_after_its_window_needs_a_reasoned_decision(desk: Desk, day: Day) -> None:
    """28 calendar days after the response of 16 March: until 13 April."""
    case_id = desk.log(STATUTORY).case_id
    day.now = date(2026, 5, 1)
    do(desk, case_id, Verb.RESPOND, on="16 Mar 2026", outcome="Not upheld")
    late = problems(desk, case_id, Verb.ESCALATE, on="1 May 2026", reason="Dissatisfied with outcome")
    assert "ended on 13 April 2026" in late["late_reason"]
    do(desk, case_id, Verb.ESCALATE, on="1 May 2026", reason="Dissatisfied with outcome", late_reason="They were ill.")
    [decision] = desk.case_file(case_id).decisions
    assert (decision.kind, decision.reason) == (DecisionKind.LATE_REQUEST, "They were ill.")


def test_a_late_request_can_be_declined_with_reasons_and_a_timely_one_cannot(desk: Desk, day: Day) -> None:
    """The case stays where it is; the decision is kept."""
    case_id = desk.log(STATUTORY).case_id
    day.now = date(2027, 3, 1)
    do(desk, case_id, Verb.RESPOND, on="16 Mar 2026", outcome="Not upheld")
    timely = problems(desk, case_id, Verb.DECLINE, on="1 Apr 2026", reason="No.", decided_on="2 Apr 2026")
    assert "in time" in timely["on"]
    do(desk, case_id, Verb.DECLINE, on="1 Mar 2027", reason="Nearly a year late.", decided_on="1 Mar 2027")
    file = desk.case_file(case_id)
    assert file.decisions[0].kind is DecisionKind.DECLINED
    assert len(file.investigations) == 1


def test_an_overdue_stage_1_can_go_on_without_a_response(desk: Desk, day: Day) -> None:
    """It ends without one, and says so on the next stage."""
    case_id = desk.log(STATUTORY).case_id
    day.now = date(2026, 4, 7)
    do(desk, case_id, Verb.ESCALATE, on="7 Apr 2026", reason="Stage 1 response overdue")
    first, second = desk.case_file(case_id).investigations
    assert (first.ending, first.closed_on) == (Ending.WITHOUT_RESPONSE, date(2026, 4, 7))
    assert (second.stage, second.skipped_stage_1, second.opened_on) == (Stage.TWO, True, date(2026, 4, 7))
    assert Verb.ESCALATE not in {o.verb for o in desk.offers(desk.case_file(case_id)) if o.investigation == first}


def test_nobody_is_dissatisfied_with_a_response_that_never_came(desk: Desk, day: Day) -> None:
    """Stage 1 is left out where it is overdue, due on 16 March, or where both agree to skip it."""
    case_id = desk.log(STATUTORY).case_id
    day.now = date(2026, 4, 1)
    found = problems(desk, case_id, Verb.ESCALATE, on="5 Mar 2026", reason="Dissatisfied with outcome")
    assert "has had no response" in found["reason"]
    found = problems(desk, case_id, Verb.ESCALATE, on="16 Mar 2026", reason="Stage 1 response overdue")
    assert "due on 16 March 2026" in found["reason"]
    do(desk, case_id, Verb.ESCALATE, on="17 Mar 2026", reason="Stage 1 response overdue")
    desk.undo()
    do(desk, case_id, Verb.ESCALATE, on="5 Mar 2026", reason="Agreed to skip stage 1")


def test_a_review_under_the_code_is_by_somebody_else_on_its_own_clock(desk: Desk, day: Day) -> None:
    """Received in April 2026: acknowledge stage 2 in 5 working days, answer in 20 more; not by who did stage 1."""
    day.now = date(2026, 4, 1)
    case_id = desk.log({**CORPORATE, "received_on": "1 Apr 2026"}).case_id
    do(desk, case_id, Verb.ASSIGN, investigator="Gil Example", on="1 Apr 2026")
    day.now = date(2026, 4, 20)
    do(desk, case_id, Verb.RESPOND, on="20 Apr 2026", outcome="Not upheld")
    do(desk, case_id, Verb.ESCALATE, on="20 Apr 2026")  # no reason is required under the Code
    assert step(desk, case_id, "acknowledge_stage_2").due_on == date(2026, 4, 27)
    do(desk, case_id, Verb.ACKNOWLEDGE_REVIEW, on="20 Apr 2026")
    assert step(desk, case_id, "stage_2_response").due_on == date(2026, 5, 19)  # 20 working days; 4 May is a holiday
    assert (
        "earlier stage" in problems(desk, case_id, Verb.ASSIGN, investigator="gil example", on="today")["investigator"]
    )
    do(desk, case_id, Verb.ASSIGN, investigator="Hal Example", on="today")
    do(desk, case_id, Verb.RESPOND, Stage.TWO, on="today", outcome="Upheld", rights_on="today")
    assert desk.case_file(case_id).investigations[1].ombudsman_rights_on == date(2026, 4, 20)


def test_under_the_earlier_procedure_stage_2_is_not_acknowledged(desk: Desk, day: Day) -> None:
    """Received on 31 March 2026: 30 working days, and the review has no clock of its own to acknowledge."""
    day.now = date(2026, 3, 31)
    case_id = desk.log({**CORPORATE, "received_on": "31 Mar 2026"}).case_id
    assert step(desk, case_id, "stage_1_response").due_on == date(2026, 5, 15)
    do(desk, case_id, Verb.RESPOND, on="today", outcome="Not upheld")
    do(desk, case_id, Verb.ESCALATE, on="today")
    assert Verb.ACKNOWLEDGE_REVIEW not in verbs(desk, case_id)


def test_a_pause_stops_the_clock_and_a_part_does_not(desk: Desk, day: Day) -> None:
    """Paused for a court for ten working days: the response is due ten later."""
    case_id = desk.log(STATUTORY).case_id
    before = step(desk, case_id, "stage_1_response").due_on
    day.now = date(2026, 3, 9)
    do(desk, case_id, Verb.PAUSE, from_on="9 Mar 2026", reason="Before a court.", part="the visits", told_on="today")
    assert step(desk, case_id, "stage_1_response").due_on == before
    do(desk, case_id, Verb.RESUME, ended_on="today", resumed_on="today")
    do(desk, case_id, Verb.PAUSE, from_on="9 Mar 2026", reason="Before a court.", told_on="today")
    assert deadlines.state(step(desk, case_id, "stage_1_response"), day.now) is State.PAUSED
    assert Verb.PAUSE not in verbs(desk, case_id)
    day.now = date(2026, 3, 23)
    do(desk, case_id, Verb.RESUME, ended_on="23 Mar 2026", resumed_on="23 Mar 2026")
    assert before is not None
    assert step(desk, case_id, "stage_1_response").due_on == date(2026, 3, 30)
    assert desk.store.calendar().between(before, date(2026, 3, 30)) == 10


def test_re_routed_both_histories_stay_and_the_clock_starts_at_receipt(desk: Desk, day: Day) -> None:
    """Unless a manager says another day, and why."""
    case_id = desk.log(STATUTORY).case_id
    day.now = date(2026, 3, 9)
    assert (
        "another day"
        in problems(desk, case_id, Verb.REROUTE, route="Corporate", reason="About a plan.", started_on="9 Mar 2026")[
            "started_reason"
        ]
    )
    do(desk, case_id, Verb.REROUTE, route="Corporate", reason="About a plan.")
    old, new = desk.case_file(case_id).investigations
    assert (old.ending, new.route, new.opened_on) == (Ending.RE_ROUTED, Route.CORPORATE, date(2026, 3, 2))
    assert {s.investigation_id for s in desk.steps(case_id) if s.key == "stage_1_response"} == {new.id}


def test_refused_in_part_goes_on_and_refused_whole_ends(desk: Desk) -> None:
    """The refusal is listed by its type either way."""
    case_id = desk.log(STATUTORY).case_id
    do(desk, case_id, Verb.REFUSE, kind="Over 12 months", part="the year 2020", reason="Too long ago.", on="today")
    assert desk.case_file(case_id).investigations[0].closed_on is None
    do(desk, case_id, Verb.REFUSE, kind="Court or tribunal", reason="Decided by a court.", on="today", told_on="today")
    file = desk.case_file(case_id)
    assert file.case.ended_before is EndedBefore.REFUSED
    assert [refusal.kind.value for refusal in file.refusals] == ["Over 12 months", "Court or tribunal"]


@pytest.mark.parametrize("process", [ELSEWHERE, OTHER])
def test_a_process_of_another_organisation_is_named(desk: Desk, process: str) -> None:
    """A joint complaint with the health service is not refused as none of the council's."""
    case_id = desk.log(STATUTORY).case_id
    answers: dict[str, Any] = {"process": process, "part": "the nurse’s visits", "on": "today"}
    assert "which one" in problems(desk, case_id, Verb.ANOTHER_PROCESS, **answers)["named"]
    do(desk, case_id, Verb.ANOTHER_PROCESS, **answers, named="NHS complaints")
    file = desk.case_file(case_id)
    assert [(each.process, each.part) for each in file.other_processes] == [
        (f"{process}: NHS complaints", "the nurse’s visits")
    ]
    assert file.refusals == ()
    erased = anonymous(file.other_processes[0], desk.today())
    assert isinstance(erased, OtherProcess)
    assert erased.process == process


def test_a_part_is_left_to_another_process_also_once_it_is_looked_into(desk: Desk) -> None:
    """A court is mostly found during the investigation. The rest goes on; for all of it there are other ways."""
    case_id = desk.log(STATUTORY).case_id
    do(desk, case_id, Verb.ASSIGN, investigator="Gil Example", on="today")
    assert "which part" in problems(desk, case_id, Verb.ANOTHER_PROCESS, process="Court", on="today")["part"]
    do(desk, case_id, Verb.ANOTHER_PROCESS, process="Court", part="the contact order", on="today")
    file = desk.case_file(case_id)
    assert [(each.process, each.part) for each in file.other_processes] == [("Court", "the contact order")]
    assert file.investigations[0].closed_on is None


def test_another_team_has_a_clock_of_its_own(desk: Desk, day: Day) -> None:
    """One acknowledgement counts for both; one answers in time, the other late."""
    case_id = desk.log(STATUTORY).case_id
    do(desk, case_id, Verb.ACKNOWLEDGE, on="today")
    do(desk, case_id, Verb.ADD_TEAM, team="Adoption", route="Statutory")
    assert "already" in problems(desk, case_id, Verb.ADD_TEAM, team="Adoption", route="Statutory")["team"]
    first, second = desk.case_file(case_id).investigations
    assert second.acknowledged_on == date(2026, 3, 2)
    day.now = date(2026, 3, 30)
    file = desk.case_file(case_id)
    for item, on in ((first, "16 Mar 2026"), (second, "30 Mar 2026")):
        offer = next(o for o in desk.offers(file) if o.verb is Verb.RESPOND and o.investigation == item)
        desk.do(offer, file, {"on": on, "outcome": "Upheld"})
    states = {s.team: deadlines.state(s, day.now) for s in desk.steps(case_id) if s.key == "stage_1_response"}
    assert states == {"Fostering": State.MET_IN_TIME, "Adoption": State.MET_LATE}


@pytest.mark.parametrize(
    ("points", "overall"),
    [
        ((), None),
        ((Outcome.UPHELD, None), None),
        ((Outcome.UPHELD, Outcome.UPHELD), Outcome.UPHELD),
        ((Outcome.NOT_UPHELD,), Outcome.NOT_UPHELD),
        ((Outcome.UPHELD, Outcome.NOT_UPHELD), Outcome.PARTIALLY_UPHELD),
        ((Outcome.PARTIALLY_UPHELD, Outcome.NOT_UPHELD), Outcome.PARTIALLY_UPHELD),
    ],
)
def test_points_suggest_the_overall_outcome(points: tuple[Outcome | None, ...], overall: Outcome | None) -> None:
    """All alike is that; a mixture is partially upheld; an open one suggests nothing."""
    assert suggested(points) is overall


def test_an_overall_outcome_that_differs_from_the_points_needs_a_reason(desk: Desk, day: Day) -> None:
    """It is kept as a decision."""
    case_id = desk.log(STATUTORY).case_id
    do(desk, case_id, Verb.POINT, text="Visits were cancelled.")
    do(desk, case_id, Verb.POINT, text="Nobody rang.")
    day.now = date(2026, 3, 10)
    first, second = desk.case_file(case_id).points
    assert [first.number, second.number] == [1, 2]
    answers: dict[str, Any] = {"on": "today", key_of(first): "Upheld", key_of(second): "Not upheld"}
    assert (
        "suggest partially upheld"
        in problems(desk, case_id, Verb.RESPOND, **answers, outcome="Upheld")["outcome_reason"]
    )
    do(desk, case_id, Verb.RESPOND, **answers)
    file = desk.case_file(case_id)
    assert file.investigations[0].outcome is Outcome.PARTIALLY_UPHELD
    assert [point.outcome for point in file.points] == [Outcome.UPHELD, Outcome.NOT_UPHELD]
    assert not file.decisions


def test_a_panel_is_three_people_who_were_not_at_stage_2(desk: Desk, day: Day) -> None:
    """The independent person of stage 2 may not sit on it, nor anybody twice (reg 19)."""
    case_id = desk.log(STATUTORY).case_id
    day.now = date(2026, 3, 5)
    do(desk, case_id, Verb.RESPOND, on="today", outcome="Not upheld")
    do(desk, case_id, Verb.ESCALATE, on="today", reason="Dissatisfied with outcome")
    do(desk, case_id, Verb.COMMISSION, investigating_officer="Jo Example", independent_person="Kit Example")
    do(desk, case_id, Verb.ADJUDICATE, on="today", outcome="Not upheld")
    do(desk, case_id, Verb.ESCALATE, Stage.TWO, on="today", reason="Dissatisfied with investigation")
    found = problems(desk, case_id, Verb.PANEL, chair="kit  example", member_2="Nia Sample", member_3="Nia Sample")
    assert "stage 2" in found["chair"]
    assert "already" in found["member_3"]
    refused = problems(desk, case_id, Verb.REFUSE, kind="Other", reason="No.", on="today")
    assert "panel cannot be refused" in refused["part"]


def test_stage_2_is_in_order(desk: Desk, day: Day) -> None:
    """The officers, their reports, the letter: none before what it comes from; also where officers are entered last."""
    case_id = desk.log(STATUTORY).case_id
    day.now = date(2026, 3, 30)
    do(desk, case_id, Verb.RESPOND, on="9/3/2026", outcome="Not upheld")
    do(desk, case_id, Verb.ESCALATE, on="10/3/2026", reason="Dissatisfied with outcome")
    before = desk.case_file(case_id)
    do(desk, case_id, Verb.REPORTS, officer_report_on="20/3/2026")
    officers: dict[str, Any] = {"investigating_officer": "Jo Example", "independent_person": "Kit Sample"}
    late = problems(desk, case_id, Verb.COMMISSION, **officers, officer_on="23/3/2026", person_on="23/3/2026")
    assert "after the investigating officer’s report came on 20 March 2026" in late["officer_on"]
    assert set(late) == {"officer_on"}
    desk.undo()
    assert desk.case_file(case_id).investigations[-1].officer_report_on is before.investigations[-1].officer_report_on
    do(desk, case_id, Verb.COMMISSION, **officers, officer_on="16/3/2026", person_on="17/3/2026")
    early = problems(desk, case_id, Verb.REPORTS, officer_report_on="13/3/2026", independent_report_on="16/3/2026")
    assert "before the investigating officer was appointed on 16 March 2026" in early["officer_report_on"]
    assert "before the independent person was appointed on 17 March 2026" in early["independent_report_on"]
    assert "on" in problems(desk, case_id, Verb.ADJUDICATE, on="16/3/2026", outcome="Upheld")
    then: dict[str, Any] = {"investigating_officer": "Ned Example", "independent_person": "Kit Sample"}
    do(desk, case_id, Verb.COMMISSION, **then, officer_on="25/3/2026", person_on="17/3/2026")
    do(desk, case_id, Verb.REPORTS, officer_report_on="20/3/2026", independent_report_on="24/3/2026")
    assert "on" in problems(desk, case_id, Verb.ADJUDICATE, on="23/3/2026", outcome="Upheld")
    do(desk, case_id, Verb.ADJUDICATE, on="26/3/2026", outcome="Upheld")


def test_early_referral_needs_every_criterion(desk: Desk, day: Day) -> None:
    """With all of them it is a reasoned decision."""
    case_id = desk.log(STATUTORY).case_id
    day.now = date(2026, 3, 5)
    do(desk, case_id, Verb.RESPOND, on="today", outcome="Upheld")
    do(desk, case_id, Verb.ESCALATE, on="today", reason="Dissatisfied with outcome")
    officers: dict[str, Any] = {"investigating_officer": "Jo Example", "independent_person": "Kit Sample"}
    do(desk, case_id, Verb.COMMISSION, **officers, officer_on="today", person_on="today")
    do(desk, case_id, Verb.STATEMENT, on="today")
    do(desk, case_id, Verb.REPORTS, officer_report_on="today", independent_report_on="today")
    do(desk, case_id, Verb.ADJUDICATE, on="today", outcome="Upheld")
    assert problems(desk, case_id, Verb.EARLY_REFERRAL, criteria=list(CRITERIA[:-1]))["criteria"]
    do(desk, case_id, Verb.EARLY_REFERRAL, criteria=list(CRITERIA))
    assert desk.case_file(case_id).decisions[0].criteria == CRITERIA
    assert Verb.EARLY_REFERRAL not in verbs(desk, case_id)
    assert step(desk, case_id, "request_stage_3").not_applicable == "Referred to the Ombudsman early on 5 March 2026."
    desk.undo()
    assert Verb.EARLY_REFERRAL in verbs(desk, case_id)
    assert not step(desk, case_id, "request_stage_3").not_applicable


@pytest.mark.parametrize(("outcome", "reports", "said"), [
    ("Not upheld", True, "recorded as: not upheld"),
    ("", True, "recorded as: no recorded outcome"),
    ("Partially upheld", False, "the independent person’s report"),
])  # fmt: skip
def test_no_early_referral_against_the_record(desk: Desk, day: Day, outcome: str, reports: bool, said: str) -> None:
    """Whatever is ticked: what was not upheld, or lacks its reports, has a right to a panel (LGSCO 21 007 738)."""
    case_id = desk.log(STATUTORY).case_id
    day.now = date(2026, 3, 5)
    do(desk, case_id, Verb.RESPOND, on="today", outcome="Upheld")
    do(desk, case_id, Verb.ESCALATE, on="today", reason="Dissatisfied with outcome")
    officers: dict[str, Any] = {"investigating_officer": "Jo Example", "independent_person": "Kit Sample"}
    do(desk, case_id, Verb.COMMISSION, **officers, officer_on="today", person_on="today")
    do(desk, case_id, Verb.STATEMENT, on="today")
    if reports:
        do(desk, case_id, Verb.REPORTS, officer_report_on="today", independent_report_on="today")
    do(desk, case_id, Verb.ADJUDICATE, on="today", outcome=outcome)
    assert said in problems(desk, case_id, Verb.EARLY_REFERRAL, criteria=list(CRITERIA))["criteria"]
    assert not desk.case_file(case_id).decisions


def test_the_ombudsman_set_other_words_from_april_2024(desk: Desk) -> None:
    """A decision has the words of its time."""
    case_id = desk.log(STATUTORY).case_id
    do(desk, case_id, Verb.MATTER, reference="26 000 001", kind="Assessment", on="today")
    assert "other words" in problems(desk, case_id, Verb.DECISION, decision="Upheld", on="today")["decision"]


def test_a_corrected_decision_has_the_words_of_its_time_too(desk: Desk) -> None:
    """Its date is not moved to when the Ombudsman used others; recorded again, it stays published."""
    case_id = desk.log({**STATUTORY, "received_on": "1 Mar 2023"}).case_id
    do(desk, case_id, Verb.MATTER, reference="26 000 001", kind="Assessment", on="1 May 2023")
    decided: dict[str, Any] = {
        "decision": "Not for us",
        "on": "3 Feb 2026",
        "unanswered": "No answer is needed any more",
    }
    do(desk, case_id, Verb.DECISION, **decided, published_on="4 Feb 2026")
    do(desk, case_id, Verb.DECISION, **{**decided, "decision": "Assessed and closed"})
    [matter] = desk.case_file(case_id).matters
    assert (matter.decision_since_2024, matter.published_on) == ("Assessed and closed", date(2026, 2, 4))
    with pytest.raises(WrongField, match="other words") as found:
        desk.correct(matter, decided_on=date(2023, 6, 1), published_on=date(2023, 6, 1), why="A slip.")
    assert found.value.field == "decided_on"
    with desk.store.change("import register") as change:
        imported = change.put(matter, replace(matter, decision_since_2024="Investigated"))
    assert desk.correct(imported, decided_on=date(2026, 2, 2), why="A slip.")


def test_a_remedy_is_not_done_or_due_before_the_decision_it_was_agreed_with(desk: Desk, day: Day) -> None:
    """Neither where it is marked done nor where it is corrected; nor is the decision moved behind it."""
    case_id = desk.log(STATUTORY).case_id
    day.now = date(2026, 4, 30)
    do(desk, case_id, Verb.MATTER, reference="26 000 001", kind="Assessment", on="1 Apr 2026")
    do(desk, case_id, Verb.DECISION, decision="Investigated: upheld", on="20 Apr 2026", remedy="An apology",
       unanswered="No answer is needed any more", due_on="30 Apr 2026")  # fmt: skip
    marked: dict[str, Any] = {"remedy": "An apology, due 30 Apr 2026"}
    wrong = problems(desk, case_id, Verb.COMPLETE_REMEDY, **marked, done_on="19 Apr 2026")
    assert "the Ombudsman decided" in wrong["done_on"]
    [remedy] = desk.case_file(case_id).remedies
    with pytest.raises(WrongField, match="before the Ombudsman decided on 20 April 2026"):
        desk.correct(remedy, due_on=date(2026, 4, 19))
    do(desk, case_id, Verb.COMPLETE_REMEDY, **marked, done_on="20 Apr 2026")
    with pytest.raises(WrongField, match="It was done on 20 April 2026") as found:
        desk.correct(desk.case_file(case_id).matters[0], decided_on=date(2026, 4, 21), why="A slip.")
    assert found.value.field == "decided_on"


def test_a_child_who_complains_with_an_advocate(desk: Desk, day: Day) -> None:
    """Offered, accepted and, by name, appointed; the appointment is shown as a second date of stage 1."""
    case_id = desk.log({**STATUTORY, "made_by_child": True, "child": {"name": "Ada Testwell"}}).case_id
    day.now = date(2026, 3, 6)
    do(desk, case_id, Verb.ADVOCATE, offered_on="2 Mar 2026", accepted_on="4 Mar 2026")
    assert problems(desk, case_id, Verb.ADVOCATE, appointed_on="6 Mar 2026").keys() == {"name"}
    with pytest.raises(WrongField, match="Nobody is named as advocate") as found:
        desk.correct(desk.case_file(case_id).case, advocate_appointed_on=day.now)
    assert found.value.field == "advocate_appointed_on"
    do(desk, case_id, Verb.ADVOCATE, name="Ivy Example", appointed_on="6 Mar 2026")
    response = step(desk, case_id, "stage_1_response")
    assert (response.due_on, response.other_on) == (date(2026, 3, 16), date(2026, 3, 20))
    file = desk.case_file(case_id)
    assert {p.role for p in file.parties} == {Role.COMPLAINANT, Role.CHILD, Role.ADVOCATE}
    assert len(file.people) == 2


def test_equality_answers_belong_to_the_person(desk: Desk) -> None:
    """Of a child nobody named: add the child first."""
    case_id = desk.log(STATUTORY).case_id
    assert "Add the person first" in problems(desk, case_id, Verb.MONITOR, whom="Child", gender="Female")["whom"]
    do(desk, case_id, Verb.MONITOR, whom="Complainant", age_band="25 to 44", ethnicity="Prefer not to say")
    person = desk.case_file(case_id).person(Role.COMPLAINANT)
    assert person is not None
    assert (person.age_band, person.ethnicity, person.gender) == ("25 to 44", "Prefer not to say", "")


def test_staff_complained_about_are_in_no_later_stage_either(desk: Desk, day: Day, store: Store) -> None:
    """Not as investigating officer, not as independent person."""
    case_id = desk.log(STATUTORY).case_id
    with store.change("name staff") as change:
        person = change.put(None, Person(name="Dee Example", match_key="dee example", is_staff=True))
        change.put(None, Party(case_id=case_id, person_id=person.id, role=Role.STAFF_COMPLAINED_ABOUT))
    day.now += timedelta(days=1)
    do(desk, case_id, Verb.RESPOND, on="today", outcome="Not upheld")
    do(desk, case_id, Verb.ESCALATE, on="today", reason="Dissatisfied with outcome")
    found = problems(
        desk, case_id, Verb.COMMISSION, investigating_officer="Dee Example", independent_person="Dee Example"
    )
    assert "complained about" in found["investigating_officer"]
    assert found["independent_person"]


def test_an_extension_that_did_not_count_is_put_right_by_extending_to_the_same_date(desk: Desk, day: Day) -> None:
    """Under the Code without the Ombudsman's details the date is only expected; given then, it counts."""
    day.now = date(2026, 4, 1)
    case_id = desk.log({**CORPORATE, "received_on": "1 Apr 2026"}).case_id
    do(desk, case_id, Verb.ACKNOWLEDGE, on="1 Apr 2026")
    asked: dict[str, Any] = {"to_on": "1 May 2026", "reason": "Two schools.", "told_on": "1 Apr 2026"}
    do(desk, case_id, Verb.EXTEND, **asked, ombudsman_details_given="No")
    response = step(desk, case_id, "stage_1_response")
    assert (response.due_on, response.expected_on) == (date(2026, 4, 17), date(2026, 5, 1))
    do(desk, case_id, Verb.EXTEND, **asked, ombudsman_details_given="Yes")
    response = step(desk, case_id, "stage_1_response")
    assert (response.due_on, response.expected_on) == (date(2026, 5, 1), None)
    assert len(desk.case_file(case_id).extensions) == 1
    assert "as it is" in problems(desk, case_id, Verb.EXTEND, **asked, ombudsman_details_given="Yes")["to_on"]
