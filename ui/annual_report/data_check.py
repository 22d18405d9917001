"""Data check: whatever in the year would make a figure wrong or a section thin. A row goes when it is mended."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHeaderView, QTableView, QWidget

from desk_app.problems import Problem
from desk_app.progress import Progress
from desk_app.report.data_check import Row, without_feedback
from desk_app.report.data_rules import RULES
from ui.annual_report.check_model import (
    CASE,
    FOUND,
    RECEIVED,
    STATE,
    WHAT,
    CheckModel,
    Folded,
    Line,
    folded,
    rows_in,
)  # fmt: skip
from ui.annual_report.step import State, Step
from ui.author import Pages
from ui.kit.chips import ChipDelegate
from ui.kit.flow import Flow
from ui.kit.form_rows import Choice
from ui.kit.job import Job
from ui.kit.messages import Message
from ui.kit.tables import by_rows, go_to_row
from ui.kit.widgets import button, column_of, label
from ui.session import Session

EVERY = "Everything"
ROW_HEIGHT, NARROW_ROW_HEIGHT = 52, 92
NARROW_BELOW, WIDE_FROM = 620, 780


class DataCheckStep(Step):
    """Enter opens a row's case. Rows are accepted as they are, the selected ones or all of a kind."""

    title = "Data check"
    about = "What would make a figure wrong or a section thin. A row disappears when its case is mended."

    def __init__(self, session: Session, year: str) -> None:
        super().__init__(session, year)
        self._rows: tuple[Row, ...] | None = None
        self._kinds: list[str] = []  # as they are offered
        self._job: Job | None = None
        self._material: object = None
        self._nothing: tuple[str, ...] = ()  # years of which the register has no feedback, in words
        self._empty = False  # whether this year is one of them
        box = column_of(self, spacing=10)
        top = QWidget()
        line = Flow(top, across=12, down=6)
        self.kind = Choice((), none=EVERY)
        self.kind.setAccessibleName("Show one kind of row")
        self.kind.setMinimumContentsLength(26)
        self.kind.currentIndexChanged.connect(lambda _: self._filter())
        self.accepted = QCheckBox("Show what was accepted")
        self.accepted.toggled.connect(lambda _: self._filter())
        line.addWidget(self.kind)
        line.addWidget(self.accepted)
        self.council = Message()  # not of a case, so no row
        box.addWidget(self.council)
        box.addWidget(top)
        self.said = label("", "muted", wrap=True)
        box.addWidget(self.said)
        box.addWidget(self._table(), 1)
        box.addWidget(self._buttons())

    def _table(self) -> QWidget:
        self.model = CheckModel()
        self.table = QTableView()
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName("Rows of the data check")
        table.setAccessibleDescription(
            "Enter opens the case, or lists the rows of a kind. Shift and the arrows select more"
        )
        table.setItemDelegateForColumn(STATE, ChipDelegate(table))
        by_rows(table, ROW_HEIGHT, several=True)
        table.setWordWrap(True)  # a text that has no room in one line has two
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in ((CASE, 150), (RECEIVED, 110), (STATE, 110)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            table.setColumnWidth(column, width)
        header.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(FOUND, QHeaderView.ResizeMode.Stretch)
        table.activated.connect(lambda index: self._enter(index.row()))
        table.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.model.modelReset.connect(self._offer)
        return table

    def _buttons(self) -> QWidget:
        line = QWidget()
        row = Flow(line, across=10, down=6)
        self.open = button("Open case", self._open)
        self.accept = button("Accept as they are", self._accept_selected)
        self.accept_kind = button("Accept all of this kind", self._accept_kind)
        self.again = button("Look at them again", self._look_again)
        for made in (self.open, self.accept, self.accept_kind, self.again):
            row.addWidget(made)
        return line

    # --- looking
    def take(self, pages: Pages) -> None:
        self._say_council()
        figures = pages.made.material.years
        if figures is self._material:
            return  # only words have changed
        self._material = figures
        self._nothing = without_feedback(pages.made.material)
        self._empty = pages.made.material.now.empty
        self._stop()
        year, as_at = pages.made.material.year, pages.made.material.as_at

        def work(progress: Progress) -> tuple[Row, ...]:
            return self.session.author.check(year, as_at, progress)

        self._job = self.session.job(work, self._found, finished=self._finished)

    def _finished(self) -> None:
        self._job = None

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _found(self, rows: tuple[Row, ...]) -> None:
        self._rows = rows
        left = Counter(row.rule.title for row in rows if row.accepted is None)
        every = Counter(row.rule.title for row in rows)
        chosen = self.kind.chosen().rsplit(" (", 1)[0]
        self.kind.blockSignals(True)
        self.kind.choose("")
        self._kinds = [rule.title for rule in RULES if every[rule.title]]
        offered = [f"{title} ({left[title]})" for title in self._kinds]
        self.kind.offer(offered)
        self.kind.choose(next((text for text in offered if chosen and text.rsplit(" (", 1)[0] == chosen), ""))
        self.kind.blockSignals(False)
        self._filter()
        self.state_changed.emit()

    def _filter(self) -> None:
        wanted = self.kind.chosen().rsplit(" (", 1)[0]
        current = self.table.currentIndex().row()
        rows = [
            row
            for row in self._rows or ()
            if (not wanted or row.rule.title == wanted) and (row.accepted is None or self.accepted.isChecked())
        ]
        lines = list[Line](rows) if wanted else folded(rows)
        self.model.show_rows(lines)
        self._fit()
        if lines:
            go_to_row(self.table, self.model.index(min(max(0, current), len(lines) - 1), 0))
        self._say(wanted)

    def _say(self, wanted: str) -> None:
        if self._rows is None:
            self.said.setText("Looking through the cases of the year…")
            return
        left = sum(row.accepted is None for row in self._rows)
        accepted = len(self._rows) - left
        counted = "Nothing is left to do" if not left else "One row is left" if left == 1 else f"{left} rows are left"
        taken = f"; {accepted} accepted as they are" if accepted else ""
        why = next((rule.why for rule in RULES if rule.title == wanted), "")
        found = "" if self._empty and not left else f"{counted}{taken}."
        self.said.setText(" ".join(filter(None, (found, why, *self._nothing))))

    # --- what can be done
    def selected(self) -> list[Row]:
        """The rows selected; a line of a kind stands for all of its rows."""
        chosen = self.table.selectionModel().selectedRows()
        return [row for index in chosen for row in rows_in(self.model.rows[index.row()])]

    def _enter(self, at: int) -> None:
        """Open the case of a line; a line of a kind lists its rows."""
        line = self.model.rows[at]
        if isinstance(line, Folded):
            self.kind.setCurrentIndex(self._kinds.index(line.rule.title) + 1)
            return
        self.case_wanted.emit(line.case_id)

    def _offer(self) -> None:
        chosen, writable = self.selected(), self.session.writable
        self.open.setEnabled(len(chosen) == 1)
        self.accept.setEnabled(writable and any(row.accepted is None for row in chosen))
        self.again.setEnabled(writable and any(row.accepted for row in chosen))
        self.again.setVisible(self.accepted.isChecked())
        kinds = {row.rule.title for row in chosen if row.accepted is None}
        self.accept_kind.setEnabled(writable and len(kinds) == 1)

    def _open(self) -> None:
        for row in self.selected()[:1]:
            self.case_wanted.emit(row.case_id)

    def _accept_selected(self) -> None:
        self._accept([row for row in self.selected() if row.accepted is None])

    def _accept_kind(self) -> None:
        kinds = {row.rule.key for row in self.selected() if row.accepted is None}
        self._accept([row for row in self._rows or () if row.rule.key in kinds and row.accepted is None])

    def _accept(self, rows: list[Row]) -> None:
        try:
            change = self.session.author.accept(rows, "")
        except Problem as problem:
            self.session.tell(problem)
            return
        one = len(rows) == 1
        self.session.say(
            "One row is accepted as it is." if one else f"{len(rows)} rows are accepted as they are.", change
        )

    def _look_again(self) -> None:
        try:
            change = self.session.author.look_again(row.accepted for row in self.selected() if row.accepted)
        except Problem as problem:
            self.session.tell(problem)
            return
        self.session.say("They are to be looked at again.", change)

    def _say_council(self) -> None:
        """What the report cannot say of the council, since nobody has told this store."""
        missing = self._missing()
        self.council.setVisible(bool(missing))
        if missing:
            self.council.clear_lines()
            self.council.say("warn", f"The report does not say {' or '.join(missing)}")
            self.council.offer("Enter it in Settings", self.settings_wanted.emit)

    def _missing(self) -> tuple[str, ...]:
        return self.session.settings().missing

    # --- the wizard
    def state(self) -> State:
        if self._rows is None or self._missing() or self._empty:
            return State.TO_DO
        return State.TO_DO if any(row.accepted is None for row in self._rows) else State.DONE

    def note(self) -> str:
        left = sum(row.accepted is None for row in self._rows or ()) + len(self._missing())
        return "" if not left else "1 row" if left == 1 else f"{left} rows"

    def left(self) -> tuple[str, ...]:
        if self._rows is None:
            return ("The data are not checked yet.",)
        rows = sum(row.accepted is None for row in self._rows)
        said = (
            *(self._nothing if self._empty else ()),
            f"Data check: {'one row is' if rows == 1 else f'{rows} rows are'} neither mended nor accepted."
            if rows
            else "",
            f"The report does not say {' or '.join(self._missing())}." if self._missing() else "",
        )
        return tuple(filter(None, said))

    def arrive(self) -> None:
        self._say_council()
        self._filter()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def let_go(self) -> None:
        self._stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The column that says the same in every row goes, and what is least where there is little room."""
        self.table.setColumnHidden(WHAT, bool(self.kind.chosen()))
        self.table.setColumnHidden(RECEIVED, self.width() < WIDE_FROM)
        narrow = self.width() < NARROW_BELOW
        self.table.setColumnHidden(STATE, narrow)
        self.table.verticalHeader().setDefaultSectionSize(NARROW_ROW_HEIGHT if narrow else ROW_HEIGHT)
