"""Dates and times as the window shows them."""

from __future__ import annotations

from datetime import date, datetime


def short_date(day: date | None) -> str:
    """ "24 Nov 2026", "" for none."""
    return f"{day.day} {day:%b %Y}" if day else ""


def long_date(day: date | None) -> str:
    """ "Tuesday 24 November 2026", "" for none."""
    return f"{day:%A} {day.day} {day:%B %Y}" if day else ""


def moment(at: datetime) -> str:
    """ "24 Nov 2026, 14:05" on this computer's clock."""
    here = at.astimezone()
    return f"{short_date(here.date())}, {here:%H:%M}"
