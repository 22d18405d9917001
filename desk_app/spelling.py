"""British English spelling, without a network: Hunspell and the en_GB dictionary that comes with the program."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

import resources

SUGGESTIONS = 5
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOT_PROSE = re.compile(r"\]\([^)\s]*\)|https?://\S+|mailto:\S+|\S+@\S+|\S*\d\S*")


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A word that is not known, and where it stands."""

    start: int
    word: str


@cache
def _dictionary() -> Any:
    from hunspell import Hunspell  # type: ignore[import-untyped]  # a tenth of a second: not before something is typed

    return Hunspell("en-GB", hunspell_data_dir=str(resources.path("spelling/en-GB.dic").parent))


def load() -> None:
    """Read the dictionary now; for a job, so that typing never waits for it."""
    _dictionary()


def misspelt(text: str, own: Iterable[str] = ()) -> tuple[Misspelt, ...]:
    """The words of a text that are in neither the dictionary nor the office's own words.

    Abbreviations and names within a sentence are left alone, as are addresses and whatever holds a digit.
    """
    known = {word.casefold() for word in own}
    apart = [found.span() for found in _NOT_PROSE.finditer(text)]
    dictionary = _dictionary()
    return tuple(
        Misspelt(found.start(), found[0])
        for found in _WORD.finditer(text)
        if not any(start <= found.start() < end for start, end in apart)
        and not _is_name(text, found.start(), found[0])
        and found[0].casefold() not in known
        and not dictionary.spell(found[0].replace("’", "'"))
    )


def is_word(word: str) -> bool:
    """Whether a word, as it is written, is in the dictionary: "firth" is, "tranter" and "london" are not."""
    return bool(_dictionary().spell(word))


def suggestions(word: str) -> tuple[str, ...]:
    """What may have been meant, the likeliest first."""
    return tuple(_dictionary().suggest(word.replace("’", "'"))[:SUGGESTIONS])


def _is_name(text: str, start: int, word: str) -> bool:
    """An abbreviation, or a capital inside a sentence."""
    if word[1:] != word[1:].lower() or len(word) == 1:
        return True
    before = text[:start].rstrip(" *[(“\"'‘")
    return word[0].isupper() and bool(before) and before[-1] not in ".!?:\n#-"
