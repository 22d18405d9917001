"""What is done with a compliment, and with an enquiry."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk.task import Puts, Task


def thank(task: Task) -> Puts:
    """Answers: `thanked_on`, `passed_on` (to the manager); one of them at least."""
    answers, case = task.answers, task.case
    thanked_on = answers.day("thanked_on", not_before=task.since_received)
    passed_on = answers.day("passed_on", not_before=task.since_received)
    if not (thanked_on or passed_on):
        answers.wrong("thanked_on", "Enter the day you thanked them, or the day you passed it on.")
    yield case, replace(case, thanked_on=thanked_on or case.thanked_on, passed_on=passed_on or case.passed_on)


def answer(task: Task) -> Puts:
    """Answers: `on`, the day the enquiry was answered."""
    on = task.answers.day("on", "Enter the day it was answered.", not_before=task.since_received)
    yield task.case, replace(task.case, answered_on=on)
