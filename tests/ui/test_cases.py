"""The list of cases and a case in full."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk import Desk, Logged
from desk_app.desk.decide import Asked
from desk_app.offers import Verb
from ui.cases import CasesScreen
from ui.cases.case_screen import CaseScreen
from ui.cases.columns import SUMMARY
from ui.cases.folding import Folding
from ui.main_window import MainWindow
from ui.pages import CASES

Log = Callable[..., Logged]


def _list(window: MainWindow) -> CasesScreen:
    page = window.go(CASES)
    assert isinstance(page, CasesScreen)
    page.reload()
    return page


def _case(window: MainWindow) -> CaseScreen:
    page = window.page("case")
    assert isinstance(page, CaseScreen)
    return page


def _summary(page: CasesScreen, row: int) -> str:
    return str(page.model.index(row, SUMMARY).data())


def _texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_an_empty_store_says_what_to_do(window: MainWindow) -> None:
    """No bare table: the first complaint can be logged from here."""
    page = _list(window)
    assert page.empty.isVisible()
    assert "No cases yet" in _texts(page.empty)


def test_a_relationship_that_is_other_says_other_than_what(window: MainWindow, logged: Log) -> None:
    """On an enquiry: "Asked, other" was read as another who asked."""
    done = logged(
        kind="Enquiry", complainant={"name": "Ada Example", "relationship": "Other"}, at_risk=None, route=None
    )
    window.open_case(done.case_id)
    assert "Made the enquiry, other relationship to the child" in _texts(_case(window))
    page = _list(window)
    page.table.selectRow(0)
    assert "Ada Example, made the enquiry, other relationship to the child" in _texts(page)


def test_search_follows_typing(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """Words of the summary, a name, a number; the count says how many."""
    logged()
    logged(summary="Taxi did not come", complainant={"name": "Bea Example"}, words="The taxi never came.")
    page = _list(window)
    assert page.model.rowCount() == 2
    qtbot.keyClicks(page.search, "bea")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1)
    assert page.heading.beneath.text() == "1 case"
    page.search.setText("zebra")
    page.reload()
    assert "No case matches" in _texts(page.empty)
    page.clear_filters()
    assert page.model.rowCount() == 2


def test_filters_and_sorting_are_the_stores(window: MainWindow, logged: Log) -> None:
    """Only compliments; sorted by a column, both ways."""
    logged(summary="B")
    logged(summary="A")
    logged(kind="Compliment", summary="C", child=None, at_risk=None, route=None)
    page = _list(window)
    page.filters.kind.choose("Compliment")
    assert [_summary(page, 0), page.model.rowCount()] == ["C", 1]
    page.filters.kind.choose("")
    header = page.table.horizontalHeader()
    for order, first in ((Qt.SortOrder.AscendingOrder, "A"), (Qt.SortOrder.DescendingOrder, "C")):
        header.setSortIndicator(2, order)
        assert _summary(page, 0) == first


def test_overdue_is_only_what_is_overdue(window: MainWindow, logged: Log) -> None:
    """Received three weeks ago and not acknowledged."""
    logged(received_on="2 Nov 2026", summary="Old")
    logged(received_on="24 Nov 2026", summary="New")
    page = _list(window)
    page.show_overdue()
    assert [_summary(page, n) for n in range(page.model.rowCount())] == ["Old"]


def test_the_list_is_worked_by_keyboard_alone(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """Ctrl+F, Down into the list, Enter opens, Escape comes back to the same case."""
    logged(summary="First")
    done = logged(summary="Second")
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    page = window.page(CASES)
    assert isinstance(page, CasesScreen)
    assert window.focusWidget() is page.search
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    assert window.focusWidget() is page.table
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    case = _case(window)
    assert window.current() == "case"
    assert case.case_id == done.case_id  # 60 bits went through the signals unharmed
    assert case.case_id > 2**32
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    assert window.current() == CASES
    assert page.model.id_at(page.table.currentIndex().row()) == done.case_id


def test_enter_in_the_search_line_opens_the_first_case(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """Type a reference, press Enter."""
    done = logged()
    logged(summary="Another")
    page = _list(window)
    qtbot.keyClicks(page.search, done.reference)
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert _case(window).case_id == done.case_id


def test_a_case_is_read_in_full(window: MainWindow, logged: Log) -> None:
    """Head, next date in words, dates with how they were counted, people, words, history."""
    done = logged()
    window.open_case(done.case_id)
    said = _texts(_case(window))
    for text in (
        done.reference,
        "Allowance paid late",
        "Acknowledge: Thursday 19 November 2026, 3 working days overdue",
        "Due 30 Nov 2026",
        "10 working days after receipt on 16 November 2026.",
        "Ada Example",
        "Complainant, foster carer",
        "The allowance has been late three months running.",
        "Log complaint",
    ):
        assert text in said, text


def test_a_long_log_is_made_as_far_as_it_is_in_sight(window: MainWindow, logged: Log, today: date) -> None:
    """The latest first; the others when they are asked for."""
    assert window.session is not None
    desk, case_id = window.session.desk, logged().case_id
    for n in range(60):
        file = desk.case_file(case_id)
        offer = next(offer for offer in desk.offers(file) if offer.verb is Verb.NOTE)
        assert desk.do(offer, file, {"text": f"Note number {n}."}).change
    window.open_case(case_id)
    page = _case(window)
    assert "Note number 59." in _texts(page)
    assert "Note number 20." not in _texts(page)
    more = next(each for each in page.findChildren(Folding) if each.more.isVisible())
    assert more.more.text() == "Show 40 more of 60 contacts and notes"
    more.more.click()
    more.more.click()
    assert more.more.isHidden()
    QApplication.processEvents()
    assert "Note number 0." in _texts(page)


def test_a_complaint_of_what_is_over_a_year_ago_asks_for_the_decision(window: MainWindow, logged: Log) -> None:
    """In its head, until the decision is recorded."""
    window.open_case(logged(events_on="1 Jan 2023").case_id)
    page = _case(window)
    assert page.head is not None
    assert "over a year after it happened" in page.head.alarm.accessibleName()
    assert page.begin_verb(Verb.DECIDE)
    assert page.verb_form is not None
    page.verb_form.give({"what": Asked.OVER_A_YEAR_ACCEPTED, "reason": "He was too young to ask.", "on": "today"})
    page.verb_form.save()
    assert page.head.alarm.isHidden()


def test_a_correction_shows_before_and_after_in_the_history(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """And Undo puts it back."""
    done = logged()
    window.open_case(done.case_id)
    case = _case(window)
    case.correct()
    assert case.form is not None
    case.form.fields["summary"].set_value("Allowance late again")
    case.form.save()
    assert case.form is None
    assert "Allowance late again" in _texts(case)
    for link in [b for b in case.findChildren(QPushButton) if b.accessibleName().startswith("What changed")]:
        link.click()
    qtbot.waitUntil(lambda: "Case, summary: Allowance paid late → Allowance late again" in _texts(case))
    assert window.shell.message.isVisible()
    assert case.head is not None
    assert case.head.undo.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Allowance paid late" in _texts(case.head)
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert "Allowance late again" in _texts(case.head)


def test_a_stale_correction_saves_nothing_and_says_so(window: MainWindow, logged: Log, today: date) -> None:
    """Somebody else saved meanwhile: read again, nothing is overwritten."""
    done = logged()
    window.open_case(done.case_id)
    case = _case(window)
    case.correct()
    assert case.form is not None
    assert window.session is not None
    desk = Desk(window.session.desk.store, lambda: today)
    desk.correct(desk.case_file(done.case_id).case, team="Adoption")
    case.form.fields["summary"].set_value("Mine")
    case.form.save()
    assert case.form is not None
    assert "meanwhile" in _texts(case.form.summary)
    assert desk.case_file(done.case_id).case.summary == "Allowance paid late"
    again = next(b for b in case.form.summary.findChildren(QPushButton))
    again.click()
    assert case.form.fields["team"].value() == "Adoption"


def test_a_correction_in_the_future_is_said_beside_its_field(window: MainWindow, logged: Log) -> None:
    """Nothing is saved."""
    done = logged()
    window.open_case(done.case_id)
    case = _case(window)
    case.correct()
    assert case.form is not None
    case.form.fields["received_on"].set_value("1/1/2030")
    case.form.fields["words"].set_value("")
    case.form.save()
    assert "future" in case.form.fields["received_on"].problem
    assert case.form.fields["words"].problem
    assert case.form.summary.isVisible()
