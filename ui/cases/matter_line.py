"""A line of the list of the Ombudsman's matters."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.kit.chips import Chip
from ui.kit.dates import short_date
from ui.kit.keyboard import PushButton
from ui.kit.widgets import OneLine, column_of, row_of
from ui.session import MatterLine

HEIGHT = 66
NO_CASE, NO_REFERENCE = "No case of ours", "Without a reference yet"


class MatterRow(QFrame):
    """`opened` for the matter, or the case it is of."""

    opened = Signal()

    def __init__(self, line: MatterLine, today: date, *, first: bool) -> None:
        super().__init__()
        self.setProperty("role", "plain" if first else "row")
        self.line = line
        what = ": ".join(filter(None, [line.reference or NO_REFERENCE, line.about]))
        chip = stands(line, today)
        asked = f"first asked {short_date(line.asked_on)}" if line.asked_on else ""
        about = "  ·  ".join(filter(None, [line.case_reference or NO_CASE, asked, line.decision]))
        self.button = PushButton()
        self.button.setProperty("role", "row")
        self.button.setAutoDefault(False)
        self.button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.button.setFixedHeight(HEIGHT)
        self.button.setAccessibleName(f"{what}, {line.case_reference or NO_CASE}, {chip[0]}")
        self.button.setAccessibleDescription("Opens the case" if line.case_id else "Opens the matter")
        self.button.clicked.connect(lambda: self.opened.emit())
        words = column_of(self.button, margins=(6, 8, 6, 8), spacing=4)
        words.addWidget(OneLine(what, "label"))
        beneath = QWidget()
        across = row_of(beneath, spacing=10)
        across.addWidget(Chip(*chip))
        across.addWidget(OneLine(about, "hint"), 1)
        words.addWidget(beneath)
        for child in self.button.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row_of(self, margins=(0, 1, 0, 1)).addWidget(self.button, 1)


def stands(line: MatterLine, today: date) -> tuple[str, str]:
    """(words, tone) of how a matter stands."""
    due = line.answer_by
    if due is not None and due < today:
        return f"Answer overdue since {short_date(due)}", "danger"
    if due is not None:
        return ("Answer due today", "warn") if due == today else (f"Answer due {short_date(due)}", "primary")
    if line.has_remedy:
        return "Remedy to be done", "primary"
    return (f"Decided {short_date(line.decided_on)}", "ok") if line.decided_on else ("Answered, not decided", "info")
