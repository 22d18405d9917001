"""Acknowledging a complaint. Recorded once, it counts for every stage 1 investigation that is open."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk.task import Puts, Task
from desk_app.records import Stage


def acknowledge(task: Task) -> Puts:
    """Answers: `on`, the day the acknowledgement was sent."""
    on = task.answers.day("on", "Enter the day you acknowledged it.", not_before=task.since_received)
    if not task.file.investigations:
        yield task.case, replace(task.case, acknowledged_on=on)
    for item in task.file.investigations:
        if item.stage is Stage.ONE and item.closed_on is None and item.acknowledged_on is None:
            yield item, replace(item, acknowledged_on=on)


def acknowledge_review(task: Task) -> Puts:
    """Acknowledging the request for stage 2 of the Code's procedure. Answers: `on`."""
    on = task.answers.day("on", "Enter the day you acknowledged it.", not_before=task.since_opened)
    yield task.investigation, replace(task.investigation, acknowledged_on=on)
