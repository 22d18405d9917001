"""What takes a moment: opening, reading, comparing, writing. One job at a time, with progress and Cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from desk_app.problems import Problem
from ui.kit.job import Job, Work
from ui.kit.widgets import OneLine, button, row_of
from ui.session import Session

SHOWN_AFTER = 150
"""Milliseconds: what is over sooner is not worth a line."""


class Working(QWidget):
    """The line that shows the job. `busy(bool)`, `cancelled()`."""

    busy = Signal(bool)
    cancelled = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._job: Job | None = None
        row = row_of(self, spacing=14)
        self.doing = OneLine("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress")
        self.cancel = button("Cancel", self.stop)
        row.addWidget(self.doing, 1)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SHOWN_AFTER)
        self._soon.timeout.connect(self._appear)
        self.hide()

    @property
    def running(self) -> bool:
        """Whether a job is not finished."""
        return self._job is not None

    def begin(
        self, doing: str, work: Work, done: Callable[[Any, bool], object], failed: Callable[[Problem], object]
    ) -> None:
        """Start a job. `done` gets its result, and whether Cancel came too late."""
        self.abandon()
        self.doing.setText(doing)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleDescription(doing)
        self._soon.start()
        job: Job
        job = self._session.job(
            work,
            lambda result: self._over(job, lambda: done(result, job.is_cancelled)),
            failed=lambda problem: self._over(job, lambda: failed(problem)),
            progress=lambda n, total, text: self._progress(job, n, total, text),
        )
        job.cancelled.connect(lambda: self._over(job, self.cancelled.emit))
        self._job = job
        self.busy.emit(True)

    def _over(self, job: Job, then: Callable[[], object]) -> None:
        """A job that was abandoned is not heard of again."""
        if self._job is not job:
            return
        self._rest()
        then()

    def _rest(self) -> None:
        self._job = None
        self._soon.stop()
        self.hide()
        self.busy.emit(False)

    def _appear(self) -> None:
        self.show()
        self.cancel.setFocus()

    def _progress(self, job: Job, done: int, total: int, text: str) -> None:
        if self._job is job:
            self.bar.setRange(0, total)
            self.bar.setValue(done)
            if text:
                self.doing.setText(f"{text}…")

    def stop(self) -> None:
        """Ask the job to stop."""
        if self._job is not None:
            self._job.cancel()

    def abandon(self) -> None:
        """Stop the job and hear nothing more of it."""
        if self._job is not None:
            self._job.cancel()
            self._rest()
