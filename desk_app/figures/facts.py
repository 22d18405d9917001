"""What figures are counted from: the cases received, investigations opened and closed in a period, read once.

Column by column, so that a count is `Counter(column)` and a table `Counter(zip(column, other))`. Each SELECT is served
by one covering index alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from desk_app.figures.numbers import NOT_RECORDED, Reader
from desk_app.figures.period import Period

RECEIVED = """
SELECT id, received_on, kind, service_area, team, channel, region, subcategory, thanked_on, passed_on
FROM feedback_case INDEXED BY feedback_case_facts WHERE received_on BETWEEN ? AND ?
"""
COMPLAINTS = """
SELECT id, team, channel, category, subcategory, themes, looked_after, made_by_child, consent, advocate_offered_on,
  advocate_accepted_on, advocate_appointed_on, ended_before
FROM feedback_case INDEXED BY feedback_case_facts WHERE received_on BETWEEN ? AND ? AND kind = 'Complaint'
"""
OPENED = """
SELECT id, case_id, route, stage, team, opened_on, acknowledged_on, escalation_reason
FROM investigation INDEXED BY investigation_opened WHERE opened_on BETWEEN ? AND ? AND ending IS NOT 'Re-routed'
"""
CLOSED = """
SELECT id, case_id, route, stage, team, opened_on, closed_on, responded_on, outcome, cost_pence, payment_pence, ending
FROM investigation INDEXED BY investigation_closed WHERE closed_on BETWEEN ? AND ? AND ending IS NOT 'Re-routed'
"""
OTHER_CASES = """
SELECT id, region, service_area, subcategory FROM feedback_case WHERE id IN (SELECT value FROM json_each(?))
"""
PARTIES = """
SELECT case_id, role, person_id, relationship FROM party
WHERE case_id IN (SELECT value FROM json_each(?)) AND role IN ('Complainant', 'Child') ORDER BY case_id, id
"""


class Columns:
    """Rows by column: columns["team"] is the team of each row. A column is made when it is first asked for."""

    __slots__ = ("_made", "names", "rows")

    def __init__(self, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        self.names, self.rows = tuple(names), rows
        self._made: dict[str, list[Any]] = {}

    def __getitem__(self, name: str) -> list[Any]:
        if name not in self._made:
            self._made[name] = list(map(itemgetter(self.names.index(name)), self.rows))
        return self._made[name]

    def __len__(self) -> int:
        return len(self.rows)

    def where(self, name: str, *values: object) -> Columns:
        """The rows whose column has one of these values."""
        wanted = frozenset(values)
        return Columns(self.names, [row for row, value in zip(self.rows, self[name], strict=True) if value in wanted])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case belongs, for tables of its investigations."""

    region: str
    service_area: str
    subcategory: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All that was received, opened and closed in a period, as it was known on a day."""

    period: Period
    as_at: date
    received: Columns  # cases of every kind
    complaints: Columns  # of them the complaints
    opened: Columns  # investigations
    closed: Columns
    places: dict[int, Place]  # by case, of all that is here
    complainants: dict[int, list[int]]  # by case: the people who complained
    relationships: dict[int, str]  # by case: the first complainant's
    children: dict[int, int]  # by case: the first child
    team: str = ""  # "" is the whole service

    def concerns(self, team: str | None) -> bool:
        """Whether what belongs to `team` is in these facts."""
        return not self.team or (team or NOT_RECORDED) == self.team


def gather(store: Reader, period: Period, as_at: date, team: str = "") -> Facts:
    """Read the facts of a period, of one team where it is named: its cases, and the investigations it answers.

    Of a period that is not over on `as_at` only what had happened by then. Problem: it had not begun.
    """
    period = period.until(as_at)
    received, complaints, opened, closed = (
        _known(_of_team(_columns(store, select, period.bounds), team), as_at.isoformat())
        for select in (RECEIVED, COMPLAINTS, OPENED, CLOSED)
    )
    places = {
        id: Place(region, area, subcategory)
        for id, region, area, subcategory in zip(
            received["id"], received["region"], received["service_area"], received["subcategory"], strict=True
        )
    }
    others = {*opened["case_id"], *closed["case_id"]} - places.keys()
    places |= {row[0]: Place(*row[1:]) for row in store.read(OTHER_CASES, (json.dumps(list(others)),))}
    complainants: dict[int, list[int]] = {}
    relationships: dict[int, str] = {}
    children: dict[int, int] = {}
    for case_id, role, person_id, relationship in _parties(store, {*complaints["id"], *opened["case_id"]}):
        if role == "Child":
            children.setdefault(case_id, person_id)
        else:
            people = complainants.setdefault(case_id, [])
            if person_id not in people:
                people.append(person_id)
            relationships.setdefault(case_id, relationship)
    return Facts(
        period, as_at, received, complaints, opened, closed, places, complainants, relationships, children, team
    )


def _columns(store: Reader, select: str, params: Sequence[str]) -> Columns:
    listed = select.split("FROM")[0].replace("SELECT", "").split(",")
    return Columns([name.strip() for name in listed], store.read(select, params))


STEPS = frozenset(
    {
        "thanked_on",
        "passed_on",
        "acknowledged_on",
        "advocate_offered_on",
        "advocate_accepted_on",
        "advocate_appointed_on",
    }
)
"""Days of what happens to a case or an investigation after it began."""


def _known(columns: Columns, day: str) -> Columns:
    """The same rows without the steps that were taken after a day."""
    later = {
        at
        for at, name in enumerate(columns.names)
        if name in STEPS and any(value is not None and value > day for value in columns[name])
    }
    if not later:
        return columns
    return Columns(
        columns.names,
        [
            tuple(None if at in later and value is not None and value > day else value for at, value in enumerate(row))
            for row in columns.rows
        ],
    )


def _of_team(columns: Columns, team: str) -> Columns:
    return columns.where("team", *(("", None) if team == NOT_RECORDED else (team,))) if team else columns


def _parties(store: Reader, cases: Iterable[int]) -> list[tuple[Any, ...]]:
    return store.read(PARTIES, (json.dumps(list(cases)),))
