"""A long list of which the first lines are in sight: the others are made when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.kit.widgets import button, column_of

IN_SIGHT, AT_ONCE = 10, 40
"""So many lines at first; so many more at once."""


class Folding(QWidget):
    """Lines made by `lines`, in their order; `what` names them: "contacts and notes"."""

    def __init__(self, lines: Sequence[Callable[[], QWidget]], what: str, *, spacing: int = 0) -> None:
        super().__init__()
        self._lines, self._what = lines, what
        box = column_of(self, spacing=spacing)
        self._made = QVBoxLayout()
        self._made.setSpacing(spacing)
        box.addLayout(self._made)
        self.more = button("", self._show_more, role="link")
        box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._show(IN_SIGHT)

    @property
    def shown(self) -> int:
        """How many lines are in sight."""
        return self._made.count()

    def _show(self, count: int) -> None:
        for line in self._lines[self.shown : count]:
            self._made.addWidget(line())
        left = len(self._lines) - self.shown
        self.more.setVisible(left > 0)
        text = f"Show {min(left, AT_ONCE)} more of {len(self._lines):,} {self._what}"
        self.more.setText(text)
        self.more.setAccessibleName(text)

    def _show_more(self) -> None:
        """The keyboard stays at the button, or goes on where none is left to show."""
        self._show(self.shown + AT_ONCE)
        if self.more.isHidden():
            self.focusNextChild()
