"""Navigation at the side of the window: a mark, pages. Icons alone where there is little room."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QSizePolicy, QWidget

from ui.kit import icons
from ui.kit.icons import AppMark, IconLabel
from ui.kit.keyboard import PushButton
from ui.kit.widgets import LOW, appear, column_of, label, restyle, row_of, scrolling

WIDE, NARROW, GAP, FOOT_ROOM = 224, 68, 14, 90
"""FOOT_ROOM: the mark above the pages, the edges, and air above the foot."""
CLOSE, CLOSE_GAP, LOW_SAVES = 1, 4, 12
"""Between pages and their groups where there is little height; and what a button with property `low` saves by
window.qss.
"""
Item = tuple[str, str, str, str]
"""(key, name, icon, shortcut) of a page. In the side bar None parts one group of pages from the next."""


class SideBar(QFrame):
    """`chosen(key)` when a page is asked for."""

    chosen = Signal(str)

    def __init__(self, brand: str, items: Iterable[Item | None], foot: str) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self._whole = column_of(self, margins=(12, 16, 12, 14))
        self._top = QWidget()
        line = row_of(self._top, margins=(6, 0, 0, 12), spacing=10)
        line.addWidget(AppMark(26))
        self._brand = label(brand)
        self._brand.setObjectName("brand")
        line.addWidget(self._brand, 1)
        self._whole.addWidget(self._top)
        middle = QWidget()
        box = self._pages = column_of(middle, spacing=4)
        group = QButtonGroup(self)
        self.pages: dict[str, QPushButton] = {}
        self._lighting, self._chosen_now = False, ""
        for item in items:
            if item is None:
                self._gap = QWidget()
                box.addWidget(self._gap)
                continue
            key, name, icon, shortcut = item
            made = _button(name, icon, shortcut)
            made.setCheckable(True)
            made.setAutoExclusive(True)  # said as one of several, not as a box to tick
            made.clicked.connect(partial(self._clicked, key))
            made.toggled.connect(partial(self._toggled, key))
            group.addButton(made)
            self.pages[key] = made
            box.addWidget(made)
        box.addStretch(1)
        room = scrolling(middle)  # never squeezed: Tab and the wheel bring into sight what has no room
        room.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._whole.addWidget(room, 1)
        self._bottom = QWidget()
        row = row_of(self._bottom, margins=(12, 8, 0, 0), spacing=8)
        row.addWidget(IconLabel("lock", "muted", 14))
        self._foot = label(foot, "hint")
        row.addWidget(self._foot, 1)
        self._whole.addWidget(self._bottom)
        self.fit(narrow=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little height: the pages closer together, then in lower buttons, then alone."""
        super().resizeEvent(event)
        low = self.height() < LOW
        appear(self._top, not low)
        needed = self._pages.minimumSize().height() + self._bottom.sizeHint().height() + FOOT_ROOM
        appear(self._bottom, not low and self.height() >= needed)
        close = low or self.height() < self._height_of_all(4, GAP, 16 + 14)
        tight = low or self.height() < self._height_of_all(CLOSE, CLOSE_GAP, 6 + 4)
        self._whole.setContentsMargins(12, 6 if close else 16, 12, 4 if close else 14)
        self._pages.setSpacing(CLOSE if close else 4)
        self._gap.setFixedHeight(CLOSE_GAP if close else GAP)
        for made in self.pages.values():
            if bool(made.property("low")) != tight:
                made.setProperty("low", tight)
                restyle(made)

    def _height_of_all(self, between: int, gap: int, edges: int) -> int:
        """What the mark and every page need, with buttons of their usual height, so far apart."""
        made = next(iter(self.pages.values()))
        usual = made.sizeHint().height() + (LOW_SAVES if made.property("low") else 0)
        return edges + self._top.sizeHint().height() + len(self.pages) * (usual + between) + gap

    def light(self, key: str) -> None:
        """Show where one is."""
        self._lighting = True
        self.pages[key].setChecked(True)
        self._lighting = False

    def _toggled(self, key: str, on: bool) -> None:
        """A screen reader chooses like this, without a click; a click comes with one."""
        if on and not self._lighting:
            self._chosen_now = key
            QTimer.singleShot(0, self, self._forget)
            self.chosen.emit(key)

    def _clicked(self, key: str) -> None:
        if self._chosen_now != key:
            self.chosen.emit(key)

    def _forget(self) -> None:
        self._chosen_now = ""

    def fit(self, *, narrow: bool) -> None:
        """With names, or with icons alone: their names stay as tool tips and for screen readers."""
        self.setFixedWidth(NARROW if narrow else WIDE)
        for made in self.pages.values():
            made.setText("" if narrow else f"  {made.accessibleName()}")
            made.setProperty("narrow", narrow)
            restyle(made)
        for text in (self._brand, self._foot):
            appear(text, not narrow)


def _button(name: str, icon: str, shortcut: str) -> QPushButton:
    made = PushButton()
    made.setAccessibleName(name)
    made.setAccessibleDescription(shortcut)
    made.setToolTip(f"{name} ({shortcut})")
    made.setIcon(icons.icon(icon))
    made.setIconSize(QSize(20, 20))
    made.setProperty("role", "nav")
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setAutoDefault(False)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made
