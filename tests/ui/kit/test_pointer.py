"""What moves a page waits until the pointer stands still."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.kit import pointer
from ui.kit.pointer import when_still


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[QWidget]:
    """In sight and active."""
    made = QWidget()
    made.resize(400, 300)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    made.close()
    made.deleteLater()


def test_away_from_the_page_it_comes_at_once(page: QWidget) -> None:
    """Nothing can be missed there."""
    called: list[bool] = []
    when_still(page, lambda: called.append(True), lambda: page.mapToGlobal(QPoint(-20, -20)))
    assert called == [True]


def test_over_the_page_it_waits_while_the_pointer_moves(page: QWidget, qtbot: QtBot) -> None:
    """And comes once, when it has stood still."""
    called: list[bool] = []
    moved = 0

    def where() -> QPoint:
        nonlocal moved
        moved += moved < 8
        return page.mapToGlobal(QPoint(10 + moved, 10))

    when_still(page, lambda: called.append(True), where)
    qtbot.waitUntil(lambda: moved == 8, timeout=10_000)
    assert called == []
    qtbot.waitUntil(lambda: called == [True], timeout=4 * pointer.STILL_MILLISECONDS)
    qtbot.wait(2 * pointer.LOOK_MILLISECONDS)
    assert called == [True]
