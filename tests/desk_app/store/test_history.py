"""Who changed what, when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desk_app.records import Note
from desk_app.store import Store
from tests.desk_app.store.samples import complaint
from tests.desk_app.store.test_changes import DAY


def test_the_history_of_the_store_is_newest_first(store: Store) -> None:
    """And as long as asked for."""
    complaint(store, DAY)
    store.log_export("export cases")
    assert [change.verb for change, _ in store.history()] == ["export cases", "log complaint", "set up"]
    assert [change.verb for change, _ in store.history(limit=1)] == ["export cases"]


def test_the_history_of_a_case_has_only_its_own_rows(store: Store) -> None:
    """A change of two cases shows each its part."""
    first, second = complaint(store, DAY), complaint(store, date(2026, 11, 3))
    with store.change("note both") as change:
        for case_id in (first, second):
            change.put(None, Note(case_id=case_id, text=f"about {case_id}"))
    [(latest, rows), (logged, logged_rows)] = store.history(first)
    assert (latest.verb, logged.verb) == ("note both", "log complaint")
    assert [row.after["text"] for row in rows if row.after] == [f"about {first}"]
    assert {row.table for row in logged_rows} == {"feedback_case", "party", "investigation"}
    assert change.change.case_ids == {first, second}
    assert change.change.reference == ""


def test_rows_say_before_and_after_in_plain_values(store: Store) -> None:
    """Dates as ISO text, yes and no as booleans, lists as lists; what did not exist is None."""
    case = store.case_file(complaint(store, DAY)).case
    with store.change("correct") as change:
        change.put(case, replace(case, made_by_child=True, themes=("Delay", "Decision"), events_on=DAY))
    [row] = store.history(case.id, limit=1)[0][1]
    assert row.before is not None
    assert row.after is not None
    assert (row.table, row.id, row.case_id, row.person_id) == ("feedback_case", case.id, case.id, None)
    assert "made_by_child" not in row.before
    assert row.after["made_by_child"] is True
    assert row.after["themes"] == ["Delay", "Decision"]
    assert row.after["events_on"] == "2026-11-02"
    logged = store.history(case.id)[-1][1]
    assert all(row.before is None for row in logged)


def test_the_history_of_a_case_outlives_it(store: Store) -> None:
    """Undone, its log is still there."""
    case_id = complaint(store, DAY)
    store.undo()
    assert [change.verb for change, _ in store.history(case_id)] == ["undo: log complaint", "log complaint"]
