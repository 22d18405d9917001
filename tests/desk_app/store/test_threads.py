"""Threads: any of them reads, one writes."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from desk_app.progress import Cancelled
from desk_app.records import Case, Person
from desk_app.store import Store
from tests.desk_app.store.samples import complaint
from tests.desk_app.store.test_changes import DAY


def test_each_thread_reads_through_a_connection_of_its_own(store: Store) -> None:
    """And meets what other threads have saved."""
    complaint(store, DAY)
    meeting = threading.Barrier(4)

    def connection(_: int) -> int:
        meeting.wait()
        return id(store.connection)

    with ThreadPoolExecutor(4) as pool:
        connections = set(pool.map(connection, range(4)))
        counts = list(pool.map(lambda _: len(store.all(Case)), range(8)))
    assert len(connections) == 4
    assert counts == [1] * 8


def test_connections_of_threads_that_have_ended_are_closed(store: Store) -> None:
    """A hundred threads leave a handful of connections, not a hundred."""
    for _ in range(100):
        thread = threading.Thread(target=store.all, args=(Case,))
        thread.start()
        thread.join()
    assert len(store._connections._readers) < 5


def test_threads_that_write_wait_for_one_another(store: Store) -> None:
    """Eight threads log ten people each: none is lost, and the journal is one chain."""

    def write(name: int) -> None:
        for _ in range(10):
            with store.change("add person", f"Thread {name}") as change:
                change.put(None, Person(name=f"{name}"))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(8)))
    assert len(store.all(Person)) == 80
    assert store.verify().ok


def test_what_is_being_written_is_seen_only_by_who_writes(store: Store) -> None:
    """Until the change is done, other threads read what was before."""
    with ThreadPoolExecutor(1) as pool:
        with store.change("add person") as change:
            change.put(None, Person(name="x"))
            assert len(store.all(Person)) == 1
            assert pool.submit(store.all, Person).result() == []
        assert len(pool.submit(store.all, Person).result()) == 1


def test_reading_in_a_block_is_of_one_moment(store: Store) -> None:
    """Figures read twice in one block agree, whatever was saved between."""
    with ThreadPoolExecutor(1) as pool:
        with store.reading():
            before = len(store.all(Case))
            pool.submit(complaint, store, DAY).result()
            assert len(store.all(Case)) == before
        assert len(store.all(Case)) == before + 1


def test_a_job_that_reads_can_be_stopped(store: Store) -> None:
    """Cancel interrupts the SELECT that its thread is running; the thread meets Cancelled, and the store goes on."""
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    begun = threading.Event()
    met: list[BaseException] = []

    def read() -> None:
        store.read("SELECT 1")
        begun.set()
        try:
            store.read(endless)
        except Cancelled as error:
            met.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    begun.wait()
    while thread.is_alive():
        assert thread.ident
        store.interrupt(thread.ident)
        thread.join(0.05)
    assert len(met) == 1
    assert store.read("SELECT 1") == [(1,)]


def test_the_log_is_folded_in_when_asked_and_on_closing(store: Store, path: Path) -> None:
    """A second after a change, say: nothing is left beside the file."""
    complaint(store, DAY)
    log = path / "store.db-wal"
    assert log.stat().st_size > 0
    assert store.checkpoint()
    assert log.stat().st_size == 0
    complaint(store, DAY)
    store.close()
    assert not log.exists()
    store.close()


def test_folding_the_log_in_never_waits_for_a_reader(store: Store) -> None:
    """A report is being read in another thread: it is put off, at once."""
    complaint(store, DAY)
    held, done = threading.Event(), threading.Event()

    def read() -> None:
        with store.reading():
            store.all(Case)
            held.set()
            done.wait()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(read)
        held.wait()
        complaint(store, DAY)
        start = time.monotonic()
        assert not store.checkpoint()
        assert time.monotonic() - start < 1
        done.set()
    assert store.checkpoint()


def test_a_closed_store_says_so(store: Store) -> None:
    """Using it is a bug."""
    store.close()
    with pytest.raises(RuntimeError, match="closed"):
        store.all(Case)


def test_figures_of_the_office_are_those_of_the_last_change(store: Store) -> None:
    """Settings, calendar, profiles and lists are kept in mind, each once."""
    assert store.settings() is store.settings()
    assert store.calendar() is store.calendar()
    assert store.lists() is store.lists()
    assert store.profiles().keys() >= {"statutory", "ombudsman"}
    assert store.calendar().after(date(2026, 11, 20), 1) == date(2026, 11, 20) + timedelta(days=3)
