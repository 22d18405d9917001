"""What the last exported calendar said of each date: local, never journalled, forgotten with the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import date

from desk_app.store import engine


@dataclass(frozen=True, slots=True)
class Entry:
    """One date as it was exported. `digest` tells whether anything of it has changed since."""

    uid: str
    sequence: int
    digest: str
    due_on: date
    summary: str
    called_off_on: date | None = None


_NAMES = ", ".join(item.name for item in fields(Entry))


def kept(connection: engine.Connection) -> list[Entry]:
    """What was exported last."""
    rows = connection.execute(f"SELECT {_NAMES} FROM calendar_entry ORDER BY uid").fetchall()
    return [
        Entry(uid, sequence, digest, date.fromisoformat(due), summary, date.fromisoformat(off) if off else None)
        for uid, sequence, digest, due, summary, off in rows
    ]


def keep(connection: engine.Connection, entries: Iterable[Entry]) -> None:
    """Remember these in place of the others."""
    connection.execute("DELETE FROM calendar_entry")
    rows = [
        tuple(value.isoformat() if isinstance(value, date) else value for value in astuple(entry)) for entry in entries
    ]
    connection.executemany(f"INSERT INTO calendar_entry({_NAMES}) VALUES (?, ?, ?, ?, ?, ?)", rows)
