"""The form of a verb, on the case's page: its questions, the dates that would follow, and saving."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QLineEdit, QVBoxLayout, QWidget

from desk_app.desk.people import Known
from desk_app.desk.person import STAFF
from desk_app.draft_keys import OfVerb
from desk_app.offers import Offer
from desk_app.plausible import doubt_of
from desk_app.problems import Problem
from desk_app.records import CaseFile, Step
from ui import said
from ui.asked import DO_FIRST, OTHER_NAMES
from ui.cases.forms import FORMS, About, Asks, Question
from ui.kit.after_paint import AfterPaint
from ui.kit.form_rows import Choice, DateField, Field, Input, OneOf, ProblemSummary, SomeOf, TextArea, lasting
from ui.kit.icons import IconLabel
from ui.kit.messages import Message
from ui.kit.widgets import Card, button, clear, column_of, label, row_of
from ui.person_lookup import PersonLookup
from ui.session import Session

TRIAL_MILLISECONDS = 200
KEEP_MILLISECONDS = 400
STALE = "meanwhile"
NOT_YET = "…"
AT_ONCE, BATCH = 14, 8
"""Questions that are asked at once, more than a window shows; and how many at a time follow after it is painted."""
RIGHTS = "rights_on"
NOT_TOLD = " When they were told how to go on from here is not recorded: Correct has it."
KEPT = "What you typed is kept as a draft: it is there when you open the form again, and on Today."


class VerbForm(Card):
    """`left` when it is done with; `done(said, Change, tone)` after saving; `read_again` when the case changed."""

    left = Signal()
    done = Signal(str, object, str)
    read_again = Signal()

    def __init__(self, session: Session, file: CaseFile, offer: Offer, steps: tuple[Step, ...]) -> None:
        super().__init__()
        self._session, self._file, self._steps = session, file, steps
        self.offer = offer
        about = self._about = About(session, file, offer)
        form = self._form = FORMS[offer.verb]
        self.box.addWidget(label(_title(file, offer), "h2", wrap=True))
        if first := form.says(about):
            self.box.addWidget(label(first, "muted", wrap=True))
        self.summary = ProblemSummary()
        self.box.addWidget(self.summary)
        self.fields: dict[str, Field] = {}
        self._asked: dict[str, Question] = {}
        self.lookup: PersonLookup | None = None
        self.urgent = Message()
        self._first: dict[str, Any] = {}
        self._raised: Mapping[str, str] = {}
        self._questions = QVBoxLayout()
        self._questions.setSpacing(self.box.spacing())
        self.box.addLayout(self._questions)
        self._to_ask = list(form.of(about))
        self._later = AfterPaint(self, lambda: self._ask(BATCH))
        for question in self._to_ask[:AT_ONCE]:  # before the buttons: Tab comes to them in this order
            self._ask_one(question)
        follows = QWidget()
        self._follows = column_of(follows, spacing=4)
        self.box.addWidget(follows)
        self.box.addWidget(self._buttons(form.save))
        self._trial = QTimer(self)
        self._trial.setSingleShot(True)
        self._trial.setInterval(TRIAL_MILLISECONDS)
        self._trial.timeout.connect(self._rest)
        self._keeping = QTimer(self)  # begun by a key and not put off by those that follow
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(KEEP_MILLISECONDS)
        self._keeping.timeout.connect(self._keep_when_free)
        save = QShortcut(QKeySequence.StandardKey.Save, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self.save)
        self._ask(0)

    def _ask(self, number: int) -> None:
        """The next questions. When all are asked, what follows from the answers; a case may have many points."""
        for question in self._to_ask[len(self.fields) : len(self.fields) + number]:
            self._ask_one(question)
        if len(self.fields) < len(self._to_ask):
            self._later.ask()
            return
        self._follow_answers()
        if len(self.fields) > AT_ONCE:
            self._order_tabs()
        self._show_what_follows()

    def _ask_one(self, question: Question) -> None:
        field = _field(self._session, self._about, question)
        field.changed.connect(self._answered)
        field.left.connect(partial(self._left, question.key))
        self.fields[question.key] = field
        self._asked[question.key] = question
        self._first[question.key] = field.value()
        self._questions.addWidget(field)
        if self._form.urges and len(self.fields) == 1:
            self._urge_when_answered(field, *self._form.urges, self._about)
        if question.asks is Asks.PERSON:
            self.lookup = self._look_up(field)

    def _ask_the_rest(self) -> None:
        """Now, since the answers are wanted."""
        if len(self.fields) < len(self._to_ask):
            self._later.stop()
            self._ask(len(self._to_ask))

    def _order_tabs(self) -> None:
        """Down the form: left alone, the keyboard would come last to what was asked last."""
        stops = [w for field in self.fields.values() for w in field.findChildren(QWidget) if _is_stop(w)]
        for before, after in pairwise([*stops, self.save_button, self.cancel]):
            QWidget.setTabOrder(before, after)

    def _urge_when_answered(self, field: Field, answer: str, words: Callable[[About], str], about: About) -> None:
        """What has to be done at once, beneath the question and only with that answer."""
        self._questions.addWidget(self.urgent)

        def look() -> None:
            if field.value() != answer or not words(about):
                self.urgent.hide()
            elif self.urgent.isHidden():
                self.urgent.say("danger", DO_FIRST, words(about))
                self.urgent.announce(self.urgent.accessibleName())

        field.changed.connect(look)
        look()

    def _buttons(self, save: str) -> QWidget:
        bar = QWidget()
        row = row_of(bar, spacing=10)
        self.save_button = button(save, self.save, role="primary")
        self.save_button.setToolTip("Ctrl+S")
        self.cancel = button("Cancel", self.cancelled)
        row.addWidget(self.save_button)
        row.addWidget(self.cancel)
        row.addStretch(1)
        return bar

    def _look_up(self, field: Field) -> PersonLookup:
        """Who is known already that may be the person of this field."""
        desk = self._session.desk

        def find(name: str) -> list[Known]:
            typed = {key: self.fields[key].value() for key in ("email", "telephone") if key in self.fields}
            role = self.fields["role"].value() if "role" in self.fields else ""
            return desk.known(name, staff=role in STAFF, **typed)

        made = PersonLookup(field, find, desk.known_person)
        made.changed.connect(self._answered)
        self._questions.addWidget(made)
        return made

    def take_focus(self) -> None:
        """To the first question."""
        next(iter(self.fields.values())).take_focus()

    # --- answers
    def answers(self) -> dict[str, Any]:
        """What was answered, by question; of those that are asked only."""
        self._ask_the_rest()
        found = {key: field.value() for key, field in self.fields.items() if self._is_asked(key)}
        return {**found, "person_id": self.lookup.person_id} if self.lookup and self.lookup.person_id else found

    def _values(self) -> dict[str, Any]:
        """What stands in every field, asked or not, and who was chosen."""
        found = {key: field.value() for key, field in self.fields.items()}
        return {**found, "person_id": self.lookup.person_id} if self.lookup and self.lookup.person_id else found

    def give(self, answers: dict[str, Any]) -> None:
        """Put answers in, as `answers` gave them."""
        self._ask_the_rest()
        for key, value in answers.items():
            if key in self.fields:
                self.fields[key].set_value(value)
        if self.lookup is not None and answers.get("person_id"):
            self.lookup.restore(int(answers["person_id"]))

    @property
    def draft_key(self) -> str:
        """Under what its draft is kept."""
        item = self.offer.investigation
        return OfVerb(self._file.case.id, self.offer.verb.name, item.id if item else None).key

    def keep(self) -> None:
        """Keep what was typed, if anything was."""
        if self._session.writable and self._values() != self._first:
            data = {
                "case_id": self._file.case.id,
                "verb": self.offer.verb.name,
                "investigation_id": self.offer.investigation.id if self.offer.investigation else None,
                "answers": lasting(self.fields, self.answers()),
            }
            kind = f"{self.offer.verb}, {self._file.case.reference}"
            self._session.desk.keep_draft(self.draft_key, kind, data)

    def cancelled(self) -> None:
        """Leave without saving, and without a draft: that is what Cancel says."""
        self._trial.stop()
        self._keeping.stop()
        self._first = self._values()
        self._drop_draft()
        self.left.emit()

    def put_by(self) -> None:
        """Leave for now, as Esc does: what was typed is kept, and that is said."""
        self._trial.stop()
        self._keeping.stop()
        typed = self._session.writable and self._values() != self._first
        self.keep()
        self.left.emit()
        if typed:
            self._session.say(KEPT, tone="info")

    def _drop_draft(self) -> None:
        if self._session.writable and any(d.key == self.draft_key for d in self._session.drafts_of_cases()):
            self._session.desk.drop_draft(self.draft_key)

    # --- what follows
    def _is_asked(self, key: str) -> bool:
        if self._asked[key].raised and key not in self._raised:
            return False
        after = self._asked[key].after
        return after is None or self.fields[after[0]].value() in after[1]

    def _follow_answers(self) -> None:
        """Questions that are asked only after some answer to another."""
        for key, question in self._asked.items():
            if question.after is not None or question.raised:
                self.fields[key].setVisible(self._is_asked(key))

    def _raise(self, asked: Mapping[str, str]) -> None:
        """Ask what the answers raise; answered anew where it is about something else."""
        self._raised = asked
        for key, text in asked.items():
            if (field := self.fields.get(key)) is not None and field.hint != text:
                if field.hint:  # not of a draft, whose answer is there before it is asked
                    field.set_value("")
                field.set_hint(text)
        self._follow_answers()

    def _answered(self) -> None:
        self._follow_answers()
        self._trial.start()
        if not self._keeping.isActive():
            self._keeping.start()

    def _keep_when_free(self) -> None:
        """Keep what was typed; later, while a job makes a large change."""
        if self._session.is_writing:
            self._keeping.start()
        else:
            self.keep()

    def _left(self, key: str) -> None:
        """Say at once what is wrong with an answer, such as a date before the case came."""
        if self.fields[key].value():
            tried = self._session.desk.trial(self.offer, self._file, self.answers())
            self.fields[key].say_when_left(tried.problems.get(key, ""))
            self._raise(tried.asked)

    def _as_if(self) -> dict[str, Any]:
        """The answers, with something in place of the words that are still needed: the dates do not hang on them."""
        wanting = {
            key: NOT_YET
            for key, question in self._asked.items()
            if question.needed and question.asks in (Asks.LINE, Asks.WORDS) and self._is_asked(key)
        }
        return {**wanting, **{key: value for key, value in self.answers().items() if value or key not in wanting}}

    def _rest(self) -> None:
        """The typing has paused: show what would follow. Later, while a job makes a large change."""
        if self._session.is_writing:
            self._trial.start()
            return
        self._show_what_follows()

    def _show_what_follows(self) -> None:
        """The dates that would be others than they are."""
        clear(self._follows)
        tried = self._session.desk.trial(self.offer, self._file, self._as_if())
        self._raise(tried.asked)
        after = self._steps if tried.problems else tried.steps
        lines = said.what_follows(self._session, self._steps, after, tried.file)
        for text, tone in lines:
            row = QWidget()
            line = row_of(row, spacing=8)
            line.addWidget(IconLabel("calendar-clock", tone, 16), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(text, wrap=True), 1)
            self._follows.addWidget(row)

    # --- saving
    def save(self) -> None:
        """Do it; or say what is wrong beside its field."""
        self._trial.stop()
        self._keeping.stop()
        try:
            done = self._session.do(self.offer, self._file, self.answers())
        except Problem as problem:
            self._keep_when_free()
            self._rest()
            self._tell(problem)
            return
        self._raise(done.asked)
        found = {self.fields[key]: text for key, text in done.problems.items() if key in self.fields}
        for field in self.fields.values():
            field.set_problem(found.get(field, ""))
        if done.problems:
            self._keep_when_free()
            self.summary.show_problems("Check these before saving", found)
            next(iter(found), next(iter(self.fields.values()))).take_focus()
            return
        self._first = self._values()
        self._drop_draft()
        text, tone = "Nothing was changed: it was recorded so already.", "ok"
        if done.change is not None:
            reference = self._file.case.reference
            text, tone = said.in_words(self._session, self.offer, reference, self._steps, done.steps)
            text += NOT_TOLD if RIGHTS in self.fields and not self.fields[RIGHTS].value() else ""
        self.done.emit(text, done.change, tone)

    def _tell(self, problem: Problem) -> None:
        self.summary.clear_lines()
        self.summary.say("danger", problem.message, problem.remedy)
        if STALE in str(problem):
            self.summary.offer("Read the case again. What you typed here is kept", self.read_again.emit)
        self.summary.announce(str(problem))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_by()
        elif self.lookup is not None and self.focusWidget() in self.lookup.offers:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not isinstance(self.focusWidget(), TextArea):
            self.save()
        else:
            super().keyPressEvent(event)


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _title(file: CaseFile, offer: Offer) -> str:
    """With the team's name, where a case has several investigations."""
    title = FORMS[offer.verb].title
    several = len(file.investigations) > 1 and offer.investigation is not None
    return f"{title}: {of_whom(offer)}" if several else title


def of_whom(offer: Offer) -> str:
    """Which investigation a verb is of."""
    item = offer.investigation
    return ", ".join(filter(None, [item.team, str(item.stage).lower()])) if item else ""


def _field(session: Session, about: About, question: Question) -> Field:
    doubt = partial(question.doubt, about) if question.doubt else doubt_of(question.key)
    made = _input(session, about, question)
    field = Field(question.label, made, hint=question.hint_of(about), needed=question.needed, mark=True, doubt=doubt)
    first = question.first(about)
    if first:
        field.set_value(first)
    return field


def _input(session: Session, about: About, question: Question) -> Input:
    items = list(question.items(about))
    match question.asks:
        case Asks.DAY:
            return DateField(session.past_day, lambda: session.today)
        case Asks.DAY_AHEAD:
            return DateField(session.coming_day, lambda: session.today)
        case Asks.WORDS:
            return TextArea(3)
        case Asks.CHOICE:
            return Choice(items, names=OTHER_NAMES)
        case Asks.ONE:
            return OneOf(items)
        case Asks.SOME:
            return SomeOf(items)
        case Asks.LINE | Asks.PERSON:
            return _line(items)


def _line(known: list[str]) -> QLineEdit:
    """A line that offers what was entered before."""
    made = QLineEdit()
    if known:
        completer = QCompleter(known, made)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        made.setCompleter(completer)
    return made
