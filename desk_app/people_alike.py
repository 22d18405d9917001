"""Who may be the same person: names that are alike in spite of accents, order, short forms or a slip; the same email,
telephone or date of birth. Pure. It only ranks and says why; whether two are one person is for staff to say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from desk_app.records import Person
from desk_app.short_names import are_one, forms

SAME, WRITTEN, ORDER, SHORT = "same name", "same name, written differently", "same names in another order", "short name"
MORE, FEWER, BEGUN, LIKE = "a name more", "a name fewer", "begins like this", "name is alike"
EMAIL, TELEPHONE, BORN = "same email", "same telephone", "same date of birth"
NAME_SCORES = {SAME: 60, WRITTEN: 57, ORDER: 54, SHORT: 50, MORE: 46, FEWER: 44, BEGUN: 42, LIKE: 30}
DETAIL_SCORES = {EMAIL: 30, TELEPHONE: 30, BORN: 25}
SHORT_WORD, LONG_WORD = 4, 8  # letters: shorter ones are not mistaken for one another, longer ones may differ by two
TELEPHONE_DIGITS = 9
"""The last ones: +44 7700 900123 and 07700 900123 are one number."""
STARTS_ALIKE = 3
"""Letters by which a word of a name is looked for; the other words may differ there."""
_SOUND = {"c": "k", "k": "c", "i": "y", "y": "i"}
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss"})
"""Letters that no accent parts from those of English."""
_APART = re.compile(r"[^\w]+")
_EMAIL = re.compile(r"[\w.+'-]+@[\w.-]+\w")
_TELEPHONE = re.compile(r"\+?[\d() .-]{9,}")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of somebody who may be known already; email and telephone may hold several, among other words.

    `begun`: the name may still be being typed.
    """

    name: str
    email: str = ""
    telephone: str = ""
    born_on: date | None = None
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Likeness:
    """Somebody who may be the same person, and why: the likelier the higher the score, which means nothing alone."""

    person: Person
    score: int
    why: tuple[str, ...]


def of(person: Person) -> Asked:
    """What is known of a person of the store."""
    reached = f"{person.email} | {person.contact}"
    name = person.name if person.match_key else ""  # the anonymous are not one person
    return Asked(name, reached, f"{person.telephone} | {person.contact}", person.born_on)


def likenesses(asked: Asked, people: Iterable[Person]) -> list[Likeness]:
    """Who of these may be the same, the likeliest first, and of those alike the latest."""
    found = [made for person in people if (made := _likeness(asked, person)) is not None]
    return sorted(found, key=lambda each: (-each.score, -each.person.id))


def _likeness(asked: Asked, person: Person) -> Likeness | None:
    if person.erased_on is not None:
        return None
    name = by_name(asked, person.name) if person.match_key else ""
    details = list(_details(asked, person))
    if not name and (not details or details == [BORN]):  # many are born on one day
        return None
    why = ([name] if name else []) + details
    score = NAME_SCORES.get(name, 0) + sum(DETAIL_SCORES[each] for each in details)
    return Likeness(person, score, tuple(why))


def _details(asked: Asked, person: Person) -> Iterable[str]:
    if emails(asked.email) & emails(f"{person.email} {person.contact}"):
        yield EMAIL
    if telephones(asked.telephone) & telephones(f"{person.telephone} | {person.contact}"):
        yield TELEPHONE
    if asked.born_on is not None and asked.born_on == person.born_on:
        yield BORN


# --- names
def by_name(asked: Asked, name: str) -> str:
    """In which way a name is like the one asked for, in words; "" if it is not."""
    mine, other = _words(asked.name), _words(name)
    if not mine or not other:
        return ""
    if mine == other:
        return SAME if _plain(asked.name) == _plain(name) else WRITTEN
    if sorted(mine) == sorted(other):
        return ORDER
    if len(mine) == len(other) and _pairs(mine, other, are_one):
        return SHORT
    if len(mine) > 1 and len(other) > 1 and len(mine) != len(other):
        few, many = sorted((mine, other), key=len)
        if _pairs(few, many, lambda a, b: a == b):
            return MORE if len(other) > len(mine) else FEWER
    if asked.begun and _pairs(mine, other, lambda a, b: b.startswith(a) or (len(mine) > 1 and are_one(a, b))):
        return BEGUN
    return LIKE if _alike(mine, other) else ""


def _pairs(few: tuple[str, ...], many: tuple[str, ...], fits: Callable[[str, str], bool]) -> bool:
    """Whether each of a few words finds one of its own among the many."""
    left = list(many)
    for word in sorted(few, key=len, reverse=True):
        partner = next((other for other in left if word == other or fits(word, other)), None)
        if partner is None:
            return False
        left.remove(partner)
    return True


def _alike(mine: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Word by word, so that a long surname in common does not make two first names one; one word must be the same."""
    few, left = (mine, list(other)) if len(mine) <= len(other) else (other, list(mine))
    if len(few) < 2 or len(left) > len(few) + 1:
        return False
    same = 0
    for word in sorted(few, key=lambda each: each not in left):
        partner = next((each for each in left if each == word), "") or next(
            (each for each in left if are_one(word, each) or _slip(word, each)), ""
        )
        if not partner:
            return False
        same += partner == word or are_one(word, partner)
        left.remove(partner)
    return same > 0


def _slip(one: str, other: str) -> bool:
    """Whether two words differ by a letter or two that were left out, added, swapped or mistaken."""
    from rapidfuzz.distance import OSA  # not before somebody is looked up: start-up

    slips = 2 if min(len(one), len(other)) >= LONG_WORD else 1
    if max(len(one), len(other)) < SHORT_WORD or abs(len(one) - len(other)) > slips:
        return False
    begins = one[0] == other[0] or _SOUND.get(one[0]) == other[0]
    return begins and OSA.distance(one, other, score_cutoff=slips) <= slips


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()


@lru_cache(maxsize=4096)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name without accents and signs: "O’Neill-Wójcik, Siân" is oneill, wojcik, sian."""
    key = _plain(name).replace("'", "").replace("’", "")
    if not key.isascii():
        parts = unicodedata.normalize("NFKD", key.translate(LETTERS))
        key = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return tuple(word for word in _APART.split(key) if word)


# --- looking through many people
@dataclass(frozen=True, slots=True)
class Sought:
    """One word of a name as it is looked for: `starts` of words alike, its other `forms`, and their first letters."""

    starts: tuple[str, ...]
    forms: tuple[str, ...]
    letters: frozenset[str]


def sought(name: str) -> tuple[Sought, ...]:
    """The words of a name as they are looked for among many: of one word its whole, of several three letters each."""
    words = _words(name)
    if len(words) == 1:  # its other forms would be too many
        return tuple(Sought((word,), (), frozenset(word[0])) for word in words)
    return tuple(_sought(word, word[:STARTS_ALIKE]) for word in words)


def _sought(word: str, start: str) -> Sought:
    others = (_SOUND[start[0]] + start[1:],) if start[0] in _SOUND else ()
    return Sought((start, *others), forms(word), frozenset(each[0] for each in (word, *others, *forms(word))))


def traces(asked: Asked) -> frozenset[str]:
    """By what somebody is found: the words of the name, "@" and the email, "#" and the end of a telephone number."""
    reached = {f"@{email}" for email in emails(asked.email)} | {f"#{end}" for end in telephones(asked.telephone)}
    return frozenset(_words(asked.name)) | reached


# --- details
def emails(text: str) -> frozenset[str]:
    """The email addresses in a text, in small letters."""
    return frozenset(found.casefold() for found in _EMAIL.findall(text))


def telephones(text: str) -> frozenset[str]:
    """The last digits of the telephone numbers in a text."""
    digits = (re.sub(r"\D", "", found) for found in _TELEPHONE.findall(text))
    return frozenset(each[-TELEPHONE_DIGITS:] for each in digits if len(each) >= TELEPHONE_DIGITS)
