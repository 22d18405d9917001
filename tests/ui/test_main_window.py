"""The shell: pages, shortcuts, undo, look, start."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from desk_app.desk import Logged
from desk_app.problems import Problem
from desk_app.progress import Progress
from desk_app.records import Case, Kind
from desk_app.store import Store, opening
from tests.conftest import PASSPHRASE
from tests.desk_app.store.samples import many
from ui import window_menus
from ui.about import AboutDialog
from ui.cases.case_screen import CaseScreen
from ui.kit import theme
from ui.kit.crash import CrashHook
from ui.kit.palette import Palette
from ui.kit.theme import Mode
from ui.log_feedback import LogScreen
from ui.main_window import MainWindow
from ui.pages import AT_SIDE, CASE, CASES, HELP, HISTORY, IMPORT, LOG, REPORT, SETTINGS, TODAY
from ui.settings import SettingsScreen
from ui.settings.holidays import HolidaysSection
from ui.shortcuts import ShortcutsDialog
from ui.today import TodayScreen

CONTROL = Qt.KeyboardModifier.ControlModifier
Log = Callable[..., Logged]


@pytest.mark.parametrize("number", range(3))
def test_ctrl_and_a_number_go_to_a_page(window: MainWindow, qtbot: QtBot, number: int) -> None:
    """Ctrl+1 is Today, Ctrl+2 the cases, and so on; the side shows where one is."""
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_1 + number), CONTROL)
    assert window.current() == AT_SIDE[number].key
    assert window.shell.side.pages[AT_SIDE[number].key].isChecked()


def test_ctrl_n_begins_a_complaint(window: MainWindow, qtbot: QtBot) -> None:
    """And Ctrl+Shift+N a compliment."""
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    assert _kind_of_form(window) == Kind.COMPLAINT
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert _kind_of_form(window) == Kind.COMPLIMENT


def _kind_of_form(window: MainWindow) -> Kind:
    page = window.page(LOG)
    assert isinstance(page, LogScreen)
    assert page.entry is not None
    return page.entry.form.kind


@pytest.mark.parametrize("size", [(1280, 800), (820, 560), (683, 384)])
def test_what_is_said_above_a_page_makes_no_second_scroll_bar(
    window: MainWindow, logged: Log, qtbot: QtBot, size: tuple[int, int]
) -> None:
    """A message and a reminder of several lines above a case that is corrected, after pages that need more height."""
    done = logged()
    for key in (SETTINGS, HELP, CASES):
        window.go(key)
    window.resize(*size)
    window.open_case(done.case_id)
    case = window.page(CASE)
    assert isinstance(case, CaseScreen)
    case.correct()
    shell = window.shell
    shell.remind(
        "Reminder: 4 overdue", [f"CF/2026-27/000{n}: Acknowledge, 3 days overdue" for n in range(9)], "Go", int
    )
    shell.say("ok", "Saved CF/2026-27/0001. Still to complete: service area, team, problem category and 4 more.")
    qtbot.waitUntil(shell.message.isVisible)
    QApplication.processEvents()
    assert shell._room.verticalScrollBar().maximum() == 0
    assert shell.stack.height() >= 160
    assert shell.reminder.isVisible() == (size[1] > 640)


@pytest.mark.parametrize("size", [(1366, 560), (911, 512)])
@pytest.mark.parametrize("key", [REPORT, HISTORY, HELP, IMPORT, SETTINGS, CASES])
def test_a_page_that_scrolls_itself_has_no_second_scroll_bar_in_a_low_window(
    window: MainWindow, qtbot: QtBot, key: str, size: tuple[int, int]
) -> None:
    """A low window, and a laptop at 150 %; with the line above that a sample store has, too."""
    window.shell.banner.show()
    window.resize(*size)
    page = window.go(key)
    qtbot.waitUntil(page.isVisible)
    QApplication.processEvents()
    assert window.shell._room.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("height", [768, 600, 560, 512])
def test_every_page_of_the_side_bar_is_whole_in_a_low_window(window: MainWindow, qtbot: QtBot, height: int) -> None:
    """Help, the last of them, was cut in half at 1024 x 600."""
    window.resize(1024, height)
    help_page = window.shell.side.pages[HELP]
    room = window.shell.side.findChild(QScrollArea)
    assert room is not None
    view = room.viewport()
    QApplication.processEvents()
    qtbot.waitUntil(lambda: help_page.mapTo(view, help_page.rect().bottomRight()).y() < view.height(), timeout=1000)


def test_a_reminder_comes_back_in_a_low_window_when_the_message_is_closed(window: MainWindow) -> None:
    """There is room for one of them."""
    window.resize(820, 560)
    window.go(CASES)
    window.shell.remind("Reminder: 1 overdue", ["CF/2026-27/0001: Acknowledge"], "Show on Today", int)
    assert window.shell.reminder.isVisible()
    window.shell.say("ok", "Saved.")
    assert not window.shell.reminder.isVisible()
    window.shell.message.dismiss()
    assert window.shell.reminder.isVisible()


def test_the_menu_says_what_would_be_undone(window: MainWindow, logged: Log) -> None:
    """ "Undo: log complaint (CF/2026-27/0001)"."""
    logged()
    window._name_undo()
    assert window.undo_action.text() == "&Undo: log complaint (CF/2026-27/0001)"


def test_redo_names_the_case_too(window: MainWindow, logged: Log) -> None:
    """Also where the undo took the case away."""
    logged()
    window.undo()
    window._name_undo()
    assert window.redo_action.text() == "&Redo: log complaint (CF/2026-27/0001)"
    window.redo()
    assert "Done again: log complaint (CF/2026-27/0001)" in window.shell.message.accessibleName()


def imported(store: Store, number: int = 3) -> list[int]:
    """The cases of one change, as a register brings them."""
    ids = store.new_ids(number * 10)
    with store.change("import register") as change:
        change.put_many(many(ids))
    return [record.id for record in store.all(Case)]


def test_undo_of_many_cases_asks_in_the_window_first(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    """Ctrl+Z after an import says how far it reaches; its button takes all of it back, and Redo stands beside that."""
    cases = imported(store)
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    line = window.shell.message
    assert line.accessibleName().startswith(f"Undo “import register” of {len(cases)} cases?")
    assert len(store.all(Case)) == len(cases)
    [answer] = [made for made in line.findChildren(QPushButton) if made.text() == "Undo all of it"]
    assert answer.hasFocus()
    answer.click()
    assert store.all(Case) == []
    assert "Undone: import register" in line.accessibleName()
    QApplication.processEvents()
    [redo] = [made for made in line.findChildren(QPushButton) if made.text() == "Redo"]
    redo.click()
    assert len(store.all(Case)) == len(cases)
    assert "Done again: import register" in line.accessibleName()


def test_a_case_of_an_import_does_not_offer_to_undo_all_of_it(window: MainWindow, store: Store) -> None:
    """On its page "Undo my last change" is for what was done to that case alone."""
    cases = imported(store)
    window.open_case(cases[0])
    case = window.page(CASE)
    assert isinstance(case, CaseScreen)
    assert case.head is not None
    assert case.head.undo.isHidden()
    assert window.session is not None
    old = store.get(Case, cases[0])
    assert old is not None
    window.session.correct(old, {"summary": "A taxi"})
    case.show_case(cases[0])
    head = case.head
    assert head is not None
    assert not head.undo.isHidden()


def test_a_section_of_the_settings_is_found_by_its_name(window: MainWindow, qtbot: QtBot) -> None:
    """ "holidays" goes there, before any page of the help; what stands in two menus is offered once."""
    qtbot.keyClick(window, Qt.Key.Key_K, CONTROL)
    [palette] = [made for made in window.findChildren(Palette) if made.isVisible()]
    palette.line.setText("import a reg")
    assert [hit.text for hit in palette._shown if not hit.beside.startswith("Help")] == ["Import a register…"]
    palette.line.setText("holidays")
    assert palette._shown[0].text == "Settings: Holidays"
    palette.take()
    page = window.page(SETTINGS)
    assert isinstance(page, SettingsScreen)
    assert window.current() == SETTINGS
    assert isinstance(page.section, HolidaysSection)
    assert tuple(kind.title for kind, _ in page._kinds) == window_menus.SECTIONS


def test_undo_of_nothing_says_so(window: MainWindow, qtbot: QtBot) -> None:
    """In a line of the window, not in a dialog."""
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert window.shell.message.isVisible()
    assert "nothing of yours to undo" in window.shell.message.accessibleName()


def test_undoing_a_case_in_sight_goes_back_to_the_list(window: MainWindow, logged: Log, qtbot: QtBot) -> None:
    """The case is gone, so its page is left."""
    done = logged()
    window.open_case(done.case_id)
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert window.current() in (CASES, TODAY)


def test_the_look_is_remembered(window: MainWindow) -> None:
    """Dark now, and dark at the next start."""
    window._set_mode(Mode.DARK)
    assert theme.current().name == "dark"
    assert window.preferences.kept.mode == "dark"
    window._set_mode(Mode.LIGHT)


def test_today_counts_and_filters(window: MainWindow, logged: Log) -> None:
    """One overdue acknowledgement; its card shows only it; the row opens the case."""
    done = logged()
    logged(received_on="24 Nov 2026", summary="New today")
    page = window.go(TODAY)
    assert isinstance(page, TodayScreen)
    page.reload()
    card = page.cards["Overdue"]
    assert "Overdue: 1" in card.accessibleName()
    card.click()
    assert page.list.title.text() == "Overdue: 1"
    page.opened.emit(done.case_id)
    assert window.current() == "case"


def test_help_lists_the_shortcuts(window: MainWindow, qtbot: QtBot) -> None:
    """Ctrl+/; Enter closes it."""
    window.show_shortcuts()
    dialog = window.findChild(ShortcutsDialog)
    assert dialog is not None
    dialog.accept()
    window.show_about()
    about = window.findChild(AboutDialog)
    assert about is not None
    about.accept()


def test_locking_closes_the_store(window: MainWindow) -> None:
    """Nothing of it is left in the window."""
    assert window.session is not None
    store = window.session.desk.store
    window.lock()
    assert window.session is None
    assert window.unlock.isVisible()
    assert not window.undo_action.isEnabled()
    with pytest.raises(RuntimeError, match="closed"):
        store.drafts()


def test_locking_waits_for_what_is_running(window: MainWindow, qtbot: QtBot) -> None:
    """A job that reads is stopped first; nobody reads from a closed store, and nothing is heard of it."""
    assert window.session is not None
    store = window.session.desk.store
    begun = threading.Event()
    ended: list[str] = []

    def work(progress: Progress) -> None:
        try:
            while True:
                store.drafts()
                begun.set()
                progress(0, 0, "")
        finally:
            ended.append("ended")

    window.session.job(work, done=lambda _: ended.append("done"))
    begun.wait(5)
    window.lock()
    assert ended == ["ended"]
    qtbot.wait(30)
    assert ended == ["ended"]


def test_a_problem_that_nobody_caught_is_a_line_in_the_window(window: MainWindow, qtbot: QtBot) -> None:
    """A disk that is full while a draft is kept, say: no crash dialog."""
    before = sys.excepthook, threading.excepthook
    hook = CrashHook("0.2", lambda: window, window.tell)
    hook.install()
    try:
        problem = Problem("The disk is full.", "Make room.")
        sys.excepthook(Problem, problem, None)
        qtbot.waitUntil(lambda: window.shell.message.isVisible())
    finally:
        sys.excepthook, threading.excepthook = before
    assert hook.dialog is None
    assert window.shell.message.accessibleName() == "The disk is full. Make room."


def test_the_first_page_needs_no_heavy_module() -> None:
    """Start-up: neither the store nor the report nor PDF rendering is loaded before it is needed."""
    code = (
        "import sys; from ui.app import application; app = application()\n"
        "from pathlib import Path; from ui.kit.preferences import Preferences; from ui.kit.theme import ThemeManager\n"
        "from ui.main_window import MainWindow\n"
        "w = MainWindow(ThemeManager(app), Preferences(Path('nowhere')), Path('nowhere')); w.show()\n"
        "heavy = ['reportlab', 'pypdfium2', 'sqlite_utils', 'sqlcipher3', 'holidays', 'desk_app.store',\n"
        "         'PySide6.QtNetwork', 'desk_app.records']\n"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_large_undo_leaves_the_window_free_and_can_be_cancelled(
    window: MainWindow, store: Store, qtbot: QtBot
) -> None:
    """Eighty cases in one change. Ctrl+Z, Cancel: all are there. Ctrl+Z again: it says that it is done when it is."""
    assert window.session is not None
    with store.change("import register") as change:
        change.put_many(many(store.new_ids(800)))
    shown = window.shell.working
    assert window.session.undo() is None
    assert shown.busy
    shown.cancel.click()
    qtbot.waitUntil(lambda: not shown.busy)
    assert window.session.has_cases()
    window.session.undo()
    window.session.undo()  # while the first is being made
    assert "being undone" in window.shell.message.accessibleName()
    qtbot.waitUntil(lambda: not shown.busy and "Undone: " in window.shell.message.accessibleName())
    assert not window.session.has_cases()


def test_the_window_does_not_wait_for_a_large_change(window: MainWindow, store: Store, qtbot: QtBot) -> None:
    """While a job writes, Save says that it cannot, nothing is lost, and afterwards the same Save works."""
    window.log(Kind.COMPLIMENT)
    page = window.page(LOG)
    assert isinstance(page, LogScreen)
    assert page.entry is not None
    page.entry.form.give({"received_on": "today", "words": "She listened."})
    assert window.session is not None
    begun, over = threading.Event(), threading.Event()

    def write(_progress: Progress) -> None:
        with store.change("import register"):
            begun.set()
            over.wait(20)

    window.session.job(write, lambda _: None)
    assert begun.wait(20)
    page.entry.save()
    assert "large change is being saved" in window.shell.message.accessibleName()
    page.entry._keep_when_free()
    assert not store.drafts()
    over.set()
    qtbot.waitUntil(lambda: not window.runner.busy)
    qtbot.waitUntil(lambda: len(store.drafts()) == 1, timeout=5000)
    page.entry.save()
    assert "Saved" in window.shell.message.accessibleName()


@pytest.mark.parametrize("start", [TODAY, CASES, "history"])
def test_a_real_id_goes_from_page_to_page_whole(window: MainWindow, logged: Log, start: str) -> None:
    """It has more bits than a number of Qt's; each list that opens a case opens that one."""
    case_id = logged().case_id
    assert case_id > 2**32
    page = window.go(start)
    page.opened.emit(case_id)  # type: ignore[attr-defined]
    case = window.page(CASE)
    assert isinstance(case, CaseScreen)
    assert case.case_id == case_id
    assert window.current() == CASE


def test_the_title_says_where_one_is(window: MainWindow, logged: Log) -> None:
    """The page, the store, the program; of a case its reference, and nobody's name."""
    assert window.windowTitle() == "Today – team – Feedback Desk"
    window.go(CASES)
    assert window.windowTitle() == "Cases – team – Feedback Desk"
    done = logged()
    window.open_case(done.case_id)
    assert window.windowTitle() == f"{done.reference} – team – Feedback Desk"
    window.lock()
    assert window.windowTitle() == "Feedback Desk"


def test_the_side_bar_is_chosen_from_by_click_and_by_a_screen_reader(window: MainWindow, qtbot: QtBot) -> None:
    """A screen reader toggles without a click; a click goes there once, also to the page that is lit already."""
    asked: list[str] = []
    side = window.shell.side
    side.chosen.connect(asked.append)
    side.pages[CASES].toggle()
    assert window.current() == CASES
    qtbot.wait(1)
    side.pages[TODAY].click()
    qtbot.wait(1)
    side.pages[TODAY].click()
    assert asked == [CASES, TODAY, TODAY]


def test_changes_that_went_missing_are_told_when_a_store_is_opened(window: MainWindow) -> None:
    """Its file was put back as it was before something was done."""
    assert window.session is not None
    path = window.session.desk.store.path
    window.lock()
    before = (path / "store.db").read_bytes()
    with opening.open_store(path, PASSPHRASE) as store:
        store.log_export("export of cases")
    (path / "store.db").write_bytes(before)
    window.open_store(opening.open_store(path, PASSPHRASE))
    assert window.shell.message.isVisible()
    assert "The last change is missing" in window.shell.message.accessibleName()


def test_escape_or_back_return_from_the_help(window: MainWindow, qtbot: QtBot) -> None:
    """To the form as it was, with the keyboard where it was; the same by Alt+Left."""
    qtbot.keyClick(window, Qt.Key.Key_N, CONTROL)
    page = window.page(LOG)
    assert isinstance(page, LogScreen)
    assert page.entry is not None
    entry, field = page.entry, page.entry.form.fields["summary"]
    field.take_focus()
    field.set_value("Calls not returned")
    for back in (lambda: qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Escape), window.back):
        qtbot.keyClick(window, Qt.Key.Key_F1)
        assert window.current() == HELP
        back()
        assert window.current() == LOG
        assert page.entry is entry
        assert field.value() == "Calls not returned"
        assert field.input.hasFocus()


def test_redo_with_nothing_to_redo_says_so(window: MainWindow) -> None:
    """Not that there is nothing to undo."""
    window.redo()
    assert "nothing to redo" in window.shell.message.accessibleName()


def test_what_was_done_well_does_not_stand_beside_an_error(window: MainWindow) -> None:
    """A green line goes when another section comes, and when something on the page is wrong."""
    page = window.go(SETTINGS)
    assert isinstance(page, SettingsScreen)
    assert window.session is not None
    window.session.say("Nothing was changed.")
    assert window.shell.message.isVisible()
    section = page.go_to(HolidaysSection.title)
    assert not window.shell.message.isVisible()
    window.session.say("Nothing was changed.")
    assert isinstance(section, HolidaysSection)
    section.day.set_problem("Enter the date.")
    assert not window.shell.message.isVisible()


def test_every_page_at_the_side_is_in_sight_in_a_low_window(window: MainWindow, qtbot: QtBot) -> None:
    """1366 by 768 at 200%: the last one too."""
    window.resize(683, 384)
    qtbot.waitUntil(lambda: window.shell.side.height() < 384)
    QApplication.processEvents()
    for key, made in window.shell.side.pages.items():
        assert made.visibleRegion().boundingRect().height() == made.height(), key
