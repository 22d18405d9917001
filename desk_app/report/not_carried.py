"""What an author types or pastes that the pages cannot carry, said while it is typed. It is printed as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desk_app.report.blocks import runs

_CELLS = re.compile(r"\S[^\S\n]*\t[^\S\n]*\S|^\s*\|.*\|.*\|")
_HEADING, _STAR, _TAG = (
    re.compile(r"\s*#(?:#{3,})?\s+\S"),
    re.compile(r"\s*\*\s+\S"),
    re.compile(r"</?[a-zA-Z]\w*[^>\n]*>"),
)
_LINK = re.compile(r"\[[^\]\n]*\]\([^)\n]*\)")
LONGEST = 40


def said(text: str) -> tuple[str, ...]:
    """A sentence for each kind of thing that is printed as it stands; none where all is carried.

    >>> said("Many **wrote.")
    ('“**” stands alone, and is printed: bold words stand between two of them.',)
    """
    return tuple(dict.fromkeys((*_of_lines(text), *_of_marks(text), *_of_characters(text))))


def said_of_words(text: str) -> tuple[str, ...]:
    """The same of a text that is printed without any marks: a recommendation, its owner, its progress.

    >>> said_of_words("See the *appendix*.")
    ('Bold, italic and links cannot be carried here: their signs are printed as they stand.',)
    """
    marked = any(run.bold or run.italic or run.href for run in runs(text))
    marks = ("Bold, italic and links cannot be carried here: their signs are printed as they stand.",) if marked else ()
    return (*marks, *dict.fromkeys(_of_characters(text)))


def _of_lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if _CELLS.search(line):
            yield "A table cannot be carried over: its cells are printed one after the other, on one line."
        if _HEADING.match(line):
            yield f"“{_short(line)}” is printed as it stands: a heading begins with “## ” or “### ”."
        if _STAR.match(line):
            yield "A line that begins with a star is no list: begin it with “- ”."


def _of_marks(text: str) -> Iterator[str]:
    for run in runs(text):
        for link in _LINK.findall(run.text):
            yield f"“{_short(link)}” is no link: its address begins with https://, mailto: or tel:."
        for tag in _TAG.findall(run.text)[:1]:
            yield f"“{_short(tag)}” is printed as it stands."
        if "**" in run.text:
            yield "“**” stands alone, and is printed: bold words stand between two of them."


def _of_characters(text: str) -> Iterator[str]:
    if text.isascii():
        return
    from desk_app.report.pdf import fonts  # with what prints, not at start-up

    for character in dict.fromkeys(text):
        printed = fonts.printable(character)
        if printed.startswith("[") and character != "[":
            yield f"“{character}” is in no font of the report, and is printed as “{printed}”."


def _short(text: str) -> str:
    bare = text.strip()
    return bare if len(bare) <= LONGEST else f"{bare[: LONGEST - 1]}…"
