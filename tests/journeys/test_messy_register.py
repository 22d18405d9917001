"""The register a team really kept, through the real window: headings of its own, bad dates, words nobody knows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from desk_app.records import Outcome
from ui.cases import CasesScreen
from ui.import_register import ImportScreen
from ui.import_register.check_step import LEFT_OUT, WARNINGS
from ui.import_register.step_bar import Step
from ui.main_window import MainWindow
from ui.pages import CASES

PATIENCE = 30_000
CONTROL = Qt.KeyboardModifier.ControlModifier
HEADINGS = (
    "Case no", "Feedback type", "Date recieved", "Complainant", "YP name", "Team complained about", "Stat/Corp",
    "Complaint stage", "Response sent", "How it went", "LAC?", "Officer's initials", "What happened",
)  # fmt: skip
USUAL = ("", "complaint", datetime(2025, 6, 2), "Ada Example", "Ben Example", "Fostering", "Corp",
         "S1", datetime(2025, 6, 16), "Upheld", "Y", "AX", "Nobody rang back.")  # fmt: skip


def _row(reference: str, **other: object) -> tuple[object, ...]:
    cells = dict(zip(HEADINGS, USUAL, strict=True)) | {"Case no": reference}
    unknown = other.keys() - {"received", "outcome", "words", "complainant", "kind"}
    assert not unknown
    named = {"received": "Date recieved", "outcome": "How it went", "words": "What happened",
             "complainant": "Complainant", "kind": "Feedback type"}  # fmt: skip
    return tuple((cells | {named[key]: value for key, value in other.items()}).values())


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """Two title rows and a blank one, a sheet of notes first, a blank row, a heading misspelt, an error of Excel."""
    path = tmp_path / "Feedback log – Tîm Tŷ Gwyn.xlsx"
    rows: Iterable[tuple[object, ...]] = (
        _row("1/25"),
        _row("2/25", outcome="Went our way", complainant="Siân Pennyroyal", words="The taxi came to the wrong school."),
        _row("3/25", received="31/02/2025"),
        _row("4/25", received="2 June 2025", outcome="PU"),
        (),
        _row("5/25", kind="thank you", outcome="", words="Lovely people."),
    )
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Notes").write(0, 0, "Please do not sort")
        sheet = book.add_worksheet("2025-26")
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write(0, 0, "Feedback log 2025/26")
        sheet.write(1, 0, "Kept by the customer relations team")
        for number, cells in enumerate([HEADINGS, *rows], start=3):
            for column, value in enumerate(cells):
                if isinstance(value, datetime):
                    sheet.write_datetime(number, column, value, day)
                elif value != "":
                    sheet.write(number, column, value)
        sheet.write_formula(4, 5, "=Teams!#REF!", None, "#REF!")
    return path


def _press(qtbot: QtBot, window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    focus = window.focusWidget()
    assert isinstance(focus, QWidget)
    qtbot.keyClick(focus, key, modifier or Qt.KeyboardModifier.NoModifier)


def _tab_to(qtbot: QtBot, window: MainWindow, name: str) -> QWidget:
    """Tab until a screen reader would say that name."""
    for _ in range(80):
        focus = window.focusWidget()
        assert isinstance(focus, QWidget)
        if focus.accessibleName().startswith(name):
            return focus
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    pytest.fail(f"{name} cannot be reached with Tab")


def _choose(qtbot: QtBot, window: MainWindow, name: str, wanted: str) -> None:
    """Choose in a list with the keyboard: down until it is there."""
    choice = _tab_to(qtbot, window, name)
    assert isinstance(choice, QComboBox)
    for _ in range(choice.count()):
        if choice.currentText() == wanted:
            return
        qtbot.keyClick(choice, Qt.Key.Key_Down)
    pytest.fail(f"{wanted} is not offered for {name}")


def _next(qtbot: QtBot, window: MainWindow, screen: ImportScreen, step: Step) -> None:
    _press(qtbot, window, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: screen.step is step and not screen.working.running, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not screen.words.building)


def test_a_messy_register_comes_in_and_goes_out_again(window: MainWindow, qtbot: QtBot, messy: Path) -> None:
    """Dropped on the page, explained with the keyboard alone, imported, found by search, and undone."""
    qtbot.keyClick(window, Qt.Key.Key_I, CONTROL)
    assert window.current() == "import"
    screen = window.page("import")
    assert isinstance(screen, ImportScreen)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(messy))])
    no_keys = Qt.KeyboardModifier.NoModifier
    screen.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, no_keys))
    qtbot.waitUntil(lambda: screen.step is Step.HEADINGS and not screen.working.running, timeout=PATIENCE)
    assert screen.headings.sheet.currentText() == "2025-26"
    assert screen.headings.heading_row.currentText().startswith("Row 4: Case no")
    assert "Date recieved" in screen.headings.message.accessibleName()
    assert screen.headings.unused.text() == "Not used: How it went, Officer's initials."
    qtbot.waitUntil(lambda: not screen.headings.building)
    _choose(qtbot, window, "How it went holds", "Outcome")

    _next(qtbot, window, screen, Step.WORDS)
    assert screen.words.message.accessibleName().startswith("2 words not understood")
    _choose(qtbot, window, "How it went: “Went our way” means", "Not upheld")

    _next(qtbot, window, screen, Step.CHECK)
    assert screen.check.title.text() == "4 new cases with 3 investigations would be added; 1 row would be left out."
    screen.check.tiles[WARNINGS].click()
    warnings = [line[0] for line in screen.check.listing.model.listed.rows]
    assert "Team complained about: the error #REF! was read as blank in row 5." in warnings
    screen.check.tiles[LEFT_OUT].click()
    [(row, column, why)] = screen.check.listing.model.listed.rows
    assert (row, column) == ("7", "Date recieved")
    assert "“31/02/2025” is not a date" in why

    _next(qtbot, window, screen, Step.DONE)
    assert screen.done.title.text() == "4 cases and 3 investigations added, 1 row left out"
    _tab_to(qtbot, window, "Show the cases")
    _press(qtbot, window, Qt.Key.Key_Space)

    assert window.current() == CASES
    cases = window.page(CASES)
    assert isinstance(cases, CasesScreen)
    assert cases.model.rowCount() == 4
    cases.search.setText("wrong school")
    qtbot.waitUntil(lambda: cases.model.rowCount() == 1, timeout=PATIENCE)
    assert window.session is not None
    file = window.session.desk.case_file(cases.model.id_at(0))
    assert file.case.reference == "2/25"
    assert file.investigations[0].outcome is Outcome.NOT_UPHELD
    assert {person.name for person in file.people} == {"Siân Pennyroyal", "Ben Example"}

    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert "of 4 cases?" in window.shell.message.accessibleName()
    _press(qtbot, window, Qt.Key.Key_Space)
    cases.search.clear()
    qtbot.waitUntil(lambda: cases.model.rowCount() == 0, timeout=PATIENCE)
    qtbot.keyClick(window, Qt.Key.Key_I, CONTROL)
    assert screen.done.title.text() == "The import was undone"
