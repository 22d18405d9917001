"""Step 2: what each column of the file holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desk_app.exchange import register
from desk_app.exchange.register import VOCABULARY, Column
from ui.import_register.choices import KEYS, KIND, LABELS, NOT_USED, RECEIVED, ROUTE, Choices
from ui.kit.chips import Chip
from ui.kit.form_rows import Choice, Field
from ui.kit.messages import Message
from ui.kit.widgets import BESIDE_EDGE, Card, OneLine, clear, column_of, label, row_of, scrolling

AT_ONCE = 6
"""Rows of the page built in one go: the window stays alive while there are hundreds."""
EVERY_ROW: dict[str, tuple[str, str]] = {
    KIND: ("Every row is a", "The file has no column for it."),
    ROUTE: ("Complaints follow this procedure", "The file has no column for it. Leave it open if they differ."),
}


class HeadingsStep(QWidget):
    """`changed()` after any choice; `place_chosen(sheet, row)` when another sheet or heading row is wanted."""

    changed = Signal()
    place_chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._choices: Choices | None = None
        self._latest = -1  # the column chosen for last
        body = QWidget()
        self.area = scrolling(body)
        column_of(self).addWidget(self.area)
        box = column_of(body, margins=(0, 0, BESIDE_EDGE, 0), spacing=14)
        self.message = Message()
        box.addWidget(self.message)
        box.addWidget(self._place_card())
        self.table = Card(margins=(20, 14, 20, 14))
        self.table.box.setSpacing(0)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.table.box.addLayout(self._rows)
        box.addWidget(self.table)
        box.addStretch(1)
        self.rows: dict[int, ColumnRow] = {}
        self._waiting: list[Column] = []
        self._building = QTimer(self)
        self._building.setInterval(0)
        self._building.timeout.connect(self._build_some)

    def _place_card(self) -> QWidget:
        card = Card(margins=(20, 16, 20, 16))
        self.summary = label("", "h2", wrap=True)
        self.unused = label("", "muted", wrap=True)
        card.box.addWidget(self.summary)
        card.box.addWidget(self.unused)
        line = QHBoxLayout()
        line.setSpacing(18)
        self.sheet = Choice(())
        self.heading_row = Choice(())
        self.sheet_field = Field("Sheet", self.sheet)
        self.row_field = Field("Headings are in", self.heading_row)
        self.given = {key: Field(name, Choice(VOCABULARY[key]), hint=hint) for key, (name, hint) in EVERY_ROW.items()}
        line.addWidget(self.sheet_field, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.row_field, 2, Qt.AlignmentFlag.AlignTop)
        card.box.addLayout(line)
        more = QHBoxLayout()
        more.setSpacing(18)
        for key, field in self.given.items():
            more.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            field.changed.connect(lambda k=key: self._give(k))
        card.box.addLayout(more)
        self.sheet_field.changed.connect(lambda: self._place(self.sheet.currentText(), None))
        self.row_field.changed.connect(self._row_chosen)
        return card

    # --- showing
    def show_choices(self, choices: Choices) -> None:
        """Show a file as it is understood now."""
        self._choices = choices
        self._fill_place(choices)
        clear(self._rows)
        self.rows = {}
        self._waiting = list(choices.columns)
        self._build_some()
        if self._waiting:
            self._building.start()
        self._refresh()

    def _fill_place(self, choices: Choices) -> None:
        self._heading_rows = register.heading_rows(choices.table)
        for field in (self.sheet_field, self.row_field):
            field.blockSignals(True)
        _offer(self.sheet, [table.sheet for table in choices.sheets], choices.table.sheet)
        here = next((n for n, (row, _) in enumerate(self._heading_rows) if row == choices.row), 0)
        texts = [f"Row {row}: {text}" for row, text in self._heading_rows]
        _offer(self.heading_row, texts, texts[here] if texts else "")
        for field in (self.sheet_field, self.row_field):
            field.blockSignals(False)
        self.sheet_field.setVisible(len(choices.sheets) > 1)
        for key, field in self.given.items():
            field.blockSignals(True)
            field.set_value(choices.blank(key))
            field.blockSignals(False)

    @property
    def building(self) -> bool:
        """Whether some lines are not in sight yet."""
        return bool(self._waiting)

    def _build_some(self) -> None:
        """The next rows of the table."""
        assert self._choices is not None
        some, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
        for column in some:
            row = ColumnRow(column, first=not self.rows, assigned=self._assigned)
            before = next(reversed(self.rows.values())).choice if self.rows else self.given[ROUTE].input
            self.rows[column.position] = row
            self._rows.addWidget(row)
            QWidget.setTabOrder(before, row.choice)
            self._show_row(column.position)
        if not self._waiting:
            self._building.stop()

    def _show_row(self, position: int) -> None:
        choices = self._choices
        if choices is not None and position in self.rows:
            key = choices.fields.get(position, "")
            self.rows[position].show_field(
                LABELS.get(key, ""), guessed=position in choices.guessed, twice=key in choices.twice()
            )

    def _refresh(self) -> None:
        choices = self._choices
        assert choices is not None
        used, unused = len(choices.fields), choices.unused()
        self.summary.setText(f"{used} of {used + len(unused)} columns are used")
        self.unused.setText(f"Not used: {', '.join(unused)}." if unused else "Every column is used.")
        for key, field in self.given.items():
            field.setVisible(not choices.has(key))
        self._tell_problems(choices)

    def _tell_problems(self, choices: Choices) -> None:
        problems = choices.problems()
        self.message.clear_lines()
        if problems:
            twice = choices.twice()
            title = "Two columns hold the same" if twice else "Something that every row needs is missing"
            self.message.say("danger", title, " ".join(problems.values()))
            if choices.fields.get(self._latest, "") in twice:
                heading = next(c.heading for c in choices.columns if c.position == self._latest)
                self.message.offer(f"Use “{heading}”, and not the other", self._keep_latest)
        elif choices.absent:
            self.message.say(
                "warn",
                "The earlier choices name columns that this file does not have",
                f"{', '.join(choices.absent)}. What they say of the others is used.",
            )
        elif choices.guessed:
            self.message.say(
                "warn",
                "Check the headings that were only alike",
                f"They are marked below: {', '.join(self._guessed_names(choices))}.",
            )
        else:
            self.message.hide()

    @staticmethod
    def _guessed_names(choices: Choices) -> list[str]:
        return [column.heading for column in choices.columns if column.position in choices.guessed]

    # --- choosing
    def _assigned(self, position: int, label_: str) -> None:
        assert self._choices is not None
        before = self._choices.twice()
        self._choices.assign(position, KEYS.get(label_, ""))
        self._latest = position
        touched = {position, *(p for found in (before, self._choices.twice()) for ps in found.values() for p in ps)}
        for there in touched:
            self._show_row(there)
        self._refresh()
        self.changed.emit()

    def _keep_latest(self) -> None:
        """Of two columns for one field the one chosen last."""
        assert self._choices is not None
        self._choices.keep_only(self._latest)
        for position in self.rows:
            self._show_row(position)
        self.rows[self._latest].choice.setFocus()
        self._refresh()
        self.changed.emit()

    def _give(self, key: str) -> None:
        assert self._choices is not None
        self._choices.mean(key, "", self.given[key].value() or None)
        self._refresh()
        self.changed.emit()

    def _row_chosen(self) -> None:
        assert self._choices is not None
        at = self.heading_row.currentIndex()
        if at >= 0:
            self._place(self._choices.table.sheet, self._heading_rows[at][0])

    def _place(self, sheet: str, row: int | None) -> None:
        self.place_chosen.emit(sheet, row)

    def take_focus(self) -> None:
        """To what is missing, else to the first column."""
        choices = self._choices
        if choices is not None and KIND in choices.problems() and RECEIVED not in choices.problems():
            self.given[KIND].take_focus()
        else:
            self.row_field.take_focus()


class ColumnRow(QFrame):
    """One column of the file: its heading with examples, what it holds, and what to check."""

    def __init__(self, column: Column, *, first: bool, assigned: Callable[[int, str], None]) -> None:
        super().__init__()
        self.setProperty("role", "plain" if first else "row")
        row = row_of(self, margins=(0, 8, 0, 8), spacing=16)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(OneLine(column.heading or f"Column {letters(column.position)}, without a heading", "label"))
        examples = " · ".join(column.examples)
        words.addWidget(OneLine(examples or "Nothing stands below it", "hint"))
        self.setToolTip("\n".join([column.heading, *column.examples]))
        row.addLayout(words, 5)
        self.choice = Choice(LABELS.values(), none=NOT_USED)
        self.choice.setAccessibleName(f"{column.heading or letters(column.position)} holds")
        self.choice.setAccessibleDescription(f"For example {examples}" if examples else "")
        self.choice.currentIndexChanged.connect(lambda _: assigned(column.position, self.choice.chosen()))
        self.choice.setMinimumWidth(150)
        row.addWidget(self.choice, 4)
        self._note = Chip(" ")
        place = QWidget()
        place.setFixedWidth(140)
        row_of(place).addWidget(self._note, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(place)
        self.choice.setEnabled(bool(column.heading))
        self._named = bool(column.heading)
        self._described = self.choice.accessibleDescription()

    def show_field(self, label_: str, *, guessed: bool, twice: bool) -> None:
        """What the column holds now."""
        self.choice.blockSignals(True)
        self.choice.choose(label_)
        self.choice.blockSignals(False)
        text, tone = ("Alike: check it", "warn") if guessed else ("", "") if label_ else ("Not used", "info")
        if twice:
            text, tone = "Twice: choose one", "danger"
        if not self._named:
            text, tone = "Needs a heading", "warn"
        self._note.setText(text)
        self._note.setAccessibleName(text)
        self._note.tone = tone or "info"
        self._note.setVisible(bool(text))
        check = "The heading was only alike: check it. " if guessed else ""
        check = "Error: another column holds this too. " if twice else check
        self.choice.setAccessibleDescription(check + self._described)


def letters(position: int) -> str:
    """The name of a column in a spreadsheet: 0 is A, 26 is AA."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name


def _offer(choice: Choice, items: Sequence[str], chosen: str) -> None:
    """Items of which one is always chosen."""
    choice.blockSignals(True)
    choice.clear()
    choice.addItems(list(items))
    choice.setCurrentIndex(max(0, choice.findText(chosen)))
    choice.blockSignals(False)
