"""What a page says when there is nothing on it yet: what this is, and what to do next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.kit.icons import IconLabel
from ui.kit.widgets import Card, button, label, row_of

BUTTON_GAP, STACKED_WIDTH = 10, 320


@dataclass(frozen=True, slots=True)
class Offer:
    """A button of an empty page."""

    text: str
    pressed: Callable[[], object]
    icon: str = ""
    primary: bool = False


class EmptyState(Card):
    """A title, a sentence, and the next steps as buttons, one above the other where there is no room side by side."""

    def __init__(self, title: str, text: str, offers: Iterable[Offer] = (), *, icon: str = "inbox") -> None:
        super().__init__(margins=(28, 32, 28, 32))
        self.box.setSpacing(10)
        mark = QWidget()
        row_of(mark).addWidget(IconLabel(icon, "muted", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        self.box.addWidget(mark)
        self.title = label(title, "h2", wrap=True)
        self.text = label(text, "muted", wrap=True)
        for words in (self.title, self.text):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self.box.addWidget(words)
        self.buttons: list[QPushButton] = [
            button(offer.text, offer.pressed, role="primary" if offer.primary else "", icon=offer.icon)
            for offer in offers
        ]
        line = QWidget()
        line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # else it could not get narrow
        self._line = row_of(line, margins=(0, 8, 0, 0), spacing=BUTTON_GAP)
        self._line.addStretch(1)
        for made in self.buttons:
            self._line.addWidget(made)
        self._line.addStretch(1)
        self.box.addWidget(line)
        line.setVisible(bool(self.buttons))
        self.box.addStretch(1)  # where it is given more height, what it says stays together

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        margins = self.box.contentsMargins()
        room = event.size().width() - margins.left() - margins.right()
        needed = sum(made.sizeHint().width() + BUTTON_GAP for made in self.buttons)
        across = room >= needed
        side = 0 if across else max(0, (room - STACKED_WIDTH) // 2)  # one above the other they need not be so wide
        self._line.setContentsMargins(side, 8, side, 0)
        direction = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        if self._line.direction() != direction:
            self._line.setDirection(direction)
