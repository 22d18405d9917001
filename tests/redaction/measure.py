"""How much of a corpus the detector finds, and how much of what it marks is right. See README.md for what counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk_app import redaction
from desk_app.redaction import Mark, Names

HERE = Path(__file__).parent
KEEP = redaction.kept_words(("Children's Services", "Early Help", "Assessment Team", "Payments Team", "Family Hub"))


@dataclass(frozen=True, slots=True)
class Figures:
    """found/of: identifiers known to the store, and others; right/marks."""

    known_found: int
    known: int
    other_found: int
    other: int
    right: int
    marks: int

    @property
    def known_recall(self) -> float:
        return self.known_found / self.known

    @property
    def other_recall(self) -> float:
        return self.other_found / self.other

    @property
    def precision(self) -> float:
        return self.right / self.marks

    def __str__(self) -> str:
        return (
            f"known {self.known_found}/{self.known} = {self.known_recall:.3f}, "
            f"others {self.other_found}/{self.other} = {self.other_recall:.3f}, "
            f"precision {self.right}/{self.marks} = {self.precision:.3f}"
        )


def texts(part: str) -> list[dict[str, Any]]:
    """The texts of a part of the corpus: "a", "b"."""
    lines = (HERE / f"corpus_{part}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def everybody(parts: str) -> Names:
    """The store: everybody on any case of these parts."""
    return Names(name for part in parts for row in texts(part) for name in (*row["people"], *row["staff"]))


def marks_of(row: dict[str, Any], store: Names) -> tuple[Mark, ...]:
    """The marks of a text of the corpus."""
    return redaction.find(row["text"], Names([*row["people"], *row["staff"]]), store, KEEP)


def letters(text: str, start: int, end: int) -> set[int]:
    """Where the letters and digits of a part of a text stand."""
    return {at for at in range(start, end) if text[at].isalnum()}


def judged(
    row: dict[str, Any], marks: tuple[Mark, ...]
) -> tuple[list[tuple[dict[str, Any], bool]], list[tuple[Mark, bool]]]:
    """Each identifier and whether it was found, each mark and whether it is right."""
    text = row["text"]
    covered = {at for mark in marks for at in letters(text, mark.start, mark.end)}
    meant = {at for one in row["identifiers"] for at in letters(text, one["start"], one["end"])}
    found = []
    for one in row["identifiers"]:
        own = letters(text, one["start"], one["end"])
        needed = len(own) / 2 if one["kind"] == "combination" else len(own)
        found.append((one, len(own & covered) >= needed))
    right = []
    for mark in marks:
        own = letters(text, mark.start, mark.end)
        right.append((mark, 2 * len(own & meant) >= len(own)))
    return found, right


def measured(part: str, store: Names) -> Figures:
    """The figures of a part of the corpus."""
    known: list[bool] = []
    other: list[bool] = []
    right: list[bool] = []
    for row in texts(part):
        found, marks = judged(row, marks_of(row, store))
        for one, is_found in found:
            (known if one["known"] else other).append(is_found)
        right += [is_right for _, is_right in marks]
    return Figures(sum(known), len(known), sum(other), len(other), sum(right), len(right))


def mistakes(part: str, store: Names) -> Iterator[str]:
    """What was missed and what was marked wrongly, a line each."""
    for row in texts(part):
        found, marks = judged(row, marks_of(row, store))
        for one, is_found in found:
            if not is_found:
                words = row["text"][one["start"] : one["end"]]
                yield f"{row['id']} missed {one['kind']}{'!' if one['known'] else ''}: {words}"
        for mark, is_right in marks:
            if not is_right:
                yield f"{row['id']} wrong {mark.kind} ({mark.reason}): {mark.covered(row['text'])}"
