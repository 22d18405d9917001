"""A store goes to another computer: a checked copy for there, and the one here is only read from then on.

The copy is a backup. Restored there, it begins a branch of its own, and opens with the passphrases of today. The note
that stays here is sealed with the store's key: what it says is shown, so it must not be anybody's words.
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
    """A store that was handed over is not replaced by a backup from before."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """Who handed a store over, when, and to which file."""

    by: str
    at: datetime
    to: str
    begun: str = ""
    """While the copy is being written: what stood in its place before (`_stands_at`)."""

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

    The store is to be closed at once. It is set aside for good once the copy has been read back and checked. It is
    noted before, too: cut in between, there would be two stores in use. Cut before there is a copy, this one is.
    """
    from desk_app.store import safekeeping  # every opening looks whether it was handed over: start-up

    with trouble.explained():
        begun = HandedOver(store.member, store.now(), str(out.absolute()), _stands_at(out))
        with store.change(VERB):
            pass
        _note(store, begun)
        try:
            safekeeping.backup(store, out, progress)
        except BaseException:
            (store.path / NAME).unlink(missing_ok=True)
            raise
        noted = replace(begun, begun="")
        _note(store, noted)
        return noted


def _note(store: Store, noted: HandedOver) -> None:
    text = json.dumps({**_said(noted), "seal": _seal(noted, store.key)}, ensure_ascii=False)
    atomic.write_bytes(store.path / NAME, text.encode())


def _stands_at(out: Path) -> str:
    """When the file there was last changed, "nothing" where there is none."""
    try:
        return str(out.stat().st_mtime_ns)
    except FileNotFoundError:
        return "nothing"


def _was_cut_before_its_copy(noted: HandedOver) -> bool:
    """Whether it was begun and there is no copy: where its folder cannot be reached, there may be one."""
    out = Path(noted.to)
    return bool(noted.begun) and out.parent.is_dir() and _stands_at(out) == noted.begun


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
    if noted is None or _was_cut_before_its_copy(noted) or (last_verb == VERB and not lost):
        return
    raise OldBackup(
        f"{noted.problem.message} A backup from before that would put it in use again here, beside the other.",
        "Nothing was changed. If the other computer never took it, restore the copy that was made for there. If that "
        "is lost, restore this backup under another name.",
    )


def refuse(folder: Path, file_key: bytes) -> None:
    """Raise OnlyReadable for a store that was handed over. What was cut before it had its copy is forgotten."""
    noted = kept(folder, file_key)
    if noted is None:
        return
    if not _was_cut_before_its_copy(noted):
        raise noted.problem
    (folder / NAME).unlink(missing_ok=True)
