"""A monitoring sheet laid out for paper: two to four pages. Tables of one shape become one table, nothing is left out.

The workbook and the window keep every table by itself; here what compares the period with a year before stands in one
table, what is counted by team in another, the time limits beside the days they took.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from desk_app.figures.monitoring import BEFORE, NOW, Cell, FigureTable, Sheet
from desk_app.report.blocks import Align, Block, Chart, Heading, Prose, Table, plain
from desk_app.report.charts import ChartSpec, Series
from desk_app.report.tables import to_the_right
from desk_app.report.words import number

AXIS = 3
"""So many letters of a month stand under its column."""
COMPARED = {"by-kind": "Received", "due-compared": "Due", "learning": "Upheld cases", "actions": "Actions"}
"""Tables with this period and a year before, and the word that stands before their rows."""
ALONE = ("by-category", "by-theme", "points")
DEFINED = (
    "Open and overdue: by the last day of the period. Due: responses of any stage that fell due in it, sent or not."
)
ACROSS, NUMBERS = 13, {"No answer": 1.45, "Compliments": 1.95, "Extended": 1.5, "Overdue": 1.4}
"""So many columns of numbers stand side by side; how wide those with long heads are."""
SHORT = {
    ("compliments", NOW): "Compliments",
    ("due", "Unanswered"): "No answer",
    ("days", "Average a year before"): "Average before",
}
"""Heads of columns where tables are put together, by table and by what its own column is called."""


def blocks(sheet: Sheet) -> tuple[Block, ...]:
    """Everything after the key figures. Sections without figures are told of in one paragraph."""
    found = {table.key: table for table in sheet.tables}
    parts = (
        ("", _compared(found)),
        ("By month", _months(found)),
        ("Stage 1: outcomes and time limits", (*_alone(found, ("outcomes",)), *_stage_1(found))),
        ("By team", () if sheet.now.team else _teams(found)),
        ("What complaints were about, and what was learnt", _alone(found, ALONE)),
    )
    made: list[Block] = []
    for at, (title, inside) in enumerate(parts):
        if inside:
            made += [*((Heading(title, 2, f"part-{at}"),) if title else ()), *inside]
    nothing = " ".join(section.nothing for section in sheet.sections if not section.tables and section.nothing)
    return (*made, Prose(nothing)) if nothing else tuple(made)


def chart(table: FigureTable) -> ChartSpec:
    """The months as columns, the year before as a line."""
    rows = table.rows[:-1]
    labels = tuple(label for label, _ in rows)
    series = tuple(
        Series(name, tuple(value if isinstance(value := cells[at], int) else None for _, cells in rows))
        for at, name in enumerate(table.columns)
    )
    return ChartSpec(
        "columns", table.title, labels, series, unit=table.unit[1], unit_one=table.unit[0], category=table.head,
        labels=tuple(label[:AXIS] for label in labels),
    )  # fmt: skip


def printed(cell: Cell, decimals: int = 0) -> str:
    """A cell in words: thousands parted, "–" where there is no figure."""
    if cell is None:
        return "–"
    return cell if isinstance(cell, str) else number(cell, decimals)


# --- tables by themselves ---------------------------------------------------------------------------------------
def _alone(found: dict[str, FigureTable], keys: Iterable[str]) -> tuple[Block, ...]:
    return tuple(_table(found[key]) for key in keys if key in found)


def _table(table: FigureTable, caption: str = "") -> Table:
    return Table(
        caption or table.title,
        (table.head, *table.columns),
        tuple((plain(label), *(printed(cell, table.decimals) for cell in cells)) for label, cells in table.rows),
        align=to_the_right(1 + len(table.columns)),
        total=table.total,
        note=" ".join(filter(None, (table.definition, plain(table.note)))),
        key=f"{table.key}-table",
    )


def _months(found: dict[str, FigureTable]) -> tuple[Block, ...]:
    table = found.get("by-month")
    if table is None:
        return ()
    spec = chart(table)
    caption = f"{table.title}: the numbers"
    numbers = _across(table, caption) if len(table.rows) <= ACROSS else _table(table, caption)
    return (numbers,) if spec.empty else (Chart.of(spec, key=table.key), numbers)


def _across(table: FigureTable, caption: str) -> Table:
    """The months side by side, under their short names: a line for each year."""
    short = {label: label[:AXIS] for label, _ in table.rows[:-1]}
    heads = short if len(set(short.values())) == len(short) else {label: label for label in short}
    header = ("Cases", *(heads.get(label, label) for label, _ in table.rows))
    return Table(
        caption, header,
        tuple((name, *(printed(cells[at]) for _, cells in table.rows)) for at, name in enumerate(table.columns)),
        align=to_the_right(len(header)), widths=(2.6, *(1.0 for _ in table.rows)), note=table.definition,
        key=f"{table.key}-table",
    )  # fmt: skip


# --- tables of one shape together -------------------------------------------------------------------------------
def _compared(found: dict[str, FigureTable]) -> tuple[Block, ...]:
    """What was received, open, due, learnt and done, with a year before."""
    rows: list[tuple[str, ...]] = []
    compares = any(BEFORE in found[key].columns for key in COMPARED if key in found)
    for key, subject in COMPARED.items():
        if key == "due-compared":
            rows += _open(found, compares)
        if key in found:
            rows += [(subject, plain(label), *_pair(cells, compares)) for label, cells in found[key].rows]
    if not rows:
        return ()
    header = ("Subject", "What", NOW, *((BEFORE,) if compares else ()))
    right: list[Align] = ["right"] * (len(header) - 2)
    notes = [DEFINED, *(found[key].definition for key in ("learning", "actions") if key in found), _bands(found)]
    return (
        Table(
            "The period in numbers", header, tuple(rows), align=("left", "left", *right),
            note=" ".join(filter(None, notes)), key="in-numbers-table",
        ),
    )  # fmt: skip


def _open(found: dict[str, FigureTable], compares: bool) -> Iterator[tuple[str, ...]]:
    if "open" not in found:
        return
    cells = found["open"].rows[-1][1]
    old = cells[2:] or (None, None)
    yield ("Open at the end", "Investigations", *_pair((cells[0], old[0]), compares))
    yield ("Open at the end", "Of them overdue", *_pair((cells[1], old[1]), compares))


def _pair(cells: Sequence[Cell], compares: bool) -> tuple[str, ...]:
    before = cells[1] if len(cells) > 1 else None
    return (printed(cells[0]), printed(before)) if compares else (printed(cells[0]),)


def _bands(found: dict[str, FigureTable]) -> str:
    return plain(found["open"].note) if "open" in found else ""


def _teams(found: dict[str, FigureTable]) -> tuple[Block, ...]:
    """Open, due and compliments of every team side by side."""
    sources = [
        (found[key], columns)
        for key, columns in (("open", ("Open", "Overdue")), ("due", ()), ("compliments", (NOW,)))
        if key in found
    ]
    if not sources:
        return ()
    header = ["Team"]
    teams: dict[str, None] = {}
    parts: list[tuple[dict[str, tuple[Cell, ...]], list[int]]] = []
    for table, wanted in sources:
        places = [at for at, name in enumerate(table.columns) if not wanted or name in wanted]
        header += [SHORT.get((table.key, table.columns[at]), table.columns[at]) for at in places]
        parts.append((dict(table.rows), places))
        teams.update(dict.fromkeys(label for label, _ in table.rows[:-1]))
    rows = tuple(
        (plain(team), *(printed(of[team][at] if team in of else 0) for of, places in parts for at in places))
        for team in [*teams, "Total"]
    )
    return (
        Table(
            "Investigations open at the end, responses due and compliments received, by team", tuple(header), rows,
            align=to_the_right(len(header)), total=True, note=DEFINED, key="teams-table",
            widths=(2.9, *(NUMBERS.get(name, 1.0) for name in header[1:])),
        ),
    )  # fmt: skip


def _stage_1(found: dict[str, FigureTable]) -> tuple[Block, ...]:
    """Time limits and the days it took, a row for each procedure."""
    limits, days = found.get("in-time"), found.get("days")
    if limits is None or days is None:
        return ()
    took = {"Total" if label == "Both" else label: cells for label, cells in days.rows}
    kept = dict(limits.rows)
    names = [*(name for name in took if name != "Total"), *(n for n in kept if n not in took), "Total"]
    none: tuple[Cell, ...] = (0,) * len(limits.columns)
    nothing: tuple[Cell, ...] = (None,) * len(days.columns)
    rows = tuple(
        (
            plain(name),
            *(printed(cell) for cell in kept.get(name, none)),
            *(printed(cell, days.decimals) for cell in took.get(name, nothing)),
        )
        for name in names
        if name == "Total" or kept.get(name, none)[-1] or took.get(name, nothing)[-1] is not None
    )
    header = ("Procedure", *limits.columns, *(f"{SHORT.get((days.key, name), name)} days" for name in days.columns))
    return (
        Table(
            "Stage 1 investigations closed in the period: time limits, and working days to close", header, rows,
            align=to_the_right(len(header)), total=True, note=f"{limits.definition} {days.definition}",
            key="stage-1-table",
        ),
    )  # fmt: skip
