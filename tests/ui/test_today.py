"""Today: what needs doing, and the next step in one click."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from desk_app.deadlines import INTERNAL_LABELS
from desk_app.desk import Logged
from desk_app.desk.doing import VERBS
from desk_app.procedures import SHIPPED
from desk_app.records import Outcome
from ui.cases.case_screen import CaseScreen
from ui.main_window import MainWindow
from ui.pages import CASE, TODAY
from ui.today import TodayScreen
from ui.today.next_steps import NEXT_STEPS
from ui.today.rows import ReminderRow

Log = Callable[..., Logged]


def today_of(window: MainWindow) -> TodayScreen:
    page = window.go(TODAY)
    assert isinstance(page, TodayScreen)
    page.reload()
    return page


def row_of(page: TodayScreen, key: str) -> ReminderRow:
    return next(row for row in page.rows if row.reminder.step.key == key)


def test_each_next_step_belongs_to_a_step_that_exists() -> None:
    """The table cannot rot."""
    keys = {rule.key for profile in SHIPPED for rule in profile.steps} | INTERNAL_LABELS.keys() | {"enquiry_answer"}
    assert NEXT_STEPS.keys() <= keys
    assert {step.verb for steps in NEXT_STEPS.values() for step in steps} <= VERBS.keys()


def test_acknowledged_today_is_one_click(window: MainWindow, logged: Log) -> None:
    """The row is gone, and what was done is said with its next date."""
    case_id = logged().case_id
    page = today_of(window)
    row_of(page, "acknowledge").steps[0].click()
    assert "acknowledge" not in {row.reminder.step.key for row in page.rows}
    assert "acknowledged. Next: stage 1 response" in window.shell.message.accessibleName()
    assert window.session is not None
    assert window.session.desk.case_file(case_id).investigations[0].acknowledged_on == window.session.today


def test_response_sent_today_asks_for_the_outcome_in_a_menu(window: MainWindow, logged: Log) -> None:
    """Upheld, partially, not upheld, or later."""
    case_id = logged().case_id
    page = today_of(window)
    menu = row_of(page, "stage_1_response").steps[0].menu()
    assert menu is not None
    next(a for a in menu.actions() if a.text() == "Not upheld").trigger()
    assert window.session is not None
    [item] = window.session.desk.case_file(case_id).investigations
    assert (item.outcome, item.responded_on) == (Outcome.NOT_UPHELD, window.session.today)


def test_an_outcome_that_comes_later_is_to_be_completed(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """The case stands under "To complete" until then."""
    logged()
    page = today_of(window)
    menu = row_of(page, "stage_1_response").steps[0].menu()
    assert menu is not None
    menu.actions()[-1].trigger()
    qtbot.waitUntil(lambda: page.to_complete.isVisibleTo(page))
    assert "Needs the outcome" in _texts(page)


def _texts(page: TodayScreen) -> str:
    from PySide6.QtWidgets import QLabel

    return "\n".join(label.text() for label in page.to_complete.findChildren(QLabel))


def test_an_extension_is_asked_for_on_the_cases_page(window: MainWindow, logged: Log) -> None:
    """It needs a date and a reason."""
    logged()
    row_of(today_of(window), "stage_1_response").steps[1].click()
    case = window.page(CASE)
    assert isinstance(case, CaseScreen)
    assert window.current() == CASE
    assert case.verb_form is not None
    assert set(case.verb_form.fields) >= {"to_on", "reason", "told_on"}


def test_the_safeguarding_question_heads_the_list(window: MainWindow, logged: Log) -> None:
    """Whatever else is overdue."""
    logged(received_on="1 Oct 2026")
    logged(at_risk=None)
    assert today_of(window).rows[0].reminder.step.key == "safeguarding"


def test_an_empty_store_says_what_to_do_next(window: MainWindow, logged: Log) -> None:
    """Log, import, or read; with the first case that is gone."""
    page = today_of(window)
    assert page.empty.isVisibleTo(page)
    assert [made.accessibleName() for made in page.empty.buttons] == [
        "Log a complaint",
        "Log a compliment",
        "Import your register",
        "Read the guide",
    ]
    logged()
    page.reload()
    assert not page.empty.isVisibleTo(page)


def test_this_year_stands_beside_last(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """In words for those who do not see the chart."""
    logged(received_on="16 Nov 2026")
    logged(received_on="10 Nov 2025")
    logged(received_on="10 Jan 2026")
    page = today_of(window)
    qtbot.waitUntil(lambda: page.years.isVisibleTo(page))
    assert page.years.words.text() == "1 item of feedback so far; 1 by the end of November 2025."
    assert "November" in page.years.chart.accessibleDescription()
