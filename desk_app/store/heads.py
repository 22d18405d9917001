"""The heads of the journal: where each branch ends. Written down elsewhere, they show whether it was tampered with.

A journal whose end was cut off, or that was written anew from some change on, still hangs together in itself; what it
lacks then is the head that a backup or a report of an earlier day names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from desk_app.store import engine

LONG = 16
"""Digits of a hash that are printed: nobody finds another journal with the same 64 bits."""
_PRINTED = re.compile(r"\b(?:([A-Z]{1,2}) )?([1-9][0-9]{0,8}) ([0-9a-f]{16})\b")


@dataclass(frozen=True, slots=True)
class JournalHead:
    """The last change of a branch: its number there and its hash."""

    letter: str  # of the branch; "" for the first
    seq: int
    hash: str

    def __str__(self) -> str:
        """ "1234 9f3c01…", of a later branch "B 12 77aa…"."""
        return f"{self.letter} {self.seq} {self.hash}".strip()


def of(connection: engine.Connection) -> tuple[JournalHead, ...]:
    """The head of each branch that has a change, in the order they began."""
    rows = connection.execute(
        "SELECT branch.letter, change.seq, change.hash FROM branch JOIN change ON change.branch = branch.id"
        " WHERE change.seq = (SELECT max(seq) FROM change AS later WHERE later.branch = branch.id)"
        " ORDER BY branch.began_at, branch.id"
    ).fetchall()
    return tuple(JournalHead(letter, seq, bytes(link).hex()[:LONG]) for letter, seq, link in rows)


def printed(heads: tuple[JournalHead, ...]) -> str:
    """As a backup and a report say it: "History 1234 9f3c…; B 12 77aa…". "" without any."""
    return f"History {'; '.join(map(str, heads))}" if heads else ""


def read(text: str) -> tuple[JournalHead, ...]:
    """The heads that a text names."""
    return tuple(JournalHead(letter, int(seq), link) for letter, seq, link in _PRINTED.findall(text))


def missing(connection: engine.Connection, stated: tuple[JournalHead, ...]) -> tuple[JournalHead, ...]:
    """Those of these that this journal does not have: it is another, or was cut or written anew."""
    gone = []
    for head in stated:
        row = connection.execute(
            "SELECT 1 FROM change JOIN branch ON branch.id = change.branch"
            " WHERE branch.letter = ? AND change.seq = ? AND substr(hex(change.hash), 1, ?) = upper(?)",
            (head.letter, head.seq, LONG, head.hash),
        ).fetchone()
        if row is None:
            gone.append(head)
    return tuple(gone)
