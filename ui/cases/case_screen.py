"""One case, read in full; the verbs that make sense now, with their forms; and the form that corrects it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desk_app.letters import Fitting
from desk_app.offers import Offer, Verb
from desk_app.problems import Problem
from desk_app.records import CaseFile, Change, ContactArrangement, Person, Record
from ui.arrangements import ArrangementNotice
from ui.cases import details
from ui.cases.adding import Adding
from ui.cases.bundle_form import BundleForm
from ui.cases.correct_form import CorrectForm
from ui.cases.corrections import Target, target_of, targets
from ui.cases.documents import AT_FIRST as DOCUMENTS
from ui.cases.documents import DocumentsCard
from ui.cases.head import Head
from ui.cases.history import HistoryCard
from ui.cases.letter_form import LetterForm
from ui.cases.letters import LettersCard
from ui.cases.timeline import timeline_card
from ui.cases.verb_form import VerbForm
from ui.cases.verbs_bar import VerbsBar, text_of
from ui.kit.preferences import Preferences
from ui.kit.saving import Place
from ui.kit.widgets import PAGE_MARGINS, Columns, Page, clear, column_of, scrolling
from ui.session import Session

WIDE, FORM_EDGE = 940, 24
OF_PEOPLE = frozenset({Person.table, ContactArrangement.table})
"""Records of people, who may be on any case."""


class CaseScreen(Page):
    """`left` when the reader turns back; `person_asked(id)` for all about one of the people; `read` whenever the case
    was read, so that it is known what it offers.
    """

    left = Signal()
    person_asked = Signal(object)
    read = Signal()

    def __init__(self, session: Session, preferences: Preferences | None = None) -> None:
        super().__init__()
        self._session = session
        self._place = Place(preferences)
        self.case_id = 0
        self._stack = QStackedWidget()
        self.adding = Adding(session, self._place, lambda: self.file)
        column = column_of(self)
        column.addWidget(self.adding)
        column.addWidget(self._stack, 1)
        # what scrolls takes the room that is left: the message above it must not make the page taller than its window
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setAcceptDrops(session.writable)
        self.body = QWidget()
        self._box = column_of(self.body, margins=PAGE_MARGINS, spacing=16)
        self.reading: QScrollArea = scrolling(self.body)
        self.reading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reading.setProperty("role", "reading")
        self._stack.addWidget(self.reading)
        self.form: CorrectForm | None = None
        self._columns: Columns | None = None
        self.head: Head | None = None
        self.file: CaseFile | None = None
        self.offers: tuple[Offer, ...] = ()
        self.bar: VerbsBar | None = None
        self.verb_form: VerbForm | None = None
        self.fits: tuple[Fitting, ...] = ()
        self.letters: LettersCard | None = None
        self.letter_form: LetterForm | None = None
        self.documents: DocumentsCard | None = None
        self.bundle_form: BundleForm | None = None
        self._form_place = QVBoxLayout()
        session.changed.connect(self._changed)

    # --- showing
    def show_case(self, case_id: int) -> None:
        """Read a case and show it from its top. Raises Problem when it is not there any more."""
        self._end_correcting()
        self._end_verb()
        self.adding.clear()
        self.documents = None
        self.case_id = case_id
        self._fill()
        self.reading.verticalScrollBar().setValue(0)

    @property
    def changeable(self) -> bool:
        """Whether anything of the case can still be recorded."""
        return self._session.writable and self.file is not None and self.file.case.erased_on is None

    def _fill(self) -> None:
        desk = self._session.desk
        file, steps = desk.case_file(self.case_id), desk.steps(self.case_id)
        self.file, self.offers = file, desk.offers(file) if self._session.writable else ()
        self.fits = self._session.letters.fitting(file) if self._session.writable else ()
        self._take_form_out()
        clear(self._box)
        self.head = Head(self._session, file, steps)
        self.head.left.connect(self.left)
        self.head.correct_asked.connect(self.correct)
        self.head.undo_asked.connect(self._session.undo)
        self.reading.setAccessibleName(f"Case {file.case.reference}")
        self.setWindowTitle(file.case.reference)  # the window's, while this is in sight
        left, right = _column(), _column()
        first, second = left.layout(), right.layout()
        assert first is not None
        assert second is not None
        if file.case.erased_on is None:
            first.addWidget(details.words_card(file))
        if steps:
            first.addWidget(timeline_card(self._session, file, steps))
        for card in details.later_cards(file):
            first.addWidget(card)
        self.letters = None
        if file.letters:
            self.letters = LettersCard(self._session, self._place, file, self.offers)
            self.letters.verb_asked.connect(self.begin)
            first.addWidget(self.letters)
        shown = self.documents.shown if self.documents is not None else DOCUMENTS
        self.documents = DocumentsCard(self._session, self._place, file, shown)
        self.documents.add_asked.connect(self.adding.ask)
        self.documents.bundle_asked.connect(self.make_bundle)
        first.addWidget(self.documents)
        self.documents.setVisible(file.case.erased_on is None)
        second.addWidget(details.people_card(file, self.person_asked.emit))
        second.addWidget(details.facts_card(file))
        second.addWidget(HistoryCard(desk.history(self.case_id)))
        self._columns = Columns(left, right, least=WIDE)
        self._box.addWidget(self.head)
        self._show_arrangements(file)
        self.bar = VerbsBar(file, self.offers, self.fits)
        self.bar.asked.connect(self.begin)
        self.bar.letter_asked.connect(self.write_letter)
        self._box.addWidget(self.bar)
        self._form_place = QVBoxLayout()
        self._box.addLayout(self._form_place)
        if self.verb_form is not None:
            self._form_place.addWidget(self.verb_form)
            self.verb_form.show()
        if self.letter_form is not None:
            self._form_place.addWidget(self.letter_form)
            self.letter_form.show()
            self.letter_form.show_again(file, self.fits)
        if self.bundle_form is not None:
            self._form_place.addWidget(self.bundle_form)
            self.bundle_form.show()
            self.bundle_form.show_again(file)
        self._box.addWidget(self._columns)
        self._box.addStretch(1)
        self._columns.fit(self.width())
        self.read.emit()

    def _show_arrangements(self, file: CaseFile) -> None:
        """How contact with people on the case is managed."""
        names = {person.id: person.name for person in file.people}
        for each in self._session.people.arrangements(file.people):
            self._box.addWidget(ArrangementNotice(self._session, names[each.person_id], each, self.body))

    def arrive(self) -> None:
        if self.head is not None:
            self.head.back.setFocus()

    def _changed(self, change: Change) -> None:
        """Read it again if a change touched it, and it is still there."""
        if self.case_id not in change.case_ids and not (self.case_id and change.tables & OF_PEOPLE):
            return
        place = self.reading.verticalScrollBar().value()
        focused = self.focusWidget() or self
        forms: tuple[QWidget | None, ...] = (self.verb_form, self.letter_form, self.bundle_form)
        in_form = any(form is not None and form.isAncestorOf(focused) for form in forms)
        had_focus = self.reading.isAncestorOf(focused) and not in_form
        at_document = self.documents.place_of(focused) if self.documents is not None else None
        try:
            self._fill()
        except Problem:
            self.case_id = 0
            self.left.emit()
            return
        self._forget_what_is_erased()
        self.reading.verticalScrollBar().setValue(place)
        if in_form and (self.verb_form or self.letter_form or self.bundle_form):
            focused.setFocus()
        if at_document is not None and self.documents is not None and self.documents.return_to(at_document):
            return
        if had_focus and self.isVisible() and self.head is not None:
            self.head.back.setFocus()

    def _forget_what_is_erased(self) -> None:
        """What stands in a form about an erased case or person goes too: leaving must not keep it as a draft again."""
        assert self.file is not None
        case_is = self.file.case.erased_on is not None
        if self.verb_form is not None and case_is:
            self.verb_form.cancelled()
        people = {person.id for person in self.file.people if person.erased_on is not None}
        if self.form is not None and (case_is or self.form.draft.is_of_people(people)):
            self.form.cancelled()

    # --- verbs
    def begin(self, offer: Offer) -> None:
        """Ask what a verb asks, with what was typed into it before."""
        assert self.file is not None
        self._end_verb()
        steps = self._session.desk.steps(self.case_id)
        form = VerbForm(self._session, self.file, offer, steps)
        form.left.connect(self._cancelled)
        form.done.connect(self._done)
        form.read_again.connect(self._read_again)
        kept = next((d for d in self._session.drafts_of_cases() if d.key == form.draft_key), None)
        if kept is not None:
            form.give(kept.data["answers"])
        self.verb_form = form
        self._form_place.addWidget(form)
        self._read_after_the_form()
        form.take_focus()
        QTimer.singleShot(0, form, partial(self._show_form, form))

    def _show_form(self, form: QWidget) -> None:
        """All of it; of one that is higher than the window its heading and first question."""
        self.reading.ensureWidgetVisible(form, 0, FORM_EDGE)
        place = self.reading.verticalScrollBar()
        place.setValue(min(place.value(), form.y() - FORM_EDGE))

    def begin_verb(self, verb: Verb, investigation_id: int | None = None) -> bool:
        """The same by the verb's name, if it makes sense now; of that investigation, or else of the first."""
        fitting = [offer for offer in self.offers if offer.verb is verb]
        own = [o for o in fitting if o.investigation is not None and o.investigation.id == investigation_id]
        for offer in (own or fitting)[:1]:
            self.begin(offer)
        return bool(fitting)

    def _done(self, said: str, change: Change, tone: str = "ok") -> None:
        self._session.say(said, change, tone=tone)
        self._end_verb()
        if (bar := self.bar) is not None:  # beside its buttons, not on one: a second Space would begin something
            bar.setFocus()
            QTimer.singleShot(0, bar, lambda: self.reading.ensureWidgetVisible(bar, 0, 24))

    def _cancelled(self) -> None:
        offer = self.verb_form.offer if self.verb_form is not None else None
        self._end_verb()
        self._focus_bar(offer)

    def _focus_bar(self, left: Offer | None = None) -> None:
        """To the button that opened the form of `left`, else the first."""
        buttons = self.bar.buttons if self.bar is not None else {}
        own = buttons.get(text_of(self.file, left), buttons.get("More")) if left and self.file else None
        made = own or next(iter(buttons.values()), None)
        if made is not None:
            made.setFocus()
            QTimer.singleShot(0, made, lambda: self.reading.ensureWidgetVisible(made, 0, 24))

    def _read_again(self) -> None:
        """The case was changed meanwhile: the same form on the case as it is now."""
        form = self.verb_form
        if form is None:
            return
        offer = form.offer
        self._end_verb()
        self._fill()
        self.begin_verb(offer.verb, offer.investigation.id if offer.investigation else None)

    def _end_verb(self) -> None:
        if self.verb_form is not None:
            self.verb_form.keep()
            self.verb_form.hide()
            self.verb_form.deleteLater()
            self.verb_form = None
        if self.letter_form is not None:
            self.letter_form.let_go()
            self.letter_form.hide()
            self.letter_form.deleteLater()
            self.letter_form = None
        if self.bundle_form is not None:
            self.bundle_form.let_go()
            self.bundle_form.hide()
            self.bundle_form.deleteLater()
            self.bundle_form = None

    def _read_after_the_form(self) -> None:
        """Tab goes to what came into the page first: what is read beneath a new form goes out and in again."""
        if self._columns is not None:
            self._box.removeWidget(self._columns)
            self._columns.setParent(None)
            self._box.insertWidget(self._box.count() - 1, self._columns)
            self._columns.show()

    def _take_form_out(self) -> None:
        """A form that is being filled in outlives the reading around it."""
        if self.verb_form is not None:
            self._form_place.removeWidget(self.verb_form)
            self.verb_form.setParent(None)
        if self.letter_form is not None:
            self._form_place.removeWidget(self.letter_form)
            self.letter_form.setParent(None)
        if self.bundle_form is not None:
            self._form_place.removeWidget(self.bundle_form)
            self.bundle_form.setParent(None)

    # --- letters
    def write_letter(self, fit: Fitting | None = None) -> None:
        """Write a letter, by default the most likely one."""
        if self.file is None or not self.fits:
            return
        self._end_verb()
        form = LetterForm(self._session, self._place, self.file, self.fits, fit or self.fits[0])
        form.left.connect(self._cancelled)
        form.done.connect(self._done)
        self.letter_form = form
        self._form_place.addWidget(form)
        form.take_focus()
        QTimer.singleShot(0, form, partial(self._show_form, form))

    # --- documents
    def make_bundle(self) -> None:
        """Ask what goes into a bundle of this case, and for whom it is."""
        if self.file is None or not self._session.writable:
            return
        self._end_verb()
        form = BundleForm(self._session, self._place, self.file)
        form.left.connect(self._cancelled)
        form.done.connect(self._done)
        self.bundle_form = form
        self._form_place.addWidget(form)
        self._read_after_the_form()
        form.take_focus()
        QTimer.singleShot(0, form, lambda: self.reading.verticalScrollBar().setValue(form.y() - 24))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.file is not None and self.form is None and self.adding.takes(event.mimeData()):
            event.acceptProposedAction()
            self.adding.held_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.adding.held_over(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.adding.drop(event.mimeData())

    def let_go(self) -> None:
        self.adding.let_go()
        if self.letter_form is not None:
            self.letter_form.let_go()
        if self.bundle_form is not None:
            self.bundle_form.let_go()

    def leave(self) -> None:
        if self.verb_form is not None:
            self.verb_form.keep()
        if self.form is not None:
            self.form.keep()

    # --- correcting
    def correct(self, target: Target | None = None) -> None:
        """Open the form that corrects a record of the case, by default the case, as it was read now."""
        self._end_correcting()
        file = self._session.desk.case_file(self.case_id)
        found = list(targets(file))
        now = next((t for t in found if target and _same(t.record, target.record)), found[0])
        self.form = CorrectForm(self._session, file, now)
        self.form.left.connect(self._end_correcting)
        self.form.read_again.connect(lambda: self.correct(now))
        self._stack.addWidget(self.form)
        self._stack.setCurrentWidget(self.form)
        self.form.take_focus()

    def correct_one(self, table: str, record_id: int) -> bool:
        """The same for the record of that number; False, and no form, where it is not on the case any more."""
        found = target_of(self._session.desk.case_file(self.case_id), table, record_id)
        if found is not None:
            self.correct(found)
        return found is not None

    def _end_correcting(self) -> None:
        if self.form is not None:
            self.form.keep()
            self._stack.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
            self.arrive()

    # --- events
    @property
    def _has_form(self) -> bool:
        return any(form is not None for form in (self.verb_form, self.letter_form, self.bundle_form))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.form is None and not self._has_form:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._columns is not None:
            self._columns.fit(self.width())


def _same(one: Record, other: Record) -> bool:
    return type(one) is type(other) and one.id == other.id


def _column() -> QWidget:
    made = QWidget()
    column_of(made, spacing=16)
    return made
