"""The due dates of an investigation counted the plain way, day by day: an oracle that shares nothing with the rule.

Only what it needs: bank holidays from the library, limits as procedures.md has them, no profiles, no step objects.
"""

from __future__ import annotations

from datetime import date, timedelta

import holidays

from desk_app.records import CaseFile, Investigation

BANK = holidays.country_holidays("GB", subdiv="ENG")
ONE = timedelta(days=1)
CODE = date(2026, 4, 1)


def works(day: date) -> bool:
    return day.weekday() < 5 and day not in BANK


def after(day: date, number: int) -> date:
    """So many working days after a day: the day itself is day 0."""
    while number:
        day += ONE
        number -= works(day)
    return day


def between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`."""
    return sum(works(start + ONE * n) for n in range(1, (end - start).days + 1))


def acknowledge_due(file: CaseFile, item: Investigation) -> date:
    """3 working days after receipt; 5 under the Code."""
    code = item.route == "Corporate" and file.case.received_on >= CODE
    return after(item.started_on or item.opened_on, 5 if code else 3)


def response_due(file: CaseFile, item: Investigation) -> date | None:
    """The date that counts for the response, or None where a pause or the Code's stage 2 makes it more than this."""
    if any(not pause.part and pause.investigation_id in (None, item.id) for pause in file.pauses):
        return None
    start, limit, longest = item.started_on or item.opened_on, 0, 0
    code = item.route == "Corporate" and file.case.received_on >= CODE
    match (str(item.route), str(item.stage), code):
        case ("Statutory", "Stage 1", _):
            limit, longest = 10, 20
        case ("Statutory", "Stage 2", _):
            limit, longest = 25, 65
        case ("Corporate", "Stage 1", False):
            limit, longest = 30, 10_000
        case ("Corporate", "Stage 1", True):
            due = acknowledge_due(file, item)
            start, limit, longest = min(due, item.acknowledged_on or due), 10, 20
        case ("Corporate", "Stage 2", False):
            limit, longest = 30, 10_000
        case _:
            return None
    due = after(start, limit)
    last = after(start, longest) if longest < 10_000 else date.max
    for extension in sorted((e for e in file.extensions if e.investigation_id == item.id), key=lambda e: e.to_on):
        in_time = extension.told_on is not None and extension.told_on <= due
        if extension.reason and in_time and (not code or extension.ombudsman_details_given):
            due = max(due, min(extension.to_on, last))
    return due
