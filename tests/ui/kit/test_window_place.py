"""The window comes back where it was, if that can still be seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from ui.kit.preferences import Kept, Preferences
from ui.kit.theme import ThemeManager
from ui.kit.window_place import WindowPlace, fitting

MAIN, LEFT = QRect(0, 0, 1920, 1040), QRect(-1280, 0, 1280, 984)


@pytest.mark.parametrize(
    ("place", "screens", "expected"),
    [
        ((100, 50), [MAIN], QRect(100, 50, 1000, 700)),
        ((-1200, 100), [MAIN, LEFT], QRect(-1200, 100, 1000, 700)),  # on the second screen
        ((-1200, 100), [MAIN], QRect(460, 170, 1000, 700)),  # which was taken away
        ((100, -500), [MAIN], QRect(460, 170, 1000, 700)),  # its title is above the edge
        ((5000, 5000), [MAIN], QRect(460, 170, 1000, 700)),
        (None, [MAIN], QRect(460, 170, 1000, 700)),  # never moved
        ((0, 0), [QRect(0, 0, 800, 560)], QRect(0, 0, 784, 520)),  # a smaller screen than last time
        ((1100, 500), [MAIN], QRect(904, 300, 1000, 700)),  # it reached beyond the edges
        (None, [QRect(0, 0, 1366, 500)], QRect(183, 0, 1000, 460)),  # with room for its title bar
    ],
)
def test_it_is_put_where_it_can_be_reached(
    place: tuple[int, int] | None, screens: list[QRect], expected: QRect
) -> None:
    """Where it stood, if its title is on a screen; else in the middle of the main one, and never larger than that."""
    assert fitting(Kept(place=place, width=1000, height=700), screens) == expected


def test_without_a_screen_nothing_is_moved() -> None:
    """A remote session that has none yet."""
    assert fitting(Kept(), []) is None


def test_place_and_size_are_kept_between_starts(qtbot: QtBot, themes: ThemeManager, tmp_path: Path) -> None:
    """Moved, closed; the next one stands there."""
    _first(qtbot, tmp_path, QRect(30, 20, 500, 400), maximised=False)
    again = QMainWindow()
    qtbot.addWidget(again)
    WindowPlace(again, Preferences(tmp_path)).show()
    assert again.geometry() == QRect(30, 20, 500, 400)
    assert not again.isMaximized()
    again.close()


def test_a_maximised_window_is_maximised_again_and_keeps_its_size_from_before(
    qtbot: QtBot, themes: ThemeManager, tmp_path: Path
) -> None:
    """Restored, it has the size it had."""
    _first(qtbot, tmp_path, QRect(30, 20, 500, 400), maximised=True)
    kept = Preferences(tmp_path).kept
    assert kept.maximised
    assert (kept.width, kept.height) == (500, 400)
    again = QMainWindow()
    qtbot.addWidget(again)
    WindowPlace(again, Preferences(tmp_path)).show()
    assert again.isMaximized()
    again.close()


def _first(qtbot: QtBot, folder: Path, place: QRect, *, maximised: bool) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    looked_after = WindowPlace(window, Preferences(folder))
    looked_after.show()
    window.setGeometry(place)
    if maximised:
        window.showMaximized()
    qtbot.waitExposed(window)
    window.close()
