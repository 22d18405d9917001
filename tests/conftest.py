"""What tests of every layer share: a day that stands still, and real stores on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

import resources
from desk_app import sample
from desk_app.exchange import register
from desk_app.store import Store, opening

PASSPHRASE = "four calm giraffes"
settings.register_profile("desk", deadline=None)  # nothing is timed in a test
settings.load_profile("desk")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # never somebody's own passwords


@pytest.fixture(autouse=True, scope="session")
def data_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the program keeps in the data folder of who runs it is kept elsewhere meanwhile."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture
def today() -> date:
    """Tuesday 24 November 2026."""
    return date(2026, 11, 24)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    made, _ = opening.create(tmp_path / "team.desk", member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True)
    with made:
        yield made


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The shipped three-year register of the model council, imported. Only to be read."""
    path = tmp_path_factory.mktemp("imported") / "three-years.desk"
    made, _ = opening.create(path, member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True)
    with made:
        day = date(2026, 11, 24)
        with made.change("set up the council") as change:
            change.put_many(sample.model_council(made.lists()))
        reading = register.read(resources.path("sample/register.csv"), today=day)
        register.carry_out(register.plan(reading, made, today=day), made)
        yield made
