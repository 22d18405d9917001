"""The checks of the figures of every year that has feedback: part of the proof that a store is whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from desk_app.figures import Check, gather, period
from desk_app.progress import Progress, silent
from desk_app.store import Store


def failing(store: Store, as_at: date, progress: Progress = silent) -> Iterator[tuple[str, Check]]:
    """Each check that does not hold, with its year: "2023/24"."""
    years = [year for (year,) in store.read("SELECT DISTINCT year FROM case_line WHERE year <> '' ORDER BY year")]
    for number, year in enumerate(years):
        progress(number, len(years), f"Adding up the figures of {year}")
        wanted = period.year(year)
        for check in gather(store, wanted, max(as_at, wanted.start)).failing:  # a day typed wrong can lie ahead
            yield year, check
