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
    for (name,) in connection.execute("SELECT hash FROM blob").fetchall():
        if not is_named(connection, name):
            yield name


def is_named(connection: engine.Connection, name: str) -> bool:
    """Whether anything names that file: a record, a draft, or the journal, from which it could be brought back."""
    places = ("document WHERE blob_hash = ?1", "letter WHERE blob_hash = ?1", "publication WHERE pdf_hash = ?1",
              "publication WHERE files_hash = ?1", "draft WHERE instr(data, ?1)")  # fmt: skip
    quick = f"SELECT {' OR '.join(f'EXISTS (SELECT 1 FROM {place})' for place in places)}"
    if connection.execute(quick, (name,)).fetchone()[0]:
        return True
    sql = "SELECT 1 FROM change_row WHERE instr(after, ?1) OR instr(before, ?1) LIMIT 1"  # only where nothing else does
    return connection.execute(sql, (name,)).fetchone() is not None
