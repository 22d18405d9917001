"""Giving a stage 1 investigation to somebody; and the office's own steps on the way to the response."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from desk_app.answers import since
from desk_app.desk.task import Puts, Task
from desk_app.intake import match_key
from desk_app.records import Role

CONCERNED = "This person is complained about, so somebody else has to look into it. Enter another name."
COMPLAINED = "This person complains, or it is about them. Somebody else has to look into it. Enter another name."
REVIEWED = "This person looked into it at an earlier stage, so somebody else has to now. Enter another name."


def assign(task: Task) -> Puts:
    """Answers: `investigator`, `on`. Nobody looks into a complaint about themself, nor reviews their own stage 1."""
    item = task.investigation
    name = task.answers.name("investigator", "Enter who will look into it.")
    on = task.answers.day("on", "Enter the day you asked them.", not_before=task.since_opened)
    if problem := concerned(task, name):
        task.answers.wrong("investigator", problem)
    yield item, replace(item, investigator=name, assigned_on=on)


def concerned(task: Task, name: str) -> str:
    """Why this person cannot look into it: they are complained about, or a review would be of their own work."""
    key = match_key(name)
    about = {p.person_id for p in task.file.parties if p.role is Role.STAFF_COMPLAINED_ABOUT}
    if key and key in {p.match_key for p in task.file.people if p.id in about}:
        return CONCERNED
    theirs = {p.person_id for p in task.file.parties if p.role in (Role.COMPLAINANT, Role.CHILD)}
    if key and key in {p.match_key for p in task.file.people if p.id in theirs}:
        return COMPLAINED
    earlier = {match_key(i.investigator) for i in task.file.investigations if i.stage < task.investigation.stage}
    return REVIEWED if key and key in earlier else ""


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
