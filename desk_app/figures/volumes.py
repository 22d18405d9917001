"""How much feedback there was: cases received, investigations opened, and how the one becomes the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from desk_app.figures.numbers import NOT_RECORDED, Counts, Reader, Share, by_size, counts, grouped, total
from desk_app.figures.period import Period, quarters
from desk_app.records import Kind, Route, Stage

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Bridge:
    """From cases to investigations: cases - ended - not yet + further + earlier + later = investigations."""

    cases: int  # complaint cases received
    ended_before: Counts  # of them ended before an investigation, by how
    not_yet_opened: int  # of them without a stage 1 opened in the period, and not ended
    further_teams: int  # stage 1 opened beyond the first of a case
    earlier_cases: int  # stage 1 opened on cases received before the period
    later_stages: int  # stages 2 and 3 opened
    investigations: int

    @property
    def adds_up(self) -> bool:
        """Whether the terms give the investigations."""
        left = self.cases - total(self.ended_before) - self.not_yet_opened
        return left + self.further_teams + self.earlier_cases + self.later_stages == self.investigations


@dataclass(frozen=True, slots=True)
class Volumes:
    """Cases received and investigations opened in a period."""

    feedback_cases: int
    by_kind: Counts  # every kind, zero or not
    by_month: tuple[tuple[str, int], ...]  # every month of the period in order: ("April 2023", 19)
    by_quarter: Counts  # of a year; else ()
    by_service_area: Counts
    by_service_area_and_kind: tuple[tuple[str, Counts], ...]
    by_team: Counts  # cases, by the case's own team
    by_channel: Counts
    by_region: Counts
    complaints: int
    complaints_share: Share
    monthly_mean: Share | None  # cases / months, only for whole months
    busy_months: tuple[str, ...]  # "well above average": from 1.25 times the mean
    quiet_months: tuple[str, ...]  # the two lowest, ties named
    quarter_most: tuple[str, ...]
    investigations: int
    investigations_by_route: Counts  # both routes
    investigations_by_stage: Counts  # all stages
    investigations_by_route_and_stage: tuple[tuple[str, Counts], ...]
    investigations_by_team: Counts
    investigations_by_region: Counts
    investigations_by_group: Counts  # team groups: a team without one is its own
    investigations_by_service_area: Counts  # by the case's service area
    bridge: Bridge
    re_routed: int  # superseded investigations, in no other figure
    refused: Counts  # refusals in the period by type


CASES = """
SELECT kind, substr(received_on, 1, 7), service_area, team, channel, region, count(*)
FROM feedback_case WHERE received_on BETWEEN ? AND ? GROUP BY 1, 2, 3, 4, 5, 6
"""
INVESTIGATIONS = """
SELECT i.route, i.stage, i.team, c.region, c.service_area, count(*)
FROM investigation i JOIN feedback_case c ON c.id = i.case_id
WHERE i.opened_on BETWEEN ? AND ? AND i.ending IS NOT 'Re-routed' GROUP BY 1, 2, 3, 4, 5
"""
STAGE_1 = """
SELECT c.received_on BETWEEN :start AND :end, count(DISTINCT i.case_id), count(*)
FROM investigation i JOIN feedback_case c ON c.id = i.case_id
WHERE i.opened_on BETWEEN :start AND :end AND i.stage = 'Stage 1' AND i.ending IS NOT 'Re-routed' GROUP BY 1
"""
ENDED_BEFORE = """
SELECT ended_before, count(*) FROM feedback_case c
WHERE kind = 'Complaint' AND received_on BETWEEN :start AND :end AND ended_before IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM investigation i WHERE i.case_id = c.id AND i.stage = 'Stage 1'
                AND i.opened_on BETWEEN :start AND :end AND i.ending IS NOT 'Re-routed')
GROUP BY 1
"""
RE_ROUTED = "SELECT count(*) FROM investigation WHERE ending = 'Re-routed' AND opened_on BETWEEN ? AND ?"
REFUSED = "SELECT kind, count(*) FROM refusal WHERE refused_on BETWEEN ? AND ? GROUP BY 1"
GROUPS = "SELECT value, group_name FROM list_entry WHERE list = 'team' AND group_name <> ''"


def gather(store: Reader, period: Period) -> Volumes:
    """Count what was received and opened in the period."""
    cases = store.read(CASES, period.bounds)
    opened = store.read(INVESTIGATIONS, period.bounds)
    groups: dict[str, str] = dict(store.read(GROUPS))

    def of_cases(column: int) -> Counter[str]:
        return _summed(cases, column, 6)

    def of_opened(column: int) -> Counter[str]:
        return _summed(opened, column, 5)

    kinds = of_cases(0)
    months = _months(period, of_cases(1))
    feedback = kinds.total()
    complaints = kinds[Kind.COMPLAINT]
    by_group: Counter[str] = Counter()
    for team, count in of_opened(2).items():
        by_group[groups.get(team, team)] += count
    by_quarter = _quarters(period, of_cases(1))
    return Volumes(
        feedback_cases=feedback,
        by_kind=counts(kinds, Kind),
        by_month=months,
        by_quarter=by_quarter,
        by_service_area=by_size(of_cases(2)),
        by_service_area_and_kind=_nested(cases, 2, 0, 6, Kind),
        by_team=by_size(of_cases(3)),
        by_channel=by_size(of_cases(4)),
        by_region=by_size(of_cases(5)),
        complaints=complaints,
        complaints_share=Share(complaints, feedback),
        monthly_mean=Share(feedback, len(months)) if period.whole_months else None,
        busy_months=_busy(months) if period.whole_months else (),
        quiet_months=_quiet(months) if period.whole_months else (),
        quarter_most=_most(by_quarter),
        investigations=sum(row[5] for row in opened),
        investigations_by_route=counts(of_opened(0), Route),
        investigations_by_stage=counts(of_opened(1), Stage),
        investigations_by_route_and_stage=_nested(opened, 0, 1, 5, Stage, Route),
        investigations_by_team=by_size(of_opened(2)),
        investigations_by_region=by_size(of_opened(3)),
        investigations_by_group=by_size(by_group),
        investigations_by_service_area=by_size(of_opened(4)),
        bridge=_bridge(store, period, complaints, of_opened(1)),
        re_routed=store.read(RE_ROUTED, period.bounds)[0][0],
        refused=by_size(store.read(REFUSED, period.bounds)),
    )


def _summed(rows: list[Row], column: int, count: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row[column] or NOT_RECORDED] += row[count]
    return found


def _nested(
    rows: list[Row], outer: int, inner: int, count: int, inner_order: Iterable[str], outer_order: Iterable[str] = ()
) -> tuple[tuple[str, Counts], ...]:
    """Counts within counts: for each label of `outer`, the counts by `inner`."""
    order = list(inner_order)
    parts = grouped(rows, lambda row: row[outer] or NOT_RECORDED)
    labels = [label for label, _ in counts(_summed(rows, outer, count), outer_order)]
    return tuple((label, counts(_summed(parts.get(label, []), inner, count), order)) for label in labels)


def _months(period: Period, found: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple((month.label, found[f"{month.start:%Y-%m}"]) for month in period.months())


def _quarters(period: Period, found: Counter[str]) -> Counts:
    return tuple(
        (f"Quarter {n}", sum(found[f"{m.start:%Y-%m}"] for m in quarter.months()))
        for n, quarter in enumerate(quarters(period), start=1)
    )


def _busy(months: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    """Months from 1.25 times the mean, compared in integers: count * 4 * months >= 5 * total."""
    whole = total(months)
    return tuple(label for label, count in months if whole and count * 4 * len(months) >= 5 * whole)


def _quiet(months: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    """The two lowest months, with those that tie with the second; none if all are alike."""
    if len(months) < 3 or len({count for _, count in months}) == 1:
        return ()
    second = sorted(count for _, count in months)[1]
    return tuple(label for label, count in months if count <= second)


def _most(pairs: Counts) -> tuple[str, ...]:
    most = max((count for _, count in pairs), default=0)
    return tuple(label for label, count in pairs if count == most and most)


def _bridge(store: Reader, period: Period, complaints: int, stages: Counter[str]) -> Bridge:
    start, end = period.bounds
    span = {"start": start, "end": end}
    stage_1 = {bool(here): (cases, n) for here, cases, n in store.read(STAGE_1, span)}
    first, opened_here = stage_1.get(True, (0, 0))
    ended = by_size(store.read(ENDED_BEFORE, span))
    return Bridge(
        cases=complaints,
        ended_before=ended,
        not_yet_opened=complaints - total(ended) - first,
        further_teams=opened_here - first,
        earlier_cases=stage_1.get(False, (0, 0))[1],
        later_stages=stages[Stage.TWO] + stages[Stage.THREE],
        investigations=stages.total(),
    )
