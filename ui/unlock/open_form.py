"""Which store, and its passphrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from ui.kit.form_rows import Field
from ui.kit.passphrase import Passphrase
from ui.kit.preferences import Preferences
from ui.kit.widgets import Card, button, column_of, label, row_of


class OpenForm(QWidget):
    """`asked(Path, passphrase)`, `sample_asked`, `new_asked`."""

    asked = Signal(object, str)
    sample_asked = Signal()
    new_asked = Signal()

    def __init__(self, preferences: Preferences, data: Path) -> None:
        super().__init__()
        self._data = data
        box = column_of(self, spacing=16)
        card = Card("Open your team’s store")
        box.addWidget(card)
        self.place = Field("Store", QLineEdit(), hint="The folder whose name ends in .desk", needed=True)
        card.box.addWidget(self.place)
        row = QWidget()
        links = row_of(row, spacing=10)
        links.addWidget(button("Choose a folder…", self._browse, icon="folder-open"))
        links.addStretch(1)
        card.box.addWidget(row)
        self.recent = QVBoxLayout()
        self.recent.setSpacing(1)
        card.box.addLayout(self.recent)
        self._offer_recent(preferences.kept.recent)
        self.passphrase = Passphrase()
        self.secret = Field("Passphrase", self.passphrase, needed=True)
        card.box.addWidget(self.secret)
        self.open = button("Open", self.ask, role="primary", icon="lock-open")
        card.box.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        for edit in (self.place.input, self.passphrase.edit):
            assert isinstance(edit, QLineEdit)
            edit.returnPressed.connect(self.ask)
        box.addWidget(self._others())

    def _others(self) -> Card:
        card = Card("No store yet?")
        card.box.addWidget(
            label("Look around with fictional people first, or make a store for your team.", "muted", wrap=True)
        )
        row = QWidget()
        line = row_of(row, spacing=10)
        self.sample = button("Open the sample store", self.sample_asked.emit, icon="users")
        self.new = button("Make a new store", self.new_asked.emit, icon="folder-plus")
        line.addWidget(self.sample)
        line.addWidget(self.new)
        line.addStretch(1)
        card.box.addWidget(row)
        return card

    def _offer_recent(self, recent: tuple[str, ...]) -> None:
        there = [Path(text) for text in recent if Path(text).exists()]
        if there:
            self.place.set_value(str(there[0]))
        for path in there[1:]:
            link = button(f"{path.name} in {path.parent}", lambda p=path: self.choose(p), role="link")  # type: ignore[misc]
            link.setAccessibleName(f"Recently opened: {path}")
            self.recent.addWidget(link)

    def choose(self, path: Path) -> None:
        """Take a store; the passphrase is next."""
        self.place.set_value(str(path))
        self.passphrase.edit.setFocus()

    def entered(self) -> tuple[Path, str]:
        """The store and the passphrase as they stand."""
        return Path(self.place.value()).expanduser(), self.passphrase.edit.text()

    def take_focus(self) -> None:
        """To the first empty line."""
        (self.secret if self.place.value() else self.place).take_focus()

    def forget_passphrase(self) -> None:
        """It does not stay in the form."""
        self.passphrase.edit.clear()

    def wrong_passphrase(self, problem: str) -> None:
        """Say so beside the field."""
        self.secret.set_problem(problem)
        self.passphrase.edit.selectAll()
        self.passphrase.edit.setFocus()

    def ask(self) -> None:
        """Ask to open, if both lines are filled."""
        path, passphrase = self.entered()
        self.place.set_problem("" if self.place.value() else "Choose the folder of the store.")
        self.secret.set_problem("" if passphrase else "Enter the passphrase.")
        if self.place.problem:
            self.place.take_focus()
        elif self.secret.problem:
            self.secret.take_focus()
        else:
            self.asked.emit(path, passphrase)

    def _browse(self) -> None:
        start = self.place.value() or str(self._data)
        chosen = QFileDialog.getExistingDirectory(self, "Choose the store’s folder", start)
        if chosen:
            self.choose(Path(chosen))
