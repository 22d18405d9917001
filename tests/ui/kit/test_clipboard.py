"""What is copied here goes from the clipboard again; what was copied elsewhere stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.window import clean_qt
from ui.kit import clipboard
from ui.main_window import MainWindow

__all__ = ["clean_qt"]


@pytest.fixture(autouse=True)
def empty(qtbot: QtBot) -> Iterator[None]:
    QGuiApplication.clipboard().clear()
    yield
    QGuiApplication.clipboard().clear()


def on_it() -> str:
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize("copied_since", ["", "words of another program"])
def test_after_a_while_it_is_gone_unless_something_else_is_there(qtbot: QtBot, copied_since: str) -> None:
    """A reference, then somebody's own copy."""
    clipboard.copy("CF/2026-27/0001")
    assert on_it() == "CF/2026-27/0001"
    if copied_since:
        QGuiApplication.clipboard().setText(copied_since)
    timer = clipboard.of_this_program().timer
    timer.start(1)
    qtbot.waitUntil(lambda: not timer.isActive())
    assert on_it() == copied_since


def test_a_key_goes_sooner_than_a_list() -> None:
    """Two minutes, ten minutes."""
    clipboard.copy_secret("ABCD-EFGH")
    assert clipboard.of_this_program().timer.interval() == 120_000
    clipboard.copy("a list")
    assert clipboard.of_this_program().timer.interval() == 600_000


def test_histories_of_the_clipboard_are_told_to_keep_out() -> None:
    """As the password safes tell them."""
    clipboard.copy("CF/2026-27/0001")
    content = QGuiApplication.clipboard().mimeData()
    assert all(content.hasFormat(kind) for kind in clipboard.KEEP_OUT)


def test_what_is_copied_out_of_a_field_is_treated_like_that_too(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """With Ctrl+C, or from the menu of the field: it goes after ten minutes, and histories keep out of it."""
    monkeypatch.setattr(clipboard, "is_ours", lambda: True)  # no screen, so no system that could say so
    timer = clipboard.of_this_program().timer
    timer.stop()
    field = QLineEdit("Ada Testwell")
    qtbot.addWidget(field)
    field.selectAll()
    qtbot.keyClick(field, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().mimeData().hasFormat(clipboard.KEEP_OUT[0]))
    assert on_it() == "Ada Testwell"
    assert timer.interval() == 600_000
    timer.start(1)
    qtbot.waitUntil(lambda: not timer.isActive())
    assert on_it() == ""


def test_the_window_looks_after_the_clipboard_from_the_start(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything was copied with a button."""
    monkeypatch.setattr(clipboard, "is_ours", lambda: True)
    QGuiApplication.clipboard().setText("typed")
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().mimeData().hasFormat(clipboard.KEEP_OUT[0]))


@pytest.mark.parametrize("leaving", ["lock", "close"])
def test_locking_and_closing_take_it_away(window: MainWindow, leaving: str) -> None:
    """At once: the store was open until then."""
    clipboard.copy("CF/2026-27/0001")
    assert window.session is not None
    getattr(window, leaving)()
    assert window.session is None
    assert on_it() == ""


@pytest.mark.parametrize("leaving", ["lock", "close"])
def test_what_another_program_put_there_stays(window: MainWindow, leaving: str) -> None:
    """Somebody copied it since."""
    clipboard.copy("CF/2026-27/0001")
    QGuiApplication.clipboard().setText("words of another program")
    getattr(window, leaving)()
    assert on_it() == "words of another program"
