"""Approval: who approved the report, when, with what comments; and whether it has changed since."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from desk_app.desk.approvals import BODIES
from desk_app.problems import Problem
from desk_app.progress import Progress
from desk_app.records import Approval
from ui.annual_report.step import State, Step
from ui.author import KEEP_AFTER, Pages
from ui.kit.dates import short_date
from ui.kit.form_rows import Choice, DateField, Field, TextArea
from ui.kit.job import Job
from ui.kit.messages import Message
from ui.kit.saving import with_ending
from ui.kit.widgets import Card, button, clear, column_of, label, row_of, scrolling
from ui.kit.working import Working
from ui.session import Session

MARK = "approval"
WRITTEN = ("body", "approved_by", "comments")
"""Fields that begin empty: what stands in them was typed."""
WIDEST = 860
KIND = "Word document (*.docx)"


class ApprovalStep(Step):
    """Approvals are kept; the report stays a draft until it is published."""

    title = "Approval"
    about = "Each page of a draft says DRAFT. Approvals are kept with the report."

    def __init__(self, session: Session, year: str) -> None:
        super().__init__(session, year)
        self._words = ""
        self._approvals: list[Approval] = session.author.approvals(year)
        self._approved = ""
        self._as_at: date | None = None
        self._job: Job | None = None
        self.folder = Path.home()
        body = QWidget()
        body.setMaximumWidth(WIDEST)
        box = column_of(body, margins=(0, 0, 12, 12), spacing=16)
        self.message = Message()
        box.addWidget(self.message)
        self.working = Working("Progress of the words for reviewers")
        box.addWidget(self.working)
        box.addWidget(self._words_card())
        box.addWidget(self._list())
        box.addWidget(self._form())
        box.addStretch(1)
        column_of(self).addWidget(scrolling(body))
        self._show()

    def _words_card(self) -> QWidget:
        card = Card("For those who review it")
        card.box.addWidget(
            label(
                "A Word document of the words and tables, marked DRAFT, with what was drafted beside what you wrote. "
                "Only examples that were signed off are in it. Record below what the reviewers say.",
                "muted", wrap=True,
            )
        )  # fmt: skip
        line = QWidget()
        row = row_of(line)
        self.words = button("Save the words for reviewers…", self.ask_where, icon="download")
        self.words.setEnabled(False)
        row.addWidget(self.words)
        row.addStretch(1)
        card.box.addWidget(line)
        self.saved = Message()
        card.box.addWidget(self.saved)
        return card

    def ask_where(self) -> None:
        """Ask for the file, then write the words."""
        name = f"Annual report {self.year.replace('/', '-')}, words.docx"
        path, _ = QFileDialog.getSaveFileName(self, "Save the words for reviewers", str(self.folder / name), KIND)
        if path:
            self.save_words(Path(with_ending(path, KIND, (KIND,))))

    def save_words(self, path: Path) -> None:
        """Write the words as they read now, in a job; whole or not at all."""
        as_at = self._as_at
        if as_at is None or self._job is not None:
            return
        self.folder = path.parent
        self.session.author.save(self.year)

        def work(progress: Progress) -> Path:
            self.session.export_report(self.year, as_at, path, progress)
            return path

        self.saved.hide()
        job = self.session.job(work, self._words_saved, failed=self._words_failed, finished=self._words_over)
        self._job = job
        self.working.watch(f"Writing {path.name}…", job)

    def _words_saved(self, path: Path) -> None:
        self.saved.say("ok", f"Saved {path}.", "")
        self.saved.announce(f"Saved {path}.")

    def _words_failed(self, problem: Problem) -> None:
        self.saved.say("danger", problem.message, problem.remedy)
        self.saved.announce(f"{problem.message} {problem.remedy}")

    def _words_over(self) -> None:
        self._job = None

    def _list(self) -> QWidget:
        card = Card("Approved by")
        self.none = label("Nobody has approved it yet.", "muted", wrap=True)
        card.box.addWidget(self.none)
        holder = QWidget()
        self._rows = column_of(holder, spacing=8)
        card.box.addWidget(holder)
        return card

    def _form(self) -> QWidget:
        card = Card("Record an approval")
        session = self.session
        day = DateField(session.past_day, lambda: session.today)
        day.set_text(short_date(session.today))
        self.fields = {
            "body": Field("Who approves", Choice(BODIES), needed=True),
            "approved_by": Field("Name", QLineEdit(), needed=True, hint="Of the person, or of the meeting."),
            "approved_on": Field("On", day, needed=True),
            "comments": Field("Comments", TextArea(3), hint="What was asked for, or said."),
        }
        typed = session.author.approval_typed(self.year)
        for name, field in self.fields.items():
            card.box.addWidget(field)
            if name in typed:
                field.set_value(typed[name])
            field.changed.connect(self._note_typing)
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(KEEP_AFTER)
        self._typed.timeout.connect(self._keep_typed)
        line = QWidget()
        row = row_of(line)
        self.save = button("Record approval", self.approve, role="primary")
        self.save.setEnabled(session.writable)
        row.addWidget(self.save)
        row.addStretch(1)
        card.box.addWidget(line)
        return card

    def _note_typing(self) -> None:
        if not self._typed.isActive():  # keys that go on do not put it off
            self._typed.start()

    def _keep_typed(self) -> None:
        """Keep what is typed and not recorded; nothing where only the day stands."""
        self._typed.stop()
        values = {name: str(field.value()) for name, field in self.fields.items()}
        written = any(values[name].strip() for name in WRITTEN)
        self.session.author.keep_approval(self.year, values if written else {})

    def approve(self) -> None:
        """Record what the form says, or say beside its fields what is wrong."""
        given = {name: field.value() for name, field in self.fields.items()}
        try:
            done = self.session.author.approve(self.year, given, self._words)
        except Problem as problem:
            self.session.tell(problem)
            return
        for name, field in self.fields.items():
            field.set_problem(done.problems.get(name, ""))
        if done.problems:
            next(field for name, field in self.fields.items() if name in done.problems).take_focus()
            return
        self.settled.emit()
        for name in WRITTEN:
            self.fields[name].set_value("")
        self._keep_typed()
        self.session.say("The approval is recorded.", done.change)

    def take(self, pages: Pages) -> None:
        self._words = pages.made.words
        self._as_at = pages.made.material.as_at
        self.words.setEnabled(True)
        self._show()

    def _show(self) -> None:
        author = self.session.author
        self._approvals = author.approvals(self.year)
        mark = author.texts(self.year).get(f"mark.{MARK}")
        self._approved = mark.draft_hash if mark else ""
        self.none.setVisible(not self._approvals)
        clear(self._rows)
        for approval in self._approvals:
            self._rows.addWidget(self._row(approval))
        if self.state() is State.CHANGED:
            self.message.say(
                "warn", "The report has changed since it was last approved.",
                "Show it again to those who approved it, and record what they say.",
            )  # fmt: skip
        else:
            self.message.hide()
        self.state_changed.emit()

    def _row(self, approval: Approval) -> QWidget:
        holder = QWidget()
        row = row_of(holder, spacing=12)
        on = short_date(approval.approved_on) if approval.approved_on else "no date"
        said = f"{approval.body}: {approval.approved_by}, {on}"
        words = QWidget()
        box = column_of(words, spacing=2)
        box.addWidget(label(said, wrap=True))
        if approval.comments:
            box.addWidget(label(approval.comments, "muted", wrap=True))
        row.addWidget(words, 1)
        gone = button("Remove", lambda: self._withdraw(approval), role="link")
        gone.setAccessibleName(f"Remove the approval by {approval.approved_by}")
        gone.setEnabled(self.session.writable)
        row.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    def _withdraw(self, approval: Approval) -> None:
        try:
            change = self.session.author.withdraw_approval(approval)
        except Problem as problem:
            self.session.tell(problem)
            return
        self.session.say("The approval was removed.", change)

    def state(self) -> State:
        if not self._approvals:
            return State.TO_DO
        return State.CHANGED if self._words and self._approved and self._approved != self._words else State.DONE

    def note(self) -> str:
        return self._approvals[-1].body.lower() if self._approvals else ""

    def left(self) -> tuple[str, ...]:
        said = {State.TO_DO: "Nobody has approved the report.",
                State.CHANGED: "The report has changed since it was last approved."}  # fmt: skip
        return tuple(filter(None, (said.get(self.state(), ""),)))

    def let_go(self) -> None:
        self.leave()
        if self._job is not None:
            self._job.cancel()

    def leave(self) -> None:
        if self._typed.isActive():
            self._keep_typed()

    def arrive(self) -> None:
        self.fields["body"].take_focus()
