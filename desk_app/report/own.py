"""What an author adds to a report: sections with a heading and a place, and rows in the comparison of years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from desk_app.desk import report_texts
from desk_app.records import ReportText
from desk_app.report.blocks import Block, Heading, plain, without_marks
from desk_app.report.markup import blocks_of

LAST = "method"
"""Where a section goes whose place is not in the report any more: to its end."""
_NUMBER = re.compile(r"£?(-?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?:%|[^\W\d][^\d]*)?")
"""Perhaps followed by what it is of: "%", "days"."""


@dataclass(frozen=True, slots=True)
class OwnSection:
    """A section of the author's: it stands at the end of the section with that key, as a part of it."""

    key: str
    heading: str
    text: str
    after: str


@dataclass(frozen=True, slots=True)
class OwnMeasure:
    """A row of the author's in the comparison: printed values by year, as typed."""

    key: str
    name: str
    values: Mapping[str, str] = field(default_factory=dict)
    better: str = "neither"
    source: str = ""


def lack(section: OwnSection) -> str:
    """Why a section is not printed, "" if it is or nothing was written in it yet.

    >>> lack(OwnSection("own.1", "", "Advocates met twice.", "method"))
    'Give it a heading: it is not printed yet.'
    """
    heading, text = section.heading.strip(), section.text.strip()
    if bool(heading) == bool(text):
        return ""
    return "Write its text: it is not printed yet." if heading else "Give it a heading: it is not printed yet."


def sections(texts: Mapping[str, ReportText]) -> tuple[OwnSection, ...]:
    """The author's sections, in the order in which they were made."""
    return tuple(
        OwnSection(text.key, str(beside.get("heading", "")), text.text, str(beside.get("after", LAST)))
        for text in _ordered(texts, report_texts.OWN)
        for beside in (report_texts.details(text),)
    )


def measures(texts: Mapping[str, ReportText]) -> tuple[OwnMeasure, ...]:
    """The author's rows, in the order in which they were made; one without a name is not printed."""
    return tuple(
        OwnMeasure(
            text.key,
            text.text,
            {str(year): str(value) for year, value in dict(beside.get("values", {})).items()},
            str(beside.get("better", "neither")),
            str(beside.get("source", "")),
        )
        for text in _ordered(texts, report_texts.MEASURE)
        for beside in (report_texts.details(text),)
    )


def number_of(typed: str) -> Fraction | None:
    """The number that was typed, "1,234", "£-5", "33%" or "12.5 days"; None where it is none."""
    found = _NUMBER.fullmatch(typed.strip())
    return Fraction(f"{found[1]}{found[2]}".replace(",", "")) if found else None


def cell(measure: OwnMeasure, year: str) -> str:
    """What is printed of a row in a year: the number as typed, "" where none was."""
    typed = measure.values.get(year, "").strip()
    return typed if number_of(typed) is not None else ""


def _ordered(texts: Mapping[str, ReportText], prefix: str) -> list[ReportText]:
    found = [text for key, text in texts.items() if key.startswith(prefix) and text.included]
    return sorted(found, key=lambda text: int(text.key.removeprefix(prefix)))


def with_words(blocks: Iterable[Block], texts: Mapping[str, ReportText]) -> Iterator[Block]:
    """The report's blocks with what the author wrote: typed texts become blocks, own sections stand in their place."""
    waiting = [section for section in sections(texts) if section.heading.strip() and section.text.strip()]
    place = ""
    for block in blocks:
        if isinstance(block, Heading) and block.level == 1:
            yield from _own(waiting, place)
            place = block.key
        key = getattr(block, "key", "") if not isinstance(block, Heading) else ""
        if key in texts and texts[key].included:
            yield from blocks_of(texts[key].text, key)
        else:
            yield block
    yield from _own(waiting, place)
    yield from _rest(waiting)


def _own(waiting: list[OwnSection], place: str) -> Iterator[Block]:
    for section in [section for section in waiting if place and section.after == place]:
        waiting.remove(section)
        yield Heading(plain(without_marks(section.heading)), 2, section.key.replace(".", "-"))
        yield from blocks_of(section.text)


def _rest(waiting: list[OwnSection]) -> Iterator[Block]:
    for section in list(waiting):
        yield from _own(waiting, section.after)
