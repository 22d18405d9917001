"""Everything out and in again: the same figures, the same worklist, the same cases."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from desk_app import figures, file_names
from desk_app.desk import Desk, erase, letters
from desk_app.exchange import cells, tables, whole
from desk_app.figures.period import year_of
from desk_app.letters.kinds import LETTERS
from desk_app.problems import Problem
from desk_app.records import (
    Case,
    CaseFile,
    ContactArrangement,
    Document,
    Ending,
    Holiday,
    Investigation,
    Letter,
    Note,
    Party,
    Person,
    Role,
)
from desk_app.store import Store, opening, restoring, safekeeping
from tests.clock import Day
from tests.conftest import PASSPHRASE
from tests.desk_app.desk import sensible

BEGINS = date(2025, 9, 1)
KINDS: tuple[dict[str, Any], ...] = (
    {"kind": "Complaint", "route": {"choice": "Statutory", "reason": "Fostering."}, "team": "Fostering"},
    {"kind": "Complaint", "route": {"choice": "Corporate", "reason": "A bus pass."}, "team": "SEND Team"},
    {"kind": "Complaint"},
    {"kind": "Enquiry", "target_on": "2026-04-01"},
    {"kind": "Compliment", "recipients": [{"name": "Dee Example", "job": "Adviser"}]},
)


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store in which forty cases have lived through any verbs, with a holiday and a team of its own."""
    made, _ = opening.create(
        tmp_path_factory.mktemp("lived") / "lived.desk", member="Alex Example", passphrase=PASSPHRASE,
        weak_for_tests=True,
    )  # fmt: skip
    chance = random.Random(4)
    with made:
        with made.change("add a holiday") as change:
            change.put(None, Holiday(on=date(2026, 2, 3), name="A day off"))
        day = Day(BEGINS)
        desk = Desk(made, day)
        for n in range(40):
            day.now = BEGINS + timedelta(days=5 * n)
            draft = {"received_on": day.now.isoformat(), "words": f"Case {n}. Siân – “it’s late”.", "summary": "=1+1",
                     "complainant": {"name": f"Ada Testwell {n % 7}", "contact": "+44 1743 000000"}}  # fmt: skip
            case_id = desk.log({**KINDS[n % 5], **draft}).case_id
            for _ in range(chance.randrange(9)):
                day.now += timedelta(days=chance.randrange(15))
                file = desk.case_file(case_id)
                offer = chance.choice(desk.offers(file))
                if sensible.refused(file, offer, day.now):
                    continue
                assert not desk.do(offer, file, sensible.answers(file, offer, day.now, chance.randrange(999))).problems
        yield made


@pytest.fixture
def workbook(lived: Store, tmp_path: Path) -> Path:
    out = tmp_path / "everything.xlsx"
    whole.export(lived, out)
    return out


def worklist(store: Store, today: date) -> list[object]:
    return [reminder.as_json() for reminder in Desk(store, lambda: today).worklist()]


def plain(file: CaseFile) -> dict[str, object]:
    """A case's records without ids and versions."""
    found: dict[str, object] = {}
    for part in fields(file):
        value = getattr(file, part.name)
        if isinstance(value, bool):
            continue
        many = value if isinstance(value, tuple) else (value,)
        found[part.name] = sorted(
            str(
                {
                    f.name: getattr(record, f.name)
                    for f in fields(record)
                    if f.name not in ("id", "version") and not f.name.endswith("_id")
                }
            )
            for record in many
        )
    return found


def test_taken_into_an_empty_store_everything_is_the_same(lived: Store, store: Store, workbook: Path) -> None:
    """Figures of both years, the worklist, each case with all its records; journal and derived tables are whole."""
    taken = whole.import_file(store, workbook)
    assert taken.cases == 40
    for start in (BEGINS, BEGINS + timedelta(days=365)):
        before, after = (figures.as_json(figures.gather(s, year_of(start), date(2026, 11, 24))) for s in (lived, store))
        assert after == before
    assert worklist(store, date(2026, 5, 1)) == worklist(lived, date(2026, 5, 1))
    for case in lived.all(Case):
        there = store.case_id(case.reference)
        assert there is not None
        assert plain(store.case_file(there)) == plain(lived.case_file(case.id))
    assert store.verify().ok


def test_taken_in_twice_nothing_is_new(store: Store, workbook: Path) -> None:
    """And undo takes all of it away again."""
    whole.import_file(store, workbook)
    again = whole.import_file(store, workbook)
    assert (again.cases, again.same, again.change) == (0, 40, None)
    Desk(store, lambda: date(2026, 11, 24)).undo()
    assert store.all(Investigation) == []


def test_what_is_here_stays_as_it_is(lived: Store, store: Store, workbook: Path) -> None:
    """A case of the same reference is left alone, whatever the workbook says of it."""
    case = lived.all(Case)[0]
    with store.change("log complaint") as change:
        change.put(None, replace(case, id=0, version=0, summary="Ours"))
    assert whole.import_file(store, workbook).same == 1
    there = store.case_id(case.reference)
    assert there is not None
    assert store.case_file(there).case.summary == "Ours"


def test_a_dry_run_writes_nothing(store: Store, workbook: Path) -> None:
    """It says what would come."""
    taken = whole.import_file(store, workbook, dry_run=True)
    assert taken.cases == 40
    assert store.all(Case) == []


def test_long_and_awkward_texts_come_back_as_they_were(store: Store, lived: Store, tmp_path: Path) -> None:
    """Longer than a cell holds, beginning with a quote or like a formula, with tabs and emoji."""
    awkward = ["x" * 70_000 + "end", "'=A1", "''", "=SUM(A1)", "\tTab", "Line\nbreak", "😟 Ŵyn", "-1", "007"]
    source, _ = opening.create(tmp_path / "source.desk", member="Alex", passphrase=PASSPHRASE, weak_for_tests=True)
    with source:
        case_id = Desk(source, lambda: BEGINS).log({"kind": "Comment", "received_on": "today", "words": "x"}).case_id
        with source.change("add notes") as change:
            for text in awkward:
                change.put(None, Note(case_id=case_id, text=text))
        whole.export(source, tmp_path / "awkward.xlsx")
    whole.import_file(store, tmp_path / "awkward.xlsx")
    assert [note.text for note in store.all(Note)] == awkward


def test_a_later_version_or_a_lacking_sheet_is_refused(store: Store, workbook: Path) -> None:
    """With what to do; nothing is imported."""
    found = tables.read(workbook)
    later = [replace(t, rows=[t.rows[0], ["", "9"]]) if t.sheet == whole.MARK else t for t in found]
    with pytest.raises(Problem, match="later version"):
        whole.plan(later, store)
    with pytest.raises(Problem, match="lacks its sheet investigation"):
        whole.plan([t for t in found if t.sheet != "investigation"], store)
    broken = [
        replace(t, rows=[t.rows[0], *([["x"] * len(t.rows[0])])]) if t.sheet == "feedback_case" else t for t in found
    ]
    with pytest.raises(Problem, match="Row 2 of the sheet feedback_case"):
        whole.plan(broken, store)


def test_the_command_line_takes_it_like_a_register(store: Store, workbook: Path, tmp_path: Path) -> None:
    """The same keys as for a register."""
    path = store.path
    store.close()
    key = tmp_path / "passphrase"
    key.write_text(PASSPHRASE, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "desk_app", "import", str(path), str(workbook), "--json", "--passphrase-file", str(key)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["cases"] == 40


# --- with documents and letters
PDF = b"%PDF-1.7 A letter from the school."


@pytest.fixture
def packed_up(lived: Store, tmp_path: Path) -> Path:
    """A ZIP of the same store, some of whose cases have documents, a redacted copy and a letter."""
    case_ids = [case.id for case in lived.all(Case)[:2]]
    if not lived.all(Document):
        with lived.change("add documents") as change:
            first = change.put(None, _document(case_ids[0], "Letter.pdf", change.put_blob(PDF)))
            copy = _document(case_ids[0], "Letter.pdf", change.put_blob(b"%PDF-1.7 redacted"))
            change.put(None, replace(copy, redacted_of=first.id, include=False))
            change.put(None, _document(case_ids[1], "=cmd|calc.txt", change.put_blob(b"Words")))
            letter = change.put_blob(b"PK a letter")
            change.put(
                None, Letter(case_id=case_ids[1], template="acknowledgement", name="Dear.docx", blob_hash=letter)
            )
    out = tmp_path / "everything.zip"
    whole.export(lived, out)
    return out


def _document(case_id: int, name: str, kept: str) -> Document:
    return Document(case_id=case_id, name=name, media_type="application/pdf", size=4, blob_hash=kept)


def test_documents_and_letters_come_in_a_zip_as_people_know_them(packed_up: Path, lived: Store) -> None:
    """A folder for each case; two of one name are told apart; and it says what it is."""
    case, other = (case.reference.replace("/", "-") for case in lived.all(Case)[:2])
    with zipfile.ZipFile(packed_up) as archive:
        assert archive.read(f"Documents/{case}/Letter.pdf") == PDF
        assert archive.read(f"Documents/{case}/Letter (2).pdf") == b"%PDF-1.7 redacted"
        assert archive.read(f"Letters/{other}/Dear.docx") == b"PK a letter"
        assert b"not encrypted" in archive.read("Read me.txt")


def test_a_zip_taken_into_an_empty_store_brings_every_file(packed_up: Path, lived: Store, store: Store) -> None:
    """Figures, worklist, each record, each byte; what a copy is a redacted copy of; one change, which can be undone."""
    taken = whole.import_file(store, packed_up)
    assert taken.in_words.startswith("40 cases and ")
    assert "with 4 documents and letters" in taken.in_words
    assert worklist(store, date(2026, 5, 1)) == worklist(lived, date(2026, 5, 1))
    for start in (BEGINS, BEGINS + timedelta(days=365)):
        before, after = (figures.as_json(figures.gather(s, year_of(start), date(2026, 11, 24))) for s in (lived, store))
        assert after == before
    for case in lived.all(Case)[:2]:
        there = store.case_id(case.reference)
        assert there is not None
        was, now = lived.case_file(case.id), store.case_file(there)
        assert [(d.name, store.blob(d.blob_hash), d.include) for d in now.documents] == [
            (file_names.clean(d.name), lived.blob(d.blob_hash), d.include) for d in was.documents
        ]
        assert [store.blob(letter.blob_hash) for letter in now.letters] == [
            lived.blob(x.blob_hash) for x in was.letters
        ]
    original, copy, words = store.all(Document)
    assert (copy.redacted_of, original.redacted_of) == (original.id, None)
    assert (words.media_type, words.size) == ("text/plain", 5)
    assert store.verify().ok
    assert whole.import_file(store, packed_up).change is None
    Desk(store, lambda: date(2026, 11, 24)).undo()
    assert store.all(Document) == []
    assert store.verify().ok


def test_the_workbook_alone_says_that_the_files_stay_behind(packed_up: Path, store: Store, tmp_path: Path) -> None:
    """Somebody unpacked it: the cases come, and it is said where the documents are."""
    with zipfile.ZipFile(packed_up) as archive:
        (tmp_path / "Everything.xlsx").write_bytes(archive.read("Everything.xlsx"))
    taken = whole.import_file(store, tmp_path / "Everything.xlsx")
    assert (taken.cases, store.all(Document)) == (40, [])
    assert any("Import the ZIP" in warning for warning in taken.warnings)


def repacked(source: Path, out: Path, change: Callable[[dict[str, bytes]], object]) -> Path:
    """The same ZIP with other entries."""
    with zipfile.ZipFile(source) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    change(entries)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out


def _place(entries: dict[str, bytes]) -> str:
    return next(name for name in entries if name.endswith("Letter.pdf"))


def _other_bytes(entries: dict[str, bytes]) -> None:
    entries[_place(entries)] = b"%PDF-1.7 Something else."


def _without(entries: dict[str, bytes]) -> None:
    del entries[_place(entries)]


def _too_large(entries: dict[str, bytes]) -> None:
    entries[_place(entries)] = random.Random(1).randbytes(20 * 1024 * 1024 + 1)


def _bomb(entries: dict[str, bytes]) -> None:
    entries["Documents/bomb.bin"] = b"\0" * (300 * 1024 * 1024)


def _not_ours(entries: dict[str, bytes]) -> None:
    del entries["Everything.xlsx"]


def _climbing(entries: dict[str, bytes]) -> None:
    """Places that lead out of the ZIP, in the workbook and as entries."""
    place = _place(entries)
    data = entries.pop(place)
    book = tables.understood("Everything.xlsx", entries["Everything.xlsx"])
    sheets = []
    for sheet in book:
        rows = [[f"../../{place}" if cell == place else cell for cell in row] for row in sheet.rows]
        sheets.append((sheet.sheet, [str(title) for title in rows[0]], rows[1:]))
    entries["Everything.xlsx"] = cells.workbook(sheets)  # type: ignore[arg-type]
    entries[f"../../{place}"] = data


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_other_bytes, "not as it was exported"), (_without, "is missing"), (_too_large, "is missing"),
        (_bomb, "far more than it can hold"), (_not_ours, "was not exported by Feedback Desk"),
    ],
)  # fmt: skip
def test_a_zip_that_was_tampered_with_is_refused(
    packed_up: Path, store: Store, tmp_path: Path, change: Callable[[dict[str, bytes]], object], said: str
) -> None:
    """Nothing is written, whatever is wrong."""
    with pytest.raises(Problem, match=said):
        whole.import_file(store, repacked(packed_up, tmp_path / "tampered.zip", change))
    assert (store.all(Case), store.all(Document)) == ([], [])


def test_a_place_that_leads_out_of_the_zip_writes_nothing_there(packed_up: Path, store: Store, tmp_path: Path) -> None:
    """It is only a name to look up: the file comes into the store, and nowhere else."""
    inside = tmp_path / "a" / "b" / "c"
    inside.mkdir(parents=True)
    before = sorted(tmp_path.rglob("*.pdf"))
    whole.import_file(store, repacked(packed_up, inside / "climbing.zip", _climbing))
    assert sorted(tmp_path.rglob("*.pdf")) == before
    assert [document.name for document in store.all(Document)][:1] == ["Letter.pdf"]


def test_a_zip_changed_between_looking_and_importing_is_refused(packed_up: Path, store: Store, tmp_path: Path) -> None:
    """All or nothing: the cases of the same change are not written either."""
    copy = repacked(packed_up, tmp_path / "copy.zip", dict[str, bytes].copy)
    found, source = whole.read(copy)
    planned = whole.plan(found, store, source=source)
    repacked(packed_up, copy, _other_bytes)
    with pytest.raises(Problem, match="not as it was exported"):
        whole.carry_out(planned, store)
    assert store.all(Case) == []
    assert store.verify().ok


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"No ZIP at all"])
def test_a_damaged_zip_is_said_to_be_damaged(store: Store, tmp_path: Path, content: bytes) -> None:
    """With what to do."""
    (tmp_path / "broken.zip").write_bytes(content)
    with pytest.raises(Problem, match="damaged or protected"):
        whole.import_file(store, tmp_path / "broken.zip")
    with pytest.raises(Problem, match="There is no file"):
        whole.import_file(store, tmp_path / "gone.zip")


def test_own_words_of_letters_come_with_the_zip_and_not_without(store: Store, tmp_path: Path, lived: Store) -> None:
    """A template is a setting and a file: in a workbook alone, the letter of the other store stays as it is there."""
    own = letters.shipped_template("acknowledgement")
    source, _ = opening.create(tmp_path / "words.desk", member="Alex", passphrase=PASSPHRASE, weak_for_tests=True)
    with source:
        kind = next(kind for kind in LETTERS if kind.key != "acknowledgement")
        letters.put_template(source, kind, own, "Ours.docx", BEGINS, "Alex")
        for ending in (".xlsx", ".zip"):
            whole.export(source, tmp_path / f"everything{ending}")
    whole.import_file(store, tmp_path / "everything.xlsx")
    assert letters.own_templates(store) == {}
    whole.import_file(store, tmp_path / "everything.zip")
    assert letters.template(store, kind.key) == own
    assert store.verify().ok


def test_who_was_erased_on_somebody_elses_case_comes_back_without_a_name(store: Store, tmp_path: Path) -> None:
    """After a restore in which the case was lost: an advocate, known by the id they had when all was exported."""
    desk = Desk(store, lambda: BEGINS)
    complaint = {**KINDS[0], "received_on": "2025-09-01", "words": "Late.", "complainant": {"name": "Bo Made-Up"}}
    desk.log(complaint)
    with store.change("an advocate") as change:
        ada = change.put(None, Person(name="Ada Quillon", match_key="ada quillon", telephone="01743 555019"))
    earlier = tmp_path / "earlier.backup"
    safekeeping.backup(store, earlier)
    later = desk.log({**complaint, "words": "Later."}).case_id
    with store.change("on it") as change:
        change.put(None, Party(case_id=later, person_id=ada.id, role=Role.ADVOCATE, relationship="Advocate"))
        change.put(None, ContactArrangement(person_id=ada.id, what="Rings Ada Quillon"))
    whole.export(store, tmp_path / "all.zip")
    with store.change("end") as change:
        for item in store.all(Investigation):
            change.put(item, replace(item, ended_on=BEGINS, ending=Ending.WITHDRAWN))
    erase.erase(store, erase.plan_for_person(store, ada.id), BEGINS, store.member, erase.Why.REQUEST)
    path = store.path
    store.close()
    restoring.restore(earlier, path, PASSPHRASE, replacing=True)
    with opening.open_store(path, PASSPHRASE) as restored:
        whole.import_file(restored, tmp_path / "all.zip")
        people = [restored.get(Person, p.person_id) for p in restored.all(Party) if p.role is Role.ADVOCATE]
        assert [(p.name, p.telephone, p.erased_on is not None) for p in people if p] == [("", "", True)]
        assert restored.all(ContactArrangement) == []
        assert "Bo Made-Up" in {person.name for person in restored.all(Person)}
