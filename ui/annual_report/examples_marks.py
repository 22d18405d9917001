"""The list of marks beside the text: what, why, what is decided. By keyboard: R, K, T decide, N goes to the next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desk_app.redaction import Decision, Mark
from ui.annual_report.examples_text import KEYS, said
from ui.kit import icons

ROW_HEIGHT = 52
ICONS = {
    Decision.OPEN: ("circle-question-mark", "warn"),
    Decision.REPLACE: ("circle-check", "primaryText"),
    Decision.KEEP: ("eye", "ok"),
}


class MarkList(QListWidget):
    """`pressed` as in the text; `moved(row)` when another mark is in hand."""

    pressed = Signal(str)
    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "parts")
        self.setAccessibleName("Marks")
        self.setAccessibleDescription("R replaces, K keeps, T types another text, N goes to the next that is open.")
        self.setIconSize(QSize(18, 18))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.currentRowChanged.connect(self.moved)

    def show_marks(self, text: str, marks: Sequence[Mark], chosen: int) -> None:
        """Show marks, one of them in hand."""
        self.blockSignals(True)
        while self.count() > len(marks):
            self.takeItem(self.count() - 1)
        while self.count() < len(marks):
            item = QListWidgetItem()
            item.setSizeHint(QSize(0, ROW_HEIGHT))
            self.addItem(item)
        for row, mark in enumerate(marks):
            item = self.item(row)
            words = " ".join(mark.covered(text).split())
            item.setText(f"{words}\n{mark.kind}, {said(mark)}")
            item.setToolTip(f"{words}\n{mark.reason}")
            spoken = f"{words}. {mark.kind}, {said(mark)}. {mark.reason} Mark {row + 1} of {len(marks)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            icon, token = ICONS[mark.decision]
            item.setIcon(icons.icon(icon, token))
        self.setCurrentRow(chosen)
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = KEYS.get(Qt.Key(event.key())) if event.modifiers() == Qt.KeyboardModifier.NoModifier else None
        if name:
            self.pressed.emit(name)
        else:
            super().keyPressEvent(event)
