"""What a store's file is made of, and that nothing else is in it: a store may come from somebody else.

A trigger or a view that this program did not make would run with each of its writes or reads.
"""

from __future__ import annotations

from desk_app.problems import Problem
from desk_app.store import engine, migrations

_OWN = (
    "(name LIKE 'sqlite!_autoindex!_%' ESCAPE '!' AND type = 'index')"
    " OR (name IN ('sqlite_sequence', 'sqlite_stat1', 'sqlite_stat4') AND type = 'table')"
)
"""What SQLite keeps for itself: only these names, since `writable_schema` would let anything be called sqlite_."""
_WRITTEN_BY_OTHERS = f"table {migrations.LEDGER}"
"""Made by sqlite-utils, whose versions word it differently."""


def stands(connection: engine.Connection) -> dict[str, str]:
    """What is in a file: "table person" -> its SQL, without what SQLite keeps for itself."""
    sql = f"SELECT type || ' ' || name, sql FROM sqlite_master WHERE NOT ({_OWN})"
    return {name: " ".join((text or "").split()) for name, text in connection.execute(sql)}


def expected() -> dict[str, str]:
    """What the migrations make."""
    connection = engine.in_memory()
    try:
        migrations.apply(connection)
        return stands(connection)
    finally:
        connection.close()


def differences(connection: engine.Connection) -> list[str]:
    """ "trigger x was added", "table person was altered", "index y is missing"."""
    there, wanted = stands(connection), expected()
    found = []
    for name in sorted(there.keys() | wanted.keys()):
        if name != _WRITTEN_BY_OTHERS and there.get(name) != wanted.get(name):
            how = "is missing" if name not in there else "was added" if name not in wanted else "was altered"
            found.append(f"{name} {how}")
    return found


def refuse_views(connection: engine.Connection) -> None:
    """Before anything else is read: a view in a table's place could go on for ever. Raises Problem."""
    row = connection.execute("SELECT type || ' ' || name FROM sqlite_master WHERE type = 'view' LIMIT 1").fetchone()
    if row is not None:
        raise _foreign([f"{row[0]} was added"])


def refuse_foreign(connection: engine.Connection, *, is_old: bool = False) -> None:
    """Problem where a store is not as this program makes it; in an old one nothing may run that is not ours."""
    found = differences(connection)
    if is_old:
        found = [text for text in found if text.startswith("trigger ") and not text.endswith(" is missing")]
    if found:
        raise _foreign(found)


def _foreign(found: list[str]) -> Problem:
    more = f", and {len(found) - 1:,} more" if len(found) > 1 else ""
    return Problem(
        f"This store was altered by another program: {found[0]}{more}. It was not opened.",
        "Ask whoever gave it to you for a backup of it, or restore one of yours.",
    )
