"""The report as a tagged PDF that meets PDF/UA-1. The only package that speaks ReportLab."""

from pathlib import Path

from desk_app.atomic import write_bytes
from desk_app.progress import Progress, silent
from desk_app.report.blocks import Report
from desk_app.report.pdf.document import to_bytes

__all__ = ["to_bytes", "write"]


def write(report: Report, out: Path, progress: Progress = silent) -> None:
    """Write the report to `out`. A failure (Problem) or Cancel leaves an older file there as it was."""
    write_bytes(out, to_bytes(report, progress))
