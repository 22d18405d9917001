"""Locking ends this process and starts a fresh one: a Python process cannot wipe what it has read from its memory.

The fresh process is told through a pipe what a locked window may know, never by a file or an argument. The pipe stays
open until this process has ended, however that ends: so the other one knows when it may take the store's place.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from desk_app import due_dates
from desk_app.due_dates import DueDates
from desk_app.problems import Problem

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

TAKE_OVER = "--take-over"
"""The argument that says that a handover comes through the standard input."""
PATIENCE_SECONDS = 15.0
"""How long the fresh process waits for the old one to end; then it shows itself all the same."""
LARGEST = 16 << 20
BLOCK = 1 << 16


class Shown(StrEnum):
    """How the window stood."""

    OPEN = "open"
    BEHIND = "behind"  # somebody works in another program, and goes on typing there
    SMALL = "small"  # minimised
    AWAY = "away"  # only in the notification area


@dataclass(frozen=True, slots=True)
class Handover:
    """All that the fresh process is told beside the store's place. Without dates it knows nothing."""

    due: DueDates | None = None
    shown: Shown = Shown.OPEN

    @property
    def is_away(self) -> bool:
        """Whether the window is not to be shown, since it can be reached from the notification area."""
        from ui import tray

        return self.shown is Shown.AWAY and tray.is_there()

    def as_json(self) -> str:
        """As it goes through the pipe."""
        return json.dumps({"shown": self.shown, "dates": self.due.as_json() if self.due is not None else ""})


def from_json(text: str) -> Handover:
    """What came through the pipe; nothing, if it was cut short or is something else."""
    try:
        said = json.loads(text)
        dates = said["dates"]
        return Handover(due_dates.from_json(dates) if dates else None, Shown(said["shown"]))
    except (ValueError, KeyError, TypeError, RecursionError):
        return Handover()


def command(store: Path) -> list[str]:
    """How this program starts itself, also frozen. `-P`: never what lies about in the current folder."""
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-m", "ui"]
    return [*start, TAKE_OVER, "--store", str(store)]


def shown(window: QWidget) -> Shown:
    """How a window stands."""
    if not window.isVisible():
        return Shown.AWAY
    if window.isMinimized():
        return Shown.SMALL
    return Shown.OPEN if window.isActiveWindow() else Shown.BEHIND


def prepare(window: QWidget, how: Shown) -> None:
    """Before a window is shown: let it stand so."""
    if how is Shown.SMALL:
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMinimized)
    if how is Shown.BEHIND:
        window.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def replace(window: QWidget, store: Path, due: DueDates | None) -> None:
    """Start the process that takes this one's place, which is then to end. Raises Problem."""
    try:
        start_fresh(store, Handover(due, shown(window)))
    except OSError as error:
        raise Problem(
            f"The window is locked, but the program could not begin afresh ({error.strerror or error}).",
            "Close it and open it again: until then the computer’s memory may hold what was shown.",
        ) from error


def start_fresh(store: Path, handover: Handover) -> None:
    """Start the process that takes over once this one has ended. Raises OSError."""
    theirs, ours = os.pipe()
    try:
        fresh = subprocess.Popen(
            command(store),
            stdin=theirs,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # it does not end with the terminal that this one was started from
        )
    except BaseException:
        os.close(ours)
        raise
    finally:
        os.close(theirs)
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(fresh.pid)
    fresh.returncode = 0  # nobody waits for it here: it outlives this process
    try:
        _write(ours, handover.as_json().encode("ascii"))
    except BaseException:
        os.close(ours)
        raise
    # `ours` stays open: that the system closes it is how the other process hears that this one has ended


def _write(pipe: int, data: bytes) -> None:
    while data:
        data = data[os.write(pipe, data) :]


def taken_over(patience: float = PATIENCE_SECONDS) -> Handover:
    """Wait until the process before has ended; what it handed over."""
    text = bytearray()

    def read() -> None:
        while len(text) < LARGEST:
            try:
                block = os.read(0, BLOCK)
            except OSError:
                return
            if not block:
                return
            text.extend(block)

    reader = threading.Thread(target=read, daemon=True, name="handover")
    reader.start()
    reader.join(patience)
    return from_json(bytes(text).decode("ascii", "replace"))
