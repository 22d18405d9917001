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
