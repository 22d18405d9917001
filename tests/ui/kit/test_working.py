"""The line that shows a job."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desk_app.progress import Progress
from ui.kit.job import Job, JobRunner, start
from ui.kit.working import PATIENCE_MILLISECONDS, Working


@pytest.fixture
def runner() -> Iterator[JobRunner]:
    """Shut down after the test."""
    made = JobRunner()
    yield made
    made.shut_down()


@pytest.fixture
def working(qtbot: QtBot) -> Iterator[Working]:
    """In a window of its own."""
    made = Working("Progress of the test")
    yield made
    made.close()
    made.deleteLater()


def _begin(runner: JobRunner, working: Working, until: threading.Event) -> Job:
    """A job that reports until it is told to end or cancelled."""

    def work(progress: Progress) -> None:
        while not until.wait(0.01):
            progress(3, 7, "Counting")

    job = start(runner, work, lambda _: None, lambda _: None)
    working.watch("Beginning", job)
    return job


def test_what_is_over_at_once_is_never_shown(runner: JobRunner, working: Working, qtbot: QtBot) -> None:
    """No line that flickers."""
    at_once = threading.Event()
    at_once.set()
    with qtbot.waitSignal(_begin(runner, working, at_once).finished):
        pass
    qtbot.wait(PATIENCE_MILLISECONDS + 50)
    assert not working.isVisible()
    assert not working.busy


def test_what_takes_long_is_shown_and_can_be_cancelled(runner: JobRunner, working: Working, qtbot: QtBot) -> None:
    """How far it is, then Cancel; it goes when the job does."""
    job = _begin(runner, working, threading.Event())
    qtbot.waitUntil(working.isVisible)
    qtbot.waitUntil(lambda: (working.bar.value(), working.bar.maximum()) == (3, 7))
    with qtbot.waitSignals([job.cancelled, job.finished]):
        working.cancel.click()
        assert not working.cancel.isEnabled()
    assert not working.isVisible()
    assert not working.busy
