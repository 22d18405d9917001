"""Chasing the investigator of a late response. Pure: records and settings in, steps out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app import deadlines, procedures
from desk_app.records import Case, CaseFile, Investigation, Note, Pause, Route, Stage, State, Step
from desk_app.settings import Settings
from desk_app.working_days import calendar

RECEIVED = date(2026, 11, 2)
DUE = date(2026, 11, 16)  # ten working days
CASE = Case(id=1, received_on=RECEIVED, at_risk=False)
STAGE_1 = Investigation(
    id=2, case_id=1, route=Route.STATUTORY, stage=Stage.ONE, opened_on=RECEIVED, acknowledged_on=RECEIVED,
    investigator="Gil Example",
)  # fmt: skip


def a_contact(on: date, whom: str = "Gil Example", *, is_contact: bool = True) -> Note:
    return Note(id=on.toordinal(), case_id=1, is_contact=is_contact, with_whom=whom, written_on=on)


def chase(
    item: Investigation, *notes: Note, settings: Settings | None = None, pauses: tuple[Pause, ...] = ()
) -> Step | None:
    """The chaser of an investigation, if there is one."""
    file = CaseFile(CASE, investigations=(item,), notes=notes, pauses=pauses)
    steps = deadlines.steps_for(file, procedures.shipped_by_key(), calendar(), settings or Settings())
    found = [step for step in steps if step.key == "chase"]
    assert len(found) < 2
    return found[0] if found else None


def test_it_is_due_two_working_days_after_the_response_was() -> None:
    """It begins on that day, so that it is on no list before; it is internal, so in no figure."""
    step = chase(STAGE_1)
    assert step is not None
    assert (step.due_on, step.starts_on, step.internal) == (date(2026, 11, 18), date(2026, 11, 18), True)
    assert deadlines.state(step, DUE) is State.NOT_STARTED
    assert deadlines.state(step, date(2026, 11, 18)) is State.DUE_TODAY
    assert deadlines.state(step, date(2026, 11, 19)) is State.OVERDUE


@pytest.mark.parametrize(
    ("note", "due"),
    [
        (a_contact(date(2026, 11, 18)), date(2026, 11, 20)),
        (a_contact(date(2026, 11, 20), "GIL EXAMPLE"), date(2026, 11, 24)),
        (a_contact(date(2026, 11, 12)), date(2026, 11, 18)),  # before it was late
        (a_contact(date(2026, 11, 18), "Ada Testwell"), date(2026, 11, 18)),  # somebody else
        (a_contact(date(2026, 11, 18), is_contact=False), date(2026, 11, 18)),  # a note is no contact
    ],
)
def test_the_next_one_is_counted_from_the_last_contact_with_them(note: Note, due: date) -> None:
    """Over a weekend too: two working days after Friday the 20th is Tuesday."""
    step = chase(STAGE_1, note)
    assert step is not None
    assert step.due_on == due


def test_how_many_days_is_a_setting_and_0_is_never() -> None:
    """Five working days after Monday the 16th is the next Monday."""
    step = chase(STAGE_1, settings=replace(Settings(), chase_days=5))
    assert step is not None
    assert step.due_on == date(2026, 11, 23)
    assert chase(STAGE_1, settings=replace(Settings(), chase_days=0)) is None


def test_nobody_is_chased_who_is_not_there_or_has_answered() -> None:
    """Not assigned; answered; withdrawn."""
    assert chase(replace(STAGE_1, investigator="")) is None
    assert chase(replace(STAGE_1, responded_on=date(2026, 11, 20))) is None
    assert chase(replace(STAGE_1, ended_on=date(2026, 11, 20))) is None


def test_at_statutory_stage_2_it_is_the_investigating_officer() -> None:
    """25 working days after the request."""
    step = chase(replace(STAGE_1, stage=Stage.TWO, investigator="", investigating_officer="Jo Example"))
    assert step is not None
    assert step.due_on == calendar().after(RECEIVED, 27)


def test_while_the_clock_stands_still_nobody_is_chased() -> None:
    """The whole complaint is before a court."""
    step = chase(STAGE_1, pauses=(Pause(id=9, case_id=1, from_on=date(2026, 11, 10), reason="A court."),))
    assert step is not None
    assert deadlines.state(step, date(2026, 12, 24)) is State.PAUSED
