"""Measure the start: python -m tests.bench.start_bench [BUNDLE]. Interleaved pairs of processes, and their medians.

Ours is the program to the first paint of Today on the sample store, its key given (the passphrase costs nothing here);
the other is a bare QMainWindow of the same size. Both from the birth of their process. BUNDLE, by default
dist/feedback-desk where there is one, is measured in the same way: the same program opens the bare window.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from desk_app import sample
from desk_app.store import opening, passphrases

ROOT = Path(__file__).resolve().parents[2]
BUNDLE = ROOT / "dist" / "feedback-desk"
CACHE = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
PAIRS = 15
MOST_TIMES, MOST_MB = 1.6, 40.0
BARE = (
    "import os, sys, time\n"
    "from PySide6.QtCore import QObject, QEvent\n"
    "from PySide6.QtWidgets import QApplication, QMainWindow\n"
    "class Paint(QObject):\n"
    "    at = 0.0\n"
    "    def eventFilter(self, watched, event):\n"
    "        if event.type() == QEvent.Type.Paint and not self.at:\n"
    "            self.at = time.monotonic()\n"
    "        return False\n"
    "app = QApplication([]); window = QMainWindow(); window.resize(1280, 800); paint = Paint()\n"
    "window.installEventFilter(paint); window.show()\n"
    "while not paint.at:\n"
    "    app.processEvents()\n"
    "pages = int(open('/proc/self/statm').read().split()[1])\n"
    "print(f'{paint.at:.4f} {pages * 4096 / 1e6:.1f}', flush=True); os._exit(0)\n"
)

Start = list[str]
"""A command that opens a window, prints the moment of its first paint and its resident MB, and ends."""


def measure(command: Start) -> tuple[float, float]:
    """(seconds from birth to first paint, resident MB then)."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(CACHE.name)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
    born = time.monotonic()
    said = subprocess.run(
        command, cwd=ROOT, env=environment, input=f"{sample.PASSPHRASE}\n", capture_output=True, text=True, check=True
    ).stdout
    painted, megabytes = said.split()[-2:]
    return float(painted) - born, float(megabytes)


def compare(name: str, bare: Start, ours: Start) -> bool:
    """Print the medians of interleaved pairs; whether both marks are met."""
    for command in (bare, ours):
        measure(command)  # files into memory
    pairs = [(measure(bare), measure(ours)) for _ in range(PAIRS)]
    before, after = (statistics.median(pair[n][0] for pair in pairs) for n in (0, 1))
    times = statistics.median(our[0] / other[0] for other, our in pairs)
    more = statistics.median(our[1] - other[1] for other, our in pairs)
    print(
        f"{name}: Today is painted after {after * 1000:.0f} ms, a bare window {before * 1000:.0f} ms: {times:.2f} times"
    )
    print(f"{name}: {more:.1f} MB more than a bare window")
    met = times <= MOST_TIMES and more <= MOST_MB
    print(f"{name}: {'met' if met else 'MISSED'} (at most {MOST_TIMES} times, {MOST_MB:.0f} MB)")
    return met


def main(bundle: Path) -> int:
    """1 if a mark was missed."""
    with tempfile.TemporaryDirectory() as folder:
        path = sample.make(Path(folder), date.today())
        with opening.open_store(path, sample.PASSPHRASE) as store:
            passphrases.renew(store, store.member, sample.PASSPHRASE, weak_for_tests=True)
        met = compare(
            "from source", [sys.executable, "-c", BARE], [sys.executable, "-m", "ui", "--first-paint", str(path)]
        )
        program = str(bundle / "feedback-desk")
        if Path(program).exists():
            met &= compare("the bundle", [program, "--first-paint", "-"], [program, "--first-paint", str(path)])
        else:
            print(f"There is no bundle in {bundle}: make bundle")
    return int(not met)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else BUNDLE))
