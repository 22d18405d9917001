"""Spelling beside an editor: words that are not known, what may have been meant, and the office's own words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desk_app import spelling
from desk_app.progress import Progress
from desk_app.spelling import Misspelt
from ui.kit.flow import Flow
from ui.kit.marked_text import MarkedText, Place
from ui.kit.widgets import clear, label, menu_button
from ui.session import Session

AFTER, SHOWN, LONGEST_SHOWN = 500, 8, 32  # milliseconds without a key; words; letters of one


class Speller(QObject):
    """One for all editors of a year. `ready` once the dictionary is read, and when the office's words have changed."""

    ready = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.is_ready = False
        self.own = session.settings().own_words

    def start(self) -> None:
        """Read the dictionary, off the window's thread."""
        if not self.is_ready:
            self._session.job(lambda progress: _load(progress), lambda _: self._loaded())

    def _loaded(self) -> None:
        self.is_ready = True
        self.ready.emit()

    def misspelt(self, text: str) -> tuple[Misspelt, ...]:
        """What is not known; nothing before the dictionary is there."""
        return spelling.misspelt(text, self.own) if self.is_ready else ()

    def places(self, text: str) -> list[Place]:
        """The same for underlining."""
        return [(found.start, len(found.word)) for found in self.misspelt(text)]

    def add(self, word: str) -> None:
        """Add a word to the office's own, for every report."""
        self.own = (*self.own, word)
        values = {"own_words": self.own}
        self._session.office.in_job(
            lambda progress: self._session.office.change_settings(values, progress), lambda _: self.ready.emit(),
            failed=self._session.tell,
        )  # fmt: skip


def _load(progress: Progress) -> None:
    progress(0, 1, "Reading the dictionary")
    spelling.load()


class SpellingLine(QWidget):
    """The words an editor has that are not known, each with a menu. Waits until nobody has typed for a moment."""

    def __init__(self, speller: Speller, editor: MarkedText) -> None:
        super().__init__()
        self._speller, self._editor = speller, editor
        self._row = Flow(self, across=6, down=4)
        self._words: list[Misspelt] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AFTER)
        self._later.timeout.connect(self.look)
        editor.changed.connect(self._later.start)
        speller.ready.connect(self._again)
        self.hide()
        self._again()

    def _again(self) -> None:
        if self._speller.is_ready:
            self._editor.set_checker(self._speller.places)
            self.look()

    @property
    def words(self) -> list[str]:
        """The words listed."""
        return [found.word for found in self._words]

    def look(self) -> None:
        """List what is not known now."""
        found = {m.word: m for m in reversed(self._speller.misspelt(self._editor.text()))}
        words = sorted(found.values(), key=lambda m: m.start)
        if [(m.word, m.start) for m in words] == [(m.word, m.start) for m in self._words]:
            return
        self._words = words
        clear(self._row)
        if words:
            self._row.addWidget(label("Spelling:", "hint"))
        for misspelt in words[:SHOWN]:
            self._row.addWidget(self._button(misspelt))
        if len(words) > SHOWN:
            self._row.addWidget(label(f"and {len(words) - SHOWN} more", "hint"))
        self.setVisible(bool(words))
        self.updateGeometry()

    def _button(self, misspelt: Misspelt) -> QWidget:
        menu = QMenu(self)
        menu.aboutToShow.connect(lambda: self._fill(menu, misspelt))
        shown = misspelt.word if len(misspelt.word) <= LONGEST_SHOWN else f"{misspelt.word[: LONGEST_SHOWN - 1]}…"
        made = menu_button(shown, menu, name=f"Not in the dictionary: {misspelt.word}")
        made.setProperty("role", "small")
        return made

    def _fill(self, menu: QMenu, misspelt: Misspelt) -> None:
        """Suggestions take a tenth of a second, so they are found when they are asked for."""
        menu.clear()
        found = spelling.suggestions(misspelt.word)
        for text in found:
            menu.addAction(text.replace("&", "&&"), self._replacing(misspelt, text))
        if not found:
            menu.addAction("No suggestions").setEnabled(False)
        menu.addSeparator()
        menu.addAction(f"Add “{misspelt.word}” to our own words", lambda: self._speller.add(misspelt.word))

    def _replacing(self, misspelt: Misspelt, by: str) -> Callable[[], None]:
        return lambda: self._editor.replace(misspelt.start, misspelt.word, by)
