"""The icon in the notification area, where there is one. It says how many, never who."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from ui.kit import icons

NAME = "Feedback Desk"
SHOWN_MILLISECONDS = 10_000
ASKED_TO_OPEN = (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick)


def is_there() -> bool:
    """Whether this computer has a notification area."""
    return bool(QSystemTrayIcon.isSystemTrayAvailable())


class Tray(QObject):
    """`opened` and `quit_asked`, from its menu; a press on it opens, too."""

    opened = Signal()
    quit_asked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._menu = QMenu()  # a tray cannot own its menu
        self._menu.addAction("Open", self.opened.emit)
        self._menu.addAction("Quit", self.quit_asked.emit)
        self._icon = QSystemTrayIcon(icons.app_icon(), self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self.opened)
        self.show_counts("")
        self._icon.show()

    def show_counts(self, counts: str) -> None:
        """ "2 overdue, 1 due today"; "" while nothing is, and while the store is locked."""
        self._icon.setToolTip(f"{NAME}: {counts}" if counts else NAME)

    def tell(self, counts: str) -> None:
        """Tell of what is newly due, for a few seconds. Other people may see the screen: counts only."""
        self._icon.showMessage(NAME, f"{counts}.", icons.app_icon(), SHOWN_MILLISECONDS)

    def let_go(self) -> None:
        """Take it away."""
        self._icon.hide()
        self._menu.deleteLater()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in ASKED_TO_OPEN:
            self.opened.emit()
