"""Real stores on disk, with a clock that stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk_app.store import Store, opening

PASSPHRASE = "four calm giraffes"
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


class Ticking:
    """A clock that moves on by a second with each look at it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "Team.desk"


@pytest.fixture
def store(path: Path, clock: Ticking) -> Iterator[Store]:
    made, _ = opening.create(path, member="Alex Example", passphrase=PASSPHRASE, clock=clock, weak_for_tests=True)
    with made:
        yield made


Reopen = Callable[..., Store]


@pytest.fixture
def reopen(clock: Ticking) -> Iterator[Reopen]:
    """Open a store with the passphrase; closed after the test."""
    opened: list[Store] = []

    def open_again(path: Path, passphrase: str = PASSPHRASE, *, read_only: bool = False) -> Store:
        opened.append(opening.open_store(path, passphrase, read_only=read_only, clock=clock))
        return opened[-1]

    yield open_again
    for each in opened:
        each.close()
