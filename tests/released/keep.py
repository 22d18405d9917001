"""Keep a small store of the schema that is being released: `python -m tests.released.keep 1.0`.

It becomes tests/released/1.0.backup. Every later version must open it and find it whole (test_released.py).
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

from desk_app.store import opening, safekeeping
from tests.desk_app.store import samples

FOLDER = Path(__file__).parent
PASSPHRASE = "released"
SUFFIX = ".backup"


def keep(version: str, folder: Path = FOLDER) -> Path:
    """Make the store: thirty imported cases, one logged, one edit undone. Made-up people only."""
    out = folder / f"{version}{SUFFIX}"
    with tempfile.TemporaryDirectory() as place:
        store, _ = opening.create(
            Path(place) / "Kept.desk", member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True
        )
        with store:
            with store.change("import register") as change:
                change.put_many(samples.many(store.new_ids(300)))
            for _ in range(2):
                samples.complaint(store, date(2026, 11, 2))
            store.undo()
            safekeeping.backup(store, out)
    return out


if __name__ == "__main__":
    print(keep(sys.argv[1]))
