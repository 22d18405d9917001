"""What goes out: cases as a register that can be imported again, figures, and deadlines as a table or a calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk_app import atomic, figures, reminders
from desk_app.exchange import calendar, cells, chase, values, whole
from desk_app.exchange.cells import Value
from desk_app.exchange.headings import FIELDS
from desk_app.figures import Period
from desk_app.figures.period import year_of
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import (
    CaseFile,
    Change,
    Consent,
    Investigation,
    Kind,
    OmbudsmanMatter,
    OmbudsmanRequest,
    Outcome,
    Role,
    Snooze,
)
from desk_app.store import lessons, lines, search

if TYPE_CHECKING:
    from desk_app.store import Store

HEADER = tuple(names[0] for names in FIELDS.values())
KEYS = tuple(FIELDS)
CALENDAR = ".ics"
NAMES = {"chase": "team list"}
"""What the journal calls an export, where its own word is short for it."""


def write(
    store: Store,
    what: str,
    out: Path,
    *,
    today: date,
    period: Period | None = None,
    team: str = "",
    ids: Iterable[int] | None = None,
    names: bool = False,
    progress: Progress = silent,
) -> Change | None:
    """Export cases, figures, deadlines, learning, the weekly team list or everything; the file's ending says how.

    `ids`: these cases in this order, by default all. `period`: of the figures, by default the year of today. `team`: of
    the team list, by default all. `names`: of complainants, in a calendar. That it was exported is `noted`.
    """
    writers: dict[str, Callable[[], None]] = {
        "cases": lambda: cells.write(out, [("Register", HEADER, register_rows(store, progress, ids))]),
        "figures": lambda: cells.write(out, _figures(store, period or year_of(today), today)),
        "deadlines": lambda: _deadlines(store, out, today, names=names),
        "learning": lambda: cells.write(out, [("Learning and actions", lessons.TABLE, lessons.table(store))]),
        "everything": lambda: whole.export(store, out, progress),
        "chase": lambda: chase.write(chase.team_list(store, today, team), out),
    }
    if what not in writers:
        raise Problem(f"“{what}” cannot be exported.", f"Choose one of: {', '.join(writers)}.")
    if names and out.suffix.lower() != CALENDAR:
        raise Problem("Only a calendar is written with names or without.", "Leave out --names, or write an .ics file.")
    writers[what]()
    return noted(store, f"{what} with names" if names else what)


def noted(store: Store, what: str) -> Change | None:
    """Note an export in the journal where the store is open for writing: the change, else None."""
    return None if store.read_only else store.log_export(f"export {NAMES.get(what, what)}")


# --- cases ------------------------------------------------------------------------------------------------
def register_rows(
    store: Store, progress: Progress = silent, ids: Iterable[int] | None = None
) -> Iterator[Sequence[Value]]:
    """A row for each investigation and each enquiry of the Ombudsman; one for a case that has neither."""
    if ids is None:
        ids = [id for (id,) in store.read("SELECT id FROM feedback_case ORDER BY received_on, id")]
    wanted = list(ids)
    for n, file in enumerate(store.case_files(wanted)):
        if n % 200 == 0:
            progress(n, len(wanted), "Writing cases")
        for row in _rows_of(file):
            yield [row.get(key) for key in KEYS]


def _rows_of(file: CaseFile) -> Iterator[dict[str, Value]]:
    shared = _case_values(file)
    own = file.case.team  # first, since a register's first row gives the case its team
    investigations = sorted(file.investigations, key=lambda i: (i.team != own, i.stage, i.opened_on, i.id))
    if not investigations and not file.requests:
        case = file.case
        yield {
            **shared,
            "status": _status(file),
            "acknowledged_on": case.acknowledged_on,
            "responded_on": case.ended_on,
        }
    for investigation in investigations:
        yield {**shared, **_investigation_values(file, investigation)}
    for request in file.requests:
        matter = next(m for m in file.matters if m.id == request.matter_id)
        yield {**shared, **_request_values(request, matter)}


def _status(file: CaseFile) -> str:
    """Of a case without investigations; what waits for nothing is called what the list of cases calls it."""
    case = file.case
    if case.kind in (Kind.COMPLIMENT, Kind.COMMENT):
        return lines.line(file, ()).status
    waits = case.kind is Kind.COMPLAINT or not (case.answered_on or case.ended_on)
    return str(case.ended_before or "") or ("Open" if waits else "Closed")


def _case_values(file: CaseFile) -> dict[str, Value]:
    case = file.case
    complainant, child = file.person(Role.COMPLAINANT), file.person(Role.CHILD)
    relationship = next((p.relationship for p in file.parties if p.role is Role.COMPLAINANT), "")
    given = case.consent is Consent.GIVEN
    return {
        "reference": case.reference,
        "kind": str(case.kind),
        "received_on": case.received_on,
        "channel": case.channel,
        "service_area": case.service_area,
        "team": case.team,
        "region": case.region,
        "customer": complainant.name if complainant else "",
        "relationship": relationship,
        "child": child.name if child else "",
        "on_behalf": "Yes" if given else "No" if case.consent is Consent.NOT_NEEDED else "",
        "consent": "Yes" if given else "",
        "looked_after": str(case.looked_after or ""),
        "route": str(case.route or ""),
        "category": case.category,
        "subcategory": case.subcategory,
        "themes": "; ".join(case.themes),
        "words": case.words,
        "summary": case.summary,
    }


def _investigation_values(file: CaseFile, inv: Investigation) -> dict[str, Value]:
    extension = max((e.to_on for e in file.extensions if e.investigation_id == inv.id), default=None)
    learning = [one for one in file.learning if one.investigation_id == inv.id]
    actions = [one.kind for one in file.actions if one.investigation_id == inv.id]
    outcome = inv.outcome or (Outcome.NOT_RECORDED if inv.closed_on else None)
    return {
        "team": inv.team,
        "route": str(inv.route),
        "stage": str(inv.stage),
        "acknowledged_on": inv.acknowledged_on,
        "opened_on": inv.opened_on,
        "extended_to": extension,
        "responded_on": inv.closed_on,
        "outcome": str(outcome or ""),
        "escalation_reason": inv.escalation_reason,
        "learning_category": " | ".join(one.category for one in learning),
        "learning": " | ".join(one.text for one in learning),
        "action": " | ".join(actions),
        "status": "Closed" if inv.closed_on else "Open",
    }


def _request_values(request: OmbudsmanRequest, matter: OmbudsmanMatter) -> dict[str, Value]:
    return {
        "stage": values.OMBUDSMAN,
        "opened_on": request.received_on,
        "extended_to": request.extended_to,
        "responded_on": request.sent_on,
        "outcome": matter.decision or matter.decision_since_2024,
        "status": "Closed" if request.sent_on else "Open",
    }


# --- figures ---------------------------------------------------------------------------------------------
def _figures(store: Store, period: Period, today: date) -> list[tuple[str, Sequence[str], list[Sequence[Value]]]]:
    gathered = figures.as_json(figures.gather(store, period, today))
    rows = list(_figure_rows(gathered))
    checks: list[Sequence[Value]] = [
        (c["label"], c["one"], c["other"], "holds" if c["holds"] else "FAILS") for c in gathered["checks"]
    ]
    return [
        ("Figures", ("Figure", "Of", "Value"), rows),
        ("Checks", ("Check", "One way", "Other way", "Result"), checks),
    ]


def _figure_rows(gathered: dict[str, Any]) -> Iterator[Sequence[Value]]:
    """One number a row: the figure, what part of it, its value."""
    for key, value in gathered.items():
        if key == "checks":
            continue
        if isinstance(value, dict):
            yield from ((key, label, count) for label, count in value.items())
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for item in value:
                label = " ".join(str(v) for v in item.values() if isinstance(v, str))
                yield from (
                    (f"{key}: {name}", label, str(number) if isinstance(number, list) else number)
                    for name, number in item.items()
                    if not isinstance(number, str)
                )
        elif isinstance(value, list):
            yield from ((key, str(n), count) for n, count in enumerate(value, start=1))
        else:
            yield key, "", value


# --- deadlines ---------------------------------------------------------------------------------------------
def _deadlines(store: Store, out: Path, today: date, *, names: bool) -> None:
    days, settings = store.calendar(), store.settings()
    steps = store.open_steps(today=today, for_others=True)
    if out.suffix.lower() == CALENDAR:
        due = reminders.worklist(steps, today, days, settings)  # what was snoozed is due all the same
        who = _complainants(store, (r.step.case_id for r in due)) if names else None
        events = calendar.events(due, store.calendar_entries(), today, days, settings.lead_days, who)
        atomic.write_bytes(out, calendar.as_ics(events, store.now()))
        store.keep_calendar_entries(event.entry for event in events)
        return
    found = reminders.worklist(steps, today, days, settings, store.all(Snooze))
    rows = [(r.reference, r.step.label, r.step.team, r.step.due_on, str(r.state), r.days, r.step.unit) for r in found]
    header = ("Reference", "Step", "Team", "Due", "State", "Days left", "Unit")
    cells.write(out, [("Deadlines", header, rows)])


def _complainants(store: Store, case_ids: Iterable[int]) -> dict[int, str]:
    return {row.id: row.complainant for row in search.rows(store, set(case_ids))}
