"""Correcting what was recorded of a case."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from desk_app.problems import Problem
from desk_app.records import Case, Kind, ListName
from ui.kit.dates import short_date
from ui.kit.form_rows import Choice, DateField, Field, ProblemSummary, SomeOf, TextArea
from ui.kit.widgets import PAGE_MARGINS, Card, Heading, button, column_of, row_of, scrolling
from ui.session import Session

STALE = "meanwhile"


class CorrectForm(QWidget):
    """`left` when it is done with; `read_again` when the case was changed meanwhile and should be read anew."""

    left = Signal()
    read_again = Signal()

    def __init__(self, session: Session, case: Case) -> None:
        super().__init__()
        self._session, self._case = session, case
        outer = column_of(self)
        body = QWidget()
        outer.addWidget(scrolling(body), 1)
        box = column_of(body, margins=PAGE_MARGINS, spacing=16)
        box.addWidget(Heading(f"Correct {case.reference}", "What stood here before stays in the case’s history."))
        self.summary = ProblemSummary()
        box.addWidget(self.summary)
        card = Card()
        self.fields: dict[str, Field] = {}
        for name, field in self._fields().items():
            self.fields[name] = field
            card.box.addWidget(field)
        box.addWidget(card)
        box.addStretch(1)
        outer.addWidget(self._bar())
        save = QShortcut(QKeySequence.StandardKey.Save, self)
        save.activated.connect(self.save)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.activated.connect(self.left)

    def _fields(self) -> dict[str, Field]:
        case, choices = self._case, self._session.choices
        made: dict[str, Field] = {
            "received_on": Field(
                "Date received",
                DateField(self._session.parse_date, lambda: self._session.today),
                needed=True,
                mark=True,
            ),
            "summary": Field("Summary", QLineEdit(), hint="One line for lists"),
            "words": Field("Words", TextArea(8), needed=True, mark=True),
            "channel": Field("How it arrived", Choice(choices(ListName.CHANNEL))),
            "service_area": Field("Service area", Choice(choices(ListName.SERVICE_AREA))),
            "team": Field("Team", Choice(choices(ListName.TEAM))),
        }
        if case.kind in (Kind.COMPLAINT, Kind.ENQUIRY):
            made["category"] = Field("Category", Choice(choices(ListName.CATEGORY)))
            made["subcategory"] = Field("Sub-category", Choice(choices(ListName.SUBCATEGORY)))
        if case.kind is Kind.COMPLAINT:
            made["themes"] = Field("Themes", SomeOf(choices(ListName.THEME)))
            made["desired_outcome"] = Field("What they would like to happen", TextArea(3))
        for name, field in made.items():
            value = getattr(case, name)
            field.set_value(short_date(value) if name == "received_on" else value)
        return made

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
        self.fields["received_on"].take_focus()

    def save(self) -> None:
        """Save what differs; say what is wrong beside its field."""
        changes, problems = self._read()
        for field in self.fields.values():
            field.set_problem(problems.get(field, ""))
        if problems:
            self.summary.show_problems("Check these before saving", problems)
            next(iter(problems)).take_focus()
            return
        try:
            change = self._session.correct(self._case, changes)
        except Problem as problem:
            self._tell(problem)
            return
        self._session.say(f"Saved the corrections of {self._case.reference}." if change else "Nothing was changed.")
        self.left.emit()

    def _read(self) -> tuple[dict[str, Any], dict[Field, str]]:
        values: dict[str, Any] = {}
        problems: dict[Field, str] = {}
        for name, field in self.fields.items():
            value = field.value()
            if isinstance(field.input, DateField):
                try:
                    value = self._session.parse_date(value)
                except Problem as problem:
                    problems[field] = str(problem)
                    continue
                if value > self._session.today:
                    problems[field] = "This date is in the future. Enter today’s date or an earlier one."
            elif isinstance(field.input, SomeOf):
                value = tuple(value)
            if field.needed and not value:
                problems[field] = f"Enter the {field.name.lower()}."
            values[name] = value
        return _what_differs(self._case, values), problems

    def _tell(self, problem: Problem) -> None:
        self.summary.clear_lines()
        self.summary.say("danger", problem.message, problem.remedy)
        if STALE in str(problem):
            self.summary.offer("Read the case again (what you typed here is lost)", self.read_again.emit)
        self.summary.announce(str(problem))


def _what_differs(case: Case, values: dict[str, Any]) -> dict[str, Any]:
    """Only the fields whose value is another: text that merely lost its outer spaces is not."""
    differing = {}
    for name, value in values.items():
        old = getattr(case, name)
        if (old.strip() if isinstance(old, str) else old) != value:
            differing[name] = value
    return differing
