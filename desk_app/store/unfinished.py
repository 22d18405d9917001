"""Readable things that are being written outside the store: a process that is killed meanwhile leaves them there.

So they are noted in the store first, and removed when it is next opened to be worked in. Only folders that bear the
ending which is given here are.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.store import branches

if TYPE_CHECKING:
    from desk_app.store.store import Store

ENDING = ".part"
MOST = 20
_KEPT = "unfinished outside"


@contextmanager
def outside(store: Store, part: Path) -> Iterator[None]:
    """Around writing into `part`, a folder still to be made: it is gone afterwards unless it was renamed.

    In a store that is only read nothing can be noted.
    """
    _note(store, [*_noted(store), part.absolute()])
    _remove(part)
    try:
        yield
    finally:
        _remove(part)
        _note(store, _left(store))


def remove_left(store: Store) -> None:
    """Remove what a process that was killed has left. Only for who has just opened the store to work in it."""
    if noted := _noted(store):
        for part in noted:
            _remove(part)
        _note(store, _left(store))


def _note(store: Store, parts: list[Path]) -> None:
    if not store.read_only:
        store.remember({_KEPT: json.dumps([str(part) for part in parts][-MOST:])})


def _noted(store: Store) -> list[Path]:
    try:
        return [Path(path) for path in json.loads(branches.recall(store.connection, _KEPT) or "[]")]
    except (ValueError, TypeError):
        return []


def _left(store: Store) -> list[Path]:
    """What is still there, or may be: its disk is not there now."""
    return [part for part in _noted(store) if part.exists() or not part.parent.is_dir()]


def _remove(part: Path) -> None:
    if part.name.startswith(".") and part.name.endswith(ENDING) and not part.is_symlink():
        shutil.rmtree(part, ignore_errors=True)
