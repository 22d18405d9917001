"""The journal's head is written down in backups and reports, so that a journal that was cut or written anew shows."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from desk_app.__main__ import main
from desk_app.cli.passphrases import PASSPHRASE_VARIABLE
from desk_app.figures.period import between
from desk_app.records import Holiday
from desk_app.report import export, monitoring
from desk_app.store import Store, heads, opening, safekeeping
from desk_app.store.heads import JournalHead
from tests.conftest import PASSPHRASE


def more(store: Store, name: str = "Office closed") -> None:
    with store.change("add holiday", "Alex Example") as change:
        change.put(None, Holiday(on=date(2026, 12, 30), name=name))


def test_a_backup_names_where_its_journal_ends(store: Store, tmp_path: Path) -> None:
    """As the comment of the ZIP; it reads the same as the store's own."""
    safekeeping.backup(store, tmp_path / "a.backup")
    said = safekeeping.journal_of(tmp_path / "a.backup")
    assert re.fullmatch(r"History 1 [0-9a-f]{16}", said)
    assert heads.read(said) == heads.of(store.connection)
    more(store)
    assert heads.of(store.connection)[0].seq == 2
    assert heads.missing(store.connection, heads.read(said)) == ()


def test_each_branch_has_its_head(store: Store, tmp_path: Path) -> None:
    """A copy that was opened elsewhere goes on under a letter."""
    store.close()
    shutil.copytree(store.path, tmp_path / "copy.desk")
    with opening.open_store(tmp_path / "copy.desk", PASSPHRASE) as copy:
        more(copy)
        first, second = heads.of(copy.connection)
        assert (first.letter, first.seq, second.seq) == ("", 1, 1)
        assert second.letter
        assert heads.read(heads.printed((first, second))) == (first, second)


def test_a_report_and_a_monitoring_sheet_name_it_in_their_keywords(
    imported: Store, today: date, tmp_path: Path
) -> None:
    """Where any reader of PDFs shows it; the words that are read out stay as they were."""
    quarter = between(date(2024, 1, 1), date(2024, 3, 31))
    writers: tuple[Callable[[Path], object], ...] = (
        lambda out: export(imported, "2023/24", today, out),
        lambda out: monitoring.export(imported, quarter, today, out),
    )
    for write in writers:
        said = heads.printed(heads.of(imported.connection)).encode()
        write(tmp_path / "made.pdf")
        written = (tmp_path / "made.pdf").read_bytes()
        assert b"<pdf:Keywords>" + said + b"</pdf:Keywords>" in written
        assert b"/Keywords (" + said + b")" in written


def test_a_journal_that_was_written_anew_is_told_by_a_backup_from_before(
    store: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody puts an older copy in the store's place and goes on: the chain holds, and the backup tells."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    older = tmp_path / "older.desk"
    store.close()
    shutil.copytree(store.path, older)
    with opening.open_store(store.path, PASSPHRASE) as now:
        more(now, "What somebody wants gone")
        safekeeping.backup(now, tmp_path / "monday.backup")
    assert main(["verify", str(store.path), "--against", str(tmp_path / "monday.backup")]) == 0
    assert "It holds what was written down elsewhere: 2 " in capsys.readouterr().out
    with opening.open_store(older, PASSPHRASE) as forged:
        more(forged, "Something else")
        assert forged.verify().ok
    assert main(["verify", str(older)]) == 0
    assert main(["verify", str(older), "--against", str(tmp_path / "monday.backup")]) == 1
    assert "does not hold change 2 " in capsys.readouterr().err


@pytest.mark.parametrize("against", ["nonsense", "History", "12 abc"])
def test_what_names_no_change_is_a_problem(
    store: Store, against: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With an example of what it should read like."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    assert main(["verify", str(store.path), "--against", against]) == 1
    assert "names no change" in capsys.readouterr().err


def test_a_head_is_read_from_any_text() -> None:
    """As it was typed into a note."""
    assert heads.read("on Monday it said History 12 00112233445566ff; B 3 ffeeddccbbaa9988.") == (
        JournalHead("", 12, "00112233445566ff"),
        JournalHead("B", 3, "ffeeddccbbaa9988"),
    )
