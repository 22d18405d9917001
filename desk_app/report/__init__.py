"""The annual report: figures become blocks; blocks become an accessible PDF or web page, open data, words to review."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.problems import Problem
from desk_app.progress import Progress, silent

if TYPE_CHECKING:
    from desk_app.report.blocks import Report
    from desk_app.store import Store

PDF = ".pdf"
WEB = (".html", ".htm")
WORD = ".docx"
DATA = (".xlsx", ".csv")
KINDS = (PDF, *WEB, *DATA, WORD)


def compose(store: Store, year: str, as_at: date, progress: Progress = silent) -> Report:
    """The report of a year ("2023/24") as blocks, with figures as at that day."""
    from desk_app.report.contents import compose as composed

    return composed(store, year, as_at, progress)


def export(
    store: Store, year: str, as_at: date, out: Path, progress: Progress = silent, *, archive: bool = False
) -> Report:
    """Write the annual report of a year, as it reads now and as a draft, to `out` and return it.

    The name's ending says how: .pdf or .html; .xlsx or .csv for its figures, .docx for its words with the drafts beside
    what the author wrote. archive: the PDF is PDF/A-2a too. A failure or Cancel leaves an older file as it was. What
    was published is written by `publishing.export`.

    That it was exported is noted in the journal where the store is open for writing.
    """
    check_kind(out, archive=archive)
    from desk_app.report import contents, drafts, word

    m = contents.material(store, year, as_at, progress)
    report = with_journal(store, contents.compose_from(m, progress))
    if out.suffix.lower() == WORD:
        word.write(report, out, word.beside(drafts.sections(m)), progress)
    else:
        write(for_archive(report) if archive else report, out, progress)
    if not store.read_only:
        store.log_export(f"export {named(out)} {year}")
    return report


def named(out: Path) -> str:
    """What a file of that ending is, as the journal names it."""
    ending = out.suffix.lower()
    return {WORD: "words of the annual report", **dict.fromkeys(DATA, "figures of the annual report")}.get(
        ending, "annual report"
    )


def with_journal(store: Store, report: Report) -> Report:
    """The same report, which says in its file how far the store's journal had come when it was written."""
    from desk_app.store import heads

    return replace(report, meta=replace(report.meta, journal=heads.printed(heads.of(store.connection))))


def for_archive(report: Report) -> Report:
    """The same report, which makes a PDF/A-2a file (ISO 19005-2) where it makes a PDF."""
    return replace(report, meta=replace(report.meta, archive=True))


def check_kind(out: Path, *, archive: bool = False) -> None:
    """Problem: the name's ending is none that a report can be written as, or is not that of an archive's PDF."""
    if out.suffix.lower() not in KINDS:
        raise Problem(
            f"{out.name} is not a kind of report that can be written.",
            "End its name with .pdf, or .html for a web page; .xlsx or .csv for its figures, .docx for its words.",
        )
    if archive and out.suffix.lower() != PDF:
        raise Problem("Only a PDF can be made for an archive. Nothing was written.", "End its name with .pdf.")


def write(report: Report, out: Path, progress: Progress = silent) -> None:
    """Write a report's blocks, as the name's ending says."""
    ending = out.suffix.lower()
    if ending in WEB:
        from desk_app.report import html

        html.write(report, out, progress)
    elif ending in DATA:
        from desk_app.report import open_data

        open_data.write(report, out, progress)
    elif ending == WORD:
        from desk_app.report import word

        word.write(report, out, progress=progress)
    else:
        from desk_app.report import pdf  # ReportLab is loaded by those who print

        pdf.write(report, out, progress)
