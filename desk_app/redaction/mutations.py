"""Welsh words whose first letter another word has changed: Gatrin of Catrin, Fethan of Bethan."""

from __future__ import annotations

from collections.abc import Iterator

_MUTATED = (
    ("ngh", "c"), ("nh", "t"), ("mh", "p"), ("ng", "g"), ("ch", "c"), ("ph", "p"), ("th", "t"), ("dd", "d"), ("g", "c"),
    ("b", "p"), ("d", "t"), ("f", "b"), ("f", "m"), ("m", "b"), ("n", "d"), ("l", "ll"), ("r", "rh"), ("", "g"),
)  # fmt: skip
"""How a changed word begins, and how it began. Soft, nasal and aspirate; a g that is softened is gone."""


def unmutated(word: str) -> Iterator[str]:
    """What the word may be without the change."""
    for changed, first in _MUTATED:
        if word.startswith(changed):
            yield first + word[len(changed) :]
