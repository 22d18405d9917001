"""How long it took, and whether it was in time."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from desk_app.deadlines import MISSED, RESPONSE_1
from desk_app.figures.facts import Facts
from desk_app.figures.numbers import NOT_RECORDED, Counts, Days, Reader, by_size
from desk_app.records import Route, Stage
from desk_app.working_days import FIRST, LAST, Calendar

Row = tuple[Any, ...]
BANDS = ("1 to 10 working days", "11 to 20 working days", "more than 20 working days")
"""How long overdue investigations are past their date."""


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
    """Investigations opened by the end of the period and not ended then; of a running period, as on `as_at`."""

    open: int
    overdue: int
    by_route_and_stage: tuple[tuple[str, str, int, int], ...]  # route, stage, open, overdue
    by_team: tuple[tuple[str, int, int], ...]  # team, open, overdue
    bands: Counts  # of the overdue


@dataclass(frozen=True, slots=True)
class DueInPeriod:
    """Responses that fell due in the period: so a team that never answers does not look perfect.

    What is not due yet on the day of counting, and not answered, is in none of these.
    """

    label: str  # team, or "" for all
    in_time: int = 0
    in_extension: int = 0
    late: int = 0
    unanswered: int = 0

    @property
    def n(self) -> int:
        return self.in_time + self.in_extension + self.late + self.unanswered


@dataclass(frozen=True, slots=True)
class PanelStep:
    """Of the review panels whose limit fell in the period: what was done within it, late, or not at all.

    What is not due yet on the day of counting, and not done, is in none of these.
    """

    step: str
    in_time: int = 0
    late: int = 0
    not_done: int = 0

    @property
    def n(self) -> int:
        return self.in_time + self.late + self.not_done


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
    panels: tuple[PanelStep, ...] = ()  # that the panel meets, and that its report comes: those that fell due


RESPONSES = """
SELECT investigation_id, done_on, limit_on, due_on, published FROM step INDEXED BY step_results
WHERE key IN ('stage_1_response', 'stage_2_response', 'stage_3_response') AND done_on BETWEEN ? AND ?
AND investigation_id IS NOT NULL
"""
ACKNOWLEDGEMENTS = """
SELECT investigation_id, limit_on FROM step INDEXED BY step_due
WHERE key = 'acknowledge' AND investigation_id IS NOT NULL AND due_on BETWEEN ? AND ?
"""
OTHER_ACKNOWLEDGEMENTS = """
SELECT investigation_id, due_on FROM step
WHERE investigation_id IN (SELECT value FROM json_each(?)) AND key = 'acknowledge'
"""
RESPONSE_KEYS = "('stage_1_response', 'stage_2_response', 'stage_3_response')"
PAUSED = f"""(
  SELECT p.rowid FROM step p INDEXED BY step_case
  WHERE p.case_id IN (SELECT case_id FROM pause WHERE resumed_on IS NULL) AND p.paused AND p.key IN {RESPONSE_KEYS}
)"""
"""Responses whose clock stands still, as the screen has it: they were not overdue when the pause began, so on no day.

A pause that has ended has moved the date itself. Looked up apart, so that the rest is read from indexes alone.
"""
OPEN = f"""
SELECT i.route, i.stage, i.team, CASE WHEN s.due_on < :end AND s.rowid IN {PAUSED} THEN NULL ELSE s.due_on END, count(*)
FROM (
  SELECT id, route, stage, team FROM investigation INDEXED BY investigation_closed
  WHERE closed_on IS NULL AND opened_on <= :end AND ending IS NOT 'Re-routed'
  UNION ALL
  SELECT id, route, stage, team FROM investigation INDEXED BY investigation_closed
  WHERE closed_on > :end AND opened_on <= :end AND ending IS NOT 'Re-routed') i
LEFT JOIN step s ON s.investigation_id = i.id AND s.published
  AND s.key IN {RESPONSE_KEYS}
GROUP BY 1, 2, 3, 4
"""
DUE = f"""
SELECT s.team,
  CASE WHEN s.done_on IS NULL OR s.done_on > :as_at THEN 'unanswered' WHEN s.done_on <= s.limit_on THEN 'in time'
       WHEN s.done_on <= s.due_on THEN 'extension' ELSE 'late' END, count(*)
FROM step s INDEXED BY step_due WHERE s.due_on BETWEEN :start AND :end AND s.published
  AND (s.not_applicable = ''
    OR (s.investigation_id IS NOT NULL AND s.not_applicable GLOB '{MISSED[RESPONSE_1]}*'))
  AND (s.done_on <= :as_at OR (s.due_on < :as_at AND s.rowid NOT IN {PAUSED}))
  AND s.key IN {RESPONSE_KEYS} GROUP BY 1, 2
"""
"""What was withdrawn, refused or taken to the next stage after its date fell due unanswered.

A team that never answers must not look perfect (regulation 13(3), SI 2006/1738: compliance with the time limits).
"""


PANEL_STEPS = {"panel_meets": "Panel met", "panel_report": "Panel’s report came"}
"""Within 30 working days of the request and within 5 of the meeting (regs 19 and 20, SI 2006/1738)."""
PANELS = f"""
SELECT s.key, s.team,
  CASE WHEN s.done_on IS NULL OR s.done_on > :as_at THEN 'not done' WHEN s.done_on <= s.due_on THEN 'in time'
       ELSE 'late' END, count(*)
FROM step s INDEXED BY step_due WHERE s.due_on BETWEEN :start AND :end AND s.published
  AND (s.not_applicable = '' OR s.not_applicable GLOB '{MISSED["panel_meets"]}*'
    OR s.not_applicable GLOB '{MISSED["panel_report"]}*')
  AND (s.done_on <= :as_at OR (s.due_on < :as_at AND s.rowid NOT IN (
    SELECT p.rowid FROM step p INDEXED BY step_case
    WHERE p.case_id IN (SELECT case_id FROM pause WHERE resumed_on IS NULL) AND p.paused)))
  AND s.key IN ('panel_meets', 'panel_report') GROUP BY 1, 2, 3
"""


def gather(store: Reader, facts: Facts, as_at: date, days: Calendar) -> Timeliness:
    """Days, timeliness and what is open, as on `as_at` for what was unanswered then."""
    period, number = facts.period, _numbers(days)
    seen = min(period.end, as_at)  # a period that still runs is looked at on the day, not at its end
    closed = [
        (row[0], row[1], number[row[3]] - number[row[2]], row[3], row[4] is not None)
        for row in zip(
            *(facts.closed[n] for n in ("route", "stage", "opened_on", "closed_on", "responded_on")), strict=True
        )
    ]
    one = [row for row in closed if row[1] == Stage.ONE]
    by_month: dict[str, list[int]] = {}
    for row in one:
        by_month.setdefault(row[3][:7], []).append(row[2])
    acknowledged = zip(facts.opened["opened_on"], facts.opened["acknowledged_on"], strict=True)
    return Timeliness(
        days_stage1=Days.of(row[2] for row in one),
        days_stage1_corporate=Days.of(row[2] for row in one if row[0] == Route.CORPORATE),
        days_stage1_statutory=Days.of(row[2] for row in one if row[0] == Route.STATUTORY),
        days=tuple(_days(closed)),
        days_by_month=tuple(
            (month.label, Days.of(by_month.get(f"{month.start:%Y-%m}", ()))) for month in period.months()
        ),
        in_time=tuple(_in_time(_results(store, facts))),
        within=tuple(_within(closed)),
        acknowledged=_acknowledged(store, facts),
        acknowledged_within_3=sum(
            done is not None and number[done] - number[opened] <= 3 for opened, done in acknowledged
        ),
        open_at_end=_open([r for r in store.read(OPEN, {"end": seen.isoformat()}) if facts.concerns(r[2])], seen, days),
        **_due(store, facts, as_at),
        panels=tuple(_panels(store, facts, as_at)),
    )


@lru_cache(maxsize=2)
def _numbers(days: Calendar) -> dict[str, int]:
    """The number of each day as the store writes days: working days from a to b are number[b] - number[a]."""
    every = map(date.fromordinal, range(FIRST.toordinal(), LAST.toordinal() + 1))
    return {day.isoformat(): days.number(day) for day in every}


def _days(closed: list[Row]) -> Iterable[DaysToClose]:
    took: dict[tuple[str, str], list[int]] = {}
    for route, stage, days, *_ in closed:
        took.setdefault((route, stage), []).append(days)
    for route in ("", *Route):
        for stage in Stage:
            found = [d for (r, s), all_days in took.items() if s == stage and route in ("", r) for d in all_days]
            if found or (stage is Stage.ONE and route):
                yield DaysToClose(str(route), str(stage), Days.of(found))


def _results(store: Reader, facts: Facts) -> Counter[tuple[str, str, str]]:
    """What became of each closed investigation's response: (route, stage, result)."""
    became = {row[0]: _result(*row[1:]) for row in store.read(RESPONSES, facts.period.bounds)}
    closed = zip(*(facts.closed[n] for n in ("id", "route", "stage", "responded_on")), strict=True)
    return Counter(
        (route, stage, "none" if responded is None else became.get(id, "not assessed"))
        for id, route, stage, responded in closed
    )


def _result(done: str, limit: str | None, due: str | None, published: int) -> str:
    """In time means on or before the date."""
    if limit is None or not published:
        return "not assessed"
    if done <= limit:
        return "in time"
    return "extension" if due is not None and done <= due else "late"


def _in_time(found: Counter[tuple[str, str, str]]) -> Iterable[InTime]:
    for route in Route:
        for stage in Stage:
            r: Counter[str] = Counter({result: n for (a, b, result), n in found.items() if (a, b) == (route, stage)})
            if r or stage is Stage.ONE:
                yield InTime(
                    str(route), str(stage), r["in time"], r["extension"], r["late"], r["not assessed"], r["none"]
                )


SOON = timedelta(days=31)
"""After an investigation is opened, its acknowledgement is usually due within this."""
LIMITS = {Stage.ONE: (10, 20), Stage.TWO: (25, 65)}
"""Working days that the regulations set for a response, and at most with an extension (reg 14, 17, SI 2006/1738)."""


def _within(closed: list[Row]) -> Iterable[Within]:
    for stage, (first, second) in LIMITS.items():
        took = [row[2] for row in closed if row[0] == Route.STATUTORY and row[1] == stage and row[4]]
        yield Within(
            str(stage), (first, second), (sum(d <= first for d in took), sum(d <= second for d in took)), len(took)
        )


def _acknowledged(store: Reader, facts: Facts) -> Acknowledged:
    start, end = facts.period.start, facts.period.end + SOON
    limits = dict(store.read(ACKNOWLEDGEMENTS, (start.isoformat(), end.isoformat())))
    one = facts.opened.where("stage", Stage.ONE)
    later = [id for id in one["id"] if id not in limits]  # paused, say
    limits |= dict(store.read(OTHER_ACKNOWLEDGEMENTS, (json.dumps(later),)))
    found: Counter[str] = Counter()
    for id, done in zip(one["id"], one["acknowledged_on"], strict=True):
        limit = limits.get(id)
        found["none" if done is None else "in time" if limit is None or done <= limit else "late"] += 1
    return Acknowledged(found["in time"], found["late"], found["none"])


def _open(rows: list[Row], end: date, days: Calendar) -> OpenAtEnd:
    by_stage: Counter[tuple[str, str]] = Counter()
    overdue_by_stage: Counter[tuple[str, str]] = Counter()
    by_team: Counter[str] = Counter()
    overdue_by_team: Counter[str] = Counter()
    bands: Counter[str] = Counter()
    number, last = _numbers(days), end.isoformat()
    for route, stage, named, due, count in rows:
        team = named or NOT_RECORDED
        by_stage[route, stage] += count
        by_team[team] += count
        if due is not None and due < last:
            over = number[last] - number[due]
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


def _due(store: Reader, facts: Facts, as_at: date) -> dict[str, Any]:
    start, end = facts.period.bounds
    asked = {"start": start, "end": end, "as_at": as_at.isoformat()}
    rows = [row for row in store.read(DUE, asked) if facts.concerns(row[0])]
    teams: dict[str, Counter[str]] = {}
    for team, result, count in rows:
        teams.setdefault(team or NOT_RECORDED, Counter())[result] += count
    whole: Counter[str] = Counter()
    for found in teams.values():
        whole += found
    ordered = sorted(teams.items(), key=lambda item: (-item[1].total(), item[0]))
    return {
        "due": _due_row("", whole),
        "due_by_team": tuple(_due_row(team, found) for team, found in ordered),
    }


def _panels(store: Reader, facts: Facts, as_at: date) -> Iterable[PanelStep]:
    start, end = facts.period.bounds
    found: Counter[tuple[str, str]] = Counter()
    for key, team, result, count in store.read(PANELS, {"start": start, "end": end, "as_at": as_at.isoformat()}):
        if facts.concerns(team):
            found[key, result] += count
    for key, label in PANEL_STEPS.items():
        made = PanelStep(label, found[key, "in time"], found[key, "late"], found[key, "not done"])
        if made.n:
            yield made


def _due_row(label: str, found: Counter[str]) -> DueInPeriod:
    return DueInPeriod(label, found["in time"], found["extension"], found["late"], found["unanswered"])
