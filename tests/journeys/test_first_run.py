"""The first day, through the real window: from an empty computer to the first exported report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.annual_report import AnnualReportScreen
from ui.kit.preferences import Preferences
from ui.kit.theme import ThemeManager
from ui.main_window import MainWindow

STORE, MEMBER = "Tîm Adborth Plant Exampleshire", "Siân Ŵyn-Example"
PASSPHRASE, LATER = "four calm giraffes", "seven warm walruses"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LONG = 60_000


@pytest.fixture
def first(qtbot: QtBot, themes: ThemeManager, today: date, tmp_path: Path) -> Iterator[MainWindow]:
    """The program on a computer that it has never run on."""
    made = MainWindow(themes, Preferences(tmp_path / "config"), tmp_path / "data", lambda: today)
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    made.unlock.arrive()
    yield made
    made.close()
    made.deleteLater()


def _focus(window: MainWindow) -> QWidget:
    focus = window.focusWidget()
    assert isinstance(focus, QWidget)
    return focus


def _press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    qtbot.keyClick(_focus(window), key)


def _tab_to(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """Tab until a screen reader would say that name."""
    seen = []
    for _ in range(80):
        focus = _focus(window)
        seen.append(focus.accessibleName())
        if focus.accessibleName().startswith(name):
            return
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    pytest.fail(f"{name} cannot be reached with Tab from {seen}")


def _type(qtbot: QtBot, window: MainWindow, name: str, text: str) -> None:
    """Into the field of that name, in place of what is there. What is no key of this keyboard is pasted."""
    _tab_to(qtbot, window, name)
    qtbot.keyClick(_focus(window), Qt.Key.Key_A, CONTROL)
    if text.isascii():
        qtbot.keyClicks(_focus(window), text)
    else:
        _focus(window).insert(text)  # type: ignore[attr-defined]


def test_from_an_empty_computer_to_the_first_report(
    first: MainWindow, qtbot: QtBot, tmp_path: Path, today: date
) -> None:
    """A store is made and its key kept; a compliment is logged; locked, opened with the key and with a new passphrase;
    the annual report is a PDF. All of it by keyboard."""
    assert not (tmp_path / "data").exists()
    _tab_to(qtbot, first, "Make a store")
    _press(qtbot, first, Qt.Key.Key_Space)
    _type(qtbot, first, "Your council", "Cyngor Sir Exampleshire")
    _type(qtbot, first, "Your name", MEMBER)
    form = first.unlock.new_form
    for _ in range(2):
        qtbot.keyClick(_focus(first), Qt.Key.Key_Backtab)
    assert _focus(first) is form.name.input
    _type(qtbot, first, "Name of the store", STORE)
    _type(qtbot, first, "Passphrase", PASSPHRASE)
    _type(qtbot, first, "Passphrase again", PASSPHRASE)
    assert "Fair: " in form.meter.words.text()
    _press(qtbot, first, Qt.Key.Key_Return)

    qtbot.waitUntil(form.key.isVisible, timeout=LONG)
    form.key.save_to(tmp_path / "sheet.txt")
    [key] = [line.strip() for line in (tmp_path / "sheet.txt").read_text("utf-8").splitlines() if line.count("-") == 5]
    _type(qtbot, first, "The last six letters or digits, from where you kept it", key[-6:].lower())
    _tab_to(qtbot, first, "I have kept it")
    _press(qtbot, first, Qt.Key.Key_Space)
    _tab_to(qtbot, first, "Open the store")
    _press(qtbot, first, Qt.Key.Key_Space)
    assert first.session is not None
    assert first.session.desk.member == MEMBER
    assert STORE in first.windowTitle()

    _log_a_compliment(first, qtbot)
    qtbot.keyClick(first, Qt.Key.Key_L, CONTROL)
    assert first.session is None

    _tab_to(qtbot, first, "Passphrase forgotten?")
    _press(qtbot, first, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: first.unlock._recover_form is not None and first.unlock.recover_form.isVisible())
    _type(qtbot, first, "Recovery key", key.lower())
    _type(qtbot, first, "New passphrase", LATER)
    _type(qtbot, first, "New passphrase again", LATER)
    _press(qtbot, first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: first.session is not None, timeout=LONG)
    assert first.session is not None
    assert first.session.desk.member == MEMBER
    qtbot.keyClick(first, Qt.Key.Key_L, CONTROL)

    assert first.unlock.open_form.recent.rows  # the store is offered again
    _type(qtbot, first, "Passphrase", PASSPHRASE)
    _press(qtbot, first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(first.unlock.open_form.secret.problem), timeout=LONG)
    _type(qtbot, first, "Passphrase", LATER)
    _press(qtbot, first, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: first.session is not None, timeout=LONG)
    assert first.session is not None
    [(member, kind)] = first.session.desk.store.read("SELECT logged_by, kind FROM feedback_case")
    assert (member, kind) == (MEMBER, "Compliment")

    _export_the_report(first, qtbot, tmp_path / "adroddiad ŵ.pdf")


def _log_a_compliment(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL | SHIFT)
    _tab_to(qtbot, window, "What was said")
    qtbot.keyClicks(_focus(window), "Thank you for helping us so kindly")
    qtbot.keyClick(_focus(window), Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: "Saved" in window.shell.message.accessibleName())


def _export_the_report(window: MainWindow, qtbot: QtBot, out: Path) -> None:
    report = window.go("report")
    assert isinstance(report, AnnualReportScreen)
    report.year.choose("2026/27")
    qtbot.waitUntil(lambda: report.view.pages > 0, timeout=LONG)
    report.export_to(out)
    qtbot.waitUntil(lambda: out.exists() and window.runner.busy == 0, timeout=LONG)
    pdf = pypdfium2.PdfDocument(out)
    text = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    assert "2026/27" in text
    assert "what people told Cyngor Sir Exampleshire about" in text
    assert "Shropshire" not in text
    assert "0345" not in text
    assert "ompliment" in text
    assert "Siân" not in text
