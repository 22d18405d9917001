"""A card with filters, lines, and the rest of the lines on request."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.kit.filter_chip import ChoiceChip
from ui.kit.flow import Flow
from ui.kit.widgets import Card, button, clear, label

AT_ONCE = 40


class ListCard(Card):
    """Shows `AT_ONCE` lines, then more whenever it is asked. Its filters are `chips`.

    `asked` when other lines, or more of them, are wanted: up to `limit`.
    """

    asked = Signal()

    def __init__(self, title: str, chips: Sequence[ChoiceChip]) -> None:
        super().__init__(margins=(20, 16, 16, 14))
        self.box.setSpacing(8)
        self._name = title
        self.chips = chips
        self.limit = AT_ONCE
        self.title = label(title, "h2", wrap=True)
        self.box.addWidget(self.title)
        line = QWidget()
        flow = Flow(line)
        for chip in chips:
            chip.changed.connect(self._narrowed)
            flow.addWidget(chip)
        self.box.addWidget(line)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.box.addLayout(self._lines)

    def show_lines(self, lines: Sequence[QWidget], count: int, nothing: str) -> None:
        """These lines of so many; `nothing` is said where there are none."""
        clear(self._lines)
        self.title.setText(f"{self._name}: {count:,}")
        before: QWidget = self.chips[-1]
        for line in lines:
            self._lines.addWidget(line)
            for widget in line.findChildren(QPushButton):  # made anew, the keyboard would come to them last of all
                QWidget.setTabOrder(before, widget)
                before = widget
        if not count:
            self._lines.addWidget(label(nothing, "muted", wrap=True))
        if count > len(lines):
            more = button(f"Show more of {count - len(lines):,}", self._more, role="link")
            self._lines.addWidget(more)
            QWidget.setTabOrder(before, more)

    def _narrowed(self) -> None:
        self.limit = AT_ONCE
        self.asked.emit()

    def _more(self) -> None:
        self.limit += AT_ONCE * 5
        self.asked.emit()
