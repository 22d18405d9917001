"""Adding files to a case's documents: asked for, or dropped onto its page. One batch at a time, as a job."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QFileDialog, QWidget

from desk_app.desk.documents import LARGEST, MEGABYTE, Added
from desk_app.records import CaseFile, Document
from ui import wording
from ui.kit.messages import Message
from ui.kit.saving import Place
from ui.kit.widgets import column_of
from ui.kit.working import Working
from ui.session import Session

REASONS_SHOWN = 6


class Adding(QWidget):
    """Progress and outcome, above the page. `file` gives the case that is shown."""

    def __init__(self, session: Session, place: Place, file: Callable[[], CaseFile | None]) -> None:
        super().__init__()
        self._session, self._place, self._file = session, place, file
        box = column_of(self, margins=(28, 12, 28, 0), spacing=8)
        self.message = Message(can_go=True)
        self.working = Working("Progress of adding documents")
        box.addWidget(self.message)
        box.addWidget(self.working)
        self.message.dismissed.connect(self._settle)
        self.hide()

    # --- what is added
    def ask(self, redacted_of: Document | None = None) -> None:
        """Ask for files, or for the redacted copy of a document, and add them."""
        title = "Add documents" if redacted_of is None else f"The redacted copy of {redacted_of.name}"
        if redacted_of is None:
            paths, _ = QFileDialog.getOpenFileNames(self, title, str(self._place.folder))
        else:
            path, _ = QFileDialog.getOpenFileName(self, title, str(self._place.folder))
            paths = [path] if path else []
        if paths:
            self._place.remember(Path(paths[0]))
            self.add([Path(path) for path in paths], redacted_of)

    def add(self, paths: Sequence[Path], redacted_of: Document | None = None) -> None:
        """Add files to the case that is shown."""
        file = self._file()
        if file is None or not self._session.writable:
            return
        if self.working.busy:
            self._say("info", "Files are being added already.", "Add these when that is done, or cancel it first.")
            return
        self.message.hide()
        reference = file.case.reference

        def done(added: Added) -> None:
            self._session.documents.added(added)
            self._tell(reference, added)

        job = self._session.job(lambda progress: self._session.documents.add(file, paths, redacted_of, progress), done)
        job.cancelled.connect(lambda: self._say("info", "Cancelled. No document was added."))
        self.working.watch(f"Adding {wording.counted(len(paths), 'file')}", job)
        job.finished.connect(self._settle)  # after the line of progress has heard of it
        self.show()

    # --- dropped
    def takes(self, dropped: QMimeData) -> bool:
        """Whether what is held over the page can be added: files of this computer."""
        return self._session.writable and any(url.isLocalFile() for url in dropped.urls())

    def held_over(self, over: bool) -> None:
        """Say what letting go would do."""
        file = self._file()
        if over and file is not None:
            most = LARGEST // MEGABYTE
            text = f"Let go to add it to the documents of {file.case.reference}. Up to {most} MB for each file."
            self._say("info", "Add to the documents", text)
        elif not over:
            self.message.hide()
            self._settle()

    def drop(self, dropped: QMimeData) -> None:
        """Add what was let go of."""
        self.held_over(False)
        self.add([Path(url.toLocalFile()) for url in dropped.urls() if url.isLocalFile()])

    # --- what came of it
    def _tell(self, reference: str, added: Added) -> None:
        count = len(added.documents)
        if count:
            names = f": {added.documents[0].name}" if count == 1 else ""
            self._session.say(f"{reference}: added {wording.counted(count, 'document')}{names}.", added.change)
        if added.left_out:
            left = len(added.left_out)
            title = "1 file was not added" if left == 1 else f"{left} files were not added"
            lines = [f"{name}: {reason}" for name, reason in added.left_out[:REASONS_SHOWN]]
            lines += [f"And {left - REASONS_SHOWN} more."] if left > REASONS_SHOWN else []
            self._say("warn", title, "\n".join(lines))
            self.message.announce(f"{title}. {' '.join(lines)}")

    def _say(self, tone: str, title: str, text: str = "") -> None:
        self.message.say(tone, title, text)
        self.show()

    def _settle(self) -> None:
        """Take no room while there is nothing to show."""
        self.setVisible(self.working.busy or not self.message.isHidden())

    def clear(self) -> None:
        """Another case is shown: what was said of the last one is not about it."""
        self.message.hide()
        self._settle()

    def let_go(self) -> None:
        """Stop what runs, before it is thrown away."""
        self.working.stop()
