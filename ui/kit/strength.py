"""How hard a passphrase is to guess, beneath it: in words and as a bar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.strength import EASY, FAIR, STEPS, STRONG, VERY_STRONG, Strength
from ui.kit.theme import colour
from ui.kit.widgets import column_of, label

_TOKENS = {EASY: "danger", FAIR: "warn", STRONG: "ok", VERY_STRONG: "ok"}


class _Bar(QWidget):
    """So many of four pieces are filled. The words beside it say the same, so it is not read out."""

    def __init__(self) -> None:
        super().__init__()
        self.level = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = 4.0
        piece = (self.width() - gap * (STEPS - 1)) / STEPS
        for step in range(STEPS):
            token = _TOKENS[self.level] if step < self.level else "line"
            painter.setBrush(colour(token))
            painter.setPen(colour(token))
            painter.drawRoundedRect(QRectF(step * (piece + gap) + 0.5, 1.0, piece - 1.0, 6.0), 3.0, 3.0)
        painter.end()


class StrengthMeter(QWidget):
    """A bar and a line of words beneath a passphrase."""

    def __init__(self) -> None:
        super().__init__()
        self.strength = Strength()
        box = column_of(self, spacing=5)
        self._bar = _Bar()
        self.words = label("", "hint", wrap=True)
        box.addWidget(self._bar)
        box.addWidget(self.words)
        self.hide()

    def show_strength(self, strength: Strength) -> None:
        """Show it; nothing while nothing is typed."""
        self.strength = strength
        self._bar.level = strength.level
        self._bar.update()
        self.words.setText(f"{strength.words} {strength.advice}".strip())
        self.setVisible(strength.level > 0)
