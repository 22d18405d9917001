"""Who is known already: offered beneath the name, linked only when somebody says so."""

from __future__ import annotations

import itertools
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from desk_app.desk.people import Known
from ui.arrangements import in_words
from ui.kit.form_rows import Field
from ui.kit.messages import Message, announce
from ui.kit.widgets import button, clear, column_of, label

LEAST_LETTERS = 3
OFFERED_AT_MOST = 4
MILLISECONDS = 250

Find = Callable[[str], list[Known]]
ById = Callable[[int], Known | None]


class PersonLookup(QWidget):
    """Stands beneath a field for a name. `person_id` is 0 for somebody new. `linked(Known)` once somebody is chosen."""

    changed = Signal()
    linked = Signal(object)

    def __init__(self, field: Field, find: Find, by_id: ById) -> None:
        super().__init__()
        assert isinstance(field.input, QLineEdit)
        self._edit, self._find, self._by_id = field.input, find, by_id
        self.person_id = 0
        self.offers: list[QPushButton] = []
        self._refused = ""
        self._others: frozenset[int] = frozenset()  # who was refused under that name
        self._found: frozenset[int] = frozenset()
        outer = column_of(self, spacing=6)
        self.arrangement = Message()
        lines = QWidget()
        self._box = column_of(lines, spacing=1)
        outer.addWidget(lines)
        outer.addWidget(self.arrangement)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(MILLISECONDS)
        self._typing.timeout.connect(self.look_up)
        self._edit.textEdited.connect(self._edited)
        self._edit.installEventFilter(self)
        self.hide()

    def _edited(self) -> None:
        if self.person_id:  # another name is somebody else
            self._forget()
        self._typing.start()

    # --- offering
    def ask_again(self) -> None:
        """More is known of the person, such as an email: look once it is typed."""
        if not self.person_id:
            self._typing.start()

    def look_up(self) -> None:
        """Offer the people who may be who was typed."""
        self._typing.stop()
        name = self._edit.text().strip()
        if self.person_id:
            return
        found = self._find(name) if len(name) >= LEAST_LETTERS else []
        if name == self._refused:
            found = [known for known in found if known.person.id not in self._others]
        self._found = frozenset(known.person.id for known in found)
        self._empty()
        if not found:
            self.hide()
            return
        few = found[:OFFERED_AT_MOST]
        title = "Known already. Is it the same person?"
        self._box.addWidget(label(title, "hint", wrap=True))
        for known in few:
            link = button(f"Yes: {known.person.name}", lambda k=known: self.link(k), role="link")  # type: ignore[misc]
            details = " · ".join(filter(None, [known.why_in_words, known.in_words, _reached(known)]))
            link.setAccessibleDescription(details)
            link.installEventFilter(self)
            self.offers.append(link)
            self._box.addWidget(link)
            self._box.addWidget(label(details, "hint", wrap=True))
        if len(found) > len(few):
            self._box.addWidget(label(f"{len(found) - len(few)} more: go on typing the name.", "hint", wrap=True))
        no = button("No, it is somebody else", self.refuse, role="link")
        no.installEventFilter(self)
        self.offers.append(no)
        self._box.addWidget(no)
        in_order(self._edit, *self.offers)
        self.show()
        for offer in self.offers:
            offer.show()  # now, not with the next turn of the events: the keyboard may go there at once
        known_in_words = "1 person who may be this one is" if len(found) == 1 else f"{len(found)} people like this are"
        announce(self, f"{known_in_words} known already. Press Down to choose.")

    def refuse(self) -> None:
        """None of them: not offered again for this name."""
        name = self._edit.text().strip()
        self._others = self._found | (self._others if name == self._refused else frozenset())
        self._refused = name
        self._empty()
        self.hide()
        self._edit.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the name to what is offered, up and down among it and back."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent) or not self.offers:
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        line: list[QWidget] = [self._edit, *self.offers]
        if step is None or watched not in line:
            return False
        place = line.index(watched) + step
        if 0 <= place < len(line):
            line[place].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    # --- linked
    def link(self, known: Known) -> None:
        """It is this person."""
        self.person_id = known.person.id
        self._edit.setText(known.person.name)
        self._show_linked(known)
        self._edit.setFocus()
        self.linked.emit(known)
        self.changed.emit()

    def restore(self, person_id: int) -> None:
        """A draft had been linked. Where the person is gone, saving says so."""
        self.person_id = person_id
        known = self._by_id(person_id) if person_id else None
        self._show_linked(known)

    def unlink(self) -> None:
        """It is somebody else."""
        self._forget()
        self._edit.setFocus()
        self.changed.emit()

    def _forget(self) -> None:
        self.person_id = 0
        self._refused = ""
        self._empty()
        self.hide()

    def _show_linked(self, known: Known | None) -> None:
        self._empty()
        name, details = (known.person.name, known.in_words) if known else (self._edit.text(), "No longer in the store")
        said = f"Linked to {name}, who is known already. {details}."
        self._box.addWidget(label(said, "hint", wrap=True))
        other = button("It is somebody else", self.unlink, role="link")
        self._box.addWidget(other)
        in_order(self._edit, other)
        other.show()
        arrangements = known.arrangements if known else ()
        if arrangements:
            text = "\n".join(in_words(each) for each in arrangements)
            self.arrangement.say("warn", "There is a contact arrangement", f"{text}\nLog the feedback all the same.")
            said = f"{said} There is a contact arrangement. {text}"
        self.show()
        announce(self, said)

    def _empty(self) -> None:
        self.offers = []
        clear(self._box)
        self.arrangement.hide()


def in_order(*widgets: QWidget) -> None:
    """Tab goes through them one after the other: what is made later would come last of all."""
    for before, after in itertools.pairwise(widgets):
        QWidget.setTabOrder(before, after)


def _reached(known: Known) -> str:
    person = known.person
    return person.email or person.telephone or person.contact or " ".join(person.address.split())
