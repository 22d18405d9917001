"""What a list shows of a case, and the words it is found by. Derived from its records; no dates of today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter
from typing import Any

from desk_app.records import CaseFile, Consent, Ending, Investigation, Kind, Outcome, Role, Stage, Step

NEW = "New"
ACKNOWLEDGED = "Acknowledged"
INVESTIGATING = "Being looked into"
WAITING_FOR_CONSENT = "Waiting for consent"
PAUSED = "Paused"
TO_ANSWER = "To answer"
ANSWERED = "Answered"
RECORDED = "Recorded"
THANKED = "Thanked"
PASSED_ON = "Passed on"
ERASED = "Erased: only dates and words of lists are left"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of a list, as table case_line. Dates are ISO text; `open` is 0 or 1."""

    case_id: int
    reference: str
    kind: str
    summary: str
    complainant: str
    team: str
    service_area: str
    category: str
    route: str
    stage: str
    received_on: str
    year: str
    open: int
    status: str
    closed_on: str | None
    due_on: str | None
    due_step: str
    handler: str
    logged_by: str


@dataclass(frozen=True, slots=True)
class CaseText:
    """What search looks through, as table case_text."""

    case_id: int
    reference: str
    names: str
    summary: str
    words: str


def year_of(day: date) -> str:
    """The reporting year a day lies in, April to March: "2023/24"."""
    start = day.year if day.month >= 4 else day.year - 1
    return f"{start}/{(start + 1) % 100:02}"


def line(file: CaseFile, steps: Iterable[Step]) -> CaseLine:
    """The list's line of a case."""
    case = file.case
    counted = [item for item in file.investigations if item.ending is not Ending.RE_ROUTED]
    latest = max(counted, key=lambda item: (_is_open(item), item.stage, item.opened_on, item.id), default=None)
    is_open, status, closed_on = _state(file, latest)
    due = _next(steps) if is_open else None
    complainant = file.person(Role.COMPLAINANT)
    route = latest.route if latest else case.route
    return CaseLine(
        case_id=case.id,
        reference=case.reference,
        kind=str(case.kind),
        summary=case.summary or _opening(case.words) if case.erased_on is None else ERASED,
        complainant=complainant.name if complainant else "",
        team=case.team,
        service_area=case.service_area,
        category=case.category,
        route=str(route or ""),
        stage=str(latest.stage) if latest else "",
        received_on=case.received_on.isoformat(),
        year=year_of(case.received_on),
        open=int(is_open),
        status=status,
        closed_on=closed_on.isoformat() if closed_on else None,
        due_on=due.due_on.isoformat() if due and due.due_on else None,
        due_step=due.label if due else "",
        handler=(latest.investigator if latest else "") or case.logged_by,
        logged_by=case.logged_by,
    )


def _is_open(item: Investigation) -> bool:
    return item.responded_on is None and item.ended_on is None


def _state(file: CaseFile, latest: Investigation | None) -> tuple[bool, str, date | None]:
    """(open, status in words, closed on)."""
    case = file.case
    if case.kind is Kind.COMPLIMENT:
        done = case.passed_on or case.thanked_on
        return False, PASSED_ON if case.passed_on else THANKED if case.thanked_on else RECORDED, done
    if case.kind is not Kind.COMPLAINT:
        if case.answered_on or case.ended_on:
            return False, ANSWERED, case.answered_on or case.ended_on
        return (True, TO_ANSWER, None) if case.kind is Kind.ENQUIRY else (False, RECORDED, None)
    if latest is None:
        if case.ended_before or case.ended_on:
            return False, str(case.ended_before or "Closed"), case.ended_on
        return True, _open_words(file, case.acknowledged_on, begun=False), None
    if _is_open(latest):
        return True, _open_words(file, latest.acknowledged_on, begun=_is_begun(latest)), None
    ended = latest.ending if latest.responded_on is None else None
    return False, str(ended or latest.outcome or Outcome.NOT_RECORDED), latest.responded_on or latest.ended_on


def _is_begun(item: Investigation) -> bool:
    """Whether somebody looks into it: who, or what came of it, is recorded."""
    who = item.investigator or item.investigating_officer or item.panel_members
    return bool(who or item.draft_received_on) or item.stage is not Stage.ONE  # a later stage is never a new case


def _open_words(file: CaseFile, acknowledged_on: date | None, *, begun: bool) -> str:
    opened = {None, *(item.id for item in file.investigations if item.closed_on is None)}
    if any(p.over_on is None and not p.part and p.investigation_id in opened for p in file.pauses):
        return PAUSED
    if file.case.consent is Consent.ASKED:
        return WAITING_FOR_CONSENT
    if begun:
        return INVESTIGATING
    return ACKNOWLEDGED if acknowledged_on else NEW


def _next(steps: Iterable[Step]) -> Step | None:
    """What is due next: neither a reminder within the office nor a window for the complainant."""
    waiting = [
        step
        for step in steps
        if step.due_on and not (step.done_on or step.internal or step.soft or step.paused or step.not_applicable)
    ]
    return min(waiting, key=lambda step: (step.due_on or date.max, step.key), default=None)


def _opening(words: str, length: int = 80) -> str:
    text = " ".join(words.split())
    return text if len(text) <= length else text[:length].rsplit(" ", 1)[0] + " ..."


def text(file: CaseFile) -> CaseText:
    """What a case is found by: its reference (also the bare number), the names on it, its words."""
    case = file.case
    number = case.reference.rpartition("/")[2].lstrip("0")
    words = [
        case.words,
        case.desired_outcome,
        *(point.text for point in file.points),
        *(note.text for note in file.notes),
        *(item.text for item in file.learning),
        *(action.text for action in file.actions),
        *(f"{matter.reference} {matter.about}" for matter in file.matters),
    ]
    return CaseText(
        case_id=case.id,
        reference=f"{case.reference} {number}".strip(),
        names="\n".join(person.name for person in file.people if person.name),
        summary=case.summary,
        words="\n".join(word for word in words if word),
    )


LINE_COLUMNS = tuple(item.name for item in fields(CaseLine))
TEXT_COLUMNS = tuple(item.name for item in fields(CaseText))
_VALUES = {CaseLine: attrgetter(*LINE_COLUMNS), CaseText: attrgetter(*TEXT_COLUMNS)}


def row_of(derived: CaseLine | CaseText) -> tuple[Any, ...]:
    """A line or text as the row of its table."""
    row: tuple[Any, ...] = _VALUES[type(derived)](derived)
    return row
