"""A panel that was put off: kept as a note of the case, and said in its second invitation. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desk_app import dates
from desk_app.records import CaseFile, Investigation, Stage

PUT_OFF = "The panel was put off from "
"""How such a note begins; then the day it was to meet, and why."""


@dataclass(frozen=True, slots=True)
class PutOff:
    """From which day, in words, and why."""

    from_on: str
    reason: str


def note_of(from_on: date, reason: str) -> str:
    """The text of the note."""
    return f"{PUT_OFF}{dates.in_words(from_on)}: {reason}"


def put_off(file: CaseFile, item: Investigation | None) -> PutOff | None:
    """The last time a panel was put off, None if it was not."""
    found = [note for note in file.notes if note.text.startswith(PUT_OFF)]
    if item is None or item.stage is not Stage.THREE or not found:
        return None
    from_on, _, reason = max(found, key=lambda note: note.id).text.removeprefix(PUT_OFF).partition(": ")
    return PutOff(from_on, reason) if reason else None
