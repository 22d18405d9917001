"""Opening and making stores, before there is a session: what the unlock screen is given."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desk_app.progress import Progress

if TYPE_CHECKING:
    from desk_app.store import Store

MADE_ON = "made-on.txt"


def open_store(path: Path, passphrase: str, *, read_only: bool, progress: Progress) -> Store:
    """The store at `path`. Raises Problem."""
    from desk_app.store import opening

    return opening.open_store(path, passphrase, read_only=read_only, progress=progress)


def make_store(path: Path, member: str, passphrase: str, progress: Progress) -> tuple[Store, str]:
    """A new store and its recovery key. Raises Problem."""
    from desk_app.store import opening

    return opening.create(path, member=member, passphrase=passphrase, progress=progress)


def open_as_sample(path: Path, progress: Progress) -> Store:
    """The store at `path` with the sample's public passphrase. Raises Problem."""
    from desk_app import sample

    return open_store(path, sample.PASSPHRASE, read_only=False, progress=progress)


def open_sample(folder: Path, today: date, progress: Progress) -> Store:
    """The sample store in `folder`, made anew where there is none of this day. Raises Problem."""
    from desk_app import sample

    path, stamp = folder / sample.NAME, folder / MADE_ON
    if not path.exists() or not stamp.exists() or stamp.read_text("utf-8") != today.isoformat():
        path = sample.make(folder, today, progress)
        stamp.write_text(today.isoformat(), "utf-8")
    return open_as_sample(path, progress)
