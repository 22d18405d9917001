"""The small files beside a store may be spoilt, or somebody else's: a problem or nothing, never a bug, never a link."""

from __future__ import annotations

import json
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from desk_app import plain_files
from desk_app.__main__ import BUG, main
from desk_app.cli.passphrases import PASSPHRASE_VARIABLE
from desk_app.problems import Problem
from desk_app.store import Store, attempts, handing_over, keys, last_link, lock, opening, restoring, safekeeping
from tests.desk_app.store import nearly_full
from tests.desk_app.store.conftest import PASSPHRASE
from ui import stores

NONSENSE = (
    "", "[", "[[[" * 50_000, "{}", "[]", "null", "1e999", '"text"', "{" + '"a":{' * 20_000, "\x00\xff", "9" * 5_000,
    '{"wrong": 9, "last_at": "2026-11-24T09:00:00"}', '{"wrong": 3, "last_at": "9999-12-31T23:59:59+00:00"}',
    '{"wrong": 1e999, "last_at": "2026-11-24T09:00:00+00:00"}', '{"wrong": -1, "last_at": 7}',
    '{"wrong": [], "last_at": {}}', '{"branch": "a", "seq": 1e999, "hash": "00"}',
    '{"branch": "a", "seq": 123456789012345678901234, "hash": "00"}', '{"branch": [], "seq": 1, "hash": 7}',
    '{"by": 1, "at": "0001-01-01T00:00:00+00:00", "to": []}', '{"by": "a", "since": "9999-12-31T23:59:59-14:00"}',
)  # fmt: skip
posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of this kind")


@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_in_the_notes_beside_a_store_does_not_keep_it_shut(store: Store, text: str) -> None:
    """A spoilt count of attempts, last link or holder says nothing; the store opens."""
    store.close()
    for name in (attempts.NAME, last_link.NAME, lock.WHO):
        (store.path / name).write_text(text, "utf-8")
        opening.open_store(store.path, PASSPHRASE).close()
    (store.path / lock.WHO).write_text(text, "utf-8")
    with lock_held(store), pytest.raises(Problem, match="open elsewhere"):
        opening.open_store(store.path, PASSPHRASE)


def lock_held(store: Store) -> Store:
    """Somebody has it open, and open.json is spoilt meanwhile."""
    text = (store.path / lock.WHO).read_bytes()
    held = opening.open_store(store.path, PASSPHRASE)
    (store.path / lock.WHO).write_bytes(text)
    return held


@pytest.mark.parametrize("text", NONSENSE)
def test_a_spoilt_note_of_handing_over_is_a_problem(store: Store, text: str) -> None:
    """Handed over it was, so it is not written to."""
    store.close()
    (store.path / handing_over.NAME).write_text(text, "utf-8")
    with pytest.raises(Problem, match="handed over"):
        opening.open_store(store.path, PASSPHRASE)


def _other_keys(store: Store) -> list[str]:
    good = json.loads((store.path / keys.NAME).read_text("utf-8"))
    [name] = good["members"]
    spoilt = [
        {**good, "members": []}, {**good, "members": {name: []}}, {**good, "members": {name: None}},
        {**good, "recovery": [1]}, {**good, "generation": float("inf")}, {**good, "generation": 10**30},
        {**good, "seal": 7}, {**good, "format": []},
        *({**good, "members": {name: {**good["members"][name], "n": n}}} for n in (float("inf"), -1, "8", 10**40)),
    ]  # fmt: skip
    return [json.dumps(each).replace("Infinity", "1e999") for each in spoilt]


def test_nonsense_in_the_keys_is_a_problem(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    """In the window and on the command line; also a file that is much too long."""
    store.close()
    os.environ[PASSPHRASE_VARIABLE] = PASSPHRASE
    for text in (*NONSENSE, *_other_keys(store), " " * (keys.LARGEST + 1)):
        (store.path / keys.NAME).write_text(text, "utf-8")
        assert main(["due", str(store.path)]) == 1, (text[:80], capsys.readouterr().err)
        stores.names_in(store.path, lambda *_: None)
    del os.environ[PASSPHRASE_VARIABLE]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda out: _zip(out, "[[[" * 50_000),
        lambda out: _zip(out, '{"format": "feedback-desk keys 2"}'),
        lambda out: _zip(out, "{}", zipfile.ZIP_DEFLATED),
        lambda out: _flagged(out, 6, 0x1),
        lambda out: _flagged(out, 8, 99),
        lambda out: _zip(out, " " * (keys.LARGEST + 1)),
        lambda out: out.write_bytes(b"garbage"),
        lambda out: out.write_bytes(b""),
    ],
)
def test_nonsense_instead_of_a_backup_is_a_problem(
    spoil: Callable[[Path], object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An entry that is encrypted or packed in an unknown way, keys that are none: never a bug, nothing is left."""
    monkeypatch.setenv(PASSPHRASE_VARIABLE, PASSPHRASE)
    backup = tmp_path / "a.backup"
    spoil(backup)
    status = main(["restore", str(backup), "--out", str(tmp_path / "back.desk")])
    assert status == 1, capsys.readouterr().err
    assert status != BUG
    assert [path.name for path in tmp_path.iterdir()] == ["a.backup"]


def _zip(out: Path, text: str, how: int = zipfile.ZIP_STORED) -> None:
    with zipfile.ZipFile(out, "w", how) as packed:
        packed.writestr(keys.NAME, text)
        packed.writestr("store.db", b"x" * 5000)


def _flagged(out: Path, at: int, value: int) -> None:
    """Alter a field of every entry: 6 its flags, 8 how it is packed."""
    _zip(out, "{}")
    data = bytearray(out.read_bytes())
    for sign, more in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        found = data.find(sign)
        while found >= 0:
            data[found + at + more] = value
            found = data.find(sign, found + 4)
    out.write_bytes(bytes(data))


@posix
@pytest.mark.parametrize(
    "name",
    [attempts.NAME, last_link.NAME, lock.WHO, lock.LOCK, f"{keys.NAME}.new", keys.NAME, "store.db", "store.db-wal"],
)
def test_a_link_in_the_folder_is_not_followed(store: Store, tmp_path: Path, name: str) -> None:
    """Neither with the right passphrase nor with a wrong one: the store is refused, and what it names is as it was."""
    store.close()
    victim, place = tmp_path / "victim.txt", store.path / name
    if place.exists():
        place.rename(victim)
    else:
        victim.write_text("of somebody else", "utf-8")
    before = victim.read_bytes()
    place.symlink_to(victim)
    for passphrase in (PASSPHRASE, "wrong"):
        for read_only in (True, False):
            with pytest.raises(Problem, match="link"):
                opening.open_store(store.path, passphrase, read_only=read_only)
    assert victim.read_bytes() == before
    assert place.is_symlink()


@posix
@pytest.mark.parametrize("name", [attempts.NAME, last_link.NAME, handing_over.NAME, keys.NAME])
def test_a_pipe_does_not_keep_anybody_waiting(store: Store, name: str) -> None:
    """It would for ever."""
    store.close()
    (store.path / name).unlink(missing_ok=True)
    os.mkfifo(store.path / name)
    assert stores.names_in(store.path, lambda *_: None) == (() if name == keys.NAME else ("Alex Example",))
    with pytest.raises(Problem):
        opening.open_store(store.path, PASSPHRASE)


@posix
def test_a_link_that_comes_later_is_not_written_through(store: Store, tmp_path: Path) -> None:
    """While the store is open: each writing asks for itself."""
    victim = tmp_path / "victim.txt"
    victim.write_text("of somebody else", "utf-8")
    (store.path / last_link.NAME).unlink(missing_ok=True)
    (store.path / last_link.NAME).symlink_to(victim)
    store.log_export("export cases")
    assert victim.read_text("utf-8") == "of somebody else"
    (store.path / f"{keys.NAME}.new").symlink_to(victim)
    with pytest.raises(OSError, match="not a plain file"):
        keys.write(store.path, keys.read(store.path))
    assert victim.read_text("utf-8") == "of somebody else"


def test_a_good_backup_is_still_restored(store: Store, tmp_path: Path) -> None:
    """What is refused is not what we make."""
    safekeeping.backup(store, tmp_path / "a.backup")
    assert restoring.restore(tmp_path / "a.backup", tmp_path / "back.desk", PASSPHRASE)[1] is None


@nearly_full.posix
def test_what_is_written_is_written_whole_or_is_an_error(tmp_path: Path) -> None:
    """Up to the last byte that there is room for it is whole; of one more it is said."""
    for size in (0, 1, 4096):
        with nearly_full.after(4096), plain_files.writing(tmp_path / "a") as file:
            assert file.write(bytes(size)) == size
        assert (tmp_path / "a").stat().st_size == size
    with (
        nearly_full.after(4096),
        plain_files.writing(tmp_path / "a") as file,
        pytest.raises(OSError, match="too large"),
    ):
        file.write(bytes(4097))


def test_a_number_is_a_number() -> None:
    """Not true, not text, not below nought."""
    assert plain_files.number(7) == 7
    for wrong in (True, "7", -1, 7.0, None, 2**60):
        with pytest.raises(ValueError, match="number"):
            plain_files.number(wrong)
