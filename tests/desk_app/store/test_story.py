"""One store through a year: the story that the whole design is for."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk_app.problems import Problem
from desk_app.records import Case, Kind, Record
from desk_app.store import Store, search
from tests.desk_app.store.conftest import Reopen
from tests.desk_app.store.samples import complaint, many

DAY = date(2026, 11, 2)


def _whole(store: Store) -> None:
    verification = store.verify()
    assert verification.ok, verification.findings


def _import(store: Store, count: int) -> list[Record]:
    with store.change("import register", "Bo") as change:
        return change.put_many(many(store.new_ids(count * 10), first=201))


def test_a_store_tells_its_story(store: Store, path: Path, tmp_path: Path, reopen: Reopen) -> None:
    """Log, edit, stale edit, undo, redo, import of 700 rows as one change, edit after it, undo refused with its
    reason, a copy of the folder opened at another place (a new branch), and all of it verified.
    """
    # log
    case_id = complaint(store, DAY, words="Nobody rang back about the contact visit.", name="Zoë Corbett")
    assert store.reference(case_id) == "CF/2026-27/0001"
    assert [step.key for step in store.steps(case_id)][:2] == ["acknowledge", "stage_1_response"]
    assert list(search.first_page(store, search.Filter(text="zoe cont")).ids) == [case_id]

    # edit
    read = store.case_file(case_id).case
    with store.change("acknowledge", "Bo") as change:
        edited = change.put(read, replace(read, summary="Contact visit", category="Communication"))
    assert edited.version == 2

    # stale edit: somebody saves what they read before
    with pytest.raises(Problem, match=r"Case CF/2026-27/0001 was changed meanwhile"), store.change("correct") as change:
        change.put(read, replace(read, summary="Something else"))
    assert store.get(Case, case_id) == edited

    # undo and redo
    undone = store.undo("Bo")
    assert store.case_file(case_id).case.summary == ""
    redone = store.undo("Bo", undone.id)
    assert redone.verb == "redo: acknowledge"
    assert store.case_file(case_id).case.summary == "Contact visit"
    assert list(search.first_page(store, search.Filter(text="contact visit")).ids) == [case_id]
    _whole(store)

    # an import of 700 cases, in one change
    before = store.read("SELECT count(*) FROM change")[0][0]
    imported = [record for record in _import(store, 700) if isinstance(record, Case)]
    assert len(imported) == 700
    assert store.read("SELECT count(*) FROM change")[0][0] == before + 1
    assert search.first_page(store, search.Filter()).count == 701
    newest = search.first_page(store, search.Filter()).ids[0]
    assert newest == max(imported, key=lambda case: case.received_on).id
    _whole(store)

    # an edit after it, and so the import cannot be undone
    chosen = next(case for case in imported if case.kind is Kind.COMPLIMENT)
    with store.change("thank", "Alex Example") as change:
        change.put(chosen, replace(chosen, thanked_on=DAY))
    with pytest.raises(Problem) as told:
        store.undo("Bo")
    assert told.value.message == f"It cannot be undone, because this was changed since: {chosen.reference}."
    assert search.first_page(store, search.Filter()).count == 701

    # undo the edit: then the import can be undone, redone and undone
    store.undo("Alex Example")
    gone = store.undo("Bo")
    assert search.first_page(store, search.Filter()).count == 1
    store.undo("Bo", gone.id)
    assert search.first_page(store, search.Filter()).count == 701
    _whole(store)

    # the folder, closed and copied, is opened at another place: it goes on in a branch of its own
    store.close()
    copy = tmp_path / "elsewhere" / path.name
    shutil.copytree(path, copy)
    here, there = reopen(path), reopen(copy)
    assert here.branch == store.branch
    assert there.branch != store.branch
    assert there.branch.letter
    [(last,)] = here.read("SELECT hash FROM change ORDER BY seq DESC LIMIT 1")
    assert there.branch.forked_from == last

    # both write: same number, other references; each is whole
    ours, theirs = complaint(here, DAY), complaint(there, DAY)
    assert here.reference(ours) == "CF/2026-27/0002"
    assert there.reference(theirs) == f"CF/2026-27/0002{there.branch.letter}"
    pairs = [set(each.read("SELECT branch, seq FROM change")) for each in (here, there)]
    assert len(pairs[0] ^ pairs[1]) == 2  # they share all but the last change of each
    _whole(here)
    _whole(there)
    assert len(there.history(theirs)) == 1
