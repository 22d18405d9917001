"""Charts of lying bars: one for each category, stacked, or grouped."""

from desk_app.report.charts.drawing import LEADING, Drawing, Sheet
from desk_app.report.charts.spec import ChartSpec, percent

_LABELS = 0.42  # the most of the width that names of categories take
_BAR = 12.4
_GAP = 8.0  # between a name and its bar


def _names(spec: ChartSpec, sheet: Sheet) -> tuple[float, dict[int, list[str]]]:
    """Where the bars begin, and the lines of each category's name."""
    names = {place: (spec.labels or spec.categories)[place] for place in spec.order()}
    left = min(sheet.widest(names.values()) + _GAP + 2, sheet.width * _LABELS)
    return left, {place: sheet.wrapped(name, left - _GAP) for place, name in names.items()}


def hbar(spec: ChartSpec, sheet: Sheet) -> Drawing:
    """A bar for each category, its number at its end."""
    left, names = _names(spec, sheet)
    values = spec.series[0].values
    highest = max((value for value in values if value is not None), default=0)
    right = sheet.widest((spec.shown(value) for value in values), bold=True) + _GAP
    scale = max(sheet.width - left - right, 1) / (highest or 1)
    heights = {place: max(19.0, LEADING * len(lines) + 7.5) for place, lines in names.items()}
    height = y = sum(heights.values())
    for place, lines in names.items():
        y -= heights[place]
        middle = y + heights[place] / 2
        value = values[place]
        strong = not spec.highlight or spec.categories[place] in spec.highlight
        sheet.label(left - _GAP, middle, lines)
        long = max((value or 0) * scale, 0)
        if long:
            colour = sheet.palette.accent if strong else sheet.palette.soft
            sheet.rect(left, middle - _BAR / 2, max(long, 0.75), _BAR, colour)
        sheet.beside(left + long + 5, middle, spec.shown(value), bold=value is not None)
    sheet.line(left, 0, left, height, sheet.palette.muted)
    return sheet.done(height)


def grouped(spec: ChartSpec, sheet: Sheet) -> Drawing:
    """Under each category a bar of each series."""
    left, names = _names(spec, sheet)
    shown = [spec.shown(value) for series in spec.series for value in series.values]
    highest = max((value for series in spec.series for value in series.values if value is not None), default=0)
    scale = max(sheet.width - left - sheet.widest(shown, bold=True) - _GAP, 1) / (highest or 1)
    bar, pitch = 9.0, 10.5
    heights = {place: max(pitch * len(spec.series) + 9, LEADING * len(lines) + 7.5) for place, lines in names.items()}
    legend = [(series.name, sheet.palette.of(place), False) for place, series in enumerate(spec.series)]
    bars = sum(heights.values())
    height = bars + sheet.legend_height(legend, 0)
    y = bars
    for place, lines in names.items():
        y -= heights[place]
        middle = y + heights[place] / 2
        sheet.label(left - _GAP, middle, lines)
        for row, series in enumerate(spec.series):
            value = series.values[place]
            at = middle + ((len(spec.series) - 1) / 2 - row) * pitch
            long = max((value or 0) * scale, 0)
            if long:
                sheet.rect(left, at - bar / 2, max(long, 0.75), bar, sheet.palette.of(row))
            sheet.beside(left + long + 5, at, spec.shown(value), bold=value is not None)
    sheet.line(left, 0, left, bars, sheet.palette.muted)
    sheet.legend(legend, 0, height)
    return sheet.done(height)


def stacked(spec: ChartSpec, sheet: Sheet) -> Drawing:
    """A bar for each category made of all series; numbers where they fit, all of them are in the table."""
    left, names = _names(spec, sheet)
    totals = {place: sum(max(series.values[place] or 0, 0) for series in spec.series) for place in names}
    highest = max(totals.values(), default=0) or 1
    right = 0.0 if spec.share else sheet.widest((spec.shown(total) for total in totals.values()), bold=True) + _GAP
    room = max(sheet.width - left - right, 1)
    heights = {place: max(32.0, LEADING * len(lines) + 9) for place, lines in names.items()}
    legend = [(series.name, sheet.palette.of(place), False) for place, series in enumerate(spec.series)]
    bars = sum(heights.values())
    height = bars + sheet.legend_height(legend, 0) - 4
    y = bars
    for place, lines in names.items():
        y -= heights[place]
        middle = y + heights[place] / 2
        sheet.label(left - _GAP, middle, lines)
        total = totals[place]
        if not total:
            sheet.beside(left, middle, "None", colour=sheet.palette.muted)
            continue
        end = _stack(spec, sheet, place, left, middle, room if spec.share else room * total / highest)
        if not spec.share:
            sheet.beside(end + 5, middle, spec.shown(total), bold=True)
    sheet.legend(legend, 0, height)
    return sheet.done(height)


def _stack(spec: ChartSpec, sheet: Sheet, place: int, x: float, middle: float, room: float) -> float:
    """One bar of a stack; returns where it ends."""
    total = sum(max(series.values[place] or 0, 0) for series in spec.series)
    for row, series in enumerate(spec.series):
        value = series.values[place] or 0
        if value <= 0:
            continue
        width = room * value / total
        colour = sheet.palette.of(row)
        sheet.rect(x, middle - 11, max(width - 1.2, 0.6), 22, colour)
        shown = percent(value, total) if spec.share else spec.shown(value)
        if sheet.wide(shown, bold=True) + 6 < width:
            at = x + (width - 1.2) / 2
            sheet.beside(at, middle, shown, bold=True, colour=sheet.palette.on(colour), anchor="middle")
        x += width
    return x
