"""Names of files that came from elsewhere, as any system can bear them. They are anybody's input."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
"""Characters of a name; its bytes are held below what file systems take."""
MOST_BYTES = 200
LONGEST_ENDING = 12
_UNFIT = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\..*)?", re.IGNORECASE | re.DOTALL)
"""What Windows takes for a device, whatever the ending."""


def clean(name: str, otherwise: str = "document") -> str:
    """The name without folders, control and direction marks, and what Windows refuses; its ending is kept.

    A name of which nothing is left becomes `otherwise`.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name).rstrip("/\\ "))[-1]
    plain = "".join(" " if c.isspace() else c for c in last if c.isspace() or unicodedata.category(c)[0] != "C")
    tidy = " ".join(_UNFIT.sub("-", plain).split()).strip(" .")
    if not tidy.strip("-_ ."):
        return otherwise
    if _RESERVED.fullmatch(tidy):
        tidy = f"_{tidy}"
    return _shortened(tidy)


def ending(name: str) -> str:
    """ ".pdf" of "Letter.PDF"; "" where there is none."""
    head, dot, tail = name.rpartition(".")
    return f".{tail.lower()}" if head and dot and tail and len(tail) < LONGEST_ENDING and tail.isalnum() else ""


def with_ending_of(name: str, former: str) -> str:
    """A new name with the ending of the former one, so that the file still opens."""
    wanted = ending(former)
    cleaned = clean(name)
    return cleaned if not wanted or cleaned.lower().endswith(wanted) else clean(f"{cleaned}{wanted}")


def numbered(name: str, taken: set[str]) -> str:
    """The name, or "name (2).pdf" and so on while it is `taken` (in lower case); it is taken then."""
    free, number = name, 2
    while free.casefold() in taken:
        end = ending(name)
        free = f"{name[: len(name) - len(end)]} ({number}){end}"
        number += 1
    taken.add(free.casefold())
    return free


def _shortened(name: str) -> str:
    end = ending(name)
    head = name[: len(name) - len(end)] if end else name
    head = head[: LONGEST - len(end)]
    while len(f"{head}{end}".encode()) > MOST_BYTES:
        head = head[:-1]
    return f"{head.rstrip(' .')}{end and name[-len(end) :]}"
