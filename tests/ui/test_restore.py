"""Restoring a backup from the way in: looked at, restored, opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desk_app.desk import Desk
from desk_app.records import Case
from desk_app.store import Store, opening, passphrases, restoring, safekeeping
from tests.conftest import PASSPHRASE
from ui.kit.passphrase import Passphrase
from ui.kit.preferences import Preferences
from ui.kit.theme import Mode, ThemeManager
from ui.main_window import MainWindow
from ui.session import Filter


@pytest.fixture
def window(
    qtbot: QtBot, themes: ThemeManager, preferences: Preferences, today: date, tmp_path: Path
) -> Iterator[MainWindow]:
    """The window as it starts."""
    themes.set_mode(Mode.LIGHT)
    made = MainWindow(themes, preferences, tmp_path / "data", lambda: today)
    made.show()
    qtbot.waitExposed(made)
    made.unlock.arrive()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def backup(store: Store, today: date, tmp_path: Path) -> Path:
    """Of a store with one comment, which is closed now and has two."""
    desk = Desk(store, lambda: today)
    desk.log({"kind": "Comment", "received_on": "today", "words": "Before."})
    out = tmp_path / "Team 2026-11-24 0915.backup"
    safekeeping.backup(store, out)
    desk.log({"kind": "Comment", "received_on": "today", "words": "After."})
    store.close()
    return out


def test_a_backup_is_looked_at_then_restored_then_opened(
    window: MainWindow, backup: Path, store: Store, qtbot: QtBot
) -> None:
    """It says what would be lost and where the other store is kept; the store is chosen for opening."""
    window.unlock.open_form.restore_asked.emit()
    form = window.unlock.restore_form
    form.choose(backup)
    assert form.store.value().endswith("Team.desk")
    form.store.set_value(str(store.path))
    form.secret.set_value(PASSPHRASE)
    form.look.click()
    qtbot.waitUntil(lambda: form.restore.isVisibleTo(form), timeout=20_000)
    assert "1 later change would be lost" in form.found.accessibleName()
    form.restore.click()
    qtbot.waitUntil(lambda: "is restored" in window.unlock.message.accessibleName(), timeout=20_000)
    assert "before restoring" in window.unlock.message.accessibleName()
    window.unlock.unlock(store.path, PASSPHRASE)
    qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
    assert window.session is not None
    assert len(window.session.desk.case_rows(window.session.desk.all_case_ids(_every()))) == 1


def _every() -> Filter:

    return Filter()


def test_enter_looks_at_the_backup(window: MainWindow, backup: Path, store: Store, qtbot: QtBot) -> None:
    """In the passphrase, as in every other form of the page."""
    window.unlock.offer_restore()
    form = window.unlock.restore_form
    form.choose(backup)
    form.store.set_value(str(store.path))
    form.secret.set_value(PASSPHRASE)
    assert isinstance(form.secret.input, Passphrase)
    qtbot.keyClick(form.secret.input.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: form.restore.isVisibleTo(form), timeout=20_000)


def test_what_is_missing_stands_beside_its_field(window: MainWindow) -> None:
    """And something else entered means looking again."""
    window.unlock.offer_restore()
    form = window.unlock.restore_form
    form.look.click()
    assert form.backup.problem
    assert form.secret.problem
    form.store.set_value("somewhere")
    form.look.click()
    assert "End the name with .desk" in form.store.problem


def test_what_was_found_goes_when_the_store_was_opened_meanwhile(
    window: MainWindow, backup: Path, store: Store, qtbot: QtBot
) -> None:
    """It is said at once, and "would be lost" of before stands there no more."""
    window.unlock.offer_restore()
    form = window.unlock.restore_form
    form.choose(backup)
    form.store.set_value(str(store.path))
    form.secret.set_value(PASSPHRASE)
    form.look.click()
    qtbot.waitUntil(lambda: form.restore.isVisibleTo(form), timeout=20_000)
    with opening.open_store(store.path, PASSPHRASE):
        form.restore.click()
        qtbot.waitUntil(lambda: "open elsewhere" in window.unlock.message.accessibleName(), timeout=20_000)
    assert not form.found.isVisibleTo(form)
    assert not form.restore.isVisibleTo(form)
    assert form.look.isVisibleTo(form)


def test_a_wrong_passphrase_is_said_and_nothing_is_changed(
    window: MainWindow, backup: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """The form stands as it was filled in."""
    window.unlock.offer_restore()
    form = window.unlock.restore_form
    form.choose(backup)
    form.store.set_value(str(tmp_path / "new.desk"))
    form.secret.set_value("wrong")
    form.look.click()
    qtbot.waitUntil(lambda: "does not open" in window.unlock.message.accessibleName(), timeout=20_000)
    assert form.isVisibleTo(window)
    assert not (tmp_path / "new.desk").exists()


def test_a_changed_passphrase_is_asked_for_beside_that_of_the_backup(
    window: MainWindow, backup: Path, store: Store, qtbot: QtBot
) -> None:
    """Only then; with both it is looked at and restored, and today's opens the store."""
    with opening.open_store(store.path, PASSPHRASE) as changed:
        passphrases.renew(changed, "Alex Example", "seven other loud trumpets", weak_for_tests=True)
    window.unlock.offer_restore()
    form = window.unlock.restore_form
    form.choose(backup)
    form.store.set_value(str(store.path))
    form.secret.set_value(PASSPHRASE)
    assert not form.today.isVisibleTo(form)
    form.look.click()
    qtbot.waitUntil(lambda: form.today.isVisibleTo(form), timeout=20_000)
    assert "does not open the store that is there" in window.unlock.message.accessibleName()
    form.look.click()
    assert "today’s passphrase" in form.today.problem
    form.today.set_value("seven other loud trumpets")
    form.look.click()
    qtbot.waitUntil(lambda: form.restore.isVisibleTo(form), timeout=20_000)
    assert "2 later changes would be lost" in form.found.accessibleName()
    form.restore.click()
    qtbot.waitUntil(lambda: "is restored" in window.unlock.message.accessibleName(), timeout=20_000)
    assert "today’s passphrase" in window.unlock.message.accessibleName()
    assert not form.today.isVisibleTo(form)
    assert form.today.value() == ""
    with opening.open_store(store.path, "seven other loud trumpets") as restored:
        assert len(restored.all(Case)) == 1


def test_a_store_restored_under_another_name_says_that_erased_people_are_in_it(
    window: MainWindow, backup: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    """At the top of the page when it is first opened, and not the next time."""
    path = tmp_path / "other.desk"
    restoring.restore(backup, path, PASSPHRASE)
    for said in (True, False):
        window.unlock.unlock(path, PASSPHRASE)
        qtbot.waitUntil(lambda: window.session is not None, timeout=20_000)
        heard = window.shell.message.accessibleName() if window.shell.is_saying else ""
        assert ("was restored from a backup" in heard) is said
        window.lock()
        qtbot.waitUntil(lambda: window.session is None, timeout=20_000)
