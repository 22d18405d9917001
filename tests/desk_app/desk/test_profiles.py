"""The council's own version of a procedure, from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from desk_app import procedures
from desk_app.desk import Desk, holidays, office, profiles
from desk_app.offers import Verb
from desk_app.problems import Problem
from desk_app.procedures import CORPORATE_2023, CORPORATE_CODE_2026, STATUTORY, Profile
from desk_app.records import Holiday, Investigation, ProfileRecord, Stage, Step
from desk_app.store import Store

NEW_YEAR = date(2027, 1, 1)
TODAY = date(2026, 11, 24)


@dataclass
class Office:
    """A desk whose today can be moved, and what is done there."""

    store: Store
    on: date = TODAY
    desk: Desk = field(init=False)

    def __post_init__(self) -> None:
        self.desk = Desk(self.store, lambda: self.on)

    def log(self, received: str, route: str = "Corporate") -> int:
        done = self.desk.log(
            {"kind": "Complaint", "received_on": received, "words": "x", "at_risk": False,
             "route": {"choice": route, "reason": "y"}}
        )  # fmt: skip
        assert not done.problems, done.problems
        return done.case_id

    def step(self, case_id: int, key: str = "stage_1_response", stage: Stage = Stage.ONE) -> Step:
        ids = {i.id for i in self.desk.case_file(case_id).investigations if i.stage is stage}
        return next(s for s in self.desk.steps(case_id) if s.key == key and s.investigation_id in ids)

    def add(self, base: Profile = CORPORATE_CODE_2026, **given: Any) -> ProfileRecord:
        """A version of the Code's procedure with 15 days at stage 1, from New Year."""
        change, problems = profiles.add(self.store, base, entered(base, **given), self.on, "Alex")
        assert not problems, problems
        assert change is not None
        return self.store.all(ProfileRecord)[-1]


def entered(base: Profile, **given: Any) -> dict[str, Any]:
    """The form as it is filled in first, with other answers; "__" stands for the dot of a step's."""
    answers: dict[str, Any] = {"name": "Our own procedure", "from_on": "1/1/2027"}
    if base.route is not STATUTORY.route:
        answers["closures"] = "Yes" if base.closures else "No"
    for rule in base.steps:
        for part in profiles.may_change(base, rule):
            value = getattr(rule, part)
            answers[f"{rule.key}.{part}"] = {True: "Yes", False: "No", None: ""}.get(value, str(value))
    if base is CORPORATE_CODE_2026:
        answers["stage_1_response.days"] = "15"
    return answers | {key.replace("__", "."): value for key, value in given.items()}


@pytest.fixture
def desk(store: Store) -> Office:
    return Office(store)


def test_cases_keep_theirs_and_those_received_from_the_day_take_the_new_one(desk: Office) -> None:
    """31 December: 10 working days from the acknowledgement that is due. 1 January: 15. Undone, 10 for both."""
    early = desk.log("16/11/2026")
    was = desk.step(early)
    record = desk.add()
    assert desk.step(early) == was
    desk.on = date(2027, 1, 11)
    before, after = desk.log("31/12/2026"), desk.log("1/1/2027")
    assert (desk.step(before).days, desk.step(after).days) == (10, 15)
    [investigation] = desk.desk.case_file(after).investigations
    assert investigation.profile == record.key == "corporate-2027-01-01"
    assert desk.step(after).due_on == date(2027, 1, 29)  # 5 and 15 working days after 1 January
    assert desk.store.verify().findings == []
    desk.store.undo("Alex", next(c.id for c, _ in desk.store.history() if c.verb.startswith("new procedure")))
    assert (desk.step(before).days, desk.step(after).days) == (10, 10)
    assert desk.store.verify().findings == []


def test_a_complaint_without_a_procedure_yet_follows_the_one_of_its_day(desk: Office) -> None:
    """Acknowledged within 2 days instead of 3, also one that was logged this morning already."""
    done = desk.desk.log({"kind": "Complaint", "received_on": "today", "words": "x"})
    [step] = [s for s in desk.desk.steps(done.case_id) if s.key == "acknowledge"]
    assert step.days == 3
    kept = desk.log("today", "Statutory")
    desk.add(STATUTORY, from_on="today", acknowledge__days="2")
    [step] = [s for s in desk.desk.steps(done.case_id) if s.key == "acknowledge"]
    assert step.days == 2
    assert desk.step(kept, "acknowledge").days == 3  # it had its procedure
    assert desk.step(desk.log("today", "Statutory"), "acknowledge").days == 2
    assert desk.store.verify().findings == []


@pytest.mark.parametrize(("setting", "days"), [("received", 20), ("requested", 30)])
def test_a_later_stage_follows_the_procedure_the_setting_names(desk: Office, setting: str, days: int) -> None:
    """Received in November, answered in December, review asked for in January: 20 days, or the new 30."""
    case_id = desk.log("16/11/2026")
    office.change_settings(desk.store, {"later_stage_profile": setting}, "Alex")
    desk.add(stage_2_response__days="30")
    desk.on = date(2027, 1, 11)
    for verb, answers in (
        (Verb.RESPOND, {"on": "1/12/2026", "outcome": "Upheld"}),
        (Verb.ESCALATE, {"on": "4/1/2027", "reason": "Not content"}),
    ):
        file = desk.desk.case_file(case_id)
        offer = next(offer for offer in desk.desk.offers(file) if offer.verb is verb)
        done = desk.desk.do(offer, file, answers)
        assert not done.problems, done.problems
    assert desk.step(case_id, "stage_2_response", Stage.TWO).days == days
    assert desk.step(case_id).days == 10
    assert desk.store.verify().findings == []


@pytest.mark.parametrize(
    ("given", "key", "words"),
    [
        ({"from_on": "23/11/2026"}, "from_on", "Complaints received before today keep their procedure"),
        ({"from_on": ""}, "from_on", "first day"),
        ({"name": " "}, "name", "name"),
        ({"name": "corporate complaints procedure 2023"}, "name", "already"),
        ({"name": "x" * 101}, "name", "Shorten"),
        ({"stage_1_response__days": ""}, "stage_1_response.days", "how many days"),
        ({"stage_1_response__days": "0"}, "stage_1_response.days", "from 1 to 365"),
        ({"stage_1_response__days": "ten"}, "stage_1_response.days", "from 1 to 365"),
        ({"stage_1_response__days": "20"}, "stage_1_response.longest", "longer than 20"),
        ({"stage_1_response__longest": ""}, "stage_1_response.longest", "with an extension"),
        ({"stage_1_response__published": ""}, "stage_1_response.published", "Yes or No"),
        ({"stage_1_response__days": "10"}, "", "Nothing differs"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(desk: Office, given: Mapping[str, Any], key: str, words: str) -> None:
    """And nothing is saved."""
    change, problems = profiles.add(desk.store, CORPORATE_CODE_2026, entered(CORPORATE_CODE_2026, **given), TODAY, "A")
    assert change is None
    assert list(problems) == [key]
    assert words in problems[key]
    assert desk.store.all(ProfileRecord) == []


def test_what_the_regulations_set_cannot_be_changed(desk: Office) -> None:
    """Only what they leave to the council: the acknowledgement and the time to ask for stage 2."""
    changeable = [rule.key for rule in STATUTORY.steps if profiles.may_change(STATUTORY, rule)]
    assert changeable == ["acknowledge", "request_stage_2"]
    assert profiles.why_fixed(STATUTORY, STATUTORY.steps[1]) == "Set for every council by reg 14, SI 2006/1738"
    given = entered(STATUTORY, stage_1_response__days="40", closures="Yes", request_stage_2__unit="working")
    made, problems = profiles.drafted(desk.store, STATUTORY, {**given, "request_stage_2.days": "20"}, TODAY)
    assert problems == {}
    assert made.rule("stage_1_response") == STATUTORY.rule("stage_1_response")
    assert not made.closures
    assert profiles.what_follows(desk.store, STATUTORY, made) == (
        "Complaints received from 1 January 2027:",
        "ask for stage 2 in 20 working days instead of 28 calendar days",
        "Cases received earlier keep their procedure.",
    )


def test_what_would_change_is_said_in_words(desk: Office) -> None:
    """Against the procedure in force on that day, whatever it was made from."""
    office.change_settings(desk.store, {"later_stage_profile": "requested"}, "Alex")
    given = {"stage_1_response__longest": "30", "acknowledge__published": "No", "closures": "Yes",
             "request_stage_2__days": "20", "request_stage_2__published": "Yes"}  # fmt: skip
    made, problems = profiles.drafted(desk.store, CORPORATE_CODE_2026, entered(CORPORATE_CODE_2026, **given), TODAY)
    assert problems == {}
    assert profiles.what_follows(desk.store, CORPORATE_CODE_2026, made) == (
        "Complaints received from 1 January 2027:",
        "acknowledge and log: the limit is not published, a reminder only",
        "stage 1 response in 15 working days instead of 10",
        "stage 1 response with an extension: up to 30 working days instead of up to 20 working days",
        "ask for stage 2 in 20 working days instead of no time limit",
        "ask for stage 2: the limit is published",
        "council closure days stop its clocks",
        "Cases received earlier keep their procedure. A later stage that is asked for from then on follows it too.",
    )
    old, problems = profiles.drafted(desk.store, CORPORATE_2023, entered(CORPORATE_2023), TODAY)
    assert problems == {}
    lines = profiles.what_follows(desk.store, CORPORATE_2023, old)
    assert "stage 1 response in 30 working days instead of 10" in lines
    assert "stage 1 response counted from receipt instead of the acknowledgement" in lines
    assert "acknowledge stage 2: no longer a step" in lines


def test_the_one_before_ends_the_day_before_and_goes_on_if_the_new_one_is_taken_back(desk: Office) -> None:
    """Two versions planned; the second is taken back before it begins; what has begun stays."""
    first = desk.add()
    second = desk.add(procedures.from_record(first), name="Later", from_on="1/4/2027", stage_1_response__days="12")
    [kept] = [r for r in desk.store.all(ProfileRecord) if r.key == first.key]
    assert kept.until_on == date(2027, 3, 31)
    for wrong in ("1/4/2027", "1/2/2027"):
        _, problems = profiles.add(
            desk.store, CORPORATE_CODE_2026, entered(CORPORATE_CODE_2026, name="z", from_on=wrong), TODAY, "Alex"
        )
        assert problems["from_on"].startswith("“Later” begins on 1 April 2027.")
    profiles.take_back(desk.store, second, TODAY, "Alex")
    [kept] = desk.store.all(ProfileRecord)
    assert kept.until_on is None
    with pytest.raises(Problem, match="has begun"):
        profiles.take_back(desk.store, kept, NEW_YEAR, "Alex")
    desk.store.undo("Alex")
    assert [r.until_on for r in desk.store.all(ProfileRecord)] == [date(2027, 3, 31), None]


def test_a_version_keeps_what_it_is_based_on_and_what_is_the_councils(desk: Office) -> None:
    """The report names the source of each limit."""
    made = procedures.from_record(desk.add(closures="Yes"))
    assert made.citation == "the council's own version; based on Ombudsman's Complaint Handling Code 2024"
    changed, kept = made.rule("stage_1_response"), made.rule("stage_2_response")
    assert changed is not None
    assert changed.citation == "the council's own version"
    assert kept == CORPORATE_CODE_2026.rule("stage_2_response")
    assert made.closures
    again = procedures.from_record(desk.add(made, name="Again", from_on="1/4/2027", stage_1_response__days="12"))
    assert again.citation == made.citation


# --- council closures, where a procedure says so
def _close(desk: Office, *days: date) -> None:
    for day in days:
        holidays.add(desk.store, Holiday(on=day, name="Closed", closure=True), "Alex")


def test_closure_days_stop_the_clocks_of_a_procedure_that_says_so_and_of_no_other(desk: Office) -> None:
    """Received on 21 December 2027, closed on 29, 30 and 31: the corporate dates move, the statutory ones do not."""
    desk.add(closures="Yes")
    desk.on = date(2027, 12, 21)
    corporate, statutory = desk.log("21/12/2027"), desk.log("21/12/2027", "Statutory")
    plain = {key: desk.step(corporate, key) for key in ("acknowledge", "stage_1_response", "draft_due")}
    fixed = desk.desk.steps(statutory)
    closure = Holiday(on=date(2027, 12, 29), name="Closed", closure=True)
    effects = holidays.effects_of_adding(desk.store, closure, desk.on)
    assert effects.why_none == ""
    assert {moved.case_id for moved in effects.moved} == {corporate}
    _close(desk, date(2027, 12, 29), date(2027, 12, 30), date(2027, 12, 31))
    assert desk.desk.steps(statutory) == fixed
    days = desk.store.calendar()
    # 22, 23, 24 December; 4 January is the fourth and 5 January the fifth: 27 and 28 for Christmas, 3 for New Year
    assert plain["acknowledge"].due_on == date(2027, 12, 30)
    assert desk.step(corporate, "acknowledge").due_on == date(2028, 1, 5)
    assert desk.step(corporate).due_on == days.after(date(2028, 1, 5), 15)
    assert desk.step(corporate, "draft_due").due_on == days.after(date(2028, 1, 5), 12)
    assert desk.store.verify().findings == []
    desk.store.undo("Alex")
    assert desk.step(corporate, "acknowledge").due_on == date(2028, 1, 4)


def test_closure_days_are_named_in_the_explanation_and_not_counted_in_the_days_left(desk: Office) -> None:
    """Five working days are left, whatever the calendar of everybody else says."""
    from desk_app import deadlines

    desk.add(closures="Yes")
    _close(desk, date(2027, 12, 29), date(2027, 12, 30), date(2027, 12, 31))
    desk.on = date(2027, 12, 21)
    step = desk.step(desk.log("21/12/2027"), "acknowledge")
    days = desk.store.calendar()
    assert deadlines.explain(step, days).startswith(
        "5 working days after receipt on 21 December 2027; 27 December, 28 December, 29 December, 30 December, "
        "31 December and 3 January do not count"
    )
    assert deadlines.days_left(step, desk.on, days) == 5
    statutory = desk.step(desk.log("21/12/2027", "Statutory"), "stage_1_response")
    assert "29 December" not in deadlines.explain(statutory, days)
    assert deadlines.days_left(statutory, desk.on, days) == 10


def test_an_investigation_of_a_procedure_that_is_gone_follows_the_one_in_force(desk: Office) -> None:
    """After an undo of the version under which a case was logged."""
    desk.add()
    desk.on = date(2027, 1, 11)
    case_id = desk.log("4/1/2027")
    [change] = [c for c, _ in desk.store.history() if c.verb.startswith("new procedure")]
    assert change.verb == "new procedure from 1 January 2027: Our own procedure"
    desk.store.undo("Alex", change.id)
    [investigation] = desk.store.all(Investigation)
    assert investigation.profile == "corporate-2027-01-01"
    assert desk.step(case_id).days == 10
