"""Not accepting a complaint, or a part of it; and what another process answers (Complaint Handling Code, part 3)."""

from __future__ import annotations

from dataclasses import replace

from desk_app.anonymous import NAMED
from desk_app.answers import since
from desk_app.desk.end import end_before
from desk_app.desk.pause import end_with
from desk_app.desk.task import Puts, Task
from desk_app.offers import begun, untouched
from desk_app.records import EndedBefore, Ending, OtherProcess, Outcome, Refusal, RefusalKind, Stage

BEGUN = (
    "Somebody looks into it already. Enter which part another process answers. If it is all of it, pause the complaint "
    "or refuse it."
)


ELSEWHERE, OTHER = "Another organisation’s procedure", "Other process"
"""Processes of which it must be said which one: a joint complaint with the health service, say."""


def refuse(task: Task) -> Puts:
    """Answers: `kind`, `part` ("" is the whole), `reason`, `on`, `told_on` (in writing), `ombudsman_details_on`."""
    answers = task.answers
    kind = answers.choice("kind", RefusalKind, "Choose the type of refusal.")
    reason = answers.text("reason", "Say why. The complainant is told this in writing.")
    on = answers.day("on", "Enter the day of the decision.", not_before=task.since_received)
    part = answers.text("part")
    decided = since(task.since_received, (on, "it was decided"))
    yield None, Refusal(
        case_id=task.case.id, kind=kind or RefusalKind.OTHER, part=part, reason=reason, refused_by=task.by,
        refused_on=on, told_on=answers.day("told_on", not_before=decided),
        ombudsman_details_on=answers.day("ombudsman_details_on", not_before=decided),
    )  # fmt: skip
    if part:
        return
    if any(i.stage is Stage.THREE and i.closed_on is None for i in task.file.investigations):
        answers.wrong("part", "A review panel cannot be refused, only a late request for one be declined.")
    open_ones = [item for item in task.file.investigations if item.closed_on is None]
    if all(untouched(task.file, item) for item in task.file.investigations):
        yield from end_before(task, EndedBefore.REFUSED, on, reason)
        return
    for item in open_ones:
        yield item, replace(item, ended_on=on, ending=Ending.REFUSED, ended_reason=reason, outcome=Outcome.NOT_RECORDED)
        yield from end_with(task, item, on)


def another_process(task: Task) -> Puts:
    """Answers: `process`, `named` (which, where it needs it), `part` ("" is the whole), `told_by`, `told_how`, `on`.

    Once somebody looks into it only a part can be left to another process: what was begun ends some other way.
    """
    answers = task.answers
    process = answers.text("process", "Choose the process that answers it.")
    named = f"{NAMED}{answers.line('named', 'Say which one.')}" if process in (ELSEWHERE, OTHER) else ""
    on = answers.day("on", "Enter the day the complainant was told.", not_before=task.since_received)
    part = answers.text("part")
    yield None, OtherProcess(
        case_id=task.case.id, process=f"{process}{named}", part=part, told_by=answers.name("told_by") or task.by,
        told_how=answers.text("told_how"), told_on=on,
    )  # fmt: skip
    if not part and begun(task.file):
        answers.wrong("part", BEGUN)
    elif not part:
        yield from end_before(task, EndedBefore.ANOTHER_PROCESS, on, process)
