"""A document's new name, asked for beneath it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from desk_app.records import Document
from ui.kit.form_rows import Field
from ui.kit.widgets import button, column_of, row_of

LONGEST = 200


class Renaming(QFrame):
    """A line for the new name, with Save and Cancel. `rename` gives what is wrong with the name, "" after saving."""

    def __init__(self, document: Document, rename: Callable[[str], str], stop: Callable[[], None]) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        box = column_of(self, margins=(0, 4, 0, 4), spacing=8)
        self.line = QLineEdit(document.name)
        self.line.setMaxLength(LONGEST)
        self._rename, self._stop = rename, stop
        self.field = Field("New name", self.line)
        self.field.say_name(f"New name of {document.name}")
        box.addWidget(self.field)
        bar = QWidget()
        row = row_of(bar, spacing=10)
        row.addWidget(button("Save the name", self._save))
        row.addWidget(button("Cancel", stop))
        row.addStretch(1)
        box.addWidget(bar)
        self.line.returnPressed.connect(self._save)

    def _save(self) -> None:
        self.field.set_problem(self._rename(self.line.text()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._stop()
        else:
            super().keyPressEvent(event)
