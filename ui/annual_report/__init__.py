"""The annual report: its real pages, and its file."""

from ui.annual_report.screen import AnnualReportScreen

__all__ = ["AnnualReportScreen"]
