"""Deciding about cases of the review list: keep them longer, put them on legal hold, end that."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.desk.retain import Outcome
from desk_app.problems import Problem
from ui.kit.form_rows import DateField, Field, ProblemSummary
from ui.kit.widgets import Card, button, column_of, label, row_of
from ui.session import Session

Save = Callable[[Collection[int], Mapping[str, object]], Outcome]


@dataclass(frozen=True, slots=True)
class Decision:
    """One of the three."""

    title: str
    says: str
    saves: str
    done: str
    asks_day: bool = False


LONGER = Decision(
    "Keep longer", "They leave the list until that day, then they are asked about again.", "Keep them longer",
    "kept longer", True,
)  # fmt: skip
HOLD = Decision(
    "Put on legal hold", "Nothing on hold can be erased, whatever the schedule says, until the hold is ended.",
    "Put on hold", "on legal hold",
)  # fmt: skip
RELEASE = Decision("End the legal hold", "The schedule applies again.", "End the hold", "no longer on hold")


class DecideForm(QWidget):
    """`left` without deciding; `decided(Change)` afterwards."""

    left = Signal()
    decided = Signal(object)

    def __init__(
        self, session: Session, decision: Decision, case_ids: Collection[int], named: str, reason_now: str, save: Save
    ) -> None:
        super().__init__()
        self.decision = decision
        self._save, self._case_ids = save, tuple(case_ids)
        box = column_of(self, spacing=14)
        self.summary = ProblemSummary()
        box.addWidget(self.summary)
        card = Card(f"{decision.title}: {named}")
        card.box.addWidget(label(decision.says, "muted", wrap=True))
        if reason_now:
            card.box.addWidget(label(reason_now, wrap=True, selectable=True))
        self.fields: dict[str, Field] = {}
        if decision.asks_day:
            until = DateField(session.coming_day, lambda: session.today)
            self.fields["until_on"] = Field("Keep until", until, needed=True)
        self.fields["reason"] = Field("Why", QLineEdit(), hint="It stands in the history of the case.", needed=True)
        for field in self.fields.values():
            card.box.addWidget(field)
        bar = QWidget()
        row = row_of(bar, spacing=10)
        self.save_button = button(decision.saves, self.save, role="primary")
        row.addWidget(self.save_button)
        row.addWidget(button("Cancel", self.left.emit))
        row.addStretch(1)
        card.box.addWidget(bar)
        box.addWidget(card)
        box.addStretch(1)

    def take_focus(self) -> None:
        """To the first question."""
        next(iter(self.fields.values())).take_focus()

    def save(self) -> None:
        """Decide it for all of them."""
        try:
            change, wrong = self._save(self._case_ids, {key: field.value() for key, field in self.fields.items()})
        except Problem as problem:
            self.summary.clear_lines()
            self.summary.say("danger", problem.message, problem.remedy)
            self.summary.announce(str(problem))
            return
        problems = {self.fields[key]: text for key, text in wrong.items()}
        for field in self.fields.values():
            field.set_problem(problems.get(field, ""))
        self.summary.show_problems("Check these before saving", problems)
        if problems:
            next(iter(problems)).take_focus()
        else:
            self.decided.emit(change)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
