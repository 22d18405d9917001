"""What of a case can go into a bundle. The inclusion marks and the redacted copies decide, here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk_app import file_names, media_types
from desk_app.dates import in_words
from desk_app.records import CaseFile, Document, Kind, Letter


class Purpose(StrEnum):
    """Whom a bundle is for."""

    OMBUDSMAN = "The Ombudsman"
    OFFICER = "Investigating officer"
    PANEL = "Review panel"


class Part(StrEnum):
    """What an item is made of."""

    COMPLAINT = "complaint"
    CHRONOLOGY = "chronology"
    CONTACTS = "contacts"
    NOTES = "notes"
    LETTER = "letter"
    DOCUMENT = "document"


MERGES = frozenset({
    media_types.PDF, "image/png", "image/jpeg", "image/gif", "image/tiff", "image/bmp",
})  # fmt: skip
"""Kinds of files whose pages go into the PDF; all others are named in the index."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to choose. `usual`: chosen unless somebody decides otherwise. `file`: whose bytes it is."""

    key: str
    part: Part
    title: str
    about: str = ""
    on: date | None = None
    usual: bool = True
    file: Document | Letter | None = None
    redacted: bool = False

    @property
    def merges(self) -> bool:
        """Whether it becomes pages of the PDF, as far as its kind tells."""
        if isinstance(self.file, Letter):
            return file_names.ending(self.file.name) == ".pdf"
        return self.file is None or self.file.media_type in MERGES


Paper = tuple[date, int, Item]
"""An item of which there may be many, with what it is ordered by."""


def items_of(file: CaseFile) -> tuple[Item, ...]:
    """All that can be chosen, in the usual order: complaint, chronology, papers by their day, contacts, notes."""
    papers = sorted((*_letters(file), *_documents(file)), key=lambda paper: paper[:2])
    return (*_first(file), *(item for _, _, item in papers), *_logs(file))


def _first(file: CaseFile) -> Iterator[Item]:
    case = file.case
    name = "complaint" if case.kind is Kind.COMPLAINT else str(case.kind).lower()
    yield Item(
        Part.COMPLAINT,
        Part.COMPLAINT,
        f"The {name} as it was received",
        "What was said, and the points",
        case.received_on,
    )
    yield Item(Part.CHRONOLOGY, Part.CHRONOLOGY, "Chronology", "What happened when, from the dates of the case")


def _logs(file: CaseFile) -> Iterator[Item]:
    contacts = sum(note.is_contact for note in file.notes)
    notes = len(file.notes) - contacts
    if contacts:
        yield Item(Part.CONTACTS, Part.CONTACTS, "Contact log", _counted(contacts, "contact"))
    if notes:
        about = f"{_counted(notes, 'note')}, written for the office"
        yield Item(Part.NOTES, Part.NOTES, "Notes of the office", about, usual=False)


def _letters(file: CaseFile) -> Iterator[Paper]:
    for letter in file.letters:
        if letter.blob_hash:
            sent = f"sent {in_words(letter.sent_on)}" if letter.sent_on else "not marked as sent"
            name = letter.name.removesuffix(file_names.ending(letter.name)) or "Letter"
            on = letter.sent_on or letter.written_on
            item = Item(
                f"letter:{letter.id}", Part.LETTER, name, f"Letter, {sent}", on, usual=letter.sent_on is not None,
                file=letter,
            )  # fmt: skip
            yield on or date.min, letter.id, item


def _documents(file: CaseFile) -> Iterator[Paper]:
    """Each document once, its latest redacted copy instead of it if there is one; none marked to be left out.

    The copy stands in the place of its original.
    """
    for original in file.documents:
        taken = _taken(file, original)
        if taken is None or not (original.include and taken.include):
            continue
        redacted = taken is not original
        kind = media_types.in_words(taken.media_type)
        about = f"{kind}, redacted copy: the original is left out" if redacted else kind
        item = Item(
            f"document:{taken.id}", Part.DOCUMENT, taken.name, about, taken.added_on, file=taken, redacted=redacted
        )
        yield original.added_on or date.min, original.id, item


def _taken(file: CaseFile, original: Document) -> Document | None:
    if original.redacted_of is not None:
        return None
    copies = [document for document in file.documents if document.redacted_of == original.id]
    return max(copies, key=lambda copy: copy.id, default=original)


def marked_out(file: CaseFile) -> tuple[str, ...]:
    """The names of the documents that are marked to be left out, each once."""
    return tuple(
        original.name
        for original in file.documents
        if (taken := _taken(file, original)) is not None and not (original.include and taken.include)
    )


def _counted(count: int, thing: str) -> str:
    return f"{count} {thing}{'' if count == 1 else 's'}"
