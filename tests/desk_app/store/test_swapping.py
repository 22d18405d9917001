"""Bringing a store up to date: on a copy, which then takes its place; a cut swap is finished when opening."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desk_app.problems import Problem
from desk_app.records import Case
from desk_app.store import Store, migrations, swapping
from desk_app.store.store import DATABASE
from tests.desk_app.store.conftest import Reopen
from tests.desk_app.store.samples import complaint
from tests.desk_app.store.test_changes import DAY

if TYPE_CHECKING:
    from sqlite_utils import Database


def issue_99_colours(db: Database) -> None:
    """A later schema."""
    db.execute("CREATE TABLE colour(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT")


def issue_98_fails(db: Database) -> None:
    """A later schema that cannot be made."""
    db.execute("CREATE TABLE half(id INTEGER PRIMARY KEY) STRICT")
    raise ValueError("no")


@pytest.fixture
def earlier(store: Store) -> Path:
    """A closed store with one case."""
    complaint(store, DAY)
    store.close()
    return store.path


def _later(monkeypatch: pytest.MonkeyPatch, migration: object) -> None:
    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, migration))


def test_an_earlier_store_is_brought_up_to_date_when_it_is_opened(
    earlier: Path, reopen: Reopen, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has the new table, its old rows and its branch; the store as it was stays beside it."""
    _later(monkeypatch, issue_99_colours)
    opened = reopen(earlier)
    assert opened.read("SELECT count(*) FROM colour") == [(0,)]
    assert len(opened.all(Case)) == 1
    assert opened.branch == store.branch
    complaint(opened, DAY)
    assert opened.verify().ok
    assert sorted(path.name for path in earlier.parent.iterdir()) == ["Team.desk", "Team.desk.old"]
    opened.close()
    again = reopen(earlier)
    assert len(again.all(Case)) == 2
    monkeypatch.undo()
    assert len(reopen(earlier.with_name("Team.desk.old")).all(Case)) == 1


def test_an_earlier_store_cannot_be_read_before_that(
    earlier: Path, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading only never writes: it says what to do."""
    _later(monkeypatch, issue_99_colours)
    with pytest.raises(Problem, match="older version"):
        reopen(earlier, read_only=True)


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    earlier: Path, reopen: Reopen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a byte differs, and nothing lies beside it."""
    before = (earlier / DATABASE).read_bytes()
    _later(monkeypatch, issue_98_fails)
    with pytest.raises(ValueError, match="no"):
        reopen(earlier)
    assert (earlier / DATABASE).read_bytes() == before
    assert [path.name for path in earlier.parent.iterdir()] == ["Team.desk"]
    monkeypatch.undo()
    assert len(reopen(earlier).all(Case)) == 1


def test_a_copy_of_an_earlier_store_begins_a_branch_all_the_same(
    earlier: Path, reopen: Reopen, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copied first, brought up to date then."""
    copy = earlier.with_name("Copy.desk")
    shutil.copytree(earlier, copy)
    _later(monkeypatch, issue_99_colours)
    opened = reopen(copy)
    assert opened.branch != store.branch
    assert opened.branch.letter


@pytest.mark.parametrize("cut", ["building", "ready", "old aside", "moved in"])
def test_a_swap_that_was_cut_is_finished_or_forgotten(
    earlier: Path, reopen: Reopen, store: Store, monkeypatch: pytest.MonkeyPatch, cut: str
) -> None:
    """The power went at each of its four moments: the store opens whole every time, in the same branch."""
    _later(monkeypatch, issue_99_colours)

    class PowerCutError(Exception):
        pass

    def stop(*_: object) -> None:
        raise PowerCutError

    rename = Path.rename

    def stop_second(self: Path, target: Path) -> Path:
        if target == earlier:
            raise PowerCutError
        return rename(self, target)

    if cut == "building":
        monkeypatch.setattr(swapping, "_bring_up", stop)
        monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)
    elif cut == "ready":
        monkeypatch.setattr(Path, "rename", stop)
    elif cut == "old aside":
        monkeypatch.setattr(Path, "rename", stop_second)
    else:
        monkeypatch.setattr(Path, "unlink", stop)
    with pytest.raises(PowerCutError):
        reopen(earlier)
    monkeypatch.undo()
    _later(monkeypatch, issue_99_colours)
    opened = reopen(earlier)
    assert opened.read("SELECT count(*) FROM colour") == [(0,)]
    assert len(opened.all(Case)) == 1
    assert opened.branch == store.branch
    assert opened.verify().ok
    assert not earlier.with_name("Team.desk.new").exists()


def test_reading_leaves_a_folder_alone_that_is_being_built(store: Store, reopen: Reopen) -> None:
    """Somebody else has the store open and is bringing it up to date beside it."""
    beside = store.path.with_name("Team.desk.new")
    beside.mkdir()
    reopen(store.path, read_only=True).close()
    assert beside.exists()
    store.close()
    reopen(store.path)
    assert not beside.exists()


def test_an_old_folder_alone_is_put_back(earlier: Path, reopen: Reopen) -> None:
    """Whatever became of the new one."""
    earlier.rename(earlier.with_name("Team.desk.old"))
    assert len(reopen(earlier).all(Case)) == 1


def test_a_half_built_new_folder_is_not_taken_for_the_store(earlier: Path, reopen: Reopen) -> None:
    """It was never ready."""
    shutil.copytree(earlier, earlier.with_name("Team.desk.new"))
    earlier.rename(earlier.with_name("elsewhere"))
    with pytest.raises(Problem, match="There is no store"):
        reopen(earlier)
