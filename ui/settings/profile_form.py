"""The form of a new version of a procedure: its name, its first day, and the limits that a council may set."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from desk_app.desk.profiles import DAYS, LONGEST, NO, NOTHING, PUBLISHED, UNIT, UNITS, YES, may_change, why_fixed
from desk_app.procedures import STARTS, Profile, StepRule, in_words
from desk_app.records import Route
from ui.kit.flow import Flow
from ui.kit.form_rows import DateField, Field, Input, OneOf, ProblemSummary
from ui.kit.messages import Message
from ui.kit.widgets import Card, column_of, label
from ui.session import Session
from ui.settings.section import Bar

NUMBER_WIDTH, PART_WIDTH = 130, 190
REST_MILLISECONDS = 250
PARTS = {DAYS: "Days", LONGEST: "With an extension", UNIT: "Which days", PUBLISHED: "Is the limit published?"}
UNIT_WORDS = {f"{unit} days": unit for unit in UNITS}


class ProfileForm(QWidget):
    """`left` without saving, `saved` when what was entered may be saved: who made it does that."""

    left = Signal()
    saved = Signal()

    def __init__(self, session: Session, base: Profile) -> None:
        super().__init__()
        self._session, self.base = session, base
        self.fields: dict[str, Field] = {}
        self._named = False
        box = column_of(self, spacing=14)
        self.summary = ProblemSummary()
        box.addWidget(self.summary)
        box.addWidget(self._head())
        box.addWidget(self._steps())
        self.follows = Message()
        box.addWidget(self.follows)
        self.bar = Bar("Save this version", self.save, "Cancel", self.left.emit)
        box.addWidget(self.bar)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MILLISECONDS)
        self._rest.timeout.connect(self.show_what_follows)
        for field in self.fields.values():
            field.changed.connect(self._rest.start)
        self.fields["from_on"].changed.connect(self._suggest_name)
        name = self.fields["name"].input
        assert isinstance(name, QLineEdit)
        name.textEdited.connect(self._name_typed)

    # --- building
    def _add(self, key: str, name: str, widget: Input, *, hint: str = "", needed: bool = True) -> Field:
        self.fields[key] = Field(name, widget, hint=hint, needed=needed)
        return self.fields[key]

    def _head(self) -> Card:
        card = Card()
        card.box.addWidget(label(f"New version of: {self.base.name}", "h2", wrap=True))
        card.box.addWidget(
            self._add(
                "from_on", "First day it holds", DateField(self._session.parse_date_ahead, lambda: self._session.today),
                hint="Today or a later day. Complaints received from that day on follow it; those before keep theirs.",
            )
        )  # fmt: skip
        card.box.addWidget(
            self._add("name", "Name", QLineEdit(), hint="As the annual report prints it. No two have the same.")
        )
        if self.base.route is not Route.STATUTORY:
            closures = self._add(
                "closures", "Do council closure days stop its clocks?", OneOf((YES, NO)),
                hint="Such as the days around Christmas, added under Holidays. They never stop a statutory clock.",
            )  # fmt: skip
            closures.set_value(YES if self.base.closures else NO)
            card.box.addWidget(closures)
        return card

    def _steps(self) -> Card:
        card = Card("Time limits")
        if self.base.route is Route.STATUTORY:
            card.box.addWidget(
                label("What the regulations set for every council is fixed. The rest each council sets.", "muted",
                      wrap=True)
            )  # fmt: skip
        for n, rule in enumerate(self.base.steps):
            row = QFrame()
            row.setProperty("role", "plain" if n == 0 else "row")
            column = column_of(row, margins=(0, 0 if n == 0 else 12, 0, 4), spacing=6)
            column.addWidget(label(_title(rule), "h3", wrap=True))
            fixed = why_fixed(self.base, rule)
            if fixed:
                column.addWidget(label(f"{_sentence(in_words(rule))}.", wrap=True))
                column.addWidget(label(f"{fixed}.", "hint", wrap=True))
            else:
                column.addWidget(
                    label(f"Counted from {STARTS[rule.starts]}. {_sentence(rule.citation)}.", "hint", wrap=True)
                )
                column.addWidget(self._parts(rule))
            card.box.addWidget(row)
        return card

    def _parts(self, rule: StepRule) -> QWidget:
        place = QWidget()
        flow = Flow(place, across=20, down=10)
        for part in may_change(self.base, rule):
            field = self._add(f"{rule.key}.{part}", PARTS[part], _input(part), needed=part != DAYS or not rule.soft)
            field.set_value(_shown(part, getattr(rule, part)))
            field.name = f"{rule.label}: {PARTS[part]}"  # in the list of problems, too
            field.say_name(field.name)
            field.setMinimumWidth(PART_WIDTH)
            flow.addWidget(field)
        return place

    # --- answers
    def answers(self) -> dict[str, Any]:
        """What was entered, by key."""
        found = {key: field.value() for key, field in self.fields.items()}
        return {key: UNIT_WORDS[value] if key.endswith(f".{UNIT}") else value for key, value in found.items()}

    def take_focus(self) -> None:
        """To the first question."""
        self.fields["from_on"].take_focus()

    def _name_typed(self) -> None:
        self._named = True

    def _suggest_name(self) -> None:
        """With the year, until a name is typed."""
        widget = self.fields["from_on"].input
        assert isinstance(widget, DateField)
        day = widget.day()
        if day is not None and not self._named:
            self.fields["name"].set_value(f"{self.base.name}, from {day.day} {day:%B %Y}")

    # --- what follows
    def show_what_follows(self) -> None:
        """What it would change, as soon as it can be said."""
        made, problems = self._session.office.draft_profile(self.base, self.answers())
        if problems:
            self.follows.hide()
            return
        first, *lines = self._session.office.what_follows(self.base, made)
        self.follows.say("info", first, "\n".join(_sentence(line) for line in lines))
        self.follows.announce(f"{first} {'. '.join(lines)}")

    def save(self) -> None:
        """Hand on what was entered; say what is wrong beside its field."""
        self._rest.stop()
        _, problems = self._session.office.draft_profile(self.base, self.answers())
        other = [problems.pop(NOTHING)] if NOTHING in problems else []
        found = {self.fields[key]: text for key, text in problems.items()}
        for field in self.fields.values():
            field.set_problem(found.get(field, ""))
        self.summary.show_problems("Check these before saving", found, other)
        if not found and not other:
            self.saved.emit()
        elif found:
            next(iter(found)).take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _input(part: str) -> Input:
    if part in (DAYS, LONGEST):
        made = QLineEdit()
        made.setMaximumWidth(NUMBER_WIDTH)
        return made
    return OneOf(UNIT_WORDS if part == UNIT else (YES, NO))


def _shown(part: str, value: Any) -> str:
    if part == PUBLISHED:
        return YES if value else NO
    if part == UNIT:
        return next(words for words, unit in UNIT_WORDS.items() if unit == value)
    return "" if value is None else str(value)


def _title(rule: StepRule) -> str:
    stage = f"{rule.stage}: " if rule.stage and str(rule.stage).lower() not in rule.label.lower() else ""
    return f"{stage}{rule.label}"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"
