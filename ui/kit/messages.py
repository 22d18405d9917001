"""Lines in the window that say what happened: no dialog where a line does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.kit.icons import IconLabel
from ui.kit.widgets import button, clear, label, restyle, row_of, tool

ICONS = {"danger": "circle-alert", "warn": "triangle-alert", "ok": "circle-check", "info": "info"}


class HearsProblems:
    """What is around pages and hears that something on one of them says that something is wrong."""

    def problem_came(self) -> None:
        """Something else that was done well is no news any more."""
        raise NotImplementedError


def tell_around(widget: QWidget) -> None:
    """A problem is shown in `widget`."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, HearsProblems):
            around.problem_came()
        around = around.parentWidget()


class Message(QFrame):
    """A message in one of four tones, with a title, a text and perhaps a button. Hidden until it says something."""

    dismissed = Signal()

    def __init__(self, *, can_go: bool = False) -> None:
        super().__init__()
        self.setProperty("role", "message")
        self.setProperty("tone", "info")
        self._low = self._title_alone = False
        row = self._row = row_of(self, margins=(16, 12, 12, 12), spacing=12)
        self._icon = IconLabel("info", "info", 20)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(3)
        self._title = label("", "h3", wrap=True)
        self._text = label("", wrap=True)
        words.addWidget(self._title)
        words.addWidget(self._text)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(1)
        words.addLayout(self._lines)
        row.addLayout(words, 1)
        self._beside = QHBoxLayout()
        row.addLayout(self._beside)
        if can_go:
            row.addWidget(tool("Close this message", "x", self.dismiss), 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def say(self, tone: str, title: str, text: str = "") -> None:
        """Show a message: tone danger, warn, ok or info."""
        self.setProperty("tone", tone)
        self._icon.show_icon(ICONS[tone], tone)
        self._row.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop if text else Qt.AlignmentFlag.AlignVCenter)
        self._title.setText(title)
        self._text.setText(text)
        self.fit(low=self._low, title_alone=self._title_alone)
        self.setAccessibleName(f"{title} {text}".strip())
        for widget in (self, self._title, self._text):
            restyle(widget)
        self.show()
        if tone == "danger":
            tell_around(self)

    def offer(self, text: str, pressed: Callable[[], object]) -> QPushButton:
        """A button beneath the text; beside the title where that is all that is said, to keep it low."""
        made = button(text, pressed, role="link")
        if self._text.text():
            self.add_line(made)
        else:
            self._beside.addWidget(made, 0, Qt.AlignmentFlag.AlignVCenter)
        return made

    def add_line(self, widget: QWidget) -> None:
        """A widget beneath the text."""
        self._row.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        self._lines.addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)

    def clear_lines(self) -> None:
        """Take away what was added to the text."""
        clear(self._lines)
        clear(self._beside)

    def fit(self, *, low: bool, title_alone: bool = False) -> None:
        """Closer together where there is little height, perhaps without the text beneath the title."""
        self._low, self._title_alone = low, title_alone
        edge = 3 if low else 12 if self._text.text() else 8
        self._row.setContentsMargins(16, edge, 12, edge)
        self._text.setVisible(bool(self._text.text()) and not title_alone)

    def dismiss(self) -> None:
        """Go away."""
        self.hide()
        self.dismissed.emit()

    def announce(self, text: str) -> None:
        """Let a screen reader say it now."""
        announce(self, text)


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say something that did not take the focus."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))
