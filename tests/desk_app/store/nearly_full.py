"""A disk that takes the first part of a file and no more of it, as one that is nearly full does.

The system's limit on the size of a file is what shows it without a disk of one's own: a write across it is taken in
part, and says only how much; the next one fails.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from desk_app.store import engine
from desk_app.store.store import DATABASE

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits of this kind")


@contextmanager
def after(size: int) -> Iterator[None]:
    """In the block no file of this process grows beyond so many bytes."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def for_a_copy(store: Path, key: bytes) -> int:
    """How many bytes a copy of a closed store's file takes, and no more."""
    with tempfile.TemporaryDirectory() as place, closing(engine.connect(store / DATABASE, key)) as connection:
        connection.execute("VACUUM INTO ?", (f"{place}/copy.db",))
        return Path(place, "copy.db").stat().st_size
