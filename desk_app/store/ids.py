"""New ids: they grow with time, so newest-first is by id; and two copies of a store do not mint the same."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_RANDOM_BITS = 22
_STEP_BITS = 12  # between ids minted together: on average 2,000 ids a millisecond


def first_of(now: datetime) -> int:
    """The lowest id of that millisecond."""
    return ((now - _EPOCH) // timedelta(milliseconds=1)) << _RANDOM_BITS


def mint(now: datetime, last: int) -> int:
    """One id: milliseconds since 2020 and 22 random bits, above the last one."""
    return max(first_of(now) | secrets.randbits(_RANDOM_BITS), last + 1 + secrets.randbits(_STEP_BITS))


def next_to(last: int) -> int:
    """An id minted with the one before, in the same change."""
    return last + 1 + secrets.randbits(_STEP_BITS)


def mint_many(now: datetime, last: int, n: int) -> list[int]:
    """So many ids in rising order, above the last one."""
    current = mint(now, last)
    noise = memoryview(os.urandom(2 * n)).cast("H")
    mask = (1 << _STEP_BITS) - 1
    minted = []
    for bits in noise:
        minted.append(current)
        current += 1 + (bits & mask)
    return minted
