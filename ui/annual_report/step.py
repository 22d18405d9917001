"""What the wizard of the annual report knows of its steps."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.session import Session


class State(StrEnum):
    """How far a step is, in the words beside it."""

    TO_DO = "To do"
    DONE = "Done"
    CHANGED = "Changed since"


class Step(QWidget):
    """A page of the wizard, for one year ("2023/24"). Another year makes another one.

    Everything typed is kept as it is typed: `leave` has nothing to ask. A step listens to `session.changed` itself
    while it is shown; the wizard asks `state` of all again after each change.
    """

    title: ClassVar[str]
    state_changed = Signal()  # what `state` and `note` say may be different now
    case_wanted = Signal(object)  # the id of a case to open
    section_wanted = Signal(str)  # the key of a heading to show in the preview

    def __init__(self, session: Session, year: str) -> None:
        super().__init__()
        self.session = session
        self.year = year

    def state(self) -> State:
        """How far this step is. Quick: it is asked after every change."""
        return State.TO_DO

    def note(self) -> str:
        """What is left, in a few words: "3 rows"; "" if there is nothing to say."""
        return ""

    def arrive(self) -> None:
        """Come into sight: show what the store holds now, and take the focus."""

    def leave(self) -> None:
        """Out of sight, or the program ends: keep at once what was typed last."""

    def let_go(self) -> None:
        """Stop jobs and close documents: this step is not shown again."""
