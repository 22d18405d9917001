"""A new passphrase, typed twice, with how hard it is to guess."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.strength import estimate
from ui.kit.form_rows import Field
from ui.kit.passphrase import Passphrase
from ui.kit.strength import StrengthMeter
from ui.kit.widgets import column_of

HARDER = "Enter a passphrase that is harder to guess: see the line beneath."
DIFFERENT = "Enter the same passphrase as above."


class NewPassphrase(QWidget):
    """`entered` when Return is pressed in it."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._known: tuple[str, ...] = ()
        self._whose = ""
        box = column_of(self, spacing=14)
        self.first = Field(
            "New passphrase",
            Passphrase(),
            needed=True,
            hint="Three or four words that have nothing to do with each other",
        )
        self.meter = StrengthMeter()
        self.second = Field("New passphrase again", Passphrase(), needed=True)
        for widget in (self.first, self.meter, self.second):
            box.addWidget(widget)
        self.first.changed.connect(self._weigh)
        for field in (self.first, self.second):
            field.changed.connect(lambda field=field: field.set_problem(""))
            assert isinstance(field.input, Passphrase)
            field.input.edit.returnPressed.connect(self.entered)

    def begin(self, known: Iterable[str]) -> None:
        """Empty; `known` are words that anybody would try first."""
        self._known = tuple(known)
        self.forget()

    def beside(self, name: str) -> None:
        """Whose it is, where the name is typed beside it: tried first too."""
        self._whose = name
        self._weigh()

    def forget(self) -> None:
        """Nothing of what was typed stays."""
        for field in (self.first, self.second):
            field.set_value("")
            field.set_problem("")
            assert isinstance(field.input, Passphrase)
            field.input.hide_it()

    def problems(self) -> dict[Field, str]:
        """What is wrong, beside its field."""
        found: dict[Field, str] = {}
        if not self.first.value():
            found[self.first] = "Enter a passphrase."
        elif not self._weigh():
            found[self.first] = HARDER
        elif self.first.value() != self.second.value():
            found[self.second] = DIFFERENT
        for field in (self.first, self.second):
            field.set_problem(found.get(field, ""))
        return found

    def value(self) -> str:
        """The passphrase."""
        return str(self.first.value())

    def _weigh(self) -> bool:
        strength = estimate(self.first.value(), (*self._known, self._whose))
        self.meter.show_strength(strength)
        return strength.enough
