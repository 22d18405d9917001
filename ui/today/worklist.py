"""The list of Today: what is due, worst first, each with its next step; beneath it what was put off."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.offers import Offer
from desk_app.problems import Problem
from desk_app.reminders import Agenda, PutOff, Reminder
from ui import said
from ui.kit.after_paint import AfterPaint
from ui.kit.dates import short_date
from ui.kit.preferences import Preferences
from ui.kit.widgets import Card, appear, button, clear, label, row_of
from ui.session import CaseRow, Session
from ui.today.buckets import Bucket
from ui.today.export_dates import ExportDates
from ui.today.next_steps import DEPEND, NextStep, concerns, next_steps
from ui.today.rows import ReminderRow
from ui.today.snoozing import PutOffRow, SnoozeForm

T = TypeVar("T")
SHOWN_AT_ONCE = 40
FIRST, BATCH = 12, 7
"""Lines that are built at once, more than a window shows; and how many at a time afterwards."""


class Worklist(Card):
    """`opened(case_id)`, `verb_asked(case_id, Verb, investigation_id)`, `all_asked`; `stale` when what it shows is no
    longer so. `page` is what it stands on: lines below those in sight are built once that was painted."""

    opened = Signal(object)
    verb_asked = Signal(object, object, object)
    all_asked = Signal()
    stale = Signal()

    def __init__(self, session: Session, preferences: Preferences | None, page: QWidget) -> None:
        super().__init__(margins=(20, 16, 14, 12))
        self._session = session
        self._agenda = Agenda((), ())
        self._wanted: tuple[Reminder, ...] = ()
        self._alike: Counter[tuple[int, str]] = Counter()
        self._shown = SHOWN_AT_ONCE
        self._only: Bucket | None = None
        self._put_off_shown = False
        self.rows: list[ReminderRow] = []
        self.put_off_rows: list[PutOffRow] = []
        self.form: SnoozeForm | None = None
        self._spare: dict[Reminder, ReminderRow] = {}
        self._later = AfterPaint(page, lambda: self._build(BATCH))
        self.box.setSpacing(0)
        head = QWidget()
        line = row_of(head, margins=(0, 0, 6, 8), spacing=10)
        self.title = label("", "h2", wrap=True)
        line.addWidget(self.title, 1)
        self.show_all = button("Show everything", self.all_asked.emit, role="link")
        self.export = button("Export the dates…", self.ask_export, role="link")
        line.addWidget(self.show_all)
        line.addWidget(self.export)
        self.box.addWidget(head)
        self.export_form = ExportDates(session, preferences)
        self.export_form.hide()
        self.export_form.left.connect(self._leave_export)
        self.box.addWidget(self.export_form)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.box.addLayout(self._rows)
        self.put_off = button("", self._toggle_put_off, role="link")
        self.box.addWidget(self.put_off)
        self._asleep = QVBoxLayout()
        self._asleep.setSpacing(0)
        self.box.addLayout(self._asleep)

    # --- showing
    @property
    def is_building(self) -> bool:
        """Whether lines below those in sight are still to come."""
        return self._later.is_waiting

    def stop_building(self) -> None:
        """No more lines are wanted."""
        self._later.stop()

    def show_agenda(self, agenda: Agenda, only: Bucket | None) -> None:
        """This, or of it what a card holds."""
        if only is not self._only:
            self._shown = SHOWN_AT_ONCE
        self._agenda, self._only = agenda, only
        self._fill()

    def _fill(self) -> None:
        """The lines that fit into a window at once, as many as were there before; the others a little later."""
        self._drop_form()
        self._wanted = tuple(r for r in self._agenda.reminders if self._only is None or self._only.holds(r))
        self._alike = Counter((r.step.case_id, r.step.key) for r in self._wanted)
        self.title.setText(f"{self._only.name if self._only else 'Dates to watch'}: {len(self._wanted):,}")
        self.show_all.setVisible(self._only is not None)
        appear(self.export, bool(self._agenda.reminders))
        at_once = max(FIRST, len(self.rows))
        self._clear_rows()
        self._build(at_once)
        for row in self._spare.values():
            row.hide()  # until their turn comes
        if not self._wanted:
            text = (
                "Nothing here. Well done."
                if self._agenda.reminders
                else "Nothing is due. New cases appear here with their dates."
            )
            self._rows.addWidget(label(text, "muted", wrap=True))
        self._fill_put_off()

    def _clear_rows(self) -> None:
        """Take every line out; those whose reminder is still wanted are kept to be shown again."""
        self._later.stop()
        wanted = set(self._wanted[: self._shown])
        self._spare = {row.reminder: row for row in self.rows if row.reminder in wanted}
        for row in self._spare.values():
            self._rows.removeWidget(row)
        clear(self._rows)
        self.rows = []

    def _build(self, number: int) -> None:
        """The next lines; when all are there, how many more there are."""
        batch = self._wanted[len(self.rows) : min(len(self.rows) + number, self._shown)]
        cases, offered = self._cases(r.step.case_id for r in batch), self._offered(batch)
        for reminder in batch:
            row = self._row(reminder, cases, offered)
            self.rows.append(row)
            self._rows.addWidget(row)
            appear(row, True)
        self._order_tabs()
        if self.isVisible():  # all around gets its new height before the next picture: else lines lie on one another
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        if len(self.rows) < min(len(self._wanted), self._shown):
            self._later.ask()
            return
        for row in self._spare.values():
            row.hide()
            row.deleteLater()
        self._spare = {}
        if len(self._wanted) > self._shown:
            more = button(f"Show {len(self._wanted) - self._shown:,} more", self._more, role="link")
            self._rows.addWidget(more)
            self._order_tabs(more)

    def _order_tabs(self, *more: QWidget) -> None:
        """Down the page. Left alone, the keyboard would come to lines in the order in which they were made."""
        lines = [widget for row in self.rows for widget in row.in_order]
        asleep = [widget for row in self.put_off_rows for widget in (row.button, row.wake)]
        before: QWidget = self.export_form.leave
        for widget in (*lines, *more, self.put_off, *asleep):
            QWidget.setTabOrder(before, widget)
            before = widget

    def _cases(self, ids: Iterable[int]) -> dict[int, CaseRow]:
        return self._session.rows_by_id(array("q", ids))

    def _offered(self, shown: Sequence[Reminder]) -> dict[int, tuple[Offer, ...]]:
        """What is offered of the cases whose next step depends on it."""
        return self._session.offered({r.step.case_id for r in shown if r.step.key in DEPEND})

    def _row(
        self, reminder: Reminder, cases: Mapping[int, CaseRow], offered: Mapping[int, tuple[Offer, ...]]
    ) -> ReminderRow:
        case_id, writable = reminder.step.case_id, self._session.writable
        of_case = offered.get(case_id, ()) if reminder.step.key in DEPEND else None
        steps = next_steps(reminder, of_case) if writable else ()
        first, case = not self.rows, cases.get(case_id)
        several = self._alike[case_id, reminder.step.key] > 1
        spare = self._spare.pop(reminder, None)
        if spare is not None:
            if spare.shows == (case, steps, first, several):
                return spare
            spare.hide()
            spare.deleteLater()
        may_snooze = writable and case is not None  # of a case: what the Ombudsman waits for elsewhere is not put off
        row = ReminderRow(reminder, case, steps, first=first, may_snooze=may_snooze, several=several)
        row.opened.connect(lambda: self.opened.emit(case_id))
        row.asked.connect(lambda step, answers: self.do(reminder, step, answers))
        row.snooze_asked.connect(lambda: self.ask_snooze(row))
        return row

    def _more(self) -> None:
        self._shown += SHOWN_AT_ONCE * 5
        self._fill()

    # --- out of here
    def ask_export(self) -> None:
        """How the dates leave. Asked again, it goes."""
        if self.export_form.isVisibleTo(self):
            self._leave_export()
            return
        self.export_form.show()
        self.export_form.names.setFocus()

    def _leave_export(self) -> None:
        had_focus = self.export_form.isAncestorOf(self.focusWidget() or self)
        self.export_form.hide()
        if had_focus:
            self.export.setFocus()

    # --- what was put off
    def _toggle_put_off(self) -> None:
        self._put_off_shown = not self._put_off_shown
        self._fill_put_off()

    def _fill_put_off(self) -> None:
        found = self._agenda.put_off
        clear(self._asleep)
        self.put_off_rows = []
        self.put_off.setVisible(bool(found))
        self.put_off.setText(f"{'Hide snoozed' if self._put_off_shown else 'Snoozed'}: {len(found):,}")
        self.put_off.setAccessibleName(self.put_off.text())
        if not self._put_off_shown or not found:
            return
        cases = self._cases([item.reminder.step.case_id for item in found])
        for item in found:
            row = PutOffRow(item, cases.get(item.reminder.step.case_id), writable=self._session.writable)
            row.opened.connect(lambda i=item.reminder.step.case_id: self.opened.emit(i))
            row.woken.connect(lambda i=item: self.wake(i))
            self.put_off_rows.append(row)
            self._asleep.addWidget(row)
        self._order_tabs()

    def wake(self, item: PutOff) -> None:
        """Let a reminder come back now."""
        done = self._tried(lambda: self._session.wake(item.snooze))
        if done is not None:
            self._session.say(f"{item.reminder.reference}: {item.reminder.step.label} is back on the list.", done)
        self._to_focus(self.put_off if self._agenda.put_off else self.rows[0].button if self.rows else None)

    def ask_snooze(self, row: ReminderRow) -> None:
        """The form for putting a reminder off, beneath its line. Asked again, it goes."""
        was_here = self.form is not None and self.form.reminder is row.reminder
        self._drop_form()
        if was_here:
            return
        form = self.form = SnoozeForm(self._session, row.reminder)
        form.asked.connect(lambda answers: self._snooze(form, row, answers))
        form.left.connect(lambda: self._leave_snooze(row))
        self._rows.insertWidget(self._rows.indexOf(row) + 1, form)
        form.fields["until_on"].take_focus()

    def _leave_snooze(self, row: ReminderRow) -> None:
        self._drop_form()
        row.snooze.setFocus()

    def _drop_form(self) -> None:
        if self.form is not None:
            self.form.hide()
            self._rows.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None

    def _snooze(self, form: SnoozeForm, row: ReminderRow, answers: Mapping[str, object]) -> None:
        place = self.rows.index(row)
        done = self._tried(lambda: self._session.snooze(row.reminder.step, answers))
        if done is None:
            return
        if done.problems:
            form.show_problems(done.problems)
            return
        until = short_date(self._session.parse_date_ahead(str(answers["until_on"])))
        self._session.say(f"{row.reminder.reference}: {row.reminder.step.label} is put off until {until}.", done.change)
        self._focus_row(place)

    # --- next steps
    def do(self, reminder: Reminder, step: NextStep, answers: Mapping[str, object]) -> None:
        """Do a next step at once, or go to the case's page, which asks what is needed for it."""
        case_id, of_which = reminder.step.case_id, reminder.step.investigation_id
        if not step.answers:
            self.verb_asked.emit(case_id, step.verb, of_which)
            return
        place = next((n for n, r in enumerate(self._wanted) if r == reminder), 0)
        self._tried(lambda: self._do(reminder, step, answers))
        self._focus_row(place)

    def _do(self, reminder: Reminder, step: NextStep, answers: Mapping[str, object]) -> None:
        desk = self._session.desk
        file = desk.case_file(reminder.step.case_id)
        fitting = [offer for offer in desk.offers(file) if offer.verb is step.verb and concerns(offer, reminder)]
        if not fitting:  # it cannot be done as things are now: the case says why
            self.opened.emit(reminder.step.case_id)
            return
        offer, before = fitting[0], desk.steps(file.case.id)
        named = {step.named: str(reminder.step.record_id)} if step.named else {}
        done = self._session.do(offer, file, {**answers, **named})
        if done.problems:
            raise Problem(" ".join(done.problems.values()), "Open the case and enter it there.")
        words, tone = said.in_words(self._session, offer, reminder.reference, before, done.steps)
        self._session.say(words, done.change, tone=tone)

    def _tried(self, work: Callable[[], T]) -> T | None:
        """What came of it; None after telling why nothing did."""
        try:
            return work()
        except Problem as problem:
            self._session.tell(problem)
            self.stale.emit()
            return None

    def _focus_row(self, place: int) -> None:
        """The list has been filled anew: the keyboard goes on where it was."""
        self._to_focus(self.rows[min(place, len(self.rows) - 1)].button if self.rows else None)

    def _to_focus(self, widget: QWidget | None) -> None:
        if widget is not None:
            widget.setFocus()
