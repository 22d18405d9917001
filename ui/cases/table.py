"""The table of cases: any number of rows, one or many of them selected."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.cases.columns import HIDDEN_BELOW, REFERENCE, SUMMARY, TEAM, Order
from ui.kit.chips import ChipDelegate
from ui.kit.paged_model import PagedModel
from ui.kit.tables import by_rows, fit_columns, go_to_row

ROW_HEIGHT = 42
HEAD_HEIGHT = 40
KEPT_SELECTED = 200
"""So many selected cases stay selected when the list is asked for anew."""


class CaseTable(QTableView):
    """`opened(case_id)`, `moved` when another row is current, `selected` when others are, `copied`, `sorted(Order)`."""

    opened = Signal(object)
    moved = Signal()
    selected = Signal()
    copied = Signal()
    sorted = Signal(object)

    def __init__(self, model: PagedModel) -> None:
        super().__init__()
        self._model = model
        self.setModel(model)
        self.setAccessibleName("List of cases")
        self.setAccessibleDescription("Enter opens a case. Shift and the arrows select more, Ctrl+C copies references")
        for number, column in enumerate(model.columns):  # plain cells are painted without a detour through Python
            if column.chip is not None:
                self.setItemDelegateForColumn(number, ChipDelegate(self))
        self.setItemDelegateForColumn(TEAM, _MiddleElided(self))
        by_rows(self, ROW_HEIGHT, several=True)
        self._dress_head()
        self.activated.connect(self._activated)

    def _dress_head(self) -> None:
        header = self.horizontalHeader()
        # of its own, which stays empty: else it asks of every row whether it is selected before it paints itself
        header.setSelectionModel(QItemSelectionModel(self._model, header))
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(70)
        fit_columns(self, self._model)
        self._model.modelReset.connect(lambda: fit_columns(self, self._model))
        header.setSectionResizeMode(SUMMARY, QHeaderView.ResizeMode.Stretch)
        header.setFixedHeight(HEAD_HEIGHT)
        header.setSortIndicator(REFERENCE, Qt.SortOrder.DescendingOrder)
        header.setSortIndicatorShown(False)
        header.sortIndicatorChanged.connect(self._head_clicked)

    def _head_clicked(self, column: int, order: Qt.SortOrder) -> None:
        self._show_arrow(column)
        self.sorted.emit((column, order == Qt.SortOrder.DescendingOrder))

    def _show_arrow(self, column: int) -> None:
        """None at the references: their column runs by the day of logging, which no column shows."""
        self.horizontalHeader().setSortIndicatorShown(column != REFERENCE)

    def show_order(self, order: Order) -> None:
        """Show by which column the list is sorted."""
        header = self.horizontalHeader()
        header.blockSignals(True)
        header.setSortIndicator(order[0], Qt.SortOrder.DescendingOrder if order[1] else Qt.SortOrder.AscendingOrder)
        header.blockSignals(False)
        self._show_arrow(order[0])
        header.viewport().update()

    # --- where one is, and what is selected
    def current_id(self) -> int:
        """The case of the current row, 0 for none."""
        return self._model.id_at(self.currentIndex().row())

    def go_to(self, case_id: int) -> bool:
        """Put the current row on a case, if it is among those known."""
        row = self._model.row_of(case_id) if case_id else -1
        if row >= 0:
            go_to_row(self, self._model.index(row, REFERENCE))
        return row >= 0

    def selected_count(self) -> int:
        """How many cases are selected."""
        return sum(last - first + 1 for first, last in self._ranges())

    def selected_ids(self) -> array[int]:
        """The selected cases, in the list's order."""
        found: array[int] = array("q")
        for first, last in self._ranges():
            found.extend(self._model.ids_between(first, last))
        return found

    def few_selected_ids(self) -> array[int]:
        """The selected cases if they are few, else none."""
        return self.selected_ids() if self.selected_count() <= KEPT_SELECTED else array("q")

    def select_ids(self, ids: Iterable[int]) -> None:
        """Select these cases, as far as they are known."""
        chosen = QItemSelection()
        for row in (self._model.row_of(case_id) for case_id in ids):
            if row >= 0:
                chosen.select(self._model.index(row, 0), self._model.index(row, len(self._model.columns) - 1))
        self.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _ranges(self) -> list[tuple[int, int]]:
        """(first, last) row of each stretch of selected rows, top to bottom."""
        selection = self.selectionModel().selection()
        ranges = (selection.at(n) for n in range(selection.count()))
        return sorted({(each.top(), each.bottom()) for each in ranges})

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.selected.emit()

    # --- keys
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        else:
            super().keyPressEvent(event)

    def _activated(self, index: QModelIndex | QPersistentModelIndex) -> None:
        case_id = self._model.id_at(index.row())
        if case_id:
            self.opened.emit(case_id)

    # --- room
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, width in HIDDEN_BELOW:
            self.setColumnHidden(column, self.width() < width)


class _MiddleElided(QStyledItemDelegate):
    """Names of teams end in the middle: those of one service begin alike."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle
