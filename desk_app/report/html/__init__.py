"""The report as one accessible HTML file: the same blocks as the PDF, no scripts, nothing fetched from elsewhere."""

from pathlib import Path

from desk_app.atomic import write_bytes
from desk_app.progress import Progress, silent
from desk_app.report.blocks import Report
from desk_app.report.html.page import to_text

__all__ = ["to_text", "write"]


def write(report: Report, out: Path, progress: Progress = silent) -> None:
    """Write the report to `out`. A failure (Problem) or Cancel leaves an older file there as it was."""
    write_bytes(out, to_text(report, progress).encode("utf-8"))
