"""Go to anything: type a few letters, press Enter. Everything a menu can do, and what else is found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QMenu, QMenuBar, QWidget

from ui.kit import icons
from ui.kit.messages import announce
from ui.kit.widgets import column_of, label

WIDTH, ROW_HEIGHT, ROWS = 560, 38, 9
NOTHING = (
    "Nothing found. Try fewer letters. Found here are: whatever the menus can do, cases by reference, name or words, "
    "people, and pages of the help. What can be done with a case is found while that case is open."
)
_SPACES = re.compile(r"[\s-]+")
LEAST_TOGETHER = 4
"""Fewer letters are in many texts by chance, once the spaces are gone."""
MOVES = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something to go to or to do: its words, what stands at its right, its icon."""

    text: str
    beside: str
    icon: str | QAction
    call: Callable[[], object]


Search = Callable[[str], Iterable[Hit]]


class Palette(QDialog):
    """`hits` are offered at once; `more` is asked with what was typed, and comes first where a number was: no verb is
    meant by one.
    """

    def __init__(self, hits: Iterable[Hit], more: Search, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("Go to anything")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._all, self._more = list(hits), more
        self._shown: list[Hit] = []
        box = column_of(self, margins=(12, 12, 12, 12), spacing=8)
        self.line = QLineEdit()
        self.line.setPlaceholderText("What do you want to do, or which case?")
        self.line.setAccessibleName("Go to anything")
        self.line.setAccessibleDescription("Type a few letters, choose with the arrow keys, press Enter")
        self.line.addAction(icons.icon("search", "muted"), QLineEdit.ActionPosition.LeadingPosition)
        self.line.textChanged.connect(lambda _: self._fill())
        self.line.installEventFilter(self)
        box.addWidget(self.line)
        self.list = QListWidget()
        self.list.setAccessibleName("What was found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setIconSize(QSize(18, 18))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(lambda _: self.take())
        self.list.currentRowChanged.connect(self._say)
        box.addWidget(self.list)
        self.nothing = label(NOTHING, "muted", wrap=True)
        box.addWidget(self.nothing)
        self._fill()
        room = parent.width()
        self.setFixedWidth(min(WIDTH, room - 40))
        self.move(parent.mapToGlobal(QPoint((room - self.width()) // 2, 60)))
        self.line.setFocus()

    def _fill(self) -> None:
        typed = self.line.text().strip()
        fitting = [hit for hit in self._all if fits(typed, hit.text)]
        fitting.sort(key=lambda hit: not hit.text.casefold().startswith(typed.casefold()))
        found = list(self._more(typed)) if typed else []
        self._shown = [*found, *fitting] if any(map(str.isdigit, typed)) else [*fitting, *found]
        self.list.clear()
        for hit in self._shown:
            self.list.addItem(_item(hit))
        self.list.setCurrentRow(0 if self._shown else -1)
        self.list.setVisible(bool(self._shown))
        self.list.setFixedHeight(min(len(self._shown), ROWS) * ROW_HEIGHT + 4)
        self.nothing.setVisible(not self._shown)
        if not self._shown:
            announce(self.line, NOTHING)
        self.adjustSize()

    def _say(self, row: int) -> None:
        if 0 <= row < len(self._shown):
            announce(self.line, self._shown[row].text)

    def take(self) -> None:
        """Do what is selected."""
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            call = self._shown[row].call
            self.close()
            call()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.line:
            if event.key() in MOVES:
                self._move(event.key())
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.take()
                return True
        return super().eventFilter(watched, event)

    def _move(self, key: int) -> None:
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: ROWS}.get(Qt.Key(key), -ROWS)
        if self._shown:
            self.list.setCurrentRow(max(0, min(len(self._shown) - 1, self.list.currentRow() + by)))


def fits(typed: str, text: str) -> bool:
    """Whether a text holds every word typed, or all of it written as one: "backup" is "Back up now" too."""
    wanted, said = typed.casefold(), text.casefold()
    if all(word in said for word in wanted.split()):
        return True
    together, said_together = (_SPACES.sub("", each) for each in (wanted, said))
    return len(together) >= LEAST_TOGETHER and together in said_together


def _item(hit: Hit) -> QListWidgetItem:
    item = QListWidgetItem(f"{hit.text}    {hit.beside}" if hit.beside else hit.text)
    item.setIcon(hit.icon.icon() if isinstance(hit.icon, QAction) else icons.icon(hit.icon))
    item.setSizeHint(QSize(0, ROW_HEIGHT))
    item.setToolTip(item.text())
    return item


def hits_of(bar: QMenuBar) -> list[Hit]:
    """Everything in a menu bar that can be done now; of what stands in two menus the first."""
    found: dict[str, Hit] = {}
    for top in bar.actions():
        menu = top.menu()
        if isinstance(menu, QMenu):
            for hit in _hits(menu):
                found.setdefault(hit.text.rstrip("…"), hit)
    return list(found.values())


def _hits(menu: QMenu) -> Iterable[Hit]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _hits(inner)
        elif action.isEnabled() and not action.isSeparator():
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            yield Hit(action.text().replace("&", ""), keys, action, action.trigger)
