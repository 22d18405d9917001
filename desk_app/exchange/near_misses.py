"""Values of a register that are nearly a value of a list: taken as that one, with a warning.

Equal after folding case, spaces and punctuation; or one edit in one word of six letters or more without digits, unless
both are frequent in the file ("Assessment North" is not "Assessment South").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

from desk_app.lists import fold

FREQUENT = 3
"""Rows from which on a value is meant as it is written."""
LONG_WORD = 6


def settle(counts: Mapping[str, int], known: Iterable[str]) -> dict[str, str]:
    """What each value of a file is taken as; values that are neither known nor nearly known stay as they are."""
    by_fold = {fold(value): value for value in known}
    on_list = list(by_fold.values())
    taken: dict[str, str] = {}
    frequency: Counter[str] = Counter()
    for value, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        same = by_fold.setdefault(fold(value), value)  # the most frequent spelling of a new value becomes its name
        taken[value] = same
        frequency[same] += count
    new = sorted((v for v in frequency if v not in set(on_list)), key=lambda v: (-frequency[v], v))
    accepted = list(on_list)
    for value in new:
        near = _near(value, accepted, frequency)
        if near is None:
            accepted.append(value)
            continue
        for written, meant in taken.items():
            if meant == value:
                taken[written] = near
    return taken


def _near(value: str, candidates: Iterable[str], frequency: Mapping[str, int]) -> str | None:
    """The one candidate that is one edit away; none when there are several, or both are frequent."""
    found = [
        c
        for c in candidates
        if one_edit(value, c) and not (frequency[value] >= FREQUENT and frequency.get(c, 0) >= FREQUENT)
    ]
    return found[0] if len(found) == 1 else None


def one_edit(a: str, b: str) -> bool:
    """Whether two values differ by one edit in one long word."""
    words_a, words_b = a.casefold().split(), b.casefold().split()
    if len(words_a) != len(words_b):
        return False
    differing = [(x, y) for x, y in zip(words_a, words_b, strict=True) if x != y]
    if len(differing) != 1:
        return False
    x, y = differing[0]
    plain = min(len(x), len(y)) >= LONG_WORD - 1 and max(len(x), len(y)) >= LONG_WORD
    return plain and not any(c.isdigit() for c in x + y) and OSA.distance(x, y, score_cutoff=1) == 1
