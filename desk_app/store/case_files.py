"""All records of a case, of one or of many at a time."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Any, get_args, get_type_hints

from desk_app.records import Case, CaseFile, Party, Person
from desk_app.store import engine
from desk_app.store.rows import codec

CHUNK = 500
Rows = dict[str, list[Any]]


@cache
def parts() -> dict[type[Any], str]:
    """Record class -> field of CaseFile, of the classes that belong to one case by `case_id`."""
    hints = get_type_hints(CaseFile)
    named = {get_args(hint)[0]: name for name, hint in hints.items() if get_args(hint)}
    return {cls: name for cls, name in named.items() if cls is not Person}


def of(case: Case, rows: Rows) -> CaseFile:
    """A case's file of its records by field name."""
    found: dict[str, Any] = {name: tuple(records) for name, records in rows.items()}
    return CaseFile(case=case, **found)


def one(connection: engine.Connection, case_id: int) -> CaseFile | None:
    """The file of one case, or None if there is no such case."""
    kept = codec(Case)
    row = connection.execute(f"{kept.select} WHERE id = ?", (case_id,)).fetchone()
    if row is None:
        return None
    rows: Rows = {}
    for cls, name in parts().items():
        part = codec(cls)
        found = connection.execute(f"{part.select} WHERE case_id = ? ORDER BY id", (case_id,)).fetchall()
        if found:
            rows[name] = part.from_rows(found)
    if parties := rows.get("parties"):
        ids = dict.fromkeys(party.person_id for party in parties)
        rows["people"] = list(people(connection, ids).values())
    return of(kept.from_row(row), rows)


def many(connection: engine.Connection, ids: Iterable[int]) -> Iterator[CaseFile]:
    """The files of cases in the order asked for; what does not exist is left out. Few queries, a chunk at a time."""
    waiting = iter(ids)
    while chunk := list(islice(waiting, CHUNK)):
        yield from _chunk(connection, chunk)


def _chunk(connection: engine.Connection, ids: list[int]) -> Iterator[CaseFile]:
    listed = json.dumps(ids)
    kept = codec(Case)
    cases = {
        row[0]: kept.from_row(row)
        for row in connection.execute(f"{kept.select} WHERE id IN (SELECT value FROM json_each(?))", (listed,))
    }
    rows: dict[int, Rows] = defaultdict(dict)
    for cls, name in parts().items():
        part = codec(cls)
        sql = f"{part.select} WHERE case_id IN (SELECT value FROM json_each(?)) ORDER BY id"
        for row in connection.execute(sql, (listed,)):
            record: Any = part.from_row(row)
            rows[record.case_id].setdefault(name, []).append(record)
    named = {party.person_id for of_case in rows.values() for party in of_case.get("parties", ())}
    known = people(connection, named)
    for case_id in ids:
        if case_id in cases:
            of_case = rows[case_id]
            if parties := of_case.get("parties"):
                of_case["people"] = persons(parties, known)
            yield of(cases[case_id], of_case)


def persons(parties: Iterable[Party], known: dict[int, Person]) -> list[Person]:
    """The people of a case's parties, each once, in the parties' order."""
    ids = dict.fromkeys(party.person_id for party in parties)
    return [known[person_id] for person_id in ids if person_id in known]


def people(connection: engine.Connection, ids: Iterable[int]) -> dict[int, Person]:
    """People by id, in the order asked for."""
    wanted = list(ids)
    kept = codec(Person)
    rows = connection.execute(
        f"{kept.select} WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(wanted),)
    ).fetchall()
    found = {row[0]: kept.from_row(row) for row in rows}
    return {person_id: found[person_id] for person_id in wanted if person_id in found}
