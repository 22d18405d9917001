"""The data check of a year: every row that a rule gives over its cases, and whether somebody accepted it as it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from desk_app.figures import of_year
from desk_app.figures.period import year
from desk_app.progress import Progress, silent
from desk_app.records import CaseFile, Decision, DecisionKind, Kind, Role
from desk_app.report import one_person
from desk_app.report.data_rules import ALIKE_WITHIN, RULES, Rule, Seen

if TYPE_CHECKING:
    from desk_app.report.material import Material
    from desk_app.store import Store

PREFIX = "data check: "
"""Begins the criteria of a decision by which a row was accepted as it is."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to look at. accepted: the decision by which it stays as it is."""

    case_id: int
    reference: str
    received_on: date
    rule: Rule
    detail: str
    accepted: Decision | None = None

    @property
    def criterion(self) -> str:
        """What a decision says that accepts this row; it accepts no other one, and not this one once it has changed."""
        return f"{PREFIX}{self.rule.key}: {self.detail}"


def rows_of(seen: Iterable[Seen]) -> Iterator[Row]:
    """The rows of these cases, case by case."""
    for one in seen:
        case = one.file.case
        accepted = {
            criterion: decision
            for decision in one.file.decisions
            if decision.kind is DecisionKind.CHECK_OVERRIDDEN
            for criterion in decision.criteria
        }
        for rule in RULES:
            detail = rule.look(one)
            if detail is not None:
                row = Row(case.id, case.reference, case.received_on, rule, detail)
                yield Row(case.id, case.reference, case.received_on, rule, detail, accepted.get(row.criterion))


def alike(files: Iterable[CaseFile]) -> dict[int, tuple[str, ...]]:
    """By case: the references of others of the same kind from the same person within a fortnight."""
    by_person: dict[tuple[int, Kind], list[CaseFile]] = defaultdict(list)
    for file in files:
        for person in {p.person_id for p in file.parties if p.role is Role.COMPLAINANT}:
            by_person[person, file.case.kind].append(file)
    found: dict[int, set[str]] = defaultdict(set)
    for same in by_person.values():
        same.sort(key=lambda file: file.case.received_on)
        for earlier, later in pairwise(same):
            if later.case.received_on - earlier.case.received_on <= ALIKE_WITHIN:
                found[later.case.id].add(earlier.case.reference)
                found[earlier.case.id].add(later.case.reference)
    return {id: tuple(sorted(references)) for id, references in found.items()}


def without_feedback(m: Material) -> tuple[str, ...]:
    """What the register has nothing of, the year or the one before, and what to do: a year of zeros is no finding."""
    said = []
    if m.now.empty:
        said.append(f"The register has no feedback of {m.year}. Import it before you write the report.")
    elif m.before is None and m.year_before not in m.earlier:
        said.append(
            f"The register has no feedback of {m.year_before}, so nothing is compared with it. Import it, or type in "
            "what was published under “Figures”."
        )
    return tuple(said)


def check(store: Store, label: str, as_at: date, progress: Progress = silent) -> tuple[Row, ...]:
    """Every row of a year ("2023/24") up to a day, by rule, then by date. Problem: not a year, or it had not begun."""
    period = year(label).until(as_at)
    calendar = store.calendar()
    with store.reading():
        ids = of_year.cases(store, period)
        due = of_year.due(store, ids)
        files: list[CaseFile] = []
        for file in store.case_files(ids):
            if len(files) % 200 == 0:
                progress(len(files), len(ids), "Looking through the cases")
            files.append(file)
    same, people = alike(files), one_person.twice(f for f in files if f.case.received_on >= period.start)
    seen = (Seen(f, period, as_at, calendar, due, same.get(f.case.id, ()), people.get(f.case.id, ())) for f in files)
    order = {rule.key: at for at, rule in enumerate(RULES)}
    return tuple(sorted(rows_of(seen), key=lambda row: (order[row.rule.key], row.received_on, row.case_id)))
