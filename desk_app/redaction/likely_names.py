"""Words that are likely names of people whom the store does not know."""

from __future__ import annotations

from desk_app.redaction.cues import CONTRACTED, KIN, PERSONAL, PLACE_BEFORE, STRONG
from desk_app.redaction.known import TITLES
from desk_app.redaction.surroundings import Surroundings
from desk_app.redaction.tokens import Token


class LikelyNames(Surroundings):
    """Of each word the reason for which it is taken for a name, "" if it is not."""

    def _likely_name(self, at: int, token: Token) -> str:
        kept = self.words
        word, before = token.norm, self._before(at)
        if word in self.keep or word in TITLES or word in KIN or CONTRACTED.search(token.text):
            return ""
        if self._titled(at) and (token.capital or word in kept.surnames | kept.first):
            return "" if word in kept.no_names and word not in kept.ambiguous else "A word after a title."
        if not token.capital:
            cue = before is not None and before.norm in STRONG and token.joined and word in kept.first
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
            and after.norm in PERSONAL - {"is", "was", "and", "also", "made", "makes", "always"}
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
        if before is not None and before.norm in PLACE_BEFORE and token.joined:
            return ""
        if (
            before is not None
            and before.joined
            and before.capital
            and at >= 2
            and self.tokens[at - 2].norm in PLACE_BEFORE
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
