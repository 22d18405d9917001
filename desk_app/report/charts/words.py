"""A chart in words (its text alternative) and in a table: written from the numbers that are drawn."""

from dataclasses import dataclass

from desk_app.report.charts.spec import ChartSpec, Series, percent, rounded

_PICTURE = {
    "hbar": "Bar chart",
    "columns": "Column chart",
    "stacked": "Stacked bar chart",
    "grouped": "Grouped bar chart",
    "line": "Line chart",
}
_LISTED = 6  # up to so many points a line chart is read out in full
_ROWS = 4  # up to so many bars a stacked chart is read out in full


@dataclass(frozen=True, slots=True)
class Numbers:
    """The chart's table: as many cells in each row as headings."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def numbers(spec: ChartSpec) -> Numbers:
    """Header and rows, in the order of the picture."""
    header = (spec.category, *(series.name for series in spec.series))
    rows = tuple(
        (spec.categories[place], *(spec.shown(series.values[place]) for series in spec.series))
        for place in spec.order()
    )
    return Numbers(header, rows)


def alt_text(spec: ChartSpec, where: str = "") -> str:
    """One to three plain sentences: what kind of picture, its main message; where = the table that has all values.

    >>> alt_text(ChartSpec("line", "Complaints", ("2022/23", "2023/24"), (Series("All", (180, 222)),)))
    'Line chart: Complaints. 180 in 2022/23 and 222 in 2023/24.'
    """
    head = f"{_PICTURE[spec.kind]}: {spec.title.rstrip('.')}."
    body = "No data." if spec.empty else _SENTENCES[spec.kind](spec)
    return " ".join(part for part in (head, body, f"All values are in {where}." if where else "") if part)


def joined(words: list[str]) -> str:
    """ "a, b and c"."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _known(spec: ChartSpec, series: Series) -> list[tuple[str, int | float]]:
    """The categories that have a figure, in drawn order."""
    pairs = ((spec.categories[place], series.values[place]) for place in spec.order())
    return [(name, value) for name, value in pairs if value is not None]


def _extremes(spec: ChartSpec, series: Series) -> tuple[list[str], int | float, list[str], int | float]:
    known = _known(spec, series)
    high, low = max(value for _, value in known), min(value for _, value in known)
    return [n for n, v in known if v == high], high, [n for n, v in known if v == low], low


def _named(names: list[str]) -> str:
    """Up to three names; more are counted."""
    return joined(names) if len(names) <= 3 else f"{len(names)} of them"


def _at(names: list[str], value: str) -> str:
    return f"{_named(names)} with {value}" if len(names) <= 3 else f"{value}, in {len(names)} of them"


def _most_and_fewest(spec: ChartSpec, series: Series) -> str:
    known = _known(spec, series)
    if not known:
        return "No data."
    most, high, fewest, low = _extremes(spec, series)
    if len(known) == 1:
        return f"{known[0][0]}: {spec.counted(high)}."
    if high == low:
        return f"All {len(known)} are the same: {spec.counted(high)}."
    each = " each" if len(most) > 1 else ""
    share = ""
    total = sum(value for _, value in known)
    if spec.summing == "sum" and total and not each:
        share = f" out of {spec.shown(total)} ({percent(high, total)})"
    text = f"{_named(most)} had the most, {spec.counted(high)}{each}{share}"
    ranked = sorted(known, key=lambda pair: -pair[1])
    if len(ranked) > 2 and not each and ranked[1][1] not in (low, ranked[2][1]):
        text += f", followed by {ranked[1][0]} with {spec.shown(ranked[1][1])}"
    return f"{text}. {_named(fewest)} had the fewest, {spec.shown(low)}{' each' if len(fewest) > 1 else ''}."


def _hbar(spec: ChartSpec) -> str:
    return _most_and_fewest(spec, spec.series[0])


def _grouped(spec: ChartSpec) -> str:
    return " ".join(f"{series.name}: {_most_and_fewest(spec, series)}" for series in spec.series)


def _columns(spec: ChartSpec) -> str:
    now, *before = spec.series
    if not _known(spec, now):
        return f"{now.name}: no data."
    highest, high, lowest, low = _extremes(spec, now)
    if high == low:
        text = f"In {now.name} all are the same: {spec.counted(high)}."
    else:
        text = f"In {now.name} the highest was {_at(highest, spec.counted(high))} "
        text += f"and the lowest {_at(lowest, spec.shown(low))}."
    return f"{text}{_against(spec, now, before[0]) if before else ''}"


def _against(spec: ChartSpec, now: Series, before: Series) -> str:
    """The year drawn as a line, in one sentence."""
    old, new = [value for _, value in _known(spec, before)], [value for _, value in _known(spec, now)]
    if not old:
        return f" There is no data for {before.name}."
    if spec.summing == "none":
        return f" {before.name} is shown as a line."
    whole = spec.summing == "sum"
    a, b = (sum(new), sum(old)) if whole else (sum(new) / len(new), sum(old) / len(old))
    what = "total" if whole else "mean of the values"
    shown_a, shown_b = spec.shown(a), spec.shown(b)
    if shown_a == shown_b:
        return f" The {what} was {shown_a}, the same as in {before.name}, which is shown as a line."
    direction = "up" if a > b else "down"
    return f" The {what} was {shown_a}, {direction} from {shown_b} in {before.name}, which is shown as a line."


def _stacked(spec: ChartSpec) -> str:
    places = spec.order()
    if len(places) <= _ROWS:
        return " ".join(_stack_in_words(spec, place) for place in places)
    totals = {place: _stack_total(spec, place) for place in places}
    largest, smallest = max(places, key=lambda p: totals[p]), min(places, key=lambda p: totals[p])
    return f"The largest: {_stack_in_words(spec, largest)} The smallest: {_stack_in_words(spec, smallest)}"


def _stack_total(spec: ChartSpec, place: int) -> int | float:
    return sum(series.values[place] or 0 for series in spec.series)


def _stack_in_words(spec: ChartSpec, place: int) -> str:
    total = _stack_total(spec, place)
    if not total:
        return f"{spec.categories[place]}: none."
    parts = []
    for series in spec.series:
        value = series.values[place]
        shown = percent(value, total) if spec.share and value is not None else spec.shown(value)
        parts.append(f"{series.name} {shown}")
    of = f" of {spec.counted(total)}" if spec.share and spec.unit else ""
    return f"{spec.categories[place]}: {joined(parts)}{of}."


def _line(spec: ChartSpec) -> str:
    parts = [_one_line(spec, series, named=len(spec.series) > 1) for series in spec.series]
    if spec.target is not None:
        parts.append(f"The target is {rounded(spec.target, spec.decimals)}{spec.suffix}.")
    return " ".join(parts)


def _one_line(spec: ChartSpec, series: Series, named: bool) -> str:
    known = _known(spec, series)
    prefix = f"{series.name}: " if named else ""
    if not known:
        return f"{prefix}no data."
    if len(known) <= _LISTED:
        return f"{prefix}{joined([f'{spec.shown(value)} in {name}' for name, value in known])}."
    highest, high, lowest, low = _extremes(spec, series)
    ends = f"from {spec.counted(known[0][1])} in {known[0][0]} to {spec.shown(known[-1][1])} in {known[-1][0]}"
    return (
        f"{prefix}{ends}; highest {spec.shown(high)} ({_named(highest)}), lowest {spec.shown(low)} ({_named(lowest)})."
    )


_SENTENCES = {"hbar": _hbar, "grouped": _grouped, "columns": _columns, "stacked": _stacked, "line": _line}
