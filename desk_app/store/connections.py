"""One connection a thread, all of which only read; and one that writes, which nobody meets outside a transaction.

The writer is a connection of its own, since turning query_only on and off makes SQLite prepare every statement anew.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desk_app.store import engine


class Connections:
    """The connections to one file. A thread that has ended leaves one behind, closed when the next thread comes."""

    def __init__(self, file: Path, key: bytes, *, immutable: bool = False) -> None:
        self.file = file
        self.key = key
        self.closed = False
        self.immutable = immutable
        self._guard = threading.Lock()
        self._readers: dict[int, engine.Connection] = {}
        self._writer: engine.Connection | None = None
        self._writing: int | None = None  # the thread that writes

    def mine(self) -> engine.Connection:
        """The connection of the thread that asks: it reads; while that thread writes, what it has written too."""
        me = threading.get_ident()
        if me == self._writing and self._writer is not None:
            return self._writer
        return self._readers.get(me) or self._open(me)

    def _open(self, me: int) -> engine.Connection:
        with self._guard:
            if self.closed:
                raise RuntimeError("the store is closed")
            threading.current_thread()  # makes threads that Python did not start known to enumerate()
            alive = {thread.ident for thread in threading.enumerate()}
            for ident in [ident for ident in self._readers if ident not in alive]:
                self._readers.pop(ident).close()
            connection = self.separate()
            connection.execute("PRAGMA query_only = ON")
            self._readers[me] = connection
            return connection

    @contextmanager
    def writing(self) -> Iterator[engine.Connection]:
        """The connection that writes, for one thread at a time; the caller sees to that."""
        if self._writing is not None:
            raise RuntimeError("a change is being made already")
        if self._writer is None:
            self._writer = self.separate()
        self._writing = threading.get_ident()
        try:
            yield self._writer
        finally:
            self._writing = None

    def separate(self) -> engine.Connection:
        """A connection that belongs to whoever asks, and is theirs to close."""
        return engine.connect(self.file, self.key, immutable=self.immutable)

    def interrupt(self, thread_id: int) -> None:
        """Stop the statement that a thread is running."""
        connection = self._writer if thread_id == self._writing else self._readers.get(thread_id)
        if connection is not None:
            connection.interrupt()

    def close(self) -> None:
        """Close them all."""
        with self._guard:
            self.closed = True
            if self._writer is not None:
                self._writer.close()
            while self._readers:
                self._readers.popitem()[1].close()
