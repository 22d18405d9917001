"""Correcting what was recorded: of a case, an investigation, a person."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from desk_app.answers import Answers
from desk_app.clean import one_line
from desk_app.desk.correct import (
    LATE_WHY,
    MAY_LIE_AHEAD,
    WHY,
    Correction,
    WrongField,
    check_day,
    is_recorded_date,
)
from desk_app.desk.same_name import SAME_PERSON, Same
from desk_app.plausible import doubt_of
from desk_app.problems import Problem
from desk_app.records import CaseFile, CommentKind, Consent, EnquiryKind, ListName, Outcome, Record, YesNo
from desk_app.roles import Task, why_not
from ui import said
from ui.asked import ANSWERS, IS_SAME_PERSON
from ui.cases.correction_draft import MEANWHILE, CorrectionDraft
from ui.cases.corrections import Input, Part, Target, parts_of
from ui.kit.dates import short_date
from ui.kit.form_rows import Choice, DateField, Field, OneOf, ProblemSummary, SomeOf, TextArea
from ui.kit.form_rows import Input as FormInput
from ui.kit.icons import IconLabel
from ui.kit.widgets import PAGE_MARGINS, Card, Heading, button, clear, column_of, label, row_of, scrolling
from ui.session import Session

STALE = "meanwhile"
KEPT = "What you typed is kept as a draft: it is there when you open the form again, and on Today."
TRIAL_MILLISECONDS = 200
REASONS = (
    (WHY, "Why the date is corrected", "Kept as a decision with the case"),
    (LATE_WHY, "Why the late request is accepted", "Kept as a decision with the case"),
)
"""What is asked besides, only where it is needed."""
CHOICES: dict[str, type[StrEnum]] = {
    "looked_after": YesNo, "consent": Consent, "comment_kind": CommentKind, "enquiry_kind": EnquiryKind,
    "outcome": Outcome,
}  # fmt: skip
"""What the words of a fixed choice stand for."""


class FollowsCard(Card):
    """What would follow from a correction, before it is saved; the form puts the reasons that are asked beneath it."""

    def __init__(self) -> None:
        super().__init__("What follows from it")
        lines = QWidget()
        self._lines = column_of(lines, spacing=4)
        self.box.addWidget(lines)

    def show_lines(self, lines: list[tuple[str, str]], *, asks: bool) -> None:
        """(words, tone) each on its line; hidden where nothing follows and nothing is asked."""
        clear(self._lines)
        for text, tone in lines:
            row = QWidget()
            line = row_of(row, spacing=8)
            line.addWidget(IconLabel("calendar-clock", tone, 16), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(text, wrap=True), 1)
            self._lines.addWidget(row)
        self.setVisible(bool(lines) or asks)


class CorrectForm(QWidget):
    """`left` when it is done with; `read_again` when the record was changed meanwhile and should be read anew."""

    left = Signal()
    read_again = Signal()

    def __init__(self, session: Session, file: CaseFile, target: Target) -> None:
        super().__init__()
        reference = file.case.reference
        self._session, self._reference, self._record = session, reference, target.record
        outer = column_of(self)
        body = QWidget()
        outer.addWidget(scrolling(body), 1)
        box = column_of(body, margins=PAGE_MARGINS, spacing=16)
        title, whose = f"Correct {target.name}", "" if file.without_case else "case’s "
        box.addWidget(Heading(title, f"{reference}. What stood here before stays in the {whose}history."))
        self.summary = ProblemSummary()
        box.addWidget(self.summary)
        card = Card()
        self.fields: dict[str, Field] = {}
        for part in parts_of(target.record):
            field = self._field(part)
            self.fields[part.name] = field
            field.left.connect(partial(self._left, part.name))
            card.box.addWidget(field)
        box.addWidget(card)
        self._follows = FollowsCard()
        box.addWidget(self._follows)
        for name, words, hint in REASONS:
            hint = "Kept with the matter" if file.without_case else hint
            self.fields[name] = Field(words, TextArea(2), hint=hint, needed=True, mark=True)
            self._follows.box.addWidget(self.fields[name])
        self.fields[SAME_PERSON] = Field(IS_SAME_PERSON, OneOf(Same), needed=True, mark=True)
        self._follows.box.addWidget(self.fields[SAME_PERSON])
        box.addStretch(1)
        outer.addWidget(self._bar())
        self._trial = QTimer(self)
        self._trial.setSingleShot(True)
        self._trial.setInterval(TRIAL_MILLISECONDS)
        self._trial.timeout.connect(self._rest)
        for field in self.fields.values():
            field.changed.connect(self._trial.start)
        self.draft = CorrectionDraft(self, session, file, target, self.fields)
        if changed := self.draft.take_up():
            self.summary.say("warn", MEANWHILE, changed)
            self.summary.announce(f"{MEANWHILE} {changed}")
        self._show_what_follows()
        save = QShortcut(QKeySequence.StandardKey.Save, self)
        save.activated.connect(self.save)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.activated.connect(self.put_by)

    def _field(self, part: Part) -> Field:
        hint = "One line for lists" if part.name == "summary" else ""
        fixed = is_recorded_date(self._record, part.name) and not self._session.may(Task.CORRECT_DATES)
        if fixed:
            hint = why_not(Task.CORRECT_DATES)
        field = Field(
            part.label, self._input(part), hint=hint, needed=bool(part.needed), mark=True, doubt=doubt_of(part.name)
        )
        value = getattr(self._record, part.name)
        if isinstance(field.input, DateField) and fixed:
            field.input.edit.setReadOnly(True)
            field.input.picker.setEnabled(False)
        if isinstance(field.input, DateField):
            field.set_value(short_date(value))
        elif part.input is Input.YES_NO:
            field.set_value("" if value is None else "Yes" if value else "No")
        elif part.input is Input.MONEY:
            field.set_value("" if value is None else f"{value / 100:,.2f}")
        elif part.input is Input.NAMES:
            field.set_value("\n".join(value))
        else:
            field.set_value(value if isinstance(value, tuple) else str(value or ""))
        return field

    def _input(self, part: Part) -> FormInput:
        choices = self._session.choices(part.of) if isinstance(part.of, ListName) else list(part.of)
        match part.input:
            case Input.DAY:
                ahead = part.name in MAY_LIE_AHEAD
                parse = self._session.coming_day if ahead else partial(self._session.past_day, key=part.name)
                return DateField(parse, lambda: self._session.today)
            case Input.WORDS | Input.NAMES:
                return TextArea(8 if part.name == "words" else 3)
            case Input.LIST | Input.CHOICE:
                return Choice(choices)
            case Input.SOME:
                return SomeOf(choices)
            case Input.ONE:
                return OneOf(choices)
            case Input.YES_NO:
                return OneOf(ANSWERS)
            case Input.LINE | Input.MONEY:
                return QLineEdit()

    def _bar(self) -> QFrame:
        bar = QFrame()
        bar.setObjectName("actionBar")
        row = row_of(bar, margins=(28, 12, 28, 12), spacing=10)
        row.addStretch(1)
        self.cancel = button("Cancel", self.cancelled)
        self.save_button = button("Save the corrections", self.save, role="primary")
        self.save_button.setToolTip("Ctrl+S")
        row.addWidget(self.cancel)
        row.addWidget(self.save_button)
        return bar

    def take_focus(self) -> None:
        """To the first field."""
        next(iter(self.fields.values())).take_focus()

    # --- leaving
    def keep(self) -> None:
        """Keep what was typed as a draft, if anything was."""
        self.draft.keep()

    def cancelled(self) -> None:
        """Leave without saving, and without a draft: that is what Cancel says."""
        self._trial.stop()
        self.draft.end()
        self.left.emit()

    def put_by(self) -> None:
        """Leave for now, as Esc does: what was typed is kept, and that is said."""
        self._trial.stop()
        kept = self.draft.keep()
        self.left.emit()
        if kept:
            self._session.say(KEPT, tone="info")

    # --- what follows
    def _rest(self) -> None:
        """The typing has paused: show what would follow. Later, while a job makes a large change."""
        if self._session.is_writing:
            self._trial.start()
        else:
            self._show_what_follows()

    def _tried(self) -> Correction:
        """What would come of what is typed so far, as far as it can be read."""
        try:
            return self._session.desk.correction(self._record, self._read()[0], *self._reasons())
        except Problem:
            return Correction()  # said when it is saved

    def _show_what_follows(self) -> None:
        """The dates and the procedure that would be others; and the reasons that are asked for it."""
        tried = self._tried()
        for name, _, _ in REASONS:
            self.fields[name].setVisible(name in tried.asks)
        self._ask_who(tried.same_person)
        wrong = bool(tried.problems.keys() - {WHY, LATE_WHY, SAME_PERSON})
        lines = [] if wrong else said.what_a_correction_does(self._session, tried)
        self._follows.show_lines(lines, asks=bool(tried.asks or tried.same_person))

    def _ask_who(self, question: str) -> None:
        """Whether a name is somebody else’s who cannot take the part; answered anew where it is about others."""
        field = self.fields[SAME_PERSON]
        if field.hint not in ("", question):
            field.set_value("")
        field.set_hint(question)
        field.setVisible(bool(question))

    def _left(self, name: str) -> None:
        """Say at once what is wrong with an answer, such as a date before the case came."""
        if name in self._read()[0]:
            self.fields[name].say_when_left(self._tried().problems.get(name, ""))

    def _reasons(self) -> tuple[str, str, str]:
        return (
            str(self.fields[WHY].value()), str(self.fields[LATE_WHY].value()), str(self.fields[SAME_PERSON].value()),
        )  # fmt: skip

    # --- saving
    def save(self) -> None:
        """Save what differs; say what is wrong beside its field."""
        self._trial.stop()
        changes, problems = self._read()
        change, follows = None, said.what_a_correction_does(self._session, self._tried())
        if not problems:
            try:
                change = self._session.correct(self._record, changes, *self._reasons())
            except WrongField as problem:
                self._show_what_follows()
                problems = {self.fields[problem.field]: str(problem)}
            except Problem as problem:
                self._tell(problem)
                return
        for field in self.fields.values():
            field.set_problem(problems.get(field, ""))
        if problems:
            self.summary.show_problems("Check these before saving", problems)
            next(iter(problems)).take_focus()
            return
        self.draft.end()
        self._session.say(self._saved(follows) if change else "Nothing was changed.", change)
        self.left.emit()

    def _saved(self, follows: list[tuple[str, str]]) -> str:
        """ "Saved the corrections of CF/2026-27/0001. Stage 1 response: due 17 Apr 2026 instead of 15 May 2026." """
        return " ".join(
            [f"Saved the corrections of {self._reference}.", *(f"{text.rstrip('.')}." for text, _ in follows)]
        )

    def _read(self) -> tuple[dict[str, Any], dict[Field, str]]:
        values: dict[str, Any] = {}
        problems: dict[Field, str] = {}
        for part in parts_of(self._record):
            field = self.fields[part.name]
            value = field.value()
            if part.needed and not value:
                problems[field] = part.needed
                continue
            try:
                values[part.name] = self._recorded(part, value)
            except Problem as problem:
                problems[field] = str(problem)
        return _what_differs(self._record, values), problems

    def _recorded(self, part: Part, value: Any) -> Any:
        """What was entered, as the record keeps it. Raises Problem for what is not a date."""
        match part.input:
            case Input.DAY:
                ahead = part.name in MAY_LIE_AHEAD
                parse = self._session.parse_date_ahead if ahead else self._session.parse_date
                day = parse(value) if value else None
                if day != getattr(self._record, part.name):  # what a register brought may be older than we accept
                    check_day(part.name, day, self._session.today)
                return day
            case Input.SOME:
                return tuple(value)
            case Input.NAMES:
                return tuple(filter(None, map(one_line, str(value).splitlines())))
            case Input.MONEY:
                return self._pence(part, value)
            case Input.YES_NO:
                return {"Yes": True, "No": False}.get(value)
            case Input.CHOICE | Input.ONE:
                kind = CHOICES.get(part.name) or type(part.of[0])
                return kind(value) if value else None
        return value

    def _pence(self, part: Part, value: Any) -> int | None:
        answers = Answers({part.name: value}, self._session.today)
        pence = answers.pence(part.name)
        if answers.problems:
            raise Problem(answers.problems[part.name])
        return pence

    def _tell(self, problem: Problem) -> None:
        self.summary.clear_lines()
        self.summary.say("danger", problem.message, problem.remedy)
        if STALE in str(problem):
            self.summary.offer("Read the case again. What you typed here is kept", self.read_again.emit)
        self.summary.announce(str(problem))


def _what_differs(record: Record, values: dict[str, Any]) -> dict[str, Any]:
    """Only the fields whose value is another: text that merely lost its outer spaces is not."""
    differing = {}
    for name, value in values.items():
        old = getattr(record, name)
        if (old.strip() if isinstance(old, str) else old) != value:
            differing[name] = value
    return differing
