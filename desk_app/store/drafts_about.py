"""Drafts in which somebody stands: their own, which go with them, and those of others, which are only said to exist.

A draft is theirs when it is on a case whose words are theirs, or when they complain in it or it is about them as a
child: as for a case (desk/erase.py). That they are named in it, even complained about, does not make it theirs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from desk_app import draft_keys
from desk_app.intake import match_key
from desk_app.records import Person
from desk_app.store import engine, references

THEIR_PARTS = ("complainant", "child")
"""Parts of a draft of new feedback that say whose words it is."""
_OF_AN_EXAMPLE = re.compile(r"^report-example-(\d+)$")
SOME = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Found:
    """A draft as it is kept: `data` is JSON."""

    key: str
    kind: str
    data: str

    @property
    def fields(self) -> dict[str, Any]:
        """What was typed."""
        read = json.loads(self.data)
        return read if isinstance(read, dict) else {}

    @property
    def case_id(self) -> int | None:
        """The case whose form it is, None for new feedback and for words of a report."""
        if (case := draft_keys.case_of(self.key)) is not None:
            return case
        case_id = self.fields.get("case_id")
        return case_id if isinstance(case_id, int) else None


@dataclass(frozen=True, slots=True)
class Drafts:
    """Those that are theirs, and those of others that name them, each in the order in which they were kept."""

    own: tuple[Found, ...]
    of_others: tuple[Found, ...]


def drafts_about(connection: engine.Connection, cases: Iterable[int], people: Iterable[int]) -> Drafts:
    """The drafts about these people; `cases`: those whose words are theirs."""
    own_cases, own_people = frozenset(cases), frozenset(people)
    names = _names(connection, own_people)
    examples = _examples(connection, own_cases)
    said = {str(each) for each in (*own_cases, *own_people)} | {" ".join(name.split()) for name in names if " " in name}
    said |= {references.of(connection, case_id) for case_id in own_cases}
    about = re.compile("|".join(rf"\b{re.escape(each)}\b" for each in sorted(said) if each) or r"(?!)", re.I)
    keys = frozenset(match_key(name) for name in names) - {""}
    own, others = [], []
    for row in connection.execute("SELECT key, kind, data FROM draft ORDER BY kept_at, key").fetchall():
        found = Found(*row)
        if _is_theirs(found, own_cases, own_people, keys, examples):
            own.append(found)
        elif about.search(f"{found.key} {found.data}"):
            others.append(found)
    return Drafts(tuple(own), tuple(others))


def _is_theirs(
    found: Found, cases: frozenset[int], people: frozenset[int], names: frozenset[str], examples: frozenset[int]
) -> bool:
    of = draft_keys.read(found.key)
    if isinstance(of, draft_keys.OfCorrection) and of.table == Person.table and of.record_id in people:
        return True  # what is known of them, corrected from whatever case
    if found.case_id is not None:
        return found.case_id in cases
    if example := _OF_AN_EXAMPLE.match(found.key):
        return int(example[1]) in examples
    return any(is_them(found.fields.get(part), people, names) for part in THEIR_PARTS)


def is_them(part: object, people: frozenset[int], names: frozenset[str]) -> bool:
    """Whether a part of a draft names one of these people: by id where somebody was chosen, else by name."""
    if not isinstance(part, Mapping):
        return False
    if chosen := part.get("person_id"):
        return str(chosen) in {str(each) for each in people}
    return match_key(str(part.get("name") or "")) in names


def _names(connection: engine.Connection, people: Iterable[int]) -> list[str]:
    rows = connection.execute(f"SELECT name FROM person WHERE id IN {SOME}", (json.dumps(sorted(people)),)).fetchall()
    return [name for (name,) in rows if name]


def _examples(connection: engine.Connection, cases: Iterable[int]) -> frozenset[int]:
    ids = json.dumps(sorted(cases))
    rows = connection.execute(f"SELECT id FROM example WHERE case_id IN {SOME}", (ids,)).fetchall()
    return frozenset(example for (example,) in rows)
