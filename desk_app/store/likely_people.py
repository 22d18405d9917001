"""Who of many people may be somebody: found by their traces, so that the rules of likeness see few. Staff decide."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from desk_app import people_alike
from desk_app.people_alike import NAME_SCORES, Asked, Likeness, Sought
from desk_app.records import Person
from desk_app.store.rows import codec

if TYPE_CHECKING:
    from desk_app.store.store import Store

READ_AT_MOST = 60
"""So many of the likeliest names are read in full."""
LOOKED_AT = 2000
"""So many of the latest names that begin alike are looked at."""
_LAST = "\U0010ffff"


def likely(store: Store, asked: Asked, *, staff: bool | None = None, besides: int = 0) -> list[Likeness]:
    """Who may be the same person, the likeliest first: of staff, of everybody else (`staff` False), or of all.

    `besides` is the person asked about.
    """
    with store.reading():
        ids = [*_by_details(store, asked), *_by_name(store, asked, staff)]
        people = persons(store, dict.fromkeys(ids))
    wanted = (p for p in people if p.id != besides and (staff is None or p.is_staff is staff))
    return people_alike.likenesses(asked, wanted)


def persons(store: Store, ids: Iterable[int]) -> list[Person]:
    """The people of these ids."""
    kept = codec(Person)
    sql = f"{kept.select} WHERE id IN (SELECT value FROM json_each(?))"
    return kept.from_rows(store.read(sql, (json.dumps(list(ids)),)))


def _by_details(store: Store, asked: Asked) -> list[int]:
    """The ids of those who have the same email or telephone."""
    marks = [trace for trace in people_alike.traces(asked) if trace[0] in "@#"]
    sql = (
        "SELECT DISTINCT person_id FROM person_trace WHERE trace IN (SELECT value FROM json_each(?))"
        f" ORDER BY person_id DESC LIMIT {READ_AT_MOST}"
    )
    return [row[0] for row in store.read(sql, (json.dumps(marks),))] if marks else []


def _by_name(store: Store, asked: Asked, staff: bool | None) -> list[int]:
    """The ids of those whose names are alike, the likeliest first."""
    words = people_alike.sought(asked.name)
    if not words:
        return []
    found = _alone(store, words[0]) if len(words) == 1 else _together(store, words)
    sql = (
        "SELECT id, name FROM person WHERE id IN (SELECT value FROM json_each(?)) AND erased_on IS NULL"
        f"{'' if staff is None else f' AND is_staff = {int(staff)}'}"
    )
    rows = store.read(sql, (json.dumps(found),))
    ways = ((people_alike.by_name(asked, name), person_id) for person_id, name in rows)
    ranked = sorted((-NAME_SCORES[way], -person_id) for way, person_id in ways if way)
    return [-person_id for _, person_id in ranked[:READ_AT_MOST]]


def _alone(store: Store, word: Sought) -> list[int]:
    """Of a name of one word: whoever has a word that begins so."""
    tests, values = _begins("trace", word)
    sql = f"SELECT DISTINCT person_id FROM person_trace WHERE {tests} ORDER BY person_id DESC LIMIT {LOOKED_AT}"
    return [row[0] for row in store.read(sql, values)]


def _together(store: Store, words: tuple[Sought, ...]) -> list[int]:
    """Of a name of several: who has one of the words, as far as can be seen, and another that begins like another."""
    longest = max(len(word.starts[0]) for word in words)
    found: dict[int, None] = {}
    for n, word in enumerate(words):
        if len(word.starts[0]) < longest:
            continue  # still being typed: too many begin so
        letters = sorted({letter for other in (*words[:n], *words[n + 1 :]) for letter in other.letters})
        tests, values = _begins("one.trace", word)
        sql = (
            f"SELECT DISTINCT one.person_id FROM person_trace AS one WHERE ({tests}) AND EXISTS (SELECT 1"
            " FROM person_trace AS other WHERE other.person_id = one.person_id AND other.trace <> one.trace"
            " AND substr(other.trace, 1, 1) IN (SELECT value FROM json_each(?)))"
            f" ORDER BY one.person_id DESC LIMIT {LOOKED_AT}"
        )
        found.update(dict.fromkeys(row[0] for row in store.read(sql, (*values, json.dumps(letters)))))
    return list(found)


def _begins(column: str, word: Sought) -> tuple[str, list[str]]:
    """The condition that a trace begins like a word, or is another form of it."""
    tests = [f"({column} >= ? AND {column} < ?)"] * len(word.starts)
    values = [value for start in word.starts for value in (start, start + _LAST)]
    return " OR ".join([*tests, f"{column} IN (SELECT value FROM json_each(?))"]), [*values, json.dumps(word.forms)]
