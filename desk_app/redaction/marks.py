"""Marks: places in a text that must not be published as they stand, and what was decided about each. Pure.

The text itself is never changed: `rendered` gives what is printed. Positions count characters of the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum

NAME_REMOVED = "[name removed]"


class Kind(StrEnum):
    """What a mark covers, in words."""

    NAME = "Name"
    PHONE = "Telephone"
    EMAIL = "Email"
    POSTCODE = "Postcode"
    NUMBER = "Reference number"
    NHS = "NHS number"
    BORN = "Date of birth"
    AGE = "Age and place"
    SCHOOL = "School"
    STREET = "Address"
    UNUSUAL = "Unusual detail"
    LINK = "Web link"
    HANDLE = "Social media name"
    CAR = "Car registration"
    OWN = "Your own mark"


REPLACEMENTS = {
    Kind.NAME: NAME_REMOVED,
    Kind.PHONE: "[telephone removed]",
    Kind.EMAIL: "[email removed]",
    Kind.POSTCODE: "[postcode removed]",
    Kind.NUMBER: "[reference removed]",
    Kind.NHS: "[NHS number removed]",
    Kind.BORN: "[date of birth]",
    Kind.AGE: "[age and place]",
    Kind.SCHOOL: "[school]",
    Kind.STREET: "[address]",
    Kind.UNUSUAL: "[detail removed]",
    Kind.LINK: "[link removed]",
    Kind.HANDLE: "[social media name]",
    Kind.CAR: "[car registration]",
    Kind.OWN: "[removed]",
}
"""What is printed instead, unless something better is proposed or typed."""


class Decision(StrEnum):
    """What a person said about a mark."""

    OPEN = ""
    REPLACE = "replace"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a text. `who` is the same for all marks of one person in the text; `known`: the store knows them."""

    start: int
    end: int
    kind: Kind
    reason: str
    replacement: str
    decision: Decision = Decision.OPEN
    who: str = ""
    known: bool = False

    @property
    def decided(self) -> bool:
        return self.decision is not Decision.OPEN

    def covered(self, text: str) -> str:
        """The words it covers."""
        return text[self.start : self.end]

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


def of_match(found: re.Match[str], kind: Kind, reason: str, group: int = 0) -> Mark:
    """A mark of what a pattern found."""
    return Mark(found.start(group), found.end(group), kind, reason, REPLACEMENTS[kind])


# --- kept as text
def to_json(marks: Iterable[Mark]) -> str:
    """Marks as they are kept on an example."""
    return json.dumps([asdict(mark) for mark in marks], ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> tuple[Mark, ...]:
    """Marks as they were kept. ValueError: the text holds no marks."""
    try:
        rows = json.loads(text)
        return tuple(Mark(**{**row, "kind": Kind(row["kind"]), "decision": Decision(row["decision"])}) for row in rows)
    except (TypeError, KeyError) as error:
        raise ValueError("these are no marks") from error


# --- what is printed
def sound(text: str, marks: Sequence[Mark]) -> bool:
    """Whether marks fit a text: inside it, in order, none over another."""
    at = 0
    for mark in marks:
        if not at <= mark.start < mark.end <= len(text):
            return False
        at = mark.end
    return True


def rendered(text: str, marks: Sequence[Mark]) -> str:
    """The text as it would be printed: every mark that is not kept is replaced, undecided ones too."""
    out, at = [], 0
    for mark in marks:
        out += [text[at : mark.start], mark.covered(text) if mark.decision is Decision.KEEP else mark.replacement]
        at = mark.end
    return "".join([*out, text[at:]])


def waiting(marks: Iterable[Mark]) -> int:
    """How many are not decided."""
    return sum(not mark.decided for mark in marks)


# --- changing them
def decided(mark: Mark, decision: Decision, replacement: str | None = None) -> Mark:
    """The mark with a decision; `replacement` where another text was typed."""
    return replace(mark, decision=decision, replacement=mark.replacement if replacement is None else replacement)


def with_own(marks: Sequence[Mark], start: int, end: int) -> tuple[Mark, ...]:
    """Marks with one that a person made by hand, decided to be replaced. What it lies over gives way to it."""
    beside = [mark for mark in marks if not mark.overlaps(start, end)]
    own = Mark(start, end, Kind.OWN, "Marked by hand.", REPLACEMENTS[Kind.OWN], Decision.REPLACE, known=False)
    return tuple(sorted([*beside, own], key=lambda mark: mark.start))


def carried(old_text: str, old: Iterable[Mark], text: str, found: Sequence[Mark]) -> tuple[Mark, ...]:
    """Found marks of an edited text, with the decisions that were taken on the same words of the same kind before.

    Marks made by hand come along where their words still stand; they are decided again where those stand elsewhere.
    """
    before: dict[tuple[str, Kind], list[Mark]] = {}
    own: list[tuple[str, Mark]] = []
    for mark in old:
        if mark.kind is Kind.OWN:
            own.append((mark.covered(old_text), mark))
        elif mark.decided:
            before.setdefault((mark.covered(old_text), mark.kind), []).append(mark)
    out: list[Mark] = []
    for mark in found:
        earlier = before.get((mark.covered(text), mark.kind))
        if earlier:
            taken = earlier.pop(0) if len(earlier) > 1 else earlier[0]
            mark = replace(mark, decision=taken.decision, replacement=taken.replacement)
        out.append(mark)
    for words, mark in own:
        start = mark.start if text.startswith(words, mark.start) else text.find(words)
        if start >= 0:
            placed = replace(mark, start=start, end=start + len(words))
            out = [each for each in out if not each.overlaps(placed.start, placed.end)]
            out.append(placed)
    return tuple(sorted(out, key=lambda mark: mark.start))
