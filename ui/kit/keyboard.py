"""Buttons for the keyboard: Enter presses them, as Space does; one that is greyed, or goes, leaves the keyboard near.

Qt would hand it to whatever comes next and scroll there: Enter would then press something nobody chose.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget
from shiboken6 import isValid

NOT_NOW = "not available now"


def hold_near(widget: QWidget) -> QWidget | None:
    """Before `widget` is greyed or hidden: what it has of the keyboard goes to what is around it, where Enter does
    nothing and Tab goes on from. None where it had no keyboard.
    """
    focused = widget.window().focusWidget()
    if focused is None or not (focused is widget or widget.isAncestorOf(focused)):
        return None
    around = widget.parentWidget()
    while around is not None and around.focusProxy() is not None:
        around = around.parentWidget()
    if around is None:
        focused.clearFocus()
    else:
        around.setFocus()
    return around


class KeepsPlace:
    """A button that gets the keyboard back when it can be pressed again, unless somebody has gone on meanwhile."""

    _held_at: QWidget | None = None
    _named = False  # what has the keyboard meanwhile, for a screen reader

    def about_to_be(self, enabled: bool) -> None:
        """Before it is greyed."""
        assert isinstance(self, QAbstractButton)
        if not enabled and self.isEnabled():
            self._held_at = hold_near(self)
            if self._held_at is not None and not self._held_at.accessibleName():
                self._held_at.setAccessibleName(f"{self.accessibleName()}: {NOT_NOW}")
                self._named = True

    def has_become(self, enabled: bool) -> None:
        """After it can be pressed again."""
        assert isinstance(self, QAbstractButton)
        if enabled and self._held_at is not None:
            held_at, self._held_at = self._held_at, None
            if self._named and isValid(held_at):
                held_at.setAccessibleName("")
            self._named = False
            if isValid(held_at) and self.window().focusWidget() is held_at:
                self.setFocus()


class PushButton(KeepsPlace, QPushButton):
    """A push button. Enter presses it once, however long it is held, and goes no further: no form is saved by it."""

    def setEnabled(self, enabled: bool) -> None:
        self.about_to_be(enabled)
        super().setEnabled(enabled)
        self.has_become(enabled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)


class IconButton(KeepsPlace, QToolButton):
    """A button that is only an icon. Enter presses it, too."""

    def setEnabled(self, enabled: bool) -> None:
        self.about_to_be(enabled)
        super().setEnabled(enabled)
        self.has_become(enabled)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)


ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def pressed_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press the button if the key is Enter; whether it was. Qt does so only in dialogs."""
    if event.key() not in ENTER or event.modifiers() & HELD:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True
