"""Where and when Python's garbage collector runs in the window."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.kit import collector


class Loop:
    """Something that only the collector can let go; it notes on which thread that was."""

    def __init__(self, gone_on: list[threading.Thread]) -> None:
        self.itself = self
        self.gone_on = gone_on

    def __del__(self) -> None:
        self.gone_on.append(threading.current_thread())


@pytest.fixture
def timer(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[QTimer]:
    """The collector as the window has it, but with few objects to wait for; as it was, afterwards."""
    before = gc.get_threshold()
    monkeypatch.setattr(collector, "LOOK_EVERY_MILLISECONDS", 5)
    made = collector.look_between_events(qapp)
    gc.set_threshold(100, *before[1:])
    yield made
    made.stop()
    made.deleteLater()
    gc.set_threshold(*before)
    gc.enable()


def _make_rubbish(gone_on: list[threading.Thread]) -> weakref.ref[Loop]:
    rubbish = [[n] for n in range(1_000)]
    made = Loop(gone_on)
    found = weakref.ref(made)
    del made, rubbish
    return found


def test_a_job_that_makes_many_objects_collects_nothing_on_its_own_thread(timer: QTimer, qtbot: QtBot) -> None:
    """Widgets may be among what goes, and they may go on the window's thread only."""
    gone_on: list[threading.Thread] = []
    gc.collect()
    kept: list[list[int]] = []

    def work() -> None:
        _make_rubbish(gone_on)
        kept.extend([n] for n in range(5_000))  # fifty times what the collector waits for

    job = threading.Thread(target=work)
    job.start()
    job.join()
    assert gone_on == []
    qtbot.waitUntil(lambda: bool(gone_on))
    assert gone_on == [threading.main_thread()]


def test_it_rests_while_it_is_asked_to(timer: QTimer, qtbot: QtBot) -> None:
    """And does not begin by itself again afterwards."""
    gone_on: list[threading.Thread] = []
    gc.collect()
    with collector.resting():
        _make_rubbish(gone_on)
        kept = [[n] for n in range(5_000)]
        qtbot.wait(50)
        assert gone_on == []
    assert not gc.isenabled()
    collector.look_again()
    gc.collect()
    assert gone_on
    assert kept


def test_it_begins_by_itself_again_where_it_did_before() -> None:
    """A command or a test that has no window."""
    assert gc.isenabled()
    with collector.resting(), collector.resting():
        assert not gc.isenabled()
    collector.look_again()
    assert gc.isenabled()
