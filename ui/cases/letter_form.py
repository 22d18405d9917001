"""Writing a letter, on the case's page: which one, what is filled in, what is left to fill in; then saving it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QWidget

from desk_app import atomic
from desk_app.desk.letters import Draft
from desk_app.letters import Fitting
from desk_app.problems import Problem
from desk_app.records import CaseFile
from desk_app.sharing import must_keep_out
from ui.asked import KEEP_OUT
from ui.cases.details import pairs_grid
from ui.kit.form_rows import Choice, Field, ProblemSummary
from ui.kit.icons import IconLabel
from ui.kit.saving import Place, ask_where
from ui.kit.widgets import Card, button, clear, column_of, label, row_of
from ui.kit.working import Working
from ui.session import Session

KIND = "Word document (*.docx)"
NOT_ENCRYPTED = (
    "The letter is kept with the case, encrypted. The file you finish in Word is not: when you have put the finished "
    "letter back into the case, delete it."
)
SHOWN = 120


def name_of(fit: Fitting, fits: Iterable[Fitting]) -> str:
    """The letter's name, with the team where several of that kind can be written."""
    several = sum(other.kind is fit.kind for other in fits) > 1
    item = fit.investigation
    of = ", ".join(filter(None, [item.team, str(item.stage).lower()])) if several and item else ""
    return f"{fit.kind.name}: {of}" if of else fit.kind.name


class LetterForm(Card):
    """`left` when it is done with; `done(said, Change)` after saving."""

    left = Signal()
    done = Signal(str, object)

    def __init__(
        self, session: Session, place: Place, file: CaseFile, fits: tuple[Fitting, ...], first: Fitting
    ) -> None:
        super().__init__()
        self._session, self._place, self._file, self._fits = session, place, file, fits
        self.draft: Draft | None = None
        self._asked = 0  # so many times; the answer to an earlier asking comes too late
        self.box.addWidget(label("Write a letter", "h2"))
        self.summary = ProblemSummary()
        self.box.addWidget(self.summary)
        self.choice = Choice([name_of(fit, fits) for fit in fits])
        self.field = Field("Which letter", self.choice)
        self.box.addWidget(self.field)
        self.about = label("", "muted", wrap=True)
        self.box.addWidget(self.about)
        self.working = Working("Progress of the letter")
        self.box.addWidget(self.working)
        said = QWidget()
        self._said = column_of(said, spacing=8)
        self.box.addWidget(said)
        self.box.addWidget(label(NOT_ENCRYPTED, "muted", wrap=True))
        self.box.addWidget(self._buttons())
        self.choice.choose(name_of(first, fits))
        self.field.changed.connect(self.write)
        self.write()

    def _buttons(self) -> QWidget:
        bar = QWidget()
        row = row_of(bar, spacing=10)
        self.save_button = button("Save and open in Word…", self.ask_where, role="primary")
        self.save_button.setEnabled(False)
        row.addWidget(self.save_button)
        row.addWidget(button("Cancel", self.left.emit))
        row.addStretch(1)
        return bar

    def take_focus(self) -> None:
        """To the choice of the letter."""
        self.field.take_focus()

    @property
    def fit(self) -> Fitting | None:
        """The letter that is chosen."""
        return next((fit for fit in self._fits if name_of(fit, self._fits) == self.choice.chosen()), None)

    # --- what it will say
    def show_again(self, file: CaseFile, fits: tuple[Fitting, ...]) -> None:
        """The case was changed meanwhile: the same letter on the case as it is now."""
        self._file, self._fits = file, fits
        names = [name_of(fit, fits) for fit in fits]
        self.choice.offer(names)
        if self.choice.chosen() not in names:
            self.choice.choose(names[0] if names else "")
        self.write()

    def write(self) -> None:
        """Fill the chosen letter in, and show what was filled in and what was not."""
        self.working.stop()
        self.draft = None
        self._asked += 1
        asked = self._asked
        self.save_button.setEnabled(False)
        clear(self._said)
        self.summary.hide()
        fit, file = self.fit, self._file
        self.about.setText(f"To {fit.kind.to}. {fit.kind.about}" if fit else "Choose a letter.")
        if fit is None:
            return

        def done(draft: Draft) -> None:
            if asked == self._asked:
                self._show(draft)

        def failed(problem: Problem) -> None:
            if asked == self._asked:
                self._tell(problem)

        job = self._session.job(lambda progress: self._session.letters.write(file, fit, progress), done, failed=failed)
        self.working.watch(f"Writing: {fit.kind.name}", job)

    def _show(self, draft: Draft) -> None:
        self.draft = draft
        self.save_button.setEnabled(True)
        clear(self._said)
        if draft.to_fill_in:
            self._said.addWidget(label("To fill in in Word: look for […", "h3", wrap=True))
        for marked in draft.to_fill_in:
            self._line("pencil", _begun(marked.removeprefix("[…").removesuffix("]")))
        if draft.fitting.kind.to == "the complainant" and must_keep_out(self._file):
            self._line("triangle-alert", KEEP_OUT)
        self._said.addWidget(label("Filled in from the case", "h3", wrap=True))
        values = QWidget()
        box = column_of(values)
        box.addLayout(pairs_grid([(_begun(what), _short(value)) for what, value in draft.filled_in]))
        self._said.addWidget(values)

    def _line(self, icon: str, text: str) -> None:
        row = QWidget()
        line = row_of(row, spacing=8)
        line.addWidget(IconLabel(icon, "warn", 16), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(text, wrap=True), 1)
        self._said.addWidget(row)

    # --- saving
    def ask_where(self) -> None:
        """Ask for a file, then save and open the letter."""
        if self.draft is None:
            return
        name = f"{self._file.case.reference} {self.draft.fitting.kind.name}"
        path = ask_where(self, "Save the letter", self._place, name, (KIND,))
        if path is not None:
            self.save(path)

    def save(self, path: Path) -> None:
        """Write the letter to a file, keep it with its case, and open the file."""
        draft = self.draft
        if draft is None:
            return
        try:
            atomic.write_bytes(path, draft.data)
            self._place.remember(path)
            change = self._session.letters.keep(self._file, draft)
        except Problem as problem:
            self._tell(problem)
            return
        opened = QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        said = f"{self._file.case.reference}: the letter is kept with the case, and saved to {path}."
        self.done.emit(said if opened else f"{said} No program opened it: open it yourself in Word.", change)

    def _tell(self, problem: Problem) -> None:
        self.summary.clear_lines()
        self.summary.say("danger", problem.message, problem.remedy)
        self.summary.announce(str(problem))

    def let_go(self) -> None:
        """Stop what runs, before it is thrown away."""
        self._asked += 1
        self.working.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _begun(text: str) -> str:
    text = text.strip()
    return text[:1].upper() + text[1:]


def _short(value: str) -> str:
    text = " ".join(value.split())
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
