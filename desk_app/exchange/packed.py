"""A ZIP of everything: the workbook, and beside it the files of documents and letters, named as people know them.

What comes in is anybody's file. Nothing is unpacked to a disk: the workbook names what is read, each file is held
against its hash, and what would swell beyond reason is refused before it is read.
"""

from __future__ import annotations

import hashlib
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desk_app import atomic, file_names
from desk_app.desk.documents import LARGEST
from desk_app.exchange import tables
from desk_app.exchange.tables import Table
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import Document, Letter

ENDING = ".zip"
WORKBOOK = "Everything.xlsx"
FOLDERS: dict[type[Document] | type[Letter], str] = {Document: "Documents", Letter: "Letters"}
BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError)
TEMPLATES = "Templates"
SWELLS = 100
"""A file may unpack to so many times its size, and to this much besides: files of words and pictures never do."""
BESIDES = tables.MOST_BYTES
ABOUT = """Everything of a Feedback Desk store on one day.

Everything.xlsx has a sheet for each kind of record. Documents and Letters have a folder for each case; Templates
holds your own words of the letters.
To take it into another store: Import a register, and choose this ZIP as it is.

This file is not encrypted. Keep it as safe as the store, and delete it when it has done its work.
"""


def places(
    records: Iterable[Document | Letter], references: Mapping[int, str]
) -> dict[tuple[type[Document] | type[Letter], int], str]:
    """Where each document and letter stands in the ZIP: "Documents/CF-2026-27-0001/Letter.pdf". None twice."""
    taken: dict[str, set[str]] = {}
    found = {}
    for record in records:
        folder = f"{FOLDERS[type(record)]}/{file_names.clean(references[record.case_id].replace('/', '-'), 'case')}"
        name = file_names.numbered(file_names.clean(record.name), taken.setdefault(folder, set()))
        found[type(record), record.id] = f"{folder}/{name}"
    return found


def write(
    out: Path, workbook: bytes, files: Mapping[str, str], blob: Callable[[str], bytes], progress: Progress = silent
) -> None:
    """Write the ZIP, whole or not at all. `files`: place -> hash; `blob`: the bytes of a hash."""
    with atomic.replacing(out) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Read me.txt", ABOUT)
        archive.writestr(WORKBOOK, workbook)
        for n, (place, name) in enumerate(files.items()):
            progress(n, len(files), "Writing documents and letters")
            archive.writestr(place, blob(name))


@dataclass(frozen=True, slots=True)
class Packed:
    """A ZIP that was opened once and found to be one of these."""

    path: Path

    def sheets(self, progress: Progress = silent) -> list[Table]:
        """The sheets of the workbook. Raises Problem."""
        with _opened(self.path) as archive:
            content = _content(archive, WORKBOOK, tables.MOST_BYTES)
            if content is None:
                raise Problem(
                    f"{self.path.name} was not exported by Feedback Desk.",
                    "Choose the ZIP that “Export everything” wrote. If it was unpacked, choose Everything.xlsx in it.",
                )
        return tables.understood(WORKBOOK, content, progress)

    def files(self, wanted: Mapping[str, str], progress: Progress = silent) -> Iterator[tuple[str, bytes]]:
        """(place, bytes) of each of these: place -> the hash it must have. Problem for one that is not as exported."""
        with _opened(self.path) as archive:
            for n, (place, name) in enumerate(wanted.items()):
                progress(n, len(wanted), "Reading documents and letters")
                data = _content(archive, place, LARGEST)
                if data is None or hashlib.sha256(data).hexdigest() != name:
                    raise Problem(
                        f"“{place}” in {self.path.name} is {'missing' if data is None else 'not as it was exported'}, "
                        "so nothing was imported.",
                        "Export everything again, and import the ZIP as it is.",
                    )
                yield place, data


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive, unless it would swell beyond reason. What is wrong with it is a Problem."""
    try:
        size = path.stat().st_size
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > SWELLS * size + BESIDES:
                raise Problem(
                    f"{path.name} would unpack to far more than it can hold, so it was not read.",
                    "Check where it came from.",
                )
            yield archive
    except FileNotFoundError as error:
        raise Problem(f"There is no file {path}.", "Check its name and folder.") from error
    except (*BROKEN, OSError, EOFError, RuntimeError, ValueError) as error:
        raise Problem(
            f"{path.name} is damaged or protected: it cannot be unpacked.", "Export everything again, or copy it again."
        ) from error


def _content(archive: zipfile.ZipFile, place: str, most: int) -> bytes | None:
    """The bytes of an entry, None if there is none or it is larger than it may be. No more than that is ever read."""
    try:
        entry = archive.getinfo(place)
    except KeyError:
        return None
    if entry.file_size > most:
        return None
    with archive.open(entry) as opened:
        data = opened.read(most + 1)
    return data if len(data) <= most else None
