"""Icons, preview, what a computer remembers, history's lines."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from desk_app.records import ChangedRow
from ui import history_lines
from ui.kit import dates, icons
from ui.kit.preferences import Preferences, Recent
from ui.kit.preview import PdfView
from ui.kit.theme import Mode, ThemeManager
from ui.kit.widgets import PAGE_MARGINS, Card, Tick, breakable, column_of, label, scrolling


# --- icons
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_an_icon_is_drawn_at_the_screens_own_resolution(themes: ThemeManager, scale: float) -> None:
    """20 pixels at 150% are 30 pixels of the screen."""
    image = icons.icon("inbox").pixmap(QSize(20, 20), scale)
    assert image.width() == round(20 * scale)


def test_an_icon_follows_the_theme(themes: ThemeManager) -> None:
    """The same icon is dark on light and light on dark."""
    icon = icons.icon("inbox")
    light = icon.pixmap(QSize(20, 20)).toImage()
    themes.set_mode(Mode.DARK)
    dark = icon.pixmap(QSize(20, 20)).toImage()
    themes.set_mode(Mode.LIGHT)
    assert light != dark
    assert icon.pixmap(QSize(20, 20), QIcon.Mode.Disabled).toImage() != light


# --- preview
def _pdf(path: Path, pages: int) -> bytes:
    canvas = Canvas(str(path))
    for n in range(pages):
        canvas.drawString(100, 700, f"This is page {n + 1}")
        canvas.showPage()
    canvas.save()
    return path.read_bytes()


def test_only_the_pages_in_sight_are_rendered(qtbot: QtBot, themes: ThemeManager, tmp_path: Path) -> None:
    """Of 30 pages the first two or three; further ones when one gets there."""
    view = PdfView()
    qtbot.addWidget(view)
    view.resize(600, 700)
    view.show()
    view.open(_pdf(tmp_path / "x.pdf", 30))
    qtbot.waitUntil(lambda: bool(view._images))
    qtbot.wait(80)
    assert view.pages == 30
    assert len(view._images) <= 3
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page() == 1
    view.go_to(29)
    qtbot.waitUntil(lambda: 29 in view._images)
    assert "page 30" in view.text_of(29)
    assert view.accessibleName() == "Preview, page 30 of 30"


def test_the_preview_zooms_and_stays_on_its_page(qtbot: QtBot, themes: ThemeManager, tmp_path: Path) -> None:
    """Ctrl with plus and minus; Ctrl+0 fits the width again."""
    view = PdfView()
    qtbot.addWidget(view)
    view.resize(600, 700)
    view.show()
    view.open(_pdf(tmp_path / "x.pdf", 5))
    fitted = view.percent
    view.go_to(2)
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert view.percent > fitted
    assert view.page() == 2
    qtbot.keyClick(view, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert view.percent == fitted
    view.close_document()
    assert view.pages == 0


# --- what a computer remembers
def test_preferences_are_kept_between_starts(tmp_path: Path) -> None:
    """The look and the stores opened last, latest first, each once."""
    first = Preferences(tmp_path)
    first.keep(mode="dark")
    for name in ("a", "b", "a"):
        first.remember_file(tmp_path / name)
    again = Preferences(tmp_path)
    assert again.kept.mode == "dark"
    assert [recent.path for recent in again.kept.recent] == [str(tmp_path / "a"), str(tmp_path / "b")]
    assert all(recent.moment() is not None for recent in again.kept.recent)
    again.forget_file(tmp_path / "a")
    assert [recent.path for recent in Preferences(tmp_path).kept.recent] == [str(tmp_path / "b")]


def test_preferences_of_an_earlier_version_are_understood(tmp_path: Path) -> None:
    """It kept paths alone, and no place of the window."""
    (tmp_path / "window.json").write_text('{"mode": "dark", "recent": ["one.desk"], "width": 900}', "utf-8")
    kept = Preferences(tmp_path).kept
    assert (kept.mode, kept.width, kept.place) == ("dark", 900, None)
    assert kept.recent == (Recent("one.desk"),)
    assert kept.recent[0].moment() is None


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", '{"mode": 3}', '{"width": "wide"}', "\x00", '{"place": [1]}', '{"recent": [{"path": 1}]}',
        '{"place": "ab"}', '{"recent": [[]]}', "[" * 100_000,
    ],
)  # fmt: skip
def test_damaged_preferences_are_no_obstacle(tmp_path: Path, text: str) -> None:
    """The window opens as on the first day."""
    (tmp_path / "window.json").write_text(text, "utf-8")
    assert Preferences(tmp_path).kept.mode == "system"


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    """A file stands where the folder would be."""
    (tmp_path / "config").write_text("", "utf-8")
    preferences = Preferences(tmp_path / "config")
    preferences.keep(mode="dark")
    assert preferences.kept.mode == "dark"


# --- words
def test_an_endless_word_gets_places_to_break_and_an_address_none() -> None:
    """What people copy out of the window, a recovery key or an email address, is copied as it is."""
    assert breakable("a" * 60) != "a" * 60
    for text in (
        "AAAAAA-BBBBBB-CCCCCC-DDDDDD-EEEEEE-FFFFFF-GGGGGG",
        "somebody.with.a.name@department.example.org",
    ):
        assert breakable(text) == text


def test_dates_as_the_window_shows_them() -> None:
    """No leading noughts, and nothing for nothing."""
    assert dates.short_date(date(2026, 4, 3)) == "3 Apr 2026"
    assert dates.long_date(date(2026, 4, 3)) == "Friday 3 April 2026"
    assert dates.short_date(None) == ""
    assert dates.moment(datetime(2026, 4, 3, 12, 0, tzinfo=UTC)).startswith("3 Apr 2026, ")


def test_history_says_what_stood_before_and_after() -> None:
    """One line for each field that differs; ids and versions are nobody's business."""
    before: dict[str, object] = {"version": 1, "team": "Fostering", "summary": ""}
    after: dict[str, object] = {"version": 2, "team": "Adoption", "summary": "Late"}
    row = ChangedRow("feedback_case", 1, 1, None, before, after)
    assert list(history_lines.lines([row])) == ["Case, team: Fostering → Adoption", "Case, summary: Late"]


def test_the_applications_icon_is_there_in_every_size(themes: ThemeManager) -> None:
    """16 pixels for a title bar, 256 for a desktop; painted, not stretched."""
    for size in (16, 32, 256):
        image = icons.app_icon().pixmap(QSize(size, size)).toImage()
        assert image.width() == size
        assert image.pixelColor(size // 2, 1).name().upper() == "#1F5FA8"


def test_a_reference_is_never_broken_over_a_line(qtbot: QtBot) -> None:
    """Nor are there marks in what is copied or said by a screen reader."""
    text = "Reminder of CF/2026-27/0004: Answer"
    made = label(text, wrap=True)
    qtbot.addWidget(made)
    assert (made.text(), made.accessibleName()) == (text, text)
    narrow = made.fontMetrics().horizontalAdvance("Reminder of CF/")
    assert made.heightForWidth(narrow) == label("a\nb\nc", wrap=True).heightForWidth(narrow)
    shown = QLabel.text(made)
    assert shown.replace("\u2060", "") == text
    assert "CF\u2060/\u20602026\u2060-\u206027\u2060/\u20600004" in shown
    copied = label(text, wrap=True, selectable=True)
    assert QLabel.text(copied) == text
    made.setText("Nothing")
    assert made.accessibleName() == ""


def test_the_words_of_a_box_to_tick_end_in_an_ellipsis_where_there_is_no_room(qtbot: QtBot) -> None:
    """Its tool tip has the whole, it never makes its page wider, and it asks for the room that it would like."""
    words = "Support for children & families " * 4
    box = Tick(words)
    qtbot.addWidget(box)
    liked = box.sizeHint().width()
    assert box.minimumSizeHint().width() < 60
    box.resize(200, 30)
    box.show()
    assert box.text().endswith("…")
    assert box.toolTip() == box.accessibleName() == words
    assert abs(box.sizeHint().width() - liked) <= 2
    box.resize(liked + 4, 30)
    assert box.text().replace("&&", "&") == words
    assert box.toolTip() == ""


@pytest.mark.parametrize("height", [100, 2000])
def test_edges_stay_in_line_whether_there_is_a_scroll_bar_or_not(qtbot: QtBot, height: int) -> None:
    """The bar stands in the margin: a card ends where the message above the page ends."""
    body = QWidget()
    area = scrolling(body)
    qtbot.addWidget(area)
    card = Card()
    card.setFixedHeight(height)
    column_of(body, margins=PAGE_MARGINS).addWidget(card)
    area.resize(600, 400)
    area.show()
    qtbot.waitUntil(lambda: area.verticalScrollBar().isVisible() == (height > 400))
    qtbot.waitUntil(lambda: card.geometry().right() + 1 == 600 - PAGE_MARGINS[2])


def test_no_line_begins_with_a_dot(qtbot: QtBot) -> None:
    """Where what is listed goes on in a second line, the dot stays at the end of the first."""
    about = label("Received by letter  ·  from Dee Example", wrap=True)
    qtbot.addWidget(about)
    assert "letter\u00a0\u00a0·  from" in QLabel.text(about)
    assert about.text() == "Received by letter  ·  from Dee Example"
