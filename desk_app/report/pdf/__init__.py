"""The report as a tagged PDF that meets PDF/UA-1. The only package that speaks ReportLab."""

from desk_app.report.pdf.document import to_bytes

__all__ = ["to_bytes"]
