"""What a case's page asks of the desk about its documents and bundles. A verb here announces what it changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import atomic, bundle
from desk_app.bundle import Order, Written
from desk_app.desk import Desk, documents, send
from desk_app.desk.documents import Added
from desk_app.progress import Progress
from desk_app.records import CaseFile, Change, Document

if TYPE_CHECKING:
    from ui.session import Session

BESIDE = "Not merged"
TITLES_NAMED = 12


class Documents:
    """Of one session."""

    def __init__(self, session: Session, announce: Callable[[Change | None], None]) -> None:
        self._session, self._announce = session, announce
        self._desk: Desk = session.desk

    # --- documents
    def add(self, file: CaseFile, paths: Sequence[Path], redacted_of: Document | None, progress: Progress) -> Added:
        """Keep files with a case, or as redacted copies of a document. For a job; `added` afterwards."""
        store, by = self._desk.store, self._desk.member
        return documents.add(store, file, paths, self._session.today, by, redacted_of=redacted_of, progress=progress)

    def added(self, done: Added) -> None:
        """Announce what a job has added."""
        self._announce(done.change)

    def rename(self, document: Document, name: str) -> Change | None:
        """Give it another name. Raises Problem."""
        self._session.refuse_to_wait()
        return self._announced(documents.rename(self._desk.store, document, name, self._desk.member))

    def mark(self, document: Document, include: bool) -> Change | None:
        """Whether it goes into bundles. Raises Problem."""
        self._session.refuse_to_wait()
        return self._announced(documents.mark(self._desk.store, document, include, self._desk.member))

    def remove(self, document: Document, file: CaseFile) -> Change | None:
        """Take it off its case, with its redacted copies. Raises Problem."""
        self._session.refuse_to_wait()
        return self._announced(documents.remove(self._desk.store, document, file, self._desk.member))

    def open_copy(self, document: Document) -> Path:
        """A private copy to be shown by another program. Raises Problem."""
        return self._session.open_copy(document.name, documents.content(self._desk.store, document))

    def save(self, document: Document, out: Path, progress: Progress) -> Change | None:
        """Write a copy: whole or not at all; the journal notes it. For a job; `exported` announces."""
        progress(0, 1, f"Saving {out.name}")
        atomic.write_bytes(out, documents.content(self._desk.store, document))
        store = self._desk.store
        return None if store.read_only else store.log_export("export document", self._desk.member)

    # --- bundles
    def bundle_problems(self, file: CaseFile, answers: Mapping[str, object]) -> dict[str, str]:
        """What is wrong with whom a bundle goes to and when, by field."""
        return send.problems(file, answers, self._session.today)

    def write_bundle(self, file: CaseFile, order: Order, out: Path, progress: Progress) -> Written:
        """Write a bundle. For a job; `bundled` afterwards. Raises Problem."""
        desk = self._desk
        return bundle.write(desk.store, file.case.id, order, out, self._session.today, desk.member, progress)

    def bundled(self, file: CaseFile, written: Written, answers: Mapping[str, object]) -> Change | None:
        """Announce a bundle, and record it as sent if a day was given: that change."""
        self._announce(written.change)
        self._session.refuse_to_wait()
        desk = self._desk
        change = send.sent(desk.store, file, answers, _what(written), self._session.today, desk.member)
        return self._announced(change)

    def _announced(self, change: Change | None) -> Change | None:
        self._announce(change)
        return change


def _what(written: Written) -> str:
    """For the contact log: how much, and what."""
    titles = "; ".join(written.titles[:TITLES_NAMED])
    more = len(written.titles) - TITLES_NAMED
    listed = f"{titles}; and {more} more" if more > 0 else titles
    return f"Bundle ({written.purpose}), {written.in_words}: {listed}."
