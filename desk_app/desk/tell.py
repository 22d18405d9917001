"""Recording that the complainant was told, in writing, of what was decided without a response."""

from __future__ import annotations

from dataclasses import replace

from desk_app.answers import since
from desk_app.desk.task import Puts, Task
from desk_app.records import Case, EndedBefore, Pause, Refusal
from desk_app.telling import open_ones


def tell(task: Task) -> Puts:
    """Answers: `which` (its words), `told_on`; of a refusal `ombudsman_details_on` too, which may come later.

    The only thing that is left to tell needs no choosing.
    """
    answers = task.answers
    left = open_ones(task.file)
    chosen = answers.text("which")
    found = next((each for each in left if each.words == chosen or (not chosen and len(left) == 1)), None)
    # of a pause they may be told before it begins
    on = found.decided_on if found and not isinstance(found.record, Pause) else None
    decided = since(task.since_received, (on, "it was decided"))
    told_on = answers.day("told_on", not_before=decided)
    details_on = answers.day("ombudsman_details_on", not_before=decided)
    if found is None:
        answers.wrong("which", "Choose what they were told.")
        return
    if isinstance(found.record, Refusal):
        if found.told_on is None and told_on is None:
            answers.wrong("told_on", "Enter the day they were told.")
        elif found.told_on is not None and details_on is None:
            answers.wrong("ombudsman_details_on", "Enter the day they were given the Ombudsman’s details.")
        yield found.record, replace(
            found.record, told_on=found.told_on or told_on,
            ombudsman_details_on=details_on or found.record.ombudsman_details_on,
        )  # fmt: skip
        return
    if told_on is None:
        answers.wrong("told_on", "Enter the day they were told.")
    if not isinstance(found.record, Case):
        yield found.record, replace(found.record, told_on=told_on)
    elif found.record.ended_before is EndedBefore.CLOSED:
        yield found.record, replace(found.record, closing_told_on=told_on)
    else:
        yield found.record, replace(found.record, withdrawal_confirmed_on=told_on)
