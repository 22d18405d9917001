"""Small numbers: hidden so that nobody can work them out, proved by trying every table that reads the same."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.figures.numbers import NOT_RECORDED, Counts, by_size
from desk_app.figures.suppression import Explained, Shown, printable

LABELS = ("Ash", "Birch", "Cedar", "Dogwood", "Elm")


def table(**counts: int) -> Counts:
    """In the order of the figures: by size, what was not recorded last."""
    return by_size({label.replace("_", " "): n for label, n in counts.items()})


def sums(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to share `total` out among `parts`, none of them empty."""
    if parts == 1:
        yield (total,)
        return
    for first in range(1, total - parts + 2):
        for rest in sums(total - first, parts - 1):
            yield (first, *rest)


def read(counts: Counts, threshold: int) -> tuple[Shown | None, int, int]:
    """All that is printed of a breakdown: its cells, the total, and for how many it was not recorded."""
    return printable(counts, threshold), sum(n for _, n in counts), dict(counts).get(NOT_RECORDED, 0)


def consistent(counts: Counts, threshold: int) -> Iterator[dict[str, int]]:
    """Every table that a reader who knows the rule, the total and the rest cannot tell from this one."""
    printed = read(counts, threshold)
    cells, total, _ = printed
    assert cells is not None
    seen = [(label, n) for label, n in cells if n is not None]
    hidden = [label for label, n in cells if n is None]
    for values in sums(total - sum(n for _, n in seen), len(hidden)):
        candidate = {**dict(seen), **dict(zip(hidden, values, strict=True))}
        if read(by_size(candidate), threshold) == printed:
            yield candidate


@given(
    cells=st.dictionaries(st.sampled_from(LABELS), st.integers(0, 9), min_size=1),
    missing=st.integers(0, 3),
    threshold=st.integers(0, 6),
)
def test_no_hidden_count_can_be_worked_out(cells: dict[str, int], missing: int, threshold: int) -> None:
    """Every table with the same printed cells, total and "not recorded" is tried: each hidden cell has two values."""
    counts = by_size({**cells, NOT_RECORDED: missing} if missing else cells)
    printed = printable(counts, threshold)
    if printed is None:
        return
    assert not [n for label, n in printed if label != NOT_RECORDED and n is not None and 0 < n < threshold]
    assert sorted(label for label, _ in printed) == sorted(label for label, _ in counts)
    hidden = [label for label, n in printed if n is None]
    if not hidden:
        return
    values: dict[str, set[int]] = {label: set() for label in hidden}
    for candidate in consistent(counts, threshold):
        for label in hidden:
            values[label].add(candidate[label])
        if all(len(found) > 1 for found in values.values()):
            return
    raise AssertionError(f"pinned: {values} of {counts}")


@given(cells=st.dictionaries(st.sampled_from(LABELS), st.integers(0, 9), min_size=1), threshold=st.integers(0, 6))
def test_what_cannot_be_protected_says_not_even_its_labels(cells: dict[str, int], threshold: int) -> None:
    """Left out only when every count that is not zero is the same small one: then a label would tell the number."""
    counts = by_size(cells)
    left_out = printable(counts, threshold) is None
    people = {n for n in cells.values() if n}
    assert left_out == (len(people) == 1 and min(people) < threshold)


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        (table(Ash=40, Birch=12, Cedar=8), []),
        (table(Ash=40, Birch=12, Cedar=3), ["Birch", "Cedar"]),
        (table(Ash=40, Birch=12, Cedar=12, Dogwood=3), ["Birch", "Cedar", "Dogwood"]),  # ties go together
        (table(Ash=40, Birch=2, Cedar=3), ["Birch", "Cedar"]),
        (table(Ash=40, Birch=1, Cedar=1), ["Ash", "Birch", "Cedar"]),  # both 1, as two of them sum to 2
        (table(Ash=40, Birch=0, Cedar=8), []),
        (table(Ash=40, Cedar=8, Not_recorded=2), []),
        (table(Ash=40, Cedar=2, Not_recorded=2), ["Ash", "Cedar"]),
    ],
)
def test_small_counts_take_another_one_with_them(counts: Counts, hidden: list[str]) -> None:
    """3 of Cedar alone would follow from the total: the next smallest goes too."""
    printed = printable(counts, 5)
    assert printed is not None
    assert [label for label, n in printed if n is None] == hidden


def test_hidden_rows_stand_in_the_order_of_the_alphabet(  # by size would tell which is larger
) -> None:
    """Then what was not recorded."""
    printed = printable(table(Ash=40, Birch=3, Cedar=12, Not_recorded=7), 5)
    assert printed == (("Ash", 40), ("Birch", None), ("Cedar", None), (NOT_RECORDED, 7))


def test_zero_shows_everything() -> None:
    """The setting of an office that publishes every number."""
    counts = table(Ash=40, Birch=1, Cedar=2)
    assert printable(counts, 0) == counts
    assert Explained(0).method == ""


def test_a_breakdown_of_one_person_is_left_out() -> None:
    """One complaint with anything recorded: even the label says who."""
    assert printable(table(Ash=1, Not_recorded=191), 5) is None
