"""What a holiday would move, in words."""

from __future__ import annotations

from datetime import date

from desk_app.desk.holidays import Effects, Moved
from desk_app.records import Holiday
from ui.kit.dates import short_date


def in_words(holiday: Holiday, effects: Effects, today: date, at_most: int) -> tuple[str, list[str]]:
    """A title and lines: "3 dates move", "CF/2026-27/0012 stage 1 response, 4 Dec to 7 Dec" ..."""
    lines = [effects.why_none] if effects.why_none else []
    if holiday.on < today:
        lines.append("This day is past: dates of cases that ran then were counted with it as it was.")
    lines += [_line(moved) for moved in effects.moved[:at_most]]
    if len(effects.moved) > at_most:
        lines.append(f"and {len(effects.moved) - at_most:,} more.")
    if effects.judged:
        shown = ", ".join(effects.judged[:at_most])
        more = f" and {len(effects.judged) - at_most:,} more" if len(effects.judged) > at_most else ""
        number = len(effects.judged)
        subject = "1 step that is done would be" if number == 1 else f"{number:,} steps that are done would be"
        lines.append(f"{subject} in time instead of late, or late instead of in time, also in figures: {shown}{more}.")
    if not effects.moved:
        return "No date of an open case moves", lines
    return ("1 date moves" if len(effects.moved) == 1 else f"{len(effects.moved):,} dates move"), lines


def _line(moved: Moved) -> str:
    return f"{moved.reference} {moved.label[:1].lower()}{moved.label[1:]}, {_day(moved.was_on, moved.will_be_on)}"


def _day(was: date, will_be: date) -> str:
    """ "4 Dec to 7 Dec"; with years where they differ."""
    if was.year != will_be.year:
        return f"{short_date(was)} to {short_date(will_be)}"
    return f"{was.day} {was:%b} to {will_be.day} {will_be:%b}"
