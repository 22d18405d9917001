"""Fixtures of tests that go through the window."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk import Desk, Logged
from desk_app.store import Store
from ui.kit.preferences import Preferences
from ui.kit.theme import Mode, ThemeManager
from ui.main_window import MainWindow

COMPLAINT: dict[str, Any] = {
    "kind": "Complaint",
    "received_on": "16 Nov 2026",
    "channel": "Email",
    "team": "Fostering",
    "summary": "Allowance paid late",
    "words": "The allowance has been late three months running.",
    "complainant": {"name": "Ada Example", "relationship": "Foster carer", "contact": "ada@example.org"},
    "child": {"name": "Ben Example", "looked_after": "Yes"},
    "at_risk": False,
    "route": {"choice": "Statutory", "reason": "About a looked after child."},
}


@pytest.fixture(scope="session")
def themes(qapp: QApplication) -> ThemeManager:
    """The look, light."""
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    qapp.setCursorFlashTime(0)
    return ThemeManager(qapp, Mode.LIGHT)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    """A computer that remembers nothing yet."""
    return Preferences(tmp_path / "config")


@pytest.fixture
def window(
    qtbot: QtBot, themes: ThemeManager, preferences: Preferences, store: Store, today: date, tmp_path: Path
) -> Iterator[MainWindow]:
    """The window with an empty store open, on Tuesday 24 November 2026."""
    themes.set_mode(Mode.LIGHT)
    made = MainWindow(themes, preferences, tmp_path / "data", lambda: today)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    made.open_store(store)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def logged(store: Store, today: date) -> Callable[..., Logged]:
    """Log a complaint like COMPLAINT with other answers, past the window."""

    def log(**answers: Any) -> Logged:
        done = Desk(store, lambda: today).log({**COMPLAINT, **answers})
        assert not done.problems, done.problems
        return done

    return log


@pytest.fixture(autouse=True)
def clean_qt(qapp: QApplication) -> Iterator[None]:
    """A test that leaves a window or a popup open fails. Keys that were down as its window closed come up."""
    yield
    if qapp.keyboardModifiers() != Qt.KeyboardModifier.NoModifier:
        with_no_key = QWidget()
        QTest.keyRelease(with_no_key, Qt.Key.Key_Control)
        with_no_key.deleteLater()
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        qapp.processEvents()
    left = [widget for widget in qapp.topLevelWidgets() if widget.isVisible()]
    for widget in left:
        widget.close()
    assert not left, f"left open: {left}"


def focusable(part: QWidget) -> list[QWidget]:
    """What Tab comes to within a part of the window, as far as it is on screen."""
    return [
        widget
        for widget in part.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not widget.objectName().startswith("qt_")
    ]
