"""Names of people in a text: those of the case, those of the store, and other words that are likely names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desk_app.redaction.known import TITLES, Names
from desk_app.redaction.marks import NAME_REMOVED, Kind, Mark
from desk_app.redaction.tokens import Token, pieces, some
from desk_app.redaction.words import Words, words

KIN = some(
    "nanny nana nan gran granny grandma grandad grandpa auntie aunty aunt uncle nain taid modryb ewythr big little"
)
_TITLES = TITLES | {"master", "judge", "father", "sister", "teacher", "miss"}
_MODAL = some("i you we they he she there it the this that a an my your our his her not be have well also as")
_MONTH_BEFORE = some(
    "in since by until till of last next this from during late early mid every and or before after to between mis"
)
_MONTHS = some("may april june august summer autumn mai")
_PLACE_BEFORE = some("in at near around outside through via into yn yng ym leave left visit visited")
_CALLED = some(
    "called named name names nickname nicknamed as signed regards sincerely faithfully thanks cheers love from "
    "cofion gywir"
)
_PARTICLES = some("de da van der den von bin ibn al el ap ab ferch le la mc mac o st")
_AFTER_A_WORD = some("under of to words for in on will would")
_STRONG = some("worker social teacher tutor manager friend mate named called key-worker keyworker neighbour")
_QUOTED = re.compile(
    r"\b(?:known as|nicknamed|called|calls?(?: (?:him|her|me|them|himself|herself))?|goes by|likes to be|"
    r"go by)\s+[\"“'‘(]?(?:(?:called|known as)\s+)?[\"“'‘(]?"
    r"((?-i:[A-Z])[\w'’-]*(?:\s(?-i:[A-Z])[\w'’-]*)?)",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?<![\w.])(?:[A-Z]\.\s?){1,3}[A-Z]\b\.?(?![\w/])")
_LONE_INITIAL = re.compile(r"\s?[A-Z]\b\.?(?![\w'’-])")
_BEFORE_INITIAL = re.compile(r"(?:\b[A-Z]\.?\s?){1,3}$")
_TITLE_AFTER = re.compile(r" \((?:Mrs?|Miss|Ms|Mx|Dr)\.?\)")
_CONTRACTED = re.compile(r"['’](?:d|ve|ll|m|re|t|mon|all|em)$", re.IGNORECASE)
_NO_INITIALS = some("ie eg am pm uk us nb ps re ok tv id cc dob")


@dataclass(frozen=True, slots=True)
class Found:
    """A run of words (first and last token) that names somebody, and how that is known."""

    first: int
    last: int
    reason: str
    known: bool
    who: str = ""


class Reader:
    """Reads the names out of one text. `keep`: words that are to stay, such as those of teams (normal form)."""

    def __init__(self, text: str, found: Sequence[Token], case: Names, store: Names, keep: frozenset[str]) -> None:
        self.text, self.tokens = text, found
        self.case, self.store, self.keep = case, store, keep
        self.words: Words = words()
        capitals = sum(token.shouted for token in found)
        self.shouted = capitals > 3 and capitals * 2 > len(found)
        self.says: dict[int, tuple[str, bool, str]] = {}

    def marks(self) -> Iterator[Mark]:
        """Marks of names. They may lie over other marks."""
        self._known()
        self._likely()
        yield from self._runs()
        yield from self._nicknames()
        yield from self._initials()

    # --- looking around
    def _before(self, at: int) -> Token | None:
        return self.tokens[at - 1] if at else None

    def _after(self, at: int) -> Token | None:
        return self.tokens[at + 1] if at + 1 < len(self.tokens) else None

    def _titled(self, at: int) -> bool:
        before = self._before(at)
        return before is not None and before.norm in _TITLES and self.tokens[at].joined

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
            token.norm in _MONTHS
            and before is not None
            and token.gap.strip(",") in (" ", "")
            and (
                before.norm in _MONTH_BEFORE
                or before.norm in _MONTHS
                or self.text[token.start - 2 : token.start - 1].isdigit()
            )
        ):
            return True
        if token.norm in _MONTHS and re.search(r"\d(?:st|nd|rd|th)?(?:\s+of)?\s*$", self.text[: token.start]):
            return True
        if token.norm in _MONTHS and re.match(
            r",?\s+(?:\d|and (?:june|july)|june)", self.text[token.end :], re.IGNORECASE
        ):
            return True
        if token.norm in self.words.welsh and self._welsh_sentence(at):
            return True
        if not token.first:
            return False
        if lenient:
            return after is not None and after.joined and (after.norm in _MODAL or after.norm in _AFTER_A_WORD)
        if after is None or not after.joined:
            return (
                token.norm not in {"grace", "rose"}
                and after is not None
                and not after.gap.startswith((",", "'", "’", " (", "!"))
            )
        return after.norm in _MODAL or (
            not after.capital and not _says_of_a_person(after.norm) and not token.possessive
        )

    # --- known
    def _known(self) -> None:
        for at, token in enumerate(self.tokens):
            said = self._of_the_case(at, token) or self._of_the_store(at, token)
            if said:
                self.says[at] = said

    def _of_the_case(self, at: int, token: Token) -> tuple[str, bool, str] | None:
        case, word = self.case, token.norm
        if len(word) < 2 or word in TITLES:
            return None
        n = case.words.get(word)
        if n is None and "-" in token.text:
            n = next((case.words[part] for part in pieces(token.text) if part in case.words), None)
        if n is not None:
            if self._stands_for_a_word(at, token) and not self._next_to_known(at):
                return None
            return f"case {n}", True, "The name of somebody on the case."
        if not token.capital and (word in self.words.ordinary or word in self.words.ambiguous):
            return None
        n = case.forms.get(word)
        plain = (
            word in self.words.ordinary
            or word in self.words.ambiguous
            or word in self.words.no_names
            or word in self.words.welsh
        )
        if n is not None and (token.capital or word not in self.words.ordinary):
            if len(word) < 3 and not token.capital:
                return None
            if not plain or (token.capital and not token.first) or (token.capital and not self._word_like(at)):
                return f"case {n}", True, "A short form of a name on the case."
        if word in self.words.places or word in self.keep:
            return None
        n = case.nearly(word)
        if (
            n is not None
            and word not in self.words.no_names
            and ((token.capital and not token.first) or not self.words.says_nothing(word))
            and not (word in self.words.ordinary and not self._next_to_known(at) and len(word) < 5)
        ):
            return f"case {n}", True, "One letter away from a name on the case."
        return None

    def _stands_for_a_word(self, at: int, token: Token) -> bool:
        """Whether a word that is somebody's name is only the word here."""
        word = token.norm
        if word in self.keep and not token.capital:
            return True
        if self._titled(at) or (token.possessive and word not in self.words.common):
            return False
        if word in self.words.ambiguous or word in self.words.no_names:
            return self._word_like(at, lenient=True)
        if word in self.words.ordinary or word in self.words.places or word in self.words.street_ends:
            if not token.capital:
                return not token.possessive or word in self.words.common
            return token.first and not self._ends_alone(at) and self._word_like(at, lenient=True)
        return False

    def _ends_alone(self, at: int) -> bool:
        """Whether the word is a line or sentence of its own, like a signature."""
        after = self._after(at)
        return after is None or "\n" in after.gap

    def _next_to_known(self, at: int) -> bool:
        """Whether the other name of the same person stands beside it, written alike."""
        one = self.tokens[at]
        near = [self.tokens[n] for n in self._beside(at)]
        return any(self.case.together(one.norm, two.norm) and one.capital == two.capital for two in near)

    def _of_the_store(self, at: int, token: Token) -> tuple[str, bool, str] | None:
        store, word = self.store, token.norm
        if word not in store or len(word) < 2 or word in TITLES:
            return None
        n = store.words[word]
        for near in self._beside(at):
            other = self.tokens[near]
            if store.together(word, other.norm) and token.capital and other.capital:
                return f"store {n}", True, "The name of somebody in the store."
        if not token.capital or word in self.keep or self.shouted:
            return None
        plain = (
            word in self.words.ordinary
            or word in self.words.ambiguous
            or word in self.words.no_names
            or word in self.words.welsh
        )
        if plain or word in self.words.places or word in self.words.bodies or word in self.words.street_ends:
            return None
        return f"store {n}", True, "Somebody in the store has this name."

    # --- likely
    def _likely(self) -> None:
        for at, token in enumerate(self.tokens):
            if at in self.says or len(token.norm) < 2:
                continue
            reason = self._likely_name(at, token)
            if reason:
                self.says[at] = (f"name {token.norm}", False, reason)

    def _likely_name(self, at: int, token: Token) -> str:
        kept = self.words
        word, before = token.norm, self._before(at)
        if word in self.keep or word in TITLES or word in KIN or _CONTRACTED.search(token.text):
            return ""
        if self._titled(at) and (token.capital or word in kept.surnames | kept.first):
            return "" if word in kept.no_names and word not in kept.ambiguous else "A word after a title."
        if not token.capital:
            cue = before is not None and before.norm in _STRONG and token.joined and word in kept.first
            named = word in kept.small_names or (cue and word not in kept.ordinary)
            return "A first name in small letters." if named and word not in kept.relations | kept.ambiguous else ""
        if word in kept.no_names and word not in kept.ambiguous:
            return ""
        if self._in_a_body(at) or word in kept.places:
            return ""
        if before is not None and before.norm in KIN and before.capital and token.joined and word not in kept.ordinary:
            return f"A word after “{before.text}”."
        if word in kept.ambiguous:
            return self._ambiguous(at, token)
        if word in kept.first:
            return "A first name."
        if token.shouted and (self.shouted or len(word) < 6 or word in kept.ordinary):
            return ""
        introduced = self._introduced(at)
        if introduced and word not in kept.common and word not in kept.bodies:
            return introduced
        if token.first:
            plain = kept.says_nothing(word) or self._welsh_sentence(at)
            return "" if plain else self._unknown(at, token)
        if word in kept.ordinary or word in kept.bodies or word in kept.welsh:
            return ""
        return self._unknown(at, token)

    def _ambiguous(self, at: int, token: Token) -> str:
        """A name that is a word too: only with something beside it that speaks for the name."""
        if self._word_like(at):
            return ""
        after = self._after(at)
        beside = after is not None and after.joined and after.capital and after.norm in self.words.surnames
        does = (
            after is not None
            and after.joined
            and after.norm in _PERSONAL - {"is", "was", "and", "also", "made", "makes", "always"}
        )
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
        if before is not None and before.norm in _PLACE_BEFORE and token.joined:
            return ""
        if (
            before is not None
            and before.joined
            and before.capital
            and at >= 2
            and self.tokens[at - 2].norm in _PLACE_BEFORE
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
        return (
            ""
            if token.shouted or any(letter.isupper() for letter in token.text[1:])
            else "A capitalised word that is in no dictionary."
        )

    def _introduced(self, at: int) -> str:
        """What comes before it that speaks for a name: a relation, a role, "called", a closing line."""
        token, before = self.tokens[at], self._before(at)
        if before is None or not token.capital:
            return ""
        gap = token.gap.strip()
        if before.norm in self.words.relations and gap in ("", ",", "(", "“", '"', ":", "-", "–"):
            return f"A capitalised word after “{before.text}”."
        if before.norm in _CALLED and gap in ("", ",", ":", "“", '"', "‘", "'"):
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
        if last == at and first == at:
            return False
        return any(
            token.norm in kept.bodies or (token.norm in kept.street_ends and n > 0)
            for n, token in enumerate(self.tokens[first : last + 1])
        )

    def _welsh_sentence(self, at: int) -> bool:
        near = self.tokens[at + 1 : at + 9]
        return sum(token.norm in self.words.welsh for token in near) >= 2

    # --- from words to marks
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
            if title := _TITLE_AFTER.match(self.text, end):
                end = title.end()
            yield Mark(start, end, Kind.NAME, reason, NAME_REMOVED, who=who, known=known)
            at = last + 1

    def _widened(self, at: int) -> tuple[int, int]:
        """The run of names around a word: first names, particles and surnames that belong to it."""
        first = last = at
        while last + 1 < len(self.tokens) and self._belongs(last, last + 1):
            last += 1
        if (
            last + 2 < len(self.tokens)
            and self.tokens[last + 1].norm in _PARTICLES
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
            and (before.norm in _TITLES or (before.norm in KIN and before.capital))
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
        if not token.capital or (token.shouted and not self.shouted) or self.shouted:
            return False
        if (token.norm in kept.no_names and token.norm not in kept.ambiguous) or token.norm in self.keep:
            return False
        return token.norm not in kept.bodies and (
            token.norm not in kept.ordinary or token.norm in kept.ambiguous or token.norm in kept.surnames
        )

    def _belongs_before(self, one: int, other: int) -> bool:
        """Whether the word before begins the name: a first name in no list before a surname."""
        token, kept = self.tokens[one], self.words
        if (
            not self.tokens[other].joined
            or self.tokens[other].gap != " "
            or not token.capital
            or token.possessive
            or self.shouted
        ):
            return False
        if token.norm in _TITLES or token.norm in kept.no_names or token.norm in kept.bodies or token.norm in self.keep:
            return False
        if token.norm in KIN or token.norm in kept.places:
            return False
        if token.norm in kept.ambiguous:
            return not token.first or token.norm in kept.first
        return not (
            kept.says_nothing(token.norm)
            or (token.first and (token.norm in kept.relations or self._welsh_sentence(one)))
        )

    def _with_initials(self, first: int, last: int) -> tuple[int, int]:
        start, end = self.tokens[first].start, self.tokens[last].end
        if self.tokens[last].possessive:
            pass
        elif after := _LONE_INITIAL.match(self.text, end):
            letter = after[0].strip(" .")
            if letter and after[0].startswith(" ") and letter not in ("I", "A"):
                end = after.end()
        if before := _BEFORE_INITIAL.search(self.text, 0, start):
            letters = re.sub(r"[\s.]", "", before[0])
            if not (len(letters) == 1 and letters in "IA" and "." not in before[0]):
                start = before.start()
        return start, end

    def _nicknames(self) -> Iterator[Mark]:
        for match in _QUOTED.finditer(self.text):
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

    def _initials(self) -> Iterator[Mark]:
        for match in _INITIALS.finditer(self.text):
            letters = re.sub(r"[\s.]", "", match[0]).casefold()
            if letters in _NO_INITIALS or len(letters) > 3:
                continue
            n = self.case.by_initials(letters[0] + letters[-1])
            who, known = (f"case {n}", True) if n is not None else (f"name {letters}", False)
            yield Mark(match.start(), match.end(), Kind.NAME, "Initials.", NAME_REMOVED, who=who, known=known)


_PERSONAL = some(
    "is was has had does did went goes said says told asked came comes never always loves loved likes liked lives "
    "lived wants wanted needs needed cried cries got gets made makes helped helps rang visited left kept listened "
    "took gave and also who whose i has hasnt isnt wasnt didnt doesnt yw oedd"
) - {"i"}


def _says_of_a_person(word: str) -> bool:
    return word in _PERSONAL
