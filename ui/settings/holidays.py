"""Bank holidays by year, and one-off days: what they would move is said before they are added or removed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app import working_days
from desk_app.desk.holidays import Effects
from desk_app.problems import Problem
from desk_app.records import Change, Holiday
from desk_app.roles import Task
from desk_app.spoken_dates import typed_date
from ui.kit.dates import long_date, short_date
from ui.kit.form_rows import Choice, DateField, Field, OneOf, ProblemSummary, enter_does
from ui.kit.messages import Message
from ui.kit.widgets import Card, button, label, row_of
from ui.session import Session
from ui.settings.effects import in_words
from ui.settings.entries import ROW_HEIGHT, EntryTable
from ui.settings.section import Section, reveal

BANK, CLOSURE = "Bank holiday: no working day for anybody", "Council closure: the council’s offices are closed"
YEARS_BACK, YEARS_AHEAD = 6, 4
SHOWN_AT_MOST = 12


class HolidaysSection(Section):
    """A day is added or removed in two steps: look what would move, then do it."""

    title = "Holidays"
    icon = "calendar"
    task = Task.PROFILES
    about = (
        "Working days are Monday to Friday without bank holidays of England and Wales. Add a bank holiday that is "
        "announced later, or a day on which the council is closed."
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.shown: list[tuple[date, str, Holiday | None]] = []
        self._asked: Holiday | None = None
        self.summary = ProblemSummary()
        self.box.addWidget(self.summary)
        self.adding = self._adding()
        self.box.addWidget(self.adding)
        self.adding.setVisible(self.may_change)
        self.box.addWidget(self._years())
        self.box.addStretch(1)

    # --- building
    def _adding(self) -> Card:
        card = Card("Add a day")
        self.day = Field("Date", DateField(self._parse, lambda: self.session.today), needed=True, mark=True)
        self.name = Field("Name", QLineEdit(), hint="The occasion, such as a state funeral.", needed=True, mark=True)
        self.kind = Field(
            "What it is",
            OneOf((BANK, CLOSURE), across=False),
            hint="A closure never stops a statutory clock.",
            needed=True,
            mark=True,
        )
        self.kind.set_value(BANK)
        for field in (self.day, self.name, self.kind):
            field.changed.connect(self._forget)
            card.box.addWidget(field)
        self.look = button("See what would move", self.ask_add, role="primary")
        row = QWidget()
        line = row_of(row)
        line.addWidget(self.look)
        line.addStretch(1)
        card.box.addWidget(row)
        enter_does(self.ask_add, (self.day, self.name))
        self.add_effects = Message()
        card.box.addWidget(self.add_effects)
        return card

    def _years(self) -> Card:
        card = Card("Days that do not count")
        years = self._choices()
        self.year = Choice(years[1:], none=years[0])
        field = Field("Year", self.year)
        field.setMaximumWidth(200)
        card.box.addWidget(field)
        self.provisional = label("", "muted", wrap=True)
        card.box.addWidget(self.provisional)
        self.table = EntryTable("Days that do not count")
        self.table.setAccessibleDescription("")
        self.table.currentCellChanged.connect(lambda *_: self._enable())
        card.box.addWidget(self.table)
        self.remove = button("Remove this day", self.ask_remove, icon="trash-2")
        row = QWidget()
        line = row_of(row)
        line.addWidget(self.remove)
        line.addStretch(1)
        card.box.addWidget(row)
        row.setVisible(self.may_change)
        self.remove_effects = Message()
        card.box.addWidget(self.remove_effects)
        self.year.setCurrentIndex(years.index(str(self.session.today.year)))
        self.year.currentIndexChanged.connect(lambda _: self.show_year())
        return card

    def _choices(self) -> list[str]:
        now = self.session.today.year
        own = {holiday.on.year for holiday in self.session.office.own_holidays()}
        return [str(year) for year in sorted({*range(now - YEARS_BACK, now + YEARS_AHEAD + 1), *own})]

    def _parse(self, text: str) -> date:
        return typed_date(text, self.session.today, ahead=True)

    # --- the days of a year
    def show_year(self) -> None:
        """List the days of the chosen year."""
        year, office = int(self.year.currentText()), self.session.office
        own = {holiday.on: holiday for holiday in office.own_holidays() if holiday.on.year == year}
        days = {**office.bank_holidays(year), **{on: holiday.name for on, holiday in own.items()}}
        self.shown = [(on, days[on], own.get(on)) for on in sorted(days)]
        rows = [[long_date(on), name] for on, name, _ in self.shown]
        self.table.show_rows(["Day", "Name", "What it is"], rows, [_what(on, holiday) for on, _, holiday in self.shown])
        self.table.setFixedHeight(ROW_HEIGHT * len(rows) + self.table.horizontalHeader().sizeHint().height() + 4)
        later = year > working_days.LISTED_UNTIL.year
        self.provisional.setVisible(later)
        self.provisional.setText(
            "Worked out from the rules: gov.uk had not listed this year when this version was made." if later else ""
        )
        self._drop(self.remove_effects)
        if rows:
            self.table.setCurrentCell(0, 0)
        self._enable()

    def _enable(self) -> None:
        self.remove.setEnabled(self._own() is not None and not self.working.busy)

    def _own(self) -> Holiday | None:
        """The selected day, if it was added here."""
        row = self.table.currentRow()
        return self.shown[row][2] if 0 <= row < len(self.shown) else None

    # --- adding
    def entered(self) -> Holiday | None:
        """The day as it was entered; what is wrong is said beside its field."""
        problems: dict[Field, str] = {}
        try:
            on = self._parse(self.day.value())
        except Problem as problem:
            problems[self.day] = str(problem) if self.day.value() else "Enter the date."
            on = self.session.today
        made = Holiday(on=on, name=self.name.value(), closure=self.kind.value() == CLOSURE)
        fields = {"on": self.day, "name": self.name}
        for key, text in self.session.office.holiday_problems(made).items():
            problems.setdefault(fields[key], text)
        for field in (self.day, self.name):
            field.set_problem(problems.get(field, ""))
        self.summary.show_problems("Check these first", problems)
        if problems:
            next(iter(problems)).take_focus()
        return None if problems else made

    def ask_add(self) -> None:
        """Say what adding the day would move, and offer it."""
        holiday = self.entered()
        if holiday is not None and not self.working.busy:
            self._ask(holiday, self.add_effects)

    def ask_remove(self) -> None:
        """Say what removing the selected day would move, and offer it."""
        holiday = self._own()
        if holiday is not None and not self.working.busy:
            self._ask(holiday, self.remove_effects)

    def _ask(self, holiday: Holiday, where: Message) -> None:
        office = self.session.office
        self._asked = holiday
        self.ask_in_job(
            "Working out what would move",
            lambda progress: office.effects(holiday, progress),
            lambda effects: self._told(holiday, effects, where),
        )

    def _told(self, holiday: Holiday, effects: Effects, where: Message) -> None:
        if holiday is not self._asked:
            return
        title, lines = in_words(holiday, effects, self.session.today, SHOWN_AT_MOST)
        where.clear_lines()
        where.say("warn" if effects.moved or effects.judged else "info", title, "\n".join(lines))
        row = QWidget()
        line = row_of(row, margins=(0, 8, 0, 0), spacing=10)
        word = "Remove" if holiday.id else "Add"
        self.confirm = button(f"{word} {short_date(holiday.on)}", lambda: self._do(holiday), role="primary")
        line.addWidget(self.confirm)
        line.addWidget(button("Leave it as it is", self._forget))
        where.add_line(row)
        where.announce(f"{title}. {' '.join(lines)}")
        self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)
        reveal(self.area, self.confirm)

    def _forget(self) -> None:
        """What was told does not hold for another day."""
        self._asked = None
        for where in (self.add_effects, self.remove_effects):
            self._drop(where)

    def _drop(self, where: Message) -> None:
        where.clear_lines()
        where.hide()

    def _do(self, holiday: Holiday) -> None:
        office = self.session.office
        verb = office.remove_holiday if holiday.id else office.add_holiday
        self.change_in_job(
            "Moving the dates", lambda progress: verb(holiday, progress), lambda change: self._done(holiday, change)
        )

    def _done(self, holiday: Holiday, change: Change | None) -> None:
        if change is None:
            return
        for field in (self.day, self.name):
            field.set_value("")
        self._forget()
        self.year.choose(str(holiday.on.year))
        self.show_year()
        self.session.say(f"Done: {change.verb}.", change)
        self.day.take_focus()
        reveal(self.area, self.day)

    def while_working(self, *, busy: bool) -> None:
        self.look.setEnabled(not busy)
        self._enable()

    # --- the section
    def arrive(self) -> None:
        if not self.shown:
            self.show_year()

    def changed(self, change: Change) -> None:
        if Holiday.table in change.tables:
            self.show_year()


def _what(on: date, holiday: Holiday | None) -> tuple[str, str]:
    """What kind of day it is, and its tone."""
    if holiday is None:
        return ("Bank holiday", "info") if on.weekday() < 5 else ("On a weekend", "info")
    return ("Council closure", "warn") if holiday.closure else ("Added here", "primary")
