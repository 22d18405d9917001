"""Who can open the store: a member's passphrase and the recovery key are made or replaced.

Each is noted in the journal first: a key that nobody noted would be worse than a note without its key. Where one was
replaced, a new key of the file is due, made when the store is next opened: until then an earlier keys.json would open
it with the earlier passphrase (rekeying.py).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from desk_app.problems import Problem
from desk_app.records import Record
from desk_app.store import keys, opening, rekeying, trouble

if TYPE_CHECKING:
    from desk_app.store.store import Store

SET_UP, NEW_RECOVERY_KEY = "set up", "make a new recovery key"
Put = tuple[Record | None, Record | None]


def renew(
    store: Store, member: str, passphrase: str, *, verb: str = "set a new passphrase", weak_for_tests: bool = False
) -> None:
    """From now on `member` opens the store with this passphrase, and with the earlier one no more.

    An earlier keys.json opens nothing either, once the store was opened again. Copies and backups made before keep the
    passphrases of their day. Raises Problem.
    """
    _refuse_empty(passphrase)

    def alter(before: keys.Keys) -> keys.Keys:
        if member not in before.members:
            raise Problem(f"{member} is not a member of this store.", "Choose one of its members.")
        return _with(before, member, _wrapped(store, before, passphrase, member, weak_for_tests))

    _alter(store, verb, member if verb == "set a new passphrase" else "", alter)


def admit(store: Store, member: str, passphrase: str, verb: str, puts: Iterable[Put]) -> None:
    """Give a passphrase to somebody who has none, and note them. Raises Problem."""
    _refuse_empty(passphrase)

    def alter(before: keys.Keys) -> keys.Keys:
        if member not in before.members and len(before.members) >= keys.MOST_MEMBERS:
            raise Problem(
                f"A store has {keys.MOST_MEMBERS} members at most, and this one has them.",
                "Remove somebody who does not use it any more.",
            )
        return _with(before, member, _wrapped(store, before, passphrase, member))

    _alter(store, verb, "", alter, puts)


def opens(store: Store, member: str, passphrase: str) -> bool:
    """Whether this is the member's passphrase."""
    return keys.unlock(read(store), passphrase, member) == (store.key, member)


def renew_recovery(store: Store) -> str:
    """Make a new recovery key, which has opened the store once before it is given back; the earlier one ends."""
    printed = keys.new_recovery_key()
    secret = keys.recovery_secret(printed)

    def alter(before: keys.Keys) -> keys.Keys:
        wrapped = keys.wrap(store.key, secret, before.store, before.generation, "recovery", before.cost)
        return replace(before, recovery=wrapped)

    _alter(store, NEW_RECOVERY_KEY, "", alter)
    opening.check_recovery(store.path, printed, store.key)
    return printed


def is_recovery_key(store: Store, typed: str) -> bool:
    """Whether this is the store's recovery key, as printed or typed. Raises Problem for what cannot be one at all."""
    keys.recovery_secret(typed)
    return keys.unlock(read(store), typed, "no member") == (store.key, "")


def has_recovery(store: Store) -> bool:
    """Whether the store has a recovery key."""
    return read(store).recovery is not None


def recovery_made_at(store: Store) -> datetime | None:
    """When the recovery key was made, as the journal has it; None where it has one of neither verb."""
    sql = "SELECT max(at) FROM change WHERE verb IN (?, ?)"
    [(at,)] = store.read(sql, (SET_UP, NEW_RECOVERY_KEY))
    return datetime.fromisoformat(at) if at else None


def read(store: Store) -> keys.Keys:
    """keys.json as it stands. Problem when it is damaged or was changed by something else."""
    with trouble.explained("read"):
        try:
            found = keys.read(store.path)
        except ValueError as error:
            raise trouble.KEYS_CHANGED from error
    if not keys.is_whole(found, store.key):
        raise trouble.KEYS_CHANGED
    return found


def _alter(store: Store, verb: str, by: str, alter: Callable[[keys.Keys], keys.Keys], puts: Iterable[Put] = ()) -> None:
    if store.read_only:
        raise Problem("This store was opened for reading only, so nothing was saved.", "Open it for writing.")
    with trouble.explained():
        before = read(store)
        after = keys.sealed(alter(before), store.key)
        known, seal = rekeying.due(store.connection), after.seal.hex()
        is_due = bool(known) or _replaces(before, after)
        stands = known or ((before.seal.hex(),) if before.seal else ())
        if is_due and stands:
            store.remember({rekeying.DUE: " ".join((*stands, seal))})  # cut before the end, either may stand there
        with store.change(verb, by) as change:
            for old, new in puts:
                change.put(old, new)  # type: ignore[type-var]
        keys.write(store.path, after)
        if is_due:
            with suppress(Problem) if stands else nullcontext():  # no room: it is due, and the new one stands
                store.remember({rekeying.DUE: seal})


def _replaces(before: keys.Keys, after: keys.Keys) -> bool:
    """Whether a secret that opened the store opens it no more: then an earlier keys.json has to be of no use either."""
    members = any(after.members.get(name) != wrapped for name, wrapped in before.members.items())
    return members or (before.recovery is not None and before.recovery != after.recovery)


def _wrapped(store: Store, before: keys.Keys, passphrase: str, member: str, weak: bool = False) -> keys.Wrapped:
    cost = keys.WEAK_FOR_TESTS if weak else before.cost
    return keys.wrap(store.key, passphrase, before.store, before.generation, f"member:{member}", cost)


def _with(before: keys.Keys, member: str, wrapped: keys.Wrapped) -> keys.Keys:
    return replace(before, members={**before.members, member: wrapped})


def _refuse_empty(passphrase: str) -> None:
    if not passphrase:
        raise Problem("The new passphrase is empty.", "Choose a passphrase of several words.")
