"""Documents of a case: files kept inside the store. Each verb is one undoable change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import file_names, media_types
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import CaseFile, Change, Document

if TYPE_CHECKING:
    from desk_app.store import Store

MEGABYTE = 1024 * 1024
LARGEST = 20 * MEGABYTE
CHUNK = MEGABYTE


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding files: the change (None: nothing was added), the documents; (name, why not) of the rest."""

    change: Change | None = None
    documents: tuple[Document, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


class LeftOut(Exception):  # noqa: N818  (what it is)
    """A file that is not added; its text is a sentence that says why."""


def add(
    store: Store,
    file: CaseFile,
    paths: Sequence[Path],
    today: date,
    by: str,
    *,
    redacted_of: Document | None = None,
    progress: Progress = silent,
) -> Added:
    """Keep files as documents of a case, all that can be as one change. `redacted_of`: as redacted copies of it.

    What is too large, gone, unreadable or there already is left out, with the reason. Cancel adds nothing.
    """
    left_out: list[tuple[str, str]] = []
    found: list[Document] = []
    on_case = {document.blob_hash: document.name for document in file.documents}
    original = None if redacted_of is None else redacted_of.redacted_of or redacted_of.id
    try:
        for n, path in enumerate(paths):
            progress(n, len(paths), f"Reading {path.name}")
            try:
                data = _read(path, partial(progress, n, len(paths), f"Reading {path.name}"))
                name = _name(path, data)
                kept = store.keep_file(data)
                if kept in on_case:
                    raise LeftOut(_twice(name, on_case[kept], redacted_of))
            except LeftOut as why:
                left_out.append((path.name, str(why)))
                continue
            on_case[kept] = name
            found.append(
                Document(
                    case_id=file.case.id, name=name, media_type=media_types.of(data, name), size=len(data),
                    blob_hash=kept, added_on=today, added_by=by, redacted_of=original,
                )
            )  # fmt: skip
        progress(len(paths), len(paths), "Saving")
        change, saved = _save(store, found, by, _said(len(found), redacted_of)) if found else (None, ())
    except BaseException:
        store.forget_loose_files()
        raise
    return Added(change, saved, tuple(left_out))


def _save(store: Store, found: Iterable[Document], by: str, verb: str) -> tuple[Change, tuple[Document, ...]]:
    with store.change(verb, by) as change:
        documents = list(found)
        if not all(store.has_file(document.blob_hash) for document in documents):
            raise Problem("The files were let go before they were saved, so none was added.", "Add them again.")
        saved = tuple(change.put(None, document) for document in documents)
    return change.change, saved


def _said(count: int, redacted_of: Document | None) -> str:
    if redacted_of is not None:
        return "add redacted copy"
    return "add document" if count == 1 else f"add {count} documents"


def _twice(name: str, known: str, redacted_of: Document | None) -> str:
    if redacted_of is not None:
        return f"It is the same file as “{known}”, so nothing in it is redacted."
    return "This case has it already." if name == known else f"This case has it already, as “{known}”."


def _name(path: Path, data: bytes) -> str:
    """A name with an ending, if what the file is says which."""
    name = file_names.clean(path.name)
    return name if file_names.ending(name) else file_names.clean(name + media_types.usual_ending(data, name))


def _read(path: Path, still: Callable[[], None]) -> bytes:
    """All bytes of a file; LeftOut if it cannot be a document. `still` is called while it is read, and may cancel."""
    try:
        if path.is_dir():
            raise LeftOut("It is a folder. Add the files in it.")
        if not path.is_file():
            raise LeftOut("It is not there any more." if not path.exists() else "It is not a file.")
        if path.stat().st_size > LARGEST:
            raise LeftOut(too_large(path.stat().st_size))
        data = bytearray()
        with path.open("rb") as opened:
            while part := opened.read(CHUNK):
                data += part
                still()
                if len(data) > LARGEST:
                    raise LeftOut(too_large(len(data)))
    except FileNotFoundError:
        raise LeftOut("It is not there any more.") from None
    except PermissionError:
        raise LeftOut("You are not allowed to read it, or it is open elsewhere.") from None
    except OSError as error:
        raise LeftOut(f"It could not be read ({error.strerror or error}).") from error
    if not data:
        raise LeftOut("It is empty.")
    return bytes(data)


def too_large(size: int) -> str:
    """Why a file of that size is not kept."""
    return f"It has {size / MEGABYTE:,.1f} MB. A document may have up to {LARGEST // MEGABYTE} MB."


def rename(store: Store, document: Document, name: str, by: str) -> Change | None:
    """Give it another name; it keeps its ending. None if that is its name. Raises Problem."""
    if not name.strip():
        raise Problem("A document needs a name, so nothing was changed.", "Enter a name.")
    wanted = file_names.with_ending_of(name, document.name)
    return _put(store, document, replace(document, name=wanted), by, "rename document")


def mark(store: Store, document: Document, include: bool, by: str) -> Change | None:
    """Whether it goes into bundles; None if it is so marked already."""
    verb = "include document in bundles" if include else "leave document out of bundles"
    return _put(store, document, replace(document, include=include), by, verb)


def _put(store: Store, old: Document, new: Document, by: str, verb: str) -> Change | None:
    if new == old:
        return None
    with store.change(verb, by) as change:
        change.put(old, new)
    return change.change


def remove(store: Store, document: Document, file: CaseFile, by: str) -> Change:
    """Take it off the case, with its redacted copies: they would seem to be originals."""
    with store.change("remove document", by) as change:
        for copy in redacted_copies(file, document):
            change.put(copy, None)
        change.put(document, None)
    return change.change


def redacted_copies(file: CaseFile, document: Document) -> tuple[Document, ...]:
    """The redacted copies of a document, the oldest first."""
    return tuple(each for each in file.documents if each.redacted_of == document.id)


def content(store: Store, document: Document) -> bytes:
    """Its bytes. Raises Problem when they are gone."""
    return store.blob(document.blob_hash)
