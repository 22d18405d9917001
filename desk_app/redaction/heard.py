"""Names written as they are heard: Miclewrite for Micklewright, Rooth for Ruth, Shivorn for Siobhan.

Both are brought to one rough spelling. The same sound throughout is enough; where only the consonants agree, most of
the letters must, too. Meant for the few people of one case, and for words that no dictionary has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import lru_cache

SHORTEST = 4
_CONSONANTS = 3
"""Fewer agree by chance."""
_ALIKE = 0.6
_TWO_SLIPS = 0.77
"""So alike are two words of eight letters or more with two slips between them."""
_LONG = 7
_SOUNDS = (
    (re.compile(r"^(?:wr)"), "r"),
    (re.compile(r"^(?:kn|gn)"), "n"),
    (re.compile(r"^ps"), "s"),
    (re.compile(r"^(?:mac|mc)(?=.{3})"), "mk"),
    (re.compile(r"igh|eigh"), "i"),
    (re.compile(r"[ao]ugh?h"), "o"),
    (re.compile(r"gh"), ""),
    (re.compile(r"ph|ff|v"), "f"),
    (re.compile(r"tch|ch|tsh"), "x"),
    (re.compile(r"sch|sh|ti(?=on)|si(?=on|an)"), "x"),
    (re.compile(r"c(?=[eiy])|z"), "s"),
    (re.compile(r"ck|[cq]"), "k"),
    (re.compile(r"dg|g(?=[ei])"), "j"),
    (re.compile(r"th|tt|dd(?=$)"), "t"),
    (re.compile(r"wh"), "w"),
    (re.compile(r"(?<=[aeiouy])h|(?<=[rt])h"), ""),
    (re.compile(r"oo|ou|ew|ue|u"), "u"),
    (re.compile(r"ee|ea|ie|ey|y"), "i"),
    (re.compile(r"ai|ay|ei"), "a"),
    (re.compile(r"oa|ow|aw|au|oe"), "o"),
    (re.compile(r"e$"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
_BY_EAR = {
    "siobhan": "shivawn shivorn shavon shevaun shivon", "aoife": "eefa efa eva eefer",
    "niamh": "neve neev nieve neeve", "saoirse": "seersha sersha sirsha", "caoimhe": "keeva kweeva",
    "sinead": "shinade shinaid", "sian": "sharn shan sharne", "llinos": "linos thlinos", "llyr": "lear thlear",
    "ieuan": "yayan yeyan ewan", "rhys": "reece rees reese", "huw": "hugh hew", "dafydd": "davith dafith david",
    "gruffydd": "griffith griff", "eirlys": "airlis", "cerys": "kerris keris", "catrin": "katrin", "iestyn": "yestin",
    "ffion": "fion feeon", "angharad": "anharad ankarad", "owain": "owen owine", "eoin": "owen",
    "sean": "shawn shaun shorn", "seamus": "shamus", "roisin": "rosheen roshin", "grainne": "gronya grawnya",
    "ciara": "keera kiera keira", "ciaran": "kieran keeran", "padraig": "porrick", "orla": "orler oaler awla",
    "eilidh": "aylee ailey", "mairi": "marry varry", "hermione": "hermiony", "xanthe": "zanthy zanthe",
    "chloe": "cloe klowee clowy", "phoebe": "feebee feeby", "zoe": "zowie zowy", "sioned": "shonned shoned",
    "siwan": "shooan", "sion": "shaun shorn", "geraint": "gerrant",
}  # fmt: skip
"""Names of which the spelling tells an English ear nothing, and how they are written by one."""


@lru_cache(maxsize=65536)
def heard(word: str) -> str:
    """A word as it is heard, roughly."""
    for pattern, instead in _SOUNDS:
        word = pattern.sub(instead, word)
    return word


@lru_cache(maxsize=65536)
def _skeleton(word: str) -> str:
    """The first sound and the consonants."""
    sound = heard(word)
    return re.sub(r"(.)\1+", r"\1", sound[:1] + re.sub(r"[aeiou]", "", sound[1:]))


class Heard:
    """Words, prepared so that what sounds like one is found at once."""

    def __init__(self, words: Mapping[str, int]) -> None:
        self._words = {word: n for word, n in words.items() if len(word) >= SHORTEST}
        self._by_sound: dict[str, int] = {}
        self._by_skeleton: dict[str, list[str]] = {}
        for word, n in self._words.items():
            self._by_sound.setdefault(heard(word), n)
            self._by_skeleton.setdefault(_skeleton(word), []).append(word)
        self._by_ear = {ear: n for word, n in words.items() for ear in _BY_EAR.get(word, "").split()}

    def meant(self, word: str) -> int | None:
        """Whose name the word may be; None: nobody's. It is in small letters, without accents."""
        if word in self._by_ear:
            return self._by_ear[word]
        if len(word) < SHORTEST:
            return None
        if (n := self._by_sound.get(heard(word))) is not None:
            return n
        skeleton = _skeleton(word)
        if len(skeleton) >= _CONSONANTS:
            for name in self._by_skeleton.get(skeleton, ()):
                if _alike(word, name) >= _ALIKE:
                    return self._words[name]
        return self._with_two_slips(word)

    def same(self, word: str) -> int | None:
        """Whose name sounds just like the word."""
        return self._by_sound.get(heard(word))

    def _with_two_slips(self, word: str) -> int | None:
        if len(word) < _LONG:
            return None
        near = (name for name in self._words if name[0] == word[0] and len(name) >= _LONG)
        return next((self._words[name] for name in near if _alike(word, name) >= _TWO_SLIPS), None)


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()
