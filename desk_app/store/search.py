"""A filter becomes ids, and ids become the rows that a list shows. Filtering and sorting are SQL."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from desk_app.records import Kind, Person, Route, Stage
from desk_app.store.lines import LINE_COLUMNS
from desk_app.store.rows import codec

if TYPE_CHECKING:
    from desk_app.store.store import Store

PAGE = 50
_MANY = 1000
OPEN, CLOSED = "open", "closed"

SORTS: dict[str, str] = {
    "newest": "case_id",
    "reference": "reference",
    "kind": "kind",
    "summary": "summary COLLATE NOCASE",
    "complainant": "complainant COLLATE NOCASE",
    "team": "team",
    "service_area": "service_area",
    "category": "category",
    "route": "route",
    "stage": "stage",
    "received_on": "received_on",
    "status": "status",
    "due_on": "due_on",
    "closed_on": "closed_on",
    "handler": "handler",
}
"""What lists can be sorted by. "newest" is the order in which cases were logged; text search knows it by heart."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which cases, in which order. Empty means any.

    `text`: all its words must begin words of the reference, the names, the summary or the notes.
    `status`: "open", "closed", or the words a list shows ("Being looked into", "Upheld" ...).
    `overdue_on`: open, and the next step was due before that day. `due_by`: open, and due up to that day.
    """

    text: str = ""
    kinds: Collection[Kind] = ()
    status: str = ""
    team: str = ""
    service_area: str = ""
    category: str = ""
    route: Route | None = None
    stage: Stage | None = None
    year: str = ""
    handler: str = ""
    overdue_on: date | None = None
    due_by: date | None = None
    sort: str = "newest"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class Listing:
    """The first ids of a filter, and how many cases it has."""

    ids: array[int]
    count: int


@dataclass(frozen=True, slots=True)
class CaseRow:
    """What a list shows of a case. `status` is in words; `due_on` and `due_step` are the next step's."""

    id: int
    reference: str
    kind: Kind
    summary: str
    complainant: str
    team: str
    service_area: str
    category: str
    route: Route | None
    stage: Stage | None
    received_on: date
    year: str
    open: bool
    status: str
    closed_on: date | None
    due_on: date | None
    due_step: str
    handler: str


def first_page(store: Store, filter: Filter, size: int = PAGE) -> Listing:
    """The first ids and the exact count, of one moment."""
    where, values = _where(filter)
    with store.reading():
        [(count,)] = store.read(_count(filter, where), values)
        ids = store.read(f"{_ids(filter, where, count)} LIMIT ?", (*values, size))
    return Listing(array("q", [case_id for (case_id,) in ids]), count)


def all_ids(store: Store, filter: Filter) -> array[int]:
    """Every id of a filter, in its order: 8 bytes a case."""
    where, values = _where(filter)
    with store.reading():
        count = store.read(_count(filter, where), values)[0][0] if _sorted_text(filter) else 0
        ids = store.read(_ids(filter, where, count), values)
    return array("q", [case_id for (case_id,) in ids])


def rows(store: Store, ids: Iterable[int]) -> list[CaseRow]:
    """The rows of these cases, in their order; a case that is gone is left out."""
    wanted = list(ids)
    sql = f"SELECT {', '.join(LINE_COLUMNS)} FROM case_line WHERE case_id IN (SELECT value FROM json_each(?))"
    found = {row[0]: _row(row) for row in store.read(sql, (json.dumps(wanted),))}
    return [found[case_id] for case_id in wanted if case_id in found]


def _row(row: tuple[Any, ...]) -> CaseRow:
    line = dict(zip(LINE_COLUMNS, row, strict=True))
    for name in ("received_on", "closed_on", "due_on"):
        line[name] = date.fromisoformat(line[name]) if line[name] else None
    line["id"] = line.pop("case_id")
    line["kind"] = Kind(line["kind"])
    line["route"] = Route(line["route"]) if line["route"] else None
    line["stage"] = Stage(line["stage"]) if line["stage"] else None
    line["open"] = bool(line["open"])
    return CaseRow(**line)


# --- filter -> SQL ---------------------------------------------------------------------------------------
def words(text: str) -> str:
    """What was typed as a full-text query: every word, or its beginning, somewhere. "" if there is no word in it."""
    typed = text.replace('"', " ").replace("\0", " ").split()
    return " ".join(f'"{word}"*' for word in typed if any(letter.isalnum() for letter in word))


_EQUAL: tuple[tuple[str, Any], ...] = tuple(
    (name, attrgetter(name)) for name in ("team", "service_area", "category", "year", "handler", "route", "stage")
)


def _where(filter: Filter) -> tuple[str, tuple[Any, ...]]:
    """Conditions on case_line, and their values; the text's comes first."""
    tests: list[str] = []
    values: list[Any] = []

    def test(sql: str, *bound: Any) -> None:
        tests.append(sql)
        values.extend(bound)

    if query := words(filter.text):
        test("case_search MATCH ?", query)
    if filter.kinds:
        test(f"kind IN ({', '.join('?' * len(filter.kinds))})", *map(str, filter.kinds))
    for name, value_of in _EQUAL:
        if value := value_of(filter):
            test(f"{name} = ?", str(value))
    if filter.status in (OPEN, CLOSED):
        test("open = ?", int(filter.status == OPEN))
    elif filter.status:
        test("status = ?", filter.status)
    if filter.overdue_on:
        test("open = 1 AND due_on < ?", filter.overdue_on.isoformat())
    if filter.due_by:
        test("open = 1 AND due_on <= ?", filter.due_by.isoformat())
    return " AND ".join(tests), tuple(values)


def _plain_text(where: str) -> bool:
    """Whether text is all there is to the filter."""
    return where == "case_search MATCH ?"


def _from(filter: Filter, where: str) -> str:
    """The tables a condition needs: the index of words, the lines, or both."""
    if not words(filter.text):
        return f"case_line{' WHERE ' + where if where else ''}"
    return f"case_search JOIN case_line ON case_line.case_id = case_search.rowid WHERE {where}"


def _sorted_text(filter: Filter) -> bool:
    return filter.sort != "newest" and bool(words(filter.text))


def _ids(filter: Filter, where: str, count: int) -> str:
    """The SELECT of a filter's ids in their order; `count` is how many there are, where text is sorted."""
    direction = "DESC" if filter.descending else "ASC"
    if filter.sort == "newest":
        if _plain_text(where):
            return f"SELECT rowid FROM case_search WHERE {where} ORDER BY rowid {direction}"
        key = "case_search.rowid" if words(filter.text) else "case_id"
        return f"SELECT {key} FROM {_from(filter, where)} ORDER BY {key} {direction}"
    tables = _from(filter, where)
    if _sorted_text(filter) and count > _MANY:  # in the order of the column's index, looking each case up in the finds
        finds = "+case_id IN (SELECT rowid FROM case_search WHERE case_search MATCH ?)"
        tables = f"case_line WHERE {where.replace('case_search MATCH ?', finds)}"
    nulls = " NULLS LAST" if filter.sort in ("due_on", "closed_on") else ""
    return (
        f"SELECT case_id FROM {tables} ORDER BY case_line.{SORTS[filter.sort]} {direction}{nulls}, case_id {direction}"
    )


def _count(filter: Filter, where: str) -> str:
    if _plain_text(where):
        return f"SELECT count(*) FROM case_search WHERE {where}"
    return f"SELECT count(*) FROM {_from(filter, where)}"


# --- people ----------------------------------------------------------------------------------------------
def people(store: Store, name: str, limit: int = 20) -> list[Person]:
    """People whose names begin with these words in any order, for look-up: the closest and latest first."""
    asked = " ".join(name.split()).casefold()
    if not asked:
        return []
    kept = codec(Person)
    parts = asked.split()
    tests = " AND ".join("(' ' || match_key) LIKE ? ESCAPE '!'" for _ in parts)
    sql = (
        f"{kept.select} WHERE match_key <> '' AND erased_on IS NULL AND {tests}"
        " ORDER BY match_key <> ?, id DESC LIMIT ?"
    )
    patterns = [f"% {_literal(part)}%" for part in parts]
    return kept.from_rows(store.read(sql, (*patterns, asked, limit)))


def _literal(part: str) -> str:
    return part.replace("!", "!!").replace("%", "!%").replace("_", "!_")
