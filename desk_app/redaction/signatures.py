"""Where a letter is signed: its last line, and the line after "Kind regards"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from desk_app.redaction.tokens import Token
from desk_app.redaction.words import listed, words

_CLOSING = re.compile(
    r"(?:^|\n|[.!?] )[ \t]*(?:(?:yours|kind|kindest|best|warm|many|with|very|all the|lots of|"
    r"much)\b[^\n.!?]{0,25}|regards|thanks|thank you|"
    r"thankyou|thx|ta|cheers|love|sincerely|faithfully|cofion[^\n]{0,15}|diolch[^\n]{0,15}|yn gywir|from|"
    r"signed|pozdrawiam)[,.!:-]*[ \t]*"
    r"(?:from |love |x+ )?\n+",
    re.IGNORECASE,
)
_LINE = re.compile(r"[^\n]*")
_LONGEST = 4
"""A line of more words is no signature."""


def signed(text: str, found: Sequence[Token]) -> Iterator[int]:
    """Numbers of the words that sign a text."""
    lines = {_LINE.match(text, end.end()) for end in _CLOSING.finditer(text)}
    body = text.rstrip()
    if "\n" in body:
        lines.add(_LINE.match(text, body.rindex("\n") + 1))
    for line in lines:
        if line is None or any(letter.isdigit() for letter in line[0]):
            continue
        inside = [n for n, token in enumerate(found) if line.start() <= token.start < line.end()]
        if len(inside) <= _LONGEST:
            yield from (n for n in inside if _may_be_a_name(found[n]))


def _may_be_a_name(token: Token) -> bool:
    kept, word = words(), token.norm
    if (
        len(word) < 2
        or word in listed("no_signature")
        or word in kept.relations
        or word in kept.welsh
        or set(word) == {"x"}
    ):
        return False
    if word in kept.first or word in kept.ambiguous:
        return True
    if word in kept.no_names or word in kept.bodies:
        return False
    return not kept.is_word(word) or (token.capital and not token.first)
