"""Putting a reminder off: the form beneath its line, and the lines of those that were put off."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from desk_app.dates import short
from desk_app.reminders import PutOff, Reminder
from ui.kit.form_rows import DateField, Field
from ui.kit.widgets import button, column_of, row_of
from ui.session import CaseRow, Session
from ui.today.rows import case_button

ACROSS = 18


class SnoozeForm(QFrame):
    """`asked(answers)` to put it off, `left` to leave it as it is. Enter saves, Escape leaves."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, session: Session, reminder: Reminder) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.reminder = reminder
        box = column_of(self, margins=(6, 4, 6, 14), spacing=10)
        first = session.calendar().after(session.today, 1)
        day = DateField(session.coming_day, lambda: session.today)
        day.set_text(short(first))
        due = reminder.step.due_on
        past = f"Needed past {short(due)}, when it is due" if due and due >= session.today else "Needed, it is overdue"
        self.fields = {
            "until_on": Field("Remind again on", day, hint="The date itself stays"),
            "reason": Field("Why", QLineEdit(), hint=past),
        }
        line = QHBoxLayout()
        line.setSpacing(ACROSS)
        line.addWidget(self.fields["until_on"], 2, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.fields["reason"], 3, Qt.AlignmentFlag.AlignTop)
        box.addLayout(line)
        buttons = QWidget()
        row = row_of(buttons, spacing=8)
        self.save = button("Put off", self._ask, role="primary")
        row.addWidget(self.save)
        row.addWidget(button("Leave it", self.left.emit))
        row.addStretch(1)
        box.addWidget(buttons)

    def _ask(self) -> None:
        self.asked.emit({key: field.value() for key, field in self.fields.items()})

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """Say what is wrong beside its field, and go to the first."""
        for key, field in self.fields.items():
            field.set_problem(problems.get(key, ""))
        for key in self.fields:
            if key in problems:
                self.fields[key].take_focus()
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PutOffRow(QFrame):
    """`opened` for the case, `woken` to let it come back now."""

    opened = Signal()
    woken = Signal()

    def __init__(self, item: PutOff, row: CaseRow | None, *, writable: bool) -> None:
        super().__init__()
        self.setProperty("role", "row")
        self.item = item
        line = row_of(self, margins=(0, 1, 0, 1), spacing=6)
        self.button = case_button(item.reminder, row, in_words(item))
        self.button.clicked.connect(lambda: self.opened.emit())
        line.addWidget(self.button, 1)
        self.wake = button("Remind now", self.woken.emit)
        self.wake.setProperty("role", "small")
        self.wake.setAccessibleName(f"Remind now: {item.reminder.reference}, {item.reminder.step.label}")
        self.wake.setVisible(writable)
        line.addWidget(self.wake)


def in_words(item: PutOff) -> str:
    """ "Put off until 1 Dec 2026 by Alex Example: the manager is on leave"."""
    snooze = item.snooze
    by = f" by {snooze.snoozed_by}" if snooze.snoozed_by else ""
    return f"Put off until {short(snooze.until_on)}{by}{f': {snooze.reason}' if snooze.reason else ''}"
