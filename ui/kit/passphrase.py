"""A line for a passphrase, with a button that shows it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.kit.widgets import row_of, tool


class Passphrase(QWidget):
    """Hidden until somebody asks to see it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = row_of(self, spacing=4)
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.textChanged.connect(lambda _: self.changed.emit())
        self.show_it = tool("Show the passphrase", "eye", self._toggle)
        self.show_it.setCheckable(True)
        row.addWidget(self.edit, 1)
        row.addWidget(self.show_it)
        self.setFocusProxy(self.edit)

    def describe(self, name: str, said: str) -> None:
        """Names for a screen reader."""
        self.edit.setAccessibleName(name)
        self.edit.setAccessibleDescription(said)

    def _toggle(self) -> None:
        shown = self.show_it.isChecked()
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.show_it.setToolTip("Hide the passphrase" if shown else "Show the passphrase")
