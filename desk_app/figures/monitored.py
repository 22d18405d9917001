"""The figures of a monitoring sheet: of the whole service, or of one team. Only what can be told of a team is here.

A case belongs to its own team and an investigation to the team that answers it, so sums over teams give the whole. The
exception is learning: it is counted by case, and a case that was upheld for two teams is counted for both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desk_app.figures import compliments, facts, learning, outcomes, themes, timeliness, volumes
from desk_app.figures.numbers import NOT_RECORDED
from desk_app.figures.period import Period, named, years_earlier
from desk_app.problems import Problem

if TYPE_CHECKING:
    from desk_app.store import Store

TEAMS = """
SELECT value FROM list_entry WHERE list = 'team' UNION SELECT team FROM feedback_case
UNION SELECT team FROM investigation
"""
ANYTHING = "SELECT EXISTS (SELECT 1 FROM feedback_case WHERE received_on BETWEEN ? AND ?)"


@dataclass(frozen=True, slots=True)
class Monitored:
    """The figures of a period, as at a day, of a team ("" is the whole service)."""

    period: Period
    as_at: date
    team: str
    volumes: volumes.Volumes
    timeliness: timeliness.Timeliness
    outcomes: outcomes.Outcomes
    themes: themes.Themes
    compliments: compliments.Compliments
    learning: learning.LearningFigures

    @property
    def empty(self) -> bool:
        """Whether nothing was received, opened, closed, due or open."""
        v, t = self.volumes, self.timeliness
        return not (v.feedback_cases + v.investigations + t.open_at_end.open + t.due.n + sum(d.days.n for d in t.days))


def gather(store: Store, period: Period, as_at: date, team: str = "") -> Monitored:
    """Count a period, read at one moment."""
    with store.reading():
        found = facts.gather(store, period, as_at, team)
        volume = volumes.gather(store, found)
        return Monitored(
            period=period,
            as_at=as_at,
            team=team,
            volumes=volume,
            timeliness=timeliness.gather(store, found, as_at, store.calendar()),
            outcomes=outcomes.gather(found),
            themes=themes.gather(store, found),
            compliments=compliments.gather(found, volume.investigations_by_team),
            learning=learning.gather(store, found, as_at),
        )


def so_far(period: Period, as_at: date) -> Period:
    """The part of a period that is over on a day. Problem if it has not begun."""
    if period.start > as_at:
        raise Problem(f"{period.label} has not begun.", "Choose a period that begins today or earlier.")
    if period.end <= as_at:
        return period
    return Period(period.start, as_at, f"{period.label}, up to {as_at.day} {as_at:%B %Y}")


def year_before(store: Store, now: Monitored) -> Monitored | None:
    """The same dates a year earlier, seen from the same day of that year; None if the register has nothing of them."""
    before = now.period.year_before()
    if not store.read(ANYTHING, before.bounds)[0][0]:
        return None  # a zero would be a claim
    seen = max(years_earlier(now.as_at, 1), before.end)
    return gather(store, named(before.start, before.end), seen, now.team)


def teams(store: Store) -> list[str]:
    """Every team there is or was, by name; "Not recorded" last where something has none."""
    found = {team or NOT_RECORDED for (team,) in store.read(TEAMS)}
    return sorted(found, key=lambda team: (team == NOT_RECORDED, team.casefold()))
