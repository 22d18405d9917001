"""The statutory stage 2: who looks into it, the statement that is agreed, their reports (reg 17, SI 2006/1738)."""

from __future__ import annotations

from dataclasses import replace

from desk_app.desk.independence import Part
from desk_app.desk.takes_part import takes_part
from desk_app.desk.task import Puts, Task


def commission(task: Task) -> Puts:
    """Answers: `investigating_officer`, `officer_on`, `independent_person`, `person_on`, `same_person`."""
    answers, item = task.answers, task.investigation
    officer = answers.name("investigating_officer", "Enter the investigating officer.")
    person = answers.name("independent_person")
    new = replace(
        item, investigating_officer=officer, investigator=officer or item.investigator, independent_person=person,
        investigating_officer_on=answers.day("officer_on", not_before=task.since_opened),
        independent_person_on=answers.day("person_on", not_before=task.since_opened),
    )  # fmt: skip
    alone = replace(new, independent_person="")  # two of one name is said once, beside the independent person
    for key, part, name, as_if in (
        ("investigating_officer", Part.INVESTIGATING_OFFICER, officer, alone),
        ("independent_person", Part.INDEPENDENT_PERSON, person, new),
    ):
        yield from takes_part(task, key, part, name, as_if)
    yield item, new


def agree_statement(task: Task) -> Puts:
    """Answers: `on`, the day the complainant agreed the written statement of the complaint."""
    on = task.answers.day("on", "Enter the day it was agreed.", not_before=task.since_opened)
    yield task.investigation, replace(task.investigation, statement_agreed_on=on)


def reports(task: Task) -> Puts:
    """Answers: `officer_report_on`, `independent_report_on`; one of them at least."""
    answers, item = task.answers, task.investigation
    officer = answers.day("officer_report_on", not_before=task.since_opened)
    independent = answers.day("independent_report_on", not_before=task.since_opened)
    if officer is None and independent is None:
        answers.wrong("officer_report_on", "Enter the day a report came.")
    yield item, replace(
        item, officer_report_on=officer or item.officer_report_on,
        independent_report_on=independent or item.independent_report_on,
    )  # fmt: skip
