"""Names that the store knows, found in a text."""

from __future__ import annotations

from desk_app.redaction.known import TITLES
from desk_app.redaction.surroundings import Surroundings
from desk_app.redaction.tokens import Token, pieces


class KnownNames(Surroundings):
    """Of each word: who it names, whether the store knows them, and the reason. None: nobody."""

    def _of_the_case(self, at: int, token: Token) -> tuple[str, bool, str] | None:
        case, word = self.case, token.norm
        if len(word) < 2 or word in TITLES:
            return None
        n = case.words.get(word)
        if n is None and "-" in token.text:
            n = next((case.words[part] for part in pieces(token.text) if part in case.words), None)
        if n is None and token.capital and word.endswith("es") and self._led_by_the(at):
            n = case.words.get(word[:-2])
        if n is not None:
            if self._stands_for_a_word(at, token) and not self._next_to_known(at):
                return None
            return f"case {n}", True, "The name of somebody on the case."
        if not token.capital and (word in self.words.ordinary or word in self.words.ambiguous) and not self._small(at):
            n = self._pet_form(at, token) if word in self.words.ordinary else None
            return None if n is None else (f"case {n}", True, "It may be a short form of a name on the case.")
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
        if (n := self._pet_form(at, token)) is not None:
            return f"case {n}", True, "It may be a short form of a name on the case."
        n = case.nearly(word)
        if (
            n is not None
            and word not in self.words.no_names
            and ((token.capital and not token.first) or not self.words.says_nothing(word))
            and not (word in self.words.ordinary and not self._next_to_known(at) and len(word) < 5)
        ):
            return f"case {n}", True, "One letter away from a name on the case."
        return None

    def _led_by_the(self, at: int) -> bool:
        before = self._before(at)
        return before is not None and self.tokens[at].joined and before.norm == "the"

    def _pet_form(self, at: int, token: Token) -> int | None:
        """Who on the case may be called so: a word in no list, or a capital within a sentence."""
        word = token.norm
        if not token.capital and word in self.words.common and len(word) < 5:
            return None
        n = self.case.pet_form(word)
        if (
            n is None
            or word in self.words.welsh
            or word in self.words.no_names
            or word in self.words.first
            or word in self.words.bodies
        ):
            return None
        if not token.capital:
            kept = self.words
            heard = kept.in_dictionary(word) or word in kept.relations or (len(word) < 5 and word in kept.ordinary)
            unheard = not heard and not (len(word) < 5 and kept.is_word(word))
            return n if unheard and (self._small(at) or (self.casual and len(word) > 3)) else None
        if self.words.is_word(word) or (token.first and word in self.words.common):
            return None
        return n

    def _stands_for_a_word(self, at: int, token: Token) -> bool:
        """Whether a word that is somebody's name is only the word here."""
        word = token.norm
        if word in self.keep and not token.capital:
            return True
        if self._titled(at) or (token.possessive and word not in self.words.common):
            return False
        if not token.capital or self.shouted:
            return self._says_something(word) and not self._small(at)
        if word in self.words.ambiguous or word in self.words.no_names:
            return self._word_like(at, lenient=True)
        if word in self.words.ordinary or word in self.words.places or word in self.words.street_ends:
            return token.first and not self._ends_alone(at) and self._word_like(at, lenient=True)
        return False

    def _says_something(self, word: str) -> bool:
        """Whether a word in small letters is one of the language, besides being somebody's name."""
        kept = self.words
        if word in kept.no_names or word in kept.places or word in kept.street_ends:
            return True
        if word in kept.ambiguous and word in kept.first:
            return True
        rare = word in kept.ordinary or word in kept.ambiguous or (word not in kept.first and kept.in_dictionary(word))
        return word in kept.welsh or (word in kept.common and word not in kept.first) or (rare and not self.casual)

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
