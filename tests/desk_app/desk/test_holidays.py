"""One-off holidays: what they would move is said before, and moved by the same change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app import deadlines
from desk_app.desk import holidays
from desk_app.problems import Problem
from desk_app.records import Holiday, Outcome, State
from desk_app.store import Store
from tests.desk_app.desk.test_office import stored_and_ruled
from tests.desk_app.store.samples import complaint, many

BY = "Alex Example"
TODAY = date(2026, 11, 24)
FUNERAL = Holiday(on=date(2026, 11, 27), name="A day of mourning")


def due(store: Store, case_id: int) -> date | None:
    """When stage 1 is to be answered."""
    return next(step.due_on for step in store.steps(case_id) if step.key == "stage_1_response")


def test_the_dates_that_would_move_are_named_before(store: Store) -> None:
    """Received on 18 November, due on 2 December: a holiday on the 27th makes it the 3rd."""
    running = complaint(store, date(2026, 11, 18))
    complaint(store, date(2026, 12, 1))
    found = holidays.effects_of_adding(store, FUNERAL, TODAY)
    told = [(m.reference, m.label, m.was_on, m.will_be_on) for m in found.moved]
    assert ("CF/2026-27/0001", "Stage 1 response", date(2026, 12, 2), date(2026, 12, 3)) in told
    assert {m.reference for m in found.moved} == {"CF/2026-27/0001"}
    assert due(store, running) == date(2026, 12, 2)  # nothing was saved by asking


def test_what_was_told_is_what_happens(store: Store) -> None:
    """Each date named moves to the day named, and back when the holiday is removed."""
    ids = {f"CF/2026-27/{n:04}": complaint(store, date(2026, 11, n + 8)) for n in range(1, 16)}
    told = holidays.effects_of_adding(store, FUNERAL, TODAY).moved
    assert told
    change = holidays.add(store, FUNERAL, BY)
    assert change.verb == "add bank holiday: 27 November 2026, A day of mourning"
    for moved in told:
        assert moved.case_id == ids[moved.reference]
        assert moved.will_be_on in [s.due_on for s in store.steps(moved.case_id) if s.label == moved.label]
    [kept] = store.all(Holiday)
    back = holidays.effects_of_removing(store, kept, TODAY).moved
    assert [(m.case_id, m.label, m.will_be_on, m.was_on) for m in told] == sorted(
        ((m.case_id, m.label, m.was_on, m.will_be_on) for m in back), key=lambda m: _place(told, m)
    )
    holidays.remove(store, kept, BY)
    assert store.all(Holiday) == []
    assert store.verify().ok


def _place(told: tuple[holidays.Moved, ...], one: tuple[int, str, date, date]) -> int:
    return [(m.case_id, m.label) for m in told].index(one[:2])


def test_steps_of_two_thousand_cases_are_as_the_rule_has_them(store: Store) -> None:
    """Kept and worked out, case by case: after adding, after undo, after removing."""
    with store.change("import register") as change:
        change.put_many(many(store.new_ids(20_000), start=date(2026, 3, 1), days=260))
    before, ruled = stored_and_ruled(store)
    assert len(before) == 2000
    assert before == ruled
    for day in (date(2026, 6, 3), date(2026, 11, 12), FUNERAL.on):
        told = holidays.effects_of_adding(store, replace(FUNERAL, on=day), TODAY)
        holidays.add(store, replace(FUNERAL, on=day), BY)
        kept, ruled = stored_and_ruled(store)
        assert kept == ruled
        assert kept != before
        changed = {was[0].case_id for was, now in zip(before, kept, strict=True) if was != now}
        assert {moved.case_id for moved in told.moved} <= changed
        store.undo(BY)
        assert stored_and_ruled(store) == (before, before)


def test_a_past_holiday_says_which_answers_it_would_judge_otherwise(store: Store) -> None:
    """Answered a day late; with a holiday in between it was in time."""
    case_id = complaint(store, date(2026, 10, 1))
    [investigation] = store.case_file(case_id).investigations
    late = replace(
        investigation, acknowledged_on=date(2026, 10, 1), responded_on=date(2026, 10, 16), outcome=Outcome.UPHELD
    )
    with store.change("respond") as change:
        change.put(investigation, late)
    past = Holiday(on=date(2026, 10, 12), name="A coronation")
    found = holidays.effects_of_adding(store, past, TODAY)
    assert found.judged == ("CF/2026-27/0001 stage 1 response",)
    holidays.add(store, past, BY)
    [step] = [step for step in store.steps(case_id) if step.key == "stage_1_response"]
    assert deadlines.state(step, TODAY) is State.MET_IN_TIME


@pytest.mark.parametrize(
    ("holiday", "says"),
    [
        (Holiday(on=date(2026, 11, 28), name="x"), "Saturday 28 November 2026 is no working day"),
        (Holiday(on=date(2026, 12, 29), name="Office closed", closure=True), "No procedure in this store stops"),
    ],
)
def test_why_nothing_moves_is_explained(store: Store, holiday: Holiday, says: str) -> None:
    """A weekend; a closure, which never stops a statutory clock."""
    complaint(store, date(2026, 12, 21))
    found = holidays.effects_of_adding(store, holiday, TODAY)
    assert says in found.why_none
    holidays.add(store, holiday, BY)
    assert store.verify().ok


@pytest.mark.parametrize(
    ("holiday", "field", "says"),
    [
        (Holiday(on=date(2026, 12, 25), name="x"), "on", "bank holiday already: Christmas Day"),
        (Holiday(on=date(2026, 12, 7)), "name", "Enter a name"),
        (Holiday(on=date(1980, 12, 8), name="x"), "on", "from 1990 to 2060"),
        (replace(FUNERAL, closure=True), "on", "was added already"),
    ],
)
def test_what_is_wrong_with_a_day_is_said_by_field(store: Store, holiday: Holiday, field: str, says: str) -> None:
    """And it is not saved."""
    holidays.add(store, FUNERAL, BY)
    assert says in holidays.problems(store, holiday)[field]
    with pytest.raises(Problem):
        holidays.add(store, holiday, BY)
