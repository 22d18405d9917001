"""An enquiry that turns out to be a complaint: the same case goes on, counted on the day it was received."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk.task import Puts, Task
from desk_app.intake import stage_1
from desk_app.records import Kind, Route


def convert(task: Task) -> Puts:
    """Answers: `route` (may come later), `reason`.

    Its clocks run from its own day of receipt. With a route its stage 1 is opened; without one the stricter clock runs
    until somebody decides, as after logging. What was recorded of the enquiry (kind, target, answer) stays.
    """
    route = task.answers.choice("route", Route)
    reason = task.answers.text("reason", "Say why this procedure." if route else "")
    complaint = replace(task.case, kind=Kind.COMPLAINT, was_enquiry=True)
    if route is not None:
        complaint = replace(complaint, route=route, route_reason=reason)
    investigation = stage_1(complaint, complaint.acknowledged_on, task.profiles.values())
    if investigation is not None:
        complaint = replace(complaint, acknowledged_on=None)  # the investigation's now
        yield None, replace(investigation, case_id=task.case.id)
    yield task.case, complaint
