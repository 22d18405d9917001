"""A passphrase in the operating system's own password store, if somebody wants that: off unless it is asked for.

Windows Credential Manager, macOS Keychain, on Linux the Secret Service (GNOME Keyring, KWallet), through the library
keyring. Whoever can use the account on this computer can then open the store, also after it locked itself. Without such
a store nothing is remembered, and it is said why; it is never kept in a file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, cast

from desk_app.problems import Problem

SERVICE = "Feedback Desk"
SAFE = ("keyring.backends.Windows", "keyring.backends.macOS", "keyring.backends.SecretService",
        "keyring.backends.libsecret", "keyring.backends.kwallet")  # fmt: skip
"""Where the system itself keeps it. Others write files."""
NONE_HERE = (
    "This computer has no password store that this program can use. On Linux that is the Secret Service, such as GNOME "
    "Keyring or KWallet: it has to be running and unlocked."
)


class Backend(Protocol):
    """What keyring gives: each method may raise KeyringError."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


class Remembering:
    """The password store of this computer, or none."""

    def __init__(self, backend: Backend | None) -> None:
        self._backend = backend

    @classmethod
    def of_this_computer(cls) -> Remembering:
        """What there is. Takes a moment: it may have to be asked for over the desktop's bus."""
        import keyring

        found = keyring.get_keyring()
        several = getattr(found, "backends", (found,))  # keyring chains them where there are several
        safe = next((each for each in several if is_safe(type(each).__module__)), None)
        return cls(cast("Backend | None", safe))

    @property
    def why_not(self) -> str:
        """Why nothing can be remembered here, "" if it can."""
        return "" if self._backend is not None else NONE_HERE

    def remember(self, store: Path, member: str, passphrase: str) -> None:
        """Keep it. Raises Problem."""
        self._try(lambda backend: backend.set_password(SERVICE, _entry(store, member), passphrase))

    def recall(self, store: Path, member: str) -> str:
        """What was kept. Raises Problem, also where nothing is any more."""
        found: list[str | None] = []
        self._try(lambda backend: found.append(backend.get_password(SERVICE, _entry(store, member))))
        if not found[0]:
            raise Problem(
                f"This computer does not keep the passphrase of {member} any more.",
                "Type it. Nothing else has changed.",
            )
        return found[0]

    def forget(self, store: Path, member: str) -> None:
        """Keep it no longer; no matter if it was gone."""
        if self._backend is None:
            return
        try:
            self._backend.delete_password(SERVICE, _entry(store, member))
        except Exception:  # keyring's own errors share no base with those of the system beneath it
            return

    def _try(self, act: Callable[[Backend], object]) -> None:
        if self._backend is None:
            raise Problem(NONE_HERE, "Type the passphrase.")
        try:
            act(self._backend)
        except Exception as error:  # as above
            raise Problem(
                "The password store of this computer did not answer, or it is locked.",
                "Unlock it, or type the passphrase.",
            ) from error


def is_safe(module: str) -> bool:
    """Whether a backend of that module leaves it to the system."""
    return module.startswith(SAFE)


def _entry(store: Path, member: str) -> str:
    """The name it is kept under: the folder's path by its hash, so that the list of passwords tells no paths."""
    return f"{hashlib.sha256(str(store).encode()).hexdigest()[:16]} {member}"
