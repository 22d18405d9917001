"""Sentences as pure functions of figures: numbers, counts, lists, changes, months. None says more than its figures.

Style: numerals, but "no" and "one" before what is counted; "per cent" is printed as a whole number with %, rounded half
up; a change of a per cent is in percentage points; a per cent of fewer than `TINY` says nothing and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Literal

from desk_app.figures import rounding
from desk_app.figures.numbers import NOT_RECORDED
from desk_app.figures.rounding import half_up

TINY = 10
"""Below this denominator a per cent misleads: "increased from 3 to 5", not "(67%)"."""

Better = Literal["more", "fewer", "neither"]
"""Which direction of a measure is the better one, if one is."""

Unit = Literal["count", "percent", "days"]


# --- numbers -------------------------------------------------------------------------------------------
def number(value: Fraction | int, decimals: int = 0) -> str:
    """A number as it is printed: number(1234) == "1,234", number(Fraction(55, 3), 1) == "18.3"."""
    if isinstance(value, int) and not decimals:
        return f"{value:,}"
    rounded = half_up(value, decimals)
    return f"{rounded if rounded else abs(rounded):,.{decimals}f}"


def percent_value(part: int, whole: int) -> int:
    """The whole per cent that is printed; 0 of nothing is 0."""
    return int(rounding.percent(part, whole) or 0)


def percent(part: int, whole: int) -> str:
    """ "44%", "less than 1%"; "–" where there is nothing to take a share of."""
    return rounding.percent_in_words(part, whole) or "–"


def count(amount: int, one: str, many: str = "") -> str:
    """A count with what it counts: "no complaints", "one complaint", "2 complaints"."""
    things = many or f"{one}s"
    if amount == 0:
        return f"no {things}"
    return f"one {one}" if amount == 1 else f"{number(amount)} {things}"


def some(amount: int) -> str:
    """A number that is counted of something: "none", "one", "12"."""
    return {0: "none", 1: "one"}.get(amount) or number(amount)


def tally(amount: int) -> str:
    """A number among numbers of one sentence: "none", "1", "12"."""
    return number(amount) if amount else "none"


def were(amount: int, of: int = 0) -> str:
    """ "was" after one thing, or after any part `of` one, else "were"."""
    return "was" if 1 in (amount, of) else "were"


def share(part: int, whole: int, one: str, many: str = "") -> str:
    """A part with its denominator: "51 of 116 cases (44%)"; without the per cent where the denominator is tiny.

    Of one: "the one case", or "no case".
    """
    things = many or f"{one}s"
    if whole == 0:
        return f"none, as there were no {things}"
    if whole == 1:
        return f"the one {one}" if part else f"no {one}"
    text = f"{some(part)} of {number(whole)} {things}"
    return text if whole < TINY else f"{text} ({percent(part, whole)})"


def ratio(part: int, whole: int) -> str:
    """Two numbers without what they count: "77 of 162 (48%)"; without the per cent where the denominator is tiny."""
    text = f"{number(part)} of {number(whole)}"
    return text if whole < TINY else f"{text} ({percent(part, whole)})"


def days(value: Fraction | int | None) -> str:
    """Whole working days, as sentences say them: "29 working days"; "one working day"."""
    return "not known" if value is None else count(int(half_up(value)), "working day")


def days_value(value: Fraction | int | None) -> str:
    """Whole working days as a number alone: "29"; "–" where there is nothing to measure."""
    return "–" if value is None else number(value)


def whole(value: Fraction | None) -> int | None:
    """The whole number that is printed, to compare printed values."""
    return None if value is None else int(half_up(value))


def money(pence: int) -> str:
    """ "£1,250.00"; whole pounds without pence."""
    return f"£{number(Fraction(pence, 100), 0 if pence % 100 == 0 else 2)}"


# --- lists ----------------------------------------------------------------------------------------------
def listed(items: Iterable[str]) -> str:
    """ "a", "a and b", "a, b and c"; "" of nothing."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def either(items: Iterable[str]) -> str:
    """ "a, b or c"."""
    words = list(items)
    return listed(words) if len(words) < 2 else f"{', '.join(words[:-1])} or {words[-1]}"


def sentence(text: str) -> str:
    """With a capital first letter and one full stop."""
    text = text.strip()
    if not text:
        return ""
    return f"{text[0].upper()}{text[1:]}{'' if text[-1] in '.!?:' else '.'}"


def article(word: str) -> str:
    """ "an adult", "a child"."""
    return f"{'an' if word[:1].casefold() in 'aeiou' else 'a'} {word}"


def on(day: date, *, year: bool = True) -> str:
    """A date in full: "3 April 2024"; without its year: "3 April"."""
    return f"{day.day} {day:%B %Y}" if year else f"{day.day} {day:%B}"


def largest(counts: Mapping[str, int], how_many: int = 3) -> list[tuple[str, int]]:
    """The largest entries above zero, largest first, then by name; those that tie with the last one come along.

    What was not recorded is no entry.
    """
    ranked = sorted(
        ((name, n) for name, n in counts.items() if n and name != NOT_RECORDED), key=lambda pair: (-pair[1], pair[0])
    )
    if len(ranked) <= how_many:
        return ranked
    least = ranked[how_many - 1][1]
    tied = [pair for pair in ranked if pair[1] >= least]
    return tied if len(tied) <= how_many + 2 else [pair for pair in ranked if pair[1] > least]


def top(counts: Mapping[str, int], how_many: int = 3) -> str:
    """The largest entries in words: "delay (40), communication (31) and policy (12)"; "" of nothing."""
    return listed(f"{name} ({number(n)})" for name, n in largest(counts, how_many))


# --- changes --------------------------------------------------------------------------------------------
def shown(value: int | None, unit: Unit = "count") -> str:
    """A printed value in a table of years: "222", "33%", "29"; "–" where there is none."""
    return "–" if value is None else f"{number(value)}%" if unit == "percent" else number(value)


def moved(before: int | None, now: int | None, unit: Unit = "count") -> str:
    """How a printed value changed, to follow its name: "increased from 180 to 222 (23%)".

    Per cents change in percentage points. No year before, or no value now, is said and not guessed.
    """
    if now is None:
        return "cannot be given, as there is nothing to measure"
    if before is None:
        return f"was {_measured(now, unit)}; there is no earlier year to compare with"
    if before == now:
        return f"stayed the same, at {_measured(now, unit)}"
    verb = "increased" if now > before else "decreased"
    return f"{verb} from {shown(before, unit)} to {_measured(now, unit)}{_by_how_much(before, now, unit)}"


def _measured(value: int, unit: Unit) -> str:
    if unit == "days":
        return count(value, "working day") if value else "0 working days"
    if unit == "percent":
        return f"{number(value)}%"
    return number(value)


def _by_how_much(before: int, now: int, unit: Unit) -> str:
    if unit == "percent":
        return f" ({points(before, now)})"
    if unit != "count" or before < TINY:
        return ""
    by = "by " if abs(now - before) >= before else ""  # "from 13 to 29 (123%)" would read as 123% of 13
    return f" ({by}{percent(abs(now - before), before)})"


def points(before: int, now: int) -> str:
    """The distance of two per cents: "18 percentage points"."""
    return count(abs(now - before), "percentage point")


def direction(before: int | None, now: int | None, better: Better = "neither", unit: Unit = "count") -> str:
    """A word or two on two printed values.

    No change, increased, decreased; a count with a better direction says which that is: "increased (worse)"; days and
    per cents with one have improved or got worse.
    """
    if before is None or now is None:
        return "not known"
    if before == now:
        return "no change"
    verb = "increased" if now > before else "decreased"
    if better == "neither":
        return verb
    good = (now > before) == (better == "more")
    if unit == "count":
        return f"{verb} ({'better' if good else 'worse'})"
    return "improved" if good else "got worse"


def against(before: int | None, now: int, year_before: str) -> str:
    """A clause on the year before: "22 more than in 2022/23"; "" where there is none."""
    if before is None:
        return ""
    if before == now:
        return f"the same as in {year_before}"
    return f"{some(abs(now - before))} {'more' if now > before else 'fewer'} than in {year_before}"


def risen(before: int | None, now: int | None, year_before: str, unit: Unit = "count") -> str:
    """A note under a number: "up from 180 in 2022/23", "the same as in 2022/23"; "" where there is no year before."""
    if before is None or now is None:
        return ""
    if before == now:
        return f"the same as in {year_before}"
    return f"{'up' if now > before else 'down'} from {shown(before, unit)} in {year_before}"


# --- months ---------------------------------------------------------------------------------------------
def months_in_words(months: Sequence[tuple[str, int]], busy: Sequence[str], quiet: Sequence[str]) -> str:
    """A year's months in two or three sentences, without their years; "" where nothing was received.

    busy: those well above the average; quiet: the lowest. A list of most of the months says nothing and is left out.

    >>> months_in_words((("April 2023", 2), ("May 2023", 8), ("June 2023", 2), ("July 2023", 4)),
    ...                 ("May 2023",), ("April 2023", "June 2023"))
    'On average 4 were received a month. May (8) was well above the average. April (2) and June (2) were the quietest.'
    """
    whole = sum(n for _, n in months)
    if not whole:
        return ""
    mean = Fraction(whole, len(months))
    if mean < 1:
        return "On average fewer than one was received a month."
    if len({n for _, n in months}) == 1:
        return f"The same number, {number(mean)}, was received in each month."
    parts = [f"On average {number(mean, 0 if mean.denominator == 1 else 1)} were received a month."]
    if busy and len(busy) * 2 <= len(months):
        parts.append(f"{_months(months, busy)} {were(len(busy))} well above the average.")
    elif not busy:
        parts.append("No month was well above the average.")
    if quiet and len(quiet) * 2 <= len(months):
        parts.append(f"{_months(months, quiet)} {were(len(quiet))} the quietest.")
    return " ".join(parts)


def month_name(label: str) -> str:
    """ "April 2023" -> "April"."""
    return label.split(" ", 1)[0]


def _months(months: Sequence[tuple[str, int]], chosen: Sequence[str]) -> str:
    return listed(f"{month_name(label)} ({number(n)})" for label, n in months if label in chosen)


# --- what tables must say ---------------------------------------------------------------------------------
def rounding_note(parts: Sequence[int], whole: int) -> str:
    """The note under a table whose printed per cents do not sum to 100; "" where they do."""
    printed = sum(percent_value(part, whole) for part in parts)
    if not whole or sum(parts) != whole or printed == 100:
        return ""
    return f"The percentages add up to {printed} because each is rounded to a whole number."


def not_recorded(missing: int, total: int, one: str, many: str = "") -> str:
    """ "not recorded for 12 of 192 cases"; what the law asks for is always said, if only in this way."""
    things = many or f"{one}s"
    if total == 0:
        return f"not recorded, as there were no {things}"
    if missing == 0:
        return f"recorded for {'the one' if total == 1 else f'all {number(total)}'} {one if total == 1 else things}"
    if total == 1:
        return f"not recorded for the one {one}"
    if missing == total:
        return f"not recorded for any of the {number(total)} {things}"
    return f"not recorded for {number(missing)} of {number(total)} {things}"
