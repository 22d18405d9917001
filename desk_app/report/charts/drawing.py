"""What a laid-out chart consists of: marks in points, origin at the bottom left, y upwards, for any painter."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from desk_app.report.charts.palette import Palette

Measure = Callable[[str, bool, float], float]
"""measure(text, bold, size) -> width in points, in the font of the painter."""

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Rect:
    x: float
    y: float
    width: float
    height: float
    fill: str


@dataclass(frozen=True, slots=True)
class Line:
    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Points joined by straight lines."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Dot:
    x: float
    y: float
    radius: float
    fill: str
    stroke: str
    width: float


@dataclass(frozen=True, slots=True)
class Text:
    """y is the base line."""

    x: float
    y: float
    text: str
    size: float
    bold: bool
    colour: str
    anchor: Anchor = "start"


Mark = Rect | Line | Path | Dot | Text


@dataclass(frozen=True, slots=True)
class Drawing:
    width: float
    height: float
    marks: tuple[Mark, ...]


SIZE = 9.0  # points: the labels of a chart
LEADING = 11.2
_MIDDLE = SIZE * 0.34  # from the middle of the letters down to the base line


@dataclass(slots=True)
class Sheet:
    """Where one layout collects its marks."""

    width: float
    measure: Measure
    palette: Palette
    marks: list[Mark] = field(default_factory=list)

    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        self.marks.append(Rect(x, y, width, height, fill))

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 0.75, dash: tuple[float, ...] = ()
    ) -> None:
        self.marks.append(Line(x1, y1, x2, y2, colour, width, dash))

    def text(
        self, x: float, y: float, text: str, *, bold: bool = False, colour: str = "", anchor: Anchor = "start"
    ) -> None:
        """One line of text, its base line at y."""
        self.marks.append(Text(x, y, text, SIZE, bold, colour or self.palette.ink, anchor))

    def beside(
        self, x: float, middle: float, text: str, *, bold: bool = False, colour: str = "", anchor: Anchor = "start"
    ) -> None:
        """One line of text, its middle at that height."""
        self.text(x, middle - _MIDDLE, text, bold=bold, colour=colour, anchor=anchor)

    def label(self, right: float, middle: float, lines: list[str]) -> None:
        """A category's name left of its bar, on as many lines as it needs."""
        top = middle + (len(lines) - 1) * LEADING / 2
        for place, line in enumerate(lines):
            self.beside(right, top - place * LEADING, line, anchor="end")

    def wide(self, text: str, bold: bool = False) -> float:
        return self.measure(text, bold, SIZE)

    def widest(self, texts: Iterable[str], bold: bool = False) -> float:
        return max((self.wide(text, bold) for text in texts), default=0.0)

    def wrapped(self, text: str, width: float, bold: bool = False) -> list[str]:
        """The text in lines no wider than `width`; a word that is too long is broken."""
        lines: list[str] = []
        line = ""
        for word in text.split():
            longer = f"{line} {word}" if line else word
            if self.wide(longer, bold) <= width:
                line = longer
                continue
            if line:
                lines.append(line)
            line = word
            while self.wide(line, bold) > width and len(line) > 1:
                fits = next((n for n in range(len(line) - 1, 0, -1) if self.wide(line[:n], bold) <= width), 1)
                lines.append(line[:fits])
                line = line[fits:]
        return [*lines, line] if line else lines or [""]

    def done(self, height: float) -> Drawing:
        return Drawing(self.width, height, tuple(self.marks))

    def lifted(self, height: float) -> Drawing:
        """What was drawn downwards from 0, with its lower edge at 0."""
        return Drawing(self.width, height, tuple(_lifted(mark, height) for mark in self.marks))

    # --- legend ----------------------------------------------------------------------------------------
    def legend(self, items: list[tuple[str, str, bool]], left: float, top: float) -> None:
        """(name, colour, drawn as a line) from left to right, on as many lines as needed, downwards from `top`."""
        x, y = left, top - SIZE
        for name, colour, as_line in items:
            width = self._legend_width(name, as_line)
            if x > left and x + width > self.width:
                x, y = left, y - 14
            if as_line:
                self.line(x, y + 3.2, x + 18, y + 3.2, colour, 2)
                self.marks.append(Dot(x + 9, y + 3.2, 2.6, self.palette.paper, colour, 1.6))
                self.text(x + 22, y, name)
            else:
                self.rect(x, y - 1, 9, 9, colour)
                self.text(x + 13, y, name)
            x += width + 16

    def legend_height(self, items: list[tuple[str, str, bool]], left: float) -> float:
        """The room the legend needs, with the space under it."""
        x, lines = left, 1
        for name, _, as_line in items:
            width = self._legend_width(name, as_line)
            if x > left and x + width > self.width:
                x, lines = left, lines + 1
            x += width + 16
        return lines * 14 + 10

    def _legend_width(self, name: str, as_line: bool) -> float:
        return (22 if as_line else 13) + self.wide(name)


def _lifted(mark: Mark, by: float) -> Mark:
    match mark:
        case Line():
            return replace(mark, y1=mark.y1 + by, y2=mark.y2 + by)
        case Path():
            return replace(mark, points=tuple((x, y + by) for x, y in mark.points))
        case _:
            return replace(mark, y=mark.y + by)


def ticks(highest: float, about: int = 4) -> list[float]:
    """Round numbers from 0 to at least `highest`: ticks(29) == [0, 10, 20, 30]."""
    if highest <= 0:
        return [0, 1]
    raw = highest / about
    power = 10.0 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw * (1 - 1e-9))
    if highest >= 1:
        step = max(step, 1)
    return [place * step for place in range(math.ceil(highest / step - 1e-9) + 1)]
