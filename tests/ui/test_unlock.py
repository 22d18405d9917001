"""The way in: unlocking never freezes the window, and what goes wrong says what to do."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pypdfium2  # type: ignore[import-untyped]
import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desk_app.settings import Settings
from desk_app.store import Store, keys, opening
from tests.conftest import PASSPHRASE
from ui import stores
from ui.kit import clipboard
from ui.kit.passphrase import Passphrase
from ui.kit.preferences import Preferences, Recent
from ui.kit.theme import Mode, ThemeManager
from ui.main_window import MainWindow
from ui.unlock.recent import when
from ui.unlock.recovery_sheet import HOW_TO_READ, Sheet


@pytest.fixture
def locked(
    qtbot: QtBot, themes: ThemeManager, preferences: Preferences, today: date, tmp_path: Path
) -> Iterator[MainWindow]:
    """The window as it starts."""
    made = MainWindow(themes, preferences, tmp_path / "data", lambda: today)
    made.show()
    qtbot.waitExposed(made)
    made.unlock.arrive()
    yield made
    if not made.close():
        made.close()  # it warned of a recovery key that is not kept
    made.deleteLater()


COUNCIL = "Exampleshire Council"


def _path(store: Store) -> Path:
    store.close()
    return store.path


def _fill_in(window: MainWindow, path: Path, passphrase: str) -> None:
    form = window.unlock.open_form
    form.place.set_value(str(path))
    form.passphrase.edit.setText(passphrase)
    form.ask()


def test_a_store_opens_with_its_passphrase(locked: MainWindow, store: Store, qtbot: QtBot) -> None:
    """Then it is remembered as the latest one, and its passphrase is forgotten."""
    path = _path(store)
    _fill_in(locked, path, PASSPHRASE)
    qtbot.waitUntil(lambda: locked.session is not None)
    assert locked.current() == "today"
    assert locked.unlock.open_form.passphrase.edit.text() == ""
    assert [recent.path for recent in locked.preferences.kept.recent] == [str(path)]
    assert not locked.shell.banner.isVisible()


def test_a_wrong_passphrase_is_said_beside_the_field(locked: MainWindow, store: Store, qtbot: QtBot) -> None:
    """And can be typed again at once."""
    _fill_in(locked, _path(store), "wrong")
    secret = locked.unlock.open_form.secret
    qtbot.waitUntil(lambda: bool(secret.problem))
    assert "does not open the store" in secret.problem
    assert locked.focusWidget() is locked.unlock.open_form.passphrase.edit
    assert locked.unlock.open_form.passphrase.edit.selectedText()  # what was typed stays, to be typed over
    assert locked.session is None


def test_empty_lines_are_asked_for(locked: MainWindow) -> None:
    """Nothing is tried."""
    form = locked.unlock.open_form
    form.ask()
    assert form.place.problem
    assert form.secret.problem
    assert locked.focusWidget() is form.place.input


@pytest.mark.parametrize("what", ["missing", "not a store", "half"])
def test_what_cannot_be_opened_says_what_to_do(
    locked: MainWindow, store: Store, qtbot: QtBot, tmp_path: Path, what: str
) -> None:
    """A missing folder, one that is no store, one without its keys."""
    path = _path(store)
    if what == "missing":
        path = tmp_path / "Gone.desk"
    elif what == "not a store":
        path = tmp_path / "Other"
        path.mkdir()
    else:
        (path / "keys.json").unlink()
    _fill_in(locked, path, PASSPHRASE)
    message = locked.unlock.message
    qtbot.waitUntil(message.isVisible)
    assert len([label for label in message.findChildren(QLabel) if label.text()]) >= 2
    assert locked.unlock.open_form.isVisible()


def test_the_keyboard_goes_nowhere_else_while_a_store_is_opened_and_locked(
    locked: MainWindow, store: Store, qapp: QApplication, qtbot: QtBot
) -> None:
    """A screen reader says Cancel while it waits, then what Today begins with; locked, the passphrase; nothing else."""
    path = _path(store)
    locked.activateWindow()
    locked.unlock.open_form.passphrase.edit.setFocus()
    been: list[str] = []

    def note(_before: QWidget | None, now: QWidget | None) -> None:
        if now is not None:
            been.append(now.accessibleName())

    qapp.focusChanged.connect(note)
    _fill_in(locked, path, PASSPHRASE)
    qtbot.waitUntil(lambda: locked.session is not None)
    assert been == ["Cancel", "Log a complaint"]
    locked.lock()
    qapp.focusChanged.disconnect(note)
    assert been[2:] == ["Passphrase, required"]


def test_a_store_open_elsewhere_can_be_read(locked: MainWindow, store: Store, qtbot: QtBot) -> None:
    """The message says who has it, and offers to open it for reading only."""
    _fill_in(locked, store.path, PASSPHRASE)
    message = locked.unlock.message
    qtbot.waitUntil(message.isVisible)
    assert "open elsewhere by Alex Example" in message.accessibleName()
    from PySide6.QtWidgets import QPushButton

    offer = next(b for b in message.findChildren(QPushButton) if "reading only" in b.text())
    offer.click()
    qtbot.waitUntil(lambda: locked.session is not None)
    assert locked.session is not None
    assert not locked.session.writable
    assert "reading only" in locked._status.text()


def test_unlocking_does_not_freeze_the_window(locked: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    """With a key as strong as in earnest the window still answers within a tenth of a second."""
    path = tmp_path / "Strong.desk"
    opening.create(path, member="Alex", passphrase=PASSPHRASE)[0].close()
    gaps: list[float] = []
    last = [time.monotonic()]

    def tick() -> None:
        now = time.monotonic()
        gaps.append(now - last[0])
        last[0] = now

    timer = QTimer()
    timer.timeout.connect(tick)
    timer.start(5)
    _fill_in(locked, path, "wrong passphrase")
    assert locked.unlock.waiting.isVisible()
    qtbot.waitUntil(lambda: bool(locked.unlock.open_form.secret.problem), timeout=60_000)
    timer.stop()
    assert len(gaps) > 20  # it went on ticking all the while


def _make(window: MainWindow, qtbot: QtBot, name: str = "Feedback", member: str = "Alex Example") -> str:
    """A new store; its recovery key, which is in sight."""
    window.unlock.offer_new()
    form = window.unlock.new_form
    form.name.set_value(name)
    form.council.set_value(COUNCIL)
    form.member.set_value(member)
    form.first.set_value("four calm giraffes")
    form.second.set_value("four calm giraffes")
    form.ask()
    qtbot.waitUntil(form.key.isVisible, timeout=60_000)
    return form.key.text.text()


def test_a_new_store_shows_its_recovery_key_once(locked: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """It is opened after its owner says that the key is kept; then the key is nowhere in the window."""
    key = _make(locked, qtbot)
    form = locked.unlock.new_form
    assert len(key.replace("\n", "-").split("-")) == 6
    assert not form.key.go_on.isEnabled()
    assert locked.session is None
    form.key.noted.setChecked(True)
    form.key.typed.set_value("AAAAAA")
    form.key.go_on.click()
    assert locked.session is None
    assert "not how the key ends" in form.key.typed.problem
    form.key.typed.set_value(key[-6:].lower())
    form.key.go_on.click()
    assert locked.session is not None
    assert form.key.text.text() == form.key.text.accessibleDescription() == ""
    assert form.first.value() == ""
    path = locked.session.desk.store.path
    assert path == tmp_path / "data" / "Feedback.desk"
    locked.lock()
    with opening.open_store(path, key.replace("\n", " ")) as again:
        assert again.read("SELECT name FROM member") == [("Alex Example",)]
        assert again.settings() == Settings(council=COUNCIL)  # nothing of any other council


def test_two_passphrases_that_differ_are_said_when_the_line_is_left(locked: MainWindow) -> None:
    """Also while the first is too weak; it goes when either is typed in again."""
    locked.unlock.offer_new()
    form = locked.unlock.new_form
    form.first.set_value("weak")
    form.second.set_value("week")
    assert isinstance(form.second.input, Passphrase)
    form.second.input.edit.editingFinished.emit()
    assert "same passphrase" in form.second.problem
    form.first.set_value("week")
    assert not form.second.problem
    form.first.set_value("wake")
    form.ask()
    assert "harder to guess" in form.first.problem
    assert "same passphrase" in form.second.problem


def test_the_recovery_key_says_how_its_letters_are_read(locked: MainWindow, qtbot: QtBot) -> None:
    """O and nought, I and one: on the page and on the sheet; either opens the store."""
    printed = keys.new_recovery_key()
    assert not set(printed) & set("0189")
    assert keys.recovery_secret(printed.replace("O", "0").replace("I", "1")) == keys.recovery_secret(printed)
    assert "either is understood" in HOW_TO_READ
    assert HOW_TO_READ in Sheet(Path("Team.desk"), "Alex Example", printed, date(2026, 11, 24)).text()
    locked.unlock.offer_new()
    shown = locked.unlock.new_form.key.findChildren(QLabel)
    assert HOW_TO_READ in [label.text() for label in shown]


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("member", "Alex " * 60, "longer than 200"),
        ("name", "", "without slashes"),
        ("name", "North/South", "without slashes"),
        ("name", "aux", "Windows"),
        ("name", "Ŵ" * 100, "shorter"),
        ("name", "There already", "another name"),
        ("council", "", "your council"),
        ("member", "", "your name"),
        ("folder", "", "folder"),
        ("folder", "somewhere", "whole path"),
        ("first", "", "Enter a passphrase"),
        ("first", "Summer2026!", "harder to guess"),
        ("second", "four calm", "same passphrase"),
    ],
)
def test_what_is_wrong_with_a_new_store_is_said_beside_its_field(
    locked: MainWindow, tmp_path: Path, field: str, value: str, problem: str
) -> None:
    """The first wrong field has the keyboard, nothing is made, and typing takes the problem away."""
    (tmp_path / "data" / "There already.desk").mkdir(parents=True)
    locked.unlock.offer_new()
    form = locked.unlock.new_form
    form.council.set_value(COUNCIL)
    for name, good in (("member", "Alex Example"), ("first", "four calm giraffes"), ("second", "four calm giraffes")):
        getattr(form, name).set_value(good)
    wrong = getattr(form, field)
    wrong.set_value(value)
    form.ask()
    assert problem in wrong.problem
    assert form.isVisible()
    assert not locked.unlock.waiting.isVisible()
    assert locked.focusWidget() is wrong._target()
    assert f"Error: {wrong.problem}" in wrong._target().accessibleDescription()
    wrong.set_value("four calm giraffes once more")
    assert wrong.problem == ""


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("D:\\Ada\\OneDrive - Exampleshire\\Desk", "OneDrive"),
        ("/srv/ada/Dropbox", "Dropbox"),
        ("\\\\server\\team", "network drive"),
        ("//server/team", "network drive"),
        ("/tmp", ""),
        ("/tmp/one/drive", ""),
        ("", ""),
    ],
)
def test_a_place_that_is_bad_for_a_store_is_named(locked: MainWindow, folder: str, said: str) -> None:
    """Folders that a service copies, and network drives; it stays the user's choice."""
    locked.unlock.offer_new()
    form = locked.unlock.new_form
    form.folder.set_value(folder)
    assert form.warning.isVisible() == bool(said)
    assert said in form.warning.accessibleName() or not said


def test_the_strength_of_a_passphrase_is_said_as_it_is_typed(locked: MainWindow) -> None:
    """In words beneath the line; the team's own name is easy to guess."""
    locked.unlock.offer_new()
    form = locked.unlock.new_form
    assert not form.meter.isVisible()
    form.first.set_value("Exampleshire family hub")
    before = form.meter.strength
    assert "computers would need" in form.meter.words.text()
    form.name.set_value("Exampleshire family hub")
    assert form.meter.strength.level < before.level
    form.first.set_value("")
    assert not form.meter.isVisible()


def test_the_key_can_be_saved_but_not_into_the_store(locked: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """As a PDF or as text; it says where it is, or why not."""
    shown = _make(locked, qtbot, "Tîm Adborth", "Siân Ŵyn-Example").replace("\n", "-")
    key = locked.unlock.new_form.key
    key.save_to(tmp_path / "key.txt")
    text = (tmp_path / "key.txt").read_text("utf-8")
    assert shown in text
    assert "Tîm Adborth" in text
    assert "Siân Ŵyn-Example" in text
    assert str(tmp_path / "key.txt") in key.message.accessibleName()
    key.save_to(tmp_path / "key.pdf")
    page = pypdfium2.PdfDocument(tmp_path / "key.pdf")[0].get_textpage().get_text_bounded()
    assert shown in page
    assert "Siân Ŵyn-Example" in page
    key.save_to(tmp_path / "data" / "Tîm Adborth.desk" / "key.txt")
    assert "is the store itself" in key.message.accessibleName()
    assert not (tmp_path / "data" / "Tîm Adborth.desk" / "key.txt").exists()
    key.save_to(tmp_path / "nowhere" / "key.txt")
    assert "is not there" in key.message.accessibleName()


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK])
def test_the_key_can_be_printed(themes: ThemeManager, qtbot: QtBot, tmp_path: Path, mode: Mode) -> None:
    """One page of A4, black on white; what looks like dashes is dashes when it is copied."""
    themes.set_mode(mode)
    sheet = Sheet(tmp_path / "Tîm.desk", "Siân", "ABCDEF-GHIJKL-MNOPQR", date(2026, 11, 24))
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    sheet.print_on(printer)
    printed = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    assert len(printed) == 1
    assert "ABCDEF-GHIJKL-MNOPQR" in printed[0].get_textpage().get_text_bounded()
    assert [round(side) for side in printed[0].get_size()] == [595, 842]
    image = printed[0].render().to_pil().convert("L")
    assert image.getextrema() == (0, 255)
    themes.set_mode(Mode.LIGHT)
    printed.close()


def test_closing_before_the_key_is_kept_is_warned_of_once(locked: MainWindow, qtbot: QtBot) -> None:
    """Without it nobody can help who forgets the passphrase; but nobody is held against their will."""
    assert locked.unlock.may_close()
    _make(locked, qtbot)
    assert not locked.unlock.may_close()
    assert "not kept yet" in locked.unlock.message.accessibleName()
    assert locked.unlock.new_form.key.isVisible()
    assert locked.unlock.may_close()


def test_who_turns_back_leaves_no_passphrase_behind(locked: MainWindow) -> None:
    """What else was typed stays."""
    locked.unlock.offer_new()
    form = locked.unlock.new_form
    form.member.set_value("Siân")
    form.first.set_value("four calm giraffes")
    form.left.emit()
    assert locked.unlock.open_form.isVisible()
    locked.unlock.offer_new()
    assert form.first.value() == ""
    assert form.member.value() == "Siân"


def test_a_copied_key_does_not_stay_on_the_clipboard(locked: MainWindow, qtbot: QtBot) -> None:
    """After two minutes it is cleared, unless something else was copied since."""
    board = QGuiApplication.clipboard()
    shown = _make(locked, qtbot).replace("\n", "-")
    key = locked.unlock.new_form.key
    timer = clipboard.of_this_program().timer
    for copied_since in ("", "a recipe"):
        key.copy.click()
        assert board.text() == shown
        assert timer.interval() == clipboard.SECRET_MILLISECONDS
        if copied_since:
            board.setText(copied_since)
        timer.start(0)
        qtbot.waitUntil(lambda: not timer.isActive())
        assert board.text() == copied_since


def test_a_cancelled_store_is_not_made_and_its_form_is_as_it_was(
    locked: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """Cancel at once: no folder, and nothing has to be typed again."""
    locked.unlock.offer_new()
    form = locked.unlock.new_form
    for field, value in (
        (form.member, "Alex"),
        (form.first, "four calm giraffes"),
        (form.second, "four calm giraffes"),
    ):
        field.set_value(value)
    form.ask()
    locked.unlock.waiting.cancel.click()
    qtbot.waitUntil(form.isVisible, timeout=60_000)
    assert form.member.value() == "Alex"
    assert list((tmp_path / "data").glob("*")) == []


# --- the recovery key
def test_a_forgotten_passphrase_is_replaced_with_the_recovery_key(
    locked: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """The key as printed, in small letters; a new passphrase; it is noted whose it is."""
    store, key = opening.create(tmp_path / "T.desk", member="Siân", passphrase=PASSPHRASE, weak_for_tests=True)
    store.close()
    locked.unlock.open_form.choose(store.path)
    locked.unlock.open_form.forgot.click()
    qtbot.waitUntil(lambda: locked.unlock._recover_form is not None and locked.unlock.recover_form.isVisible())
    form = locked.unlock.recover_form
    assert not form.who.isVisible()  # there is only one member
    form.key.set_value(key.lower())
    form.first.set_value("seven warm walruses")
    form.second.set_value("seven warm walruses")
    form.ask()
    qtbot.waitUntil(lambda: locked.session is not None, timeout=60_000)
    assert locked.session is not None
    assert locked.session.desk.member == "Siân"
    assert form.key.value() == form.first.value() == ""
    locked.lock()
    with opening.open_store(store.path, "seven warm walruses") as again:
        assert again.member == "Siân"


def test_with_the_recovery_key_the_passphrase_can_stay(locked: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Both lines for a new one are left empty."""
    store, key = opening.create(tmp_path / "T.desk", member="Siân", passphrase=PASSPHRASE, weak_for_tests=True)
    store.close()
    locked.unlock.offer_recovery(store.path)
    qtbot.waitUntil(lambda: locked.unlock._recover_form is not None and locked.unlock.recover_form.isVisible())
    locked.unlock.recover_form.key.set_value(key)
    locked.unlock.recover_form.ask()
    qtbot.waitUntil(lambda: locked.session is not None, timeout=60_000)
    locked.lock()
    opening.open_store(store.path, PASSPHRASE).close()


@pytest.mark.parametrize("which", ["mistyped", "another store's"])
def test_a_wrong_recovery_key_is_said_beside_its_line(
    locked: MainWindow, qtbot: QtBot, tmp_path: Path, which: str
) -> None:
    """A slip of the hand is told from a key of another store; what was typed stays."""
    store, key = opening.create(tmp_path / "T.desk", member="Siân", passphrase=PASSPHRASE, weak_for_tests=True)
    store.close()
    other, other_key = opening.create(tmp_path / "O.desk", member="Siân", passphrase=PASSPHRASE, weak_for_tests=True)
    other.close()
    locked.unlock.offer_recovery(store.path)
    qtbot.waitUntil(lambda: locked.unlock._recover_form is not None and locked.unlock.recover_form.isVisible())
    form = locked.unlock.recover_form
    typed = key[:-1] if which == "mistyped" else other_key
    form.key.set_value(typed)
    form.ask()
    qtbot.waitUntil(lambda: bool(form.key.problem))
    assert ("mistyped" if which == "mistyped" else "not the one of this store") in form.key.problem
    assert form.key.value() == typed
    assert locked.session is None


def test_a_recovery_key_in_the_passphrases_line_opens_too(locked: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """What is saved has the only member's name beside it, never nobody's."""
    store, key = opening.create(tmp_path / "T.desk", member="Siân", passphrase=PASSPHRASE, weak_for_tests=True)
    store.close()
    _fill_in(locked, store.path, key)
    qtbot.waitUntil(lambda: locked.session is not None, timeout=60_000)
    assert locked.session is not None
    assert locked.session.desk.member == "Siân"


def test_the_sample_opens_without_asking_and_says_that_it_is_one(locked: MainWindow, qtbot: QtBot) -> None:
    """With its banner; a second time it is there already."""
    locked.unlock.open_sample()
    qtbot.waitUntil(lambda: locked.session is not None, timeout=60_000)
    assert locked.shell.banner.isVisible()
    assert locked.session is not None
    path = locked.session.desk.store.path
    assert locked.session.desk.worklist()
    locked.lock()
    locked.unlock.try_sample(path)
    qtbot.waitUntil(lambda: locked.session is not None, timeout=60_000)
    assert locked.shell.banner.isVisible()


def test_the_progress_of_making_and_opening_the_sample_never_runs_back(today: date, tmp_path: Path) -> None:
    """Making the store, reading and importing the register and opening it are parts of one course."""
    shown: list[float] = []
    store = stores.open_sample(tmp_path, today, lambda done, total, _text: shown.append(done / total))
    store.close()
    assert shown == sorted(shown)
    assert shown[-1] == 1


# --- the stores opened last
@pytest.fixture
def remembering(
    qtbot: QtBot, themes: ThemeManager, preferences: Preferences, store: Store, today: date, tmp_path: Path
) -> Iterator[MainWindow]:
    """The window of somebody who had a store, had one that is gone, and has `store`, opened this morning."""
    preferences.remember_file(tmp_path / "Gone.desk", datetime(2026, 3, 3, 10).astimezone())
    preferences.remember_file(_path(store), datetime(2026, 11, 24, 9, 5).astimezone())
    made = MainWindow(themes, preferences, tmp_path, lambda: today)
    made.show()
    qtbot.waitExposed(made)
    made.unlock.arrive()
    qtbot.waitUntil(lambda: made.unlock.open_form.recent.rows[tmp_path / "Gone.desk"].is_gone)
    yield made
    made.close()
    made.deleteLater()


def test_recent_stores_say_where_and_when(remembering: MainWindow, store: Store, tmp_path: Path) -> None:
    """The latest is chosen, and its passphrase is asked for; the line for a path is out of the way."""
    form = remembering.unlock.open_form
    rows = form.recent.rows
    assert list(rows) == [store.path, tmp_path / "Gone.desk"]
    assert rows[store.path].pick.accessibleName() == f"team, opened today at 9:05, in {tmp_path}"
    assert rows[store.path].pick.isChecked()
    assert form.place.value() == str(store.path)
    assert not form.place.isVisible()
    assert remembering.focusWidget() is form.passphrase.edit


def test_a_store_that_is_gone_says_what_to_do(remembering: MainWindow, tmp_path: Path) -> None:
    """It cannot be chosen, only looked for or taken off the list."""
    form = remembering.unlock.open_form
    row = form.recent.rows[tmp_path / "Gone.desk"]
    assert not row.pick.isEnabled()
    assert row.seek.isVisible()
    row.remove.click()
    assert [Path(r.path).name for r in remembering.preferences.kept.recent] == ["team.desk"]
    assert list(form.recent.rows) == [tmp_path / "team.desk"]


def test_a_chosen_store_that_is_gone_is_chosen_no_more(
    locked: MainWindow, preferences: Preferences, qtbot: QtBot, tmp_path: Path
) -> None:
    """It was the only one: the line for a path is there instead."""
    preferences.remember_file(tmp_path / "Gone.desk")
    locked.unlock.arrive()
    form = locked.unlock.open_form
    row = form.recent.rows[tmp_path / "Gone.desk"]
    assert row.pick.isChecked()
    qtbot.waitUntil(lambda: row.is_gone)
    assert not row.pick.isChecked()
    assert form.place.value() == ""
    assert form.place.isVisible()


def test_without_recent_stores_there_is_a_beginning(remembering: MainWindow, store: Store, tmp_path: Path) -> None:
    """The last is taken off the list; then a path can be entered. Nothing happens to the store itself."""
    form = remembering.unlock.open_form
    for path in (tmp_path / "Gone.desk", store.path):
        form.recent.rows[path].remove.click()
    assert form.place.isVisible()
    assert form.place.value() == ""
    assert store.path.exists()
    remembering.unlock.arrive()
    assert remembering.focusWidget() is form.new


def test_another_store_can_be_entered(remembering: MainWindow, store: Store) -> None:
    """ "Another store" makes room for a path; no row is lit any more."""
    form = remembering.unlock.open_form
    form.another.click()
    assert form.place.isVisible()
    assert remembering.focusWidget() is form.place.input
    assert not form.recent.rows[store.path].pick.isChecked()
    form.recent.rows[store.path].pick.click()
    assert not form.place.isVisible()
    assert form.place.value() == str(store.path)


def test_tab_reads_the_way_in_from_top_to_bottom(remembering: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    """Stores, passphrase, open; then what a newcomer needs."""
    form = remembering.unlock.open_form
    form.recent.rows[tmp_path / "team.desk"].pick.setFocus()
    names = []
    for _ in range(11):
        focus = remembering.focusWidget()
        assert focus is not None
        names.append(focus.accessibleName().split(",")[0])
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert names == [
        "team", "Take team off this list", "Look for Gone", "Take Gone off this list", "Another store…",
        "Passphrase", "Show the passphrase", "Open", "Passphrase forgotten?", "Restore a backup…",
        "Make a store",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("opened_at", "said"),
    [
        ("2026-11-24T09:05", "opened today at 9:05"),
        ("2026-11-23T23:59", "opened yesterday"),
        ("2025-11-24T09:05", "opened 24 Nov 2025"),
        ("", "opened some time ago"),
        ("nonsense", "opened some time ago"),
    ],
)
def test_when_a_store_was_opened_is_said_as_people_say_it(today: date, opened_at: str, said: str) -> None:
    """The day, and today the hour."""
    assert when(Recent("x.desk", opened_at), today) == said


# --- a store named from outside
@pytest.mark.parametrize("named", ["folder", "file inside"])
def test_a_store_named_at_the_start_asks_for_its_passphrase(
    locked: MainWindow, store: Store, qtbot: QtBot, named: str
) -> None:
    """The folder, or a file in it that somebody clicked."""
    path = _path(store)
    locked.unlock.offer_store(path if named == "folder" else path / "store.db")
    form = locked.unlock.open_form
    qtbot.waitUntil(lambda: form.isVisible() and form.place.value() == str(path))
    assert locked.focusWidget() is form.passphrase.edit
    assert not locked.unlock.message.isVisible()


@pytest.mark.parametrize("what", ["missing", "not a store"])
def test_a_folder_that_is_no_store_is_said_before_a_passphrase_is_asked(
    locked: MainWindow, qtbot: QtBot, tmp_path: Path, what: str
) -> None:
    """feedback-desk --store FOLDER: what is wrong, and the line to correct it in."""
    path = tmp_path / "Other"
    if what == "not a store":
        path.mkdir()
    locked.unlock.offer_store(path)
    qtbot.waitUntil(locked.unlock.message.isVisible)
    assert ("no store at" if what == "missing" else "is not a store") in locked.unlock.message.accessibleName()
    assert locked.unlock.open_form.place.value() == str(path)
    assert locked.focusWidget() is locked.unlock.open_form.place.input


def test_a_recovery_key_in_sight_is_not_taken_away_by_another_start(
    locked: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    """It is shown only once."""
    _make(locked, qtbot)
    locked.unlock.offer_store(tmp_path / "Other.desk")
    assert locked.unlock.new_form.key.isVisible()
    assert "Finish that first" in locked.unlock.message.accessibleName()


def test_a_passphrase_can_be_shown(locked: MainWindow) -> None:
    """Hidden until the button is pressed, and hidden again after."""
    secret = locked.unlock.open_form.passphrase
    assert secret.edit.echoMode() == QLineEdit.EchoMode.Password
    secret.show_it.click()
    assert secret.edit.echoMode() == QLineEdit.EchoMode.Normal
    secret.show_it.click()
    assert secret.edit.echoMode() == QLineEdit.EchoMode.Password


def test_caps_lock_is_told_from_the_letters(locked: MainWindow, qtbot: QtBot) -> None:
    """A capital without Shift, or a small letter with it; digits tell nothing; leaving the line forgets it."""
    secret = locked.unlock.open_form.passphrase
    secret.edit.setFocus()
    plain, shift = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
    for text, modifier, on in (
        ("a", plain, False), ("A", plain, True), ("1", plain, True), ("a", shift, True), ("A", shift, False),
    ):  # fmt: skip
        event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_A, modifier, text)
        QCoreApplication.sendEvent(secret.edit, event)
        assert secret.caps_hint.isVisible() == on, (text, modifier)
        assert ("Caps Lock is on" in secret.edit.accessibleDescription()) == on
    QCoreApplication.sendEvent(secret.edit, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_CapsLock, plain, ""))
    assert secret.caps_hint.isVisible()
    locked.unlock.open_form.open.setFocus()
    assert not secret.caps_hint.isVisible()


def test_what_has_the_keyboard_is_in_sight(remembering: MainWindow, qtbot: QtBot) -> None:
    """In a window as small as 1366 by 768 at 150%, and when a field far up has to be corrected."""
    remembering.resize(910, 560)
    unlock = remembering.unlock
    unlock.arrive()
    qtbot.waitUntil(lambda: _in_sight(remembering))
    unlock.offer_new()
    unlock.new_form.second.take_focus()
    qtbot.waitUntil(lambda: _in_sight(remembering))
    unlock.new_form.name.set_value("")
    unlock.new_form.ask()
    assert remembering.focusWidget() is unlock.new_form.name.input
    qtbot.waitUntil(lambda: _in_sight(remembering))


def _in_sight(window: MainWindow) -> bool:
    focus = window.focusWidget()
    return focus is not None and focus.visibleRegion().boundingRect().size() == focus.size()
