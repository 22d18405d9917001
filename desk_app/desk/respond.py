"""Recording the response of a stage, with its outcome."""

from __future__ import annotations

from dataclasses import replace

from desk_app.answers import since
from desk_app.date_order import not_before
from desk_app.desk import points
from desk_app.desk.independence import Part
from desk_app.desk.pause import end_with
from desk_app.desk.replaced import replaced
from desk_app.desk.takes_part import takes_part
from desk_app.desk.task import Puts, Task
from desk_app.records import Investigation, Outcome, Route, Stage


def respond(task: Task) -> Puts:
    """Answers: `on`, `outcome` (may come later), outcomes of points, `delay_reason`, `resolution_terms`, `rights_on`.

    At statutory stage 2 the response is the adjudication letter: `adjudicating_officer`, `cost` too. At the corporate
    one it is a review, by somebody else than stage 1: `investigator`, where none is named yet.
    `same_person` where who did it has a name like somebody’s who cannot.
    `rights_on` is the day the complainant was told how to go on: to the next stage, after the last to the Ombudsman.
    """
    answers, item = task.answers, task.investigation
    came_before = not_before(task.file, item, "responded_on", task.since_opened)
    on = answers.day("on", "Enter the day the response was sent.", not_before=came_before)
    overall, puts = points.decide(task)
    rights_on = answers.day("rights_on", not_before=since(task.since_opened, (on, "the response")))
    last = task.is_last_stage
    adjudicator = answers.name("adjudicating_officer")
    yield from takes_part(task, "adjudicating_officer", Part.ADJUDICATING_OFFICER, adjudicator, item)
    reviewer = _reviewer(task)
    if is_review(item):
        yield from takes_part(task, "investigator", Part.INVESTIGATOR, reviewer, item)
    new = replace(
        item,
        investigator=reviewer,
        responded_on=on,
        outcome=overall,
        delay_reason=answers.text("delay_reason"),
        resolution_terms=answers.text("resolution_terms"),
        next_stage_rights_on=item.next_stage_rights_on if last else rights_on,
        ombudsman_rights_on=rights_on if last else item.ombudsman_rights_on,
        adjudicating_officer=adjudicator or item.adjudicating_officer,
        cost_pence=answers.pence("cost") if item.stage is Stage.TWO else item.cost_pence,
    )
    yield item, new
    others = replaced(item, new, {"investigator": on, "adjudicating_officer": on})
    yield from ((None, each) for each in others)
    yield from end_with(task, item, on, parts=False)
    yield from puts


def _reviewer(task: Task) -> str:
    """Who looked into it. A review has somebody's name, and it is not that of stage 1 (Code part 5)."""
    item = task.investigation
    if not is_review(item):
        return item.investigator
    given = "investigator" in task.answers.given or not item.investigator
    return task.answers.name("investigator", "Enter who reviewed it.") if given else item.investigator


def is_review(item: Investigation) -> bool:
    """Whether it is a stage 2 of the corporate procedure."""
    return item.stage is Stage.TWO and item.route is Route.CORPORATE


def outcome(task: Task) -> Puts:
    """The outcome of a response that was recorded without one. Answers: as for `respond`."""
    overall, puts = points.decide(task)
    if overall is Outcome.NOT_RECORDED:
        task.answers.wrong("outcome", "Choose the outcome.")
    yield task.investigation, replace(task.investigation, outcome=overall)
    yield from puts


def pay(task: Task) -> Puts:
    """A payment the council makes of its own accord. Answers: `amount` (pounds), `reason`, `paid_on`."""
    amount = task.answers.pence("amount", "Enter the amount in pounds.")
    reason = task.answers.text("reason", "Say what it is for.")
    paid_on = task.answers.day("paid_on", not_before=task.since_opened)
    item = task.investigation
    yield item, replace(item, payment_pence=amount, payment_reason=reason, paid_on=paid_on)
