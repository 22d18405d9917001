"""What is being done to a store when it is killed: `python -m tests.torture.tasks NAME FOLDER SEED`.

Each task prints "ready", then a line of JSON for every thing that was acknowledged: what a user was told is done.
"""

from __future__ import annotations

import csv
import itertools
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.exchange import register
from desk_app.records import Member
from desk_app.store import Store, migrations, opening, passphrases, rekeying, restoring, safekeeping
from tests.desk_app.store.samples import complaint

if TYPE_CHECKING:
    from sqlite_utils import Database

DAY = date(2026, 11, 24)
RECEIVED = date(2026, 11, 2)
PASSPHRASE, OTHER = "four calm giraffes", "five loud herons"
ROWS = 40
STORE, BACKUP = "Team.desk", "Team.backup"


def acknowledge(*what: object) -> None:
    """Tell the outside that this is done."""
    print(json.dumps(what), flush=True)


def issue_99_colours(db: Database) -> None:
    """A schema that is yet to come."""
    db.execute("CREATE TABLE colour(id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT")


def open_it(folder: Path, passphrase: str = PASSPHRASE) -> Store:
    """The store in the folder."""
    return opening.open_store(folder / STORE, passphrase)


def save(folder: Path, seed: str) -> None:
    """Complaints, one after the other; their ids."""
    store = open_it(folder)
    acknowledge("ready")
    while True:
        acknowledge(complaint(store, RECEIVED))


def bring_in(folder: Path, seed: str) -> None:
    """Registers of ROWS rows, every third taken back again; ("in" or "out", their number)."""
    store = open_it(folder)
    acknowledge("ready")
    for number in itertools.count():
        path = folder / f"{seed}-{number}.csv"
        write_register(path, f"{seed}-{number}")
        reading = register.read(path, today=DAY)
        result = register.carry_out(register.plan(reading, store, today=DAY), store)
        acknowledge("in", number)
        if number % 3 == 2 and result.change is not None:
            store.undo(change_id=result.change.id)
            acknowledge("out", number)


def write_register(path: Path, prefix: str) -> None:
    """A register of ROWS complaints."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Reference", "Type", "Date received", "Summary"))
        writer.writerows((f"{prefix}-{row}", "Complaint", "2/11/2026", "Nobody rang back.") for row in range(ROWS))


def back_up(folder: Path, seed: str) -> None:
    """Backups of a store that is being written to; (how many complaints it holds, its file)."""
    store = open_it(folder)
    acknowledge("ready")
    for number in itertools.count(1):
        complaint(store, RECEIVED)
        out = folder / f"{seed}-{number}.backup"
        safekeeping.backup(store, out)
        acknowledge(number, out.name)


def restore(folder: Path, seed: str) -> None:
    """A backup in the place of the store, once."""
    acknowledge("ready")
    restoring.restore(folder / BACKUP, folder / STORE, PASSPHRASE, replacing=True)
    acknowledge("restored")


def migrate(folder: Path, seed: str) -> None:
    """A store brought up to date, once."""
    migrations.MIGRATIONS = (*migrations.MIGRATIONS, issue_99_colours)
    acknowledge("ready")
    open_it(folder)
    acknowledge("migrated")


def change_passphrase(folder: Path, seed: str) -> None:
    """Now this passphrase, now that; the one that opens."""
    store = open_it(folder)
    acknowledge("ready")
    for passphrase in itertools.cycle((OTHER, PASSPHRASE)):
        passphrases.renew(store, store.member, passphrase, weak_for_tests=True)
        acknowledge(passphrase)


def remove_member(folder: Path, seed: str) -> None:
    """Somebody is removed, so the whole store gets a new key; once."""
    with open_it(folder) as store:
        key = store.key
        [leaving] = store.all(Member, name="Sam Sample")
    acknowledge("ready")
    rekeying.without(folder / STORE, key, leaving, "Alex Example")
    acknowledge("removed")


TASKS: dict[str, Callable[[Path, str], None]] = {
    "save": save,
    "import": bring_in,
    "backup": back_up,
    "restore": restore,
    "migrate": migrate,
    "passphrase": change_passphrase,
    "remove": remove_member,
}

if __name__ == "__main__":
    TASKS[sys.argv[1]](Path(sys.argv[2]), sys.argv[3])
