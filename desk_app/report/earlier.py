"""Years as they were published: by this program, or typed in with their source. They print as they were published."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from desk_app.desk import publish
from desk_app.figures.rounding import half_up
from desk_app.records import PublishedFigure
from desk_app.report.words import on

if TYPE_CHECKING:
    from desk_app.store import Store

RESTATED = "mark.restated."
"""A text of that key and a measure's says that the author prints the measure as counted now."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """Printed values of a year by the key of their measure. source: "on 7 October 2024", "in the report of ...".

    Of what this program published: figures, as `figures.as_json` gave them; tables by key, with their header and rows.
    """

    values: Mapping[str, int] = field(default_factory=dict)
    source: str = ""
    figures: Mapping[str, Any] = field(default_factory=dict)
    tables: Mapping[str, Any] = field(default_factory=dict)


def of(store: Store, years: Iterable[str]) -> dict[str, Earlier]:
    """Those of the years that were published or typed in. What this program published wins."""
    found: dict[str, Earlier] = {}
    for year in years:
        made = _published(store, year) or _typed(store.all(PublishedFigure, year=year))
        if made is not None:
            found[year] = made
    return found


def _published(store: Store, year: str) -> Earlier | None:
    publication = publish.standing(store, year)
    if publication is None or publication.published_on is None:
        return None
    kept = json.loads(publication.figures)
    values = {str(key): int(value) for key, value in kept.get("measures", {}).items() if value is not None}
    return Earlier(values, f"on {on(publication.published_on)}", kept.get("figures", {}), kept.get("tables", {}))


def _typed(figures: Iterable[PublishedFigure]) -> Earlier | None:
    own = [f for f in figures if not f.key.startswith(publish.LETTER) and f.value.replace(".", "", 1).isdigit()]
    if not own:
        return None
    sources = "; ".join(sorted({f.source for f in own if f.source}))
    return Earlier({f.key: int(half_up(Fraction(f.value))) for f in own}, f"in {sources}" if sources else "elsewhere")
