"""Tables are read row by row."""

from __future__ import annotations

from array import array

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHeaderView, QTableView
from pytestqt.qtbot import QtBot

from ui.kit.chips import CELL_BOTH, chip_width
from ui.kit.paged_model import Column, PagedModel
from ui.kit.tables import by_rows, fit_columns, go_to_row

LATE = "Overdue 20 Nov"


def test_the_program_selects_a_row_even_while_ctrl_is_held(qtbot: QtBot) -> None:
    """Ctrl+Z fills a table anew while Ctrl is still down: row 1 is selected, and it alone."""
    table = QTableView()
    qtbot.addWidget(table)
    model = QStandardItemModel()
    for n in range(3):
        model.appendRow([QStandardItem(f"case {n}"), QStandardItem("open")])
    table.setModel(model)
    by_rows(table, 30, several=True)
    table.show()
    qtbot.keyPress(table, Qt.Key.Key_F9, Qt.KeyboardModifier.ControlModifier)
    for row in (1, 1, 2):
        go_to_row(table, model.index(row, 0))
        assert [index.row() for index in table.selectionModel().selectedRows()] == [row]
    qtbot.keyRelease(table, Qt.Key.Key_F9)


def test_a_reference_is_never_cut(qtbot: QtBot) -> None:
    """Its column is as wide as the widest needs in the font of the day; others are as wide as they say."""
    model = PagedModel(
        (Column("Reference", 60, str, whole=True), Column("Summary", 60, str)),
        lambda ids: {n: f"FEEDBACK/2026-27/{n:04}" for n in ids},
    )
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(model)
    model.show(array("q", [2, 22]), 2, lambda: array("q", [2, 22]))
    fit_columns(table, model)
    assert table.columnWidth(0) > table.fontMetrics().horizontalAdvance("FEEDBACK/2026-27/0022") > 60
    assert table.columnWidth(1) == 60


def test_a_chip_is_never_cut(qtbot: QtBot) -> None:
    """A date in a chip needs more than its words alone."""
    model = PagedModel(
        (Column("Due", 60, str, chip=lambda text: (text, "danger"), whole=True),), lambda ids: dict.fromkeys(ids, LATE)
    )
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(model)
    model.show(array("q", [1]), 1, lambda: array("q", [1]))
    fit_columns(table, model)
    assert table.columnWidth(0) - CELL_BOTH >= chip_width(LATE, table.font()) > 60


def test_fitting_the_columns_does_not_ask_for_all_rows(qtbot: QtBot) -> None:
    """Of 100,000 cases fifty are known at first: each letter that is typed would else fetch all their ids."""
    asked: list[str] = []
    every = array("q", range(1, 100_001))

    def all_ids() -> array[int]:
        asked.append("all")
        return every

    model = PagedModel((Column("Reference", 60, str, whole=True),), lambda ids: {n: f"CF/{n:09}" for n in ids})
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(model)
    model.show(every[:50], len(every), all_ids)
    fit_columns(table, model)
    assert not asked
    assert table.columnWidth(0) > table.fontMetrics().horizontalAdvance("CF/000000050")


def test_columns_stand_still_while_one_types(qtbot: QtBot) -> None:
    """Other rows with shorter texts move no column, and what is left over is shared out only once."""
    model = PagedModel(
        (Column("Reference", 60, str, whole=True), Column("Summary", 60, str)),
        lambda ids: {n: "CF/" + "0" * n for n in ids},
    )
    table = QTableView()
    qtbot.addWidget(table)
    table.setModel(model)
    table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    table.resize(600, 300)
    table.show()
    _show_one_of(table, model, length=20)
    qtbot.wait(1)  # what is left over is shared out
    resized: list[int] = []
    table.horizontalHeader().sectionResized.connect(lambda column: resized.append(column))
    _show_one_of(table, model, length=20)
    _show_one_of(table, model, length=5)
    assert not resized


def _show_one_of(table: QTableView, model: PagedModel, *, length: int) -> None:
    """One row, whose text is three letters longer."""
    model.show(array("q", [length]), 1, lambda: array("q"))
    fit_columns(table, model)
