"""Correcting what was recorded: of a case, an investigation, a person."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from desk_app.desk.correct import MAY_LIE_AHEAD, WrongField, check_day, is_recorded_date
from desk_app.plausible import doubt_of
from desk_app.problems import Problem
from desk_app.records import CommentKind, Consent, EnquiryKind, ListName, Outcome, Record, YesNo
from desk_app.roles import Task, why_not
from ui.asked import ANSWERS
from ui.cases.corrections import Input, Part, Target, parts_of
from ui.kit.dates import short_date
from ui.kit.form_rows import Choice, DateField, Field, OneOf, ProblemSummary, SomeOf, TextArea
from ui.kit.form_rows import Input as FormInput
from ui.kit.widgets import PAGE_MARGINS, Card, Heading, button, column_of, row_of, scrolling
from ui.session import Session

STALE = "meanwhile"
CHOICES: dict[str, type[StrEnum]] = {
    "looked_after": YesNo, "consent": Consent, "comment_kind": CommentKind, "enquiry_kind": EnquiryKind,
    "outcome": Outcome,
}  # fmt: skip
"""What the words of a fixed choice stand for."""


class CorrectForm(QWidget):
    """`left` when it is done with; `read_again` when the record was changed meanwhile and should be read anew."""

    left = Signal()
    read_again = Signal()

    def __init__(self, session: Session, reference: str, target: Target) -> None:
        super().__init__()
        self._session, self._reference, self._record = session, reference, target.record
        outer = column_of(self)
        body = QWidget()
        outer.addWidget(scrolling(body), 1)
        box = column_of(body, margins=PAGE_MARGINS, spacing=16)
        title = f"Correct {target.name}"
        box.addWidget(Heading(title, f"{reference}. What stood here before stays in the case’s history."))
        self.summary = ProblemSummary()
        box.addWidget(self.summary)
        card = Card()
        self.fields: dict[str, Field] = {}
        for part in parts_of(target.record):
            field = self._field(part)
            self.fields[part.name] = field
            card.box.addWidget(field)
        box.addWidget(card)
        box.addStretch(1)
        outer.addWidget(self._bar())
        save = QShortcut(QKeySequence.StandardKey.Save, self)
        save.activated.connect(self.save)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.activated.connect(self.left)

    def _field(self, part: Part) -> Field:
        hint = "One line for lists" if part.name == "summary" else ""
        fixed = is_recorded_date(self._record, part.name) and not self._session.may(Task.CORRECT_DATES)
        if fixed:
            hint = why_not(Task.CORRECT_DATES)
        field = Field(
            part.label, self._input(part), hint=hint, needed=bool(part.needed), mark=True, doubt=doubt_of(part.name)
        )
        value = getattr(self._record, part.name)
        if isinstance(field.input, DateField) and fixed:
            field.input.edit.setReadOnly(True)
            field.input.picker.setEnabled(False)
        if isinstance(field.input, DateField):
            field.set_value(short_date(value))
        elif part.input is Input.YES_NO:
            field.set_value("" if value is None else "Yes" if value else "No")
        else:
            field.set_value(value if isinstance(value, tuple) else str(value or ""))
        return field

    def _input(self, part: Part) -> FormInput:
        choices = self._session.choices(part.of) if isinstance(part.of, ListName) else list(part.of)
        match part.input:
            case Input.DAY:
                ahead = part.name in MAY_LIE_AHEAD
                parse = self._session.coming_day if ahead else partial(self._session.past_day, key=part.name)
                return DateField(parse, lambda: self._session.today)
            case Input.WORDS:
                return TextArea(8 if part.name == "words" else 3)
            case Input.LIST | Input.CHOICE:
                return Choice(choices)
            case Input.SOME:
                return SomeOf(choices)
            case Input.ONE:
                return OneOf(choices)
            case Input.YES_NO:
                return OneOf(ANSWERS)
            case Input.LINE:
                return QLineEdit()

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("actionBar")
        row = row_of(bar, margins=(28, 12, 28, 12), spacing=10)
        row.addStretch(1)
        self.cancel = button("Cancel", self.left.emit)
        self.save_button = button("Save the corrections", self.save, role="primary")
        self.save_button.setToolTip("Ctrl+S")
        row.addWidget(self.cancel)
        row.addWidget(self.save_button)
        return bar

    def take_focus(self) -> None:
        """To the first field."""
        next(iter(self.fields.values())).take_focus()

    def save(self) -> None:
        """Save what differs; say what is wrong beside its field."""
        changes, problems = self._read()
        change = None
        if not problems:
            try:
                change = self._session.correct(self._record, changes)
            except WrongField as problem:
                problems = {self.fields[problem.field]: str(problem)}
            except Problem as problem:
                self._tell(problem)
                return
        for field in self.fields.values():
            field.set_problem(problems.get(field, ""))
        if problems:
            self.summary.show_problems("Check these before saving", problems)
            next(iter(problems)).take_focus()
            return
        self._session.say(f"Saved the corrections of {self._reference}." if change else "Nothing was changed.", change)
        self.left.emit()

    def _read(self) -> tuple[dict[str, Any], dict[Field, str]]:
        values: dict[str, Any] = {}
        problems: dict[Field, str] = {}
        for part in parts_of(self._record):
            field = self.fields[part.name]
            value = field.value()
            if part.needed and not value:
                problems[field] = part.needed
                continue
            try:
                values[part.name] = self._recorded(part, value)
            except Problem as problem:
                problems[field] = str(problem)
        return _what_differs(self._record, values), problems

    def _recorded(self, part: Part, value: Any) -> Any:
        """What was entered, as the record keeps it. Raises Problem for what is not a date."""
        match part.input:
            case Input.DAY:
                ahead = part.name in MAY_LIE_AHEAD
                parse = self._session.parse_date_ahead if ahead else self._session.parse_date
                day = parse(value) if value else None
                if day != getattr(self._record, part.name):  # what a register brought may be older than we accept
                    check_day(part.name, day, self._session.today)
                return day
            case Input.SOME:
                return tuple(value)
            case Input.YES_NO:
                return {"Yes": True, "No": False}.get(value)
            case Input.CHOICE | Input.ONE:
                return CHOICES[part.name](value) if value else None
        return value

    def _tell(self, problem: Problem) -> None:
        self.summary.clear_lines()
        self.summary.say("danger", problem.message, problem.remedy)
        if STALE in str(problem):
            self.summary.offer("Read the case again (what you typed here is lost)", self.read_again.emit)
        self.summary.announce(str(problem))


def _what_differs(record: Record, values: dict[str, Any]) -> dict[str, Any]:
    """Only the fields whose value is another: text that merely lost its outer spaces is not."""
    differing = {}
    for name, value in values.items():
        old = getattr(record, name)
        if (old.strip() if isinstance(old, str) else old) != value:
            differing[name] = value
    return differing
