"""The names that the store knows, prepared so that a text is looked through fast, however many there are.

Those on the case are found in any form: alone, shortened, misspelt by a letter, in small letters, as initials. Those of
everybody else only where the text leaves little doubt: among a hundred thousand people every word is somebody's name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise

from desk_app import short_names
from desk_app.redaction.heard import Heard
from desk_app.redaction.more_short_names import more_forms
from desk_app.redaction.pet_forms import PetForms
from desk_app.redaction.slips import Slips
from desk_app.redaction.tokens import pieces, plain, some

TITLES = some("mr mrs miss ms mx dr prof professor sir lady lord rev revd reverend pc sgt cllr councillor nurse sister")
_SIGNS = str.maketrans(dict.fromkeys('.,()"“”', " "))
ANONYMOUS = some("anonymous unknown not known none the a an of and")


class Names:
    """Names of people. `who` of a word is the number of the first person who has it."""

    def __init__(self, names: Iterable[str]) -> None:
        self.words: dict[str, int] = {}
        self._pairs: set[tuple[str, str]] = set()
        self._initials: dict[str, int] = {}
        self._surname_initials: dict[str, int] = {}
        self._letters: dict[str, int] = {}
        self.size = 0
        for name in names:
            self._add(name)

    def _add(self, name: str) -> None:
        parts = name.translate(_SIGNS).split()
        if parts and parts[0].casefold() in TITLES:
            parts = parts[1:]
        own = [word for part in parts if (word := plain(part)) and word not in ANONYMOUS]
        if not own:
            return
        n = self.size
        self.size += 1
        for word in own:
            self.words.setdefault(word, n)
        for part in parts:
            if "-" in part:
                split = pieces(part)
                for word in split:
                    if len(word) > 2:
                        self.words.setdefault(word, n)
                self._pairs.update(pairwise(split))
        self._letters.setdefault(own[0][0], n)
        if len(own) > 1:
            last = own[-1]
            for word in own[:-1]:
                self._pairs.add((word, last))
            letters = "".join(word[0] for part in parts for word in pieces(part))
            for initials in (own[0][0] + last[0], letters, letters[0] + letters[-2:], letters[:-1]):
                if len(initials) > 1:
                    self._initials.setdefault(initials, n)
            self._surname_initials.setdefault(last[0], n)

    def __len__(self) -> int:
        return self.size

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def together(self, one: str, other: str) -> bool:
        """Whether two words are first name and surname of one person, in either order."""
        return (one, other) in self._pairs or (other, one) in self._pairs

    def by_initials(self, letters: str) -> int | None:
        """Who has these initials: two, or all of a name of several words."""
        return self._initials.get(letters.casefold())

    def by_surname_initial(self, letter: str) -> int | None:
        """Whose surname begins so: "Miss O"."""
        return self._surname_initials.get(letter.casefold())

    def by_letter(self, letter: str) -> int | None:
        """Whose first name begins so: "J said"."""
        return self._letters.get(letter.casefold())

    def run_together(self, word: str) -> int | None:
        """Whose names are written as one word: sianpugh."""
        return self._run_together.get(word)

    @cached_property
    def _run_together(self) -> dict[str, int]:
        return {one + other: self.words[other] for one, other in sorted(self._pairs) if other in self.words}

    @cached_property
    def forms(self) -> dict[str, int]:
        """Other forms of the names: Bob of Robert, Jo of Joanne. Only for the few people of a case."""
        out: dict[str, int] = {}
        for word, n in self.words.items():
            for form in (*short_names.forms(word), *more_forms(word)):
                if form not in self.words:
                    out.setdefault(form, n)
        return out

    @cached_property
    def guessed(self) -> dict[str, int]:
        """Forms of the names that no list has: Hanny of Hannah, Nita of Anita. Some are words."""
        out: dict[str, int] = {}
        for word, n in self.words.items():
            for form in _pet_names(word):
                if form not in self.words and form not in self.forms:
                    out.setdefault(form, n)
        return out

    def nearly(self, word: str) -> int | None:
        """Who has a name that differs from the word by one letter: left out, added, mistaken or swapped."""
        return self._slips.meant(word)

    def pet_form(self, word: str) -> int | None:
        """Who may be called so for short: Gwennie of Gwenllian, Pheebs of Phoebe."""
        return self._pets.who(word)

    def heard_as(self, word: str) -> int | None:
        """Who has a name that sounds like the word: Micklewright of "miclewrite"."""
        return self._heard.meant(word)

    def same_sound(self, word: str) -> int | None:
        """Who has a longer name that sounds just like the word: Sillitoe of "sillytoe"."""
        return self._heard.same(word) if len(word) > 6 else None

    @cached_property
    def _heard(self) -> Heard:
        return Heard(self.words)

    @cached_property
    def _slips(self) -> Slips:
        return Slips(self.words)

    @cached_property
    def _pets(self) -> PetForms:
        return PetForms(self.words.items())


def _pet_names(word: str) -> Iterator[str]:
    """Forms that need no list: Hanny of Hannah, Nita of Anita."""
    if len(word) < 5:
        return
    for end in ("y", "ie", "i", "s"):
        yield word[:3] + end
        yield word[:3] + word[2] + end
        yield word[:4] + end
    yield word[:4]
    yield word[-4:]
