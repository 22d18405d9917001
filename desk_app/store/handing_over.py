"""A store goes to another computer: a checked copy for there, and the one here is only read from then on.

The copy is a backup. Restored there, it begins a branch of its own, and opens with the passphrases of today.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import atomic, plain_files
from desk_app.progress import Progress, silent
from desk_app.store import safekeeping, trouble

if TYPE_CHECKING:
    from desk_app.store.store import Store

NAME = "handed-over.json"


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Who handed a store over, when, and to which file."""

    by: str
    at: datetime
    to: str

    @property
    def problem(self) -> trouble.OnlyReadable:
        """Why it is not written to any more."""
        at = self.at.astimezone()
        return trouble.OnlyReadable(
            f"This store was handed over to another computer by {self.by} on {at:%d/%m/%Y}, so it is only read here. "
            f"The copy for there is {self.to}.",
            "Work in the store on the other computer. If that never took it, restore that copy here.",
        )


def hand_over(store: Store, out: Path, progress: Progress = silent) -> HandedOver:
    """Write a checked copy to `out` and set the store aside: its next opening is for reading only. Raises Problem.

    The store is to be closed at once. Nothing is set aside before the copy has been read back and checked.
    """
    with trouble.explained():
        noted = HandedOver(store.member, store.now(), str(out.absolute()))
        with store.change("hand over to another computer"):
            pass
        safekeeping.backup(store, out, progress)
        text = json.dumps({"by": noted.by, "at": noted.at.isoformat(), "to": noted.to}, ensure_ascii=False)
        atomic.write_bytes(store.path / NAME, text.encode())
        return noted


def kept(folder: Path) -> HandedOver | None:
    """The note in a store's folder, if it was handed over."""
    try:
        noted = plain_files.noted(folder / NAME)
        return HandedOver(str(noted["by"]), datetime.fromisoformat(noted["at"]).astimezone(), str(noted["to"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return HandedOver("somebody", datetime.fromtimestamp((folder / NAME).lstat().st_mtime).astimezone(), "unknown")


def refuse(folder: Path) -> None:
    """Raise OnlyReadable for a store that was handed over."""
    if noted := kept(folder):
        raise noted.problem
