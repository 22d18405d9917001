"""Which record somebody's became when two were merged, as the journal's heads tell: also after words were erased."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator

from desk_app.store import engine

_SOME = "(SELECT value FROM json_each(?))"
_REMOVALS = f"""
SELECT "row", "change" FROM change_row WHERE "table" = 'person' AND now IS NULL AND "row" IN {_SOME} ORDER BY "change"
"""
_INTO = """
SELECT DISTINCT CASE "table" WHEN 'person' THEN "row" ELSE person_id END FROM change_row
WHERE "change" = ?1 AND now IS NOT NULL AND ("table" = 'person' OR person_id IS NOT NULL)
"""
_BACK = """
SELECT min("change") FROM change_row WHERE "row" = ? AND "table" = 'person' AND was IS NULL AND "change" > ?
"""
_MEANWHILE = f"""
SELECT "change", n FROM change_row WHERE "table" = 'person' AND "row" IN {_SOME} AND salt IS NOT NULL
AND "change" BETWEEN ? AND ?
"""
_THERE = f"SELECT id FROM person WHERE id IN {_SOME}"
LAST = (1 << 63) - 1


def into(connection: engine.Connection, people: Collection[int]) -> dict[int, int]:
    """The records that those of `people` who are gone became, and theirs in turn; with the change of the merge."""
    found: dict[int, int] = {}
    ahead = set(people)
    while ahead:
        gone = ahead - {row[0] for row in connection.execute(_THERE, (_listed(ahead),))}
        last = dict(_merged(connection, gone))
        became = [(other, change) for change in last.values() for other in _others(connection, change)]
        ahead = {other for other, _ in became} - found.keys() - set(people)
        for other, change in became:
            if other not in people:
                found[other] = min(change, found.get(other, change))
    return found


def entangled(connection: engine.Connection, people: Collection[int]) -> Iterator[tuple[int, int]]:
    """Entries (change, n) of the records that these people were part of for a time, until the merge was undone."""
    for person, change in _merged(connection, people):
        back = connection.execute(_BACK, (person, change)).fetchone()[0]
        if back is not None:
            yield from entries(connection, _others(connection, change), change, back)


def entries(connection: engine.Connection, people: Collection[int], since: int, until: int) -> list[tuple[int, int]]:
    """Those of the records of people that still have words, from one change to another."""
    return [(change, n) for change, n in connection.execute(_MEANWHILE, (_listed(people), since, until))]


def _merged(connection: engine.Connection, people: Collection[int]) -> Iterator[tuple[int, int]]:
    """(person, change) wherever one of them was merged into another, earliest first: gone otherwise is undone."""
    for person, change in connection.execute(_REMOVALS, (_listed(people),)).fetchall():
        if not _is_undoing(connection, change):
            yield person, change


def _is_undoing(connection: engine.Connection, change: int) -> bool:
    """Whether a change undoes one. Redoing, which undoes what undid it, does not."""
    undoes = connection.execute("SELECT undoes FROM change WHERE id = ?", (change,)).fetchone()[0]
    return undoes is not None and not _is_undoing(connection, undoes)


def _others(connection: engine.Connection, change: int) -> set[int]:
    """Who is left by a merge: it touches nobody else."""
    return {row[0] for row in connection.execute(_INTO, (change,))}


def _listed(ids: Collection[int]) -> str:
    return json.dumps(sorted(ids))


__all__ = ["LAST", "entangled", "entries", "into"]
