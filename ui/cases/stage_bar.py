"""One stage at a glance: a line from its first day to its last, what happened on it, what was late, and today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk_app.deadlines import RESPONSE
from desk_app.records import CaseFile, Investigation, Step
from ui.kit import theme
from ui.kit.dates import short_date

HEIGHT, TRACK, EDGE, GAP = 62, 10, 10, 8
APART, STEM = TRACK + 6, 5
"""So far from each other stand two dots at least; so long is the line from a dot to its name."""
LABEL_PIXELS = 12


@dataclass(frozen=True, slots=True)
class Mark:
    """A day with its name: "Acknowledged". `tone` is a colour's name; a due date is an open mark."""

    on: date
    name: str
    tone: str
    is_due: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one day to another, in a tone."""

    start: date
    end: date
    tone: str


@dataclass(frozen=True, slots=True)
class StageLine:
    """What the bar shows of a stage."""

    start: date
    end: date
    stretches: tuple[Stretch, ...]
    marks: tuple[Mark, ...]
    today: date | None

    def in_words(self) -> str:
        """The same for those who do not see it."""
        marks = [f"{mark.name} {short_date(mark.on)}" for mark in self.marks]
        late = next((s for s in self.stretches if s.tone == "danger"), None)
        if late is not None:
            marks.append(f"late by {(late.end - late.start).days} calendar days")
        return "; ".join(marks)


def spread(wanted: Iterable[float], left: float, right: float) -> list[float]:
    """Places as near to those wanted (in order) as can be, APART from each other and between the two ends."""
    places: list[float] = []
    for place in wanted:
        places.append(max(place, places[-1] + APART) if places else max(place, left))
    end = right
    for n in reversed(range(len(places))):
        places[n] = min(places[n], end)
        end = places[n] - APART
    return places


def stage_line(file: CaseFile, item: Investigation, steps: Iterable[Step], today: date) -> StageLine:
    """The line of an investigation: until its end, or until its due date or today while it is open."""
    own = [step for step in steps if step.investigation_id == item.id]
    response = next((step for step in own if step.key == RESPONSE[item.stage]), None)
    due = response.due_on if response is not None else None
    ended = item.closed_on
    last = max(filter(None, (due, ended or today, item.opened_on)))
    marks = tuple(sorted(_marks(file, item, due, today), key=lambda mark: mark.on))
    return StageLine(item.opened_on, last, tuple(_stretches(file, item, due, today)), marks, None if ended else today)


def _marks(file: CaseFile, item: Investigation, due: date | None, today: date) -> Iterator[Mark]:
    yield Mark(item.opened_on, "Opened", "info")
    for on, name in (
        (item.acknowledged_on, "Acknowledged"),
        (item.assigned_on, "Assigned"),
        (item.statement_agreed_on, "Statement agreed"),
        (item.draft_received_on, "Draft"),
        (item.panel_met_on, "Panel met"),
    ):
        if on is not None:
            yield Mark(on, name, "info")
    if item.closed_on is not None:
        late = due is not None and item.closed_on > due
        yield Mark(item.closed_on, "Response" if item.responded_on else "Ended", "danger" if late else "ok")
    if due is not None:
        yield Mark(due, "Due", "danger" if item.closed_on is None and due < today else "primary", is_due=True)
    for extension in (e for e in file.extensions if e.investigation_id == item.id and e.told_on):
        assert extension.told_on is not None
        yield Mark(extension.told_on, "Extended", "warn")


def _stretches(file: CaseFile, item: Investigation, due: date | None, today: date) -> Iterator[Stretch]:
    """In time, late, paused."""
    until = item.closed_on or today
    in_time = min(until, due) if due else until
    yield Stretch(item.opened_on, max(in_time, item.opened_on), "ok" if item.closed_on else "primary")
    if due is not None and until > due:
        yield Stretch(due, until, "danger")
    for pause in file.pauses:
        if not pause.part and pause.investigation_id in (None, item.id):
            yield Stretch(pause.from_on, min(pause.over_on or today, until), "warn")


class StageBar(QWidget):
    """Paints a StageLine."""

    def __init__(self, line: StageLine) -> None:
        super().__init__()
        self._line = line
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(120)
        self.setAccessibleName("Timeline")
        self.setAccessibleDescription(line.in_words())
        self.setToolTip(line.in_words().replace("; ", "\n"))

    def sizeHint(self) -> QSize:
        return QSize(300, HEIGHT)

    def _x(self, on: date) -> float:
        line = self._line
        whole = max((line.end - line.start).days, 1)
        share = min(max((on - line.start).days / whole, 0.0), 1.0)
        return EDGE + share * (self.width() - 2 * EDGE)

    def dots(self) -> list[tuple[Mark, float]]:
        """Where each mark is drawn: at its day, beside the one before where days are too close for both."""
        marks = self._line.marks
        places = spread((self._x(mark.on) for mark in marks), EDGE, self.width() - EDGE)
        return list(zip(marks, places, strict=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = HEIGHT / 2
        self._track(painter, middle)
        dots = self.dots()
        for mark, x in dots:
            self._mark(painter, mark, x, middle)
        if self._line.today is not None:
            painter.setPen(QPen(theme.colour("text"), 2))
            x = self._x(self._line.today)
            painter.drawLine(QPointF(x, middle - TRACK), QPointF(x, middle + TRACK))
        self._labels(painter, dots, middle)
        painter.end()

    def _track(self, painter: QPainter, middle: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        top = middle - TRACK / 2
        painter.drawRoundedRect(QRectF(EDGE, top, self.width() - 2 * EDGE, TRACK), TRACK / 2, TRACK / 2)
        for stretch in self._line.stretches:
            left, right = self._x(stretch.start), self._x(stretch.end)
            painter.setBrush(theme.colour(stretch.tone))
            painter.drawRoundedRect(QRectF(left, top, max(right - left, TRACK), TRACK), TRACK / 2, TRACK / 2)

    def _mark(self, painter: QPainter, mark: Mark, x: float, middle: float) -> None:
        painter.setPen(QPen(theme.colour(mark.tone), 2))
        painter.setBrush(theme.colour("surface") if mark.is_due else theme.colour(mark.tone))
        painter.drawEllipse(QPointF(x, middle), TRACK / 2 + 1, TRACK / 2 + 1)

    def _labels(self, painter: QPainter, dots: list[tuple[Mark, float]], middle: float) -> None:
        """The names of marks, each with a line to its dot, above or beneath; left out where there is no room."""
        font = self.font()
        font.setPixelSize(LABEL_PIXELS)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        taken: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
        first = sorted(dots, key=lambda dot: (dot[0].name not in ("Due", "Response", "Ended"), dot[1]))
        for mark, x in first:
            wide = metrics.horizontalAdvance(mark.name)
            left = min(max(x - wide / 2, 0.0), self.width() - wide)
            above = next((side for side in (True, False) if _free(taken[side], left, left + wide)), None)
            if above is None:
                continue  # the tool tip has it
            taken[above].append((left, left + wide))
            painter.setPen(theme.colour("danger" if mark.tone == "danger" else "muted"))
            edge, way = TRACK / 2 + 2, -1 if above else 1
            painter.drawLine(QPointF(x, middle + way * edge), QPointF(x, middle + way * (edge + STEM)))
            base = middle - edge - STEM - 2 if above else middle + edge + STEM + 1 + metrics.ascent()
            painter.drawText(QPointF(left, base), mark.name)


def _free(taken: list[tuple[float, float]], left: float, right: float) -> bool:
    return all(right + GAP <= start or left - GAP >= end for start, end in taken)
