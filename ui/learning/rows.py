"""The lines of the page: an action, and a piece of learning. Each opens its case."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from ui import wording
from ui.kit.chips import Chip
from ui.kit.dates import short_date
from ui.kit.keyboard import PushButton
from ui.kit.widgets import OneLine, button, column_of, label, row_of
from ui.lessons import ActionRow, LearnedRow
from ui.session import Session

HEIGHT = 66


class ActionLine(QFrame):
    """`opened` for its case, `done` when it was done today."""

    opened = Signal()
    done = Signal()

    def __init__(self, row: ActionRow, session: Session, *, first: bool) -> None:
        super().__init__()
        self.setProperty("role", "plain" if first else "row")
        self.row = row
        what = ": ".join(filter(None, [row.kind, row.text])) or "Action"
        chip = due_chip(row, session.today)
        about = "  ·  ".join(filter(None, [row.reference, row.owner or "Nobody yet", row.team]))
        line = row_of(self, margins=(0, 1, 0, 1), spacing=6)
        self.button = _line_button(what, chip, about)
        self.button.setAccessibleName(f"{row.reference}, {what}, {chip[0]}, {row.owner or 'no owner'}")
        self.button.clicked.connect(lambda: self.opened.emit())
        line.addWidget(self.button, 1)
        self.mark = button("Done today", self.done.emit)
        self.mark.setProperty("role", "small")
        self.mark.setAccessibleName(f"Done today: {what}, {row.reference}")
        line.addWidget(self.mark)
        self.mark.setVisible(session.writable and row.done_on is None)


class LearnedLine(QFrame):
    """`opened` for its case."""

    opened = Signal()

    def __init__(self, row: LearnedRow, *, first: bool) -> None:
        super().__init__()
        self.setProperty("role", "plain" if first else "row")
        self.row = row
        box = column_of(self, margins=(6, 10, 6, 12), spacing=4)
        top = QWidget()
        line = row_of(top, spacing=10)
        line.addWidget(OneLine(row.category or "Without a category", "label"), 1)
        box.addWidget(top)
        if row.text:
            box.addWidget(label(row.text, wrap=True))
        beneath = QWidget()
        foot = row_of(beneath, spacing=10)
        self.link = button(row.reference, self.opened.emit, role="link")
        self.link.setAccessibleDescription(f"{row.category}. {row.text} Opens the case")
        foot.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        about = "  ·  ".join(filter(None, [row.year, actions_in_words(row), row.team]))
        foot.addWidget(label(about, "hint", wrap=True), 1)
        box.addWidget(beneath)


def due_chip(row: ActionRow, today: date) -> tuple[str, str]:
    """(words, tone) of how an action stands."""
    if row.done_on is not None:
        return f"Done {short_date(row.done_on)}", "ok"
    if row.due_on is None:
        return "No date", "info"
    if row.due_on < today:
        return f"Overdue since {short_date(row.due_on)}", "danger"
    return ("Due today", "warn") if row.due_on == today else (f"Due {short_date(row.due_on)}", "primary")


def actions_in_words(row: LearnedRow) -> str:
    """ "2 actions, 1 done"."""
    if not row.actions:
        return "no action"
    done = "all done" if row.done == row.actions else f"{row.done or 'none'} done"
    return (
        f"{wording.counted(row.actions, 'action')}, {done if row.actions > 1 else 'done' if row.done else 'not done'}"
    )


def _line_button(text: str, chip: tuple[str, str], about: str) -> QPushButton:
    made = PushButton()
    made.setProperty("role", "row")
    made.setAutoDefault(False)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setFixedHeight(HEIGHT)
    words = column_of(made, margins=(6, 8, 6, 8), spacing=4)
    words.addWidget(OneLine(text, "label"))
    beneath = QWidget()
    line = row_of(beneath, spacing=10)
    line.addWidget(Chip(*chip))
    line.addWidget(OneLine(about, "hint"), 1)
    words.addWidget(beneath)
    made.setAccessibleDescription("Opens the case")
    for child in made.findChildren(QWidget):
        child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made
