"""What was learnt, by category and year."""

from __future__ import annotations

from PySide6.QtCore import Signal

from ui.kit.filter_chip import ChoiceChip
from ui.learning.listing import ListCard
from ui.learning.rows import LearnedLine
from ui.lessons import LearnedFilter, LearnedRow
from ui.session import Session


class Learned(ListCard):
    """`opened(case_id)`."""

    opened = Signal(object)

    def __init__(self, session: Session) -> None:
        self._session = session
        self.category = ChoiceChip("Category", session.lessons.categories, "All categories")
        self.year = ChoiceChip("Year", session.lessons.years, "All years")
        super().__init__("What was learnt", (self.category, self.year))
        self.asked.connect(self.reload)
        self.lines: list[LearnedLine] = []

    def reload(self) -> None:
        """Ask for the lines again."""
        wanted = LearnedFilter(self.category.value(), self.year.value())
        rows, count = self._session.lessons.learned(wanted, self.limit)
        self.lines = [self._line(n, row) for n, row in enumerate(rows)]
        narrowed = wanted.category or wanted.year
        self.show_lines(
            self.lines, count, "No learning fits these filters." if narrowed else "No learning was recorded yet."
        )

    def _line(self, n: int, row: LearnedRow) -> LearnedLine:
        made = LearnedLine(row, first=n == 0)
        made.opened.connect(lambda: self.opened.emit(row.case_id))
        return made
