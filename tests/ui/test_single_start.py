"""One window for each user: a second start raises the first. Real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile
from pytestqt.qtbot import QtBot

from desk_app.store import Store
from ui import single_start
from ui.single_start import LOCK, REQUESTS, SingleStart

START = """
import sys
from pathlib import Path
from ui import app
folder = Path(sys.argv[1])
app.config_folder = lambda: folder
app.data_folder = lambda: folder / "data"
come_forward = app.come_forward
def told(window, store):
    window.showMinimized()
    come_forward(window, store)
    print("asked for", store, "visible" if window.isVisible() and not window.isMinimized() else "hidden", flush=True)
app.come_forward = told
sys.exit(app.main(sys.argv[2:]))
"""


class Started:
    """The program as a process of its own; its lines as they come."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONIOENCODING": "utf-8"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, str(folder), *arguments],
            env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        self.folder = folder
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines += self.process.stdout

    def is_first(self) -> bool:
        """Whether it has the lock, and so a window."""
        try:
            return (self.folder / LOCK).read_text("utf-8").splitlines()[0] == str(self.process.pid)
        except (OSError, IndexError):
            return False

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self._reader.join()
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Callable[..., Started]]:
    """Start the program with a configuration folder of its own."""
    made: list[Started] = []

    def begin(*arguments: str, folder: Path = tmp_path / "Sián") -> Started:
        made.append(Started(folder, *arguments))
        return made[-1]

    yield begin
    for one in made:
        one.end()


def _wait(until: Callable[[], object], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "nothing came of it"
        time.sleep(0.02)


def test_a_second_start_hands_over_and_ends(started: Callable[..., Started], tmp_path: Path) -> None:
    """Status 0 at once, and the store it was to open is asked for in the first window, which comes forward."""
    first = started()
    _wait(first.is_first)
    second = started("--store", str(tmp_path / "Tîm Adborth.desk"))
    assert second.process.wait(30) == 0
    _wait(lambda: first.lines)
    assert first.lines == [f"asked for {tmp_path / 'Tîm Adborth.desk'} visible\n"]
    third = started()
    assert third.process.wait(30) == 0
    _wait(lambda: len(first.lines) == 2)
    assert first.lines[1] == "asked for None visible\n"
    assert first.process.poll() is None
    assert second.lines == third.lines == []


def test_a_killed_window_blocks_nobody(started: Callable[..., Started]) -> None:
    """kill -9 leaves its lock behind; the next start is the first, and hears of the one after."""
    first = started()
    _wait(first.is_first)
    first.process.kill()
    first.process.wait()
    assert first.is_first()
    second = started()
    _wait(second.is_first)
    third = started()
    assert third.process.wait(30) == 0
    _wait(lambda: second.lines)
    assert second.process.poll() is None


def test_two_users_do_not_disturb_each_other(started: Callable[..., Started], tmp_path: Path) -> None:
    """Each has a configuration folder."""
    both = [started(folder=tmp_path / name) for name in ("ada", "ben")]
    _wait(lambda: all(one.is_first() for one in both))
    time.sleep(0.3)
    assert [one.process.poll() for one in both] == [None, None]
    assert [one.lines for one in both] == [[], []]


def test_a_window_that_does_not_answer_is_not_waited_for_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It hangs, but its process runs: a window of one's own, and no request left for later."""
    monkeypatch.setattr(single_start, "PATIENCE_SECONDS", 0.2)
    hangs = QLockFile(str(tmp_path / LOCK))
    hangs.setStaleLockTime(0)
    assert hangs.tryLock(0)
    assert not SingleStart(tmp_path).hand_over(None)
    assert list((tmp_path / REQUESTS).iterdir()) == []
    hangs.unlock()


def test_a_window_on_another_computer_is_not_this_ones(tmp_path: Path) -> None:
    """A configuration folder that two computers share: nobody at this one would see the other's window."""
    taken = QLockFile(str(tmp_path / LOCK))
    assert taken.tryLock(0)
    lines = (tmp_path / LOCK).read_text("utf-8").splitlines()
    taken.unlock()
    (tmp_path / LOCK).write_text("\n".join([lines[0], lines[1], "another-computer", "", ""]), "utf-8")
    began = time.monotonic()
    assert not SingleStart(tmp_path).hand_over(None)
    assert time.monotonic() - began < single_start.PATIENCE_SECONDS


def test_without_a_place_to_meet_everybody_has_a_window(tmp_path: Path) -> None:
    """A file stands where the folder would be."""
    (tmp_path / "config").write_text("", "utf-8")
    single = SingleStart(tmp_path / "config")
    assert not single.hand_over(None)
    single.listen()
    single.close()


def test_requests_are_heard_without_the_systems_help(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system does not tell of changes in a folder, it is looked at once a second."""
    monkeypatch.setattr(single_start, "POLL_MILLISECONDS", 20)
    single = SingleStart(tmp_path)
    assert not single.hand_over(None)
    single.listen()
    assert single._watcher is not None
    single._watcher.removePaths(single._watcher.directories())
    single._poll.setInterval(20)
    asked: list[object] = []
    single.asked.connect(asked.append)
    _request(tmp_path, json.dumps({"store": "x.desk"}))
    qtbot.waitUntil(lambda: asked == [Path("x.desk")])
    single.close()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"store": 3}', "null", "\x00"])
def test_a_damaged_request_raises_the_window_all_the_same(qtbot: QtBot, tmp_path: Path, text: str) -> None:
    """Somebody wanted to see it."""
    single = SingleStart(tmp_path)
    assert not single.hand_over(None)
    asked: list[object] = []
    single.asked.connect(asked.append)
    _request(tmp_path, text)
    single.listen()
    assert asked == [None]
    single.close()


def test_what_was_asked_long_ago_is_not_done_now(qtbot: QtBot, tmp_path: Path) -> None:
    """A request that a start left behind when it was killed."""
    single = SingleStart(tmp_path)
    assert not single.hand_over(None)
    asked: list[object] = []
    single.asked.connect(asked.append)
    old = _request(tmp_path, "{}")
    os.utime(old, (time.time() - 3600, time.time() - 3600))
    single.listen()
    assert asked == []
    assert not old.exists()
    single.close()


def _request(folder: Path, text: str) -> Path:
    (folder / REQUESTS).mkdir(exist_ok=True)
    request = folder / REQUESTS / "1.json"
    request.write_text(text, "utf-8")
    return request


def test_a_store_that_is_open_stays_open_when_another_is_asked_for(
    window: object, store: Store, tmp_path: Path
) -> None:
    """The window comes forward and says what to do; asked for its own store, it only comes forward."""
    from ui.app import come_forward
    from ui.main_window import MainWindow

    assert isinstance(window, MainWindow)
    window.showMinimized()
    come_forward(window, store.path)
    assert not window.isMinimized()
    assert window.isActiveWindow()
    assert not window.shell.message.isVisible()
    come_forward(window, tmp_path / "Other.desk")
    assert window.session is not None
    assert window.session.desk.store is store
    assert "Other was to be opened, but team is open here" in window.shell.message.accessibleName()
