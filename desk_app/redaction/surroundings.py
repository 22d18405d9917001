"""What stands around a word of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desk_app.redaction.cues import (
    AFTER_A_WORD,
    CALLED,
    FOREIGN_TITLES,
    KIN,
    MODAL,
    MODAL_WORDS,
    MONTH_BEFORE,
    MONTHS,
    NOT_BEFORE,
    PERSONAL,
    SAID_BEFORE,
    SAYS,
    SAYS_LITTLE,
    SMALL_TITLES,
    TOLD,
    WITH,
)
from desk_app.redaction.known import Names
from desk_app.redaction.tokens import Token
from desk_app.redaction.words import Words, words


class Surroundings:
    """The words of one text. `keep`: words that are to stay, such as those of teams (normal form)."""

    def __init__(self, text: str, found: Sequence[Token], case: Names, store: Names, keep: frozenset[str]) -> None:
        self.text, self.tokens = text, found
        self.case, self.store, self.keep = case, store, keep
        self.words: Words = words()
        capitals = sum(token.shouted for token in found)
        self.shouted = capitals > 3 and capitals * 2 > len(found)
        self.casual = _casual(found)
        self.welsh = sum(token.norm in self.words.welsh for token in found) * 4 > len(found)
        """Whether the text, or much of it, is in Welsh."""
        self.says: dict[int, tuple[str, bool, str]] = {}

    def _before(self, at: int) -> Token | None:
        return self.tokens[at - 1] if at else None

    def _after(self, at: int) -> Token | None:
        return self.tokens[at + 1] if at + 1 < len(self.tokens) else None

    def _titled(self, at: int) -> bool:
        """Whether a title stands before, or a title and initials: "ms", "Cllr", "Mrs G. M."."""
        token = self.tokens[at]
        while at and token.joined and len(self.tokens[at - 1].norm) == 1 and self.tokens[at - 1].capital:
            at -= 1
            token = self.tokens[at]
        before = self._before(at)
        if before is None or before.norm not in SAID_BEFORE or not token.joined:
            return False
        if before.norm in FOREIGN_TITLES and not self.tokens[at].capital:
            return False
        return before.capital or before.norm in SMALL_TITLES

    def _small(self, at: int) -> bool:
        """Whether a word in small letters, though it may be a word, is somebody's name here."""
        token, before, after = self.tokens[at], self._before(at), self._after(at)
        joined = before is not None and token.joined
        near = before.norm if before is not None and joined else ""
        ends = after is None or not after.joined
        if token.norm in MODAL_WORDS:
            does = (
                after is not None
                and after.joined
                and after.norm in SAYS - {"never", "just", "who", "dont", "wont", "aint"}
            )
            return near in TOLD or (does and near not in NOT_BEFORE)
        if near in self.words.relations or near in KIN:
            return not (ends and token.norm in self.words.relations)
        if near in TOLD:
            return True
        acts = after is not None and after.joined and after.norm in SAYS and near not in NOT_BEFORE
        if acts and after is not None and (after.norm not in SAYS_LITTLE or self.casual):
            return True
        if not self.casual:
            return False
        if ends and (not joined or near in WITH):  # "in front of poppy.", a line of its own
            return joined or self._alone(at)
        return near in WITH and after is not None and after.norm in WITH

    def _alone(self, at: int) -> bool:
        """Whether a word is a line of its own."""
        token, after = self.tokens[at], self._after(at)
        begins = at == 0 or "\n" in token.gap
        return begins and (after is None or "\n" in after.gap or after.gap.startswith(","))

    def _beside(self, at: int) -> Iterator[int]:
        """The words joined to this one."""
        if at and self.tokens[at].joined:
            yield at - 1
        if at + 1 < len(self.tokens) and self.tokens[at + 1].joined:
            yield at + 1

    def _word_like(self, at: int, *, lenient: bool = False) -> bool:
        """Whether a name that is a word too seems to be the word here. `lenient`: somebody has that name."""
        token = self.tokens[at]
        before, after = self._before(at), self._after(at)
        if not token.capital or self.shouted:
            return True
        if (
            token.norm in MONTHS
            and before is not None
            and token.gap.strip(",") in (" ", "")
            and (
                before.norm in MONTH_BEFORE
                or before.norm in MONTHS
                or self.text[token.start - 2 : token.start - 1].isdigit()
            )
        ):
            return True
        if token.norm in MONTHS and re.search(r"\d(?:st|nd|rd|th)?(?:\s+of)?\s*$", self.text[: token.start]):
            return True
        if token.norm in MONTHS and re.match(
            r",?\s+(?:\d|and (?:june|july)|june)", self.text[token.end :], re.IGNORECASE
        ):
            return True
        if after is not None and after.joined and {token.norm, after.norm} <= self.words.no_names:
            return True  # Foster Carer
        if token.norm in self.words.welsh and self._welsh_sentence(at):
            return True
        if not token.first:
            return False
        if lenient:
            return after is not None and after.joined and (after.norm in MODAL or after.norm in AFTER_A_WORD)
        if after is None or not after.joined:
            return (
                token.norm not in {"grace", "rose"}
                and after is not None
                and not after.gap.startswith((",", "'", "’", " (", "!"))
            )
        return after.norm in MODAL or (not after.capital and after.norm not in PERSONAL and not token.possessive)

    def _introduced(self, at: int) -> str:
        """What comes before it that speaks for a name: a relation, a role, "called", a closing line."""
        token, before = self.tokens[at], self._before(at)
        if before is None or not token.capital:
            return ""
        gap = token.gap.strip()
        if before.norm in self.words.relations and gap in ("", ",", "(", "“", '"', ":", "-", "–"):
            return f"A capitalised word after “{before.text}”."
        if before.norm in CALLED and gap in ("", ",", ":", "“", '"', "‘", "'"):
            return f"A capitalised word after “{before.text}”."
        if before.norm in {"name", "names", "surname", "enw"} and gap in ("?", ":", ".", "=", "-"):
            return f"A capitalised word after “{before.text}”."
        if before.norm in {"is", "was", "yw"} and at >= 2 and self.tokens[at - 2].norm in {"name", "names", "enw"}:
            return "A capitalised word after “name is”."
        return ""

    def _in_a_body(self, at: int) -> bool:
        """Whether the run of capitals around it is a body, building, street or service."""
        first = last = at
        while first and self.tokens[first].joined and self.tokens[first - 1].capital and self.tokens[first].gap == " ":
            first -= 1
        while last + 1 < len(self.tokens) and self.tokens[last + 1].gap == " " and self.tokens[last + 1].capital:
            last += 1
        kept = self.words
        if self.shouted or (last == at and first == at):
            return False
        return any(
            token.norm in kept.bodies or (token.norm in kept.street_ends and n > 0)
            for n, token in enumerate(self.tokens[first : last + 1])
        )

    def _welsh_sentence(self, at: int) -> bool:
        near = self.tokens[at + 1 : at + 9]
        return sum(token.norm in self.words.welsh for token in near) >= 2


def _casual(found: Sequence[Token]) -> bool:
    """Whether the writer does without capitals: most sentences begin small, or "i" is small."""
    first = [token for token in found if token.first]
    small = sum(not token.capital for token in first)
    return small * 2 > len(first) or any(
        token.text in ("i", "im", "ive", "ill", "i'm", "i’m", "i've") for token in found
    )
