"""Help in small dialogs: the keyboard shortcuts as the menus have them, and what this is."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from ui.kit.widgets import button, column_of, label

MORE = (
    ("Down, Up", "From the search line into the list; from case to case"),
    ("Enter", "Open the selected case"),
    ("Esc", "From a case back to the list"),
    ("Ctrl+S", "Save a form"),
    ("Page Down, Page Up", "Next and previous page of the report"),
    ("Ctrl++, Ctrl+-, Ctrl+0", "Larger, smaller, fit the width"),
)


class _Dialog(QDialog):
    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.box = column_of(self, margins=(24, 20, 24, 20), spacing=14)
        self.box.addWidget(label(title, "h2"))

    def finish(self) -> None:
        close = button("Close", self.accept, role="primary")
        close.setDefault(True)
        self.box.addWidget(close)
        close.setFocus()


class ShortcutsDialog(_Dialog):
    """Every verb that has a shortcut."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget) -> None:
        super().__init__("Keyboard shortcuts", parent)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        rows = [
            (action.shortcut().toString(QKeySequence.SequenceFormat.NativeText), action.text().replace("&", ""))
            for action in actions
            if not action.shortcut().isEmpty()
        ]
        for n, (keys, text) in enumerate([*dict(rows).items(), *MORE]):
            grid.addWidget(label(keys, "label"), n, 0)
            grid.addWidget(label(text), n, 1)
        self.box.addLayout(grid)
        self.finish()


class AboutDialog(_Dialog):
    """Name, version, licence."""

    def __init__(self, version: str, parent: QWidget) -> None:
        super().__init__("Feedback Desk", parent)
        self.box.addWidget(label(f"Version {version}", "muted"))
        self.box.addWidget(
            label(
                "Logs compliments, comments and complaints about Children’s Services, keeps their clocks, and writes "
                "the annual report. All of it stays in one encrypted store on this computer; nothing is sent anywhere.",
                wrap=True,
            )
        )
        self.box.addWidget(label("Free software under the MIT licence.", "muted"))
        self.setMinimumWidth(460)
        self.finish()
