"""One paragraph of the report: the draft, and beneath it what the author makes of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.problems import Problem
from desk_app.records import Change
from desk_app.report.blocks import without_marks
from desk_app.report.drafts import Paragraph
from ui.annual_report.carried_line import CarriedLine
from ui.annual_report.spelling import Speller, SpellingLine
from ui.kit.flow import Flow
from ui.kit.marked_text import MarkedText
from ui.kit.messages import Message
from ui.kit.widgets import Card, button, label
from ui.session import Session

NOTHING_DRAFTED = "Nothing is drafted here: write something, or leave it empty."
BLANK = "Nothing is written here, so the draft is printed. To print nothing, leave it out."
SHOWN_DIFFERENCES = 4


class ParagraphCard(Card):
    """`entered` when it is worked on: the pages go to its heading."""

    entered = Signal(str)

    def __init__(self, session: Session, year: str, paragraph: Paragraph, speller: Speller) -> None:
        super().__init__(margins=(18, 14, 18, 14))
        self.box.setSpacing(8)
        self._session, self._year, self._speller = session, year, speller
        self.paragraph = paragraph
        self.editor: MarkedText | None = None
        self.spelling: SpellingLine | None = None
        self.title = label(paragraph.name, "h3", wrap=True)
        self.box.addWidget(self.title)
        self.draft = label("", "muted", wrap=True, selectable=True)
        self.box.addWidget(self.draft)
        self.message = Message()
        self.box.addWidget(self.message)
        self.buttons = QWidget()
        self._row = Flow(self.buttons, across=10, down=4)
        name = paragraph.name
        self.write = button("Write my own", self.begin, role="small")
        self.write.setAccessibleName(f"Write my own: {name}")
        self.take_draft = button("Use the draft", self._take_draft, role="small")
        self.take_draft.setAccessibleName(f"Use the draft: {name}")
        self.leave_out = button("Leave out", lambda: self._leave_out(out=True), role="small")
        self.leave_out.setAccessibleName(f"Leave out: {name}")
        self.put_in = button("Put it in again", lambda: self._leave_out(out=False), role="small")
        self.put_in.setAccessibleName(f"Put it in again: {name}")
        for made in (self.write, self.take_draft, self.leave_out, self.put_in):
            made.setEnabled(session.writable)
            self._row.addWidget(made)
        self.box.addWidget(self.buttons)
        self.blank = label(BLANK, "muted", wrap=True)
        self.blank.hide()
        self.carried = CarriedLine()
        self.box.addWidget(self.blank)
        self.box.addWidget(self.carried)
        self.show_paragraph(paragraph)

    @property
    def key(self) -> str:
        """Of its draft."""
        return self.paragraph.key

    def show_paragraph(self, paragraph: Paragraph) -> None:
        """Show it as it is now; what is being typed is left alone."""
        self.paragraph = paragraph
        typed = self._session.author.values(self._year).get(self.key)
        written = typed is not None or paragraph.text is not None
        draft = without_marks(paragraph.draft) if paragraph.draft else NOTHING_DRAFTED
        self.draft.setText(f"Draft: {draft}" if written and paragraph.draft else draft)
        out = not paragraph.included
        if out:
            self.draft.setText(f"Left out of the report. Draft: {draft}")
        if written and not out:
            self._show_editor(typed if typed is not None else paragraph.text or "")
        elif self.editor is not None and not self.editor.has_focus():
            self._drop_editor()
        editing = self.editor is not None
        self.write.setVisible(not editing and not out)
        self.take_draft.setVisible(editing and bool(paragraph.draft))
        self.leave_out.setVisible(not out and bool(paragraph.draft))
        self.put_in.setVisible(out)
        self._show_differences(paragraph)

    def _show_differences(self, paragraph: Paragraph) -> None:
        self.message.clear_lines()
        if not paragraph.differences or not paragraph.included:
            self.message.hide()
            return
        self.message.say("warn", "The figures under this text have changed")
        for difference in paragraph.differences[:SHOWN_DIFFERENCES]:
            was, now = difference.before or "nothing", difference.now or "nothing"
            self.message.add_line(label(f"It was “{was}”; now it is “{now}”.", wrap=True))
        self.message.offer("Take the new draft", self._take_draft)
        self.message.offer("Keep mine", self._keep_mine)

    # --- writing
    def begin(self) -> None:
        """Write in the draft's place; it begins as the draft."""
        self._show_editor(self.paragraph.text or self.paragraph.draft)
        self.write.hide()
        self.take_draft.setVisible(bool(self.paragraph.draft))
        if self.editor is not None:
            self.editor.take_focus()

    def _show_editor(self, text: str) -> None:
        if self.editor is None:
            editor = MarkedText(f"Your words: {self.paragraph.name}")
            editor.set_text(text)
            editor.set_read_only(on=not self._session.writable)
            editor.changed.connect(self._typed)
            editor.entered.connect(lambda: self.entered.emit(self.paragraph.heading))
            editor.left.connect(lambda: self._session.author.save(self._year))
            self.editor = editor
            self.spelling = SpellingLine(self._speller, editor)
            at = self.box.indexOf(self.buttons)
            self.box.insertWidget(at, editor)
            self.box.insertWidget(at + 1, self.spelling)
        elif not self.editor.has_focus():
            self.editor.set_text(text)
        self._say_of_text()

    def _say_of_text(self) -> None:
        """What is not printed as it is typed."""
        text = self.editor.text() if self.editor is not None else ""
        self.blank.setVisible(self.editor is not None and bool(self.paragraph.draft) and not text.strip())
        self.carried.show_of(text)

    def _drop_editor(self) -> None:
        for gone in (self.editor, self.spelling):
            if gone is not None:
                self.box.removeWidget(gone)
                gone.hide()
                gone.deleteLater()
        self.editor = self.spelling = None
        self._say_of_text()

    def _typed(self) -> None:
        self._say_of_text()
        if self.editor is not None:
            self._session.author.type(self._year, self.key, self.editor.text())

    # --- deciding
    def _take_draft(self) -> None:
        self._session.author.values(self._year).pop(self.key, None)
        if self.editor is not None:
            self._drop_editor()
        self._do("The draft stands again.", lambda: self._session.author.take_draft(self._year, self.key))
        if self.paragraph.text is None:
            self.show_paragraph(self.paragraph)
            self._session.author.typed.emit(self._year)

    def _keep_mine(self) -> None:
        text = self.editor.text() if self.editor is not None else self.paragraph.text or ""
        author, draft = self._session.author, self.paragraph.draft
        self._do("Your words stay.", lambda: author.keep_mine(self._year, self.key, text, draft))

    def _leave_out(self, *, out: bool) -> None:
        try:
            self._session.author.leave_out(self._year, self.key, self.paragraph.draft, out=out)
        except Problem as problem:
            self._session.tell(problem)

    def _do(self, said: str, verb: Callable[[], Change | None]) -> None:
        try:
            change = verb()
        except Problem as problem:
            self._session.tell(problem)
            return
        if change is not None:
            self._session.say(said, change)
