"""How a command opens its store."""

from __future__ import annotations

import argparse
import sys
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING

from desk_app.cli.passphrases import given_passphrase
from desk_app.cli.printing import bar

if TYPE_CHECKING:
    from desk_app.store import Store


def open_store(options: argparse.Namespace, *, writing: bool = False) -> closing[Store]:
    from desk_app.store import opening, trouble

    opening.require_name(options.store, options.member or "")
    passphrase = given_passphrase(options)
    store = opening.open_store(
        options.store, passphrase, member=options.member or "", read_only=not writing, progress=bar()
    )
    if store.lost:
        missing = trouble.lost(store.lost)
        print(missing.message, missing.remedy, sep="\n", file=sys.stderr)
    if store.keys_changed:
        print(trouble.KEYS_CHANGED.message, file=sys.stderr)
    return closing(store)


def open_to_remember(options: argparse.Namespace) -> closing[Store]:
    """For writing, so that the journal notes what goes out; where that cannot be, for reading only, and it says so."""
    from desk_app.store import trouble

    try:
        return open_store(options, writing=True)
    except trouble.OnlyReadable as why:
        print(f"{why.message} History does not note this command.", file=sys.stderr)
        return open_store(options)


def renew_key(store: Store) -> None:
    """Open a store again that was just closed: the new key that is due is made, so that old copies of its keys end."""
    from desk_app.store import opening

    opening.reopen(store.path, store.key, store.member, progress=bar()).close()


def back_up_before(store: Store) -> None:
    """Before an import, as the window does: where a folder for backups was chosen there, and there is anything yet."""
    from desk_app import this_computer
    from desk_app.store import safekeeping

    folder = this_computer.backups_folder()
    if folder is not None and store.read("SELECT 1 FROM feedback_case LIMIT 1"):
        safekeeping.back_up_by_itself(store, folder, datetime.now(), bar())
