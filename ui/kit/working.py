"""A line that shows a job: what is being done, how far it is, and Cancel. It stays away from what is over at once."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.kit.job import Job
from ui.kit.keyboard import hold_near
from ui.kit.widgets import OneLine, button, row_of

PATIENCE_MILLISECONDS = 250


class Working(QWidget):
    """Shows one job at a time."""

    def __init__(self, name: str) -> None:
        super().__init__()
        row = row_of(self, spacing=14)
        self._doing = OneLine(role="muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(name)
        self.cancel = button("Cancel", self._cancel)
        row.addWidget(self._doing, 2)
        row.addWidget(self.bar, 3)
        row.addWidget(self.cancel)
        self._job: Job | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(PATIENCE_MILLISECONDS)
        self._late.timeout.connect(self.show)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether a job is running."""
        return self._job is not None

    def watch(self, doing: str, job: Job) -> None:
        """Show this job until it is finished."""
        self._job = job
        self._doing.setText(doing)
        self._doing.setToolTip(doing)
        self.bar.setRange(0, 0)
        self.cancel.setEnabled(True)
        job.progressed.connect(self._progress)
        job.finished.connect(self._finished)
        self._late.start()

    def stop(self) -> None:
        """Cancel what runs and show it no more."""
        if self._job is not None:
            self._job.cancel()
        self._finished()

    def _progress(self, done: int, total: int, text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if text:
            self._doing.setText(text)
            self._doing.setToolTip(text)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self.cancel.setEnabled(False)
            self._doing.setText("Stopping…")

    def _finished(self) -> None:
        self._job = None
        self._late.stop()
        hold_near(self)
        self.hide()
