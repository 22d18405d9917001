"""Names with a slip: a letter left out, added, mistaken or swapped, or read wrongly from paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

SHORTEST = 4
"""Shorter words are too near to too many others."""
_AS_SCANNED = (
    ("rn", "m"),
    ("m", "rn"),
    ("cl", "d"),
    ("d", "cl"),
    ("vv", "w"),
    ("ii", "u"),
    ("li", "h"),
    ("ri", "n"),
    ("nn", "m"),
)
"""What a reader of scanned paper takes for one another."""
_DIGITS = str.maketrans({"0": "o", "1": "l", "5": "s", "|": "l", "8": "b", "3": "e"})
SCANNED = re.compile(r"(?<![\w@.])(?=\w*[^\W\d_])[^\W\d_]*[^\W_]*[01583|][\w|]*[^\W\d_][\w|]*(?![\w@])")


def read_as(word: str) -> tuple[str, ...]:
    """What a word with digits in it may have been on paper: "Ange1a" is angela, "S1an" is sian."""
    small = word.casefold()
    return (
        small.translate(_DIGITS),
        small.replace("1", "i").translate(_DIGITS),
        small.replace("1", "t").translate(_DIGITS),
    )


class Slips:
    """Words, prepared so that what is one letter away is found at once."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._words = words
        self._without: dict[str, set[str]] = {}
        for word in words:
            if len(word) >= SHORTEST - 1:
                for part in (word, *_one_less(word)):
                    self._without.setdefault(part, set()).add(word)

    def meant(self, word: str) -> int | None:
        """Whose name differs from the word by one slip."""
        if len(word) < SHORTEST:
            return None
        for part in (word, *_one_less(word)):
            for near in sorted(self._without.get(part, ())):
                if _one_off(word, near):
                    return self._words[near]
        for scanned, printed in _AS_SCANNED:
            if scanned in word and (near := word.replace(scanned, printed, 1)) in self._words:
                return self._words[near]
        return None


def _one_less(word: str) -> Iterator[str]:
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]


def _one_off(word: str, name: str) -> bool:
    """Whether one letter left out, added, mistaken or swapped makes the word of the name."""
    if abs(len(word) - len(name)) > 1 or (len(word) > len(name) and len(word) <= SHORTEST):
        return False
    at = next((n for n, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), min(len(word), len(name)))
    if len(word) == len(name):
        swapped = word[at : at + 2] == name[at : at + 2][::-1] and word[at + 2 :] == name[at + 2 :]
        return swapped or word[at + 1 :] == name[at + 1 :]
    return word[at + 1 :] == name[at:] if len(word) > len(name) else word[at:] == name[at + 1 :]
