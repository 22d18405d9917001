"""Recording the response of stage 1, with its outcome."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from desk_app.desk.task import Puts, Task
from desk_app.records import Outcome


class Decided(StrEnum):
    """The outcomes of a response."""

    UPHELD = str(Outcome.UPHELD)
    PARTIALLY_UPHELD = str(Outcome.PARTIALLY_UPHELD)
    NOT_UPHELD = str(Outcome.NOT_UPHELD)


def respond(task: Task) -> Puts:
    """Answers: `on`, `outcome` (may come later), `delay_reason`, `resolution_terms`, `rights_on`.

    `rights_on` is the day the complainant was told how to go on: to the next stage.
    """
    answers = task.answers
    on = answers.day("on", "Enter the day the response was sent.", not_before=task.since_opened)
    outcome = answers.choice("outcome", Decided)
    yield (
        task.investigation,
        replace(
            task.investigation,
            responded_on=on,
            outcome=Outcome(outcome) if outcome else Outcome.NOT_RECORDED,
            delay_reason=answers.text("delay_reason"),
            resolution_terms=answers.text("resolution_terms"),
            next_stage_rights_on=answers.day("rights_on", not_before=task.since_opened),
        ),
    )


def outcome(task: Task) -> Puts:
    """The outcome of a response that was recorded without one. Answers: `outcome`."""
    chosen = task.answers.choice("outcome", Decided, "Choose the outcome.")
    if chosen is not None:
        yield task.investigation, replace(task.investigation, outcome=Outcome(chosen))
