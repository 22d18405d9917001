"""How long it took, and whether it was in time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from desk_app.figures.numbers import Counts, Days, Reader, by_size
from desk_app.figures.period import Period
from desk_app.records import Route, Stage
from desk_app.working_days import Calendar

Row = tuple[Any, ...]
BANDS = ("1 to 10 working days over", "11 to 20", "more than 20")


@dataclass(frozen=True, slots=True)
class DaysToClose:
    """Working days from receipt (stage 1) or the request (stages 2, 3) to the end; withdrawn ones included."""

    route: str  # "" is both
    stage: str
    days: Days


@dataclass(frozen=True, slots=True)
class InTime:
    """Closed investigations with a response: in time + in an agreed extension + late + not assessed = responded."""

    route: str
    stage: str
    in_time: int = 0
    in_extension: int = 0
    late: int = 0
    not_assessed: int = 0  # no published limit
    without_response: int = 0

    @property
    def assessed(self) -> int:
        """The denominator of the per cents."""
        return self.in_time + self.in_extension + self.late

    @property
    def responded(self) -> int:
        return self.assessed + self.not_assessed


@dataclass(frozen=True, slots=True)
class Within:
    """Statutory responses within the two limits of the regulations, whatever was agreed."""

    stage: str
    limits: tuple[int, int]  # (10, 20) or (25, 65) working days
    within: tuple[int, int]  # how many, cumulative
    n: int


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """Stage 1 investigations opened in the period, by the profile's step."""

    in_time: int
    late: int
    not_acknowledged: int

    @property
    def n(self) -> int:
        return self.in_time + self.late + self.not_acknowledged


@dataclass(frozen=True, slots=True)
class OpenAtEnd:
    """Investigations opened by the end of the period and not ended then."""

    open: int
    overdue: int
    by_route_and_stage: tuple[tuple[str, str, int, int], ...]  # route, stage, open, overdue
    by_team: tuple[tuple[str, int, int], ...]  # team, open, overdue
    bands: Counts  # of the overdue


@dataclass(frozen=True, slots=True)
class DueInPeriod:
    """Responses that fell due in the period: so a team that never answers does not look perfect."""

    label: str  # team, or "" for all
    in_time: int = 0
    in_extension: int = 0
    late: int = 0
    unanswered: int = 0

    @property
    def n(self) -> int:
        return self.in_time + self.in_extension + self.late + self.unanswered


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Days and timeliness of investigations closed in a period."""

    days_stage1: Days
    days_stage1_corporate: Days
    days_stage1_statutory: Days
    days: tuple[DaysToClose, ...]  # by route and stage, those with n > 0 or stage 1
    days_by_month: tuple[tuple[str, Days], ...]  # stage 1, by the month of the end
    in_time: tuple[InTime, ...]  # by route and stage
    within: tuple[Within, ...]
    acknowledged: Acknowledged
    acknowledged_within_3: int  # of all investigations opened; kept for comparison
    open_at_end: OpenAtEnd
    due: DueInPeriod
    due_by_team: tuple[DueInPeriod, ...]


CLOSED = """
SELECT route, stage, opened_on, closed_on, responded_on IS NOT NULL, id FROM investigation
WHERE closed_on BETWEEN ? AND ? AND ending IS NOT 'Re-routed'
"""
RESULTS = """
SELECT i.route, i.stage,
  CASE WHEN i.responded_on IS NULL THEN 'none' WHEN s.published = 0 OR s.limit_on IS NULL THEN 'not assessed'
       WHEN s.done_on <= s.limit_on THEN 'in time' WHEN s.done_on <= s.due_on THEN 'extension' ELSE 'late' END,
  count(*)
FROM investigation i LEFT JOIN step s ON s.investigation_id = i.id
  AND s.key = CASE i.stage WHEN 'Stage 1' THEN 'stage_1_response' WHEN 'Stage 2' THEN 'stage_2_response'
                           ELSE 'stage_3_response' END
WHERE i.closed_on BETWEEN ? AND ? AND i.ending IS NOT 'Re-routed' GROUP BY 1, 2, 3
"""
ACKNOWLEDGED = """
SELECT CASE WHEN i.acknowledged_on IS NULL THEN 'none' WHEN i.acknowledged_on <= s.limit_on THEN 'in time'
            ELSE 'late' END, count(*)
FROM investigation i LEFT JOIN step s ON s.investigation_id = i.id AND s.key = 'acknowledge'
WHERE i.opened_on BETWEEN ? AND ? AND i.stage = 'Stage 1' AND i.ending IS NOT 'Re-routed' GROUP BY 1
"""
ACKNOWLEDGED_DATES = """
SELECT opened_on, acknowledged_on, count(*) FROM investigation
WHERE opened_on BETWEEN ? AND ? AND acknowledged_on IS NOT NULL AND ending IS NOT 'Re-routed' GROUP BY 1, 2
"""
OPEN = """
SELECT i.route, i.stage, i.team, s.due_on, count(*)
FROM investigation i LEFT JOIN step s ON s.investigation_id = i.id AND s.published
  AND s.key IN ('stage_1_response', 'stage_2_response', 'stage_3_response')
WHERE i.opened_on <= :end AND (i.closed_on IS NULL OR i.closed_on > :end) AND i.ending IS NOT 'Re-routed'
GROUP BY 1, 2, 3, 4
"""
DUE = """
SELECT s.team,
  CASE WHEN s.done_on IS NULL OR s.done_on > :as_at THEN 'unanswered' WHEN s.done_on <= s.limit_on THEN 'in time'
       WHEN s.done_on <= s.due_on THEN 'extension' ELSE 'late' END, count(*)
FROM step s WHERE s.due_on BETWEEN :start AND :end AND s.published AND s.not_applicable = ''
  AND s.key IN ('stage_1_response', 'stage_2_response', 'stage_3_response') GROUP BY 1, 2
"""


def gather(store: Reader, period: Period, as_at: date, days: Calendar) -> Timeliness:
    """Days, timeliness and what is open, as on `as_at` for what was unanswered then."""
    number = _numbers(days)
    closed = [
        (route, stage, number(ended) - number(opened), ended, bool(responded))
        for route, stage, opened, ended, responded, _ in store.read(CLOSED, period.bounds)
    ]
    one = [row for row in closed if row[1] == Stage.ONE]
    return Timeliness(
        days_stage1=Days.of(row[2] for row in one),
        days_stage1_corporate=Days.of(row[2] for row in one if row[0] == Route.CORPORATE),
        days_stage1_statutory=Days.of(row[2] for row in one if row[0] == Route.STATUTORY),
        days=tuple(_days(closed)),
        days_by_month=tuple(
            (month.label, Days.of(row[2] for row in one if row[3][:7] == f"{month.start:%Y-%m}"))
            for month in period.months()
        ),
        in_time=tuple(_in_time(store.read(RESULTS, period.bounds))),
        within=tuple(_within(closed)),
        acknowledged=_acknowledged(store.read(ACKNOWLEDGED, period.bounds)),
        acknowledged_within_3=sum(
            count
            for opened, done, count in store.read(ACKNOWLEDGED_DATES, period.bounds)
            if number(done) - number(opened) <= 3
        ),
        open_at_end=_open(store.read(OPEN, {"end": period.bounds[1]}), period.end, days),
        **_due(store, period, as_at),
    )


def _numbers(days: Calendar) -> Any:
    @lru_cache(maxsize=8192)
    def number(iso: str) -> int:
        return days.number(date.fromisoformat(iso))

    return number


def _days(closed: list[Row]) -> Iterable[DaysToClose]:
    for route in ("", *Route):
        for stage in Stage:
            found = [row[2] for row in closed if row[1] == stage and (not route or row[0] == route)]
            if found or (stage is Stage.ONE and route):
                yield DaysToClose(str(route), str(stage), Days.of(found))


def _in_time(rows: list[Row]) -> Iterable[InTime]:
    found: dict[tuple[str, str], Counter[str]] = {}
    for route, stage, result, count in rows:
        found.setdefault((route, stage), Counter())[result] += count
    for route in Route:
        for stage in Stage:
            results = found.get((route, stage))
            if results is None and stage is not Stage.ONE:
                continue
            r = results or Counter[str]()
            yield InTime(str(route), str(stage), r["in time"], r["extension"], r["late"], r["not assessed"], r["none"])


LIMITS = {Stage.ONE: (10, 20), Stage.TWO: (25, 65)}
"""Working days that the regulations set for a response, and at most with an extension (reg 14, 17, SI 2006/1738)."""


def _within(closed: list[Row]) -> Iterable[Within]:
    for stage, (first, second) in LIMITS.items():
        took = [row[2] for row in closed if row[0] == Route.STATUTORY and row[1] == stage and row[4]]
        yield Within(
            str(stage), (first, second), (sum(d <= first for d in took), sum(d <= second for d in took)), len(took)
        )


def _acknowledged(rows: list[Row]) -> Acknowledged:
    found = Counter[str](dict(rows))
    return Acknowledged(found["in time"], found["late"], found["none"])


def _open(rows: list[Row], end: date, days: Calendar) -> OpenAtEnd:
    by_stage: Counter[tuple[str, str]] = Counter()
    overdue_by_stage: Counter[tuple[str, str]] = Counter()
    by_team: Counter[str] = Counter()
    overdue_by_team: Counter[str] = Counter()
    bands: Counter[str] = Counter()
    for route, stage, team, due, count in rows:
        by_stage[route, stage] += count
        by_team[team] += count
        if due is not None and date.fromisoformat(due) < end:
            over = days.between(date.fromisoformat(due), end)
            overdue_by_stage[route, stage] += count
            overdue_by_team[team] += count
            bands[BANDS[0 if over <= 10 else 1 if over <= 20 else 2]] += count
    return OpenAtEnd(
        open=by_stage.total(),
        overdue=overdue_by_stage.total(),
        by_route_and_stage=tuple(
            (str(route), str(stage), by_stage[route, stage], overdue_by_stage[route, stage])
            for route in Route
            for stage in Stage
            if by_stage[route, stage] or stage is Stage.ONE
        ),
        by_team=tuple((team, count, overdue_by_team[team]) for team, count in by_size(by_team)),
        bands=tuple((band, bands[band]) for band in BANDS),
    )


def _due(store: Reader, period: Period, as_at: date) -> dict[str, Any]:
    start, end = period.bounds
    rows = store.read(DUE, {"start": start, "end": end, "as_at": as_at.isoformat()})
    teams: dict[str, Counter[str]] = {}
    for team, result, count in rows:
        teams.setdefault(team, Counter())[result] += count
    whole: Counter[str] = Counter()
    for found in teams.values():
        whole += found
    ordered = sorted(teams.items(), key=lambda item: (-item[1].total(), item[0]))
    return {
        "due": _due_row("", whole),
        "due_by_team": tuple(_due_row(team, found) for team, found in ordered),
    }


def _due_row(label: str, found: Counter[str]) -> DueInPeriod:
    return DueInPeriod(label, found["in time"], found["extension"], found["late"], found["unanswered"])
