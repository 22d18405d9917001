"""Everything about one person: nothing of theirs is missing, everybody else is marked, nothing of others' cases."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2  # type: ignore[import-untyped]
import pytest

from desk_app import subject_access
from desk_app.__main__ import main
from desk_app.desk import Desk
from desk_app.problems import Problem
from desk_app.progress import Cancelled
from desk_app.records import (
    ContactArrangement,
    Decision,
    DecisionKind,
    Document,
    Example,
    Extension,
    Investigation,
    Letter,
    Note,
    Party,
    Person,
    ReportText,
    Role,
)
from desk_app.store import Store, opening
from tests import pdfua
from tests.conftest import PASSPHRASE

ROOT = Path(__file__).resolve().parents[3]
COMPLAINT: dict[str, Any] = {
    "kind": "Complaint", "received_on": "16 Nov 2026", "channel": "Email", "team": "Fostering", "at_risk": False,
    "summary": "Allowance paid late", "words": "Ada Testwell writes: Mr Colin Sampleton shouted at Ben Testwell.",
    "complainant": {"name": "Ada Testwell", "relationship": "Foster carer", "contact": "ada@example.org"},
    "child": {"name": "Ben Testwell", "looked_after": "Yes"}, "route": {"choice": "Statutory", "reason": "Carer."},
}  # fmt: skip


@pytest.fixture
def ada(store: Store, today: date) -> int:
    """Who complained, with a note, a document, a letter and an arrangement; and is an advocate elsewhere."""
    desk = Desk(store, lambda: today)
    case_id = desk.log(COMPLAINT).case_id
    other = desk.log(
        {**COMPLAINT, "complainant": {"name": "Olga Madeup"}, "child": {"name": "Pip Madeup"},
         "words": "Olga Madeup was never rung back. The door was shut."}
    ).case_id  # fmt: skip
    person = next(p for p in store.all(Party, case_id=case_id) if p.role is Role.COMPLAINANT).person_id
    with store.change("work on it") as change:
        change.put(None, Note(case_id=case_id, text="Rang Ada Testwell on 01743 555019, and Olga Madeup."))
        name = "Letter about Ada.pdf"
        change.put(None, Document(case_id=case_id, name=name, blob_hash=change.put_blob(b"%PDF-1.4 one")))
        change.put(None, Letter(case_id=case_id, name="Answer.docx", blob_hash=change.put_blob(b"PK two")))
        change.put(None, ContactArrangement(person_id=person, what="One named officer", reason="Many calls"))
        change.put(None, Party(case_id=other, person_id=person, role=Role.ADVOCATE))
        change.put(None, Note(case_id=other, text="The advocate Ada Testwell came along."))
    return person


def written(store: Store, person: int, folder: Path, today: date) -> subject_access.Written:
    """Write it."""
    return subject_access.write(store, person, folder, today, "Alex Example")


def text_of(pdf: Path) -> str:
    """What the PDF says."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return " ".join(" ".join(pages).split())


def test_the_folder_holds_a_pdf_a_workbook_and_the_papers(store: Store, ada: int, tmp_path: Path, today: date) -> None:
    """All under names that any system can bear; nothing else is left beside it."""
    done = written(store, ada, tmp_path / "Ada", today)
    found = sorted(path.relative_to(done.folder).as_posix() for path in done.folder.rglob("*") if path.is_file())
    reference = store.read("SELECT reference FROM feedback_case ORDER BY id LIMIT 1")[0][0].replace("/", "-")
    assert found == [
        f"Documents and letters/{reference} Answer.docx",
        f"Documents and letters/{reference} Letter about Ada.pdf",
        "Everything.pdf",
        "Everything.xlsx",
    ]
    assert done.in_words == "one PDF, a workbook, 2 documents and letters of 2 cases"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_the_pdf_has_all_of_theirs(store: Store, ada: int, tmp_path: Path, today: date) -> None:
    """Details, words, notes, what was arranged, and where else they are named."""
    said = text_of(written(store, ada, tmp_path / "Ada", today).folder / "Everything.pdf")
    for words in (
        "ada@example.org", "Ada Testwell writes", "Allowance paid late", "One named officer", "Many calls",
        "The advocate Ada Testwell came along", "Foster", "Advocate",
    ):  # fmt: skip
        assert words in said, words


def test_others_are_marked_and_they_themselves_are_not(store: Store, ada: int, tmp_path: Path, today: date) -> None:
    """Also a child of the same surname, and a telephone number that is not theirs."""
    said = text_of(written(store, ada, tmp_path / "Ada", today).folder / "Everything.pdf")
    marked = re.findall(r"\[Other person: ([^\]]*)\]", said)
    assert {"Ben Testwell", "Olga Madeup", "01743 555019"} <= set(marked)
    assert any("Sampleton" in each for each in marked)
    assert not any("Ada" in each for each in marked)


def test_others_are_marked_in_headings_notes_arrangements_and_drafts_too(
    store: Store, ada: int, tmp_path: Path, today: date
) -> None:
    """Wherever somebody can write a name: each of these stands nowhere else."""
    person = store.get(Person, ada)
    [case_id, *_] = sorted(party.case_id for party in store.all(Party, person_id=ada))
    assert person is not None
    with store.change("name others") as change:
        change.put(person, replace(person, notes="Her line manager is Gwen Gorse"))
        change.put(None, Note(case_id=case_id, with_whom="Ms Rowena Rush of 4 Elm Row", text="She rang."))
        arrangement = ContactArrangement(person_id=ada, what="Rings Ms Bertha Bracken", decided_by="Mr Fergus Fern")
        change.put(None, arrangement)
        asked, kind = "As Mrs Heidi Heather asked", DecisionKind.EARLY_REFERRAL
        change.put(
            None, Decision(case_id=case_id, kind=kind, what=asked, reason="It was agreed.", decided_by="Dr Mo Moss")
        )
        change.put(
            None, Document(case_id=case_id, name="From Mr Clive Clover.pdf", blob_hash=change.put_blob(b"%PDF 1"))
        )
        change.put(None, Example(case_id=case_id, year="2026/27", text="Mrs Olive Orchid was late."))
    store.keep_draft(f"case-{case_id}-NOTE", "Note of Mr Basil Briar", {"text": "Mrs Tansy Thistle rang."})
    said = text_of(written(store, ada, tmp_path / "Ada", today).folder / "Everything.pdf")
    for name in ("Gorse", "Rush", "Bracken", "Fern", "Heather", "Moss", "Clover", "Orchid", "Briar", "Thistle"):
        assert name in said, name
        rest = re.sub(r"\[Other person: [^\]]*\]", "", said)
        assert name not in rest, f"{name} is not marked: {rest[max(0, rest.find(name) - 60) : rest.find(name) + 40]}"


def test_where_else_they_are_named_is_listed_and_nothing_of_it_given(
    store: Store, ada: int, tmp_path: Path, today: date
) -> None:
    """In any text of a case they are not on, forwards or backwards, by email or telephone; and in no case at all."""
    person = store.get(Person, ada)
    assert person is not None
    words = {**COMPLAINT, "complainant": {"name": "Bo Invented"}, "child": {}, "words": "Nothing of hers."}
    with store.change("more") as change:
        change.put(person, replace(person, telephone="01743 555018"))
    other = Desk(store, lambda: today).log(words).case_id
    [item] = store.all(Investigation, case_id=other)
    own: dict[str, Any] = {"case_id": other, "investigation_id": item.id}
    with store.change("name her") as change:
        change.put(None, Note(case_id=other, text="Overheard.", with_whom="Testwell, Ada"))
        change.put(None, Decision(case_id=other, kind=DecisionKind.EARLY_REFERRAL, reason="ADA TESTWELL shouted."))
        change.put(None, Extension(**own, to_on=today, reason="Ring (01743) 555 018"))
        change.put(item, replace(item, investigator="Ada  Testwell"))
        change.put(None, Document(case_id=other, name="ada@example.org.eml", blob_hash=change.put_blob(b"mail")))
        change.put(None, ReportText(year="2025/26", key="introduction", text="We thank Ada Testwell."))
        change.put(None, Note(case_id=other, text="Not Ada Testwellington, nor Canada Testwell."))
    said = text_of(written(store, ada, tmp_path / "Ada", today).folder / "Everything.pdf")
    reference = store.reference(other)
    assert f"{reference} decision, document, extension, investigation, note" in said
    assert "No case the words for the report of 2025/26" in said
    assert "shouted" not in said.split("Named elsewhere")[1]
    assert "Overheard" not in said


def test_who_is_only_described_is_not_marked(store: Store, ada: int, tmp_path: Path, today: date) -> None:
    """The page on security says so: an officer reads it all."""
    [case_id, *_] = sorted(party.case_id for party in store.all(Party, person_id=ada))
    with store.change("describe") as change:
        change.put(None, Note(case_id=case_id, text="She met the neighbour with the red van at Corvedale School."))
    said = text_of(written(store, ada, tmp_path / "Ada", today).folder / "Everything.pdf")
    assert "She met the neighbour with the red van at Corvedale School." in said


def test_that_a_name_is_too_short_to_be_searched_for_is_said(
    store: Store, ada: int, tmp_path: Path, today: date
) -> None:
    """Only of such a one."""
    with store.change("log") as change:
        short = change.put(None, Person(name="Ms Ng", match_key="ng"))
    said = text_of(written(store, short.id, tmp_path / "Ng", today).folder / "Everything.pdf")
    assert "This name is too short to be searched for" in said
    assert "too short" not in text_of(written(store, ada, tmp_path / "Ada", today).folder / "Everything.pdf")


def test_words_of_somebody_elses_case_stay_out(store: Store, ada: int, tmp_path: Path, today: date) -> None:
    """She is only the advocate there: what the complainant wrote is not hers to see."""
    folder = written(store, ada, tmp_path / "Ada", today).folder
    assert "The door was shut" not in text_of(folder / "Everything.pdf")
    book = openpyxl.load_workbook(folder / "Everything.xlsx", read_only=True)
    everything = " ".join(str(c) for sheet in book for line in sheet.iter_rows(values_only=True) for c in line)
    book.close()
    assert "Allowance paid late" in everything
    assert "The door was shut" not in everything


def test_who_is_complained_about_gets_nothing_of_the_complainants_words(
    store: Store, tmp_path: Path, today: date
) -> None:
    """Neither where only their surname stands, another's too, nor where they are named: then the place is said."""
    desk = Desk(store, lambda: today)
    given = {**COMPLAINT, "complainant": {"name": "Bo Smith"}, "child": {}, "summary": "Beaten"}
    alike = desk.log({**given, "words": "Bo Smith was beaten by his stepfather."}).case_id
    named = desk.log({**given, "words": "The worker Stan Smith shouted at my neighbour."}).case_id
    with store.change("complain about staff") as change:
        stan = change.put(None, Person(name="Stan Smith", match_key="stan smith", is_staff=True))
        for case_id in (alike, named):
            change.put(None, Party(case_id=case_id, person_id=stan.id, role=Role.STAFF_COMPLAINED_ABOUT))
        change.put(None, Note(case_id=alike, text="Rang Mr Smith about Bo Smith."))
        change.put(None, Note(case_id=named, text="Asked Stan S. for his account."))
        change.put(None, Note(case_id=named, text="Smith, Stan is away."))
    said = text_of(written(store, stan.id, tmp_path / "Stan", today).folder / "Everything.pdf")
    for words in ("stepfather", "neighbour", "Beaten", "Rang Mr"):
        assert words not in said, words
    for words in ("for his account", "is away"):
        assert words in said, words
    place = f"Named in the words of {store.reference(named)}, see with the team: “What was said”."
    assert place in said
    assert said.count("see with the team") == 1


def test_what_somebody_else_is_typing_stays_out(store: Store, ada: int, tmp_path: Path, today: date) -> None:
    """A draft in which somebody complains about them: that there is one is said, and nothing of it."""
    store.keep_draft(
        "new-7",
        "Complaint",
        {
            "kind": "Complaint", "words": "Ada Testwell hit my son Davy at 9 Acacia Row.",
            "complainant": {"name": "Dora Dredge", "telephone": "01743 555077"}, "child": {"name": "Davy Dredge"},
        },
    )  # fmt: skip
    other = store.read("SELECT max(id) FROM feedback_case")[0][0]
    note = {"case_id": other, "verb": "NOTE", "answers": {"text": "Ada Testwell was said to be rude."}}
    store.keep_draft(f"case-{other}-NOTE-0", "Note, CF/2026-27/0002", note)
    folder = written(store, ada, tmp_path / "Ada", today).folder
    said = text_of(folder / "Everything.pdf")
    assert "2 drafts of other cases name this person" in said
    for words in ("Dora", "Davy", "555077", "Acacia", "hit my son", "rude"):
        assert words not in said, words


def test_their_own_drafts_are_given_in_words_with_others_marked(
    store: Store, ada: int, tmp_path: Path, today: date
) -> None:
    """New feedback of theirs, and a note on their case: each field as a line."""
    case_id = store.read("SELECT min(id) FROM feedback_case")[0][0]
    draft = {
        "kind": "Complaint", "at_risk": True, "words": "It was late again, and Zoe Zebrafinch laughed.",
        "complainant": {"name": "Ada Testwell", "person_id": ada}, "child": {"name": "Zoe Zebrafinch"},
    }  # fmt: skip
    store.keep_draft("new-7", "Complaint", draft)
    note = {"case_id": case_id, "verb": "NOTE", "answers": {"text": "Colin Sampleton rang."}}
    store.keep_draft(f"case-{case_id}-NOTE-0", "Note, CF/2026-27/0001", note)
    said = text_of(written(store, ada, tmp_path / "Ada", today).folder / "Everything.pdf")
    assert "It was late again" in said
    assert "At risk Yes" in said
    assert "[Other person: Zoe Zebrafinch]" in said.replace("Zoe] [Other person: ", "Zoe ")
    assert re.search(r"\[Other person: [^\]]*Sampleton", said.split("Typed and not saved yet")[1])
    assert str(ada) not in said
    assert '{"' not in said


def test_the_pdf_is_accessible(store: Store, ada: int, tmp_path: Path, today: date) -> None:
    """It claims PDF/UA-1 and the check agrees."""
    assert list(pdfua.findings(written(store, ada, tmp_path / "Ada", today).folder / "Everything.pdf")) == []


def test_it_is_noted_as_an_export_without_the_name(store: Store, ada: int, tmp_path: Path, today: date) -> None:
    """Nothing personal stands outside the bodies of the journal."""
    written(store, ada, tmp_path / "Ada", today)
    [(change, rows), *_] = store.history()
    assert change.verb == f"export everything about one person ({ada})"
    assert rows == ()


def test_cancelled_it_leaves_nothing(store: Store, ada: int, tmp_path: Path, today: date) -> None:
    """Neither the folder nor a part of it."""

    def stop(done: int, total: int = 0, text: str = "") -> None:
        if "pages" in text:
            raise Cancelled

    with pytest.raises(Cancelled):
        subject_access.write(store, ada, tmp_path / "Ada", today, "Alex Example", stop)
    assert not (tmp_path / "Ada").exists()
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []


KILLED = """
import os, signal, sys
from datetime import date
from pathlib import Path
from desk_app import subject_access
from desk_app.store import opening
from desk_app.subject_access import writing
fill = writing._fill
def killed(*given):
    fill(*given)
    os.kill(os.getpid(), signal.SIGKILL)
writing._fill = killed
store = opening.open_store(Path(sys.argv[1]), sys.argv[2])
subject_access.write(store, int(sys.argv[3]), Path(sys.argv[4]), date(2026, 11, 24), "Alex Example")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills in the way of Linux")
def test_what_a_killed_process_left_is_gone_when_the_store_is_opened_again(
    store: Store, ada: int, tmp_path: Path
) -> None:
    """All of it was written, readable, in a hidden folder, and not renamed yet. Other folders stay."""
    store.close()
    hers = tmp_path / ".somebody.part"
    hers.mkdir()
    given = [str(store.path), PASSPHRASE, str(ada), str(tmp_path / "SAR")]
    done = subprocess.run([sys.executable, "-c", KILLED, *given], check=False, cwd=ROOT)
    assert done.returncode == -signal.SIGKILL
    assert (tmp_path / ".SAR.part" / "Everything.pdf").is_file()
    opening.open_store(store.path, PASSPHRASE, read_only=True).close()
    assert (tmp_path / ".SAR.part").exists()
    opening.open_store(store.path, PASSPHRASE).close()
    assert not (tmp_path / ".SAR.part").exists()
    assert hers.is_dir()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows: the folder around it says who can")
def test_nobody_else_at_the_computer_can_look_into_the_folder(
    store: Store, ada: int, tmp_path: Path, today: date
) -> None:
    """Neither into it nor into a file of it."""
    folder = written(store, ada, tmp_path / "SAR", today).folder
    assert {oct(path.stat().st_mode & 0o777) for path in folder.rglob("*") if path.is_file()} == {"0o600"}
    assert {oct(path.stat().st_mode & 0o777) for path in (folder, folder / "Documents and letters")} == {"0o700"}


def test_a_folder_that_is_there_is_not_touched(store: Store, ada: int, tmp_path: Path, today: date) -> None:
    """Perhaps it holds what was written the last time."""
    (tmp_path / "Ada").mkdir()
    with pytest.raises(Problem, match="already"):
        written(store, ada, tmp_path / "Ada", today)


def test_of_somebody_who_was_erased_there_is_nothing(store: Store, ada: int, tmp_path: Path, today: date) -> None:
    """And that is said."""
    person = store.get(Person, ada)
    assert person is not None
    with store.change("erase a person") as change:
        change.put(person, replace(person, erased_on=today))
    with pytest.raises(Problem, match="any more"):
        written(store, ada, tmp_path / "Ada", today)


def test_on_the_command_line_by_name_and_namesakes_by_number(
    store: Store, ada: int, tmp_path: Path, today: date, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    """`desk subject TEAM.desk "ada testwell" --out FOLDER`; two of a name are told apart by their numbers."""
    with store.change("log another") as change:
        twin = change.put(None, Person(name="Ada Testwell", match_key="ada testwell"))
    store.close()
    monkeypatch.setenv("FEEDBACK_DESK_PASSPHRASE", PASSPHRASE)
    assert main(["subject", str(store.path), "ADA testwell", "--out", str(tmp_path / "Ada")]) == 1
    said = capsys.readouterr().err
    assert str(ada) in said
    assert str(twin.id) in said
    assert not (tmp_path / "Ada").exists()
    assert main(["subject", str(store.path), str(ada), "--out", str(tmp_path / "Ada")]) == 0
    assert (tmp_path / "Ada" / "Everything.pdf").is_file()
    assert main(["subject", str(store.path), "Nobody Here", "--out", str(tmp_path / "No")]) == 1


def test_a_folder_with_too_long_a_name_is_refused_and_the_store_opens_again(
    store: Store, ada: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Too long for any disk, and too long only with what is put around it while it is written."""
    store.close()
    monkeypatch.setenv("FEEDBACK_DESK_PASSPHRASE", PASSPHRASE)
    for length in (250, 260):
        assert main(["subject", str(store.path), str(ada), "--out", str(tmp_path / ("q" * length))]) == 1
        assert "shorter" in capsys.readouterr().err
    assert main(["subject", str(store.path), str(ada), "--out", str(tmp_path / "Ada")]) == 0
