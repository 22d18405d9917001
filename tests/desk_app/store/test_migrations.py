"""The schema's history."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

from desk_app.store import Store, engine, migrations, opening, search
from desk_app.store.schema import stands
from tests.desk_app.store.samples import complaint


def test_names_carry_the_issues_number() -> None:
    """issue_2_tables."""
    assert all(re.fullmatch(r"issue_\d+_[a-z_]+", name) for name in migrations.names())
    assert len(set(migrations.names())) == len(migrations.names())


def test_a_new_store_has_had_them_all(store: Store) -> None:
    """And carries their number, which an older program refuses."""
    assert migrations.applied(store.connection) == migrations.names()
    assert store.read("PRAGMA user_version") == [(len(migrations.MIGRATIONS),)]


def test_applying_them_again_changes_nothing(store: Store) -> None:
    """Each is applied once."""
    before = stands(store.connection)
    with store.maintenance() as connection:
        migrations.apply(connection)
    assert stands(store.connection) == before


def test_a_store_of_the_first_schema_learns_who_logged_its_cases(tmp_path: Path) -> None:
    """The list line of each case gets it from the case; verify finds nothing amiss."""
    # the first schema's line is the second's without its last column: made by this program and taken back
    made, _ = opening.create(tmp_path / "Old.desk", member="Alex Example", passphrase="x", weak_for_tests=True)
    with made:
        complaint(made, date(2026, 11, 2))
        with made.change("correct") as change:
            case = made.case_file(search.all_ids(made, search.Filter())[0]).case
            change.put(case, replace(case, logged_by="Bea Example"))
        with made.maintenance() as connection:
            for name in ("open", "year", "team", "status"):
                connection.execute(f"DROP INDEX case_line_by_{name}")
            connection.execute("ALTER TABLE case_line DROP COLUMN logged_by")
            connection.execute("CREATE INDEX case_line_year ON case_line(year, kind)")
            connection.execute("CREATE INDEX case_line_open ON case_line(open, due_on)")
            connection.execute(f"DELETE FROM {migrations.LEDGER} WHERE name = 'issue_3_lists'")
            connection.execute("PRAGMA user_version = 1")
    with opening.open_store(tmp_path / "Old.desk", "x") as store:
        assert search.first_page(store, search.Filter(mine="Bea Example")).count == 1
        assert store.verify().findings == []


def test_every_table_is_strict(store: Store) -> None:
    """But those of the full-text index and of sqlite-utils, which are not ours."""
    tables = store.read("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql NOT NULL")
    loose = {name for name, sql in tables if "STRICT" not in sql}
    assert all(name.startswith(("case_search", "_sqlite", "sqlite_")) for name in loose)


def test_every_reference_is_checked_and_has_an_index(store: Store) -> None:
    """So that removing a record need not look through whole tables."""
    for (table,) in store.read("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%REFERENCES%'"):
        indexed = {
            store.read(f"PRAGMA index_info({index})")[0][2]
            for _, index, *_ in store.read(f"PRAGMA index_list({table})")
        }
        for row in store.read(f"PRAGMA foreign_key_list({table})"):
            assert row[3] in indexed or row[3] == "change", f"{table}.{row[3]}"


def test_statements_are_taken_apart_where_they_end() -> None:
    """Not at the semicolons inside a trigger."""
    script = "CREATE TABLE a(x);\nCREATE TRIGGER t AFTER INSERT ON a\nBEGIN SELECT 1; SELECT 2; END;\n"
    assert len(migrations.statements(script)) == 2


def test_sqlite_utils_runs_on_our_sqlite(store: Store) -> None:
    """One SQLite library: a second one on the same file would drop its locks."""
    import sqlcipher3

    with store.maintenance() as connection:
        db = engine.database(connection)
        assert "feedback_case" in db.table_names()
    assert sys.modules["sqlite_utils.utils"].sqlite3 is sqlcipher3


def test_a_connection_is_set_up_as_the_design_says(store: Store) -> None:
    """WAL, fsync with every commit, foreign keys, nothing deleted left readable, no temporary files."""
    settings = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "temp_store": 2,
        "trusted_schema": 0,
        "recursive_triggers": 1,
        "query_only": 1,
        "cache_size": -16384,
    }
    for name, value in settings.items():
        assert store.read(f"PRAGMA {name}") == [(value,)], name
