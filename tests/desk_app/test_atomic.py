"""Writing a file whole or not at all; what cannot be done is said to be just that."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest

from desk_app import atomic
from desk_app.problems import Problem


@pytest.mark.parametrize("number", [errno.EACCES, errno.EPERM, errno.ENOENT, errno.EROFS])
def test_a_folder_that_cannot_be_written_is_said_to_be_just_that(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is there, so it has not gone: /proc answers ENOENT, others that it is not allowed."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(number, "refused")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    with pytest.raises(Problem, match="does not let you save files") as told:
        atomic.write_bytes(tmp_path / "list.csv", b"x")
    assert "gone" not in str(told.value)
    assert told.value.remedy == "Choose another folder."


def test_a_folder_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    """Nothing is made in its stead."""
    with pytest.raises(Problem, match="is not there"):
        atomic.write_bytes(tmp_path / "gone" / "list.csv", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_too_long_is_said(tmp_path: Path) -> None:
    """As a sentence, not as a fault of the program."""
    with pytest.raises(Problem, match="cannot be a file’s name here") as told:
        atomic.write_bytes(tmp_path / f"{'a' * 300}.pdf", b"x")
    assert told.value.remedy == "Choose a shorter or simpler name."


def test_a_write_that_fails_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    """And nothing beside it."""
    target = tmp_path / "list.csv"
    target.write_bytes(b"earlier")

    def stop_half_way() -> NoReturn:
        with atomic.replacing(target) as part:
            part.write_bytes(b"half")
            raise ValueError("on the way")

    with pytest.raises(ValueError, match="on the way"):
        stop_half_way()
    assert target.read_bytes() == b"earlier"
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


def test_what_a_killed_export_left_goes_with_the_next_one(tmp_path: Path) -> None:
    """Of this program, and so old that nobody can be writing it; the same name or another. Other files stay."""
    old, young, other = (tmp_path / name for name in (".a.csv.x1.desk.part", ".b.csv.x2.desk.part", ".film.part"))
    for path in (old, young, other):
        path.write_text("Ada Testwell", "utf-8")
    for path in (old, other):
        os.utime(path, (1, 1))
    with atomic.replacing(tmp_path / "c.csv") as part:
        part.write_text("c", "utf-8")
        assert part.name.endswith(atomic.PART)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".b.csv.x2.desk.part", ".film.part", "c.csv"]


def test_nothing_is_written_out_into_the_folder_of_a_store(tmp_path: Path) -> None:
    """Nor deeper in it, nor by a link that leads there. It would stand there to be read by anybody."""
    store = tmp_path / "team.desk"
    (store / "within").mkdir(parents=True)
    ways = [store, store / "within"]
    if os.name == "posix":
        (tmp_path / "exports").symlink_to(store)
        ways.append(tmp_path / "exports")
    for folder in ways:
        with pytest.raises(Problem, match=r"team\.desk is the folder of a store"):
            atomic.write_bytes(folder / "store.db.csv", b"x")
    assert [path.name for path in store.iterdir()] == ["within"]


@pytest.mark.skipif(os.name != "posix", reason="On Windows the folder says who may read what is in it.")
def test_a_new_file_is_for_who_wrote_it_alone(tmp_path: Path) -> None:
    """Whatever new files are let otherwise. One that is replaced keeps what the office lets others do."""
    before = os.umask(0o022)
    try:
        atomic.write_bytes(tmp_path / "new.csv", b"x")
        (tmp_path / "shared.csv").touch()
        (tmp_path / "shared.csv").chmod(0o640)
        atomic.write_bytes(tmp_path / "shared.csv", b"x")
    finally:
        os.umask(before)
    rights = {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir()}
    assert rights == {"new.csv": "0o600", "shared.csv": "0o640"}
