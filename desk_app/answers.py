"""What a form of a verb gave, read field by field. Problems are gathered beside their fields; nothing is raised."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TypeVar

from desk_app import clean, dates
from desk_app.problems import Problem
from desk_app.spoken_dates import typed_date

E = TypeVar("E", bound=StrEnum)
Given = Mapping[str, object]
Since = tuple[date, str]
"""The earliest day something can be of, and what happened on it: (2 March 2026, "it was received")."""

EARLIEST = date(1990, 1, 1)
EARLIEST_OF = {"born_on": date(1900, 1, 1)}
"""Days of something that may lie further back."""
FURTHEST_YEARS = 20
FUTURE = "This date is in the future. Enter today’s date or an earlier one."
LONGEST_NAME = 200


def wrong_day(day: date, today: date, *, ahead: bool = False, key: str = "") -> str:
    """What is wrong with the day of something that has happened (or, `ahead`, may be to come), "" for nothing.

    `key` is the field's: one is born earlier than anything is complained of.
    """
    earliest = EARLIEST_OF.get(key, EARLIEST)
    if day < earliest:
        return f"Enter a date after {earliest.year - 1}."
    if day > today and not ahead:
        return FUTURE
    if day.year > today.year + FURTHEST_YEARS:
        return f"This is more than {FURTHEST_YEARS} years ahead. Check the year."
    return ""


def read_day(text: str, today: date, *, ahead: bool = False, key: str = "") -> date:
    """The day a text means. Raises Problem for what is none, or lies where it cannot."""
    found = typed_date(text, today, ahead=ahead)
    if wrong := wrong_day(found, today, ahead=ahead, key=key):
        raise Problem(wrong)
    return found


def wrong_name(name: str) -> str:
    """What is wrong with what a person is called, "" for nothing: longer than any page has room for."""
    if len(name) <= LONGEST_NAME:
        return ""
    return f"This is longer than {LONGEST_NAME} letters. Enter the name only, and the rest where it belongs."


def since(otherwise: Since, *happened: tuple[date | None, str]) -> Since:
    """The latest of these days, each with what happened on it: what came after all of them is not before that one.

    A day that is not known yet says nothing.
    """
    known = [(day, what) for day, what in happened if day is not None]
    return max([otherwise, *known], key=lambda each: each[0])


@dataclass(slots=True)
class Answers:
    """Values as typed, or as records hold them; today is the day they are read on.

    `needed` is what to say where nothing was given: "Enter the day you wrote to them."
    """

    given: Given
    today: date
    problems: dict[str, str] = field(default_factory=dict)
    asked: dict[str, str] = field(default_factory=dict)  # what the other answers raise, by the question that asks it

    def ask(self, key: str, question: str) -> None:
        """Note what the other answers raise; a question may be raised by several."""
        self.asked[key] = " ".join(filter(None, (self.asked.get(key), question)))

    def wrong(self, key: str, problem: str) -> None:
        """Note what is wrong with a field, unless something already is."""
        self.problems.setdefault(key, problem)

    def text(self, key: str, needed: str = "") -> str:
        """Trimmed text, without control characters."""
        value = self.given.get(key)
        text = "" if value is None else clean.words(str(value))
        if not text and needed:
            self.wrong(key, needed)
        return text

    def line(self, key: str, needed: str = "") -> str:
        """One line, its spaces folded."""
        return clean.one_line(self.text(key, needed))

    def name(self, key: str, needed: str = "") -> str:
        """What a person is called."""
        name = self.line(key, needed)
        if wrong := wrong_name(name):
            self.wrong(key, wrong)
        return name

    def day(
        self,
        key: str,
        needed: str = "",
        *,
        ahead: bool = False,
        not_before: Since | None = None,
    ) -> date | None:
        """A date; `ahead` allows days to come, `not_before` is the earliest day and what happened on it."""
        value = self.given.get(key)
        if isinstance(value, date):
            found = value
        elif not str(value or "").strip():
            if needed:
                self.wrong(key, needed)
            return None
        else:
            try:
                found = typed_date(str(value), self.today, ahead=ahead)
            except Problem as problem:
                self.wrong(key, str(problem))
                return None
        if wrong := wrong_day(found, self.today, ahead=ahead, key=key):
            self.wrong(key, wrong)
        elif not_before is not None and found < not_before[0]:
            earliest, what = not_before
            self.wrong(key, f"This is before {what} on {dates.in_words(earliest)}. Check both dates.")
        return found

    def choice(self, key: str, kind: type[E], needed: str = "") -> E | None:
        """A member of a fixed set, by its words."""
        text = self.text(key, needed)
        if not text:
            return None
        found = {str(member).casefold(): member for member in kind}.get(text.casefold())
        if found is None:
            self.wrong(key, f"Choose one of: {', '.join(kind)}.")
        return found

    def several(self, key: str) -> tuple[str, ...]:
        """Any number of texts."""
        value = self.given.get(key)
        return tuple(str(item) for item in value) if isinstance(value, list | tuple) else ()

    def pence(self, key: str, needed: str = "") -> int | None:
        """An amount in pounds, "1,250.50" or "£300", as pence."""
        text = self.text(key, needed).replace("£", "").replace(",", "").strip()
        if not text:
            return None
        try:
            amount = Decimal(text)
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite() or amount < 0 or amount != amount.quantize(Decimal("0.01")):
            self.wrong(key, "Enter an amount in pounds, like 300 or 1,250.50.")
            return None
        return int(amount * 100)

    def yes_no(self, key: str, needed: str = "") -> bool | None:
        """True, False, or None where it was not answered."""
        value = self.given.get(key)
        if isinstance(value, bool):
            return value
        text = self.text(key, needed).casefold()
        if text in ("", "yes", "no"):
            return None if not text else text == "yes"
        self.wrong(key, "Answer yes or no.")
        return None
