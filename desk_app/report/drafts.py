"""The words of a report section by section: each drafted paragraph, and what the author wrote in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from desk_app.desk import report_texts
from desk_app.records import ReportText
from desk_app.report.blocks import Block, Heading, Prose, without_marks
from desk_app.report.contents import drafted
from desk_app.report.material import Material

AROUND = 3
"""So many words beside a change are quoted with it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of a draft that reads differently now."""

    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A draft and what the author made of it. text: None while the draft stands."""

    key: str
    heading: str
    draft: str
    text: str | None = None
    included: bool = True
    differences: tuple[Difference, ...] = ()

    @property
    def printed(self) -> str:
        """What the report says here."""
        return (self.draft if self.text is None else self.text) if self.included else ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its paragraphs. Its hash changes whenever anything drafted or written in it does."""

    key: str
    title: str
    paragraphs: tuple[Paragraph, ...]

    @property
    def hash(self) -> str:
        return report_texts.hash_of("\n".join(f"{p.key}={p.draft}={p.printed}" for p in self.paragraphs))

    @property
    def changed(self) -> int:
        """How many texts stand on figures that have changed."""
        return sum(bool(paragraph.differences) for paragraph in self.paragraphs)


def sections(m: Material) -> tuple[Section, ...]:
    """The sections that hold any words to be written, in the report's order."""
    bare = replace(m, texts={key: text for key, text in m.texts.items() if key.startswith("code.")})
    found: list[tuple[str, str, list[Paragraph]]] = []
    heading = ""
    for block in drafted(bare):
        if isinstance(block, Heading):
            heading = without_marks(block.text)
            if block.level == 1:
                found.append((block.key, heading, []))
        elif isinstance(block, Prose) and block.key and found:
            found[-1][2].append(_paragraph(block, heading, m.texts.get(block.key)))
    return tuple(Section(key, title, tuple(inside)) for key, title, inside in found if inside)


def _paragraph(block: Prose, heading: str, text: ReportText | None) -> Paragraph:
    if text is None:
        return Paragraph(block.key, heading, block.text)
    same = text.draft_hash in ("", report_texts.hash_of(block.text))
    changed = () if same else differences(report_texts.written_on(text), block.text)
    return Paragraph(block.key, heading, block.text, text.text, text.included, changed)


def without_place(m: Material, found: Iterable[Section]) -> tuple[ReportText, ...]:
    """Texts of drafts that this report does not have any more: kept, not printed."""
    placed = {paragraph.key for section in found for paragraph in section.paragraphs}
    apart = (report_texts.OWN, report_texts.MEASURE, report_texts.MARK, "code.")
    return tuple(
        text for key, text in sorted(m.texts.items()) if key not in placed and not key.startswith(apart) and text.text
    )


def differences(before: str, now: str) -> tuple[Difference, ...]:
    """What a draft says differently now, in stretches with a few words around them.

    >>> differences("It rose from 180 to 222.", "It rose from 180 to 223.")
    (Difference(before='from 180 to 222.', now='from 180 to 223.'),)
    """
    old, new = before.split(), now.split()
    made: list[Difference] = []
    for group in _groups(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
        (a, b), (c, d) = (group[0][1], group[-1][2]), (group[0][3], group[-1][4])
        made.append(Difference(_quoted(old, a, b), _quoted(new, c, d)))
    return tuple(made)


Code = tuple[str, int, int, int, int]


def _groups(codes: Iterable[Code]) -> list[list[Code]]:
    """Changes that stand close to one another are told as one."""
    groups: list[list[Code]] = []
    near = False
    for code in codes:
        if code[0] == "equal":
            near = near and code[2] - code[1] <= AROUND
        elif near:
            groups[-1].append(code)
        else:
            groups.append([code])
            near = True
    return groups


def _quoted(words: list[str], start: int, end: int) -> str:
    first = max(0, start - AROUND)
    text = " ".join(words[first:end])
    return re.sub(r"\*\*|(?<!\w)\*|\*(?!\w)", "", text)


def words_hash(blocks: Iterable[Block]) -> str:
    """What the report as it would be printed is known again by, for approvals."""
    return report_texts.hash_of("\n".join(repr(block) for block in blocks))
