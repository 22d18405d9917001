"""The review panel: three independent people who took part in nothing before (reg 19, SI 2006/1738)."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk.independence import Part
from desk_app.desk.takes_part import takes_part
from desk_app.desk.task import Puts, Task
from desk_app.panels import note_of
from desk_app.records import Note

MEMBERS = 3


def panel(task: Task) -> Puts:
    """Answers: `chair`, `member_2`, `member_3`, `meets_on` (booked), `same_person`.

    A panel that was booked for another day is put off: `put_off_reason` is kept with that day as a note.
    """
    answers, item = task.answers, task.investigation
    names: list[str] = []
    for key in ("chair", "member_2", "member_3"):
        name = answers.name(key, "A panel is three independent people. Enter a name.")
        as_if = replace(item, panel_members=tuple(names))
        yield from takes_part(task, key, Part.PANEL_MEMBER, name, as_if)
        names.append(name)
    meets_on = answers.day("meets_on", ahead=True, not_before=task.since_opened)
    reason, before = answers.text("put_off_reason"), item.panel_meets_on
    if reason and before is not None and meets_on != before:
        text = note_of(before, reason)
        yield None, Note(case_id=task.case.id, text=text, written_on=answers.today, written_by=task.by)
    yield item, replace(item, panel_members=tuple(names), panel_meets_on=meets_on)


def panel_met(task: Task) -> Puts:
    """Answers: `on`, `attended_with` (who came along with the complainant)."""
    on = task.answers.day("on", "Enter the day the panel met.", not_before=task.since_opened)
    attended = task.answers.text("attended_with")
    yield task.investigation, replace(task.investigation, panel_met_on=on, attended_with=attended)


def panel_report(task: Task) -> Puts:
    """Answers: `on`, the day of the panel's report."""
    item = task.investigation
    met = (item.panel_met_on or item.opened_on, "the panel met" if item.panel_met_on else "it was opened")
    on = task.answers.day("on", "Enter the day of the report.", not_before=met)
    yield item, replace(item, panel_report_on=on)
