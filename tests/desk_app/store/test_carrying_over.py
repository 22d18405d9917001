"""Restoring an older backup undoes no erasure, no legal hold and no removal of a member; and says so before."""

from __future__ import annotations

import random
import shutil
import tempfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desk_app.__main__ import main
from desk_app.desk import Desk, erase, members, merge, retain
from desk_app.exchange import register
from desk_app.problems import Problem
from desk_app.records import (
    Case,
    Decision,
    DecisionKind,
    Ending,
    Holiday,
    Investigation,
    ListEntry,
    ListName,
    Member,
    Note,
    OmbudsmanMatter,
    Party,
    Person,
    Publication,
    Role,
    SettingRecord,
    Snooze,
)
from desk_app.roles import NotAllowed
from desk_app.store import (
    Store,
    attempts,
    handing_over,
    opening,
    passphrases,
    places,
    restored_alone,
    restoring,
    safekeeping,
)
from desk_app.store.retained import KEPT_LONGER
from tests.conftest import PASSPHRASE
from tests.desk_app.exchange.registers import HEADING, row, write
from tests.desk_app.store import pages

DAY = date(2026, 11, 24)
TODAYS = "seven other loud trumpets"
REMOVED = "one more small secret"
SECRETS = ("Quillon", "Zebrafinch", "0155 5019 077", "Bandersnatch")


def log(store: Store, name: str, words: str, kind: str = "Complaint") -> int:
    """A case of somebody's, as the desk logs it."""
    given = {
        "kind": kind, "received_on": "16 Nov 2026", "words": words, "at_risk": False, "team": "Fostering",
        "complainant": {"name": name}, "route": {"choice": "Corporate", "reason": "No service to a child."},
    }  # fmt: skip
    case_id: int = Desk(store, lambda: DAY).log(given).case_id
    return case_id


def complainant(store: Store, case_id: int) -> Person:
    """Whose it is."""
    [party] = [p for p in store.all(Party, case_id=case_id) if p.role is Role.COMPLAINANT]
    person = store.get(Person, party.person_id)
    assert person is not None
    return person


def end_all(store: Store) -> None:
    """Every case is over, so that it may be erased."""
    with store.change("end") as change:
        for item in store.all(Investigation):
            if item.closed_on is None:
                change.put(item, replace(item, ended_on=DAY, ending=Ending.WITHDRAWN))
    sql = "SELECT case_id FROM case_line WHERE open = 1"
    assert not store.read(sql)


def erase_person(store: Store, person_id: int) -> None:
    """And with them what is theirs."""
    erase.erase(store, erase.plan_for_person(store, person_id), DAY, store.member, erase.Why.REQUEST)


def left_in(path: Path, passphrase: str = PASSPHRASE) -> set[str]:
    """Which of the words stand in any page, any frame of the log, or any body of the journal."""
    with opening.open_store(path, passphrase, read_only=True) as store:
        assert store.verify().ok, store.verify().findings
        main = path / "store.db"
        text = b"\n".join([*pages.decrypted(main, store.key), *pages.decrypted_log(store.log, main, store.key)])
        bodies = "\n".join(f"{a} {b}" for a, b in store.read("SELECT before, after FROM change_row"))
    return {word for word in SECRETS if word.encode() in text or word in bodies}


@pytest.fixture
def case_id(store: Store) -> int:
    """Of Ada Quillon, with a note."""
    made = log(store, "Ada Quillon", "The Zebrafinch was shouted at.")
    with store.change("note") as change:
        change.put(None, Note(case_id=made, text="Bandersnatch", with_whom="Ada Quillon"))
        ada = complainant(store, made)
        change.put(ada, replace(ada, telephone="0155 5019 077"))
    return made


@pytest.fixture
def backup(store: Store, case_id: int, tmp_path: Path) -> Path:
    """Of the day before anything was erased, held or removed."""
    out = tmp_path / "team.backup"
    safekeeping.backup(store, out)
    return out


def closed(store: Store) -> Path:
    """The folder of a store that nobody has open any more."""
    store.close()
    return store.path


# --- erasures -----------------------------------------------------------------------------------------------
def test_a_person_erased_since_does_not_come_back(store: Store, backup: Path, case_id: int) -> None:
    """Not a word of theirs is left in the restored store. Before, all of them stand in the backup."""
    end_all(store)
    erase_person(store, complainant(store, case_id).id)
    path = closed(store)
    elsewhere = path.with_name("elsewhere.desk")
    restoring.restore(backup, elsewhere, PASSPHRASE)
    assert left_in(elsewhere) == set(SECRETS)
    said = restoring.preview(backup, path, PASSPHRASE).in_words
    assert "Erased since and still in the backup: 1 person and 1 case. That is erased again." in said
    restoring.restore(backup, path, PASSPHRASE, replacing=True)
    assert left_in(path) == set()


def test_an_erased_case_stands_as_it_stood_and_not_open_again(store: Store, backup: Path, case_id: int) -> None:
    """It was open on the day of the backup: nothing falls due on it now, and figures count it as they did."""
    end_all(store)
    erase_person(store, complainant(store, case_id).id)
    before = replace(next(iter(store.all(Case, id=case_id))), version=0)
    path = closed(store)
    restoring.restore(backup, path, PASSPHRASE, replacing=True)
    with opening.open_store(path, PASSPHRASE) as restored:
        assert replace(next(iter(restored.all(Case, id=case_id))), version=0) == before
        assert restored.read("SELECT open FROM case_line") == [(0,)]
        assert restored.open_steps() == []


def test_an_old_register_does_not_bring_them_back_after_restoring(store: Store, backup: Path, tmp_path: Path) -> None:
    """The tombstones are carried over too, also of a case that the backup does not have."""
    load = write(tmp_path / "later.csv", HEADING, row(Ref="CF/2025-26/0077", Customer="Bo Made-Up", Details="Later."))
    register.carry_out(register.plan(register.read(load, today=DAY), store, today=DAY), store)
    end_all(store)
    later = store.case_id("CF/2025-26/0077")
    assert later is not None
    erase.erase(store, erase.plan_for_cases(store, [later]), DAY, store.member, erase.Why.REQUEST)
    path = closed(store)
    restoring.restore(backup, path, PASSPHRASE, replacing=True)
    with opening.open_store(path, PASSPHRASE) as restored:
        again = register.plan(register.read(load, today=DAY), restored, today=DAY)
        assert (again.cases, [each.problem for each in again.rejected]) == (
            0, ["CF/2025-26/0077 was erased from this store."]
        )  # fmt: skip


def test_whoever_was_merged_into_the_erased_person_does_not_come_back(store: Store, tmp_path: Path) -> None:
    """Under another name on the day of the backup."""
    one, two = log(store, "Ada Quillon", "One."), log(store, "A. Bandersnatch", "Zebrafinch.")
    safekeeping.backup(store, tmp_path / "team.backup")
    stays, goes = complainant(store, one), complainant(store, two)
    merge.merge(store, stays, goes, (), store.member)
    end_all(store)
    erase_person(store, stays.id)
    path = closed(store)
    restoring.restore(tmp_path / "team.backup", path, PASSPHRASE, replacing=True)
    assert left_in(path) == set()


def again(store: Store, stays: int, words: str, *, into_new: bool) -> int:
    """Logged once more as somebody new, and made one record with who was known; who stays."""
    new = complainant(store, log(store, "Ada Quillon", words))
    known = store.get(Person, stays)
    assert known is not None
    kept, goes = (new, known) if into_new else (known, new)
    merge.merge(store, kept, goes, (), store.member)
    return kept.id


@pytest.mark.parametrize("between", [False, True], ids=["once", "and once more"])
def test_whom_they_were_merged_into_does_not_come_back_either(
    store: Store, backup: Path, case_id: int, tmp_path: Path, *, between: bool
) -> None:
    """That record is not known where they were erased: the backup without it was restored before."""
    stays = again(store, complainant(store, case_id).id, "Zebrafinch, again.", into_new=True)
    if between:
        again(store, stays, "Zebrafinch, a third time.", into_new=True)
    safekeeping.backup(store, tmp_path / "merged.backup")
    path = closed(store)
    restoring.restore(backup, path, PASSPHRASE, replacing=True)
    with opening.open_store(path, PASSPHRASE) as restored:
        end_all(restored)
        erase_person(restored, complainant(restored, case_id).id)
    said = restoring.preview(tmp_path / "merged.backup", path, PASSPHRASE).in_words
    assert f"1 person and {3 if between else 2} cases. That is erased again." in said
    restoring.restore(tmp_path / "merged.backup", path, PASSPHRASE, replacing=True)
    assert left_in(path) == set()
    with opening.open_store(path, PASSPHRASE) as restored:
        assert [case.id for case in restored.all(Case)] == [case_id]


def test_who_was_one_record_with_them_on_the_day_of_the_backup_stays_as_here(
    store: Store, case_id: int, tmp_path: Path
) -> None:
    """They were two people: the merge was undone. What the record took from the other is left nowhere."""
    other = log(store, "Bo Made-Up", "Of somebody else.")
    bo, ada = complainant(store, other), complainant(store, case_id)
    merge.merge(store, bo, ada, (), store.member)
    safekeeping.backup(store, tmp_path / "merged.backup")
    store.undo()
    end_all(store)
    erase_person(store, ada.id)
    path = closed(store)
    assert left_in(path) == set()
    restoring.restore(tmp_path / "merged.backup", path, PASSPHRASE, replacing=True)
    assert left_in(path) == set()
    with opening.open_store(path, PASSPHRASE) as restored:
        now = complainant(restored, other)
        assert (now.id, now.name, now.telephone, now.erased_on) == (bo.id, "Bo Made-Up", "", None)
        assert "Of somebody else." in {case.words for case in restored.all(Case)}


def test_a_case_that_was_undone_before_its_person_was_erased_does_not_come_back(store: Store, tmp_path: Path) -> None:
    """Its words stood in the journal and a draft alone; they go from there, and from what is restored."""
    kept = log(store, "Ada Quillon", "One.")
    person = complainant(store, kept)
    desk = Desk(store, lambda: DAY)
    wrong = desk.log(
        {"kind": "Complaint", "received_on": "today", "words": "Zebrafinch.", "at_risk": False, "team": "Fostering",
         "complainant": {"person_id": person.id, "name": person.name},
         "route": {"choice": "Corporate", "reason": "No service to a child."}}
    )  # fmt: skip
    store.keep_draft(f"case-{wrong.case_id}-NOTE", "note", {"text": "Bandersnatch"})
    safekeeping.backup(store, tmp_path / "team.backup")
    store.undo()
    assert len(store.all(Case)) == 1
    end_all(store)
    erase_person(store, person.id)
    path = closed(store)
    assert left_in(path) == set()
    restoring.restore(tmp_path / "team.backup", path, PASSPHRASE, replacing=True)
    assert left_in(path) == set()
    with opening.open_store(path, PASSPHRASE) as restored:
        assert [case.id for case in restored.all(Case)] == [kept]


def test_a_case_that_was_logged_in_a_copy_for_a_person_erased_here_goes_too(
    store: Store, backup: Path, case_id: int
) -> None:
    """They were only chosen there from those who are known; here they are gone."""
    person = complainant(store, case_id)
    end_all(store)
    erase_person(store, person.id)
    path = closed(store)
    elsewhere, later = path.with_name("elsewhere.desk"), path.with_name("later.backup")
    restoring.restore(backup, elsewhere, PASSPHRASE)
    with opening.open_store(elsewhere, PASSPHRASE) as copy:
        Desk(copy, lambda: DAY).log(
            {"kind": "Complaint", "received_on": "16 Nov 2026", "words": "Zebrafinch again.", "at_risk": False,
             "team": "Fostering", "complainant": {"person_id": person.id, "name": person.name},
             "route": {"choice": "Corporate", "reason": "No service to a child."}}
        )  # fmt: skip
        safekeeping.backup(copy, later)
    assert "1 person and 2 cases. That is erased again." in restoring.preview(later, path, PASSPHRASE).in_words
    restoring.restore(later, path, PASSPHRASE, replacing=True)
    assert left_in(path) == set()
    with opening.open_store(path, PASSPHRASE) as restored:
        assert [case.id for case in restored.all(Case)] == [case_id]
        assert restored.open_steps() == []


def test_where_else_they_are_named_in_the_backup_is_said(store: Store, tmp_path: Path) -> None:
    """That text is somebody else's: it is said, and left to people."""
    own = log(store, "Ada Quillon", "One.")
    other = log(store, "Bo Made-Up", "Two.")
    with store.change("note") as change:
        note = change.put(None, Note(case_id=other, text="Rang Ada Quillon."))
    safekeeping.backup(store, tmp_path / "team.backup")
    with store.change("correct") as change:
        change.put(note, replace(note, text="Rang somebody."))
    end_all(store)
    erase_person(store, complainant(store, own).id)
    reference = store.reference(other)
    path = closed(store)
    said = restoring.preview(tmp_path / "team.backup", path, PASSPHRASE).in_words
    assert f"They are named in it also in: {reference} (note). Correct it there." in said


def test_nothing_is_carried_over_from_another_store(backup: Path, tmp_path: Path) -> None:
    """Only what the same store knows."""
    other, _ = opening.create(tmp_path / "other.desk", member="Bo", passphrase=PASSPHRASE, weak_for_tests=True)
    other.close()
    found = restoring.preview(backup, other.path, PASSPHRASE)
    assert found.newer is None
    assert "another store" in found.in_words


def test_where_there_is_nothing_to_compare_with_it_says_that_they_come_back(backup: Path, tmp_path: Path) -> None:
    """Under another name, or over a store that is damaged: it cannot know."""
    said = restoring.preview(backup, tmp_path / "new.desk", PASSPHRASE).in_words
    assert "there is no store to compare it with" in said
    assert "erased" in said


def test_a_store_that_was_restored_alone_says_so_once_when_it_is_opened(backup: Path, tmp_path: Path) -> None:
    """To whoever works in it; not where it is only read."""
    alone = tmp_path / "alone.desk"
    restoring.restore(backup, alone, PASSPHRASE)
    with opening.open_store(alone, PASSPHRASE, read_only=True) as read:
        assert restored_alone.to_be_said(read) is None
    with opening.open_store(alone, PASSPHRASE) as store:
        said = restored_alone.to_be_said(store)
        assert said is not None
        assert "was restored from a backup" in said.message
        assert restored_alone.to_be_said(store) is None


def test_a_store_that_was_compared_says_nothing(store: Store, backup: Path) -> None:
    """Nor does one that was handed over: what it was made of is read no more."""
    path = closed(store)
    restoring.restore(backup, path, PASSPHRASE, replacing=True)
    with opening.open_store(path, PASSPHRASE) as restored:
        assert restored_alone.to_be_said(restored) is None
        copy = path.with_name("copy.backup")
        handing_over.hand_over(restored, copy)
    there = path.with_name("there.desk")
    restoring.restore(copy, there, PASSPHRASE)
    with opening.open_store(there, PASSPHRASE) as moved:
        assert restored_alone.to_be_said(moved) is None


def test_a_damaged_store_is_replaced_and_that_nothing_is_known_is_said(store: Store, backup: Path) -> None:
    """It is what backups are for."""
    path = closed(store)
    data = bytearray((path / "store.db").read_bytes())
    data[100:4000] = bytes(3900)
    (path / "store.db").write_bytes(data)
    assert "cannot be read" in restoring.preview(backup, path, PASSPHRASE).in_words
    restoring.restore(backup, path, PASSPHRASE, replacing=True)
    assert left_in(path) == set(SECRETS)


@pytest.mark.parametrize("name", ["Ada Quillon", "Ada Before-Marriage"])
def test_drafts_of_that_day_are_left_out_where_people_were_erased_since(
    store: Store, tmp_path: Path, name: str
) -> None:
    """The backup knows her from a draft alone: neither it nor its file, nor a draft of somebody else, comes back."""
    other = log(store, "Bo Made-Up", "Of somebody else.")
    file = store.keep_file(b"%PDF Bandersnatch")
    draft = {"complainant": {"name": name}, "words": "Zebrafinch", "documents": [{"file": file}]}
    store.keep_draft("new-1", "Complaint", draft)
    store.keep_draft(f"case-{other}-NOTE", "note", {"text": "Ada Quillon rang."})
    store.keep_draft("report-2026/27", "Report", {"text": "Words for the report."})
    safekeeping.backup(store, tmp_path / "team.backup")
    for key in ("new-1", f"case-{other}-NOTE"):
        store.drop_draft(key)
    store.forget_loose_files()
    made = log(store, "Ada Quillon", "Zebrafinch")
    end_all(store)
    assert "draft" not in restoring.preview(tmp_path / "team.backup", _copied(store, tmp_path), PASSPHRASE).in_words
    erase_person(store, complainant(store, made).id)
    path = closed(store)
    said = restoring.preview(tmp_path / "team.backup", path, PASSPHRASE).in_words
    assert "2 drafts of that day are left out, because people were erased since." in said
    done, _ = restoring.restore(tmp_path / "team.backup", path, PASSPHRASE, replacing=True)
    assert "2 drafts of that day are left out" in done.done_in_words
    assert left_in(path) == set()
    with opening.open_store(path, PASSPHRASE) as restored:
        assert [draft.key for draft in restored.drafts()] == ["report-2026/27"]
        assert not restored.has_file(file)


def _copied(store: Store, folder: Path) -> Path:
    """What the store is now, under another name."""
    safekeeping.backup(store, folder / "now.backup")
    restoring.restore(folder / "now.backup", folder / "now.desk", PASSPHRASE)
    return folder / "now.desk"


# --- holds and members ----------------------------------------------------------------------------------------
def test_a_hold_put_since_stays_with_its_reason(store: Store, backup: Path, case_id: int) -> None:
    """One that was ended since comes back held: that harms nobody."""
    retain.hold(store, [case_id], {"reason": "An inquiry asked."}, DAY, store.member)
    path = closed(store)
    assert "Put on legal hold since: 1 case. That stays." in restoring.preview(backup, path, PASSPHRASE).in_words
    restoring.restore(backup, path, PASSPHRASE, replacing=True)
    with opening.open_store(path, PASSPHRASE) as restored:
        assert "An inquiry asked." in retain.holds(restored, case_id)
        assert restored.verify().ok


def test_what_managers_did_since_is_named_and_only_a_manager_takes_it_back(
    store: Store, case_id: int, tmp_path: Path
) -> None:
    """A case that was logged and held since goes with its hold; a case kept longer, a setting, a closure day."""
    members.add(store, "Olly Example", "officer", REMOVED)
    safekeeping.backup(store, tmp_path / "team.backup")
    later = log(store, "Bo Made-Up", "Later.")
    retain.hold(store, [later], {"reason": "A court asked."}, DAY, store.member)
    with store.change("keep longer") as change:
        change.put(None, Snooze(case_id=case_id, step=KEPT_LONGER, until_on=date(2040, 1, 1)))
        change.put(None, Holiday(on=date(2026, 12, 28), name="Made-up day", closure=True))
        change.put(None, SettingRecord(key="lock_minutes", value="5"))
        change.put(None, Decision(case_id=case_id, kind=DecisionKind.DATE_CORRECTED, what="received", decided_on=DAY))
        change.put(None, OmbudsmanMatter(corrections="The Ombudsman decided on another day."))
    held, kept = store.reference(later), store.reference(case_id)
    path = closed(store)
    said = restoring.preview(tmp_path / "team.backup", path, REMOVED).in_words
    assert (
        f"It takes back what managers did since: cases on legal hold that are not in the backup ({held}); cases kept "
        f"longer ({kept}); corrected dates ({kept}); corrected dates of matters of the Ombudsman; "
        "settings of how long feedback is kept and when the program locks; "
        "procedures, closure days and what else moves dates. So only a manager can restore it here." in said
    )
    with pytest.raises(NotAllowed, match=f"Only a manager can restore this backup here: .*{held}"):
        restoring.restore(tmp_path / "team.backup", path, REMOVED, replacing=True)
    with opening.open_store(path, PASSPHRASE) as same:
        assert same.get(Case, later) is not None
    assert "only a manager" not in restoring.preview(tmp_path / "team.backup", path, PASSPHRASE).in_words
    done, _ = restoring.restore(tmp_path / "team.backup", path, PASSPHRASE, replacing=True)
    assert f"not in the backup ({held})" in done.done_in_words


def test_reports_that_were_published_since_are_named_before_and_after(store: Store, tmp_path: Path) -> None:
    """Somebody may have them: where what went out is had again, too. One that the backup has is not lost."""
    with store.change("publish the report: 2024/25") as change:
        change.put(None, Publication(year="2024/25", published_on=DAY, published_by="Alex Example"))
    safekeeping.backup(store, tmp_path / "team.backup")
    with store.change("publish the report: 2025/26") as change:
        change.put(None, Publication(year="2025/26", published_on=DAY, published_by="Alex Example"))
    path = closed(store)
    said = "Reports published since are not in the backup: 2025/26 (on 24 November 2026 by Alex Example). What went out"
    assert said in restoring.preview(tmp_path / "team.backup", path, PASSPHRASE).in_words
    done, aside = restoring.restore(tmp_path / "team.backup", path, PASSPHRASE, replacing=True)
    assert said in done.done_in_words
    assert aside is not None
    with opening.open_store(aside, PASSPHRASE, read_only=True) as kept:
        assert [made.year for made in kept.all(Publication)] == ["2024/25", "2025/26"]


def test_an_officer_restores_where_no_work_of_managers_is_taken_back(store: Store, tmp_path: Path) -> None:
    """A new value of a list comes with a case: that is anybody's."""
    members.add(store, "Olly Example", "officer", REMOVED)
    safekeeping.backup(store, tmp_path / "team.backup")
    log(store, "Bo Made-Up", "Later.")
    with store.change("case with a new team") as change:
        change.put(None, ListEntry(list=ListName.TEAM, value="A made-up team"))
    path = closed(store)
    assert "managers" not in restoring.preview(tmp_path / "team.backup", path, REMOVED).in_words
    restoring.restore(tmp_path / "team.backup", path, REMOVED, replacing=True)
    with opening.open_store(path, REMOVED) as restored:
        assert restored.all(Case) == []


def test_a_removed_member_does_not_come_in_by_a_restore(store: Store, tmp_path: Path) -> None:
    """The restored store opens with the passphrases of today: those of who stays and who came since."""
    members.add(store, "Bo Made-Up", "officer", REMOVED)
    safekeeping.backup(store, tmp_path / "team.backup")
    [bo] = store.all(Member, name="Bo Made-Up")
    path, key = closed(store), store.key
    with members.remove(path, key, bo, "Alex Example") as smaller:
        members.add(smaller, "Cy Invented", "manager", TODAYS)
    said = restoring.preview(tmp_path / "team.backup", path, PASSPHRASE).in_words
    assert "Removed as members since: Bo Made-Up. They stay removed." in said
    restoring.restore(tmp_path / "team.backup", path, PASSPHRASE, replacing=True)
    with pytest.raises(Problem, match="does not open"):
        opening.open_store(path, REMOVED)
    attempts.forget(path)
    with opening.open_store(path, TODAYS) as restored:
        assert (restored.member, restored.role) == ("Cy Invented", "manager")
        assert [(m.name, m.role) for m in restored.all(Member)] == [
            ("Alex Example", "manager"), ("Cy Invented", "manager")
        ]  # fmt: skip
        assert restored.verify().ok


def test_only_who_can_open_the_store_replaces_it(store: Store, tmp_path: Path) -> None:
    """A removed member with an old backup cannot. No wrong attempt is noted: the passphrase was the backup's."""
    members.add(store, "Bo Made-Up", "officer", REMOVED)
    safekeeping.backup(store, tmp_path / "team.backup")
    [bo] = store.all(Member, name="Bo Made-Up")
    path, key = closed(store), store.key
    members.remove(path, key, bo, "Alex Example").close()
    with pytest.raises(restoring.TodaysPassphraseNeeded, match="does not open the store that is there"):
        restoring.preview(tmp_path / "team.backup", path, REMOVED)
    with pytest.raises(restoring.TodaysPassphraseNeeded, match="does not open the store that is there"):
        restoring.restore(tmp_path / "team.backup", path, REMOVED, replacing=True)
    assert attempts.kept(path) == attempts.Attempts()
    with pytest.raises(restoring.TodaysPassphraseNeeded, match="Today’s"):
        restoring.preview(tmp_path / "team.backup", path, PASSPHRASE, today="wrong")
    assert attempts.kept(path).wrong == 1


def test_who_tries_at_a_store_by_backups_of_one_of_their_own_has_to_wait_too(store: Store, tmp_path: Path) -> None:
    """Each opens with a guess, which is then tried at the store that is there."""
    path = closed(store)
    for n in range(attempts.FREE + 1):
        guess = f"guess number {n}"
        own, _ = opening.create(tmp_path / f"{n}.desk", member="Bo", passphrase=guess, weak_for_tests=True)
        with own:
            safekeeping.backup(own, tmp_path / f"{n}.backup")
        with pytest.raises(restoring.TodaysPassphraseNeeded):
            restoring.preview(tmp_path / f"{n}.backup", path, guess)
    assert attempts.kept(path).wrong == attempts.FREE + 1
    with pytest.raises(attempts.TooSoon):
        restoring.preview(tmp_path / "0.backup", path, "guess number 0")


def test_a_store_that_a_newer_program_wrote_is_not_replaced(store: Store, backup: Path) -> None:
    """It is whole: nobody can say what would be lost, so nothing goes ahead without a passphrase of today."""
    with store.maintenance() as connection:
        connection.execute("PRAGMA user_version = 999")
    path = closed(store)
    for does in (restoring.preview, lambda *given: restoring.restore(*given, replacing=True)):
        with pytest.raises(Problem, match="written by a newer version"):
            does(backup, path, PASSPHRASE)
    assert path.exists()


def test_nor_is_one_on_a_network_drive(store: Store, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It can be read where it belongs."""
    path = closed(store)

    def refuse(place: Path) -> None:
        if place == path:
            raise places.OnNetwork(place)

    monkeypatch.setattr(places, "refuse_network", refuse)
    with pytest.raises(places.OnNetwork):
        restoring.restore(backup, path, PASSPHRASE, replacing=True)


def test_after_a_changed_passphrase_today_s_is_asked_too(store: Store, backup: Path, case_id: int) -> None:
    """With both it says what would be lost, and the restored store opens with today's alone."""
    passphrases.renew(store, "Alex Example", TODAYS, weak_for_tests=True)
    log(store, "Bo Made-Up", "Later.")
    path = closed(store)
    with pytest.raises(restoring.TodaysPassphraseNeeded, match="does not open"):
        restoring.preview(backup, path, PASSPHRASE)
    found = restoring.preview(backup, path, PASSPHRASE, today=TODAYS)
    assert found.lost == 2
    assert "It opens with today’s passphrases." in found.in_words
    restoring.restore(backup, path, PASSPHRASE, today=TODAYS, replacing=True)
    for _ in range(2):  # the second time with the new key that was due
        with opening.open_store(path, TODAYS) as restored:
            assert [case.id for case in restored.all(Case)] == [case_id]
            assert restored.verify().ok
    with pytest.raises(Problem, match="does not open"):
        opening.open_store(path, PASSPHRASE)


def test_the_command_line_takes_today_s_passphrase_too(
    store: Store, backup: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """From a file, or as it is set for the command; without it nothing is replaced, and it says what is missing."""
    passphrases.renew(store, "Alex Example", TODAYS, weak_for_tests=True)
    path = closed(store)
    monkeypatch.setenv("FEEDBACK_DESK_PASSPHRASE", PASSPHRASE)
    command = ["restore", str(backup), "--out", str(path), "--replace"]
    assert main(command) == 1
    assert "enter a passphrase of today as well" in capsys.readouterr().err
    (tmp_path / "today.txt").write_text(f"{TODAYS}\n", "utf-8")
    assert main([*command, "--dry-run", "--todays-passphrase-file", str(tmp_path / "today.txt")]) == 0
    assert "1 later change would be lost" in capsys.readouterr().out
    monkeypatch.setenv("FEEDBACK_DESK_TODAYS_PASSPHRASE", TODAYS)
    assert main(command) == 0
    assert "It opens with today’s passphrases." in capsys.readouterr().out
    opening.open_store(path, TODAYS).close()


def test_what_would_be_lost_is_counted_in_the_journal_and_not_by_the_clock(tmp_path: Path) -> None:
    """The clock was two days ahead when the backup was made, and was put right afterwards."""
    moment = [datetime.fromisoformat("2026-11-26T09:00:00+00:00")]
    store, _ = opening.create(
        tmp_path / "team.desk", member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True,
        clock=lambda: moment[0],
    )  # fmt: skip
    with store:
        safekeeping.backup(store, tmp_path / "team.backup")
        moment[0] -= timedelta(days=2)
        for n in range(3):
            log(store, "Bo Made-Up", f"Number {n}.")
    assert restoring.preview(tmp_path / "team.backup", store.path, PASSPHRASE).lost == 3


# --- any backup, whatever was done before -----------------------------------------------------------------------
STEPS = ("log", "note", "undo", "merge", "draft", "new draft", "name", "other", "backup")


def _do(store: Store, step: str, n: int, folder: Path) -> None:
    own = [case for case in store.all(Case) if complainant(store, case.id).name.endswith("Quillon")]
    if step == "log":
        log(store, "Ada Quillon", f"Zebrafinch {n}")
    elif step == "other":
        log(store, "Bo Made-Up", f"Of somebody else {n}.")
    elif step == "undo" and store.can_undo() and store.can_undo().verb != "set up":  # type: ignore[union-attr]
        store.undo()
    elif step == "new draft":  # under the name she had then, say: nothing ties it to her
        file = store.keep_file(b"Bandersnatch in a file")
        draft = {"complainant": {"name": "Ada Before-Marriage"}, "words": "Zebrafinch", "documents": [{"file": file}]}
        store.keep_draft(f"new-{n}", "Complaint", draft)
    elif step == "backup":
        safekeeping.backup(store, folder / f"{n}.backup")
    elif own and step in ("note", "name"):
        with store.change(step) as change:
            person = complainant(store, own[-1].id)
            if step == "note":
                change.put(None, Note(case_id=own[-1].id, text="Bandersnatch", with_whom="Ada Quillon"))
            else:
                change.put(person, replace(person, telephone="0155 5019 077"))
    elif own and step == "draft":
        store.keep_draft(f"case-{own[-1].id}-NOTE", "note", {"text": "Bandersnatch again"})
    elif step == "merge":
        people = sorted({complainant(store, case.id).id for case in own})
        if len(people) > 1:
            stays, goes = (store.get(Person, each) for each in people[:2])
            assert stays is not None
            assert goes is not None
            merge.merge(store, stays, goes, (), store.member)


def _erase_all(store: Store) -> None:
    for draft in store.drafts():
        if draft.key.startswith("new-"):  # saved, or thrown away
            store.drop_draft(draft.key)
    store.forget_loose_files()
    end_all(store)
    for person in store.all(Person):
        current = store.get(Person, person.id)
        if current is not None and current.name.endswith("Quillon"):
            erase_person(store, person.id)


@settings(max_examples=6, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@example(["new draft", "backup", "other"], random.Random(1))
@given(st.lists(st.sampled_from(STEPS), min_size=3, max_size=10), st.randoms(use_true_random=False))
def test_whatever_was_done_no_backup_brings_an_erased_person_back(steps: list[str], order: object) -> None:
    """Logged, undone, merged, named, drafted (also before anything else is known of her), in any order, with backups
    between; each is restored over the last.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        store, _ = opening.create(
            folder / "team.desk", member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True
        )
        with store:
            for n, step in enumerate([*steps, "log", "backup", "log"]):
                _do(store, step, n, folder)
            _erase_all(store)
        backups = sorted(folder.glob("*.backup"))
        order.shuffle(backups)  # type: ignore[attr-defined]
        assert left_in(store.path) == set()
        for backup in backups:
            restoring.restore(backup, store.path, PASSPHRASE, replacing=True)
            assert left_in(store.path) == set(), backup.name
        shutil.rmtree(store.path)


# --- and whatever was done between restores ---------------------------------------------------------------------
BETWEEN = ("into new", "into old", "undo", "note", "name", "draft", "other", "backup", "restore one", "restore first")


@settings(max_examples=6, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@example(["into new", "backup", "restore first"], random.Random(1))
@given(st.lists(st.sampled_from(BETWEEN), min_size=3, max_size=10), st.randoms(use_true_random=False))
def test_whatever_was_done_between_restores_no_backup_brings_an_erased_person_back(
    steps: list[str], chance: random.Random
) -> None:
    """Worked on, restored, worked on, restored, erased, restored, worked on: who they became by then is erased too.

    Whoever was logged again without becoming one record is somebody else to the program, so here they always do.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        store, _ = opening.create(
            folder / "team.desk", member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True
        )
        log(store, "Ada Quillon", "Zebrafinch")
        safekeeping.backup(store, folder / "first.backup")
        for n, step in enumerate([*steps, "backup"]):
            store = _do_between(store, step, n, folder, chance)
        _erase_all(store)
        path = closed(store)
        backups = sorted(folder.glob("*.backup"))
        chance.shuffle(backups)
        assert left_in(path) == set()
        for backup in backups:
            restoring.restore(backup, path, PASSPHRASE, replacing=True)
            assert left_in(path) == set(), backup.name
            with opening.open_store(path, PASSPHRASE) as restored:
                log(restored, "Bo Made-Up", "Between restores.")
        shutil.rmtree(path)


def _do_between(store: Store, step: str, n: int, folder: Path, chance: random.Random) -> Store:
    """One step, and the store that is open then."""
    if step.startswith("restore"):
        path = closed(store)
        earlier = folder / "first.backup" if step == "restore first" else chance.choice(sorted(folder.glob("*.backup")))
        restoring.restore(earlier, path, PASSPHRASE, replacing=True)
        return opening.open_store(path, PASSPHRASE)
    if step.startswith("into"):
        [ada] = [person for person in store.all(Person) if person.name == "Ada Quillon"]
        again(store, ada.id, f"Zebrafinch {n}", into_new=step == "into new")
    elif step == "undo":
        if getattr(store.can_undo(), "verb", "") == merge.VERB:  # and that they were logged
            store.undo()
            store.undo()
    else:
        _do(store, step, n, folder)
    return store
