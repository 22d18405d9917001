"""The dates that follow from a case: due, done, and how each stands."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from desk_app import deadlines
from desk_app.records import CaseFile, State, Step
from ui import wording
from ui.cases.stage_bar import StageBar, stage_line
from ui.kit.chips import Chip
from ui.kit.dates import short_date
from ui.kit.icons import IconLabel
from ui.kit.widgets import Card, label, row_of
from ui.session import Session


def timeline_card(session: Session, file: CaseFile, steps: Iterable[Step]) -> Card:
    """All steps, stage by stage; what is only the office's own stands last."""
    card = Card("Dates")
    card.box.setSpacing(0)
    every = list(steps)
    for title, group in _groups(file, [step for step in every if _shown(session, step)]):
        card.box.addSpacing(10)
        card.box.addWidget(label(title, "h3"))
        card.box.addSpacing(4)
        item = next((i for i in file.investigations if i.id == group[0].investigation_id), None)
        if item is not None and not group[0].internal:
            card.box.addWidget(StageBar(stage_line(file, item, every, session.today)))
        for n, step in enumerate(group):
            card.box.addWidget(_row(session, file, step, first=n == 0))
    return card


def _shown(session: Session, step: Step) -> bool:
    """A reminder of the office that has not begun says nothing to a reader."""
    return not (step.internal and session.state_of(step)[0] in (State.NOT_STARTED, State.NOT_APPLICABLE))


def _groups(file: CaseFile, steps: list[Step]) -> list[tuple[str, list[Step]]]:
    several = len({i.team for i in file.investigations}) > 1
    names = {
        i.id: f"{i.stage}, {str(i.route).lower()} procedure{f': {i.team}' if several else ''}"
        for i in file.investigations
    }
    groups: dict[str, list[Step]] = {}
    for step in steps:
        other = "The Ombudsman" if file.without_case else "The case"
        title = "Within the office" if step.internal else names.get(step.investigation_id or 0, other)
        groups.setdefault(title, []).append(step)
    return sorted(groups.items(), key=lambda item: item[0] == "Within the office")


def _row(session: Session, file: CaseFile, step: Step, *, first: bool) -> QFrame:
    state, days = session.state_of(step)
    row = QFrame()
    row.setProperty("role", "plain" if first else "row")
    line = row_of(row, margins=(0, 10, 0, 10), spacing=12)
    tone = wording.STATE_TONES[state]
    icon = IconLabel(wording.STATE_ICONS[state], "primaryText" if tone == "primary" else tone, 18)
    line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(label(step.label, "label", wrap=True))
    words.addWidget(label(dates_in_words(step), wrap=True))
    if why := session.explain(step, file):
        words.addWidget(label(why[0].upper() + why[1:] + ".", "hint", wrap=True))
    if why := session.why_only_expected(file, step):
        words.addWidget(label(f"{short_date(step.expected_on)} does not count: {why}.", "hint", wrap=True))
    if not step.published and step.due_on and not step.internal:
        words.addWidget(label(wording.NO_LIMIT, "hint", wrap=True))
    if other := _other_reading(step):
        words.addWidget(label(other, "hint", wrap=True))
    line.addLayout(words, 1)
    text = wording.how_long(state, days, step.unit)
    if step.soft and step.done_on and step.key.startswith("request_"):  # they met no limit of the council's
        text = "asked for late" if state is State.MET_LATE else "asked for in time"
    line.addWidget(Chip(text[0].upper() + text[1:], tone), 0, Qt.AlignmentFlag.AlignTop)
    row.setAccessibleName(f"{step.label}: {dates_in_words(step)}; {text}")
    return row


def _missed(step: Step) -> bool:
    return step.due_on is not None and deadlines.state(step, step.due_on) is State.MISSED


def dates_in_words(step: Step) -> str:
    """ "Due 7 Dec 2026", "Due 7 Dec 2026, done 4 Dec 2026"; the reason of what does not apply."""
    if step.not_applicable:
        why = step.not_applicable[0].upper() + step.not_applicable[1:]
        return f"Due {short_date(step.due_on)}. {why}" if _missed(step) else why
    due = f"Due {short_date(step.due_on)}" if step.due_on else "No date yet"
    if step.soft and step.due_on:
        due = f"Until {short_date(step.due_on)}"
    parts = [due]
    if step.due_on and step.limit_on and step.due_on != step.limit_on:
        parts.append(f"extended from {short_date(step.limit_on)}")
    if step.expected_on:
        parts.append(f"expected {short_date(step.expected_on)}")
    if step.done_on:
        parts.append(f"done {short_date(step.done_on)}")
    return ", ".join(parts)


def _other_reading(step: Step) -> str:
    if step.other_on is None:
        return ""
    return f"Counted from {step.other_basis}: {short_date(step.other_on)}." if step.other_basis else ""
