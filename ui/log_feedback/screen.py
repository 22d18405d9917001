"""Choose what to log, or go on with a draft; then the form, the dates that follow, and saving."""

from __future__ import annotations

import secrets
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QWidget

from desk_app.problems import Problem
from desk_app.records import Kind, Step
from ui import wording
from ui.kit.dates import long_date
from ui.kit.form_rows import Field, ProblemSummary
from ui.kit.icons import IconLabel
from ui.kit.widgets import PAGE_MARGINS, Heading, Page, button, column_of, label, row_of, scrolling
from ui.log_feedback import drafts
from ui.log_feedback.chooser import Chooser
from ui.log_feedback.form import Form
from ui.session import Session

KEEP_MILLISECONDS = 400
PREVIEW_MILLISECONDS = 150
STEPS_SHOWN = 2
TITLE_OF_PROBLEMS = "Check these before saving"


class LogScreen(Page):
    """`logged(case_id, reference)` after saving; `left` when there is nothing to go on with."""

    logged = Signal(object, str)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stack = QStackedWidget()
        column_of(self).addWidget(self._stack)
        self.chooser = Chooser(session)
        self.chooser.chosen.connect(self.begin)
        self.chooser.draft_chosen.connect(self.take_up)
        self._stack.addWidget(self.chooser)
        self.entry: Entry | None = None

    def arrive(self) -> None:
        if self.entry is None:
            self.chooser.refresh()
            self.chooser.take_focus()
        else:
            self.entry.take_focus()

    def leave(self) -> None:
        if self.entry is not None:
            self.entry.keep()

    def begin(self, kind: Kind) -> None:
        """An empty form; what was typed into another one is kept as a draft."""
        if self.entry is not None and self.entry.form.kind is kind and not self.entry.is_worth_keeping():
            self.entry.take_focus()
            return
        self._close_entry()
        entry = Entry(self._session, kind, f"{kind.lower()}-{secrets.token_hex(4)}")
        entry.form.give({"received_on": "today"})
        self._show(entry)

    def take_up(self, key: str) -> None:
        """Go on with a draft."""
        found = next((draft for draft in self._session.drafts() if draft.key == key), None)
        if found is None:
            self.chooser.refresh()
            return
        self._close_entry()
        entry = Entry(self._session, Kind(found.kind), found.key)
        entry.form.give(drafts.answers_of(found.data))
        self._show(entry)

    def _show(self, entry: Entry) -> None:
        self.entry = entry
        entry.saved.connect(self._saved)
        entry.left.connect(self._leave_entry)
        entry.thrown_away.connect(self._thrown_away)
        self._stack.addWidget(entry)
        self._stack.setCurrentWidget(entry)
        entry.preview()
        entry.take_focus()

    def _close_entry(self) -> None:
        if self.entry is not None:
            self.entry.keep()
            self._stack.removeWidget(self.entry)
            self.entry.deleteLater()
            self.entry = None

    def _leave_entry(self) -> None:
        self._close_entry()
        self._stack.setCurrentWidget(self.chooser)
        self.arrive()

    def _thrown_away(self, key: str, draft: dict[str, Any]) -> None:
        self._leave_entry()
        self.chooser.offer_back(key, draft)

    def _saved(self, case_id: int, reference: str) -> None:
        self._close_entry()
        self._stack.setCurrentWidget(self.chooser)
        self.logged.emit(case_id, reference)


class Entry(QWidget):
    """A form with its title, its problems, and the bar that saves."""

    saved = Signal(object, str)
    left = Signal()
    thrown_away = Signal(str, object)

    def __init__(self, session: Session, kind: Kind, key: str) -> None:
        super().__init__()
        self._session, self._key = session, key
        self._tried = self._kept = self._over = False
        self.form = Form(session, kind)
        outer = column_of(self)
        body = QWidget()
        self.area: QScrollArea = scrolling(body)
        outer.addWidget(self.area, 1)
        box = column_of(body, margins=PAGE_MARGINS, spacing=16)
        box.addWidget(
            Heading(
                f"New {kind.lower()}", "The date and the words are enough to save. What you type is kept as a draft."
            )
        )
        self.summary = ProblemSummary()
        box.addWidget(self.summary)
        box.addWidget(self.form)
        box.addStretch(1)
        outer.addWidget(self._bar(kind))
        self._keeping = self._timer(KEEP_MILLISECONDS, self.keep)
        self._previewing = self._timer(PREVIEW_MILLISECONDS, self.preview)
        self.form.changed.connect(self._changed)
        for keys, call in ((QKeySequence("Ctrl+S"), self.save), (QKeySequence(Qt.Key.Key_Escape), self.left.emit)):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(call)

    def _timer(self, milliseconds: int, call: Any) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(call)
        return timer

    def _bar(self, kind: Kind) -> QFrame:
        bar = QFrame()
        bar.setObjectName("actionBar")
        row = row_of(bar, margins=(28, 12, 28, 12), spacing=10)
        self._due_icon = IconLabel("calendar-clock", "muted", 20)
        self.due = label("", "muted", wrap=True)
        row.addWidget(self._due_icon)
        row.addWidget(self.due, 1)
        self.throw = button("Throw away", self._throw_away)
        self.save_button = button(f"Save {kind.lower()}", self.save, role="primary")
        self.save_button.setToolTip("Ctrl+S")
        row.addWidget(self.throw)
        row.addWidget(self.save_button)
        return bar

    def take_focus(self) -> None:
        """To the first question."""
        next(iter(self.form.fields.values())).take_focus()

    # --- drafts
    def draft(self) -> dict[str, Any]:
        """What the form holds."""
        return drafts.draft_of(self.form.kind, self.form.answers())

    def is_worth_keeping(self) -> bool:
        """Whether anything was typed."""
        return drafts.is_worth_keeping(self.draft())

    def _changed(self) -> None:
        self._keeping.start()
        self._previewing.start()

    def keep(self) -> None:
        """Keep the draft in the store, or drop it when the form is empty again."""
        self._keeping.stop()
        if self._over or not self._session.writable:
            return
        draft = self.draft()
        try:
            if drafts.is_worth_keeping(draft):
                self._session.desk.keep_draft(self._key, str(self.form.kind), draft)
                self._kept = True
            elif self._kept:
                self._session.desk.drop_draft(self._key)
                self._kept = False
        except Problem as problem:
            self._session.tell(problem)

    def _throw_away(self) -> None:
        self._keeping.stop()
        draft, self._over = self.draft(), True
        if self._session.writable:
            self._session.desk.drop_draft(self._key)
        self.thrown_away.emit(self._key, draft)

    # --- what follows
    def preview(self) -> None:
        """The dates that would follow, and after a first try to save also what is still wrong."""
        self._previewing.stop()
        problems, steps = self._session.desk.preview(self.draft())
        self._show_dates(steps)
        if self._tried:
            self._show_problems(problems)

    def _show_dates(self, steps: tuple[Step, ...]) -> None:
        waiting = [s for s in steps if s.due_on and not (s.done_on or s.internal or s.soft or s.not_applicable)]
        text = "\n".join(in_words(step) for step in waiting[:STEPS_SHOWN])
        if not text and self.form.kind is Kind.COMPLAINT:
            text = "The dates that follow are shown here as soon as the form has a date and words."
        self.due.setText(text)
        self._due_icon.setVisible(bool(text))

    def _show_problems(self, problems: dict[str, str]) -> None:
        beside: dict[Field, str] = {}
        for key, field in self.form.fields.items():
            problem = problems.get(key, "")
            field.set_problem(problem)
            if problem:
                beside[field] = problem
        elsewhere = [text for key, text in problems.items() if key not in self.form.fields]
        self.summary.show_problems(TITLE_OF_PROBLEMS, beside, elsewhere)

    # --- saving
    def save(self) -> None:
        """Save the case, or show what is wrong."""
        self._keeping.stop()
        try:
            logged = self._session.log(self.draft(), self._key)
        except Problem as problem:
            self._session.tell(problem)
            return
        if logged.problems:
            self._tried = True
            self.keep()
            self._show_problems(dict(logged.problems))
            first = next((self.form.fields[key] for key in self.form.fields if key in logged.problems), None)
            if first is not None:
                first.take_focus()
            self.area.verticalScrollBar().setValue(0)
            return
        self._over = True
        self.saved.emit(logged.case_id, logged.reference)


def in_words(step: Step) -> str:
    """ "Acknowledge by Friday 27 November 2026 (3 working days)"."""
    limit = f" ({wording.days_in_words(step.days, step.unit)})" if step.days else ""
    return f"{step.label} by {long_date(step.due_on)}{limit}"
