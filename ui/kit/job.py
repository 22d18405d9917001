"""Work off the window's thread: Python threads, and a QObject that carries what they say to the window.

Threads made by Qt would be strangers to Python: their `threading.local` (so the thread's own connection to the
store) is thrown away after every run.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desk_app.problems import Problem
from desk_app.progress import Cancelled, Progress

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

LEAST_SECONDS_BETWEEN_REPORTS = 0.04  # at most 25 a second

Work = Callable[[Progress], Any]
"""What a job does. It reports progress through its argument, which raises Cancelled once the user asked to stop."""


class Job(QObject):
    """One piece of work. All signals arrive on the window's thread; `finished` comes last, once."""

    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)  # the exception
    cancelled = Signal()
    finished = Signal()
    _arrived = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._muted = False
        self._last_report = 0.0
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask it to stop at its next report of progress."""
        self._stop.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop.is_set()

    def mute(self) -> None:
        """From now on it touches nothing of Qt."""
        with self._lock:
            self._muted = True
        self._stop.set()

    # --- on the worker's thread
    def run(self) -> None:
        """Do the work. Called by the runner, on a thread of its own."""
        try:
            self._check()
            result = self._work(self._report)
        except Cancelled:
            self._send("cancelled")
        except BaseException as error:
            self._send("failed", error)
        else:
            self._send("succeeded", result)
        finally:
            self._send("finished")

    def _report(self, done: int, total: int = 0, text: str = "") -> None:
        self._check()
        now = time.monotonic()
        if now - self._last_report >= LEAST_SECONDS_BETWEEN_REPORTS:
            self._last_report = now
            self._send("progressed", int(done), int(total), text)

    def _check(self) -> None:
        if self._stop.is_set():
            raise Cancelled

    def _send(self, signal: str, *values: object) -> None:
        with self._lock:  # the window's side may have finished with this object
            if not self._muted:
                self._arrived.emit((signal, values))

    # --- on the window's thread
    def _deliver(self, said: tuple[str, tuple[object, ...]]) -> None:
        name, values = said
        if not self._muted:
            getattr(self, name).emit(*values)


class JobRunner(QObject):
    """Runs jobs on a few threads until it is shut down."""

    def __init__(self, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        self._number = threads
        self._threads: ThreadPoolExecutor | None = None
        self._over = False
        self._live: list[Job] = []
        self._futures: list[Future[None]] = []

    def start(self, job: Job) -> Job:
        """Begin a job. Connect to its signals first, or in the same turn of the event loop."""
        if self._over:
            raise RuntimeError("the runner is shut down")
        if self._threads is None:
            from concurrent.futures import ThreadPoolExecutor  # not before the first job: start-up

            self._threads = ThreadPoolExecutor(self._number, thread_name_prefix="job")
        self._live.append(job)
        job.finished.connect(lambda: self._live.remove(job))
        future = self._threads.submit(job.run)
        self._futures.append(future)
        job.finished.connect(lambda: self._futures.remove(future))
        job.finished.connect(job.deleteLater)  # its connections hold who asked, and who asked may hold a whole page
        return job

    @property
    def is_over(self) -> bool:
        """Whether it was shut down, with its window."""
        return self._over

    @property
    def busy(self) -> int:
        """How many jobs are not finished."""
        return len(self._live)

    def stop_all(self) -> None:
        """Cancel what runs and wait for it; it is not heard of again. Others can be started afterwards."""
        if not self._futures:
            return
        from concurrent.futures import wait

        for job in self._live:
            job.mute()
        wait(self._futures)
        for job in self._live:
            job.deleteLater()
        self._live.clear()
        self._futures.clear()

    def shut_down(self) -> None:
        """Cancel and wait. Afterwards no worker touches Qt."""
        for job in self._live:
            job.mute()
        self._over = True
        if self._threads is not None:
            self._threads.shutdown(wait=True, cancel_futures=True)
        self._live.clear()
        self._futures.clear()


class _Keyboard:
    """Where the keyboard was when a job began, or went to because its button was greyed."""

    def __init__(self, job: Job) -> None:
        self._known: list[QWidget | None] = []
        self._note()
        QTimer.singleShot(0, job, self._note)

    def _note(self) -> None:
        self._known.append(_focused())

    def moved_to(self) -> QWidget | None:
        """What has the keyboard now, if somebody has moved it there while the job went on."""
        now = _focused()
        return None if any(now is each for each in (None, *self._known)) else now


def _focused() -> QWidget | None:
    popup = QApplication.activePopupWidget()
    return (popup.focusWidget() if popup is not None else None) or QApplication.focusWidget()


def give_back(widget: QWidget) -> None:
    """Somebody went on elsewhere: what came of the job must not take the keyboard from there."""
    if isValid(widget) and widget.isVisible() and widget.isEnabled() and _focused() is not widget:
        widget.setFocus()


def start(
    runner: JobRunner,
    work: Work,
    done: Callable[[Any], object],
    failed: Callable[[Problem], object],
    progress: Callable[[int, int, str], object] | None = None,
    finished: Callable[[], object] | None = None,
) -> Job:
    """Start a job whose outcome goes to these functions, on the window's thread."""
    job = Job(work)
    began = _Keyboard(job)

    def on_failure(error: BaseException) -> None:
        if not isinstance(error, Problem):
            raise error
        failed(error)

    def on_success(result: Any) -> None:
        back = began.moved_to()
        done(result)
        if back is not None:
            give_back(back)

    job.succeeded.connect(on_success)
    job.failed.connect(on_failure)
    if progress is not None:
        job.progressed.connect(lambda n, total, text: progress(n, total, text))
    if finished is not None:
        job.finished.connect(lambda: finished())
    return runner.start(job)
