"""The quality check of a draft response: its checklist as data, and the verb.

What a response has to say is the Ombudsman's Complaint Handling Code (2024) on responses at the end of a stage, and
"Getting the Best from Complaints" (2006) on those to children; what it must not say is data protection.
A draft that lacks something goes back: it is due again, and each check stays with the case.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desk_app.desk.points import points_of
from desk_app.desk.task import Puts, Task
from desk_app.records import CaseFile, Investigation, QualityCheck, Role, Route, Stage

LAST = {Route.STATUTORY: Stage.THREE, Route.CORPORATE: Stage.TWO}


def _always(_file: CaseFile, _item: Investigation) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist, as it is ticked; `applies` leaves it out where it makes no sense."""

    says: str
    applies: Callable[[CaseFile, Investigation], bool] = _always


CHECKLIST: tuple[Item, ...] = (
    Item("It says what the complaint is about and which stage this is"),
    Item("Every point of complaint is answered, each with its outcome", lambda file, item: bool(points_of(file, item))),
    Item("The complaint is answered in full, with its outcome", lambda file, item: not points_of(file, item)),
    Item("It gives reasons, and they agree with the records and the dates"),
    Item("It is in plain English, and kind to the person who reads it"),
    Item("The child can understand it", lambda file, _: bool(file.case.made_by_child)),
    Item("It apologises for all that is upheld, or nothing is"),
    Item("It says what will be put right, by whom and by when"),
    Item("It says how to go to the next stage, and until when", lambda _, item: item.stage is not LAST[item.route]),
    Item("It gives the Ombudsman’s details"),
    Item("It tells nothing about other people that this person may not know"),
    Item("What it tells about the child, the child agreed to or it may be shared",
         lambda file, _: not file.case.made_by_child and file.person(Role.CHILD) is not None),
    Item("It goes to the right person, in the way they asked for"),
    Item("It will go out by its date, or the complainant was told of a later one"),
)  # fmt: skip


def checklist(file: CaseFile, item: Investigation) -> tuple[str, ...]:
    """What is to be ticked for an investigation's draft."""
    return tuple(line.says for line in CHECKLIST if line.applies(file, item))


def quality_checked(task: Task) -> Puts:
    """Answers: `on`, `met` (what is ticked of the checklist), `to_put_right`, `checked_by`.

    With all of it ticked the draft is checked. Otherwise it goes back, with what is to be put right, and is due again.
    """
    answers, item = task.answers, task.investigation
    since = (item.draft_received_on, "the draft came") if item.draft_received_on else task.since_opened
    on = answers.day("on", "Enter the day it was checked.", not_before=since)
    ticked = answers.several("met")
    lines = checklist(task.file, item)
    met, not_met = (tuple(line for line in lines if (line in ticked) is so) for so in (True, False))
    to_put_right = answers.text("to_put_right")
    if not_met and not to_put_right:
        lacks = "One line is" if len(not_met) == 1 else f"{len(not_met)} lines are"
        answers.wrong("to_put_right", f"{lacks} not ticked, so the draft goes back. Say what is to be put right.")
    elif to_put_right and not not_met:
        answers.wrong("to_put_right", "Everything is ticked. Leave out what is not so yet, or leave this empty.")
    yield None, QualityCheck(
        case_id=task.case.id, investigation_id=item.id, met=met, not_met=not_met, to_put_right=to_put_right,
        checked_by=answers.text("checked_by") or task.by, checked_on=on,
    )  # fmt: skip
    yield item, replace(item, draft_received_on=None) if not_met else replace(item, quality_checked_on=on)
