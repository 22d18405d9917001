"""Kill -9 at random moments: no acknowledged change is lost, every store opens, its journal is whole.

`python -m tests.torture kills [--times N] [--seed N]`; each task of tasks.py in turn.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desk_app.problems import Problem
from desk_app.records import Case
from desk_app.store import Store, migrations, opening, restoring
from tests.torture import tasks, templates
from tests.torture.tasks import OTHER, PASSPHRASE, ROWS, STORE, TASKS

TIMES = 500
SPAN = 1.5
"""The kill falls within so many times of what the first thing takes until it is acknowledged."""


@dataclass(slots=True)
class Tally:
    """What the rounds came to."""

    rounds: int = 0
    acknowledged: int = 0
    unfinished: int = 0  # rounds in which something was going on that nobody had been told was done


def run(times: int, seed: int) -> int:
    """`times` kills; 1 with what was found, at the first that lost something."""
    chance = random.Random(seed)
    tallies = {name: Tally() for name in TASKS}
    with tempfile.TemporaryDirectory() as place:
        template = Path(place) / "template"
        template.mkdir()
        templates.make(template)
        within = {name: SPAN * _takes(name, templates.fresh(template, Path(place) / "round")) for name in TASKS}
        for n in range(times):
            name = list(TASKS)[n % len(TASKS)]
            folder = templates.fresh(template, Path(place) / "round")
            try:
                told = kill_while(name, folder, str(n), chance.uniform(0, within[name]))
                whole = CHECKS[name](folder, told, str(n))
            except (AssertionError, Problem) as error:
                print(f"Round {n} ({name}, seed {seed}): {error!r}")
                return 1
            tally = tallies[name]
            tally.rounds += 1
            tally.acknowledged += len(told)
            tally.unfinished += not whole
    for name, tally in tallies.items():
        print(
            f"{name:<11} {tally.rounds:>4} kills, {tally.acknowledged:>5} acknowledged, all there; "
            f"{tally.unfinished} cut in the midst"
        )
    return 0


def _begin(name: str, folder: Path, seed: str) -> subprocess.Popen[bytes]:
    """A process that is ready to do a task, and does it."""
    command = [sys.executable, "-m", "tests.torture.tasks", name, str(folder), seed]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline(), process.stderr.read().decode()
    return process


def _takes(name: str, folder: Path) -> float:
    """Seconds from ready until the first thing is acknowledged."""
    with _begin(name, folder, "first") as process:
        began = time.monotonic()
        assert process.stdout is not None
        assert process.stdout.readline()
        took = time.monotonic() - began
        process.kill()
    return took


def kill_while(name: str, folder: Path, seed: str, after: float) -> list[Any]:
    """Begin a task, kill it so many seconds later; what it had acknowledged."""
    with _begin(name, folder, seed) as process:
        assert process.stdout is not None
        time.sleep(after)
        process.kill()
        lines = process.stdout.read().split(b"\n")[:-1]  # what is cut in the midst of a line nobody was told
    return [json.loads(line) for line in lines]


# --- what must be there afterwards: each opens the store and proves it whole; False if something was cut ------
def _whole(folder: Path, passphrase: str = PASSPHRASE) -> Store:
    store = opening.open_store(folder / STORE, passphrase)
    assert store.lost == 0, "changes are missing"
    proof = store.verify()
    assert proof.ok, proof.findings
    return store


def _saved(folder: Path, told: list[Any], _seed: str) -> bool:
    with _whole(folder) as store:
        there = {case.id for case in store.all(Case)}
        assert {case_id for (case_id,) in told} <= there, "a complaint is lost"
        return templates.cases(store) == templates.AFTER + len(told)


def _imported(folder: Path, told: list[Any], seed: str) -> bool:
    with _whole(folder) as store:
        rows: dict[str, int] = {}
        for case in store.all(Case):
            number = case.reference.rpartition("-")[0]
            rows[number] = rows.get(number, 0) + 1
    mine = {number: count for number, count in rows.items() if number.startswith(f"{seed}-")}
    assert set(mine.values()) <= {ROWS}, f"an import is half there: {mine}"
    done = {tuple(what) for what in told}
    expected = {f"{seed}-{n}" for kind, n in done if kind == "in" and ("out", n) not in done}
    taken_back = {f"{seed}-{n}" for kind, n in done if kind == "out"}
    assert not taken_back & mine.keys(), "an import that was undone is there"
    missing = expected - mine.keys()
    assert all(int(name.rpartition("-")[2]) % 3 == 2 for name in missing), f"an import is lost: {missing}"
    return mine.keys() == expected


def _backed_up(folder: Path, told: list[Any], _seed: str) -> bool:
    _whole(folder).close()
    for number, name in told[-2:]:
        found = restoring.preview(folder / name, folder / "Other.desk", PASSPHRASE)
        assert found.backup.cases == templates.AFTER + number, "a backup lacks what it said it holds"
    finished = {name for _, name in told} | {tasks.BACKUP}
    for path in folder.glob("*.backup"):
        if path.name not in finished:
            restoring.preview(path, folder / "Other.desk", PASSPHRASE)  # in place, so whole
    return not list(folder.glob(".*.part"))


def _restored(folder: Path, told: list[Any], _seed: str) -> bool:
    with _whole(folder) as store:
        count = templates.cases(store)
    assert count in (templates.BEFORE, templates.AFTER)
    if told:
        assert count == templates.BEFORE, "what was restored is not there"
    if count == templates.BEFORE:
        with opening.open_store(folder / "Team before restoring.desk", PASSPHRASE) as store:
            assert templates.cases(store) == templates.AFTER, "the store that was replaced is not whole"
    return bool(told) or not (folder / f"{STORE}.restoring").exists()


def _migrated(folder: Path, told: list[Any], _seed: str) -> bool:
    before = migrations.MIGRATIONS
    migrations.MIGRATIONS = (*before, tasks.issue_99_colours)
    try:
        done = bool(told) or not (folder / f"{STORE}.new").exists()
        with _whole(folder) as store:
            assert templates.cases(store) == templates.AFTER
            assert store.read("SELECT count(*) FROM colour") == [(0,)]
    finally:
        migrations.MIGRATIONS = before
    return done


def _passphrase_changed(folder: Path, told: list[Any], _seed: str) -> bool:
    last = told[-1][0] if told else PASSPHRASE
    following = PASSPHRASE if last == OTHER else OTHER
    try:
        _whole(folder, last).close()
    except Problem:
        _whole(folder, following).close()  # it was in place, and not yet told
        return False
    return True


def _removed(folder: Path, told: list[Any], _seed: str) -> bool:
    cut = (folder / f"{STORE}.new").exists()
    with _whole(folder) as store:
        assert templates.cases(store) == templates.AFTER
    try:
        opening.open_store(folder / STORE, "six quiet otters", read_only=True).close()
    except Problem:
        return not cut
    assert not told, "who was removed still opens the store"
    return not cut


CHECKS: dict[str, Callable[[Path, list[Any], str], bool]] = {
    "save": _saved,
    "import": _imported,
    "backup": _backed_up,
    "restore": _restored,
    "migrate": _migrated,
    "passphrase": _passphrase_changed,
    "remove": _removed,
}
