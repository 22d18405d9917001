"""A backup that was restored without the store it was made of: nobody knows what was erased there since.

Under another name, on another computer, or over a store that cannot be read. It is noted in what was restored, and said
once when that is opened to be worked in.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import dates
from desk_app.problems import Problem
from desk_app.store import branches, engine
from desk_app.store.store import DATABASE

if TYPE_CHECKING:
    from desk_app.store.store import Store

NOTED = "restored alone"
"""What the store remembers: when the last change of the backup was made."""


def note(folder: Path, key: bytes, last_at: datetime) -> None:
    """In a store that nobody has open."""
    connection = engine.connect(folder / DATABASE, key)
    try:
        branches.remember(connection, {NOTED: last_at.isoformat()})
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()


def to_be_said(store: Store) -> Problem | None:
    """What whoever opens it has to know; None where nothing was noted, and from the second time on."""
    noted = branches.recall(store.connection, NOTED)
    if not noted or store.read_only:
        return None
    store.remember({NOTED: ""})
    made = dates.moment(datetime.fromisoformat(noted))
    return Problem(
        f"This store was restored from a backup whose last change was made on {made}. Whatever was erased, put on hold "
        "or taken from the list of members after that is in it as it was.",
        "Do that again: under Retention and erasing, and in Settings, Members.",
    )
