"""Letters typed over a choice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit.form_rows import Choice
from ui.kit.typed_letters import found

CHANNELS = ("Email", "Telephone", "Letter", "In person", "Online form")
NAMES = {"Letter": ("post",)}


@pytest.fixture
def choice(qtbot: QtBot, qapp: QApplication) -> Iterator[Choice]:
    """In sight."""
    made = Choice(CHANNELS, names=NAMES)
    with qtbot.waitExposed(made):
        made.show()
    before = qapp.keyboardInputInterval()
    qapp.setKeyboardInputInterval(60_000)  # however slow the computer, the letters belong together
    yield made
    qapp.setKeyboardInputInterval(before)
    made.close()
    made.deleteLater()


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [("t", "Telephone"), ("ph", "Telephone"), ("form", "Online form"), ("post", "Letter"), ("pers", "In person"),
     ("xyz", "")],
)  # fmt: skip
def test_letters_choose_by_any_word_or_another_name(choice: Choice, qtbot: QtBot, typed: str, chosen: str) -> None:
    """ "ph" for Telephone; what begins so comes first; with nothing found nothing is chosen."""
    qtbot.keyClicks(choice, typed)
    assert choice.chosen() == chosen


def test_letters_choose_in_the_open_list_too(choice: Choice, qtbot: QtBot) -> None:
    """Enter takes what they led to."""
    choice.showPopup()
    qtbot.keyClicks(choice.view(), "post")
    assert choice.view().currentIndex().data() == "Letter"
    qtbot.keyClick(choice.view(), Qt.Key.Key_Return)
    assert choice.chosen() == "Letter"


def test_a_space_in_between_belongs_to_what_is_typed() -> None:
    """Two words of four."""
    assert found("young p", ["Parent", "Child or young person"], {}) == 1
    assert found("f", ["Parent"], {"Parent": ("mother", "father")}) == 0
    assert found("h", ["Other"], {}) == -1
