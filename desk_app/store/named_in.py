"""Where somebody is named in words that are not theirs: one search over every text of every record.

Used before somebody is erased, and to find what is held about somebody who asks. By their whole name as it is or ever
was, in every form of name_forms.py, by email and by telephone. What stands in documents and letters is not read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_origin

from desk_app import name_forms
from desk_app.name_forms import FEWEST_DIGITS
from desk_app.name_readings import readings
from desk_app.records import (
    RECORDS,
    Approval,
    Case,
    Example,
    ListEntry,
    Member,
    OmbudsmanMatter,
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
_SOME = "(SELECT value FROM json_each(?))"
_WITHOUT_WORDS = frozenset({Publication, PublishedFigure, ProfileRecord, Member})
"""Published reports are named on their own (held_elsewhere.py); members are those who work with the store."""
_OF_A_YEAR = frozenset({ReportText, Recommendation, Approval})
_OF_ANOTHER = {"contact arrangement": "how contact with somebody else is managed"}
_CALLED: dict[type[Record], str] = {Case: "what was logged", ListEntry: "the lists", SettingRecord: "Settings"}
_ODD = "*[\u00ad\u00c0-\u1fff\u200b-\u200d\u2060\u2c00-\uffff]*"
"""A text with a letter that LIKE does not fold, or with a sign nobody sees (GLOB): it is looked at in any case."""
_EMAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_NUMBER = re.compile(r"\d(?:[ ()./\u2010-\u2015-]*\d)+")


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A record that names them. Of a case, of another person, or neither: then `what` says where."""

    case_id: int
    what: str
    person_id: int = 0


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for; a text without any of `parts` (of LIKE), and without an odd letter, need not be looked at.

    pattern: of names and numbers, for folded text. emails: for small letters. None where there are none.
    """

    pattern: re.Pattern[str] | None
    emails: re.Pattern[str] | None
    parts: tuple[str, ...]
    names: frozenset[tuple[str, ...]] = frozenset()  # the words of each name, folded

    def is_in(self, text: str) -> bool:
        """Whether they are named."""
        if self.pattern is not None and self.pattern.search(name_forms.folded(text)):
            return True
        return self.emails is not None and self.emails.search(text.casefold()) is not None


def sought(connection: engine.Connection, people: Collection[int]) -> Sought | None:
    """What these people are known by, also by the names they had; None for nobody who can be told by anything."""
    ids = {*people, *erasing.ghosts(connection, people)}
    names, numbers, emails = set[tuple[str, ...]](), set[str](), set[str]()
    for name, reached in _known_by(connection, ids):
        names.update(words for reading in readings(name) for words in name_forms.names(reading))
        emails |= {email.rstrip(".").casefold() for email in _EMAIL.findall(reached)}
        digits = map(name_forms.national, _NUMBER.findall(reached))
        numbers |= {number for number in digits if len(number) >= FEWEST_DIGITS}
    patterns = [*(form for name in sorted(names) for form in name_forms.of_name(name)),
                *map(name_forms.of_number, sorted(numbers))]  # fmt: skip
    if not patterns and not emails:
        return None
    parts = {*map(_part_of_name, names), *map(_part_of_number, numbers), *map(_part_of_email, emails)}
    return Sought(_any(patterns), _any(sorted(map(_of_email, emails))), tuple(sorted(parts)), frozenset(names))


def too_short(connection: engine.Connection, people: Collection[int]) -> list[str]:
    """The names of these people that are not searched for, as a word alone of one or two letters."""
    sql = f"SELECT DISTINCT name FROM person WHERE id IN {_SOME} ORDER BY name"
    names = [name for (name,) in connection.execute(sql, (json.dumps(sorted(people)),)) if name.strip()]
    return [name for name in names if not any(map(name_forms.names, readings(name)))]


def _any(patterns: Collection[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(dict.fromkeys(patterns))) if patterns else None


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


def _of_email(email: str) -> str:
    return rf"(?<![\w.]){re.escape(email)}(?!\w)"


def _part_of_name(words: tuple[str, ...]) -> str:
    return f"%{name_forms.rarest(words)}%"


def _part_of_number(digits: str) -> str:  # however it is spaced
    return f"%{'%'.join((*digits[:2], *digits[-2:]))}%"


def _part_of_email(email: str) -> str:
    return f"%{re.sub(r'[%_]', '_', email)}%"


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
        told = "year" if "year" in names else "reference" if cls is OmbudsmanMatter else "''"
        whole = " || char(10) || ".join(quoted(name) for name in texts_of(cls))
        like = " OR ".join([*("words LIKE ?" for _ in looked_for.parts), "words GLOB ?"])
        sql = f"SELECT * FROM (SELECT {case}, {person}, {told}, {whole} AS words FROM {cls.table}) WHERE {like}"
        for case_id, person_id, told_by, words in connection.execute(sql, (*looked_for.parts, _ODD)):
            if looked_for.is_in(words):
                found.add(Place(case_id or 0, _what(cls, told_by), person_id or 0))
    return sorted(found)


def _what(cls: type[Record], told_by: str) -> str:
    if cls is OmbudsmanMatter:
        return f"the Ombudsman’s matter {told_by or 'without a reference'}"
    if cls in _OF_A_YEAR:
        return f"the words for the report of {told_by}"
    if cls is Example:
        return f"an example for the report of {told_by}"
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
    """That they are named elsewhere, and where, as a sentence, none where they are not; and whose name is too short."""
    found = by_where(store.connection, elsewhere(store.connection, cases, people))
    if listed := [f"{case} ({what})" if case else what for case, what in found]:
        more = f" and {len(listed) - SHOWN:,} more" if len(listed) > SHOWN else ""
        yield f"{begin}: {', '.join(listed[:SHOWN])}{more}. Correct it there"
    for name in too_short(store.connection, people):
        yield f"The name “{name}” is too short to be searched for: look yourself where other cases may name them"


__all__ = ["Place", "Sought", "by_where", "elsewhere", "places", "sentences", "sought", "texts_of", "too_short"]
