"""Forms: problems beside their fields, dates that follow, drafts that are never lost."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged
from desk_app.records import Case, ContactArrangement, Kind, ListName, Person, Role
from desk_app.store import opening
from tests.conftest import PASSPHRASE
from ui.draft_titles import title_of
from ui.kit.form_rows import Choice, DateField, OneOf, SomeOf, TextArea
from ui.log_feedback import LogScreen, drafts
from ui.log_feedback.entry import Entry
from ui.log_feedback.form import Form
from ui.log_feedback.questions import FORMS
from ui.main_window import MainWindow
from ui.pages import LOG
from ui.person_lookup import PersonLookup
from ui.session import Session

CONTROL = Qt.KeyboardModifier.ControlModifier


def _session(window: MainWindow) -> Session:
    assert window.session is not None
    return window.session


def _entry(window: MainWindow, kind: Kind = Kind.COMPLAINT) -> Entry:
    window.log(kind)
    page = window.page(LOG)
    assert isinstance(page, LogScreen)
    assert page.entry is not None
    return page.entry


def _screen(window: MainWindow) -> LogScreen:
    page = window.page(LOG)
    assert isinstance(page, LogScreen)
    return page


def test_safeguarding_is_asked_first(window: MainWindow) -> None:
    """Yes says what to do now, and asks whom one told."""
    form = _entry(window).form
    assert next(iter(form.fields)) == "at_risk"
    assert not form.instructions.isVisible()
    form.fields["at_risk"].set_value("Yes")
    assert form.instructions.isVisible()
    assert "safeguarding duty desk" in form.instructions.accessibleName()
    assert all(form.fields[key].isVisible() for key in ("referred_to", "referred_by", "referred_on"))
    form.fields["at_risk"].set_value("No")
    assert not form.fields["referred_to"].isVisible()


def test_problems_stand_beside_their_fields(window: MainWindow, qtbot: QtBot) -> None:
    """Nothing is saved; the keyboard is in the first field that is wrong; the summary leads to each."""
    entry = _entry(window)
    entry.form.fields["received_on"].set_value("1/1/2030")
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    fields = entry.form.fields
    assert "future" in fields["received_on"].problem
    assert fields["words"].problem
    assert entry.summary.isVisible()
    assert len(entry.summary.links) == 2
    assert window.focusWidget() is fields["received_on"].input.focusProxy()
    fields["received_on"].set_value("today")
    fields["words"].set_value("Too slow.")
    entry.preview()
    assert not entry.summary.isVisible()
    assert not fields["words"].problem


def test_kind_date_and_words_alone_are_enough(window: MainWindow) -> None:
    """It says which reference was given, and shows the case."""
    entry = _entry(window)
    entry.form.fields["words"].set_value("Too slow.")
    entry.save()
    assert window.current() == "case"
    assert "Saved CF/2026-27/0001" in window.shell.message.accessibleName()


def test_the_dates_that_follow_are_shown_as_soon_as_they_can_be(window: MainWindow) -> None:
    """Received on Sunday 22 November: acknowledge by Wednesday, answer by 4 December. No words are needed for that."""
    entry = _entry(window)
    entry.form.fields["received_on"].set_value("soon")
    entry.preview()
    assert entry.due.text() == "The dates that follow are shown here as soon as the date received is there."
    entry.form.fields["received_on"].set_value("22/11/26")
    entry.preview()
    assert entry.due.text().splitlines() == [
        "No procedure chosen yet: these are the dates of the statutory one, which are the stricter.",
        "Acknowledge by Wednesday 25 November 2026 (3 working days)",
        "Stage 1 response by Friday 4 December 2026 (10 working days)",
    ]


def test_the_answers_suggest_a_procedure_and_never_override_a_choice(window: MainWindow) -> None:
    """About leaving care: statutory, with its reason. A choice of one's own stays."""
    entry = _entry(window)
    form = entry.form
    assert form.suggestion is not None
    assert not form.suggestion.isVisible()
    form.fields["route.answers"].set_value(["Leaving care"])
    assert form.suggestion.message.accessibleName() == "Suggested: the statutory procedure About leaving care."
    assert form.suggestion.isVisible()
    assert form.fields["route.choice"].value() == "Statutory"
    assert form.fields["route.reason"].value() == "About leaving care."
    entry.preview()
    assert entry.due.text().splitlines()[0] == "Statutory procedure, as suggested: about leaving care."
    form.fields["route.choice"].set_value("Corporate")
    assert form.fields["route.reason"].value() == ""
    form.fields["route.answers"].set_value(["The fostering service"])
    assert form.fields["route.choice"].value() == "Corporate"
    entry.preview()
    assert entry.due.text().splitlines()[0] == "Corporate procedure, not the one suggested."


def test_another_procedure_than_the_suggested_one_needs_a_reason(window: MainWindow, qtbot: QtBot) -> None:
    """Said beside the reason, where the keyboard is then, in sight; everything typed is still there."""
    entry = _entry(window)
    fields = entry.form.fields
    fields["words"].set_value("The bus was late.")
    fields["route.answers"].set_value(["A looked after child"])
    fields["route.choice"].set_value("Corporate")
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert "points to the statutory procedure" in fields["route.reason"].problem
    assert window.focusWidget() is fields["route.reason"].input
    qtbot.waitUntil(lambda: not fields["route.reason"].visibleRegion().isEmpty())
    assert fields["words"].value() == "The bus was late."
    qtbot.keyClicks(window.focusWidget(), "Only the bus.")
    qtbot.keyClick(window, Qt.Key.Key_S, CONTROL)
    assert window.current() == "case"


def test_another_process_is_named_beside(window: MainWindow) -> None:
    """A court is deciding it, and a part may be for the other procedure."""
    form = _entry(window).form
    assert form.suggestion is not None
    form.fields["route.answers_too"].set_value(["A court is deciding it"])
    said = form.suggestion.message.accessibleName()
    assert said.startswith("Perhaps this is for another process")
    assert said.endswith("court.")
    assert form.fields["route.choice"].value() == ""
    form.fields["route.answers"].set_value(["A looked after child", "A school place or transport"])
    said = form.suggestion.message.accessibleName()
    assert "part of it may belong to the corporate procedure" in said
    assert form.answers()["route.answers"] == ["looked_after", "school", "court"]


def test_teams_are_those_of_the_service_area(window: MainWindow) -> None:
    """A team chosen earlier stays chosen."""
    form = _entry(window).form
    form.fields["service_area"].set_value("Education and Achievement")
    team = form.fields["team"].input
    assert [team.itemText(n) for n in range(team.count())] == ["Choose…", "Education Access", "SEND Team"]  # type: ignore[union-attr]


def test_what_is_typed_is_kept_and_offered_again(window: MainWindow, qtbot: QtBot) -> None:
    """Left without saving: the chooser offers the draft; saving removes it."""
    entry = _entry(window)
    entry.form.fields["words"].set_value("The taxi never came.")
    entry.form.fields["complainant.name"].set_value("Siân Ddraig 🐉")
    assert window.session is not None
    session = window.session
    qtbot.waitUntil(lambda: bool(session.drafts()))
    assert session.desk.store.all(Case) == []
    entry.left.emit()
    screen = _screen(window)
    link = next(b for b in screen.chooser.findChildren(QPushButton) if "Siân" in b.text())
    link.click()
    assert screen.entry is not None
    assert screen.entry.form.fields["words"].value() == "The taxi never came."
    screen.entry.save()
    assert session.drafts() == []


def test_a_draft_says_which_day_was_meant(window: MainWindow) -> None:
    """Taken up next week, "yesterday" must not be another day; what names its year stays as typed."""
    entry = _entry(window)
    entry.form.fields["received_on"].set_value("yesterday")
    entry.form.fields["words"].set_value("The taxi never came.")
    entry.keep()
    assert _session(window).drafts()[0].data["received_on"] == "23 November 2026"
    entry.form.fields["received_on"].set_value("3/11/2026")
    entry.keep()
    assert _session(window).drafts()[0].data["received_on"] == "3/11/2026"


def test_an_empty_form_leaves_no_draft(window: MainWindow) -> None:
    """Opened by mistake and left."""
    entry = _entry(window)
    entry.left.emit()
    assert window.session is not None
    assert window.session.drafts() == []


def test_a_draft_thrown_away_can_be_brought_back(window: MainWindow) -> None:
    """Until the next message takes its place."""
    entry = _entry(window)
    entry.form.fields["words"].set_value("The taxi never came.")
    entry.keep()
    entry.throw.click()
    assert window.session is not None
    assert window.session.drafts() == []
    screen = _screen(window)
    back = next(b for b in screen.chooser.message.findChildren(QPushButton) if b.text() == "Bring it back")
    back.click()
    assert screen.entry is not None
    assert screen.entry.form.fields["words"].value() == "The taxi never came."


def test_locking_keeps_what_was_typed(window: MainWindow) -> None:
    """The draft is inside the store when it is closed."""
    entry = _entry(window)
    entry.form.fields["words"].set_value("Half a sen")
    assert window.session is not None
    path = window.session.desk.store.path
    window.lock()
    assert window.unlock.isVisible()
    with opening.open_store(path, PASSPHRASE) as store:
        assert [draft.data["words"] for draft in store.drafts()] == ["Half a sen"]


# --- people ---------------------------------------------------------------------------------------------------
def _offered(lookup: PersonLookup, name: str) -> QPushButton:
    return next(offer for offer in lookup.offers if offer.text() == f"Yes: {name}")


def test_somebody_known_is_offered_and_linked_only_on_request(
    window: MainWindow, logged: Callable[..., Logged]
) -> None:
    """With what they were to which cases; two cases, one person. How to reach them is filled in and kept."""
    logged(complainant={"name": "Ada Example", "email": "ada@example.org"})
    entry = _entry(window)
    form = entry.form
    form.fields["words"].set_value("Again.")
    form.fields["complainant.name"].set_value("Ada Exa")
    form.fields["complainant.telephone"].set_value("01234 567890")
    lookup = form.lookups["complainant"]
    lookup.look_up()
    assert lookup.person_id == 0
    offer = _offered(lookup, "Ada Example")
    assert offer.accessibleDescription() == (
        "Complainant on CF/2026-27/0001, last contact 16 November 2026 · ada@example.org"
    )
    offer.click()
    assert lookup.person_id
    assert form.fields["complainant.email"].value() == "ada@example.org"
    entry.save()
    assert window.session is not None
    desk = window.session.desk
    cases = desk.store.all(Case)
    people = {desk.case_file(case.id).person(Role.COMPLAINANT) for case in cases}
    assert len(cases) == 2
    [person] = people
    assert person is not None
    assert (person.email, person.telephone) == ("ada@example.org", "01234 567890")


def test_who_is_known_can_be_chosen_without_a_mouse(
    window: MainWindow, logged: Callable[..., Logged], qtbot: QtBot
) -> None:
    """Down from the name to the first, up again; Space takes it. Tab goes through them too."""
    logged()
    form = _entry(window).form
    name, lookup = form.fields["complainant.name"], form.lookups["complainant"]
    name.take_focus()
    qtbot.keyClicks(window.focusWidget(), "Ada")
    qtbot.waitUntil(lambda: bool(lookup.offers))
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    assert window.focusWidget() is lookup.offers[0]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Up)
    assert window.focusWidget() is name.input
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.focusWidget() is lookup.offers[0]
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert lookup.person_id
    assert window.focusWidget() is name.input
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    other = window.focusWidget()
    assert isinstance(other, QPushButton)
    assert other.text() == "It is somebody else"
    qtbot.keyClick(other, Qt.Key.Key_Space)
    assert lookup.person_id == 0
    assert name.value() == "Ada Example"


def test_a_refused_name_is_not_offered_again_and_another_letter_unlinks(
    window: MainWindow, logged: Callable[..., Logged], qtbot: QtBot
) -> None:
    """Nobody is asked the same twice; nobody stays linked under another name."""
    logged()
    form = _entry(window).form
    name, lookup = form.fields["complainant.name"], form.lookups["complainant"]
    name.set_value("Ada Example")
    lookup.look_up()
    lookup.offers[-1].click()
    lookup.look_up()
    assert not lookup.isVisible()
    name.set_value("Ada Ex")
    lookup.look_up()
    _offered(lookup, "Ada Example").click()
    name.take_focus()
    qtbot.keyClicks(window.focusWidget(), "s")
    assert lookup.person_id == 0
    assert "complainant.person_id" not in form.answers()


def test_somebody_is_known_again_by_an_email_after_the_name_was_refused(
    window: MainWindow, logged: Callable[..., Logged], qtbot: QtBot
) -> None:
    """Sian is not Siân, says the officer; the same email brings another person, and not the refused one again."""
    logged(complainant={"name": "Siân Example"})
    logged(complainant={"name": "Joe Sample", "email": "sian@example.org"})
    form = _entry(window).form
    lookup = form.lookups["complainant"]
    form.fields["complainant.name"].set_value("Sian Example")
    lookup.look_up()
    assert _offered(lookup, "Siân Example").accessibleDescription().startswith("Same name, written differently · ")
    lookup.refuse()
    form.fields["complainant.email"].take_focus()
    qtbot.keyClicks(window.focusWidget(), "SIAN@example.org")
    qtbot.waitUntil(lambda: bool(lookup.offers))
    assert [offer.text() for offer in lookup.offers] == ["Yes: Joe Sample", "No, it is somebody else"]
    assert lookup.offers[0].accessibleDescription().startswith("Same email · ")


def test_a_contact_arrangement_is_shown_and_stops_nothing(
    window: MainWindow, logged: Callable[..., Logged], qtbot: QtBot
) -> None:
    """Once the person is chosen, also in a draft that is taken up again."""
    logged()
    assert window.session is not None
    desk = window.session.desk
    person = desk.known("Ada")[0].person
    with desk.store.change("arrange contact") as change:
        change.put(
            None,
            ContactArrangement(
                person_id=person.id, what="One named officer answers", reason="Forty letters a week" + " and more" * 90,
                decided_by="Mel Example", decided_on=date(2026, 8, 3), review_on=date(2027, 2, 3),
            ),
        )  # fmt: skip
    entry = _entry(window)
    lookup = entry.form.lookups["complainant"]
    entry.form.fields["complainant.name"].set_value("Ada")
    lookup.look_up()
    assert not lookup.arrangement.isVisible()
    _offered(lookup, "Ada Example").click()
    assert "One named officer answers. Reason: Forty letters a week and more" in lookup.arrangement.accessibleName()
    assert "Decided by Mel Example, 3 Aug 2026. Review due 3 Feb 2027." in lookup.arrangement.accessibleName()
    notice = lookup.arrangement
    qtbot.waitUntil(lambda: notice.height() >= notice.heightForWidth(notice.width()))  # not cut
    entry.form.fields["words"].set_value("Again.")
    entry.left.emit()
    screen = _screen(window)
    screen.take_up(window.session.drafts()[0].key)
    assert screen.entry is not None
    assert screen.entry.form.lookups["complainant"].arrangement.isVisible()
    screen.entry.save()
    assert len(desk.store.all(Case)) == 2


def test_a_draft_linked_to_somebody_who_is_gone_says_so(window: MainWindow, logged: Callable[..., Logged]) -> None:
    """The other case was undone meanwhile. The name stays; unlinked, it saves."""
    logged()
    entry = _entry(window)
    lookup = entry.form.lookups["complainant"]
    entry.form.fields["words"].set_value("Again.")
    entry.form.fields["complainant.name"].set_value("Ada")
    lookup.look_up()
    _offered(lookup, "Ada Example").click()
    assert window.session is not None
    window.session.undo()
    entry.save()
    assert "no longer here" in entry.form.fields["complainant.name"].problem
    lookup.unlink()
    entry.save()
    assert [case.words for case in window.session.desk.store.all(Case)] == ["Again."]


def test_a_child_who_complains_is_not_named_twice(window: MainWindow) -> None:
    """One person in two roles."""
    entry = _entry(window)
    fields = entry.form.fields
    fields["words"].set_value("Nobody listens.")
    fields["complainant.name"].set_value("Ada Example")
    fields["made_by_child"].set_value("Yes")
    assert not fields["child.name"].isVisible()
    entry.save()
    assert window.session is not None
    [case] = window.session.desk.store.all(Case)
    file = window.session.desk.case_file(case.id)
    assert [person.name for person in file.people] == ["Ada Example"]
    assert {party.role for party in file.parties} == {Role.COMPLAINANT, Role.CHILD}


# --- compliments ----------------------------------------------------------------------------------------------
def test_a_child_who_complains_is_not_asked_for_consent(window: MainWindow) -> None:
    """The card goes, with an answer that was given before; it comes back with somebody else."""
    form = _entry(window).form
    form.fields["consent.state"].set_value("Asked for")
    form.fields["made_by_child"].set_value("Yes")
    assert not form.fields["consent.state"].isVisibleTo(form)
    assert not any(key.startswith("consent") for key in form.answers())
    form.fields["made_by_child"].set_value("No")
    assert form.fields["consent.state"].isVisibleTo(form)


def test_a_child_who_complains_is_asked_about_an_advocate(window: MainWindow) -> None:
    """When one was offered and who it is; of somebody else's complaint neither is asked, nor kept."""
    entry = _entry(window)
    fields = entry.form.fields
    for key, value in {"received_on": "today", "words": "Nobody came.", "complainant.name": "Ada Example"}.items():
        fields[key].set_value(value)
    assert not fields["advocate.name"].isVisibleTo(entry.form)
    fields["made_by_child"].set_value("Yes")
    fields["advocate.offered_on"].set_value("today")
    fields["advocate.name"].set_value("Ivy Example")
    fields["made_by_child"].set_value("No")
    assert not any(key.startswith("advocate") for key in entry.form.answers())
    fields["made_by_child"].set_value("Yes")
    entry.save()
    assert window.session is not None
    [case] = window.session.desk.store.all(Case)
    assert case.advocate_offered_on == window.session.today
    advocate = window.session.desk.case_file(case.id).person(Role.ADVOCATE)
    assert advocate is not None
    assert advocate.name == "Ivy Example"


def test_a_compliment_takes_a_moment(window: MainWindow) -> None:
    """Words, team, who; no clock follows. The people praised are of the team unless another is named."""
    entry = _entry(window, Kind.COMPLIMENT)
    for key, value in {
        "words": "Thank you for your patience.",
        "team": "Leaving Care",
        "recipients.0.name": "Dee Example",
        "complainant.name": "Cai Example",
    }.items():
        entry.form.fields[key].set_value(value)
    entry.preview()
    assert entry.due.text() == ""
    entry.save()
    assert window.session is not None
    [case] = window.session.desk.store.all(Case)
    file = window.session.desk.case_file(case.id)
    recipient = file.person(Role.RECIPIENT)
    assert recipient is not None
    assert recipient.name == "Dee Example"
    assert [party.team for party in file.parties if party.role is Role.RECIPIENT] == ["Leaving Care"]


def test_any_number_of_people_are_praised_by_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    """Enter adds the next; one is taken away and brought back; an empty row is nobody."""
    form = _entry(window, Kind.COMPLIMENT).form
    recipients = form.recipients
    assert recipients is not None
    form.fields["recipients.0.name"].take_focus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert len(recipients.rows) == 1  # nobody stands there yet
    for name in ("Dee Example", "The night duty officer", "Eli Example"):
        qtbot.keyClicks(window.focusWidget(), name)
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert len(recipients.rows) == 4
    assert window.focusWidget().accessibleName() == "Person 4 of 4: Name or role"
    recipients.rows[1].remove.setFocus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    assert [row.values().get("name") for row in recipients.rows] == ["Dee Example", "Eli Example", None]
    assert window.focusWidget() is recipients.rows[1].fields["name"].input
    assert recipients.back_button.text() == "Bring back The night duty officer"
    recipients.back_button.click()
    names = [form.answers().get(f"recipients.{n}.name") for n in range(4)]
    assert names == ["Dee Example", "The night duty officer", "Eli Example", None]


def test_tab_goes_through_the_people_in_the_order_of_reading(window: MainWindow, qtbot: QtBot) -> None:
    """Rows that were added later stand before what follows beneath."""
    form = _entry(window, Kind.COMPLIMENT).form
    assert form.recipients is not None
    form.fields["recipients.0.name"].set_value("Dee Example")
    form.recipients.add_and_go()
    form.fields["recipients.0.name"].take_focus()
    names = []
    for _ in range(10):
        names.append(window.focusWidget().accessibleName())
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert names == [
        "Person 1 of 2: Name or role", "Person 1 of 2: Job", "Person 1 of 2: Team", "Remove person 1",
        "Person 2 of 2: Name or role", "Person 2 of 2: Job", "Person 2 of 2: Team", "Remove person 2",
        "Add another person", "What was said, required",
    ]  # fmt: skip


def test_staff_praised_before_come_with_their_job_and_team(window: MainWindow) -> None:
    """Somebody praised last month."""
    entry = _entry(window, Kind.COMPLIMENT)
    for key, value in {
        "words": "Thank you.", "team": "Fostering", "recipients.0.name": "Dee Example", "recipients.0.job": "Adviser",
    }.items():  # fmt: skip
        entry.form.fields[key].set_value(value)
    entry.save()
    again = _entry(window, Kind.COMPLIMENT)
    assert again.form.recipients is not None
    row = again.form.recipients.rows[0]
    row.fields["name"].set_value("Dee")
    row.lookup.look_up()
    _offered(row.lookup, "Dee Example").click()
    assert (row.fields["job"].value(), row.fields["team"].value()) == ("Adviser", "Fostering")
    again.form.fields["words"].set_value("Thanks again.")
    again.keep()
    again.left.emit()
    assert window.session is not None
    screen = _screen(window)
    screen.take_up(window.session.drafts()[0].key)
    assert screen.entry is not None
    screen.entry.save()
    assert len([p for p in window.session.desk.store.all(Person) if p.is_staff]) == 1


# --- saving ---------------------------------------------------------------------------------------------------
def test_after_saving_it_says_that_safeguarding_is_still_to_be_answered(window: MainWindow) -> None:
    """And what else is to complete; once answered it says so no more."""
    entry = _entry(window)
    entry.form.fields["words"].set_value("Too slow.")
    entry.save()
    said = window.shell.message.accessibleName()
    assert said.startswith("Saved CF/2026-27/0001. The safeguarding question is still to be answered")
    assert "Still to complete: service area, team" in said
    assert window.shell.message.property("tone") == "warn"
    entry = _entry(window)
    entry.form.fields["words"].set_value("Too slow.")
    entry.form.fields["at_risk"].set_value("No")
    entry.save()
    assert "safeguarding" not in window.shell.message.accessibleName()
    assert window.shell.message.property("tone") == "ok"


def test_the_keyboard_starts_where_something_is_to_be_answered(window: MainWindow) -> None:
    """The safeguarding question of a complaint; how it arrived of a compliment, whose date is filled in."""
    complaint = _entry(window)
    assert window.focusWidget() is complaint.form.fields["at_risk"].input.focusProxy()
    compliment = _entry(window, Kind.COMPLIMENT)
    assert window.focusWidget() is compliment.form.fields["channel"].input


def test_escape_leaves_and_keeps_the_draft(window: MainWindow, qtbot: QtBot) -> None:
    """Back at the choice of kinds, with what was typed offered there."""
    entry = _entry(window)
    entry.form.fields["words"].take_focus()
    qtbot.keyClicks(window.focusWidget(), "The taxi never came.")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    screen = _screen(window)
    assert screen.entry is None
    assert screen.chooser.message.accessibleName() == "Kept as a draft: The taxi never came."
    assert any(b.text() == "Complaint: The taxi never came." for b in screen.chooser.findChildren(QPushButton))
    go_on = next(b for b in screen.chooser.findChildren(QPushButton) if b.text() == "Go on with it")
    go_on.click()
    assert screen.entry is not None
    assert screen.entry.form.fields["words"].value() == "The taxi never came."


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_has_a_form_that_saves(window: MainWindow, kind: Kind) -> None:
    """Date and words alone."""
    entry = _entry(window, kind)
    entry.form.fields["words"].set_value("Some words.")
    entry.save()
    assert window.current() == "case"


# --- drafts ---------------------------------------------------------------------------------------------------
def test_drafts_are_listed_with_kind_and_age_and_can_be_thrown_away(window: MainWindow) -> None:
    """Each by itself; the last one thrown away can be brought back."""
    for kind, words in ((Kind.COMPLAINT, "The taxi never came."), (Kind.COMPLIMENT, "Thank you.")):
        entry = _entry(window, kind)
        entry.form.fields["words"].set_value(words)
        entry.left.emit()
    chooser = _screen(window).chooser
    assert window.session is not None
    session = window.session
    names = [b.accessibleName() for b in chooser.findChildren(QPushButton) if "draft" in b.accessibleName()]
    assert set(names) == {
        "Go on with the draft: Compliment, Thank you., just now",
        "Go on with the draft: Complaint, The taxi never came., just now",
    }
    throw = next(b for b in chooser.findChildren(QToolButton) if "Throw away: Complaint" in b.accessibleName())
    throw.click()
    assert [draft.kind for draft in session.drafts()] == ["Compliment"]
    back = next(b for b in chooser.message.findChildren(QPushButton) if b.text() == "Bring it back")
    back.click()
    assert [draft.kind for draft in session.drafts()] == ["Complaint", "Compliment"]


@pytest.mark.parametrize(
    ("draft", "title"),
    [
        ({}, "Nothing typed yet but a few answers"),
        ({"complainant": {"name": "Ada Example"}, "words": "No \n taxi."}, "Ada Example – No taxi."),
        ({"recipients": [{"name": "Dee Example"}, {"name": "Eli"}, {"team": "North"}]}, "about Dee Example and 1 more"),
        ({"words": "x" * 60}, "x" * 44 + "…"),
        ({"summary": "Late taxi", "words": "It came late."}, "Late taxi"),
        ({"at_risk": "Yes", "referred_to": "xyz"}, "A child may be at risk"),
        ({"at_risk": "No", "words": "Late taxi"}, "Late taxi"),
    ],
)
def test_a_draft_is_called_by_what_it_holds(draft: dict[str, object], title: str) -> None:
    """Who, whom it praises, the words; on one line."""
    assert title_of({"kind": "Compliment", **draft}) == title


@pytest.mark.parametrize(
    ("minutes", "said"),
    [(0, "just now"), (1, "1 minute ago"), (59, "59 minutes ago"), (60, "1 hour ago"), (47 * 60, "1 day ago"),
     (6 * 1440, "6 days ago"), (8 * 1440, "16 Nov 2026, 12:00")],
)  # fmt: skip
def test_the_age_of_a_draft_is_said_as_people_do(minutes: int, said: str) -> None:
    """After a week it is the day itself."""
    now = datetime(2026, 11, 24, 12).astimezone()
    assert drafts.age(now - timedelta(minutes=minutes), now) == said


def test_a_draft_of_everything_comes_back_as_it_was(window: MainWindow) -> None:
    """Every question of every form answered; also what a form does not ask is carried along."""
    for kind in Kind:
        form = Form(_session(window), kind)
        for field in form.fields.values():
            if isinstance(field.input, OneOf):
                field.set_value(next(iter(field.input.buttons)))
            elif isinstance(field.input, SomeOf):
                field.set_value(list(field.input.boxes)[1:3])
            elif isinstance(field.input, Choice):
                field.set_value(field.input.itemText(1))
            else:
                field.set_value("24 Nov 2026" if isinstance(field.input, DateField) else "Dŵr 🐉")
        draft = {**drafts.draft_of(kind, form.answers()), "region": "North", "complainant": {"contact": "By letter"}}
        again = Form(_session(window), kind)
        again.give(drafts.answers_of(draft))
        assert drafts.draft_of(kind, again.answers()) == draft
        for made in (form, again):
            made.deleteLater()


def test_typing_on_does_not_put_off_keeping(window: MainWindow, qtbot: QtBot) -> None:
    """Half a second behind at most, however long somebody types without a pause."""
    entry = _entry(window)
    entry.form.fields["words"].take_focus()
    focus = window.focusWidget()
    end = time.monotonic() + 5
    while not _session(window).drafts() and time.monotonic() < end:
        qtbot.keyClick(focus, Qt.Key.Key_A)
        qtbot.wait(20)
    assert _session(window).drafts()


# --- emails ---------------------------------------------------------------------------------------------------
def _email(folder: Path, *, subject: str = "No call back", text: str = "Nobody rang back. 🐉", files: int = 1) -> Path:
    made = EmailMessage(policy=SMTP)
    made["From"] = "Siân Example <sian@example.org>"
    made["Date"] = "Fri, 20 Nov 2026 09:15:00 +0000"
    made["Subject"] = subject
    made.set_content(text)
    for n in range(files):
        made.add_attachment(b"%PDF" + bytes([n]), maintype="application", subtype="pdf", filename=f"letter {n}.pdf")
    path = folder / "mail.eml"
    path.write_bytes(bytes(made))
    return path


def _drop(target: QWidget, dropped: Path | QMimeData) -> bool:
    """As a file manager or another program drops; whether it was taken."""
    data = dropped if isinstance(dropped, QMimeData) else QMimeData()
    if isinstance(dropped, Path):
        data.setUrls([QUrl.fromLocalFile(str(dropped))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    QApplication.sendEvent(target, entered)
    if not entered.isAccepted():
        return False
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), copy, data, left, none))
    return True


def test_escape_stops_reading_an_email_and_says_so(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """The form stays; the next Escape leaves it."""
    entry = _entry(window)
    entry.take_email(_email(tmp_path))
    entry.take_focus()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert _screen(window).entry is entry
    assert "was not read" in entry.mail_message.accessibleName()
    qtbot.waitUntil(lambda: entry._filling._job is None)
    assert not entry.form.fields["words"].value()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert _screen(window).entry is None


def test_the_dates_stay_beside_the_buttons_on_a_small_screen(window: MainWindow, qtbot: QtBot) -> None:
    """1366 by 768 at 150%; only in a still lower window they stand at the end of the form."""
    entry = _entry(window)
    window.resize(911, 480)
    qtbot.waitUntil(lambda: window.height() <= 480)
    assert not entry.area.isAncestorOf(entry.due)
    assert entry.due.visibleRegion().boundingRect().height() == entry.due.height()
    window.resize(683, 384)
    qtbot.waitUntil(lambda: entry.area.isAncestorOf(entry.due))


def test_a_store_without_teams_says_where_they_are_added(window: MainWindow) -> None:
    """Beside the question; once there is one, it says nothing."""
    assert _entry(window).form.fields["team"].hint == ""
    store = _session(window).desk.store
    with store.change("no teams") as change:
        for team in store.lists()[ListName.TEAM]:
            change.put(team, None)
    assert "Settings, under Teams" in Form(_session(window), Kind.COMMENT).fields["team"].hint


def test_an_email_dropped_on_the_form_fills_it_in(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Anywhere, also on a field; what was filled in is said; its attachment becomes a document of the case."""
    entry = _entry(window)
    words = entry.form.fields["words"].input
    assert isinstance(words, TextArea)
    assert _drop(words.viewport(), _email(tmp_path))
    qtbot.waitUntil(lambda: bool(entry.form.attachments.items))
    answers = entry.form.answers()
    assert {key: answers[key] for key in ("words", "summary", "channel", "received_on")} == {
        "words": "Nobody rang back. 🐉",
        "summary": "No call back",
        "channel": "Email",
        "received_on": "20 November 2026",
    }
    assert (answers["complainant.name"], answers["complainant.email"]) == ("Siân Example", "sian@example.org")
    said = entry.mail_message.accessibleName()
    assert said.startswith("Filled in from the email of Siân Example (sian@example.org). Please check it.")
    assert "1 attachment kept with it." in said
    entry.save()
    desk = _session(window).desk
    [case] = desk.store.all(Case)
    [document] = desk.case_file(case.id).documents
    assert (document.name, document.media_type) == ("letter 0.pdf", "application/pdf")
    assert desk.store.blob(document.blob_hash) == b"%PDF\0"


def test_an_email_never_writes_over_what_was_typed(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """It is said what was left; what was filled in can be taken out again, attachments too."""
    entry = _entry(window)
    entry.form.fields["words"].set_value("She rang and said")
    entry.take_email(_email(tmp_path, files=2))
    qtbot.waitUntil(lambda: bool(entry.form.attachments.items))
    assert entry.form.fields["words"].value() == "She rang and said"
    assert "Left as you had it: What happened." in entry.mail_message.accessibleName()
    out = next(b for b in entry.mail_message.findChildren(QPushButton) if b.text() == "Take it out again")
    out.click()
    answers = {key: value for key, value in entry.form.answers().items() if value}
    assert answers == {"words": "She rang and said", "received_on": "today"}


def test_attachments_of_a_draft_survive_and_can_be_taken_off(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Kept in the store with the draft; taken off they can be brought back; thrown away they go with the store's."""
    entry = _entry(window)
    entry.take_email(_email(tmp_path, files=2))
    qtbot.waitUntil(lambda: len(entry.form.attachments.items) == 2)
    names = {item["file"] for item in entry.form.attachments.items}
    off = next(b for b in entry.form.attachments.findChildren(QToolButton) if "letter 0" in b.accessibleName())
    off.click()
    assert [item["name"] for item in entry.form.attachments.items] == ["letter 1.pdf"]
    entry.form.attachments.back_button.click()
    entry.left.emit()
    session, screen = _session(window), _screen(window)
    screen.take_up(session.drafts()[0].key)
    assert screen.entry is not None
    assert [item["name"] for item in screen.entry.form.attachments.items] == ["letter 0.pdf", "letter 1.pdf"]
    screen.entry.throw.click()
    store = session.desk.store
    assert all(store.has_file(name) for name in names)  # it can still be brought back
    screen.let_go()
    assert not any(store.has_file(name) for name in names)


def test_a_forwarded_email_asks_who_wrote_it(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """The visible sender is filled in; the writer within is one key away."""
    entry = _entry(window)
    text = "FYI\n\nFrom: Ada Example <ada@example.org>\nSent: Monday\n\nNobody rang."
    entry.take_email(_email(tmp_path, subject="FW: No call back", text=text))
    qtbot.waitUntil(lambda: bool(entry.form.attachments.items))
    fields = entry.form.fields
    assert fields["complainant.name"].value() == "Siân Example"
    assert "It was forwarded" in entry.mail_message.accessibleName()
    use = next(b for b in entry.mail_message.findChildren(QPushButton) if b.text().startswith("Use Ada Example"))
    use.click()
    assert (fields["complainant.name"].value(), fields["complainant.email"].value()) == (
        "Ada Example", "ada@example.org",
    )  # fmt: skip


def test_what_is_no_email_leaves_the_form_alone(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """A photograph; an email straight out of Outlook that is no file."""
    entry = _entry(window)
    entry.form.fields["words"].set_value("Half a sen")
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(b"\xff\xd8\xff")
    assert _drop(entry, photo)
    qtbot.waitUntil(lambda: "is not an email" in entry.mail_message.accessibleName())
    assert entry.form.fields["words"].value() == "Half a sen"
    outlook = QMimeData()
    outlook.setData('application/x-qt-windows-mime;value="FileGroupDescriptorW"', b"")
    assert _drop(entry, outlook)
    assert "Outlook did not give a file" in window.shell.message.accessibleName()


def test_an_email_may_come_before_anybody_said_what_it_is(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Dropped where the kinds are; choosing one fills its form in."""
    screen = window.go(LOG)
    assert isinstance(screen, LogScreen)
    assert _drop(screen.chooser, _email(tmp_path))
    assert "What is “mail.eml”?" in screen.chooser.message.accessibleName()
    screen.chooser.kinds[Kind.COMPLIMENT].click()
    assert screen.entry is not None
    entry = screen.entry
    qtbot.waitUntil(lambda: entry.form.fields["words"].value() == "Nobody rang back. 🐉")
    assert "summary" not in entry.form.answers()  # a compliment has none


def test_a_form_may_be_left_while_its_email_is_read(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Nothing is filled into what is not there any more."""
    entry = _entry(window)
    entry.take_email(_email(tmp_path, files=3))
    entry.left.emit()
    qtbot.waitUntil(lambda: window.runner.busy == 0)
    qtbot.wait(20)
    assert _session(window).drafts() == []
    _screen(window).let_go()
    assert _session(window).desk.store.read("SELECT count(*) FROM blob") == [(0,)]


def test_text_can_still_be_dropped_into_a_field(window: MainWindow) -> None:
    """Words marked in another program."""
    entry = _entry(window)
    words = entry.form.fields["words"].input
    assert isinstance(words, TextArea)
    data = QMimeData()
    data.setText("Nobody rang.")
    assert _drop(words.viewport(), data)
    assert words.toPlainText() == "Nobody rang."


_TEXT = st.text(min_size=1).filter(lambda text: bool(text))


@settings(suppress_health_check=[HealthCheck.too_slow])  # the first text of all takes a second
@given(
    st.dictionaries(
        st.sampled_from([ask.key for sections in FORMS.values() for section in sections for ask in section.asks]),
        st.one_of(_TEXT, st.lists(_TEXT, min_size=1)),
    )
)
def test_a_draft_holds_the_answers_it_was_made_of(answers: dict[str, object]) -> None:
    """Answers become a draft and come back."""
    draft = drafts.draft_of(Kind.COMPLAINT, answers)
    assert drafts.answers_of(draft) == {"kind": "Complaint", **answers}
