"""Notes, and the log of contacts: a line each."""

from __future__ import annotations

from desk_app.deadlines import chased
from desk_app.desk.task import Puts, Task
from desk_app.records import Note


def note(task: Task) -> Puts:
    """Answers: `text`."""
    text = task.answers.text("text", "Enter the note.")
    yield None, Note(case_id=task.case.id, text=text, written_on=task.answers.today, written_by=task.by)


def contact(task: Task) -> Puts:
    """Answers: `on`, `with_whom`, `channel`, `text`."""
    answers = task.answers
    yield None, Note(
        case_id=task.case.id, is_contact=True,
        written_on=answers.day("on", "Enter the day of the contact.", not_before=task.since_received),
        with_whom=answers.name("with_whom", "Enter whom you spoke to or wrote to."),
        channel=answers.text("channel"),
        text=answers.text("text", "Enter what was said."),
        written_by=task.by,
    )  # fmt: skip


def chase(task: Task) -> Puts:
    """A contact with whoever is late with a response: the next chaser is counted from it. Answers: `on`, `text`."""
    answers = task.answers
    yield None, Note(
        case_id=task.case.id, is_contact=True,
        written_on=answers.day("on", "Enter the day they were chased.", not_before=task.since_opened),
        with_whom=chased(task.investigation), channel=answers.text("channel"),
        text=answers.text("text") or "Asked for what is due.", written_by=task.by,
    )  # fmt: skip
