"""What comes in and goes out: import, export, everything about one person."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.cli.printing import bar, print_json
from desk_app.cli.reports import add_period, open_data, period_of
from desk_app.cli.stores import back_up_before, open_store, open_to_remember
from desk_app.problems import Problem

if TYPE_CHECKING:
    from desk_app.cli.commands import Commands


def add_to(commands: Commands) -> None:
    """Its commands, with their arguments."""
    importing = commands.add("import", _import, "Import a register (CSV or XLSX).")
    importing.add_argument("file", type=Path, metavar="FILE")
    importing.add_argument("--mapping", type=Path, metavar="FILE", help="what the headings and values mean (JSON)")
    importing.add_argument(
        "--save-mapping",
        type=Path,
        metavar="FILE",
        help="write down how they were understood (.json; not with --dry-run)",
    )
    importing.add_argument("--update", action="store_true", help="change rows that differ, except what was edited here")
    importing.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
    importing.add_argument("--json", action="store_true")

    export = commands.add(
        "export",
        _export,
        "Export cases, figures, deadlines, learning or the team list (chase); the file's ending says how.",
    )
    export.add_argument("what", choices=["cases", "figures", "deadlines", "learning", "chase", "everything"])
    export.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="FILE",
        help=".csv or .xlsx; .ics for deadlines; .txt, or - for standard output, for chase",
    )
    export.add_argument("--team", default="", metavar="NAME", help="chase: only this team")
    export.add_argument("--names", action="store_true", help="deadlines as .ics: with complainants' names")
    add_period(export)
    export.set_defaults(as_at=None, draft=False, archive=False, prints=True)

    subject = commands.add("subject", _subject, "Everything about one person, for their request.")
    subject.add_argument("name", metavar="NAME", help="as it is recorded; or the number that is said for namesakes")
    subject.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="a new folder")


def _import(options: argparse.Namespace) -> None:
    from desk_app.exchange import register, whole

    found, source = whole.read(options.file, bar()) if whole.may_be(options.file) else ([], None)
    if whole.is_whole(found):
        with open_store(options, writing=not options.dry_run) as store:
            taken = whole.plan(found, store, bar(), source)
            if not options.dry_run:
                back_up_before(store)
                taken = whole.carry_out(taken, store, store.member, bar())
        print_json(taken.as_json()) if options.json else print("\n".join((taken.in_words, *taken.warnings)))
        return
    mapping = register.load_mapping(options.mapping) if options.mapping else None
    reading = register.read(options.file, today=date.today(), mapping=mapping, progress=bar())
    if options.save_mapping and not options.dry_run:
        register.save_mapping(reading.mapping, options.save_mapping)
    with open_store(options, writing=not options.dry_run) as store:
        plan = register.plan(reading, store, today=date.today(), update=options.update)
        if not options.dry_run:
            back_up_before(store)
        result = register.outcome(plan) if options.dry_run else register.carry_out(plan, store, store.member, bar())
    if options.json:
        print_json(result.as_json())
    else:
        print(register.describe(reading, result, dry_run=options.dry_run))


def _export(options: argparse.Namespace) -> None:
    from desk_app.exchange import chase, exports

    if options.what == "figures" and options.year:
        open_data(options)
        return
    period = period_of(options) if options.what == "figures" else None
    if options.team and options.what != "chase":
        raise Problem("Only the team list can be narrowed to a team.", "Leave out --team, or export chase.")
    if str(options.out) == "-" and options.what != "chase":
        raise Problem(f"{options.what.capitalize()} can only be written to a file.", "Name one after --out.")
    calendar = options.out.suffix.lower() == exports.CALENDAR
    with open_to_remember(options) as store:
        if str(options.out) == "-":
            print(chase.as_text(chase.team_list(store, date.today(), options.team)), end="")
            exports.noted(store, options.what)
            return
        exports.write(
            store, options.what, options.out, today=date.today(), period=period, team=options.team,
            names=options.names, progress=bar(),
        )  # fmt: skip
        forgets = calendar and store.read_only
    print(f"Wrote {options.out}")
    if forgets:
        print("The store is open elsewhere, so the next calendar will not know what this one said.")


def _subject(options: argparse.Namespace) -> None:
    from desk_app import subject_access

    with open_to_remember(options) as store:
        person_id = subject_access.named(store, options.name, date.today())
        written = subject_access.write(store, person_id, options.out, date.today(), store.member, bar())
    print(f"Wrote {written.folder}: {written.in_words}.")
    print("Other people are marked in the PDF: decide what may be given. The folder is not encrypted.")
