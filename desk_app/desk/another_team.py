"""A second team that looks into the same complaint: an investigation of its own, on the same clock."""

from __future__ import annotations

from dataclasses import replace

from desk_app import roles
from desk_app.desk.task import Puts, Task
from desk_app.procedures import in_force
from desk_app.records import Ending, Investigation, Route, Stage


def add_team(task: Task) -> Puts:
    """Answers: `team`, `route`. It is opened on the day of receipt; one acknowledgement counts for all."""
    answers, case = task.answers, task.case
    team = answers.text("team", "Choose the team.")
    route = answers.choice("route", Route, "Choose the procedure.")
    counted = [i for i in task.file.investigations if i.stage is Stage.ONE and i.ending is not Ending.RE_ROUTED]
    if route is None:
        return
    if any(i.team == team and i.route is route for i in counted):
        answers.wrong("team", f"{team} is looking into it under this procedure already. Choose another team.")
    acknowledged = [i.acknowledged_on for i in counted if i.acknowledged_on]
    profile = in_force(route, case.received_on, task.profiles.values()).key
    yield None, Investigation(
        case_id=case.id, route=route, stage=Stage.ONE, team=team, opened_on=case.received_on, profile=profile,
        acknowledged_on=min(acknowledged, default=None),
    )  # fmt: skip


def reroute(task: Task) -> Puts:
    """The other procedure after all. Answers: `route`, `reason`; `started_on`, `started_reason` if a manager says so.

    What was begun ends as re-routed and is in no figure; the new stage 1 starts at the original receipt.
    """
    answers, case, old = task.answers, task.case, task.investigation
    route = answers.choice("route", Route, "Choose the procedure.")
    reason = answers.text("reason", "Say why the other procedure.")
    started_on = answers.day("started_on", not_before=task.since_received)
    started_reason = answers.text("started_reason")
    if started_on is not None and not task.may_set_dates:
        answers.wrong("started_on", f"{roles.why_not(roles.Task.CORRECT_DATES)} Leave this empty.")
    if started_on is not None and not started_reason:
        answers.wrong("started_reason", "Say why the clock starts on another day than the receipt.")
    if route is old.route:
        answers.wrong("route", f"It is under the {route.lower()} procedure already. Choose the other one.")
    if route is None:
        return
    yield old, replace(old, ended_on=answers.today, ending=Ending.RE_ROUTED, ended_reason=reason)
    yield case, replace(case, route=route, route_reason=reason)
    yield None, Investigation(
        case_id=case.id, route=route, stage=Stage.ONE, team=old.team, opened_on=case.received_on,
        profile=in_force(route, case.received_on, task.profiles.values()).key, acknowledged_on=old.acknowledged_on,
        investigator=old.investigator, assigned_on=old.assigned_on, started_on=started_on,
        started_reason=started_reason,
    )  # fmt: skip
