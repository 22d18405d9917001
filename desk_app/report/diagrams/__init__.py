"""Diagrams as frozen data: one specification, one layout for every painter, the words that replace it from the same."""

from desk_app.report.diagrams.layout import layout
from desk_app.report.diagrams.spec import Box, DiagramSpec, Lane, Shortcut
from desk_app.report.diagrams.words import alt_text

__all__ = ["Box", "DiagramSpec", "Lane", "Shortcut", "alt_text", "layout"]
