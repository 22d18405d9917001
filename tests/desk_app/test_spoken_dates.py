"""Days said in relation to today, Tuesday 24 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.exchange import values
from desk_app.problems import Problem
from desk_app.spoken_dates import typed_date


@pytest.mark.parametrize(
    ("typed", "past", "ahead"),
    [
        ("fri", date(2026, 11, 20), date(2026, 11, 27)),
        ("on Monday", date(2026, 11, 23), date(2026, 11, 30)),
        ("Thurs.", date(2026, 11, 19), date(2026, 11, 26)),
        ("last friday", date(2026, 11, 20), date(2026, 11, 20)),
        ("last Tuesday", date(2026, 11, 17), date(2026, 11, 17)),
        ("this friday", date(2026, 11, 27), date(2026, 11, 27)),
        ("next mon", date(2026, 11, 30), date(2026, 11, 30)),
        ("3 days ago", date(2026, 11, 21), date(2026, 11, 21)),
        ("a week ago", date(2026, 11, 17), date(2026, 11, 17)),
        ("in 2 weeks", date(2026, 12, 8), date(2026, 12, 8)),
        ("two days from now", date(2026, 11, 26), date(2026, 11, 26)),
        ("yesterday", date(2026, 11, 23), date(2026, 11, 23)),
        ("Wed 3 April 2024", date(2024, 4, 3), date(2024, 4, 3)),
    ],
)
def test_days_as_people_say_them(typed: str, past: date, ahead: date, today: date) -> None:
    """A day without more is the last such day in a question about what was, the next in one about what is to come."""
    assert typed_date(typed, today) == past
    assert typed_date(typed, today, ahead=True) == ahead


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("tuesday", "Tuesday 17 November 2026 or Tuesday 24 November 2026"),
        ("last monday", "Monday 16 November 2026 or Monday 23 November 2026"),
        ("next friday", "Friday 27 November 2026 or Friday 4 December 2026"),
    ],
)
def test_words_that_people_mean_two_days_by_are_asked(typed: str, named: str, today: date) -> None:
    """ "Last Monday", on a Tuesday: yesterday, or that of the week before?"""
    with pytest.raises(Problem, match=named):
        typed_date(typed, today)


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("tue 29/6/2026", "29 June 2026 is a Monday, not a Tuesday"),
        ("monday 3 march 2026", "3 March 2026 is a Tuesday, not a Monday"),
    ],
)
def test_a_day_with_the_name_of_another_is_asked(typed: str, named: str, today: date) -> None:
    """One of the two is a slip, and every clock follows it."""
    with pytest.raises(Problem, match=named):
        typed_date(typed, today)
    assert typed_date("mon 29/6/2026", date(2026, 11, 24)) == date(2026, 6, 29)


@pytest.mark.parametrize("written", ["fri", "last friday", "3 days ago", "in 2 weeks"])
def test_a_register_has_no_such_days(written: str, today: date) -> None:
    """It was written some other day."""
    with pytest.raises(Problem, match="is not a date"):
        values.day(written, today)


@given(text=st.text(max_size=20) | st.from_regex(r"(last |next |in )?(fri|999 weeks|wednesday)( ago)?", fullmatch=True))
def test_any_text_is_a_date_or_a_problem(text: str) -> None:
    """Never a crash."""
    try:
        assert isinstance(typed_date(text, date(2026, 11, 24)), date)
    except Problem:
        return
