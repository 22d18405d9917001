"""Reminded unasked: at the start, when a day begins, when a change makes something due; by numbers in the tray."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import ClassVar

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged
from desk_app.offers import Verb
from desk_app.store import Store
from ui import tray
from ui.cases.verbs_bar import VerbsBar
from ui.main_window import MainWindow
from ui.pages import CASE, CASES, REPORT, TODAY
from ui.reminding import Reminding
from ui.today import TodayScreen

Log = Callable[..., Logged]
Told = list[list[str]]


class FakeTray(QObject):
    """A notification area as Qt would show it."""

    activated = Signal(object)
    messageClicked = Signal()  # noqa: N815
    ActivationReason = QSystemTrayIcon.ActivationReason
    last: ClassVar[FakeTray]

    def __init__(self, _icon: QIcon, parent: QObject) -> None:
        super().__init__(parent)
        self.shown, self.tip = False, ""
        self.messages: list[str] = []
        self.menu: QMenu | None = None
        FakeTray.last = self

    @staticmethod
    def isSystemTrayAvailable() -> bool:
        return True

    def setContextMenu(self, menu: QMenu) -> None:
        self.menu = menu

    def setToolTip(self, text: str) -> None:
        self.tip = text

    def show(self) -> None:
        self.shown = True

    def hide(self) -> None:
        self.shown = False

    def showMessage(self, title: str, text: str, _icon: QIcon, _time: int) -> None:
        self.messages.append(f"{title} | {text}")


@pytest.fixture
def with_tray(monkeypatch: pytest.MonkeyPatch) -> None:
    """A computer with a notification area."""
    monkeypatch.setattr(tray, "QSystemTrayIcon", FakeTray)


def heard(window: MainWindow) -> tuple[Reminding, Told]:
    """What is told from now on, as the steps' keys."""
    told: Told = []
    reminding = window._reminding
    assert reminding is not None
    reminding.told.connect(lambda fresh: told.append(sorted({r.step.key for r in fresh})))
    return reminding, told


def _day(day: date) -> date:
    return day


def _more_than(told: Told, before: int) -> bool:
    return len(told) > before


def settled(window: MainWindow, qtbot: QtBot) -> None:
    """The first look is over."""
    assert window._reminding is not None
    qtbot.waitUntil(lambda: window._reminding is not None and window._reminding._told is not None)


def test_at_the_start_everything_that_reminds_is_told_once(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """Due tomorrow (a lead day) and overdue; asked again, nothing is new."""
    logged()
    reminding, told = heard(window)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [["acknowledge", "draft_due"]]
    with qtbot.waitSignal(reminding.stands):
        reminding.look()
    assert len(told) == 1


def test_a_change_that_makes_something_due_is_told_at_once(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """On any page but Today, with the reference; it leads to Today and goes away there."""
    settled(window, qtbot)
    window.go(CASES)
    done = logged()
    assert window.session is not None
    window.session.changed.emit(window.session.desk.store.history()[0][0])
    qtbot.waitUntil(window.shell.reminder.isVisible)
    said = window.shell.reminder.accessibleName()
    assert said.startswith("Reminder: 1 overdue")
    assert f"{done.reference}: Acknowledge, 3 working days overdue" in said
    window.go(TODAY)
    assert not window.shell.reminder.isVisible()


def test_above_the_annual_report_a_reminder_keeps_to_its_first_line(
    window: MainWindow, logged: Log, qtbot: QtBot
) -> None:
    """There people write for long; a screen reader still has all of it. On other pages it has its lines again."""
    window.resize(1366, 768)
    settled(window, qtbot)
    window.go(CASES)
    done = logged()
    assert window.session is not None
    window.session.changed.emit(done.change)
    qtbot.waitUntil(window.shell.reminder.isVisible)
    assert window.shell.reminder._text.isVisible()
    window.go(REPORT)
    assert window.shell.reminder.isVisible()
    assert not window.shell.reminder._text.isVisible()
    assert done.reference in window.shell.reminder.accessibleName()
    window.go(CASES)
    assert window.shell.reminder._text.isVisible()


def test_a_reminder_of_what_has_been_done_goes(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """Acknowledged on its page: the line above it does not go on saying that it is overdue."""
    settled(window, qtbot)
    window.go(CASES)
    done = logged()
    session = window.session
    assert session is not None
    session.changed.emit(session.desk.store.history()[0][0])
    qtbot.waitUntil(window.shell.reminder.isVisible)
    file = session.desk.case_file(done.case_id)
    [offer] = [offer for offer in session.desk.offers(file) if offer.verb is Verb.ACKNOWLEDGE]
    session.do(offer, file, {"on": "today"})
    qtbot.waitUntil(lambda: "Acknowledge" not in window.shell.reminder.accessibleName() or not _shown(window))


def test_the_page_of_a_case_says_alone_what_it_waits_for(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """No line above it repeats its buttons; on another page the line says it."""
    settled(window, qtbot)
    done = logged()
    window.open_case(done.case_id)
    assert window.session is not None
    _, told = heard(window)
    window.session.changed.emit(window.session.desk.store.history()[0][0])
    qtbot.waitUntil(lambda: bool(told))
    assert not _shown(window)
    [bar] = window.page(CASE).findChildren(VerbsBar)
    assert "Acknowledge" in " ".join(bar.buttons)


def _shown(window: MainWindow) -> bool:
    return window.shell.reminder.isVisible()


def test_on_today_no_line_says_what_stands_there(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """The list itself has it."""
    logged()
    _, told = heard(window)
    qtbot.waitUntil(lambda: bool(told))
    assert not window.shell.reminder.isVisible()


def test_a_window_open_over_midnight_asks_again(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """Also after a week asleep: days are compared. Today shows the new day."""
    logged()
    reminding, told = heard(window)
    qtbot.waitUntil(lambda: bool(told))
    reminding.look_at_clock()
    assert len(told) == 1
    assert window.session is not None
    today = window.session.today
    for later in (1, 8, 0):
        window.session.desk.today = partial(_day, today + timedelta(days=later))
        before = len(told)
        reminding.look_at_clock()
        qtbot.waitUntil(partial(_more_than, told, before))
    page = window.page(TODAY)
    assert isinstance(page, TodayScreen)
    assert page.heading.beneath.text() == "Tuesday 24 November 2026"
    assert told[1] == ["acknowledge", "draft_due", "stage_1_response"]  # three working days ahead on the 25th


def test_after_locking_nothing_is_asked_of_the_closed_store(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """Nor is anything said."""
    logged()
    reminding, told = heard(window)
    window.lock()
    assert not reminding._soon.isActive()
    assert not reminding._minutes.isActive()
    qtbot.wait(20)
    assert told == []


def test_without_a_notification_area_there_is_no_icon(window: MainWindow) -> None:
    """As on the screen of these tests."""
    assert not tray.is_there()
    assert window.tray is None


def test_the_tray_says_how_many_and_never_who(with_tray: None, window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """Not even where somebody wrote a name into an action."""
    logged()
    qtbot.waitUntil(lambda: bool(FakeTray.last.messages))
    assert FakeTray.last.messages == ["Feedback Desk | 1 overdue, 1 due soon."]
    assert FakeTray.last.tip == "Feedback Desk: 1 overdue"
    window.lock()
    assert FakeTray.last.tip == "Feedback Desk: 1 overdue"  # from dates alone


def test_closing_the_window_ends_it_unless_it_was_asked_to_stay(
    with_tray: None, window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    """Off by default. On: it hides, Open brings it back, Quit ends it."""
    window.preferences.keep(stays=True)
    window.close()
    assert not window.isVisible()
    assert window.session is not None
    menu = FakeTray.last.menu
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Open", "Quit"]
    menu.actions()[0].trigger()
    assert window.isVisible()
    window.close()
    menu.actions()[1].trigger()  # from where it is hidden
    assert window.session is None
    assert not FakeTray.last.shown


def test_closing_is_the_end_by_default(with_tray: None, window: MainWindow) -> None:
    """Also where there is a tray."""
    window.close()
    assert window.session is None


def test_a_press_on_the_icon_brings_the_window_forward(with_tray: None, window: MainWindow) -> None:
    """One or two presses; the menu's press is left to the menu."""
    window.hide()
    FakeTray.last.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert not window.isVisible()
    FakeTray.last.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert window.isVisible()
