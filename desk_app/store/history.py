"""Reading the journal: who changed what, when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from desk_app.records import Change, ChangedRow
from desk_app.store import engine, journal, references
from desk_app.store.rows import CLASSES, codec, shown

_HEAD = 'SELECT id, verb, "by", at, undoes FROM change'


def changes(
    connection: engine.Connection, case_id: int | None = None, limit: int = 100
) -> list[tuple[Change, tuple[ChangedRow, ...]]]:
    """The latest changes with their rows, newest first; with a case, only its changes and rows."""
    if case_id is None:
        heads = connection.execute(f"{_HEAD} ORDER BY id DESC LIMIT ?", (limit,)).fetchall()
    else:
        of_case = 'SELECT DISTINCT "change" FROM change_row WHERE case_id = ?'
        sql = f"{_HEAD} WHERE id IN ({of_case}) ORDER BY id DESC LIMIT ?"
        heads = connection.execute(sql, (case_id, limit)).fetchall()
    found = []
    for head in heads:
        rows = entries(connection, head[0], case_id)
        touched = [(row.table, row.case_id) for row in rows]
        found.append((_change(connection, head, touched), tuple(changed_row(row) for row in rows)))
    return found


def entries(connection: engine.Connection, change_id: int, case_id: int | None = None) -> list[journal.Entry]:
    """The journal's rows of a change, in their order."""
    sql, values = f'{journal.SELECT_ENTRY} WHERE "change" = ? ORDER BY n', [change_id]
    if case_id is not None:  # by the case: an import's change has all rows of a register
        sql, values = f'{journal.SELECT_ENTRY} WHERE case_id = ? AND +"change" = ? ORDER BY n', [case_id, change_id]
    return [journal.Entry(*row) for row in connection.execute(sql, values)]


def change(connection: engine.Connection, change_id: int, rows: int = -1) -> Change | None:
    """A change, without its rows. With `rows`, as its first so many rows tell (an import has very many)."""
    head = connection.execute(f"{_HEAD} WHERE id = ?", (change_id,)).fetchone()
    if head is None:
        return None
    first = 'SELECT "table", case_id FROM change_row WHERE "change" = ? LIMIT ?'
    touched = connection.execute(f"SELECT DISTINCT * FROM ({first})", (change_id, rows)).fetchall()
    return _change(connection, head, touched)


def _change(connection: engine.Connection, head: engine.Row, touched: Sequence[tuple[str, int | None]]) -> Change:
    """`touched`: (table, case) of its rows."""
    change_id, verb, by, at, undoes = head
    case_ids = frozenset(case_id for _, case_id in touched if case_id)
    reference = references.of(connection, next(iter(case_ids))) if len(case_ids) == 1 else ""
    tables = frozenset(table for table, _ in touched)
    return Change(change_id, verb, by, datetime.fromisoformat(at), undoes, case_ids, tables, reference)


def changed_row(entry: journal.Entry) -> ChangedRow:
    """A row of the journal as people read it. Bodies that were erased are empty."""
    kept = codec(CLASSES[entry.table])
    before, after = shown(kept, entry.before), shown(kept, entry.after)
    if entry.salt is None:
        before = {} if entry.was is not None else None
        after = {} if entry.now is not None else None
    return ChangedRow(entry.table, entry.row, entry.case_id, entry.person_id, before, after)
