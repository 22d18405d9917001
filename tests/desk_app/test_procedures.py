"""Procedure profiles: which is in force, what each says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app import procedures
from desk_app.procedures import CORPORATE_2023, CORPORATE_CODE_2026, SHIPPED, STATUTORY, Profile, in_force
from desk_app.records import Route


@pytest.mark.parametrize(
    ("route", "received", "profile"),
    [
        (Route.STATUTORY, date(2010, 1, 1), STATUTORY),
        (Route.STATUTORY, date(2030, 1, 1), STATUTORY),
        (Route.CORPORATE, date(2026, 3, 31), CORPORATE_2023),
        (Route.CORPORATE, date(2026, 4, 1), CORPORATE_CODE_2026),
    ],
)
def test_a_case_follows_the_profile_in_force_on_receipt(route: Route, received: date, profile: Profile) -> None:
    """The Code from 1 April 2026."""
    assert in_force(route, received) is profile


def test_a_profile_that_a_manager_added_goes_before_the_shipped_one() -> None:
    """From its date, never backwards."""
    own = replace(CORPORATE_CODE_2026, key="own", from_on=date(2027, 4, 1))
    assert in_force(Route.CORPORATE, date(2027, 4, 1), [*SHIPPED, own]) is own
    assert in_force(Route.CORPORATE, date(2027, 3, 31), [*SHIPPED, own]) is CORPORATE_CODE_2026


def test_one_that_was_added_ends_those_before_it() -> None:
    """A shipped one says nothing of its end itself; what was planned earlier keeps its own."""
    own = replace(STATUTORY, key="own", from_on=date(2027, 1, 1), until_on=date(2027, 3, 31))
    later = replace(STATUTORY, key="later", from_on=date(2027, 4, 1))
    every = [*SHIPPED, own, later]
    assert [procedures.holds_until(p, every) for p in (STATUTORY, own, later)] == [
        date(2026, 12, 31), date(2027, 3, 31), None,
    ]  # fmt: skip
    assert procedures.holds_until(CORPORATE_2023, every) == date(2026, 3, 31)
    assert procedures.holds_until(CORPORATE_CODE_2026, every) is None


@pytest.mark.parametrize("profile", [STATUTORY, CORPORATE_2023, CORPORATE_CODE_2026])
def test_a_profile_survives_the_store(profile: Profile) -> None:
    """As record and back, step by step."""
    back = procedures.from_record(procedures.to_record(profile))
    assert (back.steps, back.route, back.from_on, back.until_on) == (
        profile.steps,
        profile.route,
        profile.from_on,
        profile.until_on,
    )


def test_every_step_has_its_source_and_its_doer() -> None:
    """The report prints who does what; the reader can check where it is written."""
    for profile in SHIPPED:
        assert profile.citation
        for step in profile.steps:
            assert step.citation
            assert step.who
            assert step.starts in procedures.STARTS


@pytest.mark.parametrize(
    ("profile", "key", "words"),
    [
        (STATUTORY, "stage_1_response", "10 working days after receipt, up to 20 with an extension"),
        (STATUTORY, "stage_2_response", "25 working days after the request, up to 65 with an extension"),
        (STATUTORY, "request_stage_2", "28 calendar days after the stage 1 response"),
        (CORPORATE_2023, "stage_1_response", "30 working days after receipt, or a later date by agreement"),
        (CORPORATE_2023, "stage_2_response", "no published limit"),
        (CORPORATE_2023, "request_stage_2", "no published limit"),
        (
            CORPORATE_CODE_2026,
            "stage_1_response",
            "10 working days after the acknowledgement, up to 20 with an extension",
        ),
        (
            CORPORATE_CODE_2026,
            "stage_2_response",
            "20 working days after the acknowledgement, up to 40 with an extension",
        ),
    ],
)
def test_limits_in_words(profile: Profile, key: str, words: str) -> None:
    """As the report prints them."""
    rule = profile.rule(key)
    assert rule is not None
    assert procedures.in_words(rule) == words
