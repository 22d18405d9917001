"""Bar charts of counts: the largest of a long list, whose table has them all."""

from __future__ import annotations

from typing import Literal

from desk_app.figures.numbers import Counts
from desk_app.report.blocks import Chart
from desk_app.report.charts import ChartSpec, Series

MOST = 20
"""More bars than these cannot be read on a page."""


def bars(
    title: str, category: str, counts: Counts, unit: str, key: str, summing: Literal["sum", "none"] = "sum"
) -> Chart:
    """A bar for each count, in their order. unit: what is counted, in the singular ("complaint")."""
    shown = counts[:MOST]
    cut = len(shown) < len(counts)
    spec = ChartSpec(
        "hbar",
        shortened(title, len(counts)),
        tuple(label for label, _ in shown),
        (Series(f"{unit[0].upper()}{unit[1:]}s", tuple(n for _, n in shown)),),
        unit=f"{unit}s",
        unit_one=unit,
        category=category,
        summing="none" if cut else summing,
    )
    return Chart.of(spec, key=key)


def shortened(title: str, rows: int) -> str:
    """The title of a chart of so many rows: says so if it shows only the first of them."""
    return title if rows <= MOST else f"{title}: the {MOST} largest"
