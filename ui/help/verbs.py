"""What the menus of a window offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget


@dataclass(frozen=True, slots=True)
class MenuVerb:
    """A line of a menu: "Feedback", "Find a case", "Ctrl+F"."""

    menu: str
    name: str
    keys: str

    @property
    def said(self) -> str:
        """As a page says it."""
        return f"**{self.menu} > {self.name}**{f' (`{self.keys}`)' if self.keys else ''}"


def of_window(window: QWidget) -> dict[str, MenuVerb]:
    """The verbs of a window's menus by name; none for a window without menus."""
    bar = window.findChild(QMenuBar)
    return {verb.name: verb for verb in _of_bar(bar)} if bar is not None else {}


def _of_bar(bar: QMenuBar) -> Iterator[MenuVerb]:
    for action in bar.actions():
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield from _of_menu(menu, _plain(action.text()))


def _of_menu(menu: QMenu, place: str) -> Iterator[MenuVerb]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _of_menu(inner, f"{place} > {_plain(action.text())}")
        elif not action.isSeparator():
            yield MenuVerb(place, _plain(action.text()), _keys(action))


def _plain(text: str) -> str:
    """A menu's text without its mark for the keyboard, and without what Undo would undo."""
    return text.replace("&", "").partition(":")[0]


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
