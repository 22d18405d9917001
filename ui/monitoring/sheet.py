"""The figures in the window: the numbers looked at first, then each subject with its tables and charts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.figures.monitoring import FigureTable, Sheet
from desk_app.problems import Problem
from desk_app.report.monitoring import key_figures, nothing
from ui.kit.empty_state import EmptyState
from ui.kit.flow import Flow
from ui.kit.widgets import Card, clear, column_of, label
from ui.monitoring.table import TableView
from ui.session import Session

STAT_WIDTH, STAT_MARGIN, STAT_HEIGHT = 225, 16, 132


class SheetView(QWidget):
    """`opened(case_id)`."""

    opened = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._box = column_of(self, spacing=16)
        self.tables: dict[str, TableView] = {}
        self.sheet: Sheet | None = None

    def show_sheet(self, sheet: Sheet) -> None:
        """Show these figures in place of those before."""
        clear(self._box)
        self.tables, self.sheet = {}, sheet
        if sheet.empty:
            self._box.addWidget(EmptyState("Nothing in this period", nothing(sheet), icon="chart-column"))
            return
        self._box.addWidget(self._first())
        for section in sheet.sections:
            card = Card(section.title)
            card.box.setSpacing(18)
            for table in section.tables:
                card.box.addWidget(self._table(table))
            if not section.tables:
                card.box.addWidget(label(section.nothing, "muted", wrap=True))
            self._box.addWidget(card)

    def _first(self) -> QWidget:
        assert self.sheet is not None
        line = QWidget()
        flow = Flow(line, across=12, down=12)
        for figure in key_figures(self.sheet):
            card = Card(margins=(STAT_MARGIN, 12, STAT_MARGIN, 12))
            card.setFixedSize(STAT_WIDTH, STAT_HEIGHT)
            card.box.setSpacing(2)
            card.box.addWidget(label(figure.value, "stat"))
            for words in (label(figure.label, wrap=True), label(figure.note, "hint", wrap=True)):
                words.setFixedWidth(STAT_WIDTH - 2 * STAT_MARGIN)
                card.box.addWidget(words)
            card.box.addStretch(1)
            flow.addWidget(card)
        return line

    def _table(self, table: FigureTable) -> TableView:
        made = TableView(table)
        made.cases_asked.connect(self._show_cases)
        made.opened.connect(self.opened)
        self.tables[table.key] = made
        return made

    def _show_cases(self, table: FigureTable, name: str) -> None:
        if self.sheet is None:
            return
        try:
            rows = self._session.monitor.cases(self.sheet, table.drill, name)
        except Problem as problem:
            self._session.tell(problem)
            return
        self.tables[table.key].show_cases(name, rows)
