"""A matter without a case turns out to be of one, or should not be there, or has a wrong date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk_app import figures
from desk_app.desk import Desk
from desk_app.desk.correct import WrongField
from desk_app.exchange import exports, whole
from desk_app.figures.checks import checks
from desk_app.figures.period import year_of
from desk_app.offers import Offer, Verb
from desk_app.records import Case, CaseFile, OmbudsmanMatter, OmbudsmanRequest, Record, Remedy
from desk_app.roles import OFFICER, NotAllowed
from desk_app.store import Store, history_pages, opening
from tests.conftest import PASSPHRASE
from tests.desk_app.desk.test_matter_alone import ASKED, COMPLAINT, begun, do

DECIDED = {
    "decision": "Investigated: upheld", "on": "2026-11-23", "unanswered": "They are still to be answered",
    "remedy": "An apology", "due_on": "2026-12-01",
}  # fmt: skip


@pytest.fixture
def desk(store: Store, today: date) -> Desk:
    return Desk(store, lambda: today)


@pytest.fixture
def file(desk: Desk) -> CaseFile:
    """Asked on 16 November, decided on the 23rd with a remedy."""
    made = begun(desk)
    do(desk, made, Verb.DECISION, dict(DECIDED))
    return desk.case_file(made.case.id)


def problem(desk: Desk, file: CaseFile, case: str) -> str:
    done = desk.do(Offer(Verb.TIE_MATTER), file, {"case": case})
    assert done.change is None
    return done.problems["case"]


# --- removing
def test_it_is_removed_with_all_that_is_of_it_and_the_figures_follow(
    store: Store, desk: Desk, file: CaseFile, today: date
) -> None:
    """Only with a reason, which stands in the history; undone, it is as it was."""
    before = figures.gather(store, year_of(today), today)
    assert (before.ombudsman.requests, before.ombudsman.decided) == (1, 1)
    assert "reason" in desk.do(Offer(Verb.REMOVE_MATTER), file, {"reason": " "}).problems
    done = desk.do(Offer(Verb.REMOVE_MATTER), file, {"reason": "Recorded twice."})
    assert done.change is not None
    assert not done.steps
    for of in (OmbudsmanMatter, OmbudsmanRequest, Remedy):
        assert not store.all(of)
    after = figures.gather(store, year_of(today), today)
    assert (after.ombudsman.requests, after.ombudsman.decided) == (0, 0)
    assert not [check for check in checks(after) if not check.holds]
    assert not store.open_steps()
    said = str(history_pages.changed_rows(store, done.change.id, 0, 50))
    assert "Removed: Recorded twice. (Alex Example, 24 November 2026)" in said
    assert store.verify().ok
    desk.undo()
    now = desk.case_file(file.case.id)
    assert [_plain(each) for each in (*now.matters, *now.requests, *now.remedies)] == [
        _plain(each) for each in (*file.matters, *file.requests, *file.remedies)
    ]
    assert figures.gather(store, year_of(today), today).ombudsman == before.ombudsman
    assert store.verify().ok


def test_one_that_changed_meanwhile_is_not_removed(desk: Desk, file: CaseFile) -> None:
    """As every verb."""
    desk.correct(file.matters[0], about="Respite at Example House")
    with pytest.raises(Exception, match="changed meanwhile"):
        desk.do(Offer(Verb.REMOVE_MATTER), file, {"reason": "Recorded twice."})
    assert desk.case_file(file.case.id).requests


def _plain(record: Record) -> object:
    return repr(replace(record, version=0))


# --- tying
def test_it_is_tied_to_a_case_with_its_requests_and_remedies(
    store: Store, desk: Desk, file: CaseFile, today: date
) -> None:
    """Its dates are the case's now, its history the case's too; the figures count it once, and as of a case."""
    case_id = desk.log(COMPLAINT).case_id
    reference = desk.case_file(case_id).case.reference
    done = desk.do(Offer(Verb.TIE_MATTER), file, {"case": f" {reference.lower()} "})
    assert done.change is not None
    assert done.change.case_ids == {case_id}
    now = desk.case_file(case_id)
    assert [len(each) for each in (now.matters, now.requests, now.remedies)] == [1, 1, 1]
    assert {"ombudsman_answer", "remedy"} <= {step.key for step in desk.steps(case_id)}
    assert {called for _, called in store.open_steps()} == {reference}
    found = figures.gather(store, year_of(today), today)
    assert (found.ombudsman.requests, found.ombudsman.decided, found.ombudsman.cases) == (1, 1, 1)
    assert not [check for check in checks(found) if not check.holds]
    assert desk.history(case_id)[0][0].verb == "tie the matter to a case"
    assert store.verify().ok


def test_undoing_that_leaves_both_as_they_were(store: Store, desk: Desk, file: CaseFile) -> None:
    """The case has no step of it any more, and both changes in its history."""
    case_id = desk.log(COMPLAINT).case_id
    steps = desk.steps(case_id)
    assert desk.do(Offer(Verb.TIE_MATTER), file, {"case": desk.case_file(case_id).case.reference}).change
    undone = desk.undo()
    assert undone.case_ids == {case_id}
    assert desk.steps(case_id) == steps
    assert not desk.case_file(case_id).matters
    assert len(desk.case_file(file.case.id).requests) == 1
    assert len(desk.history(case_id)) == 3
    assert store.verify().ok


def test_it_is_tied_to_no_case_that_it_cannot_be_of(store: Store, desk: Desk, file: CaseFile) -> None:
    """There is none; a compliment; one received after the Ombudsman asked; one with the same matter already."""
    assert "no case with this reference" in problem(desk, file, "CF/2026-27/9999")
    assert "Enter the reference" in problem(desk, file, "")
    compliment = {
        "kind": "Compliment",
        "received_on": "2026-11-02",
        "words": "Thank you.",
        "recipients": [{"name": "Cy"}],
    }
    assert not desk.log(compliment).problems
    assert "is a compliment" in problem(desk, file, _latest(store))
    assert not desk.log({**COMPLAINT, "received_on": "2026-11-17"}).problems
    assert "before this case was received on 17 November 2026" in problem(desk, file, _latest(store))
    case_id = desk.log(COMPLAINT).case_id
    assert desk.do(Offer(Verb.MATTER), desk.case_file(case_id), {**ASKED, "reference": "25005179"}).change
    assert "has a matter with this reference already" in problem(desk, file, _latest(store))


def _latest(store: Store) -> str:
    return max(case.reference for case in store.all(Case))


def test_it_goes_out_with_its_case(store: Store, desk: Desk, file: CaseFile, tmp_path: Path) -> None:
    """In the export of everything, and among the rows of cases; into a store that has none of it, once."""
    case_id = desk.log(COMPLAINT).case_id
    assert desk.do(Offer(Verb.TIE_MATTER), file, {"case": desk.case_file(case_id).case.reference}).change
    exports.write(store, "cases", tmp_path / "cases.csv", today=desk.today())
    assert "Statutory,Ombudsman,,16/11/2026" in (tmp_path / "cases.csv").read_text(encoding="utf-8-sig")
    whole.export(store, tmp_path / "everything.xlsx")
    made, _ = opening.create(tmp_path / "other.desk", member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True)
    with made:
        assert "without a case" not in whole.import_file(made, tmp_path / "everything.xlsx").in_words
        [case] = made.all(Case)
        came = made.case_file(case.id)
        assert [len(each) for each in (came.matters, came.requests, came.remedies)] == [1, 1, 1]
        assert made.verify().ok


# --- correcting a date
def test_a_corrected_date_has_its_reason_on_the_matter(store: Store, desk: Desk, file: CaseFile) -> None:
    """Of the matter, of a request, of a remedy that was done; a plan and a word need none. Exported with it."""
    with pytest.raises(WrongField, match="kept with the matter"):
        desk.correct(file.matters[0], decided_on=date(2026, 11, 20))
    desk.correct(file.matters[0], decided_on=date(2026, 11, 20), why="The letter’s date.")
    desk.correct(file.requests[0], received_on=date(2026, 11, 13), why="Its stamp.")
    desk.correct(file.remedies[0], due_on=date(2026, 12, 2))
    desk.correct(desk.case_file(file.case.id).matters[0], about="Respite care")
    [matter] = desk.case_file(file.case.id).matters
    assert matter.corrections.splitlines() == [
        "The Ombudsman decided on 20 November 2026, not on 23 November 2026. Why: The letter’s date. "
        "(Alex Example, 24 November 2026)",
        "The Ombudsman asked on 13 November 2026, not on 16 November 2026. Why: Its stamp. "
        "(Alex Example, 24 November 2026)",
    ]
    assert store.verify().ok


def test_it_is_a_managers_to_correct(store: Store, desk: Desk, file: CaseFile) -> None:
    """As of a case."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(store), "role", OFFICER)
        with pytest.raises(NotAllowed):
            desk.correct(file.requests[0], received_on=date(2026, 11, 13), why="Its stamp.")
        assert desk.correct(file.remedies[0], due_on=date(2026, 12, 2)) is not None  # a plan is anybody's


def test_what_was_corrected_goes_out_and_in(store: Store, desk: Desk, file: CaseFile, tmp_path: Path) -> None:
    """With everything; without anybody's words it stays here."""
    desk.correct(file.matters[0], decided_on=date(2026, 11, 20), why="The letter’s date.")
    whole.export(store, tmp_path / "everything.xlsx")
    made, _ = opening.create(tmp_path / "other.desk", member="Alex Example", passphrase=PASSPHRASE, weak_for_tests=True)
    with made:
        whole.import_file(made, tmp_path / "everything.xlsx")
        assert made.all(OmbudsmanMatter)[0].corrections == store.all(OmbudsmanMatter)[0].corrections != ""
