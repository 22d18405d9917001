"""Every number that a dashboard, the report or an exported table shows: computed once, from cases, and checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from desk_app.figures import (
    compliments,
    escalation,
    facts,
    learning,
    ombudsman,
    outcomes,
    themes,
    timeliness,
    volumes,
    who_complained,
)
from desk_app.figures.as_json import as_json, as_text
from desk_app.figures.checks import Check, checks
from desk_app.figures.period import Period

if TYPE_CHECKING:
    from desk_app.store import Store

__all__ = ["Check", "Figures", "Period", "as_json", "as_text", "gather"]


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a period, as at a day; of one that was not over then, `period` ends with that day."""

    period: Period
    as_at: date
    volumes: volumes.Volumes
    timeliness: timeliness.Timeliness
    outcomes: outcomes.Outcomes
    escalation: escalation.Escalation
    themes: themes.Themes
    who_complained: who_complained.WhoComplained
    ombudsman: ombudsman.Ombudsman
    compliments: compliments.Compliments
    learning: learning.LearningFigures

    @property
    def empty(self) -> bool:
        """Whether nothing was received: a register without any feedback of a period was not kept then."""
        return not self.volumes.feedback_cases

    @property
    def checks(self) -> tuple[Check, ...]:
        """Totals that must agree."""
        return tuple(checks(self))

    @property
    def failing(self) -> tuple[Check, ...]:
        """Checks that do not hold."""
        return tuple(check for check in self.checks if not check.holds)


def gather(store: Store, period: Period, as_at: date) -> Figures:
    """All figures of a period, read at one moment.

    `as_at`: nothing that happened after this day is counted, and what was overdue or done is told by it. What the
    register keeps without a day (outcomes of what had ended, learning, themes, consent) is as it stands now.
    Problem: the period had not begun on that day.
    """
    with store.reading():
        found = facts.gather(store, period, as_at)
        volume = volumes.gather(store, found)
        return Figures(
            period=found.period,
            as_at=as_at,
            volumes=volume,
            timeliness=timeliness.gather(store, found, as_at, store.calendar()),
            outcomes=outcomes.gather(found),
            escalation=escalation.gather(store, found),
            themes=themes.gather(store, found),
            who_complained=who_complained.gather(store, found),
            ombudsman=ombudsman.gather(store, found.period, as_at),
            compliments=compliments.gather(found, volume.investigations_by_team),
            learning=learning.gather(store, found, as_at),
        )
