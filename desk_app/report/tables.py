"""Tables of counts as every section prints them: label, number, share, the year before, a total, a note on rounding."""

from __future__ import annotations

from collections.abc import Sequence

from desk_app.figures.numbers import Counts, Days
from desk_app.report.blocks import Align, Table, plain
from desk_app.report.words import number, percent, rounding_note


def counted(
    caption: str,
    head: str,
    now: Counts,
    *,
    year: str,
    before: Counts | None = None,
    year_before: str = "",
    share: bool = True,
    total: bool = True,
    note: str = "",
    key: str = "",
) -> Table:
    """A breakdown: its labels, the year's counts with their shares of the sum, and the counts of the year before.

    A label that only the year before has is listed with 0, so that both columns sum. total False: the labels overlap.
    """
    old = dict(before or ())
    pairs = [*now, *((label, 0) for label, n in (before or ()) if n and label not in dict(now))]
    whole, whole_old = sum(n for _, n in pairs), sum(old.values())
    header: list[str] = [head, year, *(["Share"] if share else []), *([year_before] if before is not None else [])]

    def row(label: str, n: int, n_old: int) -> tuple[str, ...]:
        shares = [percent(n, whole)] if share else []
        return (plain(label), number(n), *shares, *([number(n_old)] if before is not None else []))

    rows = [row(label, n, old.get(label, 0)) for label, n in pairs]
    if total:
        rows.append(row("Total", whole, whole_old))
    notes = [note, rounding_note([n for _, n in pairs], whole) if share and total else ""]
    return Table(
        caption, tuple(header), tuple(rows), align=_numbers(header), total=total, note=_joined(notes), key=key
    )  # fmt: skip


def crossed(
    caption: str,
    head: str,
    nested: Sequence[tuple[str, Counts]],
    columns: Sequence[tuple[str, str]],
    *,
    total: bool = True,
    note: str = "",
    key: str = "",
) -> Table:
    """Counts within counts. columns: (label, heading) in their order; a last column sums each row."""
    header = (head, *(heading for _, heading in columns), "Total")
    sums = [0] * (len(columns) + 1)
    rows: list[tuple[str, ...]] = []
    for label, pairs in nested:
        found = dict(pairs)
        values = [found.get(column, 0) for column, _ in columns]
        values.append(sum(values))
        sums = [a + b for a, b in zip(sums, values, strict=True)]
        rows.append((plain(label), *(number(v) for v in values)))
    if total:
        rows.append(("Total", *(number(v) for v in sums)))
    return Table(caption, header, tuple(rows), align=_numbers(header), total=total, note=note, key=key)


def mean_days(days: Days) -> str:
    """The mean of a table: one decimal; "–" of nothing."""
    return "–" if days.mean is None else number(days.mean, 1)


def median_days(days: Days) -> str:
    """The median: a half only where there is one."""
    if days.median is None:
        return "–"
    return number(days.median, 0 if days.median.denominator == 1 else 1)


def to_the_right(columns: int) -> tuple[Align, ...]:
    """The first column to the left, the numbers to the right."""
    right: list[Align] = ["right"] * (columns - 1)
    return ("left", *right)


def _numbers(header: Sequence[str]) -> tuple[Align, ...]:
    return to_the_right(len(header))


def _joined(notes: Sequence[str]) -> str:
    return " ".join(note for note in notes if note)
