"""Periods and rounding."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.figures import period
from desk_app.figures.numbers import Days, by_size, counts
from desk_app.figures.rounding import half_up, percent
from desk_app.problems import Problem


@pytest.mark.parametrize("written", ["2023/24", "2023-24", " 2023/2024 "])
def test_a_year_runs_from_april_to_march(written: str) -> None:
    """2023/24 is 1 April 2023 to 31 March 2024."""
    found = period.year(written)
    assert (found.start, found.end, found.label) == (date(2023, 4, 1), date(2024, 3, 31), "2023/24")
    assert found.is_year
    assert len(found.months()) == 12
    assert found.year_before() == period.year("2022/23")


@pytest.mark.parametrize("written", ["2023", "2023/25", "23/24", "next year", "", "1899/00"])
def test_what_is_no_year_says_how_to_write_one(written: str) -> None:
    """With an example."""
    with pytest.raises(Problem, match="2023/24"):
        period.year(written)


def test_quarters_make_a_year() -> None:
    """From April, without a gap."""
    found = period.quarters(period.year("2023/24"))
    assert [(q.start, q.end) for q in found] == [
        (date(2023, 4, 1), date(2023, 6, 30)),
        (date(2023, 7, 1), date(2023, 9, 30)),
        (date(2023, 10, 1), date(2023, 12, 31)),
        (date(2024, 1, 1), date(2024, 3, 31)),
    ]


def test_a_part_year_is_compared_with_the_same_dates() -> None:
    """Leap days and month ends."""
    assert period.between(date(2024, 2, 1), date(2024, 2, 29)).year_before().end == date(2023, 2, 28)
    assert period.between(date(2023, 2, 1), date(2023, 2, 28)).year_before().end == date(2022, 2, 28)
    assert period.between(date(2025, 2, 1), date(2025, 2, 28)).year_before().end == date(2024, 2, 29)
    assert not period.between(date(2023, 4, 10), date(2023, 6, 30)).whole_months
    with pytest.raises(Problem):
        period.between(date(2024, 2, 1), date(2024, 1, 1))


@given(day=st.dates(date(1995, 1, 1), date(2055, 1, 1)))
def test_every_day_is_in_its_year(day: date) -> None:
    """31 March and 1 April part two years."""
    found = period.year_of(day)
    assert found.start <= day <= found.end


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "-3"),
        (Fraction(2855, 100), 1, "28.6"),
        (Fraction(125, 1000), 2, "0.13"),
    ],
)
def test_half_goes_up(value: Fraction, decimals: int, rounded: str) -> None:
    """One rule, exact: 62.5 is 63 and 87.5 is 88."""
    assert half_up(value, decimals) == Decimal(rounded)
    assert (percent(5, 8), percent(7, 8), percent(1, 0)) == (Decimal(63), Decimal(88), None)


def test_means_and_medians() -> None:
    """Of nothing there is none."""
    assert (Days.of([]).mean, Days.of([]).rounded()) == (None, None)
    days = Days.of([4, 1, 2, 10])
    assert (days.mean, days.median, days.n) == (Fraction(17, 4), Fraction(3), 4)


def test_counts_keep_their_order_and_not_recorded_comes_last() -> None:
    """A listed value stays with zero."""
    assert by_size([("b", 1), ("", 5), ("a", 1)], ["c"]) == (("a", 1), ("b", 1), ("c", 0), ("Not recorded", 5))
    assert counts({"b": 1}, ["a", "b"]) == (("a", 0), ("b", 1))
