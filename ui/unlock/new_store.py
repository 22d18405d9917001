"""A new store: its name and folder, who you are, a passphrase; then its recovery key, once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui.kit.form_rows import Field
from ui.kit.passphrase import Passphrase
from ui.kit.widgets import Card, button, column_of, label, row_of

if TYPE_CHECKING:
    from desk_app.store import Store

SUFFIX = ".desk"
LEAST_LETTERS = 10


class NewStoreForm(QWidget):
    """`asked(Path, member, passphrase)`; later `finished(Store)`; `left` when the user turns back."""

    asked = Signal(object, str, str)
    finished = Signal(object)
    left = Signal()

    def __init__(self, data: Path) -> None:
        super().__init__()
        self._store: Store | None = None
        box = column_of(self, spacing=16)
        self._form = self._build_form(data)
        self._key = self._build_key()
        box.addWidget(self._form)
        box.addWidget(self._key)
        self._key.hide()

    def _build_form(self, data: Path) -> Card:
        card = Card("Make a new store")
        self.name = Field("Name of the store", QLineEdit("Feedback"), needed=True)
        self.folder = Field(
            "Folder", QLineEdit(str(data)), needed=True, hint="On this computer, not on a network drive"
        )
        self.member = Field("Your name", QLineEdit(), needed=True, hint="It stands beside what you save")
        self.first = Field(
            "Passphrase", Passphrase(), needed=True, hint="Several words are easy to remember and hard to guess"
        )
        self.second = Field("Passphrase again", Passphrase(), needed=True)
        self._fields = (self.name, self.folder, self.member, self.first, self.second)
        for field in self._fields:
            card.box.addWidget(field)
        row = QWidget()
        line = row_of(row, spacing=10)
        line.addWidget(button("Make the store", self.ask, role="primary"))
        line.addWidget(button("Back", self.left.emit))
        line.addStretch(1)
        card.box.addWidget(row)
        return card

    def _build_key(self) -> Card:
        card = Card("Print this recovery key and lock it away")
        card.box.addWidget(
            label(
                "It is shown only now. If the passphrase is forgotten, it is the only way into the store: nobody else "
                "can open it.",
                wrap=True,
            )
        )
        self._key_text = label("", "mono", wrap=True, selectable=True)
        self._key_text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card.box.addWidget(self._key_text)
        card.box.addWidget(
            button("Copy the key", lambda: QGuiApplication.clipboard().setText(self._key_text.text()), icon="copy"),
            0,
            Qt.AlignmentFlag.AlignLeft,
        )
        self.noted = QCheckBox("I have printed it or written it down")
        self.noted.setAccessibleDescription("Needed before the store is opened")
        card.box.addWidget(self.noted)
        self.go_on = button("Open the store", self._go_on, role="primary")
        self.go_on.setEnabled(False)
        self.noted.toggled.connect(self.go_on.setEnabled)
        card.box.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def take_focus(self) -> None:
        """To the first line."""
        self.name.take_focus()

    def path(self) -> Path:
        """Where the store would be."""
        name = str(self.name.value())
        return Path(self.folder.value()).expanduser() / (name if name.endswith(SUFFIX) else name + SUFFIX)

    def ask(self) -> None:
        """Ask for the store, if everything is filled in."""
        wrong = self._problems()
        for field in self._fields:
            field.set_problem(wrong.get(field, ""))
        if wrong:
            next(iter(wrong)).take_focus()
        else:
            self.asked.emit(self.path(), self.member.value(), _text(self.first))

    def _problems(self) -> dict[Field, str]:
        found: dict[Field, str] = {}
        if not self.name.value() or set(self.name.value()) & set('/\\:*?"<>|'):
            found[self.name] = "Enter a name without slashes, colons or other signs that folders cannot have."
        elif self.path().exists():
            found[self.name] = f"There is already a folder {self.path().name}. Enter another name."
        if not self.folder.value():
            found[self.folder] = "Enter the folder to keep the store in."
        if not self.member.value():
            found[self.member] = "Enter your name."
        if len(_text(self.first)) < LEAST_LETTERS:
            found[self.first] = f"Enter a passphrase of at least {LEAST_LETTERS} letters."
        elif _text(self.first) != _text(self.second):
            found[self.second] = "Enter the same passphrase as above."
        return found

    def show_key(self, store: Store, recovery_key: str) -> None:
        """The store is made: show its recovery key, once."""
        self._store = store
        self._key_text.setText(recovery_key)
        for field in (self.first, self.second):
            field.set_value("")
        self._form.hide()
        self._key.show()
        self.noted.setFocus()

    def let_go(self) -> None:
        """Close a store whose key is still in sight."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def _go_on(self) -> None:
        store, self._store = self._store, None
        self._key_text.clear()
        self.noted.setChecked(False)
        self._key.hide()
        self._form.show()
        self.finished.emit(store)


def _text(field: Field) -> str:
    assert isinstance(field.input, Passphrase)
    return field.input.edit.text()  # a passphrase keeps its spaces
