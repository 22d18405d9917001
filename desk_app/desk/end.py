"""Ending a complaint without a response, and taking it up again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desk_app.answers import since
from desk_app.desk.pause import end_with, handed_in
from desk_app.desk.replaced import replaced
from desk_app.desk.task import Put, Puts, Task
from desk_app.offers import untouched, waits_whole
from desk_app.records import CaseFile, EndedBefore, Ending, Investigation, Note, Outcome


def close(task: Task) -> Puts:
    """Close a complaint that nobody has begun to look into. Answers: `on`, `reason`, `told_on`."""
    on = task.answers.day("on", "Enter the day it was closed.", not_before=task.since_received)
    reason = task.answers.text("reason", "Say why it was closed.")
    told_on = task.answers.day("told_on", not_before=since(task.since_received, (on, "it was closed")))
    yield from end_before(task, EndedBefore.CLOSED, on, reason, told_on=told_on)


def withdraw(task: Task) -> Puts:
    """The complainant withdraws it. Answers: `on`, `reason`, `confirmed_on` (in writing)."""
    answers = task.answers
    on = answers.day("on", "Enter the day it was withdrawn.", not_before=task.since_received)
    reason = answers.text("reason")
    confirmed_on = answers.day("confirmed_on", not_before=since(task.since_received, (on, "it was withdrawn")))
    open_ones = [item for item in task.file.investigations if item.closed_on is None]
    if all(untouched(task.file, item) for item in open_ones) and len(open_ones) == len(task.file.investigations):
        yield from end_before(task, EndedBefore.WITHDRAWN, on, reason, confirmed_on=confirmed_on)
        return
    for item in open_ones:
        yield item, replace(item, ended_on=on, ending=Ending.WITHDRAWN, outcome=Outcome.WITHDRAWN, ended_reason=reason)
        yield from end_with(task, item, on)
    yield task.case, replace(task.case, withdrawal_confirmed_on=confirmed_on, ended_here=True)


def not_handed_in(task: Task) -> Puts:
    """It was not handed in again after a pause: what was paused ends, what goes on beside it does not.

    Answers: `on`, `reason`, `confirmed_on` (in writing).
    """
    answers = task.answers
    pauses = waits_whole(task.file, task.investigation)
    until = max((pause.resubmit_by for pause in pauses if pause.resubmit_by), default=task.case.received_on)
    on = answers.day("on", "Enter the day it ended.", not_before=(until, "the last day to hand it in again"))
    reason = answers.text("reason")
    confirmed_on = answers.day("confirmed_on", not_before=since(task.since_received, (on, "it ended")))
    for item in ended_with(task.file, task.investigation):
        yield item, replace(item, ended_on=on, ending=Ending.WITHDRAWN, outcome=Outcome.WITHDRAWN, ended_reason=reason)
    yield task.case, replace(task.case, withdrawal_confirmed_on=confirmed_on, ended_here=True)


def ended_with(file: CaseFile, item: Investigation) -> list[Investigation]:
    """What ends where this one was not handed in again: all that is open if the pause was of the whole case."""
    whole = any(pause.investigation_id is None for pause in waits_whole(file, item))
    return [each for each in file.investigations if each.closed_on is None and (whole or each.id == item.id)]


def end_before(
    task: Task,
    how: EndedBefore,
    on: date | None,
    reason: str,
    *,
    confirmed_on: date | None = None,
    told_on: date | None = None,
) -> Iterator[Put]:
    """End a case before an investigation: none took place, so none is left to be counted."""
    acknowledged = [item.acknowledged_on for item in task.file.investigations if item.acknowledged_on]
    for snooze in task.file.snoozes:
        yield snooze, None
    for item in task.file.investigations:
        yield item, None
    yield task.case, replace(
        task.case, ended_before=how, ended_on=on, ended_reason=reason, withdrawal_confirmed_on=confirmed_on,
        closing_told_on=told_on, acknowledged_on=task.case.acknowledged_on or min(acknowledged, default=None),
        ended_here=True,
    )  # fmt: skip


def reopen(task: Task) -> Puts:
    """Take it up again: open until the new response, and the last response counts.

    Answers: `on`, `reason`; `started_on`, `started_reason` if a manager says that its dates are counted anew.
    """
    item, answers = task.item, task.answers
    ended = (item.closed_on if item else task.case.ended_on) or task.case.received_on
    on = answers.day("on", "Enter the day it was re-opened.", not_before=(ended, "it ended"))
    reason = answers.text("reason", "Say why it is re-opened.")
    started_on = answers.day("started_on", not_before=task.since_opened) if item else None
    started_reason = answers.text("started_reason", "Say why its dates are counted anew." if started_on else "")
    if item is None:
        yield task.case, replace(task.case, ended_before=None, ended_on=None, ended_reason="")
    else:
        again = _opened_again(item, on)
        yield from ((None, each) for each in replaced(item, again, {"signed_off_by": ended}))
        yield item, replace(again, started_on=started_on, started_reason=started_reason) if started_on else again
        yield from handed_in(task, item, on)
    yield None, Note(case_id=task.case.id, text=f"Re-opened: {reason}", written_on=on, written_by=task.by)


def _opened_again(item: Investigation, on: date | None) -> Investigation:
    return replace(
        item, reopened_on=on, first_responded_on=item.first_responded_on or item.responded_on, responded_on=None,
        ended_on=None, ending=None, ended_reason="", outcome=None, draft_received_on=None, quality_checked_on=None,
        signed_off_on=None, signed_off_by="",
    )  # fmt: skip
