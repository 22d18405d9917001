"""Undo and redo."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.problems import Problem
from desk_app.progress import Cancelled
from desk_app.records import Case, Holiday, ListEntry, ListName, Member, Note, Person, Publication
from desk_app.store import Store
from tests.desk_app.store.samples import complaint, many

DAY = date(2026, 11, 2)


def test_undo_puts_back_what_was_and_says_what_it_undid(store: Store) -> None:
    """The summary is again what it was, in a new version."""
    case = store.case_file(complaint(store, DAY)).case
    with store.change("correct case") as change:
        change.put(case, replace(case, summary="Wrong"))
    done = store.undo()
    assert done.verb == "undo: correct case"
    assert done.undoes == change.change.id
    assert store.get(Case, case.id) == replace(case, version=3)
    assert store.verify().ok


def test_undo_of_logging_leaves_nothing_but_the_journal(store: Store) -> None:
    """The case, its people, its dates and its search text are gone."""
    case_id = complaint(store, DAY)
    store.undo()
    for table in ("feedback_case", "person", "party", "investigation", "step", "case_line", "case_text"):
        assert store.read(f"SELECT count(*) FROM {table}") == [(0,)], table
    assert len(store.history(case_id)) == 2
    assert store.verify().ok


def test_undo_of_undo_is_redo(store: Store) -> None:
    """Logged, undone, redone, undone again, redone again: the case stands, with its dates."""
    case_id = complaint(store, DAY)
    before = store.case_file(case_id)
    for _ in range(2):
        undone = store.undo()
        assert undone.verb == "undo: log complaint"
        offered = store.can_redo()
        assert offered is not None
        assert offered.id == undone.id
        redone = store.undo(change_id=undone.id)
        assert redone.verb == "redo: log complaint"
    after = store.case_file(case_id)
    assert replace(after.case, version=1) == before.case
    assert len(store.steps(case_id)) > 0
    assert store.can_redo() is None
    assert store.verify().ok


@given(st.lists(st.sampled_from(["note", "note", "export", "undo", "undo", "redo", "redo"]), max_size=20))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_was_undone_in_turn_comes_back_in_turn(store: Store, pressed: list[str]) -> None:
    """As in any editor: two stacks; something new empties the second. What only left the store changes neither."""
    case_id = complaint(store, DAY)
    done: list[str] = []
    undone: list[str] = []
    for n, key in enumerate(pressed):
        if key == "note":
            undone.clear()
            done.append(str(n))
            with store.change("add note") as change:
                change.put(None, Note(case_id=case_id, text=str(n)))
        elif key == "export":
            store.log_export("export cases")
        elif key == "undo" and done:
            undone.append(done.pop())
            store.undo()
        elif key == "redo":
            offered = store.can_redo()
            assert (offered is not None) == bool(undone)
            if offered is not None:
                done.append(undone.pop())
                store.undo(change_id=offered.id)
        assert [note.text for note in store.case_file(case_id).notes] == done
    assert store.verify().ok


def test_undo_goes_back_step_by_step(store: Store) -> None:
    """Two edits: the button undoes the second, then the first, then the logging, then there is nothing left."""
    case = store.case_file(complaint(store, DAY)).case
    for summary in ("One", "Two"):
        with store.change(f"write {summary}") as change:
            case = change.put(case, replace(case, summary=summary))
    assert [store.undo().verb for _ in range(3)] == ["undo: write Two", "undo: write One", "undo: log complaint"]
    assert store.can_undo() is None
    with pytest.raises(Problem, match="nothing of yours to undo"):
        store.undo()


def test_the_button_offers_ones_own_last_change(store: Store) -> None:
    """Bo's button does not undo what Alex did."""
    complaint(store, DAY)
    with store.change("add person", "Bo") as change:
        change.put(None, Person(name="x"))
    offered = store.can_undo("Bo")
    assert offered is not None
    assert offered.verb == "add person"
    offered = store.can_undo("Alex Example")
    assert offered is not None
    assert offered.verb == "log complaint"
    assert store.can_undo("Chris") is None


def test_an_import_is_offered_after_a_glance_at_it(store: Store) -> None:
    """Only its first rows are read to name it on the button; undone, all of it goes."""
    with store.change("import register") as change:
        change.put_many(Person(name=f"{n}") for n in range(700))
    offered = store.can_undo()
    assert offered is not None
    assert (offered.verb, set(offered.tables)) == ("import register", {"person"})
    store.undo()
    assert store.all(Person) == []


def test_any_change_can_be_undone_by_its_number(store: Store) -> None:
    """Two complaints; the first is undone, the second stands."""
    first, second = complaint(store, DAY), complaint(store, DAY)
    [(change, _)] = store.history(first)
    store.undo("Bo", change.id)
    assert [case.id for case in store.all(Case)] == [second]


def test_undo_is_refused_when_something_was_changed_since_and_names_the_cases(store: Store) -> None:
    """An import, then an edit of one of its cases: the edit would be lost."""
    with store.change("import register") as change:
        cases = change.put_many([Case(received_on=DAY, reference=f"CF/2026-27/{n:04}") for n in range(1, 9)])
    for case in cases[:7]:
        with store.change("correct case", "Bo") as edit:
            edit.put(case, replace(case, summary="x"))
    with pytest.raises(Problem) as told:
        store.undo(change_id=change.change.id)
    assert told.value.message == (
        "It cannot be undone, because this was changed since: CF/2026-27/0001, CF/2026-27/0002, CF/2026-27/0003,"
        " CF/2026-27/0004, CF/2026-27/0005 and 2 more."
    )
    assert len(store.all(Case)) == 8


def test_undo_is_refused_when_something_was_added_to_what_would_go(store: Store) -> None:
    """A note was written on the case since: the case cannot go from under it."""
    case_id = complaint(store, DAY)
    with store.change("write note", "Bo") as change:
        change.put(None, Note(case_id=case_id, text="Rang back"))
    with pytest.raises(Problem, match="CF/2026-27/0001") as told:
        store.undo("Alex Example")
    assert "note" in str(told.value)
    assert store.case_file(case_id).notes


def test_what_has_been_undone_cannot_be_undone_again(store: Store) -> None:
    """But it can be brought back."""
    complaint(store, DAY)
    done = store.history(limit=1)[0][0]
    store.undo()
    with pytest.raises(Problem, match="undone already"):
        store.undo(change_id=done.id)


def test_undoing_a_change_that_was_redone_undoes_the_redo(store: Store) -> None:
    """History shows the first change; undoing it there does what one means."""
    case_id = complaint(store, DAY)
    logged = store.history(limit=1)[0][0]
    store.undo(change_id=store.undo().id)
    store.undo(change_id=logged.id)
    assert store.get(Case, case_id) is None


@pytest.mark.parametrize(
    ("verb", "record", "reason"),
    [
        ("add member", Member(name="Bo"), "Members and their keys"),
        ("publish report", Publication(year="2023/24"), "A published report"),
        ("erase person", Person(name=""), "What was erased"),
        ("merge copy", Person(name="x"), "Merging copies"),
    ],
)
def test_some_things_cannot_be_undone(store: Store, verb: str, record: Person, reason: str) -> None:
    """Members, publishing, erasing, merging: each with its reason and what to do instead."""
    with store.change(verb) as change:
        change.put(None, record)
    with pytest.raises(Problem, match=reason) as told:
        store.undo(change_id=change.change.id)
    assert told.value.remedy
    assert store.can_undo() is None  # and so the button does not offer it


def test_an_export_cannot_be_undone(store: Store) -> None:
    """It changed nothing."""
    done = store.log_export("export cases")
    with pytest.raises(Problem, match="nothing to undo"):
        store.undo(change_id=done.id)
    with pytest.raises(Problem, match="no such change"):
        store.undo(change_id=12)


def test_list_entries_in_use_meanwhile_stay_and_it_says_so(store: Store) -> None:
    """The import added two teams; one is used by a case logged since, so it stays in the list."""
    with store.change("import register") as change:
        change.put_many([ListEntry(list=ListName.TEAM, value=value) for value in ("New Team", "Other Team")])
        change.put(None, Case(received_on=DAY, reference="CF/2026-27/0001", team="Other Team"))
    with store.change("log compliment", "Bo") as later:
        later.put(None, Case(received_on=DAY, reference="CF/2026-27/0002", team="New Team", themes=("Delay",)))
    done = store.undo(change_id=change.change.id)
    assert done.verb == "undo: import register (still used, so kept in the lists: New Team)"
    teams = [entry.value for entry in store.lists()[ListName.TEAM]]
    assert "New Team" in teams
    assert "Other Team" not in teams
    assert store.verify().ok


def test_a_theme_in_use_among_others_stays(store: Store) -> None:
    """Themes are kept several in one field."""
    with store.change("add theme") as change:
        change.put(None, ListEntry(list=ListName.THEME, value="Transport home"))
    with store.change("log", "Bo") as later:
        later.put(None, Case(received_on=DAY, themes=("Delay", "Transport home")))
    assert "Transport home" in store.undo().verb


def test_nothing_is_put_back_when_a_part_cannot_be(store: Store) -> None:
    """Of two people one was changed since: neither goes."""
    with store.change("add people") as change:
        one, _ = change.put_many([Person(name="One"), Person(name="Two")])
    with store.change("correct", "Bo") as edit:
        edit.put(one, replace(one, name="Won"))
    with pytest.raises(Problem, match="the person"):
        store.undo()
    assert [person.name for person in store.all(Person)] == ["Won", "Two"]


def _import(store: Store) -> None:
    with store.change("import register") as change:
        change.put_many(many(store.new_ids(600)))


def test_a_large_undo_says_how_far_it_is_and_can_be_stopped(store: Store) -> None:
    """Sixty cases in one change: progress is told of; stopped on its way, nothing was undone."""
    _import(store)
    done = store.can_undo()
    assert done is not None
    assert store.undo_takes_long(done)
    told: list[tuple[int, int]] = []

    def stop(n: int, total: int = 0, text: str = "") -> None:
        told.append((n, total))
        if n > 50:
            raise Cancelled

    with pytest.raises(Cancelled):
        store.undo(progress=stop)
    assert told[0][1] > 60
    assert store.read("SELECT count(*) FROM feedback_case") == [(60,)]
    assert store.can_undo() == done
    store.undo()
    assert store.read("SELECT count(*) FROM feedback_case") == [(0,)]
    assert store.verify().ok


def test_what_every_date_follows_from_takes_long_to_undo_where_there_are_many_cases(store: Store) -> None:
    """A holiday: one row. With no case it is undone at once, with sixty it may take longer."""
    with store.change("add holiday") as change:
        change.put(None, Holiday(on=DAY, name="A day of mourning"))
    assert not store.undo_takes_long(change.change)
    _import(store)
    assert store.undo_takes_long(change.change)
