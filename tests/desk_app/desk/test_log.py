"""Logging at the desk: examples."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desk_app.desk import Desk
from desk_app.problems import Problem
from desk_app.records import Case, Kind, Role
from desk_app.store import search

COMPLAINT: dict[str, Any] = {
    "kind": "Complaint",
    "received_on": "22 Nov 2026",
    "words": "Ada Testwell says that nobody returned her calls.",
    "complainant": {"name": "Ada Testwell", "relationship": "Parent"},
    "child": {"name": "Ben Testwell", "looked_after": "No"},
    "route": {"choice": "Statutory", "reason": "About a child in need."},
}


def test_a_complaint_is_logged_with_the_dates_that_follow(desk: Desk) -> None:
    """Received on Sunday 22 November 2026: acknowledge by Wednesday, answer by Friday 4 December."""
    logged = desk.log(COMPLAINT)
    assert logged.reference == "CF/2026-27/0001"
    due = {step.key: step.due_on for step in logged.steps}
    assert due["acknowledge"] == date(2026, 11, 25)
    assert due["stage_1_response"] == date(2026, 12, 4)


def test_the_logged_case_is_found_again(desk: Desk) -> None:
    """In the list, by a word of what was said and by the name of the child."""
    logged = desk.log(COMPLAINT)
    for text in ("", "returned calls", "ben test", "CF/2026-27/0001"):
        assert list(desk.list_cases(search.Filter(text=text)).ids) == [logged.case_id]
    file = desk.case_file(logged.case_id)
    child = file.person(Role.CHILD)
    assert child is not None
    assert child.name == "Ben Testwell"


def test_kind_date_and_words_alone_are_enough(desk: Desk) -> None:
    """The rest is "to complete"."""
    logged = desk.log({"kind": "Complaint", "received_on": "today", "words": "Too slow."})
    assert logged.case_id
    assert not logged.problems
    assert logged.to_complete


def test_a_draft_with_problems_is_not_saved(desk: Desk) -> None:
    """A date in the future stands beside its field; nothing is written."""
    logged = desk.log({**COMPLAINT, "received_on": "1 Jan 2030"})
    assert "received_on" in logged.problems
    assert desk.store.all(Case) == []


def test_a_preview_shows_dates_and_saves_nothing(desk: Desk) -> None:
    """The form shows what follows as soon as it can."""
    problems, steps = desk.preview(COMPLAINT)
    assert not problems
    assert {"acknowledge", "stage_1_response"} <= {step.key for step in steps}
    assert desk.store.all(Case) == []


def test_saving_removes_the_kept_draft(desk: Desk) -> None:
    """The draft goes in the same change that saves the case."""
    desk.keep_draft("form", "Complaint", COMPLAINT)
    desk.log(COMPLAINT, draft_key="form")
    assert list(desk.store.drafts()) == []


def test_a_correction_is_one_change_and_can_be_undone(desk: Desk) -> None:
    """A wrong summary is put right, then the correction is undone."""
    case = desk.case_file(desk.log(COMPLAINT).case_id).case
    change = desk.correct(case, summary="Calls not returned")
    assert change is not None
    assert desk.case_file(case.id).case.summary == "Calls not returned"
    desk.undo()
    assert desk.case_file(case.id).case.summary == case.summary


def test_a_correction_of_what_was_changed_meanwhile_is_refused(desk: Desk) -> None:
    """Two windows read the same case; the second to save is told."""
    case = desk.case_file(desk.log(COMPLAINT).case_id).case
    desk.correct(case, summary="First")
    with pytest.raises(Problem, match="meanwhile"):
        desk.correct(case, summary="Second")
    assert desk.case_file(case.id).case.summary == "First"


def test_a_correction_that_changes_nothing_writes_nothing(desk: Desk) -> None:
    """Saving an unchanged form leaves no trace in the journal."""
    case = desk.case_file(desk.log(COMPLAINT).case_id).case
    before = desk.history(case.id)
    assert desk.correct(case, summary=case.summary) is None
    assert desk.history(case.id) == before


def test_what_identifies_a_record_cannot_be_corrected(desk: Desk) -> None:
    """A reference stays what it is."""
    case = desk.case_file(desk.log(COMPLAINT).case_id).case
    with pytest.raises(Problem, match="cannot be corrected"):
        desk.correct(case, reference="CF/2026-27/9999")


def test_a_child_who_complains_is_one_person_in_two_roles(desk: Desk) -> None:
    """The complainant is the child: one person record, two parties."""
    name = {"name": "Ada Testwell", "relationship": "Child or young person"}
    logged = desk.log({**COMPLAINT, "complainant": name, "child": {"name": "Ada Testwell"}, "made_by_child": True})
    file = desk.case_file(logged.case_id)
    assert len(file.people) == 1
    assert {p.role for p in file.parties} == {Role.COMPLAINANT, Role.CHILD}


def test_a_compliment_names_whom_it_praises(desk: Desk) -> None:
    """Recipients are people on the case with their job and team."""
    recipients = [{"name": "Meriel Fairweather", "job": "Personal adviser", "team": "Leaving Care"}]
    logged = desk.log({"kind": "Compliment", "received_on": "today", "words": "Thank you.", "recipients": recipients})
    file = desk.case_file(logged.case_id)
    assert file.case.kind is Kind.COMPLIMENT
    assert [(p.role, p.job) for p in file.parties] == [(Role.RECIPIENT, "Personal adviser")]


def test_an_old_version_cannot_overwrite(desk: Desk) -> None:
    """The version read is the version checked."""
    case = desk.case_file(desk.log(COMPLAINT).case_id).case
    stale = replace(case, version=case.version + 5)
    with pytest.raises(Problem):
        desk.correct(stale, summary="From nowhere")


def test_attachments_are_documents_of_the_case(desk: Desk) -> None:
    """In the same change; by whom and when."""
    file = desk.keep_file(b"%PDF")
    attachments = [{"name": "letter.pdf", "media_type": "application/pdf", "size": 4, "file": file}]
    logged = desk.log({**COMPLAINT, "attachments": attachments})
    [document] = desk.case_file(logged.case_id).documents
    assert (document.name, document.added_by, document.added_on) == ("letter.pdf", "Alex Example", desk.today())
    assert desk.store.blob(document.blob_hash) == b"%PDF"
    assert desk.store.verify().ok


def test_an_attachment_that_is_gone_is_a_problem(desk: Desk) -> None:
    """Nothing is saved that points to nothing."""
    logged = desk.log({**COMPLAINT, "attachments": [{"name": "letter.pdf", "file": "0" * 64}]})
    assert "letter.pdf" in logged.problems["attachments"]
    assert desk.store.all(Case) == []


def test_what_was_given_of_somebody_known_is_kept(desk: Desk) -> None:
    """A new telephone number; the address that was not given stays. Undo brings the old one back."""
    first = desk.log({**COMPLAINT, "complainant": {"name": "Ada Testwell", "email": "a@example.org", "telephone": "1"}})
    person = desk.case_file(first.case_id).person(Role.COMPLAINANT)
    assert person is not None
    desk.log({**COMPLAINT, "complainant": {"person_id": person.id, "telephone": "2"}})
    known = desk.known_person(person.id)
    assert known is not None
    assert (known.person.email, known.person.telephone) == ("a@example.org", "2")
    desk.undo()
    known = desk.known_person(person.id)
    assert known is not None
    assert known.person.telephone == "1"


def test_somebody_who_is_gone_is_a_problem_beside_the_name(desk: Desk) -> None:
    """The draft was linked, then the person was removed by an undo."""
    logged = desk.log({**COMPLAINT, "complainant": {"person_id": 17}})
    assert "no longer here" in logged.problems["complainant.name"]


@pytest.mark.parametrize(
    "more",
    [
        {"words": ""},
        {"acknowledged_on": "soon", "child": {"looked_after": "perhaps"}},
        {"route": {"choice": "Corporate", "answers": ["looked_after"]}},
        {"recipients": "Dee"},
        {"colour": "blue", "complainant": "Ada"},
    ],
)
def test_dates_follow_as_soon_as_kind_and_date_are_understood(desk: Desk, more: dict[str, Any]) -> None:
    """Whatever else is wrong or missing is told beside, and saves nothing."""
    problems, steps = desk.preview({**COMPLAINT, **more})
    assert problems
    assert {"acknowledge", "stage_1_response"} <= {step.key for step in steps}
    assert not desk.preview({**COMPLAINT, "received_on": "soon"})[1]
