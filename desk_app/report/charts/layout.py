"""From a specification to marks: the one layout that paper, screen and SVG share."""

from desk_app.report.charts import bars, upright
from desk_app.report.charts.drawing import Dot, Drawing, Line, Mark, Measure, Path, Rect, Sheet, Text
from desk_app.report.charts.palette import PRINT, Palette
from desk_app.report.charts.spec import ChartSpec

__all__ = ["Dot", "Drawing", "Line", "Mark", "Measure", "Path", "Rect", "Text", "layout"]

_KINDS = {
    "hbar": bars.hbar,
    "grouped": bars.grouped,
    "stacked": bars.stacked,
    "columns": upright.columns,
    "line": upright.line,
}


def layout(spec: ChartSpec, width: float, measure: Measure, palette: Palette = PRINT) -> Drawing:
    """The chart in `width` points; its height follows from what it shows. Nothing to show gives the words "No data"."""
    sheet = Sheet(width, measure, palette)
    if spec.empty:
        sheet.text(0, 10, "No data", colour=palette.muted)
        return sheet.done(28)
    return _KINDS[spec.kind](spec, sheet)
