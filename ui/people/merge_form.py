"""Merging two records of one person: which stays, which of two values holds, and what will follow."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desk_app.desk.people import Known
from desk_app.problems import Problem
from desk_app.records import Change
from ui.kit.dates import short_date
from ui.kit.form_rows import Field, OneOf, ProblemSummary
from ui.kit.messages import Message
from ui.kit.widgets import Card, button, column_of, label, row_of
from ui.session import Session

LONGEST, NAME_LONGEST = 52, 26  # letters: an answer takes one line, also in a small window
SECOND = " (the second)"


class MergeForm(QWidget):
    """`left` without merging; `merged(stays, goes, Change)` afterwards."""

    left = Signal()
    merged = Signal(object, object, object)

    def __init__(self, session: Session, one: Known, other: Known) -> None:
        super().__init__()
        self._session = session
        self._records = (one, other)
        self._texts = _apart(*(_named(known) for known in self._records))
        box = column_of(self, spacing=14)
        self.summary = ProblemSummary()
        box.addWidget(self.summary)
        card = Card("Merge two records of one person")
        self._warn(card)
        self.which = Field(
            "Which record stays?", OneOf(self._texts, across=False),
            hint="Cases and contact arrangements of the other go over to it. What it lacks, it gets from the other.",
            needed=True,
        )  # fmt: skip
        self.which.set_value(self._texts[0])
        card.box.addWidget(self.which)
        self._answers: dict[str, tuple[str, str]] = {}
        self.fields: dict[str, Field] = {}
        for each in session.people.differences(one.person, other.person):
            texts = _apart(_value(each.stays), _value(each.goes))
            self._answers[each.field] = texts
            field = Field(each.label, OneOf(texts, across=False), needed=True)
            self.fields[each.field] = field
            card.box.addWidget(field)
        self.follows = label("", wrap=True)
        card.box.addWidget(self.follows)
        bar = QWidget()
        row = row_of(bar, spacing=10)
        self.save_button = button("Merge the two records", self.save, role="primary")
        self.save_button.setToolTip("Ctrl+S")
        row.addWidget(self.save_button)
        row.addWidget(button("Cancel", self.left.emit))
        row.addStretch(1)
        card.box.addWidget(bar)
        box.addWidget(card)
        box.addStretch(1)
        self.which.changed.connect(self._follow)
        keys = QShortcut(QKeySequence.StandardKey.Save, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.save)
        self._follow()

    def _warn(self, card: Card) -> None:
        """Both on one case: perhaps they are two after all."""
        one, other = (known.person for known in self._records)
        apart = [m for m in self._session.people.meetings(one, other) if m.stays is not m.goes]
        self.warning = Message()
        card.box.addWidget(self.warning)
        if apart:
            lines = (f"{m.reference}: {m.stays.lower()} and {m.goes.lower()}." for m in apart)
            self.warning.say("warn", "Both are on one case. Are they one person?", " ".join(lines))

    def take_focus(self) -> None:
        """To the first question."""
        self.which.take_focus()

    # --- answers
    @property
    def stays(self) -> Known:
        """The record that stays."""
        return self._records[self._texts.index(self.which.value())]

    @property
    def goes(self) -> Known:
        """The other."""
        return self._records[1 - self._texts.index(self.which.value())]

    def _follow(self) -> None:
        """Another record stays: its values hold until they are chosen otherwise."""
        at = self._texts.index(self.which.value())
        for key, field in self.fields.items():
            field.set_value(self._answers[key][at])
        cases = len({each.case_id for known in self._records for each in known.appearances})
        number = "1 case" if cases == 1 else f"{cases} cases"
        self.follows.setText(
            f"One record is left, with {number}. Figures count one person: that may make a repeat complainant. "
            "It can be undone."
        )

    def save(self) -> None:
        """Merge them."""
        stays, goes = self.stays, self.goes
        at = self._records.index(goes)
        taken = {key for key, field in self.fields.items() if field.value() == self._answers[key][at]}
        try:
            change: Change = self._session.people.merge(stays.person, goes.person, taken)
        except Problem as problem:
            self.summary.clear_lines()
            self.summary.say("danger", problem.message, problem.remedy)
            self.summary.announce(str(problem))
            return
        self.merged.emit(stays, goes, change)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _named(known: Known) -> str:
    """ "Siân Example: complainant on CF/2026-27/0001": where they were last."""
    last = next((each.in_words for each in known.appearances), "on no case yet")
    return f"{_short(known.person.name, NAME_LONGEST)}: {_short(last)}"


def _value(value: Any) -> str:
    return _short(short_date(value) if isinstance(value, date) else " ".join(str(value).split()))


def _short(text: str, longest: int = LONGEST) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _apart(one: str, other: str) -> tuple[str, str]:
    """Two texts that look alike are told apart."""
    return (one, other) if one != other else (one, f"{other}{SECOND}")
