"""A store goes to another computer: a checked copy for there, and the one here is only read from then on.

That the copy is checked is noted before it gets its name: cut at any moment, either there is no copy of that name and
the store here goes on, or there is a whole one and it does not. The copy is a backup. Restored there, it begins a
branch of its own, and opens with the passphrases of today. The note that stays here is sealed with the store's key:
what it says is shown, so it must not be anybody's words.
"""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app import atomic, plain_files
from desk_app.problems import Problem
from desk_app.progress import Progress, silent
from desk_app.store import keys, trouble

if TYPE_CHECKING:
    from desk_app.store.store import Store

NAME = "handed-over.json"
VERB = "hand over to another computer"
NOT_OURS = trouble.OnlyReadable(
    "A note in the store’s folder says that the store was handed over to another computer. This program did not write "
    "the note as it stands, so what it says is not shown, and the store is only read here.",
    f"Ask whether somebody handed it over. If nobody did, remove the file {NAME} and open the store again.",
)


class OldBackup(Problem):
    """A store that was handed over is not replaced by a backup from before, nor by one that was made there since."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Who handed a store over, when, and to which file."""

    by: str
    at: datetime
    to: str
    begun: str = ""
    """Until the checked copy has its name: that of the file it is in, beside `to`."""

    @property
    def problem(self) -> trouble.OnlyReadable:
        """Why it is not written to any more."""
        if not self.to:
            return NOT_OURS
        at = self.at.astimezone()
        return trouble.OnlyReadable(
            f"This store was handed over to another computer by {self.by} on {at:%d/%m/%Y}, so it is only read here. "
            f"The copy for there is {self.to}.",
            "Work in the store on the other computer. If that never took it, restore that copy here.",
        )


def hand_over(store: Store, out: Path, progress: Progress = silent) -> HandedOver:
    """Write a checked copy to `out` and set the store aside: its next opening is for reading only. Raises Problem.

    The store is to be closed at once.
    """
    from desk_app.store import safekeeping  # every opening looks whether it was handed over: start-up

    with trouble.explained():
        noted, stood = HandedOver(store.member, store.now(), str(out.absolute())), _stands_at(out)

        def checked(part: Path) -> None:
            _note(store, replace(noted, begun=part.name))

        with store.change(VERB):
            pass
        try:
            safekeeping.backup(store, out, progress, checked)
        except BaseException:
            if _stands_at(out) == stood:  # else the copy has its name, and may be taken
                (store.path / NAME).unlink(missing_ok=True)
            raise
        _note(store, noted)
        return noted


def _note(store: Store, noted: HandedOver) -> None:
    text = json.dumps({**_said(noted), "seal": _seal(noted, store.key)}, ensure_ascii=False)
    atomic.write_bytes(store.path / NAME, text.encode(), within_store=True)
    keys.sync_folder(store.path)


def _stands_at(out: Path) -> tuple[int, int] | None:
    """Which file is there, and when it was last changed; None where there is none."""
    try:
        found = out.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns


def _unnamed(noted: HandedOver) -> Path | None:
    """The copy that never got its name. None: it did, also if it was taken away since, or nobody can look."""
    part = Path(noted.to).with_name(noted.begun) if noted.begun else None
    return part if part is not None and part.is_file() else None


def _said(noted: HandedOver) -> dict[str, str]:
    return {"by": noted.by, "at": noted.at.isoformat(), "to": noted.to, "begun": noted.begun}


def _seal(noted: HandedOver, file_key: bytes) -> str:
    text = json.dumps(_said(noted), ensure_ascii=False, sort_keys=True)
    return keys.seal_of(text.encode("utf-8", "surrogatepass"), file_key, b"the note of handing over")


def kept(folder: Path, file_key: bytes) -> HandedOver | None:
    """The note in a store's folder, if it was handed over; with nothing in it where it is not sealed with the key."""
    try:
        noted = plain_files.noted(folder / NAME)
        found = HandedOver(str(noted["by"]), datetime.fromisoformat(noted["at"]), str(noted["to"]), str(noted["begun"]))
        if hmac.compare_digest(_seal(found, file_key), str(noted["seal"])):
            return found
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        pass
    return HandedOver("", datetime.fromtimestamp(0).astimezone(), "")


def refuse_older(folder: Path, file_key: bytes, last_verb: str, lost: int) -> None:
    """Raise OldBackup where a store was handed over and a backup would put it in use again beside the other.

    But for the copy that was made for there: its last change is the handing over, and it lacks none.
    """
    noted = kept(folder, file_key)
    if noted is None or _unnamed(noted) or (last_verb == VERB and not lost):
        return
    if not lost:
        raise OldBackup(
            f"{noted.problem.message} This backup was made there since: it would put the store in use here again, "
            "beside the other.",
            "Nothing was changed. Hand it over there, and restore the copy that is made for here.",
        )
    raise OldBackup(
        f"{noted.problem.message} A backup from before that would put it in use again here, beside the other.",
        "Nothing was changed. If the other computer never took it, restore the copy that was made for there. If that "
        "is lost, restore this backup under another name.",
    )


def refuse(folder: Path, file_key: bytes) -> None:
    """Raise OnlyReadable for a store that was handed over."""
    noted = kept(folder, file_key)
    if noted is not None and not _unnamed(noted):
        raise noted.problem


def forget_cut(folder: Path, file_key: bytes) -> None:
    """Remove what a handing over has left that was cut before its copy had its name. Only for who holds the lock: it
    may be under way. Raises OnlyReadable where meanwhile it was done.
    """
    refuse(folder, file_key)
    noted = kept(folder, file_key)
    if noted is None:
        return
    if part := _unnamed(noted):
        part.unlink(missing_ok=True)
    (folder / NAME).unlink(missing_ok=True)
