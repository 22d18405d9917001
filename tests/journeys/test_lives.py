"""Twelve complaints from the first call to their end, through the real window, dates counted by hand."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk_app import figures
from desk_app.desk.ombudsman import CRITERIA
from desk_app.figures.period import year
from desk_app.offers import Verb
from desk_app.records import DecisionKind, EndedBefore, Ending, Kind, Outcome, Role, Route, Stage, State
from desk_app.store import Store
from tests.clock import Day
from tests.journeys.life import Life
from ui.arrangements import ArrangementNotice
from ui.cases.corrections import targets
from ui.kit.preferences import Preferences
from ui.kit.theme import Mode, ThemeManager
from ui.main_window import MainWindow
from ui.pages import PERSON, TODAY, open_person
from ui.people import PersonScreen
from ui.people.merge_form import MergeForm
from ui.today import TodayScreen


@pytest.fixture
def life(qtbot: QtBot, themes: ThemeManager, preferences: Preferences, store: Store, tmp_path: Path) -> Iterator[Life]:
    """The window on an empty store, on Monday 2 March 2026."""
    day = Day(date(2026, 3, 2))
    themes.set_mode(Mode.LIGHT)
    window = MainWindow(themes, preferences, tmp_path / "data", day)
    window.resize(1280, 800)
    window.show()
    qtbot.waitExposed(window)
    window.open_store(store)
    yield Life(window, day)
    window.close()
    window.deleteLater()


FOSTERING: dict[str, Any] = {
    "received_on": "2/3/2026",
    "words": "Visits were cancelled three times and nobody rang.",
    "at_risk": "No",
    "complainant__name": "Ada Testwell",
    "complainant__relationship": "Foster carer",
    "child__name": "Ben Testwell",
    "team": "Fostering",
    "route__choice": "Statutory",
    "route__reason": "About the fostering service.",
}
PLAN: dict[str, Any] = {
    **FOSTERING,
    "team": "SEND Team",
    "route__choice": "Corporate",
    "route__reason": "About an EHC plan.",
}


def test_a_childs_own_complaint_with_an_advocate(life: Life) -> None:
    """Offered, accepted, appointed: the appointment shows as a second date; one person is complainant and child."""
    life.log(
        **{**FOSTERING, "made_by_child": "Yes", "child__name": "", "complainant__relationship": "Child or young person"}
    )
    assert life.file.case.made_by_child
    life.on(2026, 3, 6).does(
        Verb.ADVOCATE, name="Ivy Example", offered_on="2/3/2026", accepted_on="4/3/2026", appointed_on="6/3/2026"
    )
    response = life.step("stage_1_response")
    assert (response.due_on, response.other_on) == (date(2026, 3, 16), date(2026, 3, 20))
    life.does(Verb.ACKNOWLEDGE, on="4/3/2026").on(2026, 3, 16).does(Verb.RESPOND, on="today", outcome="Upheld")
    assert not life.late()
    assert {party.role for party in life.file.parties} >= {Role.COMPLAINANT, Role.ADVOCATE}


def test_a_grandparents_complaint_with_consent_refused(life: Life) -> None:
    """Asked and waited for on Today, refused; sufficient interest is a reasoned decision; refused by its type."""
    life.log(
        **{
            **FOSTERING,
            "complainant__relationship": "Grandparent",
            "consent__state": "Asked",
            "consent__on": "2/3/2026",
        }
    )
    life.on(2026, 3, 18)
    assert "consent" in life.today()
    life.does(Verb.CONSENT, state="Refused", on="17/3/2026")
    assert "consent" not in life.today()
    life.does(
        Verb.DECIDE,
        what="The person has no sufficient interest",
        reason="The child lives with the parents.",
        on="today",
    )
    life.does(Verb.REFUSE, kind="No consent", reason="The child said no.", on="today", told_on="today",
              ombudsman_details_on="today")  # fmt: skip
    file = life.file
    assert file.case.ended_before is EndedBefore.REFUSED
    assert [d.kind for d in file.decisions] == [DecisionKind.SUFFICIENT_INTEREST]
    assert not life.today()


def test_a_statutory_complaint_through_stages_1_2_3_and_the_ombudsman(life: Life) -> None:
    """Every clock met; the figures count each stage once."""
    life.log(**FOSTERING).on(2026, 3, 3)
    life.does(Verb.ACKNOWLEDGE, on="today").does(Verb.ASSIGN, investigator="Gil Example", on="today")
    life.on(2026, 3, 13).does(Verb.DRAFT_RECEIVED, on="10/3/2026").checks_draft(on="11/3/2026")
    life.does(Verb.SIGNED_OFF, on="12/3/2026", signed_off_by="Hal Example")
    life.on(2026, 3, 16).does(Verb.RESPOND, on="today", outcome="Not upheld", rights_on="today")
    life.on(2026, 3, 30).does(Verb.ESCALATE, on="today", reason="Dissatisfied with outcome")
    assert life.step("stage_2_response").due_on == date(2026, 5, 7)
    life.on(2026, 4, 20).does(
        Verb.COMMISSION, investigating_officer="Jo Example", officer_on="1/4/2026", independent_person="Kit Example",
        person_on="2/4/2026",
    )  # fmt: skip
    life.does(Verb.STATEMENT, on="13/4/2026")
    life.does(Verb.REPORTS, officer_report_on="17/4/2026", independent_report_on="20/4/2026")
    life.on(2026, 5, 6).does(
        Verb.ADJUDICATE, on="today", adjudicating_officer="Lou Example", outcome="Partially upheld", cost="1,250",
        rights_on="today",
    )  # fmt: skip
    life.on(2026, 6, 1).does(Verb.ESCALATE, Stage.TWO, on="today", reason="Dissatisfied with investigation")
    life.does(Verb.PANEL, chair="Max Sample", member_2="Nia Sample", member_3="Oli Sample", meets_on="8/7/2026")
    life.on(2026, 7, 14).does(Verb.PANEL_MET, on="8/7/2026", attended_with="A friend")
    life.does(Verb.PANEL_REPORT, on="14/7/2026")
    life.on(2026, 7, 24).does(Verb.RESPOND, Stage.THREE, on="today", outcome="Upheld", rights_on="today")
    life.does(Verb.LEARN, Stage.THREE, category="Service quality", text="Visits are confirmed.", kind="Process changed")
    life.on(2026, 9, 1).does(Verb.MATTER, reference="26 000 001", about="Visits", kind="Enquiry", on="today")
    assert life.step("ombudsman_answer").due_on == date(2026, 9, 29)
    life.on(2026, 9, 20).does(Verb.ANSWER_REQUEST, request="Enquiry, received 1 Sep 2026", sent_on="today")
    life.on(2026, 11, 2).does(
        Verb.DECISION, decision="Investigated: upheld", on="today", remedy="An apology", due_on="30/11/2026"
    )
    life.on(2026, 11, 20).does(Verb.COMPLETE_REMEDY, remedy="An apology, due 30 Nov 2026", done_on="today")
    assert not life.late()
    read = life.reads()
    for said in ("Max Sample\nNia Sample\nOli Sample", "£1,250.00", "An apology, due 30 Nov 2026, done 20 Nov 2026"):
        assert said in read
    counted = figures.as_json(figures.gather(life.session.desk.store, year("2026/27"), date(2026, 11, 24)))
    assert counted["by_stage"] == {"Stage 3": 1}
    assert figures.as_json(figures.gather(life.session.desk.store, year("2025/26"), date(2026, 11, 24)))[
        "by_stage"
    ] == {
        "Stage 1": 1,
        "Stage 2": 1,
    }


@pytest.mark.parametrize(
    ("received", "due", "review_due"),
    [("31/3/2026", date(2026, 5, 15), None), ("1/4/2026", date(2026, 4, 17), date(2026, 4, 27))],
)
def test_a_corporate_complaint_either_side_of_1_april_2026(
    life: Life, received: str, due: date, review_due: date | None
) -> None:
    """30 working days before; under the Code 10 from the acknowledgement, and stage 2 is acknowledged in 5."""
    life.day.now = date(2026, 4, 1)
    life.log(**{**PLAN, "received_on": received}).does(Verb.ACKNOWLEDGE, on="1/4/2026")
    assert life.step("stage_1_response").due_on == due
    life.on(2026, 4, 17).does(Verb.RESPOND, on="today", outcome="Not upheld", rights_on="today")
    life.on(2026, 4, 20).does(Verb.ESCALATE, on="today")
    assert life.can(Verb.ACKNOWLEDGE_REVIEW) is (review_due is not None)
    if review_due:
        assert life.step("acknowledge_stage_2").due_on == review_due
        life.does(Verb.ACKNOWLEDGE_REVIEW, on="today")
        assert life.step("stage_2_response").due_on == date(2026, 5, 19)
    assert life.file.investigations[1].profile == ("corporate-code-2026" if review_due else "corporate-2023")


def test_two_teams_of_which_one_is_late(life: Life) -> None:
    """One acknowledgement; each has its own response and its own state."""
    life.log(**FOSTERING).does(Verb.ACKNOWLEDGE, on="today").does(Verb.ADD_TEAM, team="Adoption", route="Statutory")
    life.on(2026, 3, 20)
    lines = [row.button.accessibleName() for row in life.lines() if row.reminder.step.key == "stage_1_response"]
    assert [name.split(", ")[2] for name in sorted(lines)] == ["Adoption", "Fostering"]
    life.does(Verb.RESPOND, of_team="Fostering", on="16/3/2026", outcome="Not upheld")
    assert life.can(Verb.RESPOND)
    head = life.page.head
    assert head is not None
    assert any("Stage 1 response, Adoption: Monday 16 March 2026" in each.text() for each in head.findChildren(QLabel))
    life.does(Verb.ESCALATE, of_team="Fostering", on="today", reason="Dissatisfied with outcome")
    assert "Next: stage 2 adjudication letter, Fostering," in life.window.shell.message.accessibleName()
    status = life.session.rows_by_id(array("q", [life.case_id]))[life.case_id].status
    assert status == "Being looked into"
    life.does(Verb.RESPOND, of_team="Adoption", on="20/3/2026", outcome="Upheld", delay_reason="Staff absence")
    assert life.late() == {"stage_1_response"}
    assert [item.acknowledged_on for item in life.file.investigations][:2] == [date(2026, 3, 2)] * 2


def test_a_draft_of_nobody_is_not_received_from_today(life: Life) -> None:
    """Its line offers to assign; once somebody is assigned, the draft comes in one click."""
    life.log(**FOSTERING).does(Verb.ACKNOWLEDGE, on="today")
    life.on(2026, 3, 11)
    [line] = [row for row in life.lines() if row.reminder.step.key == "draft_due"]
    assert [made.text() for made in line.steps] == ["Assign…"]
    line.steps[0].click()
    QApplication.processEvents()
    assert life.page.verb_form is not None
    assert life.page.verb_form.offer.verb is Verb.ASSIGN
    life.does(Verb.ASSIGN, investigator="Gil Example", on="today")
    [line] = [row for row in life.lines() if row.reminder.step.key == "draft_due"]
    line.steps[0].click()
    assert life.file.investigations[0].draft_received_on == date(2026, 3, 11)
    QApplication.processEvents()


def test_paused_for_court_and_resumed(life: Life) -> None:
    """Ten working days stood still; a page that is paused says so."""
    life.log(**FOSTERING).does(Verb.ACKNOWLEDGE, on="today")
    life.on(2026, 3, 9).does(Verb.PAUSE, from_on="today", reason="The same matter is before a court.", told_on="today")
    assert life.stands("stage_1_response") is State.PAUSED
    assert not life.can(Verb.PAUSE)
    life.on(2026, 3, 23).does(Verb.RESUME, ended_on="today", resumed_on="today")
    assert life.step("stage_1_response").due_on == date(2026, 3, 30)
    assert "; 10 working days are added for the pause, counted from the day after 9 March 2026" in life.reads()
    life.on(2026, 3, 30).does(Verb.RESPOND, on="today", outcome="Upheld")
    assert not life.late()


def test_re_routed_with_both_histories(life: Life) -> None:
    """The superseded investigation is in no figure; the new one starts at the original receipt."""
    life.log(**FOSTERING).does(Verb.ACKNOWLEDGE, on="today")
    life.on(2026, 3, 9).does(Verb.REROUTE, route="Corporate", reason="It is about a plan after all.")
    old, new = life.file.investigations
    assert (old.ending, new.route, new.acknowledged_on) == (Ending.RE_ROUTED, Route.CORPORATE, date(2026, 3, 2))
    assert life.step("stage_1_response").due_on == date(2026, 4, 15)  # 30 working days from 2 March
    life.on(2026, 3, 20).does(Verb.RESPOND, on="today", outcome="Upheld")
    counted = figures.as_json(figures.gather(life.session.desk.store, year("2025/26"), date(2026, 4, 30)))
    assert counted["by_route"] == {"Corporate": 1}


def test_withdrawn_with_its_confirmation_in_writing(life: Life) -> None:
    """Begun, so its investigation ends as withdrawn; re-opened it goes on."""
    life.log(**FOSTERING).does(Verb.ASSIGN, investigator="Gil Example", on="today")
    life.on(2026, 3, 5).does(Verb.WITHDRAW, on="today", reason="It was put right.", confirmed_on="today")
    assert life.file.investigations[0].outcome is Outcome.WITHDRAWN
    assert not life.today()
    life.does(Verb.REOPEN, on="today", reason="It was not put right.")
    assert life.can(Verb.RESPOND)


def test_refused_in_part(life: Life) -> None:
    """The rest goes on to its response."""
    life.log(**FOSTERING).does(
        Verb.REFUSE, kind="Over 12 months", part="What happened in 2019", reason="Too long ago.", on="today",
        told_on="today", ombudsman_details_on="today",
    )  # fmt: skip
    life.on(2026, 3, 16).does(Verb.RESPOND, on="today", outcome="Upheld")
    assert life.file.refusals[0].part == "What happened in 2019"
    read = life.reads()
    assert "Refused in part: What happened in 2019 (over 12 months)" in read
    assert "told 2 Mar 2026, the Ombudsman’s details given 2 Mar 2026" in read
    assert not life.late()


def test_a_late_stage_2_request_declined_with_reasons(life: Life) -> None:
    """The window ended on 13 April; the decision is kept, and a timely one cannot be declined."""
    life.log(**FOSTERING).on(2026, 3, 16).does(Verb.RESPOND, on="today", outcome="Not upheld")
    life.on(2026, 6, 1)
    assert "in time" in life.tries(Verb.DECLINE, on="1/4/2026", reason="No.", decided_on="today")["on"]
    late = life.tries(Verb.ESCALATE, on="today", reason="Dissatisfied with outcome")
    assert "ended on 13 April 2026" in late["late_reason"]
    life.does(Verb.DECLINE, on="today", reason="Seven weeks late without a cause.", decided_on="today")
    assert life.file.decisions[0].kind is DecisionKind.DECLINED
    assert "Seven weeks late without a cause." in life.reads()
    assert len(life.file.investigations) == 1


def test_after_an_extension_everything_is_on_time(life: Life) -> None:
    """To the 20th working day, told in time; one day more would only be expected."""
    life.log(**FOSTERING).does(Verb.ACKNOWLEDGE, on="today")
    life.on(2026, 3, 13).does(Verb.EXTEND, to_on="30 Mar", reason="A key worker is away.", told_on="today")
    assert life.step("stage_1_response").due_on == date(2026, 3, 30)
    life.does(Verb.EXTEND, to_on="31 Mar", reason="Still away.", told_on="today")
    assert life.step("stage_1_response").due_on == date(2026, 3, 30)
    assert life.step("stage_1_response").expected_on == date(2026, 3, 31)
    life.on(2026, 3, 30).does(Verb.RESPOND, on="today", outcome="Upheld")
    assert life.stands("stage_1_response") is State.MET_IN_EXTENSION
    assert not life.late()


def test_a_safeguarding_alarm(life: Life) -> None:
    """Unanswered it heads Today; yes without a referral stays there; the referral takes it off."""
    life.log(received_on="2/3/2026", words="A worker shouted at him.")
    assert "safeguarding" in life.today()
    life.does(Verb.SAFEGUARD, at_risk="Yes")
    assert "safeguarding_referral" in life.today()
    said = life.window.shell.message
    assert (said.property("tone"), "Tell the safeguarding duty desk now" in said.accessibleName()) == ("danger", True)
    assert life.page.head is not None
    assert "no referral to safeguarding is recorded" in life.page.head.alarm.accessibleName()
    assert life.page.bar is not None
    assert next(iter(life.page.bar.buttons)) == "Record the referral"
    assert "Child at risk: Yes" in life.reads()
    life.does(Verb.REFER, at_risk="Yes", referred_to="Duty desk", referred_on="today")
    assert not {"safeguarding", "safeguarding_referral"} & life.today()
    assert life.file.case.referred_by == "Alex Example"
    assert life.page.head.alarm.isHidden()
    life.does(Verb.ROUTE, route="Statutory", reason="Harm is alleged.", team="Fostering")
    assert life.can(Verb.ACKNOWLEDGE)


def test_a_withdrawn_stage_2_leaves_the_answer_of_stage_1(life: Life) -> None:
    """Said after saving and at the head; stage 2 was not answered."""
    life.log(**FOSTERING).on(2026, 3, 16).does(Verb.RESPOND, on="today", outcome="Not upheld", rights_on="today")
    assert "It was answered, and so it is closed." in life.says()
    life.does(Verb.ESCALATE, on="today", reason="Dissatisfied with outcome")
    life.on(2026, 3, 30).does(Verb.WITHDRAW, on="today", confirmed_on="today")
    said = "Stage 2 ended without an answer. The answer of stage 1 stands, and so it is closed."
    assert said in life.says()
    assert said in life.reads()


def test_an_early_referral_and_what_the_ombudsman_has_not_decided_stand_at_the_head(life: Life) -> None:
    """Instead of until when stage 3 may be asked for; then, while a matter is open, that there is no decision."""
    life.log(**FOSTERING).on(2026, 3, 16).does(Verb.RESPOND, on="today", outcome="Upheld", rights_on="today")
    life.does(Verb.ESCALATE, on="today", reason="Dissatisfied with outcome")
    life.does(Verb.COMMISSION, investigating_officer="Jo Example", independent_person="Kit Sample")
    life.on(2026, 4, 20).does(Verb.STATEMENT, on="today")
    life.does(Verb.REPORTS, officer_report_on="today", independent_report_on="today")
    life.does(Verb.ADJUDICATE, on="today", outcome="Upheld", rights_on="today")
    life.does(Verb.LEARNING_FORM, Stage.TWO, on="today").does(Verb.LEARNING_FORM, on="today")
    assert "Complainant may ask for stage 3 until" in life.reads()
    life.does(Verb.EARLY_REFERRAL, criteria=list(CRITERIA))
    read = life.reads()
    assert "It was referred to the Ombudsman early on Monday 20 April 2026. The Ombudsman has not asked yet" in read
    assert "Complainant may ask for stage 3 until" not in read
    assert not life.can(Verb.EARLY_REFERRAL)
    life.does(Verb.MATTER, reference="26 001 234", kind="Enquiry", on="today")
    life.does(Verb.ANSWER_REQUEST, request="Enquiry, received 20 Apr 2026", sent_on="today")
    assert "The Ombudsman has not decided. Nothing is due." in life.reads()
    life.does(Verb.ACT, kind="Apology", due_on="27/4/2026")
    assert "Action: Apology: Monday 27 April 2026, in 5 working days. The Ombudsman has not decided." in life.reads()
    life.does(Verb.DECISION, decision="Investigated: upheld", on="today")
    assert "The Ombudsman has not decided" not in life.reads()


def test_who_was_replaced_stands_on_the_page(life: Life) -> None:
    """With the day until which they took part, and can be corrected."""
    life.log(**FOSTERING).does(Verb.ACKNOWLEDGE, on="today").does(Verb.ASSIGN, investigator="Gil Example", on="today")
    life.on(2026, 3, 9).does(Verb.REASSIGN, investigator="Hal Example", on="today")
    life.on(2026, 3, 16).does(Verb.RESPOND, on="today", outcome="Not upheld", rights_on="today")
    life.does(Verb.ESCALATE, on="today", reason="Dissatisfied with outcome")
    life.does(Verb.COMMISSION, investigating_officer="Jo Example", independent_person="Kit Sample")
    life.on(2026, 3, 30).does(Verb.COMMISSION, independent_person="Una Sample", person_on="today")
    read = life.reads()
    assert "Investigator until 9 Mar 2026: Gil Example" in read
    assert "Independent person until 30 Mar 2026: Kit Sample" in read
    assert any(target.name == "Kit Sample: stage 2, fostering" for target in targets(life.file))


def test_a_safeguarding_alarm_a_week_later(life: Life) -> None:
    """Logged with No; the child says something while it is looked into: at the top of the page and of Today."""
    life.log(**FOSTERING).does(Verb.ACKNOWLEDGE, on="today").does(Verb.ASSIGN, investigator="Gil Example", on="today")
    life.on(2026, 3, 9).does(Verb.CONCERN, what="She said that she is locked in.")
    assert "Tell the safeguarding duty desk now" in life.says()
    assert "safeguarding_referral" in life.today()
    assert life.page.head is not None
    assert "no referral to safeguarding is recorded" in life.page.head.alarm.accessibleName()
    life.does(Verb.REFER, referred_to="Duty desk", referred_on="today")
    life.does(Verb.CONCERN, what="His brother too.", referred_to="Police", referred_on="today")
    assert "safeguarding_referral" not in life.today()
    read = life.reads()
    assert "Police, 9 Mar 2026, by Alex Example" in read
    assert "With Duty desk" in read
    assert "Safeguarding concern: His brother too." in read


def test_a_merge_of_two_people_undone(life: Life) -> None:
    """The same foster carer, spelt twice: one record for both cases, then two again, and each case as it was."""
    life.log(**FOSTERING)
    first = life.case_id
    life.log(**{**PLAN, "complainant__name": "Ada Testwel", "child__name": "Cy Testwell"})
    second = life.case_id

    def complainants() -> list[str]:
        files = (life.session.desk.case_file(case_id) for case_id in (first, second))
        return [person.name for person in (file.person(Role.COMPLAINANT) for file in files) if person]

    def repeated() -> object:
        counted = figures.gather(life.session.desk.store, year("2025/26"), date(2026, 3, 31))
        return figures.as_json(counted)

    before = repeated()
    [person] = [p for p in life.file.people if p.name == "Ada Testwel"]
    open_person(life.window, person.id)
    page = life.window.page(PERSON)
    assert isinstance(page, PersonScreen)
    [other] = [known for known in life.session.people.duplicates(person) if known.person.name == "Ada Testwell"]
    page.begin_merge(other)
    assert isinstance(page.form, MergeForm)
    for field in page.form.fields.values():
        field.set_value("Ada Testwell")
    page.form.save()
    assert page.form is None
    assert complainants() == ["Ada Testwell", "Ada Testwell"]
    assert repeated() != before
    life.window.undo()
    assert complainants() == ["Ada Testwell", "Ada Testwel"]
    assert repeated() == before


def test_the_review_of_a_contact_arrangement_leads_from_today_to_the_arrangement(life: Life) -> None:
    """Arranged on 2 March, to be reviewed on the 9th; its line opens the case, where it is reviewed."""
    life.log(**FOSTERING).does(
        Verb.ARRANGE, whom="Complainant", what="One named person answers.", reason="Many calls.", review_on="9/3/2026"
    )
    life.on(2026, 3, 10)
    assert "arrangement_review" in life.today()
    page = life.window.go(TODAY)
    assert isinstance(page, TodayScreen)
    next(row for row in page.rows if row.reminder.step.key == "arrangement_review").button.click()
    QApplication.processEvents()
    [notice] = [each for each in life.page.findChildren(ArrangementNotice) if each.isVisible()]
    notice.begin_review()
    assert notice.form is not None
    notice.form.fields["review_on"].set_value("9/9/2026")
    notice.form.save.click()
    assert life.session.people.arrangements(life.file.people)[0].review_on == date(2026, 9, 9)


def test_an_enquiry_that_becomes_a_complaint(life: Life) -> None:
    """With its original day of receipt."""
    life.log(
        Kind.ENQUIRY, received_on="2/3/2026", words="When will they hear?", target_on="16/3/2026", team="Fostering"
    )
    life.on(2026, 3, 10).does(Verb.CONVERT, route="Statutory", reason="A wrong was named.")
    assert life.file.case.was_enquiry
    assert life.step("stage_1_response").due_on == date(2026, 3, 16)
