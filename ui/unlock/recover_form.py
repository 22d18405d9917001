"""Into a store with its recovery key, when the passphrase is forgotten; and a new passphrase at once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.strength import estimate
from ui.kit.form_rows import Choice, Field
from ui.kit.passphrase import Passphrase
from ui.kit.strength import StrengthMeter
from ui.kit.widgets import Card, button, label, row_of
from ui.unlock.twice import DIFFERENT, say_when_they_differ


class RecoverForm(Card):
    """`asked(Path, recovery key, member, new passphrase or "")`; `left` when the user turns back."""

    asked = Signal(object, str, str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__("Open with the recovery key")
        self._path = Path()
        self._members: tuple[str, ...] = ()
        self._store = label("", wrap=True)
        self.key = Field(
            "Recovery key",
            QLineEdit(),
            needed=True,
            hint="Six groups of letters on the sheet that was printed. Capitals and dashes do not matter, nor whether "
            "you read a letter O or a nought, a letter I or a one",
        )
        self.who = Field("Who are you?", Choice(()), needed=True, hint="Your name stands beside what you save")
        self.first = Field(
            "New passphrase",
            Passphrase(),
            hint="It takes the place of the forgotten one. Leave both lines empty to keep the passphrase as it is",
        )
        self.meter = StrengthMeter()
        self.second = Field("New passphrase again", Passphrase())
        for widget in (self._store, self.key, self.who, self.first, self.meter, self.second):
            self.box.addWidget(widget)
        row = QWidget()
        line = row_of(row, spacing=10)
        self.open = button("Open the store", self.ask, role="primary", icon="lock-open")
        line.addWidget(self.open)
        line.addWidget(button("Back", self.left.emit))
        line.addStretch(1)
        self.box.addWidget(row)
        for field in (self.key, self.who, self.first, self.second):
            field.changed.connect(partial(field.set_problem, ""))
        say_when_they_differ(self.first, self.second)
        self.first.changed.connect(self._weigh)
        for edit in (
            self.key.input,
            *(f.input.edit for f in (self.first, self.second) if isinstance(f.input, Passphrase)),
        ):
            assert isinstance(edit, QLineEdit)
            edit.returnPressed.connect(self.ask)

    def begin(self, path: Path, members: tuple[str, ...]) -> None:
        """For that store; `members` are those with a passphrase of their own."""
        self.forget()
        self._path, self._members = path, members
        only = members[0] if len(members) == 1 else ""
        self._store.setText(f"The store {path.stem}{f', as {only}' if only else ''}.")
        assert isinstance(self.who.input, Choice)
        self.who.input.offer(members)
        self.who.set_value(only)
        self.who.setVisible(not only)

    def take_focus(self) -> None:
        """To the first line."""
        self.key.take_focus()

    def forget(self) -> None:
        """Nothing of what was typed stays."""
        for field in (self.key, self.who, self.first, self.second):
            field.set_value("")
            field.set_problem("")
        for field in (self.first, self.second):
            assert isinstance(field.input, Passphrase)
            field.input.hide_it()

    def wrong_key(self, problem: str) -> None:
        """Say so beside the key."""
        self.key.set_problem(problem)
        assert isinstance(self.key.input, QLineEdit)
        self.key.input.selectAll()
        self.key.take_focus()

    def ask(self) -> None:
        """Ask to open, if everything needed is there."""
        problems = {
            self.key: "" if self.key.value() else "Enter the recovery key.",
            self.who: "" if self.who.value() else "Choose who you are.",
            self.first: "",
            self.second: "",
        }
        if (self.first.value() or self.second.value()) and not self._weigh():
            problems[self.first] = "Enter a passphrase that is harder to guess, or leave both lines empty."
        if self.first.value() and self.first.value() != self.second.value():
            problems[self.second] = DIFFERENT
        for field, problem in problems.items():
            field.set_problem(problem)
        wrong = [field for field, problem in problems.items() if problem]
        if wrong:
            wrong[0].take_focus()
        else:
            self.asked.emit(self._path, self.key.value(), self.who.value(), self.first.value())

    def _weigh(self) -> bool:
        strength = estimate(self.first.value(), (self._path.stem, *self._members))
        self.meter.show_strength(strength)
        return strength.enough
