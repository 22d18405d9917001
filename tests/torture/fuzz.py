"""Registers and stores that somebody broke: no crash, no hang, no half-done import, little memory.

`python -m tests.torture fuzz [--times N] [--seed N]`: nine in ten are registers (CSV, or the XML inside an XLSX), the
others stores with many bytes altered. In processes of BATCH rounds, so that one that hangs or grows is seen.
"""

from __future__ import annotations

import io
import random
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path
from types import FrameType

import resources
from desk_app.exchange import register, tables
from desk_app.problems import Problem
from desk_app.store import Store, opening
from tests.torture import templates
from tests.torture.bit_flips import FILES
from tests.torture.tasks import DAY, PASSPHRASE, STORE

TIMES = 20_000
BATCH = 250
MOST_SECONDS, MOST_MB = 10, 500
HANGS_AFTER = 300
"""The seconds above are the processor’s, since a loaded computer proves nothing; these are the clock’s."""
LINES = 12  # of the shipped register: enough to be understood, few enough to be quick
NASTY = (
    b"\x00", b'"', b'""""', b"\r", b"\n\n", b",,,,,", b";", b"\t", b"\xff\xfe", b"\xef\xbb\xbf", b"=1+1", b"@SUM(A1)",
    b"-2+3", b"31/02/2024", b"0000-00-00", b"9" * 400, b"-1", b"1e309", b"NaN", b"\xf0\x9f\x98\x80",
    b"\xe2\x80\xae\xe2\x80\x8f", b"A" * 5000, b"<", b"&amp;", b"&#0;", b"]]>", b"<row>", b"</c>", b't="s"',
    b'r="ZZZ9999999"', b"<v>99999999</v>", b"\\", b"%s%n",
)  # fmt: skip


def run(times: int, seed: int) -> int:
    """So many rounds; 1 at the first batch that found something."""
    came_to: Counter[str] = Counter()
    most = 0.0
    for at in range(0, times, BATCH):
        rounds = min(BATCH, times - at)
        command = [sys.executable, "-m", "tests.torture.fuzz", str(seed + at), str(rounds)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"Batch {seed + at}: {done.stdout[-500:]}{done.stderr[-3000:]}")
            return 1
        *counts, megabytes = done.stdout.split()
        most = max(most, float(megabytes))
        for name, count in zip(counts[::2], counts[1::2], strict=True):
            came_to[name] += int(count)
    print(", ".join(f"{count:,} {name}" for name, count in came_to.most_common()))
    print(f"at most {most:.0f} MB (mark {MOST_MB})")
    return int(most > MOST_MB)


def batch(seed: int, rounds: int) -> int:
    """Rounds of one process: (what came of them, and the memory it took) printed."""
    chance = random.Random(seed)
    came_to: Counter[str] = Counter()
    signal.signal(signal.SIGPROF, _too_long)
    signal.signal(signal.SIGALRM, _too_long)
    with tempfile.TemporaryDirectory() as place:
        template = Path(place) / "template"
        template.mkdir()
        templates.make(template)
        text, workbook = _registers(Path(place))
        with opening.open_store(templates.fresh(template, Path(place) / "into") / STORE, PASSPHRASE) as store:
            for n in range(rounds):
                signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS)
                signal.alarm(HANGS_AFTER)
                began = time.process_time()
                if chance.random() < 0.1:
                    came_to[_a_store(template, Path(place) / "round", chance)] += 1
                else:
                    made = _alter_workbook(workbook, chance) if chance.random() < 0.4 else alter(text, chance)
                    came_to[_a_register(made, Path(place), store)] += 1
                signal.alarm(0)
                signal.setitimer(signal.ITIMER_PROF, 0)
                assert time.process_time() - began < MOST_SECONDS, f"round {n} took too long"
            assert store.verify().ok
    counts = " ".join(f"{name} {count}" for name, count in came_to.items())
    print(counts, _most_megabytes())
    return 0


def _too_long(number: int, _frame: FrameType | None) -> None:
    waited = number == signal.SIGALRM
    raise AssertionError(f"hangs for {HANGS_AFTER} s" if waited else f"works for {MOST_SECONDS} s")


def _registers(place: Path) -> tuple[bytes, bytes]:
    """The beginning of the shipped register as CSV and as XLSX."""
    lines = resources.path("sample/register.csv").read_bytes().splitlines(keepends=True)[:LINES]
    source = place / "register.csv"
    source.write_bytes(b"".join(lines))
    header, *rows = tables.read(source)[0].rows
    out = place / "register.xlsx"
    register.save_list("Register", [str(cell) for cell in header], [[str(c) for c in row] for row in rows], out)
    return source.read_bytes(), out.read_bytes()


# --- altering ------------------------------------------------------------------------------------------------
def alter(data: bytes, chance: random.Random) -> bytes:
    """The same with a few places altered: bytes changed, left out, doubled, or something nasty put in."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at = chance.randrange(len(made) + 1)
        span = chance.choice((1, 2, 8, 60))
        what = chance.randrange(5)
        if what == 0 and at < len(made):
            made[at] = chance.randrange(256)
        elif what == 1:
            del made[at : at + span]
        elif what == 2:
            made[at:at] = made[at : at + span]
        elif what == 3:
            made[at:at] = chance.choice(NASTY)
        else:
            other = chance.randrange(len(made) + 1)
            made[at : at + span] = made[other : other + span]
    return bytes(made)


def _alter_workbook(data: bytes, chance: random.Random) -> bytes:
    """An XLSX with one of its parts altered, or with its ZIP itself altered."""
    if chance.random() < 0.2:
        return alter(data, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        names = packed.namelist()
        hit = chance.choice(names)
        for name in names:
            content = packed.read(name)
            made.writestr(name, alter(content, chance) if name == hit else content)
    return out.getvalue()


# --- one round ------------------------------------------------------------------------------------------------
def _a_register(data: bytes, place: Path, store: Store) -> str:
    """Import it, and take it back. What came of it; half-done imports and unexpected errors are raised."""
    path = place / ("fuzzed.xlsx" if data[:2] == b"PK" else "fuzzed.csv")
    path.write_bytes(data)
    before = templates.cases(store)
    try:
        reading = register.read(path, today=DAY)
        result = register.carry_out(register.plan(reading, store, today=DAY), store)
    except Problem:
        assert templates.cases(store) == before, "a refused register left something behind"
        return "refused"
    assert templates.cases(store) - before == result.cases, "an import is half done"
    if result.change is not None:
        store.undo(change_id=result.change.id)
    assert templates.cases(store) == before, "undo left something behind"
    return "imported" if result.cases else "empty"


def _a_store(template: Path, place: Path, chance: random.Random) -> str:
    """Open a store of which one file was altered, and read all of it."""
    folder = templates.fresh(template, place)
    file = folder / STORE / chance.choice((FILES[0], FILES[2]))
    file.write_bytes(alter(file.read_bytes(), chance))
    try:
        with opening.open_store(folder / STORE, PASSPHRASE) as store:
            store.verify()
    except Problem:
        return "store-refused"
    return "store-opened"


def _most_megabytes() -> int:
    """The most memory this process held. Not `ru_maxrss`, which begins with what the parent held."""
    status = Path("/proc/self/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM:")), 0)


if __name__ == "__main__":
    sys.exit(batch(int(sys.argv[1]), int(sys.argv[2])))
