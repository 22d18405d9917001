"""Which words are names, places or ordinary: an own list, and the frequencies that the meter of passphrases has."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache

import resources
from desk_app import spelling
from desk_app.redaction.more_short_names import all_forms
from desk_app.redaction.tokens import normal

COMMON = 6_000
"""So many words of each list are common: everybody writes them in small letters."""


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of words in small letters without accents.

    first: first names; given: those of the own list.
    small_names: those that are names in small letters too. ambiguous: names that are words too.
    ordinary: words of English that are no names; common: the most frequent of them.
    seen: words and names alike that people
    type often.
    no_names: capitalised words that are no person. bodies: parts of the name of a body, building or service.
    """

    first: frozenset[str]
    given: frozenset[str]
    small_names: frozenset[str]
    surnames: frozenset[str]
    ambiguous: frozenset[str]
    ordinary: frozenset[str]
    common: frozenset[str]
    seen: frozenset[str]
    places: frozenset[str]
    no_names: frozenset[str]
    bodies: frozenset[str]
    street_ends: frozenset[str]
    street_starts: frozenset[str]
    occupations: frozenset[str]
    relations: frozenset[str]
    welsh: frozenset[str]

    def is_word(self, word: str) -> bool:
        """Whether a word is one of English in small letters: of the most frequent, or in the dictionary."""
        return word in self.common or _in_dictionary(word)

    def in_dictionary(self, word: str) -> bool:
        """Whether the dictionary has a word in small letters."""
        return _in_dictionary(word)

    def says_nothing(self, word: str) -> bool:
        """Whether a capital at the start of a sentence says nothing of this word."""
        return word in self.ordinary or word in self.seen or word in self.no_names or word in self.welsh


@lru_cache(maxsize=65536)
def _in_dictionary(word: str) -> bool:
    return spelling.is_word(word)


@cache
def words() -> Words:
    """The words, read once."""
    kept = _kept()
    lists = _frequencies()
    given = kept["first_names"] | kept["more_first_names"]
    first = given | (all_forms() - lists["common"]) | kept["ambiguous"] & (lists["female_names"] | lists["male_names"])
    told = lists["female_names"] | lists["male_names"]
    english = lists["us_tv_and_film"] | lists["english_wikipedia"]
    return Words(
        first=first | (told - kept["no_names"] - kept["places"]),
        given=given | (all_forms() - lists["common"] - kept["ambiguous"]),
        small_names=frozenset(
            name for name in given - kept["ambiguous"] - english - kept["welsh"] - kept["places"] if len(name) > 3
        ),
        surnames=lists["surnames"],
        ambiguous=kept["ambiguous"],
        ordinary=english - given - told,
        common=(lists["common"] - given - told) | kept["no_names"],
        seen=lists["passwords"] - given - told,
        places=kept["places"],
        no_names=kept["no_names"],
        bodies=kept["bodies"],
        street_ends=kept["street_ends"],
        street_starts=kept["street_starts"],
        occupations=kept["occupations"],
        relations=kept["relations"],
        welsh=kept["welsh"],
    )


@cache
def _kept() -> dict[str, frozenset[str]]:
    """The own lists by their names."""
    rows = tomllib.loads(resources.path("lists/redaction.toml").read_text("utf-8"))
    return {name: frozenset(normal(word) for word in text.split()) for name, text in rows.items()}


@cache
def phrases(name: str) -> tuple[str, ...]:
    """One of the own lists as it is written, with its hyphens and spaces."""
    rows = tomllib.loads(resources.path("lists/redaction.toml").read_text("utf-8"))
    return tuple(word.replace("\u0020", " ").replace("_", " ") for word in rows[name].split())


def listed(name: str) -> frozenset[str]:
    """One of the own lists: words in small letters without accents and signs."""
    return _kept()[name]


def _frequencies() -> dict[str, frozenset[str]]:
    """Words, first names and surnames by the name of their list; a word is in the one where it is most frequent."""
    from zxcvbn.frequency_lists import FREQUENCY_LISTS

    out = {name: frozenset(words) for name, words in FREQUENCY_LISTS.items()}
    out["common"] = frozenset(
        word for name in ("us_tv_and_film", "english_wikipedia") for word in list(FREQUENCY_LISTS[name])[:COMMON]
    )
    return out
