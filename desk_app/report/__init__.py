"""The annual report: figures become blocks, blocks become an accessible PDF or web page."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.problems import Problem
from desk_app.progress import Progress, silent

if TYPE_CHECKING:
    from desk_app.report.blocks import Report
    from desk_app.store import Store

WEB = (".html", ".htm")
KINDS = (".pdf", *WEB)


def compose(store: Store, year: str, as_at: date, progress: Progress = silent) -> Report:
    """The report of a year ("2023/24") as blocks, with figures as at that day."""
    from desk_app.report.contents import compose as composed

    return composed(store, year, as_at, progress)


def export(store: Store, year: str, as_at: date, out: Path, progress: Progress = silent) -> Report:
    """Write the annual report of a year, as it reads now and as a draft, to `out` and return it.

    The name's ending says how: .pdf or .html. A failure or Cancel leaves an older file as it was. What was published is
    written by `publishing.export`.

    That it was exported is noted in the journal where the store is open for writing.
    """
    check_kind(out)
    report = compose(store, year, as_at, progress)
    write(report, out, progress)
    if not store.read_only:
        store.log_export(f"export annual report {year}")
    return report


def check_kind(out: Path) -> None:
    """Problem: the name's ending is none that a report can be written as."""
    if out.suffix.lower() not in KINDS:
        raise Problem(
            f"{out.name} is not a kind of report that can be written.",
            "End its name with .pdf, or .html for a web page.",
        )


def write(report: Report, out: Path, progress: Progress = silent) -> None:
    """Write a report's blocks, as the name's ending says."""
    from desk_app.report import html, pdf  # ReportLab is loaded by those who print

    writer = html.write if out.suffix.lower() in WEB else pdf.write
    writer(report, out, progress)
