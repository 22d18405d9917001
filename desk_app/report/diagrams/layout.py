"""From a diagram's specification to marks: the one layout that paper and web page share."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from desk_app.report.charts import Drawing, Measure
from desk_app.report.charts.drawing import LEADING, SIZE, Path, Sheet
from desk_app.report.charts.palette import PRINT, Palette
from desk_app.report.diagrams.spec import Box, DiagramSpec, Lane

_IN_A_ROW, _LEAST = 3, 84.0  # boxes side by side, if each can be so wide
_RAIL, _RAIL_SHARE = 66.0, 0.34  # the least width of a lane's name, and the most of the whole
_GUTTER = 22.0  # right of the lanes, for the dashed arrow past them
_PAD = 9.0  # between a lane's edge and its boxes
_BETWEEN = 24.0  # two boxes, with their arrow
_INSIDE = 8.0  # a box's edge and its words
_ROOM = 12.0  # above and under the words beside an arrow
_HEAD = 4.0  # half of an arrow's head
_STROKE = 1.4

Point = tuple[float, float]


def layout(spec: DiagramSpec, width: float, measure: Measure, palette: Palette = PRINT) -> Drawing:
    """The diagram in `width` points; its height follows from its words."""
    return _Drawer(spec, Sheet(width, measure, palette)).drawn()


@dataclass(frozen=True, slots=True)
class _Words:
    """The lines of a box by their look: title, limit, who."""

    title: list[str]
    limit: list[str]
    who: list[str]

    @property
    def height(self) -> float:
        return (len(self.title) + len(self.limit) + len(self.who)) * LEADING


class _Drawer:
    """Draws from the top, at 0, downwards; `drawn` lifts everything above the lower edge."""

    def __init__(self, spec: DiagramSpec, sheet: Sheet) -> None:
        self.spec, self.sheet = spec, sheet
        names = sheet.widest((lane.name for lane in spec.lanes), bold=True)
        self.rail = max(_RAIL, min(names + 2 * _INSIDE, sheet.width * _RAIL_SHARE))
        self.right = sheet.width - (_GUTTER if spec.shortcut else 0.0)
        self.middles: list[float] = []  # of each lane, where the dashed arrow leaves and arrives

    def drawn(self) -> Drawing:
        y = self._start()
        for place, lane in enumerate(self.spec.lanes):
            y = self._lane(lane, y)
            if place < len(self.spec.lanes) - 1:
                y = self._onward(place, lane, y)
        self._shortcut()
        return self.sheet.lifted(-y)

    # --- the parts, each from its top; they return where they end
    def _start(self) -> float:
        sheet, palette = self.sheet, self.sheet.palette
        lines = sheet.wrapped(self.spec.start, self.right - 2 * _INSIDE, bold=True)
        high = len(lines) * LEADING + 10
        wide = max(self.rail, sheet.widest(lines, bold=True) + 2 * _INSIDE)
        self._frame(0, -high, wide, high, palette.tint)
        self._lines(_INSIDE, -5.0, lines, bold=True)
        self._arrow((self.rail / 2, -high), (self.rail / 2, -high - 18))
        return -high - 18

    def _lane(self, lane: Lane, top: float) -> float:
        sheet, palette = self.sheet, self.sheet.palette
        rows = self._rows(lane.boxes, self._columns(lane))
        heights = [max(words.height for words in row) + 2 * _INSIDE for row in rows]
        name = sheet.wrapped(lane.name, self.rail - 2 * _INSIDE + 0.5, bold=True)
        high = max(sum(heights) + _BETWEEN * (len(rows) - 1), len(name) * LEADING) + 2 * _PAD
        colour = palette.aside if lane.outside else palette.of(0)
        sheet.rect(0, top - high, self.right, high, palette.tint)
        sheet.rect(0, top - high, self.rail, high, colour)
        middle = top - high / 2
        for line, text in enumerate(name):
            at = middle + ((len(name) - 1) / 2 - line) * LEADING
            sheet.beside(self.rail / 2, at, text, bold=True, colour=palette.on(colour), anchor="middle")
        self.middles.append(middle)
        y, ends = top - _PAD, []
        for row, tall in zip(rows, heights, strict=True):
            ends.append(self._row(row, y, tall, self._columns(lane)))
            y -= tall + _BETWEEN
        for (_, last), (first, _) in pairwise(ends):
            self._elbow(last, first)
        return top - high

    def _columns(self, lane: Lane) -> int:
        """How many of the lane's boxes stand side by side."""
        most = min(len(lane.boxes), _IN_A_ROW)
        return next((count for count in range(most, 1, -1) if self._box_width(count) >= _LEAST), min(most, 1))

    def _rows(self, boxes: Sequence[Box], columns: int) -> list[list[_Words]]:
        """The boxes' words in lines, so many boxes in a row."""
        words = [self._words(box, self._box_width(columns) - 2 * _INSIDE) for box in boxes]
        return [words[first : first + columns] for first in range(0, len(words), columns or 1)]

    def _box_width(self, columns: int) -> float:
        room = self.right - self.rail - 2 * _PAD
        return (room - _BETWEEN * (columns - 1)) / (columns or 1)

    def _words(self, box: Box, width: float) -> _Words:
        wrapped = self.sheet.wrapped
        limit, who = (wrapped(text, width) if text.strip() else [] for text in (box.limit, box.who))
        return _Words(wrapped(box.title, width, bold=True), limit, who)

    def _row(self, row: list[_Words], top: float, high: float, columns: int) -> tuple[Point, Point]:
        """A row of boxes with arrows between; returns the middles of its first top and its last foot."""
        wide = self._box_width(columns)
        x = self.rail + _PAD
        first = (x + wide / 2, top)
        for place, words in enumerate(row):
            if place:
                self._arrow((x - _BETWEEN, top - high / 2), (x, top - high / 2))
            self._frame(x, top - high, wide, high, self.sheet.palette.paper)
            self._told(x + _INSIDE, top - _INSIDE, words)
            x += wide + _BETWEEN
        return first, (x - _BETWEEN - wide / 2, top - high)

    def _onward(self, place: int, lane: Lane, top: float) -> float:
        """The arrow to the next lane with its words on the right; those of a shortcut that ends there beside them."""
        cut = self.spec.shortcut
        left = self.rail / 2 + 14
        room = self.right - left
        beside: list[str] = []
        if cut is not None and cut.end == place + 1:
            room *= 0.6
            beside = self.sheet.wrapped(cut.words, (self.right - left) * 0.4 - _INSIDE)
        words = self._words(lane.onward, room) if lane.onward else _Words([], [], [])
        high = max(words.height, len(beside) * LEADING, LEADING) + 2 * _ROOM
        self._arrow((self.rail / 2, top), (self.rail / 2, top - high))
        self._told(left, top - (high - words.height) / 2, words)
        y = top - (high - len(beside) * LEADING) / 2
        for line in beside:
            y -= LEADING
            self.sheet.text(self.right, y + 2.6, line, colour=self.sheet.palette.target, anchor="end")
        return top - high

    def _shortcut(self) -> None:
        cut = self.spec.shortcut
        if cut is None:
            return
        start, end = self.middles[cut.start], self.middles[cut.end]
        x = self.sheet.width - _HEAD
        way = ((self.right, start), (x, start), (x, end), (self.right, end))
        self.sheet.marks.append(Path(way, self.sheet.palette.target, _STROKE, (3.6, 2.6)))
        self._head((x, end), (self.right, end), self.sheet.palette.target)

    # --- words and strokes
    def _told(self, x: float, top: float, words: _Words) -> None:
        y = self._lines(x, top, words.title, bold=True)
        y = self._lines(x, y, words.limit)
        self._lines(x, y, words.who, colour=self.sheet.palette.muted)

    def _lines(self, x: float, top: float, lines: list[str], *, bold: bool = False, colour: str = "") -> float:
        for line in lines:
            top -= LEADING
            self.sheet.text(x, top + LEADING - SIZE + 0.4, line, bold=bold, colour=colour)
        return top

    def _frame(self, x: float, y: float, wide: float, high: float, fill: str) -> None:
        self.sheet.rect(x, y, wide, high, fill)
        corners = ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high), (x, y))
        self.sheet.marks.append(Path(corners, self.sheet.palette.accent, 0.8))

    def _arrow(self, start: Point, end: Point) -> None:
        self.sheet.marks.append(Path((start, end), self.sheet.palette.accent, _STROKE))
        self._head(start, end, self.sheet.palette.accent)

    def _elbow(self, start: Point, end: Point) -> None:
        """From the foot of a row's last box to the head of the next row's first."""
        half = (start[1] + end[1]) / 2
        way = (start, (start[0], half), (end[0], half), end)
        self.sheet.marks.append(Path(way, self.sheet.palette.accent, _STROKE))
        self._head(way[2], end, self.sheet.palette.accent)

    def _head(self, start: Point, end: Point, colour: str) -> None:
        """The open head of a level or upright arrow, a little before what it leads to."""
        (x, y), along, up = end, _sign(end[0] - start[0]), _sign(end[1] - start[1])
        x, y = x - along * _STROKE, y - up * _STROKE
        back_x, back_y = x - along * _HEAD, y - up * _HEAD
        wings = ((back_x - up * _HEAD, back_y + along * _HEAD), (x, y), (back_x + up * _HEAD, back_y - along * _HEAD))
        self.sheet.marks.append(Path(wings, colour, _STROKE))


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
