"""Undo: a new change that puts the befores back. Undoing an undo is redo."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import Case, Change, Holiday, ListEntry, Member, ProfileRecord, Publication, SettingRecord
from desk_app.store import engine, history, journal, references, usage
from desk_app.store.changes import REDO, UNDO
from desk_app.store.rows import CLASSES, codec, row_of

if TYPE_CHECKING:
    from desk_app.store.changes import Changing
    from desk_app.store.store import Store

_LASTING = {
    Member.table: ("Members and their keys", "Change the member again instead."),
    Publication.table: ("A published report", "Publish a corrected report instead."),
}
_LASTING_VERBS = {
    "erase": ("What was erased", "It is gone for good; an earlier backup may still hold it."),
    "restore a backup": ("Restoring a backup", "The store that was there is kept beside this one."),
    "merge copy": ("Merging copies", "Open a backup from before it instead."),
    "publish": ("A published report", "Publish a corrected report instead."),
}
_NAMED_AT_MOST = 5
_GLANCE = 500  # rows looked at to offer a change on the button; `undo` itself looks at all
_BLINK = 50  # rows put back, or cases whose dates are counted again, at once
_CLOCKS = frozenset(cls.table for cls in (Holiday, ProfileRecord, SettingRecord))
"""What every case's dates may follow from."""
_TELL_EVERY = 50  # rows


def takes_long(store: Store, what: Change) -> bool:
    """Whether undoing a change may take longer than a blink, so that it is better done as a job."""
    (rows,) = store.read(
        'SELECT count(*) FROM (SELECT 1 FROM change_row WHERE "change" = ? LIMIT ?)', (what.id, _BLINK)
    )
    (cases,) = store.read("SELECT count(*) FROM (SELECT 1 FROM feedback_case LIMIT ?)", (_BLINK,))
    return rows[0] == _BLINK or (cases[0] == _BLINK and bool(what.tables & _CLOCKS))


def undo(store: Store, by: str, change_id: int | None, progress: Progress = silent) -> Change:
    """Put back what a change changed. Nothing at all is put back when a part of it cannot be, or progress stops it."""
    if change_id is None:
        latest = candidate(store, by)
        if latest is None:
            raise Problem("There is nothing of yours to undo.", "Look in the history for the change you mean.")
        change_id = latest.id
    with store.change("undo", by, progress) as changing:
        what = _standing(changing.connection, change_id)
        _check(what)
        changing.undoes = what.id
        changing.verb = f"redo: {what.verb[len(UNDO) :]}" if what.verb.startswith(UNDO) else f"{UNDO}{_plain(what)}"
        kept = _put_back(changing, progress)
        if kept:
            changing.verb += f" (still used, so kept in the lists: {', '.join(kept)})"
    return changing.change


def _plain(what: Change) -> str:
    return what.verb.removeprefix(REDO)


def _standing(connection: engine.Connection, change_id: int) -> Change:
    """The change as it stands: itself, or the redo that brought it back. Problem if it is undone or unknown."""
    change_id, undone = _latest(connection, change_id)
    what = history.change(connection, change_id)
    if what is None:
        raise Problem("There is no such change in this store.", "Look in the history for the change you mean.")
    if undone:
        raise Problem("This change has been undone already.", "To bring it back, undo the undo.")
    return what


def is_undone(connection: engine.Connection, change_id: int) -> bool:
    """Whether a change does not stand any more: it was undone, and not brought back since."""
    return _latest(connection, change_id)[1]


def _latest(connection: engine.Connection, change_id: int) -> tuple[int, bool]:
    """The last of the undoings and redoings of a change, and whether that leaves it undone."""
    undone = False
    while (later := _undone_by(connection, change_id)) is not None:
        change_id, undone = later, not undone
    return change_id, undone


def _undone_by(connection: engine.Connection, change_id: int) -> int | None:
    sql = "SELECT id FROM change WHERE undoes = ? ORDER BY id DESC LIMIT 1"
    row = connection.execute(sql, (change_id,)).fetchone()
    return row[0] if row else None


def _lasts(what: Change) -> tuple[str, str] | None:
    """Why a change of this kind cannot be undone, and what to do instead; None if it can."""
    for table in sorted(what.tables & _LASTING.keys()):
        return _LASTING[table]
    return next((why for words, why in _LASTING_VERBS.items() if f"{what.verb} ".startswith(f"{words} ")), None)


def _check(what: Change) -> None:
    """Problem when the change is not one to undo."""
    if reason := _lasts(what):
        thing, remedy = reason
        raise Problem(f"{thing} cannot be undone.", remedy)
    if not what.tables:
        raise Problem(f"“{what.verb}” changed nothing in the store, so there is nothing to undo.")


def _put_back(changing: Changing, progress: Progress) -> list[str]:
    """Put the befores back, last row first; returns the list entries that stay because they are used."""
    assert changing.undoes is not None
    entries = history.entries(changing.connection, changing.undoes)
    _refuse_if_changed_since(changing.connection, entries)
    progress(0, len(entries), "Putting back what was there before")
    _refuse_if_still_referred(changing.connection, entries)
    listed = [entry for entry in entries if entry.table == ListEntry.table and entry.was is None]
    others = [entry for entry in entries if entry.table != ListEntry.table or entry.was is not None]
    for n, entry in enumerate(reversed(others)):
        if n % _TELL_EVERY == 0:
            progress(n, len(entries), "Putting back what was there before")
        _put_back_row(changing, entry)
    kept = []
    for entry in listed:  # now that nothing of this change uses them any more
        row = codec(ListEntry).from_row(_stored(changing.connection, entry))
        if usage.is_used(changing.connection, row.list, row.value):
            kept.append(row.value)
        else:
            _put_back_row(changing, entry)
    return sorted(kept)


def _put_back_row(changing: Changing, entry: journal.Entry) -> None:
    kept = codec(CLASSES[entry.table])
    stands = _stored(changing.connection, entry) if entry.now is not None else None
    version = (stands[1] if stands else entry.was or 0) + 1
    before = None
    if entry.was is not None:
        if entry.before is None:
            raise Problem("What this change replaced has been erased, so it cannot be undone.")
        before = row_of(kept, entry.before, entry.row, version)
    changing.restore(kept, stands, before)


def _stored(connection: engine.Connection, entry: journal.Entry) -> engine.Row:
    kept = codec(CLASSES[entry.table])
    row: engine.Row = connection.execute(f"{kept.select} WHERE id = ?", (entry.row,)).fetchone()
    return row


def _refuse_if_changed_since(connection: engine.Connection, entries: list[journal.Entry]) -> None:
    left = {(entry.table, entry.row): entry for entry in entries}  # the last entry of a row is how it was left
    changed = []
    for (table, row_id), entry in left.items():
        row = connection.execute(f"SELECT version FROM {table} WHERE id = ?", (row_id,)).fetchone()
        version = row[0] if row else None
        if version != entry.now and _undone_to(connection, table, row_id, version) != entry.now:
            changed.append(entry)
    _refuse(connection, changed)


def _undone_to(connection: engine.Connection, table: str, row_id: int, version: int | None) -> int | None:
    """The version whose content a row has: later changes to it that were undone do not count."""
    sql = (
        'SELECT undone.was FROM change_row AS latest JOIN change ON change.id = latest."change"'
        ' JOIN change_row AS undone ON undone."change" = change.undoes AND undone."row" = latest."row"'
        ' WHERE latest."row" = ? AND latest."table" = ? AND latest.now IS ?'
        ' ORDER BY latest."change" DESC, undone.n LIMIT 1'
    )
    while version is not None and (row := connection.execute(sql, (row_id, table, version)).fetchone()):
        version = row[0]
    return version


def _refuse_if_still_referred(connection: engine.Connection, entries: list[journal.Entry]) -> None:
    """What was added to a record since keeps it from going."""
    children = _children(connection)
    mine = {entry.row for entry in entries}
    holding = []
    for entry in entries:
        for table, column in children.get(entry.table, ()) if entry.was is None else ():
            kept = codec(CLASSES[table])
            for row in connection.execute(f"{kept.select} WHERE {column} = ?", (entry.row,)):
                if row[0] not in mine:
                    holding.append(entry._replace(table=table, row=row[0], case_id=row[kept.case_at or 0]))
    _refuse(connection, holding)


def _children(connection: engine.Connection) -> dict[str, list[tuple[str, str]]]:
    """Table -> the (table, column) that refer to it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table in CLASSES:
        for _, _, parent, column, *_ in connection.execute(f"PRAGMA foreign_key_list({table})"):
            found.setdefault(parent, []).append((table, column))
    return found


def _refuse(connection: engine.Connection, changed: list[journal.Entry]) -> None:
    if not changed:
        return
    names = sorted({_named(connection, entry) for entry in changed})
    shown = ", ".join(names[:_NAMED_AT_MOST])
    more = f" and {len(names) - _NAMED_AT_MOST} more" if len(names) > _NAMED_AT_MOST else ""
    raise Problem(
        f"It cannot be undone, because this was changed since: {shown}{more}.",
        "Undo the later change first, or correct the records one by one.",
    )


def _named(connection: engine.Connection, entry: journal.Entry) -> str:
    thing = "" if entry.table == Case.table else f"the {entry.table.replace('_', ' ')}"
    reference = references.of(connection, entry.case_id) if entry.case_id else ""
    if not reference:
        return thing or "a case that was removed"
    return f"{reference} ({thing})" if thing else reference


# --- what the button offers
def candidate(store: Store, by: str) -> Change | None:
    """One's own last change that stands and can be undone by its kind. Redone ones count, undone ones do not."""
    for what in _own_latest(store, by):
        if not what.verb.startswith(UNDO) and what.tables and not _lasts(what):
            return what
    return None


def redoable(store: Store, by: str) -> Change | None:
    """One's own last undo that stands, if only undoing and redoing came after it: undo that to redo.

    So several that were undone in turn come back in turn. What was first done after an undo leaves nothing to redo.
    """
    newest = 0
    for what in _own_latest(store, by):
        if what.verb.startswith(UNDO):
            return what if newest < what.id else None
        if what.verb.startswith(REDO):
            newest = max(newest, _first_done(store.connection, what.id))
        elif what.tables:
            return None
    return None


def _first_done(connection: engine.Connection, change_id: int) -> int:
    """The change that was done, undone, redone and so on until it came to this one."""
    sql = "SELECT undoes FROM change WHERE id = ? AND undoes IS NOT NULL"
    while row := connection.execute(sql, (change_id,)).fetchone():
        change_id = row[0]
    return change_id


def _own_latest(store: Store, by: str) -> Iterator[Change]:
    """One's own changes that nothing has undone, newest first."""
    sql = (
        'SELECT id FROM change WHERE "by" = ? AND NOT EXISTS'
        " (SELECT 1 FROM change AS later WHERE later.undoes = change.id) ORDER BY id DESC LIMIT 100"
    )
    for (change_id,) in store.read(sql, (by,)):
        what = history.change(store.connection, change_id, _GLANCE)
        if what is not None:
            yield what
