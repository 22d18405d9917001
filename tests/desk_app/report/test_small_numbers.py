"""What is printed of small numbers, table by table: each choice, and that nothing hidden can be worked out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk_app.figures.numbers import NOT_RECORDED, Counts, by_size
from desk_app.records import ReportText
from desk_app.report import blocks as b
from desk_app.report import small_numbers
from desk_app.report.contents import compose_from
from desk_app.report.material import Material
from desk_app.report.small_numbers import BREAKDOWNS, CHANNEL, MARK, PEOPLE, Breakdown, Choice
from tests.desk_app.figures.test_suppression import sums

GENDER = next(each for each in PEOPLE if each.key == "equality-gender-child")
LABELS = ("Ash", "Birch", "Cedar", "Dogwood", "Elm")
FIELDS = {"equality-gender-child": "gender", "by-channel": "by_channel"}


def chosen(m: Material, choices: Mapping[str, Choice]) -> Material:
    """The material with what its author chose, by table."""
    marks = {
        f"{MARK}{key}": ReportText(year=m.year, key=f"{MARK}{key}", included=False, draft_hash=choice)
        for key, choice in choices.items()
    }
    return replace(m, texts={**m.texts, **marks})


def counting(
    m: Material, breakdown: Breakdown, now: Counts, before: Counts | None = None, threshold: int = 5
) -> Material:
    """The material with other counts in one table."""
    years = dict(m.years)
    for year, counts in ((m.year, now), (m.year_before, before)):
        if counts is not None:
            old = years[year].who_complained
            field: dict[str, Any] = {FIELDS[breakdown.key]: counts}
            years[year] = replace(years[year], who_complained=replace(old, **field))
    return replace(m, years=years, settings=replace(m.settings, suppression_threshold=threshold))


def values(table: b.Table, column: int) -> dict[str, int | None]:
    """The numbers of a column by label, None where one is hidden; the total under "Total"."""
    return {row[0]: None if row[column] == "hidden" else int(row[column]) for row in table.rows}


def candidates(table: b.Table, column: int) -> Iterator[dict[str, int]]:
    """Every count that sums to what is printed; what is not hidden is as printed."""
    printed = values(table, column)
    whole = printed.pop("Total")
    assert whole is not None
    seen = {label: n for label, n in printed.items() if n is not None}
    hidden = [label for label, n in printed.items() if n is None]
    for found in sums(whole - sum(seen.values()), len(hidden)):
        yield {**seen, **dict(zip(hidden, found, strict=True))}


counts = st.dictionaries(st.sampled_from(LABELS), st.integers(0, 9), min_size=1)
often = settings(max_examples=60, deadline=None)


def could_be(table: b.Table, column: int, again: Callable[[dict[str, int]], b.Table | None]) -> dict[str, set[int]]:
    """The numbers that each hidden cell may be: those of every table that prints the same, to the last cell."""
    found: dict[str, set[int]] = {label: set() for label, n in values(table, column).items() if n is None}
    for candidate in candidates(table, column) if found else ():
        if again(candidate) == table:
            for label, numbers in found.items():
                numbers.add(candidate[label])
        if all(len(numbers) > 1 for numbers in found.values()):
            break
    return found


def test_no_hidden_cell_can_be_worked_out_whatever_is_chosen(year_2023: Material) -> None:
    """Each hidden cell of a table has two values at least; of what is left out or shown nothing is hidden."""

    @often
    @given(cells=counts, missing=st.integers(0, 3), threshold=st.integers(0, 6), choice=st.sampled_from(Choice))
    def proved(cells: dict[str, int], missing: int, threshold: int, choice: Choice) -> None:
        def printed(of: Counts) -> b.Table | None:
            m = chosen(year_2023, {GENDER.key: choice})
            return small_numbers.table(counting(m, GENDER, of, threshold=threshold), GENDER)

        table = printed(by_size({**cells, NOT_RECORDED: missing} if missing else cells))
        if table is None:
            return
        assert choice is not Choice.LEAVE_OUT
        numbers = values(table, 1)
        assert choice is not Choice.SHOW or None not in numbers.values()
        if choice is Choice.HIDE:
            seen = [n for label, n in numbers.items() if n is not None and label not in (NOT_RECORDED, "Total")]
            assert not [n for n in seen if 0 < n < threshold]
        hidden = could_be(table, 1, lambda candidate: printed(by_size(candidate)))
        assert all(len(each) > 1 for each in hidden.values()), hidden

    proved()


def test_neither_can_it_beside_the_year_before(year_2023: Material) -> None:
    """A table that shows every number unless chosen otherwise: with its numbers hidden, column by column."""

    @often
    @given(now=counts, before=counts)
    def proved(now: dict[str, int], before: dict[str, int]) -> None:
        def printed(one: dict[str, int], other: dict[str, int]) -> b.Table | None:
            m = chosen(year_2023, {CHANNEL.key: Choice.HIDE})
            return small_numbers.table(counting(m, CHANNEL, _there(one), _there(other)), CHANNEL)

        table = printed(now, before)
        if table is None:
            return
        for column, again in ((1, lambda c: printed(c, before)), (3, lambda c: printed(now, c))):
            hidden = could_be(table, column, again)
            assert all(len(each) > 1 for each in hidden.values()), (table.rows, hidden)

    proved()


def _there(cells: dict[str, int]) -> Counts:
    """Figures list no channel that nothing came by."""
    return by_size({label: n for label, n in cells.items() if n})


@pytest.mark.parametrize("breakdown", BREAKDOWNS, ids=lambda each: each.key)
def test_every_table_has_the_choice_and_what_is_left_out_is_nowhere(year_2023: Material, breakdown: Breakdown) -> None:
    """Printed as is usual; left out, it is in no block of the report, and the method section says so."""
    usual = small_numbers.preview(year_2023, breakdown)
    assert usual.choice is breakdown.usual
    made = compose_from(chosen(year_2023, {breakdown.key: Choice.LEAVE_OUT}))
    assert breakdown.key not in {getattr(block, "key", "") for block in made.blocks}
    [said] = [block.text for block in made.blocks if isinstance(block, b.Prose) and block.key == "method.rounding"]
    assert f"Not printed at all: {breakdown.title[0].lower()}{breakdown.title[1:]}." in said


def test_the_preview_says_how_many_numbers_are_masked(year_2023: Material) -> None:
    """3 boys, and 6 girls without whom they would follow."""
    m = counting(year_2023, GENDER, (("Girl", 6), ("Boy", 3), ("Not recorded", 183)))
    assert small_numbers.preview(m, GENDER).hidden == 2
    in_full = small_numbers.preview(chosen(m, {GENDER.key: Choice.SHOW}), GENDER)
    assert (in_full.hidden, in_full.table and in_full.table.rows[1][:2]) == (0, ("Boy", "3"))
    assert "Shown in full: gender of the child." in small_numbers.method(chosen(m, {GENDER.key: Choice.SHOW}))


def test_a_choice_of_a_later_version_is_what_is_usual(year_2023: Material) -> None:
    """Never less than that is hidden."""
    text = ReportText(year=year_2023.year, key=f"{MARK}{GENDER.key}", draft_hash="blur")
    assert small_numbers.chosen(replace(year_2023, texts={text.key: text}), GENDER) is Choice.HIDE
