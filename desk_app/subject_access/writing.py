"""Writing all about one person into a new folder: whole or not at all, and noted in the journal as an export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk_app import atomic, file_names, plain_files, redaction
from desk_app.desk import erase, example_drafts
from desk_app.exchange import cells
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import CaseFile, Change, ContactArrangement, Party, Person, Record
from desk_app.report.pdf import to_bytes
from desk_app.store import erasing, named_in, unfinished
from desk_app.store.drafts_about import Found, drafts_about
from desk_app.store.rows import codec
from desk_app.subject_access.others import Eyes, shared_words
from desk_app.subject_access.pages import Content, OfCase, compose
from desk_app.subject_access.typed import names_in, typed

if TYPE_CHECKING:
    from desk_app.store import Store

PDF, WORKBOOK, PAPERS = "Everything.pdf", "Everything.xlsx", "Documents and letters"
VERB = "export everything about one person"
Sheet = tuple[str, Sequence[str], Sequence[Sequence[cells.Value]]]


@dataclass(frozen=True, slots=True)
class Written:
    """Where it is, and how much."""

    folder: Path
    cases: int
    papers: int
    change: Change | None

    @property
    def in_words(self) -> str:
        """ "one PDF, a workbook, 3 documents and letters of 2 cases"."""
        papers = f"{self.papers:,} document{'' if self.papers == 1 else 's'} and letters"
        return f"one PDF, a workbook, {papers} of {self.cases:,} case{'' if self.cases == 1 else 's'}"


def write(store: Store, person_id: int, folder: Path, today: date, by: str, progress: Progress = silent) -> Written:
    """Write it into `folder`, which must not be there yet. Raises Problem; then, and after Cancel, nothing is left."""
    part = folder.with_name(f".{folder.name}{unfinished.ENDING}")
    try:
        atomic.refuse_in_store(folder)
        if folder.exists():
            raise Problem(f"There is something at {folder} already, so nothing was written.", "Choose another name.")
        with unfinished.outside(store, part):
            with store.reading():
                count = _fill(store, person_id, part, today, by, progress)
            plain_files.close_to_others(part)
            part.rename(folder)
    except OSError as error:
        raise atomic.explained(error, folder) from error
    change = None if store.read_only else store.log_export(f"{VERB} ({person_id})", by)
    progress(1, 1, "Written")
    return Written(folder, *count, change)


def _fill(store: Store, person_id: int, part: Path, today: date, by: str, progress: Progress) -> tuple[int, int]:
    person = store.get(Person, person_id)
    if person is None or person.erased_on is not None:
        raise Problem(
            "Nothing is recorded about this person any more.", "Perhaps it was erased, or merged: see History."
        )
    progress(0, 0, "Looking through the cases")
    parties = store.all(Party, person_id=person_id)
    files = list(store.case_files(sorted({party.case_id for party in parties})))
    known = example_drafts.known(store)
    taken: set[str] = set()
    cases, papers = [], 0
    for n, file in enumerate(files):
        progress(n, len(files) + 1, "Writing documents and letters")
        own = [party for party in parties if party.case_id == file.case.id]
        theirs = any(party.role in erase.THEIR_WORDS for party in own)
        eyes = Eyes(
            person, shared_words(person, file.people), example_drafts.names_of(file), known.everybody, known.keep
        )
        named = tuple(_papers(store, file, part / PAPERS, taken)) if theirs else ()
        papers += len(named)
        examples = tuple(erasing.examples_of(store, [file.case.id]))
        cases.append(OfCase(file, tuple(str(party.role) for party in own), theirs, eyes, named, examples))
    progress(len(files), len(files) + 1, "Writing the pages")
    drafts = drafts_about(store.connection, (of.file.case.id for of in cases if of.is_theirs), {person_id})
    known_by = {of.file.case.id: of.eyes for of in cases}
    not_saved = tuple(
        typed(each, known_by.get(each.case_id or 0) or _of_new(person, each, known)) for each in drafts.own
    )
    arrangements = tuple(store.all(ContactArrangement, person_id=person_id))
    elsewhere = named_in.elsewhere(store.connection, [file.case.id for file in files], {person_id})
    content = Content(
        person, _of_all(person, files, known), tuple(cases), arrangements, not_saved, len(drafts.of_others),
        tuple(named_in.by_where(store.connection, elsewhere)),
        bool(named_in.too_short(store.connection, {person_id})), store.settings(), today, by,
    )  # fmt: skip
    (part / PDF).write_bytes(to_bytes(compose(content)))
    cells.write(part / WORKBOOK, list(_sheets(store, content)))
    return len(cases), papers


def _of_all(person: Person, files: Sequence[CaseFile], known: example_drafts.Known) -> Eyes:
    """For what belongs to no single case: with everybody of all their cases in mind."""
    others = [other for file in files for other in file.people]
    names = redaction.Names(other.name for other in others)
    return Eyes(person, shared_words(person, others), names, known.everybody, known.keep)


def _of_new(person: Person, draft: Found, known: example_drafts.Known) -> Eyes:
    return Eyes(person, frozenset(), names_in(draft), known.everybody, known.keep)


def _papers(store: Store, file: CaseFile, folder: Path, taken: set[str]) -> Iterator[tuple[str, str]]:
    """Write the documents and letters of a case; (what it is, its name in the folder) of each."""
    found = [("Document", each.name, each.blob_hash) for each in file.documents]
    found += [("Letter", each.name, each.blob_hash) for each in file.letters]
    for what, name, blob in found:
        if not blob:
            continue
        folder.mkdir(exist_ok=True)
        free = file_names.numbered(file_names.clean(f"{file.case.reference.replace('/', '-')} {name}"), taken)
        (folder / free).write_bytes(store.blob(blob))
        yield f"{what} of {file.case.reference}", f"{PAPERS}/{free}"


# --- the workbook: every field of every record, as it is kept
def _sheets(store: Store, content: Content) -> Iterator[Sheet]:
    own = [of.file for of in content.cases if of.is_theirs]
    yield _sheet([content.person], Person)
    if content.arrangements:
        yield _sheet(content.arrangements, ContactArrangement)
    groups: dict[type[Record], list[Record]] = {}
    for file in own:
        groups.setdefault(type(file.case), []).append(file.case)
        for name in file.__slots__:
            held = getattr(file, name)
            for record in held if name != "people" and isinstance(held, tuple) else ():
                groups.setdefault(type(record), []).append(record)
    for cls, records in groups.items():
        yield _sheet(records, cls)
    yield "History", ("When", "Who", "What", "Case"), _history(store, own)


def _sheet(records: Sequence[Any], cls: type[Record]) -> Sheet:
    kept = codec(cls)
    names = [name for name in kept.names if name != "version"]
    rows = [[_cell(value) for name, value in zip(kept.names, kept.to_row(r), strict=True) if name != "version"]
            for r in records]  # fmt: skip
    return kept.table, names, rows


def _cell(value: Any) -> cells.Value:
    return str(value) if isinstance(value, int) else value


def _history(store: Store, files: Sequence[CaseFile]) -> list[tuple[str, str, str, str]]:
    """Who did what to these cases, newest first of each."""
    return [
        (change.at.strftime("%d/%m/%Y %H:%M UTC"), change.by, change.verb, file.case.reference)
        for file in files
        for change, _ in store.history(file.case.id)
    ]
