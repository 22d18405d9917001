"""References of cases: prefix/year/number, with a letter from the second branch on. A number is never used again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import date

from desk_app.store import engine
from desk_app.store.lines import year_of

_FORM = re.compile(r"^[^/]+/(\d{4})-(\d{2})/(\d+)[A-Z]*$")


def take(connection: engine.Connection, prefix: str, received_on: date, letter: str) -> str:
    """The next reference of the year the case was received in. Taken for good, also if the change is undone later."""
    year = year_of(received_on).replace("/", "-")
    [(number,)] = connection.execute(
        "INSERT INTO reference_number(year, last) VALUES (?, 1)"
        " ON CONFLICT(year) DO UPDATE SET last = last + 1 RETURNING last",
        (year,),
    ).fetchall()
    return f"{prefix}/{year}/{number:04}{letter}"


def note(connection: engine.Connection, used: Iterable[str]) -> None:
    """Numbers that cases brought with them (an import's) are used too."""
    highest: dict[str, int] = {}
    for reference in used:
        if match := _FORM.match(reference):
            year = f"{match[1]}-{match[2]}"
            highest[year] = max(highest.get(year, 0), int(match[3]))
    connection.executemany(
        "INSERT INTO reference_number(year, last) VALUES (?, ?)"
        " ON CONFLICT(year) DO UPDATE SET last = max(last, excluded.last)",
        list(highest.items()),
    )


def of(connection: engine.Connection, case_id: int | None) -> str:
    """The reference of a case, "" if it is gone."""
    row = connection.execute("SELECT reference FROM feedback_case WHERE id = ?", (case_id,)).fetchone()
    return str(row[0]) if row else ""


def digest(reference: str) -> str:
    """What is kept of the reference of an erased case, however it is spaced or capitalised."""
    return _hashed("".join(reference.split()).casefold())


def digest_of_row(received_on: str, kind: str, customer: str, words: str) -> str:
    """What is kept of an erased case for registers without references: `customer` as intake.match_key gives it."""
    return _hashed("\n".join((received_on, kind, customer, " ".join(words.split()).casefold())))


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
