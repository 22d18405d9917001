"""An enquiry that becomes a complaint."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desk_app import figures
from desk_app.desk import Desk, Done
from desk_app.figures import period
from desk_app.offers import Verb
from desk_app.problems import Problem
from desk_app.records import Case, Kind, Route, Stage
from desk_app.store import search

ENQUIRY: dict[str, Any] = {
    "kind": "Enquiry",
    "received_on": "27 Mar 2026",
    "words": "A councillor asks when a family will hear about their allowance.",
    "team": "Fostering",
    "enquiry_kind": "MP or councillor",
    "target_on": "10/4/2026",
    "acknowledged_on": "30/3/2026",
    "complainant": {"name": "Councillor Fay Example"},
}


def _enquiry(desk: Desk, **answers: Any) -> Case:
    logged = desk.log({**ENQUIRY, **answers})
    assert not logged.problems, logged.problems
    return desk.case_file(logged.case_id).case


def convert(desk: Desk, case: Case, route: Route | None = None, reason: str = "As it says.") -> Done:
    """As the case's page does, on the case as it was read."""
    file = replace(desk.case_file(case.id), case=case)
    [offer] = [offer for offer in desk.offers(file) if offer.verb is Verb.CONVERT]
    return desk.do(offer, file, {"route": route or "", "reason": reason})


def test_it_is_the_same_case_with_its_original_receipt(desk: Desk) -> None:
    """Reference, words, people and what was recorded of the enquiry stay."""
    case = _enquiry(desk)
    done = convert(desk, case)
    file = desk.case_file(case.id)
    assert (file.case.kind, file.case.was_enquiry) == (Kind.COMPLAINT, True)
    assert (file.case.reference, file.case.received_on) == (case.reference, date(2026, 3, 27))
    assert (file.case.enquiry_kind, file.case.target_on) == (case.enquiry_kind, case.target_on)
    assert [person.name for person in file.people] == ["Councillor Fay Example"]
    assert done.change is not None
    assert done.change.case_ids == {case.id}


def test_the_stricter_clock_runs_from_receipt_until_a_procedure_is_chosen(desk: Desk) -> None:
    """Received on Friday 27 March 2026: acknowledge by 1 April; Easter is left out of the 10 working days."""
    case = _enquiry(desk)
    assert [step.key for step in desk.steps(case.id)] == ["enquiry_answer"]
    convert(desk, case)
    steps = {step.key: step for step in desk.steps(case.id)}
    assert steps["acknowledge"].due_on == date(2026, 4, 1)
    assert steps["acknowledge"].done_on == date(2026, 3, 30)
    assert steps["stage_1_response"].due_on == date(2026, 4, 14)
    assert "enquiry_answer" not in steps
    assert desk.case_file(case.id).investigations == ()


def test_with_a_procedure_its_stage_1_is_opened_on_the_day_of_receipt(desk: Desk) -> None:
    """Under the profile in force that day, not today's; the acknowledgement goes with it."""
    case = _enquiry(desk)
    convert(desk, case, Route.CORPORATE, "About administration.")
    file = desk.case_file(case.id)
    [investigation] = file.investigations
    assert (investigation.route, investigation.stage, investigation.team) == (Route.CORPORATE, Stage.ONE, "Fostering")
    assert (investigation.opened_on, investigation.acknowledged_on) == (date(2026, 3, 27), date(2026, 3, 30))
    assert investigation.profile == "corporate-2023"
    assert (file.case.route, file.case.route_reason) == (Route.CORPORATE, "About administration.")
    assert file.case.acknowledged_on is None


def test_the_figures_count_a_complaint_in_the_year_it_was_received(desk: Desk, today: date) -> None:
    """2025/26, though it was turned into one in November 2026."""
    case = _enquiry(desk)

    def counted(year: str) -> tuple[dict[str, int], dict[str, int]]:
        found = figures.as_json(figures.gather(desk.store, period.year(year), today))
        return found["by_kind"], found["by_route"]

    assert counted("2025/26") == ({"Enquiry": 1}, {})
    convert(desk, case, Route.STATUTORY, "About the fostering service.")
    assert counted("2025/26") == ({"Complaint": 1}, {"Statutory": 1})
    assert counted("2026/27") == ({}, {})


def test_it_is_one_change_that_can_be_undone(desk: Desk) -> None:
    """Case and investigation go back together."""
    case = _enquiry(desk)
    convert(desk, case, Route.STATUTORY)
    desk.undo()
    file = desk.case_file(case.id)
    assert (file.case.kind, file.case.was_enquiry, file.investigations) == (Kind.ENQUIRY, False, ())
    assert file.case.acknowledged_on == date(2026, 3, 30)
    assert [step.key for step in desk.steps(case.id)] == ["enquiry_answer"]
    desk.undo(desk.store.can_redo(desk.member).id)  # type: ignore[union-attr]
    assert desk.case_file(case.id).case.was_enquiry
    assert desk.store.verify().ok


def test_lists_show_it_as_an_open_complaint(desk: Desk) -> None:
    """Answered as an enquiry, it is open again as a complaint."""
    case = _enquiry(desk, answered_on="1/4/2026")
    assert not desk.case_rows(search.all_ids(desk.store, search.Filter()))[0].open
    convert(desk, case)
    [row] = desk.case_rows(search.all_ids(desk.store, search.Filter()))
    assert (row.kind, row.open) == (Kind.COMPLAINT, True)


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.COMMENT, Kind.COMPLIMENT])
def test_only_an_enquiry_can_be_converted(desk: Desk, kind: Kind) -> None:
    """Nothing else offers it."""
    logged = desk.log({"kind": str(kind), "received_on": "today", "words": "x"})
    assert Verb.CONVERT not in {offer.verb for offer in desk.offers(desk.case_file(logged.case_id))}


def test_an_enquiry_changed_meanwhile_is_not_converted(desk: Desk) -> None:
    """Two windows read it; the second is told."""
    case = _enquiry(desk)
    desk.correct(case, summary="Allowance")
    with pytest.raises(Problem, match="meanwhile"):
        convert(desk, case)
    assert desk.case_file(case.id).case.kind is Kind.ENQUIRY
