"""What happened on a case and when, in plain words, from the dates of its records; not the office's own steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from desk_app import deadlines
from desk_app.dates import in_words
from desk_app.deadlines import RESPONSE
from desk_app.records import CaseFile, Consent, DecisionKind, Investigation, Pause, State, Step

OWN = frozenset(
    {
        DecisionKind.DATE_CORRECTED, DecisionKind.OUTCOME_OVERRIDDEN, DecisionKind.CHECK_OVERRIDDEN,
        DecisionKind.LEGAL_HOLD,
    }
)  # fmt: skip
"""Decisions about the record, not about the complaint."""
Dated = Iterator[tuple[date | None, str]]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, or should have by then. on: None where its day was not recorded."""

    on: date | None
    what: str


def events(file: CaseFile, steps: Iterable[Step], today: date) -> tuple[Event, ...]:
    """All events in the order of their days; those without a day last."""
    every = list(steps)
    found = [
        Event(on, what)
        for source in (
            _case(file), *(_investigation(file, item, every) for item in file.investigations), _clocks(file),
            _decisions(file), _ombudsman(file), _papers(file), _undone(every, today),
        )
        for on, what in source
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda event: event.on or date.max))


def _dated(*pairs: tuple[date | None, str]) -> Dated:
    """Those that have happened."""
    yield from ((on, what) for on, what in pairs if on is not None)


def _case(file: CaseFile) -> Dated:
    case = file.case
    how = f" by {case.channel[0].lower()}{case.channel[1:]}" if case.channel else ""
    yield case.received_on, f"{case.kind} received{how}"
    consent = {
        Consent.GIVEN: "Consent was given",
        Consent.ASKED: "Consent was asked for",
        Consent.REFUSED: "Consent was refused",
    }
    if case.consent in consent:
        yield case.consent_on, consent[case.consent]
    yield from _dated(
        (case.events_on, "What it is about happened"),
        (
            case.referred_on,
            _words("A concern about a child was passed on", case.referred_to and f"to {case.referred_to}"),
        ),
        (case.acknowledged_on, "Acknowledged"),
        (case.advocate_offered_on, "An advocate was offered"),
        (case.advocate_accepted_on, "The offer of an advocate was accepted"),
        (case.advocate_appointed_on, "An advocate was appointed"),
        (case.oral_record_sent_on, "The record of what was said was sent to be agreed"),
        (case.oral_record_agreed_on, "The record of what was said was agreed"),
        (case.thanked_on, "Thanked"),
        (case.passed_on, "Passed on"),
        (case.answered_on, "Answered"),
        (case.withdrawal_confirmed_on, "The withdrawal was confirmed in writing"),
        (case.closing_told_on, "Told in writing that it was closed"),
    )
    if case.ended_before:
        yield case.ended_on, _words(str(case.ended_before), case.ended_reason and f": {case.ended_reason}")


def _investigation(file: CaseFile, item: Investigation, steps: list[Step]) -> Dated:
    team = f" ({item.team})" if len(file.investigations) > 1 and item.team else ""
    name = f"{item.stage}{team}"
    of = f"{item.stage}, {str(item.route).lower()} procedure, was opened"
    yield (
        item.opened_on,
        _words(
            of,
            team or (item.team and f"by {item.team}"),
            item.escalation_reason and f": {item.escalation_reason}",
        ),
    )
    officer = item.investigating_officer
    yield from _dated(
        (item.acknowledged_on, f"{name} was acknowledged"),
        (
            item.assigned_on,
            _words(f"{name} was given", item.investigator and f"to {item.investigator}", "to look into"),
        ),
        (item.investigating_officer_on, _words("The investigating officer was appointed", officer and f": {officer}")),
        (
            item.independent_person_on,
            _words("The independent person was appointed", item.independent_person and f": {item.independent_person}"),
        ),
        (item.statement_agreed_on, "The statement of complaint was agreed"),
        (item.officer_report_on, "The investigating officer’s report was received"),
        (item.independent_report_on, "The independent person’s report was received"),
        (item.panel_met_on, "The review panel met"),
        (item.panel_report_on, "The panel’s report was received"),
        (item.paid_on, "The council made a payment"),
        (item.first_responded_on, f"{name}: a first response was sent"),
        (item.reopened_on, f"{name} was opened again"),
    )
    for each in (r for r in file.replaced if r.investigation_id == item.id and r.began_on):
        until = f", until {in_words(each.until_on)}" if each.until_on else ""
        yield each.began_on, _words(f"{name}: the {each.part} was appointed", f": {each.name}{until}")
    if item.responded_on:
        yield (
            item.responded_on,
            _words(
                f"{name}: the response was sent",
                item.outcome and f": {str(item.outcome).lower()}",
                _in_time(item, steps),
            ),
        )
    elif item.closed_on and item.ending:
        yield (
            item.closed_on,
            _words(f"{name} ended: {str(item.ending).lower()}", item.ended_reason and f": {item.ended_reason}"),
        )


def _in_time(item: Investigation, steps: list[Step]) -> str:
    """ ", due on 30 November 2026" and how that was kept."""
    keys = set(RESPONSE.values())
    step = next((s for s in steps if s.investigation_id == item.id and s.key in keys and s.due_on), None)
    if step is None or step.due_on is None or item.responded_on is None:
        return ""
    kept = "in time" if item.responded_on <= step.due_on else "late"
    return f". It was due on {in_words(step.due_on)}: {kept}"


def _clocks(file: CaseFile) -> Dated:
    for extension in file.extensions:
        told = "" if extension.told_on or extension.imported else " (the complainant was not told)"
        yield (
            extension.told_on,
            _words(
                f"The time was extended to {in_words(extension.to_on)}{told}",
                extension.reason and f": {extension.reason}",
            ),
        )
    for pause in file.pauses:
        yield (
            pause.from_on,
            _words("Paused", pause.part and f"in part ({pause.part})", pause.reason and f": {pause.reason}"),
        )
        yield from _dated((pause.ended_on, _pause_ended(pause)), (pause.resumed_on, "Resumed after the pause"))


def _pause_ended(pause: Pause) -> str:
    """What became possible by it: whether it was handed in again is said on the day it was."""
    until = f"; it could be handed in again until {in_words(pause.resubmit_by)}" if pause.resubmit_by else ""
    return f"The reason for the pause ended{until}"


def _decisions(file: CaseFile) -> Dated:
    for refusal in file.refusals:
        part = f"Part of it ({refusal.part}) was" if refusal.part else "It was"
        yield (
            refusal.refused_on,
            _words(f"{part} not accepted", f": {str(refusal.kind).lower()}", refusal.reason and f". {refusal.reason}"),
        )
        yield from _dated(
            (refusal.told_on, "Told in writing that it was not accepted"),
            (refusal.ombudsman_details_on, "Given the Ombudsman’s details"),
        )
    for other in file.other_processes:
        part = f"Part of it ({other.part}) goes" if other.part else "It goes"
        yield other.told_on, f"{part} through another process: {other.process}"
    for decision in file.decisions:
        if decision.kind in OWN:
            continue
        yield (
            decision.decided_on,
            _words(
                f"Decision: {decision.in_words[0].lower()}{decision.in_words[1:]}",
                decision.reason and f". {decision.reason}",
            ),
        )


def _ombudsman(file: CaseFile) -> Dated:
    for request in file.requests:
        due = f"; answer due on {in_words(request.due_on)}" if request.due_on else ""
        yield request.received_on, f"From the Ombudsman: {str(request.kind).lower()}{due}"
        yield from _dated((request.sent_on, f"Answered the Ombudsman: {str(request.kind).lower()}"))
    for matter in file.matters:
        decision = matter.decision_since_2024 or matter.decision
        yield from _dated(
            (matter.draft_decision_on, "The Ombudsman sent a draft decision"),
            (matter.decided_on, _words("The Ombudsman decided", decision and f": {str(decision).lower()}")),
            (matter.published_on, "The Ombudsman published the decision"),
        )
    for remedy in file.remedies:
        yield from _dated((remedy.done_on, f"Remedy carried out: {remedy.what or remedy.kind}"))
    for action in file.actions:
        yield from _dated((action.done_on, f"Action done: {action.text or action.kind}"))


def _papers(file: CaseFile) -> Dated:
    for letter in file.letters:
        yield from _dated((letter.sent_on, f"Letter sent: {letter.name}"))
    for note in file.notes:
        if note.is_contact:
            how = note.channel or "Contact"
            yield note.written_on, _words(how, note.with_whom and f"with {note.with_whom}")


def _undone(steps: list[Step], today: date) -> Dated:
    """What was due by now and is not done."""
    for step in steps:
        if step.due_on and deadlines.state(step, today) is State.MISSED:
            yield step.due_on, f"{step.label}: was due. {step.not_applicable}"
        late = step.due_on is not None and step.due_on < today and step.done_on is None
        if late and not (step.internal or step.soft or step.paused or step.not_applicable):
            yield step.due_on, f"Was due and is not done: {step.label[0].lower()}{step.label[1:]}"


def _words(*parts: object) -> str:
    """The parts that are there, a space between them but not before a mark."""
    out = ""
    for part in (str(part).strip() for part in parts if part):
        out += part if not out or part[0] in ":.,;" else f" {part}"
    return out.rstrip(".")
