"""The form of one kind of feedback, built from its questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from desk_app import routing
from desk_app.records import Kind, ListName
from ui.kit.form_rows import Choice, DateField, Field, Input, OneOf, SomeOf, TextArea
from ui.kit.widgets import Card, column_of, label
from ui.log_feedback.people import PersonLookup
from ui.log_feedback.questions import ANSWERS, FORMS, NO, YES, As, Ask, Section
from ui.session import Session

PARENTS = {ListName.TEAM: "service_area", ListName.SUBCATEGORY: "category"}
"""Lists that offer only what belongs to another answer."""


class Form(QWidget):
    """Its answers by key. `changed` with every key typed."""

    changed = Signal()

    def __init__(self, session: Session, kind: Kind) -> None:
        super().__init__()
        self.kind = kind
        self._session = session
        self._suggested = ("", "")
        self.fields: dict[str, Field] = {}
        self.lookups: dict[str, PersonLookup] = {}
        self._asks: dict[str, Ask] = {}
        self.instructions = label(session.settings().safeguarding_instructions, "error", wrap=True)
        self.suggestion = label("", "muted", wrap=True)
        box = column_of(self, spacing=16)
        for section in FORMS[kind]:
            box.addWidget(self._card(section))
        self._follow()

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
        for ask in section.asks:
            field = self._field(ask)
            cell = self._with_lookup(ask, field)
            if before is not None and ask.half and column and bool(ask.hint) != bool(before.hint):
                (before if ask.hint else field).keep_room_for_hint()
            before = field
            if not ask.half and column:
                row, column = row + 1, 0
            grid.addWidget(cell, row, column, 1, 1 if ask.half else 2, Qt.AlignmentFlag.AlignTop)
            row, column = (row, 1) if ask.half and column == 0 else (row + 1, 0)
            for key, extra in (("at_risk", self.instructions), ("route.answers", self.suggestion)):
                if ask.key == key:
                    grid.addWidget(extra, row, 0, 1, 2)
                    row += 1
        card.box.addLayout(grid)
        return card

    def _field(self, ask: Ask) -> Field:
        field = Field(ask.name, self._input(ask), hint=ask.hint, needed=ask.needed, mark=True)
        field.changed.connect(self._changed)
        self.fields[ask.key] = field
        self._asks[ask.key] = ask
        return field

    def _input(self, ask: Ask) -> Input:
        items = self._session.choices(ask.items) if isinstance(ask.items, ListName) else list(ask.items)
        if ask.how is As.TEXT:
            return TextArea(ask.lines)
        if ask.how is As.DATE:
            return DateField(self._session.parse_date, lambda: self._session.today)
        if ask.how is As.CHOICE:
            return Choice(items)
        if ask.how is As.ONE_OF:
            return OneOf(items)
        return SomeOf(items) if ask.how is As.SOME_OF else QLineEdit()

    def _with_lookup(self, ask: Ask, field: Field) -> QWidget:
        if ask.how is not As.PERSON:
            return field
        lookup = PersonLookup(field, self._session.desk.people)
        lookup.changed.connect(self._changed)
        self.lookups[ask.key.partition(".")[0]] = lookup
        cell = QWidget()
        box = column_of(cell, spacing=4)
        box.addWidget(field)
        box.addWidget(lookup)
        return cell

    # --- answers
    def answers(self) -> dict[str, Any]:
        """What was answered, by key; of questions that are asked only."""
        found: dict[str, Any] = {}
        for key, field in self.fields.items():
            if not self._is_asked(self._asks[key]):
                continue
            value = field.value()
            found[key] = [ANSWERS[text] for text in value] if key == "route.answers" else value
        for who, lookup in self.lookups.items():
            if lookup.person_id:
                found[f"{who}.person_id"] = lookup.person_id
        return found

    def give(self, answers: Mapping[str, Any]) -> None:
        """Fill the form in."""
        texts = {key: text for text, key in ANSWERS.items()}
        self.blockSignals(True)
        for key, value in answers.items():
            if key == "route.answers":
                self.fields[key].set_value([texts[item] for item in value if item in texts])
            elif key in self.fields:
                words = {True: YES, False: NO}
                self.fields[key].set_value(words[value] if isinstance(value, bool) else value)
            elif key.endswith(".person_id") and key.partition(".")[0] in self.lookups:
                self.lookups[key.partition(".")[0]].restore(int(value))
        self.blockSignals(False)
        self._follow()

    def _is_asked(self, ask: Ask) -> bool:
        return ask.when is None or self.fields[ask.when[0]].value() in ask.when[1]

    # --- what follows from an answer
    def _changed(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Questions that depend on others, lists that do, the suggested procedure."""
        for key, field in self.fields.items():
            ask = self._asks[key]
            if ask.when is not None:
                field.setVisible(self._is_asked(ask))
            if isinstance(ask.items, ListName) and ask.items in PARENTS and isinstance(field.input, Choice):
                self._narrow(field, ask.items)
        if "at_risk" in self.fields:
            self.instructions.setVisible(self.fields["at_risk"].value() == YES)
        if "route.answers" in self.fields:
            self._suggest()

    def _narrow(self, field: Field, name: ListName) -> None:
        assert isinstance(field.input, Choice)
        parent = self.fields.get(PARENTS[name])
        wanted = self._session.choices(name, parent.value() if parent else "")
        shown = [field.input.itemText(n) for n in range(1, field.input.count())]
        chosen = field.input.chosen()
        if shown == wanted or (chosen and chosen not in wanted and shown == [*wanted, chosen]):
            return
        field.input.blockSignals(True)
        field.input.offer(wanted)
        field.input.blockSignals(False)

    def _suggest(self) -> None:
        answers = [ANSWERS[text] for text in self.fields["route.answers"].value()]
        found = routing.suggest(answers)
        text = ""
        if found.route is not None:
            text = f"Suggested: {str(found.route).lower()} procedure. {found.reason}"
        if found.process:
            text += f" Perhaps answered by another process: {found.process.lower()}."
        if found.mixed:
            text += " It may hold parts for more than one procedure."
        self.suggestion.setText(text.strip())
        self.suggestion.setVisible(bool(text))
        suggested = (str(found.route or ""), found.reason if found.route else "")
        if suggested == self._suggested:
            return
        for key, before, now in zip(("route.choice", "route.reason"), self._suggested, suggested, strict=True):
            if self.fields[key].value() == before:  # never over what somebody chose or wrote
                self.fields[key].blockSignals(True)
                self.fields[key].set_value(now)
                self.fields[key].blockSignals(False)
        self._suggested = suggested
