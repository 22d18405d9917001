"""A table of any number of rows."""

from __future__ import annotations

from array import array

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from ui.kit.chips import CHIP
from ui.kit.paged_model import PAGE, Column, PagedModel

BASE = 1 << 58


class Rows:
    """A hundred thousand rows, and what was asked of them."""

    def __init__(self, count: int) -> None:
        self.ids = array("q", (BASE + n for n in range(count)))
        self.fetched: list[int] = []
        self.asked_for_all = 0

    def fetch(self, ids: array[int]) -> dict[int, str]:
        self.fetched.append(len(ids))
        return {id: f"row {id - BASE}" for id in ids if id != BASE + 3}

    def all_ids(self) -> array[int]:
        self.asked_for_all += 1
        return self.ids


def _model(rows: Rows, first: int = 50) -> PagedModel:
    columns = (Column("Name", 100, lambda row: str(row), "name", lambda row: (row, "info")),)
    model = PagedModel(columns, rows.fetch)
    model.show(rows.ids[:first], len(rows.ids), rows.all_ids)
    return model


def test_the_first_page_needs_neither_all_ids_nor_all_rows() -> None:
    """100,000 rows: the count is exact, one page of 50 is fetched."""
    rows = Rows(100_000)
    model = _model(rows)
    assert model.rowCount() == 100_000
    assert model.index(7, 0).data() == "row 7"
    assert rows.asked_for_all == 0
    assert rows.fetched == [50]


def test_scrolling_to_the_end_asks_for_all_ids_once() -> None:
    """The last row is the last row; ids keep all their bits."""
    rows = Rows(100_000)
    model = _model(rows)
    assert model.index(99_999, 0).data() == "row 99999"
    assert model.id_at(99_999) == BASE + 99_999
    assert model.index(60_000, 0).data() == "row 60000"
    assert rows.asked_for_all == 1
    assert max(rows.fetched) <= PAGE


def test_a_row_that_went_away_meanwhile_is_empty() -> None:
    """The rows after it stay where they are."""
    model = _model(Rows(10), first=10)
    assert model.index(3, 0).data() == ""
    assert model.index(4, 0).data() == "row 4"


def test_a_screen_reader_hears_heading_and_value() -> None:
    """ "Name: row 2"."""
    model = _model(Rows(10), first=10)
    assert model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Name: row 2"
    assert model.index(2, 0).data(CHIP) == ("row 2", "info")
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Name"


def test_the_model_keeps_qts_rules(qapp: object) -> None:
    """Qt's own tester finds nothing, also after showing other rows."""
    rows = Rows(500)
    model = _model(rows)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show(rows.ids[:0], 0, rows.all_ids)
    assert model.rowCount() == 0
    assert model.rowCount(QModelIndex()) == 0
    assert tester.model() is model
