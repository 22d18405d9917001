"""The buttons of a case: the verbs that make sense now, the most likely first; the rest under "More"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QWidget

from desk_app.letters import Fitting
from desk_app.offers import Offer, Verb
from desk_app.records import CaseFile
from ui.cases.letter_form import name_of
from ui.cases.verb_form import of_whom
from ui.kit import theme
from ui.kit.flow import Flow
from ui.kit.widgets import button, menu_button

IN_SIGHT = 4
MARK_HEIGHT, MARK_ROOM = 3, 6
"""Of the line that shows the keyboard above the first button."""
NEXT = frozenset({Verb.SAFEGUARD, Verb.REFER, Verb.ANSWER_REQUEST, Verb.ROUTE, Verb.ACKNOWLEDGE, Verb.ASSIGN,
                  Verb.RESPOND, Verb.OUTCOME, Verb.ANSWER, Verb.THANK, Verb.TELL})  # fmt: skip
"""What a case waits for; the first of them stands out."""
RARE = frozenset({Verb.CLOSE, Verb.WITHDRAW, Verb.REFUSE, Verb.ANOTHER_PROCESS, Verb.REOPEN, Verb.CONSENT,
                  Verb.CONCERN, Verb.TOLD_STAGE_2, Verb.REASSIGN, Verb.PERSON, Verb.LEAVE})  # fmt: skip
"""What is not done most days waits under "More"."""
ICONS = {
    Verb.SAFEGUARD: "shield-alert",
    Verb.REFER: "shield-alert",
    Verb.CONCERN: "shield-alert",
    Verb.ANSWER_REQUEST: "mail",
    Verb.ROUTE: "scale",
    Verb.ACKNOWLEDGE: "mail",
    Verb.ASSIGN: "user-plus",
    Verb.EXTEND: "calendar-clock",
    Verb.RESPOND: "check",
    Verb.OUTCOME: "check",
    Verb.LEARN: "lightbulb",
    Verb.ACT: "clipboard-list",
    Verb.CONTACT: "phone",
    Verb.NOTE: "pencil",
    Verb.THANK: "heart",
    Verb.ANSWER: "check",
}


class VerbsBar(QWidget):
    """`asked(Offer)` when a verb is pressed, `letter_asked(Fitting)` when a letter is chosen."""

    asked = Signal(object)
    letter_asked = Signal(object)

    def __init__(self, file: CaseFile, offers: Iterable[Offer], fits: Sequence[Fitting] = ()) -> None:
        super().__init__()
        self.setAccessibleName("What can be done with this case")
        self._flow = Flow(self)
        self._flow.setContentsMargins(0, MARK_ROOM, 0, 0)
        self.buttons: dict[str, QWidget] = {}
        found = list(offers)
        seen = [o for o in found if o.verb not in RARE][:IN_SIGHT]
        rest = [o for o in found if o not in seen]
        first = next((offer for offer in seen if offer.verb in NEXT), None)
        for offer in seen:
            text = text_of(file, offer)
            made = button(
                text,
                partial(self.asked.emit, offer),
                role="primary" if offer is first else "",
                icon=ICONS.get(offer.verb, ""),
            )
            self.buttons[text] = made
            self._flow.addWidget(made)
        if fits:
            self.letters = QMenu(self)
            for fit in fits:
                self.letters.addAction(name_of(fit, fits), partial(self.letter_asked.emit, fit))
            write = menu_button("Write a letter", self.letters, name="Write a letter", icon="mail")
            self.buttons["Write a letter"] = write
            self._flow.addWidget(write)
        if rest:
            self.menu = QMenu(self)
            for offer in rest:
                self.menu.addAction(text_of(file, offer), partial(self.asked.emit, offer))
            more = menu_button("More", self.menu, name="More that can be done with this case", icon="ellipsis")
            self.buttons["More"] = more
            self._flow.addWidget(more)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Once something was saved the keyboard is here, before the first button: that is seen."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.fillRect(self.mark(), theme.colour("primary"))
            painter.end()

    def mark(self) -> QRect:
        """Where the keyboard is shown to be: a line above the first button, which Tab comes to, and not behind it."""
        first = next(iter(self.buttons.values()), None)
        return QRect(first.x() if first else 0, 0, first.width() if first else self.width(), MARK_HEIGHT)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()


def text_of(file: CaseFile, offer: Offer) -> str:
    """The verb, with the team where several are looking into it."""
    several = len(file.investigations) > 1 and offer.investigation is not None and offer.verb is not Verb.ACKNOWLEDGE
    text = str(offer.verb)
    return f"{text}: {of_whom(offer)}" if several else text
