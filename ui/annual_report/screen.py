"""The annual report: a wizard whose steps can be taken in any order over weeks, and whose pages keep up with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QSplitter, QWidget

from desk_app.problems import Problem
from desk_app.progress import Progress
from desk_app.records import Change, Publication
from ui.annual_report.pages_pane import PagesPane
from ui.annual_report.publish_step import PublishStep
from ui.annual_report.scope import ScopeStep
from ui.annual_report.step import State, Step
from ui.annual_report.step_list import StepList
from ui.annual_report.steps import STEPS
from ui.author import Pages
from ui.kit.job import Job
from ui.kit.messages import Message
from ui.kit.saving import with_ending
from ui.kit.widgets import PAGE_MARGINS, Heading, InSight, Page, button, column_of, row_of
from ui.kit.working import Working
from ui.session import Session

BUSY = "An export is running already."
FOLLOW_AFTER = 40  # milliseconds after a key until the pages are made anew
NARROW_BELOW, PAGES_BELOW, STEP_LEAST = 860, 700, 310
ARCHIVE = "PDF for an archive, PDF/A (*.pdf)"
KINDS = (
    "PDF (*.pdf)", ARCHIVE, "Web page (*.html)", "Figures as an Excel workbook (*.xlsx)", "Figures as CSV (*.csv)",
    "Words for reviewers (*.docx)",
)  # fmt: skip


class AnnualReportScreen(Page):
    """`case_wanted(case_id)` when a step leads to a case, `settings_wanted` when it leads to the council's settings."""

    least_height = 400
    folds_reminder = True
    case_wanted = Signal(object)
    settings_wanted = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._job: Job | None = None
        self._exporting: Job | None = None
        self._stale = True
        self._recount = False
        self._pages: Pages | None = None
        self._sized: tuple[str, bool] | None = None  # which step the splitter is divided for, and which way
        self._of: tuple[str, Any] | None = None  # what the pages are of
        self._publication: Publication | None = None  # the one of this year that stands
        self.shown = b""
        self.folder = Path.home()
        outer = column_of(self, margins=(PAGE_MARGINS[0], PAGE_MARGINS[1], PAGE_MARGINS[2], 16), spacing=12)
        self.heading = Heading("Annual report", "")
        self.export = button("Export…", self.ask_where, role="primary", icon="download")
        self.export.setToolTip("Ctrl+E")
        self.heading.buttons.addWidget(self.export)
        self.export_draft = button("Export a draft…", self.ask_where_draft)
        self.export_draft.hide()
        self.heading.buttons.addWidget(self.export_draft)
        outer.addWidget(self.heading)
        self.message = Message(can_go=True)
        outer.addWidget(self.message)
        self.working = Working("Progress of the report")
        self.cancel = self.working.cancel
        outer.addWidget(self.working)
        self.scope = ScopeStep(session, session.usual_year())
        self.scope.chosen.connect(self.refresh)
        self.scope.export_wanted.connect(self.ask_where)
        self.year, self.as_at = self.scope.choice, self.scope.as_at
        self.year_field, self.as_at_field = self.scope.year_field, self.scope.as_at_field
        self.pane = PagesPane()
        self.view, self.place, self.percent, self.tools = (
            self.pane.view, self.pane.place, self.pane.percent, self.pane.tools,
        )  # fmt: skip
        self.pane.which.currentIndexChanged.connect(lambda _: self._show_chosen(keep_place=True))
        outer.addWidget(self._body(), 1)
        self.steps: list[Step] = []
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(FOLLOW_AFTER)
        self._follow.timeout.connect(self._make)
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(self.ask_where)
        QShortcut(QKeySequence("Alt+PgDown"), self).activated.connect(lambda: self._move(1))
        QShortcut(QKeySequence("Alt+PgUp"), self).activated.connect(lambda: self._move(-1))
        session.changed.connect(self._changed)
        session.author.typed.connect(self._typed)
        self._set_steps()

    def _body(self) -> QWidget:
        body = QWidget()
        row = row_of(body, spacing=18)
        self.list = StepList()
        self.list.currentRowChanged.connect(self.go_to)
        side = QWidget()
        column = column_of(side)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        row.addWidget(side)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(14)
        left = QWidget()
        left.setMinimumWidth(STEP_LEAST)
        box = column_of(left, spacing=10)
        self._stack = InSight()
        box.addWidget(self._stack, 1)
        line = QWidget()
        buttons = row_of(line, spacing=10)
        self.back = button("Back", lambda: self._move(-1))
        self.back.setToolTip("Alt+Page Up")
        self.next = button("Next", lambda: self._move(1), role="primary")
        self.next.setToolTip("Alt+Page Down")
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        buttons.addStretch(1)
        box.addWidget(line)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.pane)
        row.addWidget(self.splitter, 1)
        return body

    # --- steps
    def _set_steps(self) -> None:
        """The steps of the year chosen; those of another year go."""
        for step in self.steps[1:]:
            step.leave()
            step.let_go()
            self._stack.removeWidget(step)
            step.deleteLater()
        year = self.year.chosen()
        self.steps = [self.scope, *(make(self._session, year) for make in STEPS if year)]
        for step in self.steps:
            if self._stack.indexOf(step) < 0:
                self._stack.addWidget(step)
                step.state_changed.connect(self._show_states)
                step.case_wanted.connect(self.case_wanted)
                step.settings_wanted.connect(self.settings_wanted)
                step.section_wanted.connect(self._show_section)
                step.settled.connect(self.scope.keep_day)
        self.list.show_steps(self.steps)
        self._show_states()
        self._dress()

    def _show_section(self, title: str) -> None:
        if self.sender() is self.step:
            self.view.show_place(title)

    @property
    def step(self) -> Step:
        """The step in sight."""
        return self.steps[max(0, self.list.currentRow())]

    def go_to(self, row: int) -> None:
        """Show a step."""
        if not 0 <= row < len(self.steps):
            return
        left = self._stack.currentWidget()
        if isinstance(left, Step) and left is not self.steps[row]:
            self._let_line_go()
            self._session.move_on()  # before leaving: what that saves is said anew
            left.leave()
        self._stack.setCurrentWidget(self.steps[row])
        self._dress()
        if self.isVisible():
            keyboard_is_here = self.list.hasFocus()
            self.step.arrive()
            if keyboard_is_here:
                self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_step(self, title: str) -> Step:
        """The step of that title, in sight."""
        self.list.setCurrentRow([step.title for step in self.steps].index(title))
        return self.step

    def _move(self, by: int) -> None:
        row = self.list.currentRow() + by
        if 0 <= row < len(self.steps):
            self.list.setCurrentRow(row)

    def _dress(self) -> None:
        row = max(0, self.list.currentRow())
        step = self.steps[row]
        self.heading.beneath.setText(step.about or "Take the steps in any order. Everything typed is kept.")
        self.back.setEnabled(row > 0)
        last = row == len(self.steps) - 1
        self.next.setVisible(not last)
        if not last:
            self.next.setText(f"Next: {self.steps[row + 1].title}")
            self.next.setAccessibleName(self.next.text())
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < NARROW_BELOW
        self.list.make_narrow(narrow=narrow)
        self.heading.title.setText(self._title(narrow=narrow))
        wide = self.width() >= PAGES_BELOW or (self.step.pages_first and self.step is not self.scope)
        self.pane.setVisible(self.step.shows_pages and wide)
        across = wide and self.width() >= PAGES_BELOW
        self.splitter.setOrientation(Qt.Orientation.Horizontal if across else Qt.Orientation.Vertical)
        sizes = (330, 900) if self.step.pages_first else (600, 440)
        if self.pane.isVisibleTo(self) and self._sized != (self.step.title, across):
            self.splitter.setSizes(sizes)
            self._sized = (self.step.title, across)

    def _title(self, *, narrow: bool) -> str:
        """Where the steps at the side are numbers, the title says which one this is."""
        row = max(0, self.list.currentRow())
        title = self.steps[row].title
        if narrow:
            return f"Step {row + 1} of {len(self.steps)}: {title}"
        return "Annual report" if row == 0 else title

    def _show_states(self) -> None:
        self.list.show_states()
        last = self.steps[-1]
        if isinstance(last, PublishStep):
            last.show_left(tuple(said for step in self.steps[1:-1] for said in step.left()))
        states = [step.state() for step in self.steps]
        self.scope.say_how_far(states.count(State.DONE), len(states), states.count(State.CHANGED))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # --- the page
    def arrive(self) -> None:
        self.list.setCurrentRow(max(0, self.list.currentRow()))
        self.step.arrive()
        if self._stale:
            self.refresh()

    def leave(self) -> None:
        self.step.leave()
        self._session.author.save_all()

    def let_go(self) -> None:
        self._stop_job()
        if self._exporting is not None:
            self._exporting.cancel()
        for step in self.steps:
            step.let_go()
        self.view.close_document()

    def wanted(self) -> tuple[str, Any] | None:
        """The year and date chosen, with what is wrong beside its field."""
        return self.scope.wanted()

    # --- the pages keep up
    def _changed(self, change: Change) -> None:
        from desk_app.report.making import WORDS  # with the report, not at start-up

        if not change.tables <= WORDS:
            self._recount = True  # whatever is being made just now
        self._stale = True
        if self.isVisible():
            self._follow.start()

    def _typed(self, year: str) -> None:
        if year == self.year.chosen():
            self.pane.which.choose("")  # what is typed is in the draft
            self._stale = True
            if not self._follow.isActive():  # keys that go on do not put it off
                self._follow.start()

    def refresh(self) -> None:
        """Make the pages anew, of another year or day too."""
        chosen = self.wanted()
        self.export.setEnabled(chosen is not None)
        if chosen is None:
            self._stop_job()
            self.pane.explain("Choose a year and a date to see the report.")
            return
        if chosen != self._of:
            self._let_line_go()
            self._pages = None
            self._show_publication(None)
            if self._of is None or chosen[0] != self._of[0] or len(self.steps) == 1:
                self._session.author.save_all()
                self._set_steps()
        self._make()

    def _make(self) -> None:
        chosen = self.wanted()
        if chosen is None:
            return
        if self._job is not None and self._pages is not None and chosen == self._of and not self._recount:
            self._follow.start()  # at once after the one that is being made
            return
        self._stop_job()
        self._follow.stop()
        if self.view.pages == 0:
            self.pane.explain("The pages appear here in a moment.")
        year, as_at = chosen
        known = self._pages.made.material if self._pages is not None and not self._recount else None
        self._recount = False
        author = self._session.author
        author.values(year)  # read on this thread

        def work(progress: Progress) -> Pages:
            return author.make(year, as_at, known, progress)

        again = chosen == self._of
        self._of = chosen
        self._stale = False
        job = self._session.job(work, lambda pages: self._show_pages(pages, again=again), failed=self._failed)
        self._watch(job, "Making the pages…")

    def _watch(self, job: Job, doing: str) -> None:
        self._job = job
        if self.view.pages == 0:
            self.working.watch(doing, job)
        job.cancelled.connect(lambda: self._cancelled(job))
        job.finished.connect(lambda: self._finished(job))

    def _show_pages(self, pages: Pages, *, again: bool) -> None:
        self._pages = pages
        year = pages.made.material.year
        author = self._session.author
        author.drafts_are(year, pages.made.drafts)
        self._show_publication(self._session.publisher.standing(year))
        self._show_chosen(keep_place=again)
        for step in self.steps:
            step.take(pages)
        self._show_states()

    def _show_publication(self, publication: Publication | None) -> None:
        """Once there is a published report it comes first: in the pane, and where something is saved."""
        if publication == self._publication:
            return
        self._publication = publication
        self.pane.offer_published(publication.published_on if publication is not None else None)
        self.export.setText("Save the published report…" if publication is not None else "Export…")
        self.export_draft.setVisible(publication is not None)
        self.scope.say_published(on=publication is not None)

    def _show_chosen(self, *, keep_place: bool) -> None:
        """The pages as they were published, or those of the draft."""
        if self._pages is None:
            return
        publication = self._publication if self.pane.which.chosen() else None
        try:
            pdf = self._session.publisher.pdf_of(publication) if publication is not None else self._pages.pdf
        except Problem as problem:
            self._say("danger", problem.message, problem.remedy)
            pdf = self._pages.pdf
        if pdf != self.shown or not keep_place:
            self.shown = pdf
            self.pane.show_pages(pdf, keep_place=keep_place)

    def _failed(self, problem: Problem) -> None:
        self._stale = True
        self._say("danger", problem.message, problem.remedy)
        if self.view.pages == 0:
            self.pane.explain("There are no pages to show.")

    # --- export
    def ask_where(self) -> None:
        """Ask for the file, then write it: the report as it was published, where it was, else the draft."""
        step = self.steps[-1]
        if self._publication is None or not isinstance(step, PublishStep):
            self.ask_where_draft()
            return
        self.list.setCurrentRow(len(self.steps) - 1)  # which says how it went
        step.ask_where()

    def ask_where_draft(self) -> None:
        """Ask for the file, then write the report as it reads now; each page says DRAFT."""
        chosen = self.wanted()
        if chosen is None:
            return
        drafted = ", draft" if self._publication is not None else ""  # beside the published one, under another name
        name = f"Annual report {chosen[0].replace('/', '-')}{drafted}.pdf"
        path, kind = QFileDialog.getSaveFileName(
            self, "Export the annual report", str(self.folder / name), ";;".join(KINDS)
        )
        if path:
            self.export_to(Path(with_ending(path, kind or KINDS[0], KINDS)), archive=kind == ARCHIVE)

    def export_to(self, path: Path, *, archive: bool = False) -> None:
        """Write the report to `path` in a job; whole or not at all. archive: its PDF is PDF/A-2a too."""
        chosen = self.wanted()
        if chosen is not None:
            self._export(chosen, path, archive=archive)

    def _export(self, of: tuple[str, date], path: Path, *, archive: bool) -> None:
        if self._exporting is not None:
            self._say("info", BUSY, "Export again when it has ended.")
            return
        self.message.hide()
        self.message.clear_lines()
        self.folder = path.parent
        year, as_at = of
        self._session.author.save(year)

        def work(progress: Progress) -> None:
            self._session.export_report(year, as_at, path, progress, archive=archive)

        job = self._session.job(work, lambda _: self._exported(of, path, archive), failed=self._failed)
        self._exporting = job
        self.working.watch(f"Writing {path.name}…", job)
        job.cancelled.connect(lambda: self._say("info", "Cancelled. Nothing was written.", ""))
        job.finished.connect(self._export_is_over)

    def _export_is_over(self) -> None:
        self._exporting = None

    def _exported(self, of: tuple[str, date], path: Path, archive: bool) -> None:
        self._export_is_over()  # the button beneath may be pressed at once
        self._say("ok", f"Saved {path}.", "")
        if of == self.wanted():  # of another year or day, the file is not offered to this one
            self.message.offer("Export again to the same file", lambda: self._export(of, path, archive=archive))

    # --- jobs
    def _finished(self, job: Job) -> None:
        if self._job is job:
            self._job = None

    def _cancelled(self, job: Job) -> None:
        if self._job is job:
            self._stale = True
            self._say("info", "Cancelled.", "")
            if self.view.pages == 0:
                self.pane.explain("Choose a year, or export again.")

    def _stop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _let_line_go(self) -> None:
        """What was said of something done is over; what went wrong stays until it is closed."""
        if self.message.property("tone") != "danger":
            self.message.hide()
            self.message.clear_lines()

    def _say(self, tone: str, title: str, text: str) -> None:
        self.message.clear_lines()
        self.message.say(tone, title, text)
        self.message.announce(f"{title} {text}")
