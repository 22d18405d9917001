"""Letters of a case as verbs: kept, put back, sent, removed, each undoable; own templates as settings of the store."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from desk_app.desk import Desk, letters
from desk_app.desk.letters import Draft
from desk_app.letters import BY_KEY, fitting
from desk_app.letters.filling import lines_of
from desk_app.problems import Problem
from desk_app.records import CaseFile, Letter, SettingRecord
from desk_app.settings import Settings, to_row
from desk_app.store import Store, verifying
from tests.desk_app.letters.documents import tampered, word

TODAY = date(2026, 11, 24)
BY = "Alex Example"
COMPLAINT: dict[str, Any] = {
    "kind": "Complaint", "received_on": "16 Nov 2026", "team": "Fostering", "at_risk": False, "words": "It was late.",
    "complainant": {"name": "Ada & Bob <Example> 🙂", "relationship": "Foster carer"},
    "route": {"choice": "Statutory", "reason": "About fostering."},
}  # fmt: skip


@pytest.fixture
def file(store: Store) -> CaseFile:
    """A statutory complaint."""
    desk = Desk(store, lambda: TODAY)
    return desk.case_file(desk.log(COMPLAINT).case_id)


def draft_of(store: Store, file: CaseFile, key: str) -> Draft:
    fit = next(fit for fit in fitting(file, store.profiles()) if fit.kind.key == key)
    return letters.write(store, file, fit, TODAY, BY)


def kept(store: Store, file: CaseFile, key: str = "acknowledgement") -> Letter:
    letters.keep(store, file, draft_of(store, file, key), TODAY, BY)
    return store.case_file(file.case.id).letters[-1]


def test_a_letter_is_written_from_the_case_and_saves_nothing_by_itself(store: Store, file: CaseFile) -> None:
    """What was filled in is listed without the council's own names; these are left open where nobody said them."""
    with store.change("change settings") as change:
        for key, value in (("council", "Exampleshire Council"), ("email", "feedback@example.gov.uk")):
            change.put(None, to_row(key, value))
    draft = draft_of(store, file, "allocation")
    assert ("the day the response is due", "30 November 2026") in draft.filled_in
    assert "the council" not in [what for what, _ in draft.filled_in]
    assert draft.to_fill_in == ("[… who looks into it]", "[… the telephone number]")
    assert store.case_file(file.case.id).letters == ()


def test_a_letter_is_kept_with_its_bytes(store: Store, file: CaseFile) -> None:
    """As the verb says in the history; undone it goes, redone it comes back; the store stays whole."""
    letter = kept(store, file)
    assert (letter.name, letter.template, letter.written_on, letter.sent_on) == (
        "Acknowledgement.docx", "acknowledgement", TODAY, None,
    )  # fmt: skip
    assert letter.investigation_id == file.investigations[0].id
    assert "Dear Ada & Bob <Example> 🙂" in lines_of(store.blob(letter.blob_hash))
    change = store.undo(BY)
    assert change.verb == "undo: write letter: Acknowledgement"
    assert store.case_file(file.case.id).letters == ()
    store.undo(BY, change.id)
    assert store.blob(store.case_file(file.case.id).letters[0].blob_hash)
    assert verifying.verify(store).findings == []
    assert store.forget_loose_files() == 0


def test_the_finished_letter_takes_its_place(store: Store, file: CaseFile) -> None:
    """The name says what it is now; the same once more is no change; the draft comes back with undo."""
    letter = kept(store, file)
    assert letters.put_back(store, letter, b"%PDF-1.7 done", "final.pdf", BY) is not None
    [now] = store.case_file(file.case.id).letters
    assert (now.name, store.blob(now.blob_hash)) == ("Acknowledgement.pdf", b"%PDF-1.7 done")
    assert letters.put_back(store, now, b"%PDF-1.7 done", "final.pdf", BY) is None
    with pytest.raises(Problem, match="changed meanwhile"):
        letters.put_back(store, letter, b"%PDF-1.7 other", "final.pdf", BY)
    store.undo(BY)
    assert store.case_file(file.case.id).letters[0].name == "Acknowledgement.docx"


def test_what_is_put_back_is_a_letter(store: Store, file: CaseFile) -> None:
    """No program, no document with macros."""
    letter = kept(store, file)
    for data in (b"MZ", tampered(word("x"), more={"word/vbaProject.bin": b"x"})):
        with pytest.raises(Problem):
            letters.put_back(store, letter, data, "final.docx", BY)
    assert store.case_file(file.case.id).letters == (letter,)


def test_what_is_left_to_fill_in_is_found_in_a_finished_letter(store: Store, file: CaseFile) -> None:
    """In Word's own; nothing is known of a PDF."""
    letter = kept(store, file, "stage_1_response")
    assert "[… the outcome]" in letters.left_to_fill_in(store.blob(letter.blob_hash))
    assert letters.left_to_fill_in(b"%PDF-1.7") == ()


def test_a_letter_was_sent_on_a_day_that_can_be(store: Store, file: CaseFile) -> None:
    """Not tomorrow, not before the case was received."""
    letter = kept(store, file)
    for day, said in ((date(2026, 11, 25), "future"), (date(2026, 11, 15), "received on 16 November 2026")):
        with pytest.raises(Problem, match=said):
            letters.sent(store, letter, day, TODAY, BY)
    change = letters.sent(store, letter, date(2026, 11, 20), TODAY, BY)
    assert change.verb == "letter sent: Acknowledgement"
    assert store.case_file(file.case.id).letters[0].sent_on == date(2026, 11, 20)


def test_a_letter_is_removed_and_brought_back(store: Store, file: CaseFile) -> None:
    """With its bytes."""
    letter = kept(store, file)
    letters.remove(store, letter, BY)
    assert store.case_file(file.case.id).letters == ()
    store.undo(BY)
    assert store.blob(store.case_file(file.case.id).letters[0].blob_hash) == store.blob(letter.blob_hash)


# --- templates
KIND = BY_KEY["acknowledgement"]


def test_an_own_template_is_a_setting_of_the_store(store: Store, file: CaseFile) -> None:
    """Who put it there and when; letters are written from it; cases and their dates stay as they are."""
    before = store.steps(file.case.id)
    change = letters.put_template(store, KIND, word("Shwmae {{ complainant }}"), "Ein llythyr.docx", TODAY, BY)
    assert change is not None
    assert change.verb == "change the letter: Acknowledgement"
    assert change.tables == {SettingRecord.table}
    own = letters.own_templates(store)["acknowledgement"]
    assert (own.name, own.put_by, own.put_on) == ("Ein llythyr.docx", BY, TODAY)
    assert lines_of(draft_of(store, file, "acknowledgement").data)[0] == "Shwmae Ada & Bob <Example> 🙂"
    assert store.steps(file.case.id) == before
    assert store.settings() == Settings()
    assert store.forget_loose_files() == 0


def test_the_same_template_once_more_is_no_change(store: Store) -> None:
    """And restoring what is as shipped is none either."""
    data = word("Dear {{ complainant }}")
    letters.put_template(store, KIND, data, "a.docx", TODAY, BY)
    assert letters.put_template(store, KIND, data, "b.docx", TODAY, BY) is None
    assert letters.restore_template(store, KIND, BY) is not None
    assert letters.restore_template(store, KIND, BY) is None
    assert letters.template(store, KIND.key) == letters.shipped_template(KIND.key)


def test_another_template_replaces_the_first(store: Store) -> None:
    """Undo brings the first one back, undo once more the shipped one."""
    for text in ("one", "two"):
        letters.put_template(store, KIND, word(text), f"{text}.docx", TODAY, BY)
    assert letters.own_templates(store)[KIND.key].name == "two.docx"
    store.undo(BY)
    assert letters.own_templates(store)[KIND.key].name == "one.docx"
    assert lines_of(letters.template(store, KIND.key))[0] == "one"
    store.undo(BY)
    assert letters.own_templates(store) == {}


def test_a_template_that_is_refused_changes_nothing(store: Store) -> None:
    """Not even the history."""
    before = len(store.history())
    with pytest.raises(Problem):
        letters.put_template(store, KIND, word("{{ ''.__class__ }}"), "evil.docx", TODAY, BY)
    assert len(store.history()) == before
