"""Figures: equal to the published ones, and to a slow recount of any small store."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk_app import figures, procedures
from desk_app.exchange.exports import write
from desk_app.figures import period
from desk_app.problems import Problem
from desk_app.records import (
    Action,
    Case,
    EndedBefore,
    Ending,
    Extension,
    Investigation,
    Kind,
    Learning,
    OmbudsmanMatter,
    OmbudsmanRequest,
    Outcome,
    Party,
    Person,
    Record,
    Role,
    Route,
    Stage,
    YesNo,
)
from desk_app.store import Store, opening
from tests.desk_app.figures.recount import recount

DATA = Path(__file__).parents[2] / "data"
EXPECTED = json.loads((DATA / "expected-figures.json").read_text("utf-8"))
PUBLISHED = json.loads((DATA / "published-2023-24.json").read_text("utf-8"))["2023/24"]
AS_AT = date(2026, 11, 24)


# --- the sample --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("year", EXPECTED)
def test_the_imported_register_gives_the_expected_figures(imported: Store, year: str) -> None:
    """All keys of all three years, exactly; and every check holds."""
    found = figures.gather(imported, period.year(year), AS_AT)
    as_json = figures.as_json(found)
    assert {key: as_json[key] for key in EXPECTED[year]} == EXPECTED[year]
    assert found.failing == ()


def test_the_published_figures_hold(imported: Store) -> None:
    """As the report of 2023/24 printed them, where they add up."""
    found = figures.gather(imported, period.year("2023/24"), AS_AT)
    v, t, w = found.volumes, found.timeliness, found.who_complained
    assert v.feedback_cases == PUBLISHED["feedback_cases"]
    assert v.complaints == PUBLISHED["complaint_cases"]
    assert v.complaints_share.percent == PUBLISHED["complaints_share_of_feedback_pct"]
    assert t.days_stage1.rounded() == PUBLISHED["stage1_average_working_days"]
    assert t.days_stage1_corporate.rounded() == PUBLISHED["stage1_average_working_days_corporate"]
    assert t.days_stage1_statutory.rounded() == PUBLISHED["stage1_average_working_days_statutory"]
    assert dict(v.investigations_by_group)["Case Management"] == PUBLISHED["case_management_investigations"]
    assert w.repeat_cases == PUBLISHED["complaints_by_customers_with_more_than_one"]
    assert (found.learning.cases.part, found.learning.cases.whole, found.learning.cases.percent) == (51, 116, 44)
    assert v.busy_months == ("October 2023", "January 2024", "February 2024")
    assert v.quiet_months == ("May 2023", "July 2023")
    assert v.quarter_most == ("Quarter 4",)


def test_from_cases_to_investigations(imported: Store) -> None:
    """192 - 12 + 13 + 29 = 222."""
    bridge = figures.gather(imported, period.year("2023/24"), AS_AT).volumes.bridge
    assert (bridge.cases, sum(n for _, n in bridge.ended_before)) == (192, 12)
    assert (bridge.further_teams, bridge.later_stages, bridge.investigations) == (13, 29, 222)
    assert bridge.adds_up


def test_figures_go_out_as_a_table(imported: Store, tmp_path: Path) -> None:
    """One number a row."""
    write(imported, "figures", tmp_path / "f.csv", today=AS_AT, period=period.year("2023/24"))
    text = (tmp_path / "f.csv").read_text("utf-8-sig")
    assert "feedback_cases,,220" in text
    assert "by_stage,Stage 1,193" in text


# --- any store --------------------------------------------------------------------------------------------------
YEAR = period.year("2025/26")
DAYS = st.dates(date(2025, 2, 1), date(2026, 5, 31))
TEAMS = st.sampled_from(["Fostering", "SEND Team", ""])


@st.composite
def cases(draw: st.DrawFn) -> list[list[Record]]:
    """The records of up to eight cases, with the people, stages, endings and dates that registers have."""
    made: list[list[Record]] = []
    for n in range(draw(st.integers(0, 8))):
        id = 1000 * (n + 1)
        kind = draw(st.sampled_from([Kind.COMPLAINT, Kind.COMPLAINT, Kind.COMPLAINT, Kind.COMPLIMENT, Kind.COMMENT]))
        case = Case(
            id=id, kind=kind, received_on=draw(DAYS), reference=f"T/{n}", service_area=draw(TEAMS), team=draw(TEAMS),
            at_risk=False,
        )  # fmt: skip
        records: list[Record] = []
        if kind is Kind.COMPLAINT:
            case = replace(
                case,
                category=draw(st.sampled_from(["Decision", "Financial", ""])),
                themes=draw(st.sampled_from([(), ("EHC plan",), ("EHC plan", "Delay")])),
                looked_after=draw(st.sampled_from([None, *YesNo])),
                made_by_child=draw(st.sampled_from([None, True, False])),
            )
            records = draw(_investigations(case))
            unopened: bool = draw(st.booleans())
            if not records and unopened:
                case = replace(case, ended_before=draw(st.sampled_from(EndedBefore)))
        person = Person(id=draw(st.integers(1, 3)), name="Somebody")
        party = Party(id=id + 1, case_id=id, person_id=person.id, role=Role.COMPLAINANT)
        made.append([case, party, *records])
    return made


def _after(start: date) -> Callable[[int | None], date | None]:
    """So many days after the start, or never."""
    return lambda number: None if number is None else start + timedelta(days=number)


@st.composite
def _investigations(draw: st.DrawFn, case: Case) -> list[Record]:
    found: list[Record] = []
    how_many: int = draw(st.integers(0, 4))
    for n in range(how_many):
        id = case.id + 10 * (n + 1)
        stage = draw(st.sampled_from([Stage.ONE, Stage.ONE, Stage.TWO, Stage.THREE]))
        route = draw(st.sampled_from(Route))
        opened = case.received_on if stage is Stage.ONE else case.received_on + timedelta(days=draw(st.integers(5, 90)))
        ended = opened + timedelta(days=draw(st.integers(0, 130)))
        how = draw(st.sampled_from(["responded", "responded", *Ending, "open"]))
        investigation = Investigation(
            id=id, case_id=case.id, route=route, stage=stage, team=draw(TEAMS), opened_on=opened,
            profile=procedures.in_force(route, case.received_on).key,
            acknowledged_on=draw(st.sampled_from([None, 0, 2, 3, 5, 12]).map(_after(opened))),
        )  # fmt: skip
        if stage is Stage.THREE:
            met = draw(st.sampled_from([None, 20, 50]).map(_after(opened)))
            report = draw(st.sampled_from([None, 3, 20]).map(_after(met))) if met else None
            investigation = replace(investigation, panel_met_on=met, panel_report_on=report)
        if how == "responded":
            outcome = draw(st.sampled_from([None, *Outcome]))
            investigation = replace(investigation, responded_on=ended, outcome=outcome)
            if draw(st.booleans()):
                found.append(Learning(id=id + 1, case_id=case.id, investigation_id=id, category=draw(TEAMS)))
                found.append(Action(id=id + 2, case_id=case.id, investigation_id=id, kind="Apology"))
        elif how != "open":
            outcome = Outcome.WITHDRAWN if how == Ending.WITHDRAWN else Outcome.NOT_RECORDED
            investigation = replace(investigation, ended_on=ended, ending=Ending(how), outcome=outcome)
        found.insert(0, investigation)
        if draw(st.booleans()):
            to = opened + timedelta(days=draw(st.integers(1, 120)))
            step = "stage_1_response" if stage is Stage.ONE else "stage_2_response"
            found.append(Extension(id=id + 3, case_id=case.id, investigation_id=id, step=step, to_on=to, imported=True))
    enquired: bool = draw(st.booleans())
    if found and enquired:
        found.append(OmbudsmanMatter(id=case.id + 90, case_id=case.id))
        found.append(OmbudsmanRequest(id=case.id + 91, case_id=case.id, matter_id=case.id + 90, received_on=draw(DAYS)))
    return found


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """One store for all examples; each is undone after it was counted."""
    path = tmp_path_factory.mktemp("recount") / "any.desk"
    store, _ = opening.create(path, member="Alex Example", passphrase="four calm giraffes", weak_for_tests=True)
    with store:
        with store.change("three people") as change:
            for n in (1, 2, 3):
                change.put(None, Person(id=n, name="Somebody"))
        yield store


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    made=cases(),
    part=st.sampled_from([YEAR, period.between(date(2025, 4, 10), date(2025, 9, 17)), period.quarter(2025, 4)]),
)
def test_figures_equal_a_slow_recount_of_any_store(empty: Store, made: list[list[Record]], part: period.Period) -> None:
    """Whatever the dates, stages and endings; all checks hold too."""
    records = sorted((r for case in made for r in case), key=lambda r: type(r).__name__)
    with empty.change("make cases") as change:
        change.put_many([r for r in records if isinstance(r, Case)])
        change.put_many([r for r in records if not isinstance(r, Case)])
    try:
        found = figures.gather(empty, part, AS_AT)
        expected = recount(empty, part, AS_AT)
        as_json = figures.as_json(found)
        _compare_timeliness(as_json.pop("in_time"), expected.pop("in_time"))
        [whole] = [d for d in as_json["days"] if (d["route"], d["stage"]) == ("", "Stage 1")] or [{"median": None}]
        assert whole["median"] == expected.pop("median_days_stage1")
        open_now = {key: as_json["open_at_end"][key] for key in ("open", "overdue")}
        assert open_now == expected.pop("open_at_end")
        assert {key: as_json[key] for key in expected} == expected
        assert found.failing == ()
        assert found.volumes.bridge.adds_up
    finally:
        if made:
            empty.undo()


def _compare_timeliness(found: list[dict[str, Any]], expected: dict[tuple[str, str], Counter[str]]) -> None:
    for row in found:
        counted = expected.get((row["route"], row["stage"]), Counter())
        for key in ("in_time", "in_extension", "late", "not_assessed", "without_response"):
            assert row[key] == counted[key], (row, counted)


def test_an_empty_store_has_figures_of_zero(store: Store) -> None:
    """No division, no missing key."""
    found = figures.as_json(figures.gather(store, YEAR, AS_AT))
    assert set(EXPECTED["2023/24"]) <= found.keys()
    assert (found["feedback_cases"], found["days_stage1"], found["by_month"]) == (0, None, [0] * 12)
    assert "Feedback cases: 0" in figures.as_text(figures.gather(store, YEAR, AS_AT))


# --- as at a day -------------------------------------------------------------------------------------------
def test_a_year_as_at_a_day_within_it_counts_what_had_happened_by_then(imported: Store) -> None:
    """2023/24 as at 1 October 2023: as much as from April to that day, under the name of the year."""
    day = date(2023, 10, 1)
    found = figures.gather(imported, period.year("2023/24"), day)
    so_far = figures.gather(imported, period.between(date(2023, 4, 1), day), day)
    assert (found.period.label, found.period.end) == ("2023/24", day)
    assert [label for label, _ in found.volumes.by_month][-1] == "October 2023"
    assert found.volumes.feedback_cases == so_far.volumes.feedback_cases < 220
    assert found.outcomes == so_far.outcomes
    assert found.volumes.by_quarter == ()
    assert found.failing == ()


def test_a_step_after_the_day_of_the_figures_was_not_taken_by_then(imported: Store) -> None:
    """As at the day of receipt, hardly anything is acknowledged; cases go beyond stage 1 later."""
    day = date(2023, 10, 1)
    within, later = (figures.gather(imported, period.between(date(2023, 4, 1), day), d) for d in (day, AS_AT))
    assert within.timeliness.acknowledged.n == later.timeliness.acknowledged.n
    assert within.timeliness.acknowledged.not_acknowledged > later.timeliness.acknowledged.not_acknowledged
    assert within.escalation.cohort.part < later.escalation.cohort.part


def test_a_year_that_had_not_begun_has_no_figures(imported: Store) -> None:
    """2031/32 as at 24 November 2026, and 2026/27 as at 1 May 1999."""
    for year, day in (("2031/32", AS_AT), ("2026/27", date(1999, 5, 1))):
        with pytest.raises(Problem, match=f"{year} had not begun on"):
            figures.gather(imported, period.year(year), day)
