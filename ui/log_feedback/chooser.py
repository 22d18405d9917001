"""What would you like to log? And the drafts to go on with."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk_app.records import Kind
from ui import wording
from ui.kit.dates import moment
from ui.kit.icons import IconLabel
from ui.kit.messages import Message
from ui.kit.widgets import PAGE_MARGINS, Card, Heading, button, clear, column_of, label, row_of, scrolling
from ui.log_feedback import drafts
from ui.session import Session

TEXTS: dict[Kind, str] = {
    Kind.COMPLAINT: "Somebody is not satisfied and wants it put right. Ctrl+N",
    Kind.COMPLIMENT: "Somebody says that something was done well. Ctrl+Shift+N",
    Kind.COMMENT: "A suggestion, a question or an idea.",
    Kind.ENQUIRY: "From an MP or councillor, or a request for a service.",
}


class Chooser(QWidget):
    """`chosen(Kind)`, `draft_chosen(key)`."""

    chosen = Signal(object)
    draft_chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        body = QWidget()
        column_of(self).addWidget(scrolling(body))
        box = column_of(body, margins=PAGE_MARGINS, spacing=16)
        box.addWidget(Heading("Log feedback", "What has arrived?"))
        self.message = Message(can_go=True)
        box.addWidget(self.message)
        self.kinds: dict[Kind, QPushButton] = {}
        for kind in Kind:
            made = _KindButton(kind)
            made.clicked.connect(lambda _on=False, k=kind: self.chosen.emit(k))
            self.kinds[kind] = made
            box.addWidget(made)
        self._drafts = Card("Drafts")
        self._drafts.box.addWidget(
            label("Typed and not saved yet. Nobody’s clock runs on a draft.", "muted", wrap=True)
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._drafts.box.addLayout(self._list)
        box.addWidget(self._drafts)
        box.addStretch(1)
        self.refresh()

    def take_focus(self) -> None:
        """To the first kind."""
        self.kinds[Kind.COMPLAINT].setFocus()

    def refresh(self) -> None:
        """Read the drafts again."""
        found = self._session.drafts()
        clear(self._list)
        for draft in found:
            row = QWidget()
            line = row_of(row, spacing=12)
            text = drafts.title_of(draft.data)
            link = button(f"{draft.kind}: {text}", lambda k=draft.key: self.draft_chosen.emit(k), role="link")  # type: ignore[misc]
            link.setAccessibleName(f"Go on with the draft: {draft.kind}, {text}")
            line.addWidget(link)
            line.addWidget(label(moment(draft.kept_at), "hint"))
            line.addStretch(1)
            self._list.addWidget(row)
        self._drafts.setVisible(bool(found))

    def offer_back(self, key: str, draft: dict[str, Any]) -> None:
        """A draft was thrown away: it can be brought back until another message takes the place."""
        if not drafts.is_worth_keeping(draft):
            return

        def bring_back() -> None:
            self._session.desk.keep_draft(key, str(draft["kind"]), draft)
            self.message.dismiss()
            self.draft_chosen.emit(key)

        self.message.clear_lines()
        self.message.say("info", f"The draft “{drafts.title_of(draft)}” was thrown away.")
        self.message.offer("Bring it back", bring_back)


class _KindButton(QPushButton):
    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self.setProperty("role", "kind")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(str(kind))
        self.setAccessibleDescription(TEXTS[kind])
        self.setAutoDefault(False)
        row = row_of(self, margins=(20, 16, 20, 16), spacing=16)
        row.addWidget(IconLabel(wording.KIND_ICONS[kind], "primaryText", 20, "primarySoft"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(str(kind), "h2"))
        words.addWidget(label(TEXTS[kind], "muted"))
        row.addLayout(words, 1)
        row.addWidget(IconLabel("chevron-right", "muted", 20))
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
