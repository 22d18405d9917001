"""Choose a year, look at the real pages, export the PDF."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QProgressBar, QStackedWidget, QWidget

from desk_app.problems import Problem
from desk_app.progress import Progress
from desk_app.records import Change
from ui.kit.dates import short_date
from ui.kit.form_rows import Choice, DateField, Field
from ui.kit.icons import IconLabel
from ui.kit.job import Job, Work
from ui.kit.messages import Message
from ui.kit.preview import PdfView
from ui.kit.widgets import PAGE_MARGINS, Card, Heading, Page, button, column_of, label, row_of, tool
from ui.session import Session

NONE = "Choose a year"
TOOLS_BESIDE = 760


class AnnualReportScreen(Page):
    """The preview follows the choices; Export writes the same pages."""

    least_height = 420

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._job: Job | None = None
        self._stale = True
        self.shown = b""
        self.folder = Path.home()
        outer = column_of(self, margins=(PAGE_MARGINS[0], PAGE_MARGINS[1], PAGE_MARGINS[2], 16), spacing=14)
        self.heading = Heading("Annual report", "These are the pages as they will be in the PDF.")
        self.export = button("Export PDF…", self.ask_where, role="primary", icon="download")
        self.export.setToolTip("Ctrl+E")
        self.heading.buttons.addWidget(self.export)
        outer.addWidget(self.heading)
        self.view = PdfView()
        self.view.page_changed.connect(lambda _: self._show_place())
        self.view.zoomed.connect(lambda _: self._show_place())
        outer.addWidget(self._choices())
        self.message = Message(can_go=True)
        outer.addWidget(self.message)
        self.working = self._working()
        outer.addWidget(self.working)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._empty())
        self._pages.addWidget(self.view)
        outer.addWidget(self._pages, 1)
        shortcut = QShortcut(QKeySequence("Ctrl+E"), self)
        shortcut.activated.connect(self.ask_where)
        session.changed.connect(self._changed)

    # --- building
    def _choices(self) -> QWidget:
        box = QWidget()
        row = self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(18)
        session = self._session
        self.year = Choice(session.years(), none=NONE)
        self.year.choose(session.usual_year())
        self.year.setMinimumWidth(150)
        self.as_at = DateField(session.parse_date, lambda: session.today)
        self.as_at.set_text(short_date(session.today))
        self.year_field = Field("Year", self.year, needed=True)
        self.as_at_field = Field("Figures as at", self.as_at, needed=True)
        self.year_field.changed.connect(self.refresh)
        self.as_at.edit.editingFinished.connect(self._date_entered)
        self.as_at_field.setMinimumWidth(230)
        asked = QHBoxLayout()
        asked.setSpacing(18)
        asked.addWidget(self.year_field, 0, Qt.AlignmentFlag.AlignTop)
        asked.addWidget(self.as_at_field, 0, Qt.AlignmentFlag.AlignTop)
        asked.addStretch(1)
        row.addLayout(asked, 1)
        self.tools = self._tools()
        row.addWidget(self.tools, 0, Qt.AlignmentFlag.AlignTop)
        self._shown_as_at = self.as_at.text()
        return box

    def _working(self) -> QWidget:
        box = QWidget()
        row = row_of(box, spacing=14)
        self.doing = label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Progress of the report")
        self.cancel = button("Cancel", self._cancel)
        row.addWidget(self.doing)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        box.hide()
        return box

    def _tools(self) -> QWidget:
        """Turning pages and zoom."""
        box = QWidget()
        line = row_of(box, spacing=4)
        self.place = label("", "muted")
        self.percent = label("", "muted")
        view = self.view
        line.addWidget(tool("Previous page", "chevron-up", lambda: view.go_to(view.page() - 1)))
        line.addWidget(tool("Next page", "chevron-down", lambda: view.go_to(view.page() + 1)))
        line.addWidget(self.place)
        line.addSpacing(14)
        line.addWidget(tool("Smaller", "zoom-out", view.zoom_out))
        line.addWidget(self.percent)
        line.addWidget(tool("Larger", "zoom-in", view.zoom_in))
        fit = button("Fit", view.fit)
        fit.setAccessibleName("Fit the width")
        fit.setToolTip("Fit the width (Ctrl+0)")
        line.addWidget(fit)
        line.addStretch(1)
        return box

    def _empty(self) -> QWidget:
        card = Card()
        card.box.addStretch(1)
        card.box.addWidget(IconLabel("file-text", "primaryText", 26, "primarySoft"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.explanation = label("", "muted", wrap=True)
        self.explanation.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card.box.addWidget(self.explanation)
        card.box.addStretch(2)
        return card

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tools stand beside the questions, beneath them where there is no room."""
        super().resizeEvent(event)
        beside = self.width() >= TOOLS_BESIDE
        self._across.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        self._across.setSpacing(18 if beside else 8)
        self.tools.setContentsMargins(0, 26 if beside else 0, 0, 0)

    # --- preview
    def arrive(self) -> None:
        self.year_field.take_focus()
        if self._stale:
            self.refresh()

    def let_go(self) -> None:
        self._stop_job()
        self.view.close_document()

    def _changed(self, _change: Change) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _date_entered(self) -> None:
        if self.as_at.text() != self._shown_as_at:
            self.refresh()

    def wanted(self) -> tuple[str, date] | None:
        """The year and date chosen, with what is wrong beside its field."""
        year, day, problem = self.year.chosen(), None, ""
        try:
            day = self._session.parse_date(self.as_at.text())
        except Problem as error:
            problem = str(error)
        if day is not None and day > self._session.today:
            problem = "This date is in the future. Enter today’s date or an earlier one."
        self.year_field.set_problem("" if year else "Choose the year of the report.")
        self.as_at_field.set_problem(problem)
        return None if problem or not year or day is None else (year, day)

    def refresh(self) -> None:
        """Make the pages again."""
        self._stop_job()
        chosen = self.wanted()
        self._shown_as_at = self.as_at.text()
        self.export.setEnabled(chosen is not None)
        if chosen is None:
            self._explain("Choose a year and a date to see the report.")
            return
        year, as_at = chosen
        if self.view.pages == 0:
            self._explain("The pages appear here in a moment.")

        def work(progress: Progress) -> bytes:
            return self._session.report_pages(year, as_at, progress)

        self._begin("Making the pages…", work, self._show_pages, self._failed)

    def _show_pages(self, pdf: object) -> None:
        assert isinstance(pdf, bytes)
        self._stale = False
        self.shown = pdf
        self.view.open(pdf)
        self._pages.setCurrentIndex(1)
        self.tools.setEnabled(True)
        self._show_place()

    def _show_place(self) -> None:
        self.place.setText(f"Page {self.view.page() + 1} of {self.view.pages}" if self.view.pages else "")
        self.percent.setText(f"{self.view.percent}%")

    def _explain(self, text: str) -> None:
        self.explanation.setText(text)
        self._pages.setCurrentIndex(0)
        self.tools.setEnabled(False)

    def _failed(self, problem: Problem) -> None:
        self._say("danger", problem.message, problem.remedy)
        if self._stale:
            self._explain("There are no pages to show.")

    # --- export
    def ask_where(self) -> None:
        """Ask for the file, then write it."""
        chosen = self.wanted()
        if chosen is None:
            return
        name = f"Annual report {chosen[0].replace('/', '-')}.pdf"
        path, _ = QFileDialog.getSaveFileName(self, "Export the annual report", str(self.folder / name), "PDF (*.pdf)")
        if path:
            self.export_to(Path(path if path.lower().endswith(".pdf") else f"{path}.pdf"))

    def export_to(self, path: Path) -> None:
        """Write the report to `path` in a job; whole or not at all."""
        chosen = self.wanted()
        if chosen is None:
            return
        self._stop_job()
        self.folder = path.parent
        year, as_at = chosen

        def work(progress: Progress) -> Path:
            self._session.export_report(year, as_at, path, progress)
            return path

        self._begin(f"Writing {path.name}…", work, self._exported, self._failed)

    def _exported(self, path: object) -> None:
        self._say("ok", f"Saved {path}.", "")
        if self._stale:
            self.refresh()

    # --- jobs
    def _begin(
        self, doing: str, work: Work, done: Callable[[Any], object], failed: Callable[[Problem], object]
    ) -> None:
        self.message.hide()
        self.doing.setText(doing)
        self.bar.setRange(0, 0)
        self.working.show()
        job = self._session.job(work, done, failed=failed, progress=self._progress)
        job.cancelled.connect(lambda: self._cancelled(job))
        job.finished.connect(lambda: self._finished(job))
        self._job = job

    def _progress(self, done: int, total: int, _text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def _finished(self, job: Job) -> None:
        if self._job is job:
            self._job = None
            self.working.hide()

    def _cancelled(self, job: Job) -> None:
        if self._job is job:
            self._say("info", "Cancelled. Nothing was written.", "")
            if self._stale:
                self._explain("Choose a year, or export again.")

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _stop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.working.hide()

    def _say(self, tone: str, title: str, text: str) -> None:
        self.message.say(tone, title, text)
        self.message.announce(f"{title} {text}")
