"""Pet forms of names that no list has: Gwennie, Pheebs, Shaz, Jonesy.

A pet form is the beginning of a name, as it sounds, with one of a few endings: so both are brought to one spelling, the
ending is taken away, and what is left is looked for at the beginning of the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|c(?=[^eiyh]|$)|q"), "k"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"oe|ee|ea|ie|ey|ei|y"), "i"),
    (re.compile(r"z"), "s"),
    (re.compile(r"j|g(?=[ei])"), "j"),
    (re.compile(r"dd"), "d"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_ENDINGS = (
    "kins", "ster", "meister", "belle", "bles", "sers", "iboo", "ipops",
    "sy", "sie", "sters", "ers", "bo", "by", "bob", "ikins", "dog", "man",
    "bear", "boo", "pops", "i", "is", "s", "o", "os", "a", "er", "ka", "sa", "so", "u",
)  # fmt: skip
"""As they sound: "ie", "y" and "ey" are i; "zza" is sa."""
_BY_Z = re.compile(r"z+[aeoy]?(?:s|ie)?$")
_SHORTEST = 3


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """A word as it sounds, roughly."""
    for pattern, instead in _SOUNDS:
        word = pattern.sub(instead, word)
    return word


class PetForms:
    """The names of the few people of one case, by how they begin and end."""

    def __init__(self, names: Iterable[tuple[str, int]]) -> None:
        self._stems: dict[str, int] = {}
        self._by_z: dict[str, int] = {}
        for name, n in names:
            if len(name) < _SHORTEST:
                continue
            for stem in _stems(sound(name)):
                self._stems.setdefault(stem, n)
            # Baz of Barry, Shaz of Sharon, Chez of Cherie, Mozza of Morrissey: the letter after the vowel is lost.
            if found := re.match(r"[^aeiouy]+[aeiouy]", name):
                self._by_z.setdefault(sound(found[0]), n)

    def who(self, word: str) -> int | None:
        """Who may be called so; None: nobody. The word is in small letters, without accents."""
        if len(word) < _SHORTEST or not self._stems:
            return None
        heard = sound(word)
        if heard in self._stems:
            return self._stems[heard]
        for ending in _ENDINGS:
            stem = heard.removesuffix(ending)
            enough = len(stem) >= (_SHORTEST - 1 if len(word) <= 5 else _SHORTEST)
            if stem != heard and enough and stem in self._stems:
                return self._stems[stem]
        if found := _BY_Z.search(word):
            return self._by_z.get(sound(word[: found.start()]))
        return None


def _stems(name: str) -> Iterator[str]:
    """What a short form may keep of a name: its first two letters or more, or its last three or more."""
    for end in range(2, len(name)):
        if end > 2 or name[1] not in "aeiou" or name[0] in "aeiou":
            yield name[:end]
    for start in range(1, len(name) - 2):
        yield name[start:]
