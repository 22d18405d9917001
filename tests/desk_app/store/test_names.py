"""The names in a store, and the cases that taught something."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desk_app.records import Investigation, Learning, ListEntry, ListName, Outcome, Person
from desk_app.store import Store, names
from tests.desk_app.store.samples import complaint


def test_everybody_who_is_named_is_among_the_names(store: Store) -> None:
    """People, who looked into it, managers of teams, members; nobody who was erased, and not the anonymous."""
    complaint(store, date(2026, 11, 2))
    [item] = store.all(Investigation)[:1]
    with store.change("test") as change:
        change.put(item, replace(item, investigator="Ivo Sample"))
        change.put(None, Person(name="Zoe Sample", match_key="zoe sample"))
        change.put(None, Person(name="Gone Sample", match_key="gone sample", erased_on=date(2026, 11, 3)))
        change.put(None, Person(name="Anonymous", match_key=""))
        change.put(None, ListEntry(list=ListName.TEAM, value="North", manager="Mo Sample"))
    found = names.everybody(store)
    assert {"Ivo Sample", "Zoe Sample", "Mo Sample", "Alex Example"} <= set(found)
    assert not {"Gone Sample", "Anonymous", ""} & set(found)


def test_cases_with_learning_come_upheld_first(store: Store) -> None:
    """Then partially upheld, then the rest; of the year only."""
    outcomes = (Outcome.NOT_UPHELD, Outcome.UPHELD, Outcome.PARTIALLY_UPHELD)
    cases = [complaint(store, day) for day in (date(2026, 4, 1), date(2026, 11, 2), date(2027, 3, 31))]
    before = complaint(store, date(2026, 3, 31))
    with store.change("test") as change:
        for item in store.all(Investigation):
            outcome = outcomes[cases.index(item.case_id)] if item.case_id in cases else Outcome.UPHELD
            change.put(item, replace(item, outcome=outcome))
            change.put(None, Learning(case_id=item.case_id, investigation_id=item.id, text="Ring back."))
    found = names.cases_with_learning(store, "2026-04-01", "2027-03-31")
    assert found == [cases[1], cases[2], cases[0]]
    assert before not in found
