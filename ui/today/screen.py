"""What needs doing: the worklist, worst first, with cards that filter it and each line's next step in one click."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk_app.offers import Offer
from desk_app.problems import Problem
from desk_app.records import Change, Kind
from desk_app.reminders import Reminder
from ui import said
from ui.kit.dates import long_date
from ui.kit.empty_state import EmptyState
from ui.kit.empty_state import Offer as Button
from ui.kit.widgets import (
    PAGE_MARGINS,
    Card,
    Columns,
    Heading,
    Page,
    button,
    clear,
    column_of,
    label,
    row_of,
    scrolling,
)
from ui.session import Session
from ui.today.aside import Drafts, ToComplete, TwoYears
from ui.today.buckets import BUCKETS, Bucket
from ui.today.cards import CardGrid
from ui.today.next_steps import NextStep
from ui.today.rows import ReminderRow

if TYPE_CHECKING:
    from desk_app.progress import Progress
    from ui.session import Overview

SHOWN_AT_ONCE = 40
WIDE = 980
SAFEGUARDING = ("safeguarding", "safeguarding_referral")


class TodayScreen(Page):
    """`opened(case_id)`, `verb_asked(case_id, Verb, investigation_id)`, `new_asked(Kind)`, `draft_asked(key)`, and
    from an empty store `import_asked`, `help_asked`."""

    opened = Signal(object)
    verb_asked = Signal(object, object, object)
    new_asked = Signal(object)
    draft_asked = Signal(str)
    import_asked = Signal()
    help_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._only: Bucket | None = None
        self._shown = SHOWN_AT_ONCE
        self.reminders: tuple[Reminder, ...] = ()
        self.rows: list[ReminderRow] = []
        body = QWidget()
        column_of(self).addWidget(scrolling(body))
        box = column_of(body, margins=PAGE_MARGINS, spacing=18)
        self.heading = Heading("Today", long_date(session.today))
        self.new = button("New complaint", lambda: self.new_asked.emit(Kind.COMPLAINT), role="primary", icon="plus")
        self.new.setEnabled(session.writable)
        self.heading.buttons.addWidget(self.new)
        box.addWidget(self.heading)
        self.empty = self._empty()
        box.addWidget(self.empty)
        self.grid = CardGrid()
        self.cards = self.grid.cards
        for bucket in BUCKETS:
            self.cards[bucket.name].clicked.connect(lambda _on=False, b=bucket: self.filter_by(b))
        box.addWidget(self.grid)
        self.columns = Columns(self._worklist(), self._aside(), least=WIDE, shares=(5, 2))
        box.addWidget(self.columns)
        box.addStretch(1)
        session.changed.connect(self._changed)
        self.reload()

    # --- building
    def _empty(self) -> EmptyState:
        made = EmptyState(
            "Nothing has been logged yet",
            "Log the first piece of feedback, or bring in the register you keep now. What is due will then stand here.",
            (
                Button("Log a complaint", lambda: self.new_asked.emit(Kind.COMPLAINT), "plus", primary=True),
                Button("Log a compliment", lambda: self.new_asked.emit(Kind.COMPLIMENT), "heart"),
                Button("Import your register", self.import_asked.emit, "upload"),
                Button("Read the guide", self.help_asked.emit, "book-open"),
            ),
        )
        made.hide()
        return made

    def _worklist(self) -> Card:
        card = Card(margins=(20, 16, 14, 12))
        card.box.setSpacing(0)
        head = QWidget()
        line = row_of(head, margins=(0, 0, 6, 8), spacing=10)
        self.title = label("", "h2", wrap=True)
        line.addWidget(self.title, 1)
        self.show_all = button("Show everything", lambda: self.filter_by(None), role="link")
        line.addWidget(self.show_all)
        card.box.addWidget(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        card.box.addLayout(self._rows)
        return card

    def _aside(self) -> QWidget:
        made = QWidget()
        box = column_of(made, spacing=16)
        self.drafts, self.to_complete, self.years = Drafts(), ToComplete(), TwoYears()
        self.drafts.chosen.connect(lambda draft: self.draft_asked.emit(draft.key))
        self.to_complete.opened.connect(self.opened)
        for card in (self.drafts, self.to_complete, self.years):
            box.addWidget(card)
        return made

    # --- showing
    def arrive(self) -> None:
        if self._stale or self._day != self._session.today:
            self.reload()
        self._show_drafts()
        self.heading.beneath.setText(long_date(self._session.today))
        first = self.empty.buttons[0] if self.empty.isVisibleTo(self) else self.cards[BUCKETS[0].name]
        first.setFocus()

    def _changed(self, _change: Change) -> None:
        """Now if it is in sight, else on arrival."""
        self._stale = True
        if self.isVisible():
            self.reload()

    def reload(self) -> None:
        """Work the list out again."""
        self._stale, self._day = False, self._session.today
        found = self._session.desk.worklist()
        self.reminders = tuple(sorted(found, key=lambda r: r.step.key not in SAFEGUARDING))  # they head the list
        for bucket in BUCKETS:
            self.cards[bucket.name].show_count(sum(bucket.holds(r) for r in self.reminders))
        self._fill()
        self._nothing = not self.reminders and not self._session.has_cases()
        self.empty.setVisible(self._nothing)
        self.grid.setHidden(self._nothing)
        self._show_drafts()
        self._session.job(self._overview, self._show_overview)

    def _overview(self, _progress: Progress) -> Overview:
        return self._session.overview()

    def _show_overview(self, found: Overview) -> None:
        self.to_complete.show_cases(found.incomplete)
        self.years.show_years(found.this_year, found.last_year, found.months_gone)

    def _show_drafts(self) -> None:
        found = self._session.every_draft()
        self.drafts.show_drafts(found)
        self.columns.setHidden(self._nothing and not found)

    def filter_by(self, bucket: Bucket | None) -> None:
        """Only what a card holds; the same card again shows everything."""
        self._only = None if bucket is self._only else bucket
        self._shown = SHOWN_AT_ONCE
        for name, card in self.cards.items():
            card.setChecked(self._only is not None and name == self._only.name)
        self._fill()

    # --- the list
    def _fill(self) -> None:
        clear(self._rows)
        wanted = [r for r in self.reminders if self._only is None or self._only.holds(r)]
        self.title.setText(f"{self._only.name if self._only else 'Needs attention'}: {len(wanted)}")
        self.show_all.setVisible(self._only is not None)
        shown = wanted[: self._shown]
        cases = self._session.rows_by_id(array("q", [r.step.case_id for r in shown]))
        self.rows = []
        for n, reminder in enumerate(shown):
            row = ReminderRow(reminder, cases.get(reminder.step.case_id), first=n == 0, writable=self._session.writable)
            row.opened.connect(lambda i=reminder.step.case_id: self.opened.emit(i))
            row.asked.connect(lambda step, answers, r=reminder: self.do(r, step, answers))
            self.rows.append(row)
            self._rows.addWidget(row)
        if not wanted:
            text = (
                "Nothing here. Well done."
                if self.reminders
                else "Nothing is due. New cases appear here with their dates."
            )
            self._rows.addWidget(label(text, "muted", wrap=True))
        if len(wanted) > self._shown:
            self._rows.addWidget(button(f"Show {len(wanted) - self._shown} more", self._more, role="link"))

    def _more(self) -> None:
        self._shown += SHOWN_AT_ONCE * 5
        self._fill()

    # --- next steps
    def do(self, reminder: Reminder, step: NextStep, answers: Mapping[str, object]) -> None:
        """Do a next step at once, or go to the case's page, which asks what is needed for it."""
        case_id, of_which = reminder.step.case_id, reminder.step.investigation_id
        if not step.answers:
            self.verb_asked.emit(case_id, step.verb, of_which)
            return
        place = next((n for n, r in enumerate(self.reminders) if r is reminder), 0)
        try:
            file = self._session.desk.case_file(case_id)
            fitting = [o for o in self._session.desk.offers(file) if o.verb is step.verb]
            own = [o for o in fitting if o.investigation is not None and o.investigation.id == of_which]
            if not fitting:
                self.reload()
                return
            self._do_now((own or fitting)[0], reminder, answers)
        except Problem as problem:
            self._session.tell(problem)
            self.reload()
        self._focus_row(place)

    def _do_now(self, offer: Offer, reminder: Reminder, answers: Mapping[str, object]) -> None:
        done = self._session.do(offer, self._session.desk.case_file(reminder.step.case_id), answers)
        if done.problems:
            raise Problem(" ".join(done.problems.values()), "Open the case and enter it there.")
        self._session.say(said.in_words(self._session, offer.verb, reminder.reference, done.steps), done.change)

    def _focus_row(self, place: int) -> None:
        """The list has been filled anew: the keyboard goes on where it was."""
        if self.rows:
            self.rows[min(place, len(self.rows) - 1)].button.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - PAGE_MARGINS[0] - PAGE_MARGINS[2]
        self.grid.fit(room)
        self.columns.fit(room)
