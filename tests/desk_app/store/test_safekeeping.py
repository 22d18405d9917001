"""Backups."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desk_app.problems import Problem
from desk_app.progress import Cancelled
from desk_app.store import Store, backups, handing_over, keys, opening, safekeeping
from desk_app.store.store import DATABASE
from tests.desk_app.store.conftest import PASSPHRASE, Reopen
from tests.desk_app.store.samples import complaint
from tests.desk_app.store.test_changes import DAY


def test_a_backup_is_one_file_that_holds_the_whole_store(store: Store, tmp_path: Path, reopen: Reopen) -> None:
    """Unpacked, it is a store that opens with the passphrase of its day, with what was saved a moment ago."""
    case_id = complaint(store, DAY)
    out = tmp_path / "Team.backup"
    safekeeping.backup(store, out)
    with zipfile.ZipFile(out) as packed:
        assert [info.compress_type for info in packed.infolist()] == [zipfile.ZIP_STORED] * 2
        packed.extractall(tmp_path / "Again.desk")
    again = reopen(tmp_path / "Again.desk")
    assert again.case_file(case_id) == store.case_file(case_id)
    assert again.history() == store.history()
    assert again.branch.forked_from != store.branch.forked_from  # a branch of its own
    assert again.verify().ok
    assert sorted(file.name for file in tmp_path.iterdir()) == ["Again.desk", "Team.backup", "Team.desk"]


def test_the_store_remembers_its_last_backup(store: Store, tmp_path: Path) -> None:
    """Today asks when it was."""
    assert store.last_backup_at() is None
    safekeeping.backup(store, tmp_path / "a.backup")
    first = store.last_backup_at()
    safekeeping.backup(store, tmp_path / "b.backup")
    second = store.last_backup_at()
    assert first is not None
    assert second is not None
    assert second > first


def test_a_reader_can_make_a_backup(store: Store, path: Path, tmp_path: Path, reopen: Reopen) -> None:
    """While somebody else writes."""
    complaint(store, DAY)
    safekeeping.backup(reopen(path, read_only=True), tmp_path / "a.backup")
    assert (tmp_path / "a.backup").stat().st_size > 100_000
    assert store.last_backup_at() is None


def test_a_damaged_store_makes_no_backup(store: Store, path: Path, tmp_path: Path, reopen: Reopen) -> None:
    """And the earlier backup of that name is not replaced."""
    complaint(store, DAY)
    out = tmp_path / "Team.backup"
    safekeeping.backup(store, out)
    good = out.read_bytes()
    store.close()
    with (path / DATABASE).open("r+b") as file:
        file.seek(-2000, 2)
        file.write(bytes(64))
    with pytest.raises(Problem, match="damaged"):
        safekeeping.backup(reopen(path, read_only=True), out)
    assert out.read_bytes() == good
    assert sorted(file.name for file in tmp_path.iterdir()) == ["Team.backup", "Team.desk"]


def test_places_where_a_backup_is_of_no_use_are_refused(store: Store, path: Path, tmp_path: Path) -> None:
    """Inside the store, a folder, a folder that is not there."""
    with pytest.raises(Problem, match="inside the store"):
        safekeeping.backup(store, path / "a.backup")
    with pytest.raises(Problem, match="is a folder"):
        safekeeping.backup(store, tmp_path)
    with pytest.raises(Problem, match="folder is missing"):
        safekeeping.backup(store, tmp_path / "nowhere" / "a.backup")


def test_a_cancelled_backup_leaves_nothing(store: Store, tmp_path: Path) -> None:
    """Cancelled while it is written."""

    def progress(done: int, total: int, text: str) -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        safekeeping.backup(store, tmp_path / "a.backup", progress)
    assert [file.name for file in tmp_path.iterdir()] == ["Team.desk"]


def test_a_backup_cannot_be_read_without_the_passphrase(store: Store, tmp_path: Path) -> None:
    """Neither names nor words, and keys.json as it is in the store."""
    complaint(store, DAY, words="The giraffe was rude", name="Quentin Pemberton")
    safekeeping.backup(store, tmp_path / "a.backup")
    whole = (tmp_path / "a.backup").read_bytes()
    assert b"Pemberton" not in whole
    assert b"giraffe" not in whole
    with zipfile.ZipFile(tmp_path / "a.backup") as packed:
        kept = keys.parse(packed.read(keys.NAME))
    assert keys.unlock(kept, PASSPHRASE) == (store.key, "Alex Example")


@pytest.mark.parametrize("spoilt", ["the copy", "the archive"])
def test_a_backup_is_checked_page_by_page(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoilt: str
) -> None:
    """One that is spoilt while it is made does not count: not a page of the copy, nor a block of what was written."""
    complaint(store, DAY)
    out = tmp_path / "a.backup"
    safekeeping.backup(store, out)
    good, made_at = out.read_bytes(), store.last_backup_at()
    step, at = {"the copy": ("Checking the copy", ".copy"), "the archive": ("Reading it back", ".part")}[spoilt]

    def spoil(_done: int, _total: int = 0, text: str = "") -> None:
        if text == step:
            [file] = tmp_path.glob(f".a.backup.*{at}")
            with file.open("r+b") as writing:
                writing.seek(file.stat().st_size // 2)
                writing.write(bytes(64))

    with pytest.raises(Problem, match=r"damaged|read back whole"):
        safekeeping.backup(store, out, spoil)
    assert out.read_bytes() == good
    assert store.last_backup_at() == made_at
    assert sorted(file.name for file in tmp_path.iterdir()) == ["Team.desk", "a.backup"]


def test_only_backups_of_this_store_up_to_now_count_as_made_by_themselves(store: Store, tmp_path: Path) -> None:
    """Not a text file with such a name, not one of next year, not one of another store that is called the same."""
    now, folder = datetime(2026, 11, 24, 9, 15), tmp_path / "share"
    folder.mkdir()

    def named(at: datetime) -> Path:
        return folder / backups.name_of(store.path.stem, at)

    safekeeping.backup(store, named(datetime(2026, 11, 23, 9, 0)))
    safekeeping.backup(store, named(datetime(2027, 11, 24, 9, 0)))
    named(datetime(2026, 11, 24, 9, 0)).write_text("garbage", "utf-8")
    other, _ = opening.create(
        tmp_path / "other" / store.path.name, member="Bo Example", passphrase=PASSPHRASE, weak_for_tests=True
    )
    with other:
        safekeeping.backup(other, named(datetime(2026, 11, 24, 8, 0)))
        assert [kept.at.hour for kept in safekeeping.by_itself(other, folder, now)] == [8]
    assert [kept.at for kept in safekeeping.by_itself(store, folder, now)] == [datetime(2026, 11, 23, 9, 0)]


def test_the_last_good_backup_is_of_this_store_and_of_no_day_to_come(store: Store, tmp_path: Path) -> None:
    """Not another store's of that name, nor one without a database, nor what was put in the place of one by hand."""
    folder, today = tmp_path / "share", store.now().astimezone().replace(tzinfo=None)
    folder.mkdir()

    def named(days: int) -> Path:
        return folder / backups.name_of(store.path.stem, today + timedelta(days=days))

    safekeeping.backup(store, named(-3))
    safekeeping.backup(store, named(400))
    with zipfile.ZipFile(named(-1), "w") as empty:
        empty.write(store.path / keys.NAME, keys.NAME)
    other, _ = opening.create(
        tmp_path / "other" / store.path.name, member="Bo Example", passphrase=PASSPHRASE, weak_for_tests=True
    )
    with other:
        safekeeping.backup(other, named(-2))
        assert safekeeping.last_good(other, folder) == named(-2)
    with store.maintenance() as connection:
        connection.execute("DELETE FROM backup_log")
    assert safekeeping.last_good(store, folder) == named(-3)
    safekeeping.backup(store, tmp_path / "by hand.backup")
    assert safekeeping.last_good(store, folder) == tmp_path / "by hand.backup"
    (tmp_path / "by hand.backup").write_bytes(named(-2).read_bytes())
    assert safekeeping.last_good(store, folder) == named(-3)


def test_a_backup_replaces_none_of_another_store_and_nothing_that_is_no_backup(store: Store, tmp_path: Path) -> None:
    """Nor does handing over. Its own earlier one it does."""
    other, _ = opening.create(tmp_path / "other.desk", member="Bo Example", passphrase=PASSPHRASE, weak_for_tests=True)
    with other:
        safekeeping.backup(other, tmp_path / "theirs.backup")
    (tmp_path / "letter.docx").write_bytes(b"a letter")
    (tmp_path / "empty.backup").touch()
    for name in ("theirs.backup", "letter.docx", "empty.backup"):
        before = (tmp_path / name).read_bytes()
        for write in (safekeeping.backup, handing_over.hand_over):
            with pytest.raises(Problem, match="is there already and is no backup of this store"):
                write(store, tmp_path / name)
        assert (tmp_path / name).read_bytes() == before
    assert not (store.path / handing_over.NAME).exists()
    safekeeping.backup(store, tmp_path / "own.backup")
    safekeeping.backup(store, tmp_path / "own.backup")


@pytest.mark.skipif(os.name != "posix", reason="On Windows the folder says who may read what is in it.")
def test_a_backup_and_its_parts_are_for_who_made_it_alone(store: Store, tmp_path: Path) -> None:
    """It holds the members' names. One that is replaced keeps what the office lets others do."""
    seen = set[str]()

    def look(_done: int, _total: int = 0, _text: str = "") -> None:
        seen.update(oct(path.stat().st_mode & 0o777) for path in tmp_path.glob(".a.backup.*"))

    before = os.umask(0o022)
    try:
        safekeeping.backup(store, tmp_path / "a.backup", look)
        assert oct((tmp_path / "a.backup").stat().st_mode & 0o777) == "0o600"
        (tmp_path / "a.backup").chmod(0o640)
        safekeeping.backup(store, tmp_path / "a.backup")
    finally:
        os.umask(before)
    assert seen == {"0o600"}
    assert oct((tmp_path / "a.backup").stat().st_mode & 0o777) == "0o640"


CUT = (
    "import os, sys\n"
    "from pathlib import Path\n"
    "from desk_app.store import opening, safekeeping\n"
    "safekeeping._read_back = lambda *_: os._exit(9)\n"
    "safekeeping.backup(opening.open_store(Path(sys.argv[1]), sys.argv[2], read_only=True), Path(sys.argv[3]))\n"
)
"""A process that ends, as if killed, before its backup has its name."""


def test_what_a_killed_backup_left_goes_with_the_next_one(store: Store, tmp_path: Path) -> None:
    """Encrypted as it is, it holds everything. Of nobody else, and only what nobody has written to for an hour."""
    folder = tmp_path / "share"
    folder.mkdir()
    cut = folder / backups.name_of(store.path.stem, datetime(2026, 11, 23, 9, 15))
    command = [sys.executable, "-c", CUT, str(store.path), PASSPHRASE, str(cut)]
    assert subprocess.run(command, check=False).returncode == 9
    left = sorted(folder.iterdir())
    assert [each.suffix for each in left] == [".copy", ".part"]
    others = [folder / ".other 2026-11-23 0915.backup.7.part", folder / ".notes.part", folder / "seen.backup.7.part"]
    for path in others:
        path.write_bytes(b"theirs")
    _back_up(store, folder)
    assert set(left) <= set(folder.iterdir())
    for path in (*left, *others):
        os.utime(path, (time.time() - 3700,) * 2)
    (store.path / handing_over.NAME).touch()
    _back_up(store, folder)
    assert set(left) <= set(folder.iterdir())
    (store.path / handing_over.NAME).unlink()
    _back_up(store, folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [*(path.name for path in others), backups.name_of(store.path.stem, MORNING)]
    )


def test_what_is_left_of_a_backup_by_hand_goes_with_the_next_of_that_name(store: Store, tmp_path: Path) -> None:
    """The name is all there is to know it by."""
    left = tmp_path / ".Monday.backup.4711.copy"
    other = tmp_path / ".Tuesday.backup.4711.copy"
    for path in (left, other):
        path.touch()
        os.utime(path, (1, 1))
    safekeeping.backup(store, tmp_path / "Monday.backup")
    assert not left.exists()
    assert other.exists()


MORNING = datetime(2026, 11, 24, 9, 15)


def _back_up(store: Store, folder: Path) -> None:
    safekeeping.back_up_by_itself(store, folder, MORNING)
