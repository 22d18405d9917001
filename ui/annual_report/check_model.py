"""The rows of the data check as a table: what it is, the case, what was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from desk_app.report.data_check import Row
from desk_app.report.data_rules import Rule
from ui.kit.chips import CHIP
from ui.kit.dates import short_date

HEAD = ("Case", "Received", "What", "Found", "State")
CASE, RECEIVED, WHAT, FOUND, STATE = range(5)
FOLDED_FROM = 12
"""So many rows of a kind are one line while every kind is shown: else they drown the others."""
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Folded:
    """All rows of a kind in one line."""

    rule: Rule
    rows: tuple[Row, ...]


Line = Row | Folded


def folded(rows: Iterable[Row]) -> list[Line]:
    """The rows, in their order, with those of a kind that has many as one line where its first one stood."""
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_kind[row.rule.key].append(row)
    made: list[Line] = []
    for same in by_kind.values():
        made += same if len(same) < FOLDED_FROM else [Folded(same[0].rule, tuple(same))]
    return made


def rows_in(line: Line) -> tuple[Row, ...]:
    """The rows that a line stands for."""
    return line.rows if isinstance(line, Folded) else (line,)


class CheckModel(QAbstractTableModel):
    """A page's worth to a few thousand rows."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Line] = []

    def show_rows(self, rows: list[Line]) -> None:
        """Other lines."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(HEAD)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEAD[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if role == Qt.ItemDataRole.ToolTipRole and index.column() == WHAT:
                return f"{row.rule.title}. {row.rule.why}"
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{HEAD[index.column()]}: {self._text(row, index.column())}"
        if role == CHIP and index.column() == STATE:
            return ("Accepted", "ok") if all(one.accepted for one in rows_in(row)) else ("To do", "warn")
        return None

    @staticmethod
    def _text(row: Line, column: int) -> str:
        if isinstance(row, Folded):
            left = sum(one.accepted is None for one in row.rows)
            return (f"{len(row.rows)} rows", "", row.rule.title, "Enter lists them.", f"{left} to do")[column]
        if column == STATE:
            return state_of(row)
        return (row.reference, short_date(row.received_on), row.rule.title, row.detail)[column]


def state_of(row: Row) -> str:
    """Whether somebody accepted it, who and when."""
    if row.accepted is None:
        return "To do"
    on = f" on {short_date(row.accepted.decided_on)}" if row.accepted.decided_on else ""
    return f"Accepted by {row.accepted.decided_by}{on}"
