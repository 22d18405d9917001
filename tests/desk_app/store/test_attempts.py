"""After a few wrong passphrases each next one has to wait, longer every time."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk_app.store import Store, WrongPassphrase, attempts, opening
from desk_app.store.attempts import Attempts, TooSoon
from tests.conftest import PASSPHRASE

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_the_wait_doubles_up_to_five_minutes() -> None:
    """Three slips are free."""
    waits = [attempts.delay(n).total_seconds() for n in range(13)]
    assert waits == [0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300]
    assert attempts.delay(10_000) == attempts.LONGEST


def test_a_clock_that_was_put_back_does_not_lock_anybody_out() -> None:
    """The last attempt seems to lie in the future: the wait is the delay, not a year."""
    made = Attempts(5, NOW + timedelta(days=365))
    assert attempts.left(made, NOW) == timedelta(seconds=10)


class Clock:
    """One that is put on by hand."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


def _try(path: Path, passphrase: str, clock: Clock) -> None:
    opening.open_store(path, passphrase, clock=clock).close()


def test_even_the_right_passphrase_waits_and_then_opens_and_all_is_forgotten(store: Store) -> None:
    """Also in a program that was started anew: the count is in the store's folder."""
    store.close()
    clock = Clock()
    for _ in range(4):
        with pytest.raises(WrongPassphrase):
            _try(store.path, "wrong", clock)
    with pytest.raises(TooSoon, match="5 seconds") as told:
        _try(store.path, PASSPHRASE, clock)
    assert told.value.seconds == 5
    clock.now += timedelta(seconds=5)
    _try(store.path, PASSPHRASE, clock)
    assert not (store.path / attempts.NAME).exists()
    with pytest.raises(WrongPassphrase):
        _try(store.path, "wrong", clock)


def test_an_attempt_in_the_future_is_waited_for_once_and_not_until_then(store: Store) -> None:
    """The clock was ahead, or somebody wrote so: it counts as made now. Then the right passphrase opens."""
    store.close()
    clock = Clock()
    ahead = "9999-12-31T23:59:59-12:00"
    (store.path / attempts.NAME).write_text(f'{{"wrong": 4, "last_at": "{ahead}"}}', "ascii")
    with pytest.raises(TooSoon, match="5 seconds"):
        _try(store.path, PASSPHRASE, clock)
    clock.now += timedelta(seconds=3)
    with pytest.raises(TooSoon, match="2 seconds"):
        _try(store.path, PASSPHRASE, clock)
    clock.now += timedelta(seconds=2)
    _try(store.path, PASSPHRASE, clock)


def test_a_spoilt_count_counts_as_none(store: Store) -> None:
    """Whoever can spoil it can copy the files, too."""
    store.close()
    (store.path / attempts.NAME).write_text("[", "ascii")
    _try(store.path, PASSPHRASE, Clock())


@pytest.mark.skipif(os.name != "posix", reason="On Windows the folder says who may read what is in it.")
def test_the_programs_own_folder_is_for_its_user_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With all that is in it, whatever new folders are let otherwise."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    before = os.umask(0o022)
    try:
        with pytest.raises(WrongPassphrase), attempts.at_backup("a store", lambda: NOW):
            raise WrongPassphrase("No.", "Try again.")
    finally:
        os.umask(before)
    rights = {oct(path.stat().st_mode & 0o777) for path in (tmp_path / "data").rglob("*") if path.is_dir()}
    assert rights == {"0o700"}
    assert {oct(path.stat().st_mode & 0o777) for path in (tmp_path / "data").rglob("*.json")} == {"0o600"}
