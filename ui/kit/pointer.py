"""What comes by itself and moves a page down waits for the pointer: nobody's click is to land on something else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QPoint, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QWidget

LOOK_MILLISECONDS = 250
STILL_MILLISECONDS = 1500
"""Nobody aims for so long without moving."""
LONGEST_MILLISECONDS = 20_000


def when_still(page: QWidget, call: Callable[[], object], where: Callable[[], QPoint] = QCursor.pos) -> None:
    """Call at once where the pointer is not over `page`, else as soon as it has stood still; at last in any case."""
    if not _is_over(page, where()):
        call()
        return
    timer = QTimer(page)
    still, waited = QElapsedTimer(), QElapsedTimer()
    still.start()
    waited.start()
    last = where()

    def look() -> None:
        nonlocal last
        now = where()
        if now != last:
            last = now
            still.restart()
        long_enough = still.elapsed() >= STILL_MILLISECONDS or waited.elapsed() >= LONGEST_MILLISECONDS
        if long_enough or not _is_over(page, now):
            timer.stop()
            timer.deleteLater()
            call()

    timer.timeout.connect(look)
    timer.start(LOOK_MILLISECONDS)


def _is_over(page: QWidget, at: QPoint) -> bool:
    return page.isVisible() and page.window().isActiveWindow() and page.rect().contains(page.mapFromGlobal(at))
