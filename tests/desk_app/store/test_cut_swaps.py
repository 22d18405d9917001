"""A process that ended between the two renames of a swap: nothing that is done next loses the team's store."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import IO

import pytest

from desk_app import plain_files, sample
from desk_app.desk import Desk, members
from desk_app.problems import Problem
from desk_app.records import Case, Member
from desk_app.store import OnlyReadable, Store, opening, rekeying, restoring, safekeeping, swapping
from desk_app.store.lock import Lock
from desk_app.store.store import DATABASE
from tests.conftest import PASSPHRASE
from tests.desk_app.store import nearly_full
from tests.desk_app.store.test_restoring import erase_first, log, words
from ui import stores

DAY = date(2026, 11, 24)
GOING = "six quiet otters"
ENDS_AFTER = (
    "import os, sys\n"
    "from pathlib import Path\n"
    "rename = Path.rename\n"
    "def ending(self, target):\n"
    "    done = rename(self, target)\n"
    "    if self == store: os._exit(9)\n"
    "    return done\n"
    "def finish(): Path.rename = ending\n"
    "store = Path(sys.argv[1])\n"
)
"""A process that ends, as if killed, once the store was moved aside."""
REMOVAL = (
    "from desk_app.desk import members\nfrom desk_app.records import Member\nfrom desk_app.store import opening\n"
    "opened = opening.open_store(store, sys.argv[2])\n"
    "[bo] = opened.all(Member, name='Bo Made-Up')\nopened.close()\nfinish()\n"
    "members.remove(store, opened.key, bo, 'Alex Example')\n"
)
RESTORE = (
    "from desk_app.store import restoring\nfinish()\n"
    "restoring.restore(Path(sys.argv[3]), store, sys.argv[2], replacing=True)\n"
)
LOOK = "from desk_app.store import restoring\nrestoring.preview(Path(sys.argv[3]), store, sys.argv[2])\n"


def _ends(task: str, path: Path, backup: Path) -> None:
    """Do a task in a process that ends in the midst of its swap."""
    command = [sys.executable, "-c", ENDS_AFTER + task, str(path), PASSPHRASE, str(backup)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 9, done.stderr
    assert not path.exists()


@pytest.fixture
def backup(store: Store, tmp_path: Path) -> Path:
    """Of a closed store with one comment and two members; another comment was logged after it."""
    members.add(store, "Bo Made-Up", "officer", GOING)
    log(store, "Before the backup.")
    out = tmp_path / "team.backup"
    safekeeping.backup(store, out)
    log(store, "After the backup.")
    store.close()
    return out


@pytest.fixture
def cut(store: Store, backup: Path) -> Path:
    """The store, whose removal of a member was cut between the two renames."""
    _ends(REMOVAL, store.path, backup)
    return store.path


BOTH = ["Before the backup.", "After the backup."]


def test_a_new_store_is_not_made_where_a_cut_one_stood(cut: Path) -> None:
    """It is put back, and opens without who was removed."""
    with pytest.raises(Problem, match="already"):
        opening.create(cut, member="Cy Invented", passphrase="other", weak_for_tests=True)
    with opening.open_store(cut, PASSPHRASE) as opened:
        assert [case.words for case in opened.all(Case)] == BOTH
        assert [member.name for member in opened.all(Member)] == ["Alex Example"]
    assert not swapping.beside(cut, "old").exists()
    assert not swapping.beside(cut, "new").exists()


def test_a_backup_is_not_restored_unasked_where_a_cut_store_stood(cut: Path, backup: Path) -> None:
    """Asked for, it is compared with the one that was cut, which is kept."""
    with pytest.raises(Problem, match="already"):
        restoring.restore(backup, cut, PASSPHRASE)
    assert restoring.preview(backup, cut, PASSPHRASE).now is not None
    _, aside = restoring.restore(backup, cut, PASSPHRASE, replacing=True)
    assert aside is not None
    assert words(aside) == BOTH


def test_looking_at_a_backup_compares_with_a_store_that_was_cut(cut: Path, backup: Path) -> None:
    """It is there again before anything else was tried."""
    assert restoring.preview(backup, cut, PASSPHRASE).now is not None
    assert words(cut) == BOTH


def test_a_cut_store_is_in_the_list_of_recent_ones(cut: Path, tmp_path: Path) -> None:
    """It is put back; what is really gone is gone."""
    gone = tmp_path / "Gone.desk"
    assert stores.missing([cut, gone], lambda *_: None) == [gone]
    assert words(cut) == BOTH


def test_a_cut_restore_done_again_brings_nobody_back_who_was_erased(store: Store, backup: Path) -> None:
    """The second one is compared with what the first put in place."""
    with opening.open_store(store.path, PASSPHRASE) as again:
        erase_first(again)
    _ends(RESTORE, store.path, backup)
    said = restoring.preview(backup, store.path, PASSPHRASE).in_words
    assert "no store to compare" not in said
    restoring.restore(backup, store.path, PASSPHRASE, replacing=True)
    assert words(store.path) == [""]


def test_another_store_put_there_by_hand_costs_nothing(cut: Path, backup: Path, tmp_path: Path) -> None:
    """By another program, or an earlier version of this one: what was cut is kept under a name that opens."""
    elsewhere = tmp_path / "elsewhere" / "back.desk"
    restoring.restore(backup, elsewhere, PASSPHRASE)
    elsewhere.rename(cut)
    assert words(cut) == BOTH[:1]
    opening.open_store(cut, PASSPHRASE).close()
    assert words(cut.with_name(f"{cut.stem} before this one.desk")) == BOTH
    assert swapping.beside(cut, "old").exists()
    with opening.open_store(cut, PASSPHRASE) as opened:
        assert opened.verify().ok


def test_an_old_folder_of_another_store_survives_the_next_swap(store: Store, backup: Path, tmp_path: Path) -> None:
    """It is moved aside, not removed."""
    other, _ = opening.create(tmp_path / "other.desk", member="Cy", passphrase=PASSPHRASE, weak_for_tests=True)
    Desk(other, lambda: DAY).log({"kind": "Comment", "received_on": "today", "words": "Theirs."})
    other.close()
    other.path.rename(swapping.beside(store.path, "old"))
    with opening.open_store(store.path, PASSPHRASE) as opened:
        [bo] = opened.all(Member, name="Bo Made-Up")
        key = opened.key
    members.remove(store.path, key, bo, "Alex Example").close()
    assert words(store.path.with_name(f"{store.path.stem} before this one.desk")) == ["Theirs."]
    assert words(store.path) == BOTH


def test_a_removal_that_cannot_move_the_new_store_in_loses_nothing(
    store: Store, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something else holds the folder in that moment; the next opening finishes it."""
    assert backup.exists()
    rename = Path.rename

    def refused(self: Path, target: Path) -> Path:
        if target == store.path:
            raise PermissionError(13, "in use")
        return rename(self, target)

    with opening.open_store(store.path, PASSPHRASE) as opened:
        [bo] = opened.all(Member, name="Bo Made-Up")
        key = opened.key
    with monkeypatch.context() as held:
        held.setattr(Path, "rename", refused)
        with pytest.raises(Problem):
            rekeying.without(store.path, key, bo, "Alex Example")
    assert words(store.path) == BOTH


@nearly_full.posix
def test_a_removal_without_room_for_the_new_key_says_so_and_removes_nobody(store: Store, backup: Path) -> None:
    """The copy fits; what SQLCipher writes beside it while it changes the key does not, which it says in no way."""
    assert backup.exists()
    with opening.open_store(store.path, PASSPHRASE) as opened:
        [bo] = opened.all(Member, name="Bo Made-Up")
        key = opened.key
    beside = {each.name for each in store.path.parent.iterdir()}
    least = nearly_full.for_a_copy(store.path, key)
    with nearly_full.after(least), pytest.raises(Problem, match="cannot be read or written"):
        rekeying.without(store.path, key, bo, "Alex Example")
    assert {each.name for each in store.path.parent.iterdir()} == beside
    opening.open_store(store.path, GOING, member="Bo Made-Up").close()


@nearly_full.posix
def test_a_key_that_cannot_be_changed_leaves_the_file_as_it_was(
    store: Store, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is little room on the disk it is that; else it is said that it cannot be written."""
    assert backup.exists()
    file = store.path / DATABASE
    for free, told in ((1 << 40, "cannot be read or written"), (file.stat().st_size, "disk is full")):
        monkeypatch.setattr("shutil.disk_usage", lambda _, free=free: shutil._ntuple_diskusage(0, 0, free))
        with nearly_full.after(file.stat().st_size), pytest.raises(Problem, match=told):
            rekeying.rekey(file, store.key, bytes(32))
        assert words(store.path) == BOTH
        assert list(store.path.glob("*-journal")) == []


def test_a_removal_without_room_for_the_last_mark_leaves_nothing_beside_the_store(
    store: Store, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An empty mark would make the unused copy look like a store of its own."""
    assert backup.exists()
    with opening.open_store(store.path, PASSPHRASE) as opened:
        [bo] = opened.all(Member, name="Bo Made-Up")
        key = opened.key
    beside, writing = {each.name for each in store.path.parent.iterdir()}, plain_files.writing

    def full(path: Path, flags: int = os.O_TRUNC) -> AbstractContextManager[IO[bytes]]:
        if path.name == swapping.READY:
            path.touch()
            raise OSError(errno.ENOSPC, "No space left on device")
        return writing(path, flags)

    with monkeypatch.context() as patched:
        patched.setattr(plain_files, "writing", full)
        with pytest.raises(Problem, match="disk is full"):
            rekeying.without(store.path, key, bo, "Alex Example")
    assert {each.name for each in store.path.parent.iterdir()} == beside
    opening.open_store(store.path, GOING, member="Bo Made-Up").close()


def test_nobody_works_in_a_store_between_the_comparison_and_its_replacement(
    store: Store, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What they logged or erased then would be in neither: they are told that it is open elsewhere."""
    move_in, told = restoring._move_in, []

    def meanwhile(folder: Path, out: Path, lock: Lock | None) -> Path | None:
        with pytest.raises(OnlyReadable) as refused:
            opening.open_store(out, PASSPHRASE)
        told.append(refused.value)
        return move_in(folder, out, lock)

    monkeypatch.setattr(restoring, "_move_in", meanwhile)
    _, aside = restoring.restore(backup, store.path, PASSPHRASE, replacing=True)
    assert len(told) == 1
    assert aside is not None
    assert words(aside) == BOTH
    with opening.open_store(store.path, PASSPHRASE) as opened:
        log(opened, "Goes on.")


def test_a_store_that_appears_while_a_backup_is_unpacked_is_not_replaced(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There was none to be compared with, and nobody asked for that."""
    out, move_in = tmp_path / "new.desk", restoring._move_in

    def meanwhile(folder: Path, target: Path, lock: Lock | None) -> Path | None:
        opening.create(out, member="Cy Invented", passphrase="other", weak_for_tests=True)[0].close()
        return move_in(folder, target, lock)

    monkeypatch.setattr(restoring, "_move_in", meanwhile)
    with pytest.raises(Problem, match=r"meanwhile|missing"):
        restoring.restore(backup, out, PASSPHRASE)
    opening.open_store(out, "other").close()


@pytest.mark.parametrize("task", ["restore", "look"])
def test_what_a_killed_restore_has_unpacked_is_gone_at_the_next_opening(store: Store, backup: Path, task: str) -> None:
    """A dry run leaves it too. Reading leaves it alone: it may be at work."""
    ends = "import os\nfrom desk_app.store import restoring\nrestoring._against = lambda *_: os._exit(9)\n"
    does = RESTORE if task == "restore" else LOOK
    command = [sys.executable, "-c", ENDS_AFTER + ends + does, str(store.path), PASSPHRASE, str(backup)]
    assert subprocess.run(command, check=False).returncode == 9
    left = swapping.beside(store.path, "restoring")
    assert left.exists()
    swapping.beside(left, "old").mkdir()
    opening.open_store(store.path, PASSPHRASE, read_only=True).close()
    assert left.exists()
    opening.open_store(store.path, PASSPHRASE).close()
    assert [each.name for each in left.parent.iterdir() if ".restoring" in each.name] == []


def test_the_sample_is_made_anew_though_an_earlier_one_lies_beside_it(tmp_path: Path) -> None:
    """As it does after an update of the program."""
    path = sample.make(tmp_path, DAY)
    shutil.copytree(path, swapping.beside(path, "old"))
    assert sample.make(tmp_path, DAY) == path
    assert not swapping.beside(path, "old").exists()
