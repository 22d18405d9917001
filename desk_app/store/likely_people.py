"""Who of many people may be somebody: found by their traces, so that the rules of likeness see few. Staff decide."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from desk_app import people_alike
from desk_app.people_alike import NAME_SCORES, Asked, Likeness, Sought
from desk_app.records import Person
from desk_app.store.rows import codec

if TYPE_CHECKING:
    from desk_app.store.store import Store

READ_AT_MOST = 60
"""So many of the likeliest names are read in full."""
LOOKED_AT = 1000
"""About so many names that begin alike are looked at."""
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
    found = dict.fromkeys(_same(store, asked.name))
    for sql, values in _alone(words[0]) if len(words) == 1 else _together(words):
        if len(found) < LOOKED_AT:  # the rest of the name tells more than thousands who begin alike
            rows = store.read(f"{sql} ORDER BY one.trace DESC, one.person_id DESC LIMIT {LOOKED_AT}", values)
            found.update(dict.fromkeys(row[0] for row in rows))
    sql = (
        "SELECT id, name FROM person WHERE id IN (SELECT value FROM json_each(?)) AND erased_on IS NULL"
        f"{'' if staff is None else f' AND is_staff = {int(staff)}'}"
    )
    names = store.read(sql, (json.dumps(list(found)),))
    ways = ((people_alike.by_name(asked, name), person_id) for person_id, name in names)
    ranked = sorted((-NAME_SCORES[way], -person_id) for way, person_id in ways if way)
    return [-person_id for _, person_id in ranked[:READ_AT_MOST]]


def _same(store: Store, name: str) -> list[int]:
    """The latest of just that name."""
    sql = f"SELECT id FROM person WHERE match_key <> '' AND match_key = ? ORDER BY id DESC LIMIT {READ_AT_MOST}"
    return [row[0] for row in store.read(sql, (" ".join(name.split()).casefold(),))]


Select = tuple[str, tuple[str, ...]]


def _alone(word: Sought) -> Iterator[Select]:
    """Of a name of one word: whoever has a word that begins so."""
    for start in word.starts:
        yield _BEGINS, (start, start + _LAST)


def _together(words: tuple[Sought, ...]) -> Iterator[Select]:
    """Of a name of several: who has one of the words, as far as can be seen, and another that begins like another.

    Each beginning and each form on its own: so the index gives the rows in their order, and no more than are wanted.
    """
    longest = max(len(word.starts[0]) for word in words)
    anchors = [n for n, word in enumerate(words) if len(word.starts[0]) == longest]  # of others, too many begin so
    for n in reversed(anchors):  # the surname first: fewer have it
        others = (*words[:n], *words[n + 1 :])
        letters = tuple(sorted({letter for other in others for letter in other.letters}))
        beside = _BESIDE.format(", ".join("?" * len(letters)))
        for start in words[n].starts:
            yield f"{_BEGINS} AND {beside}", (start, start + _LAST, *letters)
        for form in words[n].forms:
            if not form.startswith(words[n].starts):  # else it was met already
                yield f"{_IS} AND {beside}", (form, *letters)


_BEGINS = "SELECT one.person_id FROM person_trace AS one WHERE one.trace >= ? AND one.trace < ?"
_IS = "SELECT one.person_id FROM person_trace AS one WHERE one.trace = ?"
_BESIDE = (
    "EXISTS (SELECT 1 FROM person_trace AS other WHERE other.person_id = one.person_id AND other.trace <> one.trace"
    " AND substr(other.trace, 1, 1) IN ({}))"
)
