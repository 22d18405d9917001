"""A keyboard, and nothing else: keys go to whatever has the focus, and are counted."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

CONTROL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.NoModifier,
)


class Keyboard:
    """`pressed` counts the keys, a chord as one; QTest sends them as a keyboard would."""

    def __init__(self) -> None:
        self.pressed = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, *, times: int = 1) -> None:
        """Press a key, with what is held down."""
        for _ in range(times):
            QTest.keyClick(self._focus(), key, modifiers)
            self._count()

    def type(self, text: str) -> None:
        """Type some text (of ASCII letters: QTest knows no others)."""
        for letter in text:
            QTest.keyClicks(self._focus(), letter)
            self._count()

    def tab(self, times: int = 1) -> None:
        """On to the next field."""
        self.press(Qt.Key.Key_Tab, times=times)

    def tab_to(self, name: str) -> None:
        """Tab until a screen reader would say that name."""
        for _ in range(80):
            if self.said().startswith(name):
                return
            self.tab()
        raise AssertionError(f"{name} cannot be reached with Tab; the last was {self.said()}")

    def said(self) -> str:
        """What a screen reader says of the field with the focus."""
        return self._focus().accessibleName()

    def _focus(self) -> QWidget:
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        return focus

    def _count(self) -> None:
        self.pressed += 1
        QCoreApplication.processEvents()
