"""Choosing the procedure of a complaint that was logged without one: stage 1 opens on the day of receipt."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk.task import Puts, Task
from desk_app.procedures import in_force
from desk_app.records import Investigation, Route, Stage


def route(task: Task) -> Puts:
    """Answers: `route`, `reason`, `team`."""
    answers, case = task.answers, task.case
    chosen = answers.choice("route", Route, "Choose the procedure.")
    reason = answers.text("reason", "Say why this procedure.")
    team = answers.text("team", "Choose the team that will look into it.")
    if chosen is None:
        return
    yield case, replace(case, route=chosen, route_reason=reason, team=case.team or team)
    yield None, Investigation(
        case_id=case.id, route=chosen, stage=Stage.ONE, team=team, opened_on=case.received_on,
        profile=in_force(chosen, case.received_on, task.profiles.values()).key, acknowledged_on=case.acknowledged_on,
    )  # fmt: skip
