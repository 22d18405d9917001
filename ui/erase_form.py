"""Asking before something is erased for good: what goes, what stays, what still holds it. The name confirms it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.desk.erase import Erased, Plan, Why
from desk_app.problems import Problem
from desk_app.progress import Progress
from ui.kit.form_rows import Field, OneOf, ProblemSummary
from ui.kit.messages import Message
from ui.kit.widgets import Card, button, column_of, label, row_of
from ui.kit.working import Working
from ui.session import Session

FOR_GOOD = "This cannot be undone."
BACKED_UP = (
    "Where a folder for daily backups is chosen, one is made first, in case it is the wrong case. What still holds it, "
    "that backup too, is not changed: look after it yourself."
)
NOT_CLEAN = (
    "Another program was reading the store, so traces in its file could not be removed yet. They are when the store is "
    "opened next time."
)


class EraseForm(QWidget):
    """`left` without erasing; `erased(Erased)` afterwards."""

    left = Signal()
    erased = Signal(object)

    def __init__(self, session: Session, plan: Plan) -> None:
        super().__init__()
        self._session, self.plan = session, plan
        box = column_of(self, spacing=14)
        self.summary = ProblemSummary()
        box.addWidget(self.summary)
        card = Card()
        card.box.addWidget(label(f"Erase {plan.title}", "h2", wrap=True))
        self.refused = Message()
        card.box.addWidget(self.refused)
        if plan.refusals:
            self.refused.say("danger", "It cannot be erased", " ".join(_sentences(plan.refusals)))
        for title, lines in (("What goes", plan.goes), ("What stays", plan.stays), ("What still holds it", plan.held)):
            card.box.addWidget(_listed(title, lines))
        self.why = Field(
            "Why it is erased", OneOf(map(str, Why), across=False), hint="The history keeps the reason.", needed=True
        )
        card.box.addWidget(self.why)
        self.typed = Field(
            f"To confirm, type {plan.typed}", QLineEdit(),
            hint=f"{FOR_GOOD} {BACKED_UP}", needed=True,
        )  # fmt: skip
        card.box.addWidget(self.typed)
        self.working = Working("Progress of erasing")
        card.box.addWidget(self.working)
        bar = QWidget()
        row = row_of(bar, spacing=10)
        self.erase_button = button("Erase for good", self.erase, role="primary")
        self.leave_button = button("Cancel", self.leave)
        row.addWidget(self.erase_button)
        row.addWidget(self.leave_button)
        row.addStretch(1)
        card.box.addWidget(bar)
        box.addWidget(card)
        box.addStretch(1)
        self.why.setVisible(not plan.refusals)
        self.typed.setVisible(not plan.refusals)
        self.erase_button.setVisible(not plan.refusals)
        if plan.refusals:
            self.leave_button.setText("Back")

    def take_focus(self) -> None:
        """To the first question, or back."""
        if self.plan.refusals:
            self.leave_button.setFocus()
        else:
            self.why.take_focus()

    def erase(self) -> None:
        """Erase it, if what was typed says so."""
        if self.working.busy or self.plan.refusals:
            return
        confirmed = _folded(self.typed.value()) == _folded(self.plan.typed)
        problems = {
            self.why: "" if self.why.value() else "Say why it is erased.",
            self.typed: "" if confirmed else f"Type {self.plan.typed}.",
        }
        for field, problem in problems.items():
            field.set_problem(problem)
        wrong = {field: problem for field, problem in problems.items() if problem}
        self.summary.show_problems("Check this before erasing", wrong)
        if wrong:
            next(iter(wrong)).take_focus()
            return
        why = Why(self.why.value())
        try:
            self._session.refuse_to_wait()
        except Problem as busy:
            self._tell(busy)
            return
        self.erase_button.setEnabled(False)
        self.leave_button.setEnabled(False)

        def work(progress: Progress) -> Erased:
            return self._session.keeper.erase(self.plan, why, progress)

        job = self._session.job(work, self._done, failed=self._tell, finished=self._free)
        self.working.watch(f"Erasing {self.plan.title}", job)
        self.working.cancel.setEnabled(False)  # what goes for good goes whole

    def _done(self, done: Erased) -> None:
        self._session.keeper.erased(done)
        said = f"Erased: {'1 case' if len(self.plan.cases) == 1 else f'{len(self.plan.cases):,} cases'}."
        self._session.say(said if done.clean else f"{said} {NOT_CLEAN}")
        self.erased.emit(done)

    def _free(self) -> None:
        self.erase_button.setEnabled(True)
        self.leave_button.setEnabled(True)

    def _tell(self, problem: Problem) -> None:
        self.summary.clear_lines()
        self.summary.say("danger", problem.message, problem.remedy)
        self.summary.announce(str(problem))

    def leave(self) -> None:
        """Without erasing."""
        if not self.working.busy:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def _listed(title: str, lines: Iterable[str]) -> QWidget:
    made = QWidget()
    box = column_of(made, spacing=4)
    box.addWidget(label(title, "h3"))
    for line in _sentences(lines):
        row = QWidget()
        across = row_of(row, spacing=8)
        across.addWidget(label("•", "muted"), 0, Qt.AlignmentFlag.AlignTop)
        across.addWidget(label(line, wrap=True, selectable=True), 1)
        box.addWidget(row)
    return made


def _sentences(lines: Iterable[str]) -> list[str]:
    return [line if line.endswith(".") else f"{line}." for line in lines]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
