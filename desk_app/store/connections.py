"""One connection a thread. All of them only read; the writer opens its own for the length of a change."""

from __future__ import annotations

import threading
from pathlib import Path

from desk_app.store import engine


class Connections:
    """The connections to one file. A thread that has ended leaves one behind, closed when the next thread comes."""

    def __init__(self, file: Path, key: bytes, *, immutable: bool = False) -> None:
        self.file = file
        self.key = key
        self.closed = False
        self._immutable = immutable
        self._guard = threading.Lock()
        self._of_thread: dict[int, engine.Connection] = {}

    def mine(self) -> engine.Connection:
        """The connection of the thread that asks."""
        connection = self._of_thread.get(threading.get_ident())
        return connection if connection is not None else self._open()

    def _open(self) -> engine.Connection:
        with self._guard:
            if self.closed:
                raise RuntimeError("the store is closed")
            threading.current_thread()  # makes threads that Python did not start known to enumerate()
            alive = {thread.ident for thread in threading.enumerate()}
            for ident in [ident for ident in self._of_thread if ident not in alive]:
                self._of_thread.pop(ident).close()
            connection = engine.connect(self.file, self.key, immutable=self._immutable)
            connection.execute("PRAGMA query_only = ON")
            self._of_thread[threading.get_ident()] = connection
            return connection

    def interrupt(self, thread_id: int) -> None:
        """Stop the statement that a thread is running."""
        connection = self._of_thread.get(thread_id)
        if connection is not None:
            connection.interrupt()

    def close(self) -> None:
        """Close them all."""
        with self._guard:
            self.closed = True
            while self._of_thread:
                self._of_thread.popitem()[1].close()
