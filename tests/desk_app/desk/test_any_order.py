"""Whatever is done in whatever order: nothing offered fails, clocks agree with the rule, undo restores everything."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app import deadlines, figures
from desk_app.desk import Desk
from desk_app.figures.period import year_of
from desk_app.offers import OFFERED, Verb, of_case, of_investigation
from desk_app.records import CaseFile, Ending, Stage
from desk_app.store import Store, opening
from tests.clock import Day
from tests.conftest import PASSPHRASE
from tests.desk_app.desk import plain_clock, sensible

BEGINS = date(2026, 3, 2)
KINDS: tuple[dict[str, Any], ...] = (
    {"kind": "Complaint", "route": {"choice": "Statutory", "reason": "Fostering."}},
    {"kind": "Complaint", "route": {"choice": "Corporate", "reason": "A bus pass."}},
    {"kind": "Complaint"},
    {"kind": "Enquiry", "target_on": "2026-04-01"},
    {"kind": "Compliment"},
)
Moves = list[tuple[int, int]]
MOVES = st.lists(st.tuples(st.integers(0, 999), st.integers(0, 12)), min_size=1, max_size=14)
"""(which of the offered verbs, how many days go by before it)."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One store for all examples: each logs a case of its own."""
    made, _ = opening.create(
        tmp_path_factory.mktemp("any") / "any.desk", member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True
    )
    with made:
        yield made


def begin(store: Store, kind: int) -> tuple[Desk, Day, int]:
    day = Day(BEGINS)
    desk = Desk(store, day)
    draft = {"received_on": BEGINS.isoformat(), "words": "It went wrong.", "complainant": {"name": "Ada Testwell"}}
    return desk, day, desk.log({**draft, **KINDS[kind]}).case_id


def move(desk: Desk, day: Day, case_id: int, which: int, days: int) -> bool:
    """Do one of the offered verbs with sensible answers, some days later. False if it was recorded so already."""
    day.now += timedelta(days=days)
    file = desk.case_file(case_id)
    offered = desk.offers(file)
    offer = offered[which % len(offered)]
    if sensible.refused(file, offer, day.now):
        return False
    done = desk.do(offer, file, sensible.answers(file, offer, day.now, which))
    assert not done.problems, f"{offer.verb}: {dict(done.problems)}"
    return done.change is not None


def everything(desk: Desk, store: Store, case_id: int) -> tuple[object, ...]:
    """What undo has to restore: figures, worklist, records, steps."""
    years = (year_of(BEGINS), year_of(BEGINS + timedelta(days=365)))
    counted = [figures.as_json(figures.gather(store, year, date(2027, 4, 1))) for year in years]
    return desk.steps(case_id), desk.worklist(), *counted


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.integers(0, len(KINDS) - 1), moves=MOVES)
def test_any_order_of_offered_verbs_leaves_clocks_that_agree_with_the_rule(
    shared: Store, kind: int, moves: Moves
) -> None:
    """Steps as stored are those that the rule gives for the records, at every moment; nothing offered fails."""
    desk, day, case_id = begin(shared, kind)
    for which, days in moves:
        move(desk, day, case_id, which, days)
        file = desk.case_file(case_id)
        ruled = deadlines.steps_for(file, shared.profiles(), shared.calendar(), shared.settings())
        assert desk.steps(case_id) == ruled


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.integers(0, 2), moves=MOVES)
def test_clocks_agree_with_a_plain_count_of_days(shared: Store, kind: int, moves: Moves) -> None:
    """Acknowledgement and response of every stage, by something that shares nothing with the rule."""
    desk, day, case_id = begin(shared, kind)
    for which, days in moves:
        move(desk, day, case_id, which, days)
        file = desk.case_file(case_id)
        for item in file.investigations:
            steps = {s.key: s.due_on for s in desk.steps(case_id) if s.investigation_id == item.id}
            if item.ending is Ending.RE_ROUTED:
                assert not steps
                continue
            plain = plain_clock.response_due(file, item)
            if plain is not None:
                assert steps[deadlines.RESPONSE[item.stage]] == plain
            if item.stage is Stage.ONE and not file.pauses:
                assert steps["acknowledge"] == plain_clock.acknowledge_due(file, item)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.integers(0, len(KINDS) - 1), moves=MOVES)
def test_undo_of_any_verb_restores_figures_and_worklist(shared: Store, kind: int, moves: Moves) -> None:
    """Each verb is undone and redone; the figures of both years are what they were."""
    desk, day, case_id = begin(shared, kind)
    for which, days in moves:
        before = everything(desk, shared, case_id)
        was = desk.case_file(case_id)
        start = day.now
        if not move(desk, day, case_id, which, days):
            continue
        after = everything(desk, shared, case_id)
        desk.undo()
        day.now = start
        assert everything(desk, shared, case_id) == before
        assert _values(desk.case_file(case_id)) == _values(was)
        day.now = start + timedelta(days=days)
        again = desk.store.can_redo(desk.member)
        assert again is not None
        desk.undo(again.id)
        assert everything(desk, shared, case_id) == after


def _values(file: CaseFile) -> dict[str, list[Any]]:
    """A case's records without their versions, which only ever rise."""
    parts = {}
    for part in fields(file):
        value = getattr(file, part.name)
        if isinstance(value, bool):
            continue
        many = value if isinstance(value, tuple) else (value,)
        parts[part.name] = sorted((replace(record, version=0) for record in many), key=lambda r: r.id)
    return parts


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.integers(0, len(KINDS) - 1), moves=MOVES)
def test_nothing_is_offered_that_the_table_forbids(shared: Store, kind: int, moves: Moves) -> None:
    """Every offer stands in the row of its situation; what waits for somebody (requests, actions) is the exception."""
    desk, day, case_id = begin(shared, kind)
    waiting = {Verb.ANSWER_REQUEST, Verb.COMPLETE_ACTION, Verb.COMPLETE_REMEDY, Verb.RESUME, Verb.TELL,
               Verb.NOT_HANDED_IN, Verb.REFER}  # fmt: skip
    for which, days in moves:
        file = desk.case_file(case_id)
        for offer in desk.offers(file):
            row = OFFERED[of_investigation(offer.investigation) if offer.investigation else of_case(file)]
            assert offer.verb in row or offer.verb in waiting
        move(desk, day, case_id, which, days)


NONSENSE = st.one_of(st.none(), st.text(max_size=12), st.integers(), st.booleans(), st.lists(st.text(max_size=4)),
                     st.dates(date(1980, 1, 1), date(2035, 1, 1)))  # fmt: skip


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.integers(0, len(KINDS) - 1), which=st.integers(0, 999), data=st.data())
def test_nonsense_is_said_beside_its_field_or_kept_as_it_is(
    shared: Store, kind: int, which: int, data: st.DataObject
) -> None:
    """Whatever is typed: either problems and nothing saved, or a change whose clocks agree. Never anything else."""
    desk, day, case_id = begin(shared, kind)
    day.now += timedelta(days=3)
    file = desk.case_file(case_id)
    offered = desk.offers(file)
    offer = offered[which % len(offered)]
    keys = sensible.answers(file, offer, day.now, which)
    done = desk.do(offer, file, {key: data.draw(NONSENSE) for key in keys})
    if done.change is None:
        assert done.problems
        assert desk.case_file(case_id) == file
    else:
        now = desk.case_file(case_id)
        assert desk.steps(case_id) == deadlines.steps_for(now, shared.profiles(), shared.calendar(), shared.settings())


def test_a_store_on_which_all_this_was_done_is_whole(shared: Store, tmp_path: Path) -> None:
    """Journal, derived tables and full text."""
    proof = shared.verify()
    assert proof.ok, proof
