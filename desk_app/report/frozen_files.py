"""What a report is published as beside its PDF: web page, open data, PDF for an archive. Kept as one ZIP.

The cases of a published year go on changing, and so does this program: what was not kept could not be made again.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from desk_app.progress import Progress, silent
from desk_app.report import WEB, for_archive
from desk_app.report.blocks import Report

ARCHIVE = "archive.pdf"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the same files give the same bytes


def _web(report: Report) -> bytes:
    from desk_app.report import html

    return html.to_text(report).encode("utf-8")


def _data(ending: str) -> Callable[[Report], bytes]:
    def made(report: Report) -> bytes:
        from desk_app.report import open_data

        return open_data.to_bytes(report, ending)

    return made


def _archive(report: Report) -> bytes:
    from desk_app.report import pdf  # ReportLab is loaded by those who print

    return pdf.to_bytes(for_archive(report))


MADE: dict[str, Callable[[Report], bytes]] = {
    ".html": _web, ".xlsx": _data(".xlsx"), ".csv": _data(".csv"), ARCHIVE: _archive,
}  # fmt: skip


def packed(report: Report, progress: Progress = silent) -> bytes:
    """All of them, made of the blocks that are published."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as files:
        for at, (name, made) in enumerate(MADE.items()):
            progress(at, len(MADE), "Making the web page and the open data")
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            files.writestr(entry, made(report))
    return out.getvalue()


def unpacked(data: bytes, out: Path, *, archive: bool = False) -> bytes:
    """The one that a file of that name is to hold. KeyError: none of them is."""
    ending = out.suffix.lower()
    name = ARCHIVE if archive else WEB[0] if ending in WEB else ending
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        return files.read(name)
