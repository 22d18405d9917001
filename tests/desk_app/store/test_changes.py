"""Writing: one change, all of it or nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk_app.problems import Problem
from desk_app.progress import Cancelled
from desk_app.records import Case, Investigation, Note, Party, Person, Route, SettingRecord, Stage
from desk_app.store import Store, engine, journal
from tests.desk_app.store.conftest import NOW, Reopen
from tests.desk_app.store.samples import complaint

DAY = date(2026, 11, 2)


def test_a_change_saves_and_says_what_it_did(store: Store) -> None:
    """Log a complaint: the case has an id, a version and a reference; the change names the case and its tables."""
    with store.change("log complaint", "Bo") as change:
        saved = change.put(None, Case(reference=store.next_reference(DAY, change), received_on=DAY, words="Late."))
    assert saved.id > 0
    assert saved.version == 1
    assert saved.reference == "CF/2026-27/0001"
    assert store.get(Case, saved.id) == saved
    done = change.change
    assert (done.verb, done.by, done.undoes, done.reference) == ("log complaint", "Bo", None, "CF/2026-27/0001")
    assert done.case_ids == {saved.id}
    assert done.tables == {"feedback_case"}
    assert done.at > NOW


def test_without_a_name_it_was_the_member_who_opened_the_store(store: Store) -> None:
    """Alex Example opened it."""
    with store.change("note") as change:
        pass
    assert change.change.by == "Alex Example"


def test_an_edit_raises_the_version_and_keeps_before_and_after(store: Store) -> None:
    """The summary changes from nothing to "Late visit": version 2, and the history has both."""
    case = store.case_file(complaint(store, DAY)).case
    with store.change("correct case") as change:
        saved = change.put(case, replace(case, summary="Late visit"))
    assert saved.version == 2
    assert store.get(Case, case.id) == saved
    [(latest, [row])] = store.history(case.id, limit=1)
    assert latest == change.change
    assert row.before is not None
    assert row.after is not None
    assert row.before.get("summary", "") == ""
    assert row.after["summary"] == "Late visit"
    assert {key for key in row.after if row.after[key] != row.before.get(key)} == {"summary"}


def test_a_record_can_be_removed(store: Store) -> None:
    """A note written on the wrong case goes; its words stay in the history."""
    case_id = complaint(store, DAY)
    with store.change("write note") as change:
        note = change.put(None, Note(case_id=case_id, text="Not this one"))
    with store.change("remove note") as change:
        change.put(note, None)
    assert store.all(Note) == []
    [(_, [row])] = store.history(case_id, limit=1)
    assert row.after is None
    assert row.before is not None
    assert row.before["text"] == "Not this one"


def test_a_stale_edit_is_refused_and_names_the_case(store: Store) -> None:
    """Two windows read version 1; the first saves, the second is told, and nothing of its change is kept."""
    case = store.case_file(complaint(store, DAY)).case
    with store.change("correct case") as change:
        change.put(case, replace(case, summary="First"))

    def save_what_was_read_before() -> None:
        with store.change("correct case") as change:
            change.put(None, Note(case_id=case.id, text="Goes with it"))
            change.put(case, replace(case, summary="Second"))

    with pytest.raises(Problem) as told:
        save_what_was_read_before()
    assert told.value.message == "Case CF/2026-27/0001 was changed meanwhile, so nothing was saved."
    assert told.value.remedy
    now = store.get(Case, case.id)
    assert now is not None
    assert now.summary == "First"
    assert store.all(Note) == []


def test_a_stale_edit_of_something_removed_is_refused(store: Store) -> None:
    """The note was removed meanwhile."""
    case_id = complaint(store, DAY)
    with store.change("write note") as change:
        note = change.put(None, Note(case_id=case_id, text="x"))
    with store.change("remove note") as change:
        change.put(note, None)
    with pytest.raises(Problem, match="CF/2026-27/0001 was changed meanwhile"), store.change("edit") as change:
        change.put(note, replace(note, text="y"))


def test_a_record_can_be_put_twice_in_one_change(store: Store) -> None:
    """First logged, then acknowledged, all in one."""
    with store.change("log and acknowledge") as change:
        first = change.put(None, Case(received_on=DAY, reference="A/2026-27/0007"))
        second = change.put(first, replace(first, acknowledged_on=DAY))
    assert second.version == 2
    assert store.get(Case, first.id) == second
    assert store.verify().ok


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, Cancelled, SystemExit])
def test_whatever_goes_wrong_in_the_block_nothing_is_saved(store: Store, error: type[BaseException]) -> None:
    """A bug, Ctrl-C, Cancel: no row, no journal, and the store goes on."""
    changes = store.read("SELECT count(*) FROM change")

    def go_wrong() -> None:
        with store.change("log complaint") as change:
            change.put(None, Case(received_on=DAY))
            raise error

    with pytest.raises(error):
        go_wrong()
    assert store.all(Case) == []
    assert store.read("SELECT count(*) FROM change") == changes
    with store.change("log complaint") as change:
        change.put(None, Case(received_on=DAY))
    assert store.verify().ok


def test_a_change_within_a_change_is_a_bug(store: Store) -> None:
    """One writer."""
    with pytest.raises(RuntimeError, match="already"), store.change("outer"), store.change("inner"):
        pass
    with store.change("after"):
        pass


def test_nothing_can_be_written_outside_a_change(store: Store) -> None:
    """DELETE through the reading connection is refused by SQLite itself."""
    complaint(store, DAY)
    with pytest.raises(Problem, match="only be read"):
        store.read("DELETE FROM feedback_case RETURNING id")
    assert len(store.all(Case)) == 1


def test_the_journal_is_append_only(store: Store) -> None:
    """Not even the writer's connection can alter or delete it; only bodies can be emptied, all three at once."""
    complaint(store, DAY)
    refused = (
        "UPDATE change SET verb = 'nothing'",
        "DELETE FROM change",
        "DELETE FROM change_row",
        "UPDATE change_row SET after = '{}'",
        "UPDATE change_row SET salt = NULL",
        "UPDATE change_row SET salt = NULL, before = NULL, after = NULL, n = n + 100",
        "UPDATE change_row SET before = NULL, after = NULL",
        "REPLACE INTO change_row SELECT * FROM change_row",
        "REPLACE INTO change SELECT * FROM change",
    )
    for sql in refused:
        with pytest.raises(engine.IntegrityError, match="append-only"), store.change("tamper") as change:
            change.connection.execute(sql)
    with store.change("erase") as change:
        change.connection.execute("UPDATE change_row SET salt = NULL, before = NULL, after = NULL")
    assert store.read("SELECT count(*) FROM change_row WHERE after IS NOT NULL") == [(0,)]


def test_nothing_personal_stands_in_the_journal_outside_the_bodies(store: Store) -> None:
    """With the bodies emptied, neither the name nor the words are left in the journal."""
    complaint(store, DAY, words="The giraffe was rude", name="Quentin Pemberton")
    with store.change("erase") as change:
        change.connection.execute("UPDATE change_row SET salt = NULL, before = NULL, after = NULL")
    left = repr(store.read("SELECT * FROM change")) + repr(store.read("SELECT * FROM change_row"))
    assert "Pemberton" not in left
    assert "giraffe" not in left


def test_bodies_are_salted(store: Store) -> None:
    """The same words twice have different hashes, so that what was erased cannot be guessed from its hash."""
    for _ in range(2):
        with store.change("note") as change:
            change.put(None, Person(name="Same Name"))
    hashes = store.read("SELECT body_hash FROM change_row WHERE \"table\" = 'person'")
    assert len(set(hashes)) == 2


def test_an_import_puts_many_records_in_one_change(store: Store) -> None:
    """Ids are minted first, so that records can refer to each other; those without get one."""
    person, case = store.new_ids(2)
    with store.change("import register") as change:
        saved = change.put_many(
            [
                Person(id=person, name="Asha Evason"),
                Case(id=case, received_on=DAY, reference="CF/2026-27/0041"),
                Party(case_id=case, person_id=person),
                Investigation(case_id=case, route=Route.STATUTORY, stage=Stage.ONE, opened_on=DAY),
            ]
        )
    assert [record.version for record in saved] == [1, 1, 1, 1]
    assert all(record.id for record in saved)
    file = store.case_file(case)
    assert [each.name for each in file.people] == ["Asha Evason"]
    assert len(file.investigations) == 1
    assert store.steps(case)
    assert store.verify().ok


def test_new_ids_lie_above_all_there_are_and_grow_with_time(store: Store, path: Path, reopen: Reopen) -> None:
    """Also after the store was opened again by a clock that went back."""
    first = store.new_ids(1000)
    assert first == sorted(set(first))
    with store.change("note") as change:
        change.put_many([Person(id=each, name="x") for each in first])
    assert store.new_id() > max(first)
    store.close()
    assert reopen(path).new_id() > max(first)


def test_an_id_tells_its_millisecond(store: Store) -> None:
    """Milliseconds since 2020 stand above the lowest 22 bits; ids exceed 32 bits."""
    minted = store.new_id()
    elapsed = (
        NOW.replace(tzinfo=None) - NOW.replace(tzinfo=None, year=2020, month=1, day=1, hour=0, minute=0)
    ).total_seconds()
    assert 0 <= (minted >> 22) / 1000 - elapsed < 60
    assert minted > 2**32


def test_references_count_up_within_their_year(store: Store) -> None:
    """March and April are two years."""
    with store.change("log") as change:
        given = [store.next_reference(day, change) for day in (date(2026, 3, 31), date(2026, 4, 1), date(2027, 3, 31))]
    assert given == ["CF/2025-26/0001", "CF/2026-27/0001", "CF/2026-27/0002"]


def test_a_reference_is_never_used_again_not_even_after_undo(store: Store) -> None:
    """0001 was undone; the next is 0002."""
    complaint(store, DAY)
    store.undo()
    case_id = complaint(store, DAY)
    assert store.reference(case_id) == "CF/2026-27/0002"


def test_a_change_that_failed_gives_its_reference_back(store: Store) -> None:
    """Nobody ever saw it."""

    def go_wrong() -> None:
        with store.change("log") as change:
            store.next_reference(DAY, change)
            raise ValueError

    with pytest.raises(ValueError):
        go_wrong()
    assert store.reference(complaint(store, DAY)) == "CF/2026-27/0001"


def test_references_that_an_import_brings_are_used_up_too(store: Store) -> None:
    """The register ended with 0220; the next complaint of that year is 0221."""
    with store.change("import register") as change:
        change.put_many(
            [Case(received_on=DAY, reference="CF/2026-27/0220"), Case(received_on=DAY, reference="odd one")]
        )
    assert store.reference(complaint(store, DAY)) == "CF/2026-27/0221"


def test_two_cases_cannot_have_one_reference(store: Store) -> None:
    """The second is refused with a message, and nothing is saved."""
    twins = [Case(received_on=DAY, reference="A/1"), Case(received_on=DAY, reference="A/1")]
    with pytest.raises(Problem, match="has this reference already"), store.change("log") as change:
        change.put_many(twins)
    assert store.all(Case) == []


def test_a_record_cannot_refer_to_nothing(store: Store) -> None:
    """A party of a case that is not there."""
    with pytest.raises(Problem, match="still refer"), store.change("link") as change:
        change.put(None, Party(case_id=1, person_id=2))


def test_the_prefix_of_references_is_a_setting(store: Store) -> None:
    """CS instead of CF, from the next case on, and in the same change already."""
    with store.change("change settings") as change:
        change.put(None, SettingRecord(key="reference_prefix", value='"CS"'))
    assert store.settings().reference_prefix == "CS"
    assert store.reference(complaint(store, DAY)) == "CS/2026-27/0001"


def test_settings_of_a_change_that_failed_are_not_kept_in_mind(store: Store) -> None:
    """The old prefix stands."""

    def go_wrong() -> None:
        with store.change("change settings") as change:
            change.put(None, SettingRecord(key="reference_prefix", value='"CS"'))
            raise ValueError

    with pytest.raises(ValueError):
        go_wrong()
    assert store.settings().reference_prefix == "CF"


def test_an_export_is_a_change_without_rows(store: Store) -> None:
    """Who exported what, when; nothing to undo."""
    done = store.log_export("export cases to cases.csv", "Bo")
    assert done.tables == frozenset()
    [(latest, rows)] = store.history(limit=1)
    assert (latest.verb, latest.by, rows) == ("export cases to cases.csv", "Bo", ())
    assert store.verify().ok


def test_documents_keep_their_bytes_once(store: Store) -> None:
    """The same letter twice is one blob."""
    with store.change("add document") as change:
        first, second = change.put_blob(b"%PDF-"), change.put_blob(b"%PDF-")
    assert first == second
    assert store.blob(first) == b"%PDF-"
    with pytest.raises(Problem, match="no longer"):
        store.blob("0" * 64)


def test_a_record_cannot_become_another(store: Store) -> None:
    """put(old, new) of two cases is a bug in the caller."""
    case = store.case_file(complaint(store, DAY)).case
    with pytest.raises(ValueError, match="cannot become"), store.change("mix up") as change:
        change.put(case, replace(case, id=case.id + 1))


def test_lengths_are_part_of_a_bodys_hash() -> None:
    """Moving a letter from before to after changes it; so does nothing against an empty text."""
    salt = bytes(16)
    hashes = {
        journal.body_hash(salt, before, after)
        for before, after in [("ab", "c"), ("a", "bc"), (None, "abc"), ("", "abc"), ("abc", None)]
    }
    assert len(hashes) == 5
