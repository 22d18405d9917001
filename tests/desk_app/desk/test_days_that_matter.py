"""Cases received on awkward days, counted by hand: Christmas, Easter, one-offs, leap day, weekends; ends of years."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desk_app import deadlines, figures
from desk_app.desk import Desk
from desk_app.figures.period import year
from desk_app.offers import Verb
from desk_app.records import Step
from tests.desk_app.desk.test_verbs import COMPLAINT, do

STATUTORY, CORPORATE = "Statutory", "Corporate"


def log(desk: Desk, received: date, route: str = STATUTORY) -> int:
    draft: dict[str, Any] = {**COMPLAINT, "route": {"choice": route, "reason": "As asked."}}
    logged = desk.log({**draft, "received_on": received.isoformat()})
    assert not logged.problems, logged.problems
    return logged.case_id


def step(desk: Desk, case_id: int, key: str) -> Step:
    [found] = [step for step in desk.steps(case_id) if step.key == key]
    return found


@pytest.mark.parametrize(
    ("what", "received", "route", "acknowledge", "response", "not_counted"),
    [
        ("Christmas", date(2025, 12, 19), STATUTORY, date(2025, 12, 24), date(2026, 1, 7),
         "25 December, 26 December and 1 January do not count"),
        ("Easter", date(2026, 3, 30), STATUTORY, date(2026, 4, 2), date(2026, 4, 15),
         "3 April and 6 April do not count"),
        ("the Jubilee", date(2022, 5, 30), STATUTORY, date(2022, 6, 6), date(2022, 6, 15),
         "2 June and 3 June do not count"),
        ("the funeral", date(2022, 9, 12), STATUTORY, date(2022, 9, 15), date(2022, 9, 27),
         "19 September does not count"),
        ("the Coronation", date(2023, 5, 2), STATUTORY, date(2023, 5, 5), date(2023, 5, 17), "8 May does not count"),
        ("leap day", date(2024, 2, 29), STATUTORY, date(2024, 3, 5), date(2024, 3, 14), ""),
        ("across leap day", date(2024, 2, 19), STATUTORY, date(2024, 2, 22), date(2024, 3, 4), ""),
        ("Saturday", date(2026, 3, 7), STATUTORY, date(2026, 3, 11), date(2026, 3, 20), ""),
        ("Sunday", date(2026, 3, 8), STATUTORY, date(2026, 3, 11), date(2026, 3, 20), ""),
        ("Good Friday", date(2026, 4, 3), STATUTORY, date(2026, 4, 9), date(2026, 4, 20), "6 April does not count"),
        ("31 March", date(2026, 3, 31), STATUTORY, date(2026, 4, 7), date(2026, 4, 16),
         "3 April and 6 April do not count"),
        ("31 March, corporate", date(2026, 3, 31), CORPORATE, date(2026, 4, 7), date(2026, 5, 15),
         "3 April, 6 April and 4 May do not count"),
        ("1 April, the Code", date(2026, 4, 1), CORPORATE, date(2026, 4, 10), date(2026, 4, 24), ""),
    ],
)  # fmt: skip
def test_a_complaint_received_on_an_awkward_day_is_due_on_the_day_counted_by_hand(
    desk: Desk, what: str, received: date, route: str, acknowledge: date, response: date, not_counted: str
) -> None:
    """Acknowledgement and response, and the days that the explanation says were left out."""
    case_id = log(desk, received, route)
    answer = step(desk, case_id, "stage_1_response")
    assert (step(desk, case_id, "acknowledge").due_on, answer.due_on) == (acknowledge, response), what
    said = deadlines.explain(answer, desk.store.calendar())
    assert said.partition("; ")[2] == not_counted


def test_the_last_and_the_first_day_of_a_year_are_counted_in_their_years(desk: Desk) -> None:
    """31 March belongs to the year that ends, 1 April to the one that begins."""
    log(desk, date(2026, 3, 31))
    log(desk, date(2026, 4, 1))
    for label in ("2025/26", "2026/27"):
        counted = figures.as_json(figures.gather(desk.store, year(label), desk.today()))
        assert counted["by_route"] == {"Statutory": 1}, label


def test_the_ombudsmans_days_are_calendar_days_over_christmas_and_leap_day(desk: Desk) -> None:
    """28 days from 1 February 2024 is leap day; from 11 December 2025 it is 8 January."""
    case_id = log(desk, date(2023, 9, 1))
    do(desk, case_id, Verb.MATTER, reference="23 000 001", kind="Enquiry", on="1/2/2024")
    do(desk, case_id, Verb.REQUEST, matter="", kind="Further questions", on="11/12/2025")
    due = sorted(s.due_on for s in desk.steps(case_id) if s.key == "ombudsman_answer" and s.due_on)
    assert due == [date(2024, 2, 29), date(2026, 1, 8)]


def test_the_window_for_stage_2_ends_on_a_calendar_day_whatever_it_is(desk: Desk) -> None:
    """28 days after a response on 29 November 2025 is 27 December, a Saturday."""
    case_id = log(desk, date(2025, 11, 17))
    do(desk, case_id, Verb.RESPOND, on="29/11/2025", outcome="Not upheld")
    assert step(desk, case_id, "request_stage_2").due_on == date(2025, 12, 27)
