"""What the settings ask about who can open the store, and the verbs that change it: most are for a job."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import roles
from desk_app.desk import members
from desk_app.desk.members import Known
from desk_app.progress import Progress
from desk_app.records import Change

if TYPE_CHECKING:
    from desk_app.store import Store
    from ui.session import Session


class Members:
    """Of one session. The verbs for a job give back the change; `announce` it afterwards."""

    def __init__(self, session: Session, announce: Callable[[Change | None], None]) -> None:
        self._session, self.announce = session, announce
        self._store = session.desk.store

    def known(self) -> list[Known]:
        """The members by name. Raises Problem where keys.json is damaged."""
        return members.known(self._store)

    def may_manage(self) -> bool:
        """Whether who sits here may change members."""
        return self._session.writable and self._session.may(roles.Task.MEMBERS)

    @property
    def member(self) -> str:
        """Who sits here."""
        return self._store.member

    @property
    def path(self) -> Path:
        """Where the store is."""
        return self._store.path

    def tried_first(self) -> tuple[str, ...]:
        """What anybody would try first as a passphrase."""
        return members.tried_first(self._store)

    def wrong_new_name(self, name: str) -> str:
        """What speaks against a name for a new member."""
        return members.wrong_new_name(self._store, name)

    # --- for a job
    def add(self, name: str, role: str, passphrase: str, _progress: Progress) -> Change:
        """Add a member. Raises Problem."""
        return members.add(self._store, name, role, passphrase)

    def reset(self, name: str, passphrase: str, _progress: Progress) -> Change:
        """Give a member another passphrase. Raises Problem."""
        return members.reset(self._store, name, passphrase)

    def change_own(self, current: str, passphrase: str, _progress: Progress) -> Change:
        """Another passphrase for who sits here. Raises Problem."""
        return members.change_own(self._store, current, passphrase)

    def renew_recovery(self, _progress: Progress) -> tuple[str, Change]:
        """A new recovery key, to be shown once. Raises Problem."""
        return members.renew_recovery(self._store)

    def is_own(self, passphrase: str, _progress: Progress) -> bool:
        """Whether this is the passphrase of who sits here."""
        from desk_app.store import passphrases

        return passphrases.opens(self._store, self.member, passphrase)

    def is_recovery_key(self, typed: str, _progress: Progress) -> bool:
        """Whether this is the store's recovery key. Raises Problem for what cannot be one."""
        from desk_app.store import passphrases

        return passphrases.is_recovery_key(self._store, typed)

    # --- at once
    def set_role(self, name: str, role: str) -> Change | None:
        """Make a member an officer or a manager. Raises Problem."""
        self._session.refuse_to_wait()
        change = members.set_role(self._store, name, role)
        self.announce(change)
        return change

    def remove(self, name: str) -> None:
        """Close the store, remove the member, and open it under its new key. Raises Problem before that."""
        self._session.refuse_to_wait()
        record, by = members.check_removal(self._store, name), self.member

        def work(progress: Progress) -> Store:
            return members.remove(self._store.path, self._store.key, record, by, progress)

        self._session.leave_for(f"Removing {name}: the store gets a new key…", work)

    def renew_key(self) -> None:
        """Close the store and open it again, which gives it the new key that is due. Raises Problem before that."""
        self._session.refuse_to_wait()
        self._session.leave_for("The store gets a new key…", self._reopen)

    def _reopen(self, progress: Progress) -> Store:
        from desk_app.store import opening

        return opening.reopen(self.path, self._store.key, self.member, progress=progress)

    def recovery_made_at(self) -> datetime | None:
        """When the recovery key was made; None where there is none."""
        from desk_app.store import passphrases

        return passphrases.recovery_made_at(self._store) if passphrases.has_recovery(self._store) else None

    # --- to another computer
    def hand_over(self, out: Path) -> None:
        """Close the store, write a checked copy for another computer, and set this one aside. Raises Problem."""
        self._session.refuse_to_wait()
        self._session.leave_for("Handing the store over: a copy is written and checked…", partial(self._hand, out))

    def _hand(self, out: Path, progress: Progress) -> str:
        from desk_app.store import handing_over, opening

        path = self._store.path
        with opening.reopen(path, self._store.key, self.member, progress=progress) as store:
            handing_over.hand_over(store, out, progress)
        return (
            f"The copy for the other computer is {out}. It was read back and checked. There, choose “Restore a "
            f"backup”. {path.stem} is only read here from now on."
        )
