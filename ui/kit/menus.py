"""Menus from data: every verb with its shortcut, so that shortcuts can be learnt."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.kit import icons
from ui.kit.theme import Mode

MODES = (
    (Mode.SYSTEM, "Same as the system", "monitor"),
    (Mode.LIGHT, "Light", "sun"),
    (Mode.DARK, "Dark", "moon"),
    (Mode.HIGH_CONTRAST, "High contrast", "contrast"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a menu. `always`: also while nothing is open."""

    text: str
    shortcut: str
    icon: str
    call: Callable[[], object]
    always: bool = False


def fill(menu: QMenu, entries: Iterable[Entry | None], owner: QWidget) -> list[tuple[Entry, QAction]]:
    """Put entries into a menu; None is a line between them."""
    made = []
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        action = QAction(entry.text, owner)
        if entry.icon:
            action.setIcon(icons.icon(entry.icon))
        if entry.shortcut:
            action.setShortcut(QKeySequence(entry.shortcut))
        action.triggered.connect(lambda _on=False, call=entry.call: call())
        menu.addAction(action)
        made.append((entry, action))
    return made


def look_menu(menu: QMenu, mode: Callable[[], Mode], chosen: Callable[[Mode], object], owner: QWidget) -> None:
    """As the system, light, dark, or high contrast. Whenever it is opened, it shows which `mode` is in force."""
    group = QActionGroup(owner)
    for each, text, icon in MODES:
        action = QAction(icons.icon(icon), text, owner)
        action.setCheckable(True)
        action.setChecked(each is mode())
        menu.aboutToShow.connect(lambda a=action, m=each: a.setChecked(mode() is m))
        action.triggered.connect(lambda _on=False, m=each: chosen(m))
        group.addAction(action)
        menu.addAction(action)
