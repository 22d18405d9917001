"""Counting working days: the statute's vectors, the official list, and what must hold for any day."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from govuk_bank_holidays.bank_holidays import BankHolidays
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from desk_app.records import Holiday
from desk_app.working_days import FIRST, LAST, LISTED_UNTIL, Calendar, bank_holidays, calendar

VECTORS = json.loads((Path(__file__).parents[1] / "data/deadline-vectors.json").read_text("utf-8"))
DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 31))
CLOSED = calendar([Holiday(on=date(2024, 12, d), name="Closed", closure=True) for d in (27, 30, 31)])


@pytest.mark.parametrize(("start", "days", "due"), VECTORS["rows"])
def test_the_vectors_hold(start: str, days: int, due: str) -> None:
    """One of them is the Ombudsman's own arithmetic: 29 August 2024 + 65 = 28 November 2024."""
    assert calendar().after(date.fromisoformat(start), days) == date.fromisoformat(due)
    assert calendar().between(date.fromisoformat(start), date.fromisoformat(due)) == days


@pytest.mark.parametrize(("start", "days", "due"), VECTORS["calendar_days"])
def test_calendar_days_are_plain_days(start: str, days: int, due: str) -> None:
    """28 days are four weeks."""
    assert date.fromisoformat(start) + timedelta(days=days) == date.fromisoformat(due)


def test_the_holidays_are_the_official_ones() -> None:
    """Against gov.uk's own list, on weekdays, for all the years it covers."""
    listed = {h["date"] for h in BankHolidays(use_cached_holidays=True).get_holidays(division="england-and-wales")}
    first, last = date(min(d.year for d in listed), 1, 1), date(max(d.year for d in listed), 12, 31)
    ours = {d for d in bank_holidays() if first <= d <= last and d.weekday() < 5}
    assert ours == {d for d in listed if d.weekday() < 5}
    assert last <= LISTED_UNTIL or last.year >= LISTED_UNTIL.year


def test_one_off_bank_holidays_are_there() -> None:
    """The Jubilee, the funeral, the Coronation."""
    for day in (date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)):
        assert not calendar().is_working(day)


def test_a_day_that_a_manager_adds_does_not_count() -> None:
    """A royal wedding announced tomorrow."""
    added = calendar([Holiday(on=date(2027, 3, 3), name="Royal wedding")])
    assert added.after(date(2027, 3, 2), 1) == date(2027, 3, 4)
    assert calendar().after(date(2027, 3, 2), 1) == date(2027, 3, 3)
    assert (date(2027, 3, 3), "Royal wedding") in added.holidays_between(date(2027, 3, 1), date(2027, 3, 5))


def test_council_closure_days_count_unless_asked() -> None:
    """Christmas week never stops a statutory clock."""
    assert CLOSED.after(date(2024, 12, 16), 10) == date(2025, 1, 2)
    assert CLOSED.after(date(2024, 12, 16), 10, closures=True) == date(2025, 1, 7)


def test_a_date_beyond_the_official_list_is_provisional() -> None:
    """The library computes them; the government may add some."""
    assert not calendar().is_provisional(LISTED_UNTIL)
    assert calendar().is_provisional(LISTED_UNTIL + timedelta(days=1))


def slow_after(days: Calendar, start: date, number: int) -> date:
    """The rule told day by day: the oracle."""
    day = start
    while number:
        day += timedelta(days=1)
        number -= days.is_working(day)
    return day


@given(start=DAYS, number=st.integers(0, 80))
def test_counting_is_the_rule_told_day_by_day(start: date, number: int) -> None:
    """Day 0 is the day of the event, also at a weekend."""
    due = calendar().after(start, number)
    assert due == slow_after(calendar(), start, number)
    assert calendar().between(start, due) == number


@given(a=DAYS, b=DAYS, c=DAYS)
def test_days_between_add_up(a: date, b: date, c: date) -> None:
    """From a to c is from a to b and from b to c, whichever way round."""
    days = calendar()
    assert days.between(a, c) == days.between(a, b) + days.between(b, c)
    assert days.number(b) - days.number(a) == days.between(a, b)


@given(start=st.dates(date(2024, 11, 1), date(2025, 1, 31)), number=st.integers(1, 40))
def test_closures_only_ever_make_it_later(start: date, number: int) -> None:
    """Never earlier than without them."""
    assert CLOSED.after(start, number, closures=True) >= CLOSED.after(start, number)


def test_the_shipped_list_is_what_the_library_says() -> None:
    """A new release of the library with another day shows here: write resources/lists/bank-holidays.csv anew."""
    found = country_holidays("GB", subdiv="ENG", years=range(FIRST.year, LAST.year + 1))
    assert bank_holidays() == dict(found)
    assert list(bank_holidays()) == sorted(bank_holidays())
