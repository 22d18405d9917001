"""Who is known already: offered to the officer with what they were to which cases. Nobody is ever linked silently."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from desk_app import dates, people_alike
from desk_app.people_alike import BEGUN, SAME, Asked
from desk_app.records import ContactArrangement, Person
from desk_app.store import likely_people, search

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desk_app.store import Store
    from desk_app.store.search import Appearance

CASES_NAMED = 2
MOST = 60
DUPLICATES = 12


@dataclass(frozen=True, slots=True)
class Known:
    """A person of the store, where they appear (latest first), and how contact with them is managed now.

    `why` says in which ways they are like somebody who was asked for.
    """

    person: Person
    appearances: tuple[Appearance, ...] = ()
    arrangements: tuple[ContactArrangement, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def why_in_words(self) -> str:
        """ "Same name, written differently; same email", "" where the name says it: "Ada" is asked for, it is Ada."""
        return _sentence("; ".join(each for each in self.why if each not in (SAME, BEGUN)))

    @property
    def last_contact_on(self) -> date | None:
        """When they were last in touch, as far as the cases tell."""
        return max((each.last_contact_on for each in self.appearances), default=None)

    @property
    def in_words(self) -> str:
        """ "Complainant on CF/2025-26/0012 and 3 more, last contact 3 November 2026"."""
        named = [each.in_words for each in self.appearances[:CASES_NAMED]]
        if not named:
            return "On no case yet"
        more = len(self.appearances) - CASES_NAMED
        text = " and ".join(named) if more <= 0 else f"{', '.join(named)} and {more} more"
        last = self.last_contact_on
        return f"{_sentence(text)}{f', last contact {dates.in_words(last)}' if last else ''}"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def known(
    store: Store, name: str, today: date, *, staff: bool = False, email: str = "", telephone: str = ""
) -> list[Known]:
    """Who may be this person, the likeliest first: among members of staff (`staff`), or among everybody else.

    The name may still be being typed.
    """
    asked = Asked(name, email, telephone, begun=True)
    found = likely_people.likely(store, asked, staff=staff)[:MOST]
    people = of(store, [each.person for each in found], today)
    return [replace(known, why=each.why) for known, each in zip(people, found, strict=True)]


def by_id(store: Store, person_id: int, today: date) -> Known | None:
    """What is known of a person, None if there is no such person any more."""
    person = store.get(Person, person_id)
    return of(store, [person], today)[0] if person else None


def of(store: Store, people: Sequence[Person], today: date) -> list[Known]:
    """What is known of these people, in their order."""
    appearances = search.appearances(store, [person.id for person in people])
    return [
        Known(
            person,
            tuple(each for each in appearances if each.person_id == person.id),
            tuple(a for a in store.all(ContactArrangement, person_id=person.id) if in_force(a, today)),
        )
        for person in people
    ]


def duplicates(store: Store, person: Person, today: date) -> list[Known]:
    """Who else may be the same person, the likeliest first."""
    found = likely_people.likely(store, people_alike.of(person), staff=person.is_staff, besides=person.id)
    people = of(store, [each.person for each in found[:DUPLICATES]], today)
    return [replace(known, why=each.why) for known, each in zip(people, found, strict=False)]


def arrangements(store: Store, person_ids: Iterable[int]) -> list[ContactArrangement]:
    """How contact with these people is and was managed, the latest first."""
    found = [each for person_id in person_ids for each in store.all(ContactArrangement, person_id=person_id)]
    return sorted(found, key=lambda each: (each.decided_on or date.min, each.id), reverse=True)


def in_force(arrangement: ContactArrangement, today: date) -> bool:
    """Whether a contact arrangement holds on that day."""
    return arrangement.ended_on is None or arrangement.ended_on > today
