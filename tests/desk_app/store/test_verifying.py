"""Verify proves that a store is whole, and notices when it is not."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desk_app.problems import Problem
from desk_app.progress import Cancelled
from desk_app.records import Document, Publication, SettingRecord
from desk_app.store import Store, engine, opening, search
from desk_app.store.store import DATABASE
from tests.desk_app.store.conftest import PASSPHRASE, Reopen
from tests.desk_app.store.samples import complaint
from tests.desk_app.store.test_changes import DAY

Tamper = Callable[[engine.Connection], object]


@pytest.fixture
def told(store: Store) -> Store:
    """Three complaints, an edit and an undo."""
    for name in ("Asha Evason", "Bronwen Farley", "Callum Jukes"):
        complaint(store, DAY, words=f"{name} was not told.", name=name)
    store.undo()
    with store.change("add document") as change:
        case_id = store.case_id("CF/2026-27/0001")
        assert case_id
        change.put(None, Document(case_id=case_id, name="a.txt", blob_hash=change.put_blob(b"text"), size=4))
        own = json.dumps({"blob": change.put_blob(b"own words"), "name": "a.docx", "by": "Alex", "on": "2026-11-24"})
        change.put(None, SettingRecord(key="letter: acknowledgement", value=own))
        change.put(None, Publication(year="2023/24", pdf_hash=change.put_blob(b"%PDF")))
    return store


def _tampered(store: Store, reopen: Reopen, tamper: Tamper) -> list[str]:
    """What verify finds after the file was altered by somebody who has its key, past every trigger."""
    store.close()
    connection = engine.connect(store.path / DATABASE, store.key)
    connection.execute("PRAGMA foreign_keys = OFF")
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    tamper(connection)
    for _, sql in triggers:
        connection.execute(sql)
    connection.close()
    return reopen(store.path).verify().findings


def test_a_whole_store_is_found_whole(told: Store) -> None:
    """Each part says what was looked at."""
    verification = told.verify()
    assert verification.ok
    assert [line.partition(":")[0] for line in verification.lines] == [
        "Pages",
        "Tables",
        "Links",
        "Journal",
        "Derived",
        "Full text",
        "Files",
    ]
    assert "Journal: 6 changes in 1 branch, every record as they left it" in verification.lines


def _sql(*statements: str) -> Tamper:
    def run(connection: engine.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    return run


LAST = "(SELECT max(id) FROM change)"
FIRST = "(SELECT min(id) FROM change WHERE verb = 'log complaint')"


@pytest.mark.parametrize(
    ("tamper", "expected"),
    [
        (_sql("UPDATE feedback_case SET words = 'All is well'"), "CF/2026-27/0001 (feedback_case "),
        (_sql("UPDATE person SET name = 'Somebody Else'"), "not as the journal left it"),
        (_sql("UPDATE feedback_case SET version = 9"), "not as the journal left it"),
        (_sql("DELETE FROM party"), "that the journal has is gone"),
        (_sql("INSERT INTO person(id, version, name) VALUES (5, 1, 'Nobody')"), "is not in the journal"),
        (_sql(f"UPDATE change SET verb = 'nothing' WHERE id = {FIRST}"), "change 2 (nothing, 2026-11-24) was altered"),
        (_sql(f"UPDATE change SET \"by\" = 'Bo' WHERE id = {FIRST}"), "was altered"),
        (_sql("UPDATE change SET at = '2020' || substr(at, 5)"), "was altered"),
        (_sql("UPDATE change_row SET after = replace(after, 'Asha', 'Anna')"), "row 2 of change 2"),
        (_sql("UPDATE change_row SET now = 7 WHERE n = 1"), "was altered"),
        (_sql(f'DELETE FROM change_row WHERE "change" = {FIRST} AND n = 2'), "was altered"),
        (_sql(f'DELETE FROM change_row WHERE "change" = {FIRST}', f"DELETE FROM change WHERE id = {FIRST}"), "is cut"),
        (_sql(f"UPDATE change SET seq = seq + 1 WHERE id = {LAST}"), "is cut"),
        (_sql(f'DELETE FROM change_row WHERE "change" = {LAST}', f"DELETE FROM change WHERE id = {LAST}"),
         "not in the journal"),
        (_sql("UPDATE branch SET forked_from = x'01'"), "grows from a change that is not there"),
        (_sql("UPDATE change_row SET salt = NULL WHERE n = 1"), "was altered"),
        (_sql("UPDATE step SET due_on = '2030-01-01' WHERE key = 'acknowledge'"), "the dates kept"),
        (_sql("DELETE FROM step"), "the dates kept"),
        (_sql("INSERT INTO step SELECT 7, key, label, team, investigation_id, basis, starts_on, days, unit, due_on,"
              " limit_on, expected_on, other_on, other_basis, done_on, soft, published, internal, paused,"
              " not_applicable, record_id FROM step LIMIT 1"), "rows of step belong to no case"),
        (_sql("UPDATE case_line SET status = 'Upheld'"), "the list line kept"),
        (_sql("UPDATE case_text SET words = 'x'"), "the search text kept"),
        (_sql("DELETE FROM case_search_data WHERE id > 10"), "index of words"),
        (_sql("INSERT INTO case_search(rowid, reference, names, summary, words) VALUES (3, 'a', 'b', 'c', 'd')"),
         "index of words"),
        (_sql("DELETE FROM working_day WHERE on_day = '2026-11-10'"), "working days"),
        (_sql("UPDATE blob SET data = x'00'"), "was altered"),
        (_sql("DELETE FROM blob"), "the file of document"),
        (_sql("DELETE FROM blob"), "the file of template letter: acknowledgement is missing"),
        (_sql("DELETE FROM blob"), "the file of published report 2023/24 is missing"),
        (_sql("DROP INDEX party_case"), "index party_case is missing"),
        (_sql("CREATE TABLE extra(x)"), "table extra was added"),
        (_sql("UPDATE party SET person_id = 1"), "refers to a person that is not there"),
    ],
)  # fmt: skip
def test_what_was_altered_behind_its_back_is_noticed(
    told: Store, reopen: Reopen, tamper: Tamper, expected: str
) -> None:
    """By somebody with the key and the skill to get past the triggers."""
    findings = _tampered(told, reopen, tamper)
    assert any(expected in finding for finding in findings), findings


def test_a_missing_trigger_is_noticed(told: Store, reopen: Reopen) -> None:
    """Without it the journal could be altered unseen."""
    told.close()
    connection = engine.connect(told.path / DATABASE, told.key)
    connection.execute("DROP TRIGGER change_kept")
    connection.close()
    assert reopen(told.path).verify().findings == ["trigger change_kept is missing"]


def test_erased_bodies_do_not_break_the_chain(told: Store) -> None:
    """What erasing does: salt, before and after go together, and the chain holds."""
    with told.change("erase") as change:
        change.connection.execute("UPDATE change_row SET salt = NULL, before = NULL, after = NULL")
    assert told.verify().ok
    assert all(row.after in ({}, None) for _, rows in told.history() for row in rows)


def _noticed(path: Path) -> bool:
    """Whether opening or verify finds something wrong."""
    try:
        with opening.open_store(path, PASSPHRASE, read_only=True) as opened:
            return not opened.verify().ok
    except Problem:
        return True


def test_flipped_bits_are_noticed(told: Store, path: Path) -> None:
    """Thirty files with one flipped bit each: opening or verify says so, every time."""
    told.close()
    whole = (path / DATABASE).read_bytes()
    chance = random.Random(2)
    for _ in range(30):
        at = chance.randrange(len(whole))
        spoilt = bytearray(whole)
        spoilt[at] ^= 1 << chance.randrange(8)
        (path / DATABASE).write_bytes(spoilt)
        assert _noticed(path), at
    (path / DATABASE).write_bytes(whole)


def test_verify_shows_its_progress_and_can_be_cancelled(told: Store) -> None:
    """Cancelled by the third report of progress: nothing is left open."""
    seen: list[str] = []

    def progress(done: int, total: int, text: str) -> None:
        seen.append(text)
        if len(seen) == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        told.verify(progress)
    assert all(text.startswith("Checking") for text in seen)
    assert told.verify().ok


def test_verify_looks_at_one_moment_while_others_write(told: Store, reopen: Reopen) -> None:
    """A case logged in the middle of a verification is no finding."""
    logged: list[int] = []

    def progress(done: int, total: int, text: str) -> None:
        logged.append(complaint(told, date(2026, 11, 3)))

    assert told.verify(progress).findings == []
    assert search.first_page(told, search.Filter()).count == 2 + len(logged)
