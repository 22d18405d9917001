"""Rows of forms, dates, messages."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app.answers import read_day
from desk_app.dates import parse_date
from desk_app.plausible import doubt_of
from tests.clock import Day
from ui.kit.form_rows import Choice, DateField, Field, OneOf, ProblemSummary, SomeOf, TextArea
from ui.kit.widgets import column_of, row_of

TODAY = date(2026, 11, 24)


def _date_field(qtbot: QtBot) -> DateField:
    field = DateField(lambda text: parse_date(text, TODAY), lambda: TODAY)
    qtbot.addWidget(field)
    return field


def test_a_day_is_the_one_that_was_meant_when_it_was_typed(qtbot: QtBot) -> None:
    """A form is left open over midnight: what stands beneath "yesterday" is what is saved."""
    day = Day(TODAY)
    field = DateField(lambda text: parse_date(text, day.now), day)
    qtbot.addWidget(field)
    field.set_text("yesterday")
    assert field.text() == "yesterday"
    day.now = date(2026, 11, 26)
    assert (field.text(), field.day()) == ("23 November 2026", date(2026, 11, 23))
    field.set_text("yesterday ")
    assert field.day() == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("3/4/24", date(2024, 4, 3)),
        ("3 Apr", date(2026, 4, 3)),
        ("today", TODAY),
        ("yesterday", date(2026, 11, 23)),
        ("2026-01-02", date(2026, 1, 2)),
    ],
)
def test_dates_are_understood_as_people_type_them(qtbot: QtBot, typed: str, day: date) -> None:
    """What was typed stays; the day understood stands beneath in full."""
    field = _date_field(qtbot)
    qtbot.keyClicks(field.edit, typed)
    assert field.text() == typed
    assert field.day() == day


def test_a_date_that_is_none_is_not_understood(qtbot: QtBot) -> None:
    """ "soon" is no day; nothing breaks."""
    field = _date_field(qtbot)
    field.set_text("soon")
    assert field.day() is None


def _asks(qtbot: QtBot, field: Field) -> QLineEdit:
    """The line of a field that is in sight, ready to be typed in."""
    qtbot.addWidget(field)
    field.show()
    line = field.input.edit if isinstance(field.input, DateField) else field.input
    assert isinstance(line, QLineEdit)
    return line


def test_what_is_no_date_is_said_when_its_field_is_left(qtbot: QtBot) -> None:
    """31/02/2026 and "some friday"; typing again takes it away, a good date says nothing."""
    field = Field("Received", DateField(lambda text: read_day(text, TODAY), lambda: TODAY))
    line = _asks(qtbot, field)
    for typed in ("31/02/2026", "some friday", "99999999999"):
        line.clear()
        qtbot.keyClicks(line, typed)
        assert not field.problem
        line.editingFinished.emit()
        assert "is not a date" in field.problem
        assert "is not a date" in line.accessibleDescription()
    qtbot.keyClicks(line, "9")
    assert not field.problem
    line.setText("3/4/2026")
    line.editingFinished.emit()
    assert not field.problem


@pytest.mark.parametrize(
    ("typed", "says"),
    [("1/1/1800", "after 1989"), ("25/12/2027", "in the future"), ("3/4/9999", "in the future")],
)
def test_a_day_that_cannot_be_is_said_too_and_is_not_echoed_as_good(qtbot: QtBot, typed: str, says: str) -> None:
    """Before 1990, or to come where it has happened."""
    date_field = DateField(lambda text: read_day(text, TODAY), lambda: TODAY)
    field = Field("Received", date_field)
    line = _asks(qtbot, field)
    qtbot.keyClicks(line, typed)
    assert date_field.day() is None
    line.editingFinished.emit()
    assert says in field.problem


def test_what_was_said_on_saving_is_not_taken_away_by_leaving(qtbot: QtBot) -> None:
    """ "Before it was received" stays until it is saved again."""
    field = Field("Acknowledged", DateField(lambda text: read_day(text, TODAY), lambda: TODAY))
    line = _asks(qtbot, field)
    line.setText("3/4/2026")
    field.set_problem("This is before it was received.")
    line.editingFinished.emit()
    assert field.problem == "This is before it was received."


@pytest.mark.parametrize(
    ("key", "odd", "good"),
    [
        ("complainant.email", "notanemail", "ada@example.org"),
        ("telephone", "abc", "01632 960123"),
    ],
)
def test_what_looks_odd_is_noted_and_taken_all_the_same(qtbot: QtBot, key: str, odd: str, good: str) -> None:
    """It is no error: people write "as before" too."""
    field = Field("Reached", QLineEdit(), doubt=doubt_of(key))
    line = _asks(qtbot, field)
    qtbot.keyClicks(line, odd)
    line.editingFinished.emit()
    assert "does not look like" in field.doubt
    assert "does not look like" in line.accessibleDescription()
    assert not field.problem
    line.setText(good)
    line.editingFinished.emit()
    assert not field.doubt


def test_a_date_can_be_picked_with_the_keyboard(qtbot: QtBot) -> None:
    """The calendar opens on the day typed; Enter takes the day, Escape does not."""
    field = _date_field(qtbot)
    field.set_text("3/4/2026")
    field.show()
    field.pick()
    calendar = field.findChild(QCalendarWidget)
    assert calendar is not None
    assert calendar.selectedDate().toString("yyyy-MM-dd") == "2026-04-03"
    grid = calendar.findChild(QWidget, "qt_calendar_calendarview")
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert field.day() == date(2026, 4, 4)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_an_arrow_key_chooses_the_answer_it_comes_to(qtbot: QtBot) -> None:
    """Also while none is given; no answer is left to look as if it were."""
    one = OneOf(["Yes", "No"])
    qtbot.addWidget(one)
    with qtbot.waitActive(one):
        one.show()
        one.activateWindow()
    one.setFocus()
    assert one.answer() == ""
    qtbot.keyClick(one.buttons["Yes"], Qt.Key.Key_Right)
    assert (one.answer(), one.buttons["No"].hasFocus()) == ("No", True)
    qtbot.keyClick(one.buttons["No"], Qt.Key.Key_Left)
    assert one.answer() == "Yes"


def test_each_kind_of_input_gives_back_what_was_put_in(qtbot: QtBot) -> None:
    """A draft fills a form in again."""
    cases = [
        (QLineEdit(), "Siân"),
        (TextArea(), "two\nlines"),
        (Choice(["a", "b"]), "b"),
        (OneOf(["Yes", "No"]), "No"),
        (SomeOf(["x", "y", "z"]), ["x", "z"]),
    ]
    for widget, value in cases:
        field = Field("Name", widget)  # type: ignore[arg-type]
        qtbot.addWidget(field)
        changes: list[bool] = []
        field.changed.connect(lambda seen=changes: seen.append(True))
        field.set_value(value)
        assert field.value() == value
        assert changes
        field.set_value([] if isinstance(value, list) else "")
        assert not field.value()


def test_a_value_that_is_not_on_the_list_any_more_is_kept(qtbot: QtBot) -> None:
    """An old team stays chosen in a draft."""
    choice = Choice(["North", "South"])
    qtbot.addWidget(choice)
    choice.choose("East")
    assert choice.chosen() == "East"
    choice.offer(["North"])
    assert choice.chosen() == "East"


def test_the_wheel_never_changes_a_choice(qtbot: QtBot) -> None:
    """It scrolls the page beneath the pointer."""
    choice = Choice(["a", "b"])
    qtbot.addWidget(choice)
    choice.choose("a")
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(choice, event)
    assert choice.chosen() == "a"


def test_a_problem_is_said_beside_its_field_and_to_a_screen_reader(qtbot: QtBot) -> None:
    """And it goes away again."""
    field = Field("Date received", QLineEdit(), hint="For example 3/4/2026", needed=True)
    qtbot.addWidget(field)
    field.set_problem("Enter the date.")
    assert field.input.accessibleName() == "Date received, required"
    assert field.input.accessibleDescription() == "Error: Enter the date. For example 3/4/2026"
    assert field.input.property("invalid") is True
    field.set_problem("")
    assert field.input.accessibleDescription() == "For example 3/4/2026"
    assert field.input.property("invalid") is False


def test_the_summary_leads_to_the_fields(qtbot: QtBot) -> None:
    """Each line is a button that puts the keyboard into its field."""
    page = QWidget()
    qtbot.addWidget(page)
    box = column_of(page)
    summary, first, second = ProblemSummary(), Field("One", QLineEdit()), Field("Two", QLineEdit())
    for widget in (summary, first, second):
        box.addWidget(widget)
    page.show()
    qtbot.waitExposed(page)
    summary.show_problems("Check these", {first: "Enter one.", second: "Enter two."})
    assert summary.isVisible()
    qtbot.mouseClick(summary.links[1], Qt.MouseButton.LeftButton)
    assert page.focusWidget() is second.input
    summary.show_problems("Check these", {})
    assert not summary.isVisible()


def test_tab_leaves_a_field_of_several_lines(qtbot: QtBot) -> None:
    """No keyboard trap."""
    page = QWidget()
    qtbot.addWidget(page)
    box = column_of(page)
    area, line = TextArea(), QLineEdit()
    box.addWidget(area)
    box.addWidget(line)
    page.show()
    qtbot.waitExposed(page)
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    assert page.focusWidget() is line


def test_a_line_has_no_line_ends(qtbot: QtBot) -> None:
    """Pasted newlines and tabs become spaces; two spaces, as a path may have, stay."""
    line = QLineEdit()
    field = Field("Summary", line)
    qtbot.addWidget(field)
    QApplication.clipboard().setText("Calls not\nreturned \t by worker\x07")
    line.paste()
    assert field.value() == "Calls not returned by worker"
    field.set_value("C:/My  files\nhere")
    assert line.text() == "C:/My  files here"


def test_neighbours_stand_level_however_long_a_hint_is(qtbot: QtBot) -> None:
    """One hint goes over two lines, the other field has none: both lines to type in are at one height."""
    both = QWidget()
    qtbot.addWidget(both)
    row = row_of(both, spacing=10)
    first, second = (
        Field("First day", QLineEdit(), hint="Empty: it goes on. Cases have it." * 2),
        Field("Name", QLineEdit()),
    )
    second.stand_level_with(first)
    for field in (first, second):
        row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
    both.resize(320, 200)
    both.show()
    qtbot.waitUntil(lambda: first.input.y() == second.input.y() > 60)
