"""Measure the worklist over 100,000 cases, 2,000 of them open: python -m tests.bench.worklist_bench [CASES].

First it is held against the pure functions over every case; then Today is timed until it is painted, into memory.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desk_app import reminders
from desk_app.desk import Desk
from desk_app.records import Investigation, Outcome, Record
from desk_app.store import Store, search
from tests.bench.big_store import measured
from tests.bench.store_bench import missed, seconds, show
from tests.desk_app.store import samples
from ui.kit.job import JobRunner
from ui.kit.theme import Mode, ThemeManager
from ui.session import Session
from ui.today import TodayScreen
from ui.today.buckets import BUCKETS

TODAY = date(2026, 11, 24)
SIZE = (1142, 700)  # the page in a window of 1366 by 768


def fill(store: Store, count: int) -> None:
    """So many cases in one change; one in fifty of them is open."""
    most = count // 50

    def records() -> Iterator[Record]:
        still = 0
        for record in samples.many(store.new_ids(count * 10)):
            if isinstance(record, Investigation) and record.closed_on is None:
                still += 1
                if still > most:
                    yield replace(record, responded_on=record.opened_on, outcome=Outcome.NOT_UPHELD)
                    continue
            yield record

    with store.change("import register") as change:
        change.put_many(records())


def same_as_the_rules(store: Store, desk: Desk) -> None:
    """The worklist that SQL gives is the one that the rules give over every case."""
    ids = search.all_ids(store, search.Filter())
    rules = store.rules()
    pairs = ((step, file.case.reference) for file in store.case_files(ids) for step in rules.steps(file))
    pure = reminders.worklist(pairs, TODAY, store.calendar(), store.settings())
    listed = desk.worklist()
    print(f"{search.first_page(store, search.Filter(status='open')).count:,} open cases, {len(listed):,} reminders")
    if listed != pure:
        missed.append("the worklist is not what the pure function gives")


def painted(app: QApplication, page: TodayScreen, work: Callable[[], object]) -> float:
    """Seconds until what was done is painted: the lines in sight; those below come a little later."""

    def done() -> None:
        work()
        page.grab()

    took = seconds(done)
    while page.list.is_building:
        app.processEvents()
    app.processEvents()
    return took


def measure(app: QApplication, store: Store, _folder: Path) -> None:
    """All of it on one store."""
    ThemeManager(app, Mode.LIGHT)
    desk = Desk(store, lambda: TODAY)
    same_as_the_rules(store, desk)
    show("the worklist, read and sorted", [seconds(desk.agenda) for _ in range(9)], median=60)
    runner = JobRunner()
    session = Session(desk, runner)
    page = TodayScreen(session)
    page.resize(*SIZE)
    page.show()
    app.processEvents()
    show("Today worked out again, to painted", [painted(app, page, page.reload) for _ in range(9)], median=100)
    presses = [bucket for bucket in BUCKETS for _ in range(2)]
    times = [painted(app, page, lambda b=bucket: page.filter_by(b)) for bucket in presses]  # type: ignore[misc]
    show("a card pressed, to painted", times, median=100)
    show("mine against all, to painted", [painted(app, page, page.mine.click) for _ in range(6)], median=100)
    page.hide()
    page.let_go()
    page.deleteLater()
    runner.shut_down()
    app.processEvents()


if __name__ == "__main__":
    sys.exit(measured(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, fill, measure))
