"""Whether two names are one person's: clearly, or perhaps. Pure. Only staff can say so of the second kind."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from desk_app.intake import match_key
from desk_app.look_alike import shape
from desk_app.name_forms import names
from desk_app.people_alike import Asked, by_name
from desk_app.short_names import are_one

SAME_PERSON = "same_person"
"""The answer to a doubt: one for all names of a form."""
WHICH = "Say whether it is the same person."


class Same(StrEnum):
    """Whether two names that are alike are one person's."""

    SAME = "The same person"
    ANOTHER = "A different person"


def clearly_one(one: str, other: str) -> bool:
    """The same but for title, capitals, accents, hyphens and which part comes first: "Dr Siân Ellis", "Ellis, Sian"."""
    if not match_key(one) or not match_key(other):
        return False
    return match_key(one) == match_key(other) or not _joined(one).isdisjoint(_joined(other))


def perhaps_one(one: str, other: str) -> bool:
    """Alike: "Jon Smith" and "Mr John Smith", "J. Smith", "Smith", "Jon P Smith", "Jon Smiht"."""
    if not match_key(one) or not match_key(other):
        return False
    pairs = [(mine, theirs) for mine in _words(one) for theirs in _words(other)]
    return shape(one) == shape(other) or any(_alike(*pair) for pair in pairs)


def _joined(name: str) -> set[str]:
    return {"".join(words) for words in _words(name)}


def _words(name: str) -> Iterator[tuple[str, ...]]:
    """The words of each name in a field, those of a hyphened one apart."""
    for words in names(name):
        yield tuple(part for word in words for part in word.split())


def _alike(mine: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    few, many = sorted((mine, theirs), key=len)
    if len(few) == 1:
        return few[0] in many
    return bool(by_name(Asked(" ".join(mine)), " ".join(theirs))) or _shortened(few, many)


def _shortened(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Whether each of a few words finds one of its own among the many, as itself, a short form or its initial."""
    left, same = list(many), 0
    for word in sorted(few, key=len, reverse=True):
        partner = next((each for each in left if each == word), "") or next(
            (each for each in left if are_one(word, each) or _is_initial(word, each) or _is_initial(each, word)), ""
        )
        if not partner:
            return False
        same += partner == word and len(word) > 1
        left.remove(partner)
    return same > 0


def _is_initial(letter: str, word: str) -> bool:
    return len(letter) == 1 and letter.isalpha() and word.startswith(letter)
