"""Writing all about one person for an answer to their request: what comes of it, what the officer has to decide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from desk_app.problems import Problem
from desk_app.progress import Progress
from desk_app.records import Person
from ui.kit.form_rows import ProblemSummary
from ui.kit.saving import Place
from ui.kit.widgets import Card, button, column_of, label, row_of
from ui.kit.working import Working
from ui.session import Session

if TYPE_CHECKING:
    from desk_app.subject_access import Written

ABOUT = (
    "A new folder with one PDF of everything that is recorded about them, the documents and letters of their cases as "
    "they are, and all fields as a workbook.",
    "Other people are marked in the PDF, for you to decide what may be given: the program cannot know who agreed. "
    "Documents, letters and the workbook are not marked. Look through each of them.",
    "The law lets you leave things out, for example where they would seriously harm somebody. Note what you left out.",
    "The folder is not encrypted. Keep it where others cannot read it, and delete it afterwards. History notes that it "
    "was made.",
)


class AccessForm(QWidget):
    """`left` when it is done with."""

    left = Signal()

    def __init__(self, session: Session, place: Place, person: Person) -> None:
        super().__init__()
        self._session, self._place, self._person = session, place, person
        box = column_of(self, spacing=14)
        self.summary = ProblemSummary()
        box.addWidget(self.summary)
        card = Card()
        card.box.addWidget(label(f"Everything about {person.name or 'this person'}", "h2", wrap=True))
        for text in ABOUT:
            card.box.addWidget(label(text, wrap=True))
        self.working = Working("Progress of writing")
        card.box.addWidget(self.working)
        bar = QWidget()
        row = row_of(bar, spacing=10)
        self.write_button = button("Choose a folder…", self.ask_where, role="primary")
        row.addWidget(self.write_button)
        row.addWidget(button("Cancel", self.leave))
        row.addStretch(1)
        card.box.addWidget(bar)
        box.addWidget(card)
        box.addStretch(1)

    def take_focus(self) -> None:
        """To the first button."""
        self.write_button.setFocus()

    def ask_where(self) -> None:
        """Ask for a folder and write into a new one in it."""
        if self.working.busy:
            return
        chosen = QFileDialog.getExistingDirectory(self, "Where to put the folder", str(self._place.folder))
        if chosen:
            name = f"Everything about one person {self._session.today:%Y-%m-%d}"
            self.write_to(_free(Path(chosen), name))

    def write_to(self, folder: Path) -> None:
        """Write everything into this new folder: whole or not at all."""
        keeper, person_id = self._session.keeper, self._person.id

        def work(progress: Progress) -> Written:
            return keeper.write_all_about(person_id, folder, progress)

        self.write_button.setEnabled(False)
        job = self._session.job(work, self._done, failed=self._tell, finished=self._free)
        job.cancelled.connect(lambda: self._say("info", "Cancelled. Nothing was written.", ""))
        self.working.watch(f"Writing {folder.name}", job)

    def _done(self, written: Written) -> None:
        self._place.remember(written.folder / "all")
        self._session.exported(written.change)
        self._session.say(f"Saved to {written.folder}: {written.in_words}.")
        self.left.emit()

    def _free(self) -> None:
        self.write_button.setEnabled(True)

    def _tell(self, problem: Problem) -> None:
        self._say("danger", problem.message, problem.remedy)

    def _say(self, tone: str, title: str, text: str) -> None:
        self.summary.clear_lines()
        self.summary.say(tone, title, text)
        self.summary.announce(f"{title} {text}".strip())

    def leave(self) -> None:
        """Stop what runs; without that, leave."""
        if self.working.busy:
            self.working.stop()
        else:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


def _free(parent: Path, name: str) -> Path:
    """A folder of that name that is not there yet."""
    found = (parent / (name if n == 1 else f"{name} ({n})") for n in range(1, 1000))
    return next(path for path in found if not path.exists())
