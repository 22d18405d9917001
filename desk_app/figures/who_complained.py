"""Who complained: relationship, looked after children, children themselves, people who complain again, equality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from desk_app.figures.facts import Facts
from desk_app.figures.numbers import Counts, Reader, Share, by_size, counts
from desk_app.records import Consent, YesNo


@dataclass(frozen=True, slots=True)
class WhoComplained:
    """Of complaint cases received in the period; every count lists what was not recorded."""

    complaints: int
    by_relationship: Counts
    looked_after: int
    by_looked_after: Counts
    made_by_children: int
    by_made_by_child: Counts
    repeat_cases: int  # cases from people with two or more of them in the period
    repeat_people: int
    heavy_people: int  # people with four or more investigations opened in the period
    by_channel: Counts  # of complaints
    consent: Counts
    advocate_offered: Share
    advocate_accepted: int
    advocate_appointed: int
    age: Counts  # of the child, as the next three
    gender: Counts
    ethnicity: Counts
    disability: Counts
    complainant_age: Counts
    complainant_gender: Counts
    complainant_ethnicity: Counts
    complainant_disability: Counts


MONITORED = """
SELECT id, age_band, gender, ethnicity, disability FROM person INDEXED BY person_monitored
WHERE age_band <> '' OR gender <> '' OR ethnicity <> '' OR disability <> ''
"""
YES_NO = {1: "Yes", 0: "No", None: ""}
NOTHING = ("", "", "", "")
NOBODY = [0]


def gather(store: Reader, facts: Facts) -> WhoComplained:
    """Count who complained."""
    complaints = facts.complaints
    cases: list[int] = complaints["id"]
    looked_after = counts(Counter(value or "" for value in complaints["looked_after"]), YesNo)
    by_child = counts(Counter(YES_NO[value] for value in complaints["made_by_child"]), ("Yes", "No"))
    repeats = _cases_by_person(facts, set(cases))
    again = [n for n in repeats.values() if n >= 2]
    monitored = {row[0]: row[1:] for row in store.read(MONITORED)}
    children = Counter([monitored.get(facts.children.get(id, 0), NOTHING) for id in cases])
    people = Counter([monitored.get(facts.complainants.get(id, NOBODY)[0], NOTHING) for id in cases])
    return WhoComplained(
        complaints=len(complaints),
        by_relationship=by_size(Counter(facts.relationships.get(id, "") for id in cases)),
        looked_after=dict(looked_after)["Yes"],
        by_looked_after=looked_after,
        made_by_children=dict(by_child)["Yes"],
        by_made_by_child=by_child,
        repeat_cases=sum(again),
        repeat_people=len(again),
        heavy_people=sum(n >= HEAVY for n in _investigations_by_person(facts).values()),
        by_channel=by_size(Counter(complaints["channel"])),
        consent=counts(Counter(value or "" for value in complaints["consent"]), Consent),
        advocate_offered=Share(_known(complaints["advocate_offered_on"]), len(complaints)),
        advocate_accepted=_known(complaints["advocate_accepted_on"]),
        advocate_appointed=_known(complaints["advocate_appointed_on"]),
        age=_monitored(children, 0),
        gender=_monitored(children, 1),
        ethnicity=_monitored(children, 2),
        disability=_monitored(children, 3),
        complainant_age=_monitored(people, 0),
        complainant_gender=_monitored(people, 1),
        complainant_ethnicity=_monitored(people, 2),
        complainant_disability=_monitored(people, 3),
    )


HEAVY = 4
"""Investigations opened in the period from which on a complainant is counted as having many."""


def _cases_by_person(facts: Facts, cases: set[int]) -> Counter[int]:
    return Counter([person for id in cases for person in facts.complainants.get(id, ())])


def _investigations_by_person(facts: Facts) -> Counter[int]:
    return Counter([person for id in facts.opened["case_id"] for person in facts.complainants.get(id, ())])


def _known(column: Iterable[object]) -> int:
    return sum(value is not None for value in column)


def _monitored(people: Counter[tuple[str, ...]], column: int) -> Counts:
    return by_size((values[column], n) for values, n in people.items())
