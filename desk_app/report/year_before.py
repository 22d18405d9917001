"""The year before, cell by cell as it was published: what a report printed is kept, and the next one prints it again.

A table of the next year is that of the same key. Where the register gives another number now, a note says so; where
the author prints a measure as it is counted now, the tables of what it counts are too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from desk_app.report.blocks import Block, Chart, Table
from desk_app.report.earlier import Earlier
from desk_app.report.material import Material
from desk_app.report.words import listed

FOLLOWS: Mapping[str, str] = {
    **dict.fromkeys(
        (
            "by-kind", "by-service-area-years", "by-month", "by-quarter", "by-category", "by-theme", "by-relationship",
            "children", "repeat", "by-channel",
        ),
        "complaints",
    ),
    **dict.fromkeys(("by-route", "by-region"), "investigations"),
    **dict.fromkeys(("days-stage-1", "days-later"), "days"),
    "outcomes-stage-1": "upheld",
    "beyond-stage-1": "beyond_stage_1",
}  # fmt: skip
"""The measure whose choice, as published or as counted now, a table and its chart follow."""
TYPED: Mapping[tuple[str, str], str] = {
    ("by-kind", "Complaints"): "complaints",
    ("by-kind", "Compliments"): "compliments",
    ("beyond-stage-1", "Cases with a stage 2 opened in the year"): "beyond_stage_1",
}
"""Cells of tables that are measures, which can be typed in."""
NAMED, TOTAL, HIDDEN = 6, "Total", "hidden"


def frozen(blocks: Iterable[Block]) -> dict[str, Any]:
    """What is kept of the tables that are published, by key."""
    return {b.key: {"header": b.header, "rows": b.rows} for b in blocks if isinstance(b, Table) and b.key}


def printed(blocks: Iterable[Block], m: Material) -> Iterator[Block]:
    """The blocks with the numbers of the year before as they were published."""
    was = None if m.before is None else m.earlier.get(m.year_before)
    if was is None:
        yield from blocks
        return
    for block in blocks:
        if isinstance(block, Table) and not _anew(m, block.key):
            yield _table(block, m.year_before, was)
        elif isinstance(block, Chart) and not _anew(m, block.key):
            yield _chart(block, m.year_before, was)
        else:
            yield block


def _anew(m: Material, key: str) -> bool:
    return m.is_restated(FOLLOWS.get(key.removesuffix("-table").removesuffix("-chart"), ""))


# --- tables ---------------------------------------------------------------------------------------------------
def _table(table: Table, year: str, was: Earlier) -> Table:
    at = next((at for at, head in enumerate(table.header) if head.endswith(year) and at), None)
    if at is None:
        return table
    labels = _labels(table)
    cells = _kept(was, table.key, labels, table.header[at].removesuffix(year).strip() or year)
    typed: dict[tuple[str, ...], str] = {
        (label,): f"{was.values[measure]:,}"
        for (key, label), measure in TYPED.items()
        if key == table.key and measure in was.values and not cells
    }
    if not cells and not typed:
        return table
    if cells:  # what was not published then was not there, or had another name
        rows = [_row(row, at, cells.get(row[:labels], "0" if table.total else "–")) for row in table.rows]
    else:
        rows = [_row(row, at, typed.get(row[:labels], row[at])) for row in table.rows]
    if cells and table.total:
        known = {row[:labels] for row in table.rows}
        rows[-1:-1] = [_gone(label, table, at, cell) for label, cell in cells.items() if label not in known]
    if typed and table.total:
        rows[-1] = _row(rows[-1], at, f"{sum(_number(row[at]) or 0 for row in rows[:-1]):,}")
    return replace(table, rows=tuple(rows), note=f"{table.note} {_note(table, rows, at, year, was)}".strip())


def _labels(table: Table) -> int:
    """So many columns at the left name a row."""
    return max(1, next((at for at, align in enumerate(table.align) if align == "right"), 1))


def _kept(was: Earlier, key: str, labels: int, head: str) -> dict[tuple[str, ...], str]:
    """The published cells under that heading, by the names of their rows."""
    kept = was.tables.get(key, {})
    header = list(kept.get("header", ()))
    if head not in header:
        return {}
    return {tuple(row[:labels]): row[header.index(head)] for row in kept["rows"]}


def _row(row: Sequence[str], at: int, cell: str) -> tuple[str, ...]:
    return (*row[:at], cell, *row[at + 1 :])


def _gone(label: tuple[str, ...], table: Table, at: int, cell: str) -> tuple[str, ...]:
    """A row that only the published table had."""
    zeros = ["0%" if "share" in head.casefold() else "0" for head in table.header]
    return _row((*label, *zeros[len(label) :]), at, cell)


def _note(table: Table, rows: Sequence[tuple[str, ...]], at: int, year: str, was: Earlier) -> str:
    """Which numbers the register gives now where they differ; nothing of what is hidden."""
    now = {row[: _labels(table)]: row[at] for row in table.rows}
    differ = [
        f"{' '.join(row[: _labels(table)])} {now.get(row[: _labels(table)], '0')}"
        for row in rows
        if HIDDEN not in (row[at], now.get(row[: _labels(table)])) and now.get(row[: _labels(table)], "0") != row[at]
    ]
    if not differ:
        return ""
    more = [f"{len(differ) - NAMED} more"] if len(differ) > NAMED else []
    return f"{year} as published {was.source}; the register now gives {listed([*differ[:NAMED], *more])}."


# --- charts ---------------------------------------------------------------------------------------------------
def _chart(chart: Chart, year: str, was: Earlier) -> Chart:
    cells = _kept(was, f"{chart.key.removesuffix('-chart')}-table", 1, year)
    if not cells or not any(series.name == year for series in chart.spec.series):
        return chart
    series = tuple(
        replace(one, values=tuple(_number(cells.get((name,), "0")) for name in chart.spec.categories))
        if one.name == year
        else one
        for one in chart.spec.series
    )
    return Chart.of(replace(chart.spec, series=series), chart.caption, chart.key, chart.note)


def _number(cell: str) -> float | None:
    plain = cell.replace(",", "")
    if not plain.replace(".", "", 1).isdigit():
        return None
    return float(plain) if "." in plain else int(plain)
