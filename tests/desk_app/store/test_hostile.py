"""A store from somebody else, who has its passphrase: what was put into its file does not run here."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from desk_app.__main__ import main
from desk_app.cli.passphrases import PASSPHRASE_VARIABLE
from desk_app.problems import Problem
from desk_app.records import SettingRecord
from desk_app.settings import Settings, from_rows
from desk_app.store import Store, engine, opening, schema
from desk_app.store.store import DATABASE
from tests.conftest import PASSPHRASE

EVIL = {
    "a trigger that empties what is typed": "CREATE TRIGGER tidy AFTER INSERT ON draft BEGIN DELETE FROM draft; END",
    "a trigger that forges a later change": (
        "CREATE TRIGGER helpful AFTER INSERT ON feedback_case BEGIN UPDATE person SET name = 'Nobody'; END"
    ),
    "a view in a table's place that never ends": (
        "DROP TABLE backup_log; CREATE VIEW backup_log AS WITH RECURSIVE n(at, path, size, hash) AS"
        " (SELECT '1', '', 0, '' UNION ALL SELECT at || '1', '', 0, '' FROM n) SELECT * FROM n"
    ),
    "a view that asks for the meta table": (
        "ALTER TABLE meta RENAME TO meta_before; CREATE VIEW meta AS SELECT * FROM meta_before"
    ),
    "a table that is no part of it": "CREATE VIRTUAL TABLE extra USING fts5(words)",
    "the journal's guard taken away": "DROP TRIGGER change_kept",
    "a guard that lets everything pass": (
        "DROP TRIGGER change_stays; CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN SELECT 1; END"
    ),
    "an index on what a function says": "CREATE INDEX slow ON person(length(name))",
}


def given(store: Store, sql: str, folder: Path) -> Path:
    """The store, altered with its key and then handed on: it comes from another place."""
    key = store.key
    store.close()
    connection = engine.connect(store.path / DATABASE, key)
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.executescript(sql)
    finally:
        connection.close()
    folder.mkdir()
    return Path(shutil.copytree(store.path, folder / "from-outside.desk"))


@pytest.mark.parametrize("what", EVIL)
def test_what_this_program_did_not_make_is_not_opened(store: Store, what: str, tmp_path: Path) -> None:
    """Said in a moment, with what it is; nothing was run or changed."""
    path = given(store, EVIL[what], tmp_path / "mail")
    before = (path / DATABASE).read_bytes()
    with pytest.raises(Problem, match=r"altered by another program: .+ (was added|was altered|is missing)"):
        opening.open_store(path, PASSPHRASE)
    assert (path / DATABASE).read_bytes() == before


def test_a_trigger_that_hides_among_sqlites_own_is_refused(store: Store, tmp_path: Path) -> None:
    """SQLite itself takes a table of contents that contradicts itself for damage."""
    sql = (
        "CREATE TRIGGER hidden AFTER INSERT ON draft BEGIN DELETE FROM draft; END; PRAGMA writable_schema = ON;"
        " UPDATE sqlite_master SET name = 'sqlite_hidden' WHERE name = 'hidden'"
    )
    path = given(store, sql, tmp_path / "mail")
    with pytest.raises(Problem, match=r"is damaged|altered by another program"):
        opening.open_store(path, PASSPHRASE)


def test_an_old_store_brings_no_trigger_along(store: Store, tmp_path: Path) -> None:
    """It would run while the store is brought up to date."""
    sql = (
        f"{EVIL['a trigger that empties what is typed']}; DELETE FROM _sqlite_migrations WHERE name = 'issue_4_people'"
    )
    path = given(store, sql, tmp_path / "mail")
    with pytest.raises(Problem, match="trigger tidy was added"):
        opening.open_store(path, PASSPHRASE)


def test_a_view_is_refused_for_reading_too(store: Store, tmp_path: Path) -> None:
    """Reading it might never end."""
    path = given(store, EVIL["a view in a table's place that never ends"], tmp_path / "mail")
    with pytest.raises(Problem, match="view backup_log was added"):
        opening.open_store(path, PASSPHRASE, read_only=True)


def test_a_trigger_that_came_while_the_program_was_not_looking_is_found_by_verify(
    store: Store, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On this computer, with the store closed as it should be."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    with store.maintenance() as connection:
        connection.execute(EVIL["a trigger that empties what is typed"])
    store.close()
    assert main(["verify", str(store.path)]) == 1
    assert "trigger tidy was added" in capsys.readouterr().out


def test_a_store_that_was_only_moved_is_opened(store: Store, tmp_path: Path) -> None:
    """Whatever SQLite keeps for itself in it."""
    path = given(store, "ANALYZE", tmp_path / "mail")
    with opening.open_store(path, PASSPHRASE) as moved:
        assert schema.differences(moved.connection) == []
        assert moved.verify().ok


@pytest.mark.parametrize("key", ["lock_minutes", "council", "lead_days", "sample", "ways_to_complain"])
@pytest.mark.parametrize("value", [None, {}, [], [[]], [None], 1e308, "x", True, -5, {"a": 1}])
def test_a_setting_of_another_kind_than_its_own_is_not_taken(key: str, value: object) -> None:
    """The default stands; what is of its kind is taken."""
    made = getattr(from_rows([SettingRecord(key=key, value=json.dumps(value))]), key)
    default = getattr(Settings(), key)
    assert type(made) is type(default)
    if isinstance(made, tuple):
        assert all(type(item) is type(default[0]) for item in made)


def test_a_setting_that_is_no_json_is_not_taken() -> None:
    """Nor one that is nested without end."""
    for text in ("", "{", "[" * 100_000, "NaN x"):
        assert from_rows([SettingRecord(key="council", value=text)]) == Settings()


def test_a_file_whose_bytes_are_not_those_of_its_name_is_told(store: Store, tmp_path: Path) -> None:
    """Verify names it."""
    blob = store.path / DATABASE
    assert blob.exists()
    sql = "INSERT INTO blob VALUES (hex(zeroblob(32)), 4, x'4d5a9000')"
    path = given(store, sql, tmp_path / "mail")
    with opening.open_store(path, PASSPHRASE) as moved:
        report = moved.verify()
    assert [finding for finding in report.findings if "was altered" in finding]
