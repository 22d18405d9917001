"""A list of what would happen: rows left out, differences, new words, warnings. It can be copied and saved."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from ui.kit import clipboard
from ui.kit.messages import announce
from ui.kit.widgets import button, column_of, label

Index = QModelIndex | QPersistentModelIndex
ROW_HEIGHT = 36
LEAST_HEIGHT = 210


@dataclass(frozen=True, slots=True)
class Listed:
    """Lines under headings; `name` for a file, `widths` of all columns but the last, which takes the rest."""

    name: str
    title: str
    header: tuple[str, ...]
    widths: tuple[int, ...]
    rows: Sequence[tuple[str, ...]]


class Lines(QAbstractTableModel):
    """The lines of a list."""

    def __init__(self, listed: Listed) -> None:
        super().__init__()
        self.listed = listed

    def show(self, listed: Listed) -> None:
        """Other lines."""
        self.beginResetModel()
        self.listed = listed
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.listed.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.listed.header)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        text = self.listed.rows[index.row()][index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.listed.header[index.column()]}: {text}"
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.listed.header[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None


class Listing(QWidget):
    """The list with its buttons. `save_asked()`."""

    save_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        box = column_of(self, spacing=8)
        head = QHBoxLayout()
        head.setSpacing(10)
        self.title = label("", "h2", wrap=True)
        head.addWidget(self.title, 1)
        self.copy = button("Copy", self.copy_lines, icon="copy")
        self.save = button("Save as CSV…", self.save_asked.emit, icon="download")
        head.addWidget(self.copy)
        head.addWidget(self.save)
        box.addLayout(head)
        self.model = Lines(Listed("", "", (), (), ()))
        self.table = self._table()
        box.addWidget(self.table)
        self.whole = label("", wrap=True, selectable=True)
        self._wholes = QVBoxLayout()
        self._wholes.addWidget(self.whole)
        box.addLayout(self._wholes)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.copy_lines)

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setMinimumHeight(LEAST_HEIGHT)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(ROW_HEIGHT)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setFixedHeight(38)
        table.selectionModel().currentRowChanged.connect(lambda now, _before: self._show_whole(now.row()))
        return table

    def show_list(self, listed: Listed) -> None:
        """Show these lines."""
        self.model.show(listed)
        self.title.setText(listed.title)
        self.table.setAccessibleName(listed.title)
        self.table.setAccessibleDescription("Control C copies the selected rows")
        for number, width in enumerate(listed.widths):
            self.table.setColumnWidth(number, width)
        self.whole.setText("")
        for made in (self.copy, self.save):
            made.setVisible(bool(listed.rows))

    def _show_whole(self, row: int) -> None:
        """All of the line that is selected: the columns may be too narrow for it."""
        listed = self.model.listed
        if 0 <= row < len(listed.rows):
            self.whole.setText(" · ".join(text for text in listed.rows[row] if text))

    def copy_lines(self) -> None:
        """The selected lines, or without a selection all, with their headings, for a spreadsheet or an email."""
        chosen = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        listed = self.model.listed
        rows = [listed.rows[n] for n in chosen] if len(chosen) > 1 else list(listed.rows)
        text = io.StringIO()
        writer = csv.writer(text, dialect="excel-tab", lineterminator="\n")
        writer.writerow(listed.header)
        writer.writerows(rows)
        clipboard.copy(text.getvalue())
        announce(self.table, "Copied.")
