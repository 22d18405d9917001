"""Names given by their first letters: A.F., tj, "J said", Megan L-T, chloe m, Mr K."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk_app.redaction.cues import CASE_INITIALS, INITIALS, NO_INITIALS, SAYS, SAYS_LITTLE, TITLED_LETTER, TOLD
from desk_app.redaction.marks import NAME_REMOVED, Kind, Mark
from desk_app.redaction.surroundings import Surroundings
from desk_app.redaction.words import listed

_SMALL = re.compile(r"(?<![\w@./'’-])[a-z]{2,3}(?![\w@/-]|[.'’][\w@])")
_WITH_SIGNS = re.compile(r"(?<![\w.])(?:[A-Za-z][.&-]\s?){1,3}[A-Za-z]\b(?:\.(?=\W|$))?(?![\w/-])")
_ALONE = re.compile(r"(?<![\w.,/'’&-])[A-Z](?=[\s,;:)?!]|['’]s\b|\.(?:\s|$)|$)(?! ?[&+/])")
_NO_LETTER_BEFORE = re.compile(
    r"(?:\b(?:year|yr|class|plan|option|vitamin|hepatitis|hep|stage|part|section|page|form|block|wing|"
    r"ward|flat|unit|room|type|"
    r"group|grade|level|team|set|size|appendix|annex|schedule|box|gate|platform|line|zone|band|"
    r"category|cat|bus|number|route|"
    r"letter|mr|mrs|ms|miss|the|an?|point|para|paragraph|item|exhibit|house|vehicle|person|child|i)\.?|\d|£)\s?$",
    re.IGNORECASE,
)
_PART = re.compile(r" [A-Z](?:-[A-Z]){1,2}\b\.?|-[A-Z]\b")
_NO_LETTER = frozenset("AIOXYUN")
"""Letters that are words, kisses or short for "you" and "and"."""


class Initials(Surroundings):
    """Marks of initials: those of people on the case in any form, those of others by their stops or title."""

    def _initials(self) -> Iterator[Mark]:
        yield from self._titled_letters()
        yield from self._with_stops()
        yield from self._small_initials()
        if not self.shouted:
            yield from self._capitals()
            yield from self._one_letter()

    def _mark(self, match: re.Match[str], reason: str, n: int | None, said: str = "") -> Mark:
        who = f"case {n}" if n is not None else f"name {said}"
        return Mark(match.start(), match.end(), Kind.NAME, reason, NAME_REMOVED, who=who, known=n is not None)

    def _titled_letters(self) -> Iterator[Mark]:
        for match in TITLED_LETTER.finditer(self.text):
            n = self.case.by_surname_initial(match[0].rstrip(".")[-1])
            yield self._mark(match, "A title and an initial.", n, match[0].casefold())

    def _capitals(self) -> Iterator[Mark]:
        for match in CASE_INITIALS.finditer(self.text):
            n = self.case.by_initials(match[0])
            if n is not None and match[0].casefold() not in listed("never_initials"):
                yield self._mark(match, "Initials of somebody on the case.", n)

    def _with_stops(self) -> Iterator[Mark]:
        for match in INITIALS.finditer(self.text):
            letters = re.sub(r"[\s.]", "", match[0]).casefold()
            n = self.case.by_initials(letters[0] + letters[-1])
            abbreviation = letters in (NO_INITIALS if n is None else listed("never_initials"))
            if not abbreviation and len(letters) <= 3:
                yield self._mark(match, "Initials.", n, letters)
        for match in _WITH_SIGNS.finditer(self.text):
            letters = re.sub(r"[^A-Za-z]", "", match[0]).casefold()
            n = self.case.by_initials(letters)
            if n is not None and letters not in NO_INITIALS and letters not in listed("small_pairs"):
                yield self._mark(match, "Initials of somebody on the case.", n)

    def _small_initials(self) -> Iterator[Mark]:
        """ "she calls me tj": two or three small letters that are no word and no abbreviation."""
        for match in _SMALL.finditer(self.text):
            letters = match[0]
            n = self.case.by_initials(letters)
            if n is None or letters in listed("never_initials"):
                continue
            if (letters in NO_INITIALS or letters in listed("small_pairs")) and not self._somebody_at(match):
                continue
            if len(letters) > 2 and self.words.is_word(letters):
                continue
            yield self._mark(match, "Initials of somebody on the case, in small letters.", n)

    def _somebody_at(self, match: re.Match[str]) -> bool:
        """Whether somebody is told something, or says something, where these letters stand."""
        before = self.text[max(0, match.start() - 16) : match.start()].split()
        after = self.text[match.end() : match.end() + 16].split()
        told = bool(before) and before[-1].casefold() in TOLD
        return told or (bool(after) and after[0].casefold() in SAYS and after[0].casefold() not in SAYS_LITTLE)

    def _one_letter(self) -> Iterator[Mark]:
        """ "J said he would", as officers write: the first letter of a name on the case."""
        for match in _ALONE.finditer(self.text):
            before = self.text[max(0, match.start() - 14) : match.start()]
            n = self.case.by_letter(match[0])
            if n is None or match[0] in _NO_LETTER or _NO_LETTER_BEFORE.search(before):
                continue
            yield self._mark(match, "The first letter of a name on the case.", n)

    def _ends_after(self, letter: str, end: int) -> bool:
        """Whether a small letter is more than "c u later": most letters, or any before a stop."""
        return (
            letter in "defghjlmpqtvwz"
            or self.text[end : end + 1] in {"", ".", ",", "\n", ")"}
            or self.text[end : end + 2] == (" (")
        )

    def _end_with_letters(self, last: int, end: int) -> int:
        """Where a name ends that goes on with initials: "Megan L-T", "chloe m" of somebody on the case."""
        if found := _PART.match(self.text, end):
            return found.end()
        after = self.tokens[last + 1] if last + 1 < len(self.tokens) else None
        if after is None or not after.joined or len(after.text) > 1 or not after.text.islower() or after.possessive:
            return end
        if last in self.says and self.says[last][1] and self.case.by_surname_initial(after.text) is not None:
            return after.end
        first = self.tokens[last].norm in self.words.first and after.text not in "aiunxr"
        return after.end if first and self._ends_after(after.text, after.end) else end
