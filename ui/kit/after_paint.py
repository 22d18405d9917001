"""What may wait until a widget has been seen: work that would else be done before the first picture of a page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class AfterPaint(QObject):
    """Does something once, so long after the widget's next painting; nothing while it is not seen. Asking again
    before it is done puts it off.

    A timer alone does not do: Qt paints a few milliseconds after a change, and a timer that ended meanwhile goes first.
    """

    def __init__(self, widget: QWidget, do: Callable[[], object], milliseconds: int = 0) -> None:
        super().__init__(widget)
        self._widget, self._waits = widget, False
        self._after = QTimer(self)
        self._after.setSingleShot(True)
        self._after.setInterval(milliseconds)
        self._after.timeout.connect(do)

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be done."""
        return self._waits or self._after.isActive()

    def ask(self) -> None:
        """Do it after the next painting, which is asked for as well."""
        self._after.stop()
        self._waits = True
        self._widget.installEventFilter(self)
        self._widget.update()

    def stop(self) -> None:
        """It is not wanted any more."""
        self._after.stop()
        self._waits = False
        self._widget.removeEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._waits:
            self._waits = False
            self._widget.removeEventFilter(self)
            self._after.start()
        return False
