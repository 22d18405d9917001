"""Work off the window's thread."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desk_app.problems import Problem
from desk_app.progress import Progress
from ui.kit.job import Job, JobRunner, start

REAL_ID = (217_728_000_000 << 22) | 0x2ABCDE  # as the store mints them in late 2026: 60 bits


@pytest.fixture
def runner() -> Iterator[JobRunner]:
    made = JobRunner()
    yield made
    made.shut_down()


def test_a_result_arrives_on_the_windows_thread(qtbot: QtBot, runner: JobRunner) -> None:
    """The work runs elsewhere; who waits for it is called here."""
    seen: list[object] = []
    job = Job(lambda _progress: threading.get_ident())
    job.succeeded.connect(lambda ident: seen.extend([ident, threading.get_ident()]))
    with qtbot.waitSignal(job.finished):
        runner.start(job)
    assert seen[0] != threading.get_ident()
    assert seen[1] == threading.get_ident()
    assert runner.busy == 0


def test_progress_comes_at_most_25_times_a_second(qtbot: QtBot, runner: JobRunner) -> None:
    """A thousand reports in a moment are a few signals."""

    def work(progress: Progress) -> None:
        end = time.monotonic() + 0.4
        while time.monotonic() < end:
            progress(1, 2, "")

    job = Job(work)
    seen: list[int] = []
    job.progressed.connect(lambda done, _total, _text: seen.append(done))
    with qtbot.waitSignal(job.finished):
        runner.start(job)
    assert 1 <= len(seen) <= 11


def test_cancel_stops_at_the_next_report(qtbot: QtBot, runner: JobRunner) -> None:
    """The work meets Cancelled, can clean up, and says that it was cancelled."""
    cleaned: list[bool] = []
    begun = threading.Event()

    def work(progress: Progress) -> None:
        try:
            while True:
                progress(0, 0, "")
                begun.set()
                time.sleep(0.001)
        finally:
            cleaned.append(True)

    job = runner.start(Job(work))
    begun.wait(5)
    with qtbot.waitSignals([job.cancelled, job.finished]):
        job.cancel()
    assert cleaned == [True]


def test_a_problem_goes_to_whom_it_concerns(qtbot: QtBot, runner: JobRunner) -> None:
    """A locked file is a Problem with its remedy, not a crash."""

    def work(_progress: Progress) -> None:
        raise Problem("The file is locked.", "Close it.")

    told: list[Problem] = []
    job = start(runner, work, done=lambda _: None, failed=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].remedy == "Close it."
    assert job is not None


def test_a_bug_in_a_job_is_a_bug(qtbot: QtBot, runner: JobRunner) -> None:
    """It reaches the crash hook on the window's thread."""

    def work(_progress: Progress) -> None:
        raise KeyError("x")

    with qtbot.captureExceptions() as caught:
        job = start(runner, work, done=lambda _: None, failed=lambda _: None)
        with qtbot.waitSignal(job.finished):
            pass
    assert [kind for kind, _, _ in caught] == [KeyError]


def test_nothing_touches_qt_after_the_shut_down(qtbot: QtBot) -> None:
    """The window closes while a job runs: it ends, and is not heard of again."""
    runner = JobRunner()
    heard: list[str] = []
    begun = threading.Event()

    def work(progress: Progress) -> None:
        while True:
            begun.set()
            progress(0, 0, "")
            time.sleep(0.001)

    job = Job(work)
    job.finished.connect(lambda: heard.append("finished"))
    job.cancelled.connect(lambda: heard.append("cancelled"))
    runner.start(job)
    begun.wait(5)
    runner.shut_down()
    qtbot.wait(50)
    assert heard == []
    with pytest.raises(RuntimeError, match="shut down"):
        runner.start(Job(work))


class _Teller(QObject):
    asked = Signal(object)


def test_an_id_of_64_bits_goes_through_a_signal_unharmed(qtbot: QtBot) -> None:
    """Signal(int) would cut it to 32 bits without a word; Signal(object) does not."""
    seen: list[int] = []
    teller = _Teller()
    teller.asked.connect(seen.append)
    teller.asked.emit(REAL_ID)
    assert seen == [REAL_ID]
    assert REAL_ID > 2**32


def test_a_finished_job_lets_go_of_who_asked(runner: JobRunner, qtbot: QtBot) -> None:
    """Else every page that ever asked for something would stay in memory."""

    class Page:
        def show(self, _result: object) -> None: ...

    page = Page()
    gone = weakref.ref(page)
    job = start(runner, lambda _: 1, page.show, lambda _: None)
    with qtbot.waitSignal(job.finished):
        pass
    del page, job
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None


def test_what_came_of_a_job_does_not_take_the_keyboard_from_who_went_on(runner: JobRunner, qtbot: QtBot) -> None:
    """From where it was begun it may; from where somebody types meanwhile it may not."""
    page = QWidget()
    qtbot.addWidget(page)
    box = QVBoxLayout(page)
    began, elsewhere, result = QLineEdit(), QLineEdit(), QLineEdit()
    for line in (began, elsewhere, result):
        box.addWidget(line)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    for goes_on in (False, True):
        began.setFocus()
        gate = threading.Event()
        over: list[int] = []

        def done(_: object, over: list[int] = over) -> None:
            result.setFocus()
            over.append(1)

        start(runner, lambda _, gate=gate: gate.wait(5), done, lambda _: None)  # type: ignore[misc]
        QApplication.processEvents()
        if goes_on:
            elsewhere.setFocus()
        gate.set()
        qtbot.waitUntil(lambda over=over: bool(over))  # type: ignore[misc]
        QApplication.processEvents()
        assert (elsewhere if goes_on else result).hasFocus()
