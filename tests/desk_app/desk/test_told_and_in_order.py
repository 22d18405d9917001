"""What the complainant has still to be told stays on Today; answers and pauses decide one thing; dates are in order."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desk_app import deadlines, figures
from desk_app.bundle.chronology import events
from desk_app.desk import Desk, Done
from desk_app.figures.period import year_of
from desk_app.letters import BY_KEY
from desk_app.offers import Offer, Verb
from desk_app.records import Case, EndedBefore, Ending, Stage, State, Step
from desk_app.store.lines import line
from tests.clock import Day

COMPLAINT: dict[str, Any] = {
    "kind": "Complaint",
    "received_on": "2 Mar 2026",
    "words": "Ada Testwell says that visits were cancelled.",
    "team": "Fostering",
    "at_risk": False,
    "complainant": {"name": "Ada Testwell", "relationship": "Foster carer"},
    "route": {"choice": "Statutory", "reason": "About the fostering service."},
}


@pytest.fixture
def today() -> date:
    """Monday 2 March 2026."""
    return date(2026, 3, 2)


@pytest.fixture
def case_id(desk: Desk) -> int:
    return desk.log(COMPLAINT).case_id


def offer(desk: Desk, case_id: int, verb: Verb) -> Offer:
    return next(o for o in desk.offers(desk.case_file(case_id)) if o.verb is verb)


def attempt(desk: Desk, case_id: int, verb: Verb, **answers: Any) -> Done:
    return desk.do(offer(desk, case_id, verb), desk.case_file(case_id), answers)


def do(desk: Desk, case_id: int, verb: Verb, **answers: Any) -> None:
    done = attempt(desk, case_id, verb, **answers)
    assert not done.problems, done.problems
    assert done.change is not None


def problems(desk: Desk, case_id: int, verb: Verb, **answers: Any) -> dict[str, str]:
    return dict(attempt(desk, case_id, verb, **answers).problems)


def waiting(desk: Desk) -> list[str]:
    return [reminder.step.label for reminder in desk.worklist()]


def step(desk: Desk, case_id: int, key: str) -> Step:
    return next(s for s in desk.steps(case_id) if s.key == key)


# --- told ---------------------------------------------------------------------------------------------------------
def test_a_refusal_nobody_was_told_of_is_due_at_once_until_told_with_the_ombudsmans_details(
    desk: Desk, case_id: int
) -> None:
    """Told without the details, the details are still to be given."""
    do(desk, case_id, Verb.REFUSE, kind="No consent", reason="The child said no.", on="today")
    [reminder] = desk.worklist()
    assert (reminder.step.label, reminder.state) == ("Tell them of the refusal", State.DUE_TODAY)
    assert "told_on" in problems(desk, case_id, Verb.TELL)
    do(desk, case_id, Verb.TELL, told_on="today")
    assert waiting(desk) == ["Give them the Ombudsman’s details"]
    assert "ombudsman_details_on" in problems(desk, case_id, Verb.TELL)
    do(desk, case_id, Verb.TELL, ombudsman_details_on="today")
    assert not waiting(desk)
    [refusal] = desk.case_file(case_id).refusals
    assert (refusal.told_on, refusal.ombudsman_details_on) == (date(2026, 3, 2), date(2026, 3, 2))
    assert Verb.TELL not in [o.verb for o in desk.offers(desk.case_file(case_id))]


@pytest.mark.parametrize("assigned", [False, True])
def test_a_withdrawal_that_is_not_confirmed_is_due(desk: Desk, case_id: int, assigned: bool) -> None:
    """Before an investigation and during one."""
    if assigned:
        do(desk, case_id, Verb.ASSIGN, investigator="Gil Example", on="today")
    do(desk, case_id, Verb.WITHDRAW, on="today")
    assert waiting(desk) == ["Confirm the withdrawal in writing"]
    do(desk, case_id, Verb.TELL, told_on="today")
    assert not waiting(desk)
    assert desk.case_file(case_id).case.withdrawal_confirmed_on == date(2026, 3, 2)


def test_a_closing_nobody_was_told_of_is_due(desk: Desk, case_id: int, day: Day) -> None:
    """And overdue from the next day on; told before it was closed is refused."""
    do(desk, case_id, Verb.CLOSE, on="today", reason="Resolved at once")
    day.now = date(2026, 3, 3)
    [reminder] = desk.worklist()
    assert (reminder.step.label, reminder.state) == ("Tell them that it is closed", State.OVERDUE)
    do(desk, case_id, Verb.TELL, told_on="today")
    assert not waiting(desk)
    assert desk.case_file(case_id).case.closing_told_on == date(2026, 3, 3)


def test_what_a_register_brought_as_ended_was_told_elsewhere(desk: Desk, day: Day) -> None:
    """Of earlier years, ended before it was read in."""
    day.now = date(2026, 6, 1)
    ended: dict[str, Any] = {"ended_before": EndedBefore.WITHDRAWN, "ended_on": date(2026, 3, 5)}
    with desk.store.change("import a register") as change:
        change.put(None, Case(received_on=date(2026, 3, 2), logged_on=day.now, at_risk=False, **ended))
    assert not waiting(desk)


@pytest.mark.parametrize("assigned", [False, True])
def test_what_is_logged_late_and_ended_by_hand_is_confirmed_all_the_same(desk: Desk, day: Day, assigned: bool) -> None:
    """Withdrawn in March, logged and withdrawn here in June."""
    day.now = date(2026, 6, 1)
    case_id = desk.log(COMPLAINT).case_id
    if assigned:
        do(desk, case_id, Verb.ASSIGN, investigator="Gil Example", on="3 Mar 2026")
    do(desk, case_id, Verb.WITHDRAW, on="5 Mar 2026")
    assert waiting(desk) == ["Confirm the withdrawal in writing"]
    do(desk, case_id, Verb.TELL, told_on="today")
    assert not waiting(desk)


def test_the_letter_that_tells_them_offers_to_record_it(desk: Desk, case_id: int) -> None:
    """Of the refusal and of the withdrawal, as the acknowledgement does."""
    do(desk, case_id, Verb.REFUSE, kind="No consent", reason="The child said no.", on="today")
    offered = [o.verb for o in desk.offers(desk.case_file(case_id)) if o.verb in BY_KEY["refusal"].verbs]
    assert offered == [Verb.TELL]
    assert Verb.TELL in BY_KEY["withdrawal"].verbs


def test_a_declined_request_is_told_and_not_declined_twice(desk: Desk, case_id: int, day: Day) -> None:
    """Its words say once that it was declined."""
    day.now = date(2026, 3, 16)
    do(desk, case_id, Verb.RESPOND, on="today", outcome="Not upheld")
    day.now = date(2026, 6, 1)
    late = {"on": "20 May 2026", "reason": "Five weeks late.", "decided_on": "1 Jun 2026"}
    assert "they asked" in problems(desk, case_id, Verb.DECLINE, **{**late, "decided_on": "1 May 2026"})["decided_on"]
    do(desk, case_id, Verb.DECLINE, **late)
    assert desk.case_file(case_id).decisions[0].in_words == "Declined: stage 2 asked for on 20 May 2026"
    assert waiting(desk) == ["Tell them that the late request is declined"]
    assert "declined already" in problems(desk, case_id, Verb.DECLINE, **late)["on"]
    do(desk, case_id, Verb.TELL, told_on="today")
    assert not waiting(desk)
    assert desk.case_file(case_id).decisions[0].told_on == date(2026, 6, 1)


# --- one of two ---------------------------------------------------------------------------------------------------
def test_an_answer_to_the_ombudsman_is_sent_or_a_later_date_is_agreed(desk: Desk, case_id: int, day: Day) -> None:
    """Never both; a later date leaves the request open, and is later than the one it replaces."""
    day.now = date(2026, 6, 1)
    do(desk, case_id, Verb.MATTER, reference="26 000 001", kind="Enquiry", on="today")
    asked = {"request": "Enquiry, received 1 Jun 2026"}
    both = problems(desk, case_id, Verb.ANSWER_REQUEST, **asked, sent_on="today", extended_to="12 Jul 2026")
    assert "one of the two" in both["extended_to"]
    earlier = problems(desk, case_id, Verb.ANSWER_REQUEST, **asked, extended_to="10 Jun 2026")
    assert "29 June 2026" in earlier["extended_to"]
    before = problems(desk, case_id, Verb.ANSWER_REQUEST, **asked, sent_on="20 May 2026")
    assert "before the request came" in before["sent_on"]
    do(desk, case_id, Verb.ANSWER_REQUEST, **asked, extended_to="12 Jul 2026")
    assert step(desk, case_id, "ombudsman_answer").due_on == date(2026, 7, 12)
    assert step(desk, case_id, "ombudsman_answer").done_on is None


def test_two_requests_of_one_kind_and_day_are_told_apart(desk: Desk, case_id: int, day: Day) -> None:
    """The second has a number; answering it leaves the first."""
    day.now = date(2026, 6, 1)
    do(desk, case_id, Verb.MATTER, reference="26 000 001", kind="Enquiry", on="today")
    do(desk, case_id, Verb.REQUEST, kind="Enquiry", on="today")
    first, second = desk.case_file(case_id).requests
    do(desk, case_id, Verb.ANSWER_REQUEST, request="Enquiry, received 1 Jun 2026 (2)", sent_on="today")
    sent = {request.id: request.sent_on for request in desk.case_file(case_id).requests}
    assert sent == {first.id: None, second.id: date(2026, 6, 1)}


def test_what_the_ombudsman_set_is_not_before_what_it_follows(desk: Desk, case_id: int, day: Day) -> None:
    """To be answered by, decided, published, to be done by; and one matter has one reference."""
    day.now = date(2026, 6, 1)
    asked = {"reference": "26 000 001", "kind": "Enquiry", "on": "today"}
    assert "due_on" in problems(desk, case_id, Verb.MATTER, **asked, due_on="30 May 2026")
    do(desk, case_id, Verb.MATTER, **asked)
    assert "Record another request" in problems(desk, case_id, Verb.MATTER, **asked)["reference"]
    decided = {"decision": "Investigated: upheld", "unanswered": "They are still to be answered"}
    assert "on" in problems(desk, case_id, Verb.DECISION, **decided, on="31 May 2026")
    wrong = problems(desk, case_id, Verb.DECISION, **decided, on="1 Jun 2026", published_on="31 May 2026",
                     remedy="An apology", due_on="31 May 2026")  # fmt: skip
    assert set(wrong) == {"published_on", "due_on"}


@pytest.mark.parametrize(
    ("answer", "state", "counted"),
    [("No answer is needed any more", State.NOT_APPLICABLE, 0), ("They are still to be answered", State.RUNNING, 1)],
)
def test_a_decision_asks_what_becomes_of_requests_without_an_answer(
    desk: Desk, case_id: int, day: Day, answer: str, state: State, counted: int
) -> None:
    """What needs no answer leaves Today and is no answer in the figures."""
    day.now = date(2026, 6, 1)
    do(desk, case_id, Verb.MATTER, reference="26 000 001", kind="Enquiry", on="today")
    decided = {"decision": "Assessed and closed", "on": "today"}
    assert "unanswered" in problems(desk, case_id, Verb.DECISION, **decided)
    do(desk, case_id, Verb.DECISION, **decided, unanswered=answer)
    assert deadlines.state(step(desk, case_id, "ombudsman_answer"), day.now) is state
    gathered = figures.gather(desk.store, year_of(day.now), date(2027, 4, 1))
    found = gathered.ombudsman
    assert (found.requests, found.answers.n, found.not_needed) == (1, counted, 1 - counted)
    assert next(check for check in gathered.checks if check.key == "ombudsman").holds


def test_a_request_that_was_overdue_when_the_ombudsman_decided_was_never_answered(
    desk: Desk, case_id: int, day: Day
) -> None:
    """Red in the dates, and counted apart from those that needed no answer by their day."""
    day.now = date(2026, 6, 1)
    do(desk, case_id, Verb.MATTER, reference="26 000 001", kind="Enquiry", on="today")
    day.now = date(2026, 7, 2)
    unanswered = "No answer is needed any more"
    do(desk, case_id, Verb.DECISION, decision="Assessed and closed", on="today", unanswered=unanswered)
    missed = step(desk, case_id, "ombudsman_answer")
    assert deadlines.state(missed, day.now) is State.MISSED
    assert missed.not_applicable == "Not answered, 3 calendar days overdue when the Ombudsman decided on 2 July 2026."
    assert not [r for r in desk.worklist() if r.step.key == "ombudsman_answer"]
    gathered = figures.gather(desk.store, year_of(day.now), date(2027, 4, 1))
    found = gathered.ombudsman
    assert (found.requests, found.answers.n, found.not_needed, found.not_answered) == (1, 0, 0, 1)
    assert next(check for check in gathered.checks if check.key == "ombudsman").holds


def test_the_clock_stands_still_while_it_may_be_handed_in_again(desk: Desk, case_id: int, day: Day) -> None:
    """Resumed or to be handed in again: one of the two. Handed in, it goes on with the days it had."""
    do(desk, case_id, Verb.PAUSE, from_on="today", reason="Before a court.", told_on="today")
    day.now = date(2026, 3, 9)
    both = {"ended_on": "today", "resumed_on": "today", "resubmit_by": "9 Mar 2027"}
    assert "one of the two" in problems(desk, case_id, Verb.RESUME, **both)["resubmit_by"]
    early = {"ended_on": "9 Mar 2026", "resumed_on": "8 Mar 2026"}
    assert "the reason for the pause ended" in problems(desk, case_id, Verb.RESUME, **early)["resumed_on"]
    do(desk, case_id, Verb.RESUME, ended_on="today", resubmit_by="9 Mar 2027")
    day.now = date(2026, 4, 30)
    assert deadlines.state(step(desk, case_id, "stage_1_response"), day.now) is State.PAUSED
    assert not [r for r in desk.worklist() if r.state is State.OVERDUE]
    assert Verb.PAUSE not in [o.verb for o in desk.offers(desk.case_file(case_id))]
    day.now = date(2026, 5, 1)
    do(desk, case_id, Verb.RESUME, ended_on="9 Mar 2026", resumed_on="today")
    assert step(desk, case_id, "stage_1_response").due_on == date(2026, 5, 18)
    [paused] = desk.case_file(case_id).pauses
    assert (paused.resubmit_by, paused.over_on) == (date(2027, 3, 9), date(2026, 5, 1))


def test_no_rule_says_by_when_a_withdrawal_is_confirmed(desk: Desk, case_id: int, day: Day) -> None:
    """It is due at once, and done the next day it is not late."""
    do(desk, case_id, Verb.ASSIGN, investigator="Io Example", on="today")
    do(desk, case_id, Verb.WITHDRAW, on="today")
    day.now = date(2026, 3, 3)
    assert deadlines.state(step(desk, case_id, "tell"), day.now) is State.OVERDUE
    do(desk, case_id, Verb.TELL, told_on="today")
    assert deadlines.state(step(desk, case_id, "tell"), day.now) is State.MET_IN_TIME


def test_a_payment_has_its_day(desk: Desk, case_id: int, day: Day) -> None:
    """Offered first, paid later; never before the stage was opened."""
    do(desk, case_id, Verb.RESPOND, on="today", outcome="Upheld")
    do(desk, case_id, Verb.PAY, amount="300", reason="For the distress.")
    assert desk.case_file(case_id).investigations[0].paid_on is None
    early = problems(desk, case_id, Verb.PAY, amount="300", reason="For the distress.", paid_on="1 Mar 2026")
    assert "before it was opened" in early["paid_on"]
    day.now = date(2026, 3, 20)
    do(desk, case_id, Verb.PAY, amount="300", reason="For the distress.", paid_on="today")
    assert desk.case_file(case_id).investigations[0].paid_on == day.now


def test_what_was_not_handed_in_again_asks_to_be_ended(desk: Desk, case_id: int, day: Day) -> None:
    """From the day after the last one it is on the worklist, until it is ended or goes on."""
    do(desk, case_id, Verb.PAUSE, from_on="today", reason="Before a court.")
    do(desk, case_id, Verb.RESUME, ended_on="today", resubmit_by="9 Mar 2027")
    day.now = date(2027, 3, 9)
    assert "not_handed_in" not in [r.step.key for r in desk.worklist()]
    day.now = date(2027, 3, 10)
    [reminder] = [r for r in desk.worklist() if r.step.key == "not_handed_in"]
    assert reminder.state is State.DUE_TODAY
    assert deadlines.explain(reminder.step, desk.store.calendar()) == "it could be handed in again until 9 March 2027"
    day.now = date(2027, 3, 15)
    [reminder] = [r for r in desk.worklist() if r.step.key == "not_handed_in"]
    assert (reminder.state, reminder.in_words) == (State.DUE_TODAY, "to be decided")  # paused is never overdue
    assert problems(desk, case_id, Verb.NOT_HANDED_IN, on="8 Mar 2027").keys() == {"on"}
    do(desk, case_id, Verb.NOT_HANDED_IN, on="today", reason="Not handed in again.", confirmed_on="today")
    assert "not_handed_in" not in [s.key for s in desk.steps(case_id)]
    file = desk.case_file(case_id)
    assert [(i.ending, i.ended_on) for i in file.investigations] == [(Ending.WITHDRAWN, day.now)]
    assert file.case.withdrawal_confirmed_on == day.now


def test_a_part_that_was_not_handed_in_again_asks_to_be_decided(desk: Desk, case_id: int, day: Day) -> None:
    """From the day after its last one, never as overdue, until it waits for longer or goes on."""

    def asked() -> list[tuple[State, str]]:
        return [(r.state, r.in_words) for r in desk.worklist() if r.step.key == "part_not_handed_in"]

    do(desk, case_id, Verb.PAUSE, from_on="today", reason="Before a court.", part="The report")
    do(desk, case_id, Verb.RESUME, ended_on="today", resubmit_by="4 Mar 2026")
    day.now = date(2026, 3, 4)
    assert not asked()
    day.now = date(2026, 3, 5)
    assert asked() == [(State.DUE_TODAY, "due today")]
    day.now = date(2026, 3, 10)
    assert asked() == [(State.DUE_TODAY, "to be decided")]
    do(desk, case_id, Verb.RESUME, ended_on="2 Mar 2026", resubmit_by="11 Mar 2026")
    assert not asked()
    day.now = date(2026, 3, 12)
    assert asked()
    do(desk, case_id, Verb.RESUME, ended_on="2 Mar 2026", resumed_on="today")
    assert not asked()


def not_handed_in(desk: Desk, case_id: int, day: Day) -> None:
    """Paused on 2 March, could be handed in again until 30 April, ended on 6 May."""
    do(desk, case_id, Verb.PAUSE, from_on="today", reason="Before a court.")
    day.now = date(2026, 3, 9)
    do(desk, case_id, Verb.RESUME, ended_on="today", resubmit_by="30 Apr 2026")
    assert Verb.NOT_HANDED_IN not in [o.verb for o in desk.offers(desk.case_file(case_id))]
    day.now = date(2026, 5, 6)
    do(desk, case_id, Verb.NOT_HANDED_IN, on="today", confirmed_on="today")


def test_only_what_was_paused_ends_when_it_was_not_handed_in_again(desk: Desk, case_id: int, day: Day) -> None:
    """Another team was never paused: it goes on, and so does the case."""
    do(desk, case_id, Verb.ADD_TEAM, team="Adoption", route="Statutory")
    not_handed_in(desk, case_id, day)
    fostering, adoption = desk.case_file(case_id).investigations
    assert (fostering.team, fostering.ended_on) == ("Fostering", day.now)
    assert (adoption.team, adoption.ended_on) == ("Adoption", None)
    assert line(desk.case_file(case_id), desk.steps(case_id)).status == "New"


def test_what_was_not_handed_in_again_does_not_read_as_if_it_had_been(desk: Desk, case_id: int, day: Day) -> None:
    """Neither in Dates nor in a bundle; an answer given meanwhile is no handing in either."""
    not_handed_in(desk, case_id, day)
    waited = step(desk, case_id, "resubmission")
    assert (waited.done_on, waited.not_applicable) == (None, "Not handed in again before it ended on 6 May 2026.")
    told = [event.what for event in events(desk.case_file(case_id), desk.steps(case_id), day.now)]
    assert not [what for what in told if "Resumed" in what]
    assert [what for what in told if "could be handed in again until 30 April 2026" in what]


def test_an_answer_given_while_it_could_be_handed_in_again_is_no_handing_in(desk: Desk, case_id: int, day: Day) -> None:
    do(desk, case_id, Verb.PAUSE, from_on="today", reason="Before a court.")
    day.now = date(2026, 3, 9)
    do(desk, case_id, Verb.RESUME, ended_on="today", resubmit_by="30 Apr 2026")
    do(desk, case_id, Verb.RESPOND, on="today", outcome="Upheld")
    assert step(desk, case_id, "resubmission").done_on is None
    assert deadlines.state(step(desk, case_id, "stage_1_response"), day.now) is State.MET_IN_TIME


def test_handed_in_late_it_is_re_opened_and_goes_on_from_the_days_used(desk: Desk, case_id: int, day: Day) -> None:
    """No clock ran while it was withdrawn: paused on the day it came, it has all of its ten working days."""
    not_handed_in(desk, case_id, day)
    day.now = date(2026, 5, 20)
    do(desk, case_id, Verb.REOPEN, on="today", reason="Handed in late.")
    response = step(desk, case_id, "stage_1_response")
    assert response.due_on == date(2026, 6, 4)  # Spring bank holiday is on 25 May
    assert deadlines.state(response, day.now) is State.RUNNING
    assert step(desk, case_id, "resubmission").done_on == day.now


def test_a_response_during_a_pause_ends_the_pause(desk: Desk, case_id: int, day: Day) -> None:
    """It is not paused for ever; so does a withdrawal."""
    do(desk, case_id, Verb.PAUSE, from_on="today", reason="Before a court.")
    day.now = date(2026, 3, 9)
    do(desk, case_id, Verb.RESPOND, on="today", outcome="Upheld")
    assert [pause.over_on for pause in desk.case_file(case_id).pauses] == [date(2026, 3, 9)]
    assert Verb.RESUME not in [o.verb for o in desk.offers(desk.case_file(case_id))]


# --- in order -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("verb", "answers", "field"),
    [
        (Verb.REFUSE, {"kind": "No consent", "reason": "No.", "on": "10 Mar 2026", "told_on": "5 Mar 2026"}, "told_on"),
        (Verb.WITHDRAW, {"on": "20 Mar 2026", "confirmed_on": "3 Mar 2026"}, "confirmed_on"),
        (Verb.CLOSE, {"on": "20 Mar 2026", "reason": "Resolved", "told_on": "3 Mar 2026"}, "told_on"),
        (Verb.ADVOCATE, {"offered_on": "5 Mar 2026", "accepted_on": "4 Mar 2026"}, "accepted_on"),
        (
            Verb.ADVOCATE,
            {"name": "Ivy Example", "offered_on": "5 Mar 2026", "appointed_on": "3 Mar 2026"},
            "appointed_on",
        ),
        (Verb.ORAL_RECORD, {"sent_on": "5 Mar 2026", "agreed_on": "4 Mar 2026"}, "agreed_on"),
        (Verb.CONTACT, {"on": "1 Jan 2020", "with_whom": "Ada Testwell", "text": "Rang."}, "on"),
        (Verb.RESPOND, {"on": "16 Mar 2026", "outcome": "Upheld", "rights_on": "15 Mar 2026"}, "rights_on"),
    ],
)
def test_dates_are_in_order(
    desk: Desk, case_id: int, day: Day, verb: Verb, answers: dict[str, str], field: str
) -> None:
    """What follows from something is not before it: said beside the field, and nothing is saved."""
    day.now = date(2026, 3, 30)
    assert set(problems(desk, case_id, verb, **answers)) == {field}


def test_a_draft_is_not_there_before_it_was_asked_for(desk: Desk, case_id: int, day: Day) -> None:
    """Assigned on the 6th, so no draft on the 5th."""
    day.now = date(2026, 3, 9)
    do(desk, case_id, Verb.ASSIGN, investigator="Gil Example", on="6 Mar 2026")
    assert "on" in problems(desk, case_id, Verb.DRAFT_RECEIVED, on="5 Mar 2026")
    assert desk.case_file(case_id).investigations[0].stage is Stage.ONE


# --- a pause ------------------------------------------------------------------------------------------------------
def test_a_pause_nobody_was_told_of_is_on_today_until_they_were(desk: Desk, case_id: int, day: Day) -> None:
    """Told on any day, also before it begins; what was told when it was paused asks for nothing."""
    do(desk, case_id, Verb.PAUSE, from_on="today", reason="Before a court.")
    assert "Tell them of the pause" in waiting(desk)
    day.now = date(2026, 3, 3)
    do(desk, case_id, Verb.TELL, told_on="today")
    assert "Tell them of the pause" not in waiting(desk)
    assert desk.case_file(case_id).pauses[0].told_on == date(2026, 3, 3)
    assert Verb.TELL not in [o.verb for o in desk.offers(desk.case_file(case_id))]


def test_a_pause_that_is_over_needs_no_telling(desk: Desk, case_id: int, day: Day) -> None:
    do(desk, case_id, Verb.PAUSE, from_on="today", reason="Before a court.")
    day.now = date(2026, 3, 9)
    do(desk, case_id, Verb.RESUME, ended_on="today", resumed_on="today")
    assert "Tell them of the pause" not in waiting(desk)


def test_a_part_that_is_paused_outlives_the_answer_to_the_rest(desk: Desk, case_id: int, day: Day) -> None:
    """Paused until it goes on; then it asks to be re-opened, until it is, and the new response has answered it."""
    do(desk, case_id, Verb.PAUSE, from_on="today", reason="Before a court.", part="Contact", told_on="today")
    day.now = date(2026, 3, 9)
    do(desk, case_id, Verb.RESPOND, on="today", outcome="Upheld")
    assert [pause.over_on for pause in desk.case_file(case_id).pauses] == [None]
    [reminder] = [r for r in desk.worklist() if r.step.key == "part_paused"]
    assert (reminder.state, reminder.step.team) == (State.PAUSED, "Fostering")
    day.now = date(2026, 4, 20)
    do(desk, case_id, Verb.RESUME, ended_on="today", resumed_on="today")
    assert Verb.RESUME not in [o.verb for o in desk.offers(desk.case_file(case_id))]
    [reminder] = [r for r in desk.worklist() if r.step.key.startswith("part_")]
    assert (reminder.step.key, reminder.state) == ("part_goes_on", State.DUE_TODAY)
    do(desk, case_id, Verb.REOPEN, on="today", reason="The part that was paused.", started_on="today",
       started_reason="It went on today.")  # fmt: skip
    assert not [r for r in desk.worklist() if r.step.key.startswith("part_")]
    day.now = date(2026, 4, 27)
    do(desk, case_id, Verb.RESPOND, on="today", outcome="Upheld")
    assert not [r for r in desk.worklist() if r.step.key.startswith("part_")]


def test_a_part_may_be_handed_in_again_after_the_rest_was_answered(desk: Desk, case_id: int, day: Day) -> None:
    """Until a day; what was not handed in by then asks for nothing, and nothing says that it ended before."""
    do(desk, case_id, Verb.PAUSE, from_on="today", reason="Before a court.", part="Contact", told_on="today")
    day.now = date(2026, 3, 9)
    do(desk, case_id, Verb.RESPOND, on="today", outcome="Upheld")
    do(desk, case_id, Verb.RESUME, ended_on="today", resubmit_by="9 Mar 2027")
    waits = step(desk, case_id, "resubmission")
    assert (waits.due_on, waits.not_applicable) == (date(2027, 3, 9), "")
    assert not [r for r in desk.worklist() if r.step.key.startswith("part_")]
    do(desk, case_id, Verb.RESUME, ended_on="today", resumed_on="today")
    day.now = date(2027, 3, 12)
    assert not [r for r in desk.worklist() if r.step.key == "part_not_handed_in"]
