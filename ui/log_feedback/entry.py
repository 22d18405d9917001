"""A form with its title, its problems, and the bar that saves. What is typed is kept as a draft while it is typed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desk_app.problems import Problem
from desk_app.records import Kind, State, Step
from ui import wording
from ui.kit.dates import long_date
from ui.kit.form_rows import Field, ProblemSummary, lasting
from ui.kit.icons import IconLabel
from ui.kit.messages import Message
from ui.kit.widgets import PAGE_MARGINS, Heading, button, column_of, label, row_of, scrolling
from ui.log_feedback import drafts
from ui.log_feedback.e_mail import DropOfEMail, EMailBar, FillingIn
from ui.log_feedback.form import Form
from ui.session import Logged, Session

KEEP_MILLISECONDS = 400
PREVIEW_MILLISECONDS = 150
STEPS_SHOWN = 2
NO_PROCEDURE = "No procedure chosen yet: these are the dates of the statutory one, which are the stricter."
TITLE_OF_PROBLEMS = "Check these before saving"
TOO_LOW_FOR_DATES = 360
"""Where the form has less height than this, the dates stand at its end."""
FIELD_MARGIN = 90
"""How much of the page shows above and beneath a field that is wrong."""


class Entry(QWidget):
    """`saved(Logged)`, `left` when it is to be gone on with later, `thrown_away(key, draft)`."""

    saved = Signal(object)
    left = Signal()
    thrown_away = Signal(str, object)

    def __init__(self, session: Session, kind: Kind, key: str) -> None:
        super().__init__()
        self._session, self.key = session, key
        self._tried = self._kept = self._over = False
        self.form = Form(session, kind)
        outer = column_of(self)
        body = QWidget()
        self.area: QScrollArea = scrolling(body)
        outer.addWidget(self.area, 1)
        box = column_of(body, margins=PAGE_MARGINS, spacing=16)
        beneath = (
            "The date and the words are enough to save. What you type is kept as a draft; Escape leaves it for later."
        )
        box.addWidget(Heading(f"New {kind.lower()}", beneath))
        self.summary = ProblemSummary()
        box.addWidget(self.summary)
        self.mail_bar = EMailBar()
        self.mail_message = Message(can_go=True)
        box.addWidget(self.mail_bar)
        box.addWidget(self.mail_message)
        box.addWidget(self.form)
        self._end_of_form = QVBoxLayout()
        box.addLayout(self._end_of_form)
        box.addStretch(1)
        outer.addWidget(self._bar(kind))
        self._keeping = self._timer(KEEP_MILLISECONDS, self._keep_when_free)
        self._previewing = self._timer(PREVIEW_MILLISECONDS, self.preview)
        self.form.changed.connect(self._changed)
        self.form.left.connect(self._left)
        self._take_emails()
        for keys, call in ((QKeySequence("Ctrl+S"), self.save), (QKeySequence(Qt.Key.Key_Escape), self._leave)):
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
        self._dates = QWidget()
        dates = row_of(self._dates, spacing=10)
        dates.addWidget(self._due_icon)
        dates.addWidget(self.due, 1)
        row.addWidget(self._dates, 1)
        row.addStretch()  # in place of the dates, where those are elsewhere
        self._beside_buttons = row
        self.throw = button("Throw away", self._throw_away)
        self.save_button = button(f"Save {kind.lower()}", self.save, role="primary")
        self.save_button.setToolTip("Ctrl+S")
        row.addWidget(self.throw)
        row.addWidget(self.save_button)
        return bar

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The dates stand beside the buttons, always in sight; in a low window at the end of the form."""
        super().resizeEvent(event)
        low = self.height() < TOO_LOW_FOR_DATES
        if low == (self._dates.parentWidget() is self.area.widget()):
            return
        if low:
            self._end_of_form.addWidget(self._dates)
        else:
            self._beside_buttons.insertWidget(0, self._dates, 1)

    def take_focus(self) -> None:
        """To the first question that has no answer yet."""
        fields = list(self.form.fields.values())
        next((field for field in fields if field.isVisibleTo(self) and not field.value()), fields[0]).take_focus()

    # --- emails
    def _take_emails(self) -> None:
        self._filling = FillingIn(self._session, self.form, self.mail_message)
        drop = DropOfEMail(self)
        drop.dropped.connect(self.take_email)
        drop.refused.connect(self._session.tell)
        self.mail_bar.chosen.connect(self.take_email)
        self.form.grown.connect(drop.watch)

    def take_email(self, path: Path) -> None:
        """Fill the form in from a saved email."""
        self._filling.take(path)
        self.area.verticalScrollBar().setValue(0)

    def _leave(self) -> None:
        """Leave it for later; but first, what is being read is stopped, and that is said."""
        if not self._filling.stop():
            self.left.emit()

    def let_go(self) -> None:
        """Called once, before the form is thrown away."""
        self._filling.let_go()

    # --- drafts
    def draft(self) -> dict[str, Any]:
        """What the form holds."""
        return drafts.draft_of(self.form.kind, self.form.answers())

    def is_worth_keeping(self) -> bool:
        """Whether anything was typed."""
        return drafts.is_worth_keeping(self.draft())

    def _changed(self) -> None:
        if not self._keeping.isActive():  # never put off by typing on
            self._keeping.start()
        self._previewing.start()

    def _keep_when_free(self) -> None:
        """Keep the draft, but do not make the window wait for a large change that a job is making."""
        if self._session.is_writing:
            self._keeping.start()
        else:
            self.keep()

    def keep(self) -> None:
        """Keep the draft in the store, or drop it when the form is empty again."""
        self._keeping.stop()
        if self._over or not self._session.writable:
            return
        draft = drafts.draft_of(self.form.kind, lasting(self.form.fields, self.form.answers()))
        try:
            if drafts.is_worth_keeping(draft):
                self._session.desk.keep_draft(self.key, str(self.form.kind), draft)
                self._kept = True
            elif self._kept:
                self._session.desk.drop_draft(self.key)
                self._kept = False
        except Problem as problem:
            self._session.tell(problem)

    @property
    def is_kept(self) -> bool:
        """Whether there is a draft of it."""
        return self._kept and not self._over

    def taken_up(self) -> None:
        """It was filled from a kept draft: emptied again, that one goes."""
        self._kept = True

    def _throw_away(self) -> None:
        self._keeping.stop()
        draft, self._over = self.draft(), True
        if self._session.writable:
            self._session.desk.drop_draft(self.key)
        self.thrown_away.emit(self.key, draft)

    def _left(self, key: str) -> None:
        """Say at once what is wrong with an answer, such as a name that is too long."""
        field = self.form.fields[key]
        if field.value() and not self._over:
            problems, _ = self._session.desk.preview(self.draft())
            field.say_when_left(problems.get(key, ""))

    # --- what follows
    def preview(self) -> None:
        """The dates that would follow, and after a first try to save also what is still wrong."""
        self._previewing.stop()
        problems, steps = self._session.desk.preview(self.draft())
        self._show_follows(steps)
        if self._tried:
            self._show_problems(problems)

    def _show_follows(self, steps: tuple[Step, ...]) -> None:
        waiting = [s for s in steps if s.due_on and not (s.done_on or s.internal or s.soft or s.not_applicable)]
        lines = [in_words(self._session, step) for step in waiting[:STEPS_SHOWN]]
        if self.form.suggestion is not None:
            said = self.form.suggestion.in_words()
            if lines:
                lines.insert(0, said or NO_PROCEDURE)
            else:
                shown = "The dates that follow are shown here as soon as the date received is there."
                lines = [said, shown] if said else [shown]
        self.due.setText("\n".join(lines))
        self._due_icon.setVisible(bool(lines))

    def _show_problems(self, problems: dict[str, str]) -> None:
        fields = self.form.fields
        beside: dict[Field, str] = {}
        for key, field in fields.items():
            problem = problems.get(key, "")
            field.set_problem(problem)
            if problem:
                beside[field] = problem
        elsewhere = [text for key, text in problems.items() if key not in fields]
        self.summary.show_problems(TITLE_OF_PROBLEMS, beside, elsewhere)

    # --- saving
    def save(self) -> None:
        """Save the case, or show what is wrong."""
        self._keeping.stop()
        try:
            logged: Logged = self._session.log(self.draft(), self.key)
        except Problem as problem:
            self._keep_when_free()
            self._session.tell(problem)
            return
        if logged.problems:
            self._tried = True
            self.keep()
            self._show_problems(dict(logged.problems))
            self._to_first(dict(logged.problems))
            return
        self._over = True
        self.saved.emit(logged)

    def _to_first(self, problems: dict[str, str]) -> None:
        """The keyboard into the first field that is wrong, and the field into sight."""
        first = self.form.first_of(problems)
        if first is None:
            self.area.verticalScrollBar().setValue(0)
            return
        first.take_focus()
        QTimer.singleShot(0, first, lambda: self.area.ensureWidgetVisible(first, 0, FIELD_MARGIN))


def in_words(session: Session, step: Step) -> str:
    """ "Acknowledge by Friday 27 November 2026 (3 working days)", or how many days ago that was."""
    state, days = session.state_of(step)
    limit = wording.days_in_words(step.days, step.unit) if step.days else ""
    if state is State.OVERDUE:
        limit = f"this date has passed: {wording.how_long(state, days, step.unit)}"
    return f"{step.label} by {long_date(step.due_on)}{f' ({limit})' if limit else ''}"
