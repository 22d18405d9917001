"""A chart of the report on the screen: the same specification and layout as on paper, in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.report.charts import ChartSpec, Dot, Drawing, Line, Mark, Path, Rect, Text, alt_text, layout
from desk_app.report.charts.palette import Palette
from ui.kit import theme

PER_POINT = 13 / 9
"""Pixels for a point: the labels of 9 points are as large as the hints of the window."""


class ChartView(QWidget):
    """Draws a ChartSpec as wide as there is room; a screen reader is given its alternative text."""

    def __init__(self) -> None:
        super().__init__()
        self._spec: ChartSpec | None = None
        self._drawing: Drawing | None = None
        self._laid_out_for: tuple[object, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)

    def show_chart(self, spec: ChartSpec) -> None:
        """Draw this one."""
        self._spec = spec
        self.setAccessibleName(spec.title)
        self.setAccessibleDescription(alt_text(spec))
        self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def _fit(self) -> None:
        """Lay it out for the width there is; its height follows."""
        wanted = (id(self._spec), self.width(), theme.current().name)
        if self._spec is None or self._laid_out_for == wanted:
            return
        self._laid_out_for = wanted
        self._drawing = layout(self._spec, self.width() / PER_POINT, self._measure, _palette())
        self.setFixedHeight(round(self._drawing.height * PER_POINT) + 2)

    def _font(self, size: float, *, bold: bool) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(round(size * PER_POINT))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def _measure(self, text: str, bold: bool, size: float) -> float:
        return QFontMetricsF(self._font(size, bold=bold)).horizontalAdvance(text) / PER_POINT

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._fit()  # the theme may be another
        if self._drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for mark in self._drawing.marks:
            self._paint(painter, mark, self._drawing.height)
        painter.end()

    def _paint(self, painter: QPainter, mark: Mark, height: float) -> None:
        """One mark. Its origin is at the bottom left, the screen's at the top left."""

        def at(x: float, y: float) -> QPointF:
            return QPointF(x * PER_POINT, (height - y) * PER_POINT)

        match mark:
            case Rect():
                corner = at(mark.x, mark.y + mark.height)
                area = QRectF(corner.x(), corner.y(), mark.width * PER_POINT, mark.height * PER_POINT)
                painter.fillRect(area, mark.fill)
            case Line():
                painter.setPen(_pen(mark))
                painter.drawLine(at(mark.x1, mark.y1), at(mark.x2, mark.y2))
            case Path():
                painter.setPen(_pen(mark))
                painter.drawPolyline(QPolygonF([at(x, y) for x, y in mark.points]))
            case Dot():
                painter.setPen(QPen(QColor(mark.stroke), mark.width * PER_POINT))
                painter.setBrush(mark.fill)
                radius = mark.radius * PER_POINT
                painter.drawEllipse(at(mark.x, mark.y), radius, radius)
            case Text():
                self._write(painter, mark, at(mark.x, mark.y))

    def _write(self, painter: QPainter, mark: Text, place: QPointF) -> None:
        painter.setFont(self._font(mark.size, bold=mark.bold))
        painter.setPen(mark.colour)
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[mark.anchor]
        wide = QFontMetricsF(painter.font()).horizontalAdvance(mark.text)
        painter.drawText(QPointF(place.x() - wide * share, place.y()), mark.text)


def _pen(mark: Line | Path) -> QPen:
    pen = QPen(mark.colour)
    pen.setWidthF(mark.width * PER_POINT)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if mark.dash:
        pen.setDashPattern([length / mark.width for length in mark.dash])
    return pen


def _palette() -> Palette:
    """The chart's colours in the theme in force."""
    named = theme.current().colours
    return Palette(
        paper=named["surface"], ink=named["text"], muted=named["muted"], faint=named["line"], accent=named["primary"],
        soft=named["control"], line=named["warn"], target=named["danger"],
        series=(named["primary"], named["ok"], named["danger"], named["warn"], named["info"], named["control"]),
    )  # fmt: skip
