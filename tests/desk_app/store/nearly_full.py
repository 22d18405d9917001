"""A disk that takes the first part of a file and no more of it, as one that is nearly full does.

The system's limit on the size of a file is what shows it without a disk of one's own: a write across it is taken in
part, and says only how much; the next one fails.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

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
