"""How long a case is kept, and why: the council's schedule, applied to one case. Pure. Nothing is erased by itself.

The longest period that applies holds. The defaults are what councils publish: six years for compliments and corporate
complaints (Gateshead, Islington); no law sets a period for statutory complaints, and councils keep them for 6 to 10
years or with the child's record; a looked after child's record is kept for 75 years from birth (Care Planning,
Placement and Case Review Regulations 2010, regulation 50). 0 years keeps for good.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from desk_app.records import Kind, Outcome
from desk_app.settings import Settings

UPHELD = frozenset({Outcome.UPHELD, Outcome.PARTIALLY_UPHELD})
FOR_GOOD = date.max


@dataclass(frozen=True, slots=True)
class Facts:
    """What the schedule asks of a case that has ended."""

    kind: Kind
    received_on: date
    closed_on: date | None = None
    looked_into: bool = True  # a complaint with an investigation that was answered
    statutory: bool = False
    outcomes: frozenset[str] = frozenset()
    ombudsman_on: date | None = None  # the Ombudsman's last decision or request
    looked_after: bool = False
    born_on: date | None = None  # the child


@dataclass(frozen=True, slots=True)
class Kept:
    """Until when a case is kept, and why in words."""

    until_on: date
    why: str


def kept(facts: Facts, settings: Settings) -> Kept:
    """Until when this case is kept."""
    return max(_periods(facts, settings), key=lambda each: each.until_on)


def _periods(facts: Facts, settings: Settings) -> Iterator[Kept]:
    end = facts.closed_on or facts.received_on
    if facts.kind is Kind.COMPLIMENT:
        yield _of(facts.received_on, settings.keep_compliments, "compliment")
        return
    if facts.kind is not Kind.COMPLAINT:
        yield _of(end, settings.keep_comments, str(facts.kind).lower())
        return
    if not facts.looked_into:
        yield _of(end, settings.keep_not_taken_up, "complaint that was not looked into")
    elif facts.statutory:
        yield _of(end, settings.keep_statutory, "statutory complaint")
    else:
        yield _of(end, settings.keep_corporate, "corporate complaint")
    if facts.outcomes & UPHELD:
        yield _of(end, settings.keep_upheld, "complaint that was upheld")
    if facts.ombudsman_on is not None:
        yield _of(max(end, facts.ombudsman_on), settings.keep_ombudsman, "complaint the Ombudsman looked at")
    if facts.looked_after:
        since = "birth" if facts.born_on else "the day it came, as the date of birth is not recorded"
        years = settings.keep_looked_after
        yield _of(facts.born_on or facts.received_on, years, "complaint about a looked after child", since)


def _of(start: date, years: int, what: str, since: str = "") -> Kept:
    if years == 0:
        return Kept(FOR_GOOD, f"{what}: kept for good")
    length = "1 year" if years == 1 else f"{years} years"
    return Kept(years_after(start, years), f"{what}: {length}{f' from {since}' if since else ''}")


def years_after(day: date, years: int) -> date:
    """The same day so many years later; of 29 February the day after, where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def shortest(settings: Settings) -> int:
    """The fewest years after which anything may be due: what came later need not be looked at."""
    years = (
        settings.keep_compliments, settings.keep_comments, settings.keep_not_taken_up, settings.keep_corporate,
        settings.keep_statutory,
    )  # fmt: skip
    return min((each for each in years if each), default=0)
