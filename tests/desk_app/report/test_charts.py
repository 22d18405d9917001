"""Charts: words, table and layout of one specification."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.report.charts import ChartSpec, Dot, Drawing, Line, Path, Rect, Series, Text, alt_text, layout, numbers
from desk_app.report.charts.drawing import ticks
from desk_app.report.charts.spec import Kind, percent, rounded
from tests.desk_app.report import specimen

KINDS: tuple[Any, ...] = get_args(Kind)
WIDTH = 470.0


def measure(text: str, bold: bool, size: float) -> float:
    return len(text) * size * (0.56 if bold else 0.52)


def extent(mark: object) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a mark."""
    match mark:
        case Rect(x, y, width, height):
            return x, y, x + width, y + height
        case Line(x1, y1, x2, y2):
            return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
        case Path(points):
            return (
                min(x for x, _ in points), min(y for _, y in points),
                max(x for x, _ in points), max(y for _, y in points),
            )  # fmt: skip
        case Dot(x, y, radius):
            return x - radius, y - radius, x + radius, y + radius
        case Text(x, y, text, size, bold, _, anchor):
            wide = measure(text, bold, size)
            left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
            return left, y - size * 0.25, left + wide, y + size * 0.75
    raise AssertionError(mark)


def assert_all_marks_are_inside(drawing: Drawing) -> None:
    for mark in drawing.marks:
        left, bottom, right, top = extent(mark)
        assert left >= -1, mark
        assert right <= drawing.width + 1, mark
        assert bottom >= -1, mark
        assert top <= drawing.height + 1, mark


def texts(drawing: Drawing) -> list[str]:
    return [mark.text for mark in drawing.marks if isinstance(mark, Text)]


# --- words ---------------------------------------------------------------------------------------------
def test_bars_are_said_by_the_most_and_the_fewest() -> None:
    """52 of 204 complaints were about plans."""
    assert alt_text(specimen.by_area(), "Table 3") == (
        "Bar chart: Complaint cases by service area, 2023/24. Education, health and care plans had the most, 52 "
        "complaints out of 204 (25%), followed by Looked after children with 31. Assessment delay had the fewest, 8. "
        "All values are in Table 3."
    )


def test_columns_are_said_by_highest_and_lowest_and_against_the_year_before() -> None:
    """Highest in February, up from 195."""
    assert alt_text(specimen.by_month()) == (
        "Column chart: Cases received by month. In 2023/24 the highest was February with 29 cases and the lowest July "
        "with 10. The total was 220, up from 195 in 2022/23, which is shown as a line."
    )


def test_a_stack_of_few_bars_is_read_out_in_full() -> None:
    """Each year with its shares."""
    words = alt_text(specimen.outcomes())
    assert "2023/24: Upheld 33%, Partially upheld 28%, Not upheld 34% and Withdrawn or no finding 5% of 182" in words


def test_three_years_are_read_out_with_the_target() -> None:
    """34.2 in 2021/22, 31.0 in 2022/23 and 29.4 in 2023/24."""
    assert alt_text(specimen.three_years()) == (
        "Line chart: Mean days to close a stage 1 complaint. 34.2 in 2021/22, 31.0 in 2022/23 and 29.4 in 2023/24. "
        "The target is 20.0."
    )


def test_ties_are_named_together() -> None:
    """A and B both have 3."""
    spec = ChartSpec("hbar", "Cases", ("A", "B", "C"), (Series("Now", (3, 3, 1)),), unit="cases")
    assert alt_text(spec) == "Bar chart: Cases. A and B had the most, 3 cases each. C had the fewest, 1."


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("categories", "values"), [((), ()), (("A",), (None,)), (("A", "B"), (None, None))], ids=["none", "one", "two"]
)
def test_nothing_to_show_says_so(kind: Kind, categories: tuple[str, ...], values: tuple[None, ...]) -> None:
    """No data."""
    spec = ChartSpec(kind, "Cases", categories, (Series("Now", values), Series("Before", values)))
    assert alt_text(spec).endswith("Cases. No data.")
    assert texts(layout(spec, WIDTH, measure)) == ["No data"]
    assert all(row[1:] == ("–", "–") for row in numbers(spec).rows)


def test_no_series_is_nothing_to_show() -> None:
    """A chart of no year."""
    spec = ChartSpec("columns", "Cases", ("A",), ())
    assert alt_text(spec) == "Column chart: Cases. No data."
    assert texts(layout(spec, WIDTH, measure)) == ["No data"]


def test_one_is_singular() -> None:
    """1 complaint"""
    spec = ChartSpec("hbar", "Cases", ("A",), (Series("Now", (1,)),), unit="complaints", unit_one="complaint")
    assert alt_text(spec) == "Bar chart: Cases. A: 1 complaint."


def test_table_and_picture_have_the_same_order() -> None:
    """Sorted by size."""
    spec = ChartSpec("hbar", "Cases", ("A", "B", "C"), (Series("Now", (1, 9, None)),), sort=True)
    assert [row[0] for row in numbers(spec).rows] == ["B", "A", "C"]
    labels = [mark for mark in layout(spec, WIDTH, measure).marks if isinstance(mark, Text) and mark.anchor == "end"]
    assert [mark.text for mark in sorted(labels, key=lambda mark: -mark.y)] == ["B", "A", "C"]


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(0.5, 0, "1"), (1.5, 0, "2"), (2.5, 0, "3"), (1234567, 0, "1,234,567"), (29.449, 1, "29.4"), (29.45, 1, "29.5"),
     (-0.2, 0, "0"), (0, 0, "0"), (12, 1, "12.0")],
)  # fmt: skip
def test_numbers_are_rounded_half_up(value: float, decimals: int, shown: str) -> None:
    """2.5 is printed as 3."""
    assert rounded(value, decimals) == shown


def test_a_share_of_nothing_is_none() -> None:
    """0 of 0"""
    assert percent(0, 0) == "0%"
    assert percent(1, 8) == "13%"
    assert (percent(1, 201), percent(0, 201), percent(200, 201)) == ("less than 1%", "0%", "more than 99%")


def test_values_must_fit_their_categories() -> None:
    """Two categories, one value."""
    with pytest.raises(ValueError, match="1 values for 2 categories"):
        ChartSpec("hbar", "Cases", ("A", "B"), (Series("Now", (1,)),))
    with pytest.raises(ValueError, match="labels"):
        ChartSpec("hbar", "Cases", ("A", "B"), (), labels=("a",))


# --- layout --------------------------------------------------------------------------------------------
def test_a_bar_is_as_long_as_its_number() -> None:
    """40 is twice 20."""
    spec = ChartSpec("hbar", "Cases", ("A", "B", "C"), (Series("Now", (40, 20, 0)),))
    bars = [mark.width for mark in layout(spec, WIDTH, measure).marks if isinstance(mark, Rect)]
    assert bars == [pytest.approx(2 * bars[1]), bars[1]]


def test_every_bar_has_its_number_at_its_end() -> None:
    """Direct labels, also for zero."""
    shown = texts(layout(specimen.by_team(), WIDTH, measure))
    assert {"31", "12", "22", "0", "40", "4", "9", "–", "3", "1"} <= set(shown)


def test_a_gap_in_a_line_stays_a_gap() -> None:
    """No figure in July: two pieces, one point fewer."""
    drawing = layout(specimen.days_by_month(), WIDTH, measure)
    pieces = [mark for mark in drawing.marks if isinstance(mark, Path) and mark.colour == "#12436D"]
    assert [len(mark.points) for mark in pieces] == [3, 8]


def test_lines_differ_in_more_than_colour() -> None:
    """The second line is dashed, and both bear their names."""
    drawing = layout(specimen.days_by_month(), WIDTH, measure)
    dashes = {mark.colour: mark.dash for mark in drawing.marks if isinstance(mark, Path) and mark.width < 3}
    assert len(set(dashes.values())) == 2
    assert {"Statutory", "Corporate"} <= set(texts(drawing))


def test_a_long_name_is_wrapped_and_a_long_word_broken() -> None:
    """No label runs over the edge."""
    names = ("A very long name of a category that nobody could put on one line of a chart at all", "X" * 90)
    drawing = layout(ChartSpec("hbar", "Cases", names, (Series("Now", (3, 2)),)), WIDTH, measure)
    assert_all_marks_are_inside(drawing)
    assert sum(mark.anchor == "end" for mark in drawing.marks if isinstance(mark, Text)) > 4


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", [1, 2, 12, 20])
@pytest.mark.parametrize("size", [0, 1, 7, 12_345_678])
def test_everything_stays_inside(kind: Kind, count: int, size: int) -> None:
    """One category or twenty, nothing or millions."""
    names = tuple(f"Category number {n}" for n in range(count))
    series = tuple(Series(name, tuple(size * (n + 1) for n in range(count))) for name in ("2023/24", "2022/23"))
    assert_all_marks_are_inside(layout(ChartSpec(kind, "Cases", names, series, share=count == 2), WIDTH, measure))


values = st.one_of(st.none(), st.integers(0, 10**9), st.floats(0, 1e9, allow_nan=False))


@given(
    st.sampled_from(KINDS),
    st.integers(1, 6).flatmap(
        lambda n: st.tuples(
            st.lists(st.text(max_size=30), min_size=n, max_size=n),
            st.lists(st.lists(values, min_size=n, max_size=n), max_size=7),
        )
    ),
    st.booleans(),
)
def test_no_data_is_too_odd(kind: Kind, data: tuple[list[str], list[list[int | float | None]]], flag: bool) -> None:
    """Any names, any numbers, any gaps: a picture, words and a table."""
    names, columns = data
    series = tuple(Series(f"S{number}", tuple(column)) for number, column in enumerate(columns))
    spec = ChartSpec(
        kind, "Cases", tuple(names), series, sort=flag, share=flag, unit="cases", target=3 if flag else None
    )
    assert layout(spec, WIDTH, measure).height > 0
    assert alt_text(spec)
    assert len(numbers(spec).rows) == len(names)


def test_the_axis_has_round_numbers() -> None:
    """Up to 29: 0, 10, 20, 30."""
    assert ticks(29) == [0, 10, 20, 30]
    assert ticks(0) == [0, 1]
    assert ticks(3) == [0, 1, 2, 3]
    assert ticks(0.4)[-1] >= 0.4
