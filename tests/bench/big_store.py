"""A store of many cases on a real disk, for a measurement in the window."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desk_app.store import Store, opening
from tests.bench.store_bench import missed, seconds
from ui.app import application

Fill = Callable[[Store, int], None]
Measure = Callable[[QApplication, Store, Path], None]
"""The folder is for what is written besides."""


def measured(count: int, fill: Fill, measure: Measure) -> int:
    """Build the store, then measure; 1 if a mark was missed."""
    disk = Path("/var/tmp")  # /tmp may be memory
    folder = Path(tempfile.mkdtemp(prefix="desk-bench-", dir=disk if disk.is_dir() else None))
    app = application()
    try:
        store, _ = opening.create(folder / "Bench.desk", member="Alex Example", passphrase="x", weak_for_tests=True)
        with store:
            print(f"filling with {count:,} cases: {seconds(fill, store, count):.1f} s")
            store.checkpoint()
            measure(app, store, folder)
    finally:
        shutil.rmtree(folder)
    print(f"over its mark: {', '.join(missed)}" if missed else "every mark met")
    return int(bool(missed))
