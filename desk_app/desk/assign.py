"""Giving a stage 1 investigation to somebody; and the office's own steps on the way to the response."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from desk_app.answers import since
from desk_app.desk.independence import Part
from desk_app.desk.replaced import replaced
from desk_app.desk.takes_part import takes_part
from desk_app.desk.task import Puts, Task


def assign(task: Task) -> Puts:
    """Answers: `investigator`, `on`, `same_person`.

    Nobody looks into a complaint about themself, nor reviews their own stage 1.
    """
    item = task.investigation
    name = task.answers.name("investigator", "Enter who will look into it.")
    on = task.answers.day("on", "Enter the day you asked them.", not_before=task.since_opened)
    yield from takes_part(task, "investigator", Part.INVESTIGATOR, name, item)
    new = replace(item, investigator=name, assigned_on=on)
    yield item, new
    yield from ((None, each) for each in replaced(item, new, {"investigator": on}))


BEFORE = {
    "draft_received_on": (("assigned_on", "it was given to the investigator"),),
    "learning_form_returned_on": (("assigned_on", "it was given to the investigator"),),
}
"""What comes before a step of the office's own, and its words."""


def _mark(field: str, needed: str, task: Task) -> Puts:
    """Answers: `on`, the day of one of the office's own steps."""
    item = task.investigation
    before = [(getattr(item, name), what) for name, what in BEFORE.get(field, ())]
    on = task.answers.day("on", needed, not_before=since(task.since_opened, *before))
    marked: dict[str, Any] = {field: on}
    yield item, replace(item, **marked)


draft_received: Callable[[Task], Puts] = partial(_mark, "draft_received_on", "Enter the day the draft came.")
learning_form: Callable[[Task], Puts] = partial(_mark, "learning_form_returned_on", "Enter the day the form came.")
told_stage_2: Callable[[Task], Puts] = partial(
    _mark, "may_go_to_stage_2_told_on", "Enter the day you told the complainant."
)


def signed_off(task: Task) -> Puts:
    """Answers: `on`, `signed_off_by`."""
    checked = (task.investigation.quality_checked_on, "the draft was checked")
    on = task.answers.day("on", "Enter the day it was signed off.", not_before=since(task.since_opened, checked))
    by = task.answers.name("signed_off_by")
    yield task.investigation, replace(task.investigation, signed_off_on=on, signed_off_by=by)
