"""What every section of the settings has: a title, a message, a body that scrolls, a line for what takes long."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QWidget

from desk_app.problems import Problem
from desk_app.progress import Progress
from desk_app.records import Change
from desk_app.roles import Task, why_not
from ui.kit.form_rows import DateField, Field, TextArea
from ui.kit.job import Job
from ui.kit.messages import Message
from ui.kit.widgets import BESIDE_EDGE, button, column_of, label, row_of, scrolling
from ui.kit.working import Working
from ui.session import Session

BODY_MARGINS = (0, 2, BESIDE_EDGE, 20)
WIDEST = 860
LAID_OUT_MILLISECONDS = 40  # wrapped text finds its height in a second round


class Section(QWidget):
    """One section. Its fields show everything also where nothing can be changed."""

    title: ClassVar[str]
    icon: ClassVar[str]
    about: ClassVar[str] = ""
    task: ClassVar[Task | None] = None
    """What a role has to cover to change anything here; None where everybody may."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        outer = column_of(self, spacing=12)
        upper = QWidget()
        head = column_of(upper, margins=(0, 0, BESIDE_EDGE, 0), spacing=12)
        outer.addWidget(upper)
        self.heading = label(self.title, "h2")
        head.addWidget(self.heading)
        explanation = label(self.about, "muted", wrap=True)
        head.addWidget(explanation)
        explanation.setVisible(bool(self.about))
        self.may_change = session.writable and (self.task is None or session.may(self.task))
        self.restricted = Message()
        head.addWidget(self.restricted)
        if session.writable and self.task is not None and not self.may_change:
            self.restricted.say("info", why_not(self.task), "Everything can be read. Members lists the managers.")
        self.message = Message(can_go=True)
        head.addWidget(self.message)
        self.working = Working(f"Progress: {self.title}")
        head.addWidget(self.working)
        body = QWidget()
        self.box = column_of(body, margins=BODY_MARGINS, spacing=16)
        body.setMaximumWidth(WIDEST)
        self.area = scrolling(body)
        outer.addWidget(self.area, 1)
        self.outer = outer

    def arrive(self) -> None:
        """Called whenever the section is shown."""

    def take_focus(self) -> None:
        """To where its work begins."""
        first = self.nextInFocusChain()
        while first is not None and first is not self:
            if self.isAncestorOf(first) and first.isVisible() and first.focusPolicy() & Qt.FocusPolicy.TabFocus:
                first.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            first = first.nextInFocusChain()

    def changed(self, change: Change) -> None:
        """Called when something was changed in the store."""

    def let_go(self) -> None:
        """Stop what runs, before the page is thrown away."""
        self.working.stop()

    # --- saying
    def say(self, tone: str, title: str, text: str = "") -> None:
        """Say something at the top of the section."""
        self.message.clear_lines()
        self.message.say(tone, title, text)
        self.message.announce(f"{title} {text}".strip())

    def tell(self, problem: Problem) -> None:
        """Say what went wrong and what to do."""
        self.say("danger", problem.message, problem.remedy)

    # --- what takes long
    def change_in_job(
        self, doing: str, work: Callable[[Progress], Change | None], done: Callable[[Change | None], object]
    ) -> None:
        """Carry a verb out off the window's thread; `done` gets its change."""
        self.message.hide()
        job = self.session.office.in_job(work, done, failed=self.tell)
        job.cancelled.connect(lambda: self.say("info", "Stopped. Nothing was changed."))
        self.watch(doing, job)

    def ask_in_job(self, doing: str, work: Callable[[Progress], Any], done: Callable[[Any], object]) -> None:
        """Find something out off the window's thread."""
        self.watch(doing, self.session.job(work, done, failed=self.tell))

    def watch(self, doing: str, job: Job) -> None:
        """Show a job that was just begun, and let nothing else begin until it is over."""
        self.working.watch(doing, job)
        job.finished.connect(lambda: self.while_working(busy=False))
        self.while_working(busy=True)

    def while_working(self, *, busy: bool) -> None:
        """Called when a job begins and ends: nothing else is begun meanwhile."""


class Bar(QFrame):
    """The buttons of a form, under it: what is not saved yet at the left."""

    def __init__(self, save: str, saved: Callable[[], object], leave: str, left: Callable[[], object]) -> None:
        super().__init__()
        self.setObjectName("actionBar")
        row = row_of(self, margins=(0, 12, BESIDE_EDGE, 4), spacing=10)
        self.note = label("", "muted", wrap=True)
        row.addWidget(self.note, 1)
        self.leave = button(leave, left)
        self.save = button(save, saved, role="primary")
        self.save.setToolTip("Ctrl+S")
        row.addWidget(self.leave)
        row.addWidget(self.save)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        shortcut.activated.connect(self.save.click)


def reveal(area: QScrollArea, widget: QWidget) -> None:
    """Scroll to a widget, once the page it has just come onto has its size."""
    QTimer.singleShot(LAID_OUT_MILLISECONDS, widget, lambda: area.ensureWidgetVisible(widget, 0, 24))


def lock(field: Field) -> None:
    """Show a field's value without letting it be changed. Text can still be read by a screen reader, and copied."""
    if isinstance(field.input, QLineEdit | TextArea):
        field.input.setReadOnly(True)
    elif isinstance(field.input, DateField):
        field.input.edit.setReadOnly(True)
        field.input.picker.setEnabled(False)
    else:
        field.input.setEnabled(False)
