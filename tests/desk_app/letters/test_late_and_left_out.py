"""What letters say where something is late, was put off, is left out, or somebody speaks for the child."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desk_app.letters import fitting
from desk_app.panels import note_of
from desk_app.records import (
    CaseFile,
    Consent,
    Extension,
    Investigation,
    Note,
    Party,
    Person,
    Refusal,
    RefusalKind,
    Replaced,
    Role,
)
from tests.desk_app.letters.samples import (
    ADA,
    BEN,
    COMPLAINT,
    CORPORATE_1,
    PAUSED,
    PROFILES,
    REVIEW,
    STAGE_1,
    STAGE_2,
    STAGE_3,
    file_of,
)
from tests.desk_app.letters.test_endings import said

LATE = "We are sorry that this answer is late."
OLU = Person(id=19, name="Olu Sample")


def with_advocate(*items: Investigation, **case: object) -> CaseFile:
    """Olu is the child's advocate."""
    file = file_of(*items)
    party = Party(case_id=1, person_id=19, role=Role.ADVOCATE)
    changed = replace(file.case, **case)  # type: ignore[arg-type]
    return replace(file, case=changed, people=(*file.people, OLU), parties=(*file.parties, party))


def by_the_advocate(*items: Investigation) -> CaseFile:
    """Ada complains as Ben's advocate."""
    parties = (
        Party(case_id=1, person_id=ADA.id, role=Role.COMPLAINANT, relationship="Advocate"),
        Party(case_id=1, person_id=BEN.id, role=Role.CHILD),
    )
    return file_of(*items, parties=parties)


# --- late
@pytest.mark.parametrize(
    ("key", "item"),
    [("stage_1_response", STAGE_1), ("stage_2_review", REVIEW), ("stage_3_response", STAGE_3)],
)
def test_a_late_answer_says_sorry_and_why(key: str, item: Investigation) -> None:
    """In time it says neither; without a recorded reason it is left to fill in."""
    file = file_of(item)
    assert "sorry that this answer" not in said(key, file, item, date(2026, 11, 24))
    assert f"{LATE} [… the reason]" in said(key, file, item, date(2027, 2, 1))
    known = replace(item, delay_reason="Staff were ill")
    assert f"{LATE} The reason: Staff were ill" in said(key, file_of(known), known, date(2027, 2, 1))


def test_a_late_acknowledgement_says_so() -> None:
    """Received on 16 November: due on the 19th."""
    file = file_of(STAGE_1)
    assert "comes late" not in said("acknowledgement", file, STAGE_1, date(2026, 11, 19))
    letter = said("acknowledgement", file, STAGE_1, date(2026, 11, 20))
    assert "We should have sent you this letter by 19 November 2026. We are sorry that it comes late." in letter
    early = replace(STAGE_1, acknowledged_on=date(2026, 11, 18))
    assert "comes late" not in said("acknowledgement", file_of(early), early, date(2026, 11, 24))


def test_an_extension_after_the_day_says_that_it_is_late() -> None:
    """30 November has passed when they are told."""
    asked = Extension(id=21, case_id=1, investigation_id=2, to_on=date(2026, 12, 14), reason="Ill.")
    for told_on, late in ((date(2026, 11, 30), False), (date(2026, 12, 1), True)):
        file = file_of(STAGE_1, extensions=(replace(asked, told_on=told_on),))
        letter = said("extension", file, STAGE_1, date(2026, 12, 1))
        assert ("That day has passed, and you have not had our answer." in letter) is late
        assert ("We need more time to answer your complaint" in letter) is not late
        assert "We will now answer by 14 December 2026." in letter


# --- taken up anew, taken over, put off
def test_stage_2_taken_up_anew_was_asked_for_then() -> None:
    """Re-opened with its dates from that day; re-opened with its old dates the first request counts."""
    again = replace(
        STAGE_2, reopened_on=date(2026, 11, 2), started_on=date(2026, 11, 2), started_reason="A new request"
    )
    assert "You asked for stage 2 on 2 November 2026." in said("adjudication", file_of(STAGE_1, again), again)
    as_before = replace(STAGE_2, reopened_on=date(2026, 11, 2))
    assert "You asked for stage 2 on 1 October 2026." in said("adjudication", file_of(STAGE_1, as_before), as_before)


def test_who_takes_over_reads_from_whom_and_that_the_statement_is_agreed() -> None:
    """The first of them agrees one."""
    gone = tuple(
        Replaced(id=90 + n, case_id=1, investigation_id=3, part=part, name=name, until_on=date(2026, 10, 20))
        for n, (part, name) in enumerate(
            [("investigating officer", "Ingrid Sample"), ("independent person", "Kay Old")]
        )
    )
    file = file_of(STAGE_1, STAGE_2, replaced=gone)
    officer, person = said("commission_officer", file, STAGE_2), said("commission_person", file, STAGE_2)
    assert "You take over from Ingrid Sample" in officer
    assert "The statement of the complaint was agreed on 9 October 2026: it holds" in officer
    assert "agree a written statement" not in officer
    assert "agree the statement with the complainant" not in officer
    assert "You take over from Kay Old" in person
    first = replace(STAGE_2, statement_agreed_on=None)
    letter = said("commission_officer", file_of(STAGE_1, first), first)
    assert "take over" not in letter
    assert "agree a written statement" in letter
    assert "Please agree the statement with the complainant in the first days." in letter


def test_a_panel_that_was_put_off_is_invited_to_anew() -> None:
    """From when, to when, and why; the first invitation says nothing of it."""
    booked = replace(STAGE_3, panel_met_on=None, panel_report_on=None)
    assert "put off" not in said("panel_invitation", file_of(booked), booked)
    note = Note(id=70, case_id=1, text=note_of(date(2026, 11, 25), "The chair is ill: flu."))
    letter = said("panel_invitation", file_of(booked, notes=(note,)), booked)
    assert "Your review panel meets on another day" in letter
    assert "that it would meet on 25 November 2026. It has been put off: it now meets on 2 December 2026." in letter
    assert "The reason: The chair is ill: flu." in letter


# --- left out
@pytest.mark.parametrize(
    ("key", "item"), [("stage_1_response", STAGE_1), ("adjudication", STAGE_2), ("stage_2_review", REVIEW)]
)
def test_an_answer_says_what_it_leaves_out(key: str, item: Investigation) -> None:
    """A part that was refused, one that is paused; else nothing."""
    assert "leaves out" not in said(key, file_of(item), item)
    refused = Refusal(id=41, case_id=1, kind=RefusalKind.COURT, part="Contact", reason="Court.")
    letter = said(key, file_of(item, refusals=(refused,)), item)
    assert "leaves out a part that we could not look into: Contact." in letter
    waits = replace(PAUSED, investigation_id=item.id, part="The review")
    assert "leaves out a part that is paused: The review." in said(key, file_of(item, pauses=(waits,)), item)


@pytest.mark.parametrize(
    ("case", "kept_out"),
    [
        ({"consent": Consent.REFUSED}, True),
        ({"may_share_data": False}, True),
        ({"consent": Consent.REFUSED, "may_share_data": True}, False),
        ({"consent": Consent.GIVEN}, False),
        ({"consent": Consent.REFUSED, "made_by_child": True}, False),
    ],
)
@pytest.mark.parametrize(("key", "item"), [("stage_1_response", STAGE_1), ("adjudication", STAGE_2)])
def test_without_consent_an_answer_keeps_the_childs_data_out(
    key: str, item: Investigation, case: dict[str, object], kept_out: bool
) -> None:
    """The letter says so to the complainant, and asks the writer to look."""
    letter = said(key, file_of(item, case=replace(COMPLAINT, **case)), item)  # type: ignore[arg-type]
    assert (
        "left out personal information about Ben Example, because we may not share it with you" in letter
    ) is kept_out
    assert ("[… check that nothing personal about the child is left in this letter" in letter) is kept_out


# --- who speaks for the child
@pytest.mark.parametrize(
    ("key", "item"),
    [("allocation", STAGE_1), ("commission_officer", STAGE_2), ("commission_person", STAGE_2),
     ("stage_1_response", STAGE_1), ("adjudication", STAGE_2)],
)  # fmt: skip
def test_an_advocate_who_is_known_is_named_and_not_offered(key: str, item: Investigation) -> None:
    letter = said(key, with_advocate(item, made_by_child=True), item)
    assert "Olu Sample" in letter
    assert "Offer an advocate" not in letter
    assert "can have an advocate" not in letter


@pytest.mark.parametrize(("key", "item"), [("acknowledgement", STAGE_1), ("consent_request", None)])
def test_an_advocate_who_complains_is_not_offered_one(key: str, item: Investigation | None) -> None:
    letter = said(key, by_the_advocate(STAGE_1), item)
    assert "You speak for Ben Example" in letter
    assert "We can arrange it" not in letter
    assert "would like an advocate" not in letter


# --- the chaser
def test_the_investigating_officer_is_chased_for_their_report() -> None:
    """Due on 2 November; not once it came, nor before there is an officer."""
    letter = said("chaser", file_of(STAGE_1, STAGE_2), STAGE_2)
    assert "Your stage 2 report on this complaint was due on 2 November 2026, 16 working days ago." in letter
    assert "with both reports, by 5 November 2026" in letter
    assert "draft" not in letter
    nobody = replace(STAGE_2, investigator="", investigating_officer="")
    came = replace(STAGE_2, officer_report_on=date(2026, 10, 30))
    found = [[fit.kind.key for fit in fitting(file_of(item), PROFILES)] for item in (STAGE_2, came, nobody)]
    assert ["chaser" in keys for keys in found] == [True, False, False]
    assert "draft answer" in said("chaser", file_of(CORPORATE_1), CORPORATE_1)
