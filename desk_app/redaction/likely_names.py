"""Words that are likely names of people whom the store does not know."""

from __future__ import annotations

import re

from desk_app.redaction.cues import (
    CONTRACTED,
    HOUSEHOLD,
    KIN,
    MODAL_WORDS,
    MONTHS,
    NOT_BEFORE,
    PERSONAL,
    PLACE_BEFORE,
    SAYS,
    SAYS_LITTLE,
    STRONG,
    TAKEN,
    TAKEN_TO,
    TOLD,
)
from desk_app.redaction.known import TITLES
from desk_app.redaction.surroundings import Surroundings
from desk_app.redaction.tokens import Token, pieces
from desk_app.redaction.words import listed

_MIXED = re.compile(r"[-'’][^\W\d_]|(?<=^c)[A-Z]|(?<=^ac)[A-Z]")
"""Capitals within a name: Abdul-Rahman, O'Dwyer, McBride, MacLeod."""


class LikelyNames(Surroundings):
    """Of each word the reason for which it is taken for a name, "" if it is not."""

    def _likely_name(self, at: int, token: Token) -> str:
        kept = self.words
        word, before = token.norm, self._before(at)
        if word in self.keep or word in TITLES or word in KIN or CONTRACTED.search(token.text):
            return ""
        if (
            self._titled(at)
            and (token.capital or self._no_small_word(word))
            and not (token.first and token.gap.startswith("\n"))
        ):
            return "" if word in kept.no_names and word not in kept.ambiguous else "A word after a title."
        if not token.capital:
            return self._in_small_letters(at, token)
        if (word in kept.no_names or word in kept.relations) and word not in kept.ambiguous:
            return ""
        if letter := self._by_an_initial(at):
            return letter
        if word in kept.places or (self._in_a_body(at) and not self._first_and_surname(at)):
            return ""
        if before is not None and before.norm in KIN - {"big", "little"} and before.capital and token.joined:
            return f"A word after “{before.text}”."
        if word in kept.ambiguous:
            return self._ambiguous(at, token)
        if word in kept.welsh and self._welsh_sentence(at):
            return ""
        if word in kept.first or ("-" in token.text and any(part in kept.given for part in pieces(token.text))):
            return "A first name."
        if token.shouted and (self.shouted or len(word) < 6 or word in kept.ordinary):
            return ""
        introduced = self._introduced(at)
        if introduced and word not in kept.common and word not in kept.bodies:
            return introduced
        if token.first:
            plain = kept.says_nothing(word) or self._welsh_sentence(at)
            return "" if plain else self._unknown(at, token)
        if self._plural_family(at, token):
            return "It may be a family by its name."
        if word in kept.bodies or word in kept.welsh or (word in kept.ordinary and self._explained(word)):
            return ""
        return self._unknown(at, token)

    def _no_small_word(self, word: str) -> bool:
        """Whether a word in small letters after "mrs" may be her name: "mrs heap", not "mr and mrs are"."""
        if not self.words.is_word(word):
            return True
        if word in listed("place_stop") or word in listed("determiners") or word in self.words.relations:
            return False
        return self.casual and word not in self.words.no_names and word not in listed("did") and word not in SAYS

    def _first_and_surname(self, at: int) -> bool:
        """ "Rachel Ward": two capitals of which the first is a name and nothing else, though a building may end so."""
        token, after = self.tokens[at], self._after(at)
        given = token.norm in self.words.given and token.norm not in self.words.ambiguous
        if not given or after is None or not after.joined or not after.capital:
            return False
        before, beyond = self._before(at), self._after(at + 1)
        alone = before is None or not before.capital or not token.joined or before.norm in TITLES or before.first
        ends = beyond is None or not beyond.capital or not beyond.joined
        return alone and ends and after.norm in self.words.surnames & self.words.ambiguous

    def _by_an_initial(self, at: int) -> str:
        """ "A. Chaudhry", "Lee O.": a word that only an initial shows to be a name."""
        token, before, after = self.tokens[at], self._before(at), self._after(at)
        if (
            before is not None
            and len(before.norm) == 1
            and before.capital
            and token.gap in (". ", ".")
            and len(token.norm) > 2
        ):
            return "A surname after an initial."
        if after is None or len(after.text) != 1 or not after.capital or after.gap != " " or after.text in "IA":
            return ""
        ends = self.text[after.end : after.end + 1] in ("", ".", ",", "\n", ")", ";", "!")
        return (
            "A first name and an initial."
            if ends and (token.norm in self.words.first or token.norm in self.words.ambiguous)
            else ""
        )

    def _explained(self, word: str) -> bool:
        """Whether a frequent word is one of the dictionary, with or without a capital, or of a place."""
        return word in self.words.common or self.words.is_word(word) or self.words.is_word(word.title())

    def _in_small_letters(self, at: int, token: Token) -> str:
        """A first name in small letters: of those that are nothing else, or with something that speaks for it."""
        kept, word, before = self.words, token.norm, self._before(at)
        if word in kept.relations or word in kept.welsh or (word in kept.no_names and word not in kept.ambiguous):
            return ""
        named = word in kept.first or ("-" in token.text and all(part in kept.given for part in pieces(token.text)))
        reason = "A first name in small letters."
        if self._with_an_s(word):
            return reason
        if word in kept.small_names and word not in kept.ambiguous:
            return reason
        near = before.norm if before is not None and token.joined else ""
        strange = len(word) > 2 and not (word in kept.ordinary or word in kept.seen or word in kept.places)
        strange = strange and not kept.is_word(word)
        given = word in kept.given or "-" in token.text
        if named and given and self.casual and len(word) > 2 and not (word in kept.ambiguous or word in kept.common):
            return reason
        led = near in STRONG or near in KIN or near in kept.relations
        if led and (named or (strange and near not in {"ex", "chair", "child", "baby"})):
            cue = word not in kept.ordinary and (word not in kept.ambiguous or self._small(at))
            return reason if cue else ""
        if named and word not in kept.ordinary and self._small(at):
            return reason
        stands = self._acts(at) or self._is_taken(at) or near in {"w", "with", "wiv", "wid"}
        return "A word in no dictionary where a name would stand." if strange and self.casual and stands else ""

    def _with_an_s(self, word: str) -> bool:
        """ "lynnes house": of names that are nothing else, where no word has the s."""
        kept, stem = self.words, word.removesuffix("s")
        if stem == word or len(stem) < 4 or stem not in kept.given or stem in kept.places:
            return False
        if stem in kept.ambiguous or stem in kept.no_names or word in kept.first:
            return False
        return not kept.is_word(word)

    def _is_taken(self, at: int) -> bool:
        """Whether something is done to somebody here: "they will take lenka away"."""
        before, after = self._before(at), self._after(at)
        near = before.norm if before is not None and self.tokens[at].joined else ""
        if near not in TAKEN:
            return False
        return after is None or not after.joined or after.norm in TAKEN_TO

    def _acts(self, at: int) -> bool:
        """Whether somebody is told something or says something here."""
        before, after = self._before(at), self._after(at)
        near = before.norm if before is not None and self.tokens[at].joined else ""
        says = (
            after is not None
            and after.joined
            and after.norm in SAYS
            and after.norm not in SAYS_LITTLE
            and near not in NOT_BEFORE
        )
        beside = near in {"and", "&"} and at >= 2 and at - 2 in self.says
        paired = (
            after is not None and after.joined and after.norm == "and" and at + 2 < len(self.tokens)
            and self.tokens[at + 2].norm in self.words.first | KIN and near not in NOT_BEFORE
        )  # fmt: skip
        return near in TOLD or says or beside or paired

    def _plural_family(self, at: int, token: Token) -> bool:
        """ "the Pococks", "the Joneses", "the Adebayo family", "family Novak"."""
        kept, word = self.words, token.norm
        before, after = self._before(at), self._after(at)
        if after is not None and after.joined and after.norm in HOUSEHOLD and not self._explained(word):
            return True
        if (
            before is None
            or not token.joined
            or before.norm not in {"the", "mr", "both", "teulu", "family"}
            or kept.is_word(word)
        ):
            return False
        if before.norm in {"teulu", "family"}:
            return before.norm == "teulu" or not before.capital
        stems = [word[: -len(end)] for end in ("s", "es") if word.endswith(end)]
        return (
            any(stem in kept.surnames or not self._explained(stem) for stem in stems if len(stem) > 2)
            and word not in kept.places
        )

    def _ambiguous(self, at: int, token: Token) -> str:
        """A name that is a word too: only with something beside it that speaks for the name."""
        after = self._after(at)
        with_another = (
            after is not None and after.norm in {"and", "&"} and at + 2 < len(self.tokens)
            and self.tokens[at + 2].capital and self.tokens[at + 2].norm in self.words.first
        )  # fmt: skip
        if with_another and token.norm in self.words.first:
            return "A first name that is a word too, beside another."
        if self._word_like(at):
            return ""
        beside = after is not None and after.joined and after.capital and after.norm in self.words.surnames
        does = (
            after is not None
            and after.joined
            and after.norm in PERSONAL - {"is", "was", "and", "also", "made", "makes", "always"}
        )
        was = (
            after is not None
            and after.joined
            and after.norm == "was"
            and token.norm not in MONTHS | MODAL_WORDS - {"hope"}
        )
        does = does or (was and token.norm in self.words.first)
        before = self._before(at)
        told = before is not None and token.joined and not token.first and before.norm in TOLD
        acts = does and not token.first and before is not None and before.norm not in NOT_BEFORE
        if told or (acts and after is not None and after.norm in SAYS and after.norm not in SAYS_LITTLE):
            return "A name that is a word too, of somebody who does or is told something."
        if self._introduced(at) or beside or token.possessive or (token.first and does):
            return "A first name that is a word too."
        if not token.first and token.norm in self.words.first and token.norm not in self.words.no_names:
            before = self._before(at)
            capital_before = before is not None and before.capital and token.joined and not before.first
            return "" if capital_before else "A first name that is a word too."
        return ""

    def _unknown(self, at: int, token: Token) -> str:
        """A capitalised word that no list has."""
        before = self._before(at)
        if before is not None and before.norm in PLACE_BEFORE and token.joined:
            return ""
        if (
            before is not None
            and before.joined
            and before.capital
            and at >= 2
            and self.tokens[at - 2].norm in PLACE_BEFORE
            and token.joined
        ):
            return ""
        known_surname = token.norm in self.words.surnames
        if (
            before is not None
            and before.norm in {"to", "from", "of", "the", "a", "an", "and", "i", "o", "y", "yr"}
            and token.joined
            and not known_surname
        ):
            return "" if before.norm in {"the", "of", "a", "an", "from", "o", "y", "yr"} else self._by_shape(token)
        return "A capitalised word that may be a surname." if known_surname else self._by_shape(token)

    def _by_shape(self, token: Token) -> str:
        kept = self.words
        short = len(token.norm) < 4 or token.norm in kept.seen
        if (
            short
            and token.gap == " "
            and kept.in_dictionary(token.norm)
            and not self.text[token.end : token.end + 1].isdigit()
        ):
            return ""
        return (
            ""
            if token.shouted or any(letter.isupper() for letter in _MIXED.sub("", token.text[1:]))
            else "A capitalised word that is in no dictionary."
        )
