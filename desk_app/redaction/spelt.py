"""Names that are spelt out, said how they sound, torn apart, drawn out or half hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk_app.redaction.marks import NAME_REMOVED, Kind, Mark
from desk_app.redaction.surroundings import Surroundings
from desk_app.redaction.tokens import normal
from desk_app.redaction.words import listed

_LETTERS = re.compile(r"(?<![\w-])[A-Za-z](?:(?: ?[-–.] ?| )[A-Za-z]){2,}(?![\w-])")
_SOUNDS_LIKE = re.compile(
    r"\b(?:spelt|spelled|pronounced|sounds like|rhymes with|say it|you say)[:,]? (?:as |like |it "
    r")?[\"“'‘]?([^\W\d_][\w'’-]+)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"(?<![\w*])[^\W\d_]+\*+[^\W\d_]*(?![\w*])")
_DRAWN_OUT = re.compile(r"\b\w*([^\W\d_])\1\1\w*\b")
_SHORTEST = 5
_STOP = listed("place_stop") | listed("determiners")


class Spelt(Surroundings):
    """Marks of such names; of others than those on the case only where a name is spelt out or its sound is given."""

    def _case_mark(self, start: int, end: int, reason: str, n: int) -> Mark:
        return Mark(start, end, Kind.NAME, reason, NAME_REMOVED, who=f"case {n}", known=True)

    def _spelt(self) -> Iterator[Mark]:
        for match in _LETTERS.finditer(self.text):
            word = "".join(letter for letter in match[0] if letter.isalpha()).casefold()
            n = self.case.words.get(word, self.case.forms.get(word))
            if n is not None:
                yield self._case_mark(match.start(), match.end(), "A name on the case, spelt out.", n)
            elif "-" in match[0] and match[0].isupper() and len(word) > 3:
                yield Mark(match.start(), match.end(), Kind.NAME, "A word spelt out.", NAME_REMOVED, who=f"name {word}")
        for match in _SOUNDS_LIKE.finditer(self.text):
            word = normal(match[1])
            if not self.words.is_word(word) and word not in self.words.relations:
                yield Mark(
                    match.start(1),
                    match.end(1),
                    Kind.NAME,
                    "How a name sounds or is spelt.",
                    NAME_REMOVED,
                    who=f"name {word}",
                )
        for match in _HIDDEN.finditer(self.text):
            if (n := self._hidden(match[0])) is not None:
                yield self._case_mark(match.start(), match.end(), "A name on the case, half hidden.", n)
        for match in _DRAWN_OUT.finditer(self.text):
            for word in (re.sub(r"(.)\1{2,}", r"\1", match[0]), re.sub(r"(.)\1{2,}", r"\1\1", match[0])):
                n = self.case.words.get(normal(word), self.case.forms.get(normal(word)))
                if n is not None:
                    yield self._case_mark(match.start(), match.end(), "A name on the case, drawn out.", n)
                    break

    def _hidden(self, word: str) -> int | None:
        """Whose name is half hidden: Sh*ron, M****."""
        shape = re.compile(
            re.escape(word.casefold()).replace(r"\*", ".?")
            if word.count("*") > 1
            else re.escape(word.casefold()).replace(r"\*", ".")
        )
        return next((n for name, n in self.case.words.items() if shape.fullmatch(name)), None)

    def _in_pieces(self) -> Iterator[Mark]:
        """A name of the case in two words or over the end of a line: "silly toe", "An gela", "Ange-\\nla"."""
        for one, two in zip(self.tokens, self.tokens[1:], strict=False):
            torn = two.gap in ("-\n", "- ", "-\r\n")
            if not (two.joined or torn) or len(one.norm) + len(two.norm) < _SHORTEST - torn:
                continue
            word = one.norm + two.norm
            n = self.case.words.get(word)
            if n is None and (torn or not (one.norm in self.case.words or two.norm in self.case.words)):
                n = self.case.nearly(word) if torn else self.case.same_sound(word)
            if n is not None and not (one.norm in _STOP and two.norm in _STOP):
                yield self._case_mark(one.start, two.end, "A name on the case, in two pieces.", n)
