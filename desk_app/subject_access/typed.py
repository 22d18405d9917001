"""What was typed and not saved yet, as somebody reads it who asked for all that is held: a field a line, no code. Pure.

Only drafts that are theirs (store/drafts_about.py) come here; of the others it is only said that there are some.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desk_app.redaction import Names
from desk_app.store.drafts_about import Found
from desk_app.subject_access.others import Eyes

_OF_THE_PROGRAM = frozenset({"person_id", "case_id", "investigation_id", "verb", "file", "media_type", "size"})
_PEOPLE = ("complainant", "child")


@dataclass(frozen=True, slots=True)
class Typed:
    """One draft: its heading, and (field, value) of what was typed. With whose eyes it is read."""

    title: str
    fields: tuple[tuple[str, str], ...]
    eyes: Eyes


def names_in(found: Found) -> Names:
    """Everybody whom a draft of new feedback names in a field of their own."""
    parts = [found.fields.get(part) for part in _PEOPLE]
    several = found.fields.get("recipients")
    parts += several if isinstance(several, list) else []
    return Names([str(part.get("name") or "") for part in parts if isinstance(part, dict)])


def typed(found: Found, eyes: Eyes) -> Typed:
    """The draft in words."""
    fields = found.fields
    answers = fields.get("answers")
    return Typed(found.kind, tuple(_lines(answers if isinstance(answers, dict) else fields)), eyes)


def _lines(fields: Mapping[str, Any], of: str = "") -> Iterator[tuple[str, str]]:
    for key, value in fields.items():
        name = f"{of} {_in_words(key)}".strip()
        name = name[:1].upper() + name[1:]
        if key in _OF_THE_PROGRAM or value in (None, "", [], {}):
            continue
        if isinstance(value, Mapping):
            yield from _lines(value, name)
        elif isinstance(value, list):
            for each in value:
                yield from _lines(each, name) if isinstance(each, Mapping) else [(name, _value(each))]
        else:
            yield name, _value(value)


def _in_words(key: str) -> str:
    return key.replace("_", " ").replace(".", " ").strip()


def _value(value: Any) -> str:
    return {True: "Yes", False: "No"}[value] if isinstance(value, bool) else str(value)
