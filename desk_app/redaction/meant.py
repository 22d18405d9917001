"""Whether a word that is the name of somebody on the case is meant as the name.

Words that hardly anybody writes for anything else (ruby, poppy) are always taken for the name, in any case of letters.
Those that one writes now and then (grace, dawn) are the word only after "the" and its like. Only those that everybody
writes every day (will, mark, hope) need something that speaks for the name where they stand in small letters.
"""

from __future__ import annotations

import re

from desk_app.redaction.cues import KIN, MODAL_WORDS, MONTHS, NOT_BEFORE, PERSONAL, SAYS, SAYS_LITTLE
from desk_app.redaction.surroundings import Surroundings
from desk_app.redaction.tokens import Token
from desk_app.redaction.words import listed

_SELDOM = listed("seldom_words")
_HALF = listed("half_words")
_DID = listed("did")
_LIKED = listed("liked")
"""What one does to a person, before a name in small letters."""
_AND = {"and", "n", "or"}
_VERBS = MODAL_WORDS | {"hope", "may", "will"}
_AFTER_A_VERB = listed("after_a_verb")
_AFTER_A_NOUN = {"of", "words", "under", "in"}
_TIME_BEFORE = listed("time_before")
_CALLED = {"called", "named", "call", "calls", "signed", "from", "im", "name", "names", "hate", "known"}
_SELF = re.compile(
    r"(?:\bcall(?:s|ed)?(?: (?:me|him|her|them))?|\bknown as|\bi['’]?m|\bits|\bit['’]s|\bhi|\bhey|\bhiya|"
    r"\bhello|\bdear|(?:luv|love|xx?|thanks|cheers|ta) from|^from|\nfrom)\s+[\"“'‘]?$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[ xX.!\"”'’)]*(?:\n|$)")


class Meant(Surroundings):
    """What speaks for and against the name."""

    def _only_a_word(self, at: int, token: Token) -> bool:
        """Whether a word that is somebody's name is only the word here."""
        word = token.norm
        if word in self.keep and not token.capital:
            return True
        if self._titled(at):
            return False
        if token.possessive and word not in self.words.no_names and word not in self.words.relations:
            return False
        if token.capital and not self.shouted:
            return self._capital_says_nothing(at, token)
        if word in _HALF:
            return self._like_a_noun(at) and not self._meant_in_small(at)
        return self._everyday(word) and not self._meant_in_small(at)

    def _everyday(self, word: str) -> bool:
        """Whether everybody writes the word in small letters, besides its being somebody's name."""
        kept = self.words
        if word in _SELDOM:
            return False
        if word in kept.no_names or word in kept.places or word in kept.street_ends or word in kept.relations:
            return True
        if word in kept.ambiguous or (self.welsh and word in kept.welsh):
            return True
        return word in kept.common and word not in kept.first

    def _like_a_noun(self, at: int) -> bool:
        """ "the grace of God", "in april", "a joy"."""
        before, after = self._before(at), self._after(at)
        near = before.norm if before is not None and self.tokens[at].joined else ""
        return (
            near in listed("determiners")
            or near in _TIME_BEFORE
            or near.isdigit()
            or (after is not None and after.joined and after.norm in {"of", "in", "period", "time", "holidays", "term"})
            or (
                self.tokens[at].norm in MONTHS
                and re.search(r"\d(?:st|nd|rd|th)?\s*$", self._text_before(at)) is not None
            )
        )

    def _text_before(self, at: int) -> str:
        start = self.tokens[at].start
        return self.text[max(0, start - 30) : start]

    def _meant_in_small(self, at: int) -> bool:
        """Whether a word that everybody writes is the name here, though it has no capital."""
        if self._small(at):
            return True
        token, before, after = self.tokens[at], self._before(at), self._after(at)
        near = before.norm if before is not None and token.joined else ""
        if near in _CALLED - {"from"} or near in _LIKED:
            return not (after is not None and after.joined and self._goes_on_as_a_thing(after))
        if near in {"with", "from", "about"} and token.norm in MODAL_WORDS:
            return True
        if near in self.words.relations or near in KIN:
            return self.casual and token.norm not in _VERBS and token.norm not in self.words.relations
        return self._does_something(at) or self._in_company(at) or self._a_sentence(at) or self._with_their_initial(at)

    def _does_something(self, at: int) -> bool:
        """ "mark never did", "ash laughed": at the beginning of a sentence, or before what only people do."""
        token, before, after = self.tokens[at], self._before(at), self._after(at)
        if after is None or not after.joined:
            return False
        near = before.norm if before is not None and token.joined else ""
        if near in NOT_BEFORE:
            return False
        does = after.norm in SAYS and (after.norm not in SAYS_LITTLE or self.casual)
        return does or (
            token.first
            and (after.norm in PERSONAL or after.norm in _DID or (after.norm.endswith("ed") and len(after.norm) > 4))
        )

    def _goes_on_as_a_thing(self, after: Token) -> bool:
        return after.norm in listed("things_after")

    def _in_company(self, at: int) -> bool:
        """ "will and grace", "alfie, mark and tom": beside another name of the case that is no common word."""
        after = self._after(at)
        for step in (-1, 1):
            link = at + step
            other = at + 2 * step
            if 0 <= other < len(self.tokens) and self.tokens[link].norm in _AND and self._surely_named(other):
                return not (after is not None and after.joined and self._goes_on_as_a_thing(after))
            if 0 <= link < len(self.tokens) and self._surely_named(link):
                gap = self.tokens[max(at, link)].gap
                if gap.strip() in {",", "&", "+", "/"}:
                    return True
        return False

    def _surely_named(self, at: int) -> bool:
        word = self.tokens[at].norm
        known = word in self.case.words or word in self.case.forms or word in self.words.small_names
        return known and (word in _HALF or not self._everyday(word))

    def _a_sentence(self, at: int) -> bool:
        """ "nobody came. ruby. ps": a line or sentence of its own, as somebody signs."""
        token, after = self.tokens[at], self._after(at)
        if not token.first or (at and not re.search(r"[.!?\n]", token.gap)):
            return False
        return after is None or bool(re.match(r"[ xX]*[.!?\n]", self.text[token.end : token.end + 4]))

    def _with_their_initial(self, at: int) -> bool:
        """ "will w"."""
        after = self._after(at)
        return (
            after is not None
            and after.joined
            and len(after.norm) == 1
            and after.norm not in "aiunxrst"
            and self.case.by_surname_initial(after.norm) is not None
        )

    def _names_itself(self, at: int) -> bool:
        """ "she calls me pops", "luv from pops xxx": what stands here is a name, whatever else it means."""
        token = self.tokens[at]
        if not _SELF.search(self._text_before(at)):
            return False
        after = self.text[token.end : token.end + 8]
        return (
            _ENDS.match(after) is not None
            or not after.startswith(" ")
            or re.match(r" (?:x+\b|and\b)", after) is not None
        )

    def _capital_says_nothing(self, at: int, token: Token) -> bool:
        """Whether the word has its capital from its place, or as a month."""
        kept, word = self.words, token.norm
        named = word in kept.ambiguous or word in kept.no_names
        if not (named or word in kept.ordinary or word in kept.places or word in kept.street_ends):
            return False
        if word in MONTHS and self._a_month(at):
            return True
        after = self._after(at)
        if after is not None and after.joined and after.capital and {word, after.norm} <= kept.no_names:
            return True  # Foster Carer
        if word in kept.welsh and self.welsh and self._welsh_sentence(at):
            return True
        if not token.first or after is None or not after.joined:
            return False
        if word in _VERBS:
            return after.norm in _AFTER_A_VERB
        return after.norm in _AFTER_A_NOUN or (not named and (after.norm in _AFTER_A_VERB and word not in kept.first))

    def _a_month(self, at: int) -> bool:
        """Whether a month or season is one, though somebody on the case is called so."""
        token, before = self.tokens[at], self._before(at)
        left, right = self._text_before(at), self.text[token.end : token.end + 12]
        same = before is not None and before.norm == token.norm and token.joined
        if not same and re.search(r"\d(?:st|nd|rd|th)?(?:\s+of)?\s*$", left):
            return True
        if re.match(r",?\s+(?:\d|20)", right) and not re.match(r",?\s+\d+\s*(?:years?|yrs?|months?)", right):
            return True
        near = before.norm if before is not None and (token.joined or token.gap.strip() in {"", ","}) else ""
        if near in _TIME_BEFORE:
            return True
        listed_with = {"and", "or", "to", "until", "till"}
        return (
            (
                near in listed_with
                and at >= 2
                and self.tokens[at - 2].norm in _MONTH_NAMES
                and self.tokens[at - 2].norm != token.norm
            )
            or (near in _MONTH_NAMES and not same)
            or re.match(
                r"\s+(?:and|or|to)\s+(?:" + "|".join(sorted(_MONTH_NAMES)) + r")\b",
                right + self.text[token.end + 12 : token.end + 30],
                re.IGNORECASE,
            )
            is not None
        )


_MONTH_NAMES = frozenset(
    [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "spring",
        "summer",
        "autumn",
        "winter",
    ]
)
