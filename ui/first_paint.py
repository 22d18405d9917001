"""How long a start takes, and how much memory: what tests/bench/start_bench.py runs, also in the bundle."""

from __future__ import annotations

import os
import sys
import time
from datetime import date
from pathlib import Path

BARE = Path("-")
SIZE = (1280, 800)


def run(store: Path) -> int:
    """Open a store whose key costs nothing, or with BARE an empty window; at the first paint of Today say when it was.

    Printed: the monotonic clock in seconds, resident memory in MB then (0 where the system does not say).
    """
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

    class Paint(QObject):
        """Notes the first paint of a widget."""

        at = 0.0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and not self.at:
                self.at = time.monotonic()
            return False

    def until_painted(app: QApplication, widget: QWidget) -> float:
        paint = Paint()
        widget.installEventFilter(paint)
        end = time.monotonic() + 60
        while not paint.at and time.monotonic() < end:
            app.processEvents()
        widget.removeEventFilter(paint)
        return paint.at

    if store == BARE:
        app = QApplication(sys.argv[:1])
        window = QMainWindow()
        window.resize(*SIZE)
        window.show()
        at = until_painted(app, window)
    else:
        at = _ours(store, until_painted)
    print(f"{at:.4f} {_resident_mb():.1f}")  # noqa: T201
    sys.stdout.flush()
    os._exit(0)  # what ending costs is nobody's wait


def _ours(store: Path, until_painted: object) -> float:
    """As ui/app.py starts it, with the store's passphrase in the first line of standard input."""
    from ui.app import application
    from ui.kit.preferences import Preferences
    from ui.kit.theme import Mode, ThemeManager
    from ui.stores import data_folder

    app = application()
    themes = ThemeManager(app, Mode.LIGHT)
    from ui.main_window import MainWindow

    window = MainWindow(themes, Preferences(store.parent / "config"), data_folder(), date.today)
    window.resize(*SIZE)
    window.show()
    window.unlock.arrive()
    from desk_app.store import opening

    window.open_store(opening.open_store(store, sys.stdin.readline().strip()))
    assert callable(until_painted)
    at: float = until_painted(app, window.page("today"))
    return at


def _resident_mb() -> float:
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
