"""What tests of a case's verbs share: a desk on an empty store, and its day."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app.desk import Desk
from desk_app.store import Store
from tests.clock import Day


@pytest.fixture
def day(today: date) -> Day:
    """The day it is; a test may move it."""
    return Day(today)


@pytest.fixture
def desk(store: Store, day: Day) -> Desk:
    """The desk of an empty store."""
    return Desk(store, day)
