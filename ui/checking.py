"""Soon after a store is opened its pages are looked at, beside the work; once a year a backup should be tried out."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app.problems import Problem
from desk_app.progress import Progress
from ui.kit.preferences import Preferences
from ui.session import Session

SOON_MILLISECONDS = 8000
"""After opening: neither the first page nor today's backup waits for it."""
DRILL_DAYS = 365
DRILL = Problem(
    "It is a year since a backup was tried out on this computer.",
    "Lock the window (Ctrl+L), choose Restore a backup, and then See what would happen: it is opened and checked, and "
    "nothing is replaced.",
)


class Checking(QObject):
    """`damaged(Problem, Path or None)`: what is wrong with the store, and the last good backup if it can be reached."""

    damaged = Signal(object, object)

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__(session)
        self._session, self._preferences = session, preferences

    def begin(self) -> None:
        """Look soon."""
        QTimer.singleShot(SOON_MILLISECONDS, self, self.look)

    def look(self) -> None:
        """Look at every page of the store now, off the window's thread; then remind of the drill if it is time."""
        self._session.job(self._look, self._found)

    def _look(self, progress: Progress) -> tuple[list[str], Path | None]:
        office = self._session.office
        wrong = office.wrong_pages(progress)
        folder = self._preferences.kept.daily_backups
        return wrong, office.last_good_backup(Path(folder) if folder else None) if wrong else None

    def _found(self, found: tuple[list[str], Path | None]) -> None:
        wrong, backup = found
        if wrong:
            self.damaged.emit(damage(wrong, backup), backup)
        elif not self._session.settings().sample:
            self._remind_of_drill(self._session.today)

    def _remind_of_drill(self, today: date) -> None:
        noted = self._preferences.kept.drilled_on
        if not noted:
            note_drill(self._preferences, today)  # from the first day here a year is counted
        elif date.fromisoformat(noted) + timedelta(days=DRILL_DAYS) <= today:
            self._session.tell(DRILL)


def note_drill(preferences: Preferences, today: date) -> None:
    """A backup was opened and checked on this day."""
    preferences.keep(drilled_on=today.isoformat())


def damage(wrong: list[str], backup: Path | None) -> Problem:
    """What is damaged, what to do, and what there is to go back to."""
    what = "; ".join(wrong[:3]) + (f"; and {len(wrong) - 3:,} more" if len(wrong) > 3 else "")
    good = (
        f"The last good backup is {backup.name}: restore it, and the damaged store is kept beside it."
        if backup is not None
        else "Find its last backup and restore that: the damaged store is kept beside it."
    )
    return Problem(f"This store’s file is damaged: {what}.", f"Do not work on in it. {good}")
