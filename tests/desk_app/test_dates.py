"""Dates as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.dates import parse_date
from desk_app.problems import Problem


@pytest.mark.parametrize(
    "written",
    ["3/4/24", "03.04.2024", "3-4-24", "3 Apr 2024", "3rd April 2024", "Wed 3 April 2024", "2024-04-03", "3Apr2024",
     "April 3, 2024", "3 april 24", "03/04/2024 09:15", "2024-04-03T09:15:00Z", " 3  apr.  2024 "],
)  # fmt: skip
def test_the_third_of_april_2024_in_many_forms(written: str, today: date) -> None:
    """Day before month, always."""
    assert parse_date(written, today) == date(2024, 4, 3)


@pytest.mark.parametrize(
    ("written", "past", "ahead"),
    [
        ("today", date(2026, 11, 24), date(2026, 11, 24)),
        ("Yesterday", date(2026, 11, 23), date(2026, 11, 23)),
        ("3 Dec", date(2025, 12, 3), date(2026, 12, 3)),
        ("3/4", date(2026, 4, 3), date(2027, 4, 3)),
        ("29 Feb", date(2024, 2, 29), date(2028, 2, 29)),
    ],
)
def test_without_a_year_it_is_the_last_such_day_or_the_next(written: str, past: date, ahead: date, today: date) -> None:
    """A receipt has been; a target is to come."""
    assert parse_date(written, today) == past
    assert parse_date(written, today, ahead=True) == ahead


@pytest.mark.parametrize(
    "written", ["", "soon", "32/1/2024", "3/13/2024", "31/02/2024", "0/0", "2024", "12", "3 Maybe"]
)
def test_what_is_no_date_says_how_to_write_one(written: str, today: date) -> None:
    """With an example."""
    with pytest.raises(Problem, match=r"3 Apr 2024"):
        parse_date(written, today)


@given(text=st.text(max_size=30))
def test_any_text_is_a_date_or_a_problem(text: str) -> None:
    """Never a crash."""
    try:
        assert isinstance(parse_date(text, date(2026, 11, 24)), date)
    except Problem:
        return


def test_two_digits_of_a_year_that_may_be_of_either_century_are_asked(today: date) -> None:
    """02/07/99 is no date of this century yet, and feedback of 1999 would be 6,900 working days overdue."""
    assert parse_date("02/07/25", today) == date(2025, 7, 2)
    with pytest.raises(Problem, match="this century or the last"):
        parse_date("02/07/99", today)
