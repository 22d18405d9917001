"""Records and rows."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from enum import StrEnum
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app.records import RECORDS, Case, Kind, Person, Point, Record, Step
from desk_app.store import Store, rows
from desk_app.store.rows import codec


def _values(hint: Any) -> st.SearchStrategy[Any]:
    if type(None) in get_args(hint):
        [kind] = [part for part in get_args(hint) if part is not type(None)]
        return st.none() | _values(kind)
    if get_args(hint):
        return st.lists(st.text(max_size=5), max_size=3).map(tuple)
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.integers(0, 2**62)
    if hint is date:
        return st.dates()
    if issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    return st.text(max_size=8)


def _records(cls: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(cls)
    return st.builds(cls, **{item.name: _values(hints[item.name]) for item in fields(cls)})


EVERY = st.sampled_from(RECORDS).flatmap(_records)


@pytest.mark.parametrize("cls", [*RECORDS, Step], ids=lambda cls: cls.__name__)
def test_each_table_has_the_columns_of_its_dataclass(store: Store, cls: type[Any]) -> None:
    """Investigation.opened_on is the column opened_on of investigation, in the same place."""
    kept = codec(cls)
    columns = store.read(f"PRAGMA table_info({kept.table})")
    assert [row[1] for row in columns] == [item.name for item in fields(cls)]
    for _, name, kind, not_null, default, key in columns:
        [column] = [column for column in kept.columns if column.name == name]
        assert kind == ("INTEGER" if column.kind in (int, bool) else "TEXT")
        assert bool(not_null or key) is not column.nullable
        if default is not None and cls is not Step:
            [item] = [item for item in fields(cls) if item.name == name]
            stated = json.loads(default) if default.isdigit() else default.strip("'")
            assert stated == (item.default if column.kind in (int, bool) or item.default != () else "[]")


@given(record=EVERY)
def test_a_record_comes_back_from_its_row_as_it_was(record: Record) -> None:
    """Case(kind=Complaint, received_on=1 April 2024) is ("Complaint", "2024-04-01") and back."""
    kept = codec(type(record))
    row = kept.to_row(record)
    assert all(type(value) in (int, str, type(None)) for value in row)
    assert kept.from_row(row) == record


@given(record=EVERY)
def test_a_journal_body_gives_back_the_row(record: Record) -> None:
    """What is empty is left out, and nothing is lost by it."""
    kept = codec(type(record))
    row = kept.to_row(record)
    text = rows.body(kept, row)
    assert rows.row_of(kept, text, record.id, record.version) == row
    assert not {"id", "version"} & json.loads(text).keys()


def test_a_body_holds_only_what_was_recorded() -> None:
    """A compliment with nothing but its date and words has three words in its body."""
    kept = codec(Case)
    text = rows.body(kept, kept.to_row(Case(kind=Kind.COMPLIMENT, received_on=date(2024, 4, 1), words="Thank you")))
    assert json.loads(text) == {"kind": "Compliment", "received_on": "2024-04-01", "words": "Thank you"}


def test_people_are_shown_yes_and_no_and_lists() -> None:
    """made_by_child 1 is true; themes '["Delay"]' is a list."""
    kept = codec(Case)
    case = Case(received_on=date(2024, 4, 1), made_by_child=True, themes=("Delay",))
    assert rows.shown(kept, rows.body(kept, kept.to_row(case))) == {
        "kind": "Complaint",
        "received_on": "2024-04-01",
        "made_by_child": True,
        "themes": ["Delay"],
    }


def test_what_is_false_and_what_is_unknown_stay_apart() -> None:
    """at_risk answered no is not at_risk unanswered."""
    kept = codec(Case)
    for answer in (True, False, None):
        row = kept.to_row(Case(received_on=date(2024, 4, 1), at_risk=answer))
        assert kept.from_row(rows.row_of(kept, rows.body(kept, row), 0, 0)).at_risk is answer


def test_a_new_column_that_starts_empty_changes_no_body() -> None:
    """A body written before a field was added gives a row in which it is empty."""
    kept = codec(Point)
    assert kept.from_row(rows.row_of(kept, '{"case_id":1,"investigation_id":2,"number":1}', 3, 1)) == Point(
        id=3, version=1, case_id=1, investigation_id=2
    )


def test_values_of_single_fields_are_found_like_whole_records() -> None:
    """all(Case, kind=Kind.COMPLAINT) asks for "Complaint"."""
    assert codec(Case).values_of({"kind": Kind.COMPLAINT, "closed": None}) == ("Complaint", None)
    assert codec(Person).values_of({"is_staff": True, "born_on": date(2010, 1, 2)}) == (1, "2010-01-02")
