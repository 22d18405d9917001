"""The recovery key of a new store: shown once, to be printed, saved or copied before the store is opened."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QLineEdit, QWidget

from desk_app.problems import Problem
from ui.kit import clipboard
from ui.kit.form_rows import Field
from ui.kit.messages import Message
from ui.kit.widgets import Card, button, label, row_of
from ui.unlock.recovery_sheet import HOW_TO_READ, Sheet

MADE = (
    "The store is made. This key opens it if the passphrase is ever forgotten. It was tried at once. It is shown only "
    "now: nobody, not even the makers of this program, can show it again. While the store can be opened, a manager can "
    "make a new one in Settings, under Members, which takes the place of this one."
)
RENEWED = (
    "This is the store’s new recovery key. It was tried at once. It is shown only now. The earlier key opens nothing "
    "any more, except backups and copies made before."
)
READ_AS = str.maketrans({"0": "O", "1": "I", "8": "B"})
"""As the store reads what looks alike."""


class RecoveryKey(Card):
    """`kept` when the user says that they have it."""

    kept = Signal()

    def __init__(self, about: str = MADE, go_on: str = "Open the store") -> None:
        super().__init__("Keep the recovery key")
        self._sheet: Sheet | None = None
        self.box.addWidget(label(about, wrap=True))
        self.text = QLabel()
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setProperty("role", "mono")
        self.text.setWordWrap(True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setAccessibleName("Recovery key")
        self.text.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.addWidget(self.text)
        self.box.addWidget(label(HOW_TO_READ, "muted", wrap=True))
        row = QWidget()
        line = row_of(row, spacing=10)
        self.print = button("Print…", self._print, icon="printer")
        self.save = button("Save…", self._save, icon="save")
        self.copy = button("Copy", self._copy, icon="copy")
        for made in (self.print, self.save, self.copy):
            line.addWidget(made)
        line.addStretch(1)
        self.box.addWidget(row)
        self.message = Message()
        self.box.addWidget(self.message)
        self.noted = QCheckBox("I have kept it in a safe place")
        self.noted.setAccessibleName(self.noted.text())
        self.noted.setAccessibleDescription("Needed before the store is opened")
        self.typed = Field(
            "The last six letters or digits, from where you kept it",
            QLineEdit(),
            needed=True,
            hint="So that you know that what you kept can be read",
        )
        self.box.addWidget(self.typed)
        self.box.addWidget(self.noted)
        self.go_on = button(go_on, self._go_on, role="primary", icon="lock-open")
        self.go_on.setEnabled(False)
        self.noted.toggled.connect(self.go_on.setEnabled)
        self.typed.changed.connect(lambda: self.typed.set_problem(""))
        assert isinstance(self.typed.input, QLineEdit)
        self.typed.input.returnPressed.connect(self.go_on.click)
        self.box.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)

    def show_key(self, store: Path, member: str, recovery_key: str, made_on: date) -> None:
        """Show the key of a store that was just made."""
        self._sheet = Sheet(store, member, recovery_key, made_on)
        self.text.setText(_in_lines(recovery_key))
        self.text.setAccessibleDescription(f"Its letters: {' '.join(recovery_key)}")
        self.noted.setChecked(False)
        self.typed.set_value("")
        self.message.hide()

    def forget(self) -> None:
        """It is nowhere in the window any more."""
        self._sheet = None
        self.text.clear()
        self.text.setAccessibleDescription("")
        self.noted.setChecked(False)
        self.typed.set_value("")
        self.typed.set_problem("")

    def _go_on(self) -> None:
        """Only with the end of the key as it was kept: what was printed badly is noticed now, not when it is needed."""
        kept = "".join(filter(str.isalnum, str(self.typed.value()).upper())).translate(READ_AS)
        if self._sheet is not None and kept != self._sheet.recovery_key.rpartition("-")[2]:
            self.typed.set_problem("This is not how the key ends. Compare it with what you kept, or keep it again.")
            self.typed.take_focus()
            return
        self.kept.emit()

    def take_focus(self) -> None:
        """To the key, so that it is read out."""
        self.text.setFocus()

    # --- three ways to keep it
    def save_to(self, target: Path) -> None:
        """Save the sheet, and say where it is."""
        if self._sheet is None:
            return
        try:
            self._sheet.save(target)
        except Problem as problem:
            self._say("danger", problem.message, problem.remedy)
        else:
            self._say("ok", f"Saved as {target}", "Move it to where only the team’s manager can read it.")

    def _save(self) -> None:
        if self._sheet is None:
            return
        start = str(Path.home() / self._sheet.file_name)
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Save the recovery key", start, "PDF, to print later (*.pdf);;Plain text (*.txt)"
        )
        if chosen:
            self.save_to(Path(chosen))

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        if dialog.exec() and self._sheet is not None:  # the system's own dialog knows no other way
            self._sheet.print_on(printer)
            self._say("ok", "Sent to the printer", "Look whether it came out whole before you go on.")
        dialog.deleteLater()

    def _copy(self) -> None:
        if self._sheet is None:
            return
        clipboard.copy_secret(self._sheet.recovery_key)
        self._say("info", "Copied", "Paste it into the team’s password safe within two minutes: then it is forgotten.")

    def _say(self, tone: str, title: str, text: str) -> None:
        self.message.say(tone, title, text)
        self.message.announce(f"{title}. {text}")


def _in_lines(recovery_key: str) -> str:
    """Two lines of as many groups, to be read off."""
    groups = recovery_key.split("-")
    half = (len(groups) + 1) // 2
    return "\n".join("-".join(part) for part in (groups[:half], groups[half:]))
