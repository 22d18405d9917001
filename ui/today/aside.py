"""Beside the worklist: what was typed and not saved, cases to complete, and this year against last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk_app.draft_keys import OF_A_CASE
from ui import wording
from ui.draft_titles import is_alarming, title_of
from ui.kit.dates import moment
from ui.kit.icons import IconLabel
from ui.kit.widgets import Card, button, clear, column_of, label, row_of

if TYPE_CHECKING:
    from desk_app.desk.completing import Incomplete
    from desk_app.figures.volumes import MonthCounts
    from desk_app.store import Draft
    from ui.chart_view import ChartView

SHOWN = 5


class _ListCard(Card):
    """A card with a few lines, the rest on request. It is not there while it has nothing to say."""

    def __init__(self, title: str, says: str) -> None:
        super().__init__(margins=(20, 16, 16, 14))
        self.box.setSpacing(4)
        self.title = label(title, "h2", wrap=True)
        self.box.addWidget(self.title)
        self.box.addWidget(label(says, "hint", wrap=True))
        self._name = title
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self.box.addLayout(self._lines)
        self.hide()

    def fill(self, makers: Sequence[Callable[[], QWidget]]) -> None:
        """Show these lines, each made when it is shown."""
        clear(self._lines)
        self.title.setText(f"{self._name}: {len(makers)}")
        for make in makers[:SHOWN]:
            self._lines.addWidget(make())
        rest = makers[SHOWN:]
        if rest:
            more = button(f"Show {len(rest)} more", lambda: self._show_rest(more, rest), role="link")
            self._lines.addWidget(more)
        self.setVisible(bool(makers))

    def _show_rest(self, more: QWidget, rest: Sequence[Callable[[], QWidget]]) -> None:
        more.hide()
        made = [make() for make in rest]
        for row in made:
            self._lines.addWidget(row)
        made[0].setFocus()


def _line(text: str, beneath: str, pressed: Callable[[], object], *, first: bool, alarming: bool = False) -> QFrame:
    """A link with a line beneath it; a sign before it where it must not be overlooked."""
    row = QFrame()
    row.setProperty("role", "plain" if first else "row")
    box = column_of(row, margins=(0, 8, 0, 8), spacing=1)
    link = button(text, pressed, role="link")
    link.setAccessibleDescription(beneath)
    if alarming:
        head = QWidget()
        across = row_of(head, spacing=6)
        across.addWidget(IconLabel("circle-alert", "danger", 16))
        across.addWidget(link)
        across.addStretch(1)
        box.addWidget(head)
    else:
        box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
    box.addWidget(label(beneath, "error" if alarming else "hint", wrap=True))
    row.setFocusProxy(link)
    return row


class Drafts(_ListCard):
    """`chosen(Draft)`. Nobody's clock runs on a draft, so they stand where they are seen."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("Drafts", "Typed and not saved. No clock runs on a draft.")

    def show_drafts(self, found: Iterable[Draft]) -> None:
        """These drafts."""
        worst_first = sorted(found, key=lambda draft: not is_alarming(draft.data))
        self.fill([partial(self._draft, draft, first=n == 0) for n, draft in enumerate(worst_first)])

    def _draft(self, draft: Draft, *, first: bool) -> QWidget:
        kept, text = f"Kept {moment(draft.kept_at)}", draft.kind
        if not draft.key.startswith(OF_A_CASE):  # those say already what is done to which case
            kept, text = f"{draft.kind}, {kept[0].lower()}{kept[1:]}", title_of(draft.data)
        alarming = is_alarming(draft.data)
        kept = f"Not saved. {kept}" if alarming else kept
        return _line(text, kept, partial(self.chosen.emit, draft), first=first, alarming=alarming)


class ToComplete(_ListCard):
    """`opened(case_id)`. Cases that were saved before everything was known."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__("To complete", "Saved before everything was known. Their clocks run.")

    def show_cases(self, found: Iterable[Incomplete]) -> None:
        """These cases, each with what it lacks."""
        self.fill([partial(self._case, item, first=n == 0) for n, item in enumerate(found)])

    def _case(self, item: Incomplete, *, first: bool) -> QWidget:
        needs = f"Needs {_listed(item.missing)}"
        return _line(item.reference, needs, partial(self.opened.emit, item.case_id), first=first)


class TwoYears(Card):
    """Feedback by month, this year as columns, last year as a line. The chart is made once there are figures for it."""

    def __init__(self) -> None:
        super().__init__("This year against last", margins=(20, 16, 20, 14))
        self.words = label("", "hint", wrap=True)
        self.box.addWidget(self.words)
        self._chart: ChartView | None = None
        self.hide()

    @property
    def chart(self) -> ChartView:
        """Made when it is first asked for: it comes after the first page is painted."""
        if self._chart is None:
            from ui.chart_view import ChartView

            self._chart = ChartView()
            self.box.addWidget(self._chart)
        return self._chart

    def show_years(self, now: MonthCounts, before: MonthCounts, months_gone: int) -> None:
        """Counts by month of two years from April; of this one the months that have begun."""
        from desk_app.report.charts import ChartSpec, Series

        self.setVisible(any(count for _, count in (*now, *before)))
        compared = any(count for _, count in before)
        self.words.setText(_compared(now, before, months_gone) if compared else _alone(now, before, months_gone))
        last_year = (Series("Last year", tuple(count for _, count in before)),) if compared else ()
        self.chart.show_chart(
            ChartSpec(
                "columns",
                f"Feedback by month, this year{' and last' if compared else ''}",
                tuple(name.split()[0] for name, _ in now),
                (
                    Series("This year", tuple(c if n < months_gone else None for n, (_, c) in enumerate(now))),
                    *last_year,
                ),
                unit="items",
                unit_one="item",
                category="Month",
                labels=tuple(name[0] for name, _ in now),
            )
        )


def _so_far(year: MonthCounts, months_gone: int) -> int:
    return sum(count for _, count in year[:months_gone])


def _compared(now: MonthCounts, before: MonthCounts, months_gone: int) -> str:
    so_far, then = _so_far(now, months_gone), _so_far(before, months_gone)
    return f"{wording.counted(so_far, 'item')} of feedback so far; {then:,} by the end of {before[months_gone - 1][0]}."


def _alone(now: MonthCounts, before: MonthCounts, months_gone: int) -> str:
    """A year nobody entered is not a year without feedback: 0 is not set against it."""
    first, last = before[0][0].split()[-1], before[-1][0].split()[-1]
    return (
        f"{wording.counted(_so_far(now, months_gone), 'item')} of feedback so far. "
        f"No feedback of {first}/{last[-2:]} is in this store to compare with."
    )


def _listed(items: tuple[str, ...]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
