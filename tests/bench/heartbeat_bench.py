"""Measure whether the window still answers: python -m tests.bench.heartbeat_bench [CASES].

A large store is open, Today in sight; a register is imported and taken back, a backup and a report are made, all by
jobs, while a timer beats on the window's thread. The mark is the longest gap between two beats.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

import resources
from desk_app.store import opening
from tests.bench.store_bench import fill
from tests.bench.window_bench import heartbeat
from ui.app import application
from ui.kit.preferences import Preferences
from ui.kit.theme import Mode, ThemeManager
from ui.main_window import MainWindow
from ui.session import Session, end_of_year

CASES = 20_000
LONGEST_SECONDS = 0.1


def wait(app: QApplication, window: MainWindow) -> None:
    """Until no job runs, and what its end set off is done."""
    while window.runner.busy:
        app.processEvents()
        time.sleep(0.001)
    app.processEvents()


def measure(app: QApplication, window: MainWindow, name: str, begin: Callable[[], object]) -> float:
    """Begin it, beat until it is over; the longest gap, in seconds."""
    start = time.perf_counter()
    with heartbeat(app) as gaps:
        begin()
        wait(app, window)
    longest = max(gaps, default=0.0)
    print(f"{name}: {time.perf_counter() - start:.1f} s, longest gap {longest * 1000:.0f} ms", flush=True)
    return longest


def imports(session: Session) -> Callable[[], object]:
    """The shipped register, read, planned and written."""

    def work(progress: Callable[..., None]) -> object:
        path = resources.path("sample/register.csv")
        sheets = session.open_register(path, progress)
        from desk_app.exchange.register import RegisterMapping

        reading = session.read_register(path.name, sheets, RegisterMapping(), progress)
        return session.import_register(session.plan_register(reading, False, progress), progress)

    return lambda: session.job(work, lambda result: session.imported(result.change))


def main(count: int) -> int:
    """1 if the window stood still for too long."""
    app = application()
    themes = ThemeManager(app, Mode.LIGHT)
    disk = Path("/var/tmp")  # /tmp may be memory
    folder = Path(tempfile.mkdtemp(prefix="desk-bench-", dir=disk if disk.is_dir() else None))
    try:
        store, _ = opening.create(folder / "Bench.desk", member="Alex Example", passphrase="x", weak_for_tests=True)
        fill(store, count)
        store.checkpoint()
        window = MainWindow(themes, Preferences(folder), folder, lambda: date(2026, 11, 24))
        window.resize(1280, 800)
        window.show()
        window.open_store(store)
        wait(app, window)
        session = window.session
        assert session is not None
        year = session.usual_year()
        office = session.office
        ways: dict[str, Callable[[], object]] = {
            "nothing, for comparison": lambda: session.job(lambda _: time.sleep(3), lambda _: None),
            "import of 716 rows": imports(session),
            "its undo": session.undo,
            "its redo": session.redo,
            "backup": lambda: session.job(lambda p: office.back_up(folder / "a.backup", p), lambda _: None),
            "annual report": lambda: session.job(
                lambda p: session.report_pages(year, end_of_year(year), p), lambda _: None
            ),
        }
        own, *gaps = (measure(app, window, name, begin) for name, begin in ways.items())
        met = max(gaps) <= max(LONGEST_SECONDS, own)
        window.close()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print("met" if met else f"MISSED: at most {LONGEST_SECONDS * 1000:.0f} ms, or what the machine itself takes")
    return int(not met)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else CASES))
