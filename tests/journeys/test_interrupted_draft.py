"""Interrupted in the middle of a complaint, twice by kill -9: nothing that was typed or saved is lost."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desk_app.records import Case, Role
from desk_app.store import opening
from tests.conftest import PASSPHRASE

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")

START = """
import os, signal, sys, time
from datetime import date
from pathlib import Path
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QPushButton
from tests.journeys.keyboard import CONTROL, Keyboard
from ui.app import application
from ui.kit.preferences import Preferences
from ui.kit.theme import ThemeManager
from ui.main_window import MainWindow
from ui.pages import LOG
from desk_app.store import opening

app = application()
folder = Path(sys.argv[1])
window = MainWindow(ThemeManager(app), Preferences(folder), folder, lambda: date(2026, 11, 24))
window.open_store(opening.open_store(folder / "Team.desk", sys.argv[2]))
window.show()
window.activateWindow()
keys = Keyboard()

def wait(seconds):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.005)

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

wait(0.3)
"""
TYPES_HALF = (
    START
    + """
keys.press(Qt.Key.Key_N, CONTROL)
keys.press(Qt.Key.Key_Right)
keys.press(Qt.Key.Key_Space)
keys.tab_to("Date received")
keys.press(Qt.Key.Key_A, CONTROL)
keys.type("16 nov")
keys.tab_to("What happened")
keys.type("Nobody rang back for three weeks, and the taxi")
keys.tab_to("Full name")
keys.type("Ada Example")
keys.tab_to("Team")
keys.type("fost")
keys.tab_to("What is the complaint about?: A looked after child")
keys.press(Qt.Key.Key_Space)
wait(0.6)  # somebody comes in; the telephone rings
die()
"""
)
TYPES_ON = (
    START
    + """
keys.press(Qt.Key.Key_N, CONTROL)
keys.tab_to("What happened")
end = time.monotonic() + 2
typed = 0
while time.monotonic() < end:  # without a pause
    keys.type("on ")
    typed += time.monotonic() < end - 0.6
print(typed, flush=True)
die()
"""
)
FINISHES = (
    START
    + """
keys.press(Qt.Key.Key_3, CONTROL)
wait(0.1)
keys.tab_to("Go on with the draft: Complaint, Ada Example")
keys.press(Qt.Key.Key_Space)
wait(0.1)
form = window.page(LOG).entry.form
print({key: value for key, value in form.answers().items() if value}, flush=True)
keys.tab_to("What happened")
keys.press(Qt.Key.Key_End, CONTROL)
keys.type(" came late.")
window.page(LOG).logged.connect(die)
keys.press(Qt.Key.Key_S, CONTROL)
print("not reached: it was not saved")
"""
)


def _run(code: str, folder: Path) -> str:
    """Run a window in a process of its own until it kills itself; what it printed."""
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), PASSPHRASE],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"},
        capture_output=True, encoding="utf-8", check=False, cwd=root, timeout=120,
    )  # fmt: skip
    assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with an empty store."""
    opening.create(tmp_path / "Team.desk", member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True)[0].close()
    return tmp_path


def test_half_a_complaint_is_finished_after_a_kill_and_stands_after_another(folder: Path) -> None:
    """Everything typed is offered again, finished with the keyboard and saved; kill -9 right after "Saved"."""
    _run(TYPES_HALF, folder)
    with opening.open_store(folder / "Team.desk", PASSPHRASE) as store:
        assert store.all(Case) == []
        assert len(store.drafts()) == 1
    typed = _run(FINISHES, folder)
    assert ast.literal_eval(typed) == {
        "at_risk": "No",
        "received_on": "16 November 2026",  # a draft says which day was meant
        "words": "Nobody rang back for three weeks, and the taxi",
        "complainant.name": "Ada Example",
        "team": "Fostering",
        "route.answers": ["looked_after"],
        "route.choice": "Statutory",
        "route.reason": "About a looked after child.",
    }
    with opening.open_store(folder / "Team.desk", PASSPHRASE) as store:
        [case] = store.all(Case)
        assert case.words == "Nobody rang back for three weeks, and the taxi came late."
        assert (case.reference, case.received_on.isoformat()) == ("CF/2026-27/0001", "2026-11-16")
        complainant = store.case_file(case.id).person(Role.COMPLAINANT)
        assert complainant is not None
        assert complainant.name == "Ada Example"
        assert store.drafts() == []
        assert store.verify().ok


def test_a_kill_while_somebody_types_without_a_pause_loses_half_a_second_at_most(folder: Path) -> None:
    """The draft follows while the keys go on."""
    typed_in_time = int(_run(TYPES_ON, folder))
    with opening.open_store(folder / "Team.desk", PASSPHRASE) as store:
        [draft] = store.drafts()
        assert draft.data["words"].count("on") >= typed_in_time > 10
