"""The letters of a case: each with when it was written and sent, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QMenu, QWidget

from desk_app import atomic
from desk_app.desk.letters import PDF, title
from desk_app.letters import BY_KEY
from desk_app.offers import Offer
from desk_app.problems import Problem
from desk_app.progress import Progress
from desk_app.records import CaseFile, Change, Letter
from ui.kit.chips import Chip
from ui.kit.dates import short_date
from ui.kit.flow import Flow
from ui.kit.saving import Place, ask_where
from ui.kit.widgets import Card, button, column_of, label, menu_button, row_of
from ui.session import Session

WORD_KIND, PDF_KIND = "Word document (*.docx)", "PDF (*.pdf)"
FINISHED = "Word documents and PDFs (*.docx *.pdf)"


class LettersCard(Card):
    """`verb_asked(Offer)` for the verb that a letter which was sent goes with."""

    verb_asked = Signal(object)

    def __init__(self, session: Session, place: Place, file: CaseFile, offers: Iterable[Offer]) -> None:
        super().__init__("Letters")
        self._session, self._place, self._file, self._offers = session, place, file, tuple(offers)
        self.buttons: dict[int, dict[str, QWidget]] = {}
        ordered = sorted(file.letters, key=lambda letter: letter.id, reverse=True)
        for n, letter in enumerate(ordered):
            self.box.addWidget(self._row(letter, first=n == 0))

    def _row(self, letter: Letter, *, first: bool) -> QFrame:
        row = QFrame()
        row.setProperty("role", "plain" if first else "row")
        box = column_of(row, margins=(0, 0 if first else 10, 0, 4), spacing=6)
        top = QWidget()
        line = row_of(top, spacing=10)
        line.addWidget(label(title(letter), "label", wrap=True), 1)
        line.addWidget(Chip("Sent", "ok") if letter.sent_on else Chip("Draft", "warn"))
        box.addWidget(top)
        kind = "PDF" if letter.name.endswith(PDF) else "Word document"
        dates = [f"written {short_date(letter.written_on)}" if letter.written_on else ""]
        dates.append(f"sent {short_date(letter.sent_on)}" if letter.sent_on else "")
        box.addWidget(label("  ·  ".join(filter(None, [kind, *dates])), "hint", wrap=True))
        bar = QWidget()
        flow = Flow(bar)
        made = self.buttons.setdefault(letter.id, {})
        if self._session.writable and letter.sent_on is None:
            made["Sent today"] = button("Sent today", partial(self.sent_today, letter), icon="check")
        made["Open"] = button("Open", partial(self.open, letter))
        made["More"] = menu_button("More", self._menu(letter), name=f"More: {title(letter)}", icon="ellipsis")
        for text, widget in made.items():
            widget.setAccessibleDescription(title(letter) if text != "More" else "")
            flow.addWidget(widget)
        box.addWidget(bar)
        if (offer := self._goes_with(letter)) is not None:
            box.addWidget(button(f"Next: {str(offer.verb).lower()}", partial(self.verb_asked.emit, offer), role="link"))
        return row

    def _menu(self, letter: Letter) -> QMenu:
        menu = QMenu(self)
        menu.addAction("Save a copy…", partial(self.ask_where, letter))
        if self._session.writable:
            menu.addAction("Put the finished one back…", partial(self.ask_which, letter))
            menu.addSeparator()
            menu.addAction("Remove", partial(self.remove, letter))
        return menu

    def _goes_with(self, letter: Letter) -> Offer | None:
        """What is still to be recorded once the letter was sent."""
        kind = BY_KEY.get(letter.template)
        if letter.sent_on is None or kind is None or not self._session.writable:
            return None
        of = (None, letter.investigation_id)
        fitting = (o for o in self._offers if o.verb in kind.verbs)
        return next((o for o in fitting if (o.investigation.id if o.investigation else None) in of), None)

    # --- what can be done
    def open(self, letter: Letter) -> None:
        """Show a copy that cannot be changed, in the program of this computer."""
        try:
            path = self._session.open_copy(letter.name, self._session.letters.content(letter))
        except Problem as problem:
            self._session.tell(problem)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._session.tell(Problem("No program opened the letter.", "Save a copy, and open that in Word."))

    def ask_where(self, letter: Letter) -> None:
        """Ask for a file, and write the letter there: to finish it in Word, or to send it."""
        kinds = (PDF_KIND,) if letter.name.endswith(PDF) else (WORD_KIND,)
        path = ask_where(self, "Save a copy", self._place, f"{self._file.case.reference} {title(letter)}", kinds)
        if path is not None:
            self.save(letter, path)

    def save(self, letter: Letter, path: Path) -> None:
        """Write a copy: whole or not at all."""
        try:
            atomic.write_bytes(path, self._session.letters.content(letter))
        except Problem as problem:
            self._session.tell(problem)
            return
        self._place.remember(path)
        self._session.say(f"Saved to {path}. This copy is not encrypted.")

    def ask_which(self, letter: Letter) -> None:
        """Ask for the finished letter, and put it in place of the draft."""
        path, _ = QFileDialog.getOpenFileName(self, "The finished letter", str(self._place.folder), FINISHED)
        if path:
            self.put_back(letter, Path(path))

    def put_back(self, letter: Letter, path: Path) -> None:
        """Put a finished letter in place of the draft."""
        self._place.remember(path)

        left: list[str] = []

        def work(progress: Progress) -> Change | None:
            change = self._session.letters.put_back(letter, path, progress)
            left.append(self._session.letters.left_in(path))
            return change

        def done(change: Change | None) -> None:
            if change is None:
                self._session.say("It is the same letter, so nothing was changed.")
                return
            said = ["The finished letter is kept with the case.", *left, "You can delete the file outside now."]
            self._session.say(" ".join(filter(None, said)), change)

        job = self._session.office.in_job(work, done, failed=self._session.tell)
        self._session.working.emit(f"Reading {path.name}", job)

    def sent_today(self, letter: Letter) -> None:
        """Record that it was sent today."""
        try:
            left = self._session.letters.left_to_fill_in(letter)
            change = self._session.letters.sent(letter, self._session.today)
        except Problem as problem:
            self._session.tell(problem)
            return
        more = f"{left} Put the finished letter back, so that what was sent is what is kept." if left else ""
        self._session.say(f"{title(letter)}: sent today. {more}".strip(), change)

    def remove(self, letter: Letter) -> None:
        """Take it off the case; that can be undone."""
        try:
            change = self._session.letters.remove(letter)
        except Problem as problem:
            self._session.tell(problem)
            return
        self._session.say(f"{title(letter)} was removed from the case.", change)
