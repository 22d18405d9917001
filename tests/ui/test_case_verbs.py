"""A case's page: its verbs are the buttons that make sense now; their forms say what follows and lose nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desk_app.desk import Desk, Logged
from desk_app.desk.same_name import SAME_PERSON
from desk_app.offers import Verb
from desk_app.records import Kind, Outcome, Person, Role
from ui.cases.case_screen import CaseScreen
from ui.cases.forms import FORMS
from ui.cases.verb_form import VerbForm
from ui.help import HelpScreen, topics
from ui.kit import theme
from ui.kit.form_rows import DateField, OneOf
from ui.kit.job import JobRunner
from ui.kit.palette import Palette
from ui.log_feedback.questions import FORMS as LOG_FORMS
from ui.main_window import MainWindow
from ui.pages import CASE, HELP, TODAY
from ui.said import SAID, what_follows
from ui.session import Session
from ui.today import TodayScreen

Log = Callable[..., Logged]


@pytest.fixture
def page(window: MainWindow, logged: Log) -> CaseScreen:
    """The page of a statutory complaint received on 16 November 2026."""
    window.open_case(logged().case_id)
    made = window.page(CASE)
    assert isinstance(made, CaseScreen)
    return made


def begin(page: CaseScreen, verb: Verb) -> VerbForm:
    assert page.begin_verb(verb)
    assert page.verb_form is not None
    return page.verb_form


def test_every_verb_has_its_form_and_its_words() -> None:
    """What the table offers can be asked, and said when it is done."""
    assert set(FORMS) == set(SAID) == set(Verb)


def test_the_buttons_are_the_verbs_that_make_sense(page: CaseScreen) -> None:
    """Acknowledge stands out; what is rare waits under More."""
    assert page.bar is not None
    names = list(page.bar.buttons)
    assert names[:2] == ["Acknowledge", "Assign"]
    assert names[-1] == "More"
    assert page.bar.buttons["Acknowledge"].property("role") == "primary"
    assert "Withdraw" in [action.text() for action in page.bar.menu.actions()]


def test_acknowledging_says_the_next_date_and_can_be_undone(page: CaseScreen, window: MainWindow, qtbot: QtBot) -> None:
    """Enter saves; the message has the date of the response and an Undo."""
    form = begin(page, Verb.ACKNOWLEDGE)
    field = form.fields["on"].input
    assert isinstance(field, DateField)
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert page.verb_form is None
    assert "Next: stage 1 response, 30 Nov 2026" in window.shell.message.accessibleName()
    assert page.bar is not None
    assert "Acknowledge" not in page.bar.buttons
    assert window.session is not None
    window.session.undo()
    assert "Acknowledge" in page.bar.buttons


def test_what_is_wrong_stands_beside_its_field(page: CaseScreen) -> None:
    """A response before the complaint was opened; the keyboard goes there and nothing is saved."""
    form = begin(page, Verb.RESPOND)
    form.fields["on"].set_value("1 Nov 2026")
    form.save()
    assert "before it was opened on 16 November 2026" in form.fields["on"].problem
    assert page.verb_form is form
    assert page.file is not None
    assert page.file.investigations[0].responded_on is None


def test_a_response_with_its_outcome_ends_stage_1(page: CaseScreen) -> None:
    """And then learning is offered."""
    form = begin(page, Verb.RESPOND)
    form.fields["outcome"].set_value("Partially upheld")
    form.save()
    assert page.file is not None
    assert page.file.investigations[0].outcome is Outcome.PARTIALLY_UPHELD
    assert page.bar is not None
    assert "Add learning" in page.bar.buttons


def test_an_extension_shows_whether_it_would_count(page: CaseScreen, qtbot: QtBot) -> None:
    """Until the complainant was told, the new date is only expected."""
    form = begin(page, Verb.EXTEND)
    form.fields["to_on"].set_value("14 Dec")
    form.fields["reason"].set_value("A key worker is away.")
    qtbot.waitUntil(lambda: "is only expected: nobody is recorded as told of it." in _follows(form))
    form.fields["told_on"].set_value("today")
    qtbot.waitUntil(lambda: "due 14 Dec 2026 instead of 30 Nov 2026" in _follows(form))


def test_an_extension_says_up_to_when_it_counts(page: CaseScreen, qtbot: QtBot) -> None:
    """20 working days after 16 November; 2030 is taken, but not without saying what comes of it."""
    form = begin(page, Verb.EXTEND)
    field = form.fields["to_on"]
    assert field.hint == "At the latest Monday 14 December 2026"
    assert form.fields["told_on"].hint.startswith("On or before Monday 30 November 2026")
    assert isinstance(field.input, DateField)
    qtbot.keyClicks(field.input.edit, "31/12/2030")
    field.input.edit.editingFinished.emit()
    assert "no date after Monday 14 December 2026" in field.doubt
    assert not field.problem
    field.set_value("10 Dec 2026")
    field.input.edit.editingFinished.emit()
    assert not field.doubt


def test_a_date_before_the_case_came_is_said_on_leaving_the_field(page: CaseScreen, qtbot: QtBot) -> None:
    """Not only when it is saved."""
    form = begin(page, Verb.RESPOND)
    field = form.fields["on"]
    assert isinstance(field.input, DateField)
    field.set_value("1 Nov 2026")
    field.input.edit.editingFinished.emit()
    assert "before it was opened" in field.problem


def test_safeguarding_is_asked_on_the_page_as_it_is_at_logging(window: MainWindow, logged: Log) -> None:
    """The same words, Yes first; what to do and the referral come with the Yes."""
    window.open_case(logged(at_risk=None).case_id)
    page = window.page(CASE)
    assert isinstance(page, CaseScreen)
    form = begin(page, Verb.SAFEGUARD)
    asked = next(ask for section in LOG_FORMS[Kind.COMPLAINT] for ask in section.asks if ask.key == "at_risk")
    field = form.fields["at_risk"]
    assert isinstance(field.input, OneOf)
    assert (field.name, tuple(field.input.buttons)) == (asked.name, asked.items)
    assert not form.urgent.isVisibleTo(form)
    referral = [form.fields[key] for key in ("referred_to", "referred_by", "referred_on")]
    assert not any(each.isVisibleTo(form) for each in referral)
    field.set_value("Yes")
    assert "safeguarding duty desk" in form.urgent.accessibleName()
    assert form.urgent.isVisibleTo(form)
    assert all(each.isVisibleTo(form) for each in referral)
    form.fields["referred_to"].set_value("The duty desk")
    field.set_value("No")
    assert not form.urgent.isVisibleTo(form)
    form.save()
    assert page.file is not None
    assert page.file.case.at_risk is False
    assert page.file.case.referred_to == ""


def test_who_looks_into_it_is_not_to_be_chased_for_what_is_not_late(page: CaseScreen, today: date) -> None:
    """Two days after the response is due nobody is chased who answered in time. Once it is late, they are."""
    assert page.file is not None
    desk, file = page._session.desk, page.file
    [offer] = [offer for offer in page.offers if offer.verb is Verb.ASSIGN]
    before = desk.steps(page.case_id)
    tried = desk.trial(offer, file, {"investigator": "Gil Example", "on": "today"})
    assert not tried.problems
    assert "chase" in {step.key for step in tried.steps}
    assert "Chase" not in str(what_follows(page._session, before, tried.steps))
    later = Session(Desk(desk.store, lambda: today + timedelta(days=14)), JobRunner())
    assert "Chase the investigator" in str(what_follows(later, before, tried.steps))


def test_a_referral_is_read_in_its_parts(window: MainWindow, logged: Log) -> None:
    """To whom, when, by whom."""
    window.open_case(logged(at_risk=True, referred_to="Duty desk", referred_on="today", referred_by="Bo").case_id)
    page = window.page(CASE)
    assert "Duty desk, 24 Nov 2026, by Bo" in [made.text() for made in page.findChildren(QLabel)]


def test_re_opening_shows_the_dates_and_can_count_them_anew(page: CaseScreen, qtbot: QtBot) -> None:
    """As before, the response is overdue; from another day, with its reason, it is not."""
    assert page.file is not None
    form = begin(page, Verb.RESPOND)
    form.save()
    session = page._session
    session.desk = Desk(session.desk.store, lambda: date(2027, 1, 11))
    form = begin(page, Verb.REOPEN)
    assert form.fields["counted"].hint == "As before, the response was due on Monday 30 November 2026"
    qtbot.waitUntil(lambda: "due 30 Nov 2026, 27 working days overdue" in _follows(form))
    assert not form.fields["started_on"].isVisibleTo(form)
    form.fields["counted"].set_value("From another day")
    qtbot.waitUntil(lambda: "Stage 1 response: due 25 Jan 2027" in _follows(form))
    form.fields["reason"].set_value("New papers came.")
    form.save()
    assert "counted anew" in form.fields["started_reason"].problem
    form.fields["started_reason"].set_value("The complainant agreed.")
    form.save()
    assert page.file is not None
    assert page.file.investigations[0].started_on == date(2027, 1, 11)


def _follows(form: VerbForm) -> str:
    return " ".join(label.text() for label in form.findChildren(QLabel) if label.isVisibleTo(form))


def test_what_was_typed_outlives_leaving_the_page(page: CaseScreen, window: MainWindow, qtbot: QtBot) -> None:
    """It is a draft on Today, which leads back into the form."""
    form = begin(page, Verb.NOTE)
    form.fields["text"].set_value("Rang twice.")
    today = window.go(TODAY)
    assert isinstance(today, TodayScreen)
    assert today.drafts.isVisibleTo(today)
    assert window.session is not None
    [draft] = window.session.drafts_of_cases()
    today.draft_asked.emit(draft.key)
    assert page.verb_form is not None
    assert page.verb_form.fields["text"].value() == "Rang twice."
    page.verb_form.save()
    assert window.session.every_draft() == []


def test_an_answer_closes_the_case_and_that_is_said(page: CaseScreen, window: MainWindow) -> None:
    """Nobody has to close it; what was left open of telling is said; the head says what may come still."""
    form = begin(page, Verb.RESPOND)
    form.fields["on"].set_value("today")
    form.fields["outcome"].set_value("Upheld")
    form.save()
    said = window.shell.message.accessibleName()
    assert "the response is recorded. It was answered, and so it is closed." in said
    assert "Complainant may ask for stage 2 until Tuesday 22 December 2026." in said
    assert "When they were told how to go on from here is not recorded" in said
    assert page.head is not None
    assert any(
        made.text().startswith("Nothing is due. It was answered, and so it is closed. Complainant may ask for stage 2")
        for made in page.head.findChildren(QLabel)
    )


def test_a_second_space_after_saving_begins_nothing(page: CaseScreen, qtbot: QtBot) -> None:
    """The keyboard is beside what can be done next: Tab comes to the first of it."""
    form = begin(page, Verb.ACKNOWLEDGE)
    form.save()
    assert page.bar is not None
    qtbot.waitUntil(lambda: page.window().focusWidget() is page.bar)
    focused = page.bar
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        qtbot.keyClick(focused, key)
    assert page.verb_form is None
    qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert page.window().focusWidget() is next(iter(page.bar.buttons.values()))


@pytest.mark.parametrize(
    ("day", "doubt"),
    [
        ("13/12/2026", "Sunday 13 December 2026 is not a working day."),
        ("20/11/2026", "Friday 20 November 2026 has passed."),
        ("22/11/2026", "Sunday 22 November 2026 has passed and is not a working day."),
        ("14/12/2026", ""),
    ],
)
def test_an_extension_to_a_day_that_passed_or_a_sunday_is_remarked_on(page: CaseScreen, day: str, doubt: str) -> None:
    """It may be meant, as of a case that is entered late: it is kept."""
    field = begin(page, Verb.EXTEND).fields["to_on"]
    assert isinstance(field.input, DateField)
    field.set_value(day)
    field.input.edit.editingFinished.emit()
    assert field.doubt == doubt


def test_after_saving_the_keyboard_is_shown_above_the_first_button_only(page: CaseScreen, qtbot: QtBot) -> None:
    """A frame round all the buttons ran behind their corners and looked like one thing to press."""
    begin(page, Verb.ACKNOWLEDGE).save()
    bar = page.bar
    assert bar is not None
    qtbot.waitUntil(lambda: page.window().focusWidget() is bar)
    first = next(iter(bar.buttons.values()))
    lit = bar.mark().center()
    assert bar.grab().toImage().pixelColor(lit * bar.devicePixelRatioF()) == theme.colour("primary")
    assert not any(made.geometry().intersects(bar.mark()) for made in bar.buttons.values())
    assert bar.mark().width() == first.width()


def test_a_form_higher_than_the_window_shows_its_heading_and_first_question(
    page: CaseScreen, window: MainWindow, qtbot: QtBot
) -> None:
    """In a low window, with a message above the page, the date stood in a box without a name."""
    window.resize(1024, 480)
    window.shell.say("info", "What you typed is kept as a draft.")
    form = begin(page, Verb.RESPOND)
    view = page.reading.viewport()
    qtbot.waitUntil(lambda: form.height() > view.height() and page.reading.verticalScrollBar().value() > 0)
    qtbot.wait(50)
    heading = form.findChildren(QLabel)[0]
    assert heading.text() == "Record the response"
    assert heading.mapTo(view, heading.rect().topLeft()).y() >= 0


def test_escape_keeps_what_was_typed_and_says_so(page: CaseScreen, window: MainWindow, qtbot: QtBot) -> None:
    """The focus goes back to the button that opened the form; opened again, the words are there."""
    form = begin(page, Verb.NOTE)
    form.fields["text"].set_value("Rang twice.")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert page.verb_form is None
    assert "is kept as a draft" in window.shell.message.accessibleName()
    assert page.bar is not None
    assert page.bar.buttons.get(str(Verb.NOTE), page.bar.buttons["More"]).hasFocus()
    assert begin(page, Verb.NOTE).fields["text"].value() == "Rang twice."


def test_a_draft_of_a_step_says_which_day_was_meant(page: CaseScreen, window: MainWindow) -> None:
    """Taken up another day, "today" is still the day it was typed."""
    form = begin(page, Verb.ASSIGN)
    form.fields["investigator"].set_value("Gil Example")
    form.fields["on"].set_value("today")
    form.keep()
    assert window.session is not None
    [draft] = window.session.every_draft()
    assert draft.data["answers"]["on"] == "24 November 2026"


def test_cancel_keeps_nothing(page: CaseScreen, window: MainWindow) -> None:
    """Not even what was kept while it was typed."""
    form = begin(page, Verb.NOTE)
    form.fields["text"].set_value("Rang twice.")
    form.keep()
    form.cancel.click()
    assert page.verb_form is None
    assert window.session is not None
    assert window.session.every_draft() == []
    assert page.case_id  # still on the case


def test_a_case_changed_meanwhile_is_read_again_with_what_was_typed(
    page: CaseScreen, window: MainWindow, today: date
) -> None:
    """Somebody assigned it while the form was open."""
    form = begin(page, Verb.ASSIGN)
    form.fields["investigator"].set_value("Gil Example")
    assert window.session is not None
    desk = Desk(window.session.desk.store, lambda: today)
    file = desk.case_file(page.case_id)
    [offer] = [offer for offer in desk.offers(file) if offer.verb is Verb.EXTEND]
    item = file.investigations[0]
    desk.correct(item, delay_reason="Complexity")
    form.save()
    assert "meanwhile" in form.summary.accessibleName()
    page._read_again()
    assert page.verb_form is not None
    assert page.verb_form.fields["investigator"].value() == "Gil Example"
    page.verb_form.save()
    assert desk.case_file(page.case_id).investigations[0].investigator == "Gil Example"
    assert offer.verb is Verb.EXTEND


def test_with_two_teams_the_buttons_say_whose(page: CaseScreen, window: MainWindow) -> None:
    """ "Assign: Adoption, stage 1"."""
    from dataclasses import replace

    assert page.file is not None
    assert window.session is not None
    with window.session.desk.store.change("add a team") as change:
        change.put(None, replace(page.file.investigations[0], id=0, version=0, team="Adoption"))
    page.show_case(page.case_id)
    assert page.bar is not None
    texts = [*page.bar.buttons, *(action.text() for action in page.bar.menu.actions())]
    assert "Acknowledge" in texts
    assert "Record the response: Adoption, stage 1" in texts


def test_a_person_can_join_a_case(page: CaseScreen) -> None:
    """An advocate; the same name twice in one role is refused."""
    form = begin(page, Verb.PERSON)
    form.fields["role"].set_value("Advocate")
    form.fields["name"].set_value("Ivy Example")
    form.save()
    assert page.file is not None
    assert "Ivy Example" in {person.name for person in page.file.people}
    form = begin(page, Verb.PERSON)
    form.fields["role"].set_value("Advocate")
    form.fields["name"].set_value("ivy example")
    form.save()
    assert "already" in form.fields["name"].problem


def test_a_name_like_that_of_somebody_who_cannot_take_part_is_asked(page: CaseScreen) -> None:
    """The question is there once it is raised, goes when the name is another, and a draft has its answer."""
    form = begin(page, Verb.ASSIGN)
    question = form.fields[SAME_PERSON]
    assert question.isHidden()
    form.fields["investigator"].set_value("A. Example")
    form.save()
    assert not question.isHidden()
    assert question.hint == "Is A. Example the same person as Ada Example, of the complaint?"
    assert "same person" in question.problem
    form.fields["investigator"].set_value("Gil Example")
    form._rest()
    assert question.isHidden()
    form.fields["investigator"].set_value("Ada Exampel")
    form._rest()
    question.set_value("A different person")
    form.keep()
    form.put_by()
    form = begin(page, Verb.ASSIGN)
    form._rest()
    assert form.answers()[SAME_PERSON] == "A different person"
    form.fields["investigator"].set_value("Gil Example")
    form._rest()
    form.fields["investigator"].set_value("A Example")
    form._rest()
    assert form.answers()[SAME_PERSON] == ""  # it was an answer about another name
    form.fields[SAME_PERSON].set_value("A different person")
    form.save()
    assert page.file is not None
    assert page.file.investigations[0].investigator == "A Example"
    assert "A Example is a different person from Ada Example" in page.file.notes[-1].text


def test_an_advocate_and_who_it_is_are_recorded_in_one_form(page: CaseScreen) -> None:
    """The form asks who it is once; afterwards it says so."""
    form = begin(page, Verb.ADVOCATE)
    form.fields["name"].set_value("Ivy Example")
    form.fields["offered_on"].set_value("today")
    form.save()
    assert page.file is not None
    advocate = page.file.person(Role.ADVOCATE)
    assert advocate is not None
    assert advocate.name == "Ivy Example"
    assert page.file.case.advocate_offered_on is not None
    form = begin(page, Verb.ADVOCATE)
    assert "name" not in form.fields
    assert "The advocate is Ivy Example." in [made.text() for made in form.findChildren(QLabel)]


def test_who_is_known_already_joins_a_case_with_the_record_they_have(
    page: CaseScreen, window: MainWindow, logged: Callable[..., Logged]
) -> None:
    """Siân of another case is offered for Sian, with the reason; linked only by a press, also after a draft."""
    logged(complainant={"name": "Siân Example", "email": "sian@example.org"})
    form = begin(page, Verb.PERSON)
    form.fields["role"].set_value("Advocate")
    form.fields["name"].set_value("Sian Example")
    form.fields["telephone"].set_value("01234 567890")
    assert form.lookup is not None
    form.lookup.look_up()
    assert "person_id" not in form.answers()
    offer = form.lookup.offers[0]
    assert offer.text() == "Yes: Siân Example"
    assert offer.accessibleDescription().startswith("Same name, written differently · Complainant on CF/2026-27/0002")
    offer.click()
    form.keep()
    form = begin(page, Verb.PERSON)
    assert form.lookup is not None
    assert form.lookup.person_id
    form.save()
    assert page.file is not None
    assert window.session is not None
    store = window.session.desk.store
    [sian] = [person for person in store.all(Person) if person.name == "Siân Example"]
    assert page.file.person(Role.ADVOCATE) == sian
    assert (sian.email, sian.telephone) == ("sian@example.org", "01234 567890")
    window.session.undo()
    [sian] = [person for person in store.all(Person) if person.name == "Siân Example"]
    assert sian.telephone == ""


def test_the_menu_offers_what_the_page_offers(page: CaseScreen, window: MainWindow) -> None:
    """And nothing of a case elsewhere."""
    shown = {verb for verb, action in window.case_menu.actions.items() if action.isVisible()}
    assert shown == {offer.verb for offer in page.offers}
    window.go(TODAY)
    assert not any(action.isEnabled() for action in window.case_menu.actions.values())


def test_ctrl_k_goes_to_a_case(page: CaseScreen, window: MainWindow, qapp: QApplication, qtbot: QtBot) -> None:
    """Type a name, press Enter."""
    window.go(TODAY)
    window.show_palette()
    palette = qapp.activePopupWidget()
    assert palette is not None
    line = palette.line  # type: ignore[attr-defined]
    qtbot.keyClicks(line, "ada ex")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert window.current() == CASE


def test_a_number_in_ctrl_k_means_a_case(
    page: CaseScreen, window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    """Enter opens it: an Undo that the menu named with that reference is not in its way."""
    assert page.file is not None
    reference = page.file.case.reference
    window.go(TODAY)
    window._name_undo()
    assert reference in window.undo_action.text()
    window.show_palette()
    palette = qapp.activePopupWidget()
    assert isinstance(palette, Palette)
    assert "Undo" in [hit.text for hit in palette._all]
    qtbot.keyClicks(palette.line, reference[-4:])
    assert palette._shown[0].text.startswith(reference)
    assert not any(reference in hit.text for hit in palette._shown[1:])
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert window.current() == CASE
    assert page.case_id


def test_ctrl_k_does_what_a_menu_does(window: MainWindow, qapp: QApplication, qtbot: QtBot) -> None:
    """The arrow keys choose; what finds nothing says so."""
    window.show_palette()
    palette = qapp.activePopupWidget()
    assert palette is not None
    line = palette.line  # type: ignore[attr-defined]
    qtbot.keyClicks(line, "history")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert window.current() == "history"
    window.show_palette()
    palette = qapp.activePopupWidget()
    assert palette is not None
    qtbot.keyClicks(palette.line, "zzzz")  # type: ignore[attr-defined]
    assert palette.nothing.isVisible()  # type: ignore[attr-defined]
    assert "pages of the help" in palette.nothing.text()  # type: ignore[attr-defined]
    palette.close()


@pytest.mark.parametrize(
    ("typed", "topic", "heading"),
    [
        ("extend", "case", "Extend"),
        ("opening a store", "unlock", ""),
        ("sharepoint", "questions", "Can the store be on a network drive, in OneDrive or SharePoint?"),
    ],
)
def test_ctrl_k_finds_the_guide(
    window: MainWindow, qapp: QApplication, qtbot: QtBot, typed: str, topic: str, heading: str
) -> None:
    """Pages by title, parts by heading, and pages that have the words in their text."""
    window.show_palette()
    palette = qapp.activePopupWidget()
    assert isinstance(palette, Palette)
    qtbot.keyClicks(palette.line, typed)
    found = [hit for hit in palette._shown if hit.beside.startswith("Help")]
    assert found
    palette.close()
    found[0].call()
    guide = window.page(HELP)
    assert isinstance(guide, HelpScreen)
    assert guide.isVisible()
    assert guide.key == topic
    assert guide.reader.textCursor().block().text() == (heading or topics.topics()[topic].title)


def test_ctrl_k_does_on_a_case_what_its_buttons_do(
    page: CaseScreen, window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    """Extend, on the case in sight; before everything else that has the word."""
    window.show_palette()
    palette = qapp.activePopupWidget()
    assert isinstance(palette, Palette)
    qtbot.keyClicks(palette.line, "exten")
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert page.verb_form is not None
    assert page.verb_form.offer.verb is Verb.EXTEND


def test_the_head_names_what_only_the_office_waits_for_when_nothing_else_is_due(page: CaseScreen) -> None:
    """Answered and upheld: the learning form. It does not say that nothing is due beside a date that is."""
    begin(page, Verb.ASSIGN).fields["investigator"].set_value("Gil Example")
    assert page.verb_form is not None
    page.verb_form.save()
    form = begin(page, Verb.RESPOND)
    form.fields["outcome"].set_value("Upheld")
    form.save()
    assert page.head is not None
    assert "Learning form" in " ".join(label.text() for label in page.head.findChildren(QLabel))


def test_forms_of_one_of_two_fill_in_nothing_that_decides(page: CaseScreen) -> None:
    """A later date alone leaves the Ombudsman's request unanswered; both at once are refused beside the field."""
    form = begin(page, Verb.MATTER)
    form.fields["kind"].set_value("Enquiry")
    form.save()
    form = begin(page, Verb.ANSWER_REQUEST)
    assert (form.fields["sent_on"].value(), form.fields["extended_to"].value()) == ("", "")
    form.fields["extended_to"].set_value("1 Mar 2027")
    form.fields["sent_on"].set_value("today")
    form.save()
    assert "one of the two" in form.fields["extended_to"].problem
    form.fields["sent_on"].set_value("")
    form.save()
    assert page.file is not None
    assert (page.file.requests[0].sent_on, page.file.requests[0].extended_to) == (None, date(2027, 3, 1))
    form = begin(page, Verb.PAUSE)
    form.fields["reason"].set_value("Before a court.")
    form.save()
    form = begin(page, Verb.RESUME)
    assert (form.fields["resumed_on"].value(), form.fields["resubmit_by"].value()) == ("", "")


def test_a_refusal_nobody_was_told_of_asks_for_both_days(page: CaseScreen) -> None:
    """Told first, the form then asks for the Ombudsman's details alone."""
    form = begin(page, Verb.REFUSE)
    for key, value in {"kind": "No consent", "reason": "The child said no.", "on": "today"}.items():
        form.fields[key].set_value(value)
    form.save()
    assert page.bar is not None
    assert "Record that they were told" in page.bar.buttons
    form = begin(page, Verb.TELL)
    assert set(form.fields) == {"which", "told_on", "ombudsman_details_on"}
    form.save()
    assert set(begin(page, Verb.TELL).fields) == {"which", "ombudsman_details_on"}


def test_what_they_have_still_to_be_told_leads_where_it_is_due_first(page: CaseScreen, window: MainWindow) -> None:
    """A part was refused before the acknowledgement was due, and nobody was told: that leads."""
    form = begin(page, Verb.ASSIGN)
    form.fields["investigator"].set_value("Gil Example")
    form.save()
    form = begin(page, Verb.REFUSE)
    for key, value in {"kind": "No consent", "reason": "No.", "part": "The bus pass", "on": "18 Nov 2026"}.items():
        form.fields[key].set_value(value)
    form.save()
    assert "18 Nov 2026" in window.shell.message.accessibleName()
    assert page.head is not None
    [said] = [text for made in page.head.findChildren(QLabel) if "overdue" in (text := made.text())]
    assert "Wednesday 18 November 2026, 4 working days overdue" in said
    assert "Stage 1" not in said


def test_a_further_payment_does_not_take_the_place_of_the_first_unnoticed(page: CaseScreen) -> None:
    """A stage has one sum: the form says which is recorded, and what becomes of it."""
    form = begin(page, Verb.RESPOND)
    form.fields["outcome"].set_value("Upheld")
    form.save()
    form = begin(page, Verb.PAY)
    assert not any("takes its place" in made.text() for made in form.findChildren(QLabel))
    for key, value in {"amount": "250", "reason": "Distress", "paid_on": "20 Nov 2026"}.items():
        form.fields[key].set_value(value)
    form.save()
    said = [made.text() for made in begin(page, Verb.PAY).findChildren(QLabel)]
    assert any("£250.00 is recorded already, paid on 20 Nov 2026" in text for text in said)


def test_a_part_that_is_paused_is_said_after_the_rest_was_answered(page: CaseScreen) -> None:
    """At the head of the case, beside its stage, and it can be ended."""
    form = begin(page, Verb.PAUSE)
    assert form.fields["told_on"].hint == "Left open, Today reminds of it"
    for key, value in {"reason": "Before a court.", "part": "Contact", "told_on": "today"}.items():
        form.fields[key].set_value(value)
    form.save()
    form = begin(page, Verb.RESPOND)
    form.fields["outcome"].set_value("Upheld")
    form.save()
    assert page.verb_form is None
    shown = " ".join(label.text() for label in page.findChildren(QLabel))
    assert "A part is paused. The rest was answered." in shown
    assert "Paused in part (Contact) from" in shown
    begin(page, Verb.RESUME)
