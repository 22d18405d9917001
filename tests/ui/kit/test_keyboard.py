"""Buttons by keyboard: Enter presses them; one that is greyed while it has the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import ui
from ui.kit.widgets import button, column_of, row_of, tool
from ui.kit.working import Working

NONE = Qt.KeyboardModifier.NoModifier


class Page(QWidget):
    """A form's line of buttons, with another line above it and something dangerous beneath."""

    def __init__(self) -> None:
        super().__init__()
        box = column_of(self)
        self.pressed: list[str] = []
        self.above = button("Above", lambda: self.pressed.append("above"))
        box.addWidget(self.above)
        self.bar = QWidget()
        row = row_of(self.bar)
        self.look = button("See what would move", lambda: self.pressed.append("look"))
        self.cancel = button("Cancel", lambda: self.pressed.append("cancel"))
        row.addWidget(self.look)
        row.addWidget(self.cancel)
        box.addWidget(self.bar)
        self.erase = button("Erase", lambda: self.pressed.append("erase"))
        box.addWidget(self.erase)


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[Page]:
    """In sight, with the keyboard on the button that will be greyed."""
    made = Page()
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.look.setFocus()
    yield made
    made.close()
    made.deleteLater()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_presses_a_button_as_space_does(page: Page, qtbot: QtBot, key: Qt.Key) -> None:
    """Words or only an icon."""
    qtbot.keyClick(page.look, key)
    assert page.pressed == ["look"]
    made = tool("Newer", "chevron-left", lambda: page.pressed.append("newer"))
    page.bar.layout().addWidget(made)  # type: ignore[union-attr]
    made.show()
    made.setFocus()
    qtbot.keyClick(made, key)
    assert page.pressed == ["look", "newer"]


def test_enter_that_is_held_presses_once(page: Page) -> None:
    """What comes after it is not pressed, too."""
    for again in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, NONE, "\r", again)
        QApplication.sendEvent(page.look, event)
        assert event.isAccepted()
    assert page.pressed == ["look"]


def test_no_button_of_the_program_is_one_that_enter_does_not_press() -> None:
    """They are made in one place."""
    here = Path(ui.__file__).parent
    bare = re.compile(r"QPushButton\(\)|QToolButton\(\)|class \w+\(Q(Push|Tool)Button\)")
    assert [str(path) for path in here.rglob("*.py") if bare.search(path.read_text("utf-8"))] == []


def test_enter_on_a_greyed_button_presses_nothing_else(page: Page, qtbot: QtBot) -> None:
    """Qt would have put the keyboard on Cancel."""
    page.look.setEnabled(False)
    focused = page.focusWidget()
    assert focused is page.bar
    assert focused.accessibleName() == "See what would move: not available now"
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        qtbot.keyClick(focused, key)
    assert page.pressed == []


def test_it_has_the_keyboard_again_when_it_can_be_pressed_again(page: Page) -> None:
    """The job is over."""
    page.look.setEnabled(False)
    page.look.setEnabled(True)
    assert page.focusWidget() is page.look
    assert page.bar.accessibleName() == ""


def test_whoever_went_on_meanwhile_stays_there(page: Page, qtbot: QtBot) -> None:
    """Tab goes on from where one was, not from the top of the window."""
    page.look.setEnabled(False)
    focused = page.focusWidget()
    assert focused is not None
    qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert page.focusWidget() is page.cancel
    page.look.setEnabled(True)
    assert page.focusWidget() is page.cancel


def test_another_button_that_is_greyed_moves_nothing(page: Page) -> None:
    """Only the one that has the keyboard."""
    page.erase.setEnabled(False)
    assert page.focusWidget() is page.look
    page.erase.setEnabled(True)
    assert page.focusWidget() is page.look


def test_a_button_with_an_icon_keeps_its_place_too(page: Page) -> None:
    """A tool."""
    made = tool("Newer", "chevron-left")
    page.bar.layout().addWidget(made)  # type: ignore[union-attr]
    made.show()
    made.setFocus()
    made.setEnabled(False)
    assert page.focusWidget() is page.bar


def test_the_cancel_of_a_job_that_ended_leaves_the_keyboard_near(page: Page, qtbot: QtBot) -> None:
    """Cancel goes with its line; Enter must not press what stands beneath."""
    working = Working("Progress")
    page.layout().insertWidget(1, working)  # type: ignore[union-attr]
    working.show()
    working.cancel.setFocus()
    working.stop()
    focused = page.focusWidget()
    assert focused is not None
    assert not isinstance(focused, QPushButton)
    qtbot.keyClick(focused, Qt.Key.Key_Return)
    assert page.pressed == []
