"""One window for each user: a second start hands what it was asked to the first, and ends.

The first start holds a lock file in the configuration folder and watches a folder beside it. A second start puts a
request there; that it is taken away again is the answer. Who gets no answer (a window that hangs, a lock that another
machine holds on a shared folder) opens a window of its own, so nobody is ever locked out.
"""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, QSysInfo, QTimer, Signal

from desk_app import this_computer

LOCK, REQUESTS = "window.lock", "starts"
PATIENCE_SECONDS = 5.0
"""How long a second start waits for its answer."""
STALE_SECONDS = 15.0
"""A request as old as this is of a start that gave up."""
POLL_MILLISECONDS = 1000


class SingleStart(QObject):
    """`asked(Path | None)`: another start was made, perhaps for a store. Only after `listen`."""

    asked = Signal(object)

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._requests = folder / REQUESTS
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(0)  # never by age: a window may be open for weeks. Qt looks whether it still runs
        self._watcher: QFileSystemWatcher | None = None  # kept for as long as this lives: Qt may be telling of a change
        self._poll = QTimer(self)
        self._poll.setInterval(POLL_MILLISECONDS)
        self._poll.timeout.connect(self.take_requests)

    def hand_over(self, store: Path | None) -> bool:
        """Whether a window that is open already has taken this start. If not, this is the first: open one."""
        try:
            this_computer.make_private(self._requests)
        except OSError:
            return False  # no place to meet in: a window of its own
        if self._lock.tryLock(0) or not self._held_here():
            return False
        try:
            request = self._put(store)
        except OSError:
            return False
        self._let_it_come_forward()
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            if not request.exists():
                return True
            time.sleep(0.02)
        with suppress(OSError):
            request.unlink()
            return False
        return True  # taken in the last moment

    def listen(self) -> None:
        """From now on other starts are heard of."""
        if not self._lock.isLocked():
            return
        self._watcher = QFileSystemWatcher([str(self._requests)])
        self._watcher.directoryChanged.connect(self.take_requests)
        self._poll.start()  # where the system does not say what changes in a folder
        self.take_requests()

    def close(self) -> None:
        """Let the next start be the first."""
        self._poll.stop()
        if self._watcher is not None and self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._lock.unlock()

    def take_requests(self, _folder: str = "") -> None:
        """Answer what was asked since."""
        try:
            found = sorted(self._requests.glob("*.json"))
        except OSError:
            return
        for request in found:
            try:
                age = time.time() - request.stat().st_mtime
                text = request.read_text("utf-8")
                request.unlink()  # this is the answer
            except OSError:
                continue
            if age < STALE_SECONDS:
                self.asked.emit(_store_in(text))

    def _put(self, store: Path | None) -> Path:
        request = self._requests / f"{time.time_ns():020}-{os.getpid()}.json"
        beside = request.with_suffix(".part")
        beside.write_text(json.dumps({"store": str(store) if store else ""}), "utf-8")
        beside.replace(request)
        return request

    def _held_here(self) -> bool:
        """Whether the lock is a process's of this machine; elsewhere nobody could look at its window."""
        _pid, host, _program = self._holder()
        return host in ("", QSysInfo.machineHostName())

    def _holder(self) -> tuple[int, str, str]:
        known = self._lock.getLockInfo()
        if isinstance(known, tuple) and len(known) == 3:
            pid, host, program = known
            return int(pid), str(host), str(program)
        return 0, "", ""

    def _let_it_come_forward(self) -> None:
        """Windows lets only the program in front raise another's window, unless that one says so."""
        if sys.platform == "win32":
            import ctypes

            pid, _host, _program = self._holder()
            ctypes.windll.user32.AllowSetForegroundWindow(pid)


def _store_in(text: str) -> Path | None:
    try:
        store = json.loads(text)["store"]
        return Path(store) if isinstance(store, str) and store else None
    except (ValueError, KeyError, TypeError):
        return None
