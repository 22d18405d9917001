"""The monitoring sheet as a PDF, made like the annual report; and its charts and words for the window."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.figures import monitoring, suppression
from desk_app.figures.monitoring import Cell, FigureTable, Sheet
from desk_app.figures.period import Period
from desk_app.progress import Progress, silent
from desk_app.report import monitoring_pages, with_journal
from desk_app.report.bars import MOST, shortened
from desk_app.report.blocks import Block, Heading, KeyFigure, KeyFigures, Meta, Prose, Report, plain
from desk_app.report.charts import ChartSpec, Series
from desk_app.report.words import number, on, percent, risen
from desk_app.settings import Settings

if TYPE_CHECKING:
    from desk_app.store import Store


def export(
    store: Store, period: Period, as_at: date, out: Path, *, team: str = "", public: bool = False,
    progress: Progress = silent,
) -> Report:  # fmt: skip
    """Write the sheet of a period to `out` as a PDF. A failure or Cancel leaves an older file as it was.

    Problem if the period has not begun. Whoever exports notes it in the journal.
    """
    from desk_app.report import pdf  # ReportLab is loaded by those who print

    sheet = monitoring.gather(store, period, as_at, team, public=public, progress=progress)
    report = with_journal(store, compose(sheet, store.settings()))
    pdf.write(report, out, progress)
    return report


def compose(sheet: Sheet, settings: Settings) -> Report:
    """The sheet as blocks. Pure: the same figures give the same report."""
    now = sheet.now
    title = f"Monitoring: {settings.service}, {now.period.label}"
    if now.team:
        title = f"Monitoring: {now.team}, {now.period.label}"
    blocks: list[Block] = [Heading(plain(title), 1, "monitoring"), Prose(introduction(sheet, settings))]
    if sheet.empty:
        blocks.append(Prose(nothing(sheet)))
    else:
        blocks.append(KeyFigures(key_figures(sheet)))
        blocks += monitoring_pages.blocks(sheet)
    meta = Meta(
        title=title,
        created=now.as_at,
        author=settings.council,
        subject=f"Compliments, comments and complaints, {now.period.label}",
        footer=title,
        marking="" if sheet.public else monitoring.MARKING,
    )
    return Report(meta, None, tuple(blocks))


def introduction(sheet: Sheet, settings: Settings) -> str:
    """Whose figures these are, of when, what they are compared with and what is hidden."""
    now, before = sheet.now, sheet.before
    whose = f"the team {plain(now.team)} of {plain(settings.service)}" if now.team else plain(settings.service)
    said = [f"Figures of {whose} from {on(now.period.start)} to {on(now.period.end)}, as at {on(now.as_at)}."]
    if before is None:
        said.append("The register has nothing of the same dates a year before, so there is no comparison.")
    else:
        said.append(f"“{monitoring.BEFORE}” is {before.period.label}, counted as at {on(before.as_at)}.")
    if now.team:
        said.append("A case belongs to its own team, an investigation to the team that answers it.")
    if sheet.public and sheet.threshold > 1:
        said.append(
            f"Of what complaints were about, and of learning points, {suppression.Explained(sheet.threshold).small} is "
            "hidden, with others so that it cannot be worked out; a breakdown in which that is not possible is left "
            "out. Every other number is printed in full, however small: what was received, open, due, answered, "
            "decided and done."
        )
    return " ".join(said)


def nothing(sheet: Sheet) -> str:
    """Of an empty period."""
    whose = f" of {plain(sheet.now.team)}" if sheet.now.team else ""
    return f"Nothing was received, opened, answered, due or open{whose} in this period."


def key_figures(sheet: Sheet) -> tuple[KeyFigure, ...]:
    """The four numbers that are looked at first."""
    v, t, old = sheet.now.volumes, sheet.now.timeliness, sheet.before
    kept = t.due.in_time + t.due.in_extension
    received = _than(v.feedback_cases, old.volumes.feedback_cases if old else None)
    complaints = _than(v.complaints, old.volumes.complaints if old else None)
    still = t.open_at_end
    answered = "of the responses due were in time or extended"
    return (
        KeyFigure(number(v.feedback_cases), "pieces of feedback received", received),
        KeyFigure(number(v.complaints), "of them complaints", complaints),
        KeyFigure(number(still.open), "investigations open at the end", f"{number(still.overdue)} overdue"),
        KeyFigure(percent(kept, t.due.n), answered, f"{number(kept)} of {number(t.due.n)}"),
    )


def chart(table: FigureTable) -> ChartSpec | None:
    """The picture of a table's numbers; None where it has none or would be empty."""
    rows = table.rows[:-1] if table.total else table.rows
    drawn = rows[:MOST]
    if not table.chart or not drawn:
        return None
    places = [table.columns.index(name) for name in table.charted]
    series = tuple(
        Series(table.columns[place], tuple(_drawable(cells[place]) for _, cells in drawn)) for place in places
    )
    if not any(value for one in series for value in one.values):
        return None
    months = table.chart == "columns"
    labels = tuple(label for label, _ in drawn)
    return ChartSpec(
        table.chart,
        shortened(table.title, len(rows)),
        labels,
        series,
        unit=table.unit[1],
        unit_one=table.unit[0],
        category=table.head,
        labels=tuple(label[: monitoring_pages.AXIS] for label in labels) if months else (),
        summing="sum" if table.total and len(drawn) == len(rows) else "none",
    )


def _drawable(cell: Cell) -> int | float | None:
    return None if isinstance(cell, str) or cell is None else cell if isinstance(cell, int) else float(cell)


def _than(now: int, before: int | None) -> str:
    return "" if before is None else risen(before, now, "the year before").replace(" in the year", " the year")
