"""Single bits flipped and files cut short: each is noticed, or harmless (an equal dump); none gives wrong data.

`python -m tests.torture bit_flips [--times N] [--seed N]`, on store.db, its log and keys.json of a store that was
killed while it was open, so that its log holds changes.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from desk_app.problems import Problem
from desk_app.store import engine, keys, opening
from desk_app.store.store import DATABASE
from tests.desk_app.store.samples import complaint
from tests.torture import templates
from tests.torture.tasks import PASSPHRASE, RECEIVED, STORE

TIMES = 1000
FILES = (DATABASE, f"{DATABASE}-wal", keys.NAME)
CUT_SHORT = 0.2
"""How often a file is cut instead of a bit flipped."""


def run(times: int, seed: int) -> int:
    """So many damages, one at a time; 1 at the first that gives wrong data or an error that nobody understands."""
    chance = random.Random(seed)
    came_to: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as place:
        template = _with_a_log(Path(place))
        whole = dump(templates.fresh(template, Path(place) / "whole"))
        for n in range(times):
            folder = templates.fresh(template, Path(place) / "round")
            name = FILES[n % len(FILES)]
            what = damage(folder / STORE / name, chance)
            try:
                found = dump(folder)
            except Problem:
                came_to[name, "noticed"] += 1
                continue
            except Exception as error:
                print(f"Round {n} (seed {seed}), {name}, {what}: {error!r}")
                return 1
            if found != whole:
                print(f"Round {n} (seed {seed}), {name}, {what}: other data, and nobody noticed")
                return 1
            came_to[name, "harmless"] += 1
    for name in FILES:
        print(f"{name:<13} {came_to[name, 'noticed']:>4} noticed, {came_to[name, 'harmless']:>4} harmless")
    return 0


def _with_a_log(place: Path) -> Path:
    """A folder with a store as a killed process leaves it: its last changes stand in the log alone."""
    made, left = place / "made", place / "left"
    made.mkdir()
    templates.make(made)
    with opening.open_store(made / STORE, PASSPHRASE) as store:
        for _ in range(3):
            complaint(store, RECEIVED)
        shutil.copytree(made, left)
    assert (left / STORE / FILES[1]).stat().st_size
    return left


def damage(file: Path, chance: random.Random) -> str:
    """Flip one bit of a file, or cut it short; what was done."""
    data = bytearray(file.read_bytes())
    at = chance.randrange(len(data))
    if chance.random() < CUT_SHORT:
        file.write_bytes(data[:at])
        return f"cut at {at}"
    bit = chance.randrange(8)
    data[at] ^= 1 << bit
    file.write_bytes(data)
    return f"bit {bit} of byte {at}"


def dump(folder: Path) -> str:
    """A hash of every row of every table. Problem when the store says that something is wrong."""
    with opening.open_store(folder / STORE, PASSPHRASE) as store:
        if store.lost:
            raise Problem("Changes are missing.")
        try:
            digest = hashlib.sha256()
            for (table,) in store.read("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"):
                if table not in ("meta", "branch", "sqlite_stat1") and not table.startswith("case_search"):
                    for row in store.read(f'SELECT * FROM "{table}"'):
                        digest.update(repr(row).encode())
        except engine.DatabaseError as error:
            raise Problem(str(error)) from error
    return digest.hexdigest()


if __name__ == "__main__":
    raise SystemExit(run(TIMES, 1))
