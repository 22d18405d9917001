"""The forms of the members' section: a new member, another passphrase, is this the recovery key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.roles import MANAGER, OFFICER
from ui.kit.flow import Flow
from ui.kit.form_rows import Field, OneOf
from ui.kit.passphrase import Passphrase
from ui.kit.widgets import Card, button, label
from ui.settings.new_passphrase import NewPassphrase

ROLES = {"Officer": OFFICER, "Manager": MANAGER}
OF_MANAGERS = "A manager also corrects dates, changes lists, procedures and members, and erases"
GIVEN_AWAY = "They choose it and type it themselves, twice. Nobody else needs to know it."


class MemberForm(Card):
    """A form with its own buttons. `asked` when everything is filled in; `left` to turn back."""

    asked = Signal()
    left = Signal()

    def __init__(self, title: str, about: str) -> None:
        super().__init__(title)
        self.box.setSpacing(16)
        self.box.addWidget(label(about, "muted", wrap=True))

    def finish(self, save: str) -> None:
        """Put the buttons beneath what stands there."""
        line = QWidget()
        flow = Flow(line)
        self.save = button(save, self.ask, role="primary")
        flow.addWidget(self.save)
        flow.addWidget(button("Cancel", self.left.emit))
        self.box.addWidget(line)

    def problems(self) -> dict[Field, str]:
        """What is wrong, by field; each says so."""
        raise NotImplementedError

    def ask(self) -> None:
        """Ask for it, if nothing is wrong."""
        wrong = self.problems()
        if wrong:
            next(iter(wrong)).take_focus()
        else:
            self.asked.emit()


class AddMember(MemberForm):
    """A name, a role, a passphrase."""

    def __init__(self, wrong_name: Callable[[str], str], known: tuple[str, ...]) -> None:
        super().__init__("Add a member", f"{GIVEN_AWAY} Their name stands beside what they save.")
        self._wrong_name = wrong_name
        self.name = Field("Name", QLineEdit(), needed=True)
        self.role = Field("Role", OneOf(ROLES, across=False), needed=True, hint=OF_MANAGERS)
        self.role.set_value(next(iter(ROLES)))
        self.passphrase = NewPassphrase()
        self.passphrase.begin(known)
        for widget in (self.name, self.role, self.passphrase):
            self.box.addWidget(widget)
        self.name.changed.connect(self._name_changed)
        self.finish("Add the member")

    def _name_changed(self) -> None:
        self.name.set_problem("")
        self.passphrase.beside(str(self.name.value()))

    def problems(self) -> dict[Field, str]:
        wrong = self._wrong_name(str(self.name.value()))
        self.name.set_problem(wrong)
        return {**({self.name: wrong} if wrong else {}), **self.passphrase.problems()}

    def take_focus(self) -> None:
        """To the first line."""
        self.name.take_focus()


class SetPassphrase(MemberForm):
    """Another passphrase; for one's own, the present one too."""

    def __init__(self, name: str, known: tuple[str, ...], *, own: bool) -> None:
        title = "Change your passphrase" if own else f"Reset the passphrase of {name}"
        about = (
            "Backups and copies made before keep your earlier one."
            if own
            else f"{GIVEN_AWAY} Their earlier passphrase opens nothing any more, except backups and copies made before."
        )
        super().__init__(title, about)
        self.name, self.own = name, own
        self.current = Field("Your passphrase now", Passphrase(), needed=True)
        self.box.addWidget(self.current)
        self.current.setVisible(own)
        self.passphrase = NewPassphrase()
        self.passphrase.begin((name, *known))
        self.box.addWidget(self.passphrase)
        self.current.changed.connect(partial(self.current.set_problem, ""))
        self.finish("Change the passphrase" if own else "Reset the passphrase")
        self.passphrase.entered.connect(self.ask)

    def problems(self) -> dict[Field, str]:
        wrong = "Enter the passphrase that you open the store with." if self.own and not self.current.value() else ""
        self.current.set_problem(wrong)
        return {**({self.current: wrong} if wrong else {}), **self.passphrase.problems()}

    def take_focus(self) -> None:
        """To the first line."""
        (self.current if self.own else self.passphrase.first).take_focus()


class AskPassphrase(MemberForm):
    """One's own passphrase, to be remembered."""

    def __init__(self) -> None:
        super().__init__("Remember your passphrase on this computer", "It is tried first.")
        self.passphrase = Field("Your passphrase", Passphrase(), needed=True)
        self.box.addWidget(self.passphrase)
        self.passphrase.changed.connect(partial(self.passphrase.set_problem, ""))
        assert isinstance(self.passphrase.input, Passphrase)
        self.passphrase.input.edit.returnPressed.connect(self.ask)
        self.finish("Remember it")

    def problems(self) -> dict[Field, str]:
        wrong = "" if self.passphrase.value() else "Enter your passphrase."
        self.passphrase.set_problem(wrong)
        return {self.passphrase: wrong} if wrong else {}

    def take_focus(self) -> None:
        """To its line."""
        self.passphrase.take_focus()


class CheckKey(MemberForm):
    """The recovery key as it stands on the sheet."""

    def __init__(self) -> None:
        super().__init__(
            "Check the recovery key",
            "Type it from the sheet that you keep. It is only compared: nothing is opened or changed.",
        )
        self.key = Field("Recovery key", QLineEdit(), needed=True, hint="Six groups of letters and digits")
        self.box.addWidget(self.key)
        self.key.changed.connect(partial(self.key.set_problem, ""))
        assert isinstance(self.key.input, QLineEdit)
        self.key.input.returnPressed.connect(self.ask)
        self.finish("Check it")

    def problems(self) -> dict[Field, str]:
        wrong = "" if self.key.value() else "Enter the recovery key."
        self.key.set_problem(wrong)
        return {self.key: wrong} if wrong else {}

    def take_focus(self) -> None:
        """To its line."""
        self.key.take_focus()
