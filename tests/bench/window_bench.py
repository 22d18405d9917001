"""Measure the list of cases at 100,000: python -m tests.bench.window_bench [CASES]. Medians, and what is over its mark.

Everything is painted, into memory: without a screen, so without its waiting for the next frame.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desk_app.desk import Desk
from desk_app.store import Store
from tests.bench.big_store import measured
from tests.bench.store_bench import fill, missed, seconds, show
from ui.cases import CasesScreen
from ui.cases.columns import OFFERED, order_in_words
from ui.kit.job import JobRunner
from ui.kit.theme import Mode, ThemeManager
from ui.session import Session

TYPED = ("c", "co", "cor", "z", "zo", "li", "wor", "cf/2024", "tax")
FILTERS: tuple[dict[str, str], ...] = (
    {"kind": "Complaint"},
    {"status": "Open"},
    {"team": "Fostering"},
    {"due": "Overdue"},
    {"team": "Fostering", "kind": "Complaint", "year": "2023/24"},
    {"mine": "Mine"},
)
SIZE = (1142, 700)  # the page in a window of 1366 by 768
PAGES = 60


class Paints(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def painted(app: QApplication, page: CasesScreen) -> None:
    """Let what changed be laid out and painted: until the rows were, and nothing is left to do."""
    rows = page.table.viewport()
    paints = rows.findChild(Paints) or Paints(rows)
    before = paints.count
    end = time.perf_counter() + 5
    while paints.count == before and time.perf_counter() < end:
        app.processEvents()
    app.processEvents()
    if paints.count == before:
        raise RuntimeError("nothing was painted")


def listing(app: QApplication, session: Session) -> CasesScreen:
    """From nothing to the painted list."""
    times, page = [], None
    for _ in range(7):
        if page is not None:
            page.hide()
            page.deleteLater()
            app.processEvents()
        start = time.perf_counter()
        page = CasesScreen(session)
        page.resize(*SIZE)
        page.show()
        painted(app, page)
        times.append(time.perf_counter() - start)
    assert page is not None
    show("first paint of the list", times, median=200)
    return page


def typing(app: QApplication, page: CasesScreen) -> None:
    """A letter typed, to its rows painted, without the pause that waits for the next letter."""

    def typed(text: str) -> None:
        page.search.setText(text)
        page.reload()
        painted(app, page)

    show("keystroke to painted rows", [seconds(typed, text) for _ in range(8) for text in TYPED], p95=50)
    page.filters.set(team="Fostering", kind="Complaint")
    show("the same with two filters set", [seconds(typed, text) for _ in range(8) for text in TYPED], p95=50)
    page.filters.set(mine="Mine")
    show("the same with every case mine", [seconds(typed, text) for _ in range(3) for text in TYPED])
    page.clear_filters()


def narrowing(app: QApplication, page: CasesScreen) -> None:
    """A chip set; another order."""

    def narrowed(values: dict[str, str]) -> None:
        page.filters.set(**values)
        painted(app, page)

    show("a filter set to painted rows", [seconds(narrowed, each) for _ in range(8) for each in FILTERS], p95=50)
    page.clear_filters()

    def ordered(words: str) -> None:
        page.sort.choose(words)
        painted(app, page)

    names = [order_in_words(order, page.model.columns) for order in OFFERED]
    show("another order to painted rows", [seconds(ordered, name) for _ in range(3) for name in names], median=200)
    page.sort.choose(names[0])


def scrolling(app: QApplication, page: CasesScreen) -> None:
    """Down page by page; then to places far apart. The first place below the first page fetches all ids."""
    bar = page.table.verticalScrollBar()

    def scrolled(to: int) -> None:
        bar.setValue(to)
        painted(app, page)

    page.reload()
    painted(app, page)
    show("the first step below the first rows", [seconds(scrolled, 60 * 42)], median=200)
    show("scrolling a page", [seconds(scrolled, n * bar.pageStep()) for n in range(PAGES)], p95=20)
    far = [bar.maximum() * (n * 37 % PAGES) // PAGES for n in range(PAGES)]
    show("scrolling to somewhere else", [seconds(scrolled, place) for place in far], p95=20)
    bar.setValue(0)


def choosing(app: QApplication, page: CasesScreen) -> None:
    """From row to row, with the preview; and all of them selected."""

    def chosen(row: int) -> None:
        page.table.selectRow(row)
        page._look()
        painted(app, page)

    show("another row to its painted preview", [seconds(chosen, row) for row in range(40)], p95=50)

    def everything() -> None:
        page.table.clearSelection()
        painted(app, page)
        page.table.selectAll()
        painted(app, page)

    show("all cases selected", [seconds(everything) for _ in range(5)], median=100)
    page.table.clearSelection()
    listed = page._session.team_list()  # the window asks for it in a job
    show("the team list shown", [seconds(page.teams._show, listed) for _ in range(5)], median=100)


@contextmanager
def heartbeat(app: QApplication) -> Iterator[list[float]]:
    """The longest gaps between two beats of the window's thread, in seconds."""
    gaps: list[float] = []
    last = time.perf_counter()

    def beat() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now

    timer = QTimer()
    timer.setInterval(5)
    timer.timeout.connect(beat)
    timer.start()
    yield gaps
    timer.stop()
    app.processEvents()


def exporting(app: QApplication, runner: JobRunner, page: CasesScreen, folder: Path) -> None:
    """All cases to a file, as a job; and whether the window still answers meanwhile."""
    for suffix in (".csv", ".xlsx"):
        out = folder / f"cases{suffix}"

        start = time.perf_counter()
        with heartbeat(app) as gaps:
            page._export.write(page.filter(), None, out)
            while runner.busy:
                app.processEvents()
                time.sleep(0.001)
        print(f"export to {suffix}: {time.perf_counter() - start:.1f} s, {out.stat().st_size / 1e6:.0f} MB")
        show(f"gaps of the window while exporting to {suffix}", gaps, p95=100)
        if max(gaps) > 0.1:
            missed.append(f"longest gap while exporting to {suffix}")


def measure(app: QApplication, store: Store, folder: Path) -> None:
    """All of it on one store."""
    ThemeManager(app, Mode.LIGHT)
    runner = JobRunner()
    session = Session(Desk(store, lambda: date(2026, 11, 24)), runner)
    page = listing(app, session)
    typing(app, page)
    narrowing(app, page)
    scrolling(app, page)
    choosing(app, page)
    exporting(app, runner, page, folder)
    page.hide()
    page.deleteLater()
    runner.shut_down()
    app.processEvents()


if __name__ == "__main__":
    sys.exit(measured(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, fill, measure))
