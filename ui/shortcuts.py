"""The keyboard shortcuts, as the menus have them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from ui.kit.widgets import button, column_of, label, scrolling

MORE = (
    ("Down, Up", "From the search line into the list; from case to case"),
    ("Enter", "Open the selected case"),
    ("Esc", "From a case back to the list; out of a form"),
    ("Ctrl+S", "Save a form"),
    ("Alt+Up, Alt+Down", "Move an item of a bundle up or down"),
    ("R, K, T, N", "Marks of an example: replace, keep, type another, next open mark"),
    ("Page Down, Page Up", "Next and previous page of the report"),
    ("Ctrl++, Ctrl+-, Ctrl+0", "Larger, smaller, fit the width"),
)
WIDTH, HIGHEST, SLACK = 560, 560, 8


class ShortcutsDialog(QDialog):
    """Every verb that has a shortcut."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        box = column_of(self, margins=(24, 20, 24, 20), spacing=14)
        box.addWidget(label("Keyboard shortcuts", "h2"))
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 12, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        rows = [
            (action.shortcut().toString(QKeySequence.SequenceFormat.NativeText), action.text().replace("&", ""))
            for action in actions
            if not action.shortcut().isEmpty()
        ]
        for n, (keys, text) in enumerate([*dict(rows).items(), *MORE]):
            grid.addWidget(label(keys, "label"), n, 0)
            grid.addWidget(label(text, wrap=True), n, 1)
        area = scrolling(body)
        area.setFixedHeight(min(body.sizeHint().height() + SLACK, HIGHEST, max(200, parent.height() - 200)))
        box.addWidget(area)
        close = button("Close", self.accept, role="primary")
        close.setDefault(True)
        box.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(min(WIDTH, parent.width() - 40))
        close.setFocus()
