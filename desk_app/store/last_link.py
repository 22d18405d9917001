"""The journal's last link, kept beside the store's file too, so that changes that went missing are noticed.

The file is whole without its log, and the log without its end: neither says what came after. A log that was damaged,
cut or not copied would take the latest changes with it in silence. What is kept holds no words, only a hash.
"""

from __future__ import annotations

import json
from pathlib import Path

from desk_app import plain_files
from desk_app.store import engine

NAME = "last.json"
_WIDTH = 200  # more than any link needs, so that each covers the one before
Link = tuple[str, int, bytes]
"""(branch, sequence, hash) of a change."""


def keep(folder: Path, link: Link) -> None:
    """Note the last link, after its change is safe. Not forced to the disk: an older one does no harm."""
    branch, seq, digest = link
    text = json.dumps({"branch": branch, "seq": seq, "hash": digest.hex()}).ljust(_WIDTH)
    try:
        # over what stands there: a file that is cut and written anew is forced to the disk by some file systems
        with plain_files.writing(folder / NAME, flags=0) as file:
            file.write(text.encode("ascii"))
    except OSError:
        return  # the change is saved; that it could not be noted here too is no reason to say otherwise


def kept(folder: Path) -> Link | None:
    """What was noted; None where nothing was, or nothing that can be read."""
    try:
        noted = plain_files.noted(folder / NAME)
        return str(noted["branch"]), plain_files.number(noted["seq"]), bytes.fromhex(noted["hash"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def missing(connection: engine.Connection, link: Link | None) -> int:
    """How many changes the journal lacks that were saved; 0 when it has the last link, or none was noted."""
    if link is None:
        return 0
    branch, seq, digest = link
    sql = "SELECT hash FROM change WHERE branch = ? AND seq = ?"
    if connection.execute(sql, (branch, seq)).fetchone() == (digest,):
        return 0
    sql = "SELECT coalesce(max(seq), 0) FROM change WHERE branch = ?"
    last: int = connection.execute(sql, (branch,)).fetchone()[0]
    return max(1, seq - last)
