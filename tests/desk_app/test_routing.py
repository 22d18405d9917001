"""Statutory or corporate: what the guided questions suggest."""

from __future__ import annotations

import pytest

from desk_app.records import Route
from desk_app.routing import QUESTIONS, suggest


@pytest.mark.parametrize(
    ("answers", "route", "process"),
    [
        ([], None, ""),
        (["looked_after"], Route.STATUTORY, ""),
        (["send"], Route.CORPORATE, ""),
        (["send", "looked_after"], Route.STATUTORY, ""),
        (["court"], None, "Court"),
        (["insurance", "fostering"], Route.STATUTORY, "Insurance"),
    ],
)
def test_the_answers_point_to_a_procedure(answers: list[str], route: Route | None, process: str) -> None:
    """Statutory goes before corporate; another process is named beside."""
    found = suggest(answers)
    assert (found.route, found.process) == (route, process)


def test_the_reason_is_said() -> None:
    """It becomes the case's reason."""
    assert suggest(["leaving_care", "fostering"]).reason == "About leaving care and the fostering service."


def test_a_mixed_complaint_says_so() -> None:
    """Its parts take different ways."""
    assert suggest(["send", "looked_after"]).mixed
    assert not suggest(["looked_after"]).mixed


def test_every_question_points_somewhere() -> None:
    """To a route or another process, never to both."""
    for question in QUESTIONS:
        assert (question.route is None) != (question.process == "")
