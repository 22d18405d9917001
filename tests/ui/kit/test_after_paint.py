"""What waits until a page was seen, and parts that appear with their page."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.after_paint import AfterPaint
from ui.kit.widgets import appear, column_of


class _Seen(QWidget):
    """Notes when it is painted."""

    def __init__(self, story: list[str]) -> None:
        super().__init__()
        self._story = story

    def paintEvent(self, event: QPaintEvent) -> None:
        self._story.append("painted")
        super().paintEvent(event)


def test_what_may_wait_is_done_once_and_after_the_picture(qtbot: QtBot) -> None:
    """Asked twice before the page is shown."""
    story: list[str] = []
    page = _Seen(story)
    qtbot.addWidget(page)
    waits = AfterPaint(page, lambda: story.append("done"))
    waits.ask()
    waits.ask()
    QApplication.processEvents()
    assert waits.is_waiting
    assert story == []  # nobody has seen it
    page.show()
    qtbot.waitUntil(lambda: not waits.is_waiting)
    assert story[0] == "painted"
    assert story.count("done") == 1


def test_what_is_not_wanted_any_more_is_not_done(qtbot: QtBot) -> None:
    """Stopped before the page was seen."""
    story: list[str] = []
    page = _Seen(story)
    qtbot.addWidget(page)
    waits = AfterPaint(page, lambda: story.append("done"))
    waits.ask()
    waits.stop()
    page.show()
    qtbot.waitUntil(lambda: "painted" in story)
    QApplication.processEvents()
    assert not waits.is_waiting
    assert "done" not in story


def test_a_part_appears_with_its_page_or_at_once_if_that_is_in_sight(qtbot: QtBot) -> None:
    """One before the page is shown, one that was hidden, one when it is in sight."""
    page = QWidget()
    qtbot.addWidget(page)
    box = column_of(page)
    early, hidden, late = QLabel("early"), QLabel("hidden"), QLabel("late")
    box.addWidget(early)
    box.addWidget(hidden)
    appear(early, True)
    appear(hidden, False)
    page.show()
    assert (early.isVisible(), hidden.isVisible()) == (True, False)
    box.addWidget(late)
    appear(late, True)
    appear(hidden, True)
    assert (late.isVisible(), hidden.isVisible()) == (True, True)
