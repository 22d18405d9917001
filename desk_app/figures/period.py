"""Periods: years from 1 April to 31 March, quarters, months, any two dates."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from desk_app.problems import Problem


@dataclass(frozen=True, slots=True)
class Period:
    """From `start` to `end`, both included; printed as `label`."""

    start: date
    end: date
    label: str

    @property
    def bounds(self) -> tuple[str, str]:
        """Start and end as the store keeps dates."""
        return self.start.isoformat(), self.end.isoformat()

    @property
    def whole_months(self) -> bool:
        """Whether it begins with a month's first day and ends with a month's last."""
        return self.start.day == 1 and (self.end + timedelta(days=1)).day == 1

    @property
    def is_year(self) -> bool:
        """Whether it is a year from April to March."""
        return (self.start.month, self.start.day) == (4, 1) and self.end == date(self.start.year + 1, 3, 31)

    def months(self) -> tuple[Period, ...]:
        """The months that the period touches, cut to it, in order."""
        found, first = [], self.start.replace(day=1)
        while first <= self.end:
            last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
            start, end = max(first, self.start), min(last, self.end)
            found.append(Period(start, end, f"{first:%B %Y}"))
            first = last + timedelta(days=1)
        return tuple(found)

    def until(self, day: date) -> Period:
        """The part of it that a day knows of, under the same name; all of it once it is over. Problem: not begun."""
        if day < self.start:
            raise Problem(
                f"{self.label} had not begun on {day.day} {day:%B %Y}.",
                f"Choose a day from {self.start.day} {self.start:%B %Y} on, or an earlier period.",
            )
        return replace(self, end=min(self.end, day))

    def year_before(self) -> Period:
        """The same dates a year earlier."""
        if self.is_year:
            return year_starting(self.start.year - 1)
        start, end = years_earlier(self.start, 1), years_earlier(self.end, 1)
        if self.whole_months:
            end = end.replace(day=calendar.monthrange(end.year, end.month)[1])
        return Period(start, end, _between(start, end))


def years_earlier(day: date, how_many: int) -> date:
    """The same day so many years earlier; of 29 February the 28th, where there is no other."""
    try:
        return day.replace(year=day.year - how_many)
    except ValueError:
        return day.replace(year=day.year - how_many, day=28)


def year_starting(first: int) -> Period:
    """The year that begins on 1 April of `first`: 2023 is 2023/24."""
    return Period(date(first, 4, 1), date(first + 1, 3, 31), f"{first}/{(first + 1) % 100:02}")


def year_of(day: date) -> Period:
    """The year a day is in."""
    return year_starting(day.year if day.month >= 4 else day.year - 1)


def year(text: str) -> Period:
    """The year written 2023/24 (or 2023-24, 2023/2024). Problem if it is none."""
    match = re.fullmatch(r"\s*(\d{4})\s*[/-]\s*(\d{2}|\d{4})\s*", text)
    if match and 1990 <= int(match[1]) <= 2060 and int(match[2]) % 100 == (int(match[1]) + 1) % 100:
        return year_starting(int(match[1]))
    raise Problem(f"“{text}” is not a year from April to March.", "Write it like 2023/24.")


def quarter(first: int, number: int) -> Period:
    """Quarter 1 to 4 of the year that begins in `first`; quarter 1 is April to June."""
    start = date(first + (number == 4), (4, 7, 10, 1)[number - 1], 1)
    end = (start + timedelta(days=92)).replace(day=1) - timedelta(days=1)
    return Period(start, end, f"Quarter {number} of {year_starting(first).label}")


def quarters(period: Period) -> tuple[Period, ...]:
    """The quarters of a year; none of another period."""
    return tuple(quarter(period.start.year, n) for n in (1, 2, 3, 4)) if period.is_year else ()


def month(first: int, number: int) -> Period:
    """A calendar month of a calendar year."""
    start = date(first, number, 1)
    return Period(start, start.replace(day=calendar.monthrange(first, number)[1]), f"{start:%B %Y}")


def between(start: date, end: date) -> Period:
    """Any two dates. Problem if they are the wrong way round."""
    if end < start:
        raise Problem("The period ends before it begins.", "Swap the two dates.")
    as_year = year_of(start)
    return as_year if (as_year.start, as_year.end) == (start, end) else Period(start, end, _between(start, end))


def named(start: date, end: date) -> Period:
    """Two dates by their usual name: a month, a quarter, a year. Problem if they are the wrong way round."""
    for known in (month(start.year, start.month), quarter(year_of(start).start.year, (start.month - 4) % 12 // 3 + 1)):
        if (known.start, known.end) == (start, end):
            return known
    return between(start, end)


def _between(start: date, end: date) -> str:
    return f"{start.day} {start:%B %Y} to {end.day} {end:%B %Y}"
