"""Python's garbage collector looks through everything that lives, and stops every thread while it does.

After a job has made a few hundred thousand records that is a fifth of a second, also for the window.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

NEW_OBJECTS = 20_000
"""After so many new objects the collector looks at them. Python would do so after 700: a hundred times in a start."""


def look_seldom() -> None:
    """Look less often, for good."""
    gc.set_threshold(NEW_OBJECTS)


class _Resting:
    """How many ask for rest: one for the process, as the collector is."""

    lock = threading.Lock()
    asked = 0


@contextmanager
def resting() -> Iterator[None]:
    """Let the collector rest in the block. What lives at its end is left out of later rounds, until `look_again`."""
    with _Resting.lock:
        _Resting.asked += 1
        gc.disable()
    try:
        yield
    finally:
        with _Resting.lock:
            _Resting.asked -= 1
            if not _Resting.asked:
                gc.freeze()
                gc.enable()


def look_again() -> None:
    """What was left out has mostly gone: look through all of it again."""
    gc.unfreeze()
