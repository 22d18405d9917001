"""The head of a case: what it is, how it stands, what comes next; and what can be done with it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desk_app.deadlines import is_open
from desk_app.intake import is_over_a_year
from desk_app.records import CaseFile, Change, DecisionKind, Role, State, Step
from desk_app.telling import TELL
from ui import said, wording
from ui.cases.corrections import targets
from ui.kit.chips import Chip
from ui.kit.dates import long_date, short_date
from ui.kit.icons import IconLabel
from ui.kit.messages import Message
from ui.kit.widgets import button, column_of, label, menu_button, row_of
from ui.session import Session

ALARMS = {
    "safeguarding_referral": "A child may be at risk, and no referral to safeguarding is recorded",
    "safeguarding": "The safeguarding question is not answered: could a child be at risk of harm?",
}
"""Steps that stand before every date, the gravest first, as the head says them."""
OVER_A_YEAR = "It was received over a year after it happened, or after the person knew of it"
DECIDE = "Decide whether it is looked into all the same, and record the decision with its reason; or refuse it."
LEFT = "Only dates, words of lists and what was counted are left, tied to nobody, so that published figures stay."


class Head(QWidget):
    """`left`, `correct_asked(Target)`, `undo_asked`."""

    left = Signal()
    correct_asked = Signal(object)
    undo_asked = Signal()

    def __init__(self, session: Session, file: CaseFile, steps: Iterable[Step]) -> None:
        super().__init__()
        self._session, self._file = session, file
        case = file.case
        row = session.rows_by_id(array("q", [case.id])).get(case.id)
        box = column_of(self, spacing=8)
        top = QWidget()
        line = row_of(top, spacing=10)
        self.back = button("Back", self.left.emit, icon="arrow-left")
        self.back.setToolTip("Back to where you came from (Esc)")
        line.addWidget(self.back)
        line.addStretch(1)
        self.undo = button("Undo my last change", self.undo_asked.emit, icon="undo-2")
        candidate = session.can_undo() if session.writable else None
        if candidate is not None:
            self.undo.setToolTip(f"Undo: {candidate.verb} (Ctrl+Z)")
            self.undo.setAccessibleDescription(f"Undoes: {candidate.verb}")
        menu = QMenu(self)
        groups: dict[str, QMenu] = {"": menu}
        for target in targets(file):
            if target.group not in groups:
                groups[target.group] = menu.addMenu(target.group)
            name = target.name[0].upper() + target.name[1:]
            groups[target.group].addAction(name, partial(self.correct_asked.emit, target))
        self.correct = menu_button("Correct", menu, name="Correct what was recorded", icon="pencil")
        self.correct.setEnabled(session.writable and case.erased_on is None)
        line.addWidget(self.undo)
        self.undo.setVisible(candidate is not None and self._of_this_alone(candidate, case.id))
        line.addWidget(self.correct)
        box.addWidget(top)
        chips = QWidget()
        self._chips = row_of(chips, spacing=8)
        if case.reference:
            self._chips.addWidget(label(case.reference, "muted", selectable=True))
        self._chip(str(case.kind), "info")
        if followed := said.routes(file):
            self._chip(followed, "info")
        if row is not None:
            self._chip(row.status, wording.status_tone(row.status, is_open=row.open))
        if any(file.referred_early(item) for item in file.investigations):
            self._chip("Referred to the Ombudsman early", "info")
        if case.legal_hold:
            self._chip("On legal hold", "warn")
        self._chips.addStretch(1)
        box.addWidget(chips)
        self.notice = Message()
        box.addWidget(self.notice)
        if case.erased_on is not None:
            self.notice.say("info", f"Erased on {long_date(case.erased_on)}", LEFT)
        elif case.legal_hold:
            self.notice.say("warn", "On legal hold, so it cannot be erased", session.keeper.hold_of(case.id))
        self.alarm = Message()
        box.addWidget(self.alarm)
        every = list(steps)
        if any(step.key == said.REFERRAL for step in every):
            self.alarm.say("danger", ALARMS[said.REFERRAL], session.settings().safeguarding_instructions)
        elif is_open(file) and is_over_a_year(case) and not _decided_on(file, DecisionKind.OVER_A_YEAR):
            self.alarm.say("warn", OVER_A_YEAR, DECIDE)
        title = row.summary if row else case.summary
        box.addWidget(label(title, "title", wrap=True))
        box.addWidget(label(_about(file), "muted", wrap=True))
        box.addLayout(self._next(every))

    def _of_this_alone(self, change: Change, case_id: int) -> bool:
        """One of many cases, as an import is, is no matter of this page."""
        if change.case_ids != {case_id}:
            return False
        row = self._session.history_row(change)  # which has counted all of it
        return row is not None and row.cases == 1

    def _chip(self, text: str, tone: str) -> None:
        self._chips.addWidget(Chip(text, tone))

    def _next(self, steps: Iterable[Step]) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        others = (step for step in steps if step.key != said.REFERRAL)  # which is said above
        tone, text = next_in_words(self._session, others, self._file)
        line.addWidget(IconLabel("calendar-clock", tone, 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(text, "label", wrap=True), 1)
        return line


PART_PAUSED = "part_paused"
"""The step of what waits alone."""
OPEN = (State.OVERDUE, State.DUE_TODAY, State.RUNNING)


def _urgency(item: tuple[Step, State, int]) -> tuple[bool, date, str]:
    """The office's own steps come after what others wait for: the dates of the procedure, and to be told."""
    step = item[0]
    return step.internal and step.key != TELL, step.due_on or date.max, step.key


def next_in_words(session: Session, steps: Iterable[Step], file: CaseFile) -> tuple[str, str]:
    """(tone, the next date in words): "Stage 1 response: Monday 7 December 2026, in 9 working days"."""
    every = list(steps)
    for key, words in ALARMS.items():
        if any(step.key == key for step in every):
            return "danger", words
    dated = [(step, *session.state_of(step)) for step in every if step.due_on and not step.soft]
    waiting = sorted((item for item in dated if item[1] in OPEN), key=_urgency)
    waits = said.of_the_ombudsman(file)
    if not waiting:
        paused = any(state is State.PAUSED for step, state, _ in dated if not step.internal)
        if paused:
            return "warn", _paused_in_words(every)
        if any(step.key == PART_PAUSED for step in every):
            return "warn", "A part is paused. The rest was answered."
        return (
            ("warn", f"{waits} Nothing is due.")
            if waits
            else ("muted", f"Nothing is due.{said.closing(session, every)}")
        )
    step, state, days = waiting[0]
    tones = {State.OVERDUE: "danger", State.DUE_TODAY: "warn"}
    how_long = wording.how_long(state, days, step.unit)
    named = said.with_team(step, every)
    besides = f". {waits}" if waits and step.internal and step.key != TELL else ""
    return tones.get(state, "primaryText"), f"{named}: {long_date(step.due_on)}, {how_long}{besides}"


def _paused_in_words(steps: Iterable[Step]) -> str:
    """That no clock runs, and until when the complainant may hand it in again."""
    again = next((step.due_on for step in steps if step.key == "resubmission" and step.done_on is None), None)
    return f"Paused: no clock runs.{f' It may be handed in again until {long_date(again)}.' if again else ''}"


def _about(file: CaseFile) -> str:
    case, complainants, children = file.case, _named(file, Role.COMPLAINANT), _named(file, Role.CHILD)
    parts = [f"Received {short_date(case.received_on)}"]
    if case.channel:
        parts[0] += f" by {case.channel[0].lower()}{case.channel[1:]}"
    if complainants:
        parts.append(f"from {_listed(list(complainants.values()))}")
    about = [name for id, name in children.items() if id not in complainants]
    if about:
        parts.append(f"about {_listed(about)}")
    if case.team:
        parts.append(case.team)
    return "  ·  ".join(parts)


def _named(file: CaseFile, role: Role) -> dict[int, str]:
    """Who is on the case in that role and has a name, in their order: by the id of the person."""
    names = {person.id: person.name for person in file.people}
    ids = [party.person_id for party in file.parties if party.role is role]
    return {id: names[id] for id in ids if names.get(id)}


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _decided_on(file: CaseFile, kind: DecisionKind) -> bool:
    return any(decision.kind is kind for decision in file.decisions)
