"""Learning and actions: who does what by when, what was learnt, and adding to either."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.offers import Verb
from desk_app.problems import Problem
from desk_app.records import Action, Change, Learning
from ui import wording
from ui.kit.form_rows import Field
from ui.kit.preferences import Preferences
from ui.kit.saving import Place, ask_where
from ui.kit.widgets import PAGE_MARGINS, Card, Columns, Heading, Page, button, column_of, label, row_of, scrolling
from ui.kit.working import Working
from ui.learning.actions import Actions
from ui.learning.learned import Learned
from ui.lessons import Shown
from ui.session import Session

KINDS = ("Excel workbook (*.xlsx)", "CSV (*.csv)")
WIDE = 900
REFERENCE_WIDTH, ADDING_WIDE = 260, 700
NOT_NOW = {
    Verb.ACT: "Actions are added to complaints, from their page.",
    Verb.LEARN: "Learning is added once an investigation is open.",
}


class LearningScreen(Page):
    """`opened(case_id)`, `verb_asked(case_id, Verb, None)` to add to a case."""

    opened = Signal(object)
    verb_asked = Signal(object, object, object)

    def __init__(self, session: Session, preferences: Preferences | None = None) -> None:
        super().__init__()
        self._session, self._place = session, Place(preferences)
        self._stale = False
        self._day = session.today
        body = QWidget()
        column_of(self).addWidget(scrolling(body))
        box = column_of(body, margins=PAGE_MARGINS, spacing=16)
        self.heading = Heading("Learning and actions", " ")
        self.export_button = button("Export…", self.export, icon="download")
        self.heading.buttons.addWidget(self.export_button)
        box.addWidget(self.heading)
        self.working = Working("Progress of the export")
        box.addWidget(self.working)
        self.add = self._add_card()
        box.addWidget(self.add)
        self.action_card, self.learned_card = Actions(session), Learned(session)
        for card in (self.action_card, self.learned_card):
            card.opened.connect(self.opened)
        self.columns = Columns(self.action_card, self.learned_card, least=WIDE, shares=(3, 2))
        box.addWidget(self.columns)
        box.addStretch(1)
        session.changed.connect(self._changed)
        session.day_began.connect(self._day_began)
        self.reload()

    def _add_card(self) -> Card:
        card = Card(margins=(20, 12, 16, 14))
        self.reference = Field("Add to the case with the reference", QLineEdit())
        self.reference.setMinimumWidth(REFERENCE_WIDTH)
        beside = QWidget()
        below = column_of(beside, spacing=5)
        self._level = label(" ", "label")  # so that the buttons are level with the input, not with its name
        below.addWidget(self._level)
        pair = QWidget()
        across = row_of(pair, spacing=8)
        across.addWidget(button("Add an action…", lambda: self.add_to_case(Verb.ACT), icon="plus"))
        across.addWidget(button("Add learning…", lambda: self.add_to_case(Verb.LEARN), icon="lightbulb"))
        across.addStretch(1)
        below.addWidget(pair)
        self._adding = Columns(self.reference, beside, least=ADDING_WIDE, shares=(1, 2))
        card.box.addWidget(self._adding)
        card.setVisible(self._session.writable)
        return card

    # --- showing
    def arrive(self) -> None:
        if self._stale or self._day != self._session.today:
            self.reload()
        self.action_card.shown.setFocus()

    def reload(self) -> None:
        """Ask for everything again."""
        self._stale, self._day = False, self._session.today
        self.action_card.reload()
        self.learned_card.reload()
        counts = self._session.lessons.counts()
        overdue = f", {counts[Shown.OVERDUE]:,} of them overdue" if counts[Shown.OVERDUE] else ""
        some = f"{wording.counted(counts[Shown.OPEN], 'open action')}{overdue}"
        self.heading.beneath.setText(some if counts[Shown.OPEN] else "No action is open")

    def _changed(self, change: Change) -> None:
        """Now if it is in sight, else on arrival."""
        if self.isVisible() and {Action.table, Learning.table} & change.tables:
            self.reload()
        else:
            self._stale = True

    def _day_began(self) -> None:
        if self.isVisible():
            self.reload()

    # --- adding
    def add_to_case(self, verb: Verb) -> None:
        """To the form on the page of the case that was named; beside the field what is wrong."""
        try:
            case_id = self._session.lessons.case_called(self.reference.value())
        except Problem as problem:
            self.reference.set_problem(str(problem) if self.reference.value() else "Enter the reference of the case.")
            self.reference.take_focus()
            return
        if all(offer.verb is not verb for offer in self._session.offered([case_id])[case_id]):
            self.reference.set_problem(NOT_NOW[verb])
            self.reference.take_focus()
            return
        self.reference.set_problem("")
        self.reference.set_value("")
        self.verb_asked.emit(case_id, verb, None)

    # --- out of here
    def export(self) -> None:
        """Ask for a file and write everything to it."""
        if self.working.busy:
            self._session.say("An export is running already.", tone="info")
            return
        name = f"Learning and actions {self._session.today:%Y-%m-%d}"
        path = ask_where(self, "Export learning and actions", self._place, name, KINDS)
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write everything to `path`: whole or not at all."""
        lessons = self._session.lessons

        def done(change: Change | None) -> None:
            self._place.remember(path)
            self._session.exported(change)
            self._session.say(f"Saved learning and actions to {path}.")

        job = self._session.job(lambda progress: lessons.export(path, progress), done)
        self.working.watch(f"Writing {path.name}", job)

    def let_go(self) -> None:
        self.working.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - PAGE_MARGINS[0] - PAGE_MARGINS[2]
        self.columns.fit(room)
        self._adding.fit(room)
        self._level.setVisible(room >= ADDING_WIDE)
