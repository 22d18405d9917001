"""Measure how soon what is typed into the annual report is on its page: python -m tests.bench.preview_bench [CASES].

In the real page of the window, on a year of 5,000 cases: from a key in the words of section 3 to its page painted with
it; and how long the window is busy at a stretch meanwhile.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desk_app.desk import Desk
from desk_app.store import Store, opening
from tests.bench.store_bench import missed, show
from tests.desk_app.store import samples
from ui.annual_report import AnnualReportScreen
from ui.annual_report.words import WordsStep
from ui.app import application
from ui.kit.job import JobRunner
from ui.kit.theme import Mode, ThemeManager
from ui.session import Session

SIZE = (1142, 700)  # the page in a window of 1366 by 768
ROUNDS = 15
PATIENCE = 60.0


class Watch:
    """Lets Qt work until something holds, and remembers the longest it was busy at a stretch."""

    def __init__(self, app: QApplication) -> None:
        self._app = app
        self.busy: list[float] = []

    def turn(self) -> None:
        start = time.perf_counter()
        self._app.processEvents()
        self.busy.append(time.perf_counter() - start)
        time.sleep(0.001)


def main(count: int) -> int:
    """Fill a store, then measure; 1 if a mark was missed."""
    app = application()
    ThemeManager(app, Mode.LIGHT)
    folder = Path(tempfile.mkdtemp(prefix="desk-preview-bench-"))
    try:
        store, _ = opening.create(folder / "Bench.desk", member="Alex", passphrase="x", weak_for_tests=True)
        with store:
            with store.change("import register") as change:
                change.put_many(list(samples.many(store.new_ids(count * 10), start=date(2023, 4, 1), days=365)))
            return measure(app, store, count)
    finally:
        shutil.rmtree(folder)


def measure(app: QApplication, store: Store, count: int) -> int:
    runner = JobRunner()
    session = Session(Desk(store, lambda: date(2024, 9, 2)), runner)
    page = AnnualReportScreen(session)
    page.resize(*SIZE)
    page.show()
    page.arrive()
    watch = Watch(app)
    first = until(watch, page, "5,000" if count == 5_000 else "2023/24")
    show("from nothing to the pages of the year", [first])
    step = page.show_step(WordsStep.title)
    assert isinstance(step, WordsStep)
    step.choose("feedback")
    card = step.cards["volumes.kinds"]
    card.begin()
    assert card.editor is not None
    times, longest, cpu = [], [], []
    for number in range(ROUNDS):
        settle(watch, page)
        watch.busy.clear()
        card.editor.area.setPlainText(f"Word{number}ends the sentence.")
        began = time.process_time()
        times.append(until(watch, page, f"Word{number}ends"))
        cpu.append(time.process_time() - began)
        longest.append(max(watch.busy))
    show("a key to its page painted with it", times, median=500)
    show("of which the processor worked", cpu)
    show("the longest the window was busy meanwhile", longest, median=100)
    page.leave()
    page.let_go()
    page.hide()
    runner.shut_down()
    print(f"over its mark: {', '.join(missed)}" if missed else "every mark met")
    return int(bool(missed))


def until(watch: Watch, page: AnnualReportScreen, text: str) -> float:
    """Until the page in sight has that text and is painted; seconds."""
    start = time.perf_counter()
    while time.perf_counter() - start < PATIENCE:
        watch.turn()
        view = page.view
        found = _page_with(page, text) if view.pages and page.shown else None
        if found is not None and (found in view._images or found not in view._in_sight()):
            return time.perf_counter() - start
    raise RuntimeError(f"{text!r} did not come")


def _page_with(page: AnnualReportScreen, text: str) -> int | None:
    near = range(max(0, page.view.page() - 1), min(page.view.pages, page.view.page() + 6))
    return next((n for n in near if text in page.view.text_of(n)), None)


def settle(watch: Watch, page: AnnualReportScreen) -> None:
    """Until nothing is being made any more."""
    quiet = time.perf_counter() + 0.3
    while time.perf_counter() < quiet:
        watch.turn()
        if page._job is not None or page._follow.isActive():
            quiet = time.perf_counter() + 0.3


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000))
