"""From a figure to the cases it counts."""

from __future__ import annotations

from datetime import date

import pytest

from desk_app import figures
from desk_app.figures import drill, period
from desk_app.problems import Problem
from desk_app.records import Case, Ending, Investigation, Outcome, Route, Stage
from desk_app.store import Store

YEAR = period.year("2023/24")
AS_AT = date(2026, 11, 24)
OF_CASES = ("feedback_cases", "looked_after", "by_children", "escalated_cases", "learning_denominator",
            "learning_cases", "ombudsman_cases")  # fmt: skip
LABELLED_CASES = ("by_kind", "by_service_area", "by_channel", "by_region", "by_problem", "by_theme")


def test_a_figure_of_cases_leads_to_as_many_cases(imported: Store) -> None:
    """220 feedback cases are 220 ids; so with every label."""
    found = figures.as_json(figures.gather(imported, YEAR, AS_AT))
    for key in OF_CASES:
        assert len(drill.cases(imported, YEAR, key)) == found[key], key
    for key in LABELLED_CASES:
        for label, count in found[key].items():
            assert len(drill.cases(imported, YEAR, key, label)) == count, (key, label)


def test_a_figure_of_investigations_leads_to_their_cases(imported: Store) -> None:
    """Each label has cases, and no more of them than it counts."""
    found = figures.as_json(figures.gather(imported, YEAR, AS_AT))
    for key in ("by_route", "by_stage", "by_team", "stage1_outcomes"):
        for label, count in found[key].items():
            assert 0 < len(drill.cases(imported, YEAR, key, label)) <= count, (key, label)


@pytest.mark.parametrize(("key", "label"), [("days_stage1", ""), ("by_kind", ""), ("feedback_cases", "Complaint")])
def test_a_figure_without_cases_says_which_have_them(store: Store, key: str, label: str) -> None:
    """A mean is no set of cases."""
    with pytest.raises(Problem, match="cannot be followed"):
        drill.cases(store, YEAR, key, label)


def test_what_was_refused_leads_to_its_case_and_is_not_without_an_outcome(store: Store) -> None:
    """As the figure counts it."""
    with store.change("log complaint") as change:
        case = change.put(None, Case(reference="T/1", received_on=YEAR.start, at_risk=False))
        change.put(None, Investigation(
            case_id=case.id, route=Route.STATUTORY, stage=Stage.ONE, team="SEND", opened_on=YEAR.start,
            profile="statutory", ended_on=YEAR.start, ending=Ending.REFUSED, outcome=Outcome.NOT_RECORDED,
        ))  # fmt: skip
    assert figures.as_json(figures.gather(store, YEAR, AS_AT))["stage1_outcomes"] == {"Refused": 1}
    assert drill.cases(store, YEAR, "stage1_outcomes", "Refused") == (case.id,)
    assert drill.cases(store, YEAR, "stage1_outcomes", "No recorded outcome") == ()
