"""Other people in a text that is to be given to one of them: marked, so that somebody can decide. Pure.

It errs towards marking. A name of one's own is left as it is, unless somebody else on the case shares that word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desk_app import redaction
from desk_app.records import Person
from desk_app.redaction import Kind, Mark, Names
from desk_app.redaction.tokens import normal

THEIRS = frozenset(
    {Kind.NAME, Kind.PHONE, Kind.EMAIL, Kind.POSTCODE, Kind.NHS, Kind.BORN, Kind.HANDLE, Kind.CAR, Kind.STREET}
)
"""Kinds of marks that say who somebody is."""


def words_of(text: str) -> frozenset[str]:
    """The words of a name, as they are compared."""
    return frozenset(normal(word).strip(".,'’s") for word in text.split()) - {""}


@dataclass(frozen=True, slots=True)
class Eyes:
    """With whose eyes texts are read: the person's own words, those others on the case share, and all known names."""

    person: Person
    shared: frozenset[str]
    case: Names
    everybody: Names
    keep: frozenset[str]

    def others(self, text: str) -> list[Mark]:
        """The places in a text that are about somebody else, in order."""
        return [
            mark for mark in redaction.find(text, self.case, self.everybody, self.keep) if self._is_other(mark, text)
        ]

    def _is_other(self, mark: Mark, text: str) -> bool:
        if mark.kind not in THEIRS:
            return False
        covered = mark.covered(text)
        if mark.kind is Kind.NAME:
            words, own = words_of(covered), words_of(self.person.name)
            return not (words == own or (words <= own and not words & self.shared))
        told = " ".join((self.person.contact, self.person.email, self.person.telephone, self.person.address)).casefold()
        return _squeezed(covered) not in _squeezed(told)


def shared_words(person: Person, others: Iterable[Person]) -> frozenset[str]:
    """The words of the person's name that somebody else has too: a surname, mostly."""
    own = words_of(person.name)
    return frozenset(word for other in others if other.id != person.id for word in words_of(other.name) if word in own)


def _squeezed(text: str) -> str:
    return "".join(text.split()).casefold()
