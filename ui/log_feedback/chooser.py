"""What would you like to log? And the drafts to go on with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desk_app.records import Kind
from ui import wording
from ui.draft_titles import is_alarming, title_of
from ui.kit.icons import IconLabel
from ui.kit.keyboard import PushButton
from ui.kit.messages import Message
from ui.kit.widgets import PAGE_MARGINS, Card, Heading, button, clear, column_of, label, row_of, scrolling, tool
from ui.log_feedback import drafts
from ui.log_feedback.e_mail import DropOfEMail, EMailBar
from ui.session import Session

if TYPE_CHECKING:
    from desk_app.store import Draft

TEXTS: dict[Kind, str] = {
    Kind.COMPLAINT: "Somebody is not satisfied and wants it put right. Ctrl+N",
    Kind.COMPLIMENT: "Somebody says that something was done well. Ctrl+Shift+N",
    Kind.COMMENT: "A suggestion, a question or an idea.",
    Kind.ENQUIRY: "From an MP or councillor, or a request for a service.",
}


class Chooser(QWidget):
    """`chosen(Kind, email Path or None)`, `draft_chosen(key)`."""

    chosen = Signal(object, object)
    draft_chosen = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._email: Path | None = None
        self._kept = ""  # the draft that the message is about
        body = QWidget()
        column_of(self).addWidget(scrolling(body))
        box = column_of(body, margins=PAGE_MARGINS, spacing=16)
        box.addWidget(Heading("Log feedback", "What has arrived?"))
        self.message = Message(can_go=True)
        self.message.dismissed.connect(self._forget)
        box.addWidget(self.message)
        self.kinds: dict[Kind, QPushButton] = {}
        for kind in Kind:
            made = _KindButton(kind)
            made.clicked.connect(lambda _on=False, k=kind: self._choose(k))
            self.kinds[kind] = made
            box.addWidget(made)
        self.mail_bar = EMailBar()
        self.mail_bar.chosen.connect(self.take_email)
        box.addWidget(self.mail_bar)
        self._drafts = Card("Drafts")
        self._drafts.box.addWidget(
            label("Typed and not saved yet. Nobody’s clock runs on a draft.", "muted", wrap=True)
        )
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        self._drafts.box.addLayout(self._list)
        box.addWidget(self._drafts)
        box.addStretch(1)
        drop = DropOfEMail(self)
        drop.dropped.connect(self.take_email)
        drop.refused.connect(session.tell)
        self.refresh()

    def take_focus(self) -> None:
        """To the first kind."""
        self.kinds[Kind.COMPLAINT].setFocus()

    # --- what to log
    def take_email(self, path: Path) -> None:
        """An email came before anybody said what it is."""
        self._email, self._kept = path, ""
        self.message.clear_lines()
        self.message.say("info", f"What is “{path.name}”?", "Choose below. The form is then filled in from it.")
        self.message.announce(self.message.accessibleName())
        self.take_focus()

    def _choose(self, kind: Kind) -> None:
        email = self._email
        if email is not None:
            self.message.dismiss()
        self.chosen.emit(kind, email)

    def _forget(self) -> None:
        self._email, self._kept = None, ""

    # --- drafts
    def refresh(self) -> None:
        """Read the drafts again."""
        found = self._session.drafts()
        clear(self._list)
        for draft in found:
            self._list.addWidget(self._row(draft))
        if self._kept and self._kept not in [draft.key for draft in found]:
            self.message.dismiss()
        self._drafts.setVisible(bool(found))

    def _row(self, draft: Draft) -> QWidget:
        row = QWidget()
        line = row_of(row, spacing=12)
        text, age = title_of(draft.data), drafts.age(draft.kept_at, self._session.now)
        alarming = is_alarming(draft.data)
        icon = ("circle-alert", "danger") if alarming else (wording.KIND_ICONS[Kind(draft.kind)], "muted")
        line.addWidget(IconLabel(*icon))
        link = button(f"{draft.kind}: {text}", lambda: self.draft_chosen.emit(draft.key), role="link")
        link.setAccessibleName(f"Go on with the draft: {draft.kind}, {text}, {age}")
        line.addWidget(link)
        line.addWidget(label(age, "hint"))
        line.addStretch(1)
        if self._session.writable:
            line.addWidget(tool(f"Throw away: {draft.kind}, {text}", "trash-2", lambda: self._throw_away(draft)))
        return row

    def _throw_away(self, draft: Draft) -> None:
        self._session.desk.drop_draft(draft.key)
        self.refresh()
        self.take_focus()
        self.offer_back(draft.key, draft.data)

    def say_kept(self, key: str, draft: dict[str, Any]) -> None:
        """A form was left: what was typed is safe."""
        self._email, self._kept = None, key
        self.message.clear_lines()
        self.message.say("info", f"Kept as a draft: {title_of(draft)}")
        self.message.offer("Go on with it", lambda: self._go_on(key))
        self.message.announce(self.message.accessibleName())

    def _go_on(self, key: str) -> None:
        self.message.dismiss()
        self.draft_chosen.emit(key)

    def offer_back(self, key: str, draft: dict[str, Any]) -> None:
        """A draft was thrown away: it can be brought back until another message takes the place."""
        if not drafts.is_worth_keeping(draft):
            return

        def bring_back() -> None:
            self._session.desk.keep_draft(key, str(draft["kind"]), draft)
            self._go_on(key)

        self._email, self._kept = None, ""
        self.message.clear_lines()
        self.message.say("info", f"The draft “{title_of(draft)}” was thrown away.")
        self.message.offer("Bring it back", bring_back)
        self.message.announce(self.message.accessibleName())


class _KindButton(PushButton):
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
