"""How every table of the window behaves: it is read row by row, and Tab leaves it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.kit.chips import CELL_BOTH, chip_width
from ui.kit.paged_model import Column, PagedModel

CELL_EDGES = 26
"""Around a cell's text: the style sheet's padding at both sides, and a little air."""
WIDEST_WHOLE = 260
"""No reference that was ever imported may take the table for itself."""


def by_rows(table: QTableView, row_height: int, *, several: bool = False) -> None:
    """Rows are selected whole, one or `several` at a time; no grid, no wrapped cells, no scrolling sideways."""
    modes = QAbstractItemView.SelectionMode
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(row_height)
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)


def fit_columns(table: QTableView, model: PagedModel) -> None:
    """Each column as wide as it says; a whole one, where its texts need more in this font, as wide as they are.

    Looked at are the first rows, which the table shows first. Where nothing is resized the table is painted once, not
    twice: a whole column that grew stays so, and one that takes what is left is not touched.
    """
    table.ensurePolished()
    header, rows = table.horizontalHeader(), model.first_rows()
    for number, column in enumerate(model.columns):
        width = column.width
        if column.whole:
            needed = max((_cell(column, row, table) for row in rows), default=0)
            width = max(width, min(needed, WIDEST_WHOLE), table.columnWidth(number))
        if header.sectionResizeMode(number) != QHeaderView.ResizeMode.Stretch:
            table.setColumnWidth(number, width)


def _cell(column: Column, row: object, table: QTableView) -> int:
    """How wide a cell is that shows all of its text, or of its chip."""
    chip = column.chip(row) if column.chip is not None else None
    if chip:
        return chip_width(chip[0], table.font()) + CELL_BOTH + 4
    return table.fontMetrics().horizontalAdvance(column.text(row)) + CELL_EDGES


def go_to_row(table: QTableView, index: QModelIndex) -> None:
    """Make a row the current one and the only one selected, whichever keys are held down.

    `setCurrentIndex` asks the keyboard how to select: with Ctrl held, as in Ctrl+Z, it takes a selected row out.
    """
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
