"""A backup into a store again: looked at first, then restored; what was there is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from ui.kit.form_rows import Field, enter_does
from ui.kit.messages import Message
from ui.kit.passphrase import Passphrase
from ui.kit.widgets import Card, button, column_of, label, row_of

ENDINGS = "Backup (*.backup)"
SUFFIX = ".desk"


class RestoreForm(Card):
    """`looked(backup, store, passphrase, today's)` to see what would happen, `asked(...)` to do it; `left` to go back.

    `only_read(backup, passphrase)`: look into it, and restore nothing. Today's passphrase is asked where it is needed.
    """

    looked = Signal(object, object, str, str)
    asked = Signal(object, object, str, str)
    only_read = Signal(object, str)
    left = Signal()

    def __init__(self, data: Path) -> None:
        super().__init__("Restore a backup")
        self._data = data
        self.box.addWidget(
            label("The backup is opened and checked before anything is replaced. A store that is there is kept beside.",
                  "muted", wrap=True)
        )  # fmt: skip
        self.backup = Field("Backup", QLineEdit(), hint="The file whose name ends in .backup", needed=True)
        self.browse = button("Choose a file…", self._browse, icon="folder-open")
        self.store = Field("Restore to", QLineEdit(), hint="The store’s folder, ending in .desk", needed=True)
        self.secret = Field(
            "Passphrase", Passphrase(), hint="Of the day of the backup, or its recovery key", needed=True
        )
        self.today = Field(
            "Today’s passphrase", Passphrase(), needed=True,
            hint="Of the store that is there now. Only who can open it replaces it",
        )  # fmt: skip
        self.today.hide()
        self.found = Message()
        for widget in (self.backup, _left(self.browse), self.store, self.secret, self.today, self.found):
            self.box.addWidget(widget)
        row = QWidget()
        line = row_of(row, spacing=10)
        self.look = button("See what would happen", lambda: self._ask(self.looked.emit), role="primary")
        self.restore = button("Restore", lambda: self._ask(self.asked.emit), role="primary", icon="history")
        self.restore.hide()
        self.read = button("Only read it", self._ask_to_read, icon="book-open")
        self.read.setAccessibleDescription("Opens the backup for reading, and restores nothing")
        for made in (self.look, self.restore, self.read, button("Back", self.left.emit)):
            line.addWidget(made)
        line.addStretch(1)
        self.box.addWidget(row)
        for field in (self.backup, self.store, self.secret, self.today):
            field.changed.connect(partial(field.set_problem, ""))
            field.changed.connect(self.look_again)
        self.store.changed.connect(lambda: self._ask_for_today(False))
        enter_does(self._enter, (self.backup, self.store, self.secret, self.today))

    def suggest(self, backup: Path | None) -> None:
        """The last backup, where none was named yet."""
        if backup is not None and not self.backup.value():
            self.backup.set_value(str(backup))

    def _ask_to_read(self) -> None:
        problems = {
            self.backup: "" if self.backup.value() else "Choose the backup.",
            self.secret: "" if self.secret.value() else "Enter the passphrase.",
        }
        for field, problem in problems.items():
            field.set_problem(problem)
        wrong = [field for field, problem in problems.items() if problem]
        if wrong:
            wrong[0].take_focus()
        else:
            self.only_read.emit(Path(self.backup.value()).expanduser(), str(self.secret.value()))

    def _enter(self) -> None:
        """Look first; only once that was done, restore."""
        self._ask(self.looked.emit if self.restore.isHidden() else self.asked.emit)

    def take_focus(self) -> None:
        """To the first line that is empty."""
        lines = (self.backup, self.store, self.secret, *([] if self.today.isHidden() else [self.today]))
        empty = next((f for f in lines if not f.value()), None)
        (empty or self.backup).take_focus()

    def forget(self) -> None:
        """No passphrase stays."""
        self.secret.set_value("")
        self._ask_for_today(False)
        self.look_again()

    def ask_for_today(self) -> None:
        """The store that is there opens with another passphrase than the backup: that one too."""
        self._ask_for_today(True)

    def _ask_for_today(self, asked: bool) -> None:
        if not asked:
            self.today.set_value("")
        self.today.setVisible(asked)

    def show_found(self, said: str) -> None:
        """What restoring would do; now it can be asked for."""
        self.found.say("info", "What would happen", said)
        self.found.announce(said)
        self.look.hide()
        self.restore.show()
        self.restore.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_again(self) -> None:
        """Something else was entered, or it did not go: look before restoring."""
        self.found.hide()
        self.restore.hide()
        self.look.show()

    def _browse(self) -> None:
        start = self.backup.value() or str(self._data)
        chosen, _ = QFileDialog.getOpenFileName(self, "Choose the backup", start, ENDINGS)
        if chosen:
            self.choose(Path(chosen))

    def choose(self, backup: Path) -> None:
        """Take a backup; the store it came from is the likely target."""
        self.backup.set_value(str(backup))
        if not self.store.value():
            name = backup.stem.split(" 20")[0].rsplit("-20", 1)[0] or "Restored"
            self.store.set_value(str(self._data / f"{name}{SUFFIX}"))
        self.secret.take_focus()

    def _ask(self, emit: Callable[[Path, Path, str, str], object]) -> None:
        wanted = [
            (self.backup, "Choose the backup."),
            (self.store, "Enter where the store shall be."),
            (self.secret, "Enter the passphrase."),
        ]
        if not self.today.isHidden():
            wanted.append((self.today, "Enter today’s passphrase, or restore under another name."))
        for field, problem in wanted:
            field.set_problem("" if field.value() else problem)
        if self.store.value() and not self.store.value().endswith(SUFFIX):
            self.store.set_problem("End the name with .desk.")
        wrong = next((field for field, _ in wanted if field.problem), None)
        if wrong is not None:
            wrong.take_focus()
            return
        backup, store = Path(self.backup.value()).expanduser(), Path(self.store.value()).expanduser()
        emit(backup, store, self.secret.value(), self.today.value())


def _left(widget: QWidget) -> QWidget:
    made = QWidget()
    column_of(made).addWidget(widget, 0, Qt.AlignmentFlag.AlignLeft)
    return made
