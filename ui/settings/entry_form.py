"""The form of one entry of a list, or of a team."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from desk_app.desk.entries import ABOVE, BELOW, ONE
from desk_app.problems import Problem
from desk_app.progress import Progress
from desk_app.records import ListEntry, ListName
from desk_app.spoken_dates import typed_date
from ui.kit.dates import short_date
from ui.kit.form_rows import Choice, DateField, Field, OneOf, ProblemSummary, enter_does
from ui.kit.widgets import Card, button, column_of, label, row_of
from ui.session import Session
from ui.settings.section import Bar

CORRECTION = "It was wrong: put it right everywhere"
FROM_A_DAY = "It has a new name from a day on: earlier records keep the old one"
DATES = ("from_on", "until_on")
Saved = Callable[[ListEntry, ListEntry | None, date | None], object]
"""Called with the entry as it should be, as it was read (None: a new one), and the day of a new name."""


class EntryForm(QWidget):
    """`left` when it is done with, `removed` when the entry is to go. What it says is saved by who made it."""

    left = Signal()
    removed = Signal()

    def __init__(self, session: Session, name: ListName, old: ListEntry | None, saved: Saved) -> None:
        super().__init__()
        self._session, self.name, self.old, self._saved = session, name, old, saved
        self.uses: int | None = None if old else 0
        self._gone = False
        box = column_of(self, spacing=14)
        self.summary = ProblemSummary()
        box.addWidget(self.summary)
        card = Card()
        card.box.addWidget(label(f"Change: {old.value}" if old else f"Add a {ONE[name]}", "h2", wrap=True))
        self.used = label("", "muted", wrap=True)
        card.box.addWidget(self.used)
        self.used.setVisible(old is not None)
        self.fields = self._fields()
        self.how = Field(
            "Why is it renamed?",
            OneOf((CORRECTION, FROM_A_DAY), across=False),
            hint="Put right, every record that has it changes, and figures of earlier years with them. With a new name "
            "they stay as they are.",
            needed=True,
            mark=True,
        )
        self.since = Field("First day of the new name", self._date(), needed=True, mark=True)
        self.since.set_value("today")
        card.box.addLayout(self._grid())
        box.addWidget(card)
        self.remove = button("Remove it from the list", self.removed.emit, icon="trash-2")
        self.remove.hide()
        row = QWidget()
        line = row_of(row)
        line.addWidget(self.remove)
        line.addStretch(1)
        box.addWidget(row)
        box.addStretch(1)
        self.bar = Bar(f"Save the {ONE[name]}", self.save, "Cancel", self.left.emit)
        enter_does(self.save, (*self.fields.values(), self.since))
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.left)
        for field in (self.fields["value"], self.how):
            field.changed.connect(self._follow)
        self._follow()
        if old is not None:
            self._count(old)

    # --- building
    def _fields(self) -> dict[str, Field]:
        word, above = ONE[self.name], ABOVE.get(self.name)
        made: dict[str, Field] = {"value": Field("Name", QLineEdit(), needed=True, mark=True)}
        if above is not None:
            made["parent"] = self._choice(above, ONE[above].capitalize(), needed=True)
        if self.name is ListName.TEAM:
            made["manager"] = Field("Manager", QLineEdit(), hint="Who answers at stage 1.")
            made["deputy"] = Field("Deputy manager", QLineEdit())
            made["email"] = Field("Email", QLineEdit(), hint="For the weekly list of what is due.")
            made["region"] = Field("Region", QLineEdit(), hint="Goes onto each case as it is logged.")
            made["group_name"] = Field(
                "Group", QLineEdit(), hint="Teams of one group are counted together, in figures of earlier years too."
            )
        made["from_on"] = Field("First day in use", self._date(), hint="Empty: it always was.")
        made["until_on"] = Field("Last day in use", self._date(), hint="Empty: it goes on. Cases that have it keep it.")
        if self.name is ListName.TEAM:
            made["successor"] = self._choice(ListName.TEAM, "Successor", hint=f"The {word} that took over its work.")
        for key, field in made.items():
            if self.old is not None:
                value = getattr(self.old, key)
                field.set_value(short_date(value) if key in DATES else value)
        return made

    def _choice(self, name: ListName, words: str, *, hint: str = "", needed: bool = False) -> Field:
        mine = self.old.value if self.old else ""
        items = [entry.value for entry in self._session.office.lists()[name] if entry.value != mine]
        return Field(words, Choice(items), hint=hint, needed=needed, mark=True)

    def _date(self) -> DateField:
        return DateField(self._parse, lambda: self._session.today)

    def _parse(self, text: str) -> date:
        return typed_date(text, self._session.today, ahead=True)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.fields["value"], 0, 0, 1, 2)
        grid.addWidget(self.how, 1, 0, 1, 2)
        grid.addWidget(self.since, 2, 0, 1, 2)
        places = [key for key in self.fields if key != "value"]
        row, column, before = 3, 0, ""
        for key in places:
            field = self.fields[key]
            whole = key in ("parent", "group_name", "successor")
            if whole and column:
                row, column = row + 1, 0
            if column:
                field.stand_level_with(self.fields[before])
            before = key
            grid.addWidget(field, row, column, 1, 2 if whole else 1, Qt.AlignmentFlag.AlignTop)
            row, column = (row, 1) if not whole and not column else (row + 1, 0)
        return grid

    # --- what the old word is used for
    def _count(self, old: ListEntry) -> None:
        office = self._session.office
        self.used.setText("Looking how many records have it…")

        def work(_progress: Progress) -> tuple[int, bool]:
            return office.uses(old), office.can_go(old)

        self._session.job(work, self._counted)

    def let_go(self) -> None:
        """Take no notice of what is still being looked up."""
        self._gone = True

    def _counted(self, found: tuple[int, bool]) -> None:
        if self._gone:
            return
        self.uses, can_go = found
        number = f"{self.uses:,} record{'' if self.uses == 1 else 's'}"
        has = "has" if self.uses == 1 else "have"
        below = BELOW.get(self.name)
        if can_go:
            text = "No record has it, so it can be removed."
        elif not self.uses and below is not None:
            text = f"No record has it, but a {ONE[below]} belongs to it: it can be taken out of use, not removed."
        else:
            text = f"{number} {has} it, so it can be taken out of use, not removed."
        self.used.setText(text)
        self.remove.setVisible(can_go)
        self._follow()

    def _renamed(self) -> bool:
        return self.old is not None and self.fields["value"].value() not in ("", self.old.value)

    def _follow(self) -> None:
        """How it is renamed is asked only where records have the old name."""
        asked = self._renamed() and self.uses != 0
        self.how.setVisible(asked)
        self.since.setVisible(asked and self.how.value() == FROM_A_DAY)

    # --- saving
    def take_focus(self) -> None:
        """To the name; or to the last day, where it is to be taken out of use."""
        self.fields["value"].take_focus()

    def take_out_of_use(self) -> None:
        """Begin with the last day: today, to be confirmed or changed."""
        field = self.fields["until_on"]
        if not field.value():
            field.set_value(short_date(self._session.today))
        field.take_focus()

    def save(self) -> None:
        """Hand on what was entered; say what is wrong beside its field."""
        values, problems = self._read()
        since: date | None = None
        if self._renamed() and self.uses != 0:
            if not self.how.value():
                problems[self.how] = "Choose why it is renamed."
            elif self.how.value() == FROM_A_DAY:
                since = self._day(self.since, problems)
                if since is None and self.since not in problems:
                    problems[self.since] = "Enter the first day of the new name."
        entry = replace(self.old or ListEntry(list=self.name), **values)
        for key, text in self._session.office.entry_problems(entry).items():
            problems.setdefault(self.fields[key], text)
        for field in (*self.fields.values(), self.how, self.since):
            field.set_problem(problems.get(field, ""))
        self.summary.show_problems("Check these before saving", problems)
        if problems:
            next(iter(problems)).take_focus()
            return
        self._saved(entry, self.old, since)

    def _read(self) -> tuple[dict[str, Any], dict[Field, str]]:
        values: dict[str, Any] = {}
        problems: dict[Field, str] = {}
        for key, field in self.fields.items():
            values[key] = self._day(field, problems) if key in DATES else field.value()
        return values, problems

    def _day(self, field: Field, problems: dict[Field, str]) -> date | None:
        text = field.value()
        try:
            return self._parse(text) if text else None
        except Problem as problem:
            problems[field] = str(problem)
            return None
