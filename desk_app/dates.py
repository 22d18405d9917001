"""Dates as people in Britain write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from desk_app.problems import Problem

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_RELATIVE = {"today": 0, "yesterday": -1, "tomorrow": 1}
_WEEKDAY = re.compile(r"^(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?[\s,.]+", re.I)
_ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")
_NUMBERS = re.compile(r"^(\d{1,2})\s*[/.\-\s]\s*(\d{1,2})(?:\s*[/.\-\s]\s*(\d{4}|\d{2}))?$")
_NAMED = re.compile(r"^(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]*(?:of\s+)?([a-z]{3,9})\.?[\s,\-/.]*(\d{4}|\d{2})?$", re.I)
_NAMED_US = re.compile(r"^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:[\s,]+(\d{4}|\d{2}))?$", re.I)
_TIME = re.compile(r"[\sT,]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:am|pm)?\s*(?:Z|[+-]\d{2}:?\d{2})?$", re.I)


def parse_date(text: str, today: date, *, ahead: bool = False) -> date:
    """The date meant by 3/4/24, 3 Apr, 3rd April 2024, Wed 3 April, 2024-04-03, today or yesterday. Day before month.

    Without a year it is the last such day; with `ahead`, the next one. Raises Problem.
    """
    written = _TIME.sub("", _WEEKDAY.sub("", " ".join(text.split())))
    lower = written.lower()
    if lower in _RELATIVE:
        return today + timedelta(days=_RELATIVE[lower])
    if found := _ISO.match(written):
        year, month, day = (int(g) for g in found.groups())
        return _date(day, month, year, text)
    if found := _NUMBERS.match(written):
        day, month = int(found[1]), int(found[2])
        return _with_year(day, month, found[3], text, today, ahead)
    if found := _NAMED.match(written):
        return _with_year(int(found[1]), _month(found[2], text), found[3], text, today, ahead)
    if found := _NAMED_US.match(written):
        return _with_year(int(found[2]), _month(found[1], text), found[3], text, today, ahead)
    raise _not_a_date(text)


def _with_year(day: int, month: int, year: str | None, text: str, today: date, ahead: bool) -> date:
    if year:
        return _date(day, month, int(year) if len(year) == 4 else _in_full(int(year), today, text), text)
    years = range(today.year, today.year + 5) if ahead else range(today.year, today.year - 5, -1)
    for candidate in years:  # five, for 29 February
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if (found >= today) if ahead else (found <= today):
            return found
    raise _not_a_date(text)


def _in_full(two_digits: int, today: date, text: str) -> int:
    """Two digits are of this century. Further ahead than anything is planned they may be a slip, so they are asked."""
    year = 2000 + two_digits
    if year > today.year + 10:
        raise Problem(f"“{text.strip()[:40]}” may be of this century or the last.", "Write the year with four digits.")
    return year


def _month(name: str, text: str) -> int:
    lower = name.lower()
    for number, month in enumerate(_MONTHS, start=1):
        if month.startswith(lower) or lower == "sept" == month[:4]:
            return number
    raise _not_a_date(text)


def _date(day: int, month: int, year: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _not_a_date(text) from None


def _not_a_date(text: str) -> Problem:
    return Problem(f"“{text.strip()[:40]}” is not a date.", "Enter it like 3/4/2024, 3 Apr 2024, today or yesterday.")


def in_words(day: date) -> str:
    """3 April 2024."""
    return f"{day.day} {day:%B} {day.year:04}"


def uk_date(moment: datetime) -> date:
    """The day it was in Britain at that moment. Without a time zone it is taken as UTC.

    Summer time as since 1996: from the last Sunday of March to the last of October, changing at 1:00 UTC. Counted
    here, since Windows brings no table of time zones.
    """
    utc = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    summer = _last_sunday(utc.year, 3) <= utc < _last_sunday(utc.year, 10)
    return (utc + timedelta(hours=1) if summer else utc).date()


def moment(at: datetime) -> str:
    """ "24 Nov 2026, 14:05" on this computer's clock."""
    here = at.astimezone()
    return f"{short(here.date())}, {here:%H:%M}"


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def short(day: date) -> str:
    """3 Apr 2024."""
    return f"{day.day} {day:%b} {day.year:04}"
