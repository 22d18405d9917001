"""By what a person can be found: the words of the name, emails, telephone numbers. Derived from the people."""

from __future__ import annotations

import json
from collections.abc import Iterable

from desk_app import people_alike
from desk_app.records import Person
from desk_app.store import engine
from desk_app.store.rows import codec

RULES = 1
"""Raised whenever the same people would leave other traces."""


def of(person: Person) -> frozenset[str]:
    """The traces of a person; of one who was erased none."""
    return frozenset() if person.erased_on is not None else people_alike.traces(people_alike.of(person))


def add(connection: engine.Connection, people: Iterable[Person]) -> None:
    """Note those who are new."""
    rows = [(trace, person.id) for person in people for trace in sorted(of(person))]
    connection.executemany("INSERT INTO person_trace(trace, person_id) VALUES (?, ?)", rows)


def rewrite(connection: engine.Connection, ids: Iterable[int]) -> None:
    """Note anew those who were changed, and forget those who are gone."""
    wanted = json.dumps(list(ids))
    kept = codec(Person)
    connection.execute("DELETE FROM person_trace WHERE person_id IN (SELECT value FROM json_each(?))", (wanted,))
    rows = connection.execute(f"{kept.select} WHERE id IN (SELECT value FROM json_each(?))", (wanted,)).fetchall()
    add(connection, kept.from_rows(rows))


def expected(connection: engine.Connection) -> list[tuple[str, int]]:
    """What would be noted if everybody were noted anew, in order of the people."""
    kept = codec(Person)
    people = (kept.from_row(row) for row in connection.execute(f"{kept.select} ORDER BY id"))
    return [(trace, person.id) for person in people for trace in sorted(of(person))]


def renew(connection: engine.Connection) -> None:
    """Note everybody anew."""
    connection.execute("DELETE FROM person_trace")
    connection.executemany("INSERT INTO person_trace(trace, person_id) VALUES (?, ?)", expected(connection))


def kept(connection: engine.Connection) -> list[tuple[str, int]]:
    """What is noted, in order of the people."""
    rows = connection.execute("SELECT trace, person_id FROM person_trace ORDER BY person_id, trace")
    return [(trace, person_id) for trace, person_id in rows]
