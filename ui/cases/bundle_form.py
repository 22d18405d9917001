"""Making a bundle, on the case's page: whom it is for, what goes into it in which order, and as what."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desk_app.bundle import Order, Purpose, Written, items_of, marked_out
from desk_app.problems import Problem
from desk_app.records import CaseFile
from ui import wording
from ui.cases.bundle_items import BundleItems
from ui.kit.form_rows import DateField, Field, OneOf, ProblemSummary
from ui.kit.saving import Place, ask_where
from ui.kit.widgets import Card, button, column_of, label, row_of
from ui.kit.working import Working
from ui.session import Session

PDF, ZIP = "One PDF", "A ZIP: the PDF, and beside it what cannot be merged"
KINDS = {PDF: "PDF (*.pdf)", ZIP: "ZIP (*.zip)"}
ABOUT = (
    "One numbered document with an index: PDFs and pictures are merged into it, everything else is named in the index. "
    "Where there is a redacted copy, it is taken instead of the original, never both."
)
NOT_ENCRYPTED = "The file is not encrypted. Send it in a way that is safe, then delete it."
RECIPIENTS = {Purpose.OMBUDSMAN: "Local Government and Social Care Ombudsman"}
NAMED = 4


class BundleForm(Card):
    """`left` when it is done with; `done(said, Change or None)` after the file was written."""

    left = Signal()
    done = Signal(str, object)

    def __init__(self, session: Session, place: Place, file: CaseFile) -> None:
        super().__init__()
        self._session, self._place, self._file = session, place, file
        self.box.addWidget(label("Make a bundle", "h2"))
        self.box.addWidget(label(ABOUT, "muted", wrap=True))
        self.summary = ProblemSummary()
        self.box.addWidget(self.summary)
        self.fields = {
            "purpose": Field("Whom it is for", OneOf(Purpose), needed=True),
            "items": _Heading("What goes into it", "Tick it, and move it up or down."),
            "format": Field("As", OneOf(KINDS, across=False)),
            "recipient": Field("Sent to", QLineEdit(), hint="It stands on the cover too."),
            "sent_on": Field(
                "Sent on",
                DateField(session.past_day, lambda: session.today),
                hint="If it is sent now: this is recorded in the contacts. Leave it empty if it is not sent yet.",
            ),
        }
        self.items = BundleItems(items_of(file))
        self.left_out = label("", "muted", wrap=True)
        self.apart = label("", "muted", wrap=True)
        for key, field in self.fields.items():
            self.box.addWidget(field)
            if key == "items":
                self.box.addWidget(self.items)
                self.box.addWidget(self.left_out)
            if key == "format":
                self.box.addWidget(self.apart)
        self.working = Working("Progress of the bundle")
        self.box.addWidget(self.working)
        self.box.addWidget(label(NOT_ENCRYPTED, "muted", wrap=True))
        self.box.addWidget(self._buttons())
        self._field("format").set_value(PDF)
        self._field("purpose").changed.connect(self._suggest)
        self._field("format").changed.connect(self._describe)
        self.items.changed.connect(self._describe)
        self._describe()

    def _buttons(self) -> QWidget:
        bar = QWidget()
        row = row_of(bar, spacing=10)
        self.save_button = button("Make the bundle…", self.ask_where, role="primary")
        row.addWidget(self.save_button)
        row.addWidget(button("Cancel", self.cancelled))
        row.addStretch(1)
        return bar

    def _field(self, key: str) -> Field:
        field = self.fields[key]
        assert isinstance(field, Field)
        return field

    def take_focus(self) -> None:
        """To the first question."""
        self._field("purpose").take_focus()

    def show_again(self, file: CaseFile) -> None:
        """The case was changed meanwhile: its items as they are now, those known in their places."""
        self._file = file
        self.items.show_items(items_of(file))
        self._describe()

    def choose(self, purpose: Purpose) -> None:
        """Whom it is for."""
        self._field("purpose").set_value(str(purpose))

    # --- what was answered
    @property
    def order(self) -> Order:
        """What to make, as it was answered."""
        return Order(
            Purpose(self._field("purpose").value()),
            tuple(item.key for item in self.items.chosen()),
            self._field("format").value() == ZIP,
            self._field("recipient").value(),
        )

    def answers(self) -> dict[str, Any]:
        """Whom it is sent to, and when."""
        return {key: self._field(key).value() for key in ("recipient", "sent_on")}

    def _suggest(self) -> None:
        """The usual recipient, unless somebody else was entered."""
        field = self._field("recipient")
        if field.value() in ("", *RECIPIENTS.values()):
            field.set_value(RECIPIENTS.get(Purpose(self._field("purpose").value()), ""))

    def _describe(self) -> None:
        """Say what is left out, and what will not be on the pages."""
        marked = marked_out(self._file)
        self.left_out.setText(f"Marked to be left out: {_named(marked)}." if marked else "")
        self.left_out.setVisible(bool(marked))
        apart = [item.title for item in self.items.chosen() if not item.merges]
        where = (
            "beside the PDF" if self._field("format").value() == ZIP else "not in it. Choose the ZIP to have them along"
        )
        self.apart.setText(f"Cannot be merged, so named in the index and {where}: {_named(apart)}." if apart else "")
        self.apart.setVisible(bool(apart))

    # --- making it
    def _is_sound(self) -> bool:
        problems: dict[str, str] = {}
        if not self._field("purpose").value():
            problems["purpose"] = "Choose whom it is for."
        problems |= self._session.documents.bundle_problems(self._file, self.answers())
        other = [] if self.items.chosen() else ["Tick at least one item."]
        found = {self._field(key): text for key, text in problems.items()}
        for field in self.fields.values():
            if isinstance(field, Field):
                field.set_problem(found.get(field, ""))
        self.summary.show_problems("Check these before making the bundle", found, other)
        if found:
            next(iter(found)).take_focus()
        elif other:
            self.items.take_focus()
        return not found and not other

    def ask_where(self) -> None:
        """Ask for a file, then make the bundle."""
        if self.working.busy or not self._is_sound():
            return
        name = f"{self._file.case.reference} bundle"
        kind = KINDS[self._field("format").value()]
        path = ask_where(self, "Save the bundle", self._place, name, (kind,))
        if path is not None:
            self.make(path)

    def make(self, path: Path) -> None:
        """Write it to that file: whole or not at all."""
        if self.working.busy or not self._is_sound():
            return
        file, order, answers = self._file, self.order, self.answers()

        def done(written: Written) -> None:
            self._place.remember(path)
            change = None
            try:
                change = self._session.documents.bundled(file, written, answers)
            except Problem as problem:
                self._session.tell(problem)
            self.done.emit(_said(file, written), change)

        self.save_button.setEnabled(False)
        job = self._session.job(
            lambda progress: self._session.documents.write_bundle(file, order, path, progress), done,
            failed=self._tell, finished=self._free,
        )  # fmt: skip
        job.cancelled.connect(self._was_cancelled)
        self.working.watch(f"Making {path.name}", job)

    def _free(self) -> None:
        self.save_button.setEnabled(True)

    def _was_cancelled(self) -> None:
        self.summary.clear_lines()
        self.summary.say("info", "Cancelled. Nothing was written.")

    def _tell(self, problem: Problem) -> None:
        self.summary.clear_lines()
        self.summary.say("danger", problem.message, problem.remedy)
        self.summary.announce(str(problem))

    def cancelled(self) -> None:
        """Stop what runs; without that, leave."""
        if self.working.busy:
            self.working.stop()
        else:
            self.left.emit()

    def let_go(self) -> None:
        """Stop what runs, before it is thrown away."""
        self.working.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled()
        else:
            super().keyPressEvent(event)


class _Heading(QWidget):
    """The label of what is no field."""

    def __init__(self, title: str, hint: str) -> None:
        super().__init__()
        box = column_of(self, spacing=5)
        box.addWidget(label(title, "label"))
        box.addWidget(label(hint, "hint", wrap=True))


def _said(file: CaseFile, written: Written) -> str:
    said = f"{file.case.reference}: a bundle of {written.in_words} was saved to {written.out}."
    if written.not_merged:
        count = wording.counted(len(written.not_merged), "item")
        said += f" {count} could not be merged: the index says why."
    return said


def _named(names: list[str] | tuple[str, ...]) -> str:
    shown = ", ".join(names[:NAMED])
    return f"{shown} and {len(names) - NAMED} more" if len(names) > NAMED else shown
