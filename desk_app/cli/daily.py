"""A day's work from the command line: log, due, history, undo."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk_app.cli.arguments import LARGEST_NUMBER, day, json_value, whole_number
from desk_app.cli.printing import print_json
from desk_app.cli.stores import open_store
from desk_app.problems import Problem

if TYPE_CHECKING:
    from desk_app.cli.commands import Commands
    from desk_app.store import Store


def add_to(commands: Commands) -> None:
    """Its commands, with their arguments."""
    log = commands.add("log", _log, "Log one case.", store="?")
    log.add_argument("--json", metavar="FILE", help="the draft; - is standard input")
    log.add_argument(
        "--example", metavar="KIND", choices=["complaint", "compliment", "comment", "enquiry"], help="print a draft"
    )

    due = commands.add("due", _due, "What is due: the worklist.")
    due.add_argument("--on", type=day, metavar="DATE", help="as on that day (default: today)")
    due.add_argument(
        "--within",
        type=whole_number(-999, 999),
        metavar="DAYS",
        help="due within so many working days, and overdue",
    )
    due.add_argument("--json", action="store_true")

    history = commands.add("history", _history, "Who changed what, when.")
    history.add_argument("reference", nargs="?", metavar="REFERENCE")
    history.add_argument("--limit", type=whole_number(-1, LARGEST_NUMBER), default=100, metavar="N")
    history.add_argument("--json", action="store_true")

    undo = commands.add("undo", _undo, "Undo a change (default: your own last).")
    undo.add_argument("change", nargs="?", type=whole_number(0, LARGEST_NUMBER), metavar="CHANGE")


def _log(options: argparse.Namespace) -> None:
    from desk_app import intake
    from desk_app.records import Kind

    if options.example:
        print_json(intake.example(Kind(options.example.capitalize())))
        return
    if not options.store or not options.json:
        raise Problem("Say which store and which draft.", "For example: desk log TEAM.desk --json draft.json")
    from desk_app.desk import Desk

    draft = _read_draft(options.json)
    with open_store(options, writing=True) as store:
        logged = Desk(store, date.today).log(draft)
        due = [{"step": s.key, "due_on": s.due_on.isoformat()} for s in logged.steps if s.due_on and not s.done_on]
        print_json({"reference": logged.reference, "due": due, "problems": logged.problems})
    if logged.problems:
        raise Problem("The case was not logged.", "Put right what stands under problems and try again.")


def _due(options: argparse.Namespace) -> None:
    from desk_app.desk import Desk

    on = options.on or date.today()
    with open_store(options) as store:
        reminders = Desk(store, lambda: on).worklist(within=options.within)
    if options.json:
        print_json([r.as_json() for r in reminders])
    elif not reminders:
        print("Nothing is due.")
    for r in [] if options.json else reminders:
        print(f"{r.reference:18} {r.step.label:44} {r.step.due_on:%d/%m/%Y}  {r.in_words:24} {r.step.team}")


def _history(options: argparse.Namespace) -> None:
    with open_store(options) as store:
        case_id = _case_id(store, options.reference) if options.reference else None
        entries = store.history(case_id, limit=options.limit)
    if options.json:
        print_json([_change_as_json(change, rows) for change, rows in entries])
        return
    for change, rows in entries:
        changed = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
        print(f"{change.id}  {change.at:%d/%m/%Y %H:%M}  {change.by}: {change.verb} ({changed})")


def _undo(options: argparse.Namespace) -> None:
    from desk_app.desk import Desk

    with open_store(options, writing=True) as store:
        change = Desk(store, date.today).undo(options.change)
    print(f"Undone as change {change.id}: {change.verb}")


def _case_id(store: Store, reference: str) -> int:
    case_id = store.case_id(reference)
    if case_id is None:
        raise Problem(
            f"There is no case {reference} in this store.", "Check the reference, for example CF/2023-24/0001."
        )
    return case_id


def _read_draft(name: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text("utf-8")
        draft = json_value(text)
    except OSError as error:
        raise Problem(f"The draft {name} cannot be read.", "Check its name.") from error
    except ValueError as error:
        raise Problem(f"The draft {name} is not JSON: {error}.", "See `desk log --example complaint`.") from error
    if not isinstance(draft, dict):
        raise Problem("A draft is one JSON object.", "See `desk log --example complaint`.")
    return draft


def _change_as_json(change: Any, rows: Any) -> dict[str, Any]:
    changed = [{"table": r.table, "id": r.id, "before": r.before, "after": r.after} for r in rows]
    at = change.at.isoformat()
    return {"change": change.id, "at": at, "by": change.by, "verb": change.verb, "rows": changed}
