"""The actions, by due date and owner: narrowed by chips, done in one click."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desk_app.problems import Problem
from ui.kit.filter_chip import ChoiceChip
from ui.learning.listing import ListCard
from ui.learning.rows import ActionLine
from ui.lessons import ActionFilter, ActionRow, Shown
from ui.session import Session

NOTHING = {
    Shown.OPEN: "No action is open.",
    Shown.OVERDUE: "No action is overdue. Well done.",
    Shown.UNPLANNED: "Every open action has a date or an owner.",
    Shown.DONE: "No action is done yet.",
}


class Actions(ListCard):
    """`opened(case_id)`."""

    opened = Signal(object)

    def __init__(self, session: Session) -> None:
        self._session = session
        self.shown = ChoiceChip("Show", lambda: [str(each) for each in Shown])
        self.shown.choose(str(Shown.OPEN))
        self.owner = ChoiceChip("Owner", session.lessons.owners, "Everybody")
        self.team = ChoiceChip("Team", session.lessons.teams, "All teams")
        super().__init__("Actions", (self.shown, self.owner, self.team))
        self.asked.connect(self.reload)
        self.lines: list[ActionLine] = []

    def filter(self) -> ActionFilter:
        """As the chips say."""
        shown = Shown(self.shown.value())
        return ActionFilter(self._session.today, shown, self.owner.value(), self.team.value())

    def reload(self) -> None:
        """Ask for the lines again."""
        wanted = self.filter()
        rows, count = self._session.lessons.actions(wanted, self.limit)
        self.lines = [self._line(n, row) for n, row in enumerate(rows)]
        narrowed = wanted.owner or wanted.team
        self.show_lines(self.lines, count, "No action fits these filters." if narrowed else NOTHING[wanted.shown])

    def _line(self, n: int, row: ActionRow) -> ActionLine:
        made = ActionLine(row, self._session, first=n == 0)
        made.opened.connect(lambda: self.opened.emit(row.case_id))
        made.done.connect(lambda: self.mark_done(n, row))
        return made

    def mark_done(self, place: int, row: ActionRow) -> None:
        """It was done today. The keyboard goes on with the action that has taken its place."""
        try:
            done = self._session.lessons.mark_done(row)
            if done.problems:
                raise Problem(" ".join(done.problems.values()), "Open the case and enter it there.")
            self._session.say(f"{row.reference}: {row.kind or 'the action'} is done.", done.change)
        except Problem as problem:
            self._session.tell(problem)
            self.reload()
        if self.lines:
            self.lines[min(place, len(self.lines) - 1)].mark.setFocus()
        else:
            self.shown.setFocus()
