"""When somebody is reminded unasked: at the start, once a day, and when a change makes something due or overdue."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desk_app import reminders
from desk_app.reminders import Reminder, Told

if TYPE_CHECKING:
    from desk_app.progress import Progress
    from ui.session import Session

MINUTE = 60_000
SOON = 400
"""Milliseconds after a change: several in a row are looked at once."""
Found = tuple[date, tuple[Reminder, ...]]


class Reminding(QObject):
    """`told(reminders)`: what to tell now. `stands(reminders)`: all that is overdue or due today, after every look.

    Days are compared, never counted down to: a computer that slept, or whose clock was set, is asked again within a
    minute of being awake.
    """

    told = Signal(object)
    stands = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._day = session.today
        self._told: Told | None = None
        self._minutes = QTimer(self)
        self._minutes.setInterval(MINUTE)
        self._minutes.timeout.connect(self.look_at_clock)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.look)
        session.changed.connect(self._changed)

    def start(self) -> None:
        """Look once what is shown has been painted, and go on looking."""
        self._minutes.start()
        self._soon.start()

    def stop(self) -> None:
        """Look no more."""
        self._minutes.stop()
        self._soon.stop()

    def _changed(self) -> None:
        self._soon.start()

    def look_at_clock(self) -> None:
        """A new day begins with everything that reminds."""
        today = self._session.today
        if today != self._day:
            self._day, self._told = today, None
            self._session.day_began.emit()
            self.look()

    def look(self) -> None:
        """Work out what there is to tell, off the window's thread."""
        self._session.job(self._find, self._found)

    def _find(self, _progress: Progress) -> Found:
        desk = self._session.desk
        return desk.today(), desk.worklist()

    def _found(self, found: Found) -> None:
        day, listed = found
        if day != self._day:
            return  # it began meanwhile: the clock is looked at in a minute
        fresh, self._told = reminders.news(listed, self._told)
        self.stands.emit(tuple(reminder for reminder in listed if reminder.state in reminders.NOW))
        if fresh:
            self.told.emit(fresh)
