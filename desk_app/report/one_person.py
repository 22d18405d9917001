"""Complainants of a year whose records look like one person's: figures count them as two until they are joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from desk_app import people_alike
from desk_app.people_alike import EMAIL, FEWER, LIKE, MORE, ORDER, SAME, SHORT, TELEPHONE, WRITTEN
from desk_app.records import CaseFile, Kind, Person, Role

BY_NAME = frozenset({SAME, WRITTEN, ORDER, SHORT})
"""Names that are enough to ask."""
WITH_DETAIL = frozenset({LIKE, MORE, FEWER})
"""Names that are asked about where the email or the telephone is the same, too."""


def twice(files: Iterable[CaseFile]) -> dict[int, tuple[str, ...]]:
    """By case: the complaints of records that look like its complainant's, and why: "T/2 (same name)".

    References alone: what is found is kept with the case where it is accepted, and must not outlive a person's name.
    """
    people: dict[int, Person] = {}
    complaints: dict[int, dict[int, str]] = defaultdict(dict)
    for file in files:
        if file.case.kind is Kind.COMPLAINT:
            for person in complainants(file):
                people[person.id] = person
                complaints[person.id][file.case.id] = file.case.reference
    found: dict[int, set[str]] = defaultdict(set)
    for one, other, why in pairs(people.values()):
        for a, b in ((one, other), (other, one)):
            for case_id in complaints[a.id]:
                found[case_id] |= {f"{ref} ({why})" for id, ref in complaints[b.id].items() if id != case_id}
    return {id: tuple(sorted(said)) for id, said in found.items() if said}


def complainants(file: CaseFile) -> Iterator[Person]:
    """Who complained, the nameless and the erased left out."""
    ids = {party.person_id for party in file.parties if party.role is Role.COMPLAINANT}
    return (p for p in file.people if p.id in ids and p.match_key and p.erased_on is None)


def pairs(people: Iterable[Person]) -> Iterator[tuple[Person, Person, str]]:
    """Records that look like one person's, each pair once, and why."""
    by_trace: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for trace in people_alike.traces(people_alike.of(person)):
            by_trace[trace].append(person)
    met: set[tuple[int, int]] = set()
    for beside in by_trace.values():
        for one, other in combinations(sorted(beside, key=lambda each: each.id), 2):
            if (one.id, other.id) not in met:
                met.add((one.id, other.id))
                if why := _why(one, other):
                    yield one, other, why


def _why(one: Person, other: Person) -> str:
    if one.born_on and other.born_on and one.born_on != other.born_on:
        return ""
    likeness = next(iter(people_alike.likenesses(people_alike.of(one), [other])), None)
    why = frozenset(likeness.why) if likeness else frozenset()
    alike = why & BY_NAME or (why & WITH_DETAIL and why & {EMAIL, TELEPHONE})
    return ", ".join(likeness.why) if likeness and alike else ""
