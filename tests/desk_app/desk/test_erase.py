"""Erasing: not a word is left in any page of the file, the log, the journal, drafts, files, exports; figures stay."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from desk_app import figures
from desk_app.desk import Desk, erase, merge, publish, retain
from desk_app.exchange import exports, register, whole
from desk_app.figures import period
from desk_app.offers import Verb
from desk_app.problems import Problem
from desk_app.records import (
    Action,
    Case,
    ContactArrangement,
    Decision,
    DecisionKind,
    Document,
    Example,
    Extension,
    Investigation,
    Kind,
    Learning,
    Letter,
    Member,
    Note,
    OmbudsmanMatter,
    Outcome,
    Party,
    Pause,
    Person,
    Point,
    Publication,
    Remedy,
    ReportText,
    Role,
    Route,
    Stage,
)
from desk_app.store import Store, erasing, history, opening, safekeeping, wiping
from desk_app.telling import TELL
from tests.conftest import PASSPHRASE
from tests.desk_app.exchange.registers import HEADING, row, write
from tests.desk_app.store import pages
from tests.desk_app.store.samples import many

TODAY = date(2026, 11, 24)
WORDS = (
    "Quillon", "Vexworthy", "zebrafinch", "perambulator", "ocarina", "quidnunc", "sassafras", "bandersnatch",
    "gallimaufry", "wainscot", "flapdoodle", "kerfuffle", "lollygag", "snollygoster", "widdershins", "borborygmus",
    "absquatulate", "xertz", "nudiustertian", "pettifogger",
)  # fmt: skip
"""Each stands in one kind of record of the case, and nowhere else."""
REGISTER = row(Ref="CF/2025-26/0001", Customer="Quillon Vexworthy", Child="Nib Vexworthy", Details="The zebrafinch.")


@dataclass(frozen=True, slots=True)
class Told:
    """A case that has words everywhere, and whose it is."""

    case_id: int
    person_id: int
    child_id: int


@pytest.fixture
def told(store: Store, tmp_path: Path) -> Told:
    """Imported from a register, then worked on, among 100 other cases."""
    load(store, write(tmp_path / "old.csv", HEADING, REGISTER))
    [case] = store.all(Case)
    [item] = store.all(Investigation)
    people = {party.role: party.person_id for party in store.all(Party)}
    complainant, child = people[Role.COMPLAINANT], people[Role.CHILD]
    with store.change("import others") as change:
        change.put_many(many(store.new_ids(1000), first=2000))
    own: dict[str, Any] = {"case_id": case.id, "investigation_id": item.id}
    with store.change("work on it") as change:
        change.put(case, replace(case, summary="perambulator", desired_outcome="widdershins"))
        change.put(None, Note(case_id=case.id, text="An ocarina", with_whom="quidnunc"))
        change.put(None, Point(**own, text="sassafras", category="Delay", outcome=Outcome.UPHELD))
        change.put(None, Learning(**own, category="Communication", text="bandersnatch"))
        change.put(None, Action(**own, kind="Apology", text="gallimaufry", owner="wainscot"))
        change.put(None, Decision(**own, kind=DecisionKind.EARLY_REFERRAL, reason="flapdoodle", decided_on=TODAY))
        told_on = date(2025, 6, 12)
        change.put(None, Extension(**own, to_on=date(2025, 7, 4), reason="kerfuffle", told_on=told_on))
        change.put(None, Pause(**own, from_on=date(2025, 6, 5), part="lollygag", reason="x", ended_on=date(2025, 6, 9)))
        matter = change.put(None, OmbudsmanMatter(case_id=case.id, about="snollygoster", decision="Upheld"))
        change.put(None, Remedy(case_id=case.id, matter_id=matter.id, what="borborygmus", amount_pence=25000))
        change.put(None, ContactArrangement(person_id=complainant, what="absquatulate"))
        change.put(None, Example(case_id=case.id, year="2025/26", text="xertz"))
        blob = change.put_blob(b"%PDF of nudiustertian")
        change.put(None, Document(case_id=case.id, name="a.pdf", media_type="application/pdf", blob_hash=blob))
        change.put(None, Letter(**own, name="pettifogger.docx", blob_hash=change.put_blob(b"PK nudiustertian letter")))
        change.put(None, Party(case_id=case.id, person_id=complainant, role=Role.ADVOCATE, job="Tinker"))
    twin = Person(name="Quillon Vexworthy", match_key="quillon vexworthy", email="quillon@example.org")
    with store.change("log another") as change:
        twin = change.put(None, twin)
    stays = store.get(Person, complainant)
    assert stays is not None
    merge.merge(store, stays, twin, (), "Alex Example")
    store.keep_draft(f"case-{case.id}-NOTE", "note", {"text": "the zebrafinch again"})
    store.keep_draft("new-1", "Complaint", {"complainant": {"name": "quillon vexworthy"}, "words": "flapdoodle"})
    store.keep_draft("new-2", "Complaint", {"complainant": {"name": "Ada Testwell"}, "words": "of somebody else"})
    return Told(case.id, complainant, child)


def load(store: Store, path: Path) -> register.Result:
    """Import a register."""
    return register.carry_out(register.plan(register.read(path, today=TODAY), store, today=TODAY), store)


def erased(store: Store, told: Told) -> erase.Erased:
    """The person, and with them the case."""
    done = erase.erase(store, erase.plan_for_person(store, told.person_id), TODAY, "Alex Example", erase.Why.REQUEST)
    assert done.clean
    return done


def words_in(blocks: Iterator[bytes]) -> set[str]:
    """Which of the words stand in any of these."""
    found: set[str] = set()
    for block in blocks:
        low = block.lower()
        found |= {word for word in WORDS if word.lower().encode() in low}
    return found


def in_file(store: Store) -> set[str]:
    """In any page of the main file, used or not."""
    return words_in(pages.decrypted(store.path / "store.db", store.key))


def in_log(store: Store) -> set[str]:
    """In any frame of the log."""
    return words_in(pages.decrypted_log(store.log, store.path / "store.db", store.key))


# --- nothing is left --------------------------------------------------------------------------------------
def test_no_word_is_left_in_any_decrypted_page_of_the_file_or_the_log(store: Store, told: Told) -> None:
    """All of them are found before, first in the log and then in the file; none afterwards, though the key is known."""
    assert in_log(store) == set(WORDS)
    store.checkpoint()
    assert in_file(store) == set(WORDS)
    erased(store, told)
    assert in_file(store) == set()
    assert in_log(store) == set()
    assert not store.log.exists() or store.log.stat().st_size == 0
    assert store.read("PRAGMA freelist_count") == [(0,)]


def test_without_cleaning_the_log_would_still_hold_every_word(store: Store, told: Told) -> None:
    """Which is why the file is cleaned, and stays marked until it has been."""
    plan = erase.plan_for_person(store, told.person_id)
    erasing.erase(store, plan.scope, plan.verb, TODAY, "Alex Example")
    assert in_log(store) == set(WORDS)
    assert wiping.is_due(store)


def test_an_erasure_that_was_cut_is_cleaned_when_the_store_is_opened(store: Store, told: Told) -> None:
    """Killed between the change and the cleaning."""
    plan = erase.plan_for_person(store, told.person_id)
    erasing.erase(store, plan.scope, plan.verb, TODAY, "Alex Example")
    store.close()
    with opening.open_store(store.path, PASSPHRASE) as again:
        assert not wiping.is_due(again)
        assert in_file(again) | in_log(again) == set()


def test_a_reader_in_the_way_leaves_it_marked(store: Store, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program is reading: the log cannot be emptied, and that is said."""
    monkeypatch.setattr(wiping, "PATIENCE", 0.2)
    with opening.open_store(store.path, PASSPHRASE, read_only=True) as reader, reader.reading():
        reader.read("SELECT count(*) FROM feedback_case")
        plan = erase.plan_for_person(store, told.person_id)
        assert not erase.erase(store, plan, TODAY, "Alex Example", erase.Why.REQUEST).clean
        assert wiping.is_due(store)
    assert wiping.wipe(store)
    assert in_file(store) | in_log(store) == set()


def test_no_word_is_left_in_the_journal_drafts_and_kept_files(store: Store, told: Told) -> None:
    """Bodies and salts are empty; drafts about them are gone, others stay; files that nothing names are gone."""
    assert store.read("SELECT count(*) FROM blob")[0][0] == 2
    erased(store, told)
    bodies = store.read("SELECT coalesce(before, '') || coalesce(after, '') FROM change_row")
    assert words_in(body.encode() for (body,) in bodies) == set()
    assert [draft.key for draft in store.drafts()] == ["new-2"]
    assert store.read("SELECT count(*) FROM blob")[0][0] == 0
    [(salts,)] = store.read(
        "SELECT count(*) FROM change_row WHERE case_id = ? AND before LIKE '%Vex%'", (told.case_id,)
    )
    assert salts == 0


def test_no_word_is_left_in_exports_and_none_comes_into_temporary_folders(
    store: Store, told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Erasing leaves no file behind; what is exported afterwards has none of the words."""
    apart = tmp_path / "temporary"
    apart.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(apart))
    monkeypatch.setattr(tempfile, "tempdir", str(apart))
    erased(store, told)
    assert list(apart.rglob("*")) == []
    exports.write(store, "cases", tmp_path / "cases.csv", today=TODAY)
    whole.export(store, tmp_path / "all.xlsx")
    assert words_in(iter([(tmp_path / "cases.csv").read_bytes()])) == set()
    import openpyxl

    book = openpyxl.load_workbook(tmp_path / "all.xlsx", read_only=True)
    cells = (str(cell).encode() for sheet in book for line in sheet.iter_rows(values_only=True) for cell in line)
    assert words_in(cells) == set()
    book.close()


def test_a_file_that_another_case_names_too_stays(store: Store, told: Told) -> None:
    """The same leaflet was put with two cases: it is kept once."""
    [document] = store.all(Document)
    other = next(case for case in store.all(Case) if case.id != told.case_id)
    with store.change("add document") as change:
        change.put(None, replace(document, id=0, version=0, case_id=other.id))
    erased(store, told)
    assert store.read("SELECT hash FROM blob") == [(document.blob_hash,)]


# --- what stays -------------------------------------------------------------------------------------------
def test_published_figures_stay_as_they_were(store: Store, told: Told) -> None:
    """Every number of every year, and when each of the case's steps was due and done."""
    years = [period.year(f"{first}/{(first + 1) % 100:02}") for first in range(2021, 2027)]
    before = [figures.as_json(figures.gather(store, year, TODAY)) for year in years]
    steps = [(s.key, s.due_on, s.done_on, s.limit_on) for s in store.steps(told.case_id) if s.published]
    erased(store, told)
    assert [figures.as_json(figures.gather(store, year, TODAY)) for year in years] == before
    assert [(s.key, s.due_on, s.done_on, s.limit_on) for s in store.steps(told.case_id) if s.published] == steps
    assert steps


def test_the_chain_holds_and_everything_is_as_the_records_say(store: Store, told: Told) -> None:
    """`desk verify` finds nothing: the journal's hashes, what is derived, the index of words."""
    erased(store, told)
    assert store.verify().findings == []


def test_what_is_left_is_still_proved_by_the_journal(store: Store, told: Told) -> None:
    """Somebody who alters the anonymous row afterwards is noticed."""
    erased(store, told)
    with store.packing() as connection:
        connection.execute("UPDATE investigation SET outcome = 'Not upheld' WHERE case_id = ?", (told.case_id,))
    assert any("not as the journal left it" in found for found in store.verify().findings)


def test_the_case_and_the_person_are_anonymous(store: Store, told: Told) -> None:
    """Dates and words of lists are left; the reference and every text are not."""
    erased(store, told)
    file = store.case_file(told.case_id)
    assert file.case.erased_on == TODAY
    assert (file.case.reference, file.case.words, file.case.summary) == ("", "", "")
    assert (file.case.kind, file.case.received_on, file.case.themes) == (
        Kind.COMPLAINT, date(2025, 6, 2), ("EHC plan",),
    )  # fmt: skip
    assert {person.name for person in file.people} == {""}
    assert (file.notes, file.documents, file.letters) == ((), (), ())
    assert [(point.text, point.category, point.outcome) for point in file.points] == [("", "Delay", Outcome.UPHELD)]


def test_a_person_on_another_case_as_well_stays_with_it(store: Store, told: Told) -> None:
    """Erasing one case leaves the people of others as they are."""
    with store.change("log complaint") as change:
        other = change.put(None, Case(reference="CF/2026-27/0099", received_on=TODAY))
        change.put(None, Party(case_id=other.id, person_id=told.person_id))
    erase.erase(store, erase.plan_for_cases(store, [told.case_id]), TODAY, "Alex Example", erase.Why.REQUEST)
    person, child = store.get(Person, told.person_id), store.get(Person, told.child_id)
    assert person is not None
    assert person.name == "Quillon Vexworthy"
    assert child is not None
    assert child.name == ""


# --- no way back ------------------------------------------------------------------------------------------
def test_importing_the_old_register_again_does_not_bring_it_back(store: Store, told: Told, tmp_path: Path) -> None:
    """Not as it was, not under other spacing or capitals, not under another reference: it is refused and named."""
    erased(store, told)
    for n, reference in enumerate(("CF/2025-26/0001", "cf/2025-26/ 0001", "OLD-77", "")):
        path = write(tmp_path / f"again{n}.csv", HEADING, REGISTER.replace("CF/2025-26/0001", reference))
        result = load(store, path)
        assert result.cases == 0
        assert "erased from this store" in result.rejected[0].problem
    assert in_file(store) | in_log(store) == set()


def test_a_register_without_references_does_not_bring_it_back(store: Store, tmp_path: Path) -> None:
    """Such a case is known by the day it came, its kind, who wrote and what."""
    old = write(tmp_path / "old.csv", HEADING, row(Ref="", Details="The zebrafinch."), row(Ref="", Details="Other."))
    assert load(store, old).cases == 2
    case = next(each for each in store.all(Case) if each.words == "The zebrafinch.")
    erase.erase(store, erase.plan_for_cases(store, [case.id]), TODAY, "Alex Example", erase.Why.REQUEST)
    result = load(store, old)
    assert (result.cases, result.same, len(result.rejected)) == (0, 1, 1)


def test_everything_of_an_earlier_export_does_not_bring_it_back(store: Store, told: Told, tmp_path: Path) -> None:
    """The workbook of all records, made before: the other cases are there, this one is left out and named."""
    whole.export(store, tmp_path / "all.xlsx")
    erased(store, told)
    taken = whole.import_file(store, tmp_path / "all.xlsx")
    assert taken.cases == 0
    assert any("CF/2025-26/0001" in text for text in taken.warnings)
    assert in_file(store) | in_log(store) == set()


def test_a_store_made_of_everything_refuses_it_too(store: Store, told: Told, tmp_path: Path) -> None:
    """The marks go along; something else in their place is left alone."""
    erased(store, told)
    whole.export(store, tmp_path / "all.xlsx")
    made, _ = opening.create(tmp_path / "new.desk", member="Bo Example", passphrase=PASSPHRASE, weak_for_tests=True)
    with made:
        assert whole.import_file(made, tmp_path / "all.xlsx").cases == 101
        assert made.tombstones() == store.tombstones()
        again = load(made, write(tmp_path / "again.csv", HEADING, REGISTER))
        assert "erased from this store" in again.rejected[0].problem
        assert whole.import_file(made, tmp_path / "all.xlsx").change is None
        assert made.verify().findings == []


def test_it_cannot_be_undone_nor_can_what_it_emptied(store: Store, told: Told) -> None:
    """Neither the erasure nor the work before it."""
    work = next(change for change, _ in store.history() if change.verb == "work on it")
    done = erased(store, told)
    with pytest.raises(Problem, match="cannot be undone"):
        store.undo(change_id=done.change.id)
    with pytest.raises(Problem, match="cannot be undone"):
        store.undo(change_id=work.id)
    assert history.change(store.connection, done.change.id) is not None


# --- before it is done ------------------------------------------------------------------------------------
def test_a_hold_stops_it_until_it_is_ended(store: Store, told: Told) -> None:
    """An inquiry asked to keep it. The hold has a reason, and stands in the history."""
    change, _ = retain.hold(store, [told.case_id], {"reason": "The inquiry"}, TODAY, "Alex Example")
    assert change is not None
    assert change.verb == "put on legal hold"
    plan = erase.plan_for_person(store, told.person_id)
    assert plan.refusals == ("CF/2025-26/0001 is on legal hold. End the hold first.",)
    with pytest.raises(Problem, match="legal hold"):
        erase.erase(store, plan, TODAY, "Alex Example", erase.Why.REQUEST)
    store.checkpoint()
    assert in_file(store) == set(WORDS)
    retain.release(store, [told.case_id], {"reason": "It has ended"}, TODAY, "Alex Example")
    assert erase.plan_for_person(store, told.person_id).refusals == ()


def test_an_open_case_is_not_erased(store: Store, told: Told) -> None:
    """Its clocks run: it is ended first."""
    [item] = store.all(Investigation, case_id=told.case_id)
    with store.change("re-open") as change:
        change.put(item, replace(item, responded_on=None, outcome=None))
    assert erase.plan_for_cases(store, [told.case_id]).refusals == ("CF/2025-26/0001 is still open. End it first.",)


def test_a_hold_or_an_open_case_also_keeps_those_who_are_on_it_in_another_role(store: Store, told: Told) -> None:
    """Staff complained about cannot be taken out of a case that runs, nor out of one on hold; an advocate neither."""
    [item] = store.all(Investigation, case_id=told.case_id)
    for role in (Role.STAFF_COMPLAINED_ABOUT, Role.ADVOCATE):
        with store.change("name them") as change:
            person = change.put(None, Person(name="Stan Snodgrass", match_key="stan snodgrass"))
            change.put(None, Party(case_id=told.case_id, person_id=person.id, role=role))
        assert erase.plan_for_person(store, person.id).refusals == ()
        retain.hold(store, [told.case_id], {"reason": "Court"}, TODAY, "Alex Example")
        plan = erase.plan_for_person(store, person.id)
        assert plan.refusals == ("CF/2025-26/0001, which they are on, is on legal hold. End the hold first.",)
        with pytest.raises(Problem, match="legal hold"):
            erase.erase(store, plan, TODAY, "Alex Example", erase.Why.REQUEST)
        retain.release(store, [told.case_id], {"reason": "Over"}, TODAY, "Alex Example")
        item = re_opened(store, item)
        assert "is still open" in erase.plan_for_person(store, person.id).refusals[0]
        with store.change("answer") as change:
            item = change.put(item, replace(item, responded_on=TODAY, outcome=Outcome.UPHELD))
        left = store.get(Person, person.id)
        assert left is not None
        assert left.name == "Stan Snodgrass"


def re_opened(store: Store, item: Investigation) -> Investigation:
    """As if the answer had not gone out."""
    with store.change("re-open") as change:
        return change.put(item, replace(item, responded_on=None, outcome=None))


def test_other_peoples_drafts_that_name_them_are_named_and_kept(store: Store, told: Told) -> None:
    """Somebody is just complaining about them; and a note is being written in another case."""
    [other, *_] = [case for case in store.all(Case) if case.id != told.case_id]
    words = {"complainant": {"name": "Dora Dredge"}, "words": "Quillon Vexworthy hit my son."}
    store.keep_draft("new-7", "Complaint", words)
    note = {"case_id": other.id, "verb": "NOTE", "answers": {"text": "Quillon Vexworthy rang"}}
    store.keep_draft(f"case-{other.id}-NOTE-0", f"Note, {other.reference}", note)
    themselves = f"case-{other.id}-CORRECT-person-{told.person_id}"  # begun on that case, yet theirs
    store.keep_draft(themselves, "Correct what is known of a person", {"answers": {"telephone": "01234 000000"}})
    plan = erase.plan_for_person(store, told.person_id)
    assert "A draft of somebody else names them (Complaint, Dora Dredge)" in plan.held
    assert f"A draft of somebody else names them (Note, {other.reference})" in plan.held
    assert "3 drafts" in plan.goes[2]
    erased(store, told)
    assert {draft.key for draft in store.drafts()} == {"new-2", "new-7", f"case-{other.id}-NOTE-0"}


def test_only_a_manager_may(store: Store, told: Told) -> None:
    """An officer sees what would go, and that a manager has to do it."""
    plan = erase.plan_for_person(store, told.person_id)
    [member] = store.all(Member)
    with store.change("change member") as change:
        change.put(member, replace(member, role="officer"))
    assert "Only a manager" in erase.plan_for_person(store, told.person_id).refusals[0]
    with pytest.raises(Problem, match="Only a manager"):
        erase.erase(store, plan, TODAY, "Alex Example", erase.Why.REQUEST)


def test_it_says_what_still_holds_it(store: Store, told: Told, tmp_path: Path) -> None:
    """Backups, a published report with an example of it, other cases with the name: named, and left as they are."""
    backup = tmp_path / "monday.backup"
    safekeeping.backup(store, backup)
    before = backup.read_bytes()
    other = next(case for case in store.all(Case) if case.id != told.case_id and case.kind is Kind.COMPLIMENT)
    with store.change("work") as change:
        change.put(other, replace(other, words="As Quillon Vexworthy said."))
        change.put(None, ReportText(year="2026/27", key="introduction", text="Quillon Vexworthy asked."))
        published = Publication(year="2025/26", published_on=TODAY, texts=json.dumps({"a": "xertz"}))
        change.put(None, replace(published, pdf_hash=change.put_blob(b"%PDF xertz")))
    held = erase.plan_for_person(store, told.person_id).held
    said = "\n".join(held)
    assert str(backup) in said
    assert "published report of 2025/26" in said
    assert f"Named also in: {other.reference} (what was logged), the words for the report of 2026/27." in said
    erased(store, told)
    assert backup.read_bytes() == before
    [report] = store.all(Publication)
    assert store.blob(report.pdf_hash) == b"%PDF xertz"
    assert publish.standing(store, "2025/26") == report


def test_it_says_what_goes_and_how_much(store: Store, told: Told) -> None:
    """In numbers, before anything is done."""
    plan = erase.plan_for_person(store, told.person_id)
    assert plan.typed == "Quillon Vexworthy"
    assert plan.goes[0] == "The words of CF/2025-26/0001"
    assert plan.goes[1] == "Names and details of Quillon Vexworthy, Nib Vexworthy"
    assert plan.goes[2] == "1 note, 1 document, 1 letter, 1 example for the annual report, 2 drafts"


def test_the_history_says_why_and_not_who(store: Store, told: Told) -> None:
    """One of three reasons, which say nothing about anybody."""
    plan = erase.plan_for_person(store, told.person_id)
    done = erase.erase(store, plan, TODAY, "Alex Example", erase.Why.SCHEDULE)
    assert done.change.verb == "erase a person (its time is over)"
    assert store.history(limit=1)[0][0].verb == done.change.verb
    with pytest.raises(Problem, match="cannot be undone"):
        store.undo()


def test_several_at_once_are_one_change(store: Store, told: Told) -> None:
    """From the review list: 40 cases, one entry of the history."""
    closed = [row[0] for row in store.read("SELECT case_id FROM case_line WHERE open = 0 LIMIT 40")]
    plan = erase.plan_for_cases(store, closed)
    assert plan.typed == "erase 40"
    done = erase.erase(store, plan, TODAY, "Alex Example", erase.Why.REQUEST)
    assert done.change.case_ids >= set(closed)
    assert all(case.erased_on == TODAY for case in (store.get(Case, each) for each in closed) if case)
    assert store.verify().findings == []


def test_what_sqlcipher_puts_aside_while_packing_is_encrypted(store: Store, told: Told, tmp_path: Path) -> None:
    """A large store is packed by way of a file: looked at while it is there, it shows no word."""
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("only where open files can be looked at")
    with store.change("add a large document") as change:
        change.put_blob(b"the zebrafinch " * 3_000_000)
    store.checkpoint()
    seen: list[int] = []

    def look() -> int:
        for path in Path("/proc/self/fd").iterdir():
            try:
                if "etilqs" in str(path.readlink()):
                    data = path.read_bytes()
                    seen.append(len(data))
                    assert words_in(iter([data])) == set()
            except OSError:
                continue
        return 0

    with store.packing() as connection:
        connection.execute("PRAGMA temp_store = FILE")
        connection.set_progress_handler(look, 500)
        connection.execute("VACUUM")
        connection.set_progress_handler(None, 0)
        connection.execute("PRAGMA temp_store = MEMORY")
    assert max(seen, default=0) > 0


def test_the_routes_of_a_statutory_case_stay(store: Store) -> None:
    """A part that was paused stays a part, so that no clock stops afterwards."""
    with store.change("log") as change:
        case = change.put(None, Case(reference="CF/2025-26/0500", received_on=date(2025, 6, 2), words="x"))
        item = change.put(
            None,
            Investigation(
                case_id=case.id, route=Route.STATUTORY, stage=Stage.ONE, opened_on=date(2025, 6, 2),
                responded_on=date(2025, 6, 20), outcome=Outcome.UPHELD, profile="statutory",
            ),
        )  # fmt: skip
        change.put(None, Pause(case_id=case.id, part="a part", from_on=date(2025, 6, 3), reason="court"))

    def dates() -> list[object]:  # nobody can be told any more
        return [(s.key, s.due_on, s.paused) for s in store.steps(case.id) if s.published and s.key != TELL]

    before = dates()
    erase.erase(store, erase.plan_for_cases(store, [case.id]), TODAY, "Alex Example", erase.Why.REQUEST)
    assert dates() == before
    assert item.id


@pytest.mark.parametrize("verb", [Verb.WITHDRAW, Verb.REFUSE])
def test_why_a_complaint_ended_goes_with_its_words(store: Store, verb: Verb) -> None:
    """The reason is typed, not only chosen. That there was one stays, since the report's data check asks for it."""
    desk = Desk(store, lambda: TODAY)
    draft: dict[str, Any] = {
        "kind": "Complaint",
        "received_on": "2026-03-02",
        "words": "x",
        "complainant": {"name": "Ada Quillon"},
    }
    case_id = desk.log({**draft, "route": {"choice": "Corporate", "reason": "A bus pass."}}).case_id
    file = desk.case_file(case_id)
    [offer] = [offer for offer in desk.offers(file) if offer.verb is verb]
    answers = {"on": "2026-03-04", "reason": "Ada Quillon moved away.", "kind": "Other"}
    assert not desk.do(offer, file, answers).problems
    erase.erase(store, erase.plan_for_cases(store, [case_id]), TODAY, "Alex Example", erase.Why.REQUEST)
    after = desk.case_file(case_id).case
    assert after.ended_reason == "Erased"
