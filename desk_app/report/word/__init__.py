"""The words of the report as a Word document for those who review it: the same blocks, headings as headings."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from desk_app.atomic import write_bytes
from desk_app.progress import Progress, silent
from desk_app.report.blocks import Report
from desk_app.report.drafts import Section
from desk_app.report.word.document import written

ENDING = ".docx"
__all__ = ["ENDING", "beside", "to_bytes", "write"]


def write(report: Report, out: Path, drafts: Mapping[str, str] | None = None, progress: Progress = silent) -> None:
    """Write the document to `out`. A failure (Problem) or Cancel leaves an older file there as it was.

    drafts: by the key of a paragraph what was drafted where its author wrote something else, or left it out.
    """
    write_bytes(out, to_bytes(report, drafts, progress))


def to_bytes(report: Report, drafts: Mapping[str, str] | None = None, progress: Progress = silent) -> bytes:
    """The document as a .docx file."""
    content = io.BytesIO()
    written(report, drafts or {}, progress).save(content)
    return content.getvalue()


def beside(sections: Iterable[Section]) -> dict[str, str]:
    """The drafts that a reviewer is shown beside the author's words, by key."""
    every = (paragraph for section in sections for paragraph in section.paragraphs)
    return {p.key: p.draft for p in every if p.printed != p.draft and p.draft.strip()}
