"""Preview and export: the real pages, and what leaves the program."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.annual_report.step import State, Step
from ui.author import Pages
from ui.kit.widgets import Card, button, column_of, label, scrolling
from ui.session import Session

MARK = "pages"
DRAFT = "Export writes these pages, tagged for screen readers. Until the report is published each page says DRAFT."
PUBLISHED = (
    "“Save the published report” writes the report as it was published, without DRAFT. “Export a draft” writes the "
    "report as it reads now: each of its pages says DRAFT."
)
WHOLE = "An older file of that name stays whole until the new one is complete."


class PagesStep(Step):
    """Read through and ticked; "changed since" as soon as anything printed is different."""

    title = "Preview and export"
    about = "These are the pages as they will be in the PDF."
    shows_pages = pages_first = True

    def __init__(self, session: Session, year: str) -> None:
        super().__init__(session, year)
        self._words = ""
        self._seen = _seen(session, year)
        body = QWidget()
        box = column_of(body, margins=(0, 0, 12, 12), spacing=16)
        card = Card("Read it through")
        self.said = label("", "muted", wrap=True)
        card.box.addWidget(self.said)
        self.read = button("I have read these pages", self._read, icon="check")
        self.read.setEnabled(False)
        card.box.addWidget(self.read)
        box.addWidget(card)
        how = Card("Export")
        self.how = label("", "muted", wrap=True)
        how.box.addWidget(self.how)
        box.addWidget(how)
        box.addStretch(1)
        column_of(self).addWidget(scrolling(body))

    def take(self, pages: Pages) -> None:
        self._words = pages.made.words
        self._seen = _seen(self.session, self.year)
        said = {
            State.TO_DO: "Nobody has said yet that they read it through.",
            State.DONE: "Read through, and nothing printed has changed since.",
            State.CHANGED: "Something printed has changed since it was read through.",
        }
        published = self.session.publisher.standing(self.year) is not None
        self.how.setText(f"{PUBLISHED if published else DRAFT} {WHOLE}")
        self.said.setText(said[self.state()])
        self.read.setEnabled(self.session.writable and self.state() is not State.DONE)
        self.state_changed.emit()

    def _read(self) -> None:
        self.session.author.save(self.year)
        self.session.author.mark(self.year, MARK, self._words)
        self.settled.emit()

    def state(self) -> State:
        if not self._seen:
            return State.TO_DO
        return State.DONE if self._seen == self._words else State.CHANGED

    def left(self) -> tuple[str, ...]:
        said = {State.TO_DO: "Nobody has said that they read the pages through.",
                State.CHANGED: "Something printed has changed since the pages were read through."}  # fmt: skip
        return tuple(filter(None, (said.get(self.state(), ""),)))

    def arrive(self) -> None:
        if self.read.isEnabled():
            self.read.setFocus()


def _seen(session: Session, year: str) -> str:
    found = session.author.texts(year).get(f"mark.{MARK}")
    return found.draft_hash if found else ""
