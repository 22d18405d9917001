"""What complaints were about: problem categories and themes of complaint cases received."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass

from desk_app.figures.facts import Facts
from desk_app.figures.numbers import NOT_RECORDED, Counts, Reader, by_size


@dataclass(frozen=True, slots=True)
class Themes:
    """Categories sum to the complaint cases; themes are many to one, so their sum may pass it."""

    complaints: int
    by_category: Counts  # every category on the list, zero or not
    by_subcategory: tuple[tuple[str, Counts], ...]  # categories with cases
    by_theme: Counts
    without_theme: int


LISTED = """
SELECT value FROM list_entry WHERE list = 'category' AND (until_on IS NULL OR until_on >= ?) ORDER BY position
"""


def gather(store: Reader, facts: Facts) -> Themes:
    """Count what complaints were about."""
    complaints = facts.complaints
    rows = Counter(zip(complaints["category"], complaints["subcategory"], strict=True))
    listed = [value for (value,) in store.read(LISTED, (facts.period.bounds[0],))]
    by_category = by_size(((category, count) for (category, _), count in rows.items()), listed)
    themes: Counter[str] = Counter()
    without = 0
    for words, count in Counter(complaints["themes"]).items():
        found = json.loads(words)
        without += 0 if found else count
        for theme in found:
            themes[theme] += count
    return Themes(
        complaints=len(complaints),
        by_category=by_category,
        by_subcategory=tuple(
            (category, by_size((sub, n) for (cat, sub), n in rows.items() if (cat or NOT_RECORDED) == category))
            for category, count in by_category
            if count
        ),
        by_theme=by_size(themes),
        without_theme=without,
    )
