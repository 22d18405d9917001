"""From the help back to where one was: the page as it was left, and the keyboard where it was."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid


class WayBack:
    """Remembers a page's key and what had the keyboard there; key "" before the help was asked for."""

    def __init__(self) -> None:
        self.key = ""
        self._focused: QWidget | None = None

    def remember(self, key: str, focused: QWidget | None) -> None:
        """The help is about to be shown."""
        self.key, self._focused = key, focused

    def return_to_keyboard(self) -> None:
        """Give the keyboard back, where what had it is still there."""
        if self._focused is not None and isValid(self._focused) and self._focused.isVisible():
            self._focused.setFocus()
