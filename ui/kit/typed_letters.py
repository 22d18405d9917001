"""Letters typed over a list choose from it: by the beginning of an item, of any word in it, or of another name."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

LEAST_INSIDE = 2
"""Letters from which on they are looked for inside a word, too."""
OtherNames = Mapping[str, Sequence[str]]
"""What else an item may be called, in small letters: Letter -> post."""
COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def found(typed: str, items: Sequence[str], names: OtherNames) -> int:
    """The place of the first item that has a word, else another name, that begins so, else the letters; -1 for none."""
    wanted = typed.casefold()

    def has_word(item: str) -> bool:
        return any(end.startswith(wanted) for end in _ends(item.casefold()))

    def is_named(item: str) -> bool:
        return any(name.startswith(wanted) for name in names.get(item, ()))

    def holds(item: str) -> bool:
        return len(wanted) >= LEAST_INSIDE and wanted in item.casefold()

    fitting = (n for fits in (has_word, is_named, holds) for n, item in enumerate(items) if fits(item))
    return next(fitting, -1)


def _ends(item: str) -> Iterable[str]:
    """The item from each of its words on: "child or young person", "or young person", "young person", "person"."""
    words = item.replace("/", " ").replace("(", " ").split()
    return (" ".join(words[n:]) for n in range(len(words)))


class Typed:
    """The letters typed one after the other, until there was a pause."""

    def __init__(self) -> None:
        self._letters, self._at = "", 0.0

    def after(self, event: QKeyEvent) -> str:
        """What was typed with this key; "" where the key is none for that."""
        letter = event.text()
        if not letter.isprintable() or not letter or event.modifiers() & COMMANDS:
            return ""
        now = time.monotonic()
        begun = now - self._at > QApplication.keyboardInputInterval() / 1000
        if begun and letter == " ":
            return ""  # it opens the list
        self._letters = letter if begun else self._letters + letter
        self._at = now
        return self._letters
