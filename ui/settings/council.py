"""Sections made of the office's settings: their labels, help and reading stand beside them in desk_app/settings.py."""

from __future__ import annotations

from dataclasses import Field as DataField
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit

from desk_app import settings, typed
from desk_app.problems import Problem
from desk_app.records import Change, SettingRecord
from desk_app.roles import why_not
from desk_app.settings import Group
from ui.kit.form_rows import Field, Input, OneOf, ProblemSummary, TextArea
from ui.kit.preferences import Preferences
from ui.kit.widgets import Card, label
from ui.session import Session
from ui.settings.section import Bar, Section, lock
from ui.settings.this_computer import ThisComputer

NUMBER_WIDTH = 160
NUMBERS = (typed.number, typed.numbers, typed.minutes, typed.years)
EXPLAINED = {
    Group.CONTACT: "Printed in the annual report, where people read how to give feedback.",
    Group.LETTERS: "Printed in letters, with the names above and how people reach you.",
    Group.CLOCKS: (
        "These decide the dates of every case. When you save them, all dates are worked out again, also those by which "
        "closed cases are judged as in time or late."
    ),
    Group.LOCKING: (
        "What was typed and not saved is kept as a draft. Then the program ends and begins afresh, so that nothing "
        "that was shown stays in the computer’s memory; it goes on saying how many dates are due. The window also "
        "locks when the screen is locked or the computer goes to sleep, and at any time with Ctrl+L. An import or an "
        "export that is running may end first."
    ),
}
"""What a group is for, where its fields alone do not say it."""


class SettingsSection(Section):
    """A card for each group of settings; saved together, as one change that can be undone. `more` are saved apart."""

    groups: ClassVar[tuple[Group, ...]]

    def __init__(self, session: Session, *more: Card) -> None:
        super().__init__(session)
        self.fields: dict[str, Field] = {}
        self._words: dict[str, dict[str, str]] = {}  # of choices: words -> value
        self._loaded: dict[str, str] = {}
        self.summary = ProblemSummary()
        self.box.addWidget(self.summary)
        for group in self.groups:
            self.box.addWidget(self._card(group))
        for card in more:
            self.box.addWidget(card)
        self.box.addStretch(1)
        self.bar = Bar("Save changes", self.save, "Undo the changes", self.put_back)
        self.outer.addWidget(self.bar)
        self.bar.setVisible(session.writable)
        if not session.writable:
            for field in self.fields.values():
                lock(field)
        else:
            for key, task in session.office.guarded_settings.items():
                if key in self.fields and not session.may(task):
                    lock(self.fields[key])
                    self.fields[key].set_hint(f"{why_not(task)} {self.fields[key].hint}".strip())
        self.put_back()

    # --- building
    def _card(self, group: Group) -> Card:
        card = Card("" if group == self.title else group)
        if group in EXPLAINED:
            card.box.addWidget(label(EXPLAINED[group], "muted", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(16)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        row = column = 0
        beside: Field | None = None
        for setting in settings.of_group(group):
            field = self._field(setting)
            number = setting.metadata["read"] in NUMBERS
            half = isinstance(field.input, QLineEdit) and not number
            if column and not half:
                row, column = row + 1, 0
            if half and column and beside is not None:
                field.stand_level_with(beside)
            grid.addWidget(field, row, column, 1, 1 if half else 2, Qt.AlignmentFlag.AlignTop)
            row, column = (row, 1) if half and not column else (row + 1, 0)
            beside = field
        card.box.addLayout(grid)
        return card

    def _field(self, setting: DataField[Any]) -> Field:
        meta = setting.metadata
        made: Input
        if meta["choices"]:
            self._words[setting.name] = {words: value for value, words in meta["choices"].items()}
            made = OneOf(meta["choices"].values(), across=False)
        elif meta["read"] is typed.lines:
            made = TextArea(5)
        else:
            made = TextArea(3) if meta["read"] is typed.paragraph else QLineEdit()
            if meta["read"] in NUMBERS:
                made.setMaximumWidth(NUMBER_WIDTH)
        field = Field(meta["label"], made, hint=meta["help"], needed=meta["read"] is typed.needed)
        field.changed.connect(self._typed)
        self.fields[setting.name] = field
        return field

    # --- what is shown and what is kept
    def put_back(self) -> None:
        """Show what is saved, in place of what was typed."""
        self._load(list(self.fields))
        for field in self.fields.values():
            field.set_problem("")
        self.summary.show_problems("", {})

    def _load(self, keys: list[str]) -> None:
        kept = self.session.settings()
        for key in keys:
            text = settings.as_typed(getattr(kept, key))
            self._loaded[key] = text
            words = next((words for words, value in self._words.get(key, {}).items() if value == text), text)
            field = self.fields[key]
            field.set_value(words)
            if isinstance(field.input, QLineEdit):
                field.input.setCursorPosition(0)  # the beginning of a long text is what tells it apart
        self._typed()

    def _text(self, key: str) -> str:
        shown = str(self.fields[key].value())
        return self._words[key].get(shown, "") if key in self._words else shown

    def unsaved(self) -> list[str]:
        """The settings that were changed here and not saved."""
        return [key for key in self.fields if self._text(key) != self._loaded.get(key)]

    def _typed(self) -> None:
        waiting = self.unsaved()
        self.bar.leave.setEnabled(bool(waiting))
        self.bar.note.setText(f"Not saved yet: {', '.join(map(settings.label, waiting))}" if waiting else "")

    def changed(self, change: Change) -> None:
        """What somebody changes elsewhere, or undoes, is shown; what is being typed stays."""
        if SettingRecord.table in change.tables:
            waiting = self.unsaved()
            self._load([key for key in self.fields if key not in waiting])

    # --- saving
    def save(self) -> None:
        """Save what differs; say what is wrong beside its field."""
        if self.working.busy or not self.session.writable:
            return
        values, problems = settings.understood({key: self._text(key) for key in self.unsaved()})
        for key, field in self.fields.items():
            field.set_problem(problems.get(key, ""))
        self.summary.show_problems("Check these before saving", {self.fields[k]: p for k, p in problems.items()})
        if problems:
            self.fields[next(iter(problems))].take_focus()
        elif not values:
            self.session.say("Nothing was changed.")
        else:
            office = self.session.office
            names = ", ".join(map(settings.label, values))
            keys = list(values)
            self.change_in_job(
                f"Saving: {names}",
                lambda progress: office.change_settings(values, progress),
                lambda change: self._saved(keys, names, change),
            )

    def _saved(self, keys: list[str], names: str, change: Change | None) -> None:
        self._load(keys)
        self.session.say(f"Saved: {names}." if change else "Nothing was changed.", change)

    def while_working(self, *, busy: bool) -> None:
        self.bar.save.setEnabled(not busy)


class CouncilSection(SettingsSection):
    """Who the council is, and how its desk works."""

    title = "Council and service"
    icon = "flag"
    groups = (Group.COUNCIL, Group.CONTACT, Group.LETTERS, Group.REPORTS, Group.LOGGING, Group.CLOCKS)


class LockingSection(SettingsSection):
    """When the window locks itself."""

    title = "Locking"
    icon = "lock"
    groups = (Group.LOCKING,)


class RetentionSection(SettingsSection):
    """How long what is kept."""

    title = "Retention"
    icon = "clock"
    about = (
        "The longest of these that applies to a case holds. When it is over, the case is listed under Retention, and "
        "you decide; nothing is erased by itself. 0 keeps for good."
    )
    groups = (Group.RETENTION,)


class RemindersSection(SettingsSection):
    """When the worklist reminds."""

    title = "Reminders"
    icon = "bell"
    about = "Days are working days. Reminders are worked out from the cases each time, so none is ever lost."
    groups = (Group.REMINDERS,)

    def __init__(self, session: Session, preferences: Preferences) -> None:
        computer = ThisComputer(preferences, self._switched)
        super().__init__(session, computer)
        self.computer = computer

    def arrive(self) -> None:
        self.computer.show_switches()

    def _switched(self, problem: Problem | None) -> None:
        if problem is None:
            self.message.hide()
        else:
            self.tell(problem)
