"""The page of one person: come to from a case, or by Go to anything."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desk_app.desk.erase import Plan
from desk_app.desk.people import Known
from desk_app.problems import Problem
from desk_app.records import Change, ContactArrangement, Party, Person
from ui.arrangements import ArrangementNotice
from ui.erase_form import EraseForm
from ui.kit.chips import Chip
from ui.kit.preferences import Preferences
from ui.kit.saving import Place
from ui.kit.widgets import PAGE_MARGINS, Columns, Page, button, clear, column_of, label, row_of, scrolling
from ui.kit.working import Working
from ui.people import cards
from ui.people.access_form import AccessForm
from ui.people.merge_form import MergeForm
from ui.session import Session

WIDE = 940
SHOWN = frozenset({Person.table, Party.table, ContactArrangement.table})


class PersonScreen(Page):
    """`left` when the reader turns back; `opened(case_id)` for one of their cases."""

    left = Signal()
    opened = Signal(object)

    def __init__(self, session: Session, preferences: Preferences | None = None) -> None:
        super().__init__()
        self._session, self._place = session, Place(preferences)
        self.person_id = 0
        self.known: Known | None = None
        self.form: MergeForm | EraseForm | AccessForm | None = None
        self.notices: list[ArrangementNotice] = []
        self._columns: Columns | None = None
        self.body = QWidget()
        self._box = column_of(self.body, margins=PAGE_MARGINS, spacing=16)
        self.reading = scrolling(self.body)
        self.reading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reading.setProperty("role", "reading")
        self.looking = Working("Progress of looking at what the store holds of them")
        whole = column_of(self)
        whole.addWidget(self.looking)
        whole.addWidget(self.reading)
        self.back = button("Back", self.left.emit, icon="arrow-left")
        session.changed.connect(self._changed)

    # --- showing
    def show_person(self, person_id: int) -> None:
        """Read all about a person, from the top. Raises Problem when there is no such person any more."""
        known = self._session.people.known(person_id)
        if known is None:
            raise Problem("This person is no longer in the store.", "Perhaps two records were merged: look in History.")
        self.person_id, self.known, self.form = person_id, known, None
        self._fill(known)
        self.reading.verticalScrollBar().setValue(0)

    def _fill(self, known: Known) -> None:
        clear(self._box)
        self._columns = None
        person = known.person
        self.reading.setAccessibleName(f"All about {person.name or 'a person'}")
        self._head(known)
        if self.form is not None:
            self._box.addWidget(self.form)
            return
        self.notices = [
            ArrangementNotice(self._session, person.name, each, self.body)
            for each in self._session.people.arrangements([person])
        ]
        for notice in self.notices:
            self._box.addWidget(notice)
        left, right = QWidget(), QWidget()
        first, second = column_of(left, spacing=16), column_of(right, spacing=16)
        first.addWidget(cards.cases_card(self._session, known, self.opened.emit))
        past = [a for a in self._session.people.arrangements([person], past=True) if a not in known.arrangements]
        if past:
            first.addWidget(cards.past_card(past))
        second.addWidget(cards.reached_card(person))
        alike = self._session.people.duplicates(person) if person.erased_on is None else []
        if alike:
            begin = self.begin_merge if self._session.writable else None
            second.addWidget(cards.duplicates_card(alike, self._look_at, begin))
        self._columns = Columns(left, right, least=WIDE)
        self._box.addWidget(self._columns)
        self._box.addStretch(1)
        self._columns.fit(self.width())

    def _head(self, known: Known) -> None:
        top = QWidget()
        line = row_of(top, spacing=10)
        self.back = button("Back", self.left.emit, icon="arrow-left")
        self.back.setToolTip("Back to where you came from (Esc)")
        line.addWidget(self.back)
        line.addStretch(1)
        if known.person.erased_on is None and self.form is None:
            line.addWidget(button("Everything about them…", self.begin_access, icon="folder-open"))
            line.addWidget(button("Erase…", self.begin_erasing, icon="trash-2"))
        self._box.addWidget(top)
        head = QWidget()
        words = column_of(head, spacing=6)
        words.addWidget(label(known.person.name or "Name removed", "title", wrap=True, selectable=True))
        words.addWidget(label(f"{known.in_words}.", "muted", wrap=True))
        if known.person.is_staff:
            words.addWidget(Chip("Member of staff", "info"), 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addWidget(head)

    def _look_at(self, person_id: int) -> None:
        try:
            self.show_person(person_id)
        except Problem as problem:
            self._session.tell(problem)
            return
        self.arrive()

    def arrive(self) -> None:
        self.back.setFocus()

    def leave(self) -> None:
        self.looking.stop()

    def let_go(self) -> None:
        self.looking.stop()

    # --- merging
    def begin_merge(self, other: Known) -> None:
        """Ask what is to be known before two records become one."""
        assert self.known is not None
        self.form = MergeForm(self._session, self.known, other)
        self.form.left.connect(self._end_merge)
        self.form.merged.connect(self._merged)
        self._fill(self.known)
        self.form.show()
        self.form.take_focus()

    def _end_merge(self) -> None:
        self.form = None
        self._look_at(self.person_id)

    def _merged(self, stays: Known, goes: Known, change: Change) -> None:
        self.form = None
        self._look_at(stays.person.id)
        one, other = stays.person.name, goes.person.name
        said = f"{one} and {other} are one person now" if one != other else f"There is one record of {one} now"
        self._session.say(f"{said}: {self.known.in_words if self.known else ''}.", change)

    # --- erasing, and all about them
    def begin_erasing(self) -> None:
        """Ask before they are erased: what goes, what stays, what still holds it."""
        if self.looking.busy:
            return
        keeper, person_id = self._session.keeper, self.person_id
        job = self._session.job(
            lambda _: keeper.plan_for_person(person_id), partial(self._ask_about, person_id), failed=self._session.tell
        )
        self.looking.watch("Looking at what the store holds of them", job)

    def _ask_about(self, person_id: int, plan: Plan) -> None:
        if person_id != self.person_id or self.form is not None or not self.isVisible():
            return  # somebody is somewhere else by now
        form = EraseForm(self._session, plan)
        form.erased.connect(lambda _: self._end_merge())
        self._begin(form)

    def begin_access(self) -> None:
        """Ask where to write all about them."""
        assert self.known is not None
        self._begin(AccessForm(self._session, self._place, self.known.person))

    def _begin(self, form: EraseForm | AccessForm) -> None:
        assert self.known is not None
        self.form = form
        form.left.connect(self._end_merge)
        self._fill(self.known)
        form.show()
        form.take_focus()

    def _changed(self, change: Change) -> None:
        """Read it again if a change touched it; a form that is being filled in stays, and says when it is too late."""
        if not self.person_id or self.form is not None:
            return
        on_cases = {each.case_id for each in self.known.appearances} if self.known else set()
        if not (change.tables & SHOWN or change.case_ids & on_cases):
            return
        known = self._session.people.known(self.person_id)
        if known is None:
            self.person_id, self.known = 0, None
            if self.isVisible():
                self.left.emit()
            return
        had_focus = self.isAncestorOf(self.focusWidget() or self)
        self.known = known
        self._fill(known)
        if had_focus and self.isVisible():
            self.arrive()

    # --- events
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.form is None:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns is not None:
            self._columns.fit(self.width())
