"""Choose what to log, or go on with a draft; then the form, the dates that follow, and saving."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from desk_app.records import Kind
from ui.kit.widgets import Page, column_of
from ui.log_feedback import drafts
from ui.log_feedback.chooser import Chooser
from ui.log_feedback.entry import Entry
from ui.session import Logged, Session

AT_RISK = "whether a child is at risk"
NAMED_AT_MOST = 4


class LogScreen(Page):
    """`logged(case_id, reference)` after saving; `left` when there is nothing to go on with."""

    logged = Signal(object, str)
    left = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stack = QStackedWidget()
        column_of(self).addWidget(self._stack)
        self.chooser = Chooser(session)
        self.chooser.chosen.connect(self._chosen)
        self.chooser.draft_chosen.connect(self.take_up)
        self._stack.addWidget(self.chooser)
        self.entry: Entry | None = None

    def arrive(self) -> None:
        if self.entry is None:
            self.chooser.refresh()
            self.chooser.take_focus()
        else:
            self.entry.take_focus()

    def leave(self) -> None:
        if self.entry is not None:
            self.entry.keep()

    def let_go(self) -> None:
        if self._session.writable:
            self._session.desk.forget_loose_files()

    def begin(self, kind: Kind) -> None:
        """An empty form; what was typed into another one is kept as a draft."""
        if self.entry is not None and self.entry.form.kind is kind and not self.entry.is_worth_keeping():
            self.entry.take_focus()
            return
        self._close_entry()
        entry = Entry(self._session, kind, f"{kind.lower()}-{secrets.token_hex(4)}")
        entry.form.give({"received_on": "today"})
        self._show(entry)

    def _chosen(self, kind: Kind, email: Path | None) -> None:
        self.begin(kind)
        if email is not None and self.entry is not None:
            self.entry.take_email(email)

    def take_up(self, key: str) -> None:
        """Go on with a draft."""
        found = next((draft for draft in self._session.drafts() if draft.key == key), None)
        if found is None:
            self.chooser.refresh()
            return
        self._close_entry()
        entry = Entry(self._session, Kind(found.kind), found.key)
        entry.form.give(drafts.answers_of(found.data))
        entry.taken_up()
        self._show(entry)

    def _show(self, entry: Entry) -> None:
        self.entry = entry
        entry.saved.connect(self._saved)
        entry.left.connect(self._leave_entry)
        entry.thrown_away.connect(self._thrown_away)
        self._stack.addWidget(entry)
        self._stack.setCurrentWidget(entry)
        entry.preview()
        entry.take_focus()

    def _close_entry(self) -> None:
        if self.entry is not None:
            self.entry.keep()
            self.entry.let_go()
            focused = self.window().focusWidget()
            if focused is not None and self.entry.isAncestorOf(focused):
                focused.clearFocus()  # else it would wander through what is beside the pages, and each would be said
            self._stack.removeWidget(self.entry)
            self.entry.deleteLater()
            self.entry = None

    def _leave_entry(self) -> None:
        entry = self.entry
        self._close_entry()
        self._stack.setCurrentWidget(self.chooser)
        self.arrive()
        if entry is not None and entry.is_kept:
            self.chooser.say_kept(entry.key, entry.draft())

    def _thrown_away(self, key: str, draft: dict[str, Any]) -> None:
        self._leave_entry()
        self.chooser.offer_back(key, draft)

    def _saved(self, logged: Logged) -> None:
        self._close_entry()
        self._stack.setCurrentWidget(self.chooser)
        self.logged.emit(logged.case_id, logged.reference)
        self._session.say(said(logged), logged.change, tone="warn" if AT_RISK in logged.to_complete else "ok")


def said(logged: Logged) -> str:
    """What is said after saving: the reference, then what is still open, the safeguarding question before all."""
    parts = [f"Saved {logged.reference}."]
    if AT_RISK in logged.to_complete:
        parts.append("The safeguarding question is still to be answered: could a child be at risk of harm?")
    others = [item for item in logged.to_complete if item != AT_RISK]
    if others:
        more = len(others) - NAMED_AT_MOST
        named = ", ".join(others[:NAMED_AT_MOST])
        parts.append(f"Still to complete: {named}{f' and {more} more' if more > 0 else ''}.")
    return " ".join(parts)
