"""Where the window stood and how large it was: kept when it is closed, put back if that is still on a screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ui.kit.preferences import Kept, Preferences

GRIP = QSize(160, 32)
"""So much of the top edge has to be in sight, so that the window can be taken hold of."""
FRAME = QSize(16, 40)
"""Room for the title bar and edges that the system puts around a window; how much it takes is only known afterwards."""


def fitting(kept: Kept, screens: Sequence[QRect]) -> QRect | None:
    """The window's corner and inner size, all of it on a screen: the middle of the first one if its place is gone.

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
                return _inside(corner, size, screen)
    left = (screens[0].size() - size.boundedTo(screens[0].size() - FRAME)) / 2
    return _inside(screens[0].topLeft() + QPoint(left.width(), left.height()), size, screens[0])


def _inside(corner: QPoint, size: QSize, screen: QRect) -> QRect:
    """What stood there when the screen was larger, or things on it smaller, does not reach beyond its edges."""
    size = size.boundedTo(screen.size() - FRAME)
    furthest = screen.bottomRight() + QPoint(1, 1) - QPoint((size + FRAME).width(), (size + FRAME).height())
    left = max(min(corner.x(), furthest.x()), screen.left())
    top = max(min(corner.y(), furthest.y()), screen.top())
    return QRect(QPoint(left, top), size)


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
