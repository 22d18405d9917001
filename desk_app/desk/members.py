"""Who may open the store: members take turns at it, each with a passphrase and a role of their own.

Nothing here is undone: a passphrase that was given cannot be taken out of somebody's head. There is always a manager.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import clean, look_alike, roles, settings
from desk_app.answers import wrong_name
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.records import Change, Member, SettingRecord
from desk_app.store import opening, passphrases, rekeying

if TYPE_CHECKING:
    from desk_app.store import Store

NO_MANAGER = "This is the store’s only manager, and without one nobody could do what only managers may."
MAKE_ANOTHER = "Make somebody else a manager first."
TASK = roles.Task.MEMBERS


@dataclass(frozen=True, slots=True)
class Known:
    """A member as the list shows them; without a passphrase they cannot open the store."""

    record: Member
    has_passphrase: bool
    is_me: bool

    @property
    def name(self) -> str:
        """Their name."""
        return self.record.name

    @property
    def role(self) -> str:
        """What they may do (roles.py)."""
        return self.record.role


def known(store: Store) -> list[Known]:
    """The members by name."""
    can_open = passphrases.read(store).members
    found = [Known(record, record.name in can_open, record.name == store.member) for record in store.all(Member)]
    return sorted(found, key=lambda each: each.name.casefold())


def named(store: Store, name: str) -> Member:
    """The member of that name. Problem if there is none."""
    for record in store.all(Member, name=name):
        return record
    raise Problem(f"{name} is not a member of this store.", "Choose one of its members.")


def wrong_new_name(store: Store, name: str) -> str:
    """What speaks against a name for a new member, "" for nothing."""
    if not name.strip():
        return "Enter the member’s name."
    shape = look_alike.shape(name)
    if alike := [each.name for each in store.all(Member) if look_alike.shape(each.name) == shape]:
        if clean.one_line(name) in alike:
            return f"{clean.one_line(name)} is a member already. Enter the name so that the two can be told apart."
        return f"This reads like {alike[0]}, who is a member already. Enter the name so that the two can be told apart."
    return wrong_name(name)


def tried_first(store: Store) -> tuple[str, ...]:
    """What anybody would try first as a passphrase: the store’s, the council’s and the members’ names."""
    council = settings.from_rows(store.all(SettingRecord)).council
    return (store.path.stem, council, *(each.name for each in store.all(Member)))


def add(store: Store, name: str, role: str, passphrase: str) -> Change:
    """Add a member, who chose this passphrase. Raises Problem."""
    roles.require(store.role, TASK)
    _check_role(role)
    if wrong := wrong_new_name(store, name):
        raise Problem(wrong)
    name = clean.one_line(name)
    passphrases.admit(store, name, passphrase, f"add member: {name}, {role}", [(None, Member(name=name, role=role))])
    return _last(store)


def set_role(store: Store, name: str, role: str) -> Change | None:
    """Make a member an officer or a manager; None if they are. Raises Problem."""
    roles.require(store.role, TASK)
    _check_role(role)
    old = named(store, name)
    if old.role == role:
        return None
    if old.role == roles.MANAGER:
        _keep_a_manager(store, old)
    with store.change(f"change the role of {name}: {role}") as change:
        change.put(old, replace(old, role=role))
    return change.change


def reset(store: Store, name: str, passphrase: str) -> Change:
    """Give a member another passphrase, who forgot theirs or never had one. Raises Problem."""
    roles.require(store.role, TASK)
    named(store, name)
    passphrases.admit(store, name, passphrase, f"reset the passphrase: {name}", ())
    return _last(store)


def change_own(store: Store, current: str, passphrase: str) -> Change:
    """Another passphrase for who sits here; the present one shows that it is they. Raises Problem."""
    if not passphrases.opens(store, store.member, current):
        raise Problem("This is not your passphrase of now.", "Enter the one that you open the store with.")
    passphrases.renew(store, store.member, passphrase)
    return _last(store)


def check_removal(store: Store, name: str) -> Member:
    """The member to be removed. Problem where they cannot be."""
    roles.require(store.role, TASK)
    record = named(store, name)
    if name == store.member:
        raise Problem("You cannot remove yourself.", "Another manager can.")
    if record.role == roles.MANAGER:
        _keep_a_manager(store, record)
    return record


def remove(path: Path, file_key: bytes, record: Member, by: str, progress: Progress = silent) -> Store:
    """Remove a member of a store that was just closed, and open it again under its new key. Raises Problem."""
    key = rekeying.without(path, file_key, record, by, progress=progress)
    return opening.reopen(path, key, by)


def renew_recovery(store: Store) -> tuple[str, Change]:
    """A new recovery key, to be shown once; the earlier one opens nothing any more. Raises Problem."""
    roles.require(store.role, TASK)
    return passphrases.renew_recovery(store), _last(store)


def _check_role(role: str) -> None:
    if role not in roles.ROLES:
        raise Problem(f"There is no role “{role}”.", f"Choose one of: {', '.join(roles.ROLES)}.")


def _keep_a_manager(store: Store, leaving: Member) -> None:
    can_open = passphrases.read(store).members
    others = [each for each in store.all(Member, role=roles.MANAGER) if each.id != leaving.id]
    if not any(each.name in can_open for each in others):
        raise Problem(NO_MANAGER, MAKE_ANOTHER)


def _last(store: Store) -> Change:
    return store.history(limit=1)[0][0]
