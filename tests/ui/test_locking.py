"""The window locks when nobody is there, when the system says so, and on command; then it counts from dates alone."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from ctypes import wintypes
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from desk_app import due_dates
from desk_app.desk import Logged
from desk_app.due_dates import Due, DueDates
from desk_app.progress import Progress
from tests.ui.test_reminding import FakeTray, with_tray
from ui import locking, relay, system_locks
from ui.idle import Idle
from ui.kit.preferences import Preferences
from ui.kit.theme import ThemeManager
from ui.locked import NOTHING, UNKNOWN, Locked
from ui.locking import Locking
from ui.main_window import MainWindow
from ui.relay import Handover, Shown

Log = Callable[..., Logged]
__all__ = ["with_tray"]
ROOT = Path(__file__).resolve().parents[2]


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def locking_of(window: MainWindow) -> Locking:
    assert window._locking is not None
    return window._locking


# --- nobody is there
def test_a_key_or_a_move_of_the_mouse_puts_it_off(window: MainWindow, qtbot: QtBot) -> None:
    """Ten minutes from the last one; as the system brings them to the window, before any widget sees them."""
    clock = Clock()
    idle = Idle(window, clock)
    passed: list[float] = []
    idle.passed.connect(lambda: passed.append(clock.now))
    idle.begin(10)
    handle = window.windowHandle()
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    at, none = QPointF(5, 5), Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
    for event in (key, move):
        clock.now += 599
        QApplication.sendEvent(handle, event)
        clock.now += 599
        idle.look()
    assert passed == []
    clock.now += 1
    idle.look()
    assert passed == [clock.now]
    idle.stop()


def test_a_store_that_nobody_touches_is_locked_after_the_minutes_of_its_settings(
    window: MainWindow, qtbot: QtBot
) -> None:
    """A change of the setting holds at once."""
    assert window.session is not None
    idle, clock = locking_of(window).idle, Clock()
    idle._clock = clock
    window.session.office.change_settings({"lock_minutes": 3}, lambda *_: None)
    window.session.changed.emit(None)
    clock.now += 179
    idle.look()
    assert window.session is not None
    clock.now += 1
    idle.look()
    qtbot.waitUntil(lambda: window.session is None)
    assert window.unlock.isVisible()


def test_the_sample_is_not_locked_for_being_left_alone(window: MainWindow) -> None:
    """Its people are fictional, and somebody may be showing it."""
    assert window.session is not None
    window.session.office.change_settings({"sample": True}, lambda *_: None)
    window.session.changed.emit(None)
    idle, clock = locking_of(window).idle, Clock()
    idle._clock = clock
    idle.touch()
    clock.now += 100_000
    idle.look()
    assert window.session is not None


def test_an_import_that_is_running_ends_before_the_window_locks_itself(window: MainWindow, qtbot: QtBot) -> None:
    """As long as it takes not much more than ten minutes."""
    go_on = threading.Event()
    assert window.session is not None
    done: list[object] = []
    window.session.job(lambda _progress: go_on.wait(20), done.append)
    locking_of(window).lock_soon()
    qtbot.wait(300)
    assert window.session is not None
    go_on.set()
    qtbot.waitUntil(lambda: window.session is None)
    assert done == [True]


def test_what_takes_too_long_is_cancelled(window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stops at its next report of progress."""
    monkeypatch.setattr(locking, "WORK_MAY_TAKE_SECONDS", 0.0)
    assert window.session is not None
    window.session.job(_for_ever, lambda _: None)
    locking_of(window).lock_soon()
    qtbot.waitUntil(lambda: window.session is None)


def test_before_the_computer_sleeps_nothing_is_waited_for(window: MainWindow) -> None:
    """The store is closed before the system hears that it may go to sleep."""
    assert window.session is not None
    window.session.job(_for_ever, lambda _: None)
    locking_of(window).lock_now()
    assert window.session is None
    assert not window.runner.busy


def _for_ever(progress: Progress) -> None:
    while True:
        progress(0, 0, "")
        threading.Event().wait(0.001)


def test_a_dialog_in_front_is_closed_first(window: MainWindow, qtbot: QtBot) -> None:
    """Nothing of a case stays in sight."""
    dialog = QDialog(window)
    dialog.setModal(True)
    dialog.show()
    qtbot.waitExposed(dialog)
    locking_of(window).lock_soon()
    qtbot.waitUntil(lambda: window.session is None)
    assert not dialog.isVisible()


def test_what_cannot_be_kept_keeps_the_window_open_until_somebody_asks_once_more(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk while a complaint is half typed: nobody's words are thrown away for being idle."""
    from desk_app.store import trouble
    from ui.log_feedback import LogScreen
    from ui.pages import LOG

    window.log_kind("Complaint")
    page = window.page(LOG)
    assert isinstance(page, LogScreen)
    assert page.entry is not None
    page.entry.form.give({"words": "Half of what happened"})

    def full(*_: object) -> None:
        raise trouble.FULL

    assert window.session is not None
    monkeypatch.setattr(type(window.session.desk), "keep_draft", full)
    for _ in range(2):
        locking_of(window).lock_now()
        assert window.session is not None
    assert "could not be kept as a draft" in window.shell.message.accessibleName()
    window.lock()
    assert window.session is not None
    window.lock()
    assert window.session is None


# --- the system says so
def heard(window: MainWindow, kind: bytes, message: int, what: int) -> list[str]:
    """What is told of a message as Windows would send it."""
    ears = system_locks.SystemLocks(window)
    told: list[str] = []
    ears.locked.connect(lambda: told.append("locked"))
    ears.slept.connect(lambda: told.append("slept"))
    said = wintypes.MSG()
    said.message, said.wParam = message, what
    answer = system_locks._Messages(ears).nativeEventFilter(kind, ctypes.addressof(said))
    assert answer == (False, 0)  # it goes on to the window
    ears.deleteLater()
    return told


@pytest.mark.parametrize(
    ("message", "what", "told"),
    [
        (0x02B1, 7, ["locked"]),
        (0x02B1, 8, []),  # unlocked again
        (0x02B1, 2, ["locked"]),  # another user's turn
        (0x0218, 4, ["slept"]),
        (0x0218, 7, []),  # awake again
        (0x0100, 7, []),  # a key
    ],
)
def test_windows_tells_of_its_lock_screen_and_of_sleep(
    window: MainWindow, message: int, what: int, told: list[str]
) -> None:
    """The messages as in winuser.h; everything else is none of ours."""
    assert heard(window, b"windows_generic_MSG", message, what) == told
    assert heard(window, b"xcb_generic_event_t", message, what) == []


BUS = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication, QWidget
from ui.system_locks import SystemLocks

app = QApplication([])
window = QWidget()
ears = SystemLocks(window)
told = []
ears.locked.connect(lambda: told.append("locked"))
ears.slept.connect(lambda: told.append("slept"))
bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "another program")

def say(path, interface, name, *values):
    message = QDBusMessage.createSignal(path, interface, name)
    message.setArguments(list(values))
    bus.send(message)

def speak():
    say("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", True)
    say("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", False)
    say("/org/freedesktop/login1/session/_31", "org.freedesktop.login1.Session", "Lock")
    say("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", True)
    say("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", False)
    say("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", True)

QTimer.singleShot(100, speak)
QTimer.singleShot(1200, app.quit)
app.exec()
print(",".join(told))
"""


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="no D-Bus here")
def test_logind_and_the_screen_saver_are_heard_on_their_buses() -> None:
    """Sleep, and three ways to lock a screen; that it is over is nothing to us."""
    code = "import os; os.environ['DBUS_SYSTEM_BUS_ADDRESS'] = os.environ['DBUS_SESSION_BUS_ADDRESS']\n" + BUS
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", code],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.stdout.strip() == "slept,locked,locked,locked", done.stderr


# --- what a locked window says
def test_a_locked_window_goes_on_counting(window: MainWindow, logged: Log) -> None:
    """On its page; of the store nothing else is known."""
    logged()
    known: list[tuple[Path, DueDates]] = []
    window.locked.connect(lambda store, dates: known.append((store, dates)))
    assert window.session is not None
    path = window.session.desk.store.path
    window.lock()
    assert window.unlock.standing.text() == "Locked. 1 overdue."
    [(store, dates)] = known
    assert store == path
    assert len(dates.due) > 2


def test_the_tray_goes_on_counting_and_tells_when_a_day_begins(
    with_tray: None, window: MainWindow, logged: Log, today: date
) -> None:
    """By numbers; closing the locked window leaves it there if it was asked to stay."""
    logged()
    window.lock()
    assert FakeTray.last.tip == "Feedback Desk: 1 overdue"
    later = today + timedelta(days=7)
    window._counting._today = lambda: later
    window._counting.look_at_clock()
    assert FakeTray.last.tip == "Feedback Desk: 3 overdue"
    assert FakeTray.last.messages[-1].startswith("Feedback Desk | 3 overdue")
    window.preferences.keep(stays=True)
    window.close()
    assert FakeTray.last.shown
    window.come_forward()
    window.quit()


def test_before_the_first_unlocking_there_are_no_counts(
    with_tray: None, themes: ThemeManager, preferences: Preferences, today: date, tmp_path: Path, qtbot: QtBot
) -> None:
    """Only that it has to be unlocked; on the first day not even that on the page."""
    for recent, shown in ((False, False), (True, True)):
        if recent:
            preferences.remember_file(tmp_path / "team.desk")
        made = MainWindow(themes, preferences, tmp_path, lambda: today)
        made.show()
        made.await_unlocking(None)
        qtbot.waitUntil(partial(_has_tray, made))
        assert FakeTray.last.tip == f"Feedback Desk: {UNKNOWN}"
        assert made.unlock.standing.isVisible() is shown
        made._counting._today = lambda: today + timedelta(days=1)
        made._counting.look_at_clock()
        assert FakeTray.last.messages == []
        made.close()
        made.deleteLater()


def _has_tray(window: MainWindow) -> bool:
    return window.tray is not None


def test_where_nothing_is_due_a_locked_window_says_so(qapp: QApplication, today: date) -> None:
    """Which is not the same as not knowing."""
    counting = Locked(lambda: today, qapp)
    counting.begin(DueDates())
    assert counting.words == NOTHING
    counting.stop()
    assert counting.words == UNKNOWN


# --- what is handed over
def test_a_handover_goes_through_the_pipe_as_it_is(today: date) -> None:
    """With dates, and without where nothing could be read."""
    for handover in (Handover(DueDates((Due(today),), (today,)), Shown.AWAY), Handover(None, Shown.SMALL)):
        assert relay.from_json(handover.as_json()) == handover


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"dates": "", "shown": "upside down"}', '{"dates": 3, "shown": "open"}']
)
def test_a_handover_that_was_cut_short_says_nothing(text: str) -> None:
    """The window then opens as after a start."""
    assert relay.from_json(text) == Handover()


def test_a_program_that_cannot_begin_afresh_is_locked_all_the_same_and_says_so(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What to do about the memory, too."""
    from ui.app import _begin_afresh

    monkeypatch.setattr(relay, "command", lambda _store: [str(tmp_path / "no such program")])
    window.locked.connect(lambda store, due: _begin_afresh(window, store, due))
    window.lock()
    assert window.session is None
    assert window.isVisible()
    assert "could not begin afresh" in window.unlock.message.accessibleName()


def test_whatever_is_wrong_with_the_store_it_is_locked(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing is known of what is due."""

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("a disk that was pulled out")

    monkeypatch.setattr(due_dates, "of", broken)
    window.lock()
    assert window.session is None
    assert window.unlock.standing.text() == f"{UNKNOWN}."
