"""A forgotten passphrase is replaced by its owner, who opened the store with the recovery key."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from desk_app.problems import Problem
from desk_app.progress import Cancelled
from desk_app.store import Store, WrongPassphrase, keys, opening, passphrases, rekeying, swapping, trouble
from tests.conftest import PASSPHRASE
from tests.desk_app.store import nearly_full


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


# --- an earlier keys.json
NEW = "seven warm walruses"


def _replace_passphrase(store: Store) -> str:
    passphrases.renew(store, store.member, NEW, weak_for_tests=True)
    return NEW


def _replace_recovery_key(store: Store) -> str:
    return passphrases.renew_recovery(store)


def _reset(store: Store) -> str:
    passphrases.admit(store, store.member, NEW, "reset the passphrase", ())
    return NEW


REPLACING = pytest.mark.parametrize("replace", [_replace_passphrase, _replace_recovery_key, _reset])


@REPLACING
def test_an_earlier_keys_file_opens_nothing_once_the_store_was_opened_again(
    tmp_path: Path, replace: Callable[[Store], str]
) -> None:
    """Somebody kept keys.json, from a backup say, and knows the earlier passphrase and the earlier sheet."""
    path = tmp_path / "T.desk"
    store, sheet = opening.create(path, member="Alex", passphrase=PASSPHRASE, weak_for_tests=True)
    earlier = (path / "keys.json").read_bytes()
    secret = replace(store)
    store.close()
    with opening.open_store(path, secret) as again:
        assert again.verify().ok
        assert again.history(limit=1)
    now = (path / "keys.json").read_bytes()
    (path / "keys.json").write_bytes(earlier)
    for old in (PASSPHRASE, sheet):
        for read_only in (True, False):
            with pytest.raises(Problem, match="do not belong together"):
                opening.open_store(path, old, read_only=read_only)
    (path / "keys.json").write_bytes(now)
    with opening.open_store(path, secret) as again:
        assert again.lost == 0
        assert not rekeying.due(again.connection)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["T.desk"]


@REPLACING
def test_an_earlier_keys_file_that_is_put_back_before_is_not_written_with(
    tmp_path: Path, replace: Callable[[Store], str]
) -> None:
    """The new key is due and not made yet: what was replaced does not take its place again."""
    path = tmp_path / "T.desk"
    store, sheet = opening.create(path, member="Alex", passphrase=PASSPHRASE, weak_for_tests=True)
    earlier = (path / "keys.json").read_bytes()
    replace(store)
    store.close()
    (path / "keys.json").write_bytes(earlier)
    for old in (PASSPHRASE, sheet):
        with pytest.raises(Problem, match="changed by something else"):
            opening.open_store(path, old)


@nearly_full.posix
def test_where_there_is_no_room_to_change_the_key_of_the_copy_the_store_opens_and_it_stays_due(store: Store) -> None:
    """The copy fits, and then SQLCipher says only that it failed."""
    _replace_passphrase(store)
    store.close()
    least = nearly_full.for_a_copy(store.path, store.key)
    with nearly_full.after(least), opening.open_store(store.path, NEW) as again:
        assert rekeying.due(again.connection)
    assert not swapping.beside(store.path, "new").exists()
    with opening.open_store(store.path, NEW) as again:
        assert again.key != store.key


@pytest.mark.parametrize(("where", "what"), [(rekeying, "rekey"), (swapping, "swap_in")])
def test_where_the_new_key_cannot_be_made_the_store_opens_and_it_stays_due(
    store: Store, monkeypatch: pytest.MonkeyPatch, where: ModuleType, what: str
) -> None:
    """No room for the copy, or for what puts it in place."""
    _replace_passphrase(store)
    store.close()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(where, what, full)
        with opening.open_store(store.path, NEW) as again:
            assert rekeying.due(again.connection)
            assert not swapping.beside(store.path, "new").exists()
    with opening.open_store(store.path, NEW) as again:
        assert not rekeying.due(again.connection)
        assert again.key != store.key


def test_where_the_last_note_finds_no_room_the_new_passphrase_is_there_and_said_to_be(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """keys.json is replaced by then: "nothing was saved" would be false. The new key is due all the same."""
    remember, write = Store.remember, keys.write

    def write_to_the_last_byte(folder: Path, made: keys.Keys) -> None:
        write(folder, made)
        monkeypatch.setattr(Store, "remember", full)

    def full(*_: object) -> None:
        raise trouble.FULL

    monkeypatch.setattr(keys, "write", write_to_the_last_byte)
    passphrases.renew(store, "Alex Example", NEW, weak_for_tests=True)
    monkeypatch.setattr(Store, "remember", remember)
    monkeypatch.setattr(keys, "write", write)
    store.close()
    with opening.open_store(store.path, NEW) as again:
        assert again.key != store.key


@pytest.mark.parametrize("at", ["write", "remember"])
def test_a_second_change_that_is_cut_leaves_a_store_that_opens(
    store: Store, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    """While a new key is due: killed before keys.json is written, or after."""
    _replace_passphrase(store)

    class Killed(BaseException):
        pass

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        if at == "write":
            patched.setattr(keys, "write", killed)
        else:
            remember, calls = store.remember, iter((False, True))
            patched.setattr(type(store), "remember", lambda _, facts: killed() if next(calls) else remember(facts))
        with pytest.raises(Killed):
            passphrases.renew(store, store.member, "nine brave bananas", weak_for_tests=True)
    store.close()
    with opening.open_store(store.path, NEW if at == "write" else "nine brave bananas") as again:
        assert not rekeying.due(again.connection)
