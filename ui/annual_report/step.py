"""What the wizard of the annual report knows of its steps."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.session import Session

if TYPE_CHECKING:
    from ui.author import Pages


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
    about: ClassVar[str] = ""  # a line beneath the title
    short: ClassVar[str] = ""  # the title where there is little room, if it is long
    shows_pages: ClassVar[bool] = False  # whether the report's pages stand beside it
    pages_first: ClassVar[bool] = False  # they are what it is about: they get most of the room
    state_changed = Signal()  # what `state` and `note` say may be different now
    case_wanted = Signal(object)  # the id of a case to open
    settings_wanted = Signal()  # the settings of the council
    section_wanted = Signal(str)  # the title of a heading to show in the preview
    settled = Signal()  # somebody vouches for what the report says: its figures stay as at their day

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

    def left(self) -> tuple[str, ...]:
        """What is not done before the report is published, a sentence each. Quick, as `state` is."""
        return ()

    def take(self, pages: Pages) -> None:
        """The report was made anew: what it is made of now. Also while out of sight."""

    def arrive(self) -> None:
        """Come into sight: show what the store holds now, and take the focus."""

    def leave(self) -> None:
        """Out of sight, or the program ends: keep at once what was typed last."""

    def let_go(self) -> None:
        """Stop jobs and close documents: this step is not shown again."""
