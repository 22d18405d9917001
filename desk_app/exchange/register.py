"""The register import from end to end: read, plan, carry out; what it did in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import roles
from desk_app.desk.correct import corrects_dates
from desk_app.exchange import cells, planning
from desk_app.exchange import mapping as mappings
from desk_app.exchange.existing import IMPORT_VERB, Differs
from desk_app.exchange.headings import FIELDS, ON_SCREEN, Headings, settled
from desk_app.exchange.looking import Column, columns, heading_rows, look
from desk_app.exchange.mapping import RegisterMapping
from desk_app.exchange.planning import ONE_PERSON, Plan
from desk_app.exchange.reading import NO_ROUTE, Reading, Rejected, read, understand
from desk_app.exchange.tables import Table
from desk_app.exchange.tables import read as open_file
from desk_app.exchange.words import LISTED, SEPARATORS, VOCABULARY, Word, as_listed, unaided
from desk_app.progress import Progress, silent
from desk_app.records import RECORDS, Change

if TYPE_CHECKING:
    from desk_app.store import Store

load_mapping = mappings.load
save_mapping = mappings.save
WRITING = "Writing to the store"
AT_ONCE = 500

__all__ = [
    "LISTED", "ONE_PERSON", "ON_SCREEN", "SEPARATORS", "VOCABULARY", "Column", "Differs", "Headings", "Plan", "Reading",
    "RegisterMapping", "Rejected", "Result", "Table", "Word", "as_listed", "carry_out", "columns", "describe",
    "heading_rows", "load_mapping", "look", "open_file", "outcome", "plan", "read", "save_list", "save_mapping",
    "settled", "unaided", "understand",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """What an import did, or would do."""

    rows: int
    cases: int
    investigations: int
    same: int
    updated: int
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[str, ...] = ()
    differs: tuple[Differs, ...] = ()
    joined_people: dict[str, int] = field(default_factory=dict)
    change: Change | None = None

    def as_json(self) -> dict[str, object]:
        """As `desk import --json` prints it."""
        return {
            "rows": self.rows,
            "cases": self.cases,
            "investigations": self.investigations,
            "rejected": [r.as_json() for r in self.rejected],
            "warnings": list(self.warnings),
            "same": self.same,
            "updated": self.updated,
            "differs": [
                {"row": d.row, "reference": d.reference, "column": d.column, "edited_here": d.edited_here}
                for d in self.differs
            ],
            "change": self.change.id if self.change else None,
        }


def plan(reading: Reading, store: Store, *, today: date, update: bool = False, progress: Progress = silent) -> Plan:
    """What importing would do to the store. Nothing is written."""
    return planning.plan(reading, store, today, update=update, progress=progress)


def outcome(plan: Plan, change: Change | None = None) -> Result:
    """A plan as a result: what it would do, or with its change, what it did."""
    return Result(
        rows=plan.reading.count,
        cases=plan.cases,
        investigations=plan.investigations,
        same=plan.same,
        updated=len(plan.updates),
        rejected=tuple(plan.rejected),
        warnings=tuple(dict.fromkeys([*plan.warnings, *_differences(plan, done=change is not None)])),
        differs=tuple(plan.differs),
        joined_people=dict(plan.joined_people),
        change=change,
    )


def _differences(plan: Plan, *, done: bool) -> list[str]:
    return [differs.in_words(update=plan.update, done=done) for differs in plan.differs]


def carry_out(plan: Plan, store: Store, by: str = "", progress: Progress = silent) -> Result:
    """Write what was planned, in one change that can be undone. A plan with nothing to write leaves no change.

    Raises NotAllowed where rows that differ would correct dates, and the member may not. Cancelled through `progress`
    nothing is written; once it is written, `progress` is not asked any more.
    """
    if not (plan.records or plan.unnumbered or plan.updates):
        return outcome(plan)
    if any(corrects_dates(old, new) for old, new in plan.updates):
        roles.require(store.role, roles.Task.CORRECT_DATES)
    progress(0, 1, WRITING)
    with store.change(IMPORT_VERB, by) as change:
        numbered = [replace(case, reference=store.next_reference(case.received_on, change)) for case in plan.unnumbered]
        records = [*plan.records, *numbered]
        order = {cls: n for n, cls in enumerate(RECORDS)}
        records.sort(key=lambda record: order[type(record)])
        total = len(records) + len(plan.updates)
        for start in range(0, len(records), AT_ONCE):
            progress(start, total, WRITING)
            change.put_many(records[start : start + AT_ONCE])
        for n, (old, new) in enumerate(plan.updates):
            if n % AT_ONCE == 0:
                progress(len(records) + n, total, WRITING)
            change.put(old, new)
        progress(total, total, "Working out the dates")
    return outcome(plan, change.change)


def save_list(title: str, header: Sequence[str], rows: Iterable[Sequence[str]], out: Path) -> None:
    """Write what a dry run has listed, such as the rows left out with their reasons, as CSV or XLSX. Raises Problem."""
    cells.write(out, [(title, header, rows)])


def describe(reading: Reading, result: Result, *, dry_run: bool = False) -> str:
    """What was understood and done, for a terminal."""
    lines = [f"{reading.name}: headings in row {reading.headings.row}"]
    for key, heading in reading.headings.names.items():
        guessed = "  (alike, not equal: check it)" if key in reading.headings.guessed else ""
        lines.append(f"  {FIELDS[key][0]:24} <- {heading}{guessed}")
    lines += [f"  not used: {name}" for name in reading.headings.unknown]
    would = "would be " if dry_run else ""
    added = f"{_counted(result.cases, 'case')} and {_counted(result.investigations, 'investigation')} {would}added"
    lines.append(
        f"{_counted(result.rows, 'row')}: {added}, {_counted(result.same, 'row')} already there,"
        f" {_counted(result.updated, 'record')} {would}changed, {len(result.rejected)} rejected."
    )
    lines += [f"Row {r.row} rejected, {r.column}: {r.problem}" for r in result.rejected]
    if any(r.problem.startswith(NO_ROUTE) for r in result.rejected):
        lines.append('A mapping says what a blank means: "values": {"route": {"": "Corporate"}}.')
    lines += list(result.warnings)
    if not result.cases and not result.investigations and not result.updated:
        lines.append("Nothing new.")
    return "\n".join(lines)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
