"""Filter, ids, rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app.records import Case, Investigation, Kind, Outcome, Party, Role, Route, Stage
from desk_app.store import Store, search
from desk_app.store.search import Filter
from tests.desk_app.store.samples import complaint, many
from tests.desk_app.store.test_changes import DAY


def _found(store: Store, filter: Filter) -> list[int]:
    """The ids, after making sure that page, count and all ids agree."""
    ids = search.all_ids(store, filter)
    page = search.first_page(store, filter, size=5)
    assert page.count == len(ids)
    assert page.ids == ids[:5]
    return list(ids)


@pytest.fixture
def filled(store: Store) -> Store:
    """120 made-up cases."""
    with store.change("import register") as change:
        change.put_many(many(store.new_ids(1200)))
    return store


def test_every_word_typed_begins_a_word_somewhere(store: Store) -> None:
    """References, names, summaries, words; small or capital, with or without accents, in any order."""
    case_id = complaint(store, DAY, words="The contact visit was cancelled.", name="Zoë O'Brien-Smith")
    for text in (
        "zoe", "Z", "zo o'br", "SMITH zoë", "visit", "conta canc", "CF/2026-27/0001", "cf/2026", "0001", "1",
        "2026-27", "brien canc cf",
    ):  # fmt: skip
        assert _found(store, Filter(text=text)) == [case_id], text
    for text in ("oe", "zoe jones", "isit", "CF/2025", "0002"):
        assert _found(store, Filter(text=text)) == [], text


def test_signs_and_quotes_in_what_is_typed_are_no_query_language(store: Store) -> None:
    """Nothing that can be typed is an error."""
    case_id = complaint(store, DAY, words="AND now NOT this")
    for text in (
        '"',
        '""',
        "*",
        "-",
        "(",
        "a OR",
        "NEAR(",
        "^",
        "words:",
        ":",
        "'",
        ";",
        "AND",
        "not",
        "  now  ",
        "\x00",
    ):
        _found(store, Filter(text=text))
    assert _found(store, Filter(text='"now" - *')) == [case_id]
    assert _found(store, Filter(text=" - ")) == [case_id]  # no word at all: no filter


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=12))
def test_any_text_can_be_searched_for(store: Store, text: str) -> None:
    """Whatever the characters."""
    search.first_page(store, Filter(text=text))


def test_newest_first_is_the_order_of_receipt_within_an_import(filled: Store) -> None:
    """And what is logged after an import comes before it."""
    ids = _found(filled, Filter())
    days = [row.received_on for row in search.rows(filled, ids)]
    assert days == sorted(days, reverse=True)
    latest = complaint(filled, date(2020, 1, 1))
    assert _found(filled, Filter())[0] == latest
    assert _found(filled, Filter(descending=False))[-1] == latest


@pytest.mark.parametrize("sort", search.SORTS)
@pytest.mark.parametrize("text", ["", "c"])
def test_lists_sort_by_every_column(filled: Store, sort: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways, with text and without, whichever way SQLite is made to go about it."""
    for many_ in (0, 10**6):
        monkeypatch.setattr(search, "_MANY", many_)
        up = _found(filled, Filter(text=text, sort=sort, descending=False))
        down = _found(filled, Filter(text=text, sort=sort))
        assert set(up) == set(down) == set(_found(filled, Filter(text=text)))
        keys = [_key(row, sort) for row in search.rows(filled, up)]
        known = [key for key in keys if key is not None]
        assert known == sorted(known)
        assert keys[len(known) :] == [None] * (len(keys) - len(known))  # without a date: last, both ways
        assert _key(search.rows(filled, down)[0], sort) == (max(known) if known else None)


def _key(row: search.CaseRow, sort: str) -> Any:
    value: Any = row.id if sort == "newest" else getattr(row, sort)
    if sort in ("summary", "complainant"):
        return value.casefold()
    return value or "" if sort in ("route", "stage") else value


def test_filters_narrow_and_add_up(filled: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kind, team, route, stage, year, open or closed, the words of a status, handler; each alone and together."""
    rows = search.rows(filled, search.all_ids(filled, Filter()))
    cases: tuple[tuple[Filter, object], ...] = (
        (Filter(kinds=(Kind.COMPLAINT, Kind.COMMENT)), lambda r: r.kind in (Kind.COMPLAINT, Kind.COMMENT)),
        (Filter(team="Fostering"), lambda r: r.team == "Fostering"),
        (Filter(service_area="Early Help"), lambda r: r.service_area == "Early Help"),
        (Filter(route=Route.CORPORATE), lambda r: r.route is Route.CORPORATE),
        (Filter(stage=Stage.ONE), lambda r: r.stage is Stage.ONE),
        (Filter(year="2023/24"), lambda r: r.year == "2023/24"),
        (Filter(status="open"), lambda r: r.open),
        (Filter(status="closed"), lambda r: not r.open),
        (Filter(status="Upheld"), lambda r: r.status == "Upheld"),
        (Filter(handler="Alex Example"), lambda r: r.handler == "Alex Example"),
        (Filter(mine="Alex Example"), lambda r: "Alex Example" in (r.handler, r.logged_by)),
        (
            Filter(team="Fostering", mine="Alex Example", kinds=(Kind.COMPLIMENT,)),
            lambda r: (
                r.kind is Kind.COMPLIMENT and r.team == "Fostering" and "Alex Example" in (r.handler, r.logged_by)
            ),
        ),
        (Filter(kinds=(Kind.ENQUIRY,)), lambda r: r.kind is Kind.ENQUIRY),
        (
            Filter(kinds=(Kind.COMPLAINT,), team="Fostering", year="2023/24", status="closed"),
            lambda r: r.kind is Kind.COMPLAINT and r.team == "Fostering" and r.year == "2023/24" and not r.open,
        ),
    )
    for dense in (-1, 10**6):  # whichever way SQLite is made to go about it
        monkeypatch.setattr(search, "_DENSE", dense)
        for filter, holds in cases:
            assert callable(holds)
            wanted = [row.id for row in rows if holds(row)]
            assert _found(filled, filter) == wanted, filter
            with_text = set(_found(filled, replace(filter, text="c")))
            assert with_text == set(wanted) & set(_found(filled, Filter(text="c")))


def test_mine_is_what_i_logged_and_what_is_assigned_to_me(store: Store) -> None:
    """A colleague's case becomes mine with its investigation; one that I logged stays mine when a manager has it."""
    with store.change("log complaint") as change:
        theirs = change.put(None, Case(reference="A/1", received_on=DAY, logged_by="Bea Example"))
        mine = change.put(None, Case(reference="A/2", received_on=DAY, logged_by="Alex Example"))
    item = Investigation(case_id=mine.id, route=Route.CORPORATE, stage=Stage.ONE, opened_on=DAY)
    with store.change("assign") as change:
        change.put(None, replace(item, investigator="Cai Example"))
    assert _found(store, Filter(mine="Alex Example")) == [mine.id]
    with store.change("assign") as change:
        change.put(None, replace(item, case_id=theirs.id, investigator="Alex Example"))
    assert _found(store, Filter(mine="Alex Example")) == [mine.id, theirs.id]
    assert _found(store, Filter(mine="Cai Example")) == [mine.id]


def test_choices_are_the_values_that_occur(filled: Store) -> None:
    """For the menus of filters: each once, in order, never an empty one; of known columns only."""
    rows = search.rows(filled, search.all_ids(filled, Filter()))
    for column in search.CHOICES:
        assert search.choices(filled, column) == sorted({str(getattr(r, column) or "") for r in rows} - {""}), column
    with pytest.raises(ValueError, match="summary"):
        search.choices(filled, "summary")


def test_references_come_in_the_order_asked_for(filled: Store) -> None:
    """For copying; what is gone is left out."""
    rows = search.rows(filled, search.all_ids(filled, Filter(sort="complainant")))
    assert search.references_of(filled, [*(row.id for row in rows), 5]) == [row.reference for row in rows]


def test_overdue_is_open_and_due_before_the_day(store: Store) -> None:
    """A complaint of 2 November has to be acknowledged by 5 November: overdue on the 6th, due by the 5th."""
    case_id = complaint(store, DAY)
    [row] = search.rows(store, [case_id])
    assert (row.due_on, row.due_step, row.open, row.status) == (date(2026, 11, 5), "Acknowledge", True, "New")
    due = date(2026, 11, 5)
    assert _found(store, Filter(overdue_on=due)) == []
    assert _found(store, Filter(overdue_on=due + timedelta(days=1))) == [case_id]
    assert _found(store, Filter(due_by=due)) == [case_id]
    assert _found(store, Filter(due_by=due - timedelta(days=1))) == []


def test_a_row_says_what_a_list_shows(store: Store) -> None:
    """After the response: closed, with its outcome and nothing due."""
    case_id = complaint(store, DAY, words="x " * 100, name="Zoë Corbett")
    [investigation] = store.case_file(case_id).investigations
    answered = replace(investigation, acknowledged_on=DAY, responded_on=date(2026, 11, 12), outcome=Outcome.UPHELD)
    with store.change("respond") as change:
        change.put(investigation, answered)
    [row] = search.rows(store, [case_id, 12345])
    assert (row.reference, row.complainant) == ("CF/2026-27/0001", "Zoë Corbett")
    assert (row.route, row.stage, row.open, row.status) == (Route.STATUTORY, Stage.ONE, False, "Upheld")
    assert (row.closed_on, row.due_on) == (date(2026, 11, 12), None)
    assert row.summary.endswith("...")
    assert len(row.summary) < 90


def test_rows_come_in_the_order_asked_for(filled: Store) -> None:
    """A page of a sorted list."""
    ids = list(search.all_ids(filled, Filter(sort="complainant")))[10:40]
    assert [row.id for row in search.rows(filled, ids)] == ids


def test_search_follows_every_change(store: Store) -> None:
    """A renamed complainant is found by the new name only; a removed case not at all."""
    case_id = complaint(store, DAY, name="Old Name")
    [person] = store.case_file(case_id).people
    with store.change("correct name") as change:
        change.put(person, replace(person, name="New Name", match_key="new name"))
    assert _found(store, Filter(text="old")) == []
    assert _found(store, Filter(text="new name")) == [case_id]
    [row] = search.rows(store, [case_id])
    assert row.complainant == "New Name"
    store.undo()
    assert _found(store, Filter(text="old name")) == [case_id]
    store.undo()
    assert _found(store, Filter(text="old name")) == []


def test_a_person_linked_to_a_second_case_is_found_on_both(store: Store) -> None:
    """The earlier complainant complains again."""
    first = complaint(store, DAY, name="Asha Evason")
    [person] = store.case_file(first).people
    with store.change("log complaint") as change:
        case = change.put(None, Case(received_on=DAY, reference="CF/2026-27/0002"))
        change.put(None, Party(case_id=case.id, person_id=person.id, role=Role.COMPLAINANT))
        change.put(
            None,
            Investigation(case_id=case.id, route=Route.CORPORATE, stage=Stage.ONE, opened_on=DAY, team="Fostering"),
        )
    assert _found(store, Filter(text="evas")) == [case.id, first]
