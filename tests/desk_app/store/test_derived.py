"""What follows from the records: dates, list lines, search text, working days."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app import deadlines, procedures
from desk_app.records import (
    Action,
    Case,
    CaseFile,
    Consent,
    EndedBefore,
    Ending,
    Extension,
    Holiday,
    Investigation,
    Kind,
    Outcome,
    Pause,
    Route,
    SettingRecord,
    Stage,
)
from desk_app.store import Store, lines, upkeep
from tests.desk_app.store.samples import complaint, many
from tests.desk_app.store.test_changes import DAY


def _due(store: Store, case_id: int, key: str) -> date | None:
    [due] = [step.due_on for step in store.steps(case_id) if step.key == key]
    return due


def test_an_extension_moves_the_due_date_in_the_same_change(store: Store) -> None:
    """10 working days become 20, and the list shows it."""
    case_id = complaint(store, DAY)
    assert _due(store, case_id, "stage_1_response") == date(2026, 11, 16)
    [investigation] = store.case_file(case_id).investigations
    with store.change("extend") as change:
        change.put(investigation, replace(investigation, acknowledged_on=DAY))
        change.put(
            None,
            Extension(
                case_id=case_id, investigation_id=investigation.id, to_on=date(2026, 11, 30), reason="x", told_on=DAY
            ),
        )
    assert _due(store, case_id, "stage_1_response") == date(2026, 11, 30)
    assert store.read("SELECT due_on FROM case_line") == [("2026-11-30",)]
    assert store.verify().ok


def test_a_holiday_moves_the_dates_of_the_cases_that_run_over_it(store: Store) -> None:
    """A one-off bank holiday on 10 November: the response is due a day later; undone, a day earlier again."""
    running, later = complaint(store, DAY), complaint(store, date(2026, 11, 11))
    was = _due(store, later, "stage_1_response")
    with store.change("add holiday") as change:
        change.put(None, Holiday(on=date(2026, 11, 10), name="A coronation"))
    assert _due(store, running, "stage_1_response") == date(2026, 11, 17)
    assert _due(store, later, "stage_1_response") == was
    days = "SELECT b.number - a.number FROM working_day a, working_day b WHERE a.on_day = ? AND b.on_day = ?"
    assert store.read(days, ("2026-11-09", "2026-11-11")) == [(1,)]
    assert store.verify().ok
    store.undo()
    assert _due(store, running, "stage_1_response") == date(2026, 11, 16)
    assert store.read(days, ("2026-11-09", "2026-11-11")) == [(2,)]
    assert store.verify().ok


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(day=st.dates(date(2021, 3, 1), date(2026, 6, 30)), closure=st.booleans())
def test_any_holiday_leaves_every_date_as_worked_out_anew(store: Store, day: date, closure: bool) -> None:
    """Whenever it is, and for every case: verify agrees."""
    if not store.all(Case):
        with store.change("import register") as change:
            change.put_many(many(store.new_ids(1500)))
    with store.change("add holiday") as change:
        change.put(None, Holiday(on=day, name="x", closure=closure))
    assert store.verify().ok


def test_a_setting_of_the_clocks_moves_every_date(store: Store) -> None:
    """The draft is wanted five working days before the response instead of three."""
    case_id = complaint(store, DAY)
    was = _due(store, case_id, "draft_due")
    with store.change("change settings") as change:
        change.put(None, SettingRecord(key="draft_days", value="5"))
    now = _due(store, case_id, "draft_due")
    assert was is not None
    assert now is not None
    assert now < was
    assert store.verify().ok


def test_the_settings_of_the_clocks_are_those_that_deadlines_asks() -> None:
    """`settings.x` anywhere in deadlines.py: x is on the list."""
    tree = ast.parse(Path(deadlines.__file__).read_text("utf-8"))
    asked = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and (getattr(node.value, "id", "") == "settings" or getattr(node.value, "attr", "") == "settings")
    }
    assert asked == upkeep.CLOCK_SETTINGS


def test_a_new_procedure_profile_counts_at_once(store: Store) -> None:
    """A manager adds a corporate profile; the store knows it, and every date is as worked out anew."""
    complaint(store, DAY)
    own = replace(procedures.SHIPPED[1], key="corporate-own", name="Our own", from_on=date(2026, 10, 1), until_on=None)
    with store.change("add procedure") as change:
        change.put(None, procedures.to_record(own))
    assert store.profiles()["corporate-own"].name == "Our own"
    assert store.verify().ok


def test_words_of_an_import_that_was_undone_are_wiped(store: Store) -> None:
    """Not a trace in the index of words, and it goes on wiping one by one afterwards."""
    complaint(store, DAY, words="Stays")
    with store.change("import register") as change:
        change.put_many(Case(received_on=DAY, reference=f"A/{n}", words="Xylophone") for n in range(80))
    store.undo()
    assert store.verify().ok
    terms = "CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, case_search, row)"
    with store.maintenance() as connection:
        connection.execute(terms)
        assert not connection.execute("SELECT * FROM temp.terms WHERE term LIKE 'xylo%'").fetchall()
        assert connection.execute("SELECT v FROM case_search_config WHERE k = 'secure-delete'").fetchall() == [(1,)]
        blocks = connection.execute("SELECT block FROM case_search_data").fetchall()
    assert not any(b"ylophone" in block for (block,) in blocks)


def test_open_steps_are_those_with_a_date_and_not_done(store: Store) -> None:
    """Soonest first, each with its case's reference; up to a day if wanted."""
    case_id = complaint(store, DAY)
    found = store.open_steps()
    assert found[0][0].key == "acknowledge"
    assert {reference for _, reference in found} == {"CF/2026-27/0001"}
    dates = [step.due_on for step, _ in found]
    assert dates == sorted(dates, key=lambda day: day or date.max)
    assert [step.key for step, _ in store.open_steps(date(2026, 11, 5))] == ["acknowledge"]
    [investigation] = store.case_file(case_id).investigations
    with store.change("acknowledge") as change:
        change.put(investigation, replace(investigation, acknowledged_on=DAY))
    assert "acknowledge" not in [step.key for step, _ in store.open_steps()]


def test_windows_that_have_closed_are_left_out_when_today_is_known(store: Store) -> None:
    """The complainant could ask for stage 2 until 10 December; nobody is to be reminded of it afterwards."""
    case_id = complaint(store, DAY)
    [investigation] = store.case_file(case_id).investigations
    answered = replace(investigation, acknowledged_on=DAY, responded_on=date(2026, 11, 12), outcome=Outcome.UPHELD)
    with store.change("respond") as change:
        change.put(investigation, answered)
    [closes] = [step.due_on for step, _ in store.open_steps() if step.key == "request_stage_2"]
    assert closes == date(2026, 12, 10)
    for today, listed in ((closes, True), (closes + timedelta(days=1), False)):
        assert ("request_stage_2" in [step.key for step, _ in store.open_steps(today=today)]) is listed


def test_a_store_of_a_program_with_other_rules_is_worked_out_again_when_it_is_opened(
    store: Store, path: Path, reopen: Callable[..., Store]
) -> None:
    """Once, and without a trace in the journal: the records have not changed."""
    case_id = complaint(store, DAY)
    kept, journal = store.steps(case_id), len(store.history())
    with store.maintenance() as connection:
        connection.execute("UPDATE step SET due_on = '2026-12-25', label = 'As it was called once'")
        connection.execute("UPDATE meta SET value = 'earlier' WHERE key = 'rules'")
    assert not store.verify().ok
    store.close()
    again = reopen(path)
    assert again.steps(case_id) == kept
    assert again.verify().ok
    assert len(again.history()) == journal


def test_steps_of_a_case_are_told_apart_by_their_record(store: Store) -> None:
    """Two actions with the same words and date; what there is one of needs none."""
    case_id = complaint(store, DAY)
    with store.change("add actions") as change:
        both = [change.put(None, Action(case_id=case_id, kind="Apology", text="Write", due_on=DAY)) for _ in range(2)]
    which = [step.which for step in store.steps(case_id)]
    assert len(which) == len(set(which))
    assert {f"action:{action.id}" for action in both} | {"acknowledge", "stage_1_response"} <= set(which)


def test_the_year_of_a_day_begins_in_april() -> None:
    """31 March 2024 is in 2023/24, 1 April in 2024/25; 1999/00 has its noughts."""
    assert [lines.year_of(day) for day in (date(2024, 3, 31), date(2024, 4, 1), date(2000, 1, 1))] == [
        "2023/24",
        "2024/25",
        "1999/00",
    ]


def _line(case: Case, *investigations: Investigation, pauses: tuple[Pause, ...] = ()) -> lines.CaseLine:
    return lines.line(CaseFile(case=case, investigations=investigations, pauses=pauses), ())


def _stage(stage: Stage = Stage.ONE, **more: object) -> Investigation:
    return replace(
        Investigation(case_id=1, route=Route.STATUTORY, opened_on=DAY, stage=stage),
        **more,  # type: ignore[arg-type]
    )


COMPLAINT = Case(id=1, received_on=DAY)
LATER = DAY + timedelta(days=9)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (_line(COMPLAINT), (1, "New", None)),
        (_line(replace(COMPLAINT, acknowledged_on=DAY)), (1, "Acknowledged", None)),
        (_line(COMPLAINT, _stage()), (1, "New", None)),
        (_line(COMPLAINT, _stage(acknowledged_on=DAY)), (1, "Acknowledged", None)),
        (_line(COMPLAINT, _stage(acknowledged_on=DAY, investigator="Bo")), (1, "Being looked into", None)),
        (_line(COMPLAINT, _stage(investigator="Bo")), (1, "Being looked into", None)),
        (_line(replace(COMPLAINT, consent=Consent.ASKED), _stage()), (1, "Waiting for consent", None)),
        (_line(COMPLAINT, _stage(), pauses=(Pause(case_id=1, from_on=DAY),)), (1, "Paused", None)),
        (_line(COMPLAINT, _stage(), pauses=(Pause(case_id=1, from_on=DAY, part="x"),)), (1, "New", None)),
        (_line(COMPLAINT, _stage(responded_on=LATER, outcome=Outcome.UPHELD)), (0, "Upheld", "2026-11-11")),
        (_line(COMPLAINT, _stage(responded_on=LATER)), (0, "No recorded outcome", "2026-11-11")),
        (_line(COMPLAINT, _stage(ended_on=LATER, ending=Ending.WITHDRAWN)), (0, "Withdrawn", "2026-11-11")),
        (_line(COMPLAINT, _stage(responded_on=LATER), _stage(Stage.TWO)), (1, "Being looked into", None)),
        (_line(COMPLAINT, _stage(), _stage(responded_on=LATER)), (1, "New", None)),
        (_line(COMPLAINT, _stage(ended_on=LATER, ending=Ending.RE_ROUTED), _stage()), (1, "New", None)),
        (_line(replace(COMPLAINT, ended_before=EndedBefore.REFUSED, ended_on=LATER)), (0, "Refused", "2026-11-11")),
        (_line(replace(COMPLAINT, kind=Kind.COMPLIMENT)), (0, "Recorded", None)),
        (_line(replace(COMPLAINT, kind=Kind.COMPLIMENT, thanked_on=LATER)), (0, "Thanked", "2026-11-11")),
        (_line(replace(COMPLAINT, kind=Kind.COMPLIMENT, passed_on=LATER)), (0, "Passed on", "2026-11-11")),
        (_line(replace(COMPLAINT, kind=Kind.ENQUIRY, target_on=LATER)), (1, "To answer", None)),
        (_line(replace(COMPLAINT, kind=Kind.ENQUIRY, target_on=DAY, answered_on=LATER)), (0, "Answered", "2026-11-11")),
        (_line(replace(COMPLAINT, kind=Kind.COMMENT)), (0, "Recorded", None)),
        (_line(replace(COMPLAINT, kind=Kind.ENQUIRY)), (1, "To answer", None)),
    ],
)
def test_a_status_says_how_a_case_stands(line: lines.CaseLine, expected: tuple[int, str, str | None]) -> None:
    """The same words whatever today is: overdue is for whoever knows the day."""
    assert (line.open, line.status, line.closed_on) == expected


def test_a_row_shows_the_stage_that_is_open_or_else_the_last(store: Store) -> None:
    """Stage 1 answered, stage 2 running."""
    line = _line(COMPLAINT, _stage(responded_on=LATER), _stage(Stage.TWO, investigator="Bo"))
    assert (line.stage, line.handler) == ("Stage 2", "Bo")
