"""Compliments received, beside the investigations of the same teams."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from desk_app.figures.numbers import NOT_RECORDED, Counts, Reader, by_size
from desk_app.figures.period import Period


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


RECEIVED = """
SELECT team, service_area, channel, thanked_on IS NOT NULL, passed_on IS NOT NULL, count(*) FROM feedback_case
WHERE kind = 'Compliment' AND received_on BETWEEN ? AND ? GROUP BY 1, 2, 3, 4, 5
"""


def gather(store: Reader, period: Period, investigations_by_team: Counts) -> Compliments:
    """Count compliments; the teams' investigations come from the volumes."""
    rows = store.read(RECEIVED, period.bounds)
    by_team: Counter[str] = Counter()
    for row in rows:
        by_team[row[0] or NOT_RECORDED] += row[5]
    investigations = dict(investigations_by_team)
    teams = sorted(
        investigations.keys() | by_team.keys(),
        key=lambda t: (t == NOT_RECORDED, -investigations.get(t, 0), -by_team[t], t),
    )
    return Compliments(
        compliments=sum(row[5] for row in rows),
        by_team=by_size(by_team),
        by_service_area=by_size((row[1], row[5]) for row in rows),
        by_channel=by_size((row[2], row[5]) for row in rows),
        thanked=sum(row[5] for row in rows if row[3]),
        passed_on=sum(row[5] for row in rows if row[4]),
        beside_investigations=tuple((team, investigations.get(team, 0), by_team[team]) for team in teams),
    )
