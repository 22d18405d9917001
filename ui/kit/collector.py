"""Python's garbage collector looks through everything that lives, and stops every thread while it does.

After a job has made a few hundred thousand records that is a fifth of a second, also for the window. And it begins on
whatever thread makes the object too many, in the midst of anything: on a job's thread it would destroy widgets there,
which Qt does not allow.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

NEW_OBJECTS = 20_000
"""After so many new objects the collector looks at them. Python would do so after 700: a hundred times in a start."""
NEW_BETWEEN_EVENTS = 2_000
"""Once the window is there: what is thrown away with a page would else stay for long, up to 20 MB of it."""
LOOK_EVERY_MILLISECONDS = 1_000


def look_seldom() -> None:
    """Look less often, for good."""
    gc.set_threshold(NEW_OBJECTS)


def look_between_events(window_thread: QObject) -> QTimer:
    """From now on look on the thread of this object alone, between two of its events."""
    gc.disable()
    gc.set_threshold(NEW_BETWEEN_EVENTS)
    timer = QTimer(window_thread)
    timer.setInterval(LOOK_EVERY_MILLISECONDS)
    timer.timeout.connect(_look_if_due)
    timer.start()
    return timer


def _look_if_due() -> None:
    """What Python does by itself when it may: the oldest generation whose turn it is, and all younger ones."""
    due = [age for age, (new, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if new > most]
    if due and not _Resting.asked:
        gc.collect(due[-1])


class _Resting:
    """How many ask for rest: one for the process, as the collector is."""

    lock = threading.Lock()
    asked = 0
    by_itself = True
    """Whether the collector began by itself before."""


@contextmanager
def resting() -> Iterator[None]:
    """Let the collector rest in the block. What lives at its end is left out of later rounds, until `look_again`."""
    with _Resting.lock:
        if not _Resting.asked:
            _Resting.by_itself = gc.isenabled()
        _Resting.asked += 1
        gc.disable()
    try:
        yield
    finally:
        with _Resting.lock:
            _Resting.asked -= 1
            if not _Resting.asked:
                gc.freeze()
                if _Resting.by_itself:
                    gc.enable()


def look_again() -> None:
    """What was left out has mostly gone: look through all of it again."""
    gc.unfreeze()
