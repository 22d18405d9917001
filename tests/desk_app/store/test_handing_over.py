"""Handing a store over to another computer: a checked copy for there; here it is only read from then on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desk_app.problems import Problem
from desk_app.records import Case
from desk_app.store import OnlyReadable, Store, handing_over, opening, restoring, safekeeping
from tests.conftest import PASSPHRASE
from tests.desk_app.store.samples import complaint
from tests.desk_app.store.test_changes import DAY


@pytest.fixture
def given(store: Store, tmp_path: Path) -> Path:
    """A store with one case that was handed over; the copy."""
    complaint(store, DAY)
    out = tmp_path / "share" / "Team.backup"
    out.parent.mkdir()
    handing_over.hand_over(store, out)
    store.close()
    return out


def test_here_it_is_only_read_and_says_where_it_went(store: Store, given: Path) -> None:
    """By whom, when, and to which file; reading goes on."""
    with pytest.raises(OnlyReadable, match=r"handed over to another computer by Alex Example on .*Team\.backup"):
        opening.open_store(store.path, PASSPHRASE)
    with opening.open_store(store.path, PASSPHRASE, read_only=True) as read:
        assert len(read.all(Case)) == 1
        assert read.history(limit=1)[0][0].verb == "hand over to another computer"


def test_there_it_is_worked_in_on_a_branch_of_its_own(store: Store, given: Path, tmp_path: Path) -> None:
    """So the two files never write the same link of the journal. The copy knows that it was handed over."""
    there = tmp_path / "other PC" / "Team.desk"
    restoring.restore(given, there, PASSPHRASE)
    with opening.open_store(there, PASSPHRASE) as taken:
        assert taken.history(limit=1)[0][0].verb == "hand over to another computer"
        assert taken.branch != store.branch
        complaint(taken, DAY)
        assert taken.verify().ok


def test_a_copy_that_never_arrived_is_restored_here(store: Store, given: Path) -> None:
    """The store that was set aside is kept beside it."""
    restoring.restore(given, store.path, PASSPHRASE, replacing=True)
    with opening.open_store(store.path, PASSPHRASE) as again:
        complaint(again, DAY)
        assert len(again.all(Case)) == 2


def test_a_backup_from_before_does_not_put_it_in_use_again(store: Store, tmp_path: Path) -> None:
    """There would be two stores in use: neither the preview nor restoring does it. Under another name it may."""
    complaint(store, DAY)
    safekeeping.backup(store, tmp_path / "old.backup")
    handing_over.hand_over(store, tmp_path / "Team.backup")
    store.close()
    with pytest.raises(handing_over.OldBackup, match="handed over to another computer by Alex Example on"):
        restoring.preview(tmp_path / "old.backup", store.path, PASSPHRASE)
    with pytest.raises(handing_over.OldBackup, match="in use again here, beside the other"):
        restoring.restore(tmp_path / "old.backup", store.path, PASSPHRASE, replacing=True)
    with pytest.raises(OnlyReadable):
        opening.open_store(store.path, PASSPHRASE)
    restoring.restore(tmp_path / "old.backup", tmp_path / "other.desk", PASSPHRASE)


def test_nor_does_a_backup_that_was_made_there_since(store: Store, given: Path, tmp_path: Path) -> None:
    """Which is not from before, and is not called so: handed over there, it comes back."""
    there = tmp_path / "there.desk"
    restoring.restore(given, there, PASSPHRASE)
    with opening.open_store(there, PASSPHRASE) as moved:
        complaint(moved, DAY)
        safekeeping.backup(moved, tmp_path / "later.backup")
        handing_over.hand_over(moved, tmp_path / "back.backup")
    with pytest.raises(handing_over.OldBackup, match="made there since") as told:
        restoring.preview(tmp_path / "later.backup", store.path, PASSPHRASE)
    assert "before" not in str(told.value)
    restoring.restore(tmp_path / "back.backup", store.path, PASSPHRASE, replacing=True)
    with opening.open_store(store.path, PASSPHRASE) as again:
        assert len(again.all(Case)) == 2


def test_a_copy_that_cannot_be_written_leaves_the_store_in_use(store: Store, tmp_path: Path) -> None:
    """The folder is not there: nothing is set aside."""
    with pytest.raises(Problem):
        handing_over.hand_over(store, tmp_path / "gone" / "Team.backup")
    store.close()
    opening.open_store(store.path, PASSPHRASE).close()


def test_a_spoilt_note_still_keeps_the_store_from_being_written(store: Store, given: Path) -> None:
    """That it lies there is enough."""
    (store.path / handing_over.NAME).write_text("{", "utf-8")
    with pytest.raises(OnlyReadable):
        opening.open_store(store.path, PASSPHRASE)


@pytest.mark.parametrize("seal", ["", "00" * 32, 7])
def test_words_that_somebody_put_into_the_note_are_not_shown(store: Store, seal: object) -> None:
    """Whoever can write into the folder could else speak to the team in the program's own voice."""
    store.close()
    note = {"by": "IT Helpdesk: call 0800 SCAM", "at": "2026-11-24T09:00:00+00:00", "to": "elsewhere", "seal": seal}
    (store.path / handing_over.NAME).write_text(json.dumps(note), "utf-8")
    with pytest.raises(OnlyReadable, match="did not write") as told:
        opening.open_store(store.path, PASSPHRASE)
    assert "SCAM" not in str(told.value)
    (store.path / handing_over.NAME).unlink()
    opening.open_store(store.path, PASSPHRASE).close()


def test_a_word_that_was_altered_breaks_the_notes_seal(store: Store, given: Path) -> None:
    """To which file it went, say."""
    place = store.path / handing_over.NAME
    place.write_text(place.read_text("utf-8").replace("Team.backup", "Tram.backup"), "utf-8")
    with pytest.raises(OnlyReadable, match="did not write"):
        opening.open_store(store.path, PASSPHRASE)


ENDS = (
    "import os, sys\n"
    "from pathlib import Path\n"
    "from desk_app import atomic\n"
    "from desk_app.store import handing_over, keys, opening, safekeeping, store\n"
    "left = int(sys.argv[4])\n"
    "def ending(does):\n"
    "    def step(*given, **named):\n"
    "        global left\n"
    "        left -= 1\n"
    "        if left == 0: os._exit(9)\n"
    "        return does(*given, **named)\n"
    "    return step\n"
    "opened = opening.open_store(Path(sys.argv[1]), sys.argv[2])\n"
    "for of, names in {Path: ('replace', 'unlink', 'touch'), keys: ('sync_folder',), handing_over: ('_note',),\n"
    "    safekeeping: ('_copy', '_check', '_pack', '_read_back'), store.Store: ('note_backup',)}.items():\n"
    "    for name in names: setattr(of, name, ending(getattr(of, name)))\n"
    "handing_over.hand_over(opened, Path(sys.argv[3]))\n"
    "os._exit(0)\n"
)
"""A process that hands a store over and ends, as if killed, before the so manieth of its steps."""


def test_cut_at_any_step_one_store_is_in_use(store: Store, tmp_path: Path) -> None:
    """Either there is no whole copy, what is left of one goes, and the store goes on; or it is only read here."""
    complaint(store, DAY)
    safekeeping.backup(store, tmp_path / "earlier.backup")
    of_last_year = (tmp_path / "earlier.backup").read_bytes()
    store.close()
    ended, step = 9, 0
    outcomes = []
    while ended == 9:
        step += 1
        path, out = tmp_path / f"{step}.desk", tmp_path / f"share {step}" / "Team.backup"
        shutil.copytree(store.path, path)
        out.parent.mkdir()
        out.write_bytes(of_last_year)
        done = subprocess.run([sys.executable, "-c", ENDS, str(path), PASSPHRASE, str(out), str(step)], check=False)
        ended = done.returncode
        whole = out.read_bytes() != of_last_year
        outcomes.append(whole)
        if whole:
            _only_there(path, out, tmp_path / f"there {step}.desk")
        else:
            _only_here(path, out, step)
    assert ended == 0
    assert outcomes.count(False) > 5
    assert outcomes.count(True) > 3


def _only_there(path: Path, out: Path, there: Path) -> None:
    """Also once the copy was taken away."""
    restoring.restore(out, there, PASSPHRASE)
    opening.open_store(there, PASSPHRASE).close()
    for taken in (False, True):
        if taken:
            out.rename(out.with_name("on its way.backup"))
        with pytest.raises(OnlyReadable, match=r"handed over .*Team\.backup"):
            opening.open_store(path, PASSPHRASE)


def _only_here(path: Path, out: Path, step: int) -> None:
    noted = (path / handing_over.NAME).exists()
    with opening.open_store(path, PASSPHRASE) as again:
        complaint(again, DAY)
    assert not (path / handing_over.NAME).exists()
    if noted:
        assert [left.name for left in out.parent.glob("*.part")] == [], step


class Killed(BaseException):
    """As if the process had ended there."""


def test_a_copy_in_a_folder_that_cannot_be_reached_may_be_whole(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once it is there again, what was cut is seen, and the store goes on."""
    folder, away = tmp_path / "share", tmp_path / "away"
    folder.mkdir()
    _cut_before_it_has_its_name(store, folder / "Team.backup", monkeypatch)
    folder.rename(away)
    with pytest.raises(OnlyReadable):
        opening.open_store(store.path, PASSPHRASE)
    away.rename(folder)
    opening.open_store(store.path, PASSPHRASE).close()
    assert not (store.path / handing_over.NAME).exists()
    assert list(folder.iterdir()) == []


def test_whoever_only_looks_ends_no_handing_over_that_is_under_way(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second start in the moment between note and name finds the store open; the copy gets its name."""
    renamed, told = Path.replace, []

    def meanwhile(self: Path, target: Path) -> Path:
        if target.name == "Team.backup":
            with pytest.raises(OnlyReadable) as refused:
                opening.open_store(store.path, PASSPHRASE)
            told.append(refused.value.message)
        return renamed(self, target)

    monkeypatch.setattr(Path, "replace", meanwhile)
    handing_over.hand_over(store, tmp_path / "Team.backup")
    store.close()
    assert len(told) == 1
    assert "open elsewhere" in told[0]
    with pytest.raises(OnlyReadable, match="handed over"):
        opening.open_store(store.path, PASSPHRASE)


def test_what_fails_after_the_copy_has_its_name_sets_the_store_aside(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The copy is whole, and may be taken before anybody looks."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(store), "note_backup", full)
    with pytest.raises(Problem):
        handing_over.hand_over(store, tmp_path / "Team.backup")
    store.close()
    assert (tmp_path / "Team.backup").exists()
    with pytest.raises(OnlyReadable, match="handed over"):
        opening.open_store(store.path, PASSPHRASE)


def _cut_before_it_has_its_name(store: Store, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the process had ended there: nothing is cleared away any more."""
    renamed = Path.replace

    def cut(self: Path, target: Path) -> Path:
        if target == out:
            raise Killed
        return renamed(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", cut)
        patched.setattr(Path, "unlink", lambda *_, **__: None)
        with pytest.raises(Killed):
            handing_over.hand_over(store, out)
    out.with_name(f".Team.backup.{os.getpid()}.copy").unlink()
    store.close()
