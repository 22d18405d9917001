"""The form of one kind of feedback, built from its questions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from desk_app.desk.people import Known
from desk_app.plausible import doubt_of
from desk_app.records import Kind, ListName
from ui.asked import DO_FIRST, OTHER_NAMES
from ui.kit.form_rows import Choice, DateField, Field, Input, OneOf, SomeOf, TextArea
from ui.kit.messages import Message
from ui.kit.widgets import Card, column_of, label
from ui.log_feedback.attachments import HEAD, Attachments
from ui.log_feedback.procedure import Suggestion
from ui.log_feedback.questions import (
    FORMS,
    KEYS_OF_TICKS,
    NO,
    PARTS,
    RISK,
    ROUTE,
    TICKED,
    TICKED_TOO,
    YES,
    As,
    Ask,
    Section,
)
from ui.log_feedback.recipients import Recipients
from ui.person_lookup import PersonLookup
from ui.session import Session

PARENTS = {ListName.TEAM: "service_area", ListName.SUBCATEGORY: "category"}
"""Lists that offer only what belongs to another answer."""
KNOWN_DETAILS = ("email", "telephone", "address")
"""What is filled in of somebody who was linked."""
NO_TEAMS = "There are none yet. Add your teams in Settings, under Teams"
REACHED = ("email", "telephone")
"""By what else than the name somebody is known again."""


class Form(QWidget):
    """Its answers by key. `changed` with every key typed, `left(key)` when a line or a date is left, `grown` when there
    are more questions than before.
    """

    changed = Signal()
    grown = Signal()
    left = Signal(str)

    def __init__(self, session: Session, kind: Kind) -> None:
        super().__init__()
        self.kind = kind
        self._session = session
        self.lookups: dict[str, PersonLookup] = {}
        self.recipients: Recipients | None = None
        self.suggestion: Suggestion | None = None
        self._fields: dict[str, Field] = {}
        self._asks: dict[str, Ask] = {}
        self._carried: dict[str, Any] = {}
        self._cards: list[tuple[Card, Section]] = []
        self.instructions = Message()
        self.attachments = Attachments()
        self.attachments.changed.connect(self._changed)
        box = column_of(self, spacing=16)
        for section in FORMS[kind]:
            card = self._card(section)
            self._cards.append((card, section))
            box.addWidget(card)
            if any(ask.key == "words" for ask in section.asks):
                box.addWidget(self.attachments)
        self._follow()

    @property
    def fields(self) -> dict[str, Field]:
        """The fields by key, those of the recipients too."""
        return {**self._fields, **(self.recipients.fields() if self.recipients else {})}

    def first_of(self, problems: Mapping[str, object]) -> Field | None:
        """The first field on the page that has a problem."""
        wrong = [field for key, field in self.fields.items() if key in problems]

        def place(field: Field) -> tuple[int, int]:
            there = field.mapTo(self, QPoint(0, 0))
            return there.y(), there.x()

        return min(wrong, key=place, default=None)

    # --- building
    def _card(self, section: Section) -> Card:
        card = Card(section.title)
        card.box.setSpacing(14)
        if section.hint:
            card.box.addWidget(label(section.hint, "muted", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(16)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        row = column = 0
        before: Field | None = None
        beside: tuple[Ask, QWidget] | None = None
        for ask in section.asks:
            cell, field = self._cell(ask)
            if ask.half and column and beside is not None:
                _keep_room(beside, (ask, cell))
            beside = (ask, cell)
            if before is not None and ask.half and column and field:
                field.stand_level_with(before)
            before = field
            if not ask.half and column:
                row, column = row + 1, 0
            grid.addWidget(cell, row, column, 1, 1 if ask.half else 2, Qt.AlignmentFlag.AlignTop)
            row, column = (row, 1) if ask.half and column == 0 else (row + 1, 0)
            extra = self._beneath(ask)
            if extra is not None:
                grid.addWidget(extra, row, 0, 1, 2)
                row += 1
        card.box.addLayout(grid)
        return card

    def _cell(self, ask: Ask) -> tuple[QWidget, Field | None]:
        """What stands in the grid for a question."""
        if ask.how is As.RECIPIENTS:
            find = self._session.desk.known
            self.recipients = Recipients(
                self._session.choices(ListName.TEAM),
                lambda name: find(name, staff=True),
                self._session.desk.known_person,
            )
            self.recipients.changed.connect(self._changed)
            self.recipients.grown.connect(self.grown)
            return self.recipients, None
        doubt = doubt_of(ask.key)
        no_teams = ask.items is ListName.TEAM and not self._session.choices(ListName.TEAM)
        field = Field(
            ask.name,
            self._input(ask),
            hint=NO_TEAMS if no_teams else ask.hint,
            needed=ask.needed,
            mark=True,
            doubt=doubt,
        )
        field.changed.connect(self._changed)
        field.left.connect(partial(self.left.emit, ask.key))
        self._fields[ask.key] = field
        self._asks[ask.key] = ask
        who, _, part = ask.key.partition(".")
        if part in REACHED and who in self.lookups and isinstance(field.input, QLineEdit):
            field.input.textEdited.connect(self.lookups[who].ask_again)
        return self._with_lookup(ask, field), field

    def _beneath(self, ask: Ask) -> QWidget | None:
        """What a question may bring about, beneath it."""
        if ask.key == RISK:
            self._fields[RISK].changed.connect(self._risk_answered)
            return self.instructions
        if ask.key == TICKED_TOO:
            self.suggestion = Suggestion(self._fields)
            return self.suggestion
        if ask.key == ROUTE and self.suggestion is not None:
            self._fields[ROUTE].changed.connect(self.suggestion.chosen)
        return None

    def _input(self, ask: Ask) -> Input:
        items = self._session.choices(ask.items) if isinstance(ask.items, ListName) else list(ask.items)
        if ask.how is As.TEXT:
            return TextArea(ask.lines)
        if ask.how is As.DATE:
            ahead = ask.key == "target_on"
            parse = self._session.coming_day if ahead else self._session.past_day
            return DateField(parse, lambda: self._session.today)
        if ask.how is As.CHOICE:
            return Choice(items, names=OTHER_NAMES)
        if ask.how is As.ONE_OF:
            return OneOf(items)
        return SomeOf(items) if ask.how is As.SOME_OF else QLineEdit()

    def _with_lookup(self, ask: Ask, field: Field) -> QWidget:
        if ask.how is not As.PERSON:
            return field
        who = ask.key.partition(".")[0]
        lookup = PersonLookup(field, lambda name: self._who_may_be(who, name), self._session.desk.known_person)
        lookup.changed.connect(self._changed)
        lookup.linked.connect(lambda known: self._linked(who, known))
        self.lookups[who] = lookup
        cell = QWidget()
        box = column_of(cell, spacing=4)
        box.addWidget(field)
        box.addWidget(lookup)
        return cell

    def _who_may_be(self, who: str, name: str) -> list[Known]:
        """Who is known that may be this person, by all that was typed so far."""
        reached = {part: self._fields[key].value() for part in REACHED if (key := f"{who}.{part}") in self._fields}
        return self._session.desk.known(name, **reached)

    # --- answers
    def answers(self) -> dict[str, Any]:
        """What was answered, by key; of questions that are asked only."""
        found: dict[str, Any] = dict(self._carried)
        for key, field in self._fields.items():
            if self._is_asked(self._asks[key]) and key not in PARTS:
                found[key] = field.value()
        if self.suggestion is not None:
            found[TICKED] = self.suggestion.ticked()
        for who, lookup in self.lookups.items():
            if lookup.person_id and found.get(f"{who}.name"):
                found[f"{who}.person_id"] = lookup.person_id
        return {**found, **(self.recipients.answers() if self.recipients else {}), **self.attachments.answers()}

    def give(self, answers: Mapping[str, Any]) -> None:
        """Fill the form in. What it does not ask is carried along, so that nothing is lost."""
        texts = {key: text for text, key in KEYS_OF_TICKS.items()}
        self.blockSignals(True)
        for key, value in answers.items():
            head = key.partition(".")[0]
            if key == TICKED and TICKED in self._fields:
                ticked = [texts[item] for item in value if item in texts]
                for part in (TICKED, TICKED_TOO):
                    self._fields[part].set_value([t for t in ticked if t in self._asks[part].items])
            elif key in self._fields:
                words = {True: YES, False: NO}
                self._fields[key].set_value(words[value] if isinstance(value, bool) else value)
            elif key.endswith(".person_id") and head in self.lookups:
                self.lookups[head].restore(int(value))
            elif head not in ("kind", "recipients", HEAD):
                self._carried[key] = value
        if self.recipients is not None:
            self.recipients.give(answers)
        self.attachments.give(answers)
        self.blockSignals(False)
        self._follow()

    def is_asked(self, key: str) -> bool:
        """Whether the form has that question now."""
        return key in self._fields and self._is_asked(self._asks[key])

    def _is_asked(self, ask: Ask) -> bool:
        if ask.when is None:
            return True
        before, answers = ask.when
        return self._is_asked(self._asks[before]) and self._fields[before].value() in answers

    # --- what follows from an answer
    def _changed(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Questions that depend on others, lists that do, the suggested procedure."""
        for key, field in self._fields.items():
            ask = self._asks[key]
            if ask.when is not None:
                self._show(key, field, shown=self._is_asked(ask))
            if isinstance(ask.items, ListName) and ask.items in PARENTS and isinstance(field.input, Choice):
                self._narrow(field, ask.items)
        for card, section in self._cards:
            card.setVisible(any(self._is_asked(ask) for ask in section.asks))
        if RISK in self._fields:
            self._instruct(at_risk=self._fields[RISK].value() == YES)
        if self.suggestion is not None:
            self.suggestion.follow()

    def _show(self, key: str, field: Field, *, shown: bool) -> None:
        lookup = self.lookups.get(key.partition(".")[0]) if key.endswith(".name") else None
        cell = field.parentWidget() if lookup is not None else field
        if cell is not None:
            cell.setVisible(shown)

    def _instruct(self, *, at_risk: bool) -> None:
        """What the council wants done at once. Said when it is asked for: before it has a place it cannot be shown."""
        if not at_risk:
            self.instructions.hide()
        elif self.instructions.isHidden():
            self.instructions.say("danger", DO_FIRST, self._session.settings().safeguarding_instructions)

    def _risk_answered(self) -> None:
        if self._fields[RISK].value() == YES:
            self.instructions.announce(self.instructions.accessibleName())

    def _linked(self, who: str, known: Known) -> None:
        """How to reach somebody who is known, where nothing else was typed; what is changed here is kept for them."""
        for name in KNOWN_DETAILS:
            field = self._fields.get(f"{who}.{name}")
            if field is not None and not field.value():
                field.set_value(getattr(known.person, name))

    def _narrow(self, field: Field, name: ListName) -> None:
        assert isinstance(field.input, Choice)
        parent = self._fields.get(PARENTS[name])
        wanted = self._session.choices(name, parent.value() if parent else "")
        shown = [field.input.itemText(n) for n in range(1, field.input.count())]
        chosen = field.input.chosen()
        if shown == wanted or (chosen and chosen not in wanted and shown == [*wanted, chosen]):
            return
        field.input.blockSignals(True)
        field.input.offer(wanted)
        field.input.blockSignals(False)


def _keep_room(left: tuple[Ask, QWidget], right: tuple[Ask, QWidget]) -> None:
    """Where one of two beside each other comes and goes, the other stays where it is."""
    for (ask, cell), (other, _) in ((left, right), (right, left)):
        if ask.when is not None and other.when is None:
            policy = cell.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            cell.setSizePolicy(policy)
