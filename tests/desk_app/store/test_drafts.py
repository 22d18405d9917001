"""Drafts: what is typed is kept, outside the journal."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desk_app.records import Case, Document
from desk_app.store import Store
from tests.desk_app.store.conftest import NOW, Reopen
from tests.desk_app.store.test_changes import DAY


def test_a_draft_is_kept_and_offered_again(store: Store, path: Path, reopen: Reopen) -> None:
    """After the window was closed; the latest first; typed on, it is one draft."""
    store.keep_draft("a", "Complaint", {"words": "No"})
    store.keep_draft("b", "Compliment", {"words": "Thank you", "received_on": date(2026, 11, 24)})
    store.keep_draft("a", "Complaint", {"words": "Nobody rang"})
    store.close()
    first, second = reopen(path).drafts()
    assert (first.key, first.kind, first.data) == ("a", "Complaint", {"words": "Nobody rang"})
    assert second.data == {"words": "Thank you", "received_on": "2026-11-24"}
    assert first.kept_at > second.kept_at > NOW


def test_the_change_that_saves_the_record_drops_its_draft(store: Store) -> None:
    """Both or neither."""
    store.keep_draft("a", "Complaint", {"words": "x"})

    def fail() -> None:
        with store.change("log") as change:
            change.drop_draft("a")
            raise ValueError

    with pytest.raises(ValueError):
        fail()
    assert len(store.drafts()) == 1
    with store.change("log") as change:
        change.put(None, Case(received_on=DAY))
        change.drop_draft("a")
    assert store.drafts() == []


def test_a_draft_leaves_no_trace_in_the_journal(store: Store) -> None:
    """It is nobody's record yet."""
    before = store.read("SELECT count(*) FROM change")
    store.keep_draft("a", "Complaint", {"words": "x"})
    store.drop_draft("a")
    store.drop_draft("a")
    assert store.drafts() == []
    assert store.read("SELECT count(*) FROM change") == before


def test_a_file_of_a_draft_stays_as_long_as_something_names_it(store: Store) -> None:
    """A draft, then a document; also after undo, since it could be redone. Nothing names it: it goes."""
    name = store.keep_file(b"a letter")
    other = store.keep_file(b"another")
    store.keep_draft("a", "Complaint", {"attachments": [{"file": name}]})
    assert store.forget_loose_files() == 1
    assert (store.has_file(name), store.has_file(other)) == (True, False)
    with store.change("log") as change:
        case = change.put(None, Case(received_on=DAY))
        change.put(None, Document(case_id=case.id, name="letter", blob_hash=name))
        change.drop_draft("a")
    assert store.forget_loose_files() == 0
    store.undo()
    assert store.forget_loose_files() == 0
    assert store.blob(name) == b"a letter"
    assert store.verify().ok
    third = store.keep_file(b"third")
    store.keep_draft("b", "Complaint", {"attachments": [{"file": third}]})
    store.drop_draft("b")
    assert store.forget_loose_files() == 1
