"""Copies for other programs to open: private, read-only, gone afterwards, even after a kill."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desk_app.desk.open_copies import PREFIX, OpenCopies, opens, sweep
from desk_app.problems import Problem

posix_only = pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")


@posix_only
def test_a_copy_is_read_only_in_a_folder_of_its_owner_alone(tmp_path: Path) -> None:
    """0700 and 0400."""
    copies = OpenCopies(tmp_path)
    path = copies.put("Letter to Ada Example.PDF", b"%PDF-")
    assert path.read_bytes() == b"%PDF-"
    assert path.name == "Document 1.pdf"  # lists of what was opened last are not ours to clear
    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert copies.folder is not None
    assert stat.S_IMODE(copies.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert copies.remove()
    assert list(tmp_path.iterdir()) == []


def test_two_files_of_one_name_do_not_meet(tmp_path: Path) -> None:
    """Each lies in a folder of its own; after removing, it can go on."""
    copies = OpenCopies(tmp_path)
    first, second = copies.put("a.txt", b"1"), copies.put("a.txt", b"2")
    assert (first.read_bytes(), second.read_bytes()) == (b"1", b"2")
    copies.remove()
    assert copies.put("a.txt", b"3").read_bytes() == b"3"
    copies.remove()
    assert copies.remove()  # nothing there: nothing to do


@pytest.mark.parametrize(
    "name", ["setup.exe", "run.bat", "page.html", "x.js", "a.lnk", "plan.docm", "noending", "x.svg"]
)
def test_what_could_run_as_a_program_is_not_opened(name: str, tmp_path: Path) -> None:
    """It may be saved, which is a decision of its own."""
    assert not opens(name)
    with pytest.raises(Problem, match="can run as a program"):
        OpenCopies(tmp_path).put(name, b"MZ")
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_removed_and_what_lives_stays(tmp_path: Path) -> None:
    """Killed with the copy open; the copies of this process are not touched, nor what is somebody else's."""
    script = (
        "import sys, time; from pathlib import Path; from desk_app.desk.open_copies import OpenCopies\n"
        f"c = OpenCopies(Path({str(tmp_path)!r})); c.put('Letter.pdf', b'secret'); print('there', flush=True)\n"
        "time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "there\n"
        mine = OpenCopies(tmp_path)
        path = mine.put("Mine.pdf", b"mine")
        assert sweep(tmp_path) == 0  # both live
        other.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    assert sweep(tmp_path) == 1
    assert path.exists()
    mine.remove()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "kept.txt").write_text("kept")
    if os.name == "posix":
        (tmp_path / f"{PREFIX}trap").symlink_to(tmp_path / "other")
    assert sweep(tmp_path) == 0
    assert (tmp_path / "other" / "kept.txt").exists()
