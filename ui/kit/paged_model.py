"""A table of any number of rows: first page and exact count at once, all ids when asked for, rows by the page."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.kit.chips import CHIP

PAGE = 100
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_ANSWERED = frozenset(int(role) for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, _SPOKEN, CHIP))
PAGES_KEPT = 40
Index = QModelIndex | QPersistentModelIndex
Chips = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it shows of a row as text, or as a chip (text, tone). `key` is what to sort by, "" for never.

    A `whole` one is never too narrow for its texts: rows can be told apart by them.
    """

    heading: str
    width: int
    text: Callable[[Any], str]
    key: str = ""
    chip: Callable[[Any], Chips | None] | None = None
    whole: bool = False


class PagedModel(QAbstractTableModel):
    """Rows by their ids. `fetch` gives the rows of some ids; one that went away meanwhile is not among them."""

    def __init__(
        self, columns: Sequence[Column], fetch: Callable[[array[int]], Mapping[int, Any]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._fetch = fetch
        self._ids: array[int] = array("q")
        self._count = 0
        self._all_ids: Callable[[], array[int]] | None = None
        self._pages: OrderedDict[int, Mapping[int, Any]] = OrderedDict()

    def show(self, ids: array[int], count: int, all_ids: Callable[[], array[int]]) -> None:
        """Show `count` rows; `ids` are those of the first of them, `all_ids` gives all when a later row is needed."""
        self.beginResetModel()
        self._ids, self._count, self._all_ids = ids, count, all_ids
        self._pages.clear()
        self.endResetModel()

    def id_at(self, row: int) -> int:
        """The id of a row, 0 when there is none any more."""
        self._know(row)
        return self._ids[row] if 0 <= row < len(self._ids) else 0

    def ids_between(self, first: int, last: int) -> array[int]:
        """The ids of the rows from `first` to `last`, both included."""
        self._know(last)
        return self._ids[first : last + 1]

    def row_of(self, id: int) -> int:
        """Where an id is among those known, -1 for not there."""
        return self._ids.index(id) if id in self._ids else -1

    def row(self, number: int) -> Any | None:
        """What is shown in a row; None when it went away meanwhile."""
        self._know(number)
        page = number // PAGE
        if page not in self._pages:
            self._pages[page] = self._fetch(self._ids[page * PAGE : (page + 1) * PAGE])
            while len(self._pages) > PAGES_KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        return self._pages[page].get(self.id_at(number))

    def _know(self, row: int) -> None:
        """All ids, once a row beyond the first ones is looked at."""
        if self._all_ids is not None and len(self._ids) < self._count and row >= len(self._ids):
            self._ids, self._all_ids = self._all_ids(), None
            self._pages.clear()

    def first_rows(self) -> list[Any]:
        """What is shown in the first rows, a page at most: as far as their ids are known, so not all are asked for."""
        return [row for row in map(self.row, range(min(PAGE, len(self._ids)))) if row is not None]

    # --- what Qt asks
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ANSWERED or not index.isValid():  # of each cell Qt asks for fonts, colours and more
            return None
        column = self.columns[index.column()]
        row = self.row(index.row())
        if role == CHIP:
            return column.chip(row) if row is not None and column.chip is not None else None
        text = column.text(row) if row is not None else ""
        return f"{column.heading}: {text}" if role == _SPOKEN else text

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None
