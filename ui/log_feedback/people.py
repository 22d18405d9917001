"""Who is known already: offered beneath the name, linked only when somebody says so."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk_app.records import Person
from ui.kit.form_rows import Field
from ui.kit.widgets import button, clear, column_of, label

LEAST_LETTERS = 3
OFFERED_AT_MOST = 3
LONGEST = 40
MILLISECONDS = 250


class PersonLookup(QWidget):
    """Stands beneath a field for a name. `person_id` is 0 for somebody new."""

    changed = Signal()

    def __init__(self, field: Field, find: Callable[[str], list[Person]]) -> None:
        super().__init__()
        assert isinstance(field.input, QLineEdit)
        self._edit, self._find = field.input, find
        self.person_id = 0
        self._box: QVBoxLayout = column_of(self, spacing=1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(MILLISECONDS)
        self._typing.timeout.connect(self.look_up)
        self._edit.textEdited.connect(self._edited)
        self.hide()

    def _edited(self) -> None:
        self.person_id = 0
        self._typing.start()

    def look_up(self) -> None:
        """Offer the people whose name is like what was typed."""
        self._typing.stop()
        name = self._edit.text().strip()
        found = self._find(name)[:OFFERED_AT_MOST] if len(name) >= LEAST_LETTERS else []
        clear(self._box)
        if found:
            self._box.addWidget(label("Known already. Is it the same person?", "hint", wrap=True))
        for person in found:
            known = [person.name, person.contact or person.email or person.telephone]
            details = ", ".join(text if len(text) <= LONGEST else f"{text[:LONGEST]}…" for text in known if text)
            link = button(f"Yes: {details}", lambda p=person: self.link(p), role="link")  # type: ignore[misc]
            self._box.addWidget(link)
        self.setVisible(bool(found))

    def link(self, person: Person) -> None:
        """It is this person."""
        self.person_id = person.id
        self._edit.setText(person.name)
        self._show_linked(person.name)
        self._edit.setFocus()
        self.changed.emit()

    def restore(self, person_id: int) -> None:
        """A draft had been linked."""
        self.person_id = person_id
        if person_id:
            self._show_linked(self._edit.text())

    def unlink(self) -> None:
        """It is somebody else."""
        self.person_id = 0
        clear(self._box)
        self.hide()
        self._edit.setFocus()
        self.changed.emit()

    def _show_linked(self, name: str) -> None:
        clear(self._box)
        self._box.addWidget(label(f"Linked to {name}, who is known already.", "hint", wrap=True))
        self._box.addWidget(button("It is somebody else", self.unlink, role="link"))
        self.show()
