"""The stores that are tortured: made once, copied for each round."""

from __future__ import annotations

import shutil
from pathlib import Path

from desk_app.records import Member
from desk_app.store import Store, opening, passphrases, safekeeping
from tests.desk_app.store.samples import complaint, many
from tests.torture.tasks import BACKUP, PASSPHRASE, RECEIVED, STORE

CASES = 30
BEFORE, AFTER = CASES, CASES + 3
"""How many cases the backup holds, and the store that was worked on since."""


def make(folder: Path) -> None:
    """A closed store of CASES imported cases and two members; a backup of it; then three complaints more."""
    store, _ = opening.create(
        folder / STORE, member="Alex Example", passphrase=PASSPHRASE, recovery=False, weak_for_tests=True
    )
    with store:
        with store.change("import register") as change:
            change.put_many(many(store.new_ids(CASES * 10)))
        passphrases.admit(store, "Sam Sample", "six quiet otters", "add member", [(None, Member(name="Sam Sample"))])
        safekeeping.backup(store, folder / BACKUP)
        for _ in range(AFTER - BEFORE):
            complaint(store, RECEIVED)


def fresh(template: Path, place: Path) -> Path:
    """A copy of a template's folder at `place`."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(template, place)
    return place


def cases(store: Store) -> int:
    """How many cases the store holds."""
    [(count,)] = store.read("SELECT count(*) FROM feedback_case")
    return int(count)
