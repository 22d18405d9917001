"""Backups that make themselves: one a day while a store is open, one before an import; a warning when they are old."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.problems import Problem
from desk_app.progress import Progress
from desk_app.store import backups
from ui.kit.preferences import Preferences
from ui.session import Session

SOON_MILLISECONDS = 4000
"""After opening, so that it never stands in the way of the first page."""
EVERY_MILLISECONDS = 20 * 60 * 1000
Clock = Callable[[], datetime]


class BackingUp(QObject):
    """Looks after the backups of one open store. Their folder is a preference of this computer; without it, none.

    `grown_old(text)`: there is no folder, and the last backup is long ago.
    """

    grown_old = Signal(str)

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        now: Clock = datetime.now,
        *,
        is_said: Callable[[], bool] = lambda: False,
    ) -> None:
        """`is_said`: whether the window's line says something, such as what was done with its Undo: it stays."""
        super().__init__(session)
        self._session, self._preferences, self._now = session, preferences, now
        self._is_said = is_said
        self.running = False
        self._is_over = False
        self._warned = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        session.before_import = self.before_import

    def begin(self) -> None:
        """Look soon, and from time to time."""
        QTimer.singleShot(SOON_MILLISECONDS, self, self.look)
        self._timer.start()

    def end(self) -> None:
        """The store is being closed: look no more, though a timer may be running out just now."""
        self._is_over = True
        self._timer.stop()

    @property
    def folder(self) -> Path | None:
        """Where they go."""
        chosen = self._preferences.kept.daily_backups
        return Path(chosen) if chosen else None

    def look(self) -> None:
        """Make today's backup if there is none yet; without a folder, warn once when the last one is old."""
        session = self._session
        if self._is_over or self.running or session.office.is_backing_up:
            return
        if not session.writable or session.settings().sample:
            return
        folder = self.folder
        if folder is None:
            self._warn_if_old()
            return
        self.running = True
        session.job(
            lambda progress: self._if_due(folder, progress), self._made, failed=self._failed, finished=self._finished
        )

    def _if_due(self, folder: Path, progress: Progress) -> Path | None:
        now = self._now()
        last = self._session.office.last_backup_in(folder, now)
        if not backups.is_due(last.date() if last else None, now.date()):
            return None
        return self._session.office.back_up_by_itself(folder, now, progress)

    def before_import(self, progress: Progress) -> None:
        """A backup as the store is now. On the import's own thread; without a folder there is none."""
        folder = self.folder
        if folder is not None and self._session.has_cases():
            self._session.office.back_up_by_itself(folder, self._now(), progress)

    def _made(self, out: Path | None) -> None:
        """Quiet when all is well."""

    def _failed(self, problem: Problem) -> None:
        self._session.tell(Problem(f"Today’s backup was not made. {problem.message}", problem.remedy))

    def _finished(self) -> None:
        self.running = False

    def _warn_if_old(self) -> None:
        office, today = self._session.office, self._now().date()
        at, begun = office.last_backup_at(), office.begun_at()
        if not at and begun and begun.astimezone().date() >= today:
            return  # on its first day nobody has missed a backup
        old = backups.is_old(at.date() if at else None, today)
        if old and not self._warned and self._session.has_cases() and not self._is_said():
            self._warned = True
            self.grown_old.emit(
                f"The last backup is of {at:%d/%m/%Y}." if at else "This store has never been backed up."
            )
