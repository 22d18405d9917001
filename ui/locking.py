"""When an open window locks itself: nobody is there, the screen is locked, the computer goes to sleep."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.problems import Problem
from ui.idle import Idle
from ui.session import Session

if TYPE_CHECKING:
    from desk_app.due_dates import DueDates

LISTEN_AFTER_MILLISECONDS = 1000
AGAIN_MILLISECONDS = 250
WORK_MAY_TAKE_SECONDS = 600.0
"""An import or an export that runs may end first; after this it is cancelled, and leaves nothing half done."""
DIALOG_MAY_TAKE_SECONDS = 3.0
"""A dialog of the system that does not close by itself may keep the window from locking for so long."""

NOT_KEPT = Problem(
    "The window is not locked: what was typed could not be kept as a draft.",
    "Make room on the disk, or copy what you typed to a safe place. Press Ctrl+L once more to lock without it.",
)


class Locking(QObject):
    """`wanted` when an open store is to be locked now. `busy` says whether work is under way."""

    wanted = Signal()

    def __init__(self, window: QWidget, busy: Callable[[], bool]) -> None:
        super().__init__(window)
        self._busy = busy
        self._since = 0.0
        self.idle = Idle(self)
        self.idle.passed.connect(self.lock_soon)
        QTimer.singleShot(LISTEN_AFTER_MILLISECONDS, self, lambda: self._listen(window))
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MILLISECONDS)
        self._again.timeout.connect(self._try)
        self._open = False
        self._hurry = False

    def _listen(self, window: QWidget) -> None:
        from ui.system_locks import SystemLocks  # not before the first page is there: start-up

        system = SystemLocks(window)
        system.locked.connect(self.lock_soon)
        system.slept.connect(self.lock_now)

    def begin(self, session: Session) -> None:
        """A store is open. The sample holds nobody's words, so it does not lock for being left alone."""
        self._open = True
        self._set_minutes(session)
        session.changed.connect(lambda: self._set_minutes(session))

    def _set_minutes(self, session: Session) -> None:
        settings = session.settings()
        self.idle.begin(0 if settings.sample else settings.lock_minutes)

    def stop(self) -> None:
        """No store is open."""
        self._open = False
        self.idle.stop()
        self._again.stop()

    def lock_soon(self) -> None:
        """As soon as what is running has ended."""
        self._begin(hurry=False)

    def lock_now(self) -> None:
        """Whatever is running: it is cancelled."""
        self._begin(hurry=True)

    def _begin(self, *, hurry: bool) -> None:
        if not self._open:
            return
        self._hurry = self._hurry or hurry
        if not self._again.isActive():
            self._since, self._hurry = time.monotonic(), hurry
            self._again.start()
        self._try()

    def _try(self) -> None:
        waited = time.monotonic() - self._since
        if self._busy() and not self._hurry and waited < WORK_MAY_TAKE_SECONDS:
            return
        if not _dialogs_closed() and waited < DIALOG_MAY_TAKE_SECONDS:
            return  # the code that opened it goes on first; it may need its page
        self._again.stop()
        self.wanted.emit()


def dates_of(session: Session) -> DueDates | None:
    """What a locked window may go on knowing. Whatever is wrong with a store, it is locked: then nothing is known."""
    try:
        return session.desk.due_dates()
    except Exception:
        return None


def _dialogs_closed() -> bool:
    """Close what is in front of the window; whether nothing waits for it any more."""
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        if QApplication.activePopupWidget() is popup:
            break
    modal = QApplication.activeModalWidget()
    if modal is not None:
        modal.close()
    return QThread.currentThread().loopLevel() <= 1
