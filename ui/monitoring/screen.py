"""Monitoring: choose a period and a team, see its figures, write them as a PDF or a workbook."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.figures.monitoring import MARKING, Sheet
from desk_app.figures.period import Period
from desk_app.problems import Problem
from desk_app.progress import Progress
from desk_app.records import Change
from desk_app.report.monitoring import introduction
from ui.kit.job import Job
from ui.kit.messages import Message
from ui.kit.preferences import Preferences
from ui.kit.saving import Place, ask_where
from ui.kit.widgets import PAGE_MARGINS, Heading, Page, button, column_of, label, scrolling
from ui.kit.working import Working
from ui.monitoring.choices import Choices
from ui.monitoring.sheet import SheetView
from ui.session import Session

KINDS = ("PDF (*.pdf)", "Excel workbook (*.xlsx)")


class MonitoringScreen(Page):
    """`opened(case_id)`."""

    opened = Signal(object)

    def __init__(self, session: Session, preferences: Preferences | None = None) -> None:
        super().__init__()
        self._session, self._place = session, Place(preferences)
        self._job: Job | None = None
        self._stale = True
        body = QWidget()
        self.area = scrolling(body)
        column_of(self).addWidget(self.area)
        box = column_of(body, margins=PAGE_MARGINS, spacing=16)
        self.heading = Heading("Monitoring", " ")
        self.export_button = button("Export…", self.ask_where, icon="download")
        self.heading.buttons.addWidget(self.export_button)
        box.addWidget(self.heading)
        self.choices = Choices(session)
        box.addWidget(self.choices)
        self.working = Working("Progress of the figures")
        self.writing = Working("Progress of the export")
        self.message = Message(can_go=True)
        for widget in (self.working, self.writing, self.message):
            box.addWidget(widget)
        self.marking = label(MARKING, "error")
        box.addWidget(self.marking)
        self.view = SheetView(session)
        self.view.opened.connect(self.opened)
        box.addWidget(self.view)
        box.addStretch(1)
        self.marking.hide()
        self.choices.changed.connect(self.reload)
        session.changed.connect(self._changed)
        session.day_began.connect(self._day_began)

    # --- showing
    def arrive(self) -> None:
        self.choices.offer_teams()
        if self._stale:
            self.reload()
        self.choices.kind_field.take_focus()

    def _changed(self, _change: Change) -> None:
        self._stale = True
        if self.isVisible():
            self.reload()

    def _day_began(self) -> None:
        self._stale = True
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Count what is chosen, in a job; what is counted already for another choice is let go."""
        self._stop()
        period = self.choices.wanted()
        self.export_button.setEnabled(period is not None)
        if period is None:
            return
        self._stale = False
        monitor, team, public = self._session.monitor, self.choices.team.chosen(), self.choices.public.isChecked()

        def work(progress: Progress) -> Sheet:
            return monitor.sheet(period, team, public, progress)

        job = self._session.job(work, self._show, failed=self._failed)
        self._job = job
        self.working.watch(f"Counting {period.label}", job)
        job.cancelled.connect(lambda: self._cancelled(job))
        job.finished.connect(lambda: self._over(job))

    def _show(self, sheet: Sheet) -> None:
        self.message.hide()
        self.marking.setVisible(not sheet.public)
        self.heading.beneath.setText(introduction(sheet, self._session.settings()))
        self.view.show_sheet(sheet)

    def _failed(self, problem: Problem) -> None:
        self._say("danger", problem.message, problem.remedy)

    def _cancelled(self, job: Job) -> None:
        if self._job is job:
            self._stale = True
            self._say("info", "Cancelled.", "Choose a period to count again.")

    def _over(self, job: Job) -> None:
        if self._job is job:
            self._job = None

    def _stop(self) -> None:
        if self._job is not None:
            old, self._job = self._job, None
            old.cancel()

    def _say(self, tone: str, title: str, text: str) -> None:
        self.message.say(tone, title, text)
        self.message.announce(f"{title} {text}")

    # --- out of here
    def ask_where(self) -> None:
        """Ask for a file and write the sheet to it."""
        period = self.choices.wanted()
        if period is None:
            return
        team = self.choices.team.chosen()
        name = f"Monitoring {f'{team} ' if team else ''}{period.label}"
        path = ask_where(self, "Export the monitoring sheet", self._place, name, KINDS)
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write what is chosen to `path`: whole or not at all."""
        period = self.choices.wanted()
        if period is None:
            return
        if self.writing.busy:
            self._session.say("An export is running already.", tone="info")
            return
        self._write(period, self.choices.team.chosen(), self.choices.public.isChecked(), path)

    def _write(self, period: Period, team: str, public: bool, path: Path) -> None:
        monitor = self._session.monitor

        def done(change: Change | None) -> None:
            self._place.remember(path)
            self._session.exported(change)
            self._say("ok", f"Saved {path}.", "")

        job = self._session.job(
            lambda progress: monitor.export(period, team, public, path, progress), done, failed=self._failed
        )
        self.writing.watch(f"Writing {path.name}", job)
        job.cancelled.connect(lambda: self._say("info", "Cancelled. Nothing was written.", ""))

    def let_go(self) -> None:
        self._stop()
        self.working.stop()
        self.writing.stop()
