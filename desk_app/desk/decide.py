"""Reasoned decisions about a case: what, why, who, when."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from desk_app.answers import since
from desk_app.desk import person
from desk_app.desk.task import Puts, Task
from desk_app.records import Decision, DecisionKind, Role


class Asked(StrEnum):
    """The decisions that an officer records by themselves; the others come with their verb."""

    SUFFICIENT_INTEREST = "The person has sufficient interest to complain"
    NO_SUFFICIENT_INTEREST = "The person has no sufficient interest"
    OVER_A_YEAR_ACCEPTED = "Over one year old, looked into all the same"
    FROZEN = "The decision complained about is frozen"
    NOT_FROZEN = "The decision complained about is not frozen"


KINDS = {
    Asked.SUFFICIENT_INTEREST: DecisionKind.SUFFICIENT_INTEREST,
    Asked.NO_SUFFICIENT_INTEREST: DecisionKind.SUFFICIENT_INTEREST,
    Asked.OVER_A_YEAR_ACCEPTED: DecisionKind.OVER_A_YEAR,
}


def decide(task: Task) -> Puts:
    """Answers: `what`, `reason`, `decided_by`, `on`."""
    answers = task.answers
    what = answers.choice("what", Asked, "Choose what was decided.")
    reason = answers.text("reason", "Say why.")
    by = answers.name("decided_by") or task.by
    on = answers.day("on", "Enter the day of the decision.", not_before=task.since_received)
    if what in (Asked.FROZEN, Asked.NOT_FROZEN):
        yield (
            task.case,
            replace(task.case, decision_frozen=what is Asked.FROZEN, decision_frozen_reason=f"{reason} ({by})"),
        )
    elif what is not None:
        yield (
            None,
            Decision(
                case_id=task.case.id, kind=KINDS[what], what=str(what), reason=reason, decided_by=by, decided_on=on
            ),
        )


def oral_record(task: Task) -> Puts:
    """The written record of a complaint made by word of mouth (reg 6). Answers: `sent_on`, `agreed_on`."""
    answers, case = task.answers, task.case
    sent_on = answers.day("sent_on", "Enter the day the record was sent.", not_before=task.since_received)
    agreed_on = answers.day("agreed_on", not_before=since(task.since_received, (sent_on, "it was sent")))
    yield case, replace(case, oral_record_sent_on=sent_on, oral_record_agreed_on=agreed_on)


def advocate(task: Task) -> Puts:
    """An advocate (reg 11 and s26A Children Act 1989).

    Answers: `name` (and `person_id` of one who is known), `offered_on`, `accepted_on`, `appointed_on`; one is enough.
    Nobody is appointed without a name.
    """
    answers, case = task.answers, task.case
    offered = answers.day("offered_on", not_before=task.since_received)
    after_offer = since(task.since_received, (offered or case.advocate_offered_on, "an advocate was offered"))
    accepted = answers.day("accepted_on", not_before=after_offer)
    agreed = since(after_offer, (accepted or case.advocate_accepted_on, "the offer was accepted"))
    appointed = answers.day("appointed_on", not_before=agreed)
    name = answers.name("name")
    if not (name or offered or accepted or appointed):
        answers.wrong("offered_on", "Enter the day an advocate was offered, accepted or appointed.")
    if appointed and not name and task.file.person(Role.ADVOCATE) is None:
        answers.wrong("name", "Enter the name of the advocate who was appointed.")
    if name:
        yield from person.joins(task, Role.ADVOCATE, name)
    yield case, replace(
        case, advocate_offered_on=offered or case.advocate_offered_on,
        advocate_accepted_on=accepted or case.advocate_accepted_on,
        advocate_appointed_on=appointed or case.advocate_appointed_on,
    )  # fmt: skip
