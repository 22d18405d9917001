"""Answers and drafts: {"complainant.name": "Ada"} and {"complainant": {"name": "Ada"}} are the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from desk_app.records import Kind
from ui.kit.dates import moment

DEFAULTED = frozenset({"kind", "received_on"})
"""What a form fills in by itself: a draft with nothing else is not worth keeping."""


def draft_of(kind: Kind, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The draft of these answers; what is empty is left out. "recipients.0.name" makes a list."""
    draft: dict[str, Any] = {"kind": str(kind)}
    for key, value in answers.items():
        if value in ("", [], None):
            continue
        head, *rest = key.split(".")
        if len(rest) == 2:
            items = draft.setdefault(head, [])
            while len(items) <= int(rest[0]):
                items.append({})
            items[int(rest[0])][rest[1]] = value
        elif rest:
            draft.setdefault(head, {})[rest[0]] = value
        else:
            draft[head] = value
    return draft


def answers_of(draft: Mapping[str, Any]) -> dict[str, Any]:
    """The answers that make a draft."""
    return dict(_flat(draft))


def _flat(draft: Mapping[str, Any], head: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in draft.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{head}{key}.")
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            for n, item in enumerate(value):
                yield from _flat(item, f"{head}{key}.{n}.")
        else:
            yield f"{head}{key}", value


def is_worth_keeping(draft: Mapping[str, Any]) -> bool:
    """Whether somebody typed anything."""
    return bool(draft.keys() - DEFAULTED)


def age(kept_at: datetime, now: datetime) -> str:
    """How long ago a draft was typed at: "just now", "5 minutes ago", "2 days ago", then the day itself."""
    passed = now - kept_at
    if passed < timedelta(minutes=1):
        return "just now"
    for length, unit in ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute")):
        number = passed // length
        if number and not (unit == "day" and number > 6):
            return f"{number} {unit}{'' if number == 1 else 's'} ago"
        if number:
            break
    return moment(kept_at)
