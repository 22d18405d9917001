"""What was learnt from a complaint, and what is done about it."""

from __future__ import annotations

from dataclasses import replace

from desk_app.dates import short
from desk_app.desk.task import Puts, Task
from desk_app.records import Action, Learning


def learn(task: Task) -> Puts:
    """Answers: `category`, `text`; and an action with it, if `action` or `action_kind` is given (see `act`)."""
    answers = task.answers
    category = answers.text("category", "Choose what kind of learning it is.")
    text = answers.text("text")
    learning = Learning(
        id=task.new_id(), case_id=task.case.id, investigation_id=task.investigation.id, category=category, text=text
    )
    yield None, learning
    if answers.text("kind") or answers.text("action"):
        yield None, _action(task, learning)


def act(task: Task) -> Puts:
    """Answers: `kind`, `action`, `owner`, `due_on`, `done_on`."""
    yield None, _action(task, None)


def _action(task: Task, learning: Learning | None) -> Action:
    answers = task.answers
    kind = answers.text("kind", "Choose the kind of action.")
    return Action(
        case_id=task.case.id,
        investigation_id=task.item.id if task.item else None,
        learning_id=learning.id if learning else None,
        kind=kind,
        text=answers.text("action"),
        owner=answers.name("owner"),
        due_on=answers.day("due_on", ahead=True, not_before=task.since_received),
        done_on=answers.day("done_on", not_before=task.since_received),
    )


def complete_action(task: Task) -> Puts:
    """Answers: `action`, which of the open ones (its words as `action_words` gives them, or its id); `done_on`."""
    chosen = task.answers.text("action", "Choose the action that is done.")
    done_on = task.answers.day("done_on", "Enter the day it was done.", not_before=task.since_received)
    found = [a for a in task.file.actions if a.done_on is None and chosen in (action_words(a), str(a.id))]
    if chosen and not found:
        task.answers.wrong("action", "This action is not open any more. Choose another.")
    for action in found[:1]:
        yield action, replace(action, done_on=done_on)


def action_words(action: Action) -> str:
    """An action in one line: its kind, its words, its date."""
    due = f", due {short(action.due_on)}" if action.due_on else ""
    return f"{': '.join(filter(None, [action.kind, action.text]))}{due}"
