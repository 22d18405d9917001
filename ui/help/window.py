"""The guide in a window of its own, while no store is open."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ui.help.screen import HelpScreen
from ui.kit.widgets import column_of

WIDTH, HEIGHT = 980, 680


class HelpWindow(QDialog):
    """Shows the page `key`. The window behind it stays usable; Escape closes this one."""

    def __init__(self, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Help")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("page")
        self.resize(min(WIDTH, parent.screen().availableSize().width()), HEIGHT)
        self.help = HelpScreen(parent)
        column_of(self).addWidget(self.help)
        self.help.show_topic(key)
        self.help.arrive()
