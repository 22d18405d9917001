"""The whole Word document: DRAFT at the head of every page, title page, sections."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING

from desk_app.dates import in_words
from desk_app.progress import Progress
from desk_app.report import blocks as b
from desk_app.report.blocks import Block, Report, without_marks
from desk_app.report.links import DRAFT_NOTICE, names_of, resolved
from desk_app.report.word import pieces

if TYPE_CHECKING:
    from docx.document import Document

FOR_REVIEWERS = (
    "These are the words and tables of the report, for those who review it. Charts are in the PDF. Write what you "
    "would change as comments, or beside the words, and send the file back: it is not read in by itself."
)
DRAFTED, LEFT_OUT = "Drafted from the figures, and replaced by the words above:", "Left out by the author:"


def written(report: Report, drafts: Mapping[str, str], progress: Progress) -> Document:
    """The document. A draft says so, with the day of its figures, at the head of every page."""
    made = pieces.new_document(report.meta.language)
    _about(made, report)
    as_at = f"figures as at {in_words(report.meta.created)}"
    pieces.head_and_foot(made, f"{DRAFT_NOTICE}, {as_at}" if report.draft else as_at.capitalize(), report.meta.footer)
    _title(made, report)
    known = names_of(report.blocks)
    last = {key: at for at, block in enumerate(report.blocks) if (key := _written(block))}
    figures = tables = 0
    for at, block in enumerate(report.blocks):
        progress(at, len(report.blocks), "Writing the words")
        figures += isinstance(block, b.Chart | b.Diagram)
        tables += isinstance(block, b.Table) and block.numbered
        number = f"Figure {figures}" if isinstance(block, b.Chart | b.Diagram) else f"Table {tables}"
        _block(made, resolved(block, known), number)
        key = _written(block)
        if key in drafts and last[key] == at:
            said = LEFT_OUT if isinstance(block, b.Prose) and not block.text.strip() else DRAFTED
            pieces.paragraph(made, f"*{said}* {drafts[key]}", pieces.BESIDE)
    return made


def _written(block: Block) -> str:
    """The key of the text that a block is a part of: one of several paragraphs and lists has it in all of them."""
    return block.key if isinstance(block, b.Prose | b.Bullets) else ""


def _about(made: Document, report: Report) -> None:
    """What the file says of itself names no machine and no account; its only date is that of the figures."""
    about, day = made.core_properties, datetime.combine(report.meta.created, time())
    about.title, about.author, about.subject = report.meta.title, report.meta.author, report.meta.subject
    about.last_modified_by, about.comments, about.language = report.meta.author, "", report.meta.language
    about.created = about.modified = day


def _title(made: Document, report: Report) -> None:
    cover = report.cover
    pieces.paragraph(made, cover.title if cover else report.meta.title, "Title")
    for line in (cover.subtitle, cover.period, *cover.lines) if cover else ():
        pieces.paragraph(made, line, "Subtitle")
    if report.draft:
        pieces.paragraph(made, f"**{DRAFT_NOTICE}**")
        pieces.paragraph(made, FOR_REVIEWERS)
    for notice in cover.notices if cover else ():
        _callout(made, notice)


def _block(made: Document, block: Block, number: str) -> None:
    match block:
        case b.Heading():
            pieces.heading(made, without_marks(block.text), block.level)
        case b.Prose():
            pieces.paragraphs(made, block.text)
        case b.Bullets():
            if block.numbered:
                pieces.numbered(made, block.items)
            for item in () if block.numbered else block.items:
                pieces.paragraph(made, item, "List Bullet")
        case b.KeyFigures():
            for one in block.items:
                note = f" ({one.note})" if one.note.strip() else ""
                pieces.paragraph(made, f"**{one.value}** {one.label}{note}", "List Bullet")
        case b.Table():
            pieces.table(made, block, f"{number}: {block.caption}" if block.numbered else block.caption)
        case b.Quote():
            pieces.paragraphs(made, block.text, "Quote")
            pieces.paragraph(made, block.source, "Caption")
        case b.Callout():
            _callout(made, block)
        case b.Inset():
            pieces.heading(made, without_marks(block.title), 1)
        case b.Contents() | b.PageBreak():
            pass  # Word makes its own from the headings
        case _:
            _drawn(made, block, number)


def _drawn(made: Document, block: Block, number: str) -> None:
    """Of what is drawn, its words."""
    if isinstance(block, b.Steps):
        pieces.paragraph(made, block.caption, "Caption")
        pieces.numbered(made, map(_step, block.items))
    elif isinstance(block, b.Chart | b.Diagram):
        pieces.paragraph(made, f"{number}: {block.caption}", "Caption")
        pieces.paragraphs(made, b.plain(block.alt))


def _step(step: b.Step) -> str:
    told = ". ".join(part.rstrip(".") for part in (step.limit, step.text, step.who) if part.strip())
    return f"**{step.title}**{f': {told}' if told else ''}"


def _callout(made: Document, block: b.Callout) -> None:
    pieces.paragraph(made, f"**{block.title}**")
    pieces.paragraphs(made, block.text)
    for item in block.items:
        pieces.paragraph(made, item, "List Bullet")
