"""Names, telephone numbers and emails as people write them: what is recorded finds what was typed elsewhere. Pure.

Both sides are folded: accents, apostrophes, hyphens, dashes, underscores and capitals make no difference. It errs
towards finding: a few who are not meant are looked at, but nobody who is meant is missed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from desk_app.people_alike import LETTERS

SHORTEST, FEWEST_DIGITS = 3, 7  # of a name of one word; of a telephone number
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "prof", "professor", "cllr", "councillor", "rev", "revd",
     "reverend", "sir", "dame"}
)  # fmt: skip
_AFTER = frozenset({"jr", "jnr", "junior", "sr", "snr", "senior", "mbe", "obe", "cbe", "phd"})
_UNSEEN = dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
_SIGNS = str.maketrans({**_UNSEEN, **dict.fromkeys("’‘ʼ‛`´′＇", "'")})
_POSSESSIVE = re.compile(r"'s(?![^\W_])")
_SENTENCE = re.compile(r"(?<=[^\W_]{2})[.!?;:]\s")
_APART = re.compile(r"(?:[^\w|]|_)+")
_BRACKETS = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
_SEVERAL = re.compile(r"\s+and\s+|\s*[&/;+]\s*", re.I)
_BETWEEN = rf"(?:(?:and )?(?!(?:{'|'.join(sorted(_TITLES))}) )\w+ )?"
"""A middle name or an initial more, or "and Bob": never a title, with which somebody else begins."""


def folded(text: str) -> str:
    """Words in small letters with a blank between them, without accents and signs; "|" where a sentence ends."""
    text = _POSSESSIVE.sub(" s", text.casefold().translate(_SIGNS)).replace("'", "")
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text.translate(LETTERS))
        text = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return _APART.sub(" ", _SENTENCE.sub("|", text))


def names(recorded: str) -> list[tuple[str, ...]]:
    """The words of each name in a field: without title and brackets, first name first, "Ada and Bob" apart.

    A word alone counts where nothing else does, if it is not too short.
    """
    found = list(_names(recorded))
    whole = [one for one in found if len(one) > 1]
    return whole or [one for one in found if one and len(one[0]) >= SHORTEST]


def _names(recorded: str) -> Iterator[tuple[str, ...]]:
    parts = [part for part in _SEVERAL.split(_BRACKETS.sub(" ", recorded)) if part.strip()]
    last = _words(parts[-1]) if parts else ()
    for part in parts:
        before, comma, after = part.partition(",")
        one = _words(part)
        if comma:
            yield _words(before)  # "Ada Quillon, mother"
            yield (*_words(after), *_words(before))
        elif len(one) == 1 and len(last) > 1:  # the surname of "Ada and Bob Quillon"
            yield (*one, last[-1])
        else:
            yield one


def _words(name: str) -> tuple[str, ...]:
    """As they stand between blanks, folded: a hyphened word is one, of several parts."""
    words = [made for word in name.split() if (made := folded(word).strip(" |"))]
    while words and words[0] in _TITLES:
        del words[0]
    while len(words) > 1 and words[-1] in _AFTER:
        del words[-1]
    return tuple(words)


def of_name(words: tuple[str, ...]) -> Iterator[str]:
    """The patterns, for folded text, by which somebody of that name is found."""
    each = [" ?".join(map(re.escape, word.split())) for word in words]
    each[0] = _in_two(words[0])
    yield rf"\b{' ?'.join(each)}\b"
    if len(each) > 1:
        yield rf"\b{each[0]} ?{_BETWEEN}{each[-1]}\b"
        yield rf"\b{each[-1]} ?{' ?'.join(each[:-1])}\b"
        yield rf"\b{each[-1]} ?{each[0]}\b"


def _in_two(word: str) -> str:
    """A first name that may be written in two: "Annmarie" as "Ann-Marie", where each has three letters."""
    if " " in word or len(word) < 2 * SHORTEST:
        return " ?".join(map(re.escape, word.split()))
    return " ?".join((word[:SHORTEST], *word[SHORTEST : 1 - SHORTEST], word[1 - SHORTEST :]))


def national(number: str) -> str:
    """The digits of a telephone number as within the country, without the 0: of +44 (0)1743 555019, 1743555019."""
    digits = re.sub(r"\D", "", number)
    if len(digits) > FEWEST_DIGITS:
        return re.sub(r"^(?:(?:00)?44(?=\d{9})0?|0(?!0))", "", digits)
    return digits


def of_number(digits: str) -> str:
    """The pattern, for folded text, of a telephone number: also from abroad, however it is spaced."""
    return rf"(?<!\d)(?:(?:00 ?)?44 ?(?:0 ?)?|0 ?)?{' ?'.join(digits)}(?!\d)"


def rarest(words: tuple[str, ...]) -> str:
    """Letters that stand together in every form of a name: of the surname, mostly, without an O’ or a D’ before it."""
    if len(words[-1]) < SHORTEST and len(words[0]) > len(words[-1]):
        return max(words[0].split(), key=len)[:SHORTEST]  # where a first name may be in two
    part = max(words[-1].split(), key=len)
    return part[1:] if len(part) > SHORTEST + 1 else part
