"""Going on to the next stage: why, and the reasoned decision a late request needs (regs 17, 18, SI 2006/1738)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from desk_app import dates, deadlines
from desk_app.answers import since
from desk_app.desk.pause import end_with
from desk_app.desk.standing import WINDOW
from desk_app.desk.task import Put, Puts, Task
from desk_app.procedures import in_force
from desk_app.records import Decision, DecisionKind, Ending, Investigation, Outcome, Route, Stage, Step

NEXT = {Stage.ONE: Stage.TWO, Stage.TWO: Stage.THREE}
DISSATISFIED, OVERDUE = "dissatisfied", "stage 1 response overdue"
"""How the reasons begin that need a response, and the shipped one that needs it to be late: resources/lists."""


def escalate(task: Task) -> Puts:
    """Answers: `on` (the request), `reason`; `late_reason` if it came after its window; `skip` from an open stage 1.

    An open stage 1 ends without a response: it is overdue, or both agreed to skip it.
    """
    answers, item = task.answers, task.investigation
    on = answers.day("on", "Enter the day they asked for the next stage.", not_before=task.since_opened)
    wanted = "" if item.route is Route.CORPORATE else "Choose why it goes on."  # no reason is required under the Code
    reason = answers.text("reason", wanted)
    if on is None:
        return
    if item.responded_on is not None and on < item.responded_on:
        answers.wrong("on", f"This is before the response on {dates.in_words(item.responded_on)}. Check both dates.")
    skipped = item.closed_on is None
    if skipped:
        _why_without_response(task, on, reason)
        yield (
            item,
            replace(
                item, ended_on=on, ending=Ending.WITHOUT_RESPONSE, ended_reason=reason, outcome=Outcome.NOT_RECORDED
            ),
        )
        yield from end_with(task, item, on)
    yield from _late(task, on)
    yield None, _next_stage(task, on, reason, skipped=skipped)


def _why_without_response(task: Task, on: date, reason: str) -> None:
    """Stage 1 can be left out where it is overdue or both agree, not out of dissatisfaction with what never came."""
    if reason.casefold().startswith(DISSATISFIED):
        task.answers.wrong(
            "reason",
            "Stage 1 has had no response that they could be dissatisfied with. Choose that it is overdue or that you "
            "agreed to skip it, or record its response first.",
        )
    step = deadlines.RESPONSE[task.investigation.stage]
    response = next((s for s in task.steps if s.key == step and s.investigation_id == task.investigation.id), None)
    if reason.casefold() == OVERDUE and response and response.due_on and on <= response.due_on:
        due = dates.in_words(response.due_on)
        task.answers.wrong("reason", f"The response was not overdue on that day: it is due on {due}. Check both.")


def _late(task: Task, on: date) -> Iterator[Put]:
    """A request after its window is decided, never barred by a date."""
    window = window_of(task)
    if window is None or window.due_on is None or on <= window.due_on:
        return
    reason = task.answers.text(
        "late_reason", f"The time for it ended on {dates.in_words(window.due_on)}. Say why it is accepted all the same."
    )
    yield None, late_request(task.investigation, on, reason, task.by, task.answers.today)


def late_request(item: Investigation, on: date, reason: str, by: str, today: date) -> Decision:
    """The decision to accept a request for the stage after this one that came after its time."""
    return Decision(
        case_id=item.case_id, investigation_id=item.id, kind=DecisionKind.LATE_REQUEST,
        what=f"Accepted: {NEXT[item.stage].lower()} asked for on {dates.in_words(on)}", reason=reason,
        decided_by=by, decided_on=today,
    )  # fmt: skip


def window_of(task: Task) -> Step | None:
    """The step in which the next stage may be asked for, if the procedure has one."""
    item = task.investigation
    return next((s for s in task.steps if s.key == WINDOW.get(item.stage) and s.investigation_id == item.id), None)


def _next_stage(task: Task, on: date, reason: str, *, skipped: bool) -> Investigation:
    old, case = task.investigation, task.case
    day = on if task.settings.later_stage_profile == "requested" else case.received_on
    kept = deadlines.profile_of(old, task.file, task.profiles).key
    profile = in_force(old.route, day, task.profiles.values()).key if day is on else kept
    return Investigation(
        case_id=case.id, route=old.route, stage=NEXT[old.stage], team=old.team, opened_on=on, profile=profile,
        escalation_reason=reason, skipped_stage_1=skipped and old.stage is Stage.ONE,
    )  # fmt: skip


def decline(task: Task) -> Puts:
    """A request that is not accepted: too late, with reasons.

    Answers: `on` (the request), `reason`, `decided_on`, `told_on`. The same request is declined once.
    """
    answers, item = task.answers, task.investigation
    on = answers.day("on", "Enter the day they asked.", not_before=task.since_opened)
    reason = answers.text("reason", "Say why it is declined. The complainant is told this reason.")
    window = window_of(task)
    if on is not None and item.route is Route.STATUTORY and window and window.due_on and on <= window.due_on:
        answers.wrong("on", "They asked in time, so this stage cannot be declined. Take it to the next stage.")
    what = f"Declined: {NEXT[item.stage].lower()}{f' asked for on {dates.in_words(on)}' if on else ''}"
    if on is not None and any((each.investigation_id, each.what) == (item.id, what) for each in task.file.decisions):
        answers.wrong("on", "The request of that day was declined already. Check the date.")
    asked = since(task.since_opened, (on, "they asked"))
    decided_on = answers.day("decided_on", "Enter the day of the decision.", not_before=asked)
    told_on = answers.day("told_on", not_before=since(asked, (decided_on, "it was decided")))
    yield None, Decision(
        case_id=task.case.id, investigation_id=item.id, kind=DecisionKind.DECLINED, what=what, reason=reason,
        decided_by=task.by, decided_on=decided_on, told_on=told_on,
    )  # fmt: skip
