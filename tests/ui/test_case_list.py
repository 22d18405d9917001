"""The list of cases: its filters, orders, preview, selection, and what leaves of it."""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from desk_app.desk import Logged
from desk_app.exchange import tables, whole
from desk_app.problems import Problem
from desk_app.progress import Cancelled
from desk_app.records import Kind
from desk_app.store import Store
from ui.cases import CasesScreen
from ui.cases.columns import REFERENCE, SUMMARY
from ui.cases.filters import OVERDUE, SOON
from ui.kit.alike import distinct
from ui.kit.filter_chip import ChoiceChip, ChoiceMenu
from ui.kit.preferences import Preferences
from ui.kit.saving import Place, ask_where
from ui.main_window import MainWindow
from ui.pages import CASES
from ui.session import Session

Log = Callable[..., Logged]
COMPLIMENT = {"kind": "Compliment", "child": None, "at_risk": None, "route": None}
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(window: MainWindow, logged: Log) -> CasesScreen:
    """The list with four cases: B and A of Fostering, C a compliment, D of Adoption and overdue."""
    logged(summary="B")
    logged(summary="A", acknowledged_on="17 Nov 2026", complainant={"name": "Bea Example"})
    logged(summary="C", **COMPLIMENT)
    logged(summary="D", team="Adoption", received_on="2 Nov 2026")
    return _list(window)


def _list(window: MainWindow) -> CasesScreen:
    page = window.go(CASES)
    assert isinstance(page, CasesScreen)
    page.reload()
    return page


def _summaries(page: CasesScreen) -> list[str]:
    return [str(page.model.index(row, SUMMARY).data()) for row in range(page.model.rowCount())]


def _texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def _menu(chip: ChoiceChip) -> ChoiceMenu:
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, ChoiceMenu)
    assert menu.parent() is chip
    return menu


# --- filters
def test_each_chip_narrows_the_list_and_says_its_value(page: CasesScreen) -> None:
    """Kind, status, procedure, stage, team, year, date; alone and together. Nothing is said by colour alone."""
    bar = page.filters
    for chip, value, left in (
        (bar.kind, "Compliment", ["C"]),
        (bar.status, "Open", ["D", "A", "B"]),
        (bar.status, "Acknowledged", ["A"]),
        (bar.route, "Statutory", ["D", "A", "B"]),
        (bar.stage, "Stage 1", ["D", "A", "B"]),
        (bar.team, "Adoption", ["D"]),
        (bar.year, "2026/27", ["D", "C", "A", "B"]),
        (bar.due, OVERDUE, ["D", "B"]),
        (bar.due, SOON, ["D", "A", "B"]),
    ):
        chip.choose(value)
        assert _summaries(page) == left, value
        assert chip.text() == f"{chip.name}: {value}" == chip.accessibleName()
        chip.clear()
        assert chip.text() == chip.name
    bar.kind.choose("Complaint")
    bar.due.choose(OVERDUE)
    bar.team.choose("Fostering")
    assert _summaries(page) == ["B"]
    assert bar.all_clear.isVisible()
    bar.all_clear.click()
    assert len(_summaries(page)) == 4
    assert not bar.all_clear.isVisible()


def test_mine_are_those_i_logged_or_look_into(page: CasesScreen, store: Store, logged: Log) -> None:
    """A colleague's case is not; all the others are."""
    store.member = "Bea Example"
    logged(summary="Theirs")
    store.member = "Alex Example"
    page.reload()
    assert "Theirs" in _summaries(page)
    page.filters.mine.click()
    assert _summaries(page) == ["D", "C", "A", "B"]
    assert page.filters.in_words() == ["Mine"]


def test_a_chip_is_worked_by_keyboard(page: CasesScreen, qtbot: QtBot) -> None:
    """Enter opens its menu on what is chosen; a letter goes to a choice; Enter chooses; Delete clears it."""
    chip = page.filters.kind
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Return)
    menu = _menu(chip)
    active = menu.activeAction()
    assert active is not None
    assert active.text() == "All kinds"
    for text in ("Complaint", "Compliment"):
        qtbot.keyClick(menu, Qt.Key.Key_C)
        active = menu.activeAction()
        assert active is not None
        assert active.text() == text
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert (chip.value(), _summaries(page)) == ("Compliment", ["C"])
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    qtbot.keyClick(_menu(chip), Qt.Key.Key_Escape)
    assert chip.value() == "Compliment"
    qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert (chip.value(), len(_summaries(page))) == ("", 4)
    qtbot.keyClick(page.filters.mine, Qt.Key.Key_Return)
    assert page.filters.mine.isChecked()
    qtbot.keyClick(page.filters.mine, Qt.Key.Key_Backspace)
    assert not page.filters.mine.isChecked()


def test_the_cross_of_a_chip_clears_it(page: CasesScreen, qtbot: QtBot) -> None:
    """A click beside it opens the menu."""
    chip = page.filters.team
    chip.choose("Adoption")
    qtbot.wait(10)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(20, 15))
    _menu(chip).close()
    assert chip.value() == "Adoption"
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, 15))
    assert chip.value() == ""
    assert QApplication.activePopupWidget() is None


def test_teams_that_look_alike_stay_apart(window: MainWindow, logged: Log) -> None:
    """Long names that differ only in the middle; an ampersand is no shortcut; the menu filters by the whole name."""
    long = "Assessment and safeguarding team of the northern area, second floor, room %s, with all its outposts & more"
    one, two = (long % n for n in ("1", "2"))
    logged(team=one)
    logged(team=two)
    page = _list(window)
    chip = page.filters.team
    chip.open()
    menu = _menu(chip)
    texts = [action.text().replace("&&", "&") for action in menu.actions() if action.data()]
    assert len(set(texts)) == 2
    assert all(len(text) < 60 for text in texts)
    next(action for action in menu.actions() if action.data() == two).trigger()
    menu.close()
    assert chip.value() == two
    assert page.model.rowCount() == 1


def test_short_names_stay_as_they_are_and_no_two_become_one() -> None:
    """Cut in the middle; where that makes two alike, around the place where they differ; else whole."""
    assert distinct(["Fostering", "Adoption"]) == {"Fostering": "Fostering", "Adoption": "Adoption"}
    many = ["x" * 300 + letter + "y" * 300 for letter in "abc"] + ["z" * 49]
    short = distinct(many)
    assert len(set(short.values())) == 4
    assert all(len(text) <= 49 for text in short.values())
    hard = ["n" * 60 + "o" + "p" * 90 + last for last in "qr"] + ["n" * 60 + "P" + "p" * 90 + "q"]
    assert len(set(distinct(hard).values())) == 3


# --- order
def test_the_order_is_chosen_by_menu_or_heading_and_shown_in_both(page: CasesScreen) -> None:
    """Received, earliest first; then the heading of the summary."""
    header = page.table.horizontalHeader()
    assert page.sort.text() == "Sort: Logged last"
    page.sort.choose("Received, earliest first")
    assert _summaries(page)[0] == "D"
    assert header.sortIndicatorSection() == 5
    assert header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
    header.setSortIndicator(SUMMARY, Qt.SortOrder.DescendingOrder)
    assert _summaries(page) == ["D", "C", "B", "A"]
    assert page.sort.text() == "Sort: Summary, Z to A"
    page.sort.open()
    menu = _menu(page.sort)
    assert "Summary, Z to A" in [action.text() for action in menu.actions() if action.isChecked()]
    menu.close()
    page.sort.choose("Logged last")
    assert header.sortIndicatorSection() == REFERENCE


def test_no_column_has_an_arrow_while_the_list_is_in_the_order_of_logging(page: CasesScreen, qtbot: QtBot) -> None:
    """An arrow at the references would say that they are sorted; their heading still turns the order round."""
    header = page.table.horizontalHeader()
    assert not header.isSortIndicatorShown()
    page.sort.choose("Received, earliest first")
    assert header.isSortIndicatorShown()
    for words in ("Sort: Logged first", "Sort: Logged last"):
        at = QPoint(header.sectionViewportPosition(REFERENCE) + 20, 10)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert page.sort.text() == words
        assert not header.isSortIndicatorShown()


# --- preview
def test_the_preview_follows_the_row_and_opens_the_case(
    window: MainWindow, page: CasesScreen, logged: Log, qtbot: QtBot
) -> None:
    """Reference, kind, people, status, next date in words, summary, first words; a long text is cut at a word."""
    done = logged(summary="Long", words="word " * 400)
    window.resize(1366, 768)
    page.reload()
    qtbot.waitUntil(lambda: "Long" in _texts(page.preview))
    said = _texts(page.preview)
    for text in (
        done.reference,
        "Complaint",
        "New",
        "Ada Example, complainant, foster carer",
        "Acknowledge: Thursday 19 November 2026, 3 working days overdue",
        "word …",
    ):
        assert text in said, text
    assert len(said) < 1200
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "Long" not in _texts(page.preview))
    assert "D" in _texts(page.preview)
    page.preview.open_button.click()
    assert window.current() == "case"


def test_the_preview_is_hidden_where_there_is_no_room_or_no_wish(
    window: MainWindow, page: CasesScreen, store: Store, preferences: Preferences, qtbot: QtBot
) -> None:
    """A narrow window; the button; and it is remembered on this computer."""
    session = window.session
    assert session is not None
    window.resize(1366, 768)
    assert page.preview.isVisible()
    window.resize(900, 600)
    assert not page.preview.isVisible()
    assert not page.preview_button.isVisible()
    window.resize(1366, 768)
    other = CasesScreen(session, preferences)
    qtbot.addWidget(other)
    other.resize(1200, 700)
    other.toggle_preview()
    assert not other.preview.isVisibleTo(other)
    assert not other.preview_button.isChecked()
    again = CasesScreen(session, Preferences(preferences._file.parent))
    qtbot.addWidget(again)
    again.resize(1200, 700)
    assert not again.preview.isVisibleTo(again)
    again.toggle_preview()
    assert again.preview.isVisibleTo(again)


# --- selection
def test_several_cases_are_selected_by_keyboard_counted_and_copied(
    window: MainWindow, page: CasesScreen, qtbot: QtBot
) -> None:
    """Shift and Down, Ctrl+C; then all of them. They stay selected when the list is asked for anew."""
    references = [str(page.model.index(row, REFERENCE).data()) for row in range(4)]
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down, SHIFT)
    assert page.heading.beneath.text() == "4 cases, 2 selected"
    assert page.export_button.accessibleName() == "Export 2 selected…"
    page.reload(keep=True)
    assert page.table.selected_count() == 2
    qtbot.keyClick(page.table, Qt.Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text() == "\n".join(references[:2])
    assert "Copied 2 references" in window.shell.message.accessibleName()
    qtbot.keyClick(page.table, Qt.Key.Key_A, CONTROL)
    page.copy_references()
    assert QGuiApplication.clipboard().text().splitlines() == references
    qtbot.keyClick(page.table, Qt.Key.Key_Up)
    assert page.heading.beneath.text() == "4 cases"


# --- export
def test_what_is_listed_is_exported_in_its_order(
    window: MainWindow, page: CasesScreen, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    """Filter and order as on the screen; CSV and XLSX; noted in the journal; the folder is remembered."""
    page.filters.kind.choose("Complaint")
    page.sort.choose("Summary, A to Z")
    for name in ("out.csv", "out.xlsx"):
        page.export_to(tmp_path / name)
        qtbot.waitUntil(lambda: window.runner.busy == 0)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_text("utf-8-sig"))))
    assert [row["Summary"] for row in rows] == ["A", "B", "D"]
    sheet = CalamineWorkbook.from_path(tmp_path / "out.xlsx").get_sheet_by_index(0).to_python()
    assert [row[sheet[0].index("Summary")] for row in sheet[1:]] == ["A", "B", "D"]
    assert [change.verb for change, _ in store.history(limit=2)] == ["export cases", "export cases"]
    assert "Saved 3 cases" in window.shell.message.accessibleName()


def test_the_selected_cases_are_exported_if_there_are_several(
    window: MainWindow, page: CasesScreen, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through the file dialog, which starts in the folder of the last time and adds the ending."""
    asked: list[str] = []

    def answer(_parent: QWidget, title: str, start: str, kinds: str) -> tuple[str, str]:
        asked.extend((title, start))
        return str(tmp_path / "some"), "CSV (*.csv)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    page.table.select_ids([page.model.id_at(1), page.model.id_at(3)])
    page.export_list()
    qtbot.waitUntil(lambda: (tmp_path / "some.csv").exists() and window.runner.busy == 0)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "some.csv").read_text("utf-8-sig"))))
    assert [row["Summary"] for row in rows] == ["C", "B"]
    page.export_list()
    assert asked[0] == "Export 2 cases"
    assert Path(asked[3]) == tmp_path / "Cases 2026-11-24.xlsx"
    qtbot.waitUntil(lambda: (tmp_path / "some (2).csv").exists() and window.runner.busy == 0)  # never asked to replace


def test_an_export_that_cannot_be_written_says_why(
    window: MainWindow, page: CasesScreen, store: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    """A folder that went away; nothing is noted in the journal."""
    before = store.history()
    page.export_to(tmp_path / "gone" / "out.csv")
    qtbot.waitUntil(lambda: window.runner.busy == 0)
    assert "The folder" in window.shell.message.accessibleName()
    assert store.history() == before
    assert "gone" not in window.preferences.kept.folder  # where nothing could be saved is not offered the next time


def test_a_cancelled_export_leaves_the_old_file(page: CasesScreen, store: Store, tmp_path: Path) -> None:
    """Cancel is met at the first report of progress."""
    session = page._session
    out = tmp_path / "out.csv"
    out.write_text("old")

    def stop(*_: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        session.export_cases(page.filter(), None, out, stop)
    assert out.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".part"] == []


def test_a_name_that_no_system_takes_is_made_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A team may have a slash in its name; without a choice nothing is written."""
    asked: list[str] = []

    def answer(_parent: QWidget, _title: str, start: str, _kinds: str) -> tuple[str, str]:
        asked.append(start)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    assert ask_where(QWidget(), "Save", Place(), 'A/B: "C"', ("Text (*.txt)",)) is None
    assert Path(asked[0]).name == "A-B- -C-.txt"


# --- team list
def test_the_team_list_is_read_copied_and_saved(
    window: MainWindow, page: CasesScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    """All teams, then one; the clipboard holds what was read; Escape goes back."""
    page.team_button.click()
    panel = page.teams
    assert panel.isVisible()
    assert not page.table.isVisible()
    qtbot.waitUntil(lambda: "Adoption: 3 dates in 1 case, all overdue" in panel.text.toPlainText())
    assert "Fostering: " in panel.text.toPlainText()
    panel.team.choose("Adoption")
    assert "Fostering" not in panel.text.toPlainText()
    assert "Ada" not in panel.text.toPlainText()
    panel.copy_button.click()
    assert QGuiApplication.clipboard().text() == panel.text.toPlainText()
    assert panel.message.isVisible()
    panel.save_to(tmp_path / "teams.xlsx")
    assert (tmp_path / "teams.xlsx").exists()
    assert "Saved" in panel.message.accessibleName()
    panel.save_to(tmp_path / "gone" / "teams.txt")
    assert "The folder" in panel.message.accessibleName()
    qtbot.keyClick(panel.team, Qt.Key.Key_Escape)
    assert page.table.isVisible()
    assert window.focusWidget() is page.team_button


# --- nothing to show
def test_an_empty_store_offers_to_log_or_to_import(window: MainWindow, qtbot: QtBot) -> None:
    """Nothing to search or to filter yet; the keyboard is on the first offer."""
    page = _list(window)
    assert "No cases yet" in _texts(page.empty)
    assert not page.search.isVisible()
    assert not page.filters.isVisible()
    assert window.focusWidget() is page.empty.none_yet.buttons[0]
    buttons = {made.accessibleName(): made for made in page.empty.findChildren(QPushButton) if made.isVisible()}
    with qtbot.waitSignal(page.import_asked):
        buttons["Import a register"].click()
    with qtbot.waitSignal(page.new_asked, check_params_cb=lambda kind: kind is Kind.COMPLIMENT):
        buttons["Log a compliment"].click()


def test_when_nothing_is_found_it_says_what_hides_it(page: CasesScreen) -> None:
    """The words, the filters, or both; each can be cleared alone."""
    page.search.setText("taxi")
    page.filters.kind.choose("Enquiry")
    page.filters.mine.click()
    said = _texts(page.empty)
    assert "“taxi”" in said
    assert "Kind: Enquiry; Mine" in said
    assert not page.preview.isVisible()
    buttons = {made.accessibleName(): made for made in page.empty.findChildren(QPushButton) if made.isVisible()}
    buttons["Clear only the words"].click()
    assert "No case fits these filters: Kind: Enquiry; Mine." in _texts(page.empty)
    assert not buttons["Clear only the words"].isVisible()
    buttons["Show all cases"].click()
    assert page.model.rowCount() == 4
    page.search.setText("zebra")
    page.reload()
    assert "No case has the words “zebra”" in _texts(page.empty)
    page.search.setText("enquiries")
    page.reload()
    assert "To see every enquiry, choose it in the filter Kind." in _texts(page.empty)
    page.clear_filters()
    assert page.model.rowCount() == 4


def test_a_case_that_has_gone_is_said_in_the_preview(window: MainWindow, page: CasesScreen) -> None:
    """Undone in the meantime, before the list was asked for anew."""
    session = window.session
    assert isinstance(session, Session)
    window.resize(1366, 768)
    session.blockSignals(True)
    session.undo()
    session.blockSignals(False)
    page._look()
    assert "no longer in the store" in _texts(page.preview)
    assert session.references(array("q", [page.model.id_at(0)])) == []
    with pytest.raises(Problem):
        session.desk.case_file(page.model.id_at(0))


def test_everything_is_exported_for_another_store(
    window: MainWindow, logged: Log, tmp_path: Path, qtbot: QtBot
) -> None:
    """It says that the file is not encrypted, and the history knows of it."""
    logged()
    page = window.go(CASES)
    assert isinstance(page, CasesScreen)
    out = tmp_path / "everything.xlsx"
    page._export.write_everything(out)
    qtbot.waitUntil(lambda: "not encrypted" in window.shell.message.accessibleName())
    assert whole.is_whole(tables.read(out))
    assert window.session is not None
    assert "everything" in window.session.desk.store.history()[0][0].verb
