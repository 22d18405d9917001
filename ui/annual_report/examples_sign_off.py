"""The sign-off of an example: what it means, who has signed, what is still missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.examples import Example, Mark
from ui.kit.dates import short_date
from ui.kit.widgets import Card, button, label, row_of
from ui.session import Session

MEANING = (
    "By signing off you say: I have read this as it will be printed, and nobody can be recognised by it, not even by "
    "those who know the family. Your name and the day are kept with it, and are not printed. Any later change of "
    "the text, the caption or a decision takes the sign-offs away."
)

LONGEST_NAME = 28


class SignOff(Card):
    """`asked` to sign off, `withdrawn` to take sign-offs back."""

    asked = Signal()
    withdrawn = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__("Sign-off")
        self._session = session
        self.state = label("", "label", wrap=True)
        self.box.addWidget(self.state)
        self.meaning = label(MEANING, "muted", wrap=True)
        self.box.addWidget(self.meaning)
        line = QWidget()
        row = row_of(line, spacing=10)
        self.sign = button(f"Sign off as {_short(session.examples.member)}", self.asked.emit, role="primary")
        self.take_back = button("Take the sign-off back", self.withdrawn.emit)
        row.addWidget(self.sign)
        row.addWidget(self.take_back)
        row.addStretch(1)
        self.box.addWidget(line)

    def show_example(self, example: Example, marks: Sequence[Mark]) -> None:
        """Show how far this example is."""
        examples = self._session.examples
        left = sum(not mark.decided for mark in marks)
        signed = examples.signed_now(example)
        second = examples.second_needed
        done = signed and (bool(example.second_signed_by) or not second)
        mine = examples.signed_by_me(example)
        self.state.setText(_said(example, left, signed=signed, second=second, done=done, mine=mine))
        can = self._session.writable and not left and not done and not mine
        self.sign.setVisible(not done)
        self.sign.setEnabled(can)
        self.sign.setAccessibleDescription(self.state.text())
        self.take_back.setVisible(signed)
        self.take_back.setEnabled(self._session.writable)


def _said(example: Example, left: int, *, signed: bool, second: bool, done: bool, mine: bool) -> str:
    """How far it is, in words."""
    if left:
        return f"{'1 mark is' if left == 1 else f'{left} marks are'} to be decided first."
    if not signed:
        more = " A second member must sign it off, too, before it is printed." if second else ""
        return f"All marks are decided. It can be signed off.{more}"
    first = f"Signed off by {example.signed_by} on {short_date(example.signed_on)}"
    if not done:
        who = "another member than you" if mine else "a second member"
        return f"{first}. It waits for {who} to sign it off."
    also = f", and by {example.second_signed_by} on {short_date(example.second_signed_on)}"
    return f"{first}{also if example.second_signed_by else ''}. It will be printed."


def _short(name: str) -> str:
    """A name as a button can say it."""
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
