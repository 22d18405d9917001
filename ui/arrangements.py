"""Contact arrangements in words, and the notice of one that holds: on a case and on a person's page alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desk_app.desk.arrangements import Outcome
from desk_app.problems import Problem
from desk_app.records import ContactArrangement
from ui.kit.dates import short_date
from ui.kit.form_rows import DateField, Field, TextArea
from ui.kit.messages import Message
from ui.kit.widgets import button, clear, column_of, row_of
from ui.session import Session

Save = Callable[[ContactArrangement, Mapping[str, object]], Outcome]
WIDEST_FORM = 460


class ArrangementNotice(Message):
    """How contact with somebody is managed, and the forms to review or to end it."""

    def __init__(self, session: Session, name: str, arrangement: ContactArrangement, parent: QWidget) -> None:
        super().__init__()
        self.setParent(parent)  # without one, saying something would make it a window
        self._session, self._name, self._arrangement = session, name, arrangement
        self.form: ArrangementForm | None = None
        self.say("warn", f"There is a contact arrangement with {name}", in_words(arrangement))
        if not session.writable:
            return
        offers = QWidget()
        row = row_of(offers, spacing=16)
        self.review = button("Review it…", self.begin_review, role="link")
        self.end = button("End it…", self.begin_end, role="link")
        for made in (self.review, self.end):
            made.setAccessibleDescription(f"The contact arrangement with {name}")
            row.addWidget(made)
        self.add_line(offers)
        place = QWidget()
        self._place = column_of(place)
        self.add_line(place)

    def begin_review(self) -> None:
        """It was looked at again and goes on."""
        what = Field("What is arranged", TextArea(2), needed=True)
        what.set_value(self._arrangement.what)
        day = Field("To be reviewed again on", DateField(self._session.coming_day, self._today), needed=True)
        self._begin("Save", {"review_on": day, "what": what}, self._session.people.review_arrangement, "goes on")

    def begin_end(self) -> None:
        """It holds no more."""
        day = Field("Holds no more from", DateField(self._session.past_day, self._today), needed=True)
        day.set_value("today")
        self._begin("End the arrangement", {"on": day}, self._session.people.end_arrangement, "has ended")

    def _today(self) -> date:
        return self._session.today

    def _begin(self, save: str, fields: dict[str, Field], verb: Save, done: str) -> None:
        clear(self._place)

        def saved() -> None:
            assert self.form is not None
            try:
                change, problems = verb(self._arrangement, self.form.answers())
            except Problem as problem:
                self._session.tell(problem)
                return
            self.form.show_problems(problems)
            if change is not None:
                self._session.say(f"The contact arrangement with {self._name} {done}.", change)
            elif not problems:
                self.leave()

        self.form = ArrangementForm(save, fields, saved, self.leave)
        self._place.addWidget(self.form)
        self.form.show()
        next(iter(fields.values())).take_focus()

    def leave(self) -> None:
        """Without saving."""
        clear(self._place)
        self.form = None
        self.review.setFocus()


class ArrangementForm(QWidget):
    """A question or two beneath the notice."""

    def __init__(
        self, save: str, fields: dict[str, Field], saved: Callable[[], object], left: Callable[[], object]
    ) -> None:
        super().__init__()
        self.fields, self._saved, self._left = fields, saved, left
        self.setMinimumWidth(WIDEST_FORM)
        box = column_of(self, margins=(0, 8, 0, 4), spacing=10)
        for field in fields.values():
            box.addWidget(field)
        bar = QWidget()
        row = row_of(bar, spacing=10)
        self.save = button(save, saved, role="primary")
        row.addWidget(self.save)
        row.addWidget(button("Cancel", left))
        row.addStretch(1)
        box.addWidget(bar)

    def answers(self) -> dict[str, object]:
        """What was entered."""
        return {key: field.value() for key, field in self.fields.items()}

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong beside its field."""
        for key, field in self.fields.items():
            field.set_problem(problems.get(key, ""))
        for key in problems:
            self.fields[key].take_focus()
            break

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._left()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not isinstance(self.focusWidget(), TextArea):
            self._saved()
        else:
            super().keyPressEvent(event)


def in_words(arrangement: ContactArrangement) -> str:
    """ "One named officer. Since: many letters a day. Decided by Dee Example, 3 Apr 2026. Review due 3 Oct 2026." """
    decided = ", ".join(filter(None, [arrangement.decided_by, short_date(arrangement.decided_on)]))
    parts = [
        arrangement.what or "Contact is managed",
        f"Reason: {arrangement.reason}" if arrangement.reason else "",
        f"Decided by {decided}" if arrangement.decided_by else f"Decided {decided}" if decided else "",
        f"Review due {short_date(arrangement.review_on)}" if arrangement.review_on else "",
    ]
    return " ".join(f"{part.rstrip('.')}." for part in parts if part)
