"""Whether what a letter says comes late: an answer, an acknowledgement, a new date, a draft. Pure."""

from __future__ import annotations

from datetime import date

from desk_app.letters.about import About
from desk_app.records import Route, Stage, Step

ACKNOWLEDGED = {Stage.ONE: "acknowledge", Stage.TWO: "acknowledge_stage_2"}
"""The step that an acknowledgement of each stage is."""


def response_is_late(about: About) -> bool:
    """Whether the answer goes out, or went out, after the day that counts; what is not promised is never late."""
    return bool(about.rule) and _late(about.response, about.today)


def acknowledgement(about: About) -> Step | None:
    """The step that the acknowledgement is."""
    return about.step(ACKNOWLEDGED.get(about.stage, ""))


def acknowledgement_is_late(about: About) -> bool:
    """Whether the acknowledgement goes out, or went out, late."""
    return _late(acknowledgement(about), about.today)


def _late(step: Step | None, today: date) -> bool:
    return step is not None and step.due_on is not None and (step.done_on or today) > step.due_on


def replaced_on(about: About) -> date | None:
    """The date that the last extension replaces; without one, the date there is."""
    step, extensions = about.response, about.extensions
    if step is None or not extensions:
        return step.due_on if step else None
    return extensions[-2].to_on if len(extensions) > 1 else step.limit_on


def extension_is_late(about: About) -> bool:
    """Whether that date had passed when they were told of the new one."""
    before = replaced_on(about)
    told_on = about.extensions[-1].told_on if about.extensions else None
    return before is not None and (told_on or about.today) > before


def reports_wanted(about: About) -> bool:
    """Whether two reports are written in place of a draft: at stage 2 of the statutory procedure."""
    return about.route is Route.STATUTORY and about.stage is Stage.TWO


def draft(about: About) -> Step | None:
    """The step of the draft, or of the reports."""
    return about.step("reports_due" if reports_wanted(about) else "draft_due")
