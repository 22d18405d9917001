"""Names on social media and in games."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk_app.redaction.marks import Kind, Mark, of_match
from desk_app.redaction.words import words

_PLATFORM = (
    r"(?:insta(?:gram)?|ig|tt|snap(?:chat)?|tik ?tok|twitter|facebook|fb|discord|roblox|minecraft|fortnite|fifa|"
    r"whats ?app|xbox(?: live)?|"
    r"psn|ps[45]|playstation|steam|twitch|you ?tube|telegram|threads|bluesky|kik|bebo|messenger|linkedin|reddit|"
    r"gamer ?tag|user ?name|handle|screen ?name|epic)"
)
_AT = re.compile(r"(?<![\w@.-])@\s?[A-Za-z_][\w.-]*\w")
_DISCORD = re.compile(r"(?<![\w@])[\w.]{2,32}#\d{4}\b")
_REDDIT = re.compile(r"(?<![\w/])/?u/[\w-]{3,}")
_AFTER = re.compile(
    rf"\b{_PLATFORM}\b(?:[\s:,=–-]+(?:name|account|page|channel|id|tag|handle|user|username|is|was|as|me|"
    rf"him|her|at|on|under|called|it|its|it's|"
    r"goes|by|my|his))*"
    r"[\s:=(–-]+[\"“'‘(@]*([A-Za-z_][\w.-]*\w)",
    re.IGNORECASE,
)  # fmt: skip
_BEFORE = re.compile(
    rf"(?<![\w.-])([A-Za-z_][\w.-]{{0,40}}\w)[\"”'’]?,? "
    rf"(?:on|is (?:my|his|her) (?:name on)?) ?(?:my |his |her )?{_PLATFORM}\b",
    re.IGNORECASE,
)
_CAMEL = re.compile(r"(?<![\w@./-])[A-Za-z]?[a-z]+(?:[A-Z][a-z]+){2,}\d*(?![\w@/-])")
_JOINED = re.compile(r"(?<![\w@./-])[A-Za-z]{2,}(?:_[A-Za-z\d]+)+(?![\w@/-])")
_NUMBERED = re.compile(r"(?<![\w@./-])[a-z]{4,}\d{2,4}(?![\w@/-])")
_LIKE_A_HANDLE = re.compile(r"[._\d]|[a-z][A-Z]")


def handles(text: str) -> Iterator[Mark]:
    """Marks of handles: after an @, and words of their form beside the name of a platform."""
    for pattern in (_AT, _REDDIT, _DISCORD, _CAMEL, _JOINED, _NUMBERED):
        for found in pattern.finditer(text):
            yield of_match(found, Kind.HANDLE, "A name on social media.")
    for pattern in (_AFTER, _BEFORE):
        for found in pattern.finditer(text):
            if _LIKE_A_HANDLE.search(found[1].strip(".")) or _unheard(found, found[1]):
                yield of_match(found, Kind.HANDLE, "A name on social media.", 1)


def _unheard(found: re.Match[str], word: str) -> bool:
    """Whether a word in no list follows "my insta is", "username"."""
    introduced = re.search(
        r"\b(?:is|name|tag|handle|called|as)[\s:=\"“'‘(]+$|[:=(]\s*[\"“'‘(]*$",
        found[0][: found.start(1) - found.start()],
    )
    norm = word.casefold()
    kept = words()
    return introduced is not None and len(word) > 3 and not kept.is_word(norm) and norm not in kept.no_names
