"""A table of figures in the window, with its chart; a number that leads to cases is a button."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from desk_app.figures.monitoring import Cell, FigureTable
from desk_app.report.monitoring import chart
from desk_app.report.monitoring_pages import printed
from ui.chart_view import ChartView
from ui.kit.dates import short_date
from ui.kit.widgets import button, clear, column_of, label, whole_words
from ui.session import CaseRow

RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LABEL_SHARE = 3
LINE = 26
"""As high as a line with a link in it: all lines are alike."""
MOST_CASES = 50


class TableView(QWidget):
    """`cases_asked(table, label)` for the cases behind a number, `opened(case_id)` for one of those shown."""

    cases_asked = Signal(object, str)
    opened = Signal(object)

    def __init__(self, table: FigureTable) -> None:
        super().__init__()
        self.table = table
        self.numbers: dict[str, QPushButton] = {}
        box = column_of(self, spacing=8)
        box.addWidget(label(table.title, "h3", wrap=True))
        spec = chart(table)
        self.chart = ChartView() if spec else None
        if spec and self.chart:
            self.chart.show_chart(spec)
            box.addWidget(self.chart)
        box.addWidget(self._grid())
        self.beneath = QWidget()
        self._cases = column_of(self.beneath, spacing=4)
        self.beneath.hide()
        box.addWidget(self.beneath)
        box.addWidget(label(" ".join(filter(None, (table.definition, table.note))), "hint", wrap=True))

    def _grid(self) -> QWidget:
        grid_of = QWidget()
        grid = QGridLayout(grid_of)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, LABEL_SHARE)
        for column, name in enumerate((self.table.head, *self.table.columns)):
            made = whole_words(label(name, "label", wrap=True))
            if column:
                made.setAlignment(RIGHT)
                grid.setColumnStretch(column, 1)
            grid.addWidget(made, 0, column)
        last = len(self.table.rows)
        for row, (name, cells) in enumerate(self.table.rows, start=1):
            sums = self.table.total and row == last
            grid.addWidget(label(name, "label" if sums else "", wrap=True), row, 0)
            grid.setRowMinimumHeight(row, LINE)
            for column, cell in enumerate(cells, start=1):
                grid.addWidget(self._cell(name, column, cell, sums=sums), row, column, RIGHT)
        return grid_of

    def _cell(self, name: str, column: int, cell: Cell, *, sums: bool) -> QWidget:
        text = printed(cell, self.table.decimals)
        if self.table.drill and column == 1 and isinstance(cell, int) and cell and not sums:
            made = button(text, lambda: self.cases_asked.emit(self.table, name), role="link")
            made.setAccessibleName(f"{name}, {self.table.columns[0]}: {text}. Show the cases")
            made.setProperty("align", "right")
            self.numbers[name] = made
            return made
        words = label(text, "label" if sums else "")
        words.setAccessibleName(f"{name}, {self.table.columns[column - 1]}: {text}")
        return words

    def show_cases(self, name: str, rows: Sequence[CaseRow]) -> None:
        """The cases behind a number, beneath the table."""
        clear(self._cases)
        said = f"{name}: {len(rows):,} case{'' if len(rows) == 1 else 's'}"
        if len(rows) > MOST_CASES:
            said += f", the first {MOST_CASES} of them"
        self._cases.addWidget(label(said, "h3", wrap=True))
        links = [self._case(row) for row in rows[:MOST_CASES]]
        for link in links:
            self._cases.addWidget(link)
        close = button("Close this list", lambda: self._close(name))
        self._cases.addWidget(close, 0, Qt.AlignmentFlag.AlignLeft)
        self.beneath.show()
        if links:
            links[0].setFocus()

    def _case(self, row: CaseRow) -> QWidget:
        words = f"{row.reference}, {short_date(row.received_on)}"
        return button(
            f"{words}, {row.summary}" if row.summary else words, lambda: self.opened.emit(row.id), role="link"
        )

    def _close(self, name: str) -> None:
        self.beneath.hide()
        if name in self.numbers:
            self.numbers[name].setFocus()
