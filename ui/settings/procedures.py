"""The procedures, to be read: their steps, limits, and where each comes from."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from desk_app.procedures import STARTS, Profile, StepRule, in_words
from desk_app.records import Change, ProfileRecord
from ui.kit.chips import Chip
from ui.kit.dates import short_date
from ui.kit.widgets import Card, clear, label, row_of
from ui.session import Session
from ui.settings.section import Section

HEADINGS = ("Step", "Limit", "Who", "Source")


class ProceduresSection(Section):
    """A card for each procedure, in the words of the report."""

    title = "Procedures"
    icon = "scale"
    about = (
        "A complaint follows the procedure that was in force on the day it was received. These cannot be changed here."
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # read with the arrow keys
        self.area.setProperty("role", "reading")
        self.area.setAccessibleName(self.title)
        self._fill()

    def _fill(self) -> None:
        clear(self.box)
        spoken = []
        for profile in self.session.office.profiles():
            self.box.addWidget(_card(profile, self.session.today))
            spoken.append(in_full(profile, self.session.today))
        self.box.addStretch(1)
        self.area.setAccessibleDescription(" ".join(spoken))

    def changed(self, change: Change) -> None:
        if ProfileRecord.table in change.tables:
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


def _card(profile: Profile, today: date) -> Card:
    card = Card()
    head = QWidget()
    row = row_of(head, spacing=12)
    row.addWidget(label(profile.name, "h2", wrap=True), 1)
    row.addWidget(Chip(*in_force(profile, today)), 0, Qt.AlignmentFlag.AlignTop)
    card.box.addWidget(head)
    card.box.addWidget(label(f"Source: {_sentence(profile.citation)}", "muted", wrap=True))
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(9)
    for column, (heading, share) in enumerate(zip(HEADINGS, (4, 6, 4, 5), strict=True)):
        grid.setColumnStretch(column, share)
        grid.addWidget(label(heading, "hint"), 0, column)
    for n, rule in enumerate(profile.steps, 1):
        stage = f"{rule.stage}: " if rule.stage and str(rule.stage).lower() not in rule.label.lower() else ""
        for column, text in enumerate((f"{stage}{rule.label}", limit(rule), rule.who, _sentence(rule.citation))):
            words = label(text, "label" if column == 0 else "", wrap=True)
            grid.addWidget(words, n, column, Qt.AlignmentFlag.AlignTop)
    card.box.addLayout(grid)
    return card
