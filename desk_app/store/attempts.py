"""Wrong passphrases: after a few each one has to be waited for, longer every time, also by a program started anew.

This slows down somebody who types at this computer. Who has copied the files is not held up by it: against them there
is only scrypt, which makes each guess cost 0.4 s and 128 MiB, and a passphrase that is hard to guess.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from desk_app import plain_files, this_computer
from desk_app.problems import Problem
from desk_app.store.trouble import WrongPassphrase

NAME = "attempts.json"
FREE = 3
"""Slips of the hand: no wait follows them."""
FIRST, LONGEST = timedelta(seconds=5), timedelta(minutes=5)
_MOST = 1_000_000
_DOUBLINGS = 7  # lead past the longest


class TooSoon(Problem):
    """After several wrong passphrases the next one has to wait."""

    def __init__(self, wait: timedelta) -> None:
        self.seconds = max(1, math.ceil(wait.total_seconds()))
        super().__init__(
            f"The passphrase was wrong several times, so the next try has to wait {_in_words(self.seconds)}.",
            "Waiting only holds up somebody who types here: who copied the store’s files is held up by nothing but a "
            "passphrase that is hard to guess.",
        )


@dataclass(frozen=True, slots=True)
class Attempts:
    """How many wrong ones in a row, and when the last was made."""

    wrong: int = 0
    last_at: datetime | None = None


def delay(wrong: int) -> timedelta:
    """How long to wait after so many wrong ones: nothing, then 5 s, 10 s, 20 s ... 5 minutes."""
    if wrong <= FREE:
        return timedelta(0)
    return min(FIRST * (1 << min(wrong - FREE - 1, _DOUBLINGS)), LONGEST)


def left(made: Attempts, now: datetime) -> timedelta:
    """How long is still to be waited. A clock that was put back does not make it longer than the delay itself."""
    if made.last_at is None:
        return timedelta(0)
    whole = delay(made.wrong)
    return min(whole, max(timedelta(0), whole - (now - made.last_at)))


def kept(folder: Path) -> Attempts:
    """What was noted in a store's folder; nothing where that cannot be read."""
    try:
        noted = plain_files.noted(folder / NAME)
        made = Attempts(plain_files.number(noted["wrong"], _MOST), datetime.fromisoformat(noted["last_at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Attempts()
    return made if made.last_at is not None and made.last_at.tzinfo is not None else Attempts()


def refuse_too_soon(folder: Path, clock: Callable[[], datetime]) -> None:
    """Raise TooSoon while there is still to be waited.

    An attempt that seems to lie ahead (the clock was, or somebody wrote so) counts as made now, and is noted so: else
    everybody would wait until that day.
    """
    made, now = kept(folder), clock()
    if made.last_at is not None and made.last_at > now:
        _note(folder, Attempts(made.wrong, now))
    if wait := left(kept(folder), now):
        raise TooSoon(wait)


def note_wrong(folder: Path, clock: Callable[[], datetime]) -> None:
    """One more. Where nothing can be written it is not counted."""
    _note(folder, Attempts(min(kept(folder).wrong + 1, _MOST), clock()))


@contextmanager
def at_backup(store_id: str, clock: Callable[[], datetime]) -> Iterator[None]:
    """Around unlocking a backup of that store: WrongPassphrase is counted, and waited for by the next. Raises TooSoon.

    What somebody wrote into a backup as its store's name does not help them: with another name nothing opens it.
    """
    folder = _of_backups(store_id)
    refuse_too_soon(folder, clock)
    try:
        yield
    except WrongPassphrase:
        note_wrong(folder, clock)
        raise
    forget(folder)


def _of_backups(store_id: str) -> Path:
    from platformdirs import user_data_path

    data = user_data_path("feedback-desk", appauthor=False, roaming=False)
    return data / "attempts" / hashlib.sha256(store_id.encode()).hexdigest()[:16]


def _note(folder: Path, made: Attempts) -> None:
    assert made.last_at is not None
    text = json.dumps({"wrong": made.wrong, "last_at": made.last_at.isoformat()})
    try:
        this_computer.make_private(folder)
        with plain_files.writing(folder / NAME) as file:
            file.write(text.encode("ascii"))
    except OSError:
        return  # a read-only place: whoever could guess there has the files anyway


def forget(folder: Path) -> None:
    """It was right."""
    if not (folder / NAME).exists():
        return
    try:
        (folder / NAME).unlink(missing_ok=True)
    except OSError:
        return  # as above


def _in_words(seconds: int) -> str:
    if seconds < 120:
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    return f"{math.ceil(seconds / 60)} minutes"
