"""Handing a store over to another computer: a checked copy for there; here it is only read from then on."""

from __future__ import annotations

import json
import os
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


class Killed(BaseException):
    """As if the process had ended there."""


@pytest.mark.parametrize("earlier", [True, False])
def test_cut_after_the_copy_was_made_only_one_store_is_in_use(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, earlier: bool
) -> None:
    """The copy may be taken to the other computer: here it is only read, and says so. Also over an earlier file."""
    out = tmp_path / "Team.backup"
    if earlier:
        out.write_bytes(b"of last year")
        os.utime(out, (1, 1))
    _cut(store, out, monkeypatch, "_note", at=2)
    assert out.stat().st_size > 1000
    with pytest.raises(OnlyReadable, match=r"handed over .*Team\.backup"):
        opening.open_store(store.path, PASSPHRASE)


def test_cut_before_there_is_a_copy_the_store_stays_in_use(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless the folder cannot be reached just now: then there may be one."""
    folder, away = tmp_path / "share", tmp_path / "away"
    folder.mkdir()
    _cut(store, folder / "Team.backup", monkeypatch, "replace", at=1)
    assert (store.path / handing_over.NAME).exists()
    (folder / "Team.backup").unlink()  # as if it had been cut a moment earlier
    folder.rename(away)
    with pytest.raises(OnlyReadable):
        opening.open_store(store.path, PASSPHRASE)
    away.rename(folder)
    opening.open_store(store.path, PASSPHRASE).close()
    assert not (store.path / handing_over.NAME).exists()


def _cut(store: Store, out: Path, monkeypatch: pytest.MonkeyPatch, what: str, at: int) -> None:
    """End a handing over when it does this for the so manieth time."""
    done, calls = getattr(handing_over, what), []

    def cut(*given: object, **named: object) -> object:
        calls.append(given)
        if len(calls) == at:
            raise Killed
        return done(*given, **named)

    with monkeypatch.context() as patched:
        patched.setattr(handing_over, what, cut)
        with pytest.raises(Killed):
            handing_over.hand_over(store, out)
    store.close()
