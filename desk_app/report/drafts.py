"""The words of a report section by section: each drafted paragraph, and what the author wrote in its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from desk_app.desk import report_texts
from desk_app.records import ReportText
from desk_app.report.blocks import Block, Heading, Prose, without_marks
from desk_app.report.contents import drafted
from desk_app.report.material import Material


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of a draft that reads differently now."""

    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A draft and what the author made of it. text: None while the draft stands. title: "" if its heading names it."""

    key: str
    heading: str
    draft: str
    text: str | None = None
    included: bool = True
    differences: tuple[Difference, ...] = ()
    title: str = ""

    @property
    def name(self) -> str:
        """What it is called where its author writes."""
        return self.title or self.heading

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
        return Paragraph(block.key, heading, block.text, title=block.title)
    same = text.draft_hash in ("", report_texts.hash_of(block.text))
    changed = () if same else differences(report_texts.written_on(text), block.text)
    return Paragraph(block.key, heading, block.text, text.text, text.included, changed, block.title)


def without_place(m: Material, found: Iterable[Section]) -> tuple[ReportText, ...]:
    """Texts of drafts that this report does not have any more: kept, not printed."""
    placed = {paragraph.key for section in found for paragraph in section.paragraphs}
    apart = (report_texts.OWN, report_texts.MEASURE, report_texts.MARK, "code.")
    return tuple(
        text for key, text in sorted(m.texts.items()) if key not in placed and not key.startswith(apart) and text.text
    )


def differences(before: str, now: str) -> tuple[Difference, ...]:
    """What a draft says differently now, whole sentences of it: half of one cannot be understood.

    >>> differences("It was fewer. It rose from 180 to 222.", "It was fewer. It rose from 180 to 223.")
    (Difference(before='It rose from 180 to 222.', now='It rose from 180 to 223.'),)
    """
    old, new = _sentences(before), _sentences(now)
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(
        difference for what, a, b, c, d in codes if what != "equal" for difference in _paired(old[a:b], new[c:d])
    )


def _sentences(text: str) -> list[str]:
    """The sentences of a draft, without marks."""
    bare = re.sub(r"\*\*|(?<!\w)\*|\*(?!\w)", "", " ".join(text.split()))
    return [sentence for sentence in re.split(r"(?<=[.!?])\s+(?=[^\W\d_a-z]|\d)", bare) if sentence]


def _paired(old: list[str], new: list[str]) -> Iterator[Difference]:
    """Sentence against sentence where as many were replaced; else all of them at once."""
    if len(old) == len(new):
        yield from (Difference(was, now) for was, now in zip(old, new, strict=True))
    else:
        yield Difference(" ".join(old), " ".join(new))


def words_hash(blocks: Iterable[Block]) -> str:
    """What the report as it would be printed is known again by, for approvals."""
    return report_texts.hash_of("\n".join(repr(block) for block in blocks))
