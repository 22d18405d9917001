"""One reminder of the worklist: the case it is of, how long there is, and its next step."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QPushButton, QSizePolicy, QWidget

from desk_app.reminders import Reminder
from ui import wording
from ui.kit.chips import Chip
from ui.kit.dates import short_date
from ui.kit.keyboard import PushButton
from ui.kit.widgets import OneLine, button, column_of, menu_button, row_of, tool
from ui.session import CaseRow
from ui.today.next_steps import NextStep

ROW_HEIGHT, LINE_HEIGHT = 66, 22


class ReminderRow(QFrame):
    """`opened` for the case; `asked(NextStep, answers)` for a next step, with what was picked for it; `snooze_asked`.

    Without `steps` and `may_snooze` it can only be read. `several`: the case has more such lines, so the team is named.
    """

    opened = Signal()
    asked = Signal(object, object)
    snooze_asked = Signal()

    def __init__(
        self,
        reminder: Reminder,
        row: CaseRow | None,
        steps: Sequence[NextStep] = (),
        *,
        first: bool,
        may_snooze: bool = False,
        several: bool = False,
    ) -> None:
        super().__init__()
        self.setProperty("role", "plain" if first else "row")
        self.reminder = reminder
        self.shows = (row, tuple(steps), first, several)
        self._whose = f", {reminder.step.team}" if several and reminder.step.team else ""
        line = row_of(self, margins=(0, 1, 0, 1), spacing=6)
        self.button = case_button(reminder, row, whose=self._whose)
        self.button.clicked.connect(lambda: self.opened.emit())
        line.addWidget(self.button, 1)
        self.steps: list[QPushButton] = []
        self.in_order: list[QWidget] = [self.button]
        for step in steps:
            made = self._step(step)
            self.steps.append(made)
            self.in_order.append(made)
            line.addWidget(made)
        if may_snooze:
            which = f"{reminder.reference}, {reminder.step.label}{self._whose}"
            self.snooze = tool(f"Put off: {which}", "clock", self.snooze_asked.emit)
            self.snooze.setToolTip("Put off this reminder")
            self.in_order.append(self.snooze)
            line.addWidget(self.snooze)

    def _step(self, step: NextStep) -> QPushButton:
        name = f"{step.text.rstrip('…')}: {self.reminder.reference}{self._whose}"
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


def case_button(reminder: Reminder, row: CaseRow | None, more: str = "", *, whose: str = "") -> QPushButton:
    """All that is said of the reminder, as the button that opens its case; `more` is a line of its own, `whose` follows
    its name."""
    made = PushButton()
    made.setProperty("role", "row")
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setFixedHeight(ROW_HEIGHT + (LINE_HEIGHT if more else 0))
    words = column_of(made, margins=(6, 8, 6, 8), spacing=4)
    summary = row.summary if row else ""
    named = f"{reminder.step.label}{whose}"
    words.addWidget(OneLine(f"{named}: {summary}" if summary else named, "label"))
    how_long = wording.how_long(reminder.state, reminder.days, reminder.step.unit)
    beneath = QWidget()
    line = row_of(beneath, spacing=10)
    line.addWidget(Chip(how_long[0].upper() + how_long[1:], wording.STATE_TONES[reminder.state]))
    team = "" if whose else reminder.step.team
    about = [reminder.reference, short_date(reminder.step.due_on), team, row.complainant if row else ""]
    if not reminder.step.published and not reminder.step.internal:
        about.insert(2, "no published limit")
    line.addWidget(OneLine("  ·  ".join(filter(None, about)), "hint"), 1)
    words.addWidget(beneath)
    if more:
        words.addWidget(OneLine(more, "hint"))
    made.setAccessibleName(f"{reminder.reference}, {named}, {how_long}")
    made.setAccessibleDescription(". ".join(filter(None, [summary, more, "Opens the case"])))
    for child in made.findChildren(QWidget):
        child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made
