"""Each write call of a save made to fail in turn: the store opens, acknowledged work is there, the message is right.

`python -m tests.torture write_failures`. Linux with a C compiler: failing_disk.c is preloaded into the process that
saves. What fails is every write, truncation and forcing to disk of a save, a draft and the closing of the store, and of
another passphrase. SHORT is the nearly full disk: it takes half of a write, without an error, and nothing after that.
"""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desk_app.problems import Problem
from desk_app.records import Case
from desk_app.store import Store, WrongPassphrase, opening, passphrases
from tests.torture import templates
from tests.torture.tasks import OTHER, PASSPHRASE, RECEIVED, STORE

TIMES = 0  # as many as there are calls
SHORT = 0
ERRORS = (SHORT, errno.ENOSPC, errno.EIO, errno.EACCES)
CASE, PASSPHRASES = "case", "passphrase"
WORKS = (CASE, PASSPHRASES)
SOURCE = Path(__file__).with_name("failing_disk.c")
UNDERSTOOD = ("disk", "cannot be written", "can only be read", "cannot be opened")
"""What a message about it says, one of these."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the process that saved told: the case's id (1 for the passphrase) or 0, and what went wrong in words."""

    saved: int
    problem: str


def run(times: int, seed: int) -> int:
    """Every call in turn with every error; 1 at the first after which something is wrong."""
    compiler = shutil.which("cc")
    if sys.platform != "linux" or compiler is None:
        print("Not run: this needs Linux and a C compiler.")
        return 0
    with tempfile.TemporaryDirectory() as place:
        shim = Path(place) / "failing_disk.so"
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", shim, SOURCE, "-ldl"], check=True)
        template = Path(place) / "template"
        template.mkdir()
        templates.make(template)
        for error in ERRORS:
            name = errno.errorcode.get(error, "SHORT")
            for work in WORKS:
                try:
                    count, kept = _every_call(shim, template, Path(place) / "round", error, work, times)
                except AssertionError as found:
                    print(f"{name}, {work}: {found}")
                    return 1
                print(f"{name:<7} {work:<10} {count:>3} calls made to fail, {kept} of them after the save was safe")
    return 0


def _every_call(shim: Path, template: Path, place: Path, error: int, work: str, times: int) -> tuple[int, int]:
    """(calls made to fail, of them those after which the work was saved all the same)."""
    kept = 0
    at = 0
    while not times or at < times:
        at += 1
        folder = templates.fresh(template, place)
        fired = folder / "fired"
        told = _save(shim, folder, at, error, work)
        if not fired.exists():
            break
        CHECKS[work](folder, told, f"call {at}")
        kept += bool(told.saved)
    return at - 1, kept


def _save(shim: Path, folder: Path, at: int, error: int, work: str) -> Told:
    """Save in a process whose `at`-th write call fails."""
    environment = {
        **os.environ,
        "LD_PRELOAD": str(shim),
        "TORTURE_UNDER": str(folder / STORE),
        "TORTURE_ARMED": str(folder / "armed"),
        "TORTURE_FIRED": str(folder / "fired"),
        "TORTURE_AT": str(at),
        "TORTURE_ERROR": str(error),
    }
    command = [sys.executable, "-m", "tests.torture.write_failures", str(folder), work]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"call {at} ended the program: {done.stderr[-2000:]}"
    saved, _, problem = done.stdout.strip().partition(" ")
    return Told(int(saved), problem)


def _check_case(folder: Path, told: Told, what: str) -> None:
    with opening.open_store(folder / STORE, PASSPHRASE) as store:
        proof = store.verify()
        assert proof.ok, f"{what}: {proof.findings}"
        there = {case.id for case in store.all(Case)}
        count = templates.cases(store)
    if told.saved:
        assert told.saved in there, f"{what}: a saved case is lost ({told.problem})"
    else:
        assert any(text in told.problem for text in UNDERSTOOD), f"{what}: the message is {told.problem!r}"
    assert count in (templates.AFTER, templates.AFTER + 1)


def _check_passphrase(folder: Path, told: Told, what: str) -> None:
    opens = [passphrase for passphrase in (PASSPHRASE, OTHER) if _opens(folder, passphrase)]
    if told.saved:
        assert opens == [OTHER], f"{what}: the new passphrase was acknowledged, and what opens is {opens}"
    else:
        assert len(opens) == 1, f"{what}: what opens is {opens}"
        assert any(text in told.problem for text in UNDERSTOOD), f"{what}: the message is {told.problem!r}"


CHECKS = {CASE: _check_case, PASSPHRASES: _check_passphrase}


def _opens(folder: Path, passphrase: str) -> bool:
    """Whether it opens the store, which is whole then."""
    try:
        with opening.open_store(folder / STORE, passphrase, member="Alex Example") as store:
            assert store.verify().ok
            return True
    except WrongPassphrase:
        return False


def save_case(store: Store) -> Iterator[int]:
    """A draft and a case; the id of the case."""
    from tests.desk_app.store.samples import complaint

    store.keep_draft("new", "Complaint", {"words": "Nobody rang"})
    yield complaint(store, RECEIVED)
    store.checkpoint()
    store.close()


def save_passphrase(store: Store) -> Iterator[int]:
    """Another passphrase for a member."""
    passphrases.renew(store, "Alex Example", OTHER, weak_for_tests=True)
    yield 1
    store.close()


SAVES = {CASE: save_case, PASSPHRASES: save_passphrase}


def save(folder: Path, work: str) -> None:
    """Save with the disk failing; say what was saved, or what the user would be told."""
    store = opening.open_store(folder / STORE, PASSPHRASE)
    (folder / "armed").touch()
    saved, problem = 0, ""
    try:
        for told in SAVES[work](store):
            saved = told
    except Problem as found:
        problem = f"{found.message} {found.remedy}"
    print(saved, problem)
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    save(Path(sys.argv[1]), sys.argv[2])
