"""The Ombudsman's matters: a list of all of them, and each that is of none of our cases, with its verbs."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from desk_app.offers import Offer, Verb
from desk_app.problems import Problem
from desk_app.records import CaseFile, Change, OmbudsmanMatter, OmbudsmanRequest, Remedy
from ui.cases import details
from ui.cases.correct_form import CorrectForm
from ui.cases.corrections import Target, target_of, targets
from ui.cases.matter_line import NO_CASE, MatterRow
from ui.cases.timeline import timeline_card
from ui.cases.verb_form import VerbForm
from ui.cases.verbs_bar import VerbsBar
from ui.kit.filter_chip import ChoiceChip
from ui.kit.flow import Flow
from ui.kit.widgets import PAGE_MARGINS, Card, Heading, Page, button, clear, column_of, label, menu_button, row_of
from ui.kit.widgets import scrolling as scrolled
from ui.session import MatterLine, Session

TOUCHES = frozenset({OmbudsmanMatter.table, OmbudsmanRequest.table, Remedy.table})
AT_ONCE = 40
ABOUT = "What the Ombudsman asks and decides: about our cases, and about what is none of them."
WITHOUT = (
    "The Ombudsman asks about a complaint that is none of our cases: one that never reached us, say, or was answered "
    "before this register began. It counts in the Ombudsman’s figures and is no feedback of its own."
)


class Shown(StrEnum):
    """Which matters."""

    OPEN = "Open"
    ALONE = NO_CASE
    ALL = "All"


class MattersScreen(Page):
    """`opened(case_id)` for a matter of a case, which stands on the case's page."""

    opened = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setWindowTitle("The Ombudsman")
        self.file: CaseFile | None = None
        self.rows: list[MatterRow] = []
        self.bar: VerbsBar | None = None
        self.form: VerbForm | None = None
        self.correct_form: CorrectForm | None = None
        self._limit = AT_ONCE
        self._begun_on = 0
        self._stack = QStackedWidget()
        column_of(self).addWidget(self._stack)
        body = QWidget()
        self._box = column_of(body, margins=PAGE_MARGINS, spacing=16)
        self._stack.addWidget(scrolled(body))
        self.shown = ChoiceChip("Show", lambda: [str(each) for each in Shown])
        self.shown.choose(str(Shown.OPEN))
        self.shown.changed.connect(self.reload)
        self.begin_button = button("New matter without a case…", self.begin_new, role="primary", icon="plus")
        self.begin_button.setVisible(session.writable)
        self.back = button("Back to the list", self.show_list, icon="arrow-left")
        self._list = QWidget()
        self._one = QWidget()
        self._matter = column_of(self._one, spacing=16)
        self._lines = QVBoxLayout()
        self._form_place = QVBoxLayout()
        self._make_list()
        for part in (self._list, self._one):
            self._box.addWidget(part)
        self._box.addStretch(1)
        session.changed.connect(self._changed)
        self.show_list()

    def _make_list(self) -> None:
        box = column_of(self._list, spacing=16)
        self.heading = Heading("The Ombudsman", ABOUT)
        self.heading.buttons.addWidget(self.begin_button)
        box.addWidget(self.heading)
        card = Card(margins=(20, 16, 16, 14))
        card.box.setSpacing(8)
        self.title = label("", "h2", wrap=True)
        card.box.addWidget(self.title)
        chips = QWidget()
        Flow(chips).addWidget(self.shown)
        card.box.addWidget(chips)
        self._lines.setSpacing(0)
        card.box.addLayout(self._lines)
        box.addWidget(card)

    # --- the list
    def show_list(self) -> None:
        """All matters."""
        self._end_form()
        self.file = None
        self.reload()
        self._list.show()
        self._one.hide()

    def reload(self) -> None:
        """Ask for the lines again."""
        wanted = Shown(self.shown.value())
        found = [line for line in self._session.ombudsman() if _fits(line, wanted)]
        clear(self._lines)
        self.title.setText(f"Matters: {len(found):,}")
        self.rows = []
        for line in found[: self._limit]:
            row = MatterRow(line, self._session.today, first=not self.rows)
            row.opened.connect(partial(self._open, line))
            self.rows.append(row)
            self._lines.addWidget(row)
        if not found:
            self._lines.addWidget(label("No matter of the Ombudsman is here.", "muted", wrap=True))
        before: QWidget = self.shown
        for row in self.rows:
            QWidget.setTabOrder(before, row.button)
            before = row.button
        if len(found) > self._limit:
            more = button(f"Show {len(found) - self._limit:,} more", self._more, role="link")
            self._lines.addWidget(more)
            QWidget.setTabOrder(before, more)

    def _more(self) -> None:
        self._limit += AT_ONCE * 5
        self.reload()

    def _open(self, line: MatterLine) -> None:
        if line.case_id is not None:
            self.opened.emit(line.case_id)
        else:
            self.show_matter(line.id)
            self.arrive()

    # --- one matter
    def show_matter(self, matter_id: int) -> None:
        """One that is of none of our cases. Raises Problem when it is not there any more."""
        file = self._session.desk.case_file(matter_id)
        self._end_form()
        self._show(file)

    def _show(self, file: CaseFile) -> None:
        self.file = file
        if self.form is not None:
            self._form_place.removeWidget(self.form)
            self.form.setParent(None)
        clear(self._matter)
        self.back = button("Back to the list", self.show_list, icon="arrow-left")
        top = QWidget()
        line = row_of(top, spacing=10)
        line.addWidget(self.back)
        line.addStretch(1)
        if file.matters and self._session.writable:
            line.addWidget(
                menu_button("Correct", self._corrections(file), name="Correct what was recorded", icon="pencil")
            )
        self._matter.addWidget(top)
        title = file.case.reference if file.matters else "The Ombudsman asks: none of our cases"
        self._matter.addWidget(label(title, "title", wrap=True))
        self._matter.addWidget(label(WITHOUT, "muted", wrap=True))
        offers = self._session.desk.offers(file) if self._session.writable and file.matters else ()
        self.bar = VerbsBar(file, offers)
        self.bar.asked.connect(self.begin)
        self._matter.addWidget(self.bar)
        self.bar.setVisible(bool(offers))
        self._form_place = QVBoxLayout()
        self._matter.addLayout(self._form_place)
        if self.form is not None:
            self._form_place.addWidget(self.form)
            self.form.show()
        if file.matters:
            steps = self._session.desk.steps(file.case.id)
            self._matter.addWidget(timeline_card(self._session, file, steps))
            self._matter.addWidget(details.ombudsman_card(file))
        self._list.hide()
        self._one.show()

    def _corrections(self, file: CaseFile) -> QMenu:
        menu = QMenu(self._one)
        for target in targets(file):
            menu.addAction(target.name[0].upper() + target.name[1:], partial(self.correct, target))
        return menu

    # --- verbs
    def begin_new(self) -> None:
        """Ask what there is to know of a matter that is of none of our cases."""
        file = self._session.desk.new_matter()
        self._end_form()
        self._show(file)
        self.begin(Offer(Verb.MATTER))

    def begin_verb(self, verb: Verb) -> None:
        """Ask what a verb asks, if it makes sense now."""
        if self.file is not None:
            found = (offer for offer in self._session.desk.offers(self.file) if offer.verb is verb)
            for offer in found:
                self.begin(offer)
                return

    def begin(self, offer: Offer) -> None:
        """Ask what a verb asks, with what was typed into it before."""
        assert self.file is not None
        self._end_form()
        self._begun_on = self.file.case.id
        steps = self._session.desk.steps(self.file.case.id)
        form = self.form = VerbForm(self._session, self.file, offer, steps)
        form.left.connect(self._left)
        form.done.connect(self._done)
        form.read_again.connect(self._read_again)
        kept = next((d for d in self._session.drafts_of_cases() if d.key == form.draft_key), None)
        if kept is not None:
            form.give(kept.data["answers"])
        self._form_place.addWidget(form)
        form.take_focus()

    def _left(self) -> None:
        self._end_form()
        if self.file is not None and not self.file.matters:
            self.show_list()
        self.arrive()

    def _done(self, said: str, change: Change, tone: str = "ok") -> None:
        self._session.say(said, change, tone=tone)
        self._end_form()
        of = next((line.case_id for line in self._session.ombudsman() if line.id == self._begun_on), None)
        if of is not None:  # it was tied to a case, so it stands on that case's page
            self.opened.emit(of)
            return
        if self.file is not None and not self.file.matters:  # it was just begun: the latest there is
            alone = [line.id for line in self._session.ombudsman() if line.case_id is None]
            self.show_matter(max(alone))
        self.arrive()

    def _read_again(self) -> None:
        form, file = self.form, self.file
        if form is not None and file is not None:
            verb = form.offer.verb
            self.show_matter(file.case.id)
            self.begin_verb(verb)

    def _end_form(self) -> None:
        self._end_correcting()
        if self.form is not None:
            self.form.keep()
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    # --- correcting
    def correct(self, target: Target) -> None:
        """Open the form that corrects a record of the matter, as it is now."""
        assert self.file is not None
        file = self._session.desk.case_file(self.file.case.id)
        found = list(targets(file))
        same = (t for t in found if type(t.record) is type(target.record) and t.record.id == target.record.id)
        now = next(same, found[0])
        self._end_form()
        self.correct_form = CorrectForm(self._session, file, now)
        self.correct_form.left.connect(self._corrected)
        self.correct_form.read_again.connect(partial(self.correct, now))
        self._stack.addWidget(self.correct_form)
        self._stack.setCurrentWidget(self.correct_form)
        self.correct_form.take_focus()

    def _corrected(self) -> None:
        self._end_correcting()
        self.arrive()

    def correct_one(self, table: str, record_id: int) -> bool:
        """The same for the record of that number; False, and no form, where it is not of the matter any more."""
        found = target_of(self.file, table, record_id) if self.file is not None else None
        if found is not None:
            self.correct(found)
        return found is not None

    def _end_correcting(self) -> None:
        if self.correct_form is not None:
            self.correct_form.keep()
            self._stack.removeWidget(self.correct_form)
            self.correct_form.deleteLater()
            self.correct_form = None

    # --- being shown
    def arrive(self) -> None:
        if self.form is not None:
            self.form.take_focus()
        elif self.file is not None:
            self.back.setFocus()
        else:
            self.reload()
            (self.rows[0].button if self.rows else self.shown).setFocus()

    def leave(self) -> None:
        if self.form is not None:
            self.form.keep()
        if self.correct_form is not None:
            self.correct_form.keep()

    def _changed(self, change: Change) -> None:
        if not TOUCHES & change.tables:
            return
        self.reload()
        if self.file is not None and self.file.matters:
            try:
                self._show(self._session.desk.case_file(self.file.case.id))
            except Problem:  # it was undone
                self.show_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.file is not None and self.form is None:
            self.show_list()
            self.arrive()
        else:
            super().keyPressEvent(event)


def _fits(line: MatterLine, wanted: Shown) -> bool:
    return wanted is Shown.ALL or (line.is_open if wanted is Shown.OPEN else line.case_id is None)
