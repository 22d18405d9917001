"""Restoring a backup: proved before anything is replaced, what was there is kept, what would be lost is said."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desk_app import dates
from desk_app.desk import Desk, erase
from desk_app.problems import Problem
from desk_app.records import Case
from desk_app.store import (
    Store,
    WrongPassphrase,
    attempts,
    keys,
    migrations,
    opening,
    restoring,
    safekeeping,
    verifying,
)
from desk_app.store.attempts import TooSoon
from tests.conftest import PASSPHRASE

if TYPE_CHECKING:
    from sqlite_utils import Database

DAY = date(2026, 11, 24)


def log(store: Store, words: str) -> None:
    Desk(store, lambda: DAY).log({"kind": "Comment", "received_on": "today", "words": words})


@pytest.fixture
def backup(store: Store, tmp_path: Path) -> Path:
    """Of a store with one comment; then another one was logged."""
    log(store, "Before the backup.")
    out = tmp_path / "backups" / "team.backup"
    out.parent.mkdir()
    safekeeping.backup(store, out)
    log(store, "After the backup.")
    return out


def words(path: Path) -> list[str]:
    with opening.open_store(path, PASSPHRASE, read_only=True) as opened:
        return [case.words for case in opened.all(Case)]


def test_a_backup_becomes_a_store_where_there_was_none(backup: Path, tmp_path: Path) -> None:
    """It opens with the passphrase of its day, is proved whole, and can be worked with."""
    out = tmp_path / "elsewhere" / "team.desk"
    preview, aside = restoring.restore(backup, out, PASSPHRASE)
    assert (preview.now, aside, preview.backup.cases) == (None, None, 1)
    assert words(out) == ["Before the backup."]
    with opening.open_store(out, PASSPHRASE) as opened:
        log(opened, "Goes on.")
        assert opened.verify().ok
    assert not out.with_name("team.desk.restoring").exists()


def test_what_would_be_lost_is_said_and_the_store_is_kept_aside(store: Store, backup: Path) -> None:
    """One change was made since; both stores are there afterwards."""
    path = store.path
    store.close()
    said = restoring.preview(backup, path, PASSPHRASE)
    assert said.lost == 1
    assert "1 later change would be lost" in said.in_words
    assert words(path) == ["Before the backup.", "After the backup."]
    _, aside = restoring.restore(backup, path, PASSPHRASE, replacing=True)
    assert aside is not None
    assert words(path) == ["Before the backup."]
    assert words(aside) == ["Before the backup.", "After the backup."]


def test_a_store_is_not_replaced_unasked_nor_while_it_is_open(store: Store, backup: Path) -> None:
    """The open one goes on as if nothing had been tried."""
    with pytest.raises(Problem, match="already"):
        restoring.restore(backup, store.path, PASSPHRASE)
    with pytest.raises(Problem, match="open elsewhere"):
        restoring.restore(backup, store.path, PASSPHRASE, replacing=True)
    log(store, "Still here.")
    assert len(store.all(Case)) == 3


def test_a_store_that_is_open_is_said_to_be_before_anything_is_looked_at(store: Store, backup: Path) -> None:
    """Not after the backup has been unpacked and checked; another name is proposed. Closed, it can be looked at."""
    done: list[str] = []
    with pytest.raises(Problem, match="Nothing was changed") as told:
        restoring.preview(backup, store.path, PASSPHRASE, lambda _done, _total, text: done.append(text))
    assert "restored.desk" in told.value.remedy
    assert "reading only" not in str(told.value)
    assert done == []
    log(store, "Still writable.")
    store.close()
    assert restoring.preview(backup, store.path, PASSPHRASE).lost == 2


def test_the_moment_of_a_backup_is_said_as_everywhere(backup: Path, tmp_path: Path) -> None:
    """ "24 Nov 2026, 16:23", on this computer's clock."""
    found = restoring.preview(backup, tmp_path / "new.desk", PASSPHRASE)
    assert found.backup.last_at is not None
    assert f"of {dates.moment(found.backup.last_at)}." in found.in_words
    assert "UTC" not in found.in_words


def test_a_wrong_passphrase_changes_nothing(store: Store, backup: Path) -> None:
    """Nor a folder left behind."""
    path = store.path
    store.close()
    with pytest.raises(Problem, match="does not open"):
        restoring.restore(backup, path, "wrong", replacing=True)
    assert len(words(path)) == 2
    assert not path.with_name("team.desk.restoring").exists()


def test_a_damaged_backup_is_refused(backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut short, something else, another file in it, or one that does not prove whole."""
    cut = tmp_path / "cut.backup"
    cut.write_bytes(backup.read_bytes()[:-2000])
    other = tmp_path / "other.backup"
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("../evil.txt", "x")
    text = tmp_path / "text.backup"
    text.write_text("no backup", "utf-8")
    for bad in (cut, other, text, tmp_path / "nowhere.backup"):
        with pytest.raises(Problem):
            restoring.restore(bad, tmp_path / "new.desk", PASSPHRASE)
    flipped = bytearray(backup.read_bytes())
    flipped[len(flipped) // 2] ^= 1
    (tmp_path / "flipped.backup").write_bytes(flipped)
    with pytest.raises(Problem):
        restoring.restore(tmp_path / "flipped.backup", tmp_path / "new.desk", PASSPHRASE)
    monkeypatch.setattr(verifying.Verification, "ok", property(lambda _: False))
    with pytest.raises(Problem, match="damaged"):
        restoring.restore(backup, tmp_path / "new.desk", PASSPHRASE)
    assert not (tmp_path / "new.desk").exists()
    assert not (tmp_path / "evil.txt").exists()


def test_a_backup_of_another_store_is_named_as_that(backup: Path, tmp_path: Path) -> None:
    """Before it replaces anything."""
    other, _ = opening.create(tmp_path / "other.desk", member="Bo", passphrase=PASSPHRASE, weak_for_tests=True)
    other.close()
    assert "another store" in restoring.preview(backup, other.path, PASSPHRASE).in_words


def test_the_command_line_restores(backup: Path, tmp_path: Path) -> None:
    """A dry run first; then it says what it did."""
    out = tmp_path / "again.desk"
    environment = {**os.environ, "FEEDBACK_DESK_PASSPHRASE": PASSPHRASE}
    command = [sys.executable, "-m", "desk_app", "restore", str(backup), "--out", str(out)]
    tried = subprocess.run([*command, "--dry-run"], capture_output=True, text=True, env=environment, check=False)
    assert (tried.returncode, out.exists()) == (0, False)
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert "The backup holds 1 cases" in done.stdout or "The backup holds 1 case" in done.stdout
    verified = subprocess.run(
        [sys.executable, "-m", "desk_app", "history", str(out), "--json"],
        capture_output=True, text=True, env=environment, check=False,
    )  # fmt: skip
    assert json.loads(verified.stdout)


def test_a_backup_of_an_earlier_version_is_restored(
    backup: Path, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was unpacked is brought up to date before it is read: after an update the old backups are all there is."""

    def issue_99_colours(db: Database) -> None:
        db.execute("CREATE TABLE colour(id INTEGER PRIMARY KEY) STRICT")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, issue_99_colours))
    target = tmp_path / "there" / "team.desk"
    restoring.restore(backup, target, PASSPHRASE)
    assert [path.name for path in target.parent.iterdir()] == ["team.desk"]
    with opening.open_store(target, PASSPHRASE) as there:
        assert there.read("SELECT count(*) FROM colour") == [(0,)]
        assert len(there.all(Case)) == 1
        assert there.branch != store.branch
        assert there.verify().ok


def erase_first(store: Store) -> None:
    """The case that is in the backup."""
    first = min(store.all(Case), key=lambda case: case.id)
    erase.erase(store, erase.plan_for_cases(store, [first.id]), DAY, store.member, erase.Why.REQUEST)


def test_what_was_erased_since_a_backup_is_erased_again(backup: Path, store: Store) -> None:
    """It is said before anything is restored; without an erasure nothing is said of one. The words do not come back."""
    path = store.path
    store.close()
    assert "rased" not in restoring.preview(backup, path, PASSPHRASE).in_words
    with opening.open_store(path, PASSPHRASE) as again:
        erase_first(again)
    said = restoring.preview(backup, path, PASSPHRASE).in_words
    assert "Erased since and still in the backup: 1 case. That is erased again." in said
    restoring.restore(backup, path, PASSPHRASE, replacing=True)
    assert words(path) == [""]
    with opening.open_store(path, PASSPHRASE) as restored:
        assert restored.verify().ok
        assert restored.history(limit=1)[0][0].verb == "restore a backup"
        with pytest.raises(Problem, match="cannot be undone"):
            restored.undo()


def test_guesses_at_a_backup_have_to_wait_longer_every_time(
    store: Store, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking, restoring, under another name, wherever the backup lies: it is one count, here and in a new process."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    store.close()
    for _ in range(4):
        with pytest.raises(WrongPassphrase):
            restoring.preview(backup, store.path, "wrong")
    copied = tmp_path / "another name.backup"
    shutil.copyfile(backup, copied)
    with pytest.raises(TooSoon, match="5 seconds"):
        restoring.restore(copied, tmp_path / "back.desk", PASSPHRASE)
    assert not (tmp_path / "back.desk").exists()
    [counted] = (tmp_path / "data").glob(f"feedback-desk/attempts/*/{attempts.NAME}")
    noted = json.loads(counted.read_text("ascii"))
    before = datetime.fromisoformat(noted["last_at"]) - timedelta(seconds=5)
    counted.write_text(json.dumps({**noted, "last_at": before.isoformat()}), "ascii")
    restoring.preview(copied, tmp_path / "back.desk", PASSPHRASE)
    assert not counted.exists()
    assert not (store.path / attempts.NAME).exists()


def test_a_backup_that_was_packed_small_is_refused_before_it_is_unpacked(backup: Path, tmp_path: Path) -> None:
    """Ours never are; a small file could become gigabytes. The same backup as it was made is restored."""
    packed = tmp_path / "packed.backup"
    with zipfile.ZipFile(backup) as whole, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as small:
        for name in sorted(restoring.NAMES):
            small.writestr(name, whole.read(name))
    with pytest.raises(Problem, match="is not a backup"):
        restoring.restore(packed, tmp_path / "back.desk", PASSPHRASE)
    restoring.restore(backup, tmp_path / "back.desk", PASSPHRASE)


def test_a_backup_with_a_keys_file_of_megabytes_is_refused(backup: Path, tmp_path: Path) -> None:
    """Of blanks after the keys, so that only its length is wrong."""
    long = tmp_path / "long.backup"
    with zipfile.ZipFile(backup) as whole, zipfile.ZipFile(long, "w") as made:
        made.writestr("store.db", whole.read("store.db"))
        made.writestr(keys.NAME, whole.read(keys.NAME).ljust(keys.LARGEST + 1))
    with pytest.raises(Problem, match="is not a backup"):
        restoring.restore(long, tmp_path / "back.desk", PASSPHRASE)
