"""Branches of the journal: one for each place a store was opened at to write, so that no two files write the same."""

from __future__ import annotations

import hashlib
import platform
import secrets
import string
import sys
from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from desk_app.store import engine, journal

_LETTERS = [letter for letter in string.ascii_uppercase if letter not in "IO"]  # read as 1 and 0


@dataclass(frozen=True, slots=True)
class Branch:
    """The chain this file writes. `letter` ends its references, "" for the first branch."""

    id: str
    letter: str
    forked_from: bytes


def here(connection: engine.Connection) -> Branch:
    """The branch the store is on."""
    sql = "SELECT id, letter, forked_from FROM branch WHERE id = (SELECT value FROM meta WHERE key = 'branch')"
    return Branch(*connection.execute(sql).fetchone())


def begin(connection: engine.Connection, place: str, now: datetime) -> Branch:
    """Begin a branch at this place: the first of a new store, or one that grows from where the store stands.

    The letter is drawn, since two copies of one store cannot ask each other which is free.
    """
    known = {letter for (letter,) in connection.execute("SELECT letter FROM branch")}
    if known:
        current = here(connection)
        _, grown_from = journal.last(connection, current.id, current.forked_from)
        branch = Branch(secrets.token_hex(16), _letter(known), grown_from)
    else:
        branch = Branch(secrets.token_hex(16), "", journal.ROOT)
    row = (branch.id, branch.letter, branch.forked_from, now.isoformat())
    connection.execute("INSERT INTO branch(id, letter, forked_from, began_at) VALUES (?, ?, ?, ?)", row)
    remember(connection, {"branch": branch.id, "place": place})
    return branch


def _letter(known: Container[str]) -> str:
    free = [letter for letter in _LETTERS if letter not in known]
    while not free:
        pair = secrets.choice(_LETTERS) + secrets.choice(_LETTERS)
        free = [pair] if pair not in known else []
    return secrets.choice(free)


def remember(connection: engine.Connection, values: dict[str, str]) -> None:
    """Keep facts about this file in meta."""
    connection.executemany("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", list(values.items()))


def recall(connection: engine.Connection, key: str) -> str:
    """A fact about this file, "" if there is none."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return str(row[0]) if row else ""


# --- where we are ----------------------------------------------------------------------------------------
def place_of(file: Path, store_id: str) -> str:
    """What tells this file at this place from a copy of it: the machine and the file's identity, hashed."""
    status = file.stat()
    text = f"{store_id}:{_machine()}:{status.st_dev}:{status.st_ino}"
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _machine() -> str:
    """What the system calls this machine, for as long as it is installed."""
    if sys.platform == "win32":
        import winreg

        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    for name in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        try:
            return Path(name).read_text("ascii").strip()
        except OSError:
            continue
    return platform.node()  # uuid.getnode() is another number in each process where there is no network
