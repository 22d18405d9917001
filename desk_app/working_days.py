"""Working days of England and Wales (reg 2, SI 2006/1738).

A working day is not Saturday, Sunday, Christmas Day, Boxing Day, Good Friday or a bank holiday.
The day of the event is day 0; day 1 is the next working day, also when the event falls on a weekend.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate, compress

import resources
from desk_app.records import Holiday

LISTED_UNTIL = date(2028, 12, 31)
"""The last day of the last year that gov.uk had listed when this version was released."""

FIRST, LAST = date(1990, 1, 1), date(2060, 12, 31)
_FIRST = FIRST.toordinal()


@lru_cache(maxsize=1)
def bank_holidays() -> dict[date, str]:
    """Every bank holiday of England and Wales from FIRST to LAST, and its name.

    The list is what the library `holidays` says (a test holds them together): asking it at each start costs as much
    time as half of the rest, and 13 MB.
    """
    lines = resources.path("lists/bank-holidays.csv").read_text("utf-8").splitlines()
    return {date.fromisoformat(day): name for day, _, name in (line.partition(",") for line in lines)}


class Calendar:
    """Counts working days. Immutable after it is made, so threads may share it."""

    __slots__ = ("_closures", "_dates", "_names", "_numbers")

    def __init__(self, holidays: Iterable[Holiday] = ()) -> None:
        own = list(holidays)
        self._names = {**bank_holidays(), **{h.on: h.name for h in own if not h.closure}}
        self._closures = {h.on: h.name for h in own if h.closure}
        self._numbers: dict[bool, list[int]] = {}  # by closures: the number of each day
        self._dates: dict[bool, list[int]] = {}  # by closures: the working days in order, as ordinals
        for closures in (False, True):
            if closures and not self._closures:
                self._numbers[True], self._dates[True] = self._numbers[False], self._dates[False]
                continue
            off = self._names.keys() | self._closures.keys() if closures else self._names.keys()
            self._numbers[closures], self._dates[closures] = _count(off)

    def is_working(self, day: date, *, closures: bool = False) -> bool:
        """Whether the day counts; with `closures`, council closure days do not."""
        return day.weekday() < 5 and day not in self._names and not (closures and day in self._closures)

    def after(self, day: date, days: int, *, closures: bool = False) -> date:
        """The day that is so many working days after `day`; 0 gives `day` itself."""
        if days <= 0:
            return day
        return date.fromordinal(self._dates[closures][self.number(day, closures=closures) + days - 1])

    def between(self, start: date, end: date, *, closures: bool = False) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        return self.number(end, closures=closures) - self.number(start, closures=closures)

    def number(self, day: date, *, closures: bool = False) -> int:
        """How many working days there were up to and including `day`: between(a, b) = number(b) - number(a)."""
        index = day.toordinal() - _FIRST
        numbers = self._numbers[closures]
        return numbers[min(max(index, 0), len(numbers) - 1)]

    def is_provisional(self, day: date) -> bool:
        """Whether the day lies beyond the holidays that were officially listed at release."""
        return day > LISTED_UNTIL

    def holidays_between(self, start: date, end: date, *, closures: bool = False) -> tuple[tuple[date, str], ...]:
        """The holidays on weekdays after `start` up to and including `end`: those that do not count.

        With `closures`, council closure days too.
        """
        names = {**self._closures, **self._names} if closures else self._names
        days = sorted(names)
        found = days[bisect_left(days, start + timedelta(days=1)) : bisect_left(days, end + timedelta(days=1))]
        return tuple((d, names[d]) for d in found if d.weekday() < 5)


def _count(off: Iterable[date]) -> tuple[list[int], list[int]]:
    """The running number of each day from FIRST to LAST, and the working days in order (ordinals)."""
    days = range(_FIRST, LAST.toordinal() + 1)
    working = bytearray(b"\1\1\1\1\1\0\0" * (len(days) // 7 + 1))  # FIRST was a Monday
    del working[len(days) :]
    for closed in off:
        index = closed.toordinal() - _FIRST
        if 0 <= index < len(days):
            working[index] = 0
    return list(accumulate(working)), list(compress(days, working))


@lru_cache(maxsize=8)
def _calendar(holidays: tuple[Holiday, ...]) -> Calendar:
    return Calendar(holidays)


def calendar(holidays: Iterable[Holiday] = ()) -> Calendar:
    """The calendar with these one-off holidays and closure days; made once for the same ones."""
    return _calendar(tuple(holidays))
