"""The filters of the list, as chips beneath the search line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from desk_app.records import Kind, Route, Stage
from ui.kit.filter_chip import ChoiceChip, ToggleChip
from ui.kit.flow import Flow
from ui.kit.widgets import button, row_of
from ui.session import Filter, Session

OPEN, CLOSED = "Open", "Closed"
OVERDUE, TODAY, SOON = "Overdue", "Today or overdue", "In 5 working days or overdue"
SOON_DAYS = 5
MINE = "Mine"


class FilterBar(QWidget):
    """`changed` when a filter was set or cleared, once for all of them together."""

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._quiet = False
        self.kind = self._chip("Kind", lambda: [str(kind) for kind in Kind], "All kinds")
        self.status = self._chip("Status", self._statuses, "Open and closed")
        self.route = self._chip("Procedure", lambda: [str(route) for route in Route], "Every procedure")
        self.stage = self._chip("Stage", lambda: [str(stage) for stage in Stage], "Every stage")
        self.team = self._chip("Team", lambda: _by_name(session.case_choices("team")), "All teams")
        self.year = self._chip("Year", lambda: session.case_choices("year")[::-1], "All years")
        self.due = self._chip("Due", lambda: (OVERDUE, TODAY, SOON), "Any date")
        self.mine = ToggleChip(MINE, "Cases that you logged, and those whose investigation is assigned to you")
        self.mine.changed.connect(self._chip_changed)
        self.chips: tuple[ChoiceChip | ToggleChip, ...] = (
            self.kind, self.status, self.route, self.stage, self.team, self.year, self.due, self.mine,
        )  # fmt: skip
        self.all_clear = button("Clear all", self.clear, role="link")
        self.all_clear.setAccessibleName("Clear all filters")
        flow = Flow(self)
        for chip in self.chips:
            flow.addWidget(chip)
        beside = self._beside = QWidget()  # as high as the chips, so that the words stand level with theirs
        beside.setFixedHeight(self.mine.height())
        row_of(beside, margins=(4, 0, 0, 0)).addWidget(self.all_clear, 0, Qt.AlignmentFlag.AlignVCenter)
        flow.addWidget(beside)
        beside.hide()

    def _chip(self, name: str, choices: Callable[[], Sequence[str]], any_of: str) -> ChoiceChip:
        made = ChoiceChip(name, choices, any_of)
        made.changed.connect(self._chip_changed)
        return made

    def _statuses(self) -> list[str]:
        """Open, closed, and then the words that the list shows."""
        words = self._session.case_choices("status")
        return [OPEN, CLOSED, *(word for word in words if word not in (OPEN, CLOSED))]

    def _chip_changed(self) -> None:
        self._beside.setVisible(bool(self.in_words()))
        if not self._quiet:
            self.changed.emit()

    # --- what is set
    def narrowed(self, start: Filter, today: date) -> Filter:
        """The filter with what the chips say."""
        kind, status, route, stage, due = (
            chip.value() for chip in (self.kind, self.status, self.route, self.stage, self.due)
        )
        by = {TODAY: today, SOON: self._session.calendar().after(today, SOON_DAYS)}
        return replace(
            start,
            kinds=(Kind(kind),) if kind else (),
            status=status.lower() if status in (OPEN, CLOSED) else status,
            route=Route(route) if route else None,
            stage=Stage(stage) if stage else None,
            team=self.team.value(),
            year=self.year.value(),
            overdue_on=today if due == OVERDUE else None,
            due_by=by.get(due),
            mine=self._session.desk.member if self.mine.value() else "",
        )

    def in_words(self) -> list[str]:
        """ "Team: Fostering", for each filter that is set."""
        return [
            chip.value() if chip is self.mine else f"{chip.name}: {chip.value()}" for chip in self.chips if chip.value()
        ]

    def set(self, **values: str) -> None:
        """Set these filters and clear the others: set(due=OVERDUE)."""
        self._quiet = True
        for name in ("kind", "status", "route", "stage", "team", "year", "due"):
            chip: ChoiceChip = getattr(self, name)
            chip.choose(values.get(name, ""))
        self.mine.setChecked(bool(values.get("mine")))
        self._quiet = False
        self.changed.emit()

    def clear(self) -> None:
        """Clear them all."""
        had_focus = self.all_clear.hasFocus()
        self.set()
        if had_focus:
            self.kind.setFocus()


def _by_name(names: list[str]) -> list[str]:
    return sorted(names, key=lambda name: (name.casefold(), name))
