"""Backups by themselves: when one is due, under what name, and which of the earlier ones are kept. Pure but for `tidy`.

Kept are the latest of each of the last 7 days, 4 weeks and 12 months on which there is one. Only files with names that
were given here are ever removed, and never the latest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

DAILY, WEEKLY, MONTHLY = 7, 4, 12
OLD_DAYS = 7
"""A last good backup older than this is warned of."""
ENDING = ".backup"
_NAMED = re.compile(r"^(?P<store>.+) (?P<day>\d{4}-\d{2}-\d{2}) (?P<time>\d{4})(?: \d+)?\.backup$")
_LEFT = re.compile(r"^\.(?P<name>.+)\.\d+\.(copy|part)(-wal|-shm|-journal)?$")
"""What safekeeping.py names a backup while it is being written."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup that was made by itself."""

    path: Path
    at: datetime  # local, to the minute


def name_of(store: str, at: datetime) -> str:
    """ "Team 2026-11-24 0915.backup"."""
    return f"{store} {at:%Y-%m-%d %H%M}{ENDING}"


def is_left(name: str, store: str, out: str) -> bool:
    """Whether a file is of a backup that was never finished: one of this name, or of this store and made by itself."""
    left = _LEFT.match(name)
    if not left:
        return False
    named = _NAMED.match(left["name"])
    return left["name"] == out or bool(named and named["store"] == store)


def found(folder: Path, store: str) -> list[Kept]:
    """The backups of this store in a folder, latest first. Other files are nobody's business here."""
    known = []
    for path in folder.glob(f"*{ENDING}"):
        named = _NAMED.match(path.name)
        if named and named["store"] == store:
            known.append(Kept(path, datetime.strptime(f"{named['day']} {named['time']}", "%Y-%m-%d %H%M")))
    return sorted(known, key=lambda kept: (kept.at, kept.path.name), reverse=True)


def to_keep(known: Iterable[Kept]) -> list[Kept]:
    """Of these the latest of each of the last days, weeks and months on which there is one."""
    ordered = sorted(known, key=lambda kept: (kept.at, kept.path.name), reverse=True)
    wanted: dict[Path, Kept] = {}
    for number, period in ((DAILY, _day), (WEEKLY, _week), (MONTHLY, _month)):
        seen: dict[object, Kept] = {}
        for kept in ordered:
            if len(seen) < number or period(kept.at) in seen:
                seen.setdefault(period(kept.at), kept)
        wanted |= {kept.path: kept for kept in seen.values()}
    return sorted(wanted.values(), key=lambda kept: (kept.at, kept.path.name), reverse=True)


def _day(at: datetime) -> object:
    return at.date()


def _week(at: datetime) -> object:
    return at.isocalendar()[:2]


def _month(at: datetime) -> object:
    return at.year, at.month


def tidy(known: Iterable[Kept]) -> list[Path]:
    """Remove of these what need not be kept; which it was. Call it only after a new backup has been checked."""
    known = list(known)
    stay = {kept.path for kept in to_keep(known)}
    gone = [kept.path for kept in known if kept.path not in stay]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone


def is_due(last_on: date | None, today: date) -> bool:
    """Whether today's backup has not been made yet."""
    return last_on is None or last_on < today


def is_old(last_on: date | None, today: date) -> bool:
    """Whether the last good one is so old that somebody has to be told."""
    return last_on is None or last_on < today - timedelta(days=OLD_DAYS)
