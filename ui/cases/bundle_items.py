"""The items of a bundle: ticked or not, in their order. Each is moved by its buttons, or by Alt and an arrow."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QCheckBox, QFrame, QSizePolicy, QVBoxLayout, QWidget

from desk_app.bundle import Item
from ui.kit.messages import announce
from ui.kit.widgets import OneLine, button, column_of, row_of, tool

INDENT, BOX, LEAST = 34, 40, 120


class _Elided(QCheckBox):
    """A box whose text ends in an ellipsis where there is no room for all of it; the tool tip then holds the whole."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(self.width(), LEAST) - BOX
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if shown == self._whole else self._whole)


class ItemRow(QFrame):
    """One item."""

    def __init__(self, item: Item) -> None:
        super().__init__()
        self.item = item
        self.setProperty("role", "row")
        line = row_of(self, margins=(0, 6, 0, 6), spacing=6)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.box = _Elided(item.title)
        self.box.setAccessibleName(f"{item.title}. {item.about}" if item.about else item.title)
        self.box.setAccessibleDescription("Alt and an arrow key move it up or down")
        self.box.setChecked(item.usual)
        words.addWidget(self.box)
        beneath = QWidget()
        row_of(beneath, margins=(INDENT, 0, 0, 0)).addWidget(OneLine(item.about, "hint"))
        words.addWidget(beneath)
        line.addLayout(words, 1)
        self.up = tool(f"Move {item.title} up", "chevron-up")
        self.down = tool(f"Move {item.title} down", "chevron-down")
        line.addWidget(self.up)
        line.addWidget(self.down)


class BundleItems(QWidget):
    """`changed` when something is ticked or moved."""

    changed = Signal()

    def __init__(self, items: Iterable[Item]) -> None:
        super().__init__()
        box = column_of(self, spacing=4)
        bar = QWidget()
        row = row_of(bar, spacing=16)
        self.all = button("Tick all", partial(self._tick_all, True), role="link")
        self.none = button("Tick none", partial(self._tick_all, False), role="link")
        row.addWidget(self.all)
        row.addWidget(self.none)
        row.addStretch(1)
        box.addWidget(bar)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        box.addLayout(self._list)
        self.rows: list[ItemRow] = []
        for keys, by in (("Alt+Up", -1), ("Alt+Down", 1)):  # a button would take the arrow for itself
            moving = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            moving.activated.connect(partial(self._shift_focused, by))
        self.show_items(items)

    def show_items(self, items: Iterable[Item]) -> None:
        """Other items: those that were there keep their place and their tick, new ones follow."""
        offered = {item.key: item for item in items}
        ticks = {row.item.key: row.box.isChecked() for row in self.rows}
        ordered = [key for key in ticks if key in offered] + [key for key in offered if key not in ticks]
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for key in ordered:
            row = ItemRow(offered[key])
            row.box.setChecked(ticks.get(key, offered[key].usual))
            row.box.toggled.connect(lambda _on: self.changed.emit())
            row.up.clicked.connect(partial(self._pressed, row, -1))
            row.down.clicked.connect(partial(self._pressed, row, 1))
            self.rows.append(row)
            self._list.addWidget(row)
        self._settle()

    def chosen(self) -> tuple[Item, ...]:
        """What is ticked, in order."""
        return tuple(row.item for row in self.rows if row.box.isChecked())

    def take_focus(self) -> None:
        """To the first item."""
        self.rows[0].box.setFocus()

    # --- moving
    def shift(self, row: ItemRow, by: int) -> bool:
        """Move an item up (-1) or down (1); whether there was room."""
        place = self.rows.index(row)
        to = place + by
        if not 0 <= to < len(self.rows):
            return False
        self.rows.insert(to, self.rows.pop(place))
        self._list.removeWidget(row)
        self._list.insertWidget(to, row)
        self._settle()
        announce(row.box, f"{row.item.title} is {to + 1} of {len(self.rows)}")
        self.changed.emit()
        return True

    def _pressed(self, row: ItemRow, by: int, _checked: bool = False) -> None:
        self.shift(row, by)
        wanted, other = (row.up, row.down) if by < 0 else (row.down, row.up)
        (wanted if wanted.isEnabled() else other).setFocus()

    def _tick_all(self, on: bool) -> None:
        for row in self.rows:
            row.box.setChecked(on)

    def _settle(self) -> None:
        """The first cannot go up, the last not down; Tab follows the order that is seen."""
        before: QWidget = self.none
        for n, row in enumerate(self.rows):
            row.up.setEnabled(n > 0)
            row.down.setEnabled(n < len(self.rows) - 1)
            for widget in (row.box, row.up, row.down):
                QWidget.setTabOrder(before, widget)
                before = widget

    def _shift_focused(self, by: int) -> None:
        focused = self.focusWidget()
        row = next((row for row in self.rows if focused is not None and row.isAncestorOf(focused)), None)
        if row is not None:
            self.shift(row, by)
