"""The history of the whole store by pages: changes and backups, newest first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from desk_app.records import Note
from desk_app.store import Store, history_pages, safekeeping
from desk_app.store.history_pages import HistoryFilter, HistoryRow
from tests.desk_app.store.samples import complaint, many
from tests.desk_app.store.test_changes import DAY


def _found(store: Store, filter: HistoryFilter | None = None) -> list[HistoryRow]:
    """The rows, after making sure that page, count and all ids agree."""
    wanted = filter or HistoryFilter()
    ids = history_pages.all_ids(store, wanted)
    page = history_pages.first_page(store, wanted, size=3)
    assert page.count == len(ids)
    assert page.ids == ids[:3]
    return history_pages.rows(store, ids)


def _verbs(store: Store, filter: HistoryFilter | None = None) -> list[str]:
    return [row.verb for row in _found(store, filter)]


def test_the_newest_change_comes_first(store: Store) -> None:
    """With who, when, and the case where there is one."""
    case_id = complaint(store, DAY)
    store.log_export("export cases", "Bea Sample")
    export, logged, _ = _found(store)
    assert (export.verb, export.by, export.records, export.case_id, export.cases) == (
        "export cases",
        "Bea Sample",
        0,
        0,
        0,
    )
    assert (logged.verb, logged.by, logged.case_id, logged.cases) == ("log complaint", "Alex Example", case_id, 1)
    assert logged.reference == store.reference(case_id)
    assert logged.at < export.at


def test_a_backup_stands_where_it_was_made(store: Store, tmp_path: Path) -> None:
    """Between the changes before and after it; no member is noted with it, so the program did it."""
    complaint(store, DAY)
    safekeeping.backup(store, tmp_path / "monday.backup")
    store.log_export("export cases")
    safekeeping.backup(store, tmp_path / "tuesday.backup")
    assert _verbs(store) == [
        "backup tuesday.backup",
        "export cases",
        "backup monday.backup",
        "log complaint",
        "set up",
    ]
    assert [row.by for row in _found(store) if row.id < 0] == ["The program", "The program"]
    assert _verbs(store, HistoryFilter(kind="backup")) == ["backup tuesday.backup", "backup monday.backup"]
    assert _verbs(store, HistoryFilter(text="monday")) == ["backup monday.backup"]
    assert not any(verb.startswith("backup") for verb in _verbs(store, HistoryFilter(by="Alex Example")))


def test_an_import_is_one_row_that_counts_its_cases(store: Store) -> None:
    """Its records are read when asked for, so many at a time, none twice and none left out."""
    with store.change("import register") as change:
        change.put_many(many(store.new_ids(700)))
    row = _found(store)[0]
    assert (row.verb, row.cases, row.case_id, row.reference) == ("import register", 70, 0, "")
    assert row.records == len(change.entries)
    read: list[int] = []
    while page := history_pages.changed_rows(store, row.id, len(read), 100):
        assert len(page) <= 100
        read += [changed.id for changed in page]
    assert read == [entry.row for entry in change.entries]


def test_cases_of_a_very_large_change_are_not_counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counting would be felt; its records are known at once."""
    monkeypatch.setattr(history_pages, "_COUNTED", 50)
    with store.change("import register") as change:
        change.put_many(many(store.new_ids(300)))
    row = _found(store)[0]
    assert (row.cases, row.records) == (None, len(change.entries))


def test_who_and_what_kind_narrow_it(store: Store) -> None:
    """The kind is the first word; both are offered as they occur."""
    case_id = complaint(store, DAY)
    for by, verb in (("Bea Sample", "add note"), ("Bea Sample", "log contact"), ("Alex Example", "re-open: note")):
        with store.change(verb, by) as change:
            change.put(None, Note(case_id=case_id, text="Rang back."))
    assert history_pages.members(store) == ["Alex Example", "Bea Sample"]
    assert history_pages.kinds(store) == ["add", "log", "re-open", "set"]
    assert _verbs(store, HistoryFilter(by="Bea Sample")) == ["log contact", "add note"]
    assert _verbs(store, HistoryFilter(kind="log")) == ["log contact", "log complaint"]
    assert _verbs(store, HistoryFilter(kind="re-open")) == ["re-open: note"]
    assert _verbs(store, HistoryFilter(by="Bea Sample", kind="log")) == ["log contact"]
    assert _verbs(store, HistoryFilter(kind="lo")) == []


def test_words_find_what_was_done_and_the_cases_it_was_done_to(store: Store) -> None:
    """A reference, a name, a part of the verb; signs that SQL or the index of words knows are only letters."""
    first = complaint(store, DAY, name="Zoë Corbett")
    complaint(store, date(2026, 11, 3), name="Idris Jukes")
    reference = store.reference(first)
    assert [row.case_id for row in _found(store, HistoryFilter(text=reference))] == [first]
    assert [row.case_id for row in _found(store, HistoryFilter(text="corbett"))] == [first]
    assert _verbs(store, HistoryFilter(text="complaint LOG")) == ["log complaint", "log complaint"]
    for text in ("%", "_", '"', "'", "!", "zebra", 'a" OR "b'):
        assert _verbs(store, HistoryFilter(text=text)) == [], text
    assert [len(_found(store, HistoryFilter(text=text))) for text in ("  ", "\0")] == [3, 3]


def test_what_was_undone_says_so_until_it_is_brought_back(store: Store) -> None:
    """Undo and redo are changes themselves."""
    complaint(store, DAY)
    store.undo()
    assert [(row.verb, row.undone) for row in _found(store)] == [
        ("undo: log complaint", False),
        ("log complaint", True),
        ("set up", False),
    ]
    assert _found(store)[1].reference == ""  # the case is not there any more
    store.undo(change_id=_found(store)[0].id)
    assert [(row.verb, row.undone) for row in _found(store)] == [
        ("redo: log complaint", False),
        ("undo: log complaint", True),
        ("log complaint", False),
        ("set up", False),
    ]
