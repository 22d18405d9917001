"""A new store: its name, whose it is, who you are, where it is kept, a passphrase; then its recovery key, once."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from desk_app.answers import wrong_name
from desk_app.strength import estimate
from ui import stores
from ui.kit.form_rows import Field
from ui.kit.messages import Message
from ui.kit.passphrase import Passphrase
from ui.kit.strength import StrengthMeter
from ui.kit.widgets import Card, button, column_of, label, row_of
from ui.unlock.places import concern
from ui.unlock.recovery_key import RecoveryKey
from ui.unlock.twice import DIFFERENT, say_when_they_differ

if TYPE_CHECKING:
    from desk_app.store import Store

SUFFIX = ".desk"
LONGEST_NAME = 120
"""Bytes: a folder's name may have 255, and its neighbours while it is rebuilt have longer endings."""
NOT_IN_NAMES = set('/\\:*?"<>|')
TAKEN_BY_WINDOWS = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


class NewStoreForm(QWidget):
    """`asked(Path, member, passphrase, council)`; later `finished(Store)`; `left` when the user turns back."""

    asked = Signal(object, str, str, str)
    finished = Signal(object)
    left = Signal()

    def __init__(self, data: Path) -> None:
        super().__init__()
        self._store: Store | None = None
        box = column_of(self, spacing=16)
        self._form = self._build_form(data)
        self.key = RecoveryKey()
        self.key.kept.connect(self._go_on)
        box.addWidget(self._form)
        box.addWidget(self.key)
        self.key.hide()

    def _build_form(self, data: Path) -> Card:
        card = Card("Make your team’s store")
        card.box.addWidget(
            label("One encrypted folder on this computer holds everything the team logs.", "muted", wrap=True)
        )
        self.name = Field(
            "Name of the store", QLineEdit("Feedback"), needed=True, hint="Your team or council, for example"
        )
        self.council = Field(
            "Your council",
            QLineEdit(),
            needed=True,
            hint="Letters and the annual report are in its name. You can change it in Settings",
        )
        self.member = Field("Your name", QLineEdit(), needed=True, hint="It stands beside what you save")
        self.folder = Field("Where to keep it", QLineEdit(str(data)), needed=True)
        self.warning = Message()
        self.first = Field(
            "Passphrase", Passphrase(), needed=True, hint="Three or four words that have nothing to do with each other"
        )
        self.meter = StrengthMeter()
        self.second = Field("Passphrase again", Passphrase(), needed=True)
        self._fields = (self.name, self.council, self.member, self.folder, self.first, self.second)
        browse = QWidget()
        line = row_of(browse)
        line.addWidget(button("Choose a folder…", self._browse, icon="folder-open"))
        line.addStretch(1)
        for widget in (
            self.name, self.council, self.member, self.folder, browse, self.warning, self.first, self.meter,
            self.second,
        ):  # fmt: skip
            card.box.addWidget(widget)
        card.box.addWidget(self._buttons())
        for field in self._fields:
            field.changed.connect(partial(field.set_problem, ""))
        say_when_they_differ(self.first, self.second)
        self.folder.changed.connect(self._look_at_place)
        for field in (self.first, self.name, self.council, self.member):
            field.changed.connect(self._weigh)
        self._look_at_place()
        return card

    def _buttons(self) -> QWidget:
        row = QWidget()
        line = row_of(row, spacing=10)
        line.addWidget(button("Make the store", self.ask, role="primary"))
        line.addWidget(button("Back", self.left.emit))
        line.addStretch(1)
        for field in self._fields:
            edit = field.input.edit if isinstance(field.input, Passphrase) else field.input
            assert isinstance(edit, QLineEdit)
            edit.returnPressed.connect(self.ask)
        return row

    def take_focus(self) -> None:
        """To where typing begins: the name of the store stands there already."""
        if self.key.isVisibleTo(self):
            self.key.take_focus()
        else:
            (self.council if self.name.value() else self.name).take_focus()

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
            self.asked.emit(self.path(), self.member.value(), self.first.value(), self.council.value())

    def _problems(self) -> dict[Field, str]:
        found = {
            self.name: self._problem_of_name(),
            self.council: "" if self.council.value() else "Enter the name of your council.",
            self.member: wrong_name(self.member.value()) if self.member.value() else "Enter your name.",
            self.folder: self._problem_of_folder(),
        }
        strength = self._weigh()
        if not self.first.value():
            found[self.first] = "Enter a passphrase."
        elif not strength:
            found[self.first] = "Enter a passphrase that is harder to guess: see the line beneath."
        if self.first.value() and self.first.value() != self.second.value():
            found[self.second] = DIFFERENT
        return {field: problem for field, problem in found.items() if problem}

    def _problem_of_name(self) -> str:
        name = str(self.name.value()).removesuffix(SUFFIX)
        if not name or set(name) & NOT_IN_NAMES or not name.isprintable() or name.endswith("."):
            return "Enter a name without slashes, colons or other signs that folders cannot have."
        if name.casefold() in TAKEN_BY_WINDOWS:
            return f"Windows keeps the name {name} for itself. Enter another name."
        if len(name.encode()) > LONGEST_NAME:
            return f"Enter a shorter name, of {LONGEST_NAME // 2} letters or so."
        if self.folder.value() and self.path().exists():
            return f"There is already a folder {self.path().name}. Enter another name."
        return ""

    def _problem_of_folder(self) -> str:
        folder = str(self.folder.value())
        if not folder:
            return "Enter the folder to keep the store in."
        if stores.is_on_network(folder):
            return "Choose a folder on this computer’s own disk: a store is not made on a network drive."
        return "" if Path(folder).expanduser().is_absolute() else "Choose the folder, or enter its whole path."

    def _weigh(self) -> bool:
        """Show how strong the passphrase is; whether it is strong enough."""
        strength = estimate(self.first.value(), (self.name.value(), self.council.value(), self.member.value()))
        self.meter.show_strength(strength)
        return strength.enough

    def _look_at_place(self) -> None:
        worry = concern(str(self.folder.value()))
        self.warning.setVisible(bool(worry))
        if worry:
            self.warning.say("warn", "Better somewhere else", worry)

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Where to keep the store", str(self.folder.value()))
        if chosen:
            self.folder.set_value(str(Path(chosen)))

    # --- the store is made
    def show_key(self, store: Store, recovery_key: str, made_on: date) -> None:
        """Show the recovery key of the store that was made, once."""
        self._store = store
        self.forget_passphrase()
        self.key.show_key(store.path, store.member, recovery_key, made_on)
        self._form.hide()
        self.key.show()
        self.key.take_focus()

    def forget_passphrase(self) -> None:
        """It does not stay in the form."""
        for field in (self.first, self.second):
            field.set_value("")
            assert isinstance(field.input, Passphrase)
            field.input.hide_it()

    def let_go(self) -> None:
        """Close a store whose key is still in sight."""
        self.key.forget()
        if self._store is not None:
            self._store.close()
            self._store = None

    def _go_on(self) -> None:
        store, self._store = self._store, None
        self.key.forget()
        self.key.hide()
        self._form.show()
        self.finished.emit(store)
