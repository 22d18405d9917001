"""A correction that is only half typed is kept as a draft, as every other form of a case is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk_app import draft_keys, roles
from desk_app.desk import Desk, Logged, erase
from desk_app.draft_keys import OfCorrection, OfVerb
from desk_app.offers import Offer, Verb
from desk_app.records import Case, Person
from desk_app.store import Draft, Store
from tests.conftest import PASSPHRASE
from tests.ui.test_ombudsman_page import begun
from tests.ui.test_today import today_of
from ui.cases.case_screen import CaseScreen
from ui.cases.correct_form import CorrectForm
from ui.main_window import MainWindow

Log = Callable[..., Logged]


def screen(window: MainWindow) -> CaseScreen:
    page = window.page("case")
    assert isinstance(page, CaseScreen)
    return page


def form_of(window: MainWindow, case_id: int, record: Case | Person | None = None) -> CorrectForm:
    window.open_case(case_id)
    page = screen(window)
    if record is None:
        page.correct()
    else:
        assert page.correct_one(record.table, record.id)
    assert page.form is not None
    return page.form


def drafts(window: MainWindow) -> list[Draft]:
    assert window.session is not None
    return window.session.drafts_of_cases()


def test_a_key_says_of_which_form_a_draft_is() -> None:
    """Made and read in one place."""
    for of in (OfVerb(12, "NOTE"), OfVerb(0, "MATTER"), OfVerb(12, "TOLD_STAGE_2", 34), OfCorrection(12, "pause", 5)):
        assert draft_keys.read(of.key) == of
        assert draft_keys.case_of(of.key) == of.case_id
    assert draft_keys.read("new-2") is None
    assert draft_keys.case_of("report-example-3") is None


def test_what_was_typed_is_on_today_and_opens_again(window: MainWindow, logged: Log) -> None:
    """Only what differs from the record; the list says what is corrected of which case, and nobody's name."""
    done = logged()
    form = form_of(window, done.case_id)
    form.fields["summary"].set_value("Allowance late again")
    form.fields["advocate_offered_on"].set_value("yesterday")
    window.go("today")
    [draft] = drafts(window)
    assert draft.key == f"case-{done.case_id}-CORRECT-feedback_case-{done.case_id}"
    assert draft.data["answers"] == {"summary": "Allowance late again", "advocate_offered_on": "23 November 2026"}
    listed = [b.text() for b in today_of(window).drafts.findChildren(QPushButton)]
    assert f"Correct this complaint, {done.reference}" in listed
    window.open_case(logged().case_id)
    window.open_draft(draft.key)
    taken_up = screen(window).form
    assert taken_up is not None
    assert window.current() == "case"
    assert taken_up.fields["summary"].value() == "Allowance late again"
    assert taken_up.fields["advocate_offered_on"].value() == "23 November 2026"
    assert not taken_up.summary.isVisible()  # nothing changed meanwhile


def test_it_is_kept_while_it_is_typed(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """The process may be killed at any moment; put back as it was there is nothing to keep."""
    form = form_of(window, logged().case_id)
    before = form.fields["summary"].value()
    form.fields["summary"].set_value("Allowance late again")
    qtbot.waitUntil(lambda: len(drafts(window)) == 1)
    form.fields["summary"].set_value(before)
    qtbot.waitUntil(lambda: not drafts(window))


def test_locking_keeps_it(window: MainWindow, logged: Log) -> None:
    """It is there after unlocking."""
    done = logged()
    assert window.session is not None
    path = window.session.desk.store.path
    form_of(window, done.case_id).fields["summary"].set_value("Allowance late again")
    window.lock()
    from desk_app.store import opening

    with opening.open_store(path, PASSPHRASE) as store:
        [draft] = store.drafts()
    assert draft.data["answers"] == {"summary": "Allowance late again"}


def test_escape_keeps_it_and_says_so_and_cancel_throws_it_away(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """As on every form of a case."""
    done = logged()
    form_of(window, done.case_id).fields["summary"].set_value("Mine")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert screen(window).form is None
    assert "kept as a draft" in window.shell.message.accessibleName()
    form = form_of(window, done.case_id)
    assert form.fields["summary"].value() == "Mine"
    form.cancel.click()
    assert not drafts(window)
    qtbot.wait(500)  # no timer keeps it again
    assert not drafts(window)


@pytest.mark.parametrize("typed", ["Mine", "Allowance paid late"])
def test_saving_lets_it_go(window: MainWindow, logged: Log, typed: str) -> None:
    """Also where nothing differs any more."""
    done = logged()
    form_of(window, done.case_id).fields["summary"].set_value("Half of it")
    window.go("today")
    form = form_of(window, done.case_id)
    form.fields["summary"].set_value(typed)
    form.save()
    assert screen(window).form is None
    assert not drafts(window)
    assert window.session is not None
    assert window.session.desk.case_file(done.case_id).case.summary == typed


def test_of_a_record_that_changed_meanwhile_what_was_typed_is_kept_and_that_is_said(
    window: MainWindow, store: Store, logged: Log, today: date
) -> None:
    """Until something is typed; the other fields show what is recorded now, and saving saves what was typed alone."""
    done = logged()
    form_of(window, done.case_id).fields["summary"].set_value("Mine")
    window.go("today")
    desk = Desk(store, lambda: today)
    desk.correct(desk.case_file(done.case_id).case, summary="Somebody else’s", team="Adoption")
    [draft] = drafts(window)
    for _ in range(2):  # left without a key, it is said again
        window.open_draft(draft.key)
        form = screen(window).form
        assert form is not None
        assert form.summary.isVisible()
        assert "changed since you typed" in form.summary.accessibleName()
        assert "recorded now is “Somebody else’s”" in form.summary.accessibleName()
        assert (form.fields["summary"].value(), form.fields["team"].value()) == ("Mine", "Adoption")
        window.go("today")
    window.open_draft(draft.key)
    form = screen(window).form
    assert form is not None
    form.save()
    case = desk.case_file(done.case_id).case
    assert (case.summary, case.team) == ("Mine", "Adoption")


def test_reading_the_case_again_keeps_what_was_typed(
    window: MainWindow, store: Store, logged: Log, today: date
) -> None:
    """Somebody else saved while the form stood open."""
    done = logged()
    form = form_of(window, done.case_id)
    form.fields["summary"].set_value("Mine")
    desk = Desk(store, lambda: today)
    desk.correct(desk.case_file(done.case_id).case, team="Adoption")
    form.save()
    again = next(b for b in form.summary.findChildren(QPushButton))
    assert "is kept" in again.text()
    again.click()
    read = screen(window).form
    assert read is not None
    assert (read.fields["summary"].value(), read.fields["team"].value()) == ("Mine", "Adoption")


def test_a_date_that_is_a_managers_to_correct_stays_in_the_draft(window: MainWindow, store: Store, logged: Log) -> None:
    """An officer takes it up and types something else: the manager's date is not lost, and not filled in."""
    done = logged(received_on="16 Nov 2026")
    form_of(window, done.case_id).fields["received_on"].set_value("17 Nov 2026")
    window.go("today")
    [draft] = drafts(window)
    assert window.session is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(window.session, "may", lambda task: task is not roles.Task.CORRECT_DATES)
        window.open_draft(draft.key)
        form = screen(window).form
        assert form is not None
        assert form.fields["received_on"].value() == "16 Nov 2026"
        form.fields["summary"].set_value("Mine")
        window.go("today")
    [draft] = drafts(window)
    assert draft.data["answers"] == {"received_on": "17 Nov 2026", "summary": "Mine"}


def test_a_draft_of_what_is_gone_can_be_thrown_away(window: MainWindow, store: Store, logged: Log, today: date) -> None:
    """A note whose recording was undone, then a case that was: it is said, and nothing is thrown away unasked."""
    desk = Desk(store, lambda: today)
    done = logged()
    note = {"text": "They rang.", "on": "today"}
    assert desk.do(Offer(Verb.NOTE), desk.case_file(done.case_id), note).change
    [written] = desk.case_file(done.case_id).notes
    window.open_case(done.case_id)
    assert screen(window).correct_one(written.table, written.id)
    form = screen(window).form
    assert form is not None
    form.fields["text"].set_value("They rang twice.")
    window.go("today")
    assert window.session is not None
    window.session.undo()
    [draft] = drafts(window)
    window.open_draft(draft.key)
    assert window.current() == "case"
    assert screen(window).form is None
    assert "not there any more" in window.shell.message.accessibleName()
    window.session.undo()  # the logging
    window.go("today")
    window.open_draft(draft.key)
    [*_, throw] = [b for b in window.shell.message.findChildren(QPushButton) if b.text() == "Throw the draft away"]
    assert drafts(window)
    throw.click()
    assert not drafts(window)


def test_a_matter_of_the_ombudsman_too(window: MainWindow) -> None:
    """One that is of none of our cases."""
    page = begun(window)
    assert page.file is not None
    matter = page.file.matters[0]
    assert page.correct_one(matter.table, matter.id)
    assert page.correct_form is not None
    page.correct_form.fields["about"].set_value("Respite at Sample House")
    window.go("today")
    [draft] = drafts(window)
    assert draft.kind == "Correct the Ombudsman’s matter, Ombudsman 25 005 179"
    window.open_draft(draft.key)
    assert window.current() == "ombudsman"
    assert page.correct_form is not None
    assert page.correct_form.fields["about"].value() == "Respite at Sample House"


def test_erasing_somebody_takes_it_away_for_good(window: MainWindow, store: Store, logged: Log, today: date) -> None:
    """Of their case and of themselves; a form that still stands open does not bring it back."""
    done = logged()
    desk = Desk(store, lambda: today)
    file = desk.case_file(done.case_id)
    person = next(each for each in file.people if each.name == "Ada Example")
    form_of(window, done.case_id, person).fields["telephone"].set_value("01234 000000")
    window.go("today")
    form_of(window, done.case_id).fields["summary"].set_value("Half of it")
    window.go("today")
    assert len(drafts(window)) == 2
    assert desk.do(_withdraw(desk, done.case_id), desk.case_file(done.case_id), WITHDRAWN).change
    assert window.session is not None
    plan = erase.plan_for_person(store, person.id)
    assert not plan.refusals
    done_now = erase.erase(store, plan, today, "Alex Example", erase.Why.REQUEST)
    assert not drafts(window)
    window.session.keeper.erased(done_now)
    window.lock()
    from desk_app.store import opening

    with opening.open_store(store.path, PASSPHRASE) as again:
        assert not again.drafts()


WITHDRAWN = {"on": "today", "confirmed_on": "today"}


def _withdraw(desk: Desk, case_id: int) -> Offer:
    return next(offer for offer in desk.offers(desk.case_file(case_id)) if offer.verb is Verb.WITHDRAW)
