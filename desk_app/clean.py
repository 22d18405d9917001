"""Text as it is kept: what was pasted into a field brings along characters that nobody sees or means."""

from __future__ import annotations

import unicodedata

KEPT = frozenset("\n\t")
"""Control characters that mean something in a text of several lines."""


def words(text: str) -> str:
    """A text without control characters, its lines ended by newlines alone, trimmed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(each for each in lines if each in KEPT or unicodedata.category(each) != "Cc").strip()


def one_line(text: str) -> str:
    """The same on one line: line ends, tabs and more than one space become one space."""
    return " ".join(words(text).split())
