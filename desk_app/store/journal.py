"""The chain of changes: what is hashed, and how.

body_hash = H(salt + before + after); hash = H(prev + the change + each row's head + its body_hash). The bodies can be
emptied (erasure) and the chain still holds; a word of them cannot be altered without breaking it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from desk_app.store import engine

ROOT = bytes(32)  # what the first branch of a store grows from
SALT_BYTES = 16
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Entry(NamedTuple):
    """One row of a change, as in table change_row. `was` and `now` are versions; None: there was, or is, no row."""

    change: int
    n: int
    table: str
    row: int
    case_id: int | None
    person_id: int | None
    was: int | None
    now: int | None
    body_hash: bytes
    salt: bytes | None
    before: str | None
    after: str | None


INSERT_ENTRY = f"INSERT INTO change_row VALUES ({', '.join('?' * len(Entry._fields))})"
SELECT_ENTRY = f"SELECT {', '.join(chr(34) + name + chr(34) for name in Entry._fields)} FROM change_row"


@dataclass(frozen=True, slots=True)
class Head:
    """A change as it stands in the journal, without its rows."""

    id: int
    branch: str
    seq: int
    at: str
    by: str
    verb: str
    undoes: int | None


def body_hash(salt: bytes, before: str | None, after: str | None) -> bytes:
    """The hash of a row's bodies. Lengths go in too, so that no text can move from one to the other."""
    old, new = (before or "").encode(), (after or "").encode()
    lengths = b"%d,%d;" % (-1 if before is None else len(old), -1 if after is None else len(new))
    return hashlib.sha256(b"".join((salt, lengths, old, new))).digest()


def start(prev: bytes, head: Head) -> hashlib._Hash:
    """The hash of a change before its rows."""
    words = [head.id, head.branch, head.seq, head.at, head.by, head.verb, head.undoes]
    return hashlib.sha256(prev + _encode(words).encode())


def add(chain: hashlib._Hash, entry: Entry) -> None:
    """Bind a row into its change's hash."""
    chain.update(b"\n%s " % _encode(entry[1:8]).encode() + entry.body_hash)


def last(connection: engine.Connection, branch: str, forked_from: bytes) -> tuple[int, bytes]:
    """(sequence, hash) of a branch's last change; (0, what it grew from) of one without changes."""
    sql = "SELECT seq, hash FROM change WHERE branch = ? ORDER BY seq DESC LIMIT 1"
    seq, link = connection.execute(sql, (branch,)).fetchone() or (0, forked_from)
    return seq, link


def last_id(connection: engine.Connection) -> int:
    """The highest id in the store. A change's id is above all there was before it, so its rows and itself will do."""
    change = connection.execute("SELECT max(id) FROM change").fetchone()[0] or 0
    row = connection.execute('SELECT max("row") FROM change_row WHERE "change" = ?', (change,)).fetchone()[0] or 0
    return max(change, row)


def write(connection: engine.Connection, head: Head, prev: bytes, link: bytes, entries: Sequence[Entry]) -> None:
    """Add a change to its branch."""
    row = (head.id, head.branch, head.seq, head.at, head.by, head.verb, head.undoes, prev, link)
    connection.execute(f"INSERT INTO change VALUES ({', '.join('?' * len(row))})", row)
    connection.executemany(INSERT_ENTRY, entries)
