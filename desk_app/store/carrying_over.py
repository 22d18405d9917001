"""What restoring a backup must not undo: erasures, legal holds, who may open the store. Carried out in it again.

In the folder that was unpacked, before it takes the store's place. An erased case comes to stand as it stands now, so
that it is neither open again nor counted otherwise; its words go from the journal and files as at first. Where anything
was erased since, drafts of forms are not carried into what is restored at all: nobody can tell whose they are. Holds
are only added: one that was ended since is held again, which harms nobody. Passphrases are today's.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk_app.problems import Problem
from desk_app.progress import Progress
from desk_app.records import RECORDS, Case, Decision, Member, Party, Person
from desk_app.store import (
    branches,
    engine,
    erasing,
    keys,
    loose_files,
    merges,
    opening,
    rekeying,
    restored_alone,
    wiping,
)
from desk_app.store.rows import Codec, Row, codec
from desk_app.store.store import DATABASE

if TYPE_CHECKING:
    from desk_app.store.changes import Changing
    from desk_app.store.since import Since
    from desk_app.store.store import Store

VERB = "restore a backup"
_EMPTY = """
UPDATE change_row SET salt = NULL, before = NULL, after = NULL WHERE "change" = ? AND n = ? AND salt IS NOT NULL
"""
_SOME = "(SELECT value FROM json_each(?))"


def carry_over(folder: Path, key: bytes, since: Since, by: str, progress: Progress) -> None:
    """Into what was unpacked, which opens with `key`; afterwards with today's. Raises Problem."""
    progress(1, 3, "Carrying over what was erased since")
    _open_as_today(folder, key, since)
    if since.anything:
        with opening.reopen(folder, since.key, "") as store:  # nobody's: the program's own work
            with store.change(VERB, by) as changing:
                _erase_again(store, changing, since)
                _hold(store, changing, since)
                _mirror(changing, codec(Member), _all(changing, codec(Member)), since.members)
            if wiping.is_due(store) and not wiping.wipe(store):
                raise Problem("What was erased since could not be erased in the backup.", "Try again.")
    _settle(folder, since)


def _open_as_today(folder: Path, key: bytes, since: Since) -> None:
    """With the passphrases of today and no others: whoever was removed since does not come in."""
    if key != since.key:
        rekeying.rekey(folder / DATABASE, key, since.key)
    keys.write(folder, since.keys)
    connection = engine.connect(folder / DATABASE, since.key)
    try:
        branches.remember(connection, {rekeying.DUE: ""})  # that of its day
        _bury(connection, since.tombstones)
        known = "SELECT 1 FROM backup_log WHERE at = ? AND hash = ?"  # a path may have been erased since
        new = [row for row in since.backups if connection.execute(known, (row[0], row[3])).fetchone() is None]
        connection.executemany("INSERT INTO backup_log(at, path, size, hash) VALUES (?, ?, ?, ?)", new)
    finally:
        connection.close()


def _settle(folder: Path, since: Since) -> None:
    connection = engine.connect(folder / DATABASE, since.key)
    try:
        branches.remember(connection, {rekeying.DUE: since.keys_due, restored_alone.NOTED: since.alone})
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        if wrong := engine.check_pages(connection):
            raise Problem(f"What was restored is damaged: {wrong[0]}.", "Nothing was changed. Try again.")
    finally:
        connection.close()


def _bury(connection: engine.Connection, tombstones: Iterable[Row]) -> None:
    """So that an old register does not bring them back either."""
    known = {digest for (digest,) in connection.execute("SELECT reference_hash FROM tombstone")} - {""}
    sql = 'INSERT OR IGNORE INTO tombstone("row", "table", reference_hash, erased_at) VALUES (?, ?, ?, ?)'
    connection.executemany(sql, [row for row in tombstones if row[2] not in known])


# --- erasing
def _erase_again(store: Store, changing: Changing, since: Since) -> None:
    if not since.erases:
        return
    for key in since.drafts:
        changing.drop_draft(key)
    scope = erasing.Scope(since.cases, since.people | since.ghosts)
    erasing.Erasing(store, changing, scope, changing.at.date()).carry_out()
    changing.connection.executemany(_EMPTY, since.emptied)
    _part(changing, since)
    people = {row[0] for row in changing.connection.execute("SELECT id FROM person")}
    cases = {row[0] for row in since.rows[Case.table]} | since.undone
    for cls in RECORDS:
        kept = codec(cls)
        if cls is Person:
            stays = {row[0] for row in since.rows[kept.table]} - since.others.keys()  # of those merged nothing is there
            _mirror(changing, kept, _of(changing, kept, "id", stays), _only(since.rows[kept.table], stays))
        elif kept.case_at is not None:
            there = [row for row in since.rows[kept.table] if cls is not Party or row[kept.person_at or 0] in people]
            _mirror(changing, kept, _of(changing, kept, "id" if cls is Case else "case_id", cases), there)
    loose_files.forget(changing.connection)  # those of drafts that are left out


def _part(changing: Changing, since: Since) -> None:
    """Whoever is one record in the backup with who was erased, and is not here, stands there as here."""
    kept = codec(Person)
    for row_id, row in _of(changing, kept, "id", since.others).items():
        [here] = _only(since.rows[kept.table], {row_id})
        after = (row_id, row[1] + 1, *here[2:])
        changing.restore(kept, row, after)  # as erasing does: what it was goes, what it is is proved
        changing.entries[-1] = changing.entries[-1]._replace(salt=None, before=None, after=None)
        changing.restore(kept, after, (row_id, after[1] + 1, *here[2:]))
        first = since.others[row_id]
        changing.connection.executemany(_EMPTY, merges.entries(changing.connection, {row_id}, first, merges.LAST))


def _only(rows: Iterable[Row], ids: Container[int]) -> list[Row]:
    return [row for row in rows if row[0] in ids]


def _mirror(changing: Changing, kept: Codec[Any], here: Mapping[int, Row], there: Iterable[Row]) -> None:
    """Make these rows those: changed, added, removed."""
    wanted = {row[0]: row for row in there}
    for row_id in sorted(here.keys() - wanted.keys()):
        changing.restore(kept, here[row_id], None)
    for row_id, row in sorted(wanted.items()):
        before = here.get(row_id)
        if before is None or before[2:] != row[2:]:
            changing.restore(kept, before, (row_id, (before[1] if before else 0) + 1, *row[2:]))


def _of(changing: Changing, kept: Codec[Any], name: str, ids: Iterable[int]) -> dict[int, Row]:
    rows = changing.connection.execute(f"{kept.select} WHERE {name} IN {_SOME}", (json.dumps(sorted(ids)),))
    return {row[0]: row for row in rows.fetchall()}


def _all(changing: Changing, kept: Codec[Any]) -> dict[int, Row]:
    return {row[0]: row for row in changing.connection.execute(kept.select).fetchall()}


# --- holding
def _hold(store: Store, changing: Changing, since: Since) -> None:
    for case_id in sorted(since.holds):
        case = store.get(Case, case_id)
        if case is not None:
            changing.put(case, replace(case, legal_hold=True))
    changing.put_many(codec(Decision).from_rows(since.decisions))
