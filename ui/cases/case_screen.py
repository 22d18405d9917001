"""One case, read in full; and the form that corrects it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from desk_app.problems import Problem
from desk_app.records import Change
from ui.cases import details
from ui.cases.correct_form import CorrectForm
from ui.cases.head import Head
from ui.cases.history import HistoryCard
from ui.cases.timeline import timeline_card
from ui.kit.widgets import PAGE_MARGINS, Columns, Page, clear, column_of, scrolling
from ui.session import Session

WIDE = 940


class CaseScreen(Page):
    """`left` when the reader turns back."""

    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.case_id = 0
        self._stack = QStackedWidget()
        column_of(self).addWidget(self._stack)
        self.body = QWidget()
        self._box = column_of(self.body, margins=PAGE_MARGINS, spacing=16)
        self.reading: QScrollArea = scrolling(self.body)
        self.reading.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reading.setProperty("role", "reading")
        self._stack.addWidget(self.reading)
        self.form: CorrectForm | None = None
        self._columns: Columns | None = None
        self.head: Head | None = None
        session.changed.connect(self._changed)

    # --- showing
    def show_case(self, case_id: int) -> None:
        """Read a case and show it from its top. Raises Problem when it is not there any more."""
        self._end_correcting()
        self.case_id = case_id
        self._fill()
        self.reading.verticalScrollBar().setValue(0)

    def _fill(self) -> None:
        desk = self._session.desk
        file, steps = desk.case_file(self.case_id), desk.steps(self.case_id)
        clear(self._box)
        self.head = Head(self._session, file, steps)
        self.head.left.connect(self.left)
        self.head.correct_asked.connect(self.correct)
        self.head.undo_asked.connect(self._session.undo)
        self.reading.setAccessibleName(f"Case {file.case.reference}")
        left, right = _column(), _column()
        first, second = left.layout(), right.layout()
        assert first is not None
        assert second is not None
        first.addWidget(details.words_card(file))
        if steps:
            first.addWidget(timeline_card(self._session, file, steps))
        for card in details.later_cards(file):
            first.addWidget(card)
        second.addWidget(details.people_card(file))
        second.addWidget(details.facts_card(file))
        second.addWidget(HistoryCard(desk.history(self.case_id)))
        self._columns = Columns(left, right, least=WIDE)
        self._box.addWidget(self.head)
        self._box.addWidget(self._columns)
        self._box.addStretch(1)
        self._columns.fit(self.width())

    def arrive(self) -> None:
        if self.head is not None:
            self.head.back.setFocus()

    def _changed(self, change: Change) -> None:
        """Read it again if a change touched it, and it is still there."""
        if self.case_id not in change.case_ids:
            return
        place = self.reading.verticalScrollBar().value()
        had_focus = self.reading.isAncestorOf(self.focusWidget() or self)
        try:
            self._fill()
        except Problem:
            self.case_id = 0
            self.left.emit()
            return
        self.reading.verticalScrollBar().setValue(place)
        if had_focus and self.isVisible() and self.head is not None:
            self.head.back.setFocus()

    # --- correcting
    def correct(self) -> None:
        """Open the form with the case as it was read now."""
        self._end_correcting()
        self.form = CorrectForm(self._session, self._session.desk.case_file(self.case_id).case)
        self.form.left.connect(self._end_correcting)
        self.form.read_again.connect(self.correct)
        self._stack.addWidget(self.form)
        self._stack.setCurrentWidget(self.form)
        self.form.take_focus()

    def _end_correcting(self) -> None:
        if self.form is not None:
            self._stack.removeWidget(self.form)
            self.form.deleteLater()
            self.form = None
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


def _column() -> QWidget:
    made = QWidget()
    column_of(made, spacing=16)
    return made
