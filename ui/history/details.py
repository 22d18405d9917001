"""One change in full: what it changed, the case it belongs to, and whether it can be undone."""

from __future__ import annotations

from array import array
from functools import partial
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desk_app.records import Change, ChangedRow
from ui import history_lines, wording
from ui.history.columns import said
from ui.kit.dates import moment
from ui.kit.widgets import Card, button, clear, column_of, label, scrolling
from ui.session import HistoryRow, Session

AT_ONCE = 20
"""Records that are read without asking."""
PAGE = 100
ERASED = "What stood here was erased."
WHOLE = 4000
"""Letters of a text that was changed: as good as all of it."""


class Details(Card):
    """`opened(case_id)`, `undo_asked`, `redo_asked`, `own_asked(change_id)`: to show one's own last change."""

    opened = Signal(object)
    undo_asked = Signal()
    redo_asked = Signal()
    own_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(margins=(0, 0, 0, 0))
        self._session = session
        body = QWidget()
        self._body = column_of(body, margins=(22, 18, 22, 20), spacing=8)
        self.area = scrolling(body)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setProperty("role", "reading")
        self.area.setAccessibleName("The change in full")
        self.box.addWidget(self.area)
        self.row: HistoryRow | None = None
        self._lines = QVBoxLayout()
        self.more: QPushButton | None = None
        self._shown = 0

    def show_row(self, row: HistoryRow | None) -> None:
        """Show a change, or ask for one to be chosen."""
        clear(self._body)
        self.row, self.more, self._shown = row, None, 0
        if row is None:
            self._body.addWidget(label("Choose a change to see what it changed.", "muted", wrap=True))
            self._body.addStretch(1)
            return
        self._body.addWidget(label(said(row), "h2", wrap=True))
        self._body.addWidget(label("  ·  ".join(filter(None, [moment(row.at), row.by])), "hint", wrap=True))
        if row.reference:
            self._add(button(f"Open {row.reference}", lambda: self.opened.emit(row.case_id), role="link"))
        elif row.case_id:
            self._body.addWidget(label("Its case is no longer in the store.", "hint", wrap=True))
        self._changed(row)
        self._undoing(row)
        self._body.addStretch(1)
        self.area.verticalScrollBar().setValue(0)

    def _add(self, made: QPushButton) -> None:
        self._body.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)

    # --- before and after
    def _changed(self, row: HistoryRow) -> None:
        if not row.records:
            self._body.addWidget(label("Nothing in the store changed. It is noted that it was done.", wrap=True))
            return
        self._body.addSpacing(4)
        self._body.addWidget(label("What changed", "h3"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._body.addLayout(self._lines)
        if row.records > AT_ONCE:
            first = min(PAGE, row.records)
            self._offer(f"Show the first {first} of {wording.counted(row.records, 'record')}")
        else:
            self._show_more()

    def _offer(self, text: str) -> None:
        self.more = button(text, self._show_more, role="link")
        self._lines.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    def _show_more(self) -> None:
        assert self.row is not None
        rows = self._session.changed_rows(self.row.id, self._shown, PAGE)
        self._shown += len(rows)
        had_focus = self.more is not None and self.more.hasFocus()
        if self.more is not None:
            self.more.hide()
            self.more.deleteLater()
            self.more = None
        if self.row.records > AT_ONCE:
            self._lines.addWidget(label(self._of_many(rows), wrap=True, selectable=True))
        else:
            self._of_few(rows)
        left = self.row.records - self._shown
        if left > 0 and rows:
            self._offer(f"Show the next {min(PAGE, left)} of {left:,} more")
        if had_focus:
            (self.more or self.area).setFocus()

    def _of_few(self, rows: list[ChangedRow]) -> None:
        """A line for each field; where several cases were changed, beneath each its own."""
        several = self.row is not None and self.row.cases != 1
        references = self._references(rows) if several else {}
        for case_id, group in groupby(rows, lambda row: row.case_id):
            if reference := references.get(case_id or 0):
                link = button(f"Open {reference}", partial(self.opened.emit, case_id), role="link")
                self._lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            for text in _paragraphs(list(group)):
                self._lines.addWidget(label(text, wrap=True, selectable=True))

    def _of_many(self, rows: list[ChangedRow]) -> str:
        """One text: a hundred labels would be felt. Each record begins with its case."""
        references = self._references(rows)
        texts = []
        for row in rows:
            said = list(history_lines.lines([row])) or [wording.table_label(row.table)]
            head = references.get(row.case_id or 0)
            texts.append("\n".join([head, *said, ""] if head else said))
        return ERASED if any(map(history_lines.was_erased, rows)) else "\n".join(texts)

    def _references(self, rows: list[ChangedRow]) -> dict[int, str]:
        ids = array("q", {row.case_id for row in rows if row.case_id})
        return {case_id: row.reference for case_id, row in self._session.rows_by_id(ids).items()}

    # --- undo
    def _undoing(self, row: HistoryRow) -> None:
        session = self._session
        own = session.can_undo() if session.writable else None
        last_undo = session.can_redo() if session.writable else None
        self._body.addSpacing(4)
        if own is not None and own.id == row.id:
            self._offer_undo(row)
        elif last_undo is not None and last_undo.id == row.id:
            self._body.addWidget(label("You undid this last. You can bring it back.", wrap=True))
            self._add(button("Bring it back", self.redo_asked.emit, icon="redo-2"))
        elif row.records:
            self._body.addWidget(label(self._why_not(row), "hint", wrap=True))
            if own is not None and row.by == session.desk.member:
                self._add(button("Show your last change", lambda: self._show_own(own), role="link"))

    def _offer_undo(self, row: HistoryRow) -> None:
        self._body.addWidget(label("Undo", "h3"))
        if row.records > AT_ONCE:
            what = wording.counted(row.cases, "case") + ", " if row.cases else ""
            told = f"This is your last change. Undoing it takes all of it back: {what}{row.records:,} records."
            self._body.addWidget(label(told, wrap=True))
        else:
            self._body.addWidget(label("This is your last change. Undoing it would do this:", wrap=True))
            rows = self._session.changed_rows(row.id, 0, AT_ONCE)
            for text in _paragraphs(history_lines.turned_round(rows)):
                self._body.addWidget(label(text, wrap=True, selectable=True))
        self._add(button("Undo this change", self.undo_asked.emit, icon="undo-2"))

    def _show_own(self, own: Change) -> None:
        self.own_asked.emit(own.id)

    def _why_not(self, row: HistoryRow) -> str:
        if not self._session.writable:
            return "The store is open for reading only, so nothing can be undone."
        if row.undone:
            return "This change was undone."
        if row.by != self._session.desk.member:
            return f"{row.by} made this change. Here you can undo only your own last one."
        return "Only your last change can be undone here, and this is not it."


def _paragraphs(rows: list[ChangedRow]) -> list[str]:
    """A line for each field."""
    if any(map(history_lines.was_erased, rows)):
        return [ERASED]
    return list(history_lines.lines(rows, WHOLE)) or ["Nothing that is shown on a page."]
