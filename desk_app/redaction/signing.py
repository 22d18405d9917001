"""When an example may be printed: each mark decided, signed off by one member, or by two, and nothing changed since.

A sign-off keeps a hash beside the marks: of what was signed (text, caption, marks, decisions), and by whom. Whatever
else writes to an example, a text that differs from what was signed is not printed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from desk_app.records import Example
from desk_app.redaction.marks import Mark, from_json, rendered, sound, to_json, waiting


def column(marks: Iterable[Mark], signed: str = "") -> str:
    """Marks and the hash of what was signed, as an example keeps them."""
    return json.dumps(
        {"marks": json.loads(to_json(marks)), "signed": signed}, ensure_ascii=False, separators=(",", ":")
    )


def marks_of(example: Example) -> tuple[Mark, ...]:
    """The marks of an example. ValueError: what it keeps are no marks."""
    kept = json.loads(example.marks or "[]")
    return from_json(json.dumps(kept.get("marks", []) if isinstance(kept, dict) else kept))


def sealed(example: Example, marks: Sequence[Mark]) -> Example:
    """The example with these marks and the hash of everything that would be printed and of who signed it."""
    return replace(example, marks=column(marks, _hash(example, marks)))


def stands(example: Example) -> bool:
    """Whether it is signed off at least once, and just as it is now."""
    if not example.signed_by or example.signed_on is None:
        return False
    try:
        marks = marks_of(example)
        kept = json.loads(example.marks)
    except ValueError:
        return False
    return sound(example.text, marks) and isinstance(kept, dict) and kept.get("signed") == _hash(example, marks)


def printed(example: Example, second_needed: bool) -> str | None:
    """The text as it is printed; None while it may not be."""
    if not example.text.strip() or not stands(example):
        return None
    other = example.second_signed_by
    if second_needed and (not other or example.second_signed_on is None or same_member(other, example.signed_by)):
        return None
    marks = marks_of(example)
    return None if waiting(marks) else rendered(example.text, marks)


def _hash(example: Example, marks: Iterable[Mark]) -> str:
    whole = [
        example.year, example.set_name, example.text, example.caption, to_json(marks), example.signed_by,
        str(example.signed_on), example.second_signed_by, str(example.second_signed_on),
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(whole, ensure_ascii=False).encode()).hexdigest()


def same_member(one: str, other: str) -> bool:
    """Whether two names are one member's."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
