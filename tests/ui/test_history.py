"""Every change of the store, newest first, and the undo of one's own last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desk_app.desk import Desk, Logged
from desk_app.problems import Problem
from desk_app.records import Note, SettingRecord
from desk_app.store import Store, safekeeping
from tests.desk_app.store.samples import many
from ui import history_lines
from ui.history import HistoryScreen
from ui.history.columns import CASE, WHAT, WHO
from ui.kit.job import JobRunner
from ui.kit.theme import ThemeManager
from ui.main_window import MainWindow
from ui.pages import HISTORY
from ui.session import Session

Log = Callable[..., Logged]


@pytest.fixture
def session(store: Store, today: date, qtbot: QtBot) -> Iterator[Session]:
    """A store open in a window's stead."""
    runner = JobRunner()
    yield Session(Desk(store, lambda: today), runner)
    runner.shut_down()


@pytest.fixture
def screen(session: Session, themes: ThemeManager, qtbot: QtBot) -> HistoryScreen:
    """The page, in sight."""
    made = HistoryScreen(session)
    qtbot.addWidget(made)
    made.resize(1060, 700)
    made.show()
    made.arrive()
    qtbot.waitUntil(lambda: made.member.count() > 1)
    return made


def _texts(widget: QWidget) -> str:
    QApplication.processEvents()  # what was put into a layout is shown in the next turn
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def _column(screen: HistoryScreen, column: int = WHAT) -> list[Any]:
    return [screen.model.index(row, column).data() for row in range(screen.model.rowCount())]


def test_a_gap_in_the_references_is_explained(session: Session, screen: HistoryScreen) -> None:
    """The log was undone: the history says which reference is not given again."""
    done = session.log({"kind": "Comment", "received_on": "today", "words": "A slip."}, "")
    session.undo()
    [(undone, rows), *_] = session.desk.store.history()
    assert undone.verb == "undo: log comment"
    told = list(history_lines.lines(rows))
    assert f"Case {done.reference} removed. Its reference is not given again, so the list has a gap there" in told


def _choose(screen: HistoryScreen, row: int) -> None:
    screen.table.setCurrentIndex(screen.model.index(row, WHAT))


def _button(screen: HistoryScreen, text: str) -> QPushButton:
    QApplication.processEvents()
    found = [b for b in screen.details.findChildren(QPushButton) if text in b.text() and b.isVisibleTo(screen)]
    assert found, (text, _texts(screen.details))
    return found[0]


def test_every_change_is_listed_newest_first(screen: HistoryScreen, session: Session, logged: Log) -> None:
    """Who, what, which case; what was exported or backed up too."""
    done = logged()
    session.desk.store.log_export("export cases", "Bea Sample")
    screen.arrive()
    assert _column(screen) == ["Export cases", "Log complaint", "Set up"]
    assert _column(screen, WHO) == ["Bea Sample", "Alex Example", "Alex Example"]
    assert _column(screen, CASE) == ["", done.reference, ""]
    assert screen.heading.beneath.text() == "3 changes"


def test_a_backup_is_listed(screen: HistoryScreen, store: Store, tmp_path: Path) -> None:
    """By its file's name."""
    safekeeping.backup(store, tmp_path / "monday.backup")
    screen.arrive()
    assert _column(screen) == ["Backup monday.backup", "Set up"]
    _choose(screen, 0)
    assert "Nothing in the store changed" in _texts(screen.details)


def test_a_backup_is_the_programs_doing(
    screen: HistoryScreen, store: Store, logged: Log, tmp_path: Path, qtbot: QtBot
) -> None:
    """Never a gap where a name should be; and it is one of those who can be chosen."""
    logged()
    safekeeping.backup(store, tmp_path / "monday.backup")
    screen.arrive()
    assert _column(screen, WHO) == ["The program", "Alex Example", "Alex Example"]
    qtbot.waitUntil(lambda: screen.member.count() == 3)
    screen.member.choose("The program")
    qtbot.waitUntil(lambda: _column(screen) == ["Backup monday.backup"])


def test_a_change_made_while_it_is_in_sight_appears(screen: HistoryScreen, session: Session, logged: Log) -> None:
    """What was chosen stays chosen."""
    done = logged()
    screen.arrive()
    _choose(screen, 0)
    session.correct(session.desk.case_file(done.case_id).case, {"team": "Adoption"})
    assert _column(screen)[:2] == ["Correct case", "Log complaint"]
    assert screen.table.currentIndex().row() == 1


def test_a_change_says_before_and_after(screen: HistoryScreen, session: Session, logged: Log) -> None:
    """In the words of a case's own history."""
    done = logged()
    session.correct(session.desk.case_file(done.case_id).case, {"team": "Adoption"})
    _choose(screen, 0)
    said = _texts(screen.details)
    assert "Case, team: Fostering → Adoption" in said
    assert "Undoing it would do this:\nCase, team: Adoption → Fostering" in said


def test_its_case_is_opened_from_the_list_and_from_the_change(screen: HistoryScreen, logged: Log, qtbot: QtBot) -> None:
    """With the keyboard or the link; the id arrives whole."""
    done = logged()
    screen.arrive()
    opened: list[int] = []
    screen.opened.connect(opened.append)
    qtbot.keyClick(screen.search, Qt.Key.Key_Down)
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    _button(screen, done.reference).click()
    assert opened == [done.case_id, done.case_id]
    assert done.case_id > 2**32


def test_words_and_choices_narrow_the_list(screen: HistoryScreen, session: Session, logged: Log, qtbot: QtBot) -> None:
    """A reference; a member; a kind; all back with one button when nothing is left."""
    first = logged()
    logged(summary="Another", complainant={"name": "Bea Sample"})
    session.desk.store.log_export("export cases", "Cyril Test")
    screen.arrive()
    qtbot.waitUntil(lambda: screen.member.count() == 3)
    screen.search.setText(first.reference)
    qtbot.waitUntil(lambda: _column(screen) == ["Log complaint"])
    screen.search.clear()
    screen.member.choose("Cyril Test")
    qtbot.waitUntil(lambda: _column(screen) == ["Export cases"])
    screen.kind.choose("Log")
    qtbot.waitUntil(lambda: screen.empty.isVisible())
    assert not screen.details.isVisible()
    screen.empty.buttons[0].click()
    assert len(_column(screen)) == 4
    assert screen.search.hasFocus()


def test_one_can_undo_ones_own_last_change_here_and_bring_it_back(
    screen: HistoryScreen, session: Session, logged: Log
) -> None:
    """The keyboard goes with the list to what undid it."""
    done = logged()
    session.correct(session.desk.case_file(done.case_id).case, {"summary": "Allowance late again"})
    _choose(screen, 0)
    _button(screen, "Undo this change").click()
    assert _column(screen)[:2] == ["Undo: correct case", "Correct case (undone)"]
    assert screen.table.currentIndex().row() == 0
    assert session.desk.case_file(done.case_id).case.summary == "Allowance paid late"
    _choose(screen, 1)
    assert "This change was undone." in _texts(screen.details)
    _choose(screen, 0)
    _button(screen, "Bring it back").click()
    assert session.desk.case_file(done.case_id).case.summary == "Allowance late again"


def test_what_cannot_be_undone_here_says_why(screen: HistoryScreen, session: Session, logged: Log) -> None:
    """Another member's change, and one's own that is not the last: from there to the last."""
    done = logged()
    with session.desk.store.change("add note", "Bea Sample") as change:
        change.put(None, Note(case_id=done.case_id, text="Rang back."))
    session.correct(session.desk.case_file(done.case_id).case, {"team": "Adoption"})
    _choose(screen, 1)
    assert "Bea Sample made this change." in _texts(screen.details)
    _choose(screen, 2)
    assert "Only your last change can be undone here" in _texts(screen.details)
    _button(screen, "Show your last change").click()
    assert screen.table.currentIndex().row() == 0
    assert _button(screen, "Undo this change").isVisible()


def test_a_refused_undo_gives_its_reason_and_changes_nothing(
    screen: HistoryScreen, session: Session, logged: Log
) -> None:
    """Somebody changed the case since."""
    done = logged()
    desk = session.desk
    session.correct(desk.case_file(done.case_id).case, {"team": "Adoption"})
    case = desk.case_file(done.case_id).case
    with desk.store.change("correct case", "Bea Sample") as change:
        change.put(case, replace(case, team="Leaving Care"))
    screen.arrive()
    told: list[Problem] = []
    session.told.connect(told.append)
    _choose(screen, 1)
    _button(screen, "Undo this change").click()
    assert done.reference in str(told[0])
    assert desk.case_file(done.case_id).case.team == "Leaving Care"
    assert _column(screen)[:2] == ["Correct case", "Correct case"]


def test_a_large_import_is_one_line_until_its_records_are_asked_for(
    screen: HistoryScreen, store: Store, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the first hundred, and the next."""
    with store.change("import register") as change:
        change.put_many(many(store.new_ids(700)))
    records = len(change.entries)
    asked: list[tuple[int, int]] = []
    real = Session.changed_rows

    def counting(self: Session, change_id: int, after: int, size: int) -> list[Any]:
        asked.append((after, size))
        return real(self, change_id, after, size)

    monkeypatch.setattr(Session, "changed_rows", counting)
    screen.arrive()
    assert _column(screen)[0] == "Import register: 70 cases"
    _choose(screen, 0)
    assert asked == []
    assert f"takes all of it back: 70 cases, {records} records" in _texts(screen.details)
    _button(screen, f"Show the first 100 of {records} records").click()
    _button(screen, "Show the next 100").click()
    assert asked == [(0, 100), (100, 100)]
    assert _texts(screen.details).count("Person, name:") == 70


def test_what_was_erased_is_not_made_up(screen: HistoryScreen, store: Store, logged: Log) -> None:
    """The journal's bodies are gone; that there was a change is not."""
    logged()
    with store._transaction() as connection:
        connection.execute("UPDATE change_row SET salt = NULL, before = NULL, after = NULL")
    screen.arrive()
    _choose(screen, 0)
    assert "What stood here was erased." in _texts(screen.details)


def test_all_changes_are_there_when_scrolled_to(screen: HistoryScreen, store: Store) -> None:
    """Beyond the first page, down to the first change of all."""
    for number in range(150):
        store.log_export(f"export {number}")
    screen.arrive()
    assert screen.heading.beneath.text() == "151 changes"
    assert _column(screen) == [*(f"Export {number}" for number in reversed(range(150))), "Set up"]


@pytest.mark.parametrize("size", [(1060, 700), (700, 470)])
def test_nothing_is_wider_than_its_place(screen: HistoryScreen, logged: Log, size: tuple[int, int]) -> None:
    """Names of 200 letters; a small window has the change beneath the list."""
    logged(summary="Llanfair" * 25, team="Tîm " * 50, complainant={"name": "Ŵ" * 200})
    screen.arrive()
    _choose(screen, 0)
    screen.resize(*size)
    assert (screen.width(), screen.height()) == size
    body = screen.details.area.widget()
    assert body is not None
    assert body.width() <= screen.details.area.viewport().width()


def test_a_large_import_is_undone_off_the_windows_thread(
    screen: HistoryScreen, session: Session, store: Store, qtbot: QtBot
) -> None:
    """All of it or nothing; afterwards the list shows what undid it."""
    with store.change("import register") as change:
        change.put_many(many(store.new_ids(900)))
    screen.arrive()
    _choose(screen, 0)
    _button(screen, "Undo this change").click()
    assert session.has_cases()  # it goes on beside
    qtbot.waitUntil(lambda: not session.has_cases())
    undone = ["Undo: import register: 90 cases", "Import register: 90 cases (undone)"]
    qtbot.waitUntil(lambda: _column(screen)[:2] == undone)
    assert screen.table.currentIndex().row() == 0
    _button(screen, "Bring it back").click()
    qtbot.waitUntil(lambda: session.has_cases())
    qtbot.waitUntil(lambda: _column(screen)[0] == "Redo: import register: 90 cases")
    assert screen.table.currentIndex().row() == 0


def test_lines_say_days_and_settings_as_the_pages_do(session: Session, logged: Log) -> None:
    """A day as people write it; a setting by its name, from the value it had by default."""
    done = logged()
    store = session.desk.store
    session.correct(session.desk.case_file(done.case_id).case, {"received_on": date(2026, 11, 17)}, "Its stamp.")
    with store.change("change settings") as change:
        change.put(None, SettingRecord(key="council", value='"Cyngor Sir"'))
        change.put(None, SettingRecord(key="lead_days", value="[5, 2]"))
    (_, settings), (_, corrected), *_ = store.history()
    assert "Case, received: 16 Nov 2026 → 17 Nov 2026" in list(history_lines.lines(corrected))
    assert list(history_lines.lines(settings)) == [
        "Setting, council: Cyngor Sir",
        "Setting, remind so many working days before: 3, 1 → 5, 2",
    ]
    assert list(history_lines.lines(history_lines.turned_round(settings))) == [
        "Setting, remind so many working days before: 5, 2 → 3, 1",
        "Setting, council: Cyngor Sir → nothing",
    ]


def test_a_change_of_several_cases_says_what_was_changed_on_which(
    screen: HistoryScreen, session: Session, logged: Log
) -> None:
    """Each can be opened from there."""
    first, second = logged(), logged(summary="Another")
    with session.desk.store.change("note both") as change:
        for done in (first, second):
            change.put(None, Note(case_id=done.case_id, text=f"About {done.reference}"))
    screen.arrive()
    assert _column(screen)[0] == "Note both: 2 cases"
    _choose(screen, 0)
    opened: list[int] = []
    screen.opened.connect(opened.append)
    for done in (first, second):
        assert f"Note, text: About {done.reference}" in _texts(screen.details)
        _button(screen, f"Open {done.reference}").click()
    assert opened == [first.case_id, second.case_id]


def test_what_was_emptied_is_told_too(store: Store, today: date, logged: Log) -> None:
    """A wish that was taken away: the journal keeps nothing of what is empty, but its line is there."""
    desk = Desk(store, lambda: today)
    file = desk.case_file(logged(team="Fostering").case_id)
    change = desk.correct(file.case, desired_outcome="An apology")
    assert change is not None
    change = desk.correct(desk.case_file(file.case.id).case, desired_outcome="")
    assert change is not None
    [(_, rows), *_] = desk.history(file.case.id)
    assert list(history_lines.lines(rows)) == ["Case, desired outcome: An apology → nothing"]


def test_the_change_in_full_never_lies_over_the_list(window: MainWindow, qtbot: QtBot) -> None:
    """1024 by 600 at 150%: one beneath the other."""
    window.resize(683, 400)
    page = window.go(HISTORY)
    assert isinstance(page, HistoryScreen)
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    page.table.setCurrentIndex(page.model.index(0, 0))
    QApplication.processEvents()
    table = QRect(page.table.mapTo(page, QPoint(0, 0)), page.table.size())
    details = QRect(page.details.mapTo(page, QPoint(0, 0)), page.details.size())
    assert not table.intersects(details)
    assert page.rect().contains(details)
