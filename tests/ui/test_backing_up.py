"""Backups that make themselves, in the window."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desk_app.desk import Desk, Logged
from desk_app.exchange import exports, register
from desk_app.progress import silent
from desk_app.store import backups, opening, restoring, safekeeping
from desk_app.store.search import Filter
from tests.conftest import PASSPHRASE
from ui.backing_up import BackingUp
from ui.kit.keyboard import PushButton
from ui.main_window import MainWindow
from ui.pages import SETTINGS
from ui.settings import SettingsScreen

Log = Callable[..., Logged]
MORNING = datetime(2026, 11, 24, 9, 15)


@pytest.fixture
def keeping(window: MainWindow) -> BackingUp:
    """The window's own, at a quarter past nine."""
    made = window.backing_up
    made._now = lambda: MORNING
    return made


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_todays_backup_is_made_once(
    window: MainWindow, keeping: BackingUp, logged: Log, tmp_path: Path, qtbot: QtBot
) -> None:
    """With the name of the day; it can be restored; the earlier ones that need not be kept are gone."""
    logged()
    folder = tmp_path / "backups"
    folder.mkdir()
    assert window.session is not None
    safekeeping.backup(window.session.desk.store, tmp_path / "earlier.backup")
    for n in range(1, 41):
        day = datetime.fromordinal(MORNING.toordinal() - n)
        shutil.copyfile(tmp_path / "earlier.backup", folder / backups.name_of("team", day))
    window.preferences.keep(daily_backups=str(folder))
    keeping.look()
    qtbot.waitUntil(lambda: not keeping.running, timeout=20_000)
    assert "team 2026-11-24 0915.backup" in names(folder)
    assert len(names(folder)) < 20
    before = names(folder)
    keeping.look()
    qtbot.waitUntil(lambda: not keeping.running, timeout=20_000)
    assert names(folder) == before
    made = folder / "team 2026-11-24 0915.backup"
    assert restoring.preview(made, tmp_path / "new.desk", PASSPHRASE).backup.cases == 1


def test_a_folder_that_cannot_be_reached_is_said(
    window: MainWindow, keeping: BackingUp, logged: Log, tmp_path: Path, qtbot: QtBot
) -> None:
    """With what to do; the window goes on."""
    logged()
    (tmp_path / "file").touch()
    window.preferences.keep(daily_backups=str(tmp_path / "file" / "below"))
    keeping.look()
    qtbot.waitUntil(lambda: "backup was not made" in window.shell.message.accessibleName(), timeout=20_000)
    assert "Settings" in window.shell.message.accessibleName()


def test_without_a_folder_an_old_backup_is_warned_of_once(window: MainWindow, keeping: BackingUp, logged: Log) -> None:
    """Not while there is nothing to lose, nor on the store's first day; with the way to where a folder is chosen."""
    assert window.session is not None
    begun = window.session.office.begun_at()
    assert begun is not None
    logged()
    keeping._now = lambda: begun.astimezone().replace(tzinfo=None)
    keeping.look()
    assert not window.shell.message.isVisible()
    window.session.undo()
    window.shell.quiet()
    keeping._now = lambda: begun.astimezone().replace(tzinfo=None) + timedelta(days=1)
    keeping.look()
    assert "never been backed up" not in window.shell.message.accessibleName()
    logged()
    window.shell.say("ok", "Acknowledged.")
    keeping.look()
    assert window.shell.message.accessibleName() == "Acknowledged."
    window.shell.quiet()
    keeping.look()
    assert "never been backed up" in window.shell.message.accessibleName()
    assert window.shell.message.property("tone") == "warn"
    [go] = [made for made in window.shell.message.findChildren(PushButton) if "backups" in made.text()]
    go.click()
    assert window.current() == SETTINGS
    page = window.page(SETTINGS)
    assert isinstance(page, SettingsScreen)
    assert page.section.title == "Folders and backup"
    window.shell.quiet()
    keeping.look()
    assert not window.shell.message.isVisible()


def test_a_timer_that_runs_out_while_the_store_closes_reads_nothing(window: MainWindow, keeping: BackingUp) -> None:
    """Qt may still call it between the closing and its end."""
    window._close_store()
    keeping.look()
    assert not keeping.running


@pytest.mark.parametrize("what", ["a register", "everything of another store"])
def test_before_an_import_the_store_is_backed_up(
    window: MainWindow, keeping: BackingUp, logged: Log, tmp_path: Path, what: str
) -> None:
    """As it was before, where there is a folder for it; by the import itself, whoever asks for it."""
    logged()
    folder = tmp_path / "backups"
    window.preferences.keep(daily_backups=str(folder))
    session = window.session
    assert session is not None
    if what == "a register":
        session.import_register(session.plan_register(_one_row(tmp_path, session.today), False, silent), silent)
    else:
        other = _another_store(tmp_path)
        taken = session.plan_everything(other, session.open_register(other, silent), silent)
        assert taken is not None
        session.import_everything(taken, silent)
    assert names(folder) == ["team 2026-11-24 0915.backup"]
    assert restoring.preview(folder / names(folder)[0], tmp_path / "new.desk", PASSPHRASE).backup.cases == 1
    assert session.desk.list_cases(Filter()).count == 2


def _one_row(folder: Path, today: date) -> register.Reading:
    """A register of one case."""
    (folder / "one.csv").write_text("Type,Date received,Summary\nCompliment,02/11/2026,Kind words\n", "utf-8")
    return register.read(folder / "one.csv", today=today)


def _another_store(folder: Path) -> Path:
    """Everything of a store with two cases; the reference of the first is taken in the other."""
    made, _ = opening.create(folder / "other.desk", member="Ana", passphrase=PASSPHRASE, weak_for_tests=True)
    with made:
        for _ in range(2):
            Desk(made, lambda: MORNING.date()).log({"kind": "Comment", "received_on": "today", "words": "Elsewhere."})
        exports.write(made, "everything", folder / "all.xlsx", today=MORNING.date())
    return folder / "all.xlsx"
