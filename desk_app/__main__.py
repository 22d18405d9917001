"""`desk`: everything that needs no window. Thin: it reads arguments, calls, prints.

Exit status: 0; 1 for a problem the user can act on; 2 for wrong usage; 70 for a bug.
"""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desk_app import __version__, no_dumps
from desk_app.arguments import (
    LARGEST_NUMBER,
    day,
    json_value,
    of_name,
    refuse_standard_output,
    refuse_unreadable,
    whole_number,
)
from desk_app.problems import Problem
from desk_app.progress import Progress, silent

if TYPE_CHECKING:
    from desk_app.figures.period import Period
    from desk_app.store import Store
    from desk_app.store.heads import JournalHead

PASSPHRASE_VARIABLE = "FEEDBACK_DESK_PASSPHRASE"
NEW_PASSPHRASE_VARIABLE = "FEEDBACK_DESK_NEW_PASSPHRASE"
TODAYS_PASSPHRASE_VARIABLE = "FEEDBACK_DESK_TODAYS_PASSPHRASE"
_IN_THE_ENVIRONMENT = (PASSPHRASE_VARIABLE, NEW_PASSPHRASE_VARIABLE, TODAYS_PASSPHRASE_VARIABLE)
BUG = 70


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status."""
    no_dumps.refuse()
    given = sys.argv[1:] if arguments is None else arguments
    try:
        refuse_unreadable((*given, *(os.environ.get(name, "") for name in _IN_THE_ENVIRONMENT)))
        options = _parser().parse_args(given)
        if options.run is not _export:  # which writes a text there
            refuse_standard_output(getattr(options, "out", ""))
        options.run(options)
    except Problem as problem:
        print(problem.message, problem.remedy, sep="\n", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Nothing was left half done.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as bug:
        if isinstance(bug, OSError) and (badly_named := of_name(bug)) is not None:
            print(badly_named.message, badly_named.remedy, sep="\n", file=sys.stderr)
            return 1
        print(_bug_report(bug), file=sys.stderr)
        return BUG
    return 0


def _bug_report(bug: BaseException) -> str:
    """Where it went wrong, without the texts of cases that an exception's message could hold."""
    where = []
    trace = bug.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        where.append(f"  {Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return "\n".join(
        [
            f"Something went wrong in the program: {type(bug).__name__}. What was saved before is safe.",
            "Please report it with these lines, which hold no case text:",
            f"  Feedback Desk {__version__}, Python {sys.version.split()[0]}",
            *where,
        ]
    )


# --- commands ------------------------------------------------------------------------------------------
def _new(options: argparse.Namespace) -> None:
    from desk_app.store import opening

    passphrase = _passphrase(options, confirm=True)
    member = options.member or getpass.getuser()
    _refuse_easy(passphrase, options.store, options.council, member)
    store, recovery_key = opening.create(
        options.store, member=member, passphrase=passphrase, council=options.council, teams=False, progress=_bar()
    )
    store.close()
    print(f"Made {options.store} for {member}.")
    print(f"Recovery key (shown once; print it and lock it away): {recovery_key}")


def _demo(options: argparse.Namespace) -> None:
    from desk_app import sample

    made = sample.demonstrate(options.folder, date.today(), _bar())
    print(f"Store:  {made.store}  (passphrase: {sample.PASSPHRASE}; all people are fictional)")
    print(f"Report: {made.report}")


def _import(options: argparse.Namespace) -> None:
    from desk_app.exchange import register, whole

    found, source = whole.read(options.file, _bar()) if whole.may_be(options.file) else ([], None)
    if whole.is_whole(found):
        with _open(options, writing=not options.dry_run) as store:
            taken = whole.plan(found, store, _bar(), source)
            if not options.dry_run:
                _back_up_before(store)
                taken = whole.carry_out(taken, store, store.member, _bar())
        _print_json(taken.as_json()) if options.json else print("\n".join((taken.in_words, *taken.warnings)))
        return
    mapping = register.load_mapping(options.mapping) if options.mapping else None
    reading = register.read(options.file, today=date.today(), mapping=mapping, progress=_bar())
    if options.save_mapping:
        register.save_mapping(reading.mapping, options.save_mapping)
    with _open(options, writing=not options.dry_run) as store:
        plan = register.plan(reading, store, today=date.today(), update=options.update)
        if not options.dry_run:
            _back_up_before(store)
        result = register.outcome(plan) if options.dry_run else register.carry_out(plan, store, store.member, _bar())
    if options.json:
        _print_json(result.as_json())
    else:
        print(register.describe(reading, result, dry_run=options.dry_run))


def _log(options: argparse.Namespace) -> None:
    from desk_app import intake
    from desk_app.records import Kind

    if options.example:
        _print_json(intake.example(Kind(options.example.capitalize())))
        return
    if not options.store or not options.json:
        raise Problem("Say which store and which draft.", "For example: desk log TEAM.desk --json draft.json")
    from desk_app.desk import Desk

    draft = _read_draft(options.json)
    with _open(options, writing=True) as store:
        logged = Desk(store, date.today).log(draft)
        due = [{"step": s.key, "due_on": s.due_on.isoformat()} for s in logged.steps if s.due_on and not s.done_on]
        _print_json({"reference": logged.reference, "due": due, "problems": logged.problems})
    if logged.problems:
        raise Problem("The case was not logged.", "Put right what stands under problems and try again.")


def _due(options: argparse.Namespace) -> None:
    from desk_app.desk import Desk

    on = options.on or date.today()
    with _open(options) as store:
        reminders = Desk(store, lambda: on).worklist(within=options.within)
    if options.json:
        _print_json([r.as_json() for r in reminders])
    elif not reminders:
        print("Nothing is due.")
    for r in [] if options.json else reminders:
        print(f"{r.reference:18} {r.step.label:44} {r.step.due_on:%d/%m/%Y}  {r.in_words:24} {r.step.team}")


def _figures(options: argparse.Namespace) -> None:
    from desk_app import figures

    with _open(options) as store:
        gathered = figures.gather(store, _period(options), date.today())
    if options.json:
        _print_json(figures.as_json(gathered))
    else:
        print(figures.as_text(gathered))


def _report(options: argparse.Namespace) -> None:
    from desk_app.desk import publish
    from desk_app.figures.period import year
    from desk_app.report import check_kind, export, publishing

    period = year(options.year)
    check_kind(options.out, archive=options.archive)
    with _open_to_remember(options) as store:
        published = publish.standing(store, period.label)
        if published is not None and published.published_on and not options.draft:
            if options.as_at and options.as_at != published.as_at:
                raise Problem(
                    f"The report of {period.label} is published, with figures as at {published.as_at:%d/%m/%Y}.",
                    "Leave out --as-at, or make a draft anew with --draft.",
                )
            publishing.export(store, published, options.out, archive=options.archive)
            print(f"Wrote {options.out}, as it was published on {published.published_on:%d/%m/%Y} (a draft: --draft)")
            return
        as_at = options.as_at or date.today()
        export(store, period.label, as_at, options.out, _bar(), archive=options.archive)
        for what in store.settings().missing:
            print(f"The report does not say {what}: enter it in Settings, Council and service.", file=sys.stderr)
    print(f"Wrote {options.out}")


def _monitor(options: argparse.Namespace) -> None:
    from desk_app.exchange import monitoring_tables
    from desk_app.figures import period
    from desk_app.report import monitoring

    wanted = period.named(options.start, options.end)
    write = monitoring.export if options.out.suffix.lower() == ".pdf" else monitoring_tables.export
    with _open_to_remember(options) as store:
        if options.team:
            _known_team(store, options.team)
        write(store, wanted, date.today(), options.out, team=options.team, public=options.public, progress=_bar())
        if not store.read_only:
            store.log_export(f"export monitoring {wanted.label}")
    print(f"Wrote {options.out}")


def _export(options: argparse.Namespace) -> None:
    from desk_app.exchange import chase, exports

    if options.what == "figures" and options.year:
        _open_data(options)
        return
    period = _period(options) if options.what == "figures" else None
    if options.team and options.what != "chase":
        raise Problem("Only the team list can be narrowed to a team.", "Leave out --team, or export chase.")
    if str(options.out) == "-" and options.what != "chase":
        raise Problem(f"{options.what.capitalize()} can only be written to a file.", "Name one after --out.")
    calendar = options.out.suffix.lower() == exports.CALENDAR
    with _open_to_remember(options) as store:
        if str(options.out) == "-":
            print(chase.as_text(chase.team_list(store, date.today(), options.team)), end="")
            exports.noted(store, options.what)
            return
        exports.write(
            store, options.what, options.out, today=date.today(), period=period, team=options.team,
            names=options.names, progress=_bar(),
        )  # fmt: skip
        forgets = calendar and store.read_only
    print(f"Wrote {options.out}")
    if forgets:
        print("The store is open elsewhere, so the next calendar will not know what this one said.")


def _open_data(options: argparse.Namespace) -> None:
    """The figures of a year go out as the annual report prints them: with what it hides hidden, and defined."""
    from desk_app import report

    if options.team or options.names or options.out.suffix.lower() not in report.DATA:
        raise Problem("The figures of a year go to a workbook or a CSV file.", "End its name with .xlsx or .csv.")
    _report(options)


def _backup(options: argparse.Namespace) -> None:
    from desk_app.store import safekeeping

    with _open_to_remember(options) as store:
        safekeeping.backup(store, options.out, _bar())
    print(f"Wrote {options.out} and checked that it opens.")


def _restore(options: argparse.Namespace) -> None:
    from desk_app.store import restoring

    secret, today = _passphrase(options), _todays_passphrase(options)
    if options.dry_run:
        print(restoring.preview(options.store, options.out, secret, _bar(), today=today).in_words)
        return
    preview, aside = restoring.restore(
        options.store, options.out, secret, today=today, replacing=options.replace, progress=_bar()
    )
    print(preview.in_words)
    print(f"Restored to {options.out}.")
    if aside is not None:
        print(f"The store that was there is kept at {aside}.")


def _verify(options: argparse.Namespace) -> None:
    from desk_app.figures import every_year
    from desk_app.store import heads

    with _open(options) as store:
        verification = store.verify(_bar())
        off = list(every_year.failing(store, date.today(), _bar())) if verification.ok else []
        ends = heads.of(store.connection)
        stated = _stated(options)
        gone = heads.missing(store.connection, stated)
    for line in verification.lines:
        print(line)
    if verification.ok:
        says = [f"{year}: {check.label}, {check.one} against {check.other}" for year, check in off]
        print("Figures:", "; ".join(says) or "every check of every year holds")
    print(heads.printed(ends))
    if gone:
        raise Problem(
            f"The history of this store does not hold change {gone[0]}: its end was cut off, or it was written anew.",
            "Keep it as it is, and compare it with the backup or the report that names this change.",
        )
    if stated:
        print(f"It holds what was written down elsewhere: {'; '.join(map(str, stated))}.")
    if not verification.ok:
        raise Problem("The store is damaged or was altered from outside.", "Keep it as it is and open a good backup.")


def _history(options: argparse.Namespace) -> None:
    with _open(options) as store:
        case_id = _case_id(store, options.reference) if options.reference else None
        entries = store.history(case_id, limit=options.limit)
    if options.json:
        _print_json([_change_as_json(change, rows) for change, rows in entries])
        return
    for change, rows in entries:
        changed = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
        print(f"{change.id}  {change.at:%d/%m/%Y %H:%M}  {change.by}: {change.verb} ({changed})")


def _subject(options: argparse.Namespace) -> None:
    from desk_app import subject_access

    with _open_to_remember(options) as store:
        person_id = subject_access.named(store, options.name, date.today())
        written = subject_access.write(store, person_id, options.out, date.today(), store.member, _bar())
    print(f"Wrote {written.folder}: {written.in_words}.")
    print("Other people are marked in the PDF: decide what may be given. The folder is not encrypted.")


def _undo(options: argparse.Namespace) -> None:
    from desk_app.desk import Desk

    with _open(options, writing=True) as store:
        change = Desk(store, date.today).undo(options.change)
    print(f"Undone as change {change.id}: {change.verb}")


def _members(options: argparse.Namespace) -> None:
    from desk_app.desk import members

    if not options.do:
        with _open(options) as store:
            found = members.known(store)
        if options.json:
            _print_json([{"name": m.name, "role": m.role, "has_passphrase": m.has_passphrase} for m in found])
        for m in [] if options.json else found:
            print(f"{m.name:40} {m.role}{'' if m.has_passphrase else '  (no passphrase: reset it)'}")
        return
    if not options.name:
        raise Problem("Say which member.", 'For example: desk members TEAM.desk add "Bo Example" --role officer')
    with _open(options, writing=True) as store:
        if options.do == "add":
            members.add(store, options.name, options.role or "officer", _new_passphrase(options))
        elif options.do == "role":
            members.set_role(store, options.name, options.role or "")
        elif options.do == "reset":
            members.reset(store, options.name, _new_passphrase(options))
        else:
            record, by = members.check_removal(store, options.name), store.member
    if options.do == "remove":
        members.remove(store.path, store.key, record, by, _bar()).close()
        print("The store has a new key. Backups and copies made before open with the passphrases of their day.")
    elif options.do == "reset":
        _renew_key(store)
    print(f"Done: {options.do} {options.name}.")


def _change_passphrase(options: argparse.Namespace) -> None:
    from desk_app.desk import members

    current = _passphrase(options)
    with _open(options, writing=True) as store:
        members.change_own(store, current, _new_passphrase(options))
    _renew_key(store)
    print("Your passphrase is changed. Backups made before keep the earlier one.")


def _recovery_key(options: argparse.Namespace) -> None:
    from desk_app.desk import members
    from desk_app.store import passphrases

    with _open(options, writing=options.new) as store:
        if options.new:
            recovery_key, _ = members.renew_recovery(store)
            print(f"Recovery key (shown once; print it and lock it away): {recovery_key}")
            print("It has opened the store once.")
        made = passphrases.recovery_made_at(store) if passphrases.has_recovery(store) else None
    if options.new:
        _renew_key(store)
        print("The earlier recovery key opens nothing any more, except backups and copies made before.")
        return
    print(f"The recovery key was made on {made.astimezone():%d/%m/%Y}." if made else "There is no recovery key.")


def _hand_over(options: argparse.Namespace) -> None:
    from desk_app.store import handing_over

    with _open(options, writing=True) as store:
        handing_over.hand_over(store, options.out, _bar())
    print(f"Wrote {options.out} and checked that it opens. On the other computer: desk restore {options.out.name}")
    print(f"{options.store} is only read from now on, and says where it went.")


# --- help for commands -----------------------------------------------------------------------------------
def _open(options: argparse.Namespace, *, writing: bool = False) -> closing[Store]:
    from desk_app.store import opening, trouble

    passphrase = _passphrase(options)
    store = opening.open_store(
        options.store, passphrase, member=options.member or "", read_only=not writing, progress=_bar()
    )
    if store.lost:
        missing = trouble.lost(store.lost)
        print(missing.message, missing.remedy, sep="\n", file=sys.stderr)
    return closing(store)


def _renew_key(store: Store) -> None:
    """Open a store again that was just closed: the new key that is due is made, so that old copies of its keys end."""
    from desk_app.store import opening

    opening.reopen(store.path, store.key, store.member, progress=_bar()).close()


def _back_up_before(store: Store) -> None:
    """Before an import, as the window does: where a folder for backups was chosen there, and there is anything yet."""
    from desk_app import this_computer
    from desk_app.store import safekeeping

    folder = this_computer.backups_folder()
    if folder is not None and store.read("SELECT 1 FROM feedback_case LIMIT 1"):
        safekeeping.back_up_by_itself(store, folder, datetime.now(), _bar())


def _open_to_remember(options: argparse.Namespace) -> closing[Store]:
    """For writing, so that the journal notes what goes out; where that cannot be, for reading only, and it says so."""
    from desk_app.store import trouble

    try:
        return _open(options, writing=True)
    except trouble.OnlyReadable as why:
        print(f"{why.message} History does not note this command.", file=sys.stderr)
        return _open(options)


def _passphrase(options: argparse.Namespace, *, confirm: bool = False) -> str:
    if options.passphrase_file:
        try:
            text: str = options.passphrase_file.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise Problem(
                f"The passphrase file {options.passphrase_file} cannot be read.", "Check its name."
            ) from error
        return text.partition("\n")[0].rstrip("\r")
    if PASSPHRASE_VARIABLE in os.environ:
        return os.environ[PASSPHRASE_VARIABLE]
    if not sys.stdin.isatty():
        raise Problem(
            "No passphrase was given.", f"Use --passphrase-file FILE or set {PASSPHRASE_VARIABLE} for this command."
        )
    passphrase = getpass.getpass("Passphrase: ")
    if confirm and getpass.getpass("The same again: ") != passphrase:
        raise Problem("The two passphrases differ. Nothing was made.", "Try again.")
    return passphrase


def _refuse_easy(passphrase: str, store: Path, *known: str) -> None:
    """What the window would not take either. Raises Problem."""
    from desk_app import strength

    found = strength.estimate(passphrase, (store.stem, *known))
    if passphrase and not found.enough:
        raise Problem(f"This passphrase does not protect a store. {found.words}", found.advice)


def _new_passphrase(options: argparse.Namespace) -> str:
    passphrase = _given_anew(options)
    _refuse_easy(passphrase, options.store)
    return passphrase


def _given_anew(options: argparse.Namespace) -> str:
    if options.new_passphrase_file:
        return _passphrase(argparse.Namespace(passphrase_file=options.new_passphrase_file))
    if NEW_PASSPHRASE_VARIABLE in os.environ:
        return os.environ[NEW_PASSPHRASE_VARIABLE]
    if not sys.stdin.isatty():
        raise Problem(
            "No new passphrase was given.",
            f"Use --new-passphrase-file FILE or set {NEW_PASSPHRASE_VARIABLE} for this command.",
        )
    passphrase = getpass.getpass("New passphrase: ")
    if getpass.getpass("The same again: ") != passphrase:
        raise Problem("The two passphrases differ. Nothing was changed.", "Try again.")
    return passphrase


def _todays_passphrase(options: argparse.Namespace) -> str:
    """Of the store that a backup replaces, where it is another than the backup's; "" where none was given."""
    if options.todays_passphrase_file:
        return _passphrase(argparse.Namespace(passphrase_file=options.todays_passphrase_file))
    return os.environ.get(TODAYS_PASSPHRASE_VARIABLE, "")


def _stated(options: argparse.Namespace) -> tuple[JournalHead, ...]:
    """The heads of the journal that were written down, or that a backup names. Raises Problem."""
    import zipfile

    from desk_app.store import heads, safekeeping

    if options.against is None:
        return ()
    text = options.against
    if (named := Path(text)).is_file():
        try:
            text = safekeeping.journal_of(named)
        except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
            raise Problem(f"{named} is no backup that can be read.", "Name another, or type the line.") from error
    found = heads.read(text)
    if not found:
        raise Problem("That names no change of a history.", "It reads like “History 1234 9f3c01aa22bb33cc”.")
    return found


def _period(options: argparse.Namespace) -> Period:
    from desk_app.figures import period

    if options.year:
        return period.year(options.year)
    if options.start and options.end:
        return period.between(options.start, options.end)
    raise Problem("Say which period.", "For example --year 2023/24, or --from 2024-01-01 --to 2024-03-31.")


def _known_team(store: Store, team: str) -> None:
    """A name that nothing bears would give a sheet of zeros."""
    from desk_app.figures import monitored

    known = monitored.teams(store)
    if team not in known:
        raise Problem(f"There is no team “{team}” in this store.", f"Write it as one of: {', '.join(known) or 'none'}.")


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


def _print_json(value: object) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def _bar() -> Progress:
    """A progress bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        return silent

    def show(done: int, total: int = 0, text: str = "") -> None:
        share = done / total if total else 0
        line = f"\r{text[:40]:40} [{'#' * round(share * 24):24}] {share:4.0%}"
        print(line, end="\n" if total and done >= total else "", file=sys.stderr, flush=True)

    return show


# --- arguments ----------------------------------------------------------------------------------------------
def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="desk", description="Feedback Desk without its window.", allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"Feedback Desk {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[argparse.Namespace], None], about: str, *, store: str | None = ""
    ) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        made.set_defaults(run=run)
        if store is not None:
            made.add_argument(
                "store", type=Path, metavar="STORE", help="the store's folder, NAME.desk", nargs=store or None
            )
            made.add_argument("--passphrase-file", type=Path, metavar="FILE", help="first line is the passphrase")
            made.add_argument("--member", metavar="NAME", help="who acts (default: the only member)")
        return made

    new = command("new", _new, "Make an empty store; prints the recovery key once.")
    new.add_argument("--council", default="", metavar="NAME", help="whose it is, as letters and reports name it")

    demo = command("demo", _demo, "Make the sample store and its annual report.", store=None)
    demo.add_argument("folder", type=Path, metavar="FOLDER")

    importing = command("import", _import, "Import a register (CSV or XLSX).")
    importing.add_argument("file", type=Path, metavar="FILE")
    importing.add_argument("--mapping", type=Path, metavar="FILE", help="what the headings and values mean (JSON)")
    importing.add_argument("--save-mapping", type=Path, metavar="FILE", help="write down how they were understood")
    importing.add_argument("--update", action="store_true", help="change rows that differ, except what was edited here")
    importing.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
    importing.add_argument("--json", action="store_true")

    log = command("log", _log, "Log one case.", store="?")
    log.add_argument("--json", metavar="FILE", help="the draft; - is standard input")
    log.add_argument(
        "--example", metavar="KIND", choices=["complaint", "compliment", "comment", "enquiry"], help="print a draft"
    )

    due = command("due", _due, "What is due: the worklist.")
    due.add_argument("--on", type=day, metavar="DATE", help="as on that day (default: today)")
    due.add_argument(
        "--within",
        type=whole_number(-999, 999),
        metavar="DAYS",
        help="due within so many working days, and overdue",
    )
    due.add_argument("--json", action="store_true")

    figures = command("figures", _figures, "The figures of a year or any period.")
    _add_period(figures)
    figures.add_argument("--json", action="store_true")

    report = command("report", _report, "Write the annual report, its figures as open data, or words for reviewers.")
    report.add_argument("--year", required=True, metavar="2023/24")
    report.add_argument("--out", type=Path, required=True, metavar="FILE", help=".pdf, .html, .xlsx, .csv or .docx")
    report.add_argument("--as-at", type=day, metavar="DATE", help="the day of the figures (default: today)")
    report.add_argument("--archive", action="store_true", help="the PDF is PDF/A-2a too, for an archive")
    report.add_argument("--draft", action="store_true", help="of a published year: make a draft anew")

    monitor = command("monitor", _monitor, "Write the monitoring sheet of any period, of the whole service or a team.")
    monitor.add_argument("--from", dest="start", type=day, required=True, metavar="DATE")
    monitor.add_argument("--to", dest="end", type=day, required=True, metavar="DATE")
    monitor.add_argument("--team", default="", metavar="NAME", help="only this team")
    monitor.add_argument("--public", action="store_true", help="for publication: small numbers are hidden")
    monitor.add_argument("--out", type=Path, required=True, metavar="FILE", help=".pdf or .xlsx")

    export = command(
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
    _add_period(export)
    export.set_defaults(as_at=None, draft=False, archive=False)

    backup = command("backup", _backup, "Write an encrypted backup and check it.")
    backup.add_argument("--out", type=Path, required=True, metavar="FILE")

    restore = command("restore", _restore, "Put a backup in a store's place; what was there is kept.", store=None)
    restore.add_argument("store", type=Path, metavar="BACKUP", help="a file that desk backup wrote")
    restore.add_argument("--out", type=Path, required=True, metavar="STORE", help="the store to make, NAME.desk")
    restore.add_argument("--replace", action="store_true", help="also where a store is; it is moved aside, and kept")
    restore.add_argument("--dry-run", action="store_true", help="say what would come back and what would be lost")
    restore.add_argument("--passphrase-file", type=Path, metavar="FILE", help="first line is the passphrase of its day")
    restore.add_argument("--todays-passphrase-file", type=Path, metavar="FILE", help="of the store that is there, "
                         f"where it is another; or set {TODAYS_PASSPHRASE_VARIABLE}")  # fmt: skip

    hand_over = command("hand-over", _hand_over, "Move the store to another computer; the one here is only read then.")
    hand_over.add_argument("--out", type=Path, required=True, metavar="FILE", help="the copy to restore there")

    members = command("members", _members, "Who can open the store; add, remove, change a role, reset a passphrase.")
    members.add_argument("do", nargs="?", choices=["add", "remove", "role", "reset"], help="default: list them")
    members.add_argument("name", nargs="?", metavar="NAME")
    members.add_argument("--role", choices=["officer", "manager"])
    members.add_argument("--json", action="store_true", help="of the list")
    passphrase = command("passphrase", _change_passphrase, "Change your own passphrase.")
    for changing in (members, passphrase):
        changing.add_argument("--new-passphrase-file", type=Path, metavar="FILE", help="first line is the new one")

    recovery = command("recovery-key", _recovery_key, "When the recovery key was made; --new makes another.")
    recovery.add_argument("--new", action="store_true", help="make a new one, printed once; the earlier one ends")

    verify = command("verify", _verify, "Prove that the store is whole: pages, journal, derived tables, full text.")
    verify.add_argument(
        "--against",
        metavar="HISTORY",
        help="a backup, or the line among a report's keywords: the history must still hold what it names",
    )

    subject = command("subject", _subject, "Everything about one person, for their request.")
    subject.add_argument("name", metavar="NAME", help="as it is recorded; or the number that is said for namesakes")
    subject.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="a new folder")

    history = command("history", _history, "Who changed what, when.")
    history.add_argument("reference", nargs="?", metavar="REFERENCE")
    history.add_argument("--limit", type=whole_number(-1, LARGEST_NUMBER), default=100, metavar="N")
    history.add_argument("--json", action="store_true")

    undo = command("undo", _undo, "Undo a change (default: your own last).")
    undo.add_argument("change", nargs="?", type=whole_number(0, LARGEST_NUMBER), metavar="CHANGE")
    return parser


def _add_period(command: argparse.ArgumentParser) -> None:
    command.add_argument("--year", metavar="2023/24")
    command.add_argument("--from", dest="start", type=day, metavar="DATE")
    command.add_argument("--to", dest="end", type=day, metavar="DATE")


if __name__ == "__main__":
    sys.exit(main())
