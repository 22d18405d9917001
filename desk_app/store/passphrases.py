"""A member's passphrase is replaced: what it wraps, the file's key, stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk_app.problems import Problem
from desk_app.store import keys, trouble

if TYPE_CHECKING:
    from desk_app.store.store import Store


def renew(store: Store, member: str, passphrase: str, *, weak_for_tests: bool = False) -> None:
    """From now on `member` opens the store with this passphrase, and with the earlier one no more.

    Copies and backups made before keep the passphrases of their day. Raises Problem.
    """
    if not passphrase:
        raise Problem("The new passphrase is empty.", "Choose a passphrase of several words.")
    if store.read_only:
        raise Problem("This store was opened for reading only, so nothing was saved.", "Open it for writing.")
    with trouble.explained():
        before = keys.parse((store.path / keys.NAME).read_bytes())
        if member not in before.members:
            raise Problem(f"{member} is not a member of this store.", "Choose one of its members.")
        cost = keys.WEAK_FOR_TESTS if weak_for_tests else keys.STRONG
        wrapped = keys.wrap(store.key, passphrase, before.store, before.generation, f"member:{member}", cost)
        with store.change("set a new passphrase", member):  # noted first: a key that nobody noted would be worse
            pass
        keys.write(store.path, replace(before, members={**before.members, member: wrapped}))
