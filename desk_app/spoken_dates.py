"""Days said in relation to today: "last Friday", "3 days ago". For what is typed now, never for what was written once.

A register's "Friday" is of the week it was written in, so `dates.parse_date` alone reads registers.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from desk_app import dates
from desk_app.problems import Problem

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_COUNT = rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})\s*(day|week)s?"
_AGO = re.compile(rf"^{_COUNT} ago$")
_IN = re.compile(rf"^(?:in {_COUNT}|{_COUNT} from now)$")
_WEEKDAY = re.compile(r"^(?:on )?(last |next |this )?([a-z]{3,9})\.?$")
_SHORT = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}


def typed_date(text: str, today: date, *, ahead: bool = False) -> date:
    """The day that somebody means who types this today: all that `parse_date` reads, and days from today.

    "fri" is the last Friday before today, or with `ahead` the next one after it. Where people mean two different
    days by the words (today's own weekday, "last Monday" on a Wednesday), both are named. Raises Problem.
    """
    words = " ".join(text.lower().split())
    if found := _AGO.match(words):
        return _moved(today, -_days(found[1], found[2]), text)
    if found := _IN.match(words):
        return _moved(today, _days(found[1] or found[3], found[2] or found[4]), text)
    if (found := _WEEKDAY.match(words)) and (weekday := _weekday(found[2])) is not None:
        return _of_week(weekday, (found[1] or "").strip(), today, ahead=ahead)
    return _on_its_weekday(dates.parse_date(text, today, ahead=ahead), words)


def _on_its_weekday(day: date, words: str) -> date:
    """The day, unless it is said with the name of another: "tue 29/6/2026", a Monday."""
    first = re.match(r"[a-z]+", words)
    said = _weekday(first[0]) if first else None
    if said is not None and said != day.weekday():
        raise Problem(
            f"{day.day} {day:%B %Y} is a {day:%A}, not a {_DAYS[said].title()}.", "Correct the day or the date."
        )
    return day


def _days(number: str, unit: str) -> int:
    return (_NUMBERS.get(number) or int(number)) * (7 if unit == "week" else 1)


def _moved(today: date, days: int, text: str) -> date:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        raise Problem(f"“{text.strip()[:40]}” is not a date.", "Enter it like 3/4/2024 or 3 Apr 2024.") from None


def _weekday(word: str) -> int | None:
    if word in _SHORT:
        return _SHORT[word]
    return next((n for n, name in enumerate(_DAYS) if word in (name, name[:3])), None)


def _of_week(weekday: int, which: str, today: date, *, ahead: bool) -> date:
    before = today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)  # the latest one that has been
    after = today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    monday = today - timedelta(days=today.weekday())
    if which == "this":
        return monday + timedelta(days=weekday)
    if which == "last":
        return before if before < monday else _either(before, before - timedelta(days=7))
    if which == "next":
        return after if after > monday + timedelta(days=6) else _either(after, after + timedelta(days=7))
    if before == today - timedelta(days=7):
        return _either(today, after if ahead else before)
    return after if ahead else before


def _either(one: date, other: date) -> date:
    first, second = sorted((one, other))
    raise Problem(
        f"This may be {first:%A} {dates.in_words(first)} or {second:%A} {dates.in_words(second)}.", "Write the date."
    )
