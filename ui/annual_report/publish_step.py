"""Publish: the last step, for good. Afterwards: the PDF as it went out, and what the register says differently now."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from desk_app.dates import in_words
from desk_app.figures import Check
from desk_app.problems import Problem
from desk_app.progress import Progress
from desk_app.records import Change, Publication
from desk_app.report.material import Material
from desk_app.report.publishing import Restated
from ui.annual_report.step import State, Step
from ui.author import Pages
from ui.kit.dates import short_date
from ui.kit.form_rows import Field, TextArea
from ui.kit.job import Job
from ui.kit.messages import Message
from ui.kit.saving import with_ending
from ui.kit.widgets import Card, button, clear, column_of, label, row_of, scrolling
from ui.kit.working import Working
from ui.session import Session

KEPT = "All of them are kept as they are published: they can be saved at any time, whatever changes afterwards."
ONLY_PDF = (
    "An earlier version of this program published it and kept only the PDF. The other kinds can be made only while "
    "nothing under them has changed."
)
WIDEST, LISTED = 860, 30
ARCHIVE = "PDF for an archive, PDF/A (*.pdf)"
KINDS = (
    "PDF (*.pdf)", ARCHIVE, "Web page (*.html)", "Figures as an Excel workbook (*.xlsx)", "Figures as CSV (*.csv)",
)  # fmt: skip


class PublishStep(Step):
    """Freezes the report as its pages read now. Nothing is published by one key: it is ticked first."""

    title = "Publish"
    about = "Publishing freezes the figures, the words and the files. Drafts can be made anew at any time."

    def __init__(self, session: Session, year: str) -> None:
        super().__init__(session, year)
        self._material: Material | None = None
        self._publication: Publication | None = session.publisher.standing(year)
        self._job: Job | None = None
        self._comparing: Job | None = None
        self._restated: tuple[Restated, ...] = ()
        self._older: tuple[Publication, ...] = ()
        self._gone = False
        self.folder = Path.home()
        body = QWidget()
        body.setMaximumWidth(WIDEST)
        box = column_of(body, margins=(0, 0, 12, 12), spacing=16)
        self.message = Message()
        box.addWidget(self.message)
        self.working = Working("Progress of publishing")
        box.addWidget(self.working)
        box.addWidget(self._published_card())
        box.addWidget(self._restated_card())
        box.addWidget(self._form())
        box.addStretch(1)
        column_of(self).addWidget(scrolling(body))
        self._show()

    def _published_card(self) -> QWidget:
        self.published = Card("Published")
        self.said = label("", wrap=True, selectable=True)
        self.published.box.addWidget(self.said)
        line = QWidget()
        row = row_of(line)
        self.save = button("Save the published report…", lambda: self.ask_where(), icon="download")
        row.addWidget(self.save)
        row.addStretch(1)
        self.published.box.addWidget(line)
        holder = QWidget()
        self._replaced = column_of(holder, spacing=4)
        self.published.box.addWidget(holder)
        self.kinds = label("", "muted", wrap=True)
        self.published.box.addWidget(self.kinds)
        return self.published

    def _restated_card(self) -> QWidget:
        self.restated = Card("What the register says differently now")
        self.restated.box.addWidget(
            label(
                "Cases of the year have changed since. The published report stays as it is; the next one prints what "
                "was published, with a note of the present number.", "muted", wrap=True,
            )
        )  # fmt: skip
        holder = QWidget()
        self._lines = column_of(holder, spacing=4)
        self.restated.box.addWidget(holder)
        return self.restated

    def _form(self) -> QWidget:
        self.form = Card("Publish the report")
        self.explained = label("", "muted", wrap=True)
        self.form.box.addWidget(self.explained)
        self.undone = Card("What is not done yet", margins=(18, 14, 18, 14))
        holder = QWidget()
        self._undone = column_of(holder, spacing=4)
        self.undone.box.addWidget(holder)
        self.knowingly = QCheckBox("Publish it although this is not done")
        self.knowingly.toggled.connect(lambda _: self._offer())
        self.undone.box.addWidget(self.knowingly)
        self._left: tuple[str, ...] = ()
        self.undone.hide()
        self.form.box.addWidget(self.undone)
        holder = QWidget()
        self._reasons = column_of(holder, spacing=10)
        self.form.box.addWidget(holder)
        self.reasons: dict[str, Field] = {}
        self._failing: tuple[Check, ...] | None = None
        self.sure = QCheckBox("I have read the pages. They can go out as they are")
        self.sure.toggled.connect(lambda _: self._offer())
        self.form.box.addWidget(self.sure)
        line = QWidget()
        row = row_of(line)
        self.publish = button("Publish", self.go, role="primary", icon="check")
        row.addWidget(self.publish)
        row.addStretch(1)
        self.form.box.addWidget(line)
        return self.form

    # --- what is shown
    def take(self, pages: Pages) -> None:
        self._material = pages.made.material
        self._publication = self.session.publisher.standing(self.year)
        self._show()
        self._compare()

    def _show(self) -> None:
        publication = self._publication
        self.published.setVisible(publication is not None)
        self.restated.setVisible(bool(self._restated))
        if publication is not None and publication.published_on and publication.as_at:
            self.said.setText(
                f"The report of {self.year} was published on {short_date(publication.published_on)} by "
                f"{publication.published_by}, with figures as at {short_date(publication.as_at)}. "
                f"SHA-256 of its PDF: {publication.pdf_hash}"
            )
            self.kinds.setText(
                "As the PDF, as a web page for the website, or its figures as open data (Excel, CSV). "
                f"{KEPT if publication.files_hash else ONLY_PDF}"
            )
        self._show_replaced()
        self.explained.setText(self._explanation())
        self._show_reasons()
        self._offer()
        self.state_changed.emit()

    def _show_replaced(self) -> None:
        """Reports of the year that a corrected one replaced: each can be saved as it went out."""
        older = self.session.publisher.replaced(self.year)
        if older == self._older:
            return
        self._older = older
        clear(self._replaced)
        for one in reversed(older):
            on = short_date(one.published_on) if one.published_on else ""
            line = QWidget()
            row = row_of(line)
            row.addWidget(label(f"Replaced by it: the report published on {on} by {one.published_by}.", wrap=True), 1)
            save = button("Save it…", partial(self.ask_where, one), role="link")
            save.setAccessibleName(f"Save the report published on {on}")
            row.addWidget(save)
            self._replaced.addWidget(line)

    def _explanation(self) -> str:
        m = self._material
        if m is None:
            return "The report is being made."
        if not m.over:
            return f"{self.year} was not over on {short_date(m.as_at)}. Choose a later day in “Year and scope” first."
        return (
            f"The figures are as at {short_date(m.as_at)}. What is published no longer says DRAFT, and cannot be "
            f"undone: a mistake is put right by publishing a corrected report.{self._replaces()}"
        )

    def _replaces(self) -> str:
        on = self._publication.published_on if self._publication is not None else None
        if on is None:
            return ""
        return (
            " This one replaces the one that was published, which is kept too. Its cover will say: “Corrected: "
            f"replaces the report published on {in_words(on)}”."
        )

    def _show_reasons(self) -> None:
        failing = self._material.now.failing if self._material is not None else ()
        if failing == self._failing:
            return
        self._failing = failing
        clear(self._reasons)
        self.reasons = {}
        if not failing:
            return
        allowed = self.session.publisher.may_override
        self._reasons.addWidget(
            label(
                "These checks do not agree. Put the cases right, or give a reason for each, which is printed in "
                "section 11." if allowed else "These checks do not agree. Put the cases right, or ask a manager to "
                "publish the report with a reason.", wrap=True,
            )
        )  # fmt: skip
        for check in failing:
            field = Field(f"{check.label}: {check.one} against {check.other}", TextArea(2), hint="Why it is published.")
            field.input.setEnabled(allowed and self.session.writable)
            field.changed.connect(self._offer)
            self.reasons[check.key] = field
            self._reasons.addWidget(field)

    def show_left(self, left: tuple[str, ...]) -> None:
        """Show what the other steps say is not done. Another list than that which was ticked is ticked anew."""
        if left == self._left:
            return
        self._left = left
        clear(self._undone)
        for said in left:
            self._undone.addWidget(label(said, wrap=True))
        self.undone.setVisible(bool(left))
        self.knowingly.setAccessibleDescription(" ".join(left))
        self.knowingly.setChecked(False)
        self._offer()

    def _offer(self) -> None:
        m = self._material
        over = m is not None and m.over
        explained = all(str(field.value()).strip() for field in self.reasons.values())
        self.publish.setEnabled(
            over
            and explained
            and self.sure.isChecked()
            and (self.knowingly.isChecked() or not self._left)
            and self.session.writable
            and self._job is None
        )

    def _compare(self) -> None:
        """Ask what the register says differently now; the figures take a moment in a large store."""
        publication = self._publication
        if self._comparing is not None:
            self._comparing.cancel()
            self._comparing = None
        if publication is None:
            return

        def work(progress: Progress) -> tuple[Restated, ...]:
            progress(0, 1, "Comparing with what was published")
            return self.session.publisher.restated(publication)

        self._comparing = self.session.job(work, lambda found: self._compared(publication, found))

    def _compared(self, of: Publication, found: tuple[Restated, ...]) -> None:
        if self._gone or of != self._publication:
            return
        self._comparing = None
        self._restated = found
        clear(self._lines)
        for one in found[:LISTED]:
            self._lines.addWidget(label(f"{one.label}: {one.published} published, {one.now} now", wrap=True))
        if len(found) > LISTED:
            self._lines.addWidget(label(f"and {len(found) - LISTED} more", "muted"))
        self.restated.setVisible(bool(found))
        self.state_changed.emit()

    # --- doing
    def go(self) -> None:
        """Publish, in a job; whole or not at all."""
        m = self._material
        if m is None or self._job is not None:
            return
        try:
            self.session.refuse_to_wait()
        except Problem as problem:
            self.session.tell(problem)
            return
        self.session.author.save(self.year)
        reasons = {key: str(field.value()) for key, field in self.reasons.items()}
        as_at = m.as_at

        def work(progress: Progress) -> Change:
            return self.session.publisher.publish(self.year, as_at, reasons, progress)

        self.message.hide()
        job = self.session.job(work, self._is_published, failed=self._failed, finished=self._finished)
        self._job = job
        self.working.watch(f"Publishing {self.year}…", job)
        job.cancelled.connect(lambda: self._say("info", "Cancelled. Nothing was published.", ""))
        self._offer()

    def _is_published(self, change: Change) -> None:
        self.sure.setChecked(False)
        self.knowingly.setChecked(False)
        self._publication = self.session.publisher.standing(self.year)
        self.settled.emit()
        self.session.publisher.published(change)
        self._say(
            "ok",
            f"The report of {self.year} is published.",
            "Save it as a PDF or a web page for the website, and its figures as open data.",
        )
        self._show()
        self.save.setFocus()

    def _failed(self, problem: Problem) -> None:
        self._say("danger", problem.message, problem.remedy)

    def _finished(self) -> None:
        self._job = None
        self._offer()

    def ask_where(self, replaced: Publication | None = None) -> None:
        """Ask for the file, then write the report as it was published; or one that was replaced."""
        publication = replaced or self._publication
        on = f", published {replaced.published_on}" if replaced is not None else ""
        name = f"Annual report {self.year.replace('/', '-')}{on}.pdf"
        changed = bool(self._restated or replaced)  # which is in the PDF alone, where only that was kept
        kinds = KINDS if publication is not None and (publication.files_hash or not changed) else KINDS[:1]
        path, kind = QFileDialog.getSaveFileName(
            self, "Save the published report", str(self.folder / name), ";;".join(kinds)
        )
        if path:
            self.save_to(Path(with_ending(path, kind or kinds[0], kinds)), replaced, archive=kind == ARCHIVE)

    def save_to(self, path: Path, replaced: Publication | None = None, *, archive: bool = False) -> None:
        """Write the report as it was published, byte for byte. archive: its PDF/A."""
        publication = replaced or self._publication
        if publication is None:
            return
        self.folder = path.parent

        def work(_: Progress) -> Path:
            return self.session.publisher.write(publication, path, archive=archive)

        self.session.job(work, lambda out: self._say("ok", f"Saved {out}.", ""), failed=self._failed)

    def _say(self, tone: str, title: str, text: str) -> None:
        self.message.say(tone, title, text)
        self.message.announce(f"{title} {text}")

    # --- how far
    def state(self) -> State:
        if self._publication is None:
            return State.TO_DO
        return State.CHANGED if self._restated else State.DONE

    def note(self) -> str:
        if self._restated:
            return f"{len(self._restated)} restated"
        on = self._publication.published_on if self._publication is not None else None
        return short_date(on) if on else ""

    def let_go(self) -> None:
        self._gone = True
        for job in (self._job, self._comparing):
            if job is not None:
                job.cancel()
