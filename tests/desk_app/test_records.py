"""Records are compared, hashed and shown by their fields, and cannot be changed."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from desk_app.records import Note, Person


def test_two_that_say_the_same_are_one() -> None:
    """Ada twice, Ada by another name, and something else with the same id."""
    ada = Person(id=3, name="Ada Testwell")
    assert ada == replace(ada)
    assert len({ada, replace(ada)}) == 1
    assert ada != replace(ada, name="Ada Example")
    assert Person(id=3) != Note(id=3, case_id=0)
    assert ada != "Ada Testwell"


def test_a_record_shows_its_fields_and_stays_as_it_is() -> None:
    """As any frozen dataclass."""
    ada = Person(id=3, name="Ada Testwell")
    assert repr(ada).startswith("Person(id=3, version=0, name='Ada Testwell'")
    with pytest.raises(FrozenInstanceError):
        ada.name = "Bo Example"  # type: ignore[misc]
