"""Reading the journal: who changed what, when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from desk_app.records import Change, ChangedRow
from desk_app.store import engine, journal
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
        found.append((_change(connection, head, rows), tuple(changed_row(row) for row in rows)))
    return found


def entries(connection: engine.Connection, change_id: int, case_id: int | None = None) -> list[journal.Entry]:
    """The journal's rows of a change, in their order."""
    sql = f'{journal.SELECT_ENTRY} WHERE "change" = ? AND (? IS NULL OR case_id = ?) ORDER BY n'
    return [journal.Entry(*row) for row in connection.execute(sql, (change_id, case_id, case_id))]


def change(connection: engine.Connection, change_id: int) -> Change | None:
    """A change, without the bodies of its rows."""
    head = connection.execute(f"{_HEAD} WHERE id = ?", (change_id,)).fetchone()
    return _change(connection, head, entries(connection, change_id)) if head else None


def _change(connection: engine.Connection, head: engine.Row, rows: Iterable[journal.Entry]) -> Change:
    change_id, verb, by, at, undoes = head
    case_ids = frozenset(row.case_id for row in rows if row.case_id)
    reference = _reference(connection, next(iter(case_ids))) if len(case_ids) == 1 else ""
    tables = frozenset(row.table for row in rows)
    return Change(change_id, verb, by, datetime.fromisoformat(at), undoes, case_ids, tables, reference)


def _reference(connection: engine.Connection, case_id: int) -> str:
    row = connection.execute("SELECT reference FROM feedback_case WHERE id = ?", (case_id,)).fetchone()
    return str(row[0]) if row else ""


def changed_row(entry: journal.Entry) -> ChangedRow:
    """A row of the journal as people read it. Bodies that were erased are empty."""
    kept = codec(CLASSES[entry.table])
    before, after = shown(kept, entry.before), shown(kept, entry.after)
    if entry.salt is None:
        before = {} if entry.was is not None else None
        after = {} if entry.now is not None else None
    return ChangedRow(entry.table, entry.row, entry.case_id, entry.person_id, before, after)
