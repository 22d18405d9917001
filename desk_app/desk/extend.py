"""A later date for a stage 1 response.

It counts with a reason, told to the complainant on or before the date it replaces, and up to the procedure's
longest (regs 14 and 17, SI 2006/1738; Complaint Handling Code part 6). What does not count is kept all the same, as
the date that is expected: deadlines.py says so. Extended to the same date again it is put right, and may count then.
"""

from __future__ import annotations

from dataclasses import replace

from desk_app import dates
from desk_app.deadlines import RESPONSE
from desk_app.desk.task import Puts, Task
from desk_app.records import Extension


def extend(task: Task) -> Puts:
    """Answers: `to_on`, `reason`, `told_on`, `ombudsman_details_given`."""
    item, answers = task.investigation, task.answers
    step = RESPONSE[item.stage]
    to_on = answers.day("to_on", "Enter the new date for the response.", ahead=True, not_before=task.since_opened)
    reason = answers.text("reason", "Say why more time is needed. The complainant is told this reason.")
    told_on = answers.day("told_on", not_before=task.since_opened)
    due = next((s.due_on for s in task.steps if s.key == step and s.investigation_id == item.id), None)
    if to_on is not None and due is not None and to_on <= due:
        answers.wrong("to_on", f"It is due on {dates.in_words(due)} as it is. Enter a later date.")
    if to_on is not None:
        earlier = (e for e in task.file.extensions if e.investigation_id == item.id and e.step == step)
        same = next((e for e in earlier if e.to_on == to_on), None)
        new = Extension(
            case_id=task.case.id, investigation_id=item.id, step=step, to_on=to_on, reason=reason, told_on=told_on,
            ombudsman_details_given=bool(answers.yes_no("ombudsman_details_given")),
        )  # fmt: skip
        yield same, replace(new, id=same.id, version=same.version) if same else new
