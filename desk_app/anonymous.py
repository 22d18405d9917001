"""What is left of a record whose person or case was erased: dates, words of lists and ties, so that figures stay. Pure.

Every text goes unless it is named here, so that a field that is added later goes too.
"""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from typing import Any

from desk_app.records import (
    Action,
    Case,
    Decision,
    Extension,
    Investigation,
    Learning,
    OmbudsmanMatter,
    OmbudsmanRequest,
    OtherProcess,
    Party,
    Pause,
    Person,
    Point,
    Record,
    Refusal,
    Remedy,
)

ERASED = "Erased"
"""Stands where a rule asks whether there was a text: a reason for an ending or an extension, a part that was paused."""
STAYS: dict[type[Record], frozenset[str]] = {
    Person: frozenset({"age_band", "gender", "ethnicity", "disability"}),
    Case: frozenset(
        {
            "channel", "service_area", "team", "region", "route_answers", "category", "subcategory", "themes",
        }
    ),
    Party: frozenset({"relationship", "team"}),
    OtherProcess: frozenset({"process"}),
    Refusal: frozenset(),
    Investigation: frozenset({"team", "profile", "delay_reason", "escalation_reason"}),
    Point: frozenset({"category", "theme"}),
    Extension: frozenset({"step"}),
    Pause: frozenset(),
    Decision: frozenset({"criteria"}),
    OmbudsmanMatter: frozenset({"service_area", "decision", "decision_since_2024"}),
    OmbudsmanRequest: frozenset(),
    Remedy: frozenset({"kind"}),
    Learning: frozenset({"category"}),
    Action: frozenset({"kind"}),
}  # fmt: skip
"""The texts that stay, all of them words of a list or keys. Records of other classes go altogether."""
ASKED: dict[type[Record], frozenset[str]] = {
    Case: frozenset({"ended_reason"}),
    Investigation: frozenset({"ended_reason"}),
    OtherProcess: frozenset({"part"}),
    Refusal: frozenset({"part"}),
    Extension: frozenset({"reason"}),
    Pause: frozenset({"part", "reason"}),
}
"""The texts of which a rule asks whether they are there."""
NAMED = ": "
"""Parts the word of the list from the name of an organisation that somebody typed."""


def anonymous(record: Record, on: date) -> Record | None:
    """The record without anything personal, erased on that day; None if nothing of it stays."""
    stays = STAYS.get(type(record))
    if stays is None:
        return None
    asked = ASKED.get(type(record), frozenset())
    changes: dict[str, Any] = {}
    for item in fields(record):
        value = getattr(record, item.name)
        if not isinstance(value, str | tuple) or isinstance(value, StrEnum) or item.name in stays:
            continue
        changes[item.name] = () if isinstance(value, tuple) else ERASED if value and item.name in asked else ""
    if isinstance(record, OtherProcess):
        changes["process"] = record.process.partition(NAMED)[0]
    if isinstance(record, Case | Person):
        changes["erased_on"] = on
    if isinstance(record, Person):
        changes["born_on"] = None
    return replace(record, **changes)
