"""Charts as frozen data: one specification, one layout for every painter, words and table from the same numbers."""

from desk_app.report.charts.layout import Dot, Drawing, Line, Mark, Measure, Path, Rect, Text, layout
from desk_app.report.charts.spec import ChartSpec, Number, Series
from desk_app.report.charts.words import Numbers, alt_text, numbers

table_of = numbers

__all__ = [
    "ChartSpec",
    "Dot",
    "Drawing",
    "Line",
    "Mark",
    "Measure",
    "Number",
    "Numbers",
    "Path",
    "Rect",
    "Series",
    "Text",
    "alt_text",
    "layout",
    "numbers",
    "table_of",
]
