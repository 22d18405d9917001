"""An empty page says what to do next."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.empty_state import EmptyState, Offer
from ui.kit.theme import ThemeManager


@pytest.mark.parametrize(("width", "across"), [(900, True), (380, False)])
def test_its_buttons_stand_side_by_side_where_there_is_room(
    qtbot: QtBot, themes: ThemeManager, width: int, across: bool
) -> None:
    """In a narrow window one above the other, and nothing makes the page wider than that."""
    asked: list[str] = []
    names = ("Log a complaint", "Import a register", "Open the guide")
    offers = [Offer(name, lambda n=name: asked.append(n), "plus", name.startswith("Log")) for name in names]  # type: ignore[misc]
    page = QWidget()
    state = EmptyState("Nothing is logged yet", "Log the first feedback.", offers)
    QVBoxLayout(page).addWidget(state)
    qtbot.addWidget(page)
    page.resize(width, 500)
    page.show()
    qtbot.waitExposed(page)
    qtbot.wait(20)
    assert page.width() == width
    tops = {made.y() for made in state.buttons}
    assert (len(tops) == 1) == across
    assert all(made.width() >= made.minimumSizeHint().width() for made in state.buttons)
    for made in state.buttons:
        made.click()
    assert asked == list(names)
    assert [made.accessibleName() for made in state.buttons] == list(names)


def test_it_can_do_without_buttons(qtbot: QtBot, themes: ThemeManager) -> None:
    """Where there is nothing to do but wait."""
    state = EmptyState("Nothing is overdue", "Well done.")
    qtbot.addWidget(state)
    state.show()
    assert state.buttons == []
