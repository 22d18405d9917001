"""How every table of the window behaves: it is read row by row, and Tab leaves it."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


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


def go_to_row(table: QTableView, index: QModelIndex) -> None:
    """Make a row the current one and the only one selected, whichever keys are held down.

    `setCurrentIndex` asks the keyboard how to select: with Ctrl held, as in Ctrl+Z, it takes a selected row out.
    """
    flags = QItemSelectionModel.SelectionFlag
    table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
