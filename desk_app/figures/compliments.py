"""Compliments received, beside the investigations of the same teams."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from desk_app.figures.facts import Facts
from desk_app.figures.numbers import NOT_RECORDED, Counts, by_size
from desk_app.records import Kind


@dataclass(frozen=True, slots=True)
class Compliments:
    """Compliments received in the period."""

    compliments: int
    by_team: Counts
    by_service_area: Counts
    by_channel: Counts
    thanked: int
    passed_on: int
    beside_investigations: tuple[tuple[str, int, int], ...]  # team, investigations opened, compliments


def gather(facts: Facts, investigations_by_team: Counts) -> Compliments:
    """Count compliments; the teams' investigations come from the volumes."""
    received = facts.received.where("kind", Kind.COMPLIMENT)
    by_team = Counter(team or NOT_RECORDED for team in received["team"])
    investigations = dict(investigations_by_team)
    teams = sorted(
        investigations.keys() | by_team.keys(),
        key=lambda t: (t == NOT_RECORDED, -investigations.get(t, 0), -by_team[t], t),
    )
    return Compliments(
        compliments=len(received),
        by_team=by_size(by_team),
        by_service_area=by_size(Counter(received["service_area"])),
        by_channel=by_size(Counter(received["channel"])),
        thanked=sum(day is not None for day in received["thanked_on"]),
        passed_on=sum(day is not None for day in received["passed_on"]),
        beside_investigations=tuple((team, investigations.get(team, 0), by_team[team]) for team in teams),
    )
