"""A filter becomes ids, and ids become the rows that a list shows. Filtering and sorting are SQL."""

from __future__ import annotations

import json
from array import array
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from desk_app.records import Kind, Outcome, Role, Route, Stage
from desk_app.store.lines import LINE_COLUMNS, TO_ANSWER

if TYPE_CHECKING:
    from desk_app.store.store import Store

PAGE = 50
_MANY = 1000
_DENSE = 20_000  # more than so many are soon met on walking down from the newest
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
    `mine`: logged by that member, or its latest investigation is assigned to them.
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
    mine: str = ""
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
    logged_by: str


def first_page(store: Store, filter: Filter, size: int = PAGE) -> Listing:
    """The first ids and the exact count, of one moment."""
    where, values = _where(filter)
    with store.reading():
        count, dense = _counted(store, filter, where, values)
        ids = store.read(f"{_ids(filter, where, count, dense)} LIMIT ?", (*values, size)) if count else []
    return Listing(array("q", [case_id for (case_id,) in ids]), count)


def all_ids(store: Store, filter: Filter) -> array[int]:
    """Every id of a filter, in its order: 8 bytes a case."""
    where, values = _where(filter)
    with store.reading():
        count = _counted(store, filter, where, values)[0] if _sorted_text(filter) else 0
        ids = store.read(_ids(filter, where, count) if where or filter.sort != "newest" else _every(filter), values)
    return array("q", [case_id for (case_id,) in ids])


def rows(store: Store, ids: Iterable[int]) -> list[CaseRow]:
    """The rows of these cases, in their order; a case that is gone is left out."""
    wanted = list(ids)
    sql = f"SELECT {', '.join(LINE_COLUMNS)} FROM case_line WHERE case_id IN (SELECT value FROM json_each(?))"
    found = {row[0]: _row(row) for row in store.read(sql, (json.dumps(wanted),))}
    return [found[case_id] for case_id in wanted if case_id in found]


def _row(row: tuple[Any, ...]) -> CaseRow:
    """A row of LINE_COLUMNS, which are the fields of CaseRow in their order."""
    values = list(row)
    for at in _DATES:
        values[at] = date.fromisoformat(values[at]) if values[at] else None
    for at, cls in _WORDS:
        values[at] = cls(values[at]) if values[at] else None
    values[_OPEN] = bool(values[_OPEN])
    return CaseRow(*values)


_AT = {name: at for at, name in enumerate(LINE_COLUMNS)}
_DATES = (_AT["received_on"], _AT["closed_on"], _AT["due_on"])
_WORDS = ((_AT["kind"], Kind), (_AT["route"], Route), (_AT["stage"], Stage))
_OPEN = _AT["open"]


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
    if filter.mine:
        test(_MINE, filter.mine, filter.mine)
    if filter.overdue_on:
        test("open = 1 AND due_on < ?", filter.overdue_on.isoformat())
    if filter.due_by:
        test("open = 1 AND due_on <= ?", filter.due_by.isoformat())
    return " AND ".join(tests), tuple(values)


_MINE = "(handler = ? OR logged_by = ?)"
_MATCH = "case_search MATCH ?"


def _plain_text(where: str) -> bool:
    """Whether text is all there is to the filter."""
    return where == _MATCH


def _from(filter: Filter, where: str) -> str:
    """The tables a condition needs: the index of words, the lines, or both."""
    if not words(filter.text):
        return f"case_line{' WHERE ' + where if where else ''}"
    return f"case_search JOIN case_line ON case_line.case_id = case_search.rowid WHERE {where}"


def _finds(where: str) -> str:
    """The index of words alone, its finds looked up among the ids that meet the other conditions."""
    tests = where.removeprefix(f"{_MATCH} AND ")
    return f"case_search WHERE {_MATCH} AND +rowid IN (SELECT case_id FROM case_line WHERE {tests})"


def _sorted_text(filter: Filter) -> bool:
    return filter.sort != "newest" and bool(words(filter.text))


def _ids(filter: Filter, where: str, count: int, dense: bool = False) -> str:
    """The SELECT of a filter's ids in their order; `count` is how many there are, 0 for not known."""
    direction = "DESC" if filter.descending else "ASC"
    if filter.sort == "newest":
        return f"{_newest(filter, where, dense)} {direction}"
    tables = _from(filter, where)
    if _sorted_text(filter) and count > _MANY:  # in the order of the column's index, looking each case up in the finds
        finds = f"+case_id IN (SELECT rowid FROM case_search WHERE {_MATCH})"
        tables = f"case_line WHERE {where.replace(_MATCH, finds)}"
    nulls = " NULLS LAST" if filter.sort in ("due_on", "closed_on") else ""
    return (
        f"SELECT case_id FROM {tables} ORDER BY case_line.{SORTS[filter.sort]} {direction}{nulls}, case_id {direction}"
    )


def _newest(filter: Filter, where: str, dense: bool) -> str:
    """The SELECT of ids in the order of logging, but for its direction.

    Where there are many, rows are tried one after the other until a page is full; else an index finds them all first.
    """
    if not words(filter.text):
        sign = "" if dense or not where else "+"
        return f"SELECT case_id FROM {_from(filter, where)} ORDER BY {sign}case_id"
    if _plain_text(where):
        return f"SELECT rowid FROM case_search WHERE {where} ORDER BY rowid"
    if dense:
        return f"SELECT case_search.rowid FROM {_from(filter, where)} ORDER BY case_search.rowid"
    return f"SELECT rowid FROM {_finds(where)} ORDER BY rowid"


def _every(filter: Filter) -> str:
    """The SELECT of all ids in the order of logging: from the smallest index, since the rows are wide."""
    direction = "DESC" if filter.descending else "ASC"
    return f"SELECT case_id FROM case_line INDEXED BY case_line_due ORDER BY +case_id {direction}"


def _counted(store: Store, filter: Filter, where: str, values: tuple[Any, ...]) -> tuple[int, bool]:
    """How many cases a filter has, and whether they stand close enough to be met on walking down from the newest.

    With text and other conditions the smaller part, what fits or what is left out, is looked up among the finds.
    """
    if not words(filter.text):
        count = _one(store, f"SELECT count(*) FROM {_from(filter, where)}", values)
        return count, count > _DENSE
    found = f"SELECT count(*) FROM case_search WHERE {_MATCH}"
    if _plain_text(where):
        return _one(store, found, values), True
    tests = where.removeprefix(f"{_MATCH} AND ")
    fitting = _one(store, f"SELECT count(*) FROM case_line WHERE {tests}", values[1:])
    every = _one(store, "SELECT count(*) FROM case_line", ())
    if fitting * 2 <= every:
        count = _one(store, f"SELECT count(*) FROM {_finds(where)}", values)
        return count, count > _DENSE
    left_out = f"SELECT case_id FROM case_line WHERE ({tests}) IS NOT TRUE"
    others = _one(store, f"{found} AND +rowid IN ({left_out})", values) if fitting < every else 0
    return _one(store, found, values[:1]) - others, True


def _one(store: Store, sql: str, values: tuple[Any, ...]) -> int:
    return int(store.read(sql, values)[0][0])


# --- choices ---------------------------------------------------------------------------------------------
CHOICES = ("kind", "status", "team", "route", "stage", "year", "handler")


def choices(store: Store, column: str) -> list[str]:
    """The values of a column of lists that occur, in their order. `column` is one of CHOICES."""
    if column not in CHOICES:
        raise ValueError(column)
    # from one value to the next larger one, through the column's index: not over every case
    sql = f"""
        WITH RECURSIVE found(value) AS (
            SELECT min({column}) FROM case_line
            UNION ALL SELECT (SELECT min({column}) FROM case_line WHERE {column} > value) FROM found
            WHERE value IS NOT NULL
        ) SELECT value FROM found WHERE value <> ''"""
    return [value for (value,) in store.read(sql)]


def references_of(store: Store, ids: Iterable[int]) -> list[str]:
    """The references of these cases, in their order."""
    wanted = list(ids)
    sql = "SELECT case_id, reference FROM case_line WHERE case_id IN (SELECT value FROM json_each(?))"
    found = dict(store.read(sql, (json.dumps(wanted),)))
    return [found[case_id] for case_id in wanted if case_id in found]


def mine(store: Store, ids: Iterable[int], member: str) -> frozenset[int]:
    """Which of these cases a filter of what is that member's own would list."""
    sql = f"SELECT case_id FROM case_line WHERE {_MINE} AND case_id IN (SELECT value FROM json_each(?))"
    return frozenset(case_id for (case_id,) in store.read(sql, (member, member, json.dumps(sorted(set(ids))))))


def literal(part: str) -> str:
    """The part as a LIKE with ESCAPE '!' takes it: no letter of it is a wild card."""
    return part.replace("!", "!!").replace("%", "!%").replace("_", "!_")


# --- people ----------------------------------------------------------------------------------------------
_GAVE = {Kind.COMPLIMENT: "Gave compliment", Kind.COMMENT: "Made comment", Kind.ENQUIRY: "Made enquiry"}


@dataclass(frozen=True, slots=True)
class Appearance:
    """A person on a case, and the last day they were in touch about it: of its receipt, or of a contact noted."""

    person_id: int
    role: Role
    case_id: int
    reference: str
    received_on: date
    last_contact_on: date
    job: str
    team: str
    kind: Kind

    @property
    def part(self) -> str:
        """ "Complainant", but who gave a compliment did not complain: "Gave compliment"."""
        return _GAVE.get(self.kind, str(self.role)) if self.role is Role.COMPLAINANT else str(self.role)

    @property
    def in_words(self) -> str:
        """ "complainant on CF/2026-27/0001", "gave compliment CF/2026-27/0002"."""
        on = " on" if self.part == str(self.role) else ""
        return f"{self.part.lower()}{on} {self.reference}"


def appearances(store: Store, person_ids: Collection[int]) -> list[Appearance]:
    """What these people were to which cases, the latest first."""
    sql = """
        SELECT party.person_id, party.role, feedback_case.id, feedback_case.reference, feedback_case.received_on,
            max(feedback_case.received_on, coalesce((
                SELECT max(written_on) FROM note WHERE note.case_id = feedback_case.id AND is_contact = 1
            ), '')), party.job, party.team, feedback_case.kind
        FROM party JOIN feedback_case ON feedback_case.id = party.case_id
        WHERE party.person_id IN (SELECT value FROM json_each(?))
        ORDER BY feedback_case.received_on DESC, feedback_case.id DESC
    """
    return [
        Appearance(
            person_id,
            Role(role),
            case_id,
            reference,
            date.fromisoformat(received),
            date.fromisoformat(last),
            job,
            team,
            Kind(kind),
        )
        for person_id, role, case_id, reference, received, last, job, team, kind in store.read(
            sql, (json.dumps(list(person_ids)),)
        )
    ]


def investigators(store: Store) -> list[str]:
    """The names of those who looked into something, each once, in the order of the alphabet."""
    rows = store.read("SELECT DISTINCT investigator FROM investigation WHERE investigator <> '' ORDER BY investigator")
    return [name for (name,) in rows]


def maybe_incomplete(store: Store, since: date, limit: int) -> array[int]:
    """Complaints that are open, or were answered since that day without an outcome, and enquiries received since that
    nobody has said when to answer: the latest first."""
    sql = (
        "SELECT case_id FROM case_line WHERE kind = 'Complaint' AND (open = 1 OR (status = ? AND closed_on >= ?))"
        " OR kind = 'Enquiry' AND status = ? AND received_on >= ?"
        " ORDER BY received_on DESC, case_id DESC LIMIT ?"
    )
    day = since.isoformat()
    rows = store.read(sql, (str(Outcome.NOT_RECORDED), day, TO_ANSWER, day, limit))
    return array("q", [case_id for (case_id,) in rows])
