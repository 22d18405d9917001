"""Who changed what on a case, when: before and after."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desk_app.records import Change, ChangedRow
from ui.history_lines import lines
from ui.kit.dates import moment
from ui.kit.widgets import Card, button, clear, column_of, label

FIRST = 5
Changes = list[tuple[Change, tuple[ChangedRow, ...]]]


class HistoryCard(Card):
    """The latest changes; the earlier ones on request."""

    def __init__(self, changes: Changes) -> None:
        super().__init__("History")
        self._changes = changes
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.box.addLayout(self._list)
        self._fill(FIRST)

    def _fill(self, number: int) -> None:
        clear(self._list)
        for n, (change, rows) in enumerate(self._changes[:number]):
            self._list.addWidget(_Entry(change, rows, first=n == 0))
        more = len(self._changes) - number
        if more > 0:
            self._list.addWidget(button(f"Show {more} earlier", lambda: self._fill(len(self._changes)), role="link"))


class _Entry(QFrame):
    def __init__(self, change: Change, rows: tuple[ChangedRow, ...], *, first: bool) -> None:
        super().__init__()
        self.setProperty("role", "plain" if first else "row")
        self._rows = rows
        box = column_of(self, margins=(0, 0 if first else 9, 0, 9), spacing=2)
        said = change.verb[0].upper() + change.verb[1:]
        box.addWidget(label(said, "label", wrap=True))
        box.addWidget(label(f"{moment(change.at)}  ·  {change.by}", "hint", wrap=True))
        self._lines = list(lines(rows))
        self._toggle = button("What changed", self._show, role="link")
        self._toggle.setAccessibleName(f"What changed: {said}, {moment(change.at)}")
        box.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        self._toggle.setVisible(bool(self._lines))
        self._detail = QVBoxLayout()
        self._detail.setSpacing(3)
        box.addLayout(self._detail)

    def _show(self) -> None:
        if self._detail.count():
            clear(self._detail)
            self._toggle.setText("What changed")
            return
        for line in self._lines:
            self._detail.addWidget(label(line, "hint", wrap=True, selectable=True))
        self._toggle.setText("Hide what changed")
