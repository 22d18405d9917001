"""Which period, which team, and whether it is for the public."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desk_app.figures import period
from desk_app.figures.period import Period
from desk_app.problems import Problem
from ui.kit.dates import short_date
from ui.kit.flow import Flow
from ui.kit.form_rows import Choice, DateField, Field
from ui.kit.widgets import Card
from ui.session import Session

MONTH, QUARTER, YEAR, DATES = "Month", "Quarter", "Year", "Other dates"
ALL_TEAMS, NONE = "All teams", "Choose…"
WIDTH = 215


class Choices(Card):
    """`changed` when something else was chosen."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(margins=(20, 14, 16, 14))
        self._session = session
        self.kind = Choice((QUARTER, YEAR, DATES), none=MONTH)
        self.which = Choice((), none=NONE)
        self.start = DateField(session.parse_date, lambda: session.today)
        self.end = DateField(session.parse_date, lambda: session.today)
        self.team = Choice(session.monitor.teams(), none=ALL_TEAMS)
        self.kind_field = Field("Length of the period", self.kind)
        self.which_field = Field("Which one", self.which)
        self.start_field, self.end_field = Field("First day", self.start), Field("Last day", self.end)
        self.team_field = Field("Team", self.team)
        self.public = QCheckBox("For the public: hide small numbers")
        self.public.setAccessibleName(self.public.text())
        line = QWidget()
        flow = Flow(line)
        for field in (self.kind_field, self.which_field, self.start_field, self.end_field, self.team_field):
            field.setFixedWidth(WIDTH)
            flow.addWidget(field)
        self.box.addWidget(line)
        self.box.addWidget(self.public)
        self._periods: dict[str, Period] = {}
        self._offer()
        self.kind_field.changed.connect(self._kind_chosen)
        self.which_field.changed.connect(self.changed)
        self.team_field.changed.connect(self.changed)
        self.start.edit.editingFinished.connect(self._entered)
        self.end.edit.editingFinished.connect(self._entered)
        self.public.toggled.connect(lambda _on: self.changed.emit())
        self._last = self._dates()

    def offer_teams(self) -> None:
        """The teams there are now."""
        self.team.offer(self._session.monitor.teams())

    def wanted(self) -> Period | None:
        """The period chosen; None with what is wrong beside its field."""
        if self.kind.chosen() != DATES:
            found = self._periods.get(self.which.chosen())
            self.which_field.set_problem("" if found else "Choose a period.")
            return found
        start = self._read(self.start_field, self.start)
        end = self._read(self.end_field, self.end)
        if start is None or end is None:
            return None
        if end < start:
            self.end_field.set_problem("The last day is before the first one.")
            return None
        return period.named(start, end)

    def _read(self, field: Field, entry: DateField) -> date | None:
        try:
            day = self._session.parse_date(entry.text())
        except Problem as problem:
            field.set_problem(str(problem))
            return None
        field.set_problem("")
        return day

    def _dates(self) -> tuple[str, str]:
        return self.start.text(), self.end.text()

    def _entered(self) -> None:
        if self._dates() != self._last:
            self._last = self._dates()
            self.changed.emit()

    def _kind_chosen(self) -> None:
        self._offer()
        self.changed.emit()

    def _offer(self) -> None:
        """The periods of the kind that is chosen, the latest first; the latest that is over is chosen."""
        kind = self.kind.chosen() or MONTH
        dates = kind == DATES
        self.which_field.setHidden(dates)
        for field in (self.start_field, self.end_field):
            field.setHidden(not dates)
        today = self._session.today
        if dates:
            month = period.month(today.year, today.month)
            if not self.start.text():
                self.start.set_text(short_date(month.start))
                self.end.set_text(short_date(today))
                self._last = self._dates()
            return
        self._periods = {one.label: one for one in self._all(kind) if one.start <= today}
        over = [label for label, one in self._periods.items() if one.end < today]
        self.which.blockSignals(True)
        self.which.choose("")
        self.which.offer(self._periods)
        self.which.choose((over or list(self._periods))[0])
        self.which.blockSignals(False)

    def _all(self, kind: str) -> list[Period]:
        years = [period.year(label) for label in self._session.years()]
        if kind == YEAR:
            return years
        if kind == QUARTER:
            return [quarter for year in years for quarter in reversed(period.quarters(year))]
        return [month for year in years for month in reversed(year.months())]
