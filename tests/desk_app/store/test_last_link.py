"""Changes that were saved and are gone are noticed: the log was damaged, cut, or left behind with the copying."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from desk_app.records import Case
from desk_app.store import Store, last_link
from desk_app.store.store import DATABASE
from tests.desk_app.store.conftest import Reopen
from tests.desk_app.store.samples import complaint

DAY = date(2026, 11, 2)
LOG = f"{DATABASE}-wal"


def cut_short(store: Store, place: Path) -> Path:
    """The folder as a killed process leaves it, its log not yet folded in."""
    left = place / "Left.desk"
    shutil.copytree(store.path, left)
    assert (left / LOG).stat().st_size
    return left


def test_a_store_that_was_cut_short_lacks_nothing(store: Store, tmp_path: Path, reopen: Reopen) -> None:
    complaint(store, DAY)
    assert reopen(cut_short(store, tmp_path)).lost == 0


def test_a_log_left_behind_is_noticed_and_noted_in_the_journal(store: Store, tmp_path: Path, reopen: Reopen) -> None:
    """Two complaints are logged and stand in the log alone; the log is not copied."""
    store.checkpoint()
    for _ in range(2):
        complaint(store, DAY)
    left = cut_short(store, tmp_path)
    (left / LOG).unlink()
    again = reopen(left)
    assert again.lost == 2
    assert not again.all(Case)
    assert again.history(limit=1)[0][0].verb == "opened without the last 2 changes, which are missing"
    again.close()
    assert reopen(left).lost == 0, "it is said once"


def test_a_damaged_log_is_noticed_also_by_who_only_reads(store: Store, tmp_path: Path, reopen: Reopen) -> None:
    complaint(store, DAY)
    left = cut_short(store, tmp_path)
    log = left / LOG
    data = bytearray(log.read_bytes())
    data[-100] ^= 1
    log.write_bytes(data)
    assert reopen(left, read_only=True).lost == 1


def test_an_older_note_or_one_that_cannot_be_read_says_nothing(store: Store, tmp_path: Path, reopen: Reopen) -> None:
    """The power went before the note was on the disk."""
    complaint(store, DAY)
    note = (store.path / last_link.NAME).read_text("ascii")
    complaint(store, DAY)
    for text in (note, "", "{", "[1]", '{"branch": 1, "seq": "x", "hash": ""}'):
        (store.path / last_link.NAME).write_text(text, "ascii")
        assert last_link.missing(store.connection, last_link.kept(store.path)) == 0
