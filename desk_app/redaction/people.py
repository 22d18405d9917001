"""Names of people in a text: those of the case, those of the store, and other words that are likely names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk_app.redaction.cues import (
    BEFORE_INITIAL,
    KIN,
    LONE_INITIAL,
    NICKNAME_WITHIN,
    NUMBERED_NAME,
    NUMBERED_TITLE,
    PARTICLES,
    QUOTED,
    SAID_BEFORE,
    SMALL_TITLES,
    TITLE_AFTER,
    TITLES_BEFORE,
)
from desk_app.redaction.initials import Initials
from desk_app.redaction.known_names import KnownNames
from desk_app.redaction.likely_names import LikelyNames
from desk_app.redaction.marks import NAME_REMOVED, Kind, Mark
from desk_app.redaction.signatures import signed
from desk_app.redaction.slips import SCANNED, read_as
from desk_app.redaction.spelt import Spelt

_NANNIES = KIN - {"big", "little", "nan", "gran", "taid"}
"""Those that belong to a name in small letters too: "nanny jean"."""


class Reader(KnownNames, LikelyNames, Initials, Spelt):
    """Reads the names out of one text."""

    def marks(self) -> Iterator[Mark]:
        """Marks of names. They may lie over other marks."""
        self._known()
        self._likely()
        for at in signed(self.text, self.tokens):
            self.says.setdefault(at, (f"name {self.tokens[at].norm}", False, "Where a letter is signed."))
        yield from self._runs()
        yield from self._nicknames()
        yield from self._numbered()
        yield from self._spelt()
        yield from self._in_pieces()
        yield from self._initials()
        yield from self._scanned()

    def _scanned(self) -> Iterator[Mark]:
        """Names of the case with a digit in them, as a reader of paper sees them: Ange1a, J0rdan."""
        for match in SCANNED.finditer(self.text):
            for word in read_as(match[0]):
                n = self.case.words.get(word, self.case.nearly(word))
                if n is not None:
                    reason = "It may be a name on the case, read wrongly from paper."
                    yield Mark(match.start(), match.end(), Kind.NAME, reason, NAME_REMOVED, who=f"case {n}", known=True)
                    break

    def _numbered(self) -> Iterator[Mark]:
        """ "Sgt. 219 Lamb": a title, a number, and what may be a word."""
        for match in NUMBERED_NAME.finditer(self.text):
            said = f"name {match[1].casefold()}"
            yield Mark(match.start(), match.end(), Kind.NAME, "A title, a number and a name.", NAME_REMOVED, who=said)

    def _known(self) -> None:
        for at, token in enumerate(self.tokens):
            said = self._of_the_case(at, token) or self._of_the_store(at, token)
            if said:
                self.says[at] = said

    def _likely(self) -> None:
        for at, token in enumerate(self.tokens):
            if at in self.says or len(token.norm) < 2:
                continue
            reason = self._likely_name(at, token)
            if reason:
                self.says[at] = (f"name {token.norm}", False, reason)

    def _runs(self) -> Iterator[Mark]:
        at = 0
        while at < len(self.tokens):
            if at not in self.says:
                at += 1
                continue
            first, last = self._widened(at)
            told = [self.says[n] for n in range(first, last + 1) if n in self.says]
            who, known, reason = next((said for said in told if said[1]), told[0])
            start, end = self._with_initials(first, last)
            if title := TITLE_AFTER.match(self.text, end):
                end = title.end()
            if nickname := NICKNAME_WITHIN.match(self.text, end):
                end = nickname.end()
            yield Mark(start, end, Kind.NAME, reason, NAME_REMOVED, who=who, known=known)
            at = last + 1

    def _widened(self, at: int) -> tuple[int, int]:
        """The run of names around a word: first names, particles and surnames that belong to it."""
        first = last = at
        while last + 1 < len(self.tokens) and self._belongs(last, last + 1):
            last += 1
        if (
            last + 2 < len(self.tokens)
            and self.tokens[last + 1].norm in PARTICLES
            and self.tokens[last + 1].joined
            and self._belongs(last + 1, last + 2)
        ):
            last += 2
        while first and first - 1 not in self.says and self._belongs_before(first - 1, first):
            first -= 1
        before = self._before(first)
        if (
            before is not None
            and self.tokens[first].joined
            and (
                self._is_title(first - 1)
                or (
                    before.norm in KIN
                    and (before.capital or (before.norm in _NANNIES and not self.tokens[first].capital))
                )
            )
        ):
            first -= 1
        return first, last

    def _belongs(self, one: int, other: int) -> bool:
        """Whether the next word goes on with the name."""
        token = self.tokens[other]
        if not token.joined or self.tokens[one].possessive:
            return False
        if other in self.says:
            return True
        kept = self.words
        if self.casual and not self.welsh and not token.capital and one in self.says and self.says[one][1]:
            return (
                len(token.norm) > 2
                and not kept.is_word(token.norm)
                and not (token.norm in kept.relations or token.norm in kept.ordinary)
            )
        if not token.capital or (token.shouted and not self.shouted) or self.shouted:
            return False
        if (token.norm in kept.no_names and token.norm not in kept.ambiguous) or token.norm in self.keep:
            return False
        after_first = self.tokens[one].norm in kept.first and self.tokens[one].capital and len(token.norm) > 1
        return token.norm not in kept.bodies and (
            after_first
            or token.norm not in kept.ordinary
            or token.norm in kept.ambiguous
            or token.norm in kept.surnames
        )

    def _belongs_before(self, one: int, other: int) -> bool:
        """Whether the word before begins the name: a first name in no list before a surname."""
        token, kept = self.tokens[one], self.words
        if not self.tokens[other].joined or self.tokens[other].gap != " " or not token.capital or token.possessive:
            return False
        if self.shouted:
            return token.norm in kept.first and token.norm not in kept.no_names
        if (
            token.norm in SAID_BEFORE
            or token.norm in kept.no_names
            or token.norm in kept.bodies
            or token.norm in self.keep
        ):
            return False
        if token.norm in KIN or token.norm in kept.places:
            return False
        if token.first and token.norm in kept.welsh:
            return False
        if token.norm in kept.ambiguous:
            return not token.first or token.norm in kept.first
        return not (
            kept.says_nothing(token.norm)
            or (token.first and (token.norm in kept.relations or self._welsh_sentence(one)))
        )

    def _with_initials(self, first: int, last: int) -> tuple[int, int]:
        start, end = self.tokens[first].start, self.tokens[last].end
        while self.text[end : end + 1].isdigit():  # a name on a forum
            end += 1
        if self.tokens[last].possessive:
            pass
        elif len(self.tokens[last].norm) == 1 and self.text[end : end + 1] == ".":
            end += 1
        elif after := LONE_INITIAL.match(self.text, end):
            letter = after[0].strip(" .")
            theirs = letter not in ("I", "A") or (
                last in self.says and self.says[last][1] and self.case.by_surname_initial(letter) is not None
            )
            if letter and after[0].startswith(" ") and theirs:
                end = after.end()
        else:
            end = self._end_with_letters(last, end)
        if before := BEFORE_INITIAL.search(self.text, 0, start):
            letters = re.sub(r"[\s.]", "", before[0])
            if not (len(letters) == 1 and letters in "IAYO" and "." not in before[0]):
                start = before.start()
        return self._with_titles(start), end

    def _with_titles(self, start: int) -> int:
        """Where the titles before a name begin: "His Honour Judge", "Mr and Mrs", "Revd Canon"."""
        if numbered := NUMBERED_TITLE.search(self.text, max(0, start - 20), start):
            return numbered.start()
        at = next((n for n, token in enumerate(self.tokens) if token.start >= start), len(self.tokens))
        begins, titled = start, False
        if at < len(self.tokens) and self.tokens[at].start == start and self._is_title(at):
            titled = True
        while at and self.text[self.tokens[at - 1].end : begins].strip() in ("", ".") and self._is_title(at - 1):
            at -= 1
            begins, titled = self.tokens[at].start, True
        if titled and (more := TITLES_BEFORE.search(self.text, max(0, begins - 40), begins)):
            said = more[0].split()
            while said and said[0].casefold().strip(".") in {"the", "and", "&", "or", "a"} and said[:1] != ["The"]:
                said.pop(0)
            if said and not set(said) <= {"His", "Her", "Your"}:
                begins = more.start() + more[0].index(said[0])
        return begins

    def _is_title(self, at: int) -> bool:
        token = self.tokens[at]
        return token.norm in SAID_BEFORE and (token.capital or token.norm in SMALL_TITLES)

    def _nicknames(self) -> Iterator[Mark]:
        for match in QUOTED.finditer(self.text):
            word = match[1].split()[0]
            quoted = self.text[match.start(1) - 1] in "\"“'‘("
            norm = word.casefold()
            if norm in self.words.no_names or (
                norm in self.words.ordinary and not quoted and "likes" not in match[0] and "known as" not in match[0]
            ):
                continue
            if norm in self.keep or norm in self.words.bodies or norm in {"i", "it", "a", "the"}:
                continue
            end = match.end(1)
            if not quoted and " " in match[1] and match[1].split()[1].casefold() in self.words.ordinary:
                end = match.start(1) + len(word)
            covered = re.sub(r"['’]s$", "", self.text[match.start(1) : end])
            yield Mark(
                match.start(1),
                match.start(1) + len(covered),
                Kind.NAME,
                "A nickname.",
                NAME_REMOVED,
                who=f"name {norm}",
            )
