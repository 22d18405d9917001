"""The one place that knows which SQLite this is: SQLCipher, also beneath sqlite-utils.

A second SQLite library on the same file drops its locks, so nothing else in the project may import one.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3
from sqlcipher3 import dbapi2

if TYPE_CHECKING:
    from sqlite_utils import Database

sys.modules["pysqlite3"] = sqlcipher3  # sqlite-utils prefers this name to the standard library
sys.modules["pysqlite3.dbapi2"] = dbapi2

Connection = Any  # sqlcipher3 ships no types
Row = tuple[Any, ...]

complete_statement = sqlcipher3.complete_statement
DatabaseError: type[Exception] = dbapi2.DatabaseError
OperationalError: type[Exception] = dbapi2.OperationalError
IntegrityError: type[Exception] = dbapi2.IntegrityError

KEY_BYTES = 32
_CACHE_KIB = 16 * 1024
_BUSY_MS = 5000
_SETTINGS = (
    "foreign_keys = ON",
    "recursive_triggers = ON",  # else REPLACE would delete journal rows past their trigger
    "secure_delete = ON",
    "temp_store = MEMORY",
    f"cache_size = -{_CACHE_KIB}",
    f"busy_timeout = {_BUSY_MS}",
    "trusted_schema = OFF",
)


def connect(file: Path, key: bytes, *, immutable: bool = False, create: bool = False) -> Connection:
    """A connection to an encrypted file; raises DatabaseError when the key or the file is wrong.

    Autocommit: transactions are begun by name. `immutable` reads a file that nobody can change
    (a read-only place), without any lock or log beside it.
    """
    mode = "mode=ro&immutable=1" if immutable else "mode=rwc" if create else "mode=rw"
    address = f"{file.absolute().as_uri()}?{mode}"
    connection = dbapi2.connect(
        address, uri=True, timeout=_BUSY_MS / 1000, isolation_level=None, check_same_thread=False, cached_statements=512
    )
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for setting in _SETTINGS:
            connection.execute(f"PRAGMA {setting}")
        if not immutable:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")  # NORMAL makes no fsync at all with a WAL
    except BaseException:
        connection.close()
        raise
    return connection


def checkpoint(connection: Connection) -> bool:
    """Fold the log into the file and empty it; False when somebody was reading from it. Does not wait for them."""
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        [(busy, _, _)] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    return not busy


def in_memory() -> Connection:
    """An empty database that is nowhere: to see what a schema should be."""
    return dbapi2.connect(":memory:", isolation_level=None)


def database(connection: Connection) -> Database:
    """The connection as sqlite-utils sees it. Imported when needed: it costs 0.1 s of start-up."""
    import sqlite_utils.utils
    from sqlite_utils import Database

    used = sqlite_utils.utils.sqlite3  # type: ignore[attr-defined]
    if used is not sqlcipher3:
        raise RuntimeError(f"sqlite-utils was imported before the store and uses {used}")
    return Database(connection, execute_plugins=False)


def check_pages(connection: Connection) -> list[str]:
    """What is wrong with the file's pages: first their seals, then how they hang together. Nothing, if all is well."""
    found = [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    return found or [row[0] for row in connection.execute("PRAGMA quick_check") if row[0] != "ok"]
