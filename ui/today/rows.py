"""One reminder of the worklist: the case it is of, how long there is, and its next step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QSizePolicy, QWidget

from desk_app.reminders import Reminder
from ui import wording
from ui.kit.chips import Chip
from ui.kit.dates import short_date
from ui.kit.widgets import OneLine, button, column_of, menu_button, row_of
from ui.session import CaseRow
from ui.today.next_steps import NEXT_STEPS, NextStep

ROW_HEIGHT = 66


class ReminderRow(QFrame):
    """`opened` for the case; `asked(NextStep, answers)` for a next step, with what was picked for it."""

    opened = Signal()
    asked = Signal(object, object)

    def __init__(self, reminder: Reminder, row: CaseRow | None, *, first: bool, writable: bool) -> None:
        super().__init__()
        self.setProperty("role", "plain" if first else "row")
        self.reminder = reminder
        line = row_of(self, margins=(0, 1, 0, 1), spacing=6)
        self.button = _case_button(reminder, row)
        self.button.clicked.connect(lambda: self.opened.emit())
        line.addWidget(self.button, 1)
        self.steps: list[QPushButton] = []
        for step in NEXT_STEPS.get(reminder.step.key, ()) if writable else ():
            made = self._step(step)
            self.steps.append(made)
            line.addWidget(made)

    def _step(self, step: NextStep) -> QPushButton:
        name = f"{step.text.rstrip('…')}: {self.reminder.reference}"
        if not step.choices:
            made = button(step.text, partial(self.asked.emit, step, dict(step.answers)))
            made.setAccessibleName(name)
        else:
            menu = QMenu(self)
            for text, answer in step.choices:
                menu.addAction(text, partial(self.asked.emit, step, {**step.answers, step.asks: answer}))
            made = menu_button(step.text, menu, name=name)
        made.setProperty("role", "small")
        made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return made


def _case_button(reminder: Reminder, row: CaseRow | None) -> QPushButton:
    """All that is said of the reminder, as the button that opens its case."""
    made = QPushButton()
    made.setProperty("role", "row")
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setFixedHeight(ROW_HEIGHT)
    words = column_of(made, margins=(6, 8, 6, 8), spacing=4)
    summary = row.summary if row else ""
    words.addWidget(OneLine(f"{reminder.step.label}: {summary}" if summary else reminder.step.label, "label"))
    how_long = wording.how_long(reminder.state, reminder.days, reminder.step.unit)
    beneath = QWidget()
    line = row_of(beneath, spacing=10)
    line.addWidget(Chip(how_long[0].upper() + how_long[1:], wording.STATE_TONES[reminder.state]))
    about = [reminder.reference, short_date(reminder.step.due_on), row.complainant if row else "", reminder.step.team]
    line.addWidget(OneLine("  ·  ".join(filter(None, about)), "hint"), 1)
    words.addWidget(beneath)
    made.setAccessibleName(f"{reminder.reference}, {reminder.step.label}, {how_long}")
    made.setAccessibleDescription(f"{summary}. Opens the case")
    for child in made.findChildren(QWidget):
        child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made
