"""The import wizard: five steps, nothing written before the last, nothing chosen lost on the way back."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from desk_app.desk import Desk, Logged
from desk_app.exchange import tables, whole
from desk_app.records import Case, Change, Document, Investigation, Outcome
from desk_app.store import Store, opening
from tests.desk_app.exchange.registers import HEADING, row, write
from tests.window import focusable
from ui.import_register import ImportScreen
from ui.import_register.check_step import DIFFERENT, LEFT_OUT, NEW, PEOPLE, WARNINGS
from ui.import_register.step_bar import Step
from ui.main_window import MainWindow

PATIENCE = 30_000
Opened = Callable[..., ImportScreen]


@pytest.fixture
def screen(window: MainWindow) -> ImportScreen:
    """The page, on an empty store."""
    made = window.go("import")
    assert isinstance(made, ImportScreen)
    return made


@pytest.fixture
def opened(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> Opened:
    """The page with a register of these lines open."""

    def open_lines(*lines: str) -> ImportScreen:
        screen.open(write(tmp_path / "Our log.csv", *(lines or (HEADING, row()))))
        settle(qtbot, screen)
        return screen

    return open_lines


def settle(qtbot: QtBot, screen: ImportScreen) -> None:
    """Wait for the job, and for the lines it fills."""

    def settled() -> bool:
        return not (screen.working.running or screen.headings.building or screen.words.building)

    qtbot.waitUntil(settled, timeout=PATIENCE)


def go(qtbot: QtBot, screen: ImportScreen, step: Step) -> None:
    """To a step, and wait for what it shows."""
    screen.bar.buttons[step].click()
    settle(qtbot, screen)
    assert screen.step is step, screen.message.accessibleName()


def column(screen: ImportScreen, heading: str) -> int:
    """The position of a column."""
    assert screen.course.choices is not None
    return next(c.position for c in screen.course.choices.columns if c.heading == heading)


def listed(screen: ImportScreen, key: str) -> list[tuple[str, ...]]:
    """The lines of a list, as they are shown after its tile was pressed."""
    screen.check.tiles[key].click()
    return list(screen.check.listing.model.listed.rows)


def test_rows_under_anothers_reference_are_no_rows_that_fit(opened: Opened, qtbot: QtBot) -> None:
    """The headline, the step and the tile count them; the list, before and after, names each with its reason."""
    thanks = row(Type="Compliment", Stage="", Outcome="", **{"Date opened": "", "Date responded": ""})
    screen = opened(HEADING, row(), row(Outcome="Not upheld"), thanks)
    for _ in range(2):
        screen.forward.click()
        settle(qtbot, screen)
    assert screen.check.message.accessibleName().startswith("2 rows would be left out")
    assert screen.check.title.text() == "1 new case with 1 investigation would be added; 2 rows would be left out."
    [third, fourth] = listed(screen, LEFT_OUT)
    assert third[0] == "3"
    assert "Row 2 has the reference CF/2025-26/0001, too, but another Outcome." in third[2]
    assert fourth[0] == "4"
    assert "another Type" in fourth[2]
    screen.forward.click()
    settle(qtbot, screen)
    assert screen.done.title.text() == "1 case and 1 investigation added, 2 rows left out"
    assert screen.done.listing.model.rowCount() == 2


# --- the whole way
def test_a_register_comes_in_step_by_step(opened: Opened, qtbot: QtBot, store: Store, window: MainWindow) -> None:
    """Next, next, next, import: one change, announced once and on the window's thread."""
    screen = opened()
    heard: list[tuple[Change, threading.Thread]] = []
    assert window.session is not None
    window.session.changed.connect(lambda change: heard.append((change, threading.current_thread())))
    steps = [screen.step]
    for _ in range(2):
        screen.forward.click()
        settle(qtbot, screen)
        steps.append(screen.step)
    assert steps == [Step.HEADINGS, Step.WORDS, Step.CHECK]
    assert screen.check.title.text() == "1 new case with 1 investigation would be added."
    assert store.all(Case) == []
    assert screen.forward.text() == "Import 1 case"
    screen.forward.click()
    settle(qtbot, screen)
    assert screen.step is Step.DONE
    assert screen.done.title.text() == "1 case and 1 investigation added"
    assert len(store.all(Case)) == 1
    [(change, thread)] = heard
    assert change.verb == "import register"
    assert thread is threading.main_thread()
    with qtbot.waitSignal(screen.cases_asked):
        screen.done.cases.click()


def test_what_was_unclear_is_nothing_to_do_once_it_is_imported(opened: Opened, qtbot: QtBot) -> None:
    """It is said, but calls nobody back."""
    screen = opened(HEADING, row(), row(Ref="2", Outcome="Sort of"))
    go(qtbot, screen, Step.WORDS)
    go(qtbot, screen, Step.CHECK)
    assert "1 unclear" in screen.bar.buttons[Step.WORDS].accessibleName()
    screen.next()
    settle(qtbot, screen)
    assert screen.step is Step.DONE
    assert "1 was unclear" in screen.bar.buttons[Step.WORDS].accessibleName()


def test_undo_takes_the_import_back_and_nothing_else(opened: Opened, qtbot: QtBot, store: Store) -> None:
    """Also when something else was done since; afterwards the choices are still there."""
    screen = opened()
    go(qtbot, screen, Step.CHECK)
    screen.next()
    settle(qtbot, screen)
    screen._session.log({"kind": "Compliment", "received_on": "23 Nov 2026", "words": "Kind"}, "")
    screen.done.undo.click()
    settle(qtbot, screen)
    assert "undone" in screen.done.title.text()
    assert [str(case.kind) for case in store.all(Case)] == ["Compliment"]
    assert screen.done.undo.isHidden()
    go(qtbot, screen, Step.CHECK)
    assert screen.forward.text() == "Import 1 case"


def test_an_import_undone_from_the_menu_is_undone_here_too(opened: Opened, qtbot: QtBot, store: Store) -> None:
    """And brought back with redo."""
    screen = opened()
    go(qtbot, screen, Step.CHECK)
    screen.next()
    settle(qtbot, screen)
    screen._session.undo()
    assert "undone" in screen.done.title.text()
    screen._session.redo()
    assert screen.done.title.text() == "1 case and 1 investigation added"
    assert not screen.done.undo.isHidden()
    assert len(store.all(Case)) == 1


def test_an_undo_that_is_refused_says_why(opened: Opened, qtbot: QtBot, store: Store) -> None:
    """A case of the import was worked on since."""
    screen = opened()
    go(qtbot, screen, Step.CHECK)
    screen.next()
    settle(qtbot, screen)
    screen._session.correct(store.all(Case)[0], {"summary": "Worked on"})
    screen.done.undo.click()
    settle(qtbot, screen)
    assert screen.message.property("tone") == "danger"
    assert len(store.all(Case)) == 1


def test_cancel_while_writing_leaves_nothing(opened: Opened, qtbot: QtBot, store: Store) -> None:
    """And one is still where one was."""
    screen = opened(HEADING, *(row(Ref=f"A{n}", Customer=f"Person {n}") for n in range(700)))
    go(qtbot, screen, Step.CHECK)
    screen.next()
    screen.working.cancel.click()
    settle(qtbot, screen)
    assert screen.message.accessibleName() == "Cancelled. Nothing was written."
    assert screen.step is Step.CHECK
    assert store.all(Case) == []
    screen.next()
    settle(qtbot, screen)
    assert len(store.all(Case)) == 700


def test_a_cancel_that_came_too_late_is_said(opened: Opened, qtbot: QtBot) -> None:
    """What was written is written; Undo is there for it."""
    screen = opened()
    go(qtbot, screen, Step.CHECK)
    screen.next()
    settle(qtbot, screen)
    assert screen.course.result is not None
    screen.done.show_done(screen.course.result, too_late=True)
    assert screen.done.beneath.text().startswith("It was too late to cancel")


# --- files
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"Dear all,\r\nthe register is attached.\r\n", "no register"),
        (b"%PDF-1.7\n", "not a table"),
        (b"PK\x03\x04 damaged", "damaged"),
        (tables.OLD_SPREADSHEET + "EncryptedPackage".encode("utf-16-le"), "password"),
    ],
)
def test_what_is_no_register_is_said_in_the_page(
    opened: Opened, qtbot: QtBot, tmp_path: Path, content: bytes, said: str
) -> None:
    """With what to do; what was open before stays open with its choices."""
    screen = opened()
    before = screen.course.choices
    wrong = tmp_path / "wrong.csv"
    wrong.write_bytes(content)
    screen.open(wrong)
    settle(qtbot, screen)
    assert screen.message.property("tone") == "danger"
    assert said in screen.message.accessibleName()
    assert len(screen.message.accessibleName()) > 60  # the remedy too
    assert screen.course.choices is before


def test_a_file_that_cannot_be_read_says_so(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    """A folder of that name; one stays at the first step."""
    (tmp_path / "r.csv").mkdir()
    screen.open(tmp_path / "r.csv")
    settle(qtbot, screen)
    assert "cannot be read" in screen.message.accessibleName()
    assert screen.step is Step.FILE
    assert not screen.bar.buttons[Step.HEADINGS].isEnabled()


def test_a_file_can_be_dropped_onto_the_page(screen: ImportScreen, qtbot: QtBot, tmp_path: Path) -> None:
    """Anywhere on it."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write(tmp_path / "Dropped.csv", HEADING, row())))])
    event = QDropEvent(
        QPointF(40, 40), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    screen.dropEvent(event)
    settle(qtbot, screen)
    assert screen.step is Step.HEADINGS
    assert "Dropped.csv" in screen.bar.buttons[Step.FILE].accessibleName()


# --- headings
def test_a_guessed_heading_is_marked_until_it_was_chosen(opened: Opened) -> None:
    """ "Date recieved"."""
    screen = opened(HEADING.replace("Date received", "Date recieved"), row())
    assert "Date recieved" in screen.headings.message.accessibleName()
    line = screen.headings.rows[column(screen, "Date recieved")]
    assert "check it" in line.choice.accessibleDescription()
    line.choice.choose("")
    line.choice.choose("Date received")
    assert "check it" not in line.choice.accessibleDescription()


def test_what_a_column_holds_is_called_as_everywhere_else(opened: Opened) -> None:
    """A register's "Customer" holds the Complainant; its own headings in other words are understood by themselves."""
    screen = opened("Ref,Type,Date received,Customer,Brief details,Team/Service,Reply date", "7,Comment,2/6/25,,Hi,,")
    shown = [screen.headings.rows[n].choice.chosen() for n in range(7)]
    assert shown == [
        "Reference", "Kind of feedback", "Date received", "Complainant", "What happened", "Team", "Date responded",
    ]  # fmt: skip
    assert screen.headings.unused.text() == "Every column is used."


def test_two_columns_cannot_hold_the_same(opened: Opened, qtbot: QtBot, store: Store) -> None:
    """Nothing is taken away silently, not even by somebody who goes down the list with the arrow keys."""
    screen = opened(f"{HEADING},Second team", f"{row()},Fostering")
    first, second = (screen.headings.rows[column(screen, name)] for name in ("Team", "Second team"))
    second.choice.setFocus()
    while second.choice.currentText() != "Team":
        qtbot.keyClick(second.choice, Qt.Key.Key_Down)
    assert first.choice.chosen() == "Team"
    assert "Error" in first.choice.accessibleDescription()
    assert "“Team” and “Second team”" in screen.headings.message.accessibleName()
    assert not screen.forward.isEnabled()
    qtbot.keyClick(second.choice, Qt.Key.Key_Down)
    assert screen.forward.isEnabled()
    qtbot.keyClick(second.choice, Qt.Key.Key_Up)

    def link() -> QPushButton | None:
        found = screen.headings.message.findChildren(QPushButton)
        return next((b for b in found if b.isVisible() and "Second team" in b.accessibleName()), None)

    qtbot.waitUntil(lambda: link() is not None)
    qtbot.mouseClick(link(), Qt.MouseButton.LeftButton)
    assert first.choice.chosen() == ""
    assert screen.headings.unused.text() == "Not used: Team."
    go(qtbot, screen, Step.CHECK)
    screen.next()
    settle(qtbot, screen)
    assert store.all(Case)[0].team == "Fostering"


def test_without_what_every_row_needs_there_is_no_going_on(opened: Opened, qtbot: QtBot, store: Store) -> None:
    """Headings nobody knows: chosen one by one; and what every row is, as no column says it."""
    screen = opened("Cyf,Dyddiad,Ymateb", "7,02/06/2025,09/06/2025")
    assert not screen.forward.isEnabled()
    assert "Date received" in screen.headings.message.accessibleName()
    screen.headings.rows[column(screen, "Dyddiad")].choice.choose("Date received")
    screen.headings.rows[column(screen, "Ymateb")].choice.choose("Date responded")
    assert not screen.forward.isEnabled()
    screen.headings.given["kind"].input.setFocus()
    screen.headings.given["kind"].set_value("Complaint")
    screen.headings.given["route"].set_value("Corporate")
    assert screen.forward.isEnabled()
    go(qtbot, screen, Step.CHECK)
    screen.next()
    settle(qtbot, screen)
    [investigation] = store.all(Investigation)
    assert str(investigation.route) == "Corporate"


def test_another_sheet_and_another_heading_row_can_be_chosen(
    screen: ImportScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    """The fuller sheet is offered first."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "2024"
    for cells in (
        ["Ref", "Type", "Date received"],
        ["Ref", "Type", "Date received", "Region"],
        ["1", "Comment", "1/4/25"],
    ):
        first.append(cells)
    second = book.create_sheet("2025")
    second.append(["Ref", "Type", "Date received", "Region", "Team"])
    second.append(["2", "Comment", "1/4/25"])
    book.save(tmp_path / "r.xlsx")
    screen.open(tmp_path / "r.xlsx")
    settle(qtbot, screen)
    assert screen.headings.sheet.currentText() == "2025"
    screen.headings.sheet.setCurrentIndex(0)
    settle(qtbot, screen)
    assert screen.headings.heading_row.currentText().startswith("Row 2")
    screen.headings.heading_row.setCurrentIndex(0)
    settle(qtbot, screen)
    assert screen.course.choices is not None
    assert (screen.course.choices.table.sheet, screen.course.choices.row) == ("2024", 1)
    assert not screen.course.choices.has("region")


def test_choices_survive_a_look_at_another_heading_row(opened: Opened, qtbot: QtBot) -> None:
    """The keyboard stays in the choice, too."""
    screen = opened("A title,of two cells", HEADING, row())
    screen.headings.rows[column(screen, "Team")].choice.choose("Region")
    screen.headings.heading_row.setFocus()
    for key, expected in ((Qt.Key.Key_Up, 1), (Qt.Key.Key_Down, 2)):
        qtbot.keyClick(screen.headings.heading_row, key)
        settle(qtbot, screen)
        assert screen.course.choices is not None
        assert screen.course.choices.row == expected
        assert screen.headings.heading_row.hasFocus()
    assert screen.headings.rows[column(screen, "Team")].choice.chosen() == "Region"


def test_hundreds_of_columns_all_get_their_line(opened: Opened, qtbot: QtBot) -> None:
    """Built a few at a time, so that the window stays alive."""
    screen = opened(f"{HEADING},{','.join(f'Extra {n}' for n in range(300))}", row())
    assert len(screen.headings.rows) == 313


def test_tab_goes_down_the_columns_in_their_order(opened: Opened, qtbot: QtBot) -> None:
    """Also where their lines were built one after the other; then on to Back and Next."""
    screen = opened(f"{HEADING},{','.join(f'Extra {n}' for n in range(20))}", row())
    qtbot.waitUntil(lambda: screen.headings.rows[32].choice.isVisible())
    line = screen.headings.rows[0].choice
    line.setFocus()
    for position in range(1, 33):
        qtbot.keyClick(line, Qt.Key.Key_Tab)
        line = screen.headings.rows[position].choice
        assert line.hasFocus(), position
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert screen.back.hasFocus()


# --- words
def test_words_are_explained_and_stay_explained(opened: Opened, qtbot: QtBot) -> None:
    """Back to the headings and on again; a blank can mean something too."""
    screen = opened(HEADING, row(Outcome="Perhaps"), row(Ref="2", Procedure=""), row(Ref="3", Outcome="Who knows"))
    go(qtbot, screen, Step.WORDS)
    assert screen.words.message.accessibleName().startswith("3 words not understood, in 3 rows")
    screen.words.rows["outcome", "Perhaps"].choice.choose("Not upheld")
    screen.words.rows["route", ""].choice.choose("Statutory")
    assert "1 word not understood" in screen.words.message.accessibleName()
    go(qtbot, screen, Step.HEADINGS)
    go(qtbot, screen, Step.CHECK)
    assert [line[0] for line in listed(screen, LEFT_OUT)] == ["4"]
    go(qtbot, screen, Step.WORDS)
    assert screen.words.rows["outcome", "Perhaps"].choice.chosen() == "Not upheld"
    screen.words.rows["outcome", "Who knows"].choice.choose("Leave it blank")
    go(qtbot, screen, Step.CHECK)
    assert listed(screen, LEFT_OUT) == []


def test_a_word_that_is_understood_can_mean_something_else(opened: Opened, qtbot: QtBot, store: Store) -> None:
    """A team writes "N" for none recorded, and not for "not upheld"; and can go back on it."""
    screen = opened(HEADING, row(Outcome="N"))
    go(qtbot, screen, Step.WORDS)
    choice = screen.words.rows["outcome", "N"].choice
    assert choice.currentText() == "As understood: Not upheld"
    choice.choose("No recorded outcome")
    choice.setCurrentIndex(0)
    assert screen.course.choices is not None
    assert screen.course.choices.values == {}
    choice.choose("No recorded outcome")
    go(qtbot, screen, Step.CHECK)
    screen.next()
    settle(qtbot, screen)
    assert store.all(Investigation)[0].outcome is Outcome.NOT_RECORDED


def test_a_date_that_is_none_is_shown_among_the_words(opened: Opened, qtbot: QtBot) -> None:
    """The date received cannot be left blank, others can."""
    screen = opened(HEADING, row(**{"Date responded": "soon"}), row(Ref="2", **{"Date received": "31/02/2025"}))
    go(qtbot, screen, Step.WORDS)
    assert not screen.words.rows["received_on", "31/02/2025"].choice.isEnabled()
    screen.words.rows["responded_on", "soon"].choice.choose("Leave it blank")
    go(qtbot, screen, Step.CHECK)
    assert [line[:2] for line in listed(screen, LEFT_OUT)] == [("3", "Date received")]


def test_a_new_value_can_be_taken_as_one_of_the_list(opened: Opened, qtbot: QtBot, store: Store) -> None:
    """A team's old name; what was chosen is shown again and can be taken back. A misspelt one is understood."""
    screen = opened(HEADING, row(Team="Night Team"), row(Ref="2", Team="Fosterng"), row(Ref="3", Team="Fostering"))
    go(qtbot, screen, Step.WORDS)
    assert "1 value would be new on a list" in screen.words.message.accessibleName()
    assert [written for key, written in screen.words.rows if key == "team"] == ["Fosterng", "Night Team"]
    assert screen.words.rows["team", "Fosterng"].choice.currentText() == "As understood: Fostering"
    choice = screen.words.rows["team", "Night Team"].choice
    assert choice.currentText() == "New: joins the list"
    choice.choose("SEND Team")
    go(qtbot, screen, Step.CHECK)
    assert listed(screen, NEW) == []
    go(qtbot, screen, Step.WORDS)
    choice = screen.words.rows["team", "Night Team"].choice
    assert choice.chosen() == "SEND Team"
    choice.setCurrentIndex(0)
    go(qtbot, screen, Step.CHECK)
    assert listed(screen, NEW) == [("Team", "Night Team", "1 row")]


# --- what would happen
def test_what_would_happen_is_counted_and_listed(opened: Opened, qtbot: QtBot) -> None:
    """Left out, new on lists, warnings; each list behind its tile."""
    screen = opened(HEADING, row(Team="Night Team"), row(Ref="2", Outcome="Perhaps"), row(Ref="3", Team="#REF!"))
    go(qtbot, screen, Step.CHECK)
    assert screen.check.title.text() == "2 new cases with 2 investigations would be added; 1 row would be left out."
    assert screen.check.tiles[LEFT_OUT].accessibleName() == "Rows left out: 1"
    assert listed(screen, PEOPLE) == [("Ada Testwell", "2 cases")]
    assert listed(screen, LEFT_OUT)[0][:2] == ("3", "Outcome")
    assert ("Team", "Night Team", "1 row") in listed(screen, NEW)
    assert any("#REF!" in line[0] for line in listed(screen, WARNINGS))
    assert not any("joins the list" in line[0] or "Ada" in line[0] for line in listed(screen, WARNINGS))
    assert "left out" in screen.bar.buttons[Step.CHECK].accessibleName()


def test_rows_that_differ_are_changed_only_when_asked(opened: Opened, qtbot: QtBot, store: Store) -> None:
    """The box plans again; before it is done it says "would be"."""
    screen = opened()
    go(qtbot, screen, Step.CHECK)
    assert screen.check.update_box.isHidden()
    screen.next()
    settle(qtbot, screen)
    opened(HEADING, row(Outcome="Not upheld"))
    go(qtbot, screen, Step.CHECK)
    assert listed(screen, DIFFERENT)[0][-1] == "not changed"
    assert screen.forward.text() == "Nothing to import"
    assert not screen.forward.isEnabled()
    screen.check.update_box.setFocus()
    screen.check.update_box.click()
    settle(qtbot, screen)
    assert screen.check.update_box.hasFocus()
    assert listed(screen, DIFFERENT)[0][-1] == "would be changed"
    assert screen.check.title.text() == "No case would be added, and 1 record changed."
    screen.forward.click()
    settle(qtbot, screen)
    assert screen.done.title.text() == "1 record changed"
    assert store.all(Investigation)[0].outcome is Outcome.NOT_UPHELD


def test_after_a_change_elsewhere_it_is_worked_out_again(
    opened: Opened, qtbot: QtBot, window: MainWindow, logged: Callable[..., Logged]
) -> None:
    """A case of that reference was logged meanwhile: on coming back it is there already."""
    screen = opened(HEADING, row(Ref="CF/2026-27/0001", Team="Fostering"))
    go(qtbot, screen, Step.CHECK)
    assert screen.forward.text() == "Import 1 case"
    window.go("cases")
    answers = {"kind": "Compliment", "received_on": "16 Nov 2026", "words": "Kind"}
    assert window.session is not None
    window.session.log(answers, "")
    window.go("import")
    settle(qtbot, screen)
    assert screen.forward.text() != "Import 1 case"


def test_a_list_is_copied_and_saved(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    """For whoever corrects the spreadsheet; a reason is read whole beneath the table."""
    screen = opened(HEADING, row(Outcome="Perhaps"), row(Ref="2", Stage="9"))
    go(qtbot, screen, Step.CHECK)
    lines = listed(screen, LEFT_OUT)
    screen.check.listing.copy.click()
    text = QGuiApplication.clipboard().text().splitlines()
    assert text[0] == "Row\tColumn\tWhy"
    assert text[1].startswith("2\tOutcome\t“Perhaps”")
    screen.check.listing.table.selectRow(1)
    assert lines[1][2] in screen.check.listing.whole.text()
    screen.save_list(screen.check.listing.model.listed, tmp_path / "out.csv")
    assert "“Perhaps” is not an outcome" in (tmp_path / "out.csv").read_text("utf-8-sig")
    screen.save_list(screen.check.listing.model.listed, tmp_path / "gone" / "out.csv")
    assert screen.message.property("tone") == "danger"


# --- the mapping
def test_a_mapping_is_saved_and_loaded_for_the_next_register(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    """Headings, words, and what is not to be used."""
    lines = (HEADING.replace("Outcome", "How it ended"), row(Outcome="Perhaps"))
    screen = opened(*lines)
    screen.headings.rows[column(screen, "How it ended")].choice.choose("Outcome")
    screen.headings.rows[column(screen, "Team")].choice.choose("")
    go(qtbot, screen, Step.WORDS)
    screen.words.rows["outcome", "Perhaps"].choice.choose("Upheld")
    screen.save_mapping(tmp_path / "m.json")
    opened(*lines)
    assert screen.headings.rows[column(screen, "Team")].choice.chosen() == "Team"
    screen.load_mapping(tmp_path / "m.json")
    settle(qtbot, screen)
    assert "Loaded m.json" in screen.message.accessibleName()
    assert screen.headings.rows[column(screen, "Team")].choice.chosen() == ""
    assert screen.headings.rows[column(screen, "How it ended")].choice.chosen() == "Outcome"
    go(qtbot, screen, Step.CHECK)
    assert listed(screen, LEFT_OUT) == []


def test_a_mapping_for_other_columns_says_which_are_missing(opened: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    """The others are used; a file that is no mapping is a problem."""
    screen = opened()
    (tmp_path / "m.json").write_text('{"columns": {"team": "Squad", "outcome": "Outcome"}}')
    screen.load_mapping(tmp_path / "m.json")
    settle(qtbot, screen)
    assert "Squad" in screen.headings.message.accessibleName()
    (tmp_path / "n.json").write_text("{")
    screen.load_mapping(tmp_path / "n.json")
    settle(qtbot, screen)
    assert screen.message.property("tone") == "danger"
    assert screen.step is Step.HEADINGS


# --- for everybody
def test_each_step_says_its_names_and_goes_round_with_tab(opened: Opened, qtbot: QtBot, window: MainWindow) -> None:
    """Everything that takes the focus has a name and is reached; the focus begins where the work does."""
    screen = opened(HEADING, row(Outcome="Perhaps"), row(Ref="2"), row(Ref="3", Team="New one"))
    for step in Step:
        if step is Step.DONE:
            screen.next()
            settle(qtbot, screen)
        else:
            go(qtbot, screen, step)
        page = window.go("import")
        qtbot.wait(30)
        nameless = [widget for widget in focusable(page) if not widget.accessibleName().strip()]
        assert not nameless, step
        start = window.focusWidget()
        assert start is not None
        assert page.isAncestorOf(start), step
        seen = [start]
        for _ in range(150):
            qtbot.keyClick(seen[-1], Qt.Key.Key_Tab)
            there = window.focusWidget()
            if there is None or there is start:
                break
            seen.append(there)
        assert set(focusable(page)) <= set(seen), step


def test_nothing_is_wider_than_a_small_window_even_with_long_words(
    opened: Opened, qtbot: QtBot, window: MainWindow
) -> None:
    """Headings, teams and outcomes of 200 characters, with and without spaces."""
    long = "Gwasanaethau Cymdeithasol Plant a Diogelu " * 5
    whole = "Averyverylongwordwithoutanyspaces" * 6
    window.resize(820, 560)
    screen = opened(f"{HEADING},{whole},{long}", f"{row(Team=long, Outcome=whole, Customer=whole)},{whole},x")
    for step in (Step.HEADINGS, Step.WORDS, Step.CHECK):
        go(qtbot, screen, step)
        qtbot.wait(30)
        assert window.width() <= 822
        for area in screen.findChildren(QScrollArea):
            body = area.widget()
            if area.isVisible() and body is not None:
                assert body.width() <= area.viewport().width() + 1, step


def test_a_store_that_can_only_be_read_offers_no_import(
    qtbot: QtBot, window: MainWindow, opened: Opened, store: Store
) -> None:
    """What would happen can be seen all the same."""
    screen = opened()
    store.read_only = True
    go(qtbot, screen, Step.CHECK)
    assert not screen.forward.isEnabled()
    assert "reading only" in screen.hint.text()
    store.read_only = False


def test_who_went_elsewhere_is_told_that_it_is_done(opened: Opened, qtbot: QtBot, window: MainWindow) -> None:
    """In a line of the window; the keyboard stays where they are."""
    screen = opened()
    go(qtbot, screen, Step.CHECK)
    screen.next()
    window.go("cases")
    settle(qtbot, screen)
    assert "1 case and 1 investigation added" in window.shell.message.accessibleName()
    assert not screen.isAncestorOf(window.focusWidget())


def test_leaving_the_page_while_it_works_is_harmless(opened: Opened, qtbot: QtBot, window: MainWindow) -> None:
    """Locking the store stops the job; nothing of it is heard again."""
    screen = opened(HEADING, *(row(Ref=f"A{n}") for n in range(300)))
    screen.go(Step.CHECK)
    assert screen.working.running
    window.lock()
    assert window.session is None


# --- everything of another store
@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A ZIP of everything of another store: a complaint with a document."""
    other, _ = opening.create(tmp_path / "other.desk", member="Bo Example", passphrase="other", weak_for_tests=True)
    with other:
        desk = Desk(other, lambda: date(2026, 11, 2))
        case_id = desk.log({"kind": "Complaint", "received_on": "today", "words": "A taxi did not come."}).case_id
        with other.change("add document") as change:
            kept = change.put_blob(b"%PDF-1.7")
            change.put(None, Document(case_id=case_id, name="Letter.pdf", blob_hash=kept, size=8))
        whole.export(other, tmp_path / "Everything.zip")
    return tmp_path / "Everything.zip"


def test_everything_of_another_store_comes_in_as_it_is(
    screen: ImportScreen, elsewhere: Path, qtbot: QtBot, store: Store, window: MainWindow
) -> None:
    """No headings, no words: it says what it holds; one button; one change, which undo takes back."""
    screen.open(elsewhere)
    settle(qtbot, screen)
    assert screen.step is Step.FILE
    assert "1 case and 0 investigations, with one document or letter" in screen.file.holds.text()
    assert screen.file.take.hasFocus()
    assert store.all(Case) == []
    screen.file.take.click()
    settle(qtbot, screen)
    [document] = store.all(Document)
    assert store.blob(document.blob_hash) == b"%PDF-1.7"
    assert "Imported: 1 case and" in window.shell.message.accessibleName()
    assert not screen.file.everything.isVisibleTo(screen)
    window.undo()
    assert store.all(Case) == []


def test_what_is_here_already_is_not_offered_again(
    screen: ImportScreen, elsewhere: Path, qtbot: QtBot, store: Store
) -> None:
    """The same file twice: there is nothing to import."""
    whole.import_file(store, elsewhere)
    screen.open(elsewhere)
    settle(qtbot, screen)
    assert "Nothing new: 1 case left as here, since its reference is here already." in screen.file.holds.text()
    assert not screen.file.take.isVisibleTo(screen)


def test_a_zip_that_is_something_else_is_refused_with_what_to_choose(
    screen: ImportScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    """In a line of the page."""
    with zipfile.ZipFile(tmp_path / "photos.zip", "w") as archive:
        archive.writestr("photo.jpg", b"x")
    screen.open(tmp_path / "photos.zip")
    settle(qtbot, screen)
    assert "was not exported by Feedback Desk" in screen.message.accessibleName()
