"""Files that were brought along with a draft: kept at once, and let go when nothing names them any more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from desk_app.store import engine


def keep(connection: engine.Connection, data: bytes) -> str:
    """Keep the bytes of a file; the hash by which a draft, and later a record, names them."""
    name = hashlib.sha256(data).hexdigest()
    connection.execute("INSERT OR IGNORE INTO blob VALUES (?, ?, ?)", (name, len(data), data))
    return name


def forget(connection: engine.Connection) -> int:
    """Remove the files that neither a draft nor any change ever named; how many. What was undone can be redone."""
    loose = list(_loose(connection))
    connection.executemany("DELETE FROM blob WHERE hash = ?", [(name,) for name in loose])
    return len(loose)


def _loose(connection: engine.Connection) -> Iterator[str]:
    unnamed = connection.execute(
        "SELECT hash FROM blob WHERE NOT EXISTS (SELECT 1 FROM document WHERE blob_hash = blob.hash)"
        " AND NOT EXISTS (SELECT 1 FROM letter WHERE blob_hash = blob.hash)"
        " AND NOT EXISTS (SELECT 1 FROM draft WHERE instr(data, blob.hash))"
    ).fetchall()
    for (name,) in unnamed:  # few or none: only then is the whole journal looked through
        sql = "SELECT 1 FROM change_row WHERE instr(after, ?) OR instr(before, ?) LIMIT 1"
        if connection.execute(sql, (name, name)).fetchone() is None:
            yield name
