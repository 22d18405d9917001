"""Cleaning the store's file of words that were erased: index of words, free space, log.

Deleting leaves traces: in pages that were split or moved, in the index of words, and in the log until it is folded in.
So the index is built anew, the file is packed anew, and the log is emptied and proved empty. Until all of it was done
meta says that it is due; a store that is opened with that note is cleaned first.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from desk_app.progress import Progress, silent
from desk_app.store import branches, engine

if TYPE_CHECKING:
    from desk_app.store.store import Store

DUE = "wipe_due"
"""What meta calls the note."""
PATIENCE = 10.0  # seconds in which a reader may finish
PAUSE = 0.05


def is_due(store: Store) -> bool:
    """Whether the file still has to be cleaned."""
    return bool(branches.recall(store.connection, DUE))


def wipe(store: Store, progress: Progress = silent) -> bool:
    """Clean the file. False when a reader kept the log from being emptied: then it stays due."""
    progress(0, 3, "Building the index of words anew")
    with store.packing() as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            connection.execute("INSERT INTO case_search(case_search, rank) VALUES ('secure-delete', 1)")
            connection.execute("INSERT INTO case_search(case_search) VALUES ('rebuild')")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        progress(1, 3, "Packing the file anew")
        _pack(connection)
        progress(2, 3, "Emptying the log")
        if not _emptied(store, connection):
            return False
        connection.execute("DELETE FROM meta WHERE key = ?", (DUE,))
        _emptied(store, connection)
    progress(3, 3, "Cleaned")
    return True


def _pack(connection: engine.Connection) -> None:
    """Write the whole file anew. What SQLCipher puts aside for it is encrypted like the file: a test looks."""
    connection.execute("PRAGMA temp_store = FILE")  # a store of many documents has no room in memory
    try:
        connection.execute("VACUUM")
    finally:
        connection.execute("PRAGMA temp_store = MEMORY")


def _emptied(store: Store, connection: engine.Connection) -> bool:
    """Fold the log into the file and prove that nothing of it is left."""
    until = time.monotonic() + PATIENCE
    while not engine.checkpoint(connection):
        if time.monotonic() > until:
            return False
        time.sleep(PAUSE)
    log = store.log
    return not log.exists() or log.stat().st_size == 0
