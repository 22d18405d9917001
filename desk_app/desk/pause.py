"""Stopping a complaint, or a part of it, for a court, the police or a disciplinary matter (reg 8, SI 2006/1738)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desk_app.answers import since
from desk_app.desk.task import Put, Puts, Task
from desk_app.offers import may_be_resubmitted, open_pauses, waits_whole
from desk_app.records import Investigation, Pause


def pause(task: Task) -> Puts:
    """Answers: `from_on`, `reason`, `part` ("" is the whole), `told_on`."""
    answers = task.answers
    from_on = answers.day("from_on", "Enter the day from which it is paused.", not_before=task.since_opened)
    reason = answers.text("reason", "Say why it is paused. The complainant is told this reason.")
    told_on = answers.day("told_on", not_before=task.since_opened)
    if from_on is not None:
        yield None, Pause(
            case_id=task.case.id, investigation_id=task.investigation.id, part=answers.text("part"), from_on=from_on,
            reason=reason, told_on=told_on,
        )  # fmt: skip


def resume(task: Task) -> Puts:
    """Answers: `ended_on`, the day the reason for the pause ended; and one of two: `resumed_on`, or `resubmit_by`.

    Without `resumed_on` the complainant may hand it in again until `resubmit_by` (reg 8: within a year), and the clock
    stands still until they do.
    """
    answers = task.answers
    stopped = open_pauses(task.file, task.investigation) or may_be_resubmitted(task.file, task.investigation)
    begun = since(task.since_received, (min((p.from_on for p in stopped), default=None), "it was paused"))
    ended_on = answers.day("ended_on", "Enter the day the reason ended.", not_before=begun)
    ended = since(begun, (ended_on, "the reason for the pause ended"))
    resumed_on = answers.day("resumed_on", not_before=ended)
    resubmit_by = answers.day("resubmit_by", ahead=True, not_before=ended)
    if resumed_on is None and resubmit_by is None:
        answers.wrong("resumed_on", "Enter the day it went on, or until when it may be handed in again.")
    elif resumed_on is not None and resubmit_by is not None:
        answers.wrong("resubmit_by", "Enter one of the two: it went on, or it may be handed in again.")
    for item in stopped:
        yield item, replace(item, ended_on=ended_on, resumed_on=resumed_on, resubmit_by=resubmit_by or item.resubmit_by)


def end_with(task: Task, item: Investigation, on: date | None, *, parts: bool = True) -> Iterator[Put]:
    """An investigation that ends while it is paused is not paused any more; an answer leaves its paused `parts` so.

    What could be handed in again and was not stays so: it never went on.
    """
    for stopped in open_pauses(task.file, item):
        if stopped.investigation_id == item.id and on and (parts or not stopped.part):
            yield stopped, replace(stopped, resumed_on=max(on, stopped.from_on))


def handed_in(task: Task, item: Investigation, on: date | None) -> Iterator[Put]:
    """Re-opened, what was not handed in again has come after all: its clock goes on from the days it had used."""
    for stopped in waits_whole(task.file, item):
        if on and stopped.ended_on:
            yield stopped, replace(stopped, resumed_on=max(on, stopped.ended_on))
