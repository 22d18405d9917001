"""The figures in the window: the numbers looked at first, then each subject with its tables and charts."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from desk_app.figures.monitoring import FigureTable, Sheet
from desk_app.problems import Problem
from desk_app.report.monitoring import key_figures, nothing
from ui.kit.empty_state import EmptyState
from ui.kit.widgets import Card, clear, column_of, label
from ui.monitoring.table import TableView
from ui.session import Session

STAT_LEAST, STAT_MARGIN, STAT_HEIGHT, BETWEEN = 225, 16, 132, 12


class SheetView(QWidget):
    """`opened(case_id)`."""

    opened = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._box = column_of(self, spacing=16)
        self.tables: dict[str, TableView] = {}
        self._stats: list[Card] = []
        self._across = 0
        self.sheet: Sheet | None = None

    def show_sheet(self, sheet: Sheet) -> None:
        """Show these figures in place of those before."""
        clear(self._box)
        self.tables, self._stats, self.sheet = {}, [], sheet
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
        self._grid = QGridLayout(line)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(BETWEEN)
        self._stats, self._across = [], 0
        for figure in key_figures(self.sheet):
            card = Card(margins=(STAT_MARGIN, 12, STAT_MARGIN, 12))
            card.setFixedHeight(STAT_HEIGHT)
            card.box.setSpacing(2)
            card.box.addWidget(label(figure.value, "stat"))
            for words in (label(figure.label, wrap=True), label(figure.note, "hint", wrap=True)):
                card.box.addWidget(words)
            card.box.addStretch(1)
            self._stats.append(card)
        self._share_room()
        return line

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """As many of the first numbers in a line as there is room for, over its whole width."""
        across = max(1, min(len(self._stats), (self.width() + BETWEEN) // (STAT_LEAST + BETWEEN)))
        if not self._stats or across == self._across:
            return
        self._across = across
        for n, card in enumerate(self._stats):
            self._grid.addWidget(card, n // across, n % across)
        for column in range(len(self._stats)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

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
