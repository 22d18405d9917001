"""Chips that filter: one that opens a menu of choices, and one that is on or off. All of it by keyboard too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget

from ui.kit import icons, theme
from ui.kit.alike import distinct
from ui.kit.keyboard import PushButton
from ui.kit.widgets import restyle

HEIGHT, PADDING, ICON, GAP = 34, 14, 16, 6
WIDEST = 300
CLEARING = PADDING + ICON + GAP
"""Width at the right end of a chip in which a click clears it."""
Choices = Sequence[str]


class _Pill(PushButton):
    """A rounded button whose text ends in the middle with an ellipsis where it is too long; an icon at its right."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setProperty("role", "filter")
        self.setProperty("on", False)
        self.setAutoDefault(False)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._icon = "chevron-down"

    def look(self, text: str, icon: str, *, on: bool) -> None:
        """Show another text and icon; `on` where it leaves something out."""
        self._icon = icon
        self.setText(text)
        if self.property("on") != on:
            self.setProperty("on", on)
            restyle(self)
        self.updateGeometry()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.property("on") else QFont.Weight.Medium)
        return font

    def sizeHint(self) -> QSize:
        text = QFontMetrics(self._font()).horizontalAdvance(self.text()) + 2
        return QSize(min(WIDEST, text + 2 * PADDING + GAP + ICON), HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(120, self.sizeHint().width()), HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        token = "primaryText" if self.property("on") else "text"
        painter.setFont(self._font())
        painter.setPen(theme.colour(token))
        room = QRect(PADDING, 0, self.width() - 2 * PADDING - GAP - ICON, self.height())
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room.width() + 1)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        area = QRectF(self.width() - PADDING - ICON + 2, (self.height() - ICON) / 2, ICON, ICON)
        icons.draw(painter, self._icon, token, area)
        painter.end()


class ToggleChip(_Pill):
    """`changed` when it was switched on or off."""

    changed = Signal()

    def __init__(self, name: str, said: str) -> None:
        super().__init__(name)
        self.name = name
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setAccessibleDescription(said)
        self.setToolTip(said)
        self.toggled.connect(self._toggled)
        self.look(name, "plus", on=False)

    def _toggled(self, on: bool) -> None:
        self.look(self.name, "check" if on else "plus", on=on)
        self.changed.emit()

    def value(self) -> str:
        """The name while it is on, else ""."""
        return self.name if self.isChecked() else ""

    def clear(self) -> None:
        """Switch it off."""
        self.setChecked(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.isChecked():
            self.clear()
        else:
            super().keyPressEvent(event)


class ChoiceChip(_Pill):
    """`changed` when another choice was made. Space, Enter or Down opens its menu, Delete clears it.

    `choices` gives what there is to choose whenever the menu opens. Without `any_of` nothing can be cleared.
    """

    changed = Signal()

    def __init__(self, name: str, choices: Callable[[], Choices], any_of: str = "") -> None:
        super().__init__(name)
        self.name, self._choices, self._any = name, choices, any_of
        self._value = ""
        self.clicked.connect(self.open)
        self._show()

    def value(self) -> str:
        """What is chosen, "" for nothing."""
        return self._value

    def choose(self, value: str) -> None:
        """Choose a value; "" for none."""
        if value != self._value:
            self._value = value
            self._show()
            self.changed.emit()

    def clear(self) -> None:
        """Choose nothing."""
        if self._any:
            self.choose("")

    def _show(self) -> None:
        chosen, clearable = self._value, bool(self._value and self._any)
        self.look(f"{self.name}: {chosen}" if chosen else self.name, "x" if clearable else "chevron-down", on=clearable)
        self.setToolTip(f"{self.name}: {chosen}" if chosen else "")
        self.setAccessibleName(f"{self.name}: {chosen or self._any}")
        self.setAccessibleDescription("Opens a menu of choices" + (". Delete clears it" if clearable else ""))

    def open(self) -> None:
        """Open the menu beneath, on what is chosen."""
        menu = ChoiceMenu(self, self._any, self._choices(), self._value)
        menu.setAccessibleName(self.name)
        menu.chosen.connect(self.choose)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))
        menu.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._value:
            self.clear()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """On the cross: clear it. Elsewhere: its menu."""
        on_cross = event.position().x() > self.width() - CLEARING and self.rect().contains(event.position().toPoint())
        if self._value and self._any and on_cross and event.button() == Qt.MouseButton.LeftButton:
            self.setDown(False)
            self.clear()
        else:
            super().mouseReleaseEvent(event)


class ChoiceMenu(QMenu):
    """One of some choices, or any. Typing goes to the next that begins like that."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, any_of: str, choices: Choices, value: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._group = QActionGroup(self)
        if any_of:
            self._add(any_of, "", checked=not value)
            self.addSeparator()
        listed = list(choices) if not value or value in choices else [*choices, value]
        for each, text in distinct(listed).items():
            self._add(text, each, checked=each == value)
        if not listed:
            self.addAction("Nothing to choose yet").setEnabled(False)

    def _add(self, text: str, value: str, *, checked: bool) -> None:
        action = QAction(text.replace("&", "&&"), self)
        action.setCheckable(True)
        action.setChecked(checked)
        action.setData(value)
        if value and value != text:
            action.setToolTip(value)
            self.setToolTipsVisible(True)
        action.triggered.connect(lambda _on=False, v=value: self.chosen.emit(v))
        self._group.addAction(action)
        self.addAction(action)

    def start(self) -> None:
        """Put the keyboard on what is chosen."""
        checked = self._group.checkedAction() or next(iter(self._group.actions()), None)
        if checked is not None:
            self.setActiveAction(checked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text().casefold()
        if typed and typed.isprintable() and not typed.isspace():
            actions = self._group.actions()
            now = self.activeAction()
            after = actions.index(now) + 1 if now in actions else 0
            in_turn = [*actions[after:], *actions[:after]]
            found = next((a for a in in_turn if a.text().casefold().startswith(typed)), None)
            if found is not None:
                self.setActiveAction(found)
            return
        super().keyPressEvent(event)
