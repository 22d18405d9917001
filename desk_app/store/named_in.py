"""Where somebody is named in words that are not theirs: one search over every text of every record.

Used before somebody is erased, and to find what is held about somebody who asks. By their whole name as it is or ever
was, forwards or "surname, first names", by email and by telephone. What stands in documents and letters is not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_origin

from desk_app.records import (
    RECORDS,
    Approval,
    Case,
    Example,
    ListEntry,
    Member,
    Person,
    ProfileRecord,
    Publication,
    PublishedFigure,
    Recommendation,
    Record,
    ReportText,
    SettingRecord,
)
from desk_app.store import engine, erasing, references
from desk_app.store.rows import codec, quoted

if TYPE_CHECKING:
    from desk_app.store.store import Store

SHOWN = 8
SHORTEST, FEWEST_DIGITS = 3, 7  # of a name of one word; of a telephone number
_SOME = "(SELECT value FROM json_each(?))"
_WITHOUT_WORDS = frozenset({Publication, PublishedFigure, ProfileRecord, Member})
"""Published reports are named on their own (held_elsewhere.py); members are those who work with the store."""
_OF_A_YEAR = frozenset({ReportText, Recommendation, Approval})
_OF_ANOTHER = {"contact arrangement": "how contact with somebody else is managed"}
_CALLED: dict[type[Record], str] = {Case: "what was logged", ListEntry: "the lists", SettingRecord: "Settings"}
_SPACE, _BETWEEN_DIGITS = r"\s+", r"[\s().-]*"
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"\d(?:[ ().-]*\d)+")
_TITLES = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr|prof)\.?\s+", re.I)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A record that names them. Of a case, of another person, or neither: then `what` says where."""

    case_id: int
    what: str
    person_id: int = 0


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: `pattern` decides; a text without any of `parts` (of LIKE) need not be looked at."""

    pattern: re.Pattern[str]
    parts: tuple[str, ...]


def sought(connection: engine.Connection, people: Collection[int]) -> Sought | None:
    """What these people are known by, also by the names they had; None for nobody who can be told by anything."""
    ids = {*people, *erasing.ghosts(connection, people)}
    names, others = set[str](), set[str]()
    for name, reached in _known_by(connection, ids):
        bare = _TITLES.sub("", " ".join(name.split()))
        names |= {bare} if len(bare) >= SHORTEST else set()
        others |= {email.rstrip(".") for email in _EMAIL.findall(reached)}
        numbers = (re.sub(r"\D", "", number) for number in _NUMBER.findall(reached))
        others |= {number for number in numbers if len(number) >= FEWEST_DIGITS}
    patterns = [*(form for name in sorted(names) for form in _forms(name)), *map(_of_detail, sorted(others))]
    if not patterns:
        return None
    parts = tuple(sorted({*map(_part_of_name, names), *map(_part_of_detail, others)}))
    return Sought(re.compile("|".join(patterns), re.I), parts)


def _known_by(connection: engine.Connection, ids: Collection[int]) -> Iterator[tuple[str, str]]:
    """The names they have and had, each with how they were reached."""
    listed = json.dumps(sorted(ids))
    fields = ("email", "telephone", "contact")
    sql = f"SELECT name, {' || char(10) || '.join(fields)} FROM person WHERE id IN {_SOME}"
    yield from connection.execute(sql, (listed,))
    sql = f'SELECT after, before FROM change_row WHERE "row" IN {_SOME} AND "table" = ?'
    for bodies in connection.execute(sql, (listed, Person.table)):
        for body in filter(None, bodies):
            had = json.loads(body)
            yield had.get("name", ""), "\n".join(had.get(field, "") for field in fields)


def _forms(name: str) -> Iterator[str]:
    words = [re.escape(word) for word in name.split()]
    yield rf"(?<!\w){_SPACE.join(words)}(?!\w)"
    if len(words) > 1:
        yield rf"(?<!\w){words[-1]},\s*{_SPACE.join(words[:-1])}(?!\w)"


def _of_detail(detail: str) -> str:
    if detail.isdecimal():
        return rf"(?<!\d){_BETWEEN_DIGITS.join(detail)}(?!\d)"
    return rf"(?<![\w.]){re.escape(detail)}(?!\w)"


def _part_of_name(name: str) -> str:
    """The surname, mostly: fewer have it. LIKE folds only the letters of English, so every other letter may be any."""
    words = name.split()
    rarest = words[-1] if len(words[-1]) >= SHORTEST else max(words, key=len)
    return f"%{re.sub(r'[^a-zA-Z0-9]', '_', rarest)}%"


def _part_of_detail(detail: str) -> str:
    if detail.isdecimal():  # however it is spaced
        return f"%{'%'.join((detail[:2], detail[-2:]))}%"
    return f"%{re.sub(r'[%_]', '_', detail)}%"


# --- looking
def texts_of(cls: type[Record]) -> tuple[str, ...]:
    """The fields of a record that hold text."""
    return tuple(
        column.name
        for column in codec(cls).columns
        if (column.kind is str or get_origin(column.kind) is tuple)
        and column.name not in ("match_key", "blob_hash", "key", "figures", "draft_hash", "marks", "media_type")
    )


def places(connection: engine.Connection, looked_for: Sought) -> list[Place]:
    """Every record that names them, of their own cases too."""
    found: set[Place] = set()
    for cls in RECORDS:
        if cls in _WITHOUT_WORDS or not texts_of(cls):
            continue
        names = [column.name for column in codec(cls).columns]
        case = "id" if cls is Case else "case_id" if "case_id" in names else "0"
        person = "id" if cls is Person else "person_id" if "person_id" in names else "0"
        year = "year" if "year" in names else "''"
        whole = " || char(10) || ".join(quoted(name) for name in texts_of(cls))
        like = " OR ".join("words LIKE ?" for _ in looked_for.parts)
        sql = f"SELECT * FROM (SELECT {case}, {person}, {year}, {whole} AS words FROM {cls.table}) WHERE {like}"
        for case_id, person_id, of_year, words in connection.execute(sql, looked_for.parts):
            if looked_for.pattern.search(words):
                found.add(Place(case_id or 0, _what(cls, of_year), person_id or 0))
    return sorted(found)


def _what(cls: type[Record], year: str) -> str:
    if cls in _OF_A_YEAR:
        return f"the words for the report of {year}"
    if cls is Example:
        return f"an example for the report of {year}"
    return _CALLED.get(cls, cls.table.replace("_", " "))


# --- saying
def elsewhere(connection: engine.Connection, cases: Collection[int], people: Collection[int]) -> list[Place]:
    """Where these people are named outside these cases and their own records."""
    looked_for = sought(connection, people)
    if looked_for is None:
        return []
    return [
        place for place in places(connection, looked_for)
        if place.case_id not in cases and place.person_id not in people
    ]  # fmt: skip


def by_where(connection: engine.Connection, found: Iterable[Place]) -> list[tuple[str, str]]:
    """("CF/2026-27/0002", "decision, note") for a case, latest first; then ("", what) for what is of no case."""
    by_case: dict[int, set[str]] = {}
    others: dict[str, None] = {}
    for place in found:
        if place.case_id:
            by_case.setdefault(place.case_id, set()).add(place.what)
        elif place.person_id:
            others[_OF_ANOTHER.get(place.what, "the record of another person")] = None
        else:
            others[place.what] = None
    cases = [
        (references.of(connection, case_id) or "a case without reference", ", ".join(sorted(by_case[case_id])))
        for case_id in sorted(by_case, reverse=True)
    ]
    return [*cases, *(("", what) for what in others)]


def sentences(
    store: Store, cases: Collection[int], people: Collection[int], begin: str = "Named also in"
) -> Iterator[str]:
    """That they are named elsewhere, and where, as a sentence; none where they are not."""
    found = by_where(store.connection, elsewhere(store.connection, cases, people))
    if listed := [f"{case} ({what})" if case else what for case, what in found]:
        more = f" and {len(listed) - SHOWN:,} more" if len(listed) > SHOWN else ""
        yield f"{begin}: {', '.join(listed[:SHOWN])}{more}. Correct it there"


__all__ = ["Place", "Sought", "by_where", "elsewhere", "places", "sentences", "sought", "texts_of"]
