"""Small numbers: how small is small, and for each table what is printed of it, with what that would mask."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from desk_app.problems import Problem
from desk_app.report import small_numbers
from desk_app.report.blocks import without_marks
from desk_app.report.material import Material
from desk_app.report.small_numbers import BREAKDOWNS, Breakdown
from desk_app.report.small_numbers import Choice as Printed
from desk_app.settings import Settings
from ui.kit.form_rows import Choice, Field
from ui.kit.widgets import Card, label
from ui.session import Session

WORDS = {
    Printed.HIDE: "Hide small numbers",
    Printed.SHOW: "Show every number",
    Printed.LEAVE_OUT: "Leave the table out",
}
USUAL = Settings().suppression_threshold
THRESHOLDS = {below: f"Below {below}" if below else "None: every number is shown" for below in (0, 3, USUAL, 10)}


class SmallNumbersCard(Card):
    """What is chosen is saved at once and stands in the pages a moment later."""

    def __init__(self, session: Session, year: str) -> None:
        super().__init__("Small numbers")
        self._session, self._year = session, year
        self.box.addWidget(
            label(
                "A small number can point at a person. It is hidden together with another one, so that it cannot be "
                "worked out from what is printed. The same is hidden in the PDF, the web page and the open data.",
                "muted", wrap=True,
            )
        )  # fmt: skip
        others = [words for below, words in THRESHOLDS.items() if below != USUAL]
        self.below = Field("Hidden numbers", Choice(others, none=f"{THRESHOLDS[USUAL]} (usual)"), hint="In every year.")
        self.below.input.setEnabled(session.writable)
        self.box.addWidget(self.below)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        self.choices: dict[str, Choice] = {}
        self._labels: dict[str, QLabel] = {}
        for row, breakdown in enumerate(BREAKDOWNS):
            choice = self._choice(breakdown)
            said = label("", "muted", wrap=True)
            field = Field(breakdown.title, choice)
            grid.addWidget(field, row, 0)
            grid.addWidget(said, row, 1)
            self.choices[breakdown.key], self._labels[breakdown.key] = choice, said
        self.box.addWidget(holder)
        combo = self.below.input
        assert isinstance(combo, Choice)
        self._below = combo
        combo.currentIndexChanged.connect(lambda _: self._set_below())

    def _choice(self, breakdown: Breakdown) -> Choice:
        others = [words for choice, words in WORDS.items() if choice is not breakdown.usual]
        made = Choice(others, none=f"{WORDS[breakdown.usual]} (usual)")
        made.setMinimumContentsLength(24)
        made.setEnabled(self._session.writable)
        made.currentIndexChanged.connect(lambda _: self._choose(breakdown))
        return made

    # --- what is shown
    def show_of(self, m: Material) -> None:
        """The choices as they are stored, and what each masks."""
        below = m.settings.suppression_threshold
        words = "" if below == USUAL else THRESHOLDS.get(below, f"Below {below}")
        _put(self._below, words)
        for breakdown in BREAKDOWNS:
            preview = small_numbers.preview(m, breakdown)
            _put(self.choices[breakdown.key], "" if preview.choice is breakdown.usual else WORDS[preview.choice])
            text = _masked(preview)
            self._labels[breakdown.key].setText(text)
            self.choices[breakdown.key].setAccessibleDescription(text)

    # --- what is chosen
    def _choose(self, breakdown: Breakdown) -> None:
        words = self.choices[breakdown.key].chosen()
        chosen = next((choice for choice, said in WORDS.items() if said == words), breakdown.usual)
        try:
            self._session.publisher.print_of(self._year, breakdown.key, "" if chosen is breakdown.usual else chosen)
        except Problem as problem:
            self._session.tell(problem)

    def _set_below(self) -> None:
        words = self._below.chosen()
        below = next((n for n, said in THRESHOLDS.items() if said == words), USUAL)
        try:
            self._session.publisher.hide_below(below)
        except Problem as problem:
            self._session.tell(problem)


def _put(choice: Choice, words: str) -> None:
    """Show what is stored; nobody chose it now."""
    choice.blockSignals(True)
    choice.choose(words)
    choice.blockSignals(False)


def _masked(preview: small_numbers.Preview) -> str:
    """The rows of a table as they would be printed, and how many of its numbers are masked."""
    if preview.table is None:
        return preview.why
    rows = "; ".join(f"{without_marks(row[0])} {row[1]}" for row in preview.table.rows if row[0] != "Total")
    masked = {0: "Nothing is masked", 1: "One number is masked"}.get(
        preview.hidden, f"{preview.hidden} numbers are masked, with their shares"
    )
    return f"{masked}. Printed: {rows}."
