"""Nobody has touched a key or the mouse for a while."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

LOOK_MILLISECONDS = 5000
TOUCHES = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.TabletPress, QEvent.Type.InputMethod, QEvent.Type.Drop,
})  # fmt: skip
Clock = Callable[[], float]


def awake() -> float:
    """Seconds that go on while the computer sleeps, where the system has such a clock."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class Idle(QObject):
    """`passed` when nothing was touched for so many minutes: again at each look until something is.

    Only what the system brings to a window is watched, not what Qt makes of it for each widget: that would cost time
    with every event.
    """

    passed = Signal()

    def __init__(self, parent: QObject, clock: Clock = awake) -> None:
        super().__init__(parent)
        self._clock = clock
        self._minutes = 0
        self._touched = clock()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MILLISECONDS)
        self._timer.timeout.connect(self.look)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)

    def begin(self, minutes: int) -> None:
        """From now on; 0 minutes never pass."""
        self._minutes = minutes
        self.touch()
        for window in QGuiApplication.topLevelWindows():
            self._watch(window)
        self._timer.start()

    def stop(self) -> None:
        """No more."""
        self._timer.stop()

    def touch(self) -> None:
        """Something was done."""
        self._touched = self._clock()

    def look(self) -> None:
        """Whether the time has passed."""
        if self._minutes and self._clock() - self._touched >= self._minutes * 60:
            self.passed.emit()

    def _watch(self, window: QWindow | None) -> None:
        """A window of ours, also a dialog's; once."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in TOUCHES:
            self.touch()
        return False
