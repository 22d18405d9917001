"""What the author adds: a section with its heading and place, and a row in the comparison of years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.report.own import OwnMeasure, OwnSection, lack, number_of
from ui.annual_report.carried_line import CarriedLine
from ui.annual_report.spelling import Speller, SpellingLine
from ui.kit.flow import Flow
from ui.kit.form_rows import Choice, Field
from ui.kit.marked_text import MarkedText
from ui.kit.widgets import Card, button, label, row_of
from ui.session import Session

NO_NUMBER = "Enter a number, such as 12, 1,234, 12.5 or 33%. It is not printed."
BETTER = {"neither": "Neither", "more": "Higher", "fewer": "Lower"}
Places = Sequence[tuple[str, str]]
"""(key, title) of each section that something may stand at the end of."""


class OwnCard(Card):
    """`entered(title)` when it is worked on, `removed(key)` when it shall go."""

    entered = Signal(str)
    removed = Signal(str)

    def __init__(self, session: Session, year: str, key: str, name: str) -> None:
        super().__init__(margins=(18, 14, 18, 14))
        self.box.setSpacing(8)
        self._session, self._year, self.key = session, year, key
        head = QWidget()
        row = row_of(head)
        row.addWidget(label(name, "h3"), 1)
        gone = button("Remove", lambda: self.removed.emit(key), role="small")
        gone.setAccessibleName(f"Remove: {name}")
        gone.setEnabled(session.writable)
        row.addWidget(gone)
        self.box.addWidget(head)

    def _type(self, part: str, value: str) -> None:
        self._session.author.type(self._year, f"{self.key}/{part}" if part else self.key, value)

    def _line(self, name: str, part: str, value: str, *, hint: str = "") -> Field:
        edit = QLineEdit()
        edit.setReadOnly(not self._session.writable)
        field = Field(name, edit, hint=hint)
        typed = self._session.author.values(self._year).get(f"{self.key}/{part}" if part else self.key, value)
        field.set_value(typed)
        field.changed.connect(lambda: self._type(part, str(field.value())))
        edit.editingFinished.connect(lambda: self._session.author.save(self._year))
        self.box.addWidget(field)
        return field


class OwnSectionCard(OwnCard):
    """A section of the author's own."""

    def __init__(self, session: Session, year: str, section: OwnSection, places: Places, speller: Speller) -> None:
        super().__init__(session, year, section.key, "A section of your own")
        self._titles = {f"At the end of: {title}": key for key, title in places}
        self.heading = self._line("Heading", "heading", section.heading)
        self.place = Choice(self._titles, none="At the end of the report")
        self.place.choose(next((text for text, key in self._titles.items() if key == section.after), ""))
        self.place.setEnabled(session.writable)
        where = Field("Where it stands", self.place)
        where.changed.connect(self._moved)
        self.box.addWidget(where)
        self.editor = MarkedText("Text of your section")
        self.editor.set_text(session.author.values(year).get(section.key, section.text))
        self.editor.set_read_only(on=not session.writable)
        self.editor.changed.connect(lambda: self._type("", self.editor.text()))
        self.editor.entered.connect(lambda: self.entered.emit(str(self.heading.value())))
        self.editor.left.connect(lambda: session.author.save(year))
        self.box.addWidget(self.editor)
        self.spelling = SpellingLine(speller, self.editor)
        self.box.addWidget(self.spelling)
        self.carried = CarriedLine()
        self.box.addWidget(self.carried)
        self.carried.show_of(self.editor.text())
        self.editor.changed.connect(lambda: self.carried.show_of(self.editor.text()))
        self._section = section
        self.heading.changed.connect(self._say_lack)
        self.editor.left.connect(self._say_lack)
        if not self.heading.value():
            self._say_lack()

    def _say_lack(self) -> None:
        """Said beside the heading: a section without it is printed nowhere."""
        now = replace(self._section, heading=str(self.heading.value()), text=self.editor.text())
        self.heading.set_problem(lack(now) if now.text.strip() else "")

    def _moved(self) -> None:
        self._type("after", self._titles.get(self.place.chosen(), "method"))
        self._session.author.save(self._year)


class OwnMeasureCard(OwnCard):
    """A row of the author's own in the comparison."""

    def __init__(self, session: Session, year: str, measure: OwnMeasure, years: Sequence[str]) -> None:
        super().__init__(session, year, measure.key, "A figure of your own, compared")
        self.name = self._line(
            "What it is", "", measure.name, hint="As it stands in the table, such as Advocates paid."
        )
        values = QWidget()
        row = Flow(values, across=12, down=8)
        self.values: dict[str, Field] = {}
        for each in years:
            field = self._line(each, f"values.{each}", measure.values.get(each, ""))
            field.say_name(f"Value of {each}")
            field.setMaximumWidth(150)
            _say_no_number(field)
            field.left.connect(partial(_say_no_number, field))
            self.values[each] = field
            row.addWidget(field)
        self.box.addWidget(values)
        self.better = Choice(BETTER.values(), none="Neither")
        self.better.removeItem(1)
        self.better.choose(BETTER.get(measure.better, "") if measure.better != "neither" else "")
        self.better.setEnabled(session.writable)
        better = Field("Which is better", self.better)
        better.changed.connect(self._judged)
        self.box.addWidget(better)
        self.source = self._line("Where it comes from", "source", measure.source, hint="Printed under the table.")

    def _judged(self) -> None:
        chosen = self.better.chosen()
        self._type("better", next((key for key, text in BETTER.items() if text == chosen), "neither"))
        self._session.author.save(self._year)


def _say_no_number(field: Field) -> None:
    """Said beside a cell: what is no number is kept, and not printed."""
    typed = str(field.value()).strip()
    field.set_problem(NO_NUMBER if typed and number_of(typed) is None else "")
