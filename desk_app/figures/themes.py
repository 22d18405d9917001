"""What complaints were about: problem categories and themes of complaint cases received."""

from __future__ import annotations

from dataclasses import dataclass

from desk_app.figures.numbers import NOT_RECORDED, Counts, Reader, by_size
from desk_app.figures.period import Period


@dataclass(frozen=True, slots=True)
class Themes:
    """Categories sum to the complaint cases; themes are many to one, so their sum may pass it."""

    complaints: int
    by_category: Counts  # every category on the list, zero or not
    by_subcategory: tuple[tuple[str, Counts], ...]  # categories with cases
    by_theme: Counts
    without_theme: int


CATEGORIES = """
SELECT category, subcategory, count(*) FROM feedback_case
WHERE kind = 'Complaint' AND received_on BETWEEN ? AND ? GROUP BY 1, 2
"""
THEMES = """
SELECT themes, count(*) FROM feedback_case WHERE kind = 'Complaint' AND received_on BETWEEN ? AND ? GROUP BY 1
"""
LISTED = (
    "SELECT value FROM list_entry WHERE list = 'category' AND (until_on IS NULL OR until_on >= ?) ORDER BY position"
)


def gather(store: Reader, period: Period) -> Themes:
    """Count what complaints were about."""
    import json

    rows = store.read(CATEGORIES, period.bounds)
    listed = [value for (value,) in store.read(LISTED, (period.bounds[0],))]
    by_category = by_size(((category, count) for category, _, count in rows), listed)
    themes: list[tuple[str, int]] = []
    without = 0
    for words, count in store.read(THEMES, period.bounds):
        found = json.loads(words)
        themes += [(theme, count) for theme in found]
        without += 0 if found else count
    return Themes(
        complaints=sum(row[2] for row in rows),
        by_category=by_category,
        by_subcategory=tuple(
            (category, by_size((sub, n) for cat, sub, n in rows if (cat or NOT_RECORDED) == category))
            for category, count in by_category
            if count
        ),
        by_theme=by_size(themes),
        without_theme=without,
    )
