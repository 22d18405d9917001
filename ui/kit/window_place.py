"""Where the window stood and how large it was: kept when it is closed, put back if that is still on a screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.kit.preferences import Kept, Preferences

GRIP = QSize(160, 32)
"""So much of the top edge has to be in sight, so that the window can be taken hold of."""


def fitting(kept: Kept, screens: Sequence[QRect]) -> QRect | None:
    """Where to put the window so that it can be reached: in the middle of the first screen if its place is gone.

    `screens` are the free areas, the main one first. None when nothing is known of any screen.
    """
    if not screens:
        return None
    size = QSize(kept.width, kept.height)
    if kept.place is not None:
        corner = QPoint(*kept.place)
        grip = QRect(corner + QPoint((size.width() - GRIP.width()) // 2, 0), GRIP)
        for screen in screens:
            if screen.contains(grip):
                return QRect(corner, size.boundedTo(screen.size()))
    size = size.boundedTo(screens[0].size())
    left = (screens[0].size() - size) / 2
    return QRect(screens[0].topLeft() + QPoint(left.width(), left.height()), size)


class WindowPlace(QObject):
    """Looks after one window's place from now on."""

    def __init__(self, window: QWidget, preferences: Preferences) -> None:
        super().__init__(window)
        self._window, self._preferences = window, preferences
        window.installEventFilter(self)

    def show(self) -> None:
        """Show the window where it stood, maximised if it was."""
        self.put()
        self._window.show()

    def put(self) -> None:
        """Put the window where it stood, for whenever it is shown."""
        main = QGuiApplication.primaryScreen()
        others = [screen for screen in QGuiApplication.screens() if screen is not main]
        place = fitting(self._preferences.kept, [screen.availableGeometry() for screen in (main, *others)])
        if place is not None:
            self._window.resize(place.size())
            self._window.move(place.topLeft())
        if self._preferences.kept.maximised:
            self._window.setWindowState(Qt.WindowState.WindowMaximized)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # the type first, here and in other filters: some events come while this object goes
        if event.type() == QEvent.Type.Close and watched is self._window:
            self.keep()
        return False

    def keep(self) -> None:
        """Remember the place, and of a maximised window the one it goes back to."""
        window = self._window
        whole = window.isMaximized() or window.isFullScreen() or window.isMinimized()
        inside = window.normalGeometry() if whole else window.geometry()
        if not inside.isValid():
            return
        frame = inside.topLeft() if whole else window.pos()
        self._preferences.keep(
            place=(frame.x(), frame.y()), width=inside.width(), height=inside.height(), maximised=window.isMaximized()
        )
