"""The statutory stage 2: who looks into it, the statement that is agreed, their reports (reg 17, SI 2006/1738)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desk_app.answers import since
from desk_app.date_order import not_before, said
from desk_app.dates import in_words
from desk_app.desk.independence import Part
from desk_app.desk.replaced import BEGAN, replaced
from desk_app.desk.same_name import clearly_one
from desk_app.desk.takes_part import takes_part
from desk_app.desk.task import Puts, Task
from desk_app.records import Investigation


def commission(task: Task) -> Puts:
    """Answers: `investigating_officer`, `officer_on`, `independent_person`, `person_on`, `same_person`."""
    answers, item = task.answers, task.investigation
    officer = answers.name("investigating_officer", "Enter the investigating officer.")
    person = answers.name("independent_person")
    new = replace(
        item, investigating_officer=officer, investigator=officer or item.investigator, independent_person=person,
        investigating_officer_on=_from(task, "officer_on", "investigating_officer", officer),
        independent_person_on=_from(task, "person_on", "independent_person", person),
    )  # fmt: skip
    until = {
        "investigating_officer": new.investigating_officer_on,
        "independent_person": new.independent_person_on,
    }
    others = tuple(replaced(item, new, until))
    with_them = replace(task, file=replace(task.file, replaced=(*task.file.replaced, *others)))
    alone = replace(new, independent_person="")  # two of one name is said once, beside the independent person
    for key, part, name, as_if in (
        ("investigating_officer", Part.INVESTIGATING_OFFICER, officer, alone),
        ("independent_person", Part.INDEPENDENT_PERSON, person, new),
    ):
        yield from takes_part(with_them, key, part, name, as_if)
    yield item, new
    yield from ((None, each) for each in others)


def _from(task: Task, key: str, field: str, name: str) -> date | None:
    """The day of an appointment: in the place of somebody else it is not before theirs."""
    before, on = getattr(task.investigation, field), getattr(task.investigation, BEGAN[field])
    theirs = on if before and not clearly_one(before, name) else None
    day = task.answers.day(key, not_before=since(task.since_opened, (theirs, f"{before} was appointed")))
    report = getattr(task.investigation, REPORT[field])
    item = task.investigation
    had = before or any((r.investigation_id, r.field) == (item.id, field) for r in task.file.replaced)
    if name and not had and day and report and day > report:
        what = said(item, REPORT[field])
        task.answers.wrong(key, f"This is after {what} on {in_words(report)}. Check both dates.")
    return day


REPORT = {"investigating_officer": "officer_report_on", "independent_person": "independent_report_on"}
"""Whose report it is: nobody writes one before they are appointed."""


STAGE_2 = {
    "investigating_officer": "the investigating officer",
    "independent_person": "the independent person",
    "statement_agreed_on": "the agreed statement",
    "officer_report_on": "the investigating officer’s report",
    "independent_report_on": "the independent person’s report",
}
"""What there is before it is answered, by its field."""


def lacking(item: Investigation) -> list[str]:
    """What is not recorded of that, in words."""
    return [words for field, words in STAGE_2.items() if not getattr(item, field)]


def agree_statement(task: Task) -> Puts:
    """Answers: `on`, the day the complainant agreed the written statement of the complaint."""
    on = task.answers.day("on", "Enter the day it was agreed.", not_before=task.since_opened)
    yield task.investigation, replace(task.investigation, statement_agreed_on=on)


def reports(task: Task) -> Puts:
    """Answers: `officer_report_on`, `independent_report_on`; one of them at least."""
    answers, item = task.answers, task.investigation
    officer, independent = (
        answers.day(field, not_before=not_before(task.file, item, field, task.since_opened))
        for field in ("officer_report_on", "independent_report_on")
    )
    if officer is None and independent is None:
        answers.wrong("officer_report_on", "Enter the day a report came.")
    yield item, replace(
        item, officer_report_on=officer or item.officer_report_on,
        independent_report_on=independent or item.independent_report_on,
    )  # fmt: skip
