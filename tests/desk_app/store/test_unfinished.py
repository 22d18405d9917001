"""What is being written outside the store is noted in it: a note never keeps it shut, and goes with an erasure."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desk_app.store import Store, branches, opening, unfinished
from tests.conftest import PASSPHRASE

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
