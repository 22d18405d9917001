"""Branches: no two files write the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desk_app.problems import Problem
from desk_app.store import Store, branches, engine, journal
from desk_app.store.store import DATABASE
from tests.desk_app.store.conftest import Reopen
from tests.desk_app.store.samples import complaint
from tests.desk_app.store.test_changes import DAY


def test_a_new_store_begins_the_first_branch(store: Store) -> None:
    """Without a letter, grown from nothing."""
    assert store.branch.letter == ""
    assert store.branch.forked_from == journal.ROOT
    assert len(store.branch.id) == 32


def test_opening_again_at_the_same_place_goes_on_in_the_same_branch(store: Store, path: Path, reopen: Reopen) -> None:
    """Also after the folder was renamed: it is still the same file."""
    store.close()
    again = reopen(path)
    assert again.branch == store.branch
    again.close()
    renamed = path.with_name("Renamed.desk")
    path.rename(renamed)
    assert reopen(renamed).branch == store.branch


def test_a_copy_begins_a_branch_and_a_copy_of_that_another(store: Store, path: Path, reopen: Reopen) -> None:
    """Each with its own letter, each grown from where its original stood."""
    complaint(store, DAY)
    letters, known = [""], {store.branch.id}
    current = store
    for name in ("B.desk", "C.desk"):
        current.close()
        copy = path.with_name(name)
        shutil.copytree(current.path, copy)
        copied = reopen(copy)
        [(last,)] = copied.read("SELECT hash FROM change ORDER BY id DESC LIMIT 1")
        assert copied.branch.forked_from == last
        assert copied.branch.id not in known
        letters.append(copied.branch.letter)
        known.add(copied.branch.id)
        assert copied.reference(complaint(copied, DAY)).endswith(copied.branch.letter)
        assert copied.verify().ok
        current = copied
    assert len(set(letters)) == 3
    assert not {"I", "O"} & set(letters)


def test_a_damaged_copy_is_noticed_when_it_is_opened(store: Store, path: Path, reopen: Reopen) -> None:
    """Its pages are looked at once, since it came from elsewhere; nothing is written to it."""
    complaint(store, DAY)
    store.close()
    copy = path.with_name("B.desk")
    shutil.copytree(path, copy)
    with (copy / DATABASE).open("r+b") as file:
        file.seek(-3000, 2)
        file.write(bytes(32))
    before = (copy / DATABASE).read_bytes()
    with pytest.raises(Problem, match="damaged"):
        reopen(copy)
    assert (copy / DATABASE).read_bytes() == before


def test_reading_a_copy_begins_no_branch(store: Store, path: Path, reopen: Reopen) -> None:
    """Only who writes needs one."""
    store.close()
    copy = path.with_name("B.desk")
    shutil.copytree(path, copy)
    reader = reopen(copy, read_only=True)
    assert reader.branch == store.branch
    assert reader.read("SELECT count(*) FROM branch") == [(1,)]


def test_letters_go_on_in_pairs_when_all_are_taken(store: Store) -> None:
    """After 24 copies of copies of copies."""
    store.close()
    connection = engine.connect(store.path / DATABASE, store.key)
    drawn = [branches.begin(connection, f"place {n}", store.now()).letter for n in range(30)]
    connection.close()
    assert len(set(drawn)) == 30
    assert sorted(map(len, drawn)) == [1] * 24 + [2] * 6


def test_a_place_is_a_machine_and_a_file(tmp_path: Path) -> None:
    """Two files at one machine, one file in two stores: all different; and nothing about them can be read off."""
    one, two = tmp_path / "one", tmp_path / "two"
    one.touch()
    two.touch()
    places = {branches.place_of(one, "a"), branches.place_of(two, "a"), branches.place_of(one, "b")}
    assert len(places) == 3
    assert branches.place_of(one, "a") in places
    assert all(len(place) == 64 for place in places)
