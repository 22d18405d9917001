"""The first day of somebody new, by keyboard alone: in other words than the program's, and a key pressed too often."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desk_app.records import Case, Investigation, Role
from tests.journeys.keyboard import CONTROL, SHIFT, Keyboard
from ui.asked import AT_RISK
from ui.kit.palette import Palette
from ui.main_window import MainWindow
from ui.session import HistoryFilter


@pytest.fixture(autouse=True)
def _unhurried(qapp: QApplication) -> Iterator[None]:
    """However slow the computer, letters typed one after the other belong together."""
    before = qapp.keyboardInputInterval()
    qapp.setKeyboardInputInterval(60_000)
    yield
    qapp.setKeyboardInputInterval(before)


def said_above(window: MainWindow) -> str:
    """What the line above the page says."""
    return window.shell.message.accessibleName()


def palette_of(window: MainWindow) -> Palette:
    """What Ctrl+K opened."""
    return window.findChildren(Palette)[-1]


def test_a_young_persons_own_complaint_from_the_call_to_the_answer(window: MainWindow, qtbot: QtBot) -> None:
    """It came on Friday by phone; an advocate was offered; acknowledged and answered, each with a Space too many."""
    qtbot.waitUntil(window.isActiveWindow)
    keys = Keyboard()
    keys.press(Qt.Key.Key_N, CONTROL)
    keys.tab_to(f"{AT_RISK}: Yes")
    keys.press(Qt.Key.Key_Right)
    keys.press(Qt.Key.Key_Space)
    keys.tab_to("Date received")
    keys.press(Qt.Key.Key_A, CONTROL)
    keys.type("fri")
    keys.tab_to("How it arrived")
    keys.type("ph")
    keys.tab_to("What happened")
    keys.type("My worker never rings back")
    keys.tab_to("Full name")
    keys.type("Cai Example")
    keys.tab_to("Is it the child or young person who complains?: Yes")
    keys.press(Qt.Key.Key_Space)
    keys.tab_to("Advocate offered on")
    keys.type("yesterday")
    keys.tab_to("Full name of the advocate")
    keys.type("Ivy Example")
    keys.tab_to("Procedure: Statutory")
    keys.press(Qt.Key.Key_Space)
    keys.press(Qt.Key.Key_S, CONTROL)
    assert said_above(window).startswith("Saved CF/2026-27/0001")
    assert window.session is not None
    store = window.session.desk.store
    [case] = store.all(Case)
    assert (case.received_on, case.channel) == (date(2026, 11, 20), "Telephone")
    assert (case.made_by_child, case.advocate_offered_on) == (True, date(2026, 11, 23))
    file = window.session.desk.case_file(case.id)
    assert [getattr(file.person(role), "name", "") for role in (Role.COMPLAINANT, Role.CHILD, Role.ADVOCATE)] == [
        "Cai Example", "Cai Example", "Ivy Example",
    ]  # fmt: skip

    for key, modifiers in ((Qt.Key.Key_A, CONTROL | SHIFT), (Qt.Key.Key_R, CONTROL)):
        keys.press(key, modifiers)
        if key is Qt.Key.Key_R:
            keys.tab_to("Outcome")
            keys.type("u")
        keys.press(Qt.Key.Key_S, CONTROL)
        changes = len(window.session.history_ids(HistoryFilter()))
        qtbot.waitUntil(lambda: keys.said() == "What can be done with this case")
        keys.press(Qt.Key.Key_Space)
        keys.press(Qt.Key.Key_Return)
        assert keys.said() == "What can be done with this case"
        assert len(window.session.history_ids(HistoryFilter())) == changes
    [item] = store.all(Investigation)
    assert item.closed_on == date(2026, 11, 24)
    assert "It was answered, and so it is closed." in said_above(window)


def test_what_is_looked_for_in_other_words_is_found(window: MainWindow, qtbot: QtBot) -> None:
    """ "backup" finds Back up now; Enter on a number is the case, never its undo."""
    qtbot.waitUntil(window.isActiveWindow)
    keys = Keyboard()
    keys.press(Qt.Key.Key_N, CONTROL | SHIFT)
    keys.tab_to("What was said")
    keys.type("Thank you!")
    keys.press(Qt.Key.Key_S, CONTROL)
    keys.press(Qt.Key.Key_1, CONTROL)
    keys.press(Qt.Key.Key_K, CONTROL)
    found = palette_of(window)
    keys.type("backup")
    assert found.list.item(0).text().startswith("Back up now")
    keys.press(Qt.Key.Key_A, CONTROL)
    keys.type("0001")
    keys.press(Qt.Key.Key_Return)
    assert window.current() == "case"
    assert window.session is not None
    assert len(window.session.desk.store.all(Case)) == 1
