"""Lines beneath a text that say what of it the pages cannot carry."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desk_app.report import not_carried
from ui.kit.widgets import clear, column_of, label

SHOWN = 4


class CarriedLine(QWidget):
    """Out of sight while all of the text is printed as it looks. marks: whether **bold** can be carried there."""

    def __init__(self, *, marks: bool = True) -> None:
        super().__init__()
        self._of = not_carried.said if marks else not_carried.said_of_words
        self.said: tuple[str, ...] = ()
        self._lines = column_of(self, spacing=2)
        self.hide()

    def show_of(self, text: str) -> None:
        """Say it of this text."""
        said = self._of(text)[:SHOWN]
        if said == self.said:
            return
        self.said = said
        clear(self._lines)
        for one in said:
            self._lines.addWidget(label(one, "hint", wrap=True))
        self.setVisible(bool(said))
