"""Readable things that are being written outside the store: a process that is killed meanwhile leaves them there.

So they are noted in the store, and removed when it is next opened to be worked in. Only folders that bear the ending
which is given here are. One that cannot be reached (its name is too long, it is in somebody's private folder) never
keeps a store shut.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import plain_files
from desk_app.store import branches, engine

if TYPE_CHECKING:
    from desk_app.store.store import Store

ENDING = ".part"
MOST = 20
_KEPT = "unfinished outside"


@contextmanager
def outside(store: Store, part: Path) -> Iterator[None]:
    """Around writing into `part`, which is made here: it is gone afterwards unless it was renamed. Raises OSError.

    It is noted once it is there, so that only what a disk takes for a name gets into the store; and in a store that is
    only read nothing can be noted.
    """
    _remove(part)
    plain_files.make_folder(part)
    try:
        _note(store, [*_noted(store.connection), part.absolute()])
        yield
    finally:
        _remove(part)
        _note(store, _left(store))


def remove_left(store: Store) -> None:
    """Remove what a process that was killed has left. Only for who has just opened the store to work in it."""
    if noted := _noted(store.connection):
        for part in noted:
            _remove(part)
        _note(store, _left(store))


def forget(connection: engine.Connection, names: Callable[[str], bool]) -> None:
    """Of somebody who is being erased: what is there goes, and what is on a disk that is not there is noted no more."""
    found = _noted(connection)
    theirs = [part for part in found if names(str(part))]
    if theirs:
        for part in theirs:
            _remove(part)
        branches.remember(connection, {_KEPT: _text([part for part in found if part not in theirs])})


def _note(store: Store, parts: list[Path]) -> None:
    if not store.read_only:
        store.remember({_KEPT: _text(parts)})


def _text(parts: list[Path]) -> str:
    return json.dumps([str(part) for part in parts][-MOST:])


def _noted(connection: engine.Connection) -> list[Path]:
    try:
        return [Path(path) for path in json.loads(branches.recall(connection, _KEPT) or "[]")]
    except (ValueError, TypeError):
        return []


def _left(store: Store) -> list[Path]:
    """What is still there, or may be: its disk is not there now."""
    return [part for part in _noted(store.connection) if _is_there(part) or not _is_there(part.parent)]


def _is_there(path: Path) -> bool:
    """What cannot be looked at is not."""
    try:
        return path.exists()
    except OSError:
        return False


def _remove(part: Path) -> None:
    with suppress(OSError, ValueError):
        if part.name.startswith(".") and part.name.endswith(ENDING) and not part.is_symlink():
            shutil.rmtree(part, ignore_errors=True)
