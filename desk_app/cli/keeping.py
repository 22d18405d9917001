"""Keeping a store: make one, back it up, restore, prove that it is whole, hand it over."""

from __future__ import annotations

import argparse
import getpass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.cli.passphrases import TODAYS_PASSPHRASE_VARIABLE, given_passphrase, refuse_easy, todays_passphrase
from desk_app.cli.printing import bar
from desk_app.cli.stores import open_store, open_to_remember
from desk_app.problems import Problem

if TYPE_CHECKING:
    from desk_app.cli.commands import Commands
    from desk_app.store.heads import JournalHead


def add_to(commands: Commands) -> None:
    """Its commands, with their arguments."""
    new = commands.add("new", _new, "Make an empty store; prints the recovery key once.")
    new.add_argument("--council", default="", metavar="NAME", help="whose it is, as letters and reports name it")

    demo = commands.add("demo", _demo, "Make the sample store and its annual report.", store=None)
    demo.add_argument("folder", type=Path, metavar="FOLDER")

    backup = commands.add("backup", _backup, "Write an encrypted backup and check it.")
    backup.add_argument("--out", type=Path, required=True, metavar="FILE")

    restore = commands.add("restore", _restore, "Put a backup in a store's place; what was there is kept.", store=None)
    restore.add_argument("store", type=Path, metavar="BACKUP", help="a file that desk backup wrote")
    restore.add_argument("--out", type=Path, required=True, metavar="STORE", help="the store to make, NAME.desk")
    restore.add_argument("--replace", action="store_true", help="also where a store is; it is moved aside, and kept")
    restore.add_argument("--dry-run", action="store_true", help="say what would come back and what would be lost")
    restore.add_argument("--passphrase-file", type=Path, metavar="FILE", help="first line is the passphrase of its day")
    restore.add_argument("--todays-passphrase-file", type=Path, metavar="FILE", help="of the store that is there, "
                         f"where it is another; or set {TODAYS_PASSPHRASE_VARIABLE}")  # fmt: skip

    hand_over = commands.add(
        "hand-over", _hand_over, "Move the store to another computer; the one here is only read then."
    )
    hand_over.add_argument("--out", type=Path, required=True, metavar="FILE", help="the copy to restore there")

    verify = commands.add(
        "verify", _verify, "Prove that the store is whole: pages, journal, derived tables, full text."
    )
    verify.add_argument(
        "--against",
        metavar="HISTORY",
        help="a backup, or the line among a report's keywords: the history must still hold what it names",
    )


def _new(options: argparse.Namespace) -> None:
    from desk_app.store import opening

    passphrase = given_passphrase(options, confirm=True)
    member = options.member or getpass.getuser()
    refuse_easy(passphrase, options.store, options.council, member)
    store, recovery_key = opening.create(
        options.store, member=member, passphrase=passphrase, council=options.council, teams=False, progress=bar()
    )
    store.close()
    print(f"Made {options.store} for {member}.")
    print(f"Recovery key (shown once; print it and lock it away): {recovery_key}")


def _demo(options: argparse.Namespace) -> None:
    from desk_app import sample

    made = sample.demonstrate(options.folder, date.today(), bar())
    print(f"Store:  {made.store}  (passphrase: {sample.PASSPHRASE}; all people are fictional)")
    print(f"Report: {made.report}")


def _backup(options: argparse.Namespace) -> None:
    from desk_app.store import safekeeping

    with open_to_remember(options) as store:
        safekeeping.backup(store, options.out, bar())
    print(f"Wrote {options.out} and checked that it opens.")


def _restore(options: argparse.Namespace) -> None:
    from desk_app.store import restoring

    secret, today = given_passphrase(options), todays_passphrase(options)
    if options.dry_run:
        print(restoring.preview(options.store, options.out, secret, bar(), today=today).in_words)
        return
    preview, aside = restoring.restore(
        options.store, options.out, secret, today=today, replacing=options.replace, progress=bar()
    )
    print(preview.in_words)
    print(f"Restored to {options.out}.")
    if aside is not None:
        print(f"The store that was there is kept at {aside}.")


def _verify(options: argparse.Namespace) -> None:
    from desk_app.figures import every_year
    from desk_app.store import heads

    with open_store(options) as store:
        verification = store.verify(bar())
        off = list(every_year.failing(store, date.today(), bar())) if verification.ok else []
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


def _hand_over(options: argparse.Namespace) -> None:
    from desk_app.store import handing_over

    with open_store(options, writing=True) as store:
        handing_over.hand_over(store, options.out, bar())
    print(f"Wrote {options.out} and checked that it opens. On the other computer: desk restore {options.out.name}")
    print(f"{options.store} is only read from now on, and says where it went.")


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
