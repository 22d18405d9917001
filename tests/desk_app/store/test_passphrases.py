"""A forgotten passphrase is replaced by its owner, who opened the store with the recovery key."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk_app.problems import Problem
from desk_app.progress import Cancelled
from desk_app.store import Store, WrongPassphrase, opening, passphrases
from tests.conftest import PASSPHRASE


def test_a_new_passphrase_opens_the_store_and_the_old_one_does_not(store: Store) -> None:
    """The recovery key still does. It is noted who did it."""
    passphrases.renew(store, "Alex Example", "seven warm walruses", weak_for_tests=True)
    assert store.read("SELECT verb, by FROM change ORDER BY id DESC LIMIT 1") == [
        ("set a new passphrase", "Alex Example")
    ]
    assert store.verify().ok
    store.close()
    with opening.open_store(store.path, "seven warm walruses") as again:
        assert again.member == "Alex Example"
    with pytest.raises(WrongPassphrase):
        opening.open_store(store.path, PASSPHRASE)


def test_the_recovery_key_stays_as_printed(tmp_path: Path) -> None:
    """Typed in small letters, with dashes as a word processor makes them, or without."""
    store, key = opening.create(tmp_path / "T.desk", member="Alex", passphrase=PASSPHRASE, weak_for_tests=True)
    passphrases.renew(store, "Alex", "seven warm walruses", weak_for_tests=True)
    store.close()
    for dash in ("–", " ", "\n", ""):
        opening.open_store(store.path, key.lower().replace("-", dash)).close()


@pytest.mark.parametrize(("member", "passphrase"), [("Alex Example", ""), ("Ben Example", "seven warm walruses")])
def test_nothing_changes_for_nobody_or_with_nothing(store: Store, member: str, passphrase: str) -> None:
    """An empty passphrase, and somebody who is no member."""
    before = (store.path / "keys.json").read_bytes()
    with pytest.raises(Problem):
        passphrases.renew(store, member, passphrase, weak_for_tests=True)
    assert (store.path / "keys.json").read_bytes() == before


def test_who_may_only_read_sets_no_passphrase(store: Store) -> None:
    """The store is open elsewhere."""
    with opening.open_store(store.path, PASSPHRASE, read_only=True) as reader, pytest.raises(Problem, match="reading"):
        passphrases.renew(reader, "Alex Example", "seven warm walruses", weak_for_tests=True)


def test_members_are_known_before_unlocking(store: Store, tmp_path: Path) -> None:
    """Who forgot their passphrase chooses who they are. A folder that is no store says so."""
    assert opening.members(store.path) == ("Alex Example",)
    with pytest.raises(Problem, match="no store at"):
        opening.members(tmp_path / "Gone.desk")


@pytest.mark.parametrize("at", range(8))
def test_cancelled_at_any_point_a_new_store_is_whole_or_not_there(tmp_path: Path, at: int) -> None:
    """A store that stands has shown its recovery key: nobody can cancel between the two."""
    calls = 0

    def progress(_done: int, _total: int = 0, _text: str = "") -> None:
        nonlocal calls
        calls += 1
        if calls > at:
            raise Cancelled

    path = tmp_path / "T.desk"
    try:
        store, key = opening.create(path, member="Alex", passphrase=PASSPHRASE, progress=progress, weak_for_tests=True)
    except Cancelled:
        assert list(tmp_path.iterdir()) == []
    else:
        store.close()
        assert key


def test_cancelled_in_the_last_moment_a_store_is_closed_again(store: Store) -> None:
    """Else its lock would stay with nobody."""

    def progress(done: int, _total: int = 0, _text: str = "") -> None:
        if done == 2:
            raise Cancelled

    store.close()
    with pytest.raises(Cancelled):
        opening.open_store(store.path, PASSPHRASE, progress=progress)
    opening.open_store(store.path, PASSPHRASE).close()
