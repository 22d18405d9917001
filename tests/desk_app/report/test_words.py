"""Sentences from figures: each edge is an example."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.report import words

MONTHS = (
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
    "January",
    "February",
    "March",
)


def year(*counts: int) -> tuple[tuple[str, int], ...]:
    return tuple(zip(MONTHS, counts, strict=False))


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (0, 0, "0"),
        (1234, 0, "1,234"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "-3"),
        (Fraction(55, 3), 1, "18.3"),
        (Fraction(1, 20), 1, "0.1"),
        (Fraction(-1, 100), 1, "0.0"),
        (Fraction(1234567, 10), 1, "123,456.7"),
    ],
)
def test_numbers_are_rounded_half_up_and_thousands_parted(value: Fraction | int, decimals: int, printed: str) -> None:
    """2.5 is printed as 3, 55/3 with one decimal as 18.3."""
    assert words.number(value, decimals) == printed


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_per_cent_is_at_most_half_a_point_from_the_truth(part: int, whole: int) -> None:
    """Half up in integers: 1 of 8 (12.5) is 13."""
    assert words.percent_value(1, 8) == 13
    printed = words.percent_value(part, whole)
    assert Fraction(-1, 2) <= Fraction(100 * part, whole) - printed < Fraction(1, 2)


@pytest.mark.parametrize(
    ("amount", "text"), [(0, "no complaints"), (1, "one complaint"), (2, "2 complaints"), (1000, "1,000 complaints")]
)
def test_a_count_has_its_plural_and_its_zero(amount: int, text: str) -> None:
    """0 is "no complaints", 1 is "one complaint"."""
    assert words.count(amount, "complaint") == text


def test_an_uncommon_plural_is_given() -> None:
    """ "2 enquiries"."""
    assert words.count(2, "enquiry", "enquiries") == "2 enquiries"


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (51, 116, "51 of 116 cases (44%)"),
        (0, 116, "none of 116 cases (0%)"),
        (1, 116, "one of 116 cases (1%)"),
        (1, 300, "one of 300 cases (less than 1%)"),
        (299, 300, "299 of 300 cases (more than 99%)"),
        (300, 300, "300 of 300 cases (100%)"),
        (1, 1, "the one case"),
        (0, 1, "no case"),
        (2, 9, "2 of 9 cases"),
        (2, 10, "2 of 10 cases (20%)"),
        (0, 0, "none, as there were no cases"),
    ],
)
def test_a_share_has_its_denominator_and_no_per_cent_of_a_tiny_one(part: int, whole: int, text: str) -> None:
    """51 of 116 cases (44%); 2 of 9 cases, without per cent."""
    assert words.share(part, whole, "case") == text


@pytest.mark.parametrize(
    ("items", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_ends_with_and(items: list[str], text: str) -> None:
    """ "a, b and c"."""
    assert words.listed(items) == text


@pytest.mark.parametrize(
    ("before", "now", "unit", "text"),
    [
        (180, 222, "count", "increased from 180 to 222 (23%)"),
        (222, 180, "count", "decreased from 222 to 180 (19%)"),
        (25, 25, "count", "stayed the same, at 25"),
        (0, 0, "count", "stayed the same, at 0"),
        (0, 5, "count", "increased from 0 to 5"),
        (5, 0, "count", "decreased from 5 to 0"),
        (3, 5, "count", "increased from 3 to 5"),
        (13, 29, "count", "increased from 13 to 29 (by 123%)"),
        (15, 33, "percent", "increased from 15% to 33% (18 percentage points)"),
        (34, 33, "percent", "decreased from 34% to 33% (one percentage point)"),
        (0, 4, "percent", "increased from 0% to 4% (4 percentage points)"),
        (33, 29, "days", "decreased from 33 to 29 working days"),
        (2, 1, "days", "decreased from 2 to one working day"),
        (None, 222, "count", "was 222; there is no earlier year to compare with"),
        (None, 33, "percent", "was 33%; there is no earlier year to compare with"),
        (20, None, "days", "cannot be given, as there is nothing to measure"),
        (None, None, "percent", "cannot be given, as there is nothing to measure"),
    ],
)
def test_a_change_says_from_what_to_what(before: int | None, now: int | None, unit: words.Unit, text: str) -> None:
    """Counts change by per cent (not of fewer than ten), per cents in percentage points, days in days."""
    assert words.moved(before, now, unit) == text


@pytest.mark.parametrize(
    ("before", "now", "better", "unit", "word"),
    [
        (25, 25, "more", "count", "no change"),
        (180, 222, "neither", "count", "increased"),
        (222, 180, "neither", "count", "decreased"),
        (15, 33, "neither", "percent", "increased"),
        (33, 29, "fewer", "days", "improved"),
        (29, 33, "fewer", "days", "got worse"),
        (33, 41, "more", "percent", "improved"),
        (20, 25, "more", "count", "increased (better)"),
        (25, 20, "more", "count", "decreased (worse)"),
        (13, 29, "fewer", "count", "increased (worse)"),
        (None, 25, "more", "count", "not known"),
        (25, None, "more", "count", "not known"),
    ],
)
def test_a_direction_is_judged_by_what_is_better(
    before: int | None, now: int | None, better: words.Better, unit: words.Unit, word: str
) -> None:
    """Fewer days are an improvement; more investigations are neither good nor bad."""
    assert words.direction(before, now, better, unit) == word


def test_a_ratio_needs_no_noun() -> None:
    """77 of 162 (48%); 0 of 1."""
    assert words.ratio(77, 162) == "77 of 162 (48%)"
    assert words.ratio(0, 1) == "0 of 1"


def test_months_well_above_average_and_the_quietest_are_named_with_their_numbers() -> None:
    """A mean with one decimal, then the months without their year."""
    months = tuple((f"{name} 2023", n) for name, n in year(16, 8, 20, 12, 17, 18, 28, 19, 17, 26, 25, 14))
    text = words.months_in_words(months, ("October 2023", "January 2023"), ("May 2023", "July 2023"))
    assert text == (
        "On average 18.3 were received a month. October (28) and January (26) were well above the average. "
        "May (8) and July (12) were the quietest."
    )


def test_no_month_above_the_average_is_said() -> None:
    """Nothing stands out, and nothing is quiet."""
    text = words.months_in_words(year(4, 5, 4, 5, 4, 5, 4, 5, 4, 5, 4, 5), (), ())
    assert text == "On average 4.5 were received a month. No month was well above the average."


def test_a_year_without_feedback_has_no_sentence_about_its_months() -> None:
    """Twelve zeros say nothing."""
    assert words.months_in_words(year(*[0] * 12), (), ()) == ""


def test_equal_months_are_said_to_be_equal() -> None:
    """Twelve times 3."""
    assert words.months_in_words(year(*[3] * 12), (), ()) == "The same number, 3, was received in each month."


def test_one_case_does_not_make_eleven_quiet_months() -> None:
    """One month with one case, eleven with none: the quietest are not listed."""
    text = words.months_in_words(year(1, *[0] * 11), ("April",), MONTHS[1:])
    assert text == "On average fewer than one was received a month."


@given(st.lists(st.integers(0, 60), min_size=12, max_size=12), st.sets(st.sampled_from(MONTHS)))
def test_any_year_of_months_gives_whole_sentences(counts: list[int], chosen: set[str]) -> None:
    """No doubled blanks, every sentence ends."""
    text = words.months_in_words(year(*counts), tuple(chosen), tuple(chosen))
    assert "  " not in text
    assert text == "" or text.endswith(".")


@pytest.mark.parametrize(
    ("before", "now", "text"),
    [
        (None, 5, ""),
        (5, 5, "the same as in 2022/23"),
        (180, 222, "up from 180 in 2022/23"),
        (6, 5, "down from 6 in 2022/23"),
    ],
)
def test_a_note_under_a_number_says_whence_it_came(before: int | None, now: int, text: str) -> None:
    """Up from 180 in 2022/23."""
    assert words.risen(before, now, "2022/23") == text


@pytest.mark.parametrize(
    ("before", "now", "text"),
    [
        (None, 5, ""),
        (5, 5, "the same as in 2022/23"),
        (219, 220, "one more than in 2022/23"),
        (9, 5, "4 fewer than in 2022/23"),
    ],
)
def test_a_clause_on_the_year_before(before: int | None, now: int, text: str) -> None:
    """One more than in 2022/23."""
    assert words.against(before, now, "2022/23") == text


def test_money_is_in_pounds() -> None:
    """125000 pence are £1,250; 12345 are £123.45."""
    assert words.money(125000) == "£1,250"
    assert words.money(12345) == "£123.45"


def test_the_largest_of_a_breakdown_are_named_with_ties() -> None:
    """Two that tie for the third place are both named; too many are all left out."""
    counts = {"delay": 4, "money": 4, "staff": 9, "none": 0, "policy": 5}
    assert words.top(counts) == "staff (9), policy (5), delay (4) and money (4)"
    assert words.top({"a": 2, **dict.fromkeys("bcdefgh", 1)}) == "a (2)"
    assert words.top({}) == ""


def test_rounded_per_cents_that_do_not_sum_are_explained() -> None:
    """Thirds are 33% each: 99."""
    assert (
        words.rounding_note([1, 1, 1], 3) == "The percentages add up to 99 because each is rounded to a whole number."
    )
    assert words.rounding_note([1, 1], 2) == ""
    assert words.rounding_note([], 0) == ""


def test_what_is_not_recorded_is_said_with_its_number() -> None:
    """ "not recorded for 12 of 192 cases"."""
    assert words.not_recorded(12, 192, "case") == "not recorded for 12 of 192 cases"
    assert words.not_recorded(192, 192, "case") == "not recorded for any of the 192 cases"
    assert words.not_recorded(0, 192, "case") == "recorded for all 192 cases"
    assert words.not_recorded(0, 1, "case") == "recorded for the one case"
    assert words.not_recorded(0, 0, "case") == "not recorded, as there were no cases"


def test_dates_are_written_in_full() -> None:
    """3 April 2024."""
    assert words.on(date(2024, 4, 3)) == "3 April 2024"
