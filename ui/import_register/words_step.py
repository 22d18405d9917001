"""Step 3: what the words in the file mean, where only some meanings are known or a list has values already."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desk_app.exchange.register import LISTED, Reading, Word
from ui import wording
from ui.import_register.choices import Choices
from ui.import_register.questions import BLANK, JOINS, Known, Question, asked
from ui.kit.chips import Chip
from ui.kit.form_rows import Choice
from ui.kit.messages import Message
from ui.kit.widgets import BESIDE_EDGE, Card, OneLine, clear, column_of, label, row_of, scrolling

MOST_ROWS = 25
"""Words of one column that can be chosen for; more of them are hardly words of a list."""
AT_ONCE = 6
Meant = Callable[[Word, str | None], None]


class WordsStep(QWidget):
    """`changed()` after any choice. With Tab one comes here from the widget `after` which it stands."""

    changed = Signal()

    def __init__(self, after: QWidget, known: Known) -> None:
        super().__init__()
        self.after, self._known = after, known
        self._choices: Choices | None = None
        self.questions: list[Question] = []
        body = QWidget()
        self.area = scrolling(body)
        column_of(self).addWidget(self.area)
        box = column_of(body, margins=(0, 0, BESIDE_EDGE, 0), spacing=14)
        self.message = Message()
        box.addWidget(self.message)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(14)
        box.addLayout(self._cards)
        box.addStretch(1)
        self.rows: dict[tuple[str, str], WordRow] = {}
        self._waiting: list[tuple[Card, Question]] = []
        self._building = QTimer(self)
        self._building.setInterval(0)
        self._building.timeout.connect(self._build_some)

    def show_reading(self, choices: Choices, reading: Reading) -> None:
        """Show the words of a file as they were read."""
        self._choices = choices
        clear(self._cards)
        self.rows, self._waiting = {}, []
        found = asked(reading, choices, self._known)
        self.questions = [question for questions in found.values() for question in questions]
        for key, questions in found.items():
            self._add_card(key, questions, reading.words.of(key))
        if not found:
            self._cards.addWidget(_nothing())
        self._build_some()
        if self._waiting:
            self._building.start()
        self.refresh()

    def _add_card(self, key: str, questions: list[Question], words: list[Word]) -> None:
        assert self._choices is not None
        card = Card(self._choices.heading(key), margins=(20, 14, 20, 14))
        card.box.setSpacing(4)
        self._waiting += [(card, question) for question in questions[:MOST_ROWS]]
        rest = questions[MOST_ROWS:]
        if rest:
            rows = wording.counted(sum(question.word.rows for question in rest), "row")
            text = (
                f"{wording.counted(len(rest), 'other word')} in {rows}. So many: check that this is the right column."
            )
            card.box.addWidget(label(text, "muted", wrap=True))
        as_they_stand = [word for word in words if word.meant == word.written]
        if as_they_stand and key not in LISTED:
            listed = ", ".join(f"{word.written} ({word.rows:,})" for word in as_they_stand)
            card.box.addWidget(label(f"Understood as they stand: {listed}.", "muted", wrap=True))
        self._cards.addWidget(card)

    @property
    def building(self) -> bool:
        """Whether some lines are not in sight yet."""
        return bool(self._waiting)

    def _build_some(self) -> None:
        some, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
        assert self._choices is not None
        for card, question in some:
            word = question.word
            place = sum(1 for key, _ in self.rows if key == word.field) + 1
            row = WordRow(question, self._choices.heading(word.field), first=place == 1, meant=self._meant)
            row.show_choice(self._choices.values.get(word.field, {}).get(word.written))
            before = next(reversed(self.rows.values())).choice if self.rows else self.after
            self.rows[word.field, word.written] = row
            card.box.insertWidget(place, row)
            QWidget.setTabOrder(before, row.choice)
        if not self._waiting:
            self._building.stop()

    def _meant(self, word: Word, meant: str | None) -> None:
        assert self._choices is not None
        self._choices.mean(word.field, word.written, meant)
        self.refresh()
        self.changed.emit()

    def _not_chosen(self) -> list[Question]:
        chosen = self._choices.values if self._choices is not None else {}
        return [q for q in self.questions if q.word.written not in chosen.get(q.word.field, {})]

    def open_words(self) -> list[Word]:
        """The words that nobody has said the meaning of: their rows are left out."""
        return [question.word for question in self._not_chosen() if question.open]

    def refresh(self) -> None:
        """Say what is not understood yet."""
        left = self.open_words()
        if left:
            rows = sum(word.rows for word in left)
            self.message.say(
                "warn",
                f"{wording.counted(len(left), 'word')} not understood, in {wording.counted(rows, 'row')}",
                "Choose what each means. Rows with a word that nobody explains are left out; the next step names them.",
            )
            return
        new = sum(question.by_itself == JOINS for question in self._not_chosen())
        joins = f" {wording.counted(new, 'value')} would be new on a list." if new else ""
        self.message.say("ok", "Every word is understood", f"Change what is not meant so.{joins}")

    def take_focus(self) -> None:
        """To the first word that is not understood, else to the first."""
        left = {(word.field, word.written) for word in self.open_words()}
        first = next((row for at, row in self.rows.items() if at in left), None) or next(iter(self.rows.values()), None)
        (first.choice if first is not None else self.after).setFocus()


class WordRow(QFrame):
    """One word, in how many rows it stands, and what it means."""

    def __init__(self, question: Question, heading: str, *, first: bool, meant: Meant) -> None:
        super().__init__()
        self.question, word = question, question.word
        self.setProperty("role", "plain" if first else "row")
        row = row_of(self, margins=(0, 7, 0, 7), spacing=16)
        written = f"“{word.written}”" if word.written else "(blank)"
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(OneLine(written, "label"))
        words.addWidget(OneLine(wording.counted(word.rows, "row"), "hint"))
        self.setToolTip(word.written)
        row.addLayout(words, 1)
        self.choice = Choice(question.meanings, none=question.by_itself)
        self.choice.setAccessibleName(f"{heading}: {written} means")
        self.choice.setEnabled(bool(question.meanings))
        self.choice.setMinimumWidth(170)
        self.choice.currentIndexChanged.connect(lambda _: self._chosen(meant))
        row.addWidget(self.choice, 1)
        self._note = Chip(*(question.note or (" ", "info")))
        place = QWidget()
        place.setFixedWidth(140)
        row_of(place).addWidget(self._note, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(place)
        self._show_note()

    def _chosen(self, meant: Meant) -> None:
        chosen = self.choice.chosen()
        self._show_note()
        meant(self.question.word, None if not chosen else "" if chosen == BLANK else chosen)

    def show_choice(self, meant: str | None) -> None:
        """What the word was said to mean."""
        self.choice.blockSignals(True)
        self.choice.choose("" if meant is None else meant or BLANK)
        self.choice.blockSignals(False)
        self._show_note()

    def _show_note(self) -> None:
        note = self.question.note if not self.choice.chosen() else None
        self._note.setVisible(note is not None)
        rows = f"In {wording.counted(self.question.word.rows, 'row')}"
        self.choice.setAccessibleDescription(f"{note[0]}. {rows}" if note else rows)


def _nothing() -> Card:
    card = Card("No words to explain")
    card.box.addWidget(label("The columns that are used hold no words of which only some are known.", wrap=True))
    return card
