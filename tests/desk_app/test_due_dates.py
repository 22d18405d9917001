"""What a locked window counts: the same as an open one would, from dates alone."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk_app import due_dates, reminders
from desk_app.due_dates import DueDates
from desk_app.records import Snooze, Step
from desk_app.settings import Settings
from desk_app.working_days import calendar

TODAY = date(2026, 11, 24)
DAYS = calendar()
SETTINGS = Settings()


def a_step(case_id: int, due_in: int, **changes: object) -> Step:
    values: dict[str, object] = {"key": "stage_1_response", "label": "Response", "due_on": TODAY + timedelta(due_in)}
    return Step(case_id, **{**values, **changes})  # type: ignore[arg-type]


def of(steps: list[Step], snoozes: list[Snooze] | None = None) -> DueDates:
    return due_dates.of([(step, "CF/1") for step in steps], TODAY, DAYS, SETTINGS, snoozes or [])


def open_window_counts(steps: list[Step], snoozes: list[Snooze], day: date) -> str:
    """What the open window would say on that day, with what is due soon."""
    listed = reminders.agenda([(s, "CF/1") for s in steps], day, DAYS, SETTINGS, snoozes).reminders
    return reminders.counted(r for r in listed if r.remind)


def test_what_is_overdue_due_today_and_due_soon_is_counted() -> None:
    """Tomorrow one more is overdue; 27 November is three working days ahead."""
    known = of([a_step(1, -3), a_step(2, 0), a_step(3, 3), a_step(4, 40), a_step(5, 1, paused=True)])
    assert known.counted(TODAY) == "1 overdue, 1 due today"
    assert known.counted(TODAY, with_soon=True) == "1 overdue, 1 due today, 1 due soon"
    assert known.counted(TODAY + timedelta(days=3)) == "2 overdue, 1 due today"
    assert of([]).counted(TODAY) == ""


def a_decision(case_id: int, due_in: int, done_on: date | None) -> Step:
    """Of what is paused: to be decided from its day on."""
    starts_on = TODAY + timedelta(due_in)
    return a_step(case_id, due_in, key="not_handed_in", internal=True, starts_on=starts_on, done_on=done_on)


steps = st.lists(
    st.builds(a_decision, st.integers(1, 5), st.integers(-10, 25), st.sampled_from([None, None, TODAY]))
    | st.builds(
        a_step,
        st.integers(1, 5),
        st.integers(-10, 25),
        soft=st.booleans(),
        paused=st.booleans(),
        internal=st.booleans(),
        starts_on=st.none() | st.integers(-5, 8).map(lambda n: TODAY + timedelta(n)),
        done_on=st.sampled_from([None, None, TODAY]),
    ),
    max_size=6,
)
snoozes = st.lists(
    st.builds(
        lambda case_id, step, days, reason: Snooze(
            case_id=case_id, step=step, until_on=TODAY + timedelta(days), reason=reason
        ),
        st.integers(1, 5),
        st.sampled_from(["stage_1_response", "not_handed_in"]),
        st.integers(-2, 12),
        st.sampled_from(["", "Agreed"]),
    ),
    max_size=2,
    unique_by=lambda snooze: snooze.case_id,
)


@given(steps, snoozes, st.integers(0, 30))
def test_a_locked_window_counts_on_each_day_what_an_open_one_would(
    steps: list[Step], snoozes: list[Snooze], later: int
) -> None:
    """For days that follow, too: what starts, wakes up, closes or becomes overdue meanwhile."""
    day = TODAY + timedelta(days=later)
    known = due_dates.from_json(of(steps, snoozes).as_json())
    assert known.counted(day, with_soon=True) == open_window_counts(steps, snoozes, day)


def test_what_is_handed_over_holds_dates_and_nothing_else() -> None:
    """No reference, no step, no number of a case."""
    text = of([a_step(4711, 1, label="Ring Ada Example", team="Fostering")]).as_json()
    said = json.loads(text)
    assert set(said) == {"due", "soon"}
    assert all(date.fromisoformat(day) for day in [*said["soon"], *(day for days in said["due"] for day in days)])
    assert "4711" not in text
    assert due_dates.from_json(text) == of([a_step(1, 1)])


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", "null", '{"due": 3, "soon": []}', '{"due": [["x"]], "soon": []}', '{"due":' + "[" * 99999]
)
def test_anything_else_is_refused(text: str) -> None:
    """So a locked window then knows nothing."""
    with pytest.raises(ValueError):
        due_dates.from_json(text)
