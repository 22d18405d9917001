"""From the dates on a case to its steps: examples of each rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app import deadlines, procedures
from desk_app.dates import in_words
from desk_app.deadlines import explain, latest_extension, state, steps_for
from desk_app.records import (
    Action,
    Case,
    CaseFile,
    Consent,
    EndedBefore,
    Ending,
    Extension,
    Investigation,
    Kind,
    OmbudsmanMatter,
    OmbudsmanRequest,
    Outcome,
    Pause,
    Remedy,
    Route,
    Stage,
    State,
    Step,
)
from desk_app.settings import Settings
from desk_app.working_days import calendar

DAYS = calendar()
PROFILES = procedures.shipped_by_key()
MONDAY = date(2026, 6, 1)


def day(n: int, start: date = MONDAY) -> date:
    """So many working days after the start."""
    return DAYS.after(start, n)


def a_case(received: date = MONDAY, **changes: object) -> Case:
    case = Case(id=1, kind=Kind.COMPLAINT, received_on=received, at_risk=False)
    return replace(case, **changes)  # type: ignore[arg-type]


def an_investigation(route: Route = Route.STATUTORY, stage: Stage = Stage.ONE, **changes: object) -> Investigation:
    investigation = Investigation(id=2, case_id=1, route=route, stage=stage, opened_on=MONDAY, team="Fostering")
    return replace(investigation, **changes)  # type: ignore[arg-type]


def steps(file: CaseFile, settings: Settings | None = None) -> dict[str, Step]:
    """Steps by key; of the last investigation that has it."""
    return {step.key: step for step in steps_for(file, PROFILES, DAYS, settings or Settings())}


def of(investigation: Investigation, *more: Extension | Pause, settings: Settings | None = None) -> dict[str, Step]:
    """Steps of a case with one investigation."""
    extensions = tuple(m for m in more if isinstance(m, Extension))
    pauses = tuple(m for m in more if isinstance(m, Pause))
    case = a_case(investigation.opened_on)
    return steps(CaseFile(case, investigations=(investigation,), extensions=extensions, pauses=pauses), settings)


def extension(to: date, **changes: object) -> Extension:
    made = Extension(id=3, case_id=1, investigation_id=2, to_on=to, reason="Complex", told_on=day(5))
    return replace(made, **changes)  # type: ignore[arg-type]


# --- states --------------------------------------------------
def test_a_clock_runs_falls_due_and_is_overdue() -> None:
    """In time means on or before the due date."""
    response = of(an_investigation())["stage_1_response"]
    assert response.due_on == day(10)
    assert state(response, day(9)) is State.RUNNING
    assert state(response, day(10)) is State.DUE_TODAY
    assert state(response, day(11)) is State.OVERDUE
    assert deadlines.days_left(response, day(13), DAYS) == -3


@pytest.mark.parametrize(
    ("responded", "found"),
    [(10, State.MET_IN_TIME), (11, State.MET_LATE), (16, State.MET_LATE)],
)
def test_what_became_of_a_response(responded: int, found: State) -> None:
    """On the tenth day in time, on the eleventh late."""
    step = of(an_investigation(responded_on=day(responded)))["stage_1_response"]
    assert state(step, day(30)) is found


def test_an_ended_investigation_has_no_clock() -> None:
    """Withdrawn: not applicable, with the reason."""
    step = of(an_investigation(ended_on=day(4), ending=Ending.WITHDRAWN, outcome=Outcome.WITHDRAWN))["stage_1_response"]
    assert state(step, day(30)) is State.NOT_APPLICABLE
    assert "Withdrawn" in step.not_applicable


def test_a_superseded_investigation_has_no_steps_at_all() -> None:
    """Re-routed: the new one has the clock."""
    assert of(an_investigation(ended_on=day(4), ending=Ending.RE_ROUTED)) == {}


# --- extensions --------------------------------------------------
def test_an_extension_moves_the_due_date() -> None:
    """With a reason, told before the date it replaces: answered on day 15 is in the agreed extension."""
    step = of(an_investigation(responded_on=day(15)), extension(day(15)))["stage_1_response"]
    assert (step.limit_on, step.due_on) == (day(10), day(15))
    assert state(step, day(30)) is State.MET_IN_EXTENSION


@pytest.mark.parametrize(
    "changes",
    [{"told_on": None}, {"told_on": day(11)}, {"reason": ""}],
)
def test_an_extension_that_was_not_properly_agreed_is_only_expected(changes: dict[str, object]) -> None:
    """Not told, told too late, or without a reason: the date stands beside and makes nothing in time."""
    step = of(an_investigation(responded_on=day(15)), extension(day(15), **changes))["stage_1_response"]
    assert (step.due_on, step.expected_on) == (day(10), day(15))
    assert state(step, day(30)) is State.MET_LATE


def test_an_extension_counts_up_to_the_maximum() -> None:
    """Twenty working days for the statutory stage 1; what lies beyond is only expected."""
    step = of(an_investigation(), extension(day(26)))["stage_1_response"]
    assert (step.due_on, step.expected_on) == (day(20), day(26))


def test_a_second_extension_replaces_the_first() -> None:
    """Told before the first extension ran out."""
    first, second = extension(day(14)), extension(day(18), id=4, told_on=day(13))
    assert of(an_investigation(), second, first)["stage_1_response"].due_on == day(18)


def test_an_imported_extension_counts_as_told() -> None:
    """Registers keep only the date."""
    imported = extension(day(15), reason="", told_on=None, imported=True)
    assert of(an_investigation(), imported)["stage_1_response"].due_on == day(15)


def test_under_the_code_the_ombudsmans_details_must_be_given() -> None:
    """Section 6: an extension without them does not count."""
    investigation = an_investigation(Route.CORPORATE, acknowledged_on=day(2))
    assert of(investigation, extension(day(20)))["stage_1_response"].due_on == day(12)
    given_details = extension(day(20), ombudsman_details_given=True)
    assert of(investigation, given_details)["stage_1_response"].due_on == day(20)


def test_the_latest_extension_is_the_procedures_longest() -> None:
    """20 working days of the Act, ten more of the Code, none by agreement; a pause gives its days back."""

    def latest(investigation: Investigation, received: date = MONDAY, **more: object) -> date | None:
        file = replace(CaseFile(case=a_case(received), investigations=(investigation,)), **more)  # type: ignore[arg-type]
        return latest_extension(file, investigation, PROFILES, DAYS, Settings())

    assert latest(an_investigation()) == day(20)
    assert latest(an_investigation(Route.CORPORATE, acknowledged_on=day(2))) == day(22)
    old = date(2024, 6, 3)
    assert latest(an_investigation(Route.CORPORATE, opened_on=old), old) is None
    pause = Pause(id=9, case_id=1, from_on=day(2), ended_on=day(5), resumed_on=day(5))
    assert latest(an_investigation(), pauses=(pause,)) == day(23)


def test_a_clock_that_is_counted_anew_starts_on_its_day_whenever_it_was_acknowledged() -> None:
    """Under the Code the response is counted from the acknowledgement, but not from before the recorded start."""
    again = an_investigation(Route.CORPORATE, acknowledged_on=day(2), started_on=day(30), started_reason="New papers.")
    step = of(again)["stage_1_response"]
    assert (step.starts_on, step.due_on) == (day(30), day(40))
    assert "the recorded start" in explain(step, DAYS)


def test_by_agreement_any_date_will_do() -> None:
    """The corporate procedure of 2023."""
    received = date(2024, 6, 3)
    investigation = an_investigation(Route.CORPORATE, opened_on=received)
    agreed = extension(day(90, received), told_on=day(20, received))
    assert of(investigation, agreed)["stage_1_response"].due_on == day(90, received)
    assert of(investigation)["stage_1_response"].due_on == date(2024, 7, 15)


# --- the Code's clock --------------------------------------------------
@pytest.mark.parametrize(("acknowledged", "due"), [(None, 15), (0, 10), (2, 12), (5, 15), (8, 15)])
def test_a_late_acknowledgement_buys_no_time(acknowledged: int | None, due: int) -> None:
    """Ten days from the acknowledgement, at the latest from the fifth day."""
    done = None if acknowledged is None else day(acknowledged)
    step = of(an_investigation(Route.CORPORATE, acknowledged_on=done))["stage_1_response"]
    assert step.due_on == day(due)
    assert (step.other_on == day(18)) is (acknowledged == 8)


def test_stage_2_under_the_code() -> None:
    """Acknowledge in 5, respond in 20 from then, up to 40."""
    found = of(an_investigation(Route.CORPORATE, Stage.TWO, acknowledged_on=day(3)))
    assert found["acknowledge_stage_2"].due_on == day(5)
    assert found["stage_2_response"].due_on == day(23)


# --- stages 2 and 3, statutory --------------------------------------------------
def test_both_readings_of_the_stage_2_clock_are_shown() -> None:
    """From the request by default; from the agreed statement if the council says so."""
    investigation = an_investigation(stage=Stage.TWO, statement_agreed_on=day(8))
    step = of(investigation)["stage_2_response"]
    assert (step.due_on, step.other_on, step.other_basis) == (
        day(25),
        day(33),
        f"the agreed statement on {in_words(day(8))}",
    )
    step = of(investigation, settings=Settings(stage_2_basis="statement_agreed"))["stage_2_response"]
    assert (step.due_on, step.other_on, step.other_basis) == (day(33), day(25), f"the request on {in_words(day(0))}")


def test_the_offices_own_steps_say_what_they_are_counted_from() -> None:
    """Draft, chaser, learning form, reports, and past the longest of stage 1: each from what it hangs on."""
    due, days = in_words(day(10)), calendar(())
    found = of(an_investigation(investigator="Io Example"))
    assert {key: deadlines.explain(found[key], days) for key in ("draft_due", "chase", "tell_may_go_to_stage_2")} == {
        "draft_due": f"3 working days before the response is due on {due}",
        "chase": f"2 working days after the response was due on {due}",
        "tell_may_go_to_stage_2": f"once 20 working days are over since receipt on {in_words(day(0))}",
    }
    answered = an_investigation(investigator="Io Example", outcome=Outcome.UPHELD, responded_on=day(9))
    form = of(answered)["learning_form"]
    assert deadlines.explain(form, days) == f"10 working days after the response on {in_words(day(9))}"
    reports = of(an_investigation(stage=Stage.TWO))["reports_due"]
    assert deadlines.explain(reports, days) == f"3 working days before the letter is due on {in_words(day(25))}"


def test_the_ombudsmans_own_arithmetic() -> None:
    """25 005 179: asked for on 29 August 2024, at most 65 working days, so by 28 November 2024."""
    asked = date(2024, 8, 29)
    investigation = an_investigation(stage=Stage.TWO, opened_on=asked)
    late = extension(date(2024, 12, 20), told_on=asked, step="stage_2_response")
    step = of(investigation, late)["stage_2_response"]
    assert (step.due_on, step.expected_on) == (date(2024, 11, 28), date(2024, 12, 20))


def test_the_panels_dates_follow_one_another() -> None:
    """30 days to meet, 5 to report, 15 to respond."""
    investigation = an_investigation(
        stage=Stage.THREE, panel_meets_on=day(20), panel_met_on=day(21), panel_report_on=day(26)
    )
    found = of(investigation)
    assert found["panel_meets"].due_on == day(30)
    assert found["panel_report"].due_on == day(26)
    assert found["stage_3_response"].due_on == day(41)
    assert of(an_investigation(stage=Stage.THREE))["panel_report"].due_on is None


def test_the_window_for_stage_2_closes_softly() -> None:
    """28 calendar days after the response; later it is not overdue, as a late request is decided."""
    step = of(an_investigation(responded_on=day(9)))["request_stage_2"]
    assert step.due_on == day(9) + timedelta(days=28)
    assert state(step, step.due_on) is State.DUE_TODAY
    assert state(step, step.due_on + timedelta(days=1)) is State.NOT_APPLICABLE


# --- pauses --------------------------------------------------
def test_a_paused_clock_stands_still_and_runs_on() -> None:
    """Stopped on day 4, resumed on day 9: five days later due."""
    paused = Pause(id=5, case_id=1, investigation_id=2, from_on=day(4), reason="Police")
    assert state(of(an_investigation(), paused)["stage_1_response"], day(30)) is State.PAUSED
    resumed = replace(paused, resumed_on=day(9))
    assert of(an_investigation(), resumed)["stage_1_response"].due_on == day(15)


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([(4, 9)], 15),
        ([(0, 5)], 15),
        ([(12, 30)], 10),  # it was overdue already: nothing is forgiven
        ([(4, 9), (6, 12)], 18),  # overlapping: from 4 to 12
        ([(4, 6), (11, 13)], 14),  # the second begins while the moved clock still runs
    ],
)
def test_pauses_add_what_they_cost_and_no_more(pauses: list[tuple[int, int]], due: int) -> None:
    """Days of the clock that was running."""
    made = [
        Pause(id=n, case_id=1, investigation_id=2, from_on=day(a), reason="Court", resumed_on=day(b))
        for n, (a, b) in enumerate(pauses, start=5)
    ]
    assert of(an_investigation(), *made)["stage_1_response"].due_on == day(due)


def test_a_pause_that_was_there_before_the_clock_counts_from_its_start() -> None:
    """Stage 2 opened during a pause of the whole case."""
    pause = Pause(id=5, case_id=1, from_on=MONDAY - timedelta(days=30), reason="Court", resumed_on=day(5))
    assert of(an_investigation(stage=Stage.TWO), pause)["stage_2_response"].due_on == day(30)


def test_a_response_during_a_pause_ends_it_for_the_clock() -> None:
    """Answered on day 6 of a pause from 4 to 20: two days were lost, not sixteen."""
    pause = Pause(id=5, case_id=1, investigation_id=2, from_on=day(4), reason="Court", resumed_on=day(20))
    assert of(an_investigation(responded_on=day(6)), pause)["stage_1_response"].due_on == day(12)


def test_the_window_of_one_team_is_not_closed_by_anothers_stage_2() -> None:
    """Two teams answered; one of the two went on."""
    one = an_investigation(responded_on=day(9))
    two = an_investigation(id=3, team="SEND Team", responded_on=day(9))
    later = an_investigation(id=4, stage=Stage.TWO, team="SEND Team", opened_on=day(12))
    found = steps_for(CaseFile(a_case(), investigations=(one, two, later)), PROFILES, DAYS, Settings())
    done = {step.team: step.done_on for step in found if step.key == "request_stage_2"}
    assert done == {"Fostering": None, "SEND Team": day(12)}


def test_a_case_that_ended_has_no_running_clock_left() -> None:
    """Also where an investigation was never closed."""
    file = CaseFile(a_case(ended_before=EndedBefore.CLOSED), investigations=(an_investigation(),))
    assert {state(s, day(30)) for s in steps(file).values()} == {State.NOT_APPLICABLE}


def test_a_pause_of_a_part_stops_nothing() -> None:
    """The other parts run on."""
    paused = Pause(id=5, case_id=1, from_on=day(4), part="The allegation", reason="Police")
    assert state(of(an_investigation(), paused)["stage_1_response"], day(11)) is State.OVERDUE


# --- the case as a whole --------------------------------------------------
def test_a_case_without_a_procedure_runs_on_the_stricter_clock() -> None:
    """Kind, date and words alone: three days and ten."""
    found = steps(CaseFile(a_case()))
    assert (found["acknowledge"].due_on, found["stage_1_response"].due_on) == (day(3), day(10))


def test_nothing_runs_after_a_case_ended_before_investigation() -> None:
    """Closed or withdrawn at once."""
    from desk_app.records import EndedBefore

    assert steps(CaseFile(a_case(ended_before=EndedBefore.WITHDRAWN))) == {}


def test_compliments_and_comments_have_no_clock() -> None:
    """An enquiry has one when it has a target."""
    assert steps(CaseFile(a_case(kind=Kind.COMPLIMENT))) == {}
    assert steps(CaseFile(a_case(kind=Kind.ENQUIRY, target_on=day(5))))["enquiry_answer"].due_on == day(5)


def test_the_safeguarding_question_waits_until_it_is_answered() -> None:
    """Unanswered it is due on the day it was logged; "yes" asks for the referral; it never stops the other clocks."""
    assert steps(CaseFile(a_case(at_risk=None)))["safeguarding"].due_on == MONDAY
    imported = a_case(at_risk=None, logged_on=day(30))
    assert steps(CaseFile(imported))["safeguarding"].due_on == day(30)
    found = steps(CaseFile(a_case(at_risk=True)))
    assert "safeguarding_referral" in found
    assert "stage_1_response" in found
    assert "safeguarding_referral" not in steps(CaseFile(a_case(at_risk=True, referred_on=MONDAY)))
    later = steps(CaseFile(a_case(at_risk=True, concern_on=day(30))))
    assert later["safeguarding_referral"].due_on == day(30)


def test_consent_that_was_asked_for_is_remembered() -> None:
    """Ten working days after it was asked for."""
    case = a_case(consent=Consent.ASKED, consent_on=day(2))
    assert steps(CaseFile(case))["consent"].due_on == day(12)
    assert "consent" not in steps(CaseFile(replace(case, consent=Consent.GIVEN)))


def test_the_ombudsman_sets_the_date_else_it_is_28_days() -> None:
    """Calendar days."""
    matter = OmbudsmanMatter(id=6, case_id=1)
    request = OmbudsmanRequest(id=7, case_id=1, matter_id=6, received_on=date(2024, 12, 20))
    file = CaseFile(a_case(), investigations=(an_investigation(responded_on=day(5)),), matters=(matter,))
    assert steps(replace(file, requests=(request,)))["ombudsman_answer"].due_on == date(2025, 1, 17)
    other = replace(request, due_on=date(2025, 1, 10), extended_to=date(2025, 1, 24))
    step = steps(replace(file, requests=(other,)))["ombudsman_answer"]
    assert (step.limit_on, step.due_on) == (date(2025, 1, 10), date(2025, 1, 24))


def test_remedies_and_actions_are_on_the_list_until_done() -> None:
    """Each with its own date."""
    file = CaseFile(
        a_case(),
        investigations=(an_investigation(responded_on=day(5)),),
        matters=(OmbudsmanMatter(id=6, case_id=1),),
        remedies=(Remedy(id=8, case_id=1, matter_id=6, what="Apologise", due_on=day(20)),),
        actions=(Action(id=9, case_id=1, text="Tell the team", due_on=day(30)),),
    )
    found = steps(file)
    assert (found["remedy"].due_on, found["action"].due_on) == (day(20), day(30))


def test_past_twenty_days_the_complainant_must_be_told_of_stage_2() -> None:
    """Statutory only, and only from then on."""
    step = of(an_investigation())["tell_may_go_to_stage_2"]
    assert state(step, day(20)) is State.NOT_STARTED
    assert state(step, day(21)) is State.DUE_TODAY
    assert "tell_may_go_to_stage_2" not in of(an_investigation(Route.CORPORATE))


def test_a_reopened_investigation_is_open_until_the_new_response() -> None:
    """The last response counts."""
    reopened = an_investigation(first_responded_on=day(8), reopened_on=day(12))
    assert state(of(reopened)["stage_1_response"], day(12)) is State.OVERDUE


def test_what_was_never_done_stays_late_after_the_stage_has_ended() -> None:
    """Taken to stage 2 twelve days over; an answer without an acknowledgement; one that came before its date."""
    ended = an_investigation(ended_on=day(22), ending=Ending.WITHOUT_RESPONSE)
    second = replace(ended, id=7, stage=Stage.TWO, opened_on=day(22), ended_on=None, ending=None)
    file = CaseFile(a_case(ended.opened_on), investigations=(ended, second))
    first = {s.key: s for s in deadlines.steps_for(file, PROFILES, DAYS, Settings()) if s.investigation_id == 2}
    assert state(first["stage_1_response"], day(40)) is State.MISSED
    said = first["stage_1_response"].not_applicable
    assert said == f"Not answered, 12 working days overdue when it went to stage 2 on {in_words(day(22))}."
    answered = of(an_investigation(responded_on=day(9)))["acknowledge"]
    assert answered.not_applicable.startswith("Not acknowledged, 6 working days overdue when it was answered on")
    early = of(an_investigation(responded_on=day(2)))["acknowledge"]
    assert state(early, day(40)) is State.NOT_APPLICABLE


def test_what_was_overdue_when_it_was_withdrawn_stays_late() -> None:
    """Due on day 10, withdrawn on day 22; what was due on the day itself or later is not applicable."""
    found = of(an_investigation(acknowledged_on=day(1), ended_on=day(22), ending=Ending.WITHDRAWN))
    answer = found["stage_1_response"]
    assert state(answer, day(40)) is State.MISSED
    assert answer.not_applicable == (
        f"Not answered, 12 working days overdue when it was withdrawn on {in_words(day(22))}."
    )
    assert state(found["acknowledge"], day(40)) is State.MET_IN_TIME
    on_the_day = of(an_investigation(ended_on=day(10), ending=Ending.WITHDRAWN))
    assert state(on_the_day["stage_1_response"], day(40)) is State.NOT_APPLICABLE
    assert state(on_the_day["acknowledge"], day(40)) is State.MISSED


def test_what_was_overdue_when_it_was_refused_stays_late() -> None:
    """A refusal after the date forgives nothing."""
    found = of(an_investigation(acknowledged_on=day(1), ended_on=day(22), ending=Ending.REFUSED))
    said = found["stage_1_response"].not_applicable
    assert said == f"Not answered, 12 working days overdue when it was refused on {in_words(day(22))}."
    on_the_day = of(an_investigation(ended_on=day(10), ending=Ending.REFUSED))
    assert state(on_the_day["stage_1_response"], day(40)) is State.NOT_APPLICABLE


def test_a_complaint_withdrawn_before_an_investigation_shows_only_what_was_missed() -> None:
    """Withdrawn on day 5: never acknowledged, though due on day 3; its answer was not due yet."""

    def dates(case: Case) -> list[Step]:
        return [s for s in steps_for(CaseFile(case), PROFILES, DAYS, Settings()) if not s.internal]

    case = a_case(ended_before=EndedBefore.WITHDRAWN, ended_on=day(5), route=Route.STATUTORY)
    (missed,) = dates(case)
    assert (missed.key, state(missed, day(40))) == ("acknowledge", State.MISSED)
    assert "when it was withdrawn" in missed.not_applicable
    for other in (replace(case, ended_on=day(2)), replace(case, acknowledged_on=day(1)), replace(case, ended_on=None)):
        assert dates(other) == []
    assert dates(replace(case, ended_before=EndedBefore.CLOSED)) == []


def test_a_withdrawal_during_a_pause_of_the_whole_case_was_not_late() -> None:
    """Paused from day 4 and never resumed, withdrawn on day 22."""
    pause = Pause(id=5, case_id=1, from_on=day(4), reason="Court")
    found = of(an_investigation(ended_on=day(22), ending=Ending.WITHDRAWN), pause)["stage_1_response"]
    assert state(found, day(40)) is State.NOT_APPLICABLE


def test_an_extension_that_does_not_count_says_why() -> None:
    """Under the Code the Ombudsman's details must be given; what is told late is said too."""
    rule = PROFILES["corporate-code-2026"].rule("stage_1_response")
    assert rule is not None
    step = replace(of(an_investigation())["stage_1_response"], expected_on=day(15))

    def why(**changes: object) -> str:
        asked = extension(day(15), investigation_id=step.investigation_id, step=step.key, **changes)
        return deadlines.why_only_expected(step, [asked], rule)

    assert why() == "the Ombudsman’s details were not given"
    assert why(ombudsman_details_given=True) == "it is later than the procedure allows"
    assert why(told_on=day(11), ombudsman_details_given=True) == f"they were told after {in_words(day(10))}"


def test_an_extension_carries_over_to_the_other_reading() -> None:
    """Extended to the 65th day from the request: the other date is the 65th from the agreed statement."""
    second = an_investigation(stage=Stage.TWO, statement_agreed_on=day(8))
    step = of(second, extension(day(65), step="stage_2_response"))["stage_2_response"]
    assert (step.due_on, step.other_on) == (day(65), day(73))


# --- explanations --------------------------------------------------
def test_a_pause_is_part_of_the_explanation() -> None:
    """Ten working days that are not ten from receipt would be a riddle; a part that is paused adds none."""
    investigation = an_investigation()
    pause = Pause(id=9, case_id=1, from_on=day(2), ended_on=day(5), resumed_on=day(5))
    for pauses, said in (((pause,), True), ((replace(pause, part="A part"),), False), ((), False)):
        step = of(investigation, *pauses)["stage_1_response"]
        assert ("; 3 working days are added for the pause" in explain(step, DAYS)) is said
    told = explain(of(investigation, pause)["stage_1_response"], DAYS, [pause])
    assert f", counted from the day after {in_words(day(2))} up to {in_words(day(5))}" in told


def test_a_due_date_is_always_explained() -> None:
    """Which day it was counted from, and which days do not count."""
    investigation = an_investigation(opened_on=date(2024, 12, 16))
    assert explain(of(investigation)["stage_1_response"], DAYS) == (
        "10 working days after receipt on 16 December 2024; 25 December, 26 December and 1 January do not count"
    )


def test_a_date_beyond_the_listed_holidays_says_that_it_is_provisional() -> None:
    """2035 is computed."""
    step = of(an_investigation(opened_on=date(2035, 3, 1)))["stage_1_response"]
    assert "provisional" in explain(step, DAYS)


# --- for any dates --------------------------------------------------
@given(
    received=st.dates(date(2021, 1, 1), date(2028, 12, 31)),
    acknowledged=st.none() | st.integers(0, 15),
    responded=st.none() | st.integers(0, 90),
    told=st.none() | st.integers(0, 30),
    extended=st.none() | st.integers(1, 120),
    route=st.sampled_from(Route),
    stage=st.sampled_from([Stage.ONE, Stage.TWO]),
)
def test_no_dates_make_a_clock_contradict_itself(
    received: date,
    acknowledged: int | None,
    responded: int | None,
    told: int | None,
    extended: int | None,
    route: Route,
    stage: Stage,
) -> None:
    """The due date is never before the limit, never beyond the longest; met exactly when it was done."""
    profile = procedures.in_force(route, received)
    investigation = an_investigation(
        route,
        stage,
        opened_on=received,
        acknowledged_on=None if acknowledged is None else DAYS.after(received, acknowledged),
        responded_on=None if responded is None else DAYS.after(received, responded),
    )
    key = deadlines.RESPONSE[stage]
    more = []
    if extended is not None:
        told_on = None if told is None else DAYS.after(received, told)
        more = [extension(DAYS.after(received, extended), told_on=told_on, step=key, ombudsman_details_given=True)]
    step = of(investigation, *more)[key]
    rule = profile.rule(key)
    assert rule is not None
    assert step.limit_on is not None
    assert step.due_on is not None
    assert step.starts_on is not None
    assert step.limit_on <= step.due_on
    if rule.longest is not None:
        assert step.due_on <= DAYS.after(step.starts_on, rule.longest)
    found = state(step, DAYS.after(received, 200))
    if responded is None:
        assert found is State.OVERDUE
    else:
        done = DAYS.after(received, responded)
        expected = State.MET_IN_TIME if done <= step.limit_on else State.MET_LATE
        assert found is (State.MET_IN_EXTENSION if step.limit_on < done <= step.due_on else expected)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2026, 12, 25), "25 December 2026 is not a working day. The last one before it is 24 December 2026"),
        (date(2026, 12, 24), ""),
    ],
)
def test_a_date_of_the_ombudsman_on_a_day_off_names_the_last_working_day_before(due: date, said: str) -> None:
    """28 calendar days, or their own date: on Christmas Day nobody is there to send it."""
    asked = OmbudsmanRequest(case_id=1, matter_id=2, received_on=due - timedelta(days=28))
    file = CaseFile(a_case(), matters=(OmbudsmanMatter(id=2, case_id=1),), requests=(asked,))
    by_rule = steps(file)["ombudsman_answer"]
    assert by_rule.due_on == due
    assert explain(by_rule, DAYS).endswith(f". {said}" if said else f"on {in_words(asked.received_on)}")
    by_them = steps(replace(file, requests=(replace(asked, due_on=due),)))["ombudsman_answer"]
    assert explain(by_them, DAYS) == said
