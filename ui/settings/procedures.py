"""The procedures: their steps, limits, and where each comes from; and the council's own versions of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from desk_app.procedures import STARTS, Profile, StepRule, holds_until, in_words
from desk_app.records import Change, ProfileRecord
from desk_app.roles import Task
from ui.kit.chips import Chip
from ui.kit.dates import short_date
from ui.kit.flow import Flow
from ui.kit.widgets import Card, button, clear, label, row_of, whole_words
from ui.session import Session
from ui.settings.profile_form import ProfileForm
from ui.settings.section import Section

HEADINGS = ("Step", "Limit", "Who", "Source")


class ProceduresSection(Section):
    """A card for each procedure, in the words of the report."""

    title = "Procedures"
    icon = "scale"
    task = Task.PROFILES
    about = (
        "A complaint follows the procedure that was in force on the day it was received, and keeps it. So none "
        "of these is changed: a new version of it begins on a day."
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # read with the arrow keys
        self.area.setProperty("role", "reading")
        self.area.setAccessibleName(self.title)
        self.form: ProfileForm | None = None
        self.buttons: dict[str, list[QPushButton]] = {}
        self._fill()

    def _fill(self) -> None:
        clear(self.box)
        self.form = None
        spoken = []
        every, own = self.session.office.profiles(), self.session.office.own_profiles()
        self.buttons = {}
        for profile in every:
            as_it_holds = replace(profile, until_on=holds_until(profile, every))
            self.buttons[profile.key] = self._buttons(profile, own.get(profile.key))
            self.box.addWidget(_card(as_it_holds, self.session.today, self.buttons[profile.key]))
            spoken.append(in_full(as_it_holds, self.session.today))
        self.box.addStretch(1)
        self.area.setAccessibleDescription(" ".join(spoken))

    def _buttons(self, profile: Profile, own: ProfileRecord | None) -> list[QPushButton]:
        """What can be done with a procedure."""
        if profile.route is None or not self.may_change:
            return []
        made = [button("New version from a date…", partial(self.begin, profile), icon="plus")]
        if own is not None and self.session.office.may_take_back(own):
            made.append(button("Take it back", partial(self.take_back, own), icon="undo-2"))
        for each in made:
            each.setAccessibleDescription(profile.name)
        return made

    # --- a new version
    def begin(self, base: Profile) -> None:
        """The form of a new version, made from this one."""
        clear(self.box)
        self.message.hide()
        self.form = ProfileForm(self.session, base)
        self.form.left.connect(self.back)
        self.form.saved.connect(self._save)
        self.box.addWidget(self.form)
        self.form.show()
        self.area.verticalScrollBar().setValue(0)
        self.form.take_focus()

    def back(self) -> None:
        """To the procedures, without saving."""
        self._fill()
        self.area.verticalScrollBar().setValue(0)
        self.area.setFocus()

    def _save(self) -> None:
        form = self.form
        assert form is not None
        base, given = form.base, form.answers()
        self.change_in_job(
            "Saving the new version",
            lambda progress: self.session.office.add_profile(base, given, progress),
            self._done,
        )

    def take_back(self, record: ProfileRecord) -> None:
        """Remove a version that has not begun."""
        self.change_in_job(
            "Taking it back", lambda progress: self.session.office.take_back(record, progress), self._done
        )

    def _done(self, change: Change | None) -> None:
        if change is not None:
            self.session.say(f"Done: {change.verb}.", change)
        self.back()

    def while_working(self, *, busy: bool) -> None:
        if self.form is not None:
            self.form.setEnabled(not busy)
        for each in (each for made in self.buttons.values() for each in made if self.form is None):
            each.setEnabled(not busy)

    def changed(self, change: Change) -> None:
        if ProfileRecord.table in change.tables and self.form is None:
            self._fill()


def in_force(profile: Profile, today: date) -> tuple[str, str]:
    """When a procedure holds, in words, and the tone of that."""
    if profile.from_on is not None and profile.from_on > today:
        return f"From {short_date(profile.from_on)}", "primary"
    if profile.until_on is not None:
        until = f"until {short_date(profile.until_on)}"
        return (f"Received {until}", "info") if profile.until_on < today else (f"In force {until}", "ok")
    return (f"In force since {short_date(profile.from_on)}" if profile.from_on else "In force"), "ok"


def limit(rule: StepRule) -> str:
    """A step's limit; of one without a published limit, when it is reminded of."""
    words = in_words(rule)
    if rule.days is not None and not rule.published:
        words += f"; a reminder {rule.days} {rule.unit} days after {STARTS[rule.starts]}"
    return _sentence(words)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def in_full(profile: Profile, today: date) -> str:
    """A procedure as a screen reader says it."""
    steps = "; ".join(f"{rule.label}: {limit(rule)}. {rule.who}. {rule.citation}" for rule in profile.steps)
    return f"{profile.name}. {in_force(profile, today)[0]}. {profile.citation}. {steps}."


def _card(profile: Profile, today: date, buttons: Iterable[QPushButton]) -> Card:
    card = Card()
    head = QWidget()
    row = row_of(head, spacing=12)
    row.addWidget(label(profile.name, "h2", wrap=True), 1)
    row.addWidget(Chip(*in_force(profile, today)), 0, Qt.AlignmentFlag.AlignTop)
    card.box.addWidget(head)
    card.box.addWidget(label(f"Source: {_sentence(profile.citation)}", "muted", wrap=True))
    if profile.closures:
        card.box.addWidget(label("Council closure days stop its clocks.", wrap=True))
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(9)
    for column, (heading, share) in enumerate(zip(HEADINGS, (4, 6, 4, 5), strict=True)):
        grid.setColumnStretch(column, share)
        grid.addWidget(label(heading, "hint"), 0, column)
    for n, rule in enumerate(profile.steps, 1):
        stage = f"{rule.stage}: " if rule.stage and str(rule.stage).lower() not in rule.label.lower() else ""
        for column, text in enumerate((f"{stage}{rule.label}", limit(rule), rule.who, _sentence(rule.citation))):
            words = whole_words(label(text, "label", wrap=True)) if column == 0 else label(text, wrap=True)
            grid.addWidget(words, n, column, Qt.AlignmentFlag.AlignTop)
    card.box.addLayout(grid)
    line = QWidget()
    flow = Flow(line)
    for each in buttons:
        flow.addWidget(each)
    if flow.count():
        card.box.addWidget(line)
    return card
