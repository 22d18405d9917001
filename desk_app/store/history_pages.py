"""The history of the whole store, a page at a time: changes and backups, newest first.

A filter becomes ids, and ids become what a list shows; the rows of a change are read when they are asked for. An id
below zero is that of a backup: those are noted beside the journal.
"""

from __future__ import annotations

import json
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk_app.records import ChangedRow
from desk_app.store import history, ids, journal, references, search, trouble

if TYPE_CHECKING:
    from desk_app.store.store import Store

BACKUP = "backup"
"""The kind that backups have."""
PROGRAM = "The program"
"""Who did what no member is noted for: backups, and what is done while a store is opened or handed over."""
_COUNTED = 20_000  # rows of a change that are looked at to count its cases: more would be felt


@dataclass(frozen=True, slots=True)
class HistoryFilter:
    """Which changes. Empty means any.

    `by`: who, exactly, or PROGRAM. `kind`: the first word of what was done, or BACKUP. `text`: its words stand in what
    was done, or find the case in the list of cases.
    """

    by: str = ""
    kind: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """What a list shows of a change or, with an id below zero, of a backup.

    `records`: how many it touched, each time counted. `case_id` and `reference`: of the case, where there is just one.
    `cases`: how many there are; None where there are too many records to count them at once. `undone`: it does not
    stand any more.
    """

    id: int
    at: datetime
    by: str
    verb: str
    records: int = 0
    case_id: int = 0
    reference: str = ""
    cases: int | None = 0
    undone: bool = False


def first_page(store: Store, filter: HistoryFilter, size: int = search.PAGE) -> search.Listing:
    """The first ids and the exact count, of one moment."""
    where, values = _where(filter)
    with store.reading():
        [(count,)] = store.read(f"SELECT count(*) FROM change{where}", values)
        backups = list(_backups(store, filter))
        latest = store.read(f"SELECT id FROM change{where} ORDER BY id DESC LIMIT ?", (*values, size))
    newest = _newest_first([id for (id,) in reversed(latest)], backups)
    return search.Listing(newest[:size], count + len(backups))


def all_ids(store: Store, filter: HistoryFilter) -> array[int]:
    """Every id of a filter, newest first: 8 bytes a change."""
    where, values = _where(filter)
    with store.reading():
        found = [id for (id,) in store.read(f"SELECT id FROM change{where}", values)]  # unsorted: an index alone serves
        return _newest_first(sorted(found), list(_backups(store, filter)))


def rows(store: Store, wanted: Iterable[int]) -> list[HistoryRow]:
    """What is shown of these, in their order."""
    asked = list(wanted)
    with trouble.explained("read"), store.reading():
        found = {row.id: row for row in (*_change_rows(store, asked), *_backup_rows(store, asked))}
    return [found[id] for id in asked if id in found]


def changed_rows(store: Store, change_id: int, after: int, size: int) -> list[ChangedRow]:
    """The rows of a change with their befores and afters, in its order: `size` of them after the first `after`."""
    sql = f'{journal.SELECT_ENTRY} WHERE "change" = ? AND n > ? ORDER BY n LIMIT ?'
    return [history.changed_row(journal.Entry(*row)) for row in store.read(sql, (change_id, after, size))]


def members(store: Store) -> list[str]:
    """Everybody who ever changed something; PROGRAM last, where it did."""
    found = {by for (by,) in store.read('SELECT DISTINCT "by" FROM change')}
    program = "" in found or PROGRAM in found or bool(store.last_backup_at())
    return [*sorted(found - {"", PROGRAM}, key=str.casefold), *([PROGRAM] if program else [])]


def kinds(store: Store) -> list[str]:
    """The kinds of change that occur."""
    sql = "SELECT DISTINCT rtrim(substr(verb, 1, instr(verb || ' ', ' ') - 1), ':') FROM change"
    found = {kind for (kind,) in store.read(sql) if kind}
    return sorted(found | ({BACKUP} if store.last_backup_at() else set()))


# --- filter -> SQL ---------------------------------------------------------------------------------------
def _where(filter: HistoryFilter) -> tuple[str, tuple[Any, ...]]:
    tests: list[str] = []
    values: list[Any] = []
    if filter.by:
        tests.append("\"by\" IN (?, '')" if filter.by == PROGRAM else '"by" = ?')
        values.append(filter.by)
    if filter.kind:
        tests.append("rtrim(substr(verb, 1, instr(verb || ' ', ' ') - 1), ':') = ?")
        values.append(filter.kind)
    if _words(filter.text):
        found, patterns = _contains("verb", filter.text)
        values += patterns
        if query := search.words(filter.text):
            cases = "SELECT rowid FROM case_search WHERE case_search MATCH ?"
            found = f'({found} OR id IN (SELECT "change" FROM change_row WHERE case_id IN ({cases})))'
            values.append(query)
        tests.append(found)
    return f" WHERE {' AND '.join(tests)}" if tests else "", tuple(values)


def _words(text: str) -> list[str]:
    return text.replace("\0", " ").split()


def _contains(column: str, text: str) -> tuple[str, list[str]]:
    """All the words of a text, anywhere in a column."""
    patterns = [f"%{search.literal(word)}%" for word in _words(text)]
    return "(" + " AND ".join(f"{column} LIKE ? ESCAPE '!'" for _ in patterns) + ")", patterns


def _backups(store: Store, filter: HistoryFilter) -> Iterator[tuple[int, int]]:
    """(id as it would be in the journal, id below zero) of the backups, latest first. No member is noted with them."""
    if filter.by not in ("", PROGRAM) or filter.kind not in ("", BACKUP):
        return
    found, values = _contains(f"'{BACKUP} ' || path", filter.text) if _words(filter.text) else ("1", [])
    for id, at in store.read(f"SELECT id, at FROM backup_log WHERE {found} ORDER BY id DESC", values):
        yield ids.first_of(datetime.fromisoformat(at)), -id


def _newest_first(changes: list[int], backups: list[tuple[int, int]]) -> array[int]:
    """Ids of changes (oldest first) say when they were made; backups (latest first) go in between."""
    at = len(changes)
    for place, id in backups:
        at = bisect_right(changes, place, 0, at)  # what went in before lies beyond
        changes.insert(at, id)
    return array("q", reversed(changes))


# --- ids -> rows -----------------------------------------------------------------------------------------
def _change_rows(store: Store, asked: list[int]) -> Iterator[HistoryRow]:
    from desk_app.store import undo  # not before the history is read: start-up

    sql = 'SELECT id, at, "by", verb FROM change WHERE id IN (SELECT value FROM json_each(?) WHERE value > 0)'
    connection = store.connection
    for id, at, by, verb in store.read(sql, (json.dumps(asked),)):
        records = connection.execute('SELECT max(n) FROM change_row WHERE "change" = ?', (id,)).fetchone()[0] or 0
        cases = _cases(store, id) if records <= _COUNTED else None
        one = next(iter(cases)) if cases and len(cases) == 1 else 0
        yield HistoryRow(
            id,
            datetime.fromisoformat(at),
            by or PROGRAM,
            verb,
            records,
            one,
            references.of(connection, one) if one else "",
            None if cases is None else len(cases),
            undo.is_undone(connection, id),
        )


def _cases(store: Store, change_id: int) -> set[int]:
    sql = 'SELECT DISTINCT case_id FROM change_row WHERE "change" = ? AND case_id IS NOT NULL'
    return {case_id for (case_id,) in store.read(sql, (change_id,))}


def _backup_rows(store: Store, asked: list[int]) -> Iterator[HistoryRow]:
    sql = "SELECT -id, at, path FROM backup_log WHERE -id IN (SELECT value FROM json_each(?) WHERE value < 0)"
    for id, at, path in store.read(sql, (json.dumps(asked),)):
        yield HistoryRow(id, datetime.fromisoformat(at), PROGRAM, f"{BACKUP} {Path(path).name}")
