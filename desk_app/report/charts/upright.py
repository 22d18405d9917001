"""Charts over an axis of time or the like: columns with the year before as a line, and lines."""

from itertools import pairwise

from desk_app.report.charts.drawing import LEADING, Dot, Drawing, Path, Sheet, ticks
from desk_app.report.charts.spec import ChartSpec, Number, Series

_PLOT = 148.0  # points: height of the axis
_DASHES: tuple[tuple[float, ...], ...] = ((), (5, 3), (1.5, 2.5), (8, 3, 1.5, 3))


def columns(spec: ChartSpec, sheet: Sheet) -> Drawing:
    """Columns of the first series; the second, the year before, as a line with dots."""
    now, before = spec.series[0], spec.series[1] if len(spec.series) > 1 else None
    legend = [(now.name, sheet.palette.accent, False)]
    if before:
        legend.append((before.name, sheet.palette.line, True))
    axis = _Axis(spec, sheet)
    thick = min(axis.step * 0.56, 26)
    in_foot = all(
        value is None or (value * axis.scale >= 14 and sheet.wide(spec.shown(value), bold=True) <= thick - 2)
        for value in now.values
    )
    foot = axis.names(spec, values=None if in_foot else now)
    legend_height = sheet.legend_height(legend, axis.left)
    axis.lift(foot)
    axis.guides()
    for x, value in zip(axis.middles, now.values, strict=True):
        if value:
            sheet.rect(x - thick / 2, axis.bottom, thick, max(value * axis.scale, 0.75), sheet.palette.accent)
    axis.base()
    if before:
        _trace(sheet, axis, before, sheet.palette.line, (), halo=True)
    if in_foot:
        for x, value in zip(axis.middles, now.values, strict=True):
            if value is not None:
                shown = spec.shown(value)
                sheet.text(x, axis.bottom + 4, shown, bold=True, colour=sheet.palette.paper, anchor="middle")
    height = axis.bottom + _PLOT + legend_height
    sheet.legend(legend, axis.left, height)
    return sheet.done(height)


def line(spec: ChartSpec, sheet: Sheet) -> Drawing:
    """Points joined by lines. One series: a number at each point; more: an axis, and each line its name at its end."""
    several = len(spec.series) > 1
    names = sheet.widest((series.name for series in spec.series), bold=True) + 20 if several else 0
    axis = _Axis(spec, sheet, right_pad=min(names, sheet.width * 0.3), numbered=several)
    axis.spread(spec)
    labelled = not several and axis.step >= sheet.widest((spec.shown(v) for v in spec.series[0].values), bold=True) + 2
    axis.lift(axis.names(spec))
    axis.guides()
    axis.base()
    if spec.target is not None:
        y = axis.bottom + spec.target * axis.scale
        sheet.line(axis.left, y, axis.right, y, sheet.palette.target, 1, (4, 3))
        target = f"Target {spec.shown(spec.target)}"
        sheet.text(axis.right, y + 4, target, colour=sheet.palette.target, anchor="end")
    ends = []
    for place, series in enumerate(spec.series):
        colour = sheet.palette.of(place) if several else sheet.palette.accent
        _trace(sheet, axis, series, colour, _DASHES[place % len(_DASHES)])
        last = next((value for value in reversed(series.values) if value is not None), None)
        if several and last is not None:
            ends.append((axis.bottom + last * axis.scale, series.name, colour))
    if labelled:
        for x, value in zip(axis.middles, spec.series[0].values, strict=True):
            if value is not None:
                y = axis.bottom + value * axis.scale
                sheet.text(x, y + 8, spec.shown(value), bold=True, anchor="middle")
    for y, name, colour in _apart(ends):
        sheet.marks.append(Dot(axis.right + 7, y, 3, sheet.palette.paper, colour, 1.8))
        sheet.beside(axis.right + 15, y, name, bold=True)
    return sheet.done(axis.bottom + _PLOT + 16)


def _trace(
    sheet: Sheet, axis: "_Axis", series: Series, colour: str, dash: tuple[float, ...], halo: bool = False
) -> None:
    """A line through the points there are; a gap stays a gap. halo: set off from what is under it."""
    points = [
        None if value is None else (x, axis.bottom + value * axis.scale)
        for x, value in zip(axis.middles, series.values, strict=True)
    ]
    piece: list[tuple[float, float]] = []
    for point in [*points, None]:
        if point is not None:
            piece.append(point)
            continue
        if len(piece) > 1:
            if halo:
                sheet.marks.append(Path(tuple(piece), sheet.palette.paper, 4))
            sheet.marks.append(Path(tuple(piece), colour, 1.8, dash))
        piece = []
    for point in points:
        if point is not None:
            sheet.marks.append(Dot(*point, 3, sheet.palette.paper, colour, 1.8))


def _apart(labels: list[tuple[float, str, str]]) -> list[tuple[float, str, str]]:
    """Labels (height, name, colour) at the ends of lines, moved so that none covers another."""
    ordered = sorted(labels)
    heights = [y for y, _, _ in ordered]
    for _ in range(len(heights)):
        for low, high in pairwise(range(len(heights))):
            short = LEADING - (heights[high] - heights[low])
            if short > 0:
                heights[low] -= short / 2
                heights[high] += short / 2
    return [(y, name, colour) for y, (_, name, colour) in zip(heights, ordered, strict=True)]


class _Axis:
    """The scale of an upright chart: where the columns stand and how high a number is."""

    def __init__(self, spec: ChartSpec, sheet: Sheet, *, right_pad: float = 0, numbered: bool = True) -> None:
        values: list[Number] = [value for series in spec.series for value in series.values]
        highest = max([value for value in values if value is not None] + [spec.target or 0])
        self.sheet = sheet
        self.ticks = ticks(highest) if numbered else ticks(highest, 3)
        self.numbered = numbered
        decimals = 0 if all(tick == int(tick) for tick in self.ticks) else 1
        self.tick_names = [f"{tick:,.{decimals}f}{spec.suffix}" for tick in self.ticks]
        self.left = sheet.widest(self.tick_names) + 8 if numbered else 0.0
        self.right = sheet.width - right_pad
        self.scale = _PLOT / self.ticks[-1]
        self.step = (self.right - self.left) / max(len(spec.categories), 1)
        self.middles = [self.left + (place + 0.5) * self.step for place in range(len(spec.categories))]
        self.bottom = 0.0
        self._names: list[list[str]] = []
        self._values: list[str] = []

    def spread(self, spec: ChartSpec) -> None:
        """Points of lines begin and end nearer to the edges than columns do."""
        names = spec.labels or spec.categories
        shown = [spec.shown(value) for series in spec.series for value in series.values]
        edge = max(self.sheet.widest(names), self.sheet.widest(shown, bold=True)) / 2 + 4
        count = len(self.middles)
        if count < 2 or edge >= self.step / 2:
            return
        self.step = (self.right - self.left - 2 * edge) / (count - 1)
        self.middles = [self.left + edge + place * self.step for place in range(count)]

    def names(self, spec: ChartSpec, values: Series | None = None) -> float:
        """Prepare the names under the axis, and the numbers under them if asked; returns the height they need.

        Too many for the width: every second, third ... name is printed.
        """
        labels = spec.labels or spec.categories
        longest_word = self.sheet.widest(word for label in labels for word in label.split())
        every = max(1, min(len(labels), round(longest_word / self.step + 0.4999)))
        self._names = [
            self.sheet.wrapped(label, self.step * every - 3)[:3] if place % every == 0 else []
            for place, label in enumerate(labels)
        ]
        if values is not None:
            shown = [spec.shown(value) for value in values.values]
            if self.sheet.widest(shown, bold=True) <= self.step - 1:
                self._values = shown
        return (
            max((len(lines) for lines in self._names), default=1) * LEADING + (LEADING + 2 if self._values else 0) + 5
        )

    def lift(self, foot: float) -> None:
        """Set the axis above its names and draw these."""
        self.bottom = foot
        for x, lines in zip(self.middles, self._names, strict=True):
            for place, text in enumerate(lines):
                self.sheet.text(x, self.bottom - 13 - place * LEADING, text, anchor="middle")
        for x, text in zip(self.middles, self._values, strict=False):
            self.sheet.text(x, 2.5, text, bold=True, anchor="middle")

    def guides(self) -> None:
        """Faint lines at the round numbers, with the numbers if this axis is numbered."""
        if not self.numbered:
            return
        for tick, name in zip(self.ticks, self.tick_names, strict=True):
            y = self.bottom + tick * self.scale
            if tick:
                self.sheet.line(self.left, y, self.right, y, self.sheet.palette.faint, 0.6)
            self.sheet.beside(self.left - 6, y, name, colour=self.sheet.palette.muted, anchor="end")

    def base(self) -> None:
        self.sheet.line(self.left, self.bottom, self.right, self.bottom, self.sheet.palette.muted)
