"""What figures are made of: counts by label, shares with their denominator, means with their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Protocol

from desk_app.figures.rounding import half_up, percent

NOT_RECORDED = "Not recorded"

Counts = tuple[tuple[str, int], ...]
"""(label, count) pairs in the order they are printed."""


class Reader(Protocol):
    """What figures need of a store: one SELECT at a time, within one moment."""

    def read(self, sql: str, params: Any = ()) -> list[tuple[Any, ...]]: ...


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole."""

    part: int
    whole: int

    @property
    def percent(self) -> int | None:
        """The whole per cent that is printed; None of nothing."""
        value = percent(self.part, self.whole)
        return None if value is None else int(value)


@dataclass(frozen=True, slots=True)
class Days:
    """Working days of n cases: their sum, mean and median."""

    total: int = 0
    n: int = 0
    median: Fraction | None = None

    @property
    def mean(self) -> Fraction | None:
        """The mean, exactly; None of nothing."""
        return Fraction(self.total, self.n) if self.n else None

    def rounded(self, decimals: int = 0) -> Decimal | None:
        """The mean as it is printed: 0 decimals in sentences, 1 in tables."""
        return None if self.mean is None else half_up(self.mean, decimals)

    @classmethod
    def of(cls, days: Iterable[int]) -> Days:
        """The sum, number and median of these."""
        ordered = sorted(days)
        n = len(ordered)
        if not n:
            return cls()
        middle = Fraction(ordered[(n - 1) // 2] + ordered[n // 2], 2)
        return cls(sum(ordered), n, middle)


def counts(found: Mapping[str, int] | Iterable[tuple[str, int]], order: Iterable[str] = ()) -> Counts:
    """Pairs: those of `order` first, zero or not, then the others by size and name; "Not recorded" last."""
    known: Counter[str] = Counter()
    for label, count in found.items() if isinstance(found, Mapping) else found:
        known[str(label or NOT_RECORDED)] += count
    first = [str(label) for label in order]
    rest = sorted((k for k in known if k not in first), key=lambda k: (k == NOT_RECORDED, -known[k], k))
    return tuple((label, known[label]) for label in [*first, *rest])


def by_size(found: Mapping[str, int] | Iterable[tuple[str, int]], include: Iterable[str] = ()) -> Counts:
    """Pairs by size, then name; labels of `include` stay with zero; "Not recorded" last."""
    pairs = list(found.items() if isinstance(found, Mapping) else found)
    pairs += [(label, 0) for label in include]
    return counts(pairs)


def nonzero(pairs: Iterable[tuple[str, int]]) -> dict[str, int]:
    """As a map without zeros, as `desk figures --json` prints."""
    return {label: count for label, count in pairs if count}


def total(pairs: Iterable[tuple[str, int]]) -> int:
    """The sum of the counts."""
    return sum(count for _, count in pairs)


def grouped(rows: Iterable[tuple[Any, ...]], key: Callable[[tuple[Any, ...]], Any]) -> dict[Any, list[tuple[Any, ...]]]:
    """Rows by a key, in their order."""
    found: dict[Any, list[tuple[Any, ...]]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found
