"""What needs doing: cards that filter the worklist, the worklist, and beside it what is not saved or complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from desk_app.records import Change, Kind
from desk_app.reminders import Agenda, Reminder
from ui.kit import collector
from ui.kit.after_paint import AfterPaint
from ui.kit.dates import long_date
from ui.kit.empty_state import EmptyState
from ui.kit.empty_state import Offer as Button
from ui.kit.filter_chip import ToggleChip
from ui.kit.preferences import Preferences
from ui.kit.widgets import PAGE_MARGINS, Columns, Heading, Page, appear, button, column_of, scrolling
from ui.session import Session
from ui.today.aside import Drafts, ToComplete, TwoYears
from ui.today.buckets import BUCKETS, Bucket
from ui.today.cards import CardGrid
from ui.today.rows import ReminderRow
from ui.today.worklist import Worklist

if TYPE_CHECKING:
    from desk_app.progress import Progress
    from ui.session import Overview

WIDE = 980
ASIDE_MILLISECONDS = 50
"""After the list: both together would each take longer."""
MINE = "Mine"
SAFEGUARDING = ("safeguarding", "safeguarding_referral")


class TodayScreen(Page):
    """`opened(case_id)`, `verb_asked(case_id, Verb, investigation_id)`, `new_asked(Kind)`, `draft_asked(key)`, and
    from an empty store `import_asked`, `settings_asked`, `help_asked`."""

    opened = Signal(object)
    verb_asked = Signal(object, object, object)
    new_asked = Signal(object)
    draft_asked = Signal(str)
    import_asked = Signal()
    settings_asked = Signal()
    help_asked = Signal()

    def __init__(self, session: Session, preferences: Preferences | None = None) -> None:
        super().__init__()
        self._session = session
        self._only: Bucket | None = None
        self.agenda = Agenda((), ())
        body = QWidget()
        column_of(self).addWidget(scrolling(body))
        box = column_of(body, margins=PAGE_MARGINS, spacing=18)
        self.heading = Heading("Today", long_date(session.today))
        self.new = button("New complaint", lambda: self.new_asked.emit(Kind.COMPLAINT), role="primary", icon="plus")
        self.new.setEnabled(session.writable)
        self.mine = ToggleChip(MINE, "Cases that you logged, and those whose investigation is assigned to you")
        self.mine.changed.connect(self.reload)
        self.heading.buttons.addWidget(self.mine)
        self.heading.buttons.addWidget(self.new)
        box.addWidget(self.heading)
        self.empty = self._empty()
        box.addWidget(self.empty)
        self.grid = CardGrid()
        self.cards = self.grid.cards
        for bucket in BUCKETS:
            self.cards[bucket.name].clicked.connect(lambda _on=False, b=bucket: self.filter_by(b))
        box.addWidget(self.grid)
        self.list = Worklist(session, preferences, body)
        self.list.opened.connect(self.opened)
        self.list.verb_asked.connect(self.verb_asked)
        self.list.all_asked.connect(lambda: self.filter_by(None))
        self.list.stale.connect(self.reload)
        self.columns = Columns(self.list, self._aside(), least=WIDE, shares=(5, 2))
        box.addWidget(self.columns)
        box.addStretch(1)
        self._aside_later = AfterPaint(body, self._ask_overview, ASIDE_MILLISECONDS)
        session.changed.connect(self._changed)
        session.day_began.connect(self._day_began)
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
                Button("Say how people reach you", self.settings_asked.emit, "settings"),
                Button("Read the guide", self.help_asked.emit, "book-open"),
            ),
        )
        made.hide()
        return made

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

    @property
    def reminders(self) -> tuple[Reminder, ...]:
        """What is due, as it is shown."""
        return self.agenda.reminders

    @property
    def rows(self) -> list[ReminderRow]:
        """The lines in sight."""
        return self.list.rows

    def _day_began(self) -> None:
        """The window was open over midnight: now if it is in sight, else on arrival."""
        if self.isVisible():
            self.heading.beneath.setText(long_date(self._session.today))
            self.reload()

    def reload(self) -> None:
        """Work the list out again."""
        self._stale, self._day = False, self._session.today
        with collector.resting():  # thousands of reminders are made, and none of them is rubbish
            found = self._session.desk.agenda()
            nothing = not found.reminders
            if self.mine.isChecked():
                found = self._session.mine(found)
        collector.look_again()
        first = sorted(found.reminders, key=lambda r: r.step.key not in SAFEGUARDING)  # they head the list
        self.agenda = Agenda(tuple(first), found.put_off)
        for bucket in BUCKETS:
            self.cards[bucket.name].show_count(sum(bucket.holds(r) for r in self.reminders))
        self.list.show_agenda(self.agenda, self._only)
        self._nothing = nothing and not self._session.has_cases()
        self.empty.setVisible(self._nothing)
        appear(self.grid, not self._nothing)
        appear(self.mine, not self._nothing)
        self._show_drafts()
        self._aside_later.ask()

    def _ask_overview(self) -> None:
        self._session.job(self._overview, self._show_overview)

    def _overview(self, _progress: Progress) -> Overview:
        return self._session.overview()

    def _show_overview(self, found: Overview) -> None:
        self.to_complete.show_cases(found.incomplete)
        self.years.show_years(found.this_year, found.last_year, found.months_gone)

    def _show_drafts(self) -> None:
        found = self._session.every_draft()
        self.drafts.show_drafts(found)
        appear(self.columns, bool(found) or not self._nothing)

    def filter_by(self, bucket: Bucket | None) -> None:
        """Only what a card holds; the same card again shows everything."""
        self._only = None if bucket is self._only else bucket
        for name, card in self.cards.items():
            card.setChecked(self._only is not None and name == self._only.name)
        self.list.show_agenda(self.agenda, self._only)

    # --- out of here
    def export_dates(self) -> None:
        """Ask how the dates leave."""
        if self.columns.isVisibleTo(self) and self.reminders:
            self.list.ask_export()
        else:
            self._session.say("Nothing is due, so there are no dates to export.", tone="info")

    def let_go(self) -> None:
        self._aside_later.stop()
        self.list.stop_building()
        self.list.export_form.working.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - PAGE_MARGINS[0] - PAGE_MARGINS[2]
        self.grid.fit(room)
        self.columns.fit(room)
