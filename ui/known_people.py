"""What pages ask of the people of the store, and the verbs that are about people: each announces what it changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from desk_app.desk import Desk, merge, people
from desk_app.desk import arrangements as managed
from desk_app.desk.merge import Difference, Meeting
from desk_app.desk.people import Known
from desk_app.records import Change, ContactArrangement, Person


class KnownPeople:
    """Of one session."""

    def __init__(self, desk: Desk, announce: Callable[[Change | None], None]) -> None:
        self._desk, self._announce = desk, announce

    # --- reading
    def known(self, person_id: int) -> Known | None:
        """What is known of a person, None if they are gone."""
        return self._desk.known_person(person_id)

    def duplicates(self, person: Person) -> list[Known]:
        """Who else may be the same person, and why, the likeliest first."""
        return people.duplicates(self._desk.store, person, self._desk.today())

    def arrangements(self, persons: Iterable[Person], *, past: bool = False) -> list[ContactArrangement]:
        """How contact with these people is managed; with `past` also how it was."""
        today = self._desk.today()
        found = people.arrangements(self._desk.store, [person.id for person in persons])
        return [each for each in found if past or people.in_force(each, today)]

    # --- two records of one person
    def why_not(self, stays: Person, goes: Person) -> str:
        """Why two records cannot be merged; "" if they can."""
        return merge.why_not(stays, goes)

    def differences(self, stays: Person, goes: Person) -> tuple[Difference, ...]:
        """Where somebody has to say which of the two holds."""
        return merge.differences(stays, goes)

    def meetings(self, stays: Person, goes: Person) -> tuple[Meeting, ...]:
        """The cases on which both are."""
        return merge.meetings(self._desk.store, stays, goes)

    def merge(self, stays: Person, goes: Person, taken: Collection[str]) -> Change:
        """Make one record of two, as they were read. Raises Problem."""
        change = merge.merge(self._desk.store, stays, goes, taken, self._desk.member)
        self._announce(change)
        return change

    # --- contact arrangements: the change, or what is wrong by field. Raises Problem
    def end_arrangement(self, old: ContactArrangement, given: Mapping[str, object]) -> managed.Outcome:
        """It holds no more from a day on."""
        return self._told(managed.end(self._desk.store, old, given, self._desk.today(), self._desk.member))

    def review_arrangement(self, old: ContactArrangement, given: Mapping[str, object]) -> managed.Outcome:
        """It was looked at again and goes on."""
        return self._told(managed.review(self._desk.store, old, given, self._desk.today(), self._desk.member))

    def _told(self, outcome: managed.Outcome) -> managed.Outcome:
        self._announce(outcome[0])
        return outcome
