"""The review list: what is past its date, by when, why; decided case by case or several at once."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QPushButton, QStackedWidget, QTableView, QWidget

from desk_app.desk.erase import Erased, Plan
from desk_app.desk.retain import Due, Shown
from desk_app.problems import Problem
from desk_app.progress import Progress
from desk_app.records import Case, Change, SettingRecord, Snooze
from ui import wording
from ui.erase_form import EraseForm
from ui.kit.chips import ChipDelegate
from ui.kit.empty_state import EmptyState
from ui.kit.flow import Flow
from ui.kit.form_rows import Choice
from ui.kit.job import Job
from ui.kit.messages import Message
from ui.kit.paged_model import PagedModel
from ui.kit.tables import by_rows, fit_columns, go_to_row
from ui.kit.widgets import PAGE_MARGINS, Heading, Page, button, clear, column_of, label, scrolling
from ui.kit.working import Working
from ui.retention.columns import HIDDEN_BELOW, STATUS, WHAT, WHY, columns
from ui.retention.decide_form import HOLD, LONGER, RELEASE, DecideForm, Decision
from ui.session import Session

ROW_HEIGHT = 42
AT_ONCE = 20
"""Cases that are looked at within a blink."""
TOUCHES = frozenset({Case.table, SettingRecord.table, Snooze.table})
ABOUT = (
    "Cases that have ended and are past the day until which Settings, Retention says they are kept. Nothing is erased "
    "by itself: you decide."
)
EMPTY = {
    Shown.PAST: "No case is past its date",
    Shown.SOON: "No case comes up within a year",
    Shown.HELD: "No case is on legal hold",
    Shown.LONGER: "No case is kept longer",
}


class RetentionScreen(Page):
    """`opened(case_id)`."""

    least_height = 420
    opened = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.due: dict[int, Due] = {}
        self.form: EraseForm | DecideForm | None = None
        self._job: Job | None = None
        self._stale = True
        box = column_of(self, margins=(PAGE_MARGINS[0], PAGE_MARGINS[1], PAGE_MARGINS[2], 20), spacing=14)
        self.heading = Heading("Retention", ABOUT)
        box.addWidget(self.heading)
        self.message = Message(can_go=True)
        box.addWidget(self.message)
        self.working = Working("Progress of the review list")
        box.addWidget(self.working)
        self.looking = Working("Progress of looking at cases")
        box.addWidget(self.looking)
        self._stack = QStackedWidget()
        box.addWidget(self._stack, 1)
        self._stack.addWidget(self._list())
        self._asking = QWidget()
        self._form_box = column_of(self._asking, margins=(0, 0, 14, 0))
        self._stack.addWidget(scrolling(self._asking))
        session.changed.connect(self._changed)
        session.day_began.connect(self._day_began)
        self._allow()

    # --- building
    def _list(self) -> QWidget:
        made = QWidget()
        box = column_of(made, spacing=12)
        bar = QWidget()
        flow = Flow(bar)
        self.shown = Choice(Shown, none="")
        self.shown.removeItem(0)
        self.shown.setAccessibleName("Which cases")
        self.shown.currentIndexChanged.connect(lambda _: self.reload())
        self.erase_button = button("Erase…", self.ask_to_erase)
        self.longer_button = button("Keep longer…", self.ask_to_keep)
        self.hold_button = button("Put on hold…", self.ask_to_hold)
        self.release_button = button("End the hold…", self.ask_to_release)
        for widget in (self.shown, *self.buttons):
            flow.addWidget(widget)
        box.addWidget(bar)
        self.chosen = label(" ", "muted", wrap=True)
        box.addWidget(self.chosen)
        self.model = PagedModel(columns(), lambda ids: {each: self.due[each] for each in ids if each in self.due}, self)
        self.table = self._table()
        self.empty = EmptyState(EMPTY[Shown.PAST], "Come again another time.", icon="circle-check")
        self._body = QStackedWidget()
        self._body.addWidget(self.table)
        self._body.addWidget(self.empty)
        self._body.setMinimumHeight(150)
        box.addWidget(self._body, 1)
        return made

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """What can be decided."""
        return self.erase_button, self.longer_button, self.hold_button, self.release_button

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setAccessibleName("Review list")
        table.setAccessibleDescription("Enter opens the case. Several can be selected")
        by_rows(table, ROW_HEIGHT, several=True)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(40)
        fit_columns(table, self.model)
        self.model.modelReset.connect(lambda: fit_columns(table, self.model))
        table.setItemDelegateForColumn(STATUS, ChipDelegate(table))
        table.activated.connect(lambda index: self.opened.emit(self.model.id_at(index.row())))
        table.selectionModel().selectionChanged.connect(lambda *_: self._allow())
        return table

    # --- showing
    def arrive(self) -> None:
        if self._stale:
            self.reload()
        if self.form is not None:
            self.form.take_focus()
        else:
            self.shown.setFocus()

    def reload(self) -> None:
        """Ask again for the list, in a job."""
        self._stop()
        self._stale = False
        shown, keeper = Shown(self.shown.currentText()), self._session.keeper

        def work(_progress: Progress) -> list[Due]:
            return keeper.review(shown)

        job = self._job = self._session.job(work, self._show, failed=self._tell)
        self.working.watch("Looking through the cases", job)
        job.finished.connect(lambda: self._over(job))

    def _show(self, found: list[Due]) -> None:
        self.due = {due.case_id: due for due in found}
        ids = array("q", self.due)
        self.model.show(ids, len(ids), lambda: ids)
        shown = Shown(self.shown.currentText())
        self.empty.title.setText(EMPTY[shown])
        self._body.setCurrentWidget(self.table if found else self.empty)
        if found:
            go_to_row(self.table, self.model.index(0, 0))
        self._allow()

    def selected(self) -> list[int]:
        """The ids of the selected cases."""
        rows = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        return [each for each in (self.model.id_at(row) for row in rows) if each]

    def _allow(self) -> None:
        """Only what makes sense for what is selected, and for whoever has the store open."""
        chosen = [self.due[each] for each in self.selected() if each in self.due]
        why_not = self._session.keeper.why_not
        may = bool(chosen) and not why_not
        self.erase_button.setEnabled(bool(chosen))  # what would go may be looked at by everybody
        self.longer_button.setEnabled(may)
        self.hold_button.setEnabled(may and any(not due.on_hold for due in chosen))
        self.release_button.setEnabled(may and any(due.on_hold for due in chosen))
        listed = wording.counted(len(self.due), "case")
        count = f"{listed}, {len(chosen):,} selected." if self.due else " "
        hold = f" {self._session.keeper.hold_of(chosen[0].case_id)}" if len(chosen) == 1 and chosen[0].on_hold else ""
        self.chosen.setText(f"{count}{hold}{f' {why_not}' if why_not else ''}")

    # --- deciding
    def ask_to_erase(self) -> None:
        """Ask before the selected cases are erased."""
        self.ask_to_erase_cases(self.selected())

    def ask_to_erase_cases(self, case_ids: Collection[int]) -> None:
        """Ask before these cases are erased: also come to from a case's page."""
        if not case_ids or self.looking.busy:
            return
        keeper = self._session.keeper
        if len(case_ids) <= AT_ONCE:
            self._ask_about(keeper.plan_for_cases(case_ids))
            return
        job = self._session.job(lambda _: keeper.plan_for_cases(case_ids), self._ask_about, failed=self._tell)
        self.looking.watch(f"Looking at what {len(case_ids):,} cases hold", job)

    def _ask_about(self, plan: Plan) -> None:
        form = EraseForm(self._session, plan)
        form.erased.connect(self._erased)
        self._ask(form)

    def ask_to_keep(self) -> None:
        """Ask until when the selected cases are kept."""
        self._decide(LONGER, self._session.keeper.keep_longer)

    def ask_to_hold(self) -> None:
        """Ask why the selected cases are put on hold."""
        self._decide(HOLD, self._session.keeper.hold)

    def ask_to_hold_cases(self, case_ids: Collection[int]) -> None:
        """Ask why these are put on hold: also come to from a case's page."""
        held = all(self._session.keeper.hold_of(each) for each in case_ids)
        decision, save = (RELEASE, self._session.keeper.release) if held else (HOLD, self._session.keeper.hold)
        self._decide(decision, save, case_ids)

    def ask_to_release(self) -> None:
        """Ask why the hold of the selected cases is ended."""
        self._decide(RELEASE, self._session.keeper.release)

    def _decide(
        self,
        decision: Decision,
        save: Callable[[Collection[int], Mapping[str, object]], tuple[Change | None, dict[str, str]]],
        case_ids: Collection[int] | None = None,
    ) -> None:
        ids = self.selected() if case_ids is None else list(case_ids)
        if not ids:
            return
        named = self._session.keeper.reference(ids[0]) if len(ids) == 1 else wording.counted(len(ids), "case")
        now = self._session.keeper.hold_of(ids[0]) if len(ids) == 1 else ""
        form = DecideForm(self._session, decision, ids, named, now, save)
        form.decided.connect(lambda change: self._decided(f"{named}: {decision.done}.", change))
        self._ask(form)

    def _ask(self, form: EraseForm | DecideForm) -> None:
        clear(self._form_box)
        self.form = form
        form.left.connect(self._back_to_list)
        self._form_box.addWidget(form)
        self._stack.setCurrentIndex(1)
        form.take_focus()

    def _decided(self, said: str, change: Change | None) -> None:
        self._session.say(said, change)
        self._back_to_list()

    def _erased(self, _done: Erased) -> None:
        self._back_to_list()

    def _back_to_list(self) -> None:
        self.form = None
        self._stack.setCurrentIndex(0)
        clear(self._form_box)
        if self._stale:
            self.reload()
        self.table.setFocus() if self.due else self.shown.setFocus()

    # --- news
    def _changed(self, change: Change) -> None:
        if not change.tables & TOUCHES:
            return
        self._stale = True
        if self.isVisible() and self.form is None:
            self.reload()

    def _day_began(self) -> None:
        self._stale = True

    def _over(self, job: Job) -> None:
        if self._job is job:
            self._job = None

    def _stop(self) -> None:
        if self._job is not None:
            old, self._job = self._job, None
            old.cancel()

    def _tell(self, problem: Problem) -> None:
        self.message.say("danger", problem.message, problem.remedy)
        self.message.announce(str(problem))

    def let_go(self) -> None:
        self._stop()
        self.working.stop()
        self.looking.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for column, width in HIDDEN_BELOW:
            self.table.setColumnHidden(column, self.width() < width)
        header, modes = self.table.horizontalHeader(), QHeaderView.ResizeMode
        summed_up = not self.table.isColumnHidden(WHAT)
        header.setSectionResizeMode(WHAT, modes.Stretch if summed_up else modes.Interactive)
        header.setSectionResizeMode(WHY, modes.Interactive if summed_up else modes.Stretch)
