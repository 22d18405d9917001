"""The words of a text with what stands around them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:(?:['’]|-)[^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’][sS]$")
_ENDS = re.compile(r"[.!?:;]|\n\s*\n|\n|[-–—*•]\s*$")
_OPENS = "\"“‘('[«"
_PARTICLE = re.compile(r"[^\W\d_]{1,3}['’-][A-ZÀ-ÖØ-Þ]")
_SIGNS = str.maketrans(dict.fromkeys("'’-.‘", ""))
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its place, the word without accents and signs in small letters, and what its place says of it.

    gap: what stands between the word before and this one. first: it begins a sentence, so a capital says nothing.
    joined: only a space, or the full stop of an initial or a title, parts it from the word before.
    """

    start: int
    end: int
    text: str
    norm: str
    gap: str
    first: bool
    possessive: bool
    joined: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter, or with a particle before one: al-Masri, d'Arcy."""
        return self.text[0].isupper() or _PARTICLE.match(self.text) is not None

    @property
    def shouted(self) -> bool:
        """Whether it is in capitals throughout."""
        return len(self.norm) > 1 and self.text.isupper()


def some(words: str) -> frozenset[str]:
    """Words written one after the other."""
    return frozenset(words.split())


@lru_cache(maxsize=65536)
def normal(word: str) -> str:
    """ "Siân-Louise’s" without accents, signs and the possessive, in small letters: sianlouise."""
    return plain(_POSSESSIVE.sub("", word))


def plain(word: str) -> str:
    """A word without accents and signs, in small letters."""
    key = word.casefold()
    if key.isalpha() and key.isascii():
        return key
    key = key.translate(_SIGNS)
    if key.isascii():
        return key
    parts = unicodedata.normalize("NFKD", key.translate(_LETTERS))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def pieces(word: str) -> list[str]:
    """The parts of a hyphened word, normal: Ellie-Mae is ellie, mae."""
    return [made for part in word.split("-") if (made := normal(part))]


def tokens(text: str) -> list[Token]:
    """The words of a text, in order."""
    out: list[Token] = []
    at = 0
    for found in _WORD.finditer(text):
        word, start = found[0], found.start()
        end = found.end()
        possessive = bool(_POSSESSIVE.search(word)) and len(word) > 2
        if possessive:
            word = word[:-2]
        gap = text[at:start]
        before = gap.rstrip(_OPENS + " \t")
        initial = bool(out) and before == "." and len(out[-1].norm) == 1 and out[-1].capital
        title = bool(out) and before == "." and out[-1].norm in ABBREVIATED
        first = not out or (bool(_ENDS.search(before)) and not initial and not title)
        joined = bool(out) and (gap in (" ", "\u00a0", "  ") or (gap in (". ", ".") and (initial or title)))
        out.append(Token(start, start + len(word), word, normal(word), gap, first, possessive, joined))
        at = end
    return out


ABBREVIATED = some("mr mrs ms mx dr prof rev st revd cllr")
"""Words whose full stop ends no sentence."""
