"""What a chart shows, without how it looks."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from desk_app.figures.rounding import percent_in_words

Number = int | float | None
"""None: there is no figure (nothing closed that month), or it is not shown (small numbers)."""

Kind = Literal["hbar", "columns", "stacked", "grouped", "line"]


@dataclass(frozen=True, slots=True)
class Series:
    """One value for each category."""

    name: str
    values: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart.

    kind: hbar = a bar for each category (first series); columns = a column for each category and, as a line, the second
    series (the year before); stacked = a bar for each category made of all series; grouped = a bar of each series under
    each category (complaints and compliments of teams); line = points joined, a line for each series (years, months).
    labels: the categories as the axis prints them ("Apr" for "April"), () = the categories.
    unit, unit_one: what is counted ("complaints", "complaint"); suffix is printed with each number ("%").
    summing: how a series is summed up in words: its sum, its mean, or not at all (categories that overlap).
    sort: largest first. highlight: the categories in the strong colour (hbar). share: stacked in per cent.
    category: what a category is, as head of the table's first column. missing: printed where there is no figure.
    """

    kind: Kind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    unit_one: str = ""
    decimals: int = 0
    suffix: str = ""
    category: str = "Category"
    labels: tuple[str, ...] = ()
    summing: Literal["sum", "mean", "none"] = "sum"
    sort: bool = False
    highlight: tuple[str, ...] = ()
    share: bool = False
    target: float | None = None
    missing: str = "–"

    def __post_init__(self) -> None:
        for series in self.series:
            if len(series.values) != len(self.categories):
                raise ValueError(f"{len(series.values)} values for {len(self.categories)} categories in {self.title!r}")
        if self.labels and len(self.labels) != len(self.categories):
            raise ValueError(f"{len(self.labels)} labels for {len(self.categories)} categories in {self.title!r}")

    @property
    def empty(self) -> bool:
        """Nothing to draw."""
        return not any(value is not None for series in self.series for value in series.values)

    def order(self) -> tuple[int, ...]:
        """The categories' places in the order in which they are drawn and listed."""
        places = range(len(self.categories))
        if not self.sort or not self.series:
            return tuple(places)
        first = self.series[0].values
        return tuple(sorted(places, key=lambda place: -_least_if_none(first[place])))

    def shown(self, value: Number) -> str:
        """The number as it is printed: rounded half up, thousands parted."""
        return self.missing if value is None else f"{rounded(value, self.decimals)}{self.suffix}"

    def counted(self, value: Number) -> str:
        """The number with what it counts: "1 complaint"."""
        if value is None or not self.unit:
            return self.shown(value)
        return f"{self.shown(value)} {self.unit_one if value == 1 and self.unit_one else self.unit}"


def rounded(value: int | float, decimals: int = 0) -> str:
    """Half up, thousands parted by commas: rounded(1234.5) == "1,235"."""
    if isinstance(value, int) and decimals == 0:
        return f"{value:,}"
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return f"{exact:,}".replace("-0", "0") if exact == 0 else f"{exact:,}"


def percent(part: int | float, whole: int | float) -> str:
    """A whole per cent, half up, as tables have it; "0%" of nothing."""
    return percent_in_words(part, whole) or "0%"


def _least_if_none(value: Number) -> float:
    return float("-inf") if value is None else value
