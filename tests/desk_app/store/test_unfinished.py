"""What is being written outside the store is noted in it: a note never keeps it shut, and goes with an erasure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desk_app.store import Store, branches, names_of_files, opening, restoring, safekeeping, unfinished
from tests.conftest import PASSPHRASE
from tests.desk_app.store.test_carrying_over import closed, complainant, end_all, erase_person, left_in, log

NOTE = "unfinished outside"


def noted(store: Store) -> str:
    """What stands in the store."""
    return branches.recall(store.connection, NOTE)


def test_a_name_no_disk_takes_does_not_keep_the_store_shut(store: Store, tmp_path: Path) -> None:
    """A note of it from an earlier version is dropped when the store is opened; one of a stick that is out stays."""
    stick = tmp_path / "stick" / ".SAR.part"
    long = tmp_path / f".{'q' * 250}.part"
    store.remember({NOTE: json.dumps([str(long), str(stick)])})
    store.close()
    with opening.open_store(store.path, PASSPHRASE) as again:
        assert json.loads(noted(again)) == [str(stick)]


def test_what_the_system_does_not_let_us_look_at_does_not_either(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder in another account's private home, a share that is dead."""
    private = tmp_path / ".SAR.part"
    store.remember({NOTE: json.dumps([str(private)])})
    store.close()
    looks = Path.lstat, Path.stat

    def lstat(self: Path) -> object:
        if self == private:
            raise PermissionError(13, "Permission denied")
        return looks[0](self)

    def stat(self: Path, **how: bool) -> object:
        if self == private:
            raise PermissionError(13, "Permission denied")
        return looks[1](self, **how)

    monkeypatch.setattr(Path, "lstat", lstat)
    monkeypatch.setattr(Path, "stat", stat)
    with opening.open_store(store.path, PASSPHRASE) as again:
        assert json.loads(noted(again)) == []


def test_only_a_folder_that_could_be_made_is_noted(store: Store, tmp_path: Path) -> None:
    """Not the name that was refused."""
    with pytest.raises(OSError, match="name too long"), unfinished.outside(store, tmp_path / f".{'q' * 250}.part"):
        pass
    assert noted(store) == ""
    with unfinished.outside(store, tmp_path / ".SAR.part"):
        assert json.loads(noted(store)) == [str(tmp_path / ".SAR.part")]
        assert (tmp_path / ".SAR.part").is_dir()
    assert json.loads(noted(store)) == []


def test_with_an_erasure_a_persons_name_goes_from_the_names_of_files(store: Store, tmp_path: Path) -> None:
    """Of backups, and of folders on a stick that is out. Those of others stay, and so does where a backup lies."""
    case_id = log(store, "Ada Quillon", "About something")
    for name in ("before erasing Ada Quillon", "Quillon2", "AdaQuillon", "Team-2026-11-24", "ada/Team"):
        (out := tmp_path / f"{name}.backup").parent.mkdir(exist_ok=True)
        safekeeping.backup(store, out)
    stick = tmp_path / "stick"
    store.remember({NOTE: json.dumps([str(stick / ".Ada Quillon.part"), str(stick / ".SAR 7.part")])})
    end_all(store)
    erase_person(store, complainant(store, case_id).id)
    erased = str(tmp_path / f"{names_of_files.ERASED}.backup")
    assert [path for (path,) in store.read("SELECT path FROM backup_log ORDER BY id")] == [
        erased, erased, erased, str(tmp_path / "Team-2026-11-24.backup"), str(tmp_path / "ada" / "Team.backup"),
    ]  # fmt: skip
    assert json.loads(noted(store)) == [str(stick / ".SAR 7.part")]
    assert left_in(closed(store)) == set()


def test_restoring_does_not_bring_the_names_of_files_back(store: Store, tmp_path: Path) -> None:
    """The older backup knows a backup that was called after them; it is counted once."""
    case_id = log(store, "Ada Quillon", "About something")
    safekeeping.backup(store, tmp_path / "Ada Quillon.backup")
    safekeeping.backup(store, tmp_path / "b.backup")
    end_all(store)
    erase_person(store, complainant(store, case_id).id)
    path = closed(store)
    restoring.restore(tmp_path / "b.backup", path, PASSPHRASE, replacing=True)
    with opening.open_store(path, PASSPHRASE) as again:
        logged = [Path(name).name for (name,) in again.read("SELECT path FROM backup_log ORDER BY at")]
    assert logged == [f"{names_of_files.ERASED}.backup", "b.backup"]
    assert left_in(path) == set()
