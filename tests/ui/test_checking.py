"""After opening, a damaged store is told of with the backup to go back to; a year on, that a backup should be tried."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desk_app.progress import silent
from desk_app.store import engine, safekeeping, verifying
from ui.checking import DRILL, Checking
from ui.kit.preferences import FILE, LARGEST, Kept, Preferences
from ui.main_window import MainWindow
from ui.pages import CASES


def look(window: MainWindow, qtbot: QtBot) -> None:
    """Look as it is done eight seconds after opening."""
    window.checking.look()
    qtbot.waitUntil(lambda: window.runner.busy == 0, timeout=20_000)


def test_a_damaged_page_is_told_with_the_last_good_backup(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One press leads to the form that restores it to where the store is; what is damaged is kept."""
    assert window.session is not None
    store = window.session.desk.store
    backup = tmp_path / "team 2026-11-23 0900.backup"
    safekeeping.backup(store, backup)
    [(pages,)] = store.read("PRAGMA page_count")
    store.checkpoint()
    raw = (store.path / "store.db").open("r+b", 0)  # as a disk would: while it is open
    try:
        raw.seek((pages - 1) * 4096 + 100)
        raw.write(b"\xff" * 16)
    finally:
        raw.close()
    look(window, qtbot)
    qtbot.waitUntil(lambda: "is damaged" in window.shell.message.accessibleName())
    assert f"The last good backup is {backup.name}" in window.shell.message.accessibleName()
    window.go(CASES)  # it does not go with the page
    assert "is damaged" in window.shell.message.accessibleName()
    offer = next(b for b in window.shell.message.findChildren(QPushButton) if "Restore this backup" in b.text())
    offer.click()
    assert window.session is None
    form = window.unlock.restore_form
    assert form.isVisible()
    assert (form.backup.value(), form.store.value()) == (str(backup), str(store.path))


def test_a_whole_store_is_not_spoken_of(window: MainWindow, qtbot: QtBot) -> None:
    """Nor is the drill in the first year."""
    look(window, qtbot)
    assert not window.shell.message.isVisible()
    assert window.preferences.kept.drilled_on == "2026-11-24"


def test_a_year_after_the_last_time_a_backup_should_be_tried_out(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, today: date
) -> None:
    """Looking at what a backup would restore is a drill; then it is quiet again for a year."""
    window.preferences.keep(drilled_on=(today - timedelta(days=364)).isoformat())
    look(window, qtbot)
    assert not window.shell.message.isVisible()
    window.preferences.keep(drilled_on=(today - timedelta(days=365)).isoformat())
    look(window, qtbot)
    qtbot.waitUntil(lambda: DRILL.message in window.shell.message.accessibleName())
    assert window.session is not None
    store = window.session.desk.store
    backup = tmp_path / "a.backup"
    window.session.office.back_up(backup, silent)
    window.lock()
    from tests.conftest import PASSPHRASE

    window.unlock._look_at_backup(backup, tmp_path / "elsewhere.desk", PASSPHRASE)
    qtbot.waitUntil(lambda: window.unlock.restore_form.restore.isVisible(), timeout=20_000)
    assert window.preferences.kept.drilled_on == today.isoformat()
    assert store.path.exists()


def test_what_cannot_be_read_at_all_is_damage_too(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLite gives up at the first page that is no page of its."""
    assert window.session is not None

    class Corrupt(engine.DatabaseError):  # type: ignore[misc, valid-type]
        sqlite_errorname = "SQLITE_CORRUPT"

    def broken(_connection: object) -> list[str]:
        raise Corrupt("database disk image is malformed")

    monkeypatch.setattr(engine, "check_pages", broken)
    assert verifying.wrong_pages(window.session.desk.store) == ["database disk image is malformed"]
    assert isinstance(window.checking, Checking)


# --- the file of preferences is from outside, too
@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", "3", '"x"', "[" * 100_000, '{"recent": {}}', '{"recent": [null]}', '{"place": [1]}',
        '{"width": 1e400}', '{"width": true}', '{"drilled_on": "yesterday"}', '{"remembered": []}', '{"mode": []}',
        json.dumps({"width": 10**40}), json.dumps({"place": [10**12, 0]}), "\ufeff{}", '{"width": NaN}',
    ],
)  # fmt: skip
def test_garbage_in_the_preferences_is_as_if_there_were_none(text: str, tmp_path: Path) -> None:
    """The window opens where it would on the first day."""
    (tmp_path / FILE).write_text(text, "utf-8")
    assert Preferences(tmp_path).kept == Kept()


def test_preferences_that_are_too_large_are_not_even_read(tmp_path: Path) -> None:
    """100 MB, of which nothing is in memory."""
    with (tmp_path / FILE).open("wb") as file:
        file.truncate(100 << 20)
    assert Preferences(tmp_path).kept == Kept()
    (tmp_path / FILE).write_text(json.dumps({"mode": "dark", "more": "x" * (LARGEST - 100)}), "utf-8")
    assert Preferences(tmp_path).kept.mode == "dark"


def test_preferences_that_are_no_text_or_no_file_do_no_harm(tmp_path: Path) -> None:
    """Bytes of any kind; a folder of that name, into which nothing is then written."""
    (tmp_path / FILE).write_bytes(bytes(range(256)))
    assert Preferences(tmp_path).kept == Kept()
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    known = Preferences(tmp_path)
    known.keep(mode="dark")
    assert known.kept.mode == "dark"
