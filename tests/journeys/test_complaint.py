"""A complaint, from the telephone to the annual report, through the real window."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desk_app import figures
from desk_app.figures import period
from desk_app.records import Kind
from desk_app.store import opening
from tests.conftest import PASSPHRASE
from ui.annual_report import AnnualReportScreen
from ui.asked import AT_RISK
from ui.cases import CasesScreen
from ui.cases.case_screen import CaseScreen
from ui.log_feedback import LogScreen
from ui.main_window import MainWindow
from ui.pages import CASES, LOG, REPORT

WORDS = "Nobody rang back for three weeks"
CONTROL = Qt.KeyboardModifier.ControlModifier


def _type(qtbot: QtBot, window: MainWindow, text: str) -> None:
    """Keys into whatever has the focus."""
    focus = window.focusWidget()
    assert isinstance(focus, QWidget)
    qtbot.keyClicks(focus, text)


def _tab_to(qtbot: QtBot, window: MainWindow, name: str) -> None:
    """Tab until a screen reader would say that name."""
    for _ in range(60):
        focus = window.focusWidget()
        assert isinstance(focus, QWidget)
        if focus.accessibleName().startswith(name):
            return
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    pytest.fail(f"{name} cannot be reached with Tab")


def _press(qtbot: QtBot, window: MainWindow, key: Qt.Key) -> None:
    focus = window.focusWidget()
    assert isinstance(focus, QWidget)
    qtbot.keyClick(focus, key)


def test_a_complaint_typed_by_hand_is_everywhere(window: MainWindow, qtbot: QtBot, today: date) -> None:
    """Typed with the keyboard alone; then in the list, in search, on the worklist, in the figures and in the report."""
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    _tab_to(qtbot, window, f"{AT_RISK}: Yes")
    _press(qtbot, window, Qt.Key.Key_Right)
    _press(qtbot, window, Qt.Key.Key_Space)
    _tab_to(qtbot, window, "Date received")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_A, CONTROL)
    _type(qtbot, window, "3 Feb 2026")
    _tab_to(qtbot, window, "What happened")
    _type(qtbot, window, WORDS)
    _tab_to(qtbot, window, "Full name")
    _type(qtbot, window, "Ada Example")
    _tab_to(qtbot, window, "Team")
    _type(qtbot, window, "Fost")
    _tab_to(qtbot, window, "Procedure: Statutory")
    _press(qtbot, window, Qt.Key.Key_Space)
    form = window.page(LOG)
    assert isinstance(form, LogScreen)
    assert form.entry is not None
    assert form.entry.form.fields["team"].value() == "Fostering"
    assert form.entry.form.fields["at_risk"].value() == "No"
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_S, CONTROL)

    case = window.page("case")
    assert isinstance(case, CaseScreen)
    assert window.current() == "case"
    assert window.session is not None
    desk = window.session.desk
    reference = desk.case_file(case.case_id).case.reference
    assert reference == "CF/2025-26/0001"
    assert reference in window.shell.message.accessibleName()

    cases = window.go(CASES)
    assert isinstance(cases, CasesScreen)
    assert cases.model.index(0, 0).data() == reference
    for text in ("ada", "rang back", reference):
        cases.search.clear()
        qtbot.keyClicks(cases.search, text)
        qtbot.waitUntil(lambda: cases.model.rowCount() == 1)
    cases.search.setText("zebra")
    cases.reload()
    assert cases.model.rowCount() == 0

    due = {reminder.step.key for reminder in desk.worklist() if reminder.reference == reference}
    assert {"acknowledge", "stage_1_response"} <= due

    counted = figures.as_json(figures.gather(desk.store, period.year("2025/26"), today))
    assert (counted["feedback_cases"], counted["by_kind"], counted["by_route"]) == (
        1,
        {"Complaint": 1},
        {"Statutory": 1},
    )

    report = window.go(REPORT)
    assert isinstance(report, AnnualReportScreen)
    assert report.year.chosen() == "2025/26"
    qtbot.waitUntil(lambda: report.view.pages > 0, timeout=30_000)
    text = " ".join(report.view.text_of(n) for n in range(report.view.pages))
    assert "Fostering" in text
    assert "Ada" not in text  # no name ever reaches the report


def test_what_was_saved_survives_a_kill(tmp_path: Path) -> None:
    """kill -9 right after the window says "saved": the case is there, whole."""
    path = tmp_path / "Team.desk"
    opening.create(path, member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True)[0].close()
    code = f"""
import os, signal
from datetime import date
from pathlib import Path
from ui.app import application
app = application()
from desk_app.records import Kind
from desk_app.store import opening
from ui.kit.preferences import Preferences
from ui.kit.theme import ThemeManager
from ui.main_window import MainWindow
from ui.pages import LOG
folder = Path({str(tmp_path)!r})
window = MainWindow(ThemeManager(app), Preferences(folder), folder, lambda: date(2026, 11, 24))
window.open_store(opening.open_store(folder / "Team.desk", {PASSPHRASE!r}))
window.show()
window.log(Kind.COMPLAINT)
window.page(LOG).logged.connect(lambda *_: os.kill(os.getpid(), signal.SIGKILL))
window.page(LOG).entry.form.fields["words"].set_value({WORDS!r})
window.page(LOG).entry.save()
"""
    if not hasattr(signal, "SIGKILL"):
        pytest.skip("no kill -9 here")
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=False)
    assert done.returncode == -signal.SIGKILL
    with opening.open_store(path, PASSPHRASE) as store:
        [(reference, words)] = store.read("SELECT reference, words FROM feedback_case")
        assert (reference, words) == ("CF/2026-27/0001", WORDS)
        assert store.drafts() == []
        assert store.verify().ok


@pytest.mark.parametrize("kind", [Kind.COMPLIMENT, Kind.ENQUIRY])
def test_other_kinds_go_the_same_way(window: MainWindow, qtbot: QtBot, kind: Kind) -> None:
    """From the chooser, with the keyboard."""
    qtbot.keyClick(window, Qt.Key.Key_3, CONTROL)
    _tab_to(qtbot, window, str(kind))
    _press(qtbot, window, Qt.Key.Key_Space)
    words = "What was said" if kind is Kind.COMPLIMENT else "What is asked"
    _tab_to(qtbot, window, words)
    _type(qtbot, window, "Some words")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_S, CONTROL)
    assert window.current() == "case"
