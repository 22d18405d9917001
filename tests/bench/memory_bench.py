"""Measure whether memory stays flat: python -m tests.bench.memory_bench [TIMES]. Each page is opened that often.

A page is built, shown, left and thrown away. Between the first tenth and the end nothing may grow: widgets and other
objects of Qt not at all, resident memory by a few kB an opening.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from desk_app import sample
from desk_app.store import opening
from ui.app import application
from ui.kit import collector
from ui.kit.preferences import Preferences
from ui.kit.theme import Mode, ThemeManager
from ui.main_window import MainWindow
from ui.pages import AT_SIDE, CASES

TIMES = 200
MOST_KB = 12.0
"""An opening; the allocator's own ups and downs are within that."""


def resident_kb() -> float:
    """What the process holds in memory; 0 where the system does not say."""
    statm = Path("/proc/self/statm")
    return int(statm.read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024 if statm.exists() else 0.0


def objects(app: QApplication, window: MainWindow) -> tuple[int, int]:
    """(widgets of the application, objects of Qt beneath the window and held by Python)."""
    held = sum(isinstance(each, QObject) for each in gc.get_objects())
    return len(app.allWidgets()), len(window.findChildren(QObject)) + held


def settle(app: QApplication, window: MainWindow) -> None:
    """Let jobs end, and what was thrown away go."""
    while window.runner.busy:
        app.processEvents()
    for _ in range(3):
        app.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def throw_away(window: MainWindow, key: str) -> None:
    """As when the store is closed, but of one page."""
    page = window._pages.pop(key)
    page.leave()
    page.let_go()
    window.shell.stack.removeWidget(page)
    page.deleteLater()


def measure(app: QApplication, window: MainWindow, name: str, open_it: Callable[[], str], times: int) -> bool:
    """Open and throw away; whether nothing grew."""
    start = (0, 0)
    start_kb = 0.0
    first = max(3, times // 10)
    for n in range(times + first):
        key = open_it()
        app.processEvents()
        throw_away(window, key)
        settle(app, window)
        if n < first:
            objects(app, window)  # looking makes what looking needs
        if n + 1 == first:
            gc.collect()
            start, start_kb = objects(app, window), resident_kb()
    gc.collect()
    settle(app, window)
    end, grown = objects(app, window), (resident_kb() - start_kb) / times
    fine = end[0] <= start[0] and end[1] <= start[1] and grown <= MOST_KB
    word = "flat" if fine else "GROWS"
    print(
        f"{name:20} widgets {start[0]} -> {end[0]}, objects {start[1]} -> {end[1]}, {grown:+.1f} kB each: {word}",
        flush=True,
    )
    return fine


def main(times: int) -> int:
    """1 if a page leaves something behind."""
    app = application()
    collector.look_between_events(app)  # as the window does
    themes = ThemeManager(app, Mode.LIGHT)
    fine = True
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        window = MainWindow(themes, Preferences(Path(folder)), Path(folder), date.today)
        window.resize(1280, 800)
        window.show()
        window.open_store(opening.open_store(sample.make(Path(folder), date.today()), sample.PASSPHRASE))
        assert window.session is not None
        case_id = window.page(CASES).table.current_id()  # type: ignore[attr-defined]

        def page(key: str) -> str:
            window.go(key)
            return key

        def case() -> str:
            window.open_case(case_id)
            return "case"

        ways: dict[str, Callable[[], str]] = {spec.name: partial(page, spec.key) for spec in AT_SIDE}
        for name, way in {**ways, "A case": case}.items():
            fine &= measure(app, window, name, way, times)
        window.close()
    return int(not fine)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES))
