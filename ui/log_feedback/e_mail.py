"""An email fills the form in: opened by a button, or dropped anywhere on it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QPlainTextEdit, QWidget

from desk_app.exchange.e_mail import ENDINGS, EMail, Writer
from desk_app.problems import Problem
from ui.kit.icons import IconLabel
from ui.kit.job import Job
from ui.kit.messages import Message
from ui.kit.widgets import button, label, row_of
from ui.log_feedback.form import Form
from ui.session import Session

CHANNEL = "Email"
ASKED = "Has it come by email? Save the email and drop it here, with its attachments."
KINDS_OF_FILE = f"Emails ({' '.join(f'*{ending}' for ending in ENDINGS)});;All files (*)"
OUTLOOK_DRAG = "FileGroupDescriptor"
"""What Outlook offers instead of a file when an email is dragged straight out of it."""
NOT_A_FILE = Problem(
    "Outlook did not give a file, so nothing was filled in.",
    "Drag the email onto the desktop first, or choose File, Save As in Outlook; then drop that file here. Or copy the "
    "text and paste it.",
)


class EMailBar(QFrame):
    """Offers to fill a form in. `chosen(Path)`."""

    chosen = Signal(object)

    def __init__(self, asked: str = ASKED) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        row = row_of(self, spacing=10)
        row.addWidget(IconLabel("mail", "muted"))
        row.addWidget(label(asked, "muted", wrap=True), 1)
        self.button = button("Open an email…", self.open)
        row.addWidget(self.button)

    def open(self) -> None:
        """Choose a saved email."""
        path, _ = QFileDialog.getOpenFileName(self, "Open a saved email", "", KINDS_OF_FILE)
        if path:
            self.chosen.emit(Path(path))


class DropOfEMail(QObject):
    """Watches a widget, and the fields in it, for a file that is dropped; other drops go on as they did."""

    dropped = Signal(object)
    refused = Signal(object)

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self._target = target
        target.setAcceptDrops(True)
        target.installEventFilter(self)
        self.watch()

    def watch(self) -> None:
        """Fields take text themselves, so they are asked before."""
        for edit in self._target.findChildren(QLineEdit):
            edit.installEventFilter(self)
        for area in self._target.findChildren(QPlainTextEdit):
            area.viewport().installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take files, leave text alone."""
        if not isinstance(event, QDragEnterEvent | QDragMoveEvent | QDropEvent) or not _is_ours(event.mimeData()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if event.type() == QEvent.Type.Drop:
            paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
            if paths:
                self.dropped.emit(paths[0])
            else:
                self.refused.emit(NOT_A_FILE)
        return True


def _is_ours(dragged: QMimeData) -> bool:
    files = dragged.hasUrls() and any(url.isLocalFile() for url in dragged.urls())
    return files or any(OUTLOOK_DRAG in name for name in dragged.formats())


class FillingIn(QObject):
    """Fills a form from an email and says what it did; nothing that was typed is written over."""

    def __init__(self, session: Session, form: Form, message: Message) -> None:
        super().__init__(form)
        self._session, self._form, self._message = session, form, message
        self._job: Job | None = None
        self._left = False

    def let_go(self) -> None:
        """The form is closed: what is still being read is nobody's any more."""
        self._left = True
        if self._job is not None:
            self._job.cancel()

    def stop(self) -> bool:
        """Read no further, and say so; whether anything was being read."""
        if self._job is None or self._job.is_cancelled:
            return False
        self._job.cancel()
        self._message.clear_lines()
        self._message.say("info", "The email was not read: you stopped it.", "Open it here again, or go on typing.")
        self._message.announce(self._message.accessibleName())
        return True

    def take(self, path: Path) -> None:
        """Read a saved email and fill the form in."""
        if self._job is not None:
            return
        self._message.clear_lines()
        self._message.say("info", f"Reading {path.name}…")
        self._job = self._session.job(
            lambda progress: self._session.take_in_email(path, progress),
            lambda found: self._fill(*found),
            failed=self._failed,
            finished=self._finished,
        )

    def _finished(self) -> None:
        self._job = None

    def _failed(self, problem: Problem) -> None:
        if self._left or self._job is None or self._job.is_cancelled:
            return
        self._message.clear_lines()
        self._message.say("danger", problem.message, problem.remedy)
        self._message.announce(str(problem))

    def _fill(self, found: EMail, files: list[dict[str, Any]]) -> None:
        if self._left or self._job is None or self._job.is_cancelled:
            return
        filled, kept = self._put(_answers(found))
        self._form.attachments.add(files)
        self._form.changed.emit()
        if "complainant" in self._form.lookups:
            self._form.lookups["complainant"].look_up()
        lines = [f"Filled in: {', '.join(self._form.fields[key].name for key in filled)}." if filled else ""]
        if kept:
            names = ", ".join(self._form.fields[key].name for key in kept)
            lines.append(f"Left as you had it: {names}.")
        if files:
            lines.append(f"{len(files)} attachment{'s' if len(files) > 1 else ''} kept with it.")
        lines += found.notes
        if found.is_forwarded:
            lines.append("It was forwarded: its sender may not be the person who wrote it first.")
        self._say(found, [line for line in lines if line])
        if found.forwarded is not None:
            self._message.offer(f"Use {found.forwarded} instead", partial(self._use, found.sender, found.forwarded))
        if filled or files:
            self._message.offer("Take it out again", partial(self._take_out, filled, files))

    def _say(self, found: EMail, lines: list[str]) -> None:
        title = f"Filled in from the email of {found.sender}. Please check it."
        self._message.clear_lines()
        self._message.say("warn" if found.notes or found.is_forwarded else "info", title, "\n".join(lines))
        self._message.announce(f"{title} {' '.join(lines)}")

    def _put(self, answers: dict[str, str]) -> tuple[dict[str, str], list[str]]:
        """Fill what is empty: (what stood there before, by key; the keys left as they were)."""
        before: dict[str, str] = {}
        kept: list[str] = []
        for key, value in answers.items():
            if not value or not self._form.is_asked(key):
                continue
            stands = self._form.fields[key].value()
            if stands == value:
                continue
            if stands and not (key == "received_on" and stands == "today"):
                kept.append(key)
            else:
                before[key] = stands
                self._form.fields[key].set_value(value)
        return before, kept

    def _use(self, sender: Writer, writer: Writer) -> None:
        """The person who wrote it first, in place of the one who forwarded it."""
        for key, old, new in (("name", sender.name, writer.name), ("email", sender.email, writer.email)):
            field = self._form.fields.get(f"complainant.{key}")
            if field is not None and field.value() in ("", old):
                field.set_value(new)
        lookup = self._form.lookups.get("complainant")
        if lookup is not None:
            lookup.look_up()
        self._message.clear_lines()
        self._message.say("info", f"Now of {writer}. Please check the date: it is the day it was forwarded.")
        self._message.announce(self._message.accessibleName())

    def _take_out(self, before: dict[str, str], files: list[dict[str, Any]]) -> None:
        for key, value in before.items():
            self._form.fields[key].set_value(value)
        self._form.attachments.drop(files)
        self._form.changed.emit()
        self._message.dismiss()


def _answers(found: EMail) -> dict[str, str]:
    day = found.received_on
    return {
        "received_on": f"{day.day} {day:%B %Y}" if day else "",
        "channel": CHANNEL,
        "complainant.name": found.sender.name,
        "complainant.email": found.sender.email,
        "words": found.text,
        "summary": found.title,
    }
