"""All figures of a year as a table: what it is, the year, the year before, the direction."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from desk_app.report.overview import Row

FIGURE, NOW, BEFORE, DIRECTION = range(4)
Index = QModelIndex | QPersistentModelIndex


def with_groups(rows: list[Row]) -> list[Row]:
    """The rows, with a line that names it before each group: "North 42" means nothing by itself."""
    made: list[Row] = []
    for row in rows:
        if not made or made[-1].group != row.group:
            made.append(Row(row.group, row.group, "", "", ""))
        made.append(row)
    return made


def names_a_group(row: Row) -> bool:
    """Whether the row is one of those lines."""
    return row.name == row.group and not row.now


class FiguresModel(QAbstractTableModel):
    """A few hundred rows."""

    def __init__(self, year: str, year_before: str) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self._head = ("Figure", year, year_before, "Direction")

    def show_rows(self, rows: list[Row]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._head)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._head[section]
        return _side(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        text = (row.name, row.now, row.before, row.direction)[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if names_a_group(row) and role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{row.group}: its numbers follow"
        if role == Qt.ItemDataRole.FontRole:
            return _bold() if names_a_group(row) else None
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.group}: {row.name}{'. Enter shows the cases' if row.key else ''}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.group}, {row.name}, {self._head[index.column()]}: {text}"
        return _side(index.column()) if role == Qt.ItemDataRole.TextAlignmentRole else None


def _bold() -> QFont:
    font = QFont()
    font.setBold(True)
    return font


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in (NOW, BEFORE) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
