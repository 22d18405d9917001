"""Year and scope: which year, as at which day, and whether the Complaint Handling Code's parts belong to it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desk_app.problems import Problem
from ui.annual_report.step import State, Step
from ui.author import Pages
from ui.kit.dates import short_date
from ui.kit.form_rows import Choice, DateField, Field
from ui.kit.widgets import Card, button, column_of, label, row_of, scrolling
from ui.session import Session, end_of_year, start_of_year

NONE = "Choose a year"
MARK = "as_at"


class ScopeStep(Step):
    """`chosen` after another year or day; `export_wanted` for the one click of a year that is written."""

    title = "Year and scope"
    shows_pages = pages_first = True
    chosen = Signal()
    export_wanted = Signal()

    def __init__(self, session: Session, year: str) -> None:
        super().__init__(session, year)
        self._is_published = False
        body = QWidget()
        box = column_of(body, margins=(0, 0, 12, 12), spacing=16)
        box.addWidget(self._choices())
        box.addWidget(self._code())
        box.addWidget(self._finished())
        box.addStretch(1)
        column_of(self).addWidget(scrolling(body))

    def _choices(self) -> QWidget:
        card = Card()
        session = self.session
        self.choice = Choice(session.years(), none=NONE)
        self.choice.choose(self.year)
        self.as_at = DateField(session.parse_date, lambda: session.today)
        self.as_at.set_text(short_date(self._kept_day()))
        self.year_field = Field("Year", self.choice, needed=True)
        self.as_at_field = Field(
            "Figures as at",
            self.as_at,
            needed=True,
            hint="Nothing after this day is counted. The day stays, once it is chosen or the pages are read.",
        )
        self.year_field.changed.connect(self._year_chosen)
        self.as_at.edit.editingFinished.connect(self._date_entered)
        card.box.addWidget(self.year_field)
        card.box.addWidget(self.as_at_field)
        self._shown_as_at = self.as_at.text()
        return card

    def _code(self) -> QWidget:
        card = Card("The Complaint Handling Code")
        card.box.addWidget(
            label(
                "Its self-assessment, where the council did not comply, and the governing body’s response. Leave it "
                "off where another report of the council holds them.",
                "muted",
                wrap=True,
            )
        )
        self.code = QCheckBox("This report holds them")
        self.code.setAccessibleName("This report holds what the Complaint Handling Code asks for")
        self.code.setChecked(self.session.settings().report_code)
        self.code.setEnabled(self.session.writable)
        self.code.toggled.connect(self._code_toggled)
        card.box.addWidget(self.code)
        return card

    def _finished(self) -> QWidget:
        card = Card("In one click")
        self.how_far = label("", "muted", wrap=True)
        card.box.addWidget(self.how_far)
        line = QWidget()
        row = row_of(line)
        self.export = button("Export annual report", self.export_wanted.emit, icon="download")
        row.addWidget(self.export)
        row.addStretch(1)
        card.box.addWidget(line)
        return card

    # --- what is chosen
    def wanted(self) -> tuple[str, date] | None:
        """The year and date chosen, with what is wrong beside its field."""
        year, day, problem = self.choice.chosen(), None, ""
        try:
            day = self.session.parse_date(self.as_at.text())
        except Problem as error:
            problem = str(error)
        if day is not None and day > self.session.today:
            problem = "This date is in the future. Enter today’s date or an earlier one."
        elif day is not None and year and day < start_of_year(year):
            problem = f"{year} had not begun on that day. Enter a day from {short_date(start_of_year(year))} on."
        self.year_field.set_problem("" if year else "Choose the year of the report.")
        self.as_at_field.set_problem(problem)
        self._shown_as_at = self.as_at.text()
        return None if problem or not year or day is None else (year, day)

    def _kept_day(self) -> date:
        """The day that was chosen for the year's figures, or today."""
        found = self.session.author.texts(self.choice.chosen()).get(f"mark.{MARK}")
        return date.fromisoformat(found.draft_hash) if found else self.session.today

    def _year_chosen(self) -> None:
        self.as_at.set_text(short_date(self._kept_day()))
        self.chosen.emit()

    def _date_entered(self) -> None:
        if self.as_at.text() != self._shown_as_at:
            self.chosen.emit()
            self.keep_day()

    def keep_day(self) -> None:
        """Keep the day of the figures: from now on the year's report is as at that day."""
        wanted = self.wanted()
        if wanted is not None and self.session.writable:
            self.session.author.mark(wanted[0], MARK, wanted[1].isoformat())

    def _code_toggled(self, on: bool) -> None:
        office = self.session.office
        office.in_job(
            lambda progress: office.change_settings({"report_code": on}, progress), lambda _: None,
            failed=self.session.tell,
        )  # fmt: skip

    # --- how far
    def take(self, pages: Pages) -> None:
        self.year = pages.made.material.year
        self.code.blockSignals(True)
        self.code.setChecked(pages.made.material.settings.report_code)  # it may have been undone
        self.code.blockSignals(False)
        self.state_changed.emit()

    def say_how_far(self, done: int, steps: int, changed: int) -> None:
        """Say how many of the steps are done, of all that stand at the side."""
        said = f"{done} of {steps} steps are done"
        again = f"; {changed} changed since" if changed else ""
        written = (
            "This report is published: what is saved here is the report as it was published."
            if self._is_published
            else "What is stored now is exported, whatever is left to do. Each page says DRAFT."
        )
        self.how_far.setText(f"{said}{again}. {written}")

    def say_published(self, *, on: bool) -> None:
        """Say what the button writes: the published report, once there is one."""
        self._is_published = on
        self.export.setText("Save the published report" if on else "Export annual report")

    def state(self) -> State:
        if not self.choice.chosen():
            return State.TO_DO
        over = self.session.today > end_of_year(self.choice.chosen())
        return State.DONE if over else State.TO_DO

    def note(self) -> str:
        year = self.choice.chosen()
        if not year:
            return ""
        return year if self.session.today > end_of_year(year) else "year not over"

    def arrive(self) -> None:
        self.year_field.take_focus()
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)
