"""Long names made short, and still told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

ELLIPSIS = "…"
BEGINNING = 12


def distinct(names: Iterable[str], most: int = 48) -> dict[str, str]:
    """A short form of at most `most` letters for each name, no two the same: cut in the middle, else where they differ.

    Names that cannot be shortened without becoming alike stay whole.
    """
    whole = list(dict.fromkeys(names))
    ends = {name: _ends(name, most) for name in whole}
    found = dict(ends)
    for name in _alike(ends):
        others = [other for other in whole if ends[other] == ends[name] and other != name]
        found[name] = _around(name, min(_differ_at(name, other) for other in others), most)
    still = set(_alike(found))
    return {name: name if name in still else short for name, short in found.items()}


def _alike(short: dict[str, str]) -> list[str]:
    counted = Counter(short.values())
    return [name for name, form in short.items() if counted[form] > 1]


def _ends(name: str, most: int) -> str:
    """The beginning and the end."""
    if len(name) <= most:
        return name
    end = (most - 1) // 2
    return f"{name[: most - 1 - end].rstrip()}{ELLIPSIS}{name[-end:].lstrip()}"


def _around(name: str, place: int, most: int) -> str:
    """The beginning, and what stands around that place."""
    start = max(BEGINNING, place - 4)
    piece = name[start : start + most - BEGINNING - 2].strip()
    tail = ELLIPSIS if start + most - BEGINNING - 2 < len(name) else ""
    return f"{name[:BEGINNING].rstrip()}{ELLIPSIS}{piece}{tail}"


def _differ_at(one: str, other: str) -> int:
    """Where two names begin to differ."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
