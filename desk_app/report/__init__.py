"""The annual report: figures become blocks, blocks become an accessible PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.progress import Progress, silent

if TYPE_CHECKING:
    from desk_app.report.blocks import Report
    from desk_app.store import Store


def compose(store: Store, year: str, as_at: date, progress: Progress = silent) -> Report:
    """The report of a year ("2023/24") as blocks, with figures as at that day."""
    from desk_app.report.contents import compose as composed

    return composed(store, year, as_at, progress)


def export(store: Store, year: str, as_at: date, out: Path, progress: Progress = silent) -> Report:
    """Write the annual report of a year, as it reads now and as a draft, to `out` and return it.

    A failure or Cancel leaves an older file as it was. What was published is written by `publishing.export`.

    That it was exported is noted in the journal where the store is open for writing.
    """
    from desk_app.report import pdf  # ReportLab is loaded by those who print

    report = compose(store, year, as_at, progress)
    pdf.write(report, out, progress)
    if not store.read_only:
        store.log_export(f"export annual report {year}")
    return report
