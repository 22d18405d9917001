"""What was decided about a complaint that the complainant has to hear in writing, and whether they have. Pure.

A refusal without the Ombudsman's details is one that nobody can take further (Complaint Handling Code, part 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desk_app.dates import short
from desk_app.pausing import stands
from desk_app.records import Case, CaseFile, Decision, DecisionKind, EndedBefore, Ending, Kind, Pause, Refusal

TELL = "tell"
"""The key of the step, whatever there is to tell."""


@dataclass(frozen=True, slots=True)
class ToTell:
    """One thing to tell: which record keeps it, what is to be done, the day it was decided, and the day it was done.

    `step` are the words of the step ("Tell them of the refusal"), `words` those of the thing ("Refusal of 3 Apr 2026").
    """

    record: Case | Refusal | Decision | Pause
    step: str
    words: str
    decided_on: date | None
    told_on: date | None
    done_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether they have still to be told, all of it."""
        return self.done_on is None


def to_tell(file: CaseFile) -> tuple[ToTell, ...]:
    """All that was to be told of a complaint, done or not."""
    if file.case.kind is not Kind.COMPLAINT or file.case.erased_on is not None:
        return ()
    return (*_refusals(file), *_declined(file), *_paused(file), *_ended(file))


def open_ones(file: CaseFile) -> list[ToTell]:
    """What they have still to be told."""
    return [each for each in to_tell(file) if each.is_open]


def _refusals(file: CaseFile) -> Iterator[ToTell]:
    for refusal in file.refusals:
        told, details = refusal.told_on, refusal.ombudsman_details_on
        part = f" of a part: {refusal.part}" if refusal.part else ""
        what = "Give them the Ombudsman’s details" if told else f"Tell them of the refusal{part}"
        done = max(told, details) if told and details else None
        on = refusal.refused_on
        yield ToTell(refusal, what, f"Refusal{f', {short(on)}' if on else ''}{part}", on, told, done)


def _declined(file: CaseFile) -> Iterator[ToTell]:
    for decision in file.decisions:
        if decision.kind is DecisionKind.DECLINED:
            on, told = decision.decided_on, decision.told_on
            words = f"Late request declined{f', {short(on)}' if on else ''}"
            yield ToTell(decision, "Tell them that the late request is declined", words, on, told, told)


def _paused(file: CaseFile) -> Iterator[ToTell]:
    """A pause that is over needs no telling any more; why it is paused is told while it stands (reg 8)."""
    for pause in file.pauses:
        if pause.told_on is None and not stands(file, pause):
            continue
        part, told = f" of a part: {pause.part}" if pause.part else "", pause.told_on
        words = f"Pause, {short(pause.from_on)}{part}"
        yield ToTell(pause, "Tell them of the pause", words, pause.from_on, told, told)


def _ended(file: CaseFile) -> Iterator[ToTell]:
    """What a register brought that had ended before it was logged here was told elsewhere."""
    case = file.case
    withdrawn = [item.ended_on for item in file.investigations if item.ending is Ending.WITHDRAWN and item.ended_on]
    if case.ended_before is EndedBefore.WITHDRAWN and case.ended_on:
        withdrawn.append(case.ended_on)
    if withdrawn and not _earlier(file, max(withdrawn)):
        on, told = max(withdrawn), case.withdrawal_confirmed_on
        yield ToTell(case, "Confirm the withdrawal in writing", f"Withdrawal, {short(on)}", on, told, told)
    if case.ended_before is EndedBefore.CLOSED and case.ended_on and not _earlier(file, case.ended_on):
        on, told = case.ended_on, case.closing_told_on
        yield ToTell(case, "Tell them that it is closed", f"Closing, {short(on)}", on, told, told)


def _earlier(file: CaseFile, on: date) -> bool:
    case = file.case
    return not case.ended_here and case.logged_on is not None and on < case.logged_on
