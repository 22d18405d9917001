"""The steps of the wizard at its side, each with how far it is: in words, and by an icon."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ui.annual_report.step import State, Step
from ui.kit import icons

WIDTH, NARROW = 228, 62
ROW_HEIGHT = 50
ICONS = {
    State.TO_DO: ("circle", "muted"),
    State.DONE: ("circle-check", "ok"),
    State.CHANGED: ("triangle-alert", "warn"),
}


class StepList(QListWidget):
    """Arrow keys go from step to step."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "sections")
        self.setAccessibleName("Steps of the annual report")
        self.setIconSize(QSize(18, 18))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._steps: Sequence[Step] = ()
        self._narrow = False
        self.make_narrow(narrow=False)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Other steps; the row chosen stays."""
        row = max(0, self.currentRow())
        self._steps = steps
        self.blockSignals(True)
        self.clear()
        for _ in steps:
            item = QListWidgetItem()
            item.setSizeHint(QSize(0, ROW_HEIGHT))
            self.addItem(item)
        self.setCurrentRow(min(row, len(steps) - 1))
        self.blockSignals(False)
        self.setMaximumHeight(ROW_HEIGHT * len(steps) + 8)
        self.updateGeometry()
        self.show_states()

    def show_states(self) -> None:
        """Ask each step how far it is."""
        for row, step in enumerate(self._steps):
            state, note, item = step.state(), step.note(), self.item(row)
            beneath = f"{state}: {note}" if note else str(state)
            said = f"{step.title}, {beneath}"
            icon, token = ICONS[state]
            item.setIcon(icons.icon(icon, token))
            item.setText(str(row + 1) if self._narrow else f"{step.short or step.title}\n{beneath}")
            item.setToolTip(said)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)

    def sizeHint(self) -> QSize:
        return QSize(self.width(), ROW_HEIGHT * max(1, len(self._steps)) + 8)

    def make_narrow(self, *, narrow: bool) -> None:
        """Icons and numbers where there is little room; their names are tool tips, and said by a screen reader."""
        self._narrow = narrow
        self.setFixedWidth(NARROW if narrow else WIDTH)
        policies = Qt.ScrollBarPolicy  # beside icons alone a bar would cover them; keys and wheel go on working
        self.setVerticalScrollBarPolicy(policies.ScrollBarAlwaysOff if narrow else policies.ScrollBarAsNeeded)
        self.show_states()
