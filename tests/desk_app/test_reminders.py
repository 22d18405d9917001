"""The worklist: what it holds and in which order."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desk_app.records import Snooze, State, Step
from desk_app.reminders import Reminder, counted, news, worklist
from desk_app.settings import Settings
from desk_app.working_days import calendar

TODAY = date(2026, 11, 24)
DAYS = calendar()


def a_step(due: date | None, key: str = "stage_1_response", **changes: object) -> Step:
    values: dict[str, object] = {"case_id": 1, "key": key, "label": "Stage 1 response", "due_on": due, "limit_on": due}
    return Step(**{**values, **changes})  # type: ignore[arg-type]


def listed(*steps: Step, snoozes: tuple[Snooze, ...] = (), within: int | None = None) -> tuple[Reminder, ...]:
    return worklist([(s, f"CF/{s.case_id}") for s in steps], TODAY, DAYS, Settings(), snoozes, within)


def test_the_most_overdue_comes_first_then_by_due_date_then_by_reference() -> None:
    """Whatever order they come in."""
    soon, late, later = a_step(TODAY), a_step(date(2026, 11, 20)), a_step(date(2026, 11, 2), case_id=9)
    also_soon = a_step(TODAY, case_id=0)
    assert [r.step for r in listed(soon, late, later, also_soon)] == [later, late, also_soon, soon]


def test_what_is_paused_comes_after_all_that_is_to_be_done() -> None:
    """However old its date: nothing can be done about it now."""
    paused, soon, late = a_step(date(2026, 9, 1), paused=True), a_step(date(2027, 1, 4)), a_step(date(2026, 11, 20))
    found = listed(paused, soon, late)
    assert [r.step for r in found] == [late, soon, paused]
    assert found[-1].state is State.PAUSED


def test_questions_of_the_ombudsman_for_the_same_day_stand_in_the_same_order_always() -> None:
    """Two requests of one case; the store and the rules hand them over as they come."""
    key = "ombudsman_answer"
    requests = [
        a_step(TODAY, key, label="Answer the Ombudsman: further questions", record_id=7),
        a_step(TODAY, key, label="Answer the Ombudsman: enquiry", record_id=9),
        a_step(TODAY, key, label="Answer the Ombudsman: enquiry", record_id=8),
    ]
    assert listed(*requests) == listed(*reversed(requests))


def test_what_is_done_not_started_or_without_a_date_is_not_listed() -> None:
    """Nor what does not apply."""
    steps = [
        a_step(TODAY, done_on=TODAY),
        a_step(None),
        a_step(TODAY, not_applicable="Withdrawn."),
        a_step(date(2027, 1, 4), internal=True, starts_on=date(2027, 1, 4)),
        a_step(date(2026, 11, 2), soft=True),
    ]
    assert listed(*steps) == ()


def test_within_counts_working_days_and_includes_what_is_overdue() -> None:
    """Five working days from Tuesday is the next Tuesday."""
    steps = [a_step(date(2026, 12, 1)), a_step(date(2026, 12, 2)), a_step(date(2026, 1, 2))]
    assert [r.step.due_on for r in listed(*steps, within=5)] == [date(2026, 1, 2), date(2026, 12, 1)]


def test_a_snoozed_step_comes_back_on_its_day() -> None:
    """Past the due date it can only be snoozed with a reason."""
    until = TODAY + timedelta(days=2)
    snooze = Snooze(case_id=1, step="stage_1_response", until_on=until)
    reasoned = Snooze(case_id=1, step="stage_1_response", until_on=until, reason="Agreed by telephone")
    overdue, running = a_step(TODAY - timedelta(days=5)), a_step(TODAY + timedelta(days=9))
    assert listed(running, snoozes=(snooze,)) == ()
    assert len(listed(overdue, snoozes=(snooze,))) == 1
    assert listed(overdue, snoozes=(reasoned,)) == ()
    ended = Snooze(case_id=1, step="stage_1_response", until_on=TODAY)
    assert len(listed(running, snoozes=(ended,))) == 1


def test_a_reminder_speaks_in_words_and_as_json() -> None:
    """Both say the same."""
    [over, left] = listed(a_step(date(2026, 11, 19), team="Fostering"), a_step(date(2026, 12, 20), unit="calendar"))
    assert (over.in_words, left.in_words) == ("3 working days over", "26 calendar days left")
    assert over.as_json() == {
        "reference": "CF/1",
        "step": "stage_1_response",
        "team": "Fostering",
        "due_on": "2026-11-19",
        "state": "overdue",
        "days": -3,
        "unit": "working",
    }


def test_lead_days_remind_unasked() -> None:
    """Three and one working days before, on the day, and every day overdue."""
    due = {0: True, 1: True, 2: False, 3: True, 4: False}
    for ahead, wanted in due.items():
        [reminder] = listed(a_step(DAYS.after(TODAY, ahead)))
        assert reminder.remind is wanted


@given(st.lists(st.tuples(st.integers(-60, 60), st.booleans(), st.sampled_from(["working", "calendar"])), max_size=30))
def test_nothing_open_is_ever_missing_and_overdue_comes_before_the_rest(rows: list[tuple[int, bool, str]]) -> None:
    """Every step that is not done is there once."""
    steps = [
        a_step(TODAY + timedelta(days=n), case_id=at, done_on=TODAY if done else None, unit=unit)
        for at, (n, done, unit) in enumerate(rows)
    ]
    found = listed(*steps)
    assert {r.step.case_id for r in found} == {s.case_id for s in steps if s.done_on is None}
    states = [r.state is State.OVERDUE for r in found]
    assert states == sorted(states, reverse=True)
    overdue = [r.days for r in found if r.state is State.OVERDUE]
    assert overdue == sorted(overdue)


def test_lead_days_are_working_days_also_of_a_step_that_counts_calendar_days() -> None:
    """Three working days after Tuesday the 24th is Friday; the Ombudsman's weekend makes no difference."""
    [friday] = listed(a_step(date(2026, 11, 27), unit="calendar"))
    [monday] = listed(a_step(date(2026, 11, 30), unit="calendar"))
    assert (friday.remind, friday.days, monday.remind) == (True, 3, False)


def test_the_first_look_of_a_day_tells_of_all_that_reminds() -> None:
    """Overdue, due today, and the lead days; not what is due some other day."""
    found = listed(*(a_step(DAYS.after(TODAY, n), case_id=n) for n in (0, 1, 2, 3)), a_step(date(2026, 11, 2)))
    fresh, told = news(found, None)
    assert counted(fresh) == "1 overdue, 1 due today, 2 due soon"
    assert news(found, told) == ((), told)


def test_after_a_change_only_what_is_newly_due_or_overdue_is_told() -> None:
    """What reminded as due today and is overdue now has another state, and is told again."""
    step, other = a_step(TODAY), a_step(TODAY, case_id=2)
    _, told = news(listed(step), None)
    fresh, told = news(listed(step, other, a_step(DAYS.after(TODAY, 3), case_id=3)), told)
    assert [r.step for r in fresh] == [other]
    moved = a_step(date(2026, 11, 20))
    fresh, _ = news(listed(moved, other), told)
    assert [r.step for r in fresh] == [moved]


def test_counts_are_words_without_names() -> None:
    """Nothing says nothing."""
    assert counted(()) == ""
    assert counted(listed(a_step(date(2025, 1, 2)))) == "1 overdue"
