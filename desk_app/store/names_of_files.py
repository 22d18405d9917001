"""Somebody's name in the name of a backup or of a folder outside, which the store noted: it goes with an erasure.

The file itself is not touched. A word of the name is enough in the name of a file; of a folder around it only the whole
name counts, else every backup of a member called Ada would be lost sight of when another Ada is erased.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import PurePath

from desk_app import name_forms
from desk_app.store import engine, named_in, unfinished

ERASED = "name erased"
"""What stands in a path in the name's place."""
_KEPT_ENDINGS = (".backup", ".zip")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def forget(connection: engine.Connection, people: Collection[int]) -> None:
    """In the log of backups and among what was being written outside. Before their names go from the records."""
    looked_for = named_in.sought(connection, people)
    if looked_for is None:
        return
    words = frozenset(
        word for parts in looked_for.names for word in " ".join(parts).split() if len(word) >= name_forms.SHORTEST
    )
    rows = connection.execute("SELECT id, path FROM backup_log").fetchall()
    for row_id, path in rows:
        if (left := _without(path, looked_for, words)) != path:
            connection.execute("UPDATE backup_log SET path = ? WHERE id = ?", (left, row_id))
    unfinished.forget(connection, lambda path: _without(path, looked_for, words) != path)


def _without(path: str, looked_for: named_in.Sought, words: frozenset[str]) -> str:
    """The path with other words for the parts that name them."""
    whole = PurePath(path)
    parts = [ERASED if looked_for.is_in(_spaced(part)) else part for part in whole.parts]
    if parts and (parts[-1] == ERASED or words & set(name_forms.folded(_spaced(whole.name)).split())):
        parts[-1] = f"{ERASED}{whole.suffix if whole.suffix in _KEPT_ENDINGS else ''}"
    return path if tuple(parts) == whole.parts else str(PurePath(*parts))


def _spaced(part: str) -> str:
    """The words of “AdaQuillon2.backup”, which are written together."""
    return re.sub(r"[\d.|]+", " ", _CAMEL.sub(" ", part))
