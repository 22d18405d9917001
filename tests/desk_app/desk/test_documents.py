"""Documents of a case: kept by hash inside the store, each verb one undoable change."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desk_app.desk import Desk, documents
from desk_app.desk.documents import Added
from desk_app.problems import Problem
from desk_app.progress import Cancelled
from desk_app.records import CaseFile, Document
from desk_app.store import Store

PDF = b"%PDF-1.7\nLetter of Ada Example"


@pytest.fixture
def case_id(store: Store, today: date) -> int:
    logged = Desk(store, lambda: today).log({"kind": "Complaint", "received_on": "16 Nov 2026", "words": "Late."})
    assert logged.change is not None
    return next(iter(logged.change.case_ids))


def _file(tmp_path: Path, name: str = "letter.pdf", data: bytes = PDF) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


def _add(store: Store, case_id: int, *paths: Path, redacted_of: Document | None = None) -> Added:
    file, day = store.case_file(case_id), date(2026, 11, 24)
    return documents.add(store, file, paths, day, store.member, redacted_of=redacted_of)


def _kept(store: Store, case_id: int) -> dict[str, Document]:
    return {document.name: document for document in store.case_file(case_id).documents}


def _blobs(store: Store) -> int:
    return int(store.read("SELECT count(*) FROM blob")[0][0])


def test_several_files_are_one_change_and_undone_as_one(store: Store, case_id: int, tmp_path: Path) -> None:
    """With their bytes, kinds, sizes, and who added them when."""
    done = _add(store, case_id, _file(tmp_path), _file(tmp_path, "note.txt", b"Called back."))
    kept = _kept(store, case_id)
    assert [(d.media_type, d.size, d.added_by, d.include) for d in kept.values()] == [
        ("application/pdf", len(PDF), "Alex Example", True), ("text/plain", 12, "Alex Example", True),
    ]  # fmt: skip
    assert kept["letter.pdf"].added_on == date(2026, 11, 24)
    assert documents.content(store, kept["letter.pdf"]) == PDF
    assert done.change is not None
    assert done.change.verb == "add 2 documents"
    undone = store.undo(store.member)
    assert _kept(store, case_id) == {}
    store.undo(store.member, undone.id)  # redo: the bytes are still there
    assert documents.content(store, _kept(store, case_id)["letter.pdf"]) == PDF


def test_what_cannot_be_added_is_left_out_with_its_reason(store: Store, case_id: int, tmp_path: Path) -> None:
    """The rest is added: one bad file does not cost the others."""
    large = tmp_path / "film.mp4"
    with large.open("wb") as file:
        file.truncate(documents.LARGEST + 1)
    (tmp_path / "folder").mkdir()
    same = _file(tmp_path, "same.pdf")
    done = _add(
        store, case_id, large, tmp_path / "gone.pdf", tmp_path / "folder", _file(tmp_path, "empty.txt", b""),
        _file(tmp_path), same,
    )  # fmt: skip
    assert list(_kept(store, case_id)) == ["letter.pdf"]
    assert dict(done.left_out) == {
        "film.mp4": "It has 20.0 MB. A document may have up to 20 MB.",
        "gone.pdf": "It is not there any more.",
        "folder": "It is a folder. Add the files in it.",
        "empty.txt": "It is empty.",
        "same.pdf": "This case has it already, as “letter.pdf”.",
    }
    again = _add(store, case_id, same)
    assert again.change is None
    assert again.left_out == (("same.pdf", "This case has it already, as “letter.pdf”."),)


def test_exactly_twenty_megabytes_are_kept(store: Store, case_id: int, tmp_path: Path) -> None:
    """The limit itself is allowed."""
    _add(store, case_id, _file(tmp_path, "scan.bin", b"\1" * documents.LARGEST))
    assert _kept(store, case_id)["scan.bin"].size == documents.LARGEST


def test_cancel_adds_nothing_and_keeps_nothing(store: Store, case_id: int, tmp_path: Path) -> None:
    """Not even the bytes of the files that were read already."""
    paths = [_file(tmp_path, f"{n}.txt", b"text %d" % n) for n in range(3)]

    def stop(done: int, total: int = 0, text: str = "") -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        documents.add(store, store.case_file(case_id), paths, date(2026, 11, 24), "Alex Example", progress=stop)
    assert (_kept(store, case_id), _blobs(store)) == ({}, 0)


def test_a_name_is_cleaned_and_gets_the_ending_of_what_it_is(store: Store, case_id: int, tmp_path: Path) -> None:
    """A scan without an ending would not open."""
    _add(store, case_id, _file(tmp_path, "scan\u202e 01"), _file(tmp_path, "x" * 240 + ".txt", b"text"))
    assert list(_kept(store, case_id)) == ["scan 01.pdf", "x" * 116 + ".txt"]


def test_a_document_is_renamed_and_marked(store: Store, case_id: int, tmp_path: Path) -> None:
    """Its ending stays; the same again changes nothing; without a name it is refused."""
    _add(store, case_id, _file(tmp_path))
    document = _kept(store, case_id)["letter.pdf"]
    with pytest.raises(Problem, match="needs a name"):
        documents.rename(store, document, "  ", store.member)
    documents.rename(store, document, "Letter: school/March", store.member)
    document = _kept(store, case_id)["March.pdf"]
    assert documents.rename(store, document, "March", store.member) is None
    assert documents.mark(store, document, True, store.member) is None
    change = documents.mark(store, document, False, store.member)
    assert change is not None
    assert change.verb == "leave document out of bundles"
    assert not _kept(store, case_id)["March.pdf"].include


def test_a_redacted_copy_belongs_to_its_original(store: Store, case_id: int, tmp_path: Path) -> None:
    """A copy of a copy is one of the original; the very same file is none."""
    _add(store, case_id, _file(tmp_path))
    original = _kept(store, case_id)["letter.pdf"]
    same = _add(store, case_id, _file(tmp_path, "again.pdf"), redacted_of=original)
    assert same.left_out[0][1].endswith("nothing in it is redacted.")
    _add(store, case_id, _file(tmp_path, "black.pdf", PDF + b"1"), redacted_of=original)
    _add(store, case_id, _file(tmp_path, "blacker.pdf", PDF + b"2"), redacted_of=_kept(store, case_id)["black.pdf"])
    file = store.case_file(case_id)
    assert [d.name for d in documents.redacted_copies(file, original)] == ["black.pdf", "blacker.pdf"]


def test_removing_takes_the_redacted_copies_along_and_can_be_undone(store: Store, case_id: int, tmp_path: Path) -> None:
    """Alone they would look like originals."""
    _add(store, case_id, _file(tmp_path))
    original = _kept(store, case_id)["letter.pdf"]
    _add(store, case_id, _file(tmp_path, "black.pdf", PDF + b"1"), redacted_of=original)
    before: CaseFile = store.case_file(case_id)
    documents.remove(store, original, before, store.member)
    assert _kept(store, case_id) == {}
    store.undo(store.member)
    assert [(d.name, d.redacted_of) for d in store.case_file(case_id).documents] == [
        (d.name, d.redacted_of) for d in before.documents
    ]
    assert store.verify().ok


def test_a_document_changed_meanwhile_is_not_overwritten(store: Store, case_id: int, tmp_path: Path) -> None:
    """Two windows, one document."""
    _add(store, case_id, _file(tmp_path))
    document = _kept(store, case_id)["letter.pdf"]
    documents.rename(store, document, "March", store.member)
    with pytest.raises(Problem, match="changed meanwhile"):
        documents.mark(store, document, False, store.member)
