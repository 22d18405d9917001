"""What is shown while a store is made or unlocked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from ui.kit.widgets import Card, button, label


class Waiting(Card):
    """Progress, and Cancel."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._doing = label("", "h2", wrap=True)
        self._text = label("", "muted", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Progress")
        self.cancel = button("Cancel", self.cancelled.emit)
        self.box.addWidget(self._doing)
        self.box.addWidget(self._bar)
        self.box.addWidget(self._text)
        self.box.addWidget(self.cancel)

    def begin(self, doing: str) -> None:
        """Something begins; how long it takes is not known yet."""
        self._doing.setText(doing)
        self._text.setText("This takes a moment.")
        self._bar.setRange(0, 0)
        self.cancel.setAccessibleDescription(doing)
        self.cancel.setFocus()

    def show_progress(self, done: int, total: int, text: str) -> None:
        """So much is done."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if text:
            self._text.setText(text)
