"""The register import from end to end: read, plan, carry out; what it did in words and as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from desk_app.exchange import mapping as mappings
from desk_app.exchange import planning
from desk_app.exchange.existing import IMPORT_VERB, Differs
from desk_app.exchange.headings import FIELDS
from desk_app.exchange.mapping import RegisterMapping
from desk_app.exchange.planning import Plan
from desk_app.exchange.reading import Reading, Rejected, read
from desk_app.progress import Progress, silent
from desk_app.records import RECORDS, Change

if TYPE_CHECKING:
    from desk_app.store import Store

load_mapping = mappings.load
save_mapping = mappings.save

__all__ = [
    "Plan", "Reading", "RegisterMapping", "Result", "carry_out", "describe", "load_mapping", "outcome", "plan", "read",
    "save_mapping",
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


def plan(reading: Reading, store: Store, *, today: date, update: bool = False) -> Plan:
    """What importing would do to the store. Nothing is written."""
    return planning.plan(reading, store, today, update=update)


def outcome(plan: Plan, change: Change | None = None) -> Result:
    """A plan as a result: what it would do, or with its change, what it did."""
    return Result(
        rows=plan.reading.count,
        cases=plan.cases,
        investigations=plan.investigations,
        same=plan.same,
        updated=len(plan.updates),
        rejected=tuple(plan.rejected),
        warnings=tuple(plan.warnings),
        differs=tuple(plan.differs),
        joined_people=dict(plan.joined_people),
        change=change,
    )


def carry_out(plan: Plan, store: Store, by: str = "", progress: Progress = silent) -> Result:
    """Write what was planned, in one change that can be undone. A plan with nothing to write leaves no change."""
    if not (plan.records or plan.unnumbered or plan.updates):
        return outcome(plan)
    progress(0, 1, "Writing to the store")
    with store.change(IMPORT_VERB, by) as change:
        numbered = [replace(case, reference=store.next_reference(case.received_on, change)) for case in plan.unnumbered]
        records = [*plan.records, *numbered]
        order = {cls: n for n, cls in enumerate(RECORDS)}
        records.sort(key=lambda record: order[type(record)])
        change.put_many(records)
        for old, new in plan.updates:
            change.put(old, new)
    progress(1, 1, "Writing to the store")
    return outcome(plan, change.change)


def describe(reading: Reading, result: Result, *, dry_run: bool = False) -> str:
    """What was understood and done, for a terminal."""
    lines = [f"{reading.name}: headings in row {reading.headings.row}"]
    for key, heading in reading.headings.names.items():
        guessed = "  (alike, not equal: check it)" if key in reading.headings.guessed else ""
        lines.append(f"  {FIELDS[key][0]:24} <- {heading}{guessed}")
    lines += [f"  not used: {name}" for name in reading.headings.unknown]
    would = "would be " if dry_run else ""
    lines.append(
        f"{result.rows} rows: {result.cases} cases and {result.investigations} investigations {would}added,"
        f" {result.same} rows already there, {result.updated} records {would}changed, {len(result.rejected)} rejected."
    )
    lines += [f"Row {r.row} rejected, {r.column}: {r.problem}" for r in result.rejected]
    lines += list(result.warnings)
    if not result.cases and not result.investigations and not result.updated:
        lines.append("Nothing new.")
    return "\n".join(lines)
