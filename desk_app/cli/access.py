"""Who can open a store: members, passphrases, the recovery key."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.cli.passphrases import given_passphrase, new_passphrase
from desk_app.cli.printing import bar, print_json
from desk_app.cli.stores import open_store, renew_key
from desk_app.problems import Problem

if TYPE_CHECKING:
    from desk_app.cli.commands import Commands
    from desk_app.store import Store


def add_to(commands: Commands) -> None:
    """Its commands, with their arguments."""
    members = commands.add(
        "members", _members, "Who can open the store; add, remove, change a role, reset a passphrase."
    )
    members.add_argument("do", nargs="?", choices=["add", "remove", "role", "reset"], help="default: list them")
    members.add_argument("name", nargs="?", metavar="NAME")
    members.add_argument("--role", choices=["officer", "manager"])
    members.add_argument("--json", action="store_true", help="of the list")
    passphrase = commands.add("passphrase", _change_passphrase, "Change your own passphrase.")
    for changing in (members, passphrase):
        changing.add_argument("--new-passphrase-file", type=Path, metavar="FILE", help="first line is the new one")

    recovery = commands.add("recovery-key", _recovery_key, "When the recovery key was made; --new makes another.")
    recovery.add_argument("--new", action="store_true", help="make a new one, printed once; the earlier one ends")


def _members(options: argparse.Namespace) -> None:
    from desk_app.desk import members

    if not options.do:
        with open_store(options) as store:
            found = members.known(store)
        if options.json:
            print_json([{"name": m.name, "role": m.role, "has_passphrase": m.has_passphrase} for m in found])
        for m in [] if options.json else found:
            print(f"{m.name:40} {m.role}{'' if m.has_passphrase else '  (no passphrase: reset it)'}")
        return
    if not options.name:
        raise Problem("Say which member.", 'For example: desk members TEAM.desk add "Bo Example" --role officer')
    with open_store(options, writing=True) as store:
        if options.do == "add":
            members.add(store, options.name, options.role or "officer", _new(store, options, options.name))
        elif options.do == "role":
            members.set_role(store, options.name, options.role or "")
        elif options.do == "reset":
            members.reset(store, options.name, _new(store, options))
        else:
            record, by = members.check_removal(store, options.name), store.member
    if options.do == "remove":
        members.remove(store.path, store.key, record, by, bar()).close()
        print("The store has a new key. Backups and copies made before open with the passphrases of their day.")
    elif options.do == "reset":
        renew_key(store)
    print(f"Done: {options.do} {options.name}.")


def _new(store: Store, options: argparse.Namespace, *known: str) -> str:
    from desk_app.desk import members

    return new_passphrase(options, (*members.tried_first(store), *known))


def _change_passphrase(options: argparse.Namespace) -> None:
    from desk_app.desk import members

    current = given_passphrase(options)
    with open_store(options, writing=True) as store:
        members.change_own(store, current, _new(store, options))
    renew_key(store)
    print("Your passphrase is changed. Backups made before keep the earlier one.")


def _recovery_key(options: argparse.Namespace) -> None:
    from desk_app.desk import members
    from desk_app.store import passphrases

    with open_store(options, writing=options.new) as store:
        if options.new:
            recovery_key, _ = members.renew_recovery(store)
            print(f"Recovery key (shown once; print it and lock it away): {recovery_key}")
            print("It has opened the store once.")
        made = passphrases.recovery_made_at(store) if passphrases.has_recovery(store) else None
    if options.new:
        renew_key(store)
        print("The earlier recovery key opens nothing any more, except backups and copies made before.")
        return
    print(f"The recovery key was made on {made.astimezone():%d/%m/%Y}." if made else "There is no recovery key.")
