"""The retention schedule: the longest period that applies holds, and it is said which."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app import retention
from desk_app.records import Kind
from desk_app.retention import Facts
from desk_app.settings import Settings

CAME, ENDED = date(2020, 2, 3), date(2020, 2, 28)
CORPORATE = Facts(Kind.COMPLAINT, CAME, ENDED)


@pytest.mark.parametrize(
    ("facts", "until_on", "why"),
    [
        (Facts(Kind.COMPLIMENT, CAME, ENDED), date(2026, 2, 3), "compliment: 6 years"),
        (Facts(Kind.ENQUIRY, CAME, ENDED), date(2026, 2, 28), "enquiry: 6 years"),
        (CORPORATE, date(2026, 2, 28), "corporate complaint: 6 years"),
        (replace(CORPORATE, looked_into=False), date(2026, 2, 28), "complaint that was not looked into: 6 years"),
        (replace(CORPORATE, statutory=True), date(2030, 2, 28), "statutory complaint: 10 years"),
        (
            replace(CORPORATE, outcomes=frozenset({"Not upheld", "Upheld"})),
            date(2030, 2, 28),
            "complaint that was upheld: 10 years",
        ),
        (
            replace(CORPORATE, ombudsman_on=date(2021, 5, 4)),
            date(2031, 5, 4),
            "complaint the Ombudsman looked at: 10 years",
        ),
        (
            replace(CORPORATE, statutory=True, looked_after=True, born_on=date(2008, 2, 29)),
            date(2083, 3, 1),
            "complaint about a looked after child: 75 years from birth",
        ),
        (
            replace(CORPORATE, looked_after=True),
            date(2095, 2, 3),
            "complaint about a looked after child: 75 years from the day it came, as the date of birth is not recorded",
        ),
    ],
)
def test_each_kind_has_its_period(facts: Facts, until_on: date, why: str) -> None:
    """By kind and outcome, from the day that counts."""
    assert retention.kept(facts, Settings()) == retention.Kept(until_on, why)


def test_the_council_sets_its_own(today: date) -> None:
    """Two years for compliments; 0 keeps statutory complaints for good."""
    own = replace(Settings(), keep_compliments=2, keep_statutory=0)
    assert retention.kept(Facts(Kind.COMPLIMENT, CAME), own).until_on == date(2022, 2, 3)
    assert retention.kept(replace(CORPORATE, statutory=True), own).until_on == retention.FOR_GOOD
