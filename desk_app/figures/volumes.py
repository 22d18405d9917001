"""How much feedback there was: cases received, investigations opened, and how the one becomes the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from desk_app.figures.facts import Facts
from desk_app.figures.numbers import NOT_RECORDED, Counts, Reader, Share, by_size, counts, total
from desk_app.figures.period import Period, quarters
from desk_app.records import Kind, Route, Stage


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


RE_ROUTED = """
SELECT team, count(*) FROM investigation INDEXED BY investigation_opened
WHERE ending = 'Re-routed' AND opened_on BETWEEN ? AND ? GROUP BY 1
"""
MonthCounts = tuple[tuple[str, int], ...]
"""Every month of a period in order, with its count: ("April 2023", 19)."""
BY_MONTH = "SELECT substr(received_on, 1, 7), count(*) FROM feedback_case WHERE received_on BETWEEN ? AND ? GROUP BY 1"
REFUSED = """
SELECT r.kind, c.team, count(*) FROM refusal r JOIN feedback_case c ON c.id = r.case_id
WHERE r.refused_on BETWEEN ? AND ? GROUP BY 1, 2
"""
GROUPS = "SELECT value, group_name FROM list_entry WHERE list = 'team' AND group_name <> ''"


def gather(store: Reader, facts: Facts) -> Volumes:
    """Count what was received and opened in the period."""
    period, received, opened = facts.period, facts.received, facts.opened
    kinds = _counted(received["kind"])
    by_month = Counter([day[:7] for day in received["received_on"]])
    months = _months(period, by_month)
    by_quarter = _quarters(period, by_month)
    feedback, complaints = len(received), kinds[Kind.COMPLAINT]
    teams = _counted(opened["team"])
    groups: dict[str, str] = dict(store.read(GROUPS))
    by_group: Counter[str] = Counter()
    for team, count in teams.items():
        by_group[groups.get(team, team)] += count
    places = [facts.places[case_id] for case_id in opened["case_id"]]
    return Volumes(
        feedback_cases=feedback,
        by_kind=counts(kinds, Kind),
        by_month=months,
        by_quarter=by_quarter,
        by_service_area=by_size(_counted(received["service_area"])),
        by_service_area_and_kind=_nested(received["service_area"], received["kind"], Kind),
        by_team=by_size(_counted(received["team"])),
        by_channel=by_size(_counted(received["channel"])),
        by_region=by_size(_counted(received["region"])),
        complaints=complaints,
        complaints_share=Share(complaints, feedback),
        monthly_mean=Share(feedback, len(months)) if period.whole_months else None,
        busy_months=_busy(months) if period.whole_months else (),
        quiet_months=_quiet(months) if period.whole_months else (),
        quarter_most=_most(by_quarter),
        investigations=len(opened),
        investigations_by_route=counts(_counted(opened["route"]), Route),
        investigations_by_stage=counts(_counted(opened["stage"]), Stage),
        investigations_by_route_and_stage=_nested(opened["route"], opened["stage"], Stage, Route),
        investigations_by_team=by_size(teams),
        investigations_by_region=by_size(_counted(place.region for place in places)),
        investigations_by_group=by_size(by_group),
        investigations_by_service_area=by_size(_counted(place.service_area for place in places)),
        bridge=_bridge(facts),
        re_routed=sum(n for team, n in store.read(RE_ROUTED, period.bounds) if facts.concerns(team)),
        refused=by_size((kind, n) for kind, team, n in store.read(REFUSED, period.bounds) if facts.concerns(team)),
    )


def _counted(column: Iterable[str | None]) -> Counter[str]:
    """How often each label occurs; nothing is "Not recorded"."""
    found = Counter(column)
    missing = found.pop("", 0) + found.pop(None, 0)
    counted: Counter[str] = Counter({str(label): count for label, count in found.items()})
    if missing:
        counted[NOT_RECORDED] += missing
    return counted


def _nested(
    outer: Sequence[Any], inner: Sequence[Any], inner_order: Iterable[str], outer_order: Iterable[str] = ()
) -> tuple[tuple[str, Counts], ...]:
    """Counts within counts: for each label of `outer`, the counts by `inner`."""
    order = list(inner_order)
    pairs = Counter(zip(outer, inner, strict=True))
    labels = [label for label, _ in counts(_counted(outer), outer_order)]
    return tuple(
        (label, counts([(i, n) for (o, i), n in pairs.items() if (o or NOT_RECORDED) == label], order))
        for label in labels
    )


def received_by_month(store: Reader, period: Period) -> MonthCounts:
    """Feedback cases by month, as `gather` counts them, for those who need nothing else."""
    return _months(period, Counter(dict(store.read(BY_MONTH, period.bounds))))


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


def _bridge(facts: Facts) -> Bridge:
    complaints = set(facts.complaints["id"])
    received = set(facts.received["id"])
    stages = Counter(facts.opened["stage"])
    one = facts.opened.where("stage", Stage.ONE)["case_id"]
    opened_here = [case_id for case_id in one if case_id in received]
    first = set(opened_here)
    ended = by_size(
        Counter(
            how
            for case_id, how in zip(facts.complaints["id"], facts.complaints["ended_before"], strict=True)
            if how is not None and case_id not in first
        )
    )
    return Bridge(
        cases=len(complaints),
        ended_before=ended,
        not_yet_opened=len(complaints) - total(ended) - len(first),
        further_teams=len(opened_here) - len(first),
        earlier_cases=len(one) - len(opened_here),
        later_stages=stages[Stage.TWO] + stages[Stage.THREE],
        investigations=len(facts.opened),
    )
