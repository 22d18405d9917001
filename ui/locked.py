"""What a window without an open store says of what is due: numbers from dates alone, or that it has to be unlocked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from desk_app.due_dates import DueDates

MINUTE = 60_000
UNKNOWN = "Unlock to see what is due"
NOTHING = "Nothing is due"


class Locked(QObject):
    """`stands(words)`: how many are due, after every look. `told(words)`: to tell when a new day begins."""

    stands = Signal(str)
    told = Signal(str)

    def __init__(self, today: Callable[[], date], parent: QObject) -> None:
        super().__init__(parent)
        self._today = today
        self._known: DueDates | None = None
        self._day = date.min
        self._minutes = QTimer(self)
        self._minutes.setInterval(MINUTE)
        self._minutes.timeout.connect(self.look_at_clock)

    def begin(self, known: DueDates | None) -> None:
        """The window is locked. `known` is None before the first unlocking."""
        self._known, self._day = known, self._today()
        self._minutes.start()
        self.stands.emit(self.words)

    def stop(self) -> None:
        """A store is open: what was known is forgotten."""
        self._minutes.stop()
        self._known = None

    @property
    def words(self) -> str:
        """What to say now."""
        return UNKNOWN if self._known is None else self._known.counted(self._today()) or NOTHING

    @property
    def sentence(self) -> str:
        """The same as it stands on the page."""
        return f"{self.words}." if self._known is None else f"Locked. {self.words}."

    def look_at_clock(self) -> None:
        """A new day begins with everything that reminds."""
        today = self._today()
        if today == self._day:
            return
        self._day = today
        self.stands.emit(self.words)
        if self._known is not None and (counts := self._known.counted(today, with_soon=True)):
            self.told.emit(counts)
