"""Names of the people on the case, found in a text in any form, and names of others whom the store knows.

Each way in which a name may be written is a rule: as it is, shortened, as a pet, with a letter wrong, as it is heard,
in Welsh. It errs towards marking: of names that are words too only those that everybody writes need more beside them.
"""

from __future__ import annotations

from desk_app.redaction.known import TITLES
from desk_app.redaction.meant import Meant
from desk_app.redaction.mutations import unmutated
from desk_app.redaction.tokens import Token, pieces
from desk_app.redaction.words import listed

Said = tuple[str, bool, str]
"""Who it names, whether the store knows them, and the reason."""


class KnownNames(Meant):
    """Of each word who it names; None: nobody."""

    def _of_the_case(self, at: int, token: Token) -> Said | None:
        word = token.norm
        if len(word) < 2 or word in TITLES:
            return None
        for rule in (self._named, self._shortened, self._petted, self._misspelt):
            if said := rule(at, token):
                return said
        return self._as_heard(token) or self._mutated(token)

    def _named(self, at: int, token: Token) -> Said | None:
        """A name as it is, a part of a double one, or several of a family."""
        n = self._whose(at, token)
        if n is None:
            return None
        owner = token.norm not in self.case.words and self._owns(at)
        if self._only_a_word(at, token) and not owner and not self._next_to_known(at):
            return None
        return f"case {n}", True, "The name of somebody on the case."

    def _whose(self, at: int, token: Token) -> int | None:
        case, word = self.case, token.norm
        n = case.words.get(word)
        if n is None and "-" in token.text:
            n = next((case.words[part] for part in pieces(token.text) if part in case.words), None)
        if n is None:
            n = case.run_together(word)
        if n is None and token.capital and self._led_by_the(at):
            n = case.words.get(word.removesuffix("es"), case.words.get(word.removesuffix("s")))
        if n is None and word.endswith("s") and at - 1 in self.says and token.joined:
            n = case.words.get(word[:-1])
        return self._without_s(at, token, case.words) if n is None else n

    def _without_s(self, at: int, token: Token, names: dict[str, int]) -> int | None:
        """ "poppys mum", "the Pughs": an s that is no part of the name."""
        word = token.norm
        stem = word.removesuffix("s")
        if stem == word or len(stem) < 3 or stem not in names:
            return None
        if (self.words.is_word(word) or word in self.words.first) and not self._owns(at):
            return None
        return names[stem]

    def _owns(self, at: int) -> bool:
        """Whether what follows is somebody's: "norms boss", "wills room"."""
        after = self._after(at)
        if after is None or not after.joined:
            return False
        return after.norm in self.words.relations or after.norm in listed("owned")

    def _shortened(self, at: int, token: Token) -> Said | None:
        forms, word = self.case.forms, token.norm
        n = forms.get(word)
        if n is None:
            n = self._without_s(at, token, forms)
        if n is None and (
            word not in self.words.common or word in self.words.first or (token.capital and not token.first)
        ):
            n = self.case.guessed.get(word)
        if n is None or (len(word) < 3 and not token.capital and not self._meant_in_small(at)):
            return None
        beside = self._beside_a_surname(at)
        if not beside and self._only_a_word(at, token):
            return None
        if not beside and not token.capital and self._is_ordinary(word) and not self._meant_in_small(at):
            return None
        return f"case {n}", True, "A short form of a name on the case."

    def _beside_a_surname(self, at: int) -> bool:
        """Whether a name of the case that is no common word follows: "ROB INCE-HOWELLS"."""
        after = self._after(at)
        if after is None or not after.joined or self.tokens[at].possessive:
            return False
        return any(part in self.case.words and not self._everyday(part) for part in (after.norm, *pieces(after.text)))

    def _is_ordinary(self, word: str) -> bool:
        kept = self.words
        return word not in kept.first and (
            word in kept.ordinary or kept.in_dictionary(word) or (self.welsh and word in kept.welsh)
        )

    def _petted(self, at: int, token: Token) -> Said | None:
        n = self._pet_form(at, token)
        return None if n is None else (f"case {n}", True, "It may be a short form of a name on the case.")

    def _misspelt(self, at: int, token: Token) -> Said | None:
        kept, word = self.words, token.norm
        if word in kept.places or word in self.keep or word in kept.no_names:
            return None
        if not token.capital and (word in kept.ordinary or word in kept.ambiguous) and not self._small(at):
            return None
        n = None if word in self.case.words else self.case.nearly(word)
        if n is None or (word in kept.ordinary and len(word) < 5 and not self._next_to_known(at)):
            return None
        if not (token.capital and not token.first) and self._says_nothing(word):
            return None
        return f"case {n}", True, "One letter away from a name on the case."

    def _says_nothing(self, word: str) -> bool:
        kept = self.words
        return (
            word in kept.ordinary or word in kept.seen or word in kept.no_names or (self.welsh and word in kept.welsh)
        )

    def _as_heard(self, token: Token) -> Said | None:
        """Of words in no list and no dictionary only."""
        kept, word = self.words, token.norm
        if word in kept.places or word in self.keep or word in kept.no_names or word in kept.bodies:
            return None
        if self.shouted and kept.is_word(word):
            return None
        if kept.is_word(word) or (self.welsh and word in kept.welsh) or (not token.capital and word in kept.relations):
            return None
        n = None if word in self.case.words else self.case.heard_as(word)
        return None if n is None else (f"case {n}", True, "It sounds like a name on the case.")

    def _mutated(self, token: Token) -> Said | None:
        """ "i Gatrin", "gan Fethan": a Welsh name after a word that changes its first letter."""
        word = token.norm
        if not token.capital or not self.welsh or token.first or self.words.is_word(word):
            return None
        n = next((self.case.words[name] for name in unmutated(word) if name in self.case.words), None)
        return None if n is None else (f"case {n}", True, "A name on the case, with another first letter in Welsh.")

    def _led_by_the(self, at: int) -> bool:
        before = self._before(at)
        return before is not None and self.tokens[at].joined and before.norm == "the"

    def _pet_form(self, at: int, token: Token) -> int | None:
        """Who on the case may be called so: a word in no list, or a capital within a sentence."""
        kept, word = self.words, token.norm
        if word in kept.places or word in self.keep:
            return None
        if word in kept.no_names or word in kept.first or word in kept.bodies:
            return None
        if self.welsh and word in kept.welsh:
            return None
        if self._names_itself(at):
            return self.case.pet_form(word)
        if not token.capital:
            if (word in kept.common and len(word) < 5) or not (self.casual or self._small(at)):
                return None
            heard = kept.in_dictionary(word) or word in kept.relations or (len(word) < 5 and word in kept.ordinary)
            unheard = not heard and not (len(word) < 5 and kept.is_word(word))
            return self.case.pet_form(word) if unheard and (self._small(at) or len(word) > 3) else None
        if kept.is_word(word) or (token.first and word in kept.common):
            return None
        return self.case.pet_form(word)

    def _next_to_known(self, at: int) -> bool:
        """Whether the other name of the same person stands beside it, written alike."""
        one = self.tokens[at]
        near = [self.tokens[n] for n in self._beside(at)]
        return any(self.case.together(one.norm, two.norm) and one.capital == two.capital for two in near)

    def _of_the_store(self, at: int, token: Token) -> Said | None:
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
        kept = self.words
        plain = word in kept.ordinary or word in kept.ambiguous or word in kept.no_names or word in kept.welsh
        if plain or word in kept.places or word in kept.bodies or word in kept.street_ends:
            return None
        return f"store {n}", True, "Somebody in the store has this name."
