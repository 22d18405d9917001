"""The steps of the import with their state: done, in sight, to look at, still to come."""

from __future__ import annotations

from enum import IntEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.kit.icons import IconLabel
from ui.kit.keyboard import PushButton
from ui.kit.widgets import OneLine, restyle, row_of


class Step(IntEnum):
    """In their order."""

    FILE = 0
    HEADINGS = 1
    WORDS = 2
    CHECK = 3
    DONE = 4


NAMES = {
    Step.FILE: "File",
    Step.HEADINGS: "Headings",
    Step.WORDS: "Words",
    Step.CHECK: "Check",
    Step.DONE: "Import",
}
TO_COME, HERE, LOOK, FINISHED = "still to come", "in sight", "something to look at", "done"
_ICONS = {
    TO_COME: ("circle", "muted"),
    HERE: ("circle-dot", "primaryText"),
    LOOK: ("triangle-alert", "warn"),
    FINISHED: ("circle-check", "ok"),
}


LEFT, ICON, BETWEEN, RIGHT = 8, 18, 6, 4


class StepBar(QWidget):
    """`chosen(Step)`. A step that cannot be gone to yet is disabled."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        row = row_of(self, spacing=6)
        self.buttons: dict[Step, StepButton] = {}
        for step in Step:
            made = StepButton(step)
            made.clicked.connect(lambda _on=False, s=step: self.chosen.emit(s))
            self.buttons[step] = made
            row.addWidget(made, made.needs)  # where there is little room, the longer name has more

    def show_step(self, step: Step, state: str, detail: str, *, reachable: bool) -> None:
        """What is said of a step."""
        self.buttons[step].show_state(state, detail)
        self.buttons[step].setEnabled(reachable)


class StepButton(PushButton):
    """One step: its icon, its number and name, and beneath what was chosen there."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self._step = step
        self.setProperty("role", "step")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(54)
        row = row_of(self, margins=(LEFT, 6, RIGHT, 6), spacing=BETWEEN)
        self._icon = IconLabel("circle", "muted", ICON)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._name = OneLine(f"{step + 1}. {NAMES[step]}", "label")
        self._detail = OneLine("", "hint")
        words.addWidget(self._name)
        words.addWidget(self._detail)
        row.addLayout(words, 1)
        self._detail.hide()
        self.needs = self._name.fontMetrics().horizontalAdvance(self._name.text()) + LEFT + ICON + BETWEEN + RIGHT
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_state(self, state: str, detail: str) -> None:
        """The icon, the line beneath, and what a screen reader says."""
        self._icon.show_icon(*_ICONS[state])
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))  # without it the name stands level with the icon
        self.setProperty("here", state == HERE)
        self.setToolTip(f"{NAMES[self._step]}: {detail}" if detail else "")
        said = f"Step {self._step + 1} of {len(Step)}: {NAMES[self._step]}, {state}"
        self.setAccessibleName(f"{said}, {detail}" if detail else said)
        restyle(self)
